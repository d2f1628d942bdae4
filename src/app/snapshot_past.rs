//! One snapshot as it stood: a document of the past, to read, print and save. Nothing here can be changed.

use super::parts::{button, link, para, words};
use super::route::{Place, Route};
use super::snapshots::{View, lost_words};
use crate::assessment::Snapshot;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::paper::{Document, Made, STYLE, body, html, past_paper};
use crate::exchange::{Found, Lost, assessment_digest, document_name, snapshot_state};

pub(super) fn past(view: View, taken: &str) -> El {
    let whole = view.state.assessment();
    let known = whole.snapshots.iter().find(|known| known.taken == taken);
    let found = known.ok_or(Lost::Unknown).and_then(|known| Ok((known, snapshot_state(&whole, taken)?)));
    let back = link(&Route::link(&view.state.id_now(), Place::Snapshots)).class("button quiet").with("All snapshots");
    let heading = el("h2").attr("id", "past").attr("tabindex", "-1");
    match found {
        Ok((known, found)) => shown(view, known, found, heading, back),
        Err(lost) => {
            let name = if known.is_some() { view.name(taken) } else { "No such snapshot".to_owned() };
            let sentence = el("p").with(lost_words(lost));
            el("div").class("stack").with(heading.with(words(&name))).with(sentence).with(para("buttons").with(back))
        }
    }
}

fn shown(view: View, known: &Snapshot, found: Found, heading: El, all: El) -> El {
    let (state, taken, when) = (view.state, known.taken.clone(), view.when(&known.taken));
    let mut ways = para("buttons").with(all);
    ways = ways.with(link(&view.compare(&taken)).class("button quiet").with("Compare with now"));
    let own = taken.clone();
    ways = ways.with(button("quiet", move || view.ask_to_go_back(&own)).with("Go back to it"));
    let stands = format!(
        "This is the past: how everything stood on {when}. Nothing on this page can be changed; your assessment of today \
         is untouched."
    );
    let mut top =
        el("div").class("past no-print").with(heading.with(words(&view.name(&taken)))).with(el("p").with(stands));
    if !found.is_intact {
        top = top.with(
            el("p")
                .class("warning")
                .with("This snapshot was changed outside the page: its content does not fit its digest."),
        );
    }
    let paper = StoredValue::new((known.clone(), found, when));
    let save = button("quiet", move || {
        paper.with_value(|(known, found, when)| {
            let name = document_name(&found.assessment, &known.taken, "-snapshot.html");
            state.hand_over(&name, "text/html;charset=utf-8", &html(&document(known, found, when)));
        });
    });
    ways = ways.with(save.with("Save as one HTML file")).with(button("quiet", page::print).with("Print"));
    let sheet = part(move || {
        // What is explained comes with the words.
        state.words_here.track();
        untrack(|| paper.with_value(|(known, found, when)| body(&document(known, found, when))))
    });
    let place = el("div").class("sheet");
    place.apart(STYLE).add(sheet);
    el("div").class("stack").with(top.with(ways)).with(place)
}

fn document(known: &Snapshot, found: &Found, when: &str) -> Document {
    let (now, digest) = (clock::now(), assessment_digest(&found.assessment));
    let day = known.taken.get(..10).unwrap_or_default();
    let made = Made { now: &now, today: day, version: env!("CARGO_PKG_VERSION"), digest: &digest };
    past_paper(known, found, when, &made)
}
