//! Two states side by side: what differs, requirement by requirement, and in everything else.
//!
//! What belongs here: the two sides, the kinds of change, and the rule that names them. What is said of a requirement is in
//! `compare_fields`, what stands beside the requirements in `compare_head`. Never here: where a side comes from
//! (`exchange`), or how a comparison looks. What a side cannot tell is not known, and never a change.

use super::answer::Status;
use super::compare_fields::{View, rows, view};
use super::compare_head::heads;
use super::model::Assessment;
use super::origin::Secret;
use super::score::Tally;
use super::snapshot::Snapshot;
use crate::standard::{self, Clause};
use std::collections::BTreeMap;

/// A kind of change of one requirement. One requirement may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A gap before, and none after: met, or not applicable with a reason.
    Closed,
    /// No gap before (also unanswered or out of scope), and a gap after.
    Opened,
    /// Unanswered before, and answered after.
    Answered,
    /// Answered before, and unanswered after.
    Cleared,
    /// Another change of status, also of one item or of an answer out of scope.
    Status,
    /// In scope only after.
    CameIn,
    /// In scope only before.
    WentOut,
    /// Lettered items ticked or unticked.
    Letters,
    /// Evidence.
    Evidence,
    /// A note, or the reason why it does not apply.
    Note,
    /// Marked, or no longer, as to be found out or for a second look.
    Mark,
    /// An action that serves it.
    Action,
    /// A remark of a review.
    Remark,
}

impl Change {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Closed,
        Self::Opened,
        Self::Answered,
        Self::Cleared,
        Self::Status,
        Self::CameIn,
        Self::WentOut,
        Self::Letters,
        Self::Evidence,
        Self::Note,
        Self::Mark,
        Self::Action,
        Self::Remark,
    ];

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Closed => "Gap closed",
            Self::Opened => "New gap",
            Self::Answered => "Answered",
            Self::Cleared => "Unanswered again",
            Self::Status => "Other change of status",
            Self::CameIn => "Came into scope",
            Self::WentOut => "Went out of scope",
            Self::Letters => "Lettered items",
            Self::Evidence => "Evidence",
            Self::Note => "Note or reason",
            Self::Mark => "To find out or second look",
            Self::Action => "Action",
            Self::Remark => "Remark",
        }
    }
}

/// What a step from one status to another is called. The outer none stands for out of scope, the inner one for unanswered.
pub(super) fn steps(was: Option<Option<Status>>, now: Option<Option<Status>>) -> Vec<Change> {
    let is_gap = |status: Option<Status>| status.is_some_and(Status::is_gap);
    let mut found = Vec::new();
    match (was, now) {
        (None, None) => {}
        (Some(_), None) => found.push(Change::WentOut),
        (None, Some(now)) => {
            if is_gap(now) {
                found.push(Change::Opened);
            }
            found.push(Change::CameIn);
        }
        (Some(was), Some(now)) if was != now => {
            if is_gap(was) && now.is_some() && !is_gap(now) {
                found.push(Change::Closed);
            }
            if is_gap(now) && !is_gap(was) {
                found.push(Change::Opened);
            }
            match (was, now) {
                (None, Some(_)) => found.push(Change::Answered),
                (Some(_), None) => found.push(Change::Cleared),
                _ if found.is_empty() => found.push(Change::Status),
                _ => {}
            }
        }
        (Some(_), Some(_)) => {}
    }
    found
}

/// One of two states that are compared.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// Everything that was in scope, with the status as it counted; none where it was unanswered.
    pub statuses: BTreeMap<Clause, Option<Status>>,
    /// The state; none where nothing is known but statuses, not even edition and class.
    pub assessment: Option<&'a Assessment>,
    /// Of the state, only edition, class, legacy flag and statuses are known.
    pub only_statuses: bool,
}

impl<'a> Side<'a> {
    /// All that an assessment holds; less where it is a scrubbed copy.
    #[must_use]
    pub fn whole(assessment: &'a Assessment) -> Self {
        Self { statuses: assessment.statuses(), assessment: Some(assessment), only_statuses: false }
    }

    /// The statuses of an assessment of which no more is known, such as one out of a short link.
    #[must_use]
    pub fn statuses_of(assessment: &'a Assessment) -> Self {
        Self { only_statuses: true, ..Self::whole(assessment) }
    }

