//! A locked file that was handed over: the passphrase, and what is inside.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn open_locked(_state: State, _name: &str, _bytes: Vec<u8>) -> El {
    el("section")
}
