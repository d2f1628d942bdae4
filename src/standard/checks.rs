//! The consistency checks as data: which answers do not go together, why, and what to do.
//!
//! What belongs here: their shape and how they are read from `words.txt`. Never here: whether one fires
//! (`assessment::checks`).

use super::Clause;
use super::load::Lines;

/// A rule over answers that do not go together.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// `no-soup-yet-worked-on`; with a clause it names a finding for good.
    pub id: &'static str,
    /// What it is about, in a few words, as a heading.
    pub title: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What does not go together, with `{clause}` and `{others}` where clause numbers go.
    pub reason: &'static str,
    /// What to do, in one sentence.
    pub remedy: &'static str,
    /// The requirements that it judges: each whose clause starts with one of these; all where there are none.
    pub beside: &'static [Clause],
    /// The statuses, as they count, in which such a requirement is judged; see [`Condition::Answers`].
    pub is: &'static [&'static str],
    /// What else must hold, all of it.
    pub when: &'static [Condition],
}

impl Check {
    /// Whether it judges this requirement.
    #[must_use]
    pub fn is_about(&self, clause: Clause) -> bool {
        self.beside.is_empty() || self.beside.iter().any(|prefix| clause.starts_with(*prefix))
    }

    /// The reason without a finding: with the clauses that it looks at in place of those that it found.
    #[must_use]
    pub fn in_general(&self) -> String {
        let own = match self.beside {
            [one] => one.to_string(),
            _ if self.reason.starts_with("{clause}") => "The requirement".to_owned(),
            _ => "the requirement".to_owned(),
        };
        let mut others = String::new();
        for condition in self.when {
            let (clauses, word) = match condition {
                Condition::Answers(Quantity::Any, clauses, _) => (clauses, " or "),
                Condition::Answers(Quantity::All, clauses, _) => (clauses, " and "),
                _ => continue,
            };
            for (index, clause) in clauses.iter().enumerate() {
                let lead = match index {
                    0 if others.is_empty() => "",
                    index if index + 1 == clauses.len() => word,
                    _ => ", ",
                };
                others.push_str(lead);
                others.push_str(&clause.to_string());
            }
        }
        self.reason.replace("{clause}", &own).replace("{others}", &others)
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The answers cannot all be so.
    Contradiction,
    /// They may be so; an assessor would ask.
    Doubt,
}

impl Severity {
    /// Both, the worse one first.
    pub const ALL: [Self; 2] = [Self::Contradiction, Self::Doubt];

    /// The word in the edition files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Doubt => "doubt",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Contradiction => "Contradiction",
            Self::Doubt => "Worth a look",
        }
    }
}

/// A part of a check.
#[derive(Debug, PartialEq, Eq)]
pub enum Condition {
    /// So many of the requirements whose clauses start with one of these have one of these statuses: the words of the file
    /// (`met`, `not-applicable`) or `unanswered`.
    Answers(Quantity, &'static [Clause], &'static [&'static str]),
    /// This lettered item is not ticked, in an answer that is met or has others ticked.
    Unticked(Clause, char),
    /// Something else about the answer or the assessment, by its name in the edition files.
    Fact(&'static str),
}

/// How many answers a condition wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// At least one that is asked here.
    Any,
    /// All of them, and at least one of each clause is asked here.
    All,
    /// Not one that is asked here.
    None,
}

/// Reads one, in the order of `build/emit.rs`.
pub(super) fn check(lines: &mut Lines) -> Check {
    Check {
        id: lines.value(),
        title: lines.value(),
        severity: if lines.value() == "contradiction" { Severity::Contradiction } else { Severity::Doubt },
        reason: lines.value(),
        remedy: lines.value(),
        beside: lines.list(Lines::clause),
        is: lines.texts(),
        when: lines.list(condition),
    }
}

fn condition(lines: &mut Lines) -> Condition {
    let (kind, clauses, words) = (lines.value(), lines.list(Lines::clause), lines.texts());
    match (kind, clauses, words) {
        ("any", ..) => Condition::Answers(Quantity::Any, clauses, words),
        ("all", ..) => Condition::Answers(Quantity::All, clauses, words),
        ("none", ..) => Condition::Answers(Quantity::None, clauses, words),
        ("unticked", [clause], [letter]) => Condition::Unticked(*clause, letter.chars().next().unwrap_or_default()),
        _ => Condition::Fact(words.first().copied().unwrap_or_default()),
    }
}
