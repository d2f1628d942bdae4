//! The statement of applicability.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn statement(_state: State) -> El {
    el("div").class("stack")
}
