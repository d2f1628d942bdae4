//! What asks for a second look at an answer that was carried over from another edition, and the word that it was given.

use super::card::focus_card;
use super::parts::{button, para, spoken};
use super::slot::Slot;
use crate::browser::dom::{El, el, part};
use crate::standard::{changed, edition};

/// What the editions changed about the requirement, with the button that ends the asking.
pub(super) fn second_look(slot: Slot) -> El {
    let Slot { state, clause, .. } = slot;
    let says = part(move || {
        state.words_here.track();
        let lead = |text: &str| el("p").with(el("strong").with("Second look: ")).with(text);
        let own = state.edition_now();
        let Some(row) = changed(own, clause) else {
            return vec![lead("this answer was carried over from another edition.")];
        };
        let is_newer = row.newer == own.id;
        let other = edition(if is_newer { row.older } else { row.newer }).map(|other| other.id).unwrap_or_default();
        let from = format!("this answer was carried over from edition {other}. ");
        vec![
            lead(&from),
            // The map tells what changed on the way to the newer edition.
            el("p")
                .with(el("span").class("label").with(format!("From {} to {}: ", row.older, row.newer)))
                .with(row.note),
        ]
    });
    let looked = button("quiet small", move || {
        slot.edit(|answer| answer.second_look = false);
        focus_card(clause);
    });
    el("div")
        .class("second-look")
        .with(says)
        .with(para("no-print").with(looked.with("Looked at again").with(spoken(&format!(" {clause}")))))
}
