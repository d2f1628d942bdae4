//! Two copies of an assessment: whether they may be merged, and what comes of it.
//!
//! What belongs here: what of a copy takes part. Never here: how two trees are joined (`tree`).

use super::tree::{Choice, Conflict, Joined, Taken, join};
use crate::assessment::{Assessment, Content, Json, OriginKind, Snapshot};
use crate::exchange::json;
use crate::exchange::moments::state_then;
use crate::exchange::patch::diff;
use crate::exchange::report::{Notice, NoticeKind, Refusal};
use crate::exchange::state::{read_state, state_json};
use crate::exchange::taken_review::{Fate, TakenReview, take};
use crate::exchange::work::snapshot_json;
use std::sync::Arc;

/// Why two copies are not merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// They are different assessments.
    Other,
    /// One of them is a worked example.
    Example,
    /// They are of different editions.
    Edition,
    /// Something was taken out of the copy.
    Scrubbed,
    /// Something was taken out of what stands here.
    ScrubbedHere,
    /// What stands here was opened for review: its answers are the maker's.
    Reviewing,
}

impl Refused {
    /// What is so, and what to do instead: a sentence each.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Other => {
                ("The copy is of another assessment.", "Add it as an assessment of its own, or compare the two.")
            }
            Self::Example => {
                ("One of the two is a worked example, the other is not.", "Add the file as an assessment of its own.")
            }
            Self::Edition => (
                "The two are of different editions of the standard.",
                "Add the file as an assessment of its own, take it to the same edition with \u{201c}Change of \
                 edition\u{201d}, then merge the result.",
            ),
            Self::Scrubbed => (
                "The copy is scrubbed: something was taken out of it, and merging would take it out here too.",
                "Get the whole file from its sender, or compare the two.",
            ),
            Self::ScrubbedHere => (
                "The assessment here is a scrubbed copy: something was taken out of it.",
                "Open the whole one and merge into that.",
            ),
            Self::Reviewing => (
                "The assessment here was opened for review, so its answers cannot be changed.",
                "Save the review to a file, and let the maker merge it.",
            ),
        }
    }
}

/// Whether a copy may be merged into an assessment.
///
/// # Errors
/// Why not.
pub fn may_merge(ours: &Assessment, theirs: &Assessment) -> Result<(), Refused> {
    let checks = [
        (!ours.scrubbed.is_empty(), Refused::ScrubbedHere),
        (!theirs.scrubbed.is_empty(), Refused::Scrubbed),
        (ours.example != theirs.example, Refused::Example),
        (!are_related(ours, theirs), Refused::Other),
        (ours.edition.id != theirs.edition.id, Refused::Edition),
        (ours.reviewing.is_some(), Refused::Reviewing),
    ];
    checks.into_iter().find(|(is_so, _)| *is_so).map_or(Ok(()), |(_, why)| Err(why))
}

/// Whether one came out of the other, or both out of a third.
fn are_related(ours: &Assessment, theirs: &Assessment) -> bool {
    let ids = |assessment: &Assessment| {
        let origin = assessment.origin.as_ref().filter(|origin| origin.kind != OriginKind::Link);
        [assessment.id.clone(), origin.map(|origin| origin.id.clone()).unwrap_or_default()]
    };
    let theirs = ids(theirs);
    ids(ours).iter().any(|id| !id.is_empty() && theirs.contains(id))
}

/// What comes of merging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Both together; ours where nothing was decided yet.
    pub assessment: Assessment,
    /// What comes in by itself.
    pub taken: Vec<Taken>,
    /// What a person has to decide, decided or not.
    pub conflicts: Vec<Conflict>,
    /// What could not be used of the outcome.
    pub notices: Vec<Notice>,
}

/// Brings a copy into an assessment. `base` is the state that both grew from; without one, what is missing on one side is
/// taken for not yet there. Of a copy that was opened for review, only reviews take part.
///
/// # Errors
/// Where the outcome is no assessment.
pub fn bring_together(
    base: Option<&Json>,
    ours: &Assessment,
    theirs: &Assessment,
    choices: &[(String, Choice)],
) -> Result<Outcome, Refusal> {
    if theirs.reviewing.is_some() {
        return Ok(reviews(ours, theirs));
    }
    let Joined { state, mut taken, mut conflicts } = join(base, &state_json(ours), &state_json(theirs), choices);
    let (mut assessment, mut notices) = read_state(&state)?;
    notices.retain(|notice| notice.kind == NoticeKind::LeftOut);
    assessment.snapshots = snapshots(ours, theirs, choices, &mut conflicts);
    let fresh = assessment.snapshots.iter().filter(|known| ours.snapshots.iter().all(|own| own.taken != known.taken));
    taken.extend(fresh.map(|known| Taken {
        steps: ["snapshots", &known.taken].map(str::to_owned).to_vec(),
        before: None,
        after: Some(Json::Text(known.name.clone())),
    }));
    Ok(Outcome { assessment, taken, conflicts, notices })
}

