//! One place of a tree on three sides: what stands there, whether two say the same, and whose time counts.
//!
//! What belongs here: looking, and the few names whose members belong together. Never here: what comes of it (`tree`).

use crate::assessment::{Json, is_later, sortable};
use crate::exchange::json;

pub(super) type Side<'a> = Option<&'a Json>;

/// One place on all three sides.
#[derive(Clone, Copy)]
pub(super) struct Three<'a> {
    pub(super) base: Side<'a>,
    pub(super) ours: Side<'a>,
    pub(super) theirs: Side<'a>,
}

impl<'a> Three<'a> {
    pub(super) fn each<T>(self, look: impl Fn(Side<'a>) -> T) -> [T; 3] {
        [self.base, self.ours, self.theirs].map(look)
    }

    pub(super) fn member(self, name: &str) -> Self {
        let [base, ours, theirs] = self.each(|side| member(side, name));
        Self { base, ours, theirs }
    }
}

/// Times that follow what they are the time of, and are decided by nobody.
pub(super) const STAMPS: [&str; 2] = ["changed", "replied"];

/// The earlier one stays.
pub(super) const BEGINNINGS: [&str; 2] = ["created", "begun"];

/// What belongs to this copy and not to the work in it.
pub(super) const OWN: [&str; 4] = ["id", "origin", "reviewing", "scrubbed"];

/// Texts of several lines, of which both can be kept, one below the other.
pub(super) const TEXTS: [&str; 4] = ["note", "description", "does", "reason"];

/// Members that only make sense together, by the list that the entry is in; empty for the assessment itself.
pub(super) fn units(list: &str) -> &'static [&'static [&'static str]] {
    match list {
        "" => &[&["classification"]],
        "answers" | "parts" => &[&["status", "letters", "reason", "parts"]],
        "items" => &[&["class", "segregation"]],
        "actions" => &[&["stage", "done"]],
        "decisions" => &[&["create", "why"]],
        "reviews" => &[&["reviewer", "role", "summary", "signed", "seal", "of"]],
        "remarks" => &[&["kind", "text"], &["reply", "closed"]],
        _ => &[],
    }
}

/// The members whose time a stamp is; none for all that no other stamp speaks of.
fn stamped(stamp: &str) -> &'static [&'static str] {
    if stamp == "replied" { &["reply", "closed"] } else { &[] }
}

/// Where base and both sides are split by item, or both sides split what was not answered, the parts go one by one.
pub(super) fn are_all_split(three: Three) -> bool {
    let is_split = |side: Side| !entries_of(member(side, "parts")).is_empty();
    let was_open = ["status", "letters", "reason"].iter().all(|name| member(three.base, name).is_none());
    is_split(three.ours) && is_split(three.theirs) && (is_split(three.base) || was_open)
}

/// The list that the entry at this place is in; empty for the assessment itself, a dot for any other object.
pub(super) fn list_of(steps: &[String]) -> &str {
    match steps {
        [] => "",
        [.., list, _] => list,
        [_] => ".",
    }
}

pub(super) fn under(steps: &[String], name: &str) -> Vec<String> {
    let mut under = steps.to_vec();
    under.push(name.to_owned());
    under
}

/// The names of both sides' members, ours first.
pub(super) fn names<'a>(three: Three<'a>) -> Vec<&'a str> {
    let mut names: Vec<&'a str> = Vec::new();
    for (name, _) in members_of(three.ours).iter().chain(members_of(three.theirs)) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

pub(super) fn members_of(side: Side<'_>) -> &[(String, Json)] {
    match side {
        Some(Json::Object(members)) => members,
        _ => &[],
    }
}

pub(super) fn entries_of(side: Side<'_>) -> &[Json] {
    match side {
        Some(Json::List(entries)) => entries,
        _ => &[],
    }
}

pub(super) fn member<'a>(side: Side<'a>, name: &str) -> Side<'a> {
    members_of(side).iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

