//! All assessments of this browser in one file.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn share_backup(_state: State) -> El {
    el("section")
}
