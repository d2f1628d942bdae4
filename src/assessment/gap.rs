//! Gaps: what is partly met or not met.

use super::answer::Status;
use super::model::Assessment;
use crate::standard::Requirement;

/// A requirement in scope that is partly met or not met.
#[derive(Debug)]
pub struct Gap {
    /// The requirement.
    pub requirement: &'static Requirement,
    /// Partly met or not met.
    pub status: Status,
    /// The letters of its lettered items that are not covered.
    pub open_letters: Vec<char>,
}

/// The gaps of an assessment, in the order of the standard.
#[must_use]
pub fn gaps(assessment: &Assessment) -> Vec<Gap> {
    let found = assessment.scope().requirements().filter_map(|requirement| {
        let answer = assessment.answers.get(&requirement.clause)?;
        let status = answer.counted().filter(|status| status.is_gap())?;
        let open = requirement.letters.iter().map(|item| item.letter).filter(|letter| !answer.letters.has(*letter));
        Some(Gap { requirement, status, open_letters: open.collect() })
    });
    found.collect()
}
