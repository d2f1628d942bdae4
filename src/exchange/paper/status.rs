//! How a status looks, wherever it is drawn: a shape and a name for the style sheet beside its word.
//!
//! What belongs here: what page, report and drawings share of that. Never here: what a status counts for (`assessment`).

use crate::assessment::Status;

/// The shape of a status in a box of 16 by 16: one path, filled by the rule `evenodd`, in the colour of the text. No status
/// has the shape of another; none is the shape of what is unanswered.
#[must_use]
pub const fn mark_path(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Met) => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11.6 3.7 8.3l1.2-1.2L7 9.2l4.1-4.1 1.2 1.2z",
        Some(Status::PartlyMet) => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 0 1 0 10.8z",
        Some(Status::NotMet) => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM5 6.1 6.1 5 8 6.9 9.9 5 11 6.1 9.1 8 11 9.9 9.9 11 8 9.1 6.1 11 5 9.9 6.9 8z"
        }
        Some(Status::NotApplicable) => {
            "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6zM4.8 7.2h6.4v1.6H4.8z"
        }
        None => "M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zm0 1.3a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6z",
    }
}

/// The class of a status in the style sheets: `partly-met`, or `unanswered`.
#[must_use]
pub const fn status_class(status: Option<Status>) -> &'static str {
    match status {
        Some(status) => status.key(),
        None => "unanswered",
    }
}

/// The colour of a status where no style sheet says another: dark enough to be read on white.
#[must_use]
pub const fn status_tone(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Met) => "#1d6b3e",
        Some(Status::PartlyMet) => "#8a5a00",
        Some(Status::NotMet) => "#b02a2a",
        Some(Status::NotApplicable) | None => "#566067",
    }
}
