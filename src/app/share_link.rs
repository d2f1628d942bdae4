//! The statuses as a link and as a QR code, and the whole as a longer link. Made only when asked.

use super::parts::{button, choice, para};
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::compress::{Stuck, pack};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock, page};
use crate::exchange::paper::{Markup, qr, qr_file};
use crate::exchange::{MOST_LINK, Reach, USUAL_LINK, document_name, long_link, long_link_text, reach, short_link};

/// What a link may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Statuses,
    Everything,
}

impl Holds {
    const fn label(self) -> &'static str {
        match self {
            Self::Statuses => "Statuses only",
            Self::Everything => "With everything written",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Statuses => {
                "Edition, class and the status of each requirement: short enough for a QR code. No names, product, notes or evidence."
            }
            Self::Everything => {
                "All that a file holds: names, product, notes, evidence, actions. Only snapshots stay here. A long link."
            }
        }
    }
}

/// A link that was made, or why there is none.
type Made = Result<(Holds, String), &'static str>;

/// The id of the field with the link.
const FIELD: &str = "shared-link";

pub(super) fn share_link(state: State) -> El {
    let holds = RwSignal::new(Holds::Statuses);
    let made: RwSignal<Option<Made>> = RwSignal::new(None);
    let said = RwSignal::new(String::new());
    let row = move |kind: Holds| {
        let pick = move || {
            holds.set(kind);
            made.set(None);
            said.set(String::new());
        };
        let words = el("span").with(el("strong").with(kind.label())).with(el("span").class("hint").with(kind.hint()));
        choice("link-holds", "link-kind", move || holds.get() == kind, pick).with(words)
    };
    let make = button("", move || {
        said.set(String::new());
        make(&state.assessment(), holds.get_untracked(), made);
    });
    el("section")
        .class("as-link")
        .attr("aria-labelledby", "as-link")
        .with(el("h2").attr("id", "as-link").with("As a link"))
        .with(para("").with(
            "The link holds the assessment itself: no server keeps it. What stands behind # in an address is not sent to \
             a web server.",
        ))
        .with(
            el("fieldset")
                .class("choices no-print")
                .with(el("legend").with("What the link holds"))
                .with(vec![row(Holds::Statuses), row(Holds::Everything)]),
        )
        .with(para("buttons no-print").with(make.with("Make the link")))
        .with(part(move || {
            made.get().map(|made| {
                untrack(|| match made {
                    Ok((holds, link)) => shown(state, holds, &link, said),
                    Err(why) => refused(state, why),
                })
            })
        }))
        .with(para("hint said").attr("role", "status").with(live(move || said.get())))
}

fn make(assessment: &Assessment, holds: Holds, made: RwSignal<Option<Made>>) {
    let show = move |link: &str| {
        made.set(Some(Ok((holds, format!("{}#/l/{link}", address::of_page())))));
        page::focus(&format!("#{FIELD}"));
    };
    match holds {
        Holds::Statuses => show(&short_link(assessment, &clock::today())),
        Holds::Everything => {
            let text = long_link_text(assessment, &clock::now());
            pack(text.into_bytes(), move |packed| match packed {
                Ok(packed) if packed.len() / 3 * 4 < MOST_LINK => show(&long_link(&packed)),
                Ok(_) => made.set(Some(Err(
                    "The link would have more than a million characters, and browsers refuse to open it.",
                ))),
                Err(Stuck::Missing | Stuck::Damaged | Stuck::TooLarge) => {
                    made.set(Some(Err("This browser cannot pack the text into a link: it is too old for that.")))
                }
            });
        }
    }
}

fn refused(state: State, why: &'static str) -> El {
    el("div")
        .class("warning")
        .attr("role", "alert")
        .with(el("p").with(why).with(" Hand the file over in its place."))
        .with(para("buttons").with(button("quiet", move || state.save_file()).with("Save file")))
}

/// `12,345`.
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

fn size_words(length: usize) -> String {
    let size = format!("{} characters.", grouped(length));
    if length <= USUAL_LINK {
        return format!("{size} Mail, chat and documents take it as it is.");
    }
    format!(
        "{size} Many mail and chat programs, Excel too, break links over about {} characters. Try it first, or hand the \
         file over.",
        grouped(USUAL_LINK)
    )
}

fn shown(state: State, holds: Holds, link: &str, said: RwSignal<String>) -> El {
    let copy = {
        let link = link.to_owned();
        button("", move || {
            page::copy(&link, move |is_taken| {
                if is_taken {
                    said.set("Copied. Paste it where you want to send it.".to_owned());
                } else {
                    page::select_text(FIELD);
                    said.set(
                        "The browser did not let the page copy. The link is selected: press Ctrl+C, on a Mac ⌘C."
                            .to_owned(),
                    );
                }
            });
        })
    };
    let field = el("textarea").attr("id", FIELD).attr("rows", "3").attr("readonly", "").attr("spellcheck", "false");
    let field = field.attr("aria-describedby", "link-size link-secret").attr("dir", "ltr");
    let value = link.to_owned();
    let secret = match holds {
        Holds::Statuses => "A link is not secret: whoever has it can read the statuses in it, now and later.",
        Holds::Everything => "A link is not secret: whoever has it can read everything in it, now and later.",
    };
    let near = match reach(&address::of_page()) {
        Reach::Page => None,
        Reach::Computer => Some("This page comes from this computer only, so the link works only on this computer."),
        Reach::File => Some(
            "This page is a file on this computer, so the link works only where the same file lies in the same place.",
        ),
    };
    el("div")
        .class("link-made")
        .with(
            el("div")
                .class("field")
                .with(el("label").attr("for", FIELD).with("Link"))
                .with(field.value_live(move || value.clone())),
        )
        .with(para("hint").attr("id", "link-size").with(size_words(link.chars().count())))
        .with(para("warning").attr("id", "link-secret").with(secret))
        .with(near.map(|near| para("warning").with(near)))
        .with(para("buttons no-print").with(copy.with("Copy the link")))
        .with(code(state, link))
}

/// The link as a QR code, or why there is none.
fn code(state: State, link: &str) -> El {
    let words = "QR code of the link above";
    let Some(drawn) = qr(link, words) else {
        return para("hint").with(
            "There is no QR code: the link is too long for one that a telephone can scan. The link with statuses only \
             has one.",
        );
    };
    let save = {
        let drawn: Markup = drawn.clone();
        button("quiet", move || {
            let name = document_name(&state.assessment(), &clock::today(), "-link.svg");
            state.hand_over(&name, "image/svg+xml", &qr_file(&drawn));
        })
    };
    el("figure")
        .class("qr-frame")
        .with(drawn)
        .with(el("figcaption").with("Scan it with a telephone or a tablet to open the link there."))
        .with(
            para("buttons no-print")
                .with(save.with("Save as SVG"))
                .with(button("quiet", page::print).with("Print this page")),
        )
}
