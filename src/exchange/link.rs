//! An assessment as a link: all of it stands behind the `#` of the address.
//!
//! What belongs here: what a link holds and how it is written, both the short one of statuses and the frame of the long one
//! with everything in it. Never here: how a text is packed (`browser::compress`), or what the page shows of it.
//!
//! `docs/file-format.md` describes both for other programs. Architecture invariant: what is behind the first character, the
//! place of the version and the check bytes stay as they are in every later version, so that a page can always tell a
//! newer link from a damaged one.

use super::base64::{from_base64url, to_base64url};
use super::digest::Sha256;
use super::json;
use super::shared_statuses::{SharedStatuses, scope_of};
use super::write::write_file;
use crate::assessment::Assessment;
use crate::standard::edition;
use std::fmt;

/// The version of links that is written.
const VERSION: u8 = 1;

/// The first character of a link of statuses, and of one that holds a whole file.
pub(super) const SHORT: char = 's';
const LONG: char = 'f';

/// How many bytes at the end tell whether a link is whole: one in 16 million damaged links would pass for another one.
const CHECK: usize = 3;

/// The most characters of a link that programs usually take.
pub const USUAL_LINK: usize = 2_000;

/// The most characters of a link that this page makes: beyond that, browsers refuse to open it.
pub const MOST_LINK: usize = 1_000_000;

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Statuses.
    Short(SharedStatuses),
    /// A file, compressed with DEFLATE (RFC 1951).
    Long(Vec<u8>),
}

/// Why a link cannot be read. Nothing of it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkProblem {
    /// It does not begin as a link of this page does.
    NotALink,
    /// Its end is missing.
    Cut,
    /// It is not as it was made.
    Garbled,
    /// It is about an edition with this id, which is not known here.
    OtherEdition(String),
    /// The edition with this id had other requirements where it was made, so that nobody can tell which status is whose.
    OtherRequirements(String),
    /// It was made by a later version of this page: its version.
    Newer(u8),
}

impl LinkProblem {
    /// What to do, a sentence.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NotALink => "Copy the whole link from where you received it, from its first to its last character.",
            Self::Cut => "Copy it again, to its last character. If it is cut there too, ask for the file in its place.",
            Self::Garbled => "Copy it again from where you received it. If that changes nothing, ask for a new one.",
            Self::OtherEdition(_) | Self::Newer(_) => "Open it in the version of this page that it was made with.",
            Self::OtherRequirements(_) => {
                "Open it in the version of this page that it was made with, or ask for the file in its place."
            }
        }
    }
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => out.write_str("This is not a link that this page makes.")?,
            Self::Cut => out.write_str("The link was cut short: its end is missing.")?,
            Self::Garbled => out.write_str("The link was changed on the way: its check does not fit.")?,
            Self::OtherEdition(id) => write!(out, "The link is about edition {id}, which is not known here.")?,
            Self::OtherRequirements(id) => write!(
                out,
                "The link was made with another list of requirements for edition {id}, so nobody can tell which status \
                 belongs to which requirement."
            )?,
            Self::Newer(version) => {
                write!(out, "The link has version {version}; this page reads up to version {VERSION}.")?;
            }
        }
        write!(out, " {}", self.remedy())
    }
}

/// The text that a long link holds: the file without snapshots and without white space.
#[must_use]
pub fn long_link_text(assessment: &Assessment, now: &str) -> String {
    let bare = Assessment { snapshots: Vec::new(), ..assessment.clone() };
    let text = write_file(&bare, now);
    json::parse(&text).map_or(text, |file| json::compact(&file))
}

/// The long link of that text, once it is compressed: what stands behind `#/l/`.
#[must_use]
pub fn long_link(packed: &[u8]) -> String {
    let length = u32::try_from(packed.len()).unwrap_or(u32::MAX);
    framed(LONG, &[&length.to_be_bytes(), packed].concat())
}

