//! Handing an assessment over: as a file, as a link, as a copy without secrets, as a locked copy.

use super::review::share_for_review;
use super::share_backup::share_backup;
use super::share_file::share_file;
use super::share_link::share_link;
use super::share_locked::share_locked;
use super::share_scrubbed::share_scrubbed;
use super::state::State;
use crate::browser::dom::{El, el};

/// A section for each way, the usual one first; in a copy for review that is the review file.
pub(super) fn share(state: State) -> El {
    el("div")
        .class("share")
        .with(share_for_review(state))
        .with(share_file(state))
        .with(share_link(state))
        .with(share_scrubbed(state))
        .with(share_locked(state))
        .with(share_backup(state))
}
