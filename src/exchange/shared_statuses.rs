//! The statuses of an assessment, as a short link holds them.
//!
//! What belongs here: what stands between the version and the check bytes of such a link, and the assessment that comes
//! out of it. Never here: how any link is framed (`link`).

use super::digest::Sha256;
use super::link::{LinkProblem, Parts, SHORT, framed};
use super::paper::day_words;
use crate::assessment::{Answer, Assessment, Origin, OriginKind, Status, Unknown, day_number};
use crate::standard::{Class, Clause, Edition, Scope, edition};
use std::collections::BTreeMap;

/// The day before the first one that a link can name.
const DAY_ZERO: &str = "1999-12-31";

const ASSIGNED: u8 = 0x10;
const LEGACY: u8 = 0x20;
const EXAMPLE: u8 = 0x40;

/// The statuses of an assessment, as a short link holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedStatuses {
    /// The edition whose requirements were asked.
    pub edition: &'static Edition,
    /// The class that counted.
    pub class: Class,
    /// Whether it was assigned; otherwise the strictest counted.
    pub is_assigned: bool,
    /// Legacy software, on the route of 4.4.
    pub legacy: bool,
    /// A worked example, fictitious.
    pub example: bool,
    /// The day on which the link was made, `2026-11-22`; empty where it is not told.
    pub made: String,
    /// Everything that was in scope, with the status as it counted; none where it was unanswered.
    pub statuses: BTreeMap<Clause, Option<Status>>,
}

/// The short link of an assessment: what stands behind `#/l/`.
#[must_use]
pub fn short_link(assessment: &Assessment, today: &str) -> String {
    SharedStatuses::of(assessment, today).link()
}

/// The scope that the flags of a link tell; none where the edition has no such class.
pub(super) fn scope_of(edition: &'static Edition, flags: u8) -> Option<Scope> {
    let class = edition.classes.get(usize::from(flags & 0xf))?.class;
    Some(Scope { edition, class, legacy: flags & LEGACY != 0 })
}

/// Tells lists of requirements apart: the first bytes of the SHA-256 over their clauses with a space between.
fn list_print(scope: Scope) -> [u8; 2] {
    let mut digest = Sha256::default();
    for (place, asked) in scope.requirements().enumerate() {
        let space = if place == 0 { "" } else { " " };
        digest.update(format!("{space}{}", asked.clause).as_bytes());
    }
    digest.first()
}

/// A status as a digit of base 5.
fn digit(status: Option<Status>) -> u8 {
    match status {
        None => 0,
        Some(Status::Met) => 1,
        Some(Status::PartlyMet) => 2,
        Some(Status::NotMet) => 3,
        Some(Status::NotApplicable) => 4,
    }
}

fn status(digit: u8) -> Option<Status> {
    [None, Some(Status::Met), Some(Status::PartlyMet), Some(Status::NotMet), Some(Status::NotApplicable)]
        .get(usize::from(digit))
        .copied()
        .flatten()
}

impl SharedStatuses {
    /// The statuses of an assessment on a day.
    #[must_use]
    pub fn of(assessment: &Assessment, today: &str) -> Self {
        let Scope { edition, class, legacy } = assessment.scope();
        Self {
            edition,
            class,
            is_assigned: assessment.classification.class.is_some(),
            legacy,
            example: assessment.example,
            made: day_text(day_count(today)),
            statuses: assessment.statuses(),
        }
    }

    fn link(&self) -> String {
        let scope = Scope { edition: self.edition, class: self.class, legacy: self.legacy };
        let place = self.edition.classes.iter().position(|info| info.class == self.class);
        let mut flags = place.and_then(|place| u8::try_from(place).ok()).unwrap_or_default();
        for (is_on, flag) in [(self.is_assigned, ASSIGNED), (self.legacy, LEGACY), (self.example, EXAMPLE)] {
            if is_on {
                flags |= flag;
            }
        }
        let name = self.edition.id.as_bytes();
        let mut content = vec![u8::try_from(name.len()).unwrap_or_default()];
        content.extend(name);
        content.push(flags);
        content.extend(day_count(&self.made).to_be_bytes());
        content.extend(list_print(scope));
        let digits = scope.requirements().map(|asked| digit(self.statuses.get(&asked.clause).copied().flatten()));
        let digits: Vec<u8> = digits.collect();
        content.extend(digits.chunks(3).map(|three| three.iter().rev().fold(0, |sum, digit| sum * 5 + digit)));
        framed(SHORT, &content)
    }

