//! Reviews: what a reader has to say on the answers, and what the maker says to that.
//!
//! What belongs here: one review with its remarks. Never here: answers. A remark changes no answer and no number of them.

use super::answer::Unknown;
use super::items::ItemId;
use super::model::Assessment;
use crate::standard::Clause;
use std::fmt;

macro_rules! short_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(ItemId);

        impl $name {
            /// The id, if the text may be one.
            #[must_use]
            pub fn new(text: &str) -> Option<Self> {
                ItemId::new(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    };
}

short_id! {
    /// The id of a review in its assessment: 1 to 16 letters, digits and hyphens.
    ReviewId
}
short_id! {
    /// The id of a remark in its review: 1 to 16 letters, digits and hyphens.
    RemarkId
}

/// What a remark says of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum RemarkKind {
    /// The reviewer agrees.
    Agree,
    /// Worth a look; nothing is wrong.
    #[default]
    Observation,
    /// A single lapse that does not put the requirement in doubt.
    Minor,
    /// The requirement is not met, or the answer cannot stand.
    Major,
    /// The reviewer needs to know more.
    Question,
}

impl RemarkKind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Agree, Self::Observation, Self::Minor, Self::Major, Self::Question];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Observation => "observation",
            Self::Minor => "minor-nonconformity",
            Self::Major => "major-nonconformity",
            Self::Question => "question",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agree => "Agree",
            Self::Observation => "Observation",
            Self::Minor => "Minor nonconformity",
            Self::Major => "Major nonconformity",
            Self::Question => "Question",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A remark on the answer to one requirement, and the maker's reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stays the same in every copy.
    pub id: RemarkId,
    /// The requirement that it is about.
    pub clause: Clause,
    /// What it says of the answer.
    pub kind: RemarkKind,
    /// What the reviewer wrote.
    pub text: String,
    /// When the reviewer changed it last, ISO 8601 in UTC.
    pub changed: String,
    /// The SHA-256 of the answer that it is about, without its times (see `exchange::answer_digest`): shows whether the
    /// maker changed the answer since. Empty where it is not known.
    pub of: String,
    /// What the maker says to it.
    pub reply: String,
    /// Nothing is left to do about it, says the maker.
    pub closed: bool,
    /// When the maker changed the reply last, ISO 8601 in UTC.
    pub replied: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Remark {
    /// A new remark without words yet.
    #[must_use]
    pub fn new(id: RemarkId, clause: Clause) -> Self {
        Self {
            id,
            clause,
            kind: RemarkKind::default(),
            text: String::new(),
            changed: String::new(),
            of: String::new(),
            reply: String::new(),
            closed: false,
            replied: String::new(),
            unknown: Unknown::new(),
        }
    }
}

/// What one reviewer has to say at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Stays the same in every copy.
    pub id: ReviewId,
    /// Who reviews.
    pub reviewer: String,
    /// As what: `Consultant`.
    pub role: String,
    /// What the reviewer has to say on the whole.
    pub summary: String,
    /// When it was begun, ISO 8601 in UTC.
    pub begun: String,
    /// When it was signed, ISO 8601 in UTC; empty while it is not.
    pub signed: String,
    /// The SHA-256 of what was signed, 64 hexadecimal digits; empty while it is not. It is no proof of a person: it shows
    /// whether the review was changed afterwards.
    pub seal: String,
    /// The SHA-256 of the state that was reviewed.
    pub of: String,
    /// The remarks, in the order in which they were written.
    pub remarks: Vec<Remark>,
    /// When the reviewer changed any of it last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Review {
    /// A new review without remarks.
    #[must_use]
    pub fn new(id: ReviewId, of: String, now: &str) -> Self {
        Self {
            id,
            reviewer: String::new(),
            role: String::new(),
            summary: String::new(),
            begun: now.to_owned(),
            signed: String::new(),
            seal: String::new(),
            of,
            remarks: Vec::new(),
            changed: now.to_owned(),
            unknown: Unknown::new(),
        }
    }
}

impl Assessment {
    /// The review that this copy was opened for. While there is one, nothing but it may be changed here.
    #[must_use]
    pub fn own_review(&self) -> Option<&Review> {
        let id = self.reviewing?;
        self.reviews.iter().find(|review| review.id == id)
    }

    /// Whether the answers are somebody else's to change.
    #[must_use]
    pub fn is_under_review(&self) -> bool {
        self.reviewing.is_some()
    }
}
