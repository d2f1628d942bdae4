//! The action plan: what a list of actions adds up to, in which order it is shown, and what asks for a new assessment.
//!
//! What belongs here: rules about all actions together. Never here: one action (`action`), and numbers of readiness
//! (`score`), which no action moves.

use super::action::{Action, ActionId, MOST_ACTIONS, Stage};
use super::answer::{Answer, Status};
use super::filter::folded;
use super::merge::is_later;
use super::model::Assessment;
use crate::standard::Clause;
use std::cmp::Ordering;

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
    /// All actions are done, and it is met, not applicable with a reason, or was assessed after that.
    Assessed,
}

/// What the plan is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// Overdue first, then by the day, then open ones without one; closed ones behind them.
    #[default]
    Due,
    /// By the words for what is to be done.
    What,
    /// By the first requirement that is served; those that serve none last.
    Requirement,
    /// By name, in any case; those that nobody does last.
    Owner,
    /// The most pressing first.
    Priority,
    /// In the order of the board.
    Stage,
    /// The smallest first; those without a figure last.
    Effort,
}

/// Which actions are shown, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanView {
    /// What they are ordered by.
    pub order: SortBy,
    /// The other way round; what has no value stays last.
    pub is_reversed: bool,
    /// Only those of this owner, or with an empty name only those that nobody does; none for all.
    pub owner: Option<String>,
    /// Closed ones too.
    pub with_closed: bool,
}

impl PlanView {
    /// Whether the action is shown.
    #[must_use]
    pub fn shows(&self, action: &Action) -> bool {
        let is_theirs = self.owner.as_deref().is_none_or(|owner| owner.trim() == action.owner().unwrap_or_default());
        is_theirs && (self.with_closed || action.stage.is_open())
    }

    /// How two actions stand to each other. Where they are equal in what they are ordered by, the one that is due sooner
    /// comes first, and then the more pressing one.
    #[must_use]
    pub fn compare(&self, one: &Action, other: &Action) -> Ordering {
        self.by_order(one, other).then_with(|| by_due(one, other, false)).then(one.priority.cmp(&other.priority))
    }

    fn by_order(&self, one: &Action, other: &Action) -> Ordering {
        let is_reversed = self.is_reversed;
        let turned = |order: Ordering| if is_reversed { order.reverse() } else { order };
        let place = |stage: Stage| Stage::ALL.iter().position(|known| *known == stage);
        match self.order {
            SortBy::Due => by_due(one, other, is_reversed),
            SortBy::What => {
                let [one, other] = [one, other].map(Action::display_name);
                turned(by_name(&one, &other))
            }
            SortBy::Requirement => none_last(one.clauses.first(), other.clauses.first(), |a, b| turned(a.cmp(b))),
            SortBy::Owner => none_last(one.owner(), other.owner(), |a, b| turned(by_name(a, b))),
            SortBy::Priority => turned(one.priority.cmp(&other.priority)),
            SortBy::Stage => turned(place(one.stage).cmp(&place(other.stage))),
            SortBy::Effort => none_last(one.effort, other.effort, |a, b| turned(a.cmp(&b))),
        }
    }
}

/// Open ones first, then by the day that they are due; of open ones those that are overdue have the earliest days.
fn by_due(one: &Action, other: &Action, is_reversed: bool) -> Ordering {
    let day = |action: &Action| Some(action.due.clone()).filter(|due| !due.is_empty());
    let by_day = |one: String, other: String| if is_reversed { other.cmp(&one) } else { one.cmp(&other) };
    other.stage.is_open().cmp(&one.stage.is_open()).then_with(|| none_last(day(one), day(other), by_day))
}

/// By the letters without regard to case, and by the case where that is all that differs.
fn by_name(one: &str, other: &str) -> Ordering {
    folded(one).cmp(&folded(other)).then_with(|| one.cmp(other))
}

fn none_last<T>(one: Option<T>, other: Option<T>, compare: impl FnOnce(T, T) -> Ordering) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(one, other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// Puts one behind those that do not come after it. The library's sort is large.
fn insert<'a>(list: &mut Vec<&'a Action>, one: &'a Action, compare: impl Fn(&Action, &Action) -> Ordering) {
    let place = list.partition_point(|known| compare(known, one) != Ordering::Greater);
    list.insert(place, one);
}

