//! The live list of what the consistency checks find, for the whole page: worked out after a change of what they look at.
//!
//! What belongs here: when it is worked out, and what is said of it to who cannot see it. Never here: what is found
//! (`assessment::checks`), and how it is shown (`beside_checks`, `checks`).

use super::card::card_id;
use super::parts::count;
use super::state::State;
use crate::assessment::{Assessment, Finding, findings};
use crate::browser::dom::{El, el, follow, live};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Clause, Severity};
use std::time::Duration;

/// Keeps [`State::found`] true from here on. Gives the one place that tells screen readers what changed beside the answer
/// they are at: with every requirement on screen, a place in each card would say everything at once.
pub(super) fn checking(state: State) -> El {
    let frame = Memo::new(move |_| state.head.with(Assessment::frame));
    let is_due = StoredValue::new(false);
    let said = RwSignal::new(String::new());
    // Of which assessment the list is; what another one brings is no news.
    let last = StoredValue::new(String::new());
    follow(move || {
        state.shape.track();
        frame.track();
        // Before the words nothing can be found, and what is found with them is no news.
        if !state.words_here.get() || is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        // Behind the frame that shows the click, in a task of its own, once for all changes until then.
        request_animation_frame(move || {
            let run = move || {
                is_due.set_value(false);
                let before = state.found.get_untracked();
                look(state);
                let id = state.id_now();
                if last.with_value(|last| *last == id) {
                    said.set(state.found.with_untracked(|now| news(state, &before, now)));
                }
                last.set_value(id);
            };
            set_timeout(run, Duration::ZERO);
        });
    });
    el("p").class("sr").attr("role", "status").with(live(move || said.get()))
}

/// Works the list out now, for a view that shows it first thing.
pub(super) fn look(state: State) {
    let now = findings(&state.assessment(), &clock::today());
    if state.found.with_untracked(|before| *before != now) {
        state.found.set(now);
    }
}

/// What changed beside the answer that holds the focus, in a few words, and contradictions that came elsewhere.
fn news(state: State, before: &[Finding], now: &[Finding]) -> String {
    let Some(card) = page::focused_card() else { return String::new() };
    let is_here = |clause: Clause| card_id(clause) == card;
    let open = |list: &[Finding], severity: Severity| {
        let of_card = list.iter().filter(|one| is_here(one.clause) && one.check.severity == severity);
        state.head.with_untracked(|head| of_card.filter(|one| !head.is_accepted(one.check.id, one.clause)).count())
    };
    let counts = |list: &[Finding]| Severity::ALL.map(|severity| open(list, severity));
    let mut said = Vec::new();
    let [contradictions, doubts] = counts(now);
    if counts(before) != counts(now) {
        said.push(match (contradictions, doubts) {
            (0, 0) => "Checks: nothing open here.".to_owned(),
            _ => format!("Checks: {}.", counted(contradictions, doubts)),
        });
    }
    let is_new = |one: &&Finding| {
        let is_known = before.iter().any(|old| old.check == one.check && old.clause == one.clause);
        one.check.severity == Severity::Contradiction && !is_known && !is_here(one.clause)
    };
    if let Some(elsewhere) = now.iter().find(is_new) {
        said.push(format!("A contradiction beside {}.", elsewhere.clause));
    }
    said.join(" ")
}

/// `5 contradictions, 12 worth a look`; what there is none of is left out.
pub(super) fn counted(contradictions: usize, doubts: usize) -> String {
    let mut said = Vec::new();
    if contradictions > 0 {
        said.push(count(contradictions, "contradiction", "contradictions"));
    }
    if doubts > 0 {
        said.push(format!("{doubts} worth a look"));
    }
    said.join(", ")
}
