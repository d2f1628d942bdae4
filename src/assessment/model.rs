//! The assessment: one piece of software, one edition, all the answers.

use super::accepted::Accepted;
use super::action::Action;
use super::answer::{Answer, Unknown};
use super::estimate::Estimate;
use super::items::{Item, ItemId};
use super::legacy::LegacyRoute;
use super::origin::{Origin, Secret};
use super::reason::Reasoning;
use super::review::{Review, ReviewId};
use super::score::Tally;
use super::snapshot::Snapshot;
use crate::standard::{Class, Clause, Edition, Scope};
use std::collections::BTreeMap;

/// A readiness self-assessment. It holds answers for requirements out of scope too: they come back with the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// A UUID; stays the same in every copy.
    pub id: String,
    /// What people call it; may be empty, see [`Assessment::display_title`].
    pub title: String,
    /// The edition whose requirements are asked.
    pub edition: &'static Edition,
    /// When it was made, ISO 8601 in UTC.
    pub created: String,
    /// When anything in it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// A worked example: fictitious, and marked so wherever it is shown.
    pub example: bool,
    /// The software it is about.
    pub product: Product,
    /// Who makes it.
    pub organisation: String,
    /// Who answered and who reviewed.
    pub people: People,
    /// The safety class and why.
    pub classification: Classification,
    /// Software already on the market, on the route of 4.4.
    pub legacy: bool,
    /// What was decided on that route; kept while it is not taken.
    pub legacy_route: LegacyRoute,
    /// What the software system is divided into; none means that it is one item.
    pub items: Vec<Item>,
    /// What the quick check estimated, in the order of activities.
    pub estimates: Vec<Estimate>,
    /// The answers by clause; a clause without an entry is unanswered.
    pub answers: BTreeMap<Clause, Answer>,
    /// What is to be done about gaps, in the order in which it was written.
    pub actions: Vec<Action>,
    /// Findings of consistency checks that may stand, in the order of clauses.
    pub accepted: Vec<Accepted>,
    /// Named moments, the oldest first.
    pub snapshots: Vec<Snapshot>,
    /// What readers said, in the order in which they began.
    pub reviews: Vec<Review>,
    /// The review that this copy was opened for; none in the maker's.
    pub reviewing: Option<ReviewId>,
    /// The assessment that this one came out of.
    pub origin: Option<Origin>,
    /// What was left out of this copy, in order, each once; nothing in one that is whole.
    pub scrubbed: Vec<Secret>,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// The software that is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// The version that the answers are about.
    pub version: String,
    /// What it does, in a line or two.
    pub description: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// The people behind the answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Who answers.
    pub assessor: String,
    /// Who reviews.
    pub reviewer: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// The safety class of the software system (4.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Classification {
    /// The class; none while it is not assigned, and then the strictest counts.
    pub class: Option<Class>,
    /// Why this class.
    pub rationale: String,
    /// The answers to the classification questions, which the class may follow from.
    pub reasoning: Reasoning,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Assessment {
    /// A new, empty one.
    #[must_use]
    pub fn new(id: String, edition: &'static Edition, now: String) -> Self {
        Self {
            id,
            title: String::new(),
            edition,
            created: now.clone(),
            changed: now,
            example: false,
            product: Product::default(),
            organisation: String::new(),
            people: People::default(),
            classification: Classification::default(),
            legacy: false,
            legacy_route: LegacyRoute::default(),
            items: Vec::new(),
            estimates: Vec::new(),
            answers: BTreeMap::new(),
            actions: Vec::new(),
            accepted: Vec::new(),
            snapshots: Vec::new(),
            reviews: Vec::new(),
            reviewing: None,
            origin: None,
            scrubbed: Vec::new(),
            unknown: Unknown::new(),
        }
    }

    /// What is asked of it.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope { edition: self.edition, class: self.system_class(), legacy: self.legacy }
    }

    /// The status of a requirement as it counts.
    #[must_use]
    pub fn counted(&self, clause: Clause) -> Option<super::Status> {
        let answer = self.answers.get(&clause)?;
        if !answer.is_split() {
            return answer.counted();
        }
        answer.rolled_up(&self.asked_items(clause))
    }

    /// The items that a requirement of this edition is asked of.
    #[must_use]
    pub fn asked_items(&self, clause: Clause) -> Vec<ItemId> {
        let division = self.division();
        let requirement = self.edition.requirement(clause);
        requirement.map(|asked| division.asked(asked).map(|placed| placed.item.id).collect()).unwrap_or_default()
    }

    /// The numbers of everything in scope.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.scope().requirements().map(|requirement| self.standing(requirement.clause)))
    }

    /// Its title, or what stands in for it.
    #[must_use]
    pub fn display_title(&self) -> String {
        if !self.title.trim().is_empty() {
            return self.title.clone();
        }
        match (self.product.name.trim(), self.product.version.trim()) {
            ("", _) => "Untitled assessment".to_owned(),
            (name, "") => name.to_owned(),
            (name, version) => format!("{name} {version}"),
        }
    }

    /// How many answers are kept but not asked in this scope.
    #[must_use]
    pub fn answers_out_of_scope(&self) -> usize {
        let scope = self.scope();
        self.answers
            .iter()
            .filter(|(clause, answer)| !answer.is_empty() && scope.requirement(**clause).is_none())
            .count()
    }
}
