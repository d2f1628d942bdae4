//! What may be done to reviews and remarks, by whom, and how many there are.
//!
//! What belongs here: the rules of writing and answering remarks, and their counts. Never here: seals and digests
//! (`exchange`), or how a review comes back to the maker (`exchange::taken_review`).

use super::model::Assessment;
use super::review::{Remark, RemarkId, RemarkKind, Review, ReviewId};
use crate::standard::Clause;

/// How far the maker is with a remark that wants a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkState {
    /// Nothing was said to it yet.
    Open,
    /// The maker replied.
    Answered,
    /// Nothing is left to do about it.
    Closed,
}

impl RemarkState {
    /// Every state, in the order of the work.
    pub const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::Closed];

    /// A word for it in classes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Answered => "Answered",
            Self::Closed => "Closed",
        }
    }
}

impl RemarkKind {
    /// The words for any number of them but one.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Agree => "agreements",
            Self::Observation => "observations",
            Self::Minor => "minor nonconformities",
            Self::Major => "major nonconformities",
            Self::Question => "questions",
        }
    }

    const fn singular(self) -> &'static str {
        match self {
            Self::Agree => "agreement",
            Self::Observation => "observation",
            Self::Minor => "minor nonconformity",
            Self::Major => "major nonconformity",
            Self::Question => "question",
        }
    }
}

impl Remark {
    /// How far the maker is with it; none where it wants no reply, since the reviewer agrees.
    #[must_use]
    pub fn state(&self) -> Option<RemarkState> {
        match self.kind {
            RemarkKind::Agree => None,
            _ if self.closed => Some(RemarkState::Closed),
            _ if self.reply.trim().is_empty() => Some(RemarkState::Open),
            _ => Some(RemarkState::Answered),
        }
    }

    /// Whether the maker said or did anything about it.
    #[must_use]
    pub fn has_reply(&self) -> bool {
        self.closed || !self.reply.is_empty() || !self.replied.is_empty()
    }

    /// Whether it says something: all but agreeing takes words.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.kind == RemarkKind::Agree || !self.text.trim().is_empty()
    }
}

/// How many remarks there are: numbers of their own, which no number of answers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Remarked {
    /// Of each kind, in the order of [`RemarkKind::ALL`].
    pub kinds: [usize; 5],
    /// Of each state, in the order of [`RemarkState::ALL`]; those that agree are in none.
    pub states: [usize; 3],
}

impl Remarked {
    /// Counts remarks.
    #[must_use]
    pub fn of<'a>(remarks: impl IntoIterator<Item = &'a Remark>) -> Self {
        let mut counts = Self::default();
        for remark in remarks {
            for (count, kind) in counts.kinds.iter_mut().zip(RemarkKind::ALL) {
                *count += usize::from(remark.kind == kind);
            }
            for (count, state) in counts.states.iter_mut().zip(RemarkState::ALL) {
                *count += usize::from(remark.state() == Some(state));
            }
        }
        counts
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.kinds.iter().sum()
    }

    /// Those of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: RemarkKind) -> usize {
        self.kinds.iter().zip(RemarkKind::ALL).filter(|(_, known)| *known == kind).map(|(count, _)| *count).sum()
    }

    /// Those in a state.
    #[must_use]
    pub fn in_state(&self, state: RemarkState) -> usize {
        self.states.iter().zip(RemarkState::ALL).filter(|(_, known)| *known == state).map(|(count, _)| *count).sum()
    }

    /// `2 major nonconformities, 1 question`; empty for none.
    #[must_use]
    pub fn kinds_in_words(&self) -> String {
        let mut said: Vec<String> = Vec::new();
        // What weighs most comes first.
        for kind in
            [RemarkKind::Major, RemarkKind::Minor, RemarkKind::Observation, RemarkKind::Question, RemarkKind::Agree]
        {
            match self.of_kind(kind) {
                0 => {}
                1 => said.push(format!("1 {}", kind.singular())),
                many => said.push(format!("{many} {}", kind.plural())),
            }
        }
        said.join(", ")
    }

    /// `3 open, 1 answered, 4 closed`; empty where none wants a reply.
    #[must_use]
    pub fn states_in_words(&self) -> String {
        let mut said: Vec<String> = Vec::new();
        for state in RemarkState::ALL {
            if self.in_state(state) > 0 {
                said.push(format!("{} {}", self.in_state(state), state.key()));
            }
        }
        said.join(", ")
    }
}

