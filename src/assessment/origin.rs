//! Where an assessment comes from, and what was taken out of it before it was handed on.
//!
//! What belongs here: the marks that a copy carries. Never here: how a copy is made.

use super::answer::Unknown;
use super::model::Assessment;

/// How an assessment came out of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginKind {
    /// Kept beside the other one, with everything in it.
    Copy,
    /// Opened for review: the answers are the maker's.
    Review,
    /// Taken to another edition.
    Edition,
    /// Out of a link, with no more than that held.
    Link,
    /// A named state of it, kept as an assessment of its own.
    Snapshot,
    /// Scrubbed: something was taken out.
    Scrubbed,
}

impl OriginKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Copy, Self::Review, Self::Edition, Self::Link, Self::Snapshot, Self::Scrubbed];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Review => "review",
            Self::Edition => "edition",
            Self::Link => "link",
            Self::Snapshot => "snapshot",
            Self::Scrubbed => "scrubbed",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The assessment that another one came out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// How.
    pub kind: OriginKind,
    /// Its id; empty where it is not known or not told.
    pub id: String,
    /// What it was called.
    pub title: String,
    /// The id of its edition.
    pub edition: String,
    /// The SHA-256 of its state then (see `exchange::state_digest`); empty where it is not known.
    pub digest: String,
    /// When, ISO 8601 in UTC.
    pub at: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// Something that a scrubbed copy leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// Names of people and of the organisation.
    Names,
    /// Notes, reasons and every other free text.
    Notes,
    /// Evidence as a whole.
    Evidence,
    /// The links of evidence.
    Links,
    /// What would tell which product it is about.
    Product,
}

impl Secret {
    /// Everything that can be left out, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Names, Self::Notes, Self::Evidence, Self::Links, Self::Product];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Notes => "notes",
            Self::Evidence => "evidence",
            Self::Links => "links",
            Self::Product => "product",
        }
    }

    /// What has this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|secret| secret.key() == key)
    }
}

impl Assessment {
    /// Whether something was left out of it.
    #[must_use]
    pub fn is_scrubbed(&self) -> bool {
        !self.scrubbed.is_empty()
    }

    /// What was left out of it, in words: `without names, links`; nothing for a whole one.
    #[must_use]
    pub fn left_out(&self) -> String {
        let mut said = String::new();
        for secret in &self.scrubbed {
            said.push_str(if said.is_empty() { "without " } else { ", " });
            said.push_str(secret.key());
        }
        said
    }
}
