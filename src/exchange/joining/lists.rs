//! Lists: by what their entries are known, and in which order the merged one stands.
//!
//! Invariant: the order does not depend on which side asks.

use super::sides::text_in;
use crate::assessment::Json;

/// The members that entries of a list are known by; nothing where that is not known.
pub(super) fn key_members(list: &str) -> &'static [&'static str] {
    match list {
        "answers" | "decisions" => &["clause"],
        "parts" => &["item"],
        "estimates" => &["activity"],
        "accepted" => &["clause", "check"],
        "checks" => &["check"],
        "items" | "actions" | "reviews" | "remarks" => &["id"],
        _ => &[],
    }
}

/// The members that a list is keyed by; lists that are not known here go by `id`.
fn keyed_by(list: &str) -> &'static [&'static str] {
    match key_members(list) {
        [] => &["id"],
        known => known,
    }
}

/// What an entry is known by in its list.
pub(super) fn key_of(list: &str, entry: &Json) -> String {
    let parts: Vec<String> = keyed_by(list).iter().map(|name| text_in(Some(entry), name)).collect();
    parts.join(" ")
}

pub(super) fn keys_of(list: &str, entries: &[Json]) -> Vec<String> {
    entries.iter().map(|entry| key_of(list, entry)).collect()
}

/// Whether every entry on every side has a key of its own.
pub(super) fn is_keyed(list: &str, sides: [&[Json]; 3]) -> bool {
    sides.into_iter().all(|entries| {
        let keys = keys_of(list, entries);
        let is_whole =
            entries.iter().all(|entry| keyed_by(list).iter().all(|name| !text_in(Some(entry), name).is_empty()));
        is_whole && keys.iter().enumerate().all(|(index, key)| !keys.iter().take(index).any(|other| other == key))
    })
}

/// Every key of both sides once. Those that both have stand in the order of the side that moved them; what only one side
/// has stays behind the key that it stood behind there.
pub(super) fn in_both_orders(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let common = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|key| other.contains(key)).cloned().collect()
    };
    let (mine, other) = (common(ours, theirs), common(theirs, ours));
    let was: Vec<String> = base.iter().filter(|key| mine.contains(key)).cloned().collect();
    let before = |list: &[String]| common(list, &was);
    let leading = if before(&mine) == was && before(&other) != was {
        other
    } else if before(&other) == was && before(&mine) != was {
        mine
    } else {
        mine.min(other)
    };
    let run = |list: &[String], behind: Option<&String>| {
        let start = behind.map_or(Some(0), |key| list.iter().position(|known| known == key).map(|at| at + 1));
        let rest = list.iter().skip(start.unwrap_or(usize::MAX));
        let run = rest.take_while(|key| !leading.contains(key)).map(|key| (key.clone(), key.clone()));
        Run::of(run.collect())
    };
    let mut merged: Vec<String> = Run::both(run(ours, None), run(theirs, None)).collect();
    for key in &leading {
        merged.push(key.clone());
        merged.extend(Run::both(run(ours, Some(key)), run(theirs, Some(key))));
    }
    merged
}

/// What one side has between two entries that both have, each with what it is ordered by.
pub(super) struct Run<T>(Vec<(String, T)>);

impl<T> Run<T> {
    pub(super) const fn of(entries: Vec<(String, T)>) -> Self {
        Self(entries)
    }

    /// One run behind the other, the same from either side.
    pub(super) fn both(one: Self, other: Self) -> impl Iterator<Item = T> {
        let keys = |run: &Self| run.0.iter().map(|(key, _)| key.clone()).collect::<Vec<String>>();
        let (first, then) = if keys(&one) <= keys(&other) { (one, other) } else { (other, one) };
        first.0.into_iter().chain(then.0).map(|(_, entry)| entry)
    }
}
