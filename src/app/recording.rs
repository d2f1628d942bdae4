//! The file as the record: saving to the same file again, where the browser can, and what is in the way of it.
//!
//! What belongs here: when a file is written and what is said about it. Never here: how (`browser::disk`), and the reminder
//! (`reminding`).

use super::keeping::Keeping;
use super::open::take_in;
use super::parts::{button, para, words};
use super::reminding::reminding;
use super::route::Route;
use super::state::State;
use crate::browser::disk::{self, Missed, Place};
use crate::browser::dom::{El, el, follow, live, part};
use crate::browser::files::Handed;
use crate::browser::reactive::*;
use crate::browser::{address, clock, page};
use crate::exchange::file_name;

const CLASH: &str = "file-changed";

/// Where to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// To the file of last time, unless it changed since; the person chooses one where there is none.
    Same,
    /// To one that the person chooses.
    Another,
    /// To the file of last time, whatever stands in it.
    Over,
}

/// What goes on beside every view: Ctrl+S, the name of the file, what is said of it, and the reminder.
pub(super) fn recording(state: State) -> El {
    let handle = window_event_listener(ev::keydown, move |event: ev::KeyboardEvent| {
        let is_save = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && !event.shift_key()
            && event.key().eq_ignore_ascii_case("s");
        if !is_save || !is_inside(state) {
            return;
        }
        // The browser would save the page, which holds nothing.
        event.prevent_default();
        if !event.repeat() {
            save_file(state);
        }
    });
    on_cleanup(move || handle.remove());
    let open = Memo::new(move |_| (state.id(), state.file_at.get()));
    follow(move || {
        let (id, at) = open.get();
        spawn(async move {
            // A name would be wrong where the last save was a download, or came from elsewhere.
            let file = if at.is_empty() { None } else { disk::file_of(&id).await.filter(|file| file.at == at) };
            if open.with_untracked(|(now, _)| *now == id) {
                let name = file.map(|file| file.name).unwrap_or_default();
                if state.file.with_untracked(|file| file.name != name) {
                    state.file.update(|file| file.name = name);
                }
            }
        });
    });
    let said = live(move || state.file.with(|file| file.said.clone()));
    el("div")
        .class("recording no-print")
        .with(reminding(state))
        .with(el("p").class("sr").attr("role", "status").with(said))
        .with(clash_dialog(state))
}

/// Whether an assessment is on screen that can be saved.
pub(super) fn is_inside(state: State) -> bool {
    match Route::parse(&address::get()) {
        Route::In(id, _) => id == state.id_now(),
        Route::NewQuick => state.keeping.with_untracked(|keeping| *keeping != Keeping::Nothing),
        _ => false,
    }
}

/// Saves to the file of last time.
pub(super) fn save_file(state: State) {
    save_to(state, To::Same);
}

/// Saves to a file. Where the browser writes to none, as a download.
pub(super) fn save_to(state: State, to: To) {
    if !disk::is_here() {
        if state.save_download() {
            say(state, "The file was handed to the browser as a download.");
        }
        return;
    }
    // The window for choosing is open, or the file is being written.
    if state.file.with_untracked(|file| file.is_busy) {
        return;
    }
    state.file.update(|file| file.is_busy = true);
    spawn(async move {
        save(state, to).await;
        state.file.update(|file| file.is_busy = false);
    });
}

fn say(state: State, words: &str) {
    state.file.update(|file| words.clone_into(&mut file.said));
}

async fn save(state: State, to: To) {
    let id = state.id_now();
    let known = if to == To::Another { None } else { disk::file_of(&id).await };
    let mut place = match known {
        Some(place) if disk::is_allowed(&place).await => place,
        Some(place) => {
            if state.save_download() {
                state.alert(format!(
                    "The browser may not write to {}, so the file was saved as a download. Save again to be asked once \
                     more, or choose \u{201c}Save as another file\u{201d} under Share.",
                    quoted(&place.name)
                ));
            }
            return;
        }
        None => match disk::choose(&file_name(&state.assessment(), &clock::now())).await {
            Ok(place) => place,
            Err(Missed::Cancelled) => return,
            // Not allowed here, in a frame of another page for one.
            Err(_) => {
                state.save_download();
                return;
            }
        },
    };
    if to != To::Over {
        match disk::is_as_seen(&place).await {
            Ok(true) => {}
            Ok(false) => {
                state.file.update(|file| file.clash.clone_from(&place.name));
                page::open_dialog(CLASH);
                return;
            }
            Err(missed) => {
                failed(state, &id, &place, &missed).await;
                return;
            }
        }
    }
    // The browser's window may have been open for long.
    if state.id_now() != id {
        state.alert("Another assessment was opened meanwhile. Nothing was written; go back and save again.".to_owned());
        return;
    }
    let now = clock::now();
    match disk::write(&mut place, &state.file_text(&state.assessment(), &now)).await {
        Ok(()) => {
            place.at.clone_from(&now);
            disk::keep(&id, &place).await;
            if state.id_now() == id {
                state.is_in_file(now);
            }
            say(state, &format!("Saved to {}.", quoted(&place.name)));
        }
        Err(missed) => failed(state, &id, &place, &missed).await,
    }
}

