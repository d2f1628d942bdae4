//! Findings of consistency checks that a person accepted, with the reason.

use super::answer::Unknown;
use super::checks::Finding;
use super::model::Assessment;
use crate::standard::Clause;

/// A finding that may stand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The id of the check.
    pub check: String,
    /// The requirement beside whose answer the finding is shown.
    pub clause: Clause,
    /// Why it may stand. Without a reason the acceptance does not count.
    pub reason: String,
    /// When it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Accepted {
    /// Whether it counts: somebody said why the finding may stand.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.reason.trim().is_empty()
    }
}

impl Assessment {
    /// The acceptance of a finding, also one without a reason yet.
    #[must_use]
    pub fn accepted(&self, check: &str, clause: Clause) -> Option<&Accepted> {
        self.accepted.iter().find(|known| known.clause == clause && known.check == check)
    }

    /// Whether a finding is accepted: somebody said why it may stand.
    #[must_use]
    pub fn is_accepted(&self, check: &str, clause: Clause) -> bool {
        self.accepted(check, clause).is_some_and(Accepted::counts)
    }

    /// The acceptances of findings that are not among these: the answers have changed, or this version does not know the
    /// check. They stay, and count again should their finding come back.
    pub fn accepted_in_vain<'a>(&'a self, found: &[Finding]) -> impl Iterator<Item = &'a Accepted> {
        let is_found =
            |one: &Accepted| found.iter().any(|finding| finding.clause == one.clause && finding.check.id == one.check);
        self.accepted.iter().filter(move |one| !is_found(one))
    }

    /// Accepts a finding, or changes why it may stand.
    pub fn accept(&mut self, check: &str, clause: Clause, reason: String, now: &str) {
        // In the order of clauses, then of checks, so that the same acceptances give the same file.
        let place = self.accepted.partition_point(|known| (known.clause, known.check.as_str()) < (clause, check));
        let changed = now.to_owned();
        match self.accepted.get_mut(place).filter(|known| known.clause == clause && known.check == check) {
            Some(known) => {
                known.reason = reason;
                known.changed = changed;
            }
            None => {
                let check = check.to_owned();
                self.accepted.insert(place, Accepted { check, clause, reason, changed, unknown: Unknown::new() });
            }
        }
    }

    /// Takes an acceptance back.
    pub fn withdraw(&mut self, check: &str, clause: Clause) {
        self.accepted.retain(|known| known.clause != clause || known.check != check);
    }
}
