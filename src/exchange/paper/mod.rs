//! Documents for people: what is printed, pasted into Word and Excel, put into a calendar, or drawn.
//!
//! What belongs here: texts and drawings made of an assessment, in formats that other programs show. Never here: the
//! file that is read back (the parent), a rule about answers (`assessment`), or the page (`app`).

mod csv;
mod markup;

pub use csv::csv;
pub use markup::{Markup, element};
