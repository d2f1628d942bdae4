//! The shapes that tell a status without colour.

use super::markup::{Markup, element};
use super::status::{mark_path, status_class};
use crate::assessment::Status;

/// The shape as a drawing. It says nothing to a screen reader: the word stands beside it.
pub(super) fn mark(status: Option<Status>) -> Markup {
    let class = format!("mark {}", status_class(status));
    let path = element("path").attr("fill", "currentColor").attr("fill-rule", "evenodd").attr("d", mark_path(status));
    let size = element("svg").attr("class", class).attr("width", "13").attr("height", "13");
    size.attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path)
}
