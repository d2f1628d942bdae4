//! The action plan as a table that issue trackers take.

use super::csv;
use crate::assessment::{Action, Assessment, Effort, PlanView};
use crate::standard::editions;

/// The names of the columns. Jira takes these as they are, and wants no punctuation in them; GitLab and Azure DevOps call
/// the first one Title, and their importers ask for, or let a person say, what is what.
const COLUMNS: [&str; 9] =
    ["Summary", "Description", "Assignee", "Due Date", "Priority", "Status", "Labels", "Estimate in days", "Action id"];

/// All actions as a table, a row for each: open ones first, by the day that they are due. Labels stand apart by spaces,
/// as trackers have it: `IEC62304 5.1.1 5.1.2`.
#[must_use]
pub fn plan_csv(assessment: &Assessment) -> String {
    let view = PlanView { with_closed: true, ..PlanView::default() };
    csv(&COLUMNS, assessment.plan(&view).into_iter().map(|action| row(assessment, action)))
}

fn row(assessment: &Assessment, action: &Action) -> Vec<String> {
    let mut description: Vec<String> = Vec::new();
    if !action.note.trim().is_empty() {
        description.extend([action.note.trim().to_owned(), String::new()]);
    }
    description.extend(served(assessment, action));
    description.push(format!("Assessment: {}", in_a_line(&assessment.display_title())));
    let labels = action.clauses.iter().fold("IEC62304".to_owned(), |labels, clause| format!("{labels} {clause}"));
    vec![
        // Trackers refuse a summary of several lines.
        in_a_line(&action.display_name()),
        description.join("\n"),
        in_a_line(&action.owner),
        action.due.clone(),
        action.priority.label().to_owned(),
        action.stage.label().to_owned(),
        labels,
        action.effort.as_ref().map(Effort::to_string).unwrap_or_default(),
        action.id.to_string(),
    ]
}

/// The requirements that an action serves, a line for each, with how they stand.
pub(super) fn served(assessment: &Assessment, action: &Action) -> Vec<String> {
    let scope = assessment.scope();
    let line = |clause: &crate::standard::Clause| {
        let own = assessment.edition.requirement(*clause);
        let title = own.or_else(|| editions().iter().find_map(|other| other.requirement(*clause)));
        let title = title.map(|requirement| requirement.title).unwrap_or_default();
        let state = match (scope.requirement(*clause), assessment.counted(*clause)) {
            (None, _) => "out of scope now",
            (Some(_), Some(status)) => status.label(),
            (Some(_), None) => "Unanswered",
        };
        format!("{} {clause} {title}: {state}", assessment.edition.name)
    };
    action.clauses.iter().map(line).collect()
}

/// A text in a single line.
pub(super) fn in_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
