//! The state of an assessment as a tree: all of it but its snapshots. Comparing, merging and going back work on it, so
//! that they know members that this version does not know, and every member that a later one adds.

use super::digest::sha256_hex;
use super::json;
use super::report::{Notice, Refusal};
use super::take::assessment;
use super::write::assessment_json;
use crate::assessment::{Assessment, Json};

/// The state as the tree that stands in a file.
#[must_use]
pub fn state_json(assessment: &Assessment) -> Json {
    let bare = Assessment { snapshots: Vec::new(), ..assessment.clone() };
    assessment_json(&bare)
}

/// The SHA-256 of the canonical form (RFC 8785) of a state, 64 hexadecimal digits.
#[must_use]
pub fn digest_of_state(state: &Json) -> String {
    sha256_hex(&json::canonical(state))
}

/// The same for an assessment.
#[must_use]
pub fn state_digest(assessment: &Assessment) -> String {
    digest_of_state(&state_json(assessment))
}

/// An assessment out of a state, without snapshots, with a notice for everything that could not be used.
///
/// # Errors
/// Where it is no assessment of an edition that is known here.
pub fn read_state(state: &Json) -> Result<(Assessment, Vec<Notice>), Refusal> {
    let mut notices = Vec::new();
    let read = assessment(state.clone(), &mut notices)?;
    Ok((read, notices))
}
