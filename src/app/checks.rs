//! What the consistency checks found, and what a person said to it.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn checks(_state: State) -> El {
    el("div").class("stack")
}
