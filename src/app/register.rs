//! The evidence register: all evidence in one place.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn register(_state: State) -> El {
    el("div").class("stack")
}
