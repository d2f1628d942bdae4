//! The consistency checks over the answers: which fire, beside which answer, and in what words.
//!
//! What belongs here: how checks are evaluated, and what their conditions on answers mean; the facts that they may name
//! are in `facts`. Never here: which checks there are and how they are worded (`editions/checks.toml`), and
//! contradictions that are about no answer (`contradiction`).
//!
//! Answers out of scope are kept and not judged, and a clause that is not asked makes no check fire.

use super::answer::{Answer, Evidence, Status};
use super::items::{Division, ItemId};
use super::legacy::listed;
use super::model::Assessment;
use super::text::day_number;
use crate::standard::{Check, Clause, Condition, Quantity, Requirement, Scope, words};

/// How many clauses a sentence names before it counts the rest.
const NAMED_CLAUSES: usize = 8;

/// Answers that do not go together, seen from one of them. The id of the check and the clause tell it from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that fired: its id, how bad it is, and what to do.
    pub check: &'static Check,
    /// The requirement beside whose answer it is shown.
    pub clause: Clause,
    /// The other requirements that made it fire, in order; may be empty.
    pub others: Vec<Clause>,
    /// What does not go together, in a sentence or two. It holds no word that a person typed.
    pub what: String,
    /// The items, risk controls or evidence that it is about, by the names that people typed; may be empty.
    pub named: Vec<String>,
}

/// What the checks find in an assessment on a day (`2026-11-22`), in the order of clauses and then of the file. Nothing
/// before the words have arrived.
#[must_use]
pub fn findings(assessment: &Assessment, today: &str) -> Vec<Finding> {
    let Some(words) = words() else { return Vec::new() };
    let view = View::new(assessment, today);
    let mut found = Vec::new();
    for row in &view.rows {
        found.extend(words.checks.iter().filter_map(|check| view.finding(check, row)));
    }
    found
}

/// An assessment as the checks look at it: worked out once.
pub(super) struct View<'a> {
    pub(super) assessment: &'a Assessment,
    /// The day; none where it is no day of the calendar, and then no date is judged.
    pub(super) today: Option<i32>,
    pub(super) division: Division<'a>,
    /// What is asked, in order.
    pub(super) rows: Vec<Row<'a>>,
}

/// A requirement that is asked, with its answer.
pub(super) struct Row<'a> {
    pub(super) requirement: &'static Requirement,
    answer: Option<&'a Answer>,
    /// The status as it counts.
    pub(super) counted: Option<Status>,
    /// Where the answer is split: the items that are asked.
    asked: Vec<ItemId>,
}

impl<'a> Row<'a> {
    fn new(requirement: &'static Requirement, assessment: &'a Assessment, division: &Division<'_>) -> Self {
        let answer = assessment.answers.get(&requirement.clause);
        let is_split = answer.is_some_and(Answer::is_split);
        let asked: Vec<ItemId> =
            if is_split { division.asked(requirement).map(|placed| placed.item.id).collect() } else { Vec::new() };
        let counted = answer.and_then(|answer| answer.rolled_up(&asked));
        Self { requirement, answer, counted, asked }
    }

    pub(super) fn is_among(&self, prefixes: &[Clause]) -> bool {
        prefixes.iter().any(|prefix| self.requirement.clause.starts_with(*prefix))
    }

    /// Whether its status is one of these, as the checks name them.
    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.counted.map_or("unanswered", Status::key))
    }

    /// The answers for the items that are asked; none where it is not split.
    fn parts(&self) -> impl Iterator<Item = Option<&'a Answer>> {
        let answer = self.answer;
        self.asked.iter().map(move |item| answer.and_then(|answer| answer.part(*item)))
    }

    /// The answer for all items, and those for the items that are asked.
    pub(super) fn answers(&self) -> impl Iterator<Item = &'a Answer> {
        self.answer.into_iter().chain(self.parts().flatten())
    }

    pub(super) fn evidence(&self) -> impl Iterator<Item = &'a Evidence> {
        self.answers().flat_map(|answer| &answer.evidence).filter(|evidence| !evidence.is_blank())
    }

    /// Whether a lettered item is covered; where the answer is split, for every item that is asked.
    fn is_covered(&self, letter: char) -> bool {
        let Some(answer) = self.answer else { return false };
        if answer.is_split() {
            !self.asked.is_empty() && self.parts().all(|part| part.is_some_and(|part| part.letters.has(letter)))
        } else {
            answer.letters.has(letter)
        }
    }

    /// Whether any lettered item is ticked, if only for one item.
    pub(super) fn has_ticks(&self) -> bool {
        self.answers().any(|answer| !answer.letters.is_empty())
    }

    /// How many of its lettered items are covered.
    pub(super) fn covered(&self) -> usize {
        self.requirement.letters.iter().filter(|item| self.is_covered(item.letter)).count()
    }
}

