//! What the views of reviews share: kinds and states of remarks as signs, the seal in words, a remark to be read.

use super::parts::{para, words};
use super::state::State;
use crate::assessment::{Assessment, Remark, RemarkKind, RemarkState, Review};
use crate::browser::clock;
use crate::browser::dom::{El, el, svg};
use crate::exchange::{Seal, Since, check_seal, since_reviewed};

/// The kind of a remark: its shape and its word.
pub(super) fn kind_sign(kind: RemarkKind) -> El {
    let path = match kind {
        RemarkKind::Agree => "M6.4 12.2 2.6 8.4l1.3-1.3 2.5 2.5 5.7-5.7 1.3 1.3z",
        RemarkKind::Observation => "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8z",
        RemarkKind::Minor => "M8 1.2 15.4 14.4H.6zM8 4.9 3.7 12.6h8.6z",
        RemarkKind::Major => "M8 1.2 15.4 14.4H.6zM7.1 6v4.2h1.8V6zm0 5.2v1.6h1.8v-1.6z",
        RemarkKind::Question => {
            "M4.6 5.4C4.7 3.3 6.1 2 8.1 2s3.4 1.2 3.4 3c0 1.4-.7 2.1-1.7 2.8-.8.6-1 .9-1 1.8v.5H7.1v-.7c0-1.4.4-2 1.5-2.8.8-.5 \
             1-.9 1-1.5 0-.8-.6-1.4-1.6-1.4S6.4 4.400 6.300 5.400zM7 11.600h1.900V14H7z"
        }
    };
    let path = svg("path").attr("fill-rule", "evenodd").attr("d", path);
    let mark = svg("svg").class("mark").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path);
    el("span").class("remark-kind").attr("data-kind", kind.key()).with(mark).with(kind.label())
}

/// How far the maker is with a remark; nothing where it wants no reply.
pub(super) fn state_sign(remark: &Remark) -> Option<El> {
    let state = remark.state()?;
    let class = match state {
        RemarkState::Open => "tag not-started",
        RemarkState::Answered => "tag",
        RemarkState::Closed => "tag complete",
    };
    Some(el("span").class(class).with(state.label()))
}

/// Whether a review is signed, by whom and when, and whether it is as it was then.
pub(super) fn seal_words(review: &Review) -> El {
    let when = clock::for_people(&review.signed);
    match check_seal(review) {
        Seal::None => para("hint").with("Not signed yet, so it may still change."),
        Seal::Fits => para("good").with(format!("Signed {when}. It is as it was signed.")),
        Seal::Broken => para("warning").with(el("strong").with("Changed after it was signed. ")).with(
            "The seal does not fit what it says: somebody or something changed it on the way. Ask the reviewer for the review \
             file as it was saved.",
        ),
    }
}

/// Who reviews, and as what.
pub(super) fn reviewer_name(review: &Review) -> El {
    let role = (!review.role.trim().is_empty()).then(|| el("span").class("role").with(", ").with(words(&review.role)));
    el("span").with(words(&review.display_name())).with(role)
}

/// What tells two reviews of one name apart; nothing where the name is the only one of its kind.
pub(super) fn told_apart(assessment: &Assessment, review: &Review) -> Option<El> {
    let many = assessment.namesakes(review);
    (many > 1).then(|| {
        para("hint").with(format!(
            "{many} reviews carry this name, maybe of {many} people. This one was begun {} and has the number {}.",
            clock::for_people(&review.begun),
            review.id
        ))
    })
}

/// Whether the answer of a remark changed since it was reviewed. Follows the answer.
pub(super) fn is_changed_since(state: State, review: &Review, remark: &Remark) -> bool {
    let Some(cell) = state.cell(remark.clause) else { return false };
    cell.answer.with(|answer| since_reviewed(Some(answer), review, remark)) == Since::Changed
}

/// Said where it did.
pub(super) fn changed_words() -> El {
    para("changed-since").with(el("strong").with("The answer changed since it was reviewed."))
}

/// A remark with its reply, to be read: `by` says whose it is.
pub(super) fn remark_to_read(remark: &Remark, by: Option<El>) -> El {
    let lead = el("p").class("remark-lead").with(kind_sign(remark.kind)).with(by).with(state_sign(remark));
    let text = (!remark.text.trim().is_empty()).then(|| para("remark-text").with(words(remark.text.trim())));
    let reply = (!remark.reply.trim().is_empty()).then(|| {
        let when = clock::for_people(&remark.replied);
        let lead = if when.is_empty() { "Reply: ".to_owned() } else { format!("Reply, {when}: ") };
        para("remark-reply").with(el("strong").with(lead)).with(words(remark.reply.trim()))
    });
    el("div").class("remark").attr("data-kind", remark.kind.key()).with(lead).with(text).with(reply)
}
