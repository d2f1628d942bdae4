//! The evidence register as a table for Excel: a row for each document.

use super::csv::csv;
use crate::assessment::{Assessment, Cited, DocumentField, Item, Register, Row};

const HEAD: [&str; 10] = [
    "Title",
    "Document number",
    "Version",
    "Date",
    "Expires",
    "State",
    "Requirements",
    "Kept, out of scope",
    "Link",
    "SHA-256",
];

/// The register of an assessment as CSV, with what its dates say on this day (`2026-11-22`). Every document is in it, the
/// blank one apart, which says nothing.
#[must_use]
pub fn evidence_csv(assessment: &Assessment, today: &str) -> String {
    let register = Register::of(assessment);
    let rows = register.rows.iter().filter(|row| !row.document.is_blank());
    csv(&HEAD, rows.map(|row| cells(assessment, row, today)))
}

fn cells(assessment: &Assessment, row: &Row, today: &str) -> Vec<String> {
    let field = |field: DocumentField| field.of(&row.document).to_owned();
    let states: Vec<String> = row.document.datings(today).iter().map(ToString::to_string).collect();
    vec![
        field(DocumentField::Title),
        field(DocumentField::Number),
        field(DocumentField::Version),
        field(DocumentField::Date),
        field(DocumentField::Expires),
        states.join("; "),
        served(assessment, row, true),
        served(assessment, row, false),
        field(DocumentField::Link),
        field(DocumentField::Sha256),
    ]
}

/// `Clause 5.1.1; 5.2.1 (Dose control)`. The word in front keeps a spreadsheet from reading 5.1.1 as a day or a number.
fn served(assessment: &Assessment, row: &Row, is_asked: bool) -> String {
    let places: Vec<String> = row
        .places
        .iter()
        .filter(|place| place.is_asked == is_asked)
        .map(|place| place_words(assessment, place))
        .collect();
    if places.is_empty() { String::new() } else { format!("Clause {}", places.join("; ")) }
}

fn place_words(assessment: &Assessment, place: &Cited) -> String {
    match place.item {
        None => place.clause.to_string(),
        Some(id) => {
            let name = assessment.item(id).map_or_else(|| format!("removed item {id}"), Item::display_name);
            format!("{} ({name})", place.clause)
        }
    }
}
