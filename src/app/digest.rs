//! The SHA-256 of a piece of evidence: taken from a file on this computer, shown, copied, compared. The file is read
//! here and sent nowhere.

use super::parts::{button, pair, para, spoken, words};
use crate::assessment::visible;
use crate::browser::dom::{El, el, part};
use crate::browser::files::{Hashing, digest_chosen};
use crate::browser::page;
use crate::browser::reactive::*;
use std::rc::Rc;

/// What is going on with a chosen file.
#[derive(Clone)]
enum Doing {
    /// Nothing, or nothing any more.
    Nothing,
    /// A file is read: its name and how many percent.
    Reading(String, u8),
    /// The digest was taken and stored: of this file, which may be empty.
    Taken(String, bool),
    /// The file has the digest that stands there.
    Same(String),
    /// The file has another one, which is not stored: name and digest.
    Other(String, String),
    /// The file could not be read: name and what the browser said.
    Failed(String, String),
    /// A word on what was done.
    Said(&'static str),
}

/// Keeps a digest with the name of its file; an empty one, without a name, takes away what is there.
pub(super) type Keep = Rc<dyn Fn(&str, String)>;

/// A digest on the page. Cheap to clone.
#[derive(Clone)]
struct Field {
    /// What tells its ids from all others.
    id: String,
    /// The digest that is kept; empty while there is none.
    digest: Memo<String>,
    keep: Keep,
    doing: RwSignal<Doing>,
    /// Counts the files that were chosen: one that is chosen while another is read takes its place.
    turn: RwSignal<u32>,
}

/// The digest with what can be done about it. `key` tells its ids from all others, and `of` says in words what it is of.
pub(super) fn digest_field(key: &str, of: &str, digest: Memo<String>, keep: Keep) -> El {
    let id = format!("digest-{key}");
    let field = Field { id, digest, keep, doing: RwSignal::new(Doing::Nothing), turn: RwSignal::new(0) };
    let spoken = || spoken(&format!(" for {of}"));
    let shown = part(move || {
        let digest = digest.get();
        (!digest.is_empty())
            .then(|| el("p").with(el("span").class("label").with("SHA-256")).with(" ").with(groups(&digest)))
    });
    let copy = button("link", {
        let field = field.clone();
        move || field.copy()
    });
    let remove = button("link", {
        let field = field.clone();
        move || {
            (field.keep)("", String::new());
            field.doing.set(Doing::Said("The SHA-256 was removed."));
            page::focus(&field.chooser());
        }
    });
    let none = move || digest.with(String::is_empty);
    el("div")
        .class("digest")
        .with(shown)
        .with(
            el("div")
                .class("digest-tools")
                .with(field.chooser_parts().with(spoken()))
                .with(copy.with("Copy the SHA-256").with(spoken()).flag_live("hidden", none))
                .with(remove.with("Remove the SHA-256").with(spoken()).flag_live("hidden", none)),
        )
        .with(el("div").class("digest-said").attr("role", "status").with(part(move || {
            let doing = field.doing.get();
            untrack(|| field.told(doing))
        })))
}

impl Field {
    /// What finds the button for choosing a file.
    fn chooser(&self) -> String {
        format!("[id='{}']", self.id)
    }

    /// The button for choosing a file, with the input that it stands for before it.
    fn chooser_parts(&self) -> El {
        let file = format!("{}-file", self.id);
        let digest = self.digest;
        let field = self.clone();
        let input = el("input").attr("type", "file").attr("id", &file).attr("hidden", "");
        let input = input.on("change", move |event| field.clone().read(&event));
        let words = part(move || match digest.with(String::is_empty) {
            true => "Take the SHA-256 of a file",
            false => "Compare with a file",
        });
        let ask = button("quiet small", move || page::press(&file)).attr("id", &self.id);
        el("span").with(input).with(ask.with(words))
    }