/// Reads what stands behind `#/l/`.
///
/// # Errors
/// Why nothing of it can be used.
pub fn read_link(text: &str) -> Result<Link, LinkProblem> {
    let Some((kind, rest)) = text.split_at_checked(1) else { return Err(LinkProblem::NotALink) };
    let kind = match kind.chars().next() {
        Some(kind @ (SHORT | LONG)) => kind,
        _ => return Err(LinkProblem::NotALink),
    };
    let decoded = from_base64url(rest).ok_or(LinkProblem::Garbled)?;
    let bytes = decoded.bytes.as_slice();
    let Some((held, stated)) = bytes.split_last_chunk::<CHECK>() else { return Err(LinkProblem::Cut) };
    if !decoded.is_exact || check(kind, held) != *stated {
        let is_cut = length(kind, bytes).is_some_and(|whole| bytes.len() < whole);
        return Err(if is_cut { LinkProblem::Cut } else { LinkProblem::Garbled });
    }
    let mut parts = Parts(held);
    match parts.byte()? {
        VERSION if kind == SHORT => SharedStatuses::read(parts).map(Link::Short),
        VERSION => {
            parts.take(4)?;
            let is_whole = length(kind, bytes) == Some(bytes.len());
            if is_whole { Ok(Link::Long(parts.0.to_vec())) } else { Err(LinkProblem::Garbled) }
        }
        0 => Err(LinkProblem::Garbled),
        newer => Err(LinkProblem::Newer(newer)),
    }
}

/// How many bytes a link of our version has that begins like this, its check bytes with them; none where its beginning
/// does not tell. More than there are where even that is cut.
fn length(kind: char, bytes: &[u8]) -> Option<usize> {
    let cut = Some(usize::MAX);
    let mut parts = Parts(bytes);
    if parts.byte() != Ok(VERSION) {
        return None;
    }
    if kind == LONG {
        let Ok(length) = parts.take(4) else { return cut };
        let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        return length.checked_add(1 + 4 + CHECK);
    }
    let Ok(name) = parts.byte().and_then(|length| parts.take(length.into())) else { return cut };
    let Ok(flags) = parts.byte() else { return cut };
    let scope = scope_of(edition(std::str::from_utf8(name).ok()?)?, flags)?;
    // Version, id with its length, flags, day, list, three statuses a byte.
    Some(1 + 1 + name.len() + 1 + 2 + 2 + scope.requirements().count().div_ceil(3) + CHECK)
}

/// Version and content with their check bytes, as text.
pub(super) fn framed(kind: char, content: &[u8]) -> String {
    let mut held = vec![VERSION];
    held.extend(content);
    held.extend(check(kind, &held));
    format!("{kind}{}", to_base64url(&held))
}

/// The first bytes of the SHA-256 over the first character and everything before the check bytes.
fn check(kind: char, held: &[u8]) -> [u8; CHECK] {
    let mut digest = Sha256::default();
    digest.update(kind.encode_utf8(&mut [0; 4]).as_bytes());
    digest.update(held);
    digest.first()
}

/// What is left to read of the bytes of a link.
pub(super) struct Parts<'a>(pub(super) &'a [u8]);

impl<'a> Parts<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], LinkProblem> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(LinkProblem::Garbled)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, LinkProblem> {
        self.take(1).map(|taken| taken.iter().fold(0, |_, byte| *byte))
    }
}

/// From where a link that is made here can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// From wherever the page can be reached.
    Page,
    /// The page is served by this computer, for itself.
    Computer,
    /// The page is a file.
    File,
}

/// From where a link to a page at this address can be opened.
#[must_use]
pub fn reach(address: &str) -> Reach {
    let Some((scheme, rest)) = address.split_once("://") else { return Reach::File };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Reach::File;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase();
    let name = host.split(':').next().unwrap_or_default();
    let is_local = name == "localhost" || name.ends_with(".localhost") || host.starts_with("[::1]");
    let is_loop =
        name.strip_prefix("127.").is_some_and(|rest| rest.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()));
    if is_local || is_loop { Reach::Computer } else { Reach::Page }
}