    /// From what stands behind the version and before the check bytes, which fit.
    pub(super) fn read(mut parts: Parts) -> Result<Self, LinkProblem> {
        let length = parts.byte()?;
        let name = std::str::from_utf8(parts.take(length.into())?).map_err(|_| LinkProblem::Garbled)?;
        let Some(edition) = edition(name) else {
            let is_name = (1..=15).contains(&length) && name.bytes().all(|byte| byte.is_ascii_graphic());
            return Err(if is_name { LinkProblem::OtherEdition(name.to_owned()) } else { LinkProblem::Garbled });
        };
        let flags = parts.byte()?;
        let scope = scope_of(edition, flags).filter(|_| flags & 0x80 == 0).ok_or(LinkProblem::Garbled)?;
        let is_assigned = flags & ASSIGNED != 0;
        if !is_assigned && scope.class != edition.strictest() {
            return Err(LinkProblem::Garbled);
        }
        let day = parts.take(2)?.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte));
        if parts.take(2)? != list_print(scope) {
            return Err(LinkProblem::OtherRequirements(name.to_owned()));
        }
        let mut asked = scope.requirements();
        let mut statuses = BTreeMap::new();
        for byte in parts.0 {
            let mut rest = *byte;
            for _ in 0..3 {
                match asked.next() {
                    Some(asked) => {
                        statuses.insert(asked.clause, status(rest % 5));
                    }
                    // Behind the last one are zeros.
                    None if rest % 5 != 0 => return Err(LinkProblem::Garbled),
                    None => {}
                }
                rest /= 5;
            }
            if rest != 0 {
                return Err(LinkProblem::Garbled);
            }
        }
        let is_whole = asked.next().is_none() && statuses.len().div_ceil(3) == parts.0.len();
        let made = day_text(day);
        let Scope { class, legacy, .. } = scope;
        let read = Self { edition, class, is_assigned, legacy, example: flags & EXAMPLE != 0, made, statuses };
        if is_whole { Ok(read) } else { Err(LinkProblem::Garbled) }
    }

    /// `22 Nov 2026`; empty where the link does not tell.
    #[must_use]
    pub fn day(&self) -> String {
        if self.made.is_empty() { String::new() } else { day_words(&self.made) }
    }

    /// The reason that stands for those which the link does not hold, so that not applicable counts as it did.
    #[must_use]
    pub fn reason(&self) -> String {
        match self.day().as_str() {
            "" => "Not applicable in the assessment that the link was made from.".to_owned(),
            day => format!("Not applicable in the assessment that the link was made from, {day}."),
        }
    }

    /// An assessment of its own with these statuses: the numbers are those of the one that the link was made from.
    #[must_use]
    pub fn assessment(&self, id: String, now: &str) -> Assessment {
        let mut kept = Assessment::new(id, self.edition, now.to_owned());
        kept.title = match self.day().as_str() {
            "" => "From a link".to_owned(),
            day => format!("From a link, {day}"),
        };
        kept.classification.class = self.is_assigned.then_some(self.class);
        kept.legacy = self.legacy;
        kept.example = self.example;
        for (clause, status) in &self.statuses {
            let Some(status) = *status else { continue };
            let reason = if status == Status::NotApplicable { self.reason() } else { String::new() };
            let answer = Answer { status: Some(status), reason, changed: now.to_owned(), ..Answer::default() };
            kept.answers.insert(*clause, answer);
        }
        kept.origin = Some(Origin {
            kind: OriginKind::Link,
            id: String::new(),
            title: String::new(),
            edition: self.edition.id.to_owned(),
            digest: String::new(),
            at: now.to_owned(),
            unknown: Unknown::new(),
        });
        kept
    }
}

/// A day as a number: 1 for the first day of the year 2000; 0 for none, and for one before or too far behind.
fn day_count(day: &str) -> u16 {
    let days = day_number(day).zip(day_number(DAY_ZERO)).map(|(day, zero)| day - zero);
    days.and_then(|days| u16::try_from(days).ok()).unwrap_or_default()
}

/// The day of such a number; empty for 0.
fn day_text(count: u16) -> String {
    if count == 0 {
        return String::new();
    }
    // A year has at least 365 days, and a month at least 28, so the search is short.
    let (mut year, mut month) = (2000 + (count - 1) / 366, 1);
    let first = |year: u16, month: u16| day_count(&format!("{year:04}-{month:02}-01"));
    while first(year + 1, 1) != 0 && first(year + 1, 1) <= count {
        year += 1;
    }
    while month < 12 && first(year, month + 1) != 0 && first(year, month + 1) <= count {
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", count - first(year, month) + 1)
}
