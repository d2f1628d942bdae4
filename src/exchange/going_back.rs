//! The way back: an assessment takes the state of a snapshot again, or the state becomes an assessment of its own.
//!
//! What belongs here: what stays, what comes back, and what that would change. Never here: how a state is kept and found
//! (`moments`), or two states side by side for a reader.

use super::json;
use super::moments::{Lost, keep_snapshot, snapshot_state};
use super::state::state_json;
use crate::assessment::{Answer, Assessment, Json, Origin, OriginKind, Snapshot, Unknown};
use crate::standard::Clause;
use std::collections::BTreeMap;

/// How the name of the snapshot begins that keeps the present before it is left.
const BEFORE: &str = "Before going back to";

/// The assessment with the state of a snapshot. The present is kept first, as a snapshot of its own, so that this can be
/// undone by going back to that one. Id, snapshots, reviews and the marks of where the copy comes from stay.
///
/// What comes back as it is now keeps its time of change; what differs is stamped with `now`, so that another tab does not
/// take it for older than its own.
///
/// # Errors
/// Why the state of the snapshot cannot be had; then nothing is kept.
pub fn go_back(assessment: &Assessment, taken: &str, now: &str) -> Result<Assessment, Lost> {
    let then = snapshot_state(assessment, taken)?.assessment;
    let wanted = assessment.snapshots.iter().find(|known| known.taken == taken).ok_or(Lost::Unknown)?;
    let mut kept = assessment.clone();
    keep_snapshot(&mut kept, name_before(wanted), now);
    let mut back = Assessment {
        id: kept.id,
        created: kept.created,
        changed: now.to_owned(),
        snapshots: kept.snapshots,
        reviews: kept.reviews,
        reviewing: kept.reviewing,
        origin: kept.origin,
        scrubbed: kept.scrubbed,
        ..then
    };
    stamp_answers(&mut back, assessment, now);
    stamp(&mut back.items, &assessment.items, |item| item.id, |item| &mut item.changed, now);
    stamp(&mut back.estimates, &assessment.estimates, |estimate| estimate.activity, |one| &mut one.changed, now);
    stamp(&mut back.actions, &assessment.actions, |action| action.id, |action| &mut action.changed, now);
    let finding = |accepted: &crate::assessment::Accepted| (accepted.clause, accepted.check.clone());
    stamp(&mut back.accepted, &assessment.accepted, finding, |accepted| &mut accepted.changed, now);
    let (there, here) = (&mut back.legacy_route.decisions, &assessment.legacy_route.decisions);
    stamp(there, here, |decision| decision.clause, |decision| &mut decision.changed, now);
    Ok(back)
}

/// The name of the snapshot that keeps the present. It does not grow when somebody goes back and forth.
fn name_before(wanted: &Snapshot) -> String {
    match wanted.name.trim() {
        name if name.is_empty() || name.starts_with(BEFORE) => {
            let time = wanted.taken.get(..16).unwrap_or(&wanted.taken).replace('T', " ");
            format!("{BEFORE} the state of {time} UTC")
        }
        name => format!("{BEFORE} {name}"),
    }
}

/// An answer that was not given then stays as an empty one with a time: a tab that still has it learns that it is gone.
fn stamp_answers(back: &mut Assessment, present: &Assessment, now: &str) {
    for clause in present.answers.keys() {
        back.answers.entry(*clause).or_default();
    }
    for (clause, answer) in &mut back.answers {
        let known = present.answers.get(clause);
        match known.filter(|known| Answer { changed: known.changed.clone(), ..answer.clone() } == **known) {
            Some(known) => answer.clone_from(known),
            None => now.clone_into(&mut answer.changed),
        }
    }
}

/// The same for a list whose entries have a key.
fn stamp<T: Clone + PartialEq, K: PartialEq>(
    back: &mut [T],
    present: &[T],
    key: impl Fn(&T) -> K,
    changed: impl Fn(&mut T) -> &mut String,
    now: &str,
) {
    for one in back {
        let known = present.iter().find(|known| key(known) == key(one));
        let same = known.filter(|known| {
            let mut alike = one.clone();
            changed(&mut alike).clone_from(changed(&mut (*known).clone()));
            alike == **known
        });
        match same {
            Some(known) => one.clone_from(known),
            None => now.clone_into(changed(one)),
        }
    }
}