fn quoted(name: &str) -> String {
    format!("\u{201c}{}\u{201d}", crate::assessment::visible(name))
}

/// Says what is wrong with the file and what to do. One that is gone is forgotten, so that the next save asks for another.
async fn failed(state: State, id: &str, place: &Place, missed: &Missed) {
    let name = quoted(&place.name);
    state.alert(if *missed == Missed::Gone {
        disk::forget(id).await;
        format!(
            "{name} is not there any more: it was moved, renamed or deleted. Nothing was written. Save again to choose where."
        )
    } else {
        format!(
            "{name} was not saved ({}). Make room or close it in other programs and save again, or choose \
             \u{201c}Save as another file\u{201d} under Share.",
            missed.words()
        )
    });
}

/// Lets a person choose a file to open. It is saved to from then on, once the person has taken it in.
pub(super) fn choose_to_open(state: State) {
    spawn(async move {
        match disk::open().await {
            Ok((handed, place)) => {
                take_in(state, handed);
                disk::keep_opened(Some(place));
            }
            Err(Missed::Cancelled) => {}
            Err(missed) => state.alert(format!(
                "The browser did not open its window for files ({}). Drop the file on this page instead.",
                missed.words()
            )),
        }
    });
}

/// The file that was opened is from now on the one that this assessment is saved to. `at` tells when it was saved to it.
pub(super) fn bind(state: State, id: String) {
    let Some(mut place) = disk::opened() else { return };
    place.at = state.file_at.get_untracked();
    let name = place.name.clone();
    spawn(async move {
        disk::keep(&id, &place).await;
        if state.id_now() == id {
            state.file.update(|file| file.name = name);
        }
    });
}

/// What stood in the file that was opened is in this assessment now. Where that is its own file, it may be written over.
pub(super) fn merged_file(id: String) {
    let Some(opened) = disk::opened() else { return };
    spawn(async move {
        if let Some(mut own) = disk::file_of(&id).await
            && disk::is_same(&own, &opened).await
        {
            own.seen = opened.seen;
            disk::keep(&id, &own).await;
        }
    });
}

/// Forgets which file belonged to an assessment that was deleted. The file stays.
pub(super) fn forget_file(id: String) {
    spawn(async move { disk::forget(&id).await });
}

/// The file was changed elsewhere: what to do.
fn clash_dialog(state: State) -> El {
    let name = part(move || words(&state.file.with(|file| file.clash.clone())));
    let with = move |class: &str, run: fn(State)| {
        button(class, move || {
            page::close_dialog(CLASH);
            run(state);
        })
    };
    el("dialog")
        .attr("id", CLASH)
        .attr("aria-labelledby", "file-changed-title")
        .with(el("h2").attr("id", "file-changed-title").with("The file was changed elsewhere"))
        .with(el("p").with(name).with(
            " is not as this browser last read or wrote it: another person, program or computer changed it. Nothing was \
             written over.",
        ))
        .with(
            para("buttons")
                .with(with("", look_into).with("Look into it and merge"))
                .with(with("quiet", |state| save_to(state, To::Another)).with("Save as another file"))
                .with(with("quiet danger-text", |state| save_to(state, To::Over)).with("Overwrite it"))
                .with(with("quiet", |_| ()).with("Cancel")),
        )
}

/// Opens the file of the assessment as any other: what is in it is shown before anything is done.
fn look_into(state: State) {
    let id = state.id_now();
    spawn(async move {
        let Some(mut place) = disk::file_of(&id).await else { return };
        match disk::read(&place).await {
            Ok((bytes, seen)) => {
                take_in(state, Handed { name: place.name.clone(), bytes: Ok(bytes) });
                place.seen = Some(seen);
                disk::keep_opened(Some(place));
            }
            Err(missed) => failed(state, &id, &place, &missed).await,
        }
    });
}
