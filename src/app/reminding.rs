//! The reminder to save to a file, and the browser's promise to keep what is stored.
//!
//! What belongs here: when they are asked for. Never here: the rule of the reminder (`assessment::needs_nudge`).

use super::keeping::Keeping;
use super::parts::{button, para};
use super::recording::is_inside;
use super::state::State;
use crate::assessment::needs_nudge;
use crate::browser::dom::{El, el, follow, part};
use crate::browser::reactive::*;
use crate::browser::{clock, disk, page, storage};
use std::time::Duration;

const PUT_OFF: &str = "file-reminder";
const PROMISE: &str = "storage-promise";

/// How often the clock is looked at.
const PERIOD: Duration = Duration::from_secs(600);

/// The line that reminds, empty most of the time.
pub(super) fn reminding(state: State) -> El {
    ask_once(state);
    let is_due = RwSignal::new(false);
    let look = move || {
        // The whole is only put together where the cheap questions leave it open.
        let may_be = is_inside(state) && state.head.with_untracked(|head| !head.example);
        let put_off = storage::setting(PUT_OFF).unwrap_or_default();
        let is_now =
            may_be && needs_nudge(&state.assessment(), &state.file_at.get_untracked(), &clock::now(), &put_off);
        if is_due.with_untracked(|before| *before != is_now) {
            is_due.set(is_now);
        }
    };
    follow(move || {
        state.file_at.track();
        state.head.with(|head| head.id.clone());
        untrack(look);
    });
    let handle = window_event_listener(ev::hashchange, move |_| set_timeout(look, Duration::ZERO));
    on_cleanup(move || handle.remove());
    again(look);
    let line = part(move || {
        is_due.get().then(|| {
            let save = button("small", move || state.save_file()).with("Save file");
            let later = button("quiet small", move || {
                storage::set_setting(PUT_OFF, &clock::now());
                is_due.set(false);
                page::focus("main h1");
            });
            el("div")
                .class("reminder")
                .with(
                    para("").with("Some of this work is more than a day old and in no file. Only this browser has it."),
                )
                .with(para("buttons").with(save).with(later.with("Not now")))
        })
    });
    // The place is there before the words, so that they are read out, once.
    el("div").attr("role", "status").with(line)
}

fn again(look: impl Fn() + Copy + 'static) {
    let run = move || {
        look();
        again(look);
    };
    set_timeout(run, PERIOD);
}

/// Asks the browser once to keep what is stored, after the first answer that somebody gave here.
fn ask_once(state: State) {
    let start = clock::now();
    let is_asked = StoredValue::new(storage::setting(PROMISE).is_some());
    follow(move || {
        let is_saved = state.keeping.with(|keeping| matches!(keeping, Keeping::Saved(_)));
        if is_asked.get_value() || !is_saved {
            return;
        }
        // What was opened has its own time; what is done here comes after the start.
        let is_work = state.head.with_untracked(|head| !head.example && head.changed > start);
        if !is_work || untrack(|| state.total.get()).settled() == 0 {
            return;
        }
        is_asked.set_value(true);
        spawn(async {
            let is_kept = disk::ask_to_persist().await == Some(true);
            storage::set_setting(PROMISE, if is_kept { "kept" } else { "open" });
        });
    });
}

/// What the browser promised, a sentence.
pub(super) fn promise() -> &'static str {
    match storage::setting(PROMISE).as_deref() {
        Some("kept") => "The browser promised to keep what is stored here.",
        Some(_) => "The browser made no promise: it may clear what is stored here when space is short.",
        None => "After the first answer, the browser is asked to keep what is stored here.",
    }
}
