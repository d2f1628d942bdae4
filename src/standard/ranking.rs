//! What leans on what, and how gaps are ranked: rows and points of `editions/order.tsv` and `editions/ranking.toml`.
//!
//! What belongs here: the data as it arrives with the words. Never here: what it says of an assessment (`assessment`).

use super::load::Lines;
use super::{Clause, Edition};
use std::fmt;

/// A requirement leans on another one, which has to be met before it can be done or shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaning {
    /// The requirement.
    pub clause: Clause,
    /// What it leans on.
    pub on: Clause,
    /// Why, in a short sentence.
    pub why: &'static str,
}

/// The rule by which gaps are ranked.
#[derive(Debug, PartialEq, Eq)]
pub struct RankingRule {
    /// What the status counts for.
    pub status: RankingPart,
    /// Points of a gap that is not met; more than [`Self::partly_met`].
    pub not_met: u16,
    /// Points of a gap that is partly met.
    pub partly_met: u16,
    /// What the safety class counts for.
    pub class: RankingPart,
    /// Points of the edition's strictest class; see [`Self::of_place`].
    pub strictest: u16,
    /// What counts for the requirements that lean on it.
    pub dependents: RankingPart,
    /// Points for each that leans on it directly; not less than [`Self::through`].
    pub direct: u16,
    /// Points for each that leans on it only through others.
    pub through: u16,
    /// The most points for all of them together.
    pub most: u16,
    /// What assessors often find.
    pub often: RankingGroups,
    /// What has to be settled before a release.
    pub blocking: RankingGroups,
}

/// The words for one component of the rule.
#[derive(Debug, PartialEq, Eq)]
pub struct RankingPart {
    /// Its name.
    pub label: &'static str,
    /// Why it counts.
    pub why: &'static str,
}

/// A component that counts for some requirements only.
#[derive(Debug, PartialEq, Eq)]
pub struct RankingGroups {
    /// Its words.
    pub part: RankingPart,
    /// Its points, once for a gap.
    pub points: u16,
    /// The requirements it counts for; each clause stands in one group only.
    pub groups: &'static [RankingGroup],
}

/// Requirements that weigh more for one reason.
#[derive(Debug, PartialEq, Eq)]
pub struct RankingGroup {
    /// What they have in common.
    pub name: &'static str,
    /// The requirements.
    pub spots: &'static [Spot],
    /// The reason, in a sentence.
    pub says: &'static str,
}

/// A requirement, or one lettered item of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The requirement.
    pub clause: Clause,
    /// The letter, where only that is meant.
    pub letter: Option<char>,
}

/// `5.8.3`, or `5.2.2 e`.
impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.clause)?;
        self.letter.map_or(Ok(()), |letter| write!(out, " {letter}"))
    }
}

impl Spot {
    /// Whether the edition has it.
    #[must_use]
    pub fn is_in(self, edition: &'static Edition) -> bool {
        let asked = edition.requirement(self.clause);
        asked.is_some_and(|asked| {
            self.letter.is_none_or(|letter| asked.letters.iter().any(|item| item.letter == letter))
        })
    }
}

impl RankingRule {
    /// The points of the class at this place of its edition, counted from 0 for the mildest, of so many classes: all of
    /// them for the strictest, none for the mildest, its share for a class between.
    #[must_use]
    pub fn of_place(&self, place: usize, classes: usize) -> u16 {
        let share = usize::from(self.strictest) * place;
        classes.checked_sub(1).and_then(|steps| share.checked_div(steps)).and_then(|it| it.try_into().ok()).unwrap_or(0)
    }
}

pub(super) fn leaning(lines: &mut Lines) -> Leaning {
    Leaning { clause: lines.clause(), on: lines.clause(), why: lines.value() }
}

pub(super) fn rule(lines: &mut Lines) -> RankingRule {
    RankingRule {
        status: part(lines),
        not_met: number(lines),
        partly_met: number(lines),
        class: part(lines),
        strictest: number(lines),
        dependents: part(lines),
        direct: number(lines),
        through: number(lines),
        most: number(lines),
        often: groups(lines),
        blocking: groups(lines),
    }
}

fn number(lines: &mut Lines) -> u16 {
    lines.value().parse().unwrap_or(0)
}

fn part(lines: &mut Lines) -> RankingPart {
    RankingPart { label: lines.value(), why: lines.value() }
}

fn groups(lines: &mut Lines) -> RankingGroups {
    RankingGroups { part: part(lines), points: number(lines), groups: lines.list(group) }
}

fn group(lines: &mut Lines) -> RankingGroup {
    RankingGroup { name: lines.value(), spots: lines.list(spot), says: lines.value() }
}

fn spot(lines: &mut Lines) -> Spot {
    Spot { clause: lines.clause(), letter: lines.value().chars().next() }
}
