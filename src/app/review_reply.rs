//! A remark with the maker's reply to it.

use super::parts::{Field, checkbox, para, text_field, words};
use super::review_maker::Desk;
use super::review_parts::{changed_words, is_changed_since, kind_sign, reviewer_name, state_sign};
use super::state::State;
use crate::assessment::{Remark, RemarkId, RemarkKind, Review, ReviewId};
use crate::browser::clock;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::standard::Clause;

/// Which remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) review: ReviewId,
    pub(super) remark: RemarkId,
}

impl Spot {
    /// A word for it; neither id holds a space.
    pub(super) fn key(self) -> String {
        format!("{} {}", self.review, self.remark)
    }

    pub(super) fn of_key(key: &str) -> Option<Self> {
        let (review, remark) = key.split_once(' ')?;
        Some(Self { review: ReviewId::new(review)?, remark: RemarkId::new(remark)? })
    }

    /// Reads the remark with its review.
    pub(super) fn read<T: Default>(self, state: State, read: impl FnOnce(&Review, &Remark) -> T) -> T {
        state.read(|head| {
            let review = head.review(self.review);
            review.and_then(|review| Some(read(review, review.remark(self.remark)?))).unwrap_or_default()
        })
    }
}

/// A remark, what became of the answer since, and the reply.
pub(super) fn remark_with_reply(desk: Desk, clause: Clause, spot: Spot) -> El {
    let state = desk.state;
    let is_changed = Memo::new(move |_| spot.read(state, |review, remark| is_changed_since(state, review, remark)));
    let remark = Memo::new(move |_| spot.read(state, |_, remark| Some(remark.clone())));
    let by = spot.read(state, |review, _| Some(reviewer_name(review)));
    let kind = Memo::new(move |_| spot.read(state, |_, remark| Some(remark.kind)));
    let lead = el("p")
        .class("remark-lead")
        .with(part(move || kind.get().map(kind_sign)))
        .with(by)
        .with(part(move || remark.with(|remark| remark.as_ref().and_then(state_sign))));
    let text = Memo::new(move |_| spot.read(state, |_, remark| remark.text.trim().to_owned()));
    let said = part(move || text.with(|text| (!text.is_empty()).then(|| para("remark-text").with(words(text)))));
    let since = part(move || is_changed.get().then(changed_words));
    let wants_reply = Memo::new(move |_| kind.get().is_some_and(|kind| kind != RemarkKind::Agree));
    let reply = part(move || wants_reply.get().then(|| untrack(|| reply(desk, clause, spot))));
    el("fieldset")
        .class("remark")
        .attr_live("data-kind", move || kind.get().map(|kind| kind.key().to_owned()))
        .with(el("legend").class("sr").with(format!("Remark on {clause}")))
        .with(lead)
        .with(said)
        .with(since)
        .with(reply)
}

fn reply(desk: Desk, clause: Clause, spot: Spot) -> El {
    let state = desk.state;
    let text = Memo::new(move |_| spot.read(state, |_, remark| remark.reply.clone()));
    let is_closed = Memo::new(move |_| spot.read(state, |_, remark| remark.closed));
    let replied = Memo::new(move |_| spot.read(state, |_, remark| remark.replied.clone()));
    let id = format!("reply-{}-{}", spot.review, spot.remark);
    let field = Field { label: "Reply", hint: "", rows: 2, is_date: false };
    let typed = move |typed: String| {
        desk.touch(spot);
        state.edit_head(|head| head.reply(spot.review, spot.remark, typed, &clock::now()));
    };
    let close = checkbox(
        move || is_closed.get(),
        move |is_on| {
            desk.touch(spot);
            state.edit_head(|head| head.close_remark(spot.review, spot.remark, is_on, &clock::now()));
        },
    );
    let when = part(move || {
        let when = clock::for_people(&replied.get());
        (!when.is_empty()).then(|| el("span").class("hint").with(format!("Changed {when}")))
    });
    let close = close.with("Closed: nothing is left to do").with(el("span").class("sr").with(format!(" on {clause}")));
    el("div")
        .class("reply")
        .with(text_field(&id, field, move || text.get(), typed))
        .with(el("div").class("card-row").with(close).with(when))
}
