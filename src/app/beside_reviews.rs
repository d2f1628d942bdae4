//! What reviewers say on one requirement, beside its answer, and how far the reply is.

use super::parts::{count, link, para};
use super::review_parts::{changed_words, is_changed_since, remark_to_read, reviewer_name};
use super::route::{Place, Route};
use super::slot::Slot;
use super::state::State;
use crate::assessment::{Remark, RemarkState, Remarked, Review};
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;

/// The remarks on a requirement, with a way to the view where they are answered.
pub(super) fn beside_reviews(slot: Slot) -> El {
    let Slot { state, clause, .. } = slot;
    let said = Memo::new(move |_| {
        state.read(|head| {
            head.remarks_on(clause)
                .map(|(review, remark)| (Review { remarks: Vec::new(), ..review.clone() }, remark.clone()))
                .collect::<Vec<(Review, Remark)>>()
        })
    });
    el("div").class("beside-reviews").with(part(move || {
        said.with(|said| {
            if said.is_empty() {
                return None;
            }
            let row = |(review, remark): &(Review, Remark)| {
                let since = is_changed_since(state, review, remark).then(changed_words);
                el("li").with(remark_to_read(remark, Some(reviewer_name(review)))).with(since)
            };
            let rows: Vec<El> = said.iter().map(row).collect();
            let is_open = said.iter().any(|(_, remark)| remark.state() == Some(RemarkState::Open));
            let way = if is_open { "Reply in Review" } else { "See it in Review" };
            let list = el("ul").class("beside-list").with(rows);
            let name = format!("Remarks on {clause}");
            let way = link(&Route::link(&state.id_now(), Place::Review)).with(way);
            Some(
                el("div")
                    .class("stack")
                    .attr("role", "group")
                    .attr("aria-label", &name)
                    .with(list)
                    .with(para("").with(way)),
            )
        })
    }))
}

/// The line of the overview: how many remarks there are and how far they are answered; nothing without a review.
pub(super) fn reviews_line(state: State) -> El {
    let counts = Memo::new(move |_| state.read(|head| (head.reviews.len(), head.remarked())));
    el("div").with(part(move || {
        let (reviews, remarked): (usize, Remarked) = counts.get();
        (reviews > 0).then(|| {
            let states = remarked.states_in_words();
            let states = if states.is_empty() { String::new() } else { format!(": {states}") };
            let words = format!(
                "{}, {}{states}. ",
                count(reviews, "review", "reviews"),
                count(remarked.total(), "remark", "remarks")
            );
            let way = link(&Route::link(&state.id_now(), Place::Review)).class("no-print").with("See the remarks");
            el("section")
                .attr("aria-labelledby", "by-reviewers")
                .with(el("h2").attr("id", "by-reviewers").with("Reviews"))
                .with(el("p").with(words).with(way))
        })
    }))
}
