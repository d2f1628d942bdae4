//! What changed between two JSON trees, as a JSON Patch (RFC 6902), and carrying one out.
//!
//! What belongs here: trees. Never here: what an assessment is. Only `add`, `remove` and `replace` are written and
//! read: they say everything, and a patch that needs more was not written here.

use super::json;
use crate::assessment::Json;

/// Why a patch cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchProblem {
    /// The place of the change in the list, from 0.
    pub place: usize,
    /// What is wrong with it, a sentence.
    pub what: &'static str,
}

/// The changes that make the first tree into the second. Members of objects have no order.
#[must_use]
pub fn diff(from: &Json, to: &Json) -> Json {
    let mut changes = Vec::new();
    walk(from, to, "", &mut changes);
    Json::List(changes)
}

/// Longer lists are compared as a whole: aligning them takes a time that grows with the square of their length.
const LONGEST_ALIGNED: usize = 2000;

fn walk(from: &Json, to: &Json, path: &str, changes: &mut Vec<Json>) {
    match (from, to) {
        (Json::Object(from), Json::Object(to)) => {
            let find = |members: &[(String, Json)], name: &str| members.iter().position(|(other, _)| other == name);
            for (name, _) in from.iter().filter(|(name, _)| find(to, name).is_none()) {
                changes.push(change("remove", &at(path, name), None));
            }
            for (name, value) in to {
                match find(from, name).and_then(|place| from.get(place)) {
                    Some((_, was)) => walk(was, value, &at(path, name), changes),
                    None => changes.push(change("add", &at(path, name), Some(value))),
                }
            }
        }
        (Json::List(from), Json::List(to)) if from.len().max(to.len()) <= LONGEST_ALIGNED => {
            align(from, to, path, changes);
        }
        _ => {
            if json::canonical(from) != json::canonical(to) {
                changes.push(change("replace", path, Some(to)));
            }
        }
    }
}

/// Entries are the same one if their first members are: that is where each of ours has its id, clause or time.
fn is_same_entry(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => one.first() == other.first(),
        _ => one == other,
    }
}

fn align(from: &[Json], to: &[Json], path: &str, changes: &mut Vec<Json>) {
    let mut work: Vec<&Json> = from.iter().collect();
    for (index, wanted) in to.iter().enumerate() {
        let here = |work: &[&Json]| work.get(index).is_some_and(|entry| is_same_entry(entry, wanted));
        let is_wanted_later = |entry: &Json| to.iter().skip(index).any(|later| is_same_entry(entry, later));
        while !here(&work) && work.get(index).is_some_and(|entry| !is_wanted_later(entry)) {
            work.remove(index);
            changes.push(change("remove", &at(path, &index.to_string()), None));
        }
        if here(&work) {
            if let Some(was) = work.get(index) {
                walk(was, wanted, &at(path, &index.to_string()), changes);
            }
            continue;
        }
        // One that comes later was moved up: out there, in here.
        if let Some(later) = work.iter().skip(index).position(|entry| is_same_entry(entry, wanted)) {
            work.remove(index + later);
            changes.push(change("remove", &at(path, &(index + later).to_string()), None));
        }
        work.insert(index, wanted);
        changes.push(change("add", &at(path, &index.to_string()), Some(wanted)));
    }
    for index in (to.len()..work.len()).rev() {
        changes.push(change("remove", &at(path, &index.to_string()), None));
    }
}

