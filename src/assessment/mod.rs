//! What a person says about their software, and what follows from it.
//!
//! What belongs here: answers, numbers, filters, and every rule about them. Never here: how an assessment looks in
//! a file (`exchange`), where it is kept (`browser`), or how it is shown (`app`). Time and ids come in as arguments.

mod answer;
mod filter;
mod gap;
mod merge;
mod model;
mod score;
mod text;

pub use answer::{Answer, Evidence, Json, Letters, Status, Unknown};
pub use filter::{Filter, Query};
pub use gap::{Gap, gaps};
pub use merge::{Merged, merge};
pub use model::{Assessment, Classification, People, Product};
pub use score::{Progress, Tally};
pub use text::{hidden_char, is_calendar_date, visible, web_link};
