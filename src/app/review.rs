//! What a reviewer says, and what the maker replies.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn review(_state: State) -> El {
    el("div")
}
