//! What the quick check shows at its end: the largest gaps, by activity.

use super::answer::Status;
use super::estimate::Standing;
use super::model::Assessment;
use crate::standard::Activity;

/// How far an activity is from ready.
#[derive(Debug, Clone, Copy)]
pub struct ActivityGap {
    /// The activity.
    pub activity: &'static Activity,
    /// Its requirements in scope that are not met, or estimated so.
    pub missing: u16,
    /// Its requirements in scope that are partly met, or estimated so.
    pub partly: u16,
    /// Its requirements in scope without a word on them.
    pub open: u16,
    /// Its requirements in scope.
    pub in_scope: u16,
}

impl ActivityGap {
    /// How much is missing, in halves of a requirement: the measure that the order follows.
    #[must_use]
    pub const fn weight(self) -> u16 {
        (self.missing + self.open) * 2 + self.partly
    }
}

/// The activities in scope with something missing, the largest gap first and otherwise in the order of the standard. An
/// activity of which nothing is known counts as not met.
#[must_use]
pub fn activity_gaps(assessment: &Assessment) -> Vec<ActivityGap> {
    let scope = assessment.scope();
    let mut found: Vec<ActivityGap> = Vec::new();
    for activity in assessment.edition.activities() {
        let mut gap = ActivityGap { activity, missing: 0, partly: 0, open: 0, in_scope: 0 };
        for requirement in activity.requirements.iter().filter(|requirement| scope.includes(requirement)) {
            gap.in_scope += 1;
            match assessment.standing(requirement.clause) {
                Standing::Given(Status::NotMet) | Standing::Estimated(Status::NotMet) => gap.missing += 1,
                Standing::Given(Status::PartlyMet) | Standing::Estimated(Status::PartlyMet) => gap.partly += 1,
                Standing::Open => gap.open += 1,
                _ => {}
            }
        }
        if gap.weight() > 0 {
            // After all that weigh as much; by insertion, since the list is short and the library's sort is large.
            let place = found.partition_point(|known| known.weight() >= gap.weight());
            found.insert(place, gap);
        }
    }
    found
}
