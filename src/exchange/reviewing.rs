//! The life of a review in a copy: beginning it, signing it, and seeing whether it or an answer changed since.
//!
//! What belongs here: what a review takes digests for. Never here: the rules of remarks (`assessment`), and how a review
//! comes back to the maker (`taken_review`).

use super::digest::sha256_hex;
use super::json;
use super::state::state_digest;
use super::write::{Members, answer_json};
use crate::assessment::{Answer, Assessment, Json, Origin, OriginKind, Remark, Review, ReviewId, is_later};

/// Why a file cannot be opened for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReview {
    /// Something was taken out of it, so a review of it could not come back.
    Scrubbed,
}

impl NoReview {
    /// What a person is told, with what to do instead.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Scrubbed => {
                "Something was taken out of this copy before it was handed on, so a review of it could not come back to the \
                 maker. Ask for a file that holds all of it."
            }
        }
    }
}

/// A copy to be reviewed, under an id of its own: its answers are the maker's, and what it adds is the review with this id.
/// The review of a copy for review goes back to the same maker.
///
/// # Errors
/// Why it cannot be reviewed.
pub fn begin_review(assessment: &Assessment, id: String, review: ReviewId, now: &str) -> Result<Assessment, NoReview> {
    if !assessment.scrubbed.is_empty() {
        return Err(NoReview::Scrubbed);
    }
    let digest = state_digest(assessment);
    let maker = assessment.origin.as_ref().filter(|_| assessment.is_under_review());
    let mut copy = assessment.clone();
    copy.id = id;
    copy.reviewing = Some(review);
    copy.origin = Some(Origin {
        kind: OriginKind::Review,
        id: maker.map_or(&assessment.id, |maker| &maker.id).clone(),
        title: maker.map_or_else(|| assessment.display_title(), |maker| maker.title.clone()),
        edition: assessment.edition.id.to_owned(),
        digest: digest.clone(),
        at: now.to_owned(),
        unknown: Vec::new(),
    });
    copy.reviews.retain(|known| known.id != review);
    copy.reviews.push(Review::new(review, digest, now));
    Ok(copy)
}

/// The SHA-256 of an answer, without its times: the same as long as nobody changed it. That of no answer is that of an
/// empty one.
#[must_use]
pub fn answer_digest(clause: crate::standard::Clause, answer: Option<&Answer>) -> String {
    let mut answer = answer.cloned().unwrap_or_default();
    answer.changed.clear();
    for part in &mut answer.parts {
        part.answer.changed.clear();
    }
    sha256_hex(&json::canonical(&answer_json(clause, &answer)))
}

/// Whether the maker changed an answer after a remark on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// It is as it was.
    Same,
    /// It is another one.
    Changed,
}

/// Whether the answer that a remark is about changed since. Where the remark does not tell which answer it saw, by the
/// time at which the review was begun.
#[must_use]
pub fn since_reviewed(answer: Option<&Answer>, review: &Review, remark: &Remark) -> Since {
    let is_other = if remark.of.is_empty() {
        let changed = answer.map_or("", |answer| answer.changed.as_str());
        !review.begun.is_empty() && is_later(changed, &review.begun)
    } else {
        answer_digest(remark.clause, answer) != remark.of
    };
    if is_other { Since::Changed } else { Since::Same }
}

/// Whether a review is as it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It is not signed.
    None,
    /// It is as it was signed.
    Fits,
    /// It was changed after it was signed, by hand, by another program, or on the way.
    Broken,
}

/// Signs a review: the time and the seal. Nothing where it has no name, or is signed already. Whether it did.
pub fn sign_review(review: &mut Review, now: &str) -> bool {
    if review.reviewer.trim().is_empty() || review.is_signed() {
        return false;
    }
    now.clone_into(&mut review.signed);
    now.clone_into(&mut review.changed);
    review.seal = seal_of(review);
    true
}

/// The SHA-256 over the canonical form (RFC 8785) of what the reviewer said: without the maker's replies, and without the
/// seal itself.
#[must_use]
pub fn seal_of(review: &Review) -> String {
    sha256_hex(&said(review))
}

/// Whether the seal fits what the review says.
#[must_use]
pub fn check_seal(review: &Review) -> Seal {
    match (review.signed.is_empty(), review.seal.is_empty()) {
        (true, true) => Seal::None,
        (false, false) if review.seal == seal_of(review) => Seal::Fits,
        _ => Seal::Broken,
    }
}

/// What the reviewer said, in its canonical form. Exactly these members, so that what later versions add breaks no seal.
pub(super) fn said(review: &Review) -> String {
    let remarks = review.remarks.iter().map(remark_json);
    let said = Members::new()
        .text("id", &review.id.to_string())
        .text("reviewer", &review.reviewer)
        .text("role", &review.role)
        .text("summary", &review.summary)
        .text("begun", &review.begun)
        .text("signed", &review.signed)
        .text("of", &review.of)
        .list("remarks", remarks)
        .object();
    json::canonical(&said)
}

fn remark_json(remark: &Remark) -> Json {
    Members::new()
        .text("id", &remark.id.to_string())
        .text("clause", &remark.clause.to_string())
        .text("kind", remark.kind.key())
        .text("text", &remark.text)
        .text("changed", &remark.changed)
        .text("of", &remark.of)
        .object()
}
