//! The end of a review: who says it, a word on the whole, the signature, and the file for the maker.

use super::parts::{Field, button, count, para, text_field};
use super::review_parts::seal_words;
use super::review_write::own;
use super::state::State;
use crate::assessment::{RemarkKind, Remarked, Review};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::{document_name, sign_review, write_file};

pub(super) fn sign_off(state: State) -> El {
    let is_there = state.head.with_untracked(|head| head.own_review().is_some());
    let section = el("section")
        .class("stack sign-off")
        .attr("aria-labelledby", "sign")
        .with(el("h2").attr("id", "sign").attr("tabindex", "-1").with("Sign and hand back"));
    if !is_there {
        return section.with(para("warning").with(
            "The review that this copy was opened for is not in it: the file was changed by hand or by another program. Open \
             the maker\u{2019}s file for review again.",
        ));
    }
    let is_signed = Memo::new(move |_| own(state, Review::is_signed));
    let is_lacking = RwSignal::new(false);
    section
        .with(part(move || match is_signed.get() {
            true => untrack(|| signed(state)),
            false => untrack(|| vec![fields(state, is_lacking), to_sign(state, is_lacking)]),
        }))
        .with(hand_back(state))
}

fn fields(state: State, is_lacking: RwSignal<bool>) -> El {
    let field = |name: &'static str, field: Field, access: fn(&mut Review) -> &mut String| {
        let read = Memo::new(move |_| own(state, |review| std::mem::take(access(&mut review.clone()))));
        text_field(
            &format!("review-{name}"),
            field,
            move || read.get(),
            move |typed| {
                is_lacking.set(false);
                state.edit_review(|review| {
                    review.edit(&clock::now(), |review| *access(review) = typed);
                });
            },
        )
    };
    let [name, role, whole] = [
        ("Your name", "", 0),
        ("Your role", "Such as consultant, internal auditor, notified body", 0),
        ("On the whole", "What the maker should know first", 4),
    ]
    .map(|(label, hint, rows)| Field { label, hint, rows, is_date: false });
    el("div")
        .class("stack sign-fields")
        .with(field("name", name, |review| &mut review.reviewer))
        .with(field("role", role, |review| &mut review.role))
        .with(field("summary", whole, |review| &mut review.summary))
}

fn to_sign(state: State, is_lacking: RwSignal<bool>) -> El {
    let sign = button("", move || {
        let mut is_done = false;
        state.edit_review(|review| is_done = sign_review(review, &clock::now()));
        is_lacking.set(!is_done);
        page::focus(if is_done { "#withdraw" } else { "#review-name" });
    });
    let bare =
        Memo::new(move |_| own(state, |review| review.remarks.iter().filter(|remark| !remark.is_said()).count()));
    let said = part(move || {
        let bare = bare.get();
        (bare > 0).then(|| {
            let many = count(bare, "remark has", "remarks have");
            para("warning").with(format!("{many} no words yet. Say what you mean before you sign, or remove them."))
        })
    });
    let lacking = part(move || is_lacking.get().then(|| para("error").with("Write your name first.")));
    el("div")
        .class("stack")
        .with(said)
        .with(el("div").attr("role", "alert").with(lacking))
        .with(para("hint").with(
            "Signing puts your name, the time and a seal on the review. The seal shows whether the review was changed afterwards; \
             it does not prove who you are. You can take the signature back.",
        ))
        .with(para("buttons").with(sign.with("Sign the review")))
}

fn signed(state: State) -> Vec<El> {
    let review = state.head.with_untracked(|head| head.own_review().cloned());
    let Some(review) = review else { return Vec::new() };
    let withdraw = button("quiet", move || {
        state.edit_review(|review| review.withdraw_signature(&clock::now()));
        page::focus("#review-name");
    });
    let withdraw = withdraw.attr("id", "withdraw").with("Take the signature back");
    let row = |name: &'static str, text: &str| {
        let value = el("dd").class("text").with(super::parts::words(text.trim()));
        (!text.trim().is_empty()).then(|| super::parts::pair(el("dt").with(name), value))
    };
    let facts = el("dl")
        .class("facts-list")
        .with(row("Reviewer", &review.reviewer))
        .with(row("Role", &review.role))
        .with(row("On the whole", &review.summary));
    vec![facts, seal_words(&review), para("buttons no-print").with(withdraw)]
}

/// The file for the maker.
fn hand_back(state: State) -> El {
    let save = button("", move || {
        let now = clock::now();
        let assessment = state.assessment();
        let name = document_name(&assessment, &clock::today(), "-review.iec62304.json");
        if state.download(&name, &write_file(&assessment, &now)) {
            state.file_at.set(now);
            state.save();
        }
    });
    let counts = Memo::new(move |_| own(state, |review| Remarked::of(&review.remarks)));
    let words = live(move || {
        let counts: Remarked = counts.get();
        match counts.total() {
            0 => "There is no remark yet.".to_owned(),
            total if counts.of_kind(RemarkKind::Agree) == total => format!("In it: {}.", counts.kinds_in_words()),
            total => format!("In it: {}, {}.", count(total, "remark", "remarks"), counts.kinds_in_words()),
        }
    });
    let is_signed = Memo::new(move |_| own(state, Review::is_signed));
    let unsigned = live(move || match is_signed.get() {
        true => String::new(),
        false => " It is not signed yet.".to_owned(),
    });
    el("div")
        .class("stack")
        .with(para("").with(words).with(unsigned))
        .with(para("buttons no-print").with(save.with("Save the review file")))
        .with(para("hint no-print").with("Hand it to the maker, who takes it in under Share, Review."))
}
