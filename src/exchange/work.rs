//! Actions, acceptances and snapshots in a file: both ways, so that what is written and what is read stand side by side.

use super::fields::{Fields, quote};
use super::moments::free_time;
use super::report::{Notice, NoticeKind};
use super::write::Members;
use crate::assessment::{Accepted, Action, ActionId, Content, Effort, Json, Priority, Snapshot, Stage, Status};
use crate::standard::Clause;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn action_json(action: &Action) -> Json {
    let clauses = action.clauses.iter().map(|clause| Json::Text(clause.to_string()));
    Members::new()
        .text("id", &action.id.to_string())
        .list("clauses", clauses)
        .text("what", &action.what)
        .text("owner", &action.owner)
        .text("due", &action.due)
        // The usual priority and stage are written too: another program need not know which they are.
        .text("priority", action.priority.key())
        .text("stage", action.stage.key())
        .text("effort_days", &action.effort.map(|effort| effort.to_string()).unwrap_or_default())
        .text("note", &action.note)
        .text("done", &action.done)
        .text("changed", &action.changed)
        .rest(&action.unknown)
        .object()
}

pub(super) fn accepted_json(accepted: &Accepted) -> Json {
    Members::new()
        .text("check", &accepted.check)
        .text("clause", &accepted.clause.to_string())
        .text("reason", &accepted.reason)
        .text("changed", &accepted.changed)
        .rest(&accepted.unknown)
        .object()
}

/// The name in a snapshot of the list of what was unanswered; the others are those of statuses.
const UNANSWERED: &str = "unanswered";

fn states() -> impl Iterator<Item = Option<Status>> {
    Status::ALL.into_iter().map(Some).chain([None])
}

fn state_key(state: Option<Status>) -> &'static str {
    state.map_or(UNANSWERED, Status::key)
}

pub(super) fn snapshot_json(snapshot: &Snapshot) -> Json {
    let mut members = Members::new().text("name", &snapshot.name).text("taken", &snapshot.taken);
    let mut lists = Members::new();
    for state in states() {
        let inside = snapshot.statuses.iter().filter(|(_, status)| **status == state);
        lists = lists.list(state_key(state), inside.map(|(clause, _)| Json::Text(clause.to_string())));
    }
    members = members.some("statuses", lists).text("digest", &snapshot.digest);
    if let Some(content) = &snapshot.content {
        let mut changes = Members::new().text("since", &content.since);
        changes.push("patch", Json::clone(&content.patch));
        members.push("content", changes.object());
    }
    members.rest(&snapshot.unknown).object()
}

/// The clauses of a list, in order, each once; a word on each that is none.
fn clauses(fields: &mut Fields, name: &str, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for (place, entry) in fields.list(name, notices) {
        let clause = match &entry {
            Json::Text(text) => text.parse().ok().filter(|clause| known.contains(clause)),
            _ => None,
        };
        let spot = clause.map(|clause| clauses.partition_point(|other| *other < clause));
        match clause.zip(spot).filter(|(clause, spot)| clauses.get(*spot) != Some(clause)) {
            Some((clause, spot)) => clauses.insert(spot, clause),
            None => {
                let what = "Each entry is the clause of a requirement that is known here, once.".to_owned();
                notices.push(Notice { kind: NoticeKind::LeftOut, place, what });
            }
        }
    }
    clauses
}

/// A word of a fixed set, or its usual value with a word on what was there.
pub(super) fn word<T: Default>(
    fields: &mut Fields,
    name: &str,
    from_key: fn(&str) -> Option<T>,
    known: &str,
    notices: &mut Vec<Notice>,
) -> T {
    let key = fields.text(name, notices);
    from_key(&key).unwrap_or_else(|| {
        if !key.is_empty() {
            let what = format!("{} is not known; known are {known}. The rest is kept.", quote(&key));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: fields.place_of(name), what });
        }
        T::default()
    })
}

