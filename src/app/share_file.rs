//! The file as the record: where it was saved last, and saving to it again.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn share_file(_state: State) -> El {
    el("section")
}