    /// A snapshot that kept statuses only.
    #[must_use]
    pub fn of_snapshot(snapshot: &Snapshot) -> Self {
        Self { statuses: snapshot.statuses.clone(), assessment: None, only_statuses: true }
    }

    /// The state, if it tells all of this.
    #[must_use]
    pub fn telling(&self, what: &[Secret]) -> Option<&'a Assessment> {
        let whole = self.assessment.filter(|_| !self.only_statuses)?;
        what.iter().all(|secret| !whole.scrubbed.contains(secret)).then_some(whole)
    }

    /// Its numbers, without estimates.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.statuses.values().map(|status| super::Standing::new(*status, None)))
    }
}

/// What one side says in one field, a line for each thing said; none where it is not known.
pub type Said = Option<Vec<Line>>;

/// A thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The software item that it is said of; empty for the whole.
    pub of: String,
    /// What is said, in words.
    pub text: String,
    /// What tells it from another one: equal keys are no change.
    pub(super) key: String,
}

impl Line {
    /// A line that is told apart by its words.
    pub(super) fn new(text: String) -> Self {
        Self { of: String::new(), key: text.clone(), text }
    }

    /// The line in words, with the item before it.
    #[must_use]
    pub fn words(&self) -> String {
        if self.of.is_empty() { self.text.clone() } else { format!("{}: {}", self.of, self.text) }
    }
}

/// A field on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPair {
    /// What it is called.
    pub name: &'static str,
    /// Before.
    pub left: Said,
    /// After.
    pub right: Said,
}

impl FieldPair {
    /// Whether both sides are known, and differ.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match (&self.left, &self.right) {
            (Some(left), Some(right)) => left.iter().map(|line| &line.key).ne(right.iter().map(|line| &line.key)),
            _ => false,
        }
    }

    /// Whether either side says anything, or is not known.
    #[must_use]
    pub fn says_something(&self) -> bool {
        [&self.left, &self.right].into_iter().any(|said| said.as_ref().is_some_and(|lines| !lines.is_empty()))
    }
}

/// A requirement that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its clause.
    pub clause: Clause,
    /// In which ways it differs, at least one, in the order of [`Change::ALL`].
    pub changes: Vec<Change>,
    /// How it stood before, and after.
    pub views: (View, View),
    /// What was said of it, field by field, also in fields that do not differ.
    pub fields: Vec<FieldPair>,
}

/// What differs between two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The requirements that differ, in order.
    pub entries: Vec<Entry>,
    /// How many requirements in scope on either side do not differ in anything that both sides tell.
    pub same: usize,
    /// What differs beside the requirements: title, class, items and so on.
    pub heads: Vec<FieldPair>,
}

/// Compares two states, the earlier one first.
#[must_use]
pub fn compare(left: &Side, right: &Side) -> Comparison {
    let (mut entries, mut same) = (Vec::new(), 0);
    for clause in standard::all_clauses() {
        let views = (view(left, clause), view(right, clause));
        let mut changes = steps(left.statuses.get(&clause).copied(), right.statuses.get(&clause).copied());
        if changes.is_empty() && views.0.differs(&views.1) {
            changes.push(Change::Status);
        }
        let mut fields = Vec::new();
        for (change, field) in rows(left, right, clause) {
            if field.is_changed() && !changes.contains(&change) {
                changes.push(change);
            }
            fields.push(field);
        }
        if !changes.is_empty() {
            entries.push(Entry { clause, changes, views, fields });
        } else if left.statuses.contains_key(&clause) || right.statuses.contains_key(&clause) {
            same += 1;
        }
    }
    Comparison { entries, same, heads: heads(left, right) }
}

impl Comparison {
    /// How many requirements changed in this way.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.entries.iter().filter(|entry| entry.changes.contains(&change)).count()
    }

    /// How many changed in any way but by a gap that was closed or is new.
    #[must_use]
    pub fn others(&self) -> usize {
        let is_gap = |change: &Change| matches!(change, Change::Closed | Change::Opened);
        self.entries.iter().filter(|entry| !entry.changes.iter().any(is_gap)).count()
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.heads.is_empty()
    }
}
