//! What the questionnaire shows, and moving in it.

use super::card::{card_id, focus_card};
use super::route::{Place, Route};
use super::state::State;
use crate::browser::reactive::*;
use crate::browser::{address, page};
use crate::standard::Clause;
use std::collections::BTreeSet;

/// What the questionnaire shows and how to move in it. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: State,
    /// The clauses to be seen.
    pub(super) shown: Memo<BTreeSet<Clause>>,
    /// The activity that is open; none for a list across all.
    pub(super) activity: Memo<Option<Clause>>,
    /// What is searched for, in all activities.
    pub(super) search: RwSignal<String>,
}

impl Desk {
    /// Brings a requirement in view and puts the focus on it, in another activity if need be.
    pub(super) fn go_to(self, clause: Clause) {
        if self.shown.with_untracked(|shown| shown.contains(&clause)) {
            focus_card(clause);
            return;
        }
        self.search.set(String::new());
        let link = Route::link(&self.state.id_now(), Place::Requirement(clause));
        if address::get() == link.trim_start_matches('#') {
            focus_card(clause);
        } else {
            address::go(&link);
        }
    }

    /// The requirement whose card holds the focus.
    pub(super) fn focused(self) -> Option<Clause> {
        let card = page::focused_card()?;
        self.shown.with_untracked(|shown| shown.iter().copied().find(|clause| card_id(*clause) == card))
    }
}
