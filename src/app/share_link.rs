//! The statuses as a link and as a QR code, and the whole as a longer link.

use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn share_link(_state: State) -> El {
    el("section")
}
