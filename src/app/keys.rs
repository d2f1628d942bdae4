//! The keyboard in the questionnaire, and the list of shortcuts.
//!
//! Single letters can be turned off (WCAG 2.1.4): speech input types letters into the page.

use super::card::focus_card;
use super::desk::Desk;
use super::parts::{button, checkbox};
use crate::assessment::{Answer, Status};
use crate::browser::dom::{El, el};
use crate::browser::reactive::ev::KeyboardEvent;
use crate::browser::reactive::*;
use crate::browser::{page, storage};
use crate::standard::Clause;

const SETTING: &str = "letter-keys";

/// Every shortcut with what it does; the list behind `?` and nothing else describes them.
const SHORTCUTS: [(&str, &str); 10] = [
    ("1 2 3 4", "Met, Partly met, Not met, Not applicable"),
    ("0", "Clear the answer"),
    ("F", "I need to find out, on or off"),
    ("E", "Write the note"),
    ("Esc", "Leave a field, back to the answer"),
    ("J", "Next requirement"),
    ("K", "Previous requirement"),
    ("N", "Next unanswered requirement"),
    ("/", "Search"),
    ("?", "This list"),
];

/// Listens to the keyboard while the questionnaire is shown.
pub(super) fn listen(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| on_key(desk, &event));
    on_cleanup(move || handle.remove());
}

fn on_key(desk: Desk, event: &KeyboardEvent) {
    if event.default_prevented() || page::is_browser_key(event) || page::has_dialog() {
        return;
    }
    let key = event.key();
    if page::is_typing(event) {
        if let (true, Some(clause)) = (key == "Escape", desk.focused()) {
            focus_card(clause);
        }
        return;
    }
    if !are_on() {
        return;
    }
    let focused = desk.focused();
    let edit = |change: &dyn Fn(&mut Answer)| {
        if let Some(clause) = focused {
            desk.state.edit(clause, change);
        }
    };
    match key.to_ascii_lowercase().as_str() {
        "1" => edit(&|answer| answer.status = Some(Status::Met)),
        "2" => edit(&|answer| answer.status = Some(Status::PartlyMet)),
        "3" => edit(&|answer| answer.status = Some(Status::NotMet)),
        "4" => edit(&|answer| answer.status = Some(Status::NotApplicable)),
        "0" => edit(&|answer| answer.status = None),
        "f" => edit(&|answer| answer.follow_up = !answer.follow_up),
        "e" => {
            if let Some(clause) = focused {
                page::focus(&format!("[id='note-{clause}']"));
            }
        }
        "j" => step(desk, true),
        "k" => step(desk, false),
        "n" => next_unanswered(desk),
        "/" => page::focus("#search"),
        "?" => page::open_dialog("shortcuts"),
        _ => return,
    }
    event.prevent_default();
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
        .filter(|(_, answer)| answer.counted().is_none())
        .map(|(requirement, _)| requirement.clause)
        .collect();
    let focused = desk.focused();
    let after =
        open.iter().find(|clause| from.is_none_or(|from| **clause > from || (focused.is_none() && **clause == from)));
    match after.or_else(|| open.first()) {
        Some(clause) => desk.go_to(*clause),
        None => desk.state.alert("Every requirement in scope is answered.".to_owned()),
    }
}

fn are_on() -> bool {
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
                 the requirement in focus.";
    el("dialog")
        .attr("id", "shortcuts")
        .attr("aria-labelledby", "shortcuts-title")
        .with(el("h2").attr("id", "shortcuts-title").with("Keyboard shortcuts"))
        .with(el("p").with(intro))
        .with(el("table").class("keys").with(rows))
        .with(switch.with("Use single-key shortcuts"))
        .with(el("p").with(button("", || page::close_dialog("shortcuts")).with("Close")))
}
