//! An answer to be read, and not changed: what a reviewer judges, and what the maker looks at beside a remark.

use super::action_form::state_tag;
use super::parts::{outside_link, pair, para, status_words, words};
use super::state::State;
use crate::assessment::{Action, Answer, Assessment, Evidence, Item, ItemId, web_link};
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::exchange::paper::day_words;
use crate::standard::Requirement;

/// How a requirement stands, with all that was said for it, following its changes.
pub(super) fn answer_to_read(state: State, requirement: &'static Requirement) -> El {
    let clause = requirement.clause;
    let Some(cell) = state.cell(clause) else { return el("div") };
    let actions = Memo::new(move |_| {
        state.read(|head| head.actions_for(clause).map(|action| (action.id, Action::display_name(action))).collect())
    });
    let said = part(move || {
        let (answer, counted) = (cell.answer.get(), cell.counted.get());
        let mut rows = vec![para("").with(status_words(counted))];
        rows.push(given(requirement, &answer));
        for part in &answer.parts {
            let name = state.read(|head| name_of(head, part.item));
            let status = status_words(part.answer.counted());
            let title = para("item-name").with(words(&name)).with(": ").with(status);
            rows.push(el("div").class("of-item").with(title).with(given(requirement, &part.answer)));
        }
        rows
    });
    let planned = part(move || {
        let actions: Vec<(_, String)> = actions.get();
        let row = |(id, name): &(_, String)| el("li").with(words(name)).with(" ").with(state_tag(state, *id));
        let rows: Vec<El> = untrack(|| actions.iter().map(row).collect());
        (!rows.is_empty()).then(|| {
            let list = el("dd").with(el("ul").with(rows));
            el("dl").class("said").with(pair(el("dt").with("Actions"), list))
        })
    });
    el("div").class("to-read").with(said).with(planned)
}

fn name_of(assessment: &Assessment, id: ItemId) -> String {
    assessment.item(id).map_or_else(|| format!("Removed item {id}"), Item::display_name)
}

/// What was given with an answer, name by name; nothing for what is empty.
fn given(requirement: &'static Requirement, answer: &Answer) -> El {
    let mut rows: Vec<El> = Vec::new();
    let mut say = |name: &'static str, says: El| rows.push(pair(el("dt").with(name), says));
    let text = |text: &str| el("dd").class("text").with(words(text.trim()));
    if !answer.reason.trim().is_empty() {
        say("Reason", text(&answer.reason));
    } else if answer.lacks_reason() && !answer.is_split() {
        say("Reason", el("dd").with("None, so it counts as unanswered"));
    }
    if !answer.note.trim().is_empty() {
        say("Note", text(&answer.note));
    }
    if !requirement.letters.is_empty() && !answer.is_split() && answer.status.is_some() {
        let row = |item: &crate::standard::LetteredItem| {
            let covered = if answer.letters.has(item.letter) { "Covered: " } else { "Open: " };
            el("li").with(el("strong").with(covered)).with(format!("{}) {}", item.letter, item.text))
        };
        let rows: Vec<El> = requirement.letters.iter().map(row).collect();
        say("Lettered items", el("dd").with(el("ul").with(rows)));
    }
    if !answer.evidence.is_empty() {
        let rows: Vec<El> = answer.evidence.iter().map(evidence).collect();
        say("Evidence", el("dd").with(el("ul").with(rows)));
    }
    if answer.follow_up {
        say("To find out", el("dd").with("The maker marked this as to be found out"));
    }
    el("dl").class("said").with(rows)
}

fn evidence(one: &Evidence) -> El {
    let mut row = el("li");
    let name = [&one.title, &one.document, &one.link].into_iter().find(|text| !text.trim().is_empty());
    row = match name {
        Some(name) => row.with(words(name)),
        None => row.with("Without a title"),
    };
    if !one.document.is_empty() && !one.title.trim().is_empty() {
        row = row.with(", ").with(words(&one.document));
    }
    if !one.version.is_empty() {
        row = row.with(", version ").with(words(&one.version));
    }
    for (lead, day) in [(", ", &one.date), (", expires ", &one.expires)] {
        if !day.is_empty() {
            row = row.with(lead).with(words(&day_words(day)));
        }
    }
    match web_link(&one.link) {
        Some(address) => row.with(" ").with(outside_link(address).with("Open the link")),
        None if one.link.trim().is_empty() || name == Some(&one.link) => row,
        None => row.with(", ").with(words(&one.link)),
    }
}
