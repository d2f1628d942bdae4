//! A locked file that was handed over: the passphrase, and what is inside. Nothing of it is stored.

use super::open::take_in;
use super::parts::{button, para, words};
use super::passphrase::Passphrase;
use super::state::State;
use crate::assessment::visible;
use crate::browser::dom::{El, el, live};
use crate::browser::files::Handed;
use crate::browser::lock::{self, StaysLocked};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::exchange::read_locked;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doing {
    /// Waiting for a passphrase.
    Nothing,
    /// The browser works.
    Unlocking,
    /// Why it stays closed.
    Closed(String),
}

pub(super) fn open_locked(state: State, name: &str, bytes: Vec<u8>) -> El {
    let locked = match read_locked(&bytes) {
        Ok(locked) if lock::can_lock() => locked,
        Ok(_) => {
            return refused(
                name,
                "This browser unlocks files only on pages that come by HTTPS or from this computer. Open the page that way.",
            );
        }
        Err(refusal) => return refused(name, &refusal.to_string()),
    };
    let doing = RwSignal::new(Doing::Nothing);
    let passphrase = Passphrase::new();
    let own_name = name.to_owned();
    let form = el("form").class("lock-form").on("submit", move |event| {
        event.prevent_default();
        if doing.get_untracked() == Doing::Unlocking {
            return;
        }
        doing.set(Doing::Unlocking);
        let name = own_name.clone();
        lock::unlock(passphrase.typed.get_untracked(), locked.clone(), move |unlocked| {
            // Another file was handed over meanwhile, or the view was left: this one is not wanted any more.
            if doing.try_update(|_| ()).is_none() {
                return;
            }
            passphrase.forget();
            let why = match unlocked {
                Ok(bytes) => return take_in(state, Handed { name, bytes: Ok(bytes) }),
                Err(StaysLocked::Wrong) => {
                    "This passphrase does not open the file, or the file was changed.".to_owned()
                }
                Err(StaysLocked::Failed(said)) => format!("The browser could not unlock the file ({said})."),
            };
            doing.set(Doing::Closed(why));
            page::focus("#unlock");
        });
    });
    let why = live(move || match doing.get() {
        Doing::Closed(why) => why,
        _ => String::new(),
    });
    let said = live(move || if doing.get() == Doing::Unlocking { "Unlocking \u{2026}" } else { "" }.to_owned());
    let cancel = button("quiet", move || {
        state.incoming.set(None);
        page::focus("main h1");
    });
    el("section")
        .class("preview")
        .attr("aria-labelledby", "outcome")
        .with(el("h2").attr("id", "outcome").attr("tabindex", "-1").with(words(name)).with(" is locked"))
        .with(el("p").with("Type the passphrase that it was locked with. It is read here and kept nowhere."))
        .with(
            form.with(passphrase.field("unlock", "Passphrase", passphrase.typed, "unlock-wrong"))
                .with(el("p").class("wrong").attr("id", "unlock-wrong").attr("role", "alert").with(why))
                .with(passphrase.switch())
                .with(
                    para("buttons")
                        .with(el("button").attr("type", "submit").with("Unlock"))
                        .with(cancel.with("Cancel"))
                        .with(el("span").attr("role", "status").with(said)),
                ),
        )
}

fn refused(name: &str, why: &str) -> El {
    el("div")
        .class("error")
        .attr("role", "alert")
        .with(el("h2").attr("id", "outcome").attr("tabindex", "-1").with("This locked file cannot be opened"))
        .with(el("p").with(el("strong").with(words(name))).with(": ").with(visible(why)))
        .with(el("p").with("Nothing was stored or changed."))
}
