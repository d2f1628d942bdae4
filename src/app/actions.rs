//! The action plan: who does what until when.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn actions(_state: State) -> El {
    el("div").class("stack")
}
