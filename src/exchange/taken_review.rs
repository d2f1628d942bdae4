//! A review that comes back: from the copy that was opened for it into the maker's assessment.
//!
//! What belongs here: what is taken in, what is not, and why. Taking in the same twice changes nothing, and the order of two
//! reviews does not matter. Never here: answers; none is ever taken out of a copy for review.

use super::reviewing::{Seal, Since, check_seal, said, since_reviewed};
use crate::assessment::{Assessment, OriginKind, Remark, Review, ReviewId, sortable};
use std::fmt;

/// Why nothing is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRefusal {
    /// It is no copy that was opened for review.
    NotAReview,
    /// It is a copy for review of another assessment, of this title.
    Other(String),
    /// Something was taken out of the copy.
    Scrubbed,
    /// This is a copy for review itself.
    NotTheMaker,
}

impl fmt::Display for ReviewRefusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAReview => out.write_str(
                "This file holds no review. A review file comes from somebody who chose \u{201c}Open for review\u{201d} and \
                 then \u{201c}Save the review file\u{201d}. To look at this file, open it from the start page.",
            ),
            Self::Other(title) => write!(
                out,
                "This is a review of another assessment, \u{201c}{title}\u{201d}. Open that one, and take the file in there.",
            ),
            Self::Scrubbed => out.write_str(
                "Something was taken out of this copy before it was handed on, so the review in it may not be whole. Ask the \
                 reviewer for the review file as it was saved.",
            ),
            Self::NotTheMaker => out.write_str(
                "This is itself a copy for review. A review is taken in by the maker, in the assessment that it is of.",
            ),
        }
    }
}

/// What becomes of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not here.
    New,
    /// It was here, and this is what the reviewer said later: it takes the place of the earlier one.
    Newer,
    /// The same is here already.
    Same,
    /// A later one of the same reviewer's is here already, which stays.
    Older,
    /// The one here is as it was signed, and this one is not, so the one here stays.
    Doubtful,
}

/// A review in a copy, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenReview {
    /// As it stands in the copy.
    pub review: Review,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it is as it was signed.
    pub seal: Seal,
    /// How many of its remarks are about answers that changed since.
    pub changed: usize,
    /// Remarks that the maker replied to and that the reviewer took away: they go, with the replies.
    pub lost: Vec<Remark>,
}

/// Takes the reviews of a copy into the maker's assessment, and nothing else of it. Replies that the maker gave stay.
/// Called on a clone it is a preview.
///
/// # Errors
/// Why nothing is taken in.
pub fn take_review(maker: &mut Assessment, copy: &Assessment) -> Result<Vec<TakenReview>, ReviewRefusal> {
    let origin = copy.origin.as_ref().filter(|origin| origin.kind == OriginKind::Review);
    let origin = origin.filter(|_| copy.own_review().is_some()).ok_or(ReviewRefusal::NotAReview)?;
    if !copy.scrubbed.is_empty() {
        return Err(ReviewRefusal::Scrubbed);
    }
    if maker.is_under_review() {
        return Err(ReviewRefusal::NotTheMaker);
    }
    if maker.id != origin.id || origin.id.is_empty() {
        return Err(ReviewRefusal::Other(origin.title.clone()));
    }
    // The one that the copy is for comes first; another reader's may be in it, where a copy went from one to the next.
    let own = copy.own_review().into_iter();
    let taken = own.chain(copy.other_reviews()).map(|review| take(maker, review));
    Ok(taken.collect())
}

/// Takes one review in as a whole.
pub(super) fn take(maker: &mut Assessment, theirs: &Review) -> TakenReview {
    let ours = maker.review(theirs.id);
    let fate = ours.map_or(Fate::New, |ours| fate(ours, theirs));
    let mut lost = Vec::new();
    match (fate, ours) {
        (Fate::New, _) => put(maker, theirs.clone()),
        (Fate::Newer, Some(ours)) => {
            let gone = ours.remarks.iter().filter(|remark| remark.has_reply() && theirs.remark(remark.id).is_none());
            lost = gone.cloned().collect();
            let fresh = with_replies(theirs.clone(), ours);
            maker.remove_review(fresh.id);
            put(maker, fresh);
        }
        _ => {}
    }
    let is_changed =
        |remark: &&Remark| since_reviewed(maker.answers.get(&remark.clause), theirs, remark) == Since::Changed;
    let changed = theirs.remarks.iter().filter(is_changed).count();
    TakenReview { review: theirs.clone(), fate, seal: check_seal(theirs), changed, lost }
}

/// Which of two states of one review counts: one that fits its seal before one that does not, then the later one, and then
/// the one whose text is greater, so that it is the same from either side.
fn fate(ours: &Review, theirs: &Review) -> Fate {
    let (said_here, said_there) = (said(ours), said(theirs));
    if said_here == said_there && ours.seal == theirs.seal {
        return Fate::Same;
    }
    let is_sound = |review: &Review| check_seal(review) != Seal::Broken;
    match (is_sound(ours), is_sound(theirs)) {
        (true, false) => return Fate::Doubtful,
        (false, true) => return Fate::Newer,
        _ => {}
    }
    let time = |review: &Review| sortable(&review.changed).to_owned();
    let here = (time(ours), said_here, &ours.seal);
    let there = (time(theirs), said_there, &theirs.seal);
    if there > here { Fate::Newer } else { Fate::Older }
}

/// What the maker said to a remark stays, also where the reviewer changed it.
fn with_replies(mut review: Review, ours: &Review) -> Review {
    for remark in &mut review.remarks {
        if let Some(own) = ours.remark(remark.id).filter(|own| own.has_reply()) {
            remark.reply.clone_from(&own.reply);
            remark.closed = own.closed;
            remark.replied.clone_from(&own.replied);
        }
    }
    review
}

/// Puts a review in its place: in the order in which they began.
fn put(maker: &mut Assessment, review: Review) {
    let key = |review: &Review| (sortable(&review.begun).to_owned(), review.id);
    let own: (String, ReviewId) = key(&review);
    let place = maker.reviews.iter().position(|other| key(other) > own).unwrap_or(maker.reviews.len());
    maker.reviews.insert(place, review);
}
