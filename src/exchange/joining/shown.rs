//! What differs, in words for people: where it stands and what it says.

use super::lists::key_of;
use super::sides::{entries_of, member, members_of, text_in};
use crate::assessment::{ControlKind, Json, Priority, RemarkKind, Stage, Status};

/// Under which heading a place is shown.
#[must_use]
pub fn group_of(steps: &[String]) -> String {
    match steps.first().map(String::as_str) {
        Some("answers") => steps.get(1).cloned().unwrap_or_default(),
        Some("items") => "Software items".to_owned(),
        Some("actions") => "Actions".to_owned(),
        Some("estimates") => "Estimates".to_owned(),
        Some("accepted") => "Accepted findings".to_owned(),
        Some("legacy" | "legacy_route") => "Legacy software".to_owned(),
        Some("reviews") => "Reviews".to_owned(),
        Some("snapshots") => "Snapshots".to_owned(),
        Some("classification") => "Safety class".to_owned(),
        _ => "About the assessment".to_owned(),
    }
}

/// Where something stands: `5.1.1: Note`, `Title`, `Action “Write the plan”: Due`. The trees are those of both sides.
#[must_use]
pub fn label(steps: &[String], sides: [&Json; 2]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut places: Vec<Option<&Json>> = sides.into_iter().map(Some).collect();
    let mut list: Option<&str> = None;
    for (index, step) in steps.iter().enumerate() {
        if let Some(name) = list.take() {
            let found: Vec<Option<&Json>> = places
                .iter()
                .map(|place| entries_of(*place).iter().find(|entry| key_of(name, entry) == *step))
                .collect();
            said.push(entry_label(name, step, &found, sides));
            places = found;
            continue;
        }
        places = places.iter().map(|place| member(*place, step)).collect();
        let is_list = places.iter().flatten().any(|place| matches!(place, Json::List(_)));
        let has_more = index + 1 < steps.len();
        if is_list && has_more {
            list = Some(step);
        } else if step == "snapshots" {
            said.push("Snapshot".to_owned());
        } else if !(has_more && matches!(step.as_str(), "legacy_route" | "people")) {
            said.push(member_label(step));
        }
    }
    said.join(": ")
}

fn entry_label(list: &str, key: &str, found: &[Option<&Json>], sides: [&Json; 2]) -> String {
    let named = |kind: &str, name: &str| {
        let names = found.iter().rev().map(|entry| text_in(*entry, name));
        let name = names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_else(|| key.to_owned());
        format!("{kind} \u{201c}{}\u{201d}", name.trim())
    };
    match list {
        "answers" => key.to_owned(),
        "decisions" => format!("Decision on {key}"),
        "estimates" => format!("Estimate of {key}"),
        "accepted" => format!("Accepted finding at {}", key.split(' ').next().unwrap_or(key)),
        "checks" => "Check for legacy software".to_owned(),
        "items" => named("Item", "name"),
        "actions" => named("Action", "what"),
        "reviews" => named("Review by", "reviewer"),
        "remarks" => format!(
            "Remark on {}",
            found.iter().map(|entry| text_in(*entry, "clause")).find(|clause| !clause.is_empty()).unwrap_or_default()
        ),
        "parts" => {
            let items = sides.into_iter().rev().flat_map(|side| entries_of(member(Some(side), "items")));
            let item = items.into_iter().find(|item| text_in(Some(item), "id") == key);
            let name = text_in(item, "name");
            format!("Item \u{201c}{}\u{201d}", if name.trim().is_empty() { key } else { name.trim() })
        }
        _ => format!("{} {key}", member_label(list)),
    }
}

