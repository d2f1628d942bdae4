//! Two states side by side.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn compare(_state: State) -> El {
    el("div")
}
