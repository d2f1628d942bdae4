//! The gaps, ranked: what to do first, and why.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn gaps(_state: State) -> El {
    el("div").class("stack")
}