pub(super) fn text_in(side: Side, name: &str) -> String {
    match member(side, name) {
        Some(Json::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

pub(super) fn is_nothing(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Bool(_) | Json::Number(_) => false,
        Json::Text(text) => text.is_empty(),
        Json::List(entries) => entries.is_empty(),
        Json::Object(members) => members.iter().all(|(_, value)| is_nothing(value)),
    }
}

/// What it says, without the times.
pub(super) fn content(json: &Json) -> String {
    fn bare(json: &Json) -> Json {
        match json {
            Json::Object(members) => {
                let said = members.iter().filter(|(name, _)| !STAMPS.contains(&name.as_str()));
                Json::Object(said.map(|(name, value)| (name.clone(), bare(value))).collect())
            }
            Json::List(entries) => Json::List(entries.iter().map(bare).collect()),
            other => other.clone(),
        }
    }
    json::canonical(&bare(json))
}

/// Whether two sides say the same, whenever they said it.
pub(super) fn is_same(one: Side, other: Side) -> bool {
    one.map(content) == other.map(content)
}

/// One of two that say the same, but maybe at different times: the one that is not as it was, or else the same from
/// either side.
pub(super) fn either(three: Three) -> Option<Json> {
    let Three { base, ours, theirs } = three;
    let text = |side: Side| side.map(json::canonical);
    let (was, mine, other) = (text(base), text(ours), text(theirs));
    let is_ours = other == was || (mine != was && mine >= other);
    if is_ours { ours.cloned() } else { theirs.cloned() }
}

pub(super) fn one_of(one: &str, other: &str, is_one: bool) -> Option<Json> {
    Some(Json::Text(if is_one { one } else { other }.to_owned()))
}

/// The earlier of two times, unless only one side changed it.
pub(super) fn earlier(three: Three) -> Option<Json> {
    match (three.ours, three.theirs) {
        (Some(Json::Text(mine)), Some(Json::Text(other))) if three.base != three.ours && three.base != three.theirs => {
            one_of(mine, other, !is_later(mine, other))
        }
        (mine, other) if three.base == mine => other.cloned(),
        (mine, other) => {
            if three.base == other {
                mine.cloned()
            } else {
                mine.or(other).cloned()
            }
        }
    }
}

/// The time of what was taken: that of the side which changed it, or the later one where both did.
pub(super) fn stamp_of(stamp: &str, three: Three, merged: &Json) -> Option<Json> {
    let times = three.member(stamp);
    if times.ours == times.theirs {
        return times.ours.cloned();
    }
    let own = stamped(stamp);
    let apart = [&OWN[..], &BEGINNINGS].concat();
    let said = |side: Side| {
        let is_own = |name: &str| match own {
            [] => !STAMPS.iter().any(|other| stamped(other).contains(&name)) && !apart.contains(&name),
            own => own.contains(&name),
        };
        let parts = members_of(side).iter().filter(|(name, _)| is_own(name));
        content(&Json::Object(parts.cloned().collect()))
    };
    let merged = said(Some(merged));
    let is_mine = said(three.ours) == merged;
    let is_theirs = said(three.theirs) == merged;
    // Where both changed it, the later time, whatever was chosen: another tab that still has the other one must not take it
    // for newer.
    let changed_both = times.base != times.ours && times.base != times.theirs;
    match (is_mine, is_theirs) {
        (true, false) if !changed_both => times.ours.cloned(),
        (false, true) if !changed_both => times.theirs.cloned(),
        _ if times.base == times.ours => times.theirs.cloned(),
        _ if times.base == times.theirs => times.ours.cloned(),
        _ => {
            let key = |side: Side| match side {
                Some(Json::Text(time)) => sortable(time).to_owned(),
                _ => String::new(),
            };
            let is_mine_later = key(times.ours) >= key(times.theirs);
            if is_mine_later { times.ours.cloned() } else { times.theirs.cloned() }
        }
    }
}
