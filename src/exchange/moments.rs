//! The content of snapshots: keeping a state, and finding it again.
//!
//! What belongs here: how states hang together as patches. Never here: statuses and what moved (`assessment::snapshot`).

use super::patch::{apply, diff};
use super::state::{digest_of_state, read_state, state_json};
use crate::assessment::{Assessment, Content, Json};
use std::sync::Arc;

/// Why the state of a snapshot cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// There is no such snapshot.
    Unknown,
    /// Only statuses were kept.
    StatusesOnly,
    /// What it builds on is missing, or a change in it cannot be carried out: it was changed by hand or by another program.
    Broken,
}

/// The state of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The assessment then, without snapshots.
    pub assessment: Assessment,
    /// Whether its digest is the one that was taken down; otherwise it was changed by hand or by another program.
    pub is_intact: bool,
}

/// Takes a snapshot of everything, as what changed since the latest one that has its content.
pub fn keep_snapshot(assessment: &mut Assessment, name: String, now: &str) {
    let state = state_json(assessment);
    let base = assessment
        .snapshots
        .iter()
        .rev()
        .find_map(|known| Some((known.taken.clone(), state_then(assessment, &known.taken).ok()?)));
    let (since, base) = base.unwrap_or_else(|| (String::new(), Json::Object(Vec::new())));
    let content = Content { since, patch: Arc::new(diff(&base, &state)) };
    let digest = digest_of_state(&state);
    assessment.take_snapshot(name, now);
    if let Some(fresh) = assessment.snapshots.iter_mut().find(|known| known.taken == now) {
        (fresh.digest, fresh.content) = (digest, Some(content));
    }
}

/// The state of the snapshot that was taken then, as a tree.
///
/// # Errors
/// Why there is none.
pub fn state_then(assessment: &Assessment, taken: &str) -> Result<Json, Lost> {
    let find = |taken: &str| assessment.snapshots.iter().find(|known| known.taken == taken);
    let wanted = find(taken).ok_or(Lost::Unknown)?;
    let mut content = wanted.content.as_ref().ok_or(Lost::StatusesOnly)?;
    let mut patches = vec![Arc::clone(&content.patch)];
    while !content.since.is_empty() {
        // A chain that is longer than there are snapshots goes round in a circle.
        let below = find(&content.since).and_then(|known| known.content.as_ref());
        content = below.filter(|_| patches.len() < assessment.snapshots.len()).ok_or(Lost::Broken)?;
        patches.push(Arc::clone(&content.patch));
    }
    let empty = Json::Object(Vec::new());
    patches.iter().rev().try_fold(empty, |state, patch| apply(&state, patch)).map_err(|_| Lost::Broken)
}

/// The assessment as it was when the snapshot was taken.
///
/// # Errors
/// Why it cannot be shown.
pub fn snapshot_state(assessment: &Assessment, taken: &str) -> Result<Found, Lost> {
    let state = state_then(assessment, taken)?;
    let stated = assessment.snapshots.iter().find(|known| known.taken == taken).map(|known| known.digest.as_str());
    let is_intact = stated == Some(digest_of_state(&state).as_str());
    let (assessment, _) = read_state(&state).map_err(|_| Lost::Broken)?;
    Ok(Found { assessment, is_intact })
}
