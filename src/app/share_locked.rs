//! A copy that only a passphrase opens.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn share_locked(_state: State) -> El {
    el("section")
}
