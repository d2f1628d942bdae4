//! An assessment to another edition of the standard.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn edition(_state: State) -> El {
    el("div")
}
