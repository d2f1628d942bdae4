//! The content of snapshots: keeping a state, finding it again, and taking one out from under others.
//!
//! What belongs here: how states hang together as patches. Never here: statuses and what moved (`assessment::snapshot`),
//! or what becomes of the assessment with a state of the past (`going_back`).

use super::json;
use super::patch::{carry_out_all, diff};
use super::state::{digest_of_state, read_state, state_json};
use super::work::snapshot_json;
use crate::assessment::{Assessment, Content, Json, Snapshot};
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

/// Takes a snapshot of everything, as what changed since the latest one that has its content. Gives the time that tells
/// it from the others: `now`, or where another one has that time, the next millisecond that none has.
pub fn keep_snapshot(assessment: &mut Assessment, name: String, now: &str) -> String {
    let state = state_json(assessment);
    let base = assessment
        .snapshots
        .iter()
        .rev()
        .find_map(|known| Some((known.taken.clone(), state_then(assessment, &known.taken).ok()?)));
    let (since, base) = base.unwrap_or_else(|| (String::new(), Json::Object(Vec::new())));
    let content = Content { since, patch: Arc::new(diff(&base, &state)) };
    let digest = digest_of_state(&state);
    let taken = free_time(&assessment.snapshots, now);
    assessment.take_snapshot(name, &taken);
    if let Some(fresh) = assessment.snapshots.iter_mut().find(|known| known.taken == taken) {
        (fresh.digest, fresh.content) = (digest, Some(content));
    }
    taken
}

/// This time, or where a snapshot has it already, the next millisecond that none has; after the end of the minute from
/// its beginning, so that no day has to be counted on.
pub(super) fn free_time(snapshots: &[Snapshot], now: &str) -> String {
    const MINUTE: u32 = 60_000;
    let is_free = |time: &str| snapshots.iter().all(|known| known.taken != time);
    if is_free(now) {
        return now.to_owned();
    }
    let (minute, rest) = now.trim_end_matches('Z').rsplit_once(':').unwrap_or((now, ""));
    let (second, part) = rest.split_once('.').unwrap_or((rest, ""));
    let number = |text: &str| text.parse::<u32>().unwrap_or_default();
    let from = number(second) * 1000 + number(part);
    (1..MINUTE)
        .map(|step| (from + step) % MINUTE)
        .map(|place| format!("{minute}:{:02}.{:03}Z", place / 1000, place % 1000))
        .find(|time| is_free(time))
        .unwrap_or_else(|| now.to_owned())
}

/// Removes a snapshot. Those that build on it build on what it was built on from then on, and give back the same states.
/// One that cannot be given back anyway stays as it is.
pub fn remove_snapshot(assessment: &mut Assessment, taken: &str) {
    let rebased = rebased(assessment, taken);
    assessment.snapshots.retain(|known| known.taken != taken);
    for (time, content) in rebased {
        if let Some(known) = assessment.snapshots.iter_mut().find(|known| known.taken == time) {
            known.content = Some(content);
        }
    }
}

/// The snapshots that build on this one, by their times, as they are without it.
fn rebased(assessment: &Assessment, gone: &str) -> Vec<(String, Content)> {
    let find = |taken: &str| assessment.snapshots.iter().find(|known| known.taken == taken);
    let Some(since) = find(gone).and_then(|known| known.content.as_ref()).map(|content| &content.since) else {
        return Vec::new();
    };
    let base = if since.is_empty() { Ok(Json::Object(Vec::new())) } else { state_then(assessment, since) };
    let Ok(base) = base else { return Vec::new() };
    let builds_on_it = |known: &&Snapshot| known.content.as_ref().is_some_and(|content| content.since == gone);
    let rebase = |known: &Snapshot| {
        let state = state_then(assessment, &known.taken).ok()?;
        let content = Content { since: since.clone(), patch: Arc::new(diff(&base, &state)) };
        Some((known.taken.clone(), content))
    };
    assessment.snapshots.iter().filter(builds_on_it).filter_map(rebase).collect()
}

/// How many bytes a snapshot takes in a file, without the white space that a saved file has between.
#[must_use]
pub fn snapshot_size(snapshot: &Snapshot) -> usize {
    json::compact(&snapshot_json(snapshot)).len()
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
    let mut state = Json::Object(Vec::new());
    for patch in patches.iter().rev() {
        carry_out_all(&mut state, patch).map_err(|_| Lost::Broken)?;
    }
    Ok(state)
}

/// Whether the state of a snapshot can be given back, and whether it is the one that was taken down.
///
/// # Errors
/// Why there is none.
pub fn is_intact(assessment: &Assessment, taken: &str) -> Result<bool, Lost> {
    let state = state_then(assessment, taken)?;
    Ok(fits(assessment, taken, &state))
}

fn fits(assessment: &Assessment, taken: &str, state: &Json) -> bool {
    let stated = assessment.snapshots.iter().find(|known| known.taken == taken).map(|known| known.digest.as_str());
    stated == Some(digest_of_state(state).as_str())
}

/// The assessment as it was when the snapshot was taken.
///
/// # Errors
/// Why it cannot be shown.
pub fn snapshot_state(assessment: &Assessment, taken: &str) -> Result<Found, Lost> {
    let state = state_then(assessment, taken)?;
    let is_intact = fits(assessment, taken, &state);
    let (assessment, _) = read_state(&state).map_err(|_| Lost::Broken)?;
    Ok(Found { assessment, is_intact })
}
