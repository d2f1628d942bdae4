//! Actions: the work on gaps, planned (what, who, until when).
//!
//! What belongs here: an action, its states, and what a list of them adds up to. Never here: how far a requirement is
//! met. A closed action is no answer: it asks for a new assessment of what it served.

use super::answer::Unknown;
use super::items::ItemId;
use super::model::Assessment;
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

/// What a list of actions adds up to. Apart from readiness: a closed action is not yet a met requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progressed {
    /// Not begun.
    pub to_do: usize,
    /// Begun.
    pub in_progress: usize,
    /// Finished.
    pub done: usize,
    /// Not wanted any more.
    pub dropped: usize,
    /// Open and past the day that they are due.
    pub overdue: usize,
    /// The work of the open ones, in tenths of a person-day.
    pub effort_left: u32,
    /// Open ones without a figure for the work.
    pub without_effort: usize,
}

impl Progressed {
    /// Counts actions on this day (`2026-11-22`).
    #[must_use]
    pub fn of(actions: &[Action], today: &str) -> Self {
        let mut sum = Self::default();
        for action in actions {
            *match action.stage {
                Stage::ToDo => &mut sum.to_do,
                Stage::InProgress => &mut sum.in_progress,
                Stage::Done => &mut sum.done,
                Stage::Dropped => &mut sum.dropped,
            } += 1;
            sum.overdue += usize::from(action.is_overdue(today));
            match action.effort.filter(|_| action.stage.is_open()) {
                Some(effort) => sum.effort_left += u32::from(effort.tenths()),
                None => sum.without_effort += usize::from(action.stage.is_open()),
            }
        }
        sum
    }

    /// Those that count: all but the dropped ones.
    #[must_use]
    pub const fn planned(self) -> usize {
        self.to_do + self.in_progress + self.done
    }
}

/// Where a requirement stands with its actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned {
    /// No action that counts.
    None,
    /// An action is open.
    Open,
    /// All actions are done, and nobody has assessed the requirement since: it asks for a new look.
    AssessAgain,
    /// All actions are done, and it was assessed after that.
    Assessed,
}

impl Assessment {
    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: ActionId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The actions that serve a requirement, in their order.
    pub fn actions_for(&self, clause: Clause) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(move |action| action.serves(clause))
    }

    /// Where a requirement stands with its actions; one that is met or not applicable asks for nothing.
    #[must_use]
    pub fn planned(&self, clause: Clause) -> Planned {
        let mut last_done: Option<&str> = None;
        for action in self.actions_for(clause) {
            match action.stage {
                Stage::ToDo | Stage::InProgress => return Planned::Open,
                Stage::Done => last_done = last_done.max(Some(action.done.as_str())),
                Stage::Dropped => {}
            }
        }
        let Some(last_done) = last_done else { return Planned::None };
        let counted = self.counted(clause);
        let is_settled = counted.is_some_and(|status| !status.is_gap());
        let is_later = self.answers.get(&clause).is_some_and(|answer| answer.changed.as_str() > last_done);
        if is_settled || is_later { Planned::Assessed } else { Planned::AssessAgain }
    }

    /// The requirements in scope whose actions are all done and that nobody has assessed since.
    #[must_use]
    pub fn to_assess_again(&self) -> Vec<Clause> {
        let asked = self.scope().requirements().map(|asked| asked.clause);
        asked.filter(|clause| self.planned(*clause) == Planned::AssessAgain).collect()
    }
}