pub(super) fn actions(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for mut entry in fields.keyed("actions", notices) {
        let written = entry.text("id", notices);
        let id = ActionId::new(&written).filter(|id| actions.iter().all(|action| action.id != *id));
        let Some(id) = id else {
            let what = format!(
                "{} is no id of an action (1 to 16 letters, digits and hyphens), or another action has it.",
                quote(&written)
            );
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("id"), what });
            continue;
        };
        let mut action = Action::new(id, clauses(&mut entry, "clauses", known, notices));
        action.what = entry.text("what", notices);
        action.owner = entry.text("owner", notices);
        action.due = entry.date("due", notices);
        action.priority = word(&mut entry, "priority", Priority::from_key, "high, medium and low", notices);
        action.stage = word(&mut entry, "stage", Stage::from_key, "to-do, in-progress, done and dropped", notices);
        let effort = entry.text("effort_days", notices);
        // One spelling only, so that the same plan gives the same file.
        action.effort = Effort::parse(&effort).filter(|parsed| parsed.to_string() == effort);
        if !effort.is_empty() && action.effort.is_none() {
            let what = format!("{} is no number of days such as 3 or 0.5, from 0.1 to 999.9.", quote(&effort));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("effort_days"), what });
        }
        action.note = entry.text("note", notices);
        action.done = entry.time("done", notices);
        action.changed = entry.time("changed", notices);
        action.unknown = entry.rest(notices);
        actions.push(action);
    }
    actions
}

pub(super) fn accepted(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Accepted> {
    let mut accepted: Vec<Accepted> = Vec::new();
    for mut entry in fields.keyed("accepted", notices) {
        let check = entry.text("check", notices);
        let clause = entry.text("clause", notices).parse().ok().filter(|clause| known.contains(clause));
        let is_new = |clause: Clause| accepted.iter().all(|known| known.clause != clause || known.check != check);
        let Some(clause) = clause.filter(|clause| !check.is_empty() && is_new(*clause)) else {
            let what =
                "An acceptance names a check and a requirement that is known here, both together once.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place.clone(), what });
            continue;
        };
        let place = accepted.partition_point(|known| (known.clause, &known.check) < (clause, &check));
        let reason = entry.text("reason", notices);
        let changed = entry.time("changed", notices);
        accepted.insert(place, Accepted { check, clause, reason, changed, unknown: entry.rest(notices) });
    }
    accepted
}

pub(super) fn snapshots(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Snapshot> {
    let mut snapshots: Vec<Snapshot> = Vec::new();
    for mut entry in fields.keyed("snapshots", notices) {
        let stated = entry.time("taken", notices);
        if stated.is_empty() {
            let what = "A snapshot says when it was taken.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("taken"), what });
            continue;
        }
        let taken = free_time(&snapshots, &stated);
        if taken != stated {
            let what = format!("Another snapshot has the time {stated}; this one is kept with {taken}.");
            notices.push(Notice { kind: NoticeKind::Kept, place: entry.place_of("taken"), what });
        }
        let mut statuses: BTreeMap<Clause, Option<Status>> = BTreeMap::new();
        let mut lists = entry.object("statuses", notices);
        for state in states() {
            for clause in clauses(&mut lists, state_key(state), known, notices) {
                if statuses.contains_key(&clause) {
                    let what = format!("{clause} stands in two lists of this snapshot; the first one counts.");
                    notices.push(Notice { kind: NoticeKind::LeftOut, place: lists.place_of(state_key(state)), what });
                    continue;
                }
                statuses.insert(clause, state);
            }
        }
        lists.drop_rest(notices);
        let place = snapshots.partition_point(|known| known.taken < taken);
        let name = entry.text("name", notices);
        let digest = entry.sha256("digest", notices);
        let content = content(&mut entry, notices);
        snapshots.insert(place, Snapshot { name, taken, statuses, digest, content, unknown: entry.rest(notices) });
    }
    snapshots
}

/// What a snapshot holds besides statuses. Whether the patch can be carried out is seen where somebody wants the state.
fn content(entry: &mut Fields, notices: &mut Vec<Notice>) -> Option<Content> {
    let mut fields = entry.object("content", notices);
    let since = fields.time("since", notices);
    let (patch, place) = (fields.take("patch"), fields.place_of("patch"));
    fields.drop_rest(notices);
    let patch = patch?;
    if !matches!(patch, Json::List(_)) {
        let what = "The patch of a snapshot is a list of changes; its statuses are kept.".to_owned();
        notices.push(Notice { kind: NoticeKind::LeftOut, place, what });
        return None;
    }
    Some(Content { since, patch: Arc::new(patch) })
}
