//! An assessment that came as a link: read only, until the person says what becomes of it.

use super::parts::heading;
use super::state::State;
use crate::browser::dom::{El, el};

pub(super) fn shared_link(_state: State, _link: &str) -> El {
    el("div").class("page").with(heading().with("A shared assessment"))
}