impl Review {
    /// Whether somebody signed it; then the remarks stay as they are until the signature is taken back.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        !self.signed.is_empty() || !self.seal.is_empty()
    }

    /// Changes what the reviewer says and stamps it; nothing once it is signed. Whether it did.
    pub fn edit(&mut self, now: &str, change: impl FnOnce(&mut Self)) -> bool {
        if self.is_signed() {
            return false;
        }
        let (signed, seal) = (self.signed.clone(), self.seal.clone());
        change(self);
        // Signing is more than a change: `exchange::sign_review`.
        (self.signed, self.seal) = (signed, seal);
        now.clone_into(&mut self.changed);
        true
    }

    /// Adds a remark; nothing once it is signed, or where the id is taken. Whether it did.
    pub fn add_remark(&mut self, remark: Remark, now: &str) -> bool {
        self.remark(remark.id).is_none()
            && self.edit(now, |review| review.remarks.push(Remark { changed: now.to_owned(), ..remark }))
    }

    /// Changes a remark and stamps it; nothing once it is signed. Whether it did.
    pub fn edit_remark(&mut self, id: RemarkId, now: &str, change: impl FnOnce(&mut Remark)) -> bool {
        self.edit(now, |review| {
            if let Some(remark) = review.remarks.iter_mut().find(|remark| remark.id == id) {
                change(remark);
                now.clone_into(&mut remark.changed);
            }
        })
    }

    /// Takes a remark away; nothing once it is signed. Whether it did.
    pub fn remove_remark(&mut self, id: RemarkId, now: &str) -> bool {
        self.edit(now, |review| review.remarks.retain(|remark| remark.id != id))
    }

    /// Takes the signature back, so that the remarks can be changed again.
    pub fn withdraw_signature(&mut self, now: &str) {
        self.signed.clear();
        self.seal.clear();
        now.clone_into(&mut self.changed);
    }

    /// The remark with this id.
    #[must_use]
    pub fn remark(&self, id: RemarkId) -> Option<&Remark> {
        self.remarks.iter().find(|remark| remark.id == id)
    }

    /// The reviewer's name, or what stands in for it.
    #[must_use]
    pub fn display_name(&self) -> String {
        let name = self.reviewer.trim();
        if name.is_empty() { "A reviewer without a name".to_owned() } else { name.to_owned() }
    }
}

impl Assessment {
    /// The review with this id.
    #[must_use]
    pub fn review(&self, id: ReviewId) -> Option<&Review> {
        self.reviews.iter().find(|review| review.id == id)
    }

    /// The reviews that are not this copy's own.
    pub fn other_reviews(&self) -> impl Iterator<Item = &Review> {
        self.reviews.iter().filter(|review| Some(review.id) != self.reviewing)
    }

    /// Every remark on a requirement with its review, in the order in which the reviews began.
    pub fn remarks_on(&self, clause: Clause) -> impl Iterator<Item = (&Review, &Remark)> {
        self.reviews
            .iter()
            .flat_map(|review| review.remarks.iter().map(move |remark| (review, remark)))
            .filter(move |(_, remark)| remark.clause == clause)
    }

    /// How many remarks all reviews hold.
    #[must_use]
    pub fn remarked(&self) -> Remarked {
        Remarked::of(self.reviews.iter().flat_map(|review| &review.remarks))
    }

    /// How many reviews carry the name that this one does, itself among them; 0 for one without a name.
    #[must_use]
    pub fn namesakes(&self, review: &Review) -> usize {
        let name = review.reviewer.trim().to_lowercase();
        if name.is_empty() {
            return 0;
        }
        self.reviews.iter().filter(|other| other.reviewer.trim().to_lowercase() == name).count()
    }

    /// The maker's reply to a remark, stamped. What the reviewer said stays as it is.
    pub fn reply(&mut self, review: ReviewId, remark: RemarkId, reply: String, now: &str) {
        self.edit_reply(review, remark, now, |remark| remark.reply = reply);
    }

    /// Says that nothing is left to do about a remark, or takes that back, stamped.
    pub fn close_remark(&mut self, review: ReviewId, remark: RemarkId, closed: bool, now: &str) {
        self.edit_reply(review, remark, now, |remark| remark.closed = closed);
    }

    fn edit_reply(&mut self, review: ReviewId, remark: RemarkId, now: &str, change: impl FnOnce(&mut Remark)) {
        let review = self.reviews.iter_mut().find(|known| known.id == review);
        if let Some(remark) = review.and_then(|review| review.remarks.iter_mut().find(|known| known.id == remark)) {
            change(remark);
            now.clone_into(&mut remark.replied);
        }
    }

    /// Takes a review out, with its remarks and the replies to them.
    pub fn remove_review(&mut self, id: ReviewId) {
        self.reviews.retain(|review| review.id != id);
    }
}
