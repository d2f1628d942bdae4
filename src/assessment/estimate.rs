//! Estimates of the quick check: one word for a whole activity, which counts for nothing but is shown as what it is.

use super::answer::{Status, Unknown};
use super::model::Assessment;
use crate::standard::Clause;

/// What a person estimated for an activity. It says something only about requirements that have no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The activity, such as 5.1.
    pub activity: Clause,
    /// Met, partly met or not met; none where the person needs to find out. Never not applicable.
    pub status: Option<Status>,
    /// When it was given, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// How a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A person answered it.
    Given(Status),
    /// Nobody answered it, but its whole activity was estimated. It counts as unanswered.
    Estimated(Status),
    /// Neither.
    Open,
}

impl Standing {
    /// From the answer, as it counts, and the estimate that would stand in where there is none.
    #[must_use]
    pub fn new(answer: Option<Status>, estimate: Option<Status>) -> Self {
        match (answer, estimate) {
            (Some(status), _) => Self::Given(status),
            (None, Some(status)) => Self::Estimated(status),
            (None, None) => Self::Open,
        }
    }
}

impl Assessment {
    /// The estimate for an activity.
    #[must_use]
    pub fn estimate(&self, activity: Clause) -> Option<&Estimate> {
        self.estimates.iter().find(|estimate| estimate.activity == activity)
    }

    /// Gives, changes or (with none) takes back the estimate for an activity. Answers are never touched. A status of not
    /// applicable is no estimate, and changes nothing.
    pub fn set_estimate(&mut self, activity: Clause, status: Option<Option<Status>>, now: &str) {
        let place = self.estimates.partition_point(|known| known.activity < activity);
        let is_known = self.estimates.get(place).is_some_and(|known| known.activity == activity);
        match status {
            Some(Some(Status::NotApplicable)) => {}
            Some(status) => {
                let changed = now.to_owned();
                match self.estimates.get_mut(place).filter(|_| is_known) {
                    Some(known) => {
                        known.status = status;
                        known.changed = changed;
                    }
                    None => {
                        self.estimates.insert(place, Estimate { activity, status, changed, unknown: Unknown::new() });
                    }
                }
            }
            None if is_known => {
                self.estimates.remove(place);
            }
            None => {}
        }
    }

    /// How a requirement of this assessment's edition stands.
    #[must_use]
    pub fn standing(&self, clause: Clause) -> Standing {
        let answer = self.answers.get(&clause);
        // A status that a person chose stays theirs, even where it does not count yet.
        let is_chosen = answer.is_some_and(|answer| answer.status.is_some() || answer.is_split());
        let activity = self.edition.activity_of(clause).filter(|_| !is_chosen);
        let estimate = activity.and_then(|activity| self.estimate(activity.clause));
        Standing::new(self.counted(clause), estimate.and_then(|estimate| estimate.status))
    }
}
