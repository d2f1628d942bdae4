//! Documents for people: what is printed, pasted into Word and Excel, put into a calendar, or drawn.
//!
//! What belongs here: texts and drawings made of an assessment, in formats that other programs show. Never here: the
//! file that is read back (the parent), a rule about answers (`assessment`), or the page (`app`).

mod calendar;
mod charts;
mod checks_csv;
mod comparison;
mod course;
mod csv;
mod day;
mod document;
mod evidence_table;
mod figures;
mod heat_map;
mod html;
mod mark;
mod markdown;
mod markup;
mod order_drawing;
mod order_layout;
mod order_list;
mod past;
mod plan;
mod qr;
mod report;
mod status;

pub use calendar::calendar;
pub use charts::{
    Level, ProgressRow, Segment, bars, bars_head, bars_legend, bars_row, counts_in_words, progress_rows,
    progress_table, rows_of, segments,
};
pub use checks_csv::checks_csv;
pub use comparison::{ComparisonChoice, Named, SIDES, comparison, comparison_csv, comparison_summary};
pub use course::{Moment, course, course_table, moments};
pub use csv::csv;
pub use day::day_words;
pub use document::{
    Beside, Block, Cell, Column, Document, Fact, Group, Kind, Phrase, Picture, Row, Run, Section, Table,
};
pub use evidence_table::evidence_csv;
pub use figures::{count, percent};
pub use heat_map::{HeatRow, heat_block, heat_map, heat_rows, heat_table, standing_words};
pub use html::{COMPARISON_STYLE, STYLE, body, html, html_of_comparison, style_hash};
pub use markdown::markdown;
pub use markup::{Markup, element};
pub use order_drawing::{WAVES_IN_A_DRAWING, order_drawings};
pub use order_list::{WAVE_MEANS, because, order_list};
pub use past::past_paper;
pub use plan::plan_csv;
pub use qr::{qr, qr_file};
pub use report::{Chapter, Choice, Made, gaps_csv, report, requirements_csv, statement};
pub use status::{mark_path, status_class, status_tone};
