//! What stands beside an answer besides the answer: findings of the checks, remarks of reviewers, and actions.

use super::beside_actions::beside_actions;
use super::beside_checks::beside_checks;
use super::beside_reviews::beside_reviews;
use super::slot::Slot;
use crate::browser::dom::{El, el};

/// What the card of a requirement shows below its answer; for the requirement as a whole.
pub(super) fn beside(slot: Slot) -> El {
    el("div")
        .class("beside")
        .with(beside_checks(slot))
        .with(beside_reviews(slot))
        .with(beside_actions(slot.state, slot.clause))
}
