//! Actions: the work on gaps (what, who, until when).
//!
//! What belongs here: one action and its states. Never here: what a list of them adds up to (`plan`), and how far a
//! requirement is met: a closed action is no answer.

use super::answer::Unknown;
use super::items::ItemId;
use crate::standard::Clause;
use std::fmt;

/// The id of an action in its assessment: 1 to 16 letters, digits and hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionId(ItemId);

impl ActionId {
    /// The id, if the text may be one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        ItemId::new(text).map(Self)
    }
}

impl fmt::Display for ActionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// How soon an action is wanted, next to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Priority {
    /// Before the others.
    High,
    /// As they come.
    #[default]
    Medium,
    /// When there is time.
    Low,
}

impl Priority {
    /// Every priority, the most pressing first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }

    /// The word on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }

    /// The priority with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.key() == key)
    }
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Not begun.
    #[default]
    ToDo,
    /// Begun.
    InProgress,
    /// Finished.
    Done,
    /// Not wanted any more; kept for the record.
    Dropped,
}

impl Stage {
    /// Every stage, in the order of the board.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::InProgress, Self::Done, Self::Dropped];

    /// The word in the file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ToDo => "to-do",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ToDo => "To do",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::Dropped => "Dropped",
        }
    }

    /// The stage with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }

    /// Whether work is left: to do or in progress.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::InProgress)
    }
}

/// Work, in tenths of a person-day, from 0.1 to 999.9 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Effort(u16);

impl Effort {
    /// Reads days as people write them: `3`, `0.5`, `2,5`. None for anything else, for nothing at all, and beyond 999.9.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (days, tenth) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let is_number = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(days, 3) || !is_number(tenth, 1) {
            return None;
        }
        let tenths = days.parse::<u16>().ok()? * 10 + tenth.parse::<u16>().ok()?;
        (tenths > 0).then_some(Self(tenths))
    }

    /// In tenths of a person-day.
    #[must_use]
    pub const fn tenths(self) -> u16 {
        self.0
    }
}

/// `3` or `0.5`: days, with a tenth where there is one.
impl fmt::Display for Effort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&days(self.0.into()))
    }
}

/// Tenths of a day in days: `12` or `0.5`.
#[must_use]
pub fn days(tenths: u32) -> String {
    match (tenths / 10, tenths % 10) {
        (days, 0) => days.to_string(),
        (days, tenth) => format!("{days}.{tenth}"),
    }
}

/// The most actions that an assessment holds: a file with more is not read to its end, so the page makes no more.
pub const MOST_ACTIONS: usize = 1000;

/// Something to do about one or several requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Stays the same in every copy of the assessment.
    pub id: ActionId,
    /// The requirements that it serves, in order, each once; may be none.
    pub clauses: Vec<Clause>,
    /// What is to be done, in a line.
    pub what: String,
    /// Who does it.
    pub owner: String,
    /// The day until when, `2026-03-31`; empty while it is open.
    pub due: String,
    /// How soon it is wanted.
    pub priority: Priority,
    /// How far it is.
    pub stage: Stage,
    /// The work that it takes.
    pub effort: Option<Effort>,
    /// Anything worth keeping.
    pub note: String,
    /// When it was set to done, ISO 8601 in UTC; empty while it is not done.
    pub done: String,
    /// When any of it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Action {
    /// A new action that serves these requirements.
    #[must_use]
    pub fn new(id: ActionId, clauses: Vec<Clause>) -> Self {
        Self {
            id,
            clauses,
            what: String::new(),
            owner: String::new(),
            due: String::new(),
            priority: Priority::default(),
            stage: Stage::default(),
            effort: None,
            note: String::new(),
            done: String::new(),
            changed: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// What is to be done, or what stands in for it.
    #[must_use]
    pub fn display_name(&self) -> String {
        let what = self.what.trim();
        if what.is_empty() { format!("Action {}", self.id) } else { what.to_owned() }
    }

    /// Whether it serves this requirement.
    #[must_use]
    pub fn serves(&self, clause: Clause) -> bool {
        self.clauses.contains(&clause)
    }

    /// Adds a requirement that it serves, in its place; one that is there already changes nothing.
    pub fn serve(&mut self, clause: Clause) {
        let place = self.clauses.partition_point(|known| *known < clause);
        if self.clauses.get(place) != Some(&clause) {
            self.clauses.insert(place, clause);
        }
    }

    /// Takes a requirement away that it served.
    pub fn serve_no_more(&mut self, clause: Clause) {
        self.clauses.retain(|known| *known != clause);
    }

    /// Who does it, without white space around; none where nobody is named.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        Some(self.owner.trim()).filter(|owner| !owner.is_empty())
    }

    /// Puts it into a stage. The time of the first move to done is kept until it leaves that stage.
    pub fn set_stage(&mut self, stage: Stage, now: &str) {
        if stage != Stage::Done {
            self.done.clear();
        } else if self.stage != Stage::Done {
            now.clone_into(&mut self.done);
        }
        self.stage = stage;
    }

    /// Open, and due before this day (`2026-11-22`).
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        self.stage.is_open() && !self.due.is_empty() && self.due.as_str() < today
    }
}
