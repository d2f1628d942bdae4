//! Snapshots: how everything stood at a moment that a person gave a name, to see what moved since and to go back.
//!
//! What belongs here: statuses as they counted, and what moved between two states. Never here: what the content of a
//! snapshot means, which is a change of a file and so is read in `exchange`.

use super::answer::{Json, Status, Unknown};
use super::compare::{Change, steps};
use super::estimate::Standing;
use super::model::Assessment;
use super::score::Tally;
use crate::standard::Clause;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A named moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// What it is called: `Audit 2026`.
    pub name: String,
    /// When it was taken, ISO 8601 in UTC; tells it from others.
    pub taken: String,
    /// Everything that was in scope then, with the status as it counted; none where it was unanswered.
    pub statuses: BTreeMap<Clause, Option<Status>>,
    /// The SHA-256 of the whole state then (see `exchange::state_digest`); empty where only statuses were kept.
    pub digest: String,
    /// The whole state; none where only statuses were kept.
    pub content: Option<Content>,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// The whole state of an assessment at a moment, as what changed since another moment, so that it stays small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// When the snapshot was taken that it builds on; empty where it builds on nothing.
    pub since: String,
    /// A JSON Patch (RFC 6902) from that state, or from an empty object, to this one. Shared: it never changes, and is
    /// too large to be copied at every change of an answer.
    pub patch: Arc<Json>,
}

impl Snapshot {
    /// The numbers of that moment, without estimates.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.statuses.values().map(|status| Standing::new(*status, None)))
    }
}

/// What moved between a snapshot and now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// Gaps then, and none now: met, or not applicable with a reason.
    pub closed: Vec<Clause>,
    /// No gaps then (also unanswered or out of scope), and gaps now.
    pub opened: Vec<Clause>,
    /// Unanswered then, and answered or not applicable now.
    pub answered: Vec<Clause>,
    /// Answered then, and unanswered now.
    pub cleared: Vec<Clause>,
    /// In scope now, and not then.
    pub came_in: Vec<Clause>,
    /// In scope then, and not now.
    pub went_out: Vec<Clause>,
}

impl Moved {
    fn add(&mut self, change: Change, clause: Clause) {
        let list = match change {
            Change::Closed => &mut self.closed,
            Change::Opened => &mut self.opened,
            Change::Answered => &mut self.answered,
            Change::Cleared => &mut self.cleared,
            Change::CameIn => &mut self.came_in,
            Change::WentOut => &mut self.went_out,
            _ => return,
        };
        list.push(clause);
    }
}

impl Assessment {
    /// The status of everything in scope, as it counts.
    #[must_use]
    pub fn statuses(&self) -> BTreeMap<Clause, Option<Status>> {
        let asked = self.scope().requirements();
        let mut statuses = BTreeMap::new();
        statuses.extend(asked.map(|asked| (asked.clause, self.counted(asked.clause))));
        statuses
    }

    /// Takes a snapshot of how everything in scope stands, without its content (see `exchange::keep_snapshot`).
    pub fn take_snapshot(&mut self, name: String, now: &str) {
        let statuses = self.statuses();
        let place = self.snapshots.partition_point(|known| known.taken.as_str() <= now);
        self.snapshots.insert(
            place,
            Snapshot {
                name,
                taken: now.to_owned(),
                statuses,
                digest: String::new(),
                content: None,
                unknown: Unknown::new(),
            },
        );
    }

    /// What moved since a snapshot.
    #[must_use]
    pub fn moved_since(&self, snapshot: &Snapshot) -> Moved {
        let mut moved = Moved::default();
        let now = self.statuses();
        for (clause, status) in &now {
            for change in steps(snapshot.statuses.get(clause).copied(), Some(*status)) {
                moved.add(change, *clause);
            }
        }
        for clause in snapshot.statuses.keys().filter(|clause| !now.contains_key(clause)) {
            moved.add(Change::WentOut, *clause);
        }
        moved
    }
}
