//! The answer to one requirement.

use super::split::{Part, weakest};
use serde_json::Number;

/// How far a requirement is met. No status at all means that it is unanswered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, and it can be shown.
    Met,
    /// Begun, or done in part.
    PartlyMet,
    /// Not done.
    NotMet,
    /// Does not apply here; leaves the count only with a reason.
    NotApplicable,
}

impl Status {
    /// Every status, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Met, Self::PartlyMet, Self::NotMet, Self::NotApplicable];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::PartlyMet => "partly-met",
            Self::NotMet => "not-met",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "Met",
            Self::PartlyMet => "Partly met",
            Self::NotMet => "Not met",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// The status with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Partly met or not met: something is left to do.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::PartlyMet | Self::NotMet)
    }
}

/// The lettered items that a person ticked, as a set of the letters a to z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letters(u32);

impl Letters {
    fn bit(letter: char) -> u32 {
        if letter.is_ascii_lowercase() { 1 << (u32::from(letter) - u32::from('a')) } else { 0 }
    }

    /// Whether the letter is ticked.
    #[must_use]
    pub fn has(self, letter: char) -> bool {
        self.0 & Self::bit(letter) != 0
    }

    /// Ticks the letter or takes the tick away. Anything but a to z changes nothing.
    #[must_use]
    pub fn with(self, letter: char, ticked: bool) -> Self {
        let bit = Self::bit(letter);
        Self(if ticked { self.0 | bit } else { self.0 & !bit })
    }

    /// The ticked letters, in order.
    pub fn iter(self) -> impl Iterator<Item = char> {
        ('a'..='z').filter(move |letter| self.has(*letter))
    }

    /// Whether none is ticked.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A document or record that shows that a requirement is met. Every field may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// What it is called.
    pub title: String,
    /// Its number in the organisation's system.
    pub document: String,
    /// Its version or revision.
    pub version: String,
    /// Where it is; shown as a link only for http, https and mailto.
    pub link: String,
    /// Its date, `2026-03-31`.
    pub date: String,
    /// The last day on which it counts, `2027-03-31`.
    pub expires: String,
    /// The SHA-256 of the file, 64 hexadecimal digits in lower case; empty where nobody took it.
    pub sha256: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Evidence {
    /// Whether nothing was typed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The answer to one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// How far it is met; none while unanswered.
    pub status: Option<Status>,
    /// The lettered items that are covered.
    pub letters: Letters,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Anything worth keeping.
    pub note: String,
    /// Why it does not apply; a status of not applicable counts only with it.
    pub reason: String,
    /// "I need to find out."
    pub follow_up: bool,
    /// It was carried over from another edition, which asks for something else here: look at it again.
    pub second_look: bool,
    /// An answer for each item, where it is split; then theirs count, and the whole has no status, letters or reason.
    pub parts: Vec<Part>,
    /// When any of it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Answer {
    /// Takes the status that a person chose. Another one is a look at the requirement, and without one there is nothing
    /// to look at a second time.
    pub fn choose(&mut self, status: Option<Status>) {
        self.status = status;
        self.second_look = false;
    }

    /// Whether it holds nothing that a person gave.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Self { changed: String::new(), ..self.clone() } == Self::default()
    }

    /// The status as it counts: not applicable without a reason is still unanswered. Where it is split, the weakest of
    /// all parts; [`Answer::rolled_up`] looks only at the items that are asked.
    #[must_use]
    pub fn counted(&self) -> Option<Status> {
        if self.is_split() {
            return weakest(self.parts.iter().map(|part| part.answer.counted()));
        }
        self.status.filter(|_| !self.lacks_own_reason())
    }

    /// Not applicable, and nobody said why; here or for one of its items.
    #[must_use]
    pub fn lacks_reason(&self) -> bool {
        self.lacks_own_reason() || self.parts.iter().any(|part| part.answer.lacks_own_reason())
    }

    fn lacks_own_reason(&self) -> bool {
        self.status == Some(Status::NotApplicable) && self.reason.trim().is_empty()
    }

    /// A number that stays the same while only words are typed: it changes with status, letters, follow-up, evidence and its
    /// dates, items, and with the first and the last word of a note, a reason or a title. What judges answers follows it,
    /// so that typing makes no work.
    #[must_use]
    pub fn shape(&self) -> u64 {
        let mut shape = 0xcbf2_9ce4_8422_2325;
        self.add_shape(&mut shape);
        shape
    }

    fn add_shape(&self, shape: &mut u64) {
        // FNV-1a: small, and good enough to tell a change from none.
        let mut add = |bytes: &[u8]| {
            for byte in bytes.iter().chain(&[0xff]) {
                *shape = (*shape ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        let is_said = |text: &str| u8::from(!text.trim().is_empty());
        add(self.status.map_or("", Status::key).as_bytes());
        add(&self.letters.0.to_le_bytes());
        add(&[u8::from(self.follow_up), u8::from(self.second_look), is_said(&self.note), is_said(&self.reason)]);
        for evidence in &self.evidence {
            add(&[1, is_said(&evidence.title), is_said(&evidence.document), is_said(&evidence.link)]);
            add(evidence.date.as_bytes());
            add(evidence.expires.as_bytes());
        }
        for part in &self.parts {
            let mut own = 0;
            part.answer.add_shape(&mut own);
            add(&own.to_le_bytes());
            add(part.item.to_string().as_bytes());
        }
    }

    /// Whether somebody needs to find out; here or for one of its items.
    #[must_use]
    pub fn needs_follow_up(&self) -> bool {
        self.follow_up || self.parts.iter().any(|part| part.answer.follow_up)
    }
}

/// Fields of a file that this version does not know, in their order, so that they survive a round trip.
pub type Unknown = Vec<(String, Json)>;

/// A JSON value whose objects keep their order. It lives here because an answer carries what it does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it was written.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members in their order, each name once.
    Object(Vec<(String, Json)>),
}
