//! Documents for people: what is printed, pasted into Word and Excel, put into a calendar, or drawn.
//!
//! What belongs here: texts and drawings made of an assessment, in formats that other programs show. Never here: the
//! file that is read back (the parent), a rule about answers (`assessment`), or the page (`app`).

mod csv;
mod document;
mod evidence_table;
mod html;
mod mark;
mod markdown;
mod markup;
mod report;

pub use csv::csv;
pub use document::{Block, Cell, Column, Document, Fact, Group, Kind, Phrase, Picture, Row, Run, Section, Table};
pub use evidence_table::evidence_csv;
pub use html::{STYLE, body, html, style_hash};
pub use mark::mark_path;
pub use markdown::markdown;
pub use markup::{Markup, element};
pub use report::{Chapter, Choice, Made, gaps_csv, report, requirements_csv, statement};
