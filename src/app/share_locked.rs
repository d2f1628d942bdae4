//! A copy that only a passphrase opens.

use super::parts::para;
use super::passphrase::Passphrase;
use super::state::State;
use crate::browser::dom::{El, el, live};
use crate::browser::reactive::*;
use crate::browser::{clock, lock, page};

/// The fewest characters of a passphrase.
const FEWEST: usize = 12;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    /// Waiting for a passphrase.
    Nothing,
    /// What is wrong with what was typed, and in which field.
    Wrong(&'static str, &'static str),
    /// The browser works.
    Locking,
    /// What came of it.
    Done(String),
}

pub(super) fn share_locked(state: State) -> El {
    let section = el("section").class("stack").with(el("h2").with("Locked copy")).with(el("p").with(
        "The ordinary file, encrypted (AES-256-GCM). Only the passphrase opens it, so send that by another way than the \
         file.",
    ));
    if !lock::can_lock() {
        return section.with(para("warning").with(
            "This browser does not lock files here: it does so only on pages that come by HTTPS or from this computer. \
             Open the page that way, or lock an ordinary file by other means.",
        ));
    }
    let doing = RwSignal::new(Doing::Nothing);
    let passphrase = Passphrase::new();
    let again = RwSignal::new(String::new());
    let run = move || {
        if doing.get_untracked() == Doing::Locking {
            return;
        }
        let typed = passphrase.typed.get_untracked();
        let wrong = if typed.chars().count() < FEWEST {
            Some((
                "lock-1",
                "Use at least 12 characters. Four or five random words are easy to keep and hard to guess.",
            ))
        } else if typed != again.get_untracked() {
            Some(("lock-2", "The two do not agree. Type the passphrase once more."))
        } else {
            None
        };
        if let Some((field, words)) = wrong {
            doing.set(Doing::Wrong(field, words));
            page::focus(&format!("[id='{field}']"));
            return;
        }
        doing.set(Doing::Locking);
        let now = clock::now();
        let text = state.file_text(&state.assessment(), &now);
        // The name says nothing of what is inside.
        let name = format!("assessment-{}-locked.iec62304.json", clock::today());
        lock::lock(typed, text, move |locked| {
            // Who has left the view wants no file any more.
            if doing.try_update(|_| ()).is_none() {
                return;
            }
            passphrase.forget();
            again.set(String::new());
            doing.set(match locked {
                Ok(text) if state.download(&name, &text) => {
                    Doing::Done(format!("Saved as {name}. Open it once before you rely on it."))
                }
                Ok(_) => Doing::Nothing,
                Err(why) => Doing::Done(why),
            });
        });
    };
    let said = live(move || match doing.get() {
        Doing::Locking => "Locking \u{2026}".to_owned(),
        Doing::Done(words) => words,
        Doing::Nothing | Doing::Wrong(..) => String::new(),
    });
    let wrong = |field: &'static str| {
        let words = live(move || match doing.get() {
            Doing::Wrong(place, words) if place == field => words.to_owned(),
            _ => String::new(),
        });
        el("p").class("wrong").attr("id", &format!("{field}-wrong")).attr("role", "alert").with(words)
    };
    let hint = el("p").class("hint").attr("id", "lock-hint").with("At least 12 characters. It is not kept anywhere.");
    let form = el("form").class("lock-form").on("submit", move |event| {
        event.prevent_default();
        run();
    });
    section.with(para("warning").with(el("strong").with("If you forget it, nobody can open the file."))).with(
        form.with(passphrase.field("lock-1", "Passphrase", passphrase.typed, "lock-hint lock-1-wrong"))
            .with(hint)
            .with(wrong("lock-1"))
            .with(passphrase.field("lock-2", "Passphrase once more", again, "lock-2-wrong"))
            .with(wrong("lock-2"))
            .with(passphrase.switch())
            .with(
                para("buttons")
                    .with(el("button").attr("type", "submit").with("Lock and save"))
                    .with(el("span").attr("role", "status").with(said)),
            ),
    )
}
