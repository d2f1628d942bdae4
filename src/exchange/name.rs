//! File names.

use crate::assessment::Assessment;

/// A name for the file, from its title and the day: only `A-Z a-z 0-9 . _ -`, which every system takes.
#[must_use]
pub fn file_name(assessment: &Assessment, now: &str) -> String {
    document_name(assessment, now, ".iec62304.json")
}

/// A name for a document that is made of an assessment; `ending` is a word of ours, such as `-report.html`.
#[must_use]
pub fn document_name(assessment: &Assessment, now: &str, ending: &str) -> String {
    let mut name = String::new();
    for char in assessment.display_title().chars() {
        if char.is_ascii_alphanumeric() {
            name.push(char.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= 60 {
            break;
        }
    }
    let name = match name.trim_end_matches('-') {
        "" => "assessment",
        name => name,
    };
    let day: String = now.chars().take(10).filter(|char| char.is_ascii_digit() || *char == '-').collect();
    format!("{name}-{day}{ending}")
}