/// What made a check fire, gathered while its conditions are looked at.
#[derive(Default)]
pub(super) struct Grounds {
    others: Vec<Clause>,
    named: Vec<String>,
}

impl Grounds {
    /// Adds a clause in its place, once.
    pub(super) fn add(&mut self, clause: Clause) {
        let place = self.others.partition_point(|known| *known < clause);
        if self.others.get(place) != Some(&clause) {
            self.others.insert(place, clause);
        }
    }

    /// Adds what is named, and tells whether there was any.
    pub(super) fn name(&mut self, names: impl Iterator<Item = String>) -> bool {
        let before = self.named.len();
        self.named.extend(names);
        self.named.len() > before
    }
}

impl<'a> View<'a> {
    fn new(assessment: &'a Assessment, today: &str) -> Self {
        let division = assessment.division();
        let scope = Scope { edition: assessment.edition, class: division.system, legacy: assessment.legacy };
        let rows = scope.requirements().map(|requirement| Row::new(requirement, assessment, &division)).collect();
        Self { assessment, today: day_number(today), division, rows }
    }

    fn finding(&self, check: &'static Check, row: &Row<'_>) -> Option<Finding> {
        let clause = row.requirement.clause;
        if !check.is_about(clause) || !row.is(check.is) {
            return None;
        }
        let mut grounds = Grounds::default();
        if !check.when.iter().all(|condition| self.holds(condition, row, &mut grounds)) {
            return None;
        }
        let Grounds { others, named } = grounds;
        let what = check.reason.replace("{clause}", &clause.to_string()).replace("{others}", &in_words(&others));
        Some(Finding { check, clause, others, what, named })
    }

    fn holds(&self, condition: &Condition, row: &Row<'_>, grounds: &mut Grounds) -> bool {
        let own = row.requirement.clause;
        match condition {
            Condition::Answers(quantity, clauses, statuses) => {
                let others =
                    || self.rows.iter().filter(|other| other.requirement.clause != own && other.is_among(clauses));
                let holds = match quantity {
                    Quantity::Any => others().any(|other| other.is(statuses)),
                    Quantity::None => return !others().any(|other| other.is(statuses)),
                    Quantity::All => {
                        let is_asked = |prefix: &Clause| others().any(|other| other.is_among(&[*prefix]));
                        clauses.iter().all(is_asked) && others().all(|other| other.is(statuses))
                    }
                };
                if holds {
                    others().filter(|other| other.is(statuses)).for_each(|other| grounds.add(other.requirement.clause));
                }
                holds
            }
            Condition::Unticked(clause, letter) => {
                let is_open = self.is_open(*clause, *letter);
                if is_open && *clause != own {
                    grounds.add(*clause);
                }
                is_open
            }
            Condition::Fact(fact) => self.fact(fact, row, grounds),
        }
    }

    /// Whether a lettered item is not covered, in an answer that says something about its letters.
    fn is_open(&self, clause: Clause, letter: char) -> bool {
        let row = self.rows.iter().find(|row| row.requirement.clause == clause);
        row.is_some_and(|row| {
            let is_there = row.requirement.letters.iter().any(|item| item.letter == letter);
            let is_judged = row.counted == Some(Status::Met) || row.has_ticks();
            is_there && is_judged && !row.is_covered(letter)
        })
    }
}

/// `5.3.3, 5.3.4 and 7.1.3`; of many only the first ones.
fn in_words(clauses: &[Clause]) -> String {
    let mut words: Vec<String> = clauses.iter().take(NAMED_CLAUSES).map(ToString::to_string).collect();
    if clauses.len() > NAMED_CLAUSES {
        words.push(format!("{} more", clauses.len() - NAMED_CLAUSES));
    }
    listed(&words)
}
