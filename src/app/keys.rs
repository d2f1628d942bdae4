//! The keyboard in the questionnaire, and the list of shortcuts.
//!
//! Single letters can be turned off (WCAG 2.1.4): speech input types letters into the page.

use super::card::{focus_answer, focus_card};
use super::desk::Desk;
use super::parts::{button, checkbox};
use super::slot::Slot;
use crate::assessment::{Answer, ItemId, Status};
use crate::browser::dom::{El, el};
use crate::browser::reactive::ev::KeyboardEvent;
use crate::browser::reactive::*;
use crate::browser::{page, storage};
use crate::standard::Clause;

const SETTING: &str = "letter-keys";

/// Every shortcut with what it does; the list behind `?` and nothing else describes them.
const SHORTCUTS: [(&str, &str); 11] = [
    ("1 2 3 4", "Met, Partly met, Not met, Not applicable"),
    ("0", "Clear the answer"),
    ("F", "I need to find out, on or off"),
    ("E", "Write the note"),
    ("Esc", "Leave a field, back to the answer"),
    ("J", "Next requirement"),
    ("K", "Previous requirement"),
    ("N", "Next unanswered requirement"),
    ("/", "Search"),
    ("Ctrl S", "Save to the file; on a Mac, Cmd and S"),
    ("?", "This list"),
];

/// Listens to the keyboard while the questionnaire is shown.
pub(super) fn listen(desk: Desk) {
    listen_to(Box::new(move |event, key| on_key(desk, event, key)));
}

/// What is done with a key, by its name in small letters; whether it was a shortcut.
pub(super) type OnKey = Box<dyn Fn(&KeyboardEvent, &str) -> bool>;

/// Hands over each key that is not the browser's, while a part of the page is shown. A shortcut does nothing else.
pub(super) fn listen_to(on_key: OnKey) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || page::is_browser_key(&event) || page::has_dialog() {
            return;
        }
        if on_key(&event, &event.key().to_ascii_lowercase()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

fn on_key(desk: Desk, event: &KeyboardEvent, key: &str) -> bool {
    if page::is_typing(event) {
        if let (true, Some(slot)) = (key == "escape", in_focus(desk)) {
            focus_answer(slot);
        }
        return false;
    }
    if !are_on() {
        return false;
    }
    let focused = in_focus(desk);
    let edit = |change: &dyn Fn(&mut Answer)| {
        if let Some(slot) = focused {
            slot.edit(change);
        }
    };
    // Where the answer is given by item, the whole has no status of its own.
    let set = |status: Option<Status>| {
        if let Some(slot) = focused.filter(|slot| slot.item.is_some() || !slot.cell.is_split.get_untracked()) {
            slot.edit(|answer| answer.choose(status));
        }
    };
    match key {
        "1" => set(Some(Status::Met)),
        "2" => set(Some(Status::PartlyMet)),
        "3" => set(Some(Status::NotMet)),
        "4" => set(Some(Status::NotApplicable)),
        "0" => set(None),
        "f" => edit(&|answer| answer.follow_up = !answer.follow_up),
        "e" => {
            if let Some(slot) = focused {
                page::focus(&format!("[id='note-{}']", slot.key()));
            }
        }
        "j" => step(desk, true),
        "k" => step(desk, false),
        "n" => next_unanswered(desk),
        "/" => page::focus("#search"),
        "?" => page::open_dialog("shortcuts"),
        _ => return false,
    }
    true
}

/// The answer that holds the focus: that of a requirement, or that for one item of it.
fn in_focus(desk: Desk) -> Option<Slot> {
    let clause = desk.focused()?;
    let slot = desk.state.slot(clause, desk.state.cell(clause)?);
    Some(Slot { item: page::focused_item().and_then(|item| ItemId::new(&item)), ..slot })
}

/// To the next or the previous requirement: in view first, then in the activity beyond.
fn step(desk: Desk, forward: bool) {
    let Some(from) = desk.focused() else {
        let first = desk.shown.with_untracked(|shown| shown.first().copied());
        if let Some(first) = first {
            focus_card(first);
        }
        return;
    };
    let in_list = desk.activity.get_untracked().is_none();
    let next = if in_list {
        desk.shown.with_untracked(|shown| neighbour(shown.iter().copied(), from, forward))
    } else {
        neighbour(desk.state.scope.get_untracked().requirements().map(|requirement| requirement.clause), from, forward)
    };
    if let Some(next) = next {
        desk.go_to(next);
    }
}

fn neighbour(clauses: impl Iterator<Item = Clause>, from: Clause, forward: bool) -> Option<Clause> {
    if forward { clauses.filter(|clause| *clause > from).min() } else { clauses.filter(|clause| *clause < from).max() }
}

/// To the first unanswered requirement after the one in focus, from the start again at the end.
pub(super) fn next_unanswered(desk: Desk) {
    let from = desk.focused().or_else(|| {
        let shown = desk.shown.get_untracked();
        shown.first().copied().filter(|_| desk.activity.get_untracked().is_some())
    });
    let open: Vec<Clause> = desk
        .state
        .asked_now()
        .into_iter()
        .filter(|(_, _, counted)| counted.is_none())
        .map(|(requirement, ..)| requirement.clause)
        .collect();
    let focused = desk.focused();
    let after =
        open.iter().find(|clause| from.is_none_or(|from| **clause > from || (focused.is_none() && **clause == from)));
    match after.or_else(|| open.first()) {
        Some(clause) => desk.go_to(*clause),
        None => desk.state.alert("Every requirement in scope is answered.".to_owned()),
    }
}

/// Whether single keys are shortcuts.
pub(super) fn are_on() -> bool {
    storage::setting(SETTING).as_deref() != Some("off")
}

/// The list behind `?`.
pub(super) fn shortcuts() -> El {
    let mut rows = el("tbody");
    for (keys, what) in SHORTCUTS {
        let mut head = el("th").attr("scope", "row");
        for key in keys.split(' ') {
            head = head.with(el("kbd").with(key)).with(" ");
        }
        rows = rows.with(el("tr").with(head).with(el("td").with(what)));
    }
    let switch = checkbox(are_on, |is_on| storage::set_setting(SETTING, if is_on { "on" } else { "off" }));
    let intro = "In the questionnaire. Tab and the arrow keys work everywhere as you know them; 0 to 4, F and E act on \
                 the requirement in focus, or on the item in focus where it is answered by item. In the quick check 1, 2 and 3 \
                 are the same, 4 is I need to find out, and the focus moves on by itself.";
    el("dialog")
        .attr("id", "shortcuts")
        .attr("aria-labelledby", "shortcuts-title")
        .with(el("h2").attr("id", "shortcuts-title").with("Keyboard shortcuts"))
        .with(el("p").with(intro))
        .with(el("table").class("keys").with(rows))
        .with(switch.with("Use single-key shortcuts"))
        .with(el("p").with(button("", || page::close_dialog("shortcuts")).with("Close")))
}
