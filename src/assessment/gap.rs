//! Gaps: what is partly met or not met.

use super::answer::Status;
use super::items::ItemId;
use super::model::Assessment;
use crate::standard::Requirement;

/// A requirement in scope that is partly met or not met.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The requirement.
    pub requirement: &'static Requirement,
    /// Partly met or not met.
    pub status: Status,
    /// The letters of its lettered items that are not covered.
    pub open_letters: Vec<char>,
    /// Where the answer is split: the items for which it is partly met or not met.
    pub items: Vec<(ItemId, Status)>,
}

/// The gaps of an assessment, in the order of the standard.
#[must_use]
pub fn gaps(assessment: &Assessment) -> Vec<Gap> {
    let found = assessment.scope().requirements().filter_map(|requirement| {
        let answer = assessment.answers.get(&requirement.clause)?;
        let status = assessment.counted(requirement.clause).filter(|status| status.is_gap())?;
        let items = if answer.is_split() { assessment.asked_items(requirement.clause) } else { Vec::new() };
        // Where the answer is split, a letter is covered if it is for every item that is asked.
        let is_covered = |letter| match items.as_slice() {
            [] => answer.letters.has(letter),
            items => items.iter().all(|item| answer.part(*item).is_some_and(|part| part.letters.has(letter))),
        };
        let open = requirement.letters.iter().map(|item| item.letter).filter(|letter| !is_covered(*letter));
        let open_letters = open.collect();
        let found = items.into_iter().filter_map(|item| {
            let status = answer.part(item)?.counted().filter(|status| status.is_gap())?;
            Some((item, status))
        });
        Some(Gap { requirement, status, open_letters, items: found.collect() })
    });
    found.collect()
}