    fn read(self, event: &ev::Event) {
        let own = self.turn.try_update(|turn| {
            *turn += 1;
            *turn
        });
        digest_chosen(event, move |name, how| {
            // Another file was chosen meanwhile, the reading was ended, or this part of the page is gone.
            if own.is_none() || self.turn.try_update(|turn| *turn) != own {
                return false;
            }
            self.doing.set(match how {
                Hashing::Reading(percent) => Doing::Reading(name.to_owned(), percent),
                Hashing::Failed(said) => Doing::Failed(name.to_owned(), said),
                Hashing::Done { sha256, is_empty } => self.taken(name, sha256, is_empty),
            });
            true
        });
    }

    fn taken(&self, name: &str, sha256: String, is_empty: bool) -> Doing {
        let name_of = name.to_owned();
        match self.digest.get_untracked() {
            before if before.is_empty() => {
                (self.keep)(name, sha256);
                Doing::Taken(name_of, is_empty)
            }
            before if before == sha256 => Doing::Same(name_of),
            _ => Doing::Other(name_of, sha256),
        }
    }

    fn copy(&self) {
        let doing = self.doing;
        page::copy(&self.digest.get_untracked(), move |is_taken| {
            let by_hand = "The browser did not copy it. Select the digits and copy them by hand.";
            let said = if is_taken { "The SHA-256 is on the clipboard." } else { by_hand };
            doing.try_update(|doing| *doing = Doing::Said(said));
        });
    }

    /// What is going on, in words, with what can be done about it.
    fn told(&self, doing: Doing) -> Option<El> {
        let name = |name: &str| el("strong").with(words(name));
        let line = |class: &str| el("p").class(class);
        Some(match doing {
            Doing::Nothing => return None,
            Doing::Said(said) => line("hint").with(said),
            Doing::Reading(file, percent) => {
                let field = self.clone();
                let stop = button("link", move || {
                    field.turn.update(|turn| *turn += 1);
                    field.doing.set(Doing::Said("Stopped. Nothing was stored."));
                    page::focus(&field.chooser());
                });
                let words = format!(": {percent} %. It is read here and sent nowhere.");
                line("hint").with("Reading ").with(name(&file)).with(words).with(" ").with(stop.with("Stop"))
            }
            Doing::Taken(file, is_empty) => {
                let empty = if is_empty { " The file is empty." } else { "" };
                line("hint").with("Taken from ").with(name(&file)).with(".").with(empty)
            }
            Doing::Same(file) => line("good").with("The file is the same: ").with(name(&file)).with("."),
            Doing::Failed(file, said) => line("wrong")
                .with("The browser could not read ")
                .with(name(&file))
                .with(format!(" ({}). Nothing was stored. Choose the file again.", visible(&said))),
            Doing::Other(file, sha256) => {
                let starts = el("dl").class("digest-starts");
                let start = |digest: &str| el("dd").with(el("code").with(format!("{} …", start_of(digest))));
                let kept = self.digest.get_untracked();
                let starts = starts
                    .with(pair(el("dt").with("Kept"), start(&kept)))
                    .with(pair(el("dt").with("Chosen"), start(&sha256)));
                let [field, other] = [(); 2].map(|()| self.clone());
                let replace = button("quiet small", move || {
                    (field.keep)("", sha256.clone());
                    field.doing.set(Doing::Said("Replaced."));
                    page::focus(&field.chooser());
                });
                let leave = button("link", move || {
                    other.doing.set(Doing::Said("Left as it was."));
                    page::focus(&other.chooser());
                });
                el("div")
                    .class("warning")
                    .with(el("p").with("This is another file: ").with(name(&file)).with("."))
                    .with(starts)
                    .with(
                        para("card-row")
                            .with(replace.with("Replace the SHA-256"))
                            .with(leave.with("Leave it as it is")),
                    )
            }
        })
    }
}

/// The first sixteen digits.
fn start_of(digest: &str) -> String {
    digest.chars().take(16).collect()
}

/// The digits in groups of eight, so that an eye can follow them. What is copied has no gaps: those are of the style sheet.
fn groups(digest: &str) -> El {
    let mut code = el("code").class("groups");
    let mut group = String::new();
    for digit in digest.chars() {
        group.push(digit);
        if group.chars().count() == 8 {
            code = code.with(el("span").with(std::mem::take(&mut group)));
        }
    }
    if group.is_empty() { code } else { code.with(el("span").with(group)) }
}