impl Assessment {
    /// The action with this id.
    #[must_use]
    pub fn action(&self, id: ActionId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// Adds an action behind the others. Where its id is taken, or there are [`MOST_ACTIONS`], nothing changes and it
    /// says no.
    pub fn add_action(&mut self, action: Action) -> bool {
        let fits = self.actions.len() < MOST_ACTIONS && self.action(action.id).is_none();
        if fits {
            self.actions.push(action);
        }
        fits
    }

    /// Changes an action and stamps it.
    pub fn edit_action(&mut self, id: ActionId, now: &str, change: impl FnOnce(&mut Action)) {
        if let Some(action) = self.actions.iter_mut().find(|action| action.id == id) {
            change(action);
            now.clone_into(&mut action.changed);
        }
    }

    /// The actions that serve a requirement, in their order.
    pub fn actions_for(&self, clause: Clause) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(move |action| action.serves(clause))
    }

    /// Everybody who does something, each once, by name.
    #[must_use]
    pub fn owners(&self) -> Vec<&str> {
        let mut owners: Vec<&str> = Vec::new();
        for owner in self.actions.iter().filter_map(Action::owner) {
            let place = owners.partition_point(|known| by_name(known, owner) == Ordering::Less);
            if owners.get(place) != Some(&owner) {
                owners.insert(place, owner);
            }
        }
        owners
    }

    /// The actions that a view shows, in its order; equal ones in the order in which they were written.
    #[must_use]
    pub fn plan(&self, view: &PlanView) -> Vec<&Action> {
        let mut plan = Vec::new();
        for action in self.actions.iter().filter(|action| view.shows(action)) {
            insert(&mut plan, action, |one, other| view.compare(one, other));
        }
        plan
    }

    /// The actions in one stage for the board, of this owner or of all: open ones by the day that they are due, closed
    /// ones with what was closed last in front.
    #[must_use]
    pub fn column(&self, stage: Stage, owner: Option<&str>) -> Vec<&Action> {
        let view = PlanView { owner: owner.map(str::to_owned), with_closed: true, ..PlanView::default() };
        let closed =
            |action: &Action| if action.done.is_empty() { action.changed.clone() } else { action.done.clone() };
        let mut column = Vec::new();
        for action in self.actions.iter().filter(|action| action.stage == stage && view.shows(action)) {
            insert(&mut column, action, |one, other| match stage.is_open() {
                true => view.compare(one, other),
                false => closed(other).cmp(&closed(one)),
            });
        }
        column
    }

    /// Where a requirement stands with its actions.
    ///
    /// A requirement that is met, or not applicable with a reason, asks for nothing. Any other asks for a new look once
    /// all its actions are done, until its answer, or that for one of its items, changes later than the last of them was
    /// closed. Dropped actions say nothing. An answer that was taken back is none.
    #[must_use]
    pub fn planned(&self, clause: Clause) -> Planned {
        self.planned_by(clause, self.answers.get(&clause), self.counted(clause))
    }

    /// The same for an answer that is kept elsewhere, with its status as it counts.
    #[must_use]
    pub fn planned_by(&self, clause: Clause, answer: Option<&Answer>, counted: Option<Status>) -> Planned {
        let mut last_done: Option<&str> = None;
        for action in self.actions_for(clause) {
            // A file of another program may not tell when it was closed; then it was when the action changed last.
            let done = if action.done.is_empty() { &action.changed } else { &action.done };
            match action.stage {
                Stage::ToDo | Stage::InProgress => return Planned::Open,
                Stage::Done if last_done.is_none_or(|last| is_later(done, last)) => last_done = Some(done),
                Stage::Done | Stage::Dropped => {}
            }
        }
        let Some(last_done) = last_done else { return Planned::None };
        let (Some(answer), Some(status)) = (answer, counted) else { return Planned::AssessAgain };
        let mut changes = answer.parts.iter().map(|part| &part.answer.changed).chain([&answer.changed]);
        let is_looked_at = changes.any(|changed| is_later(changed, last_done));
        if !status.is_gap() || is_looked_at { Planned::Assessed } else { Planned::AssessAgain }
    }

    /// The requirements in scope whose actions are all done and that nobody has assessed since.
    #[must_use]
    pub fn to_assess_again(&self) -> Vec<Clause> {
        let asked = self.scope().requirements().map(|asked| asked.clause);
        asked.filter(|clause| self.planned(*clause) == Planned::AssessAgain).collect()
    }
}