/// The words for a member; the name in the file where there are none.
fn member_label(name: &str) -> String {
    let known = match name {
        "title" => "Title",
        "organisation" => "Organisation",
        "product" => "Product",
        "name" => "Name",
        "version" => "Version",
        "description" => "Description",
        "assessor" => "Assessor",
        "reviewer" => "Reviewer",
        "classification" | "class" => "Safety class",
        "rationale" => "Rationale",
        "reasoning" => "Reasoning",
        "controls" => "Risk controls",
        "legacy" => "Legacy software",
        "rationales" => "Rationales for continued use",
        "status" => "Status",
        "letters" => "Lettered items",
        "reason" => "Reason",
        "evidence" => "Evidence",
        "parts" => "By item",
        "note" => "Note",
        "follow_up" => "Find out",
        "second_look" => "Second look",
        "parent" => "Inside",
        "does" => "What it does",
        "soup" => "SOUP",
        "segregation" => "Segregation",
        "controls_risk" => "Implements a risk control",
        "clauses" => "Requirements",
        "what" => "What to do",
        "owner" => "Owner",
        "due" => "Due",
        "priority" => "Priority",
        "stage" => "Stage",
        "effort_days" => "Effort in days",
        "done" => "Done",
        "document" => "Document",
        "link" => "Link",
        "date" => "Date",
        "expires" => "Expires",
        "sha256" => "SHA-256",
        "create" => "Close the gap",
        "why" => "Why",
        "answer" => "Answer",
        "kind" => "Kind",
        "text" => "Text",
        "reply" => "Reply",
        "closed" => "Closed",
        "role" => "Role",
        "summary" => "Summary",
        "signed" => "Signed",
        "remarks" => "Remarks",
        "item" => "Item",
        _ => return name.replace('_', " "),
    };
    known.to_owned()
}

/// What stands somewhere, a line each: what it is called, empty where it speaks for itself, and what it says.
#[must_use]
pub fn shown(value: &Json) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    lay_out("", value, &mut lines);
    lines
}

/// What tells nobody anything: times, and by what the list knows its entries.
const UNSAID: [&str; 8] = ["id", "changed", "replied", "begun", "clause", "seal", "of", "check"];

fn lay_out(name: &str, value: &Json, lines: &mut Vec<(String, String)>) {
    let mut say = |said: String| lines.push((if name.is_empty() { String::new() } else { member_label(name) }, said));
    match value {
        Json::Null => {}
        Json::Bool(flag) => say(if *flag { "Yes" } else { "No" }.to_owned()),
        Json::Number(number) => say(number.to_string()),
        Json::Text(text) => say(word(name, text)),
        Json::List(entries) if entries.iter().all(|entry| matches!(entry, Json::Text(_))) => {
            let texts: Vec<String> = entries.iter().map(text_of).collect();
            if !texts.is_empty() {
                say(texts.join(", "));
            }
        }
        Json::List(entries) => {
            for entry in entries {
                lines.push((if name.is_empty() { String::new() } else { member_label(name) }, line(entry)));
            }
        }
        Json::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| !UNSAID.contains(&name.as_str())) {
                lay_out(name, value, lines);
            }
        }
    }
}

/// An entry of a list in one line.
fn line(entry: &Json) -> String {
    let mut parts = Vec::new();
    if let Json::Object(_) = entry {
        for (name, value) in members_of(Some(entry)).iter().filter(|(name, _)| !UNSAID.contains(&name.as_str())) {
            let mut lines = Vec::new();
            lay_out(name, value, &mut lines);
            parts.extend(lines.into_iter().map(|(label, said)| match name.as_str() {
                "title" | "document" | "link" | "what" | "status" | "text" => said,
                _ => format!("{label} {said}"),
            }));
        }
    } else {
        parts.push(text_of(entry));
    }
    parts.join(", ")
}

fn text_of(json: &Json) -> String {
    match json {
        Json::Text(text) => text.clone(),
        other => crate::exchange::json::compact(other),
    }
}

/// The words on the page for a word of the file.
fn word(name: &str, text: &str) -> String {
    let known = match name {
        "status" => Status::from_key(text).map(Status::label),
        "stage" => Stage::from_key(text).map(Stage::label),
        "priority" => Priority::from_key(text).map(Priority::label),
        "kind" => {
            RemarkKind::from_key(text).map(RemarkKind::label).or(ControlKind::from_key(text).map(ControlKind::label))
        }
        _ => None,
    };
    known.map_or_else(|| text.to_owned(), str::to_owned)
}