fn at(path: &str, name: &str) -> String {
    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn change(op: &str, path: &str, value: Option<&Json>) -> Json {
    let text = |name: &str, value: &str| (name.to_owned(), Json::Text(value.to_owned()));
    let mut members = vec![text("op", op), text("path", path)];
    members.extend(value.map(|value| ("value".to_owned(), value.clone())));
    Json::Object(members)
}

/// Carries out a patch.
///
/// # Errors
/// The first change that cannot be carried out.
pub fn apply(tree: &Json, patch: &Json) -> Result<Json, PatchProblem> {
    let mut tree = tree.clone();
    carry_out_all(&mut tree, patch)?;
    Ok(tree)
}

/// More changes than an assessment can have; each of them takes time.
const MOST_CHANGES: usize = 20_000;

/// The same in place, where a tree goes through several patches.
pub(super) fn carry_out_all(tree: &mut Json, patch: &Json) -> Result<(), PatchProblem> {
    let Json::List(changes) = patch else {
        return Err(PatchProblem { place: 0, what: "A patch is a list of changes." });
    };
    if changes.len() > MOST_CHANGES {
        return Err(PatchProblem { place: MOST_CHANGES, what: "There are more changes than any assessment has." });
    }
    for (place, change) in changes.iter().enumerate() {
        carry_out(tree, change).map_err(|what| PatchProblem { place, what })?;
    }
    Ok(())
}

fn carry_out(tree: &mut Json, change: &Json) -> Result<(), &'static str> {
    let Json::Object(members) = change else { return Err("A change is an object.") };
    let member = |name: &str| members.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let (Some(Json::Text(op)), Some(Json::Text(path))) = (member("op"), member("path")) else {
        return Err("A change has an op and a path.");
    };
    let value = member("value");
    let Some((parents, last)) = path.rsplit_once('/') else {
        // The whole tree.
        *tree = value.filter(|_| path.is_empty() && op == "replace").ok_or("This path leads nowhere.")?.clone();
        return Ok(());
    };
    let mut parent = tree;
    for step in parents.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        parent = match parent {
            Json::Object(members) => members.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value),
            Json::List(entries) => index(step).and_then(|index| entries.get_mut(index)),
            _ => None,
        }
        .ok_or("This path leads nowhere.")?;
    }
    let name = last.replace("~1", "/").replace("~0", "~");
    match parent {
        Json::Object(members) => in_object(members, op, name, value),
        Json::List(entries) => in_list(entries, op, last, value),
        _ => Err("This path leads nowhere."),
    }
}

fn in_object(
    members: &mut Vec<(String, Json)>,
    op: &str,
    name: String,
    value: Option<&Json>,
) -> Result<(), &'static str> {
    let place = members.iter().position(|(known, _)| *known == name);
    let slot = place.and_then(|place| members.get_mut(place));
    match (op, value, slot) {
        ("add" | "replace", Some(value), Some((_, slot))) => *slot = value.clone(),
        ("add", Some(value), None) => members.push((name, value.clone())),
        ("remove", _, Some(_)) => members.retain(|(known, _)| *known != name),
        ("remove" | "replace", _, None) => return Err("There is nothing at this path."),
        ("add" | "replace", None, _) => return Err("The value is missing."),
        _ => return Err("Known are add, remove and replace."),
    }
    Ok(())
}

fn in_list(entries: &mut Vec<Json>, op: &str, last: &str, value: Option<&Json>) -> Result<(), &'static str> {
    let length = entries.len();
    // Ours writes longer ones as a whole; moving all of a long list for each change would take minutes.
    if length > 2 * LONGEST_ALIGNED {
        return Err("This list is too long to be changed entry by entry.");
    }
    let place = if last == "-" && op == "add" { Some(length) } else { index(last) };
    let place = place.filter(|place| *place < length + usize::from(op == "add"));
    let place = place.ok_or("There is no such place in the list.")?;
    match (op, value) {
        ("add", Some(value)) => entries.insert(place, value.clone()),
        ("replace", Some(value)) => {
            if let Some(slot) = entries.get_mut(place) {
                slot.clone_from(value);
            }
        }
        ("remove", _) => {
            entries.remove(place);
        }
        ("add" | "replace", None) => return Err("The value is missing."),
        _ => return Err("Known are add, remove and replace."),
    }
    Ok(())
}

/// A place in a list: no sign, no leading zero.
fn index(text: &str) -> Option<usize> {
    text.parse().ok().filter(|index: &usize| index.to_string() == text)
}
