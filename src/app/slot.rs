//! The live answer to one requirement, and the places on the page where it is given: for the whole, or item by item.

use super::state::State;
use crate::assessment::{Answer, Assessment, ItemId, Standing, Status};
use crate::browser::clock;
use crate::browser::reactive::*;
use crate::standard::Clause;

/// The live answer to one requirement.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    /// The answer.
    pub(super) answer: RwSignal<Answer>,
    /// The status that is chosen for the whole.
    pub(super) chosen: Memo<Option<Status>>,
    /// Whether each item has an answer of its own.
    pub(super) is_split: Memo<bool>,
    /// The status that counts.
    pub(super) counted: Memo<Option<Status>>,
}

impl Cell {
    pub(super) fn new(clause: Clause, head: RwSignal<Assessment>) -> Self {
        let answer = RwSignal::new(Answer::default());
        let counted = move |answer: &Answer| {
            if answer.is_split() {
                // Which items count depends on their classes.
                answer.rolled_up(&head.with(|head| head.asked_items(clause)))
            } else {
                answer.counted()
            }
        };
        Self {
            answer,
            chosen: Memo::new(move |_| answer.with(|answer| answer.status)),
            is_split: Memo::new(move |_| answer.with(Answer::is_split)),
            counted: Memo::new(move |_| answer.with(counted)),
        }
    }

    /// Whether a person has not chosen anything, so that an estimate would stand in.
    pub(super) fn is_open(self) -> bool {
        self.counted.get().is_none() && self.chosen.get().is_none() && !self.is_split.get()
    }

    /// How the requirement stands, with the estimate of its activity where a person has not chosen anything.
    pub(super) fn standing(self, estimate: Option<Status>) -> Standing {
        Standing::new(self.counted.get(), estimate.filter(|_| self.is_open()))
    }
}

/// An answer on the page: that to a requirement, or that to one item of it.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) state: State,
    pub(super) clause: Clause,
    pub(super) cell: Cell,
    /// The item, where the answer is split.
    pub(super) item: Option<ItemId>,
}

impl Slot {
    /// Reads the answer; an empty one where there is none yet.
    pub(super) fn with<T>(self, read: impl FnOnce(&Answer) -> T) -> T {
        self.cell.answer.with(|answer| match self.item {
            None => read(answer),
            Some(item) => match answer.part(item) {
                Some(part) => read(part),
                None => read(&Answer::default()),
            },
        })
    }

    /// Changes the answer, stamps it, and saves.
    pub(super) fn edit(self, change: impl FnOnce(&mut Answer)) {
        let Some(item) = self.item else {
            self.state.edit(self.clause, change);
            return;
        };
        self.state.edit(self.clause, |answer| {
            answer.edit_part(item, |part| {
                change(part);
                part.changed = clock::now();
            });
        });
    }

    /// The status that is chosen.
    pub(super) fn chosen(self) -> Option<Status> {
        if self.item.is_none() { self.cell.chosen.get() } else { self.with(|answer| answer.status) }
    }

    /// What finds its part of the page.
    pub(super) fn selector(self) -> String {
        let card = format!("[id='c-{}']", self.clause);
        self.item.map_or_else(|| card.clone(), |item| format!("{card} [data-item='{item}']"))
    }

    /// What tells the ids of its fields from those of every other: `5.1.1`, `5.1.1-dose`.
    pub(super) fn key(self) -> String {
        match self.item {
            None => self.clause.to_string(),
            Some(item) => format!("{}-{item}", self.clause),
        }
    }
}
