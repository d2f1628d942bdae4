//! What the checks found as a table for Excel.

use super::csv::csv;
use crate::assessment::{Accepted, Assessment, Scene, contradictions, findings};

const HEAD: [&str; 10] = [
    "Clause",
    "Title",
    "Severity",
    "What does not go together",
    "What to do",
    "Other clauses",
    "About",
    "Accepted",
    "Reason",
    "Accepted on",
];

/// A row for each finding, accepted or not; those of class, items and legacy route first, which have no clause.
#[must_use]
pub fn checks_csv(assessment: &Assessment, today: &str) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for one in contradictions(assessment) {
        let place = match one.scene {
            Scene::Classification => "Safety class",
            Scene::Items => "Software items",
            Scene::Setup => "Set-up",
            Scene::Legacy | Scene::GapAnalysis => "Legacy route",
        };
        let own = ["", place, "Contradiction", &one.what, &one.remedy, "", "", "No", "", ""];
        rows.push(own.map(ToOwned::to_owned).to_vec());
    }
    for one in findings(assessment, today) {
        let title = assessment.edition.requirement(one.clause).map_or("", |requirement| requirement.title);
        let others: Vec<String> = one.others.iter().map(ToString::to_string).collect();
        let accepted = assessment.accepted(one.check.id, one.clause).filter(|accepted| accepted.counts());
        let kept = |field: fn(&Accepted) -> &String| accepted.map(field).cloned().unwrap_or_default();
        rows.push(vec![
            one.clause.to_string(),
            title.to_owned(),
            one.check.severity.label().to_owned(),
            one.what,
            one.check.remedy.to_owned(),
            others.join(", "),
            one.named.join("\n"),
            if accepted.is_some() { "Yes" } else { "No" }.to_owned(),
            kept(|accepted| &accepted.reason),
            kept(|accepted| &accepted.changed).chars().take(10).collect(),
        ]);
    }
    csv(&HEAD, rows)
}
