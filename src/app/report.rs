//! The report: what goes in, and the ways to take it along.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn report(_state: State) -> El {
    el("div").class("stack")
}