/// The state of a snapshot as an assessment of its own, with a new id and without snapshots, that knows where it comes from.
///
/// # Errors
/// Why the state of the snapshot cannot be had.
pub fn as_own(assessment: &Assessment, taken: &str, id: String, now: &str) -> Result<Assessment, Lost> {
    let then = snapshot_state(assessment, taken)?.assessment;
    let wanted = assessment.snapshots.iter().find(|known| known.taken == taken).ok_or(Lost::Unknown)?;
    let name = wanted.name.trim();
    let name = if name.is_empty() { wanted.taken.get(..10).unwrap_or_default() } else { name };
    let origin = Origin {
        kind: OriginKind::Snapshot,
        id: assessment.id.clone(),
        title: assessment.display_title(),
        edition: then.edition.id.to_owned(),
        digest: wanted.digest.clone(),
        at: now.to_owned(),
        unknown: Unknown::new(),
    };
    Ok(Assessment {
        id,
        title: format!("{} ({name})", then.display_title()),
        created: now.to_owned(),
        origin: Some(origin),
        scrubbed: assessment.scrubbed.clone(),
        ..then
    })
}

/// What would be other with another state, but for times of change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// The requirements whose answers would be other, in order.
    pub answers: Vec<Clause>,
    /// Those of them that would not be answered at all.
    pub emptied: Vec<Clause>,
    /// What else would be other, as the page calls it, in the order of the file.
    pub others: Vec<&'static str>,
}

impl Differences {
    /// Whether nothing would be other.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.answers.is_empty() && self.others.is_empty()
    }
}

/// The members of a state with the words for them. What going back leaves alone is not among them.
const PARTS: [(&str, &str); 12] = [
    ("title", "title"),
    ("edition", "edition"),
    ("product", "product"),
    ("organisation", "organisation"),
    ("people", "people"),
    ("classification", "safety class and its reasons"),
    ("legacy", "legacy software or not"),
    ("legacy_route", "route for legacy software"),
    ("items", "software items"),
    ("estimates", "estimates"),
    ("actions", "action plan"),
    ("accepted", "accepted findings"),
];

/// What would be other if the first state became the second one.
#[must_use]
pub fn differences(from: &Assessment, to: &Assessment) -> Differences {
    let mut found = Differences::default();
    let [from, to] = [from, to].map(|side| untimed(&state_json(side)));
    let [was, will] = [&from, &to].map(answers);
    for (clause, answer) in &was {
        let now = will.get(clause);
        if now != Some(answer) {
            found.answers.push(*clause);
            found.emptied.extend(now.is_none().then_some(*clause));
        }
    }
    for clause in will.keys().filter(|clause| !was.contains_key(clause)) {
        let place = found.answers.partition_point(|known| known < clause);
        found.answers.insert(place, *clause);
    }
    // Members have no order, so the canonical texts are compared.
    let part = |state: &Json, name: &str| member(state, name).map(json::canonical);
    found.others.extend(PARTS.iter().filter(|(name, _)| part(&from, name) != part(&to, name)).map(|(_, own)| *own));
    found
}

/// The answers of a state that hold anything, as their canonical texts.
fn answers(state: &Json) -> BTreeMap<Clause, String> {
    let mut found = BTreeMap::new();
    let Some(Json::List(entries)) = member(state, "answers") else { return found };
    for entry in entries {
        let Some(Json::Text(clause)) = member(entry, "clause") else { continue };
        let holds = matches!(entry, Json::Object(members) if members.len() > 1);
        if let Some(clause) = clause.parse().ok().filter(|_| holds) {
            found.insert(clause, json::canonical(entry));
        }
    }
    found
}

fn member<'a>(state: &'a Json, name: &str) -> Option<&'a Json> {
    let Json::Object(members) = state else { return None };
    members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// A tree without times of change.
fn untimed(tree: &Json) -> Json {
    match tree {
        Json::Object(members) => Json::Object(
            members
                .iter()
                .filter(|(name, _)| name != "changed")
                .map(|(name, value)| (name.clone(), untimed(value)))
                .collect(),
        ),
        Json::List(entries) => Json::List(entries.iter().map(untimed).collect()),
        other => other.clone(),
    }
}