/// The reviews of a copy that was opened for review, each as a whole: one that was signed stays as it was signed.
fn reviews(ours: &Assessment, theirs: &Assessment) -> Outcome {
    let mut assessment = ours.clone();
    let came = theirs.reviews.iter().map(|review| take(&mut assessment, review));
    let came: Vec<TakenReview> = came.filter(|came| matches!(came.fate, Fate::New | Fate::Newer)).collect();
    let taken = came.iter().map(|came| Taken {
        steps: vec!["reviews".to_owned(), came.review.id.to_string()],
        before: None,
        after: Some(Json::Text(came.review.reviewer.clone())),
    });
    Outcome { taken: taken.collect(), conflicts: Vec::new(), notices: Vec::new(), assessment }
}

/// The snapshots of both, by time, each with its content where that is known. They do not change but for their names.
fn snapshots(
    ours: &Assessment,
    theirs: &Assessment,
    choices: &[(String, Choice)],
    conflicts: &mut Vec<Conflict>,
) -> Vec<Snapshot> {
    let mut merged = ours.snapshots.clone();
    for other in &theirs.snapshots {
        let place = merged.partition_point(|known| known.taken < other.taken);
        match merged.get_mut(place).filter(|known| known.taken == other.taken) {
            Some(known) => choose(known, other, choices, conflicts),
            None => merged.insert(place, other.clone()),
        }
    }
    let of_either = |side: &Assessment| side.snapshots.len() == merged.len();
    match (of_either(ours), of_either(theirs)) {
        // Nothing came: their contents hang together as they are.
        (true, true) => {
            let text = |side: &Assessment| side.snapshots.iter().map(said).collect::<Vec<_>>();
            let is_ours = text(ours) <= text(theirs);
            contents_of(&mut merged, if is_ours { ours } else { theirs });
        }
        (true, false) => contents_of(&mut merged, ours),
        (false, true) => contents_of(&mut merged, theirs),
        (false, false) => string_together(&mut merged, ours, theirs),
    }
    merged
}

fn said(snapshot: &Snapshot) -> String {
    json::compact(&snapshot_json(&Snapshot { name: String::new(), ..snapshot.clone() }))
}

fn contents_of(merged: &mut [Snapshot], side: &Assessment) {
    for known in merged {
        if let Some(own) = side.snapshots.iter().find(|own| own.taken == known.taken && own.digest == known.digest) {
            known.content.clone_from(&own.content);
        }
    }
}

/// One that both have: names may differ, and what it holds if somebody changed it by hand.
fn choose(known: &mut Snapshot, other: &Snapshot, choices: &[(String, Choice)], conflicts: &mut Vec<Conflict>) {
    let text = |text: &str| Some(Json::Text(text.to_owned()));
    let mut decide = |name: &str, ours: Option<Json>, theirs: Option<Json>| {
        let times = [known.taken.clone(), other.taken.clone()];
        let steps = ["snapshots", known.taken.as_str(), name].map(str::to_owned);
        let steps: Vec<String> = steps.into_iter().filter(|step| !step.is_empty()).collect();
        let conflict = Conflict { steps, base: None, ours, theirs, times, can_keep_both: false };
        let place = conflict.place();
        conflicts.push(conflict);
        choices.iter().any(|(known, choice)| *known == place && *choice == Choice::Theirs)
    };
    let is_other = known.digest != other.digest || known.statuses != other.statuses || known.unknown != other.unknown;
    let is_theirs = is_other && decide("", text(&known.digest), text(&other.digest));
    let has_name = [&known.name, &other.name].map(|name| !name.is_empty());
    let name = match has_name {
        _ if known.name == other.name => known.name.clone(),
        [true, true] if decide("name", text(&known.name), text(&other.name)) => other.name.clone(),
        [false, true] => other.name.clone(),
        _ => known.name.clone(),
    };
    if is_theirs {
        *known = other.clone();
    }
    known.name = name;
}

/// Writes the contents anew, each as what changed since the one before.
fn string_together(merged: &mut [Snapshot], ours: &Assessment, theirs: &Assessment) {
    let mut since = String::new();
    let mut before = Json::Object(Vec::new());
    for known in merged {
        let on_side = |side: &Assessment| {
            side.snapshots.iter().find(|own| own.taken == known.taken && own.digest == known.digest)?;
            state_then(side, &known.taken).ok()
        };
        // The same from either side, also where two trees differ in the order of their members.
        let [mine, other] = [ours, theirs].map(on_side).map(|state| state.map(|state| (json::compact(&state), state)));
        let Some((_, state)) = mine.into_iter().chain(other).max_by(|one, other| one.0.cmp(&other.0)) else { continue };
        known.content = Some(Content { since: since.clone(), patch: Arc::new(diff(&before, &state)) });
        since.clone_from(&known.taken);
        before = state;
    }
}
