//! Bringing together what two people made of one assessment.
//!
//! What belongs here: what comes in by itself, what a person has to decide, and the outcome. Never here: two tabs of one
//! browser (`assessment::merge`, which decides by time), and how copies are found (`app`).
//!
//! Invariants: nothing is decided by time; the outcome does not depend on which of the two merges; what one side has and
//! the other never took away is in it.

mod copies;
mod lists;
mod shown;
mod sides;
mod tree;
mod warnings;

pub use copies::{Outcome, Refused, bring_together, may_merge};
pub use shown::{group_of, label, shown};
pub use tree::{Choice, Conflict, Joined, Taken, join};
pub use warnings::{Warning, warnings};
