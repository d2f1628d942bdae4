//! Taking a review in: the file, what becomes of what is in it, and the decision. Nothing changes before that.

use super::parts::{button, count, para, words};
use super::review_parts::{reviewer_name, seal_words};
use super::state::State;
use crate::assessment::{Assessment, Remarked, visible};
use crate::browser::dom::{El, el, part};
use crate::browser::files::{self, Handed};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::exchange::{Digest, Fate, Kind, Opened, TakenReview, kind_of, read_file, take_review};

/// What a file turned out to be.
#[derive(Clone, PartialEq)]
struct Handover {
    name: String,
    found: Result<Found, String>,
}

#[derive(Clone, PartialEq)]
struct Found {
    copy: Assessment,
    taken: Vec<TakenReview>,
    digest: Digest,
    /// How many places in the file could not be used.
    notices: usize,
}

pub(super) fn take_in(state: State) -> El {
    let handed: RwSignal<Option<Handover>> = RwSignal::new(None);
    let outcome = part(move || {
        handed.get().map(|Handover { name, found }| {
            // Somebody who cannot see the view change is taken to what is new in it.
            page::focus("#review-in");
            untrack(|| match found {
                Ok(found) => preview(state, handed, &name, found),
                Err(why) => el("div")
                    .class("error")
                    .attr("role", "alert")
                    .with(el("h3").attr("id", "review-in").attr("tabindex", "-1").with("This cannot be taken in"))
                    .with(el("p").with(el("strong").with(words(&name))).with(": ").with(visible(&why)))
                    .with(el("p").with("Nothing was stored or changed.")),
            })
        })
    });
    let file = el("input").attr("id", "review-file").attr("type", "file").attr("accept", ".json,application/json");
    let file = file.on("change", move |event| {
        files::chosen(&event, move |file| handed.set(Some(look(state, file))));
    });
    el("section")
        .class("stack no-print take-review")
        .attr("aria-labelledby", "take-in")
        .with(el("h2").attr("id", "take-in").with("Take a review in"))
        .with(outcome)
        .with(
            el("div")
                .class("drop")
                .with(el("label").attr("for", "review-file").with("Choose the review file"))
                .with(file)
                .with(
                    para("hint").with("You see first what is in it. Only the review is taken in; your answers stay."),
                ),
        )
}

fn look(state: State, file: Handed) -> Handover {
    let read = |bytes: Vec<u8>| match kind_of(&bytes) {
        Kind::Locked => {
            Err("This file is locked. Open it from the start page with its passphrase, save the review file \
                             there, and take that in."
                .to_owned())
        }
        Kind::Backup => Err("This is a backup. Restore it from the start page.".to_owned()),
        Kind::Assessment => read_file(&bytes).map_err(|refusal| refusal.to_string()),
    };
    let bytes = file.bytes.map_err(|said| format!("The browser could not read the file ({said}). Choose it again."));
    let found = bytes.and_then(read).and_then(|opened| {
        let Opened { assessment: copy, digest, notices, .. } = opened;
        let taken = take_review(&mut state.assessment(), &copy).map_err(|refusal| refusal.to_string())?;
        Ok(Found { copy, taken, digest, notices: notices.len() })
    });
    Handover { name: file.name, found }
}

fn preview(state: State, handed: RwSignal<Option<Handover>>, name: &str, found: Found) -> El {
    let Found { copy, taken, digest, notices } = found;
    let changes = taken.iter().filter(|one| matches!(one.fate, Fate::New | Fate::Newer)).count();
    let rows: Vec<El> = taken.iter().map(one).collect();
    let by_hand = (digest != Digest::Fits).then(|| {
        para("warning").with(el("strong").with("The digest does not fit. ")).with(
            "The file was changed after it was saved, by hand, by another program, or on the way. Look it over first.",
        )
    });
    let unread = (notices > 0).then(|| {
        let many = count(notices, "place", "places");
        para("warning").with(format!("{many} in the file could not be used. Open it from the start page to see which."))
    });
    let take = (changes > 0).then(|| {
        button("", move || {
            let now = &copy;
            // Looked at again: another tab may have changed the reviews meanwhile.
            state.edit_head(|head| {
                let _ = take_review(head, now);
            });
            handed.set(None);
            page::focus("#reviews");
        })
        .with("Take it in")
    });
    let cancel = button("quiet", move || {
        handed.set(None);
        page::focus("#review-file");
    });
    let nothing = (changes == 0).then(|| para("").with("There is nothing in it to take in."));
    el("section")
        .class("preview stack")
        .attr("aria-labelledby", "review-in")
        .with(el("h3").attr("id", "review-in").attr("tabindex", "-1").with("What is in ").with(words(name)))
        .with(rows)
        .with(by_hand)
        .with(unread)
        .with(nothing)
        .with(para("buttons").with(take).with(cancel.with(if changes > 0 { "Cancel" } else { "Close" })))
}

/// A review in the file, and what becomes of it.
fn one(taken: &TakenReview) -> El {
    let TakenReview { review, fate, changed, lost, .. } = taken;
    let fate = match fate {
        Fate::New => "New here: it is added.",
        Fate::Newer => "You have an earlier state of it. This one takes its place; your replies stay.",
        Fate::Same => "The same is here already. Nothing changes.",
        Fate::Older => "A later state of it is here already, which stays.",
        Fate::Doubtful => "The one that you have is as it was signed, and this one is not. Yours stays.",
    };
    let counts = Remarked::of(&review.remarks);
    let many = match counts.total() {
        0 => "No remark.".to_owned(),
        _ => format!("{}.", counts.kinds_in_words()),
    };
    let changed = (*changed > 0).then(|| {
        let verb = if *changed == 1 { "is about an answer" } else { "are about answers" };
        para("hint").with(format!("{} {verb} that changed since.", count(*changed, "remark", "remarks")))
    });
    let lost = (!lost.is_empty()).then(|| {
        let list: Vec<El> = lost
            .iter()
            .map(|remark| el("li").with(format!("{}: ", remark.clause)).with(words(&remark.reply)))
            .collect();
        el("div")
            .class("warning")
            .with(para("").with("The reviewer took these remarks away, so your replies to them go too:"))
            .with(el("ul").with(list))
    });
    el("div")
        .class("one-review")
        .with(el("h4").with(reviewer_name(review)))
        .with(seal_words(review))
        .with(para("").with(many))
        .with(para("").with(el("strong").with(fate)))
        .with(changed)
        .with(lost)
}
