//! Every requirement of the edition with its answer, looked up once for all sections.

use super::super::document::{Cell, Phrase, phrase, word_of};
use crate::assessment::{Answer, Assessment, Evidence, Placed, Standing, Status};
use crate::standard::{Activity, Requirement};

/// A requirement with what is known of it.
pub(super) struct Judged<'a> {
    pub(super) activity: &'static Activity,
    pub(super) requirement: &'static Requirement,
    /// Whether it is in scope.
    pub(super) is_asked: bool,
    pub(super) answer: Option<&'a Answer>,
    pub(super) standing: Standing,
    /// Where the answer is split: each item that it is asked of, and then those that have an answer and are not asked.
    pub(super) items: Vec<OfItem<'a>>,
}

/// The answer for an item.
pub(super) struct OfItem<'a> {
    pub(super) name: String,
    /// Whether the requirement is asked of it; only then it counts.
    pub(super) counts: bool,
    pub(super) answer: Option<&'a Answer>,
}

impl OfItem<'_> {
    /// The status as it counts.
    pub(super) fn counted(&self) -> Option<Status> {
        self.answer.and_then(Answer::counted)
    }

    /// Its name, to be followed by what is said of it.
    pub(super) fn lead(&self) -> Phrase {
        phrase().said(&self.name).own(": ")
    }
}

/// Every requirement of the edition, in order.
pub(super) fn all(assessment: &Assessment) -> Vec<Judged<'_>> {
    let scope = assessment.scope();
    let division = assessment.division();
    let mut found = Vec::with_capacity(100);
    for activity in assessment.edition.activities() {
        for requirement in activity.requirements {
            let answer = assessment.answers.get(&requirement.clause);
            let items = match answer.filter(|answer| answer.is_split()) {
                Some(answer) => of_items(assessment, answer, division.asked(requirement)),
                None => Vec::new(),
            };
            found.push(Judged {
                activity,
                requirement,
                is_asked: scope.includes(requirement),
                answer,
                standing: assessment.standing(requirement.clause),
                items,
            });
        }
    }
    found
}

fn of_items<'a, 'p>(
    assessment: &'a Assessment,
    answer: &'a Answer,
    asked: impl Iterator<Item = &'p Placed<'p>>,
) -> Vec<OfItem<'a>> {
    let mut ids = Vec::new();
    let mut found = Vec::new();
    for placed in asked {
        let id = placed.item.id;
        found.push(OfItem { name: placed.item.display_name(), counts: true, answer: answer.part(id) });
        let place = ids.partition_point(|known| *known < id);
        ids.insert(place, id);
    }
    for part in &answer.parts {
        if ids.binary_search(&part.item).is_err() {
            let item = assessment.item(part.item);
            let name = item.map_or_else(|| format!("Item {}, not in the list", part.item), |item| item.display_name());
            found.push(OfItem { name, counts: false, answer: Some(&part.answer) });
        }
    }
    found
}

impl<'a> Judged<'a> {
    /// Its clause and title.
    pub(super) fn name(&self) -> String {
        name_of(self.requirement)
    }

    /// The status as it counts.
    pub(super) const fn counted(&self) -> Option<Status> {
        match self.standing {
            Standing::Given(status) => Some(status),
            Standing::Estimated(_) | Standing::Open => None,
        }
    }

    /// The answers in it: of the whole, then of each item, with the item's name.
    pub(super) fn answers(&self) -> impl Iterator<Item = (Option<&OfItem<'a>>, &'a Answer)> {
        let of_items = self.items.iter().filter_map(|item| Some((Some(item), item.answer?)));
        self.answer.map(|answer| (None, answer)).into_iter().chain(of_items)
    }

    /// Every piece of evidence, that for the whole first.
    pub(super) fn evidence(&self) -> impl Iterator<Item = (Option<&OfItem<'a>>, &'a Evidence)> {
        self.answers().flat_map(|(item, answer)| answer.evidence.iter().map(move |evidence| (item, evidence)))
    }

    /// What people wrote into one field, that for the whole first, each item's behind its name.
    pub(super) fn texts(&self, field: impl Fn(&'a Answer) -> &'a str) -> Vec<Phrase> {
        let mut found = Vec::new();
        for (item, answer) in self.answers() {
            let text = field(answer);
            if !text.trim().is_empty() {
                found.push(item.map(OfItem::lead).unwrap_or_default().said(text));
            }
        }
        found
    }

    /// How it stands, line by line: the status that counts, what is behind it, and each item.
    pub(super) fn status_lines(&self) -> Cell {
        if !self.is_asked {
            return self.not_asked_lines();
        }
        let mut lines = vec![phrase().status(self.counted())];
        if let Standing::Estimated(status) = self.standing {
            lines.push(phrase().own(format!("Estimated: {}", status.label().to_ascii_lowercase())));
        }
        if self.items.is_empty() && self.answer.is_some_and(Answer::lacks_reason) {
            lines.push(phrase().own(LACKS_REASON));
        }
        lines.extend(self.item_lines());
        if self.answer.is_some_and(Answer::needs_follow_up) {
            lines.push(phrase().own("To find out"));
        }
        lines
    }

    /// How it stands, in one word or two.
    pub(super) fn status_word(&self) -> String {
        match (self.is_asked, self.counted()) {
            (true, status) => word_of(status).to_owned(),
            (false, None) => "Not required".to_owned(),
            (false, Some(status)) => format!("Not required ({})", lower(status)),
        }
    }

    fn not_asked_lines(&self) -> Cell {
        match self.counted() {
            Some(status) => {
                vec![phrase().own("Not required"), phrase().own(format!("Kept, not counted: {}", lower(status)))]
            }
            None => vec![phrase().own("Not required")],
        }
    }

    /// Each item with its status.
    pub(super) fn item_lines(&self) -> impl Iterator<Item = Phrase> {
        self.items.iter().map(|item| {
            let line = item.lead().status(item.counted());
            let line = match item.answer.is_some_and(Answer::lacks_reason) {
                true => line.own(". ").own(LACKS_REASON),
                false => line,
            };
            if item.counts { line } else { line.own(" (not asked of it, not counted)") }
        })
    }
}

const LACKS_REASON: &str = "Set to not applicable without a reason";

fn lower(status: Status) -> String {
    status.label().to_ascii_lowercase()
}

/// `5.1.1 Software development plan`.
pub(super) fn name_of(requirement: &Requirement) -> String {
    format!("{} {}", requirement.clause, requirement.title)
}

/// A piece of evidence in one line: what it is, its number, version and dates.
pub(super) fn evidence_line(evidence: &Evidence) -> Phrase {
    let mut line = phrase();
    let parts = [
        ("", &evidence.title),
        ("", &evidence.document),
        ("version ", &evidence.version),
        ("", &evidence.date),
        ("expires ", &evidence.expires),
    ];
    for (lead, text) in parts {
        if !text.trim().is_empty() {
            let gap = if line.is_empty() { "" } else { ", " };
            line = if gap.is_empty() && lead.is_empty() { line } else { line.own(format!("{gap}{lead}")) };
            line = line.said(text);
        }
    }
    if line.is_empty() { line.own("Evidence without a name") } else { line }
}
