//! What reading a file has to say.

use std::fmt;

/// Why a file cannot be read at all. Nothing of it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where: `line 3, column 14`, a JSON pointer such as `/format_version`, or empty for the file as a whole.
    pub place: String,
    /// What is wrong, a sentence.
    pub what: String,
    /// What to do, a sentence.
    pub remedy: String,
    /// The format version, where the file comes from a newer version of this tool.
    pub newer: Option<u64>,
}

impl Refusal {
    pub(super) fn new(place: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), remedy: remedy.into(), newer: None }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(out, "{} {}", self.what, self.remedy)
        } else {
            write!(out, "At {}: {} {}", self.place, self.what, self.remedy)
        }
    }
}

/// What became of one place of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What became of it.
    pub kind: NoticeKind,
    /// A JSON pointer, `/assessment/answers/3/status`.
    pub place: String,
    /// What was found and what was done, a sentence.
    pub what: String,
}

/// What became of a place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// It could not be used and is left out.
    LeftOut,
    /// It is kept, and worth a look.
    Kept,
}

impl NoticeKind {
    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::LeftOut => "Left out",
            Self::Kept => "Kept",
        }
    }
}

/// Whether the digest in the file fits what the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// It does: the assessment is as this tool wrote it.
    Fits,
    /// It does not: the file was changed by hand, by another program, or on the way.
    Differs,
    /// The file has none.
    Absent,
}
