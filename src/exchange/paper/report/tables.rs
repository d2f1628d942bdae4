//! Tables for Excel: a row for each requirement, and a row for each gap.

use super::super::csv::csv;
use super::super::document::{Cell, Phrase};
use super::judged::{Judged, OfItem, evidence_line};
use super::statement::{reason, verdict, why_not};
use super::{Choice, Made, Source};
use crate::assessment::{Action, Answer, Assessment, Letters, Standing, ranked_gaps};

/// A column: its name, and what it holds for a requirement.
type Column = (&'static str, fn(&Source, &Judged) -> String);

/// A row for each requirement of the edition, those that are not required too. What is not chosen has no column.
#[must_use]
pub fn requirements_csv(assessment: &Assessment, choice: &Choice) -> String {
    let made = Made { now: "", today: "", version: "", digest: "" };
    let source = Source::new(assessment, choice, &made);
    let columns = columns(choice);
    let head: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let row = |judged: &Judged| columns.iter().map(|(_, cell)| cell(&source, judged)).collect::<Vec<String>>();
    csv(&head, source.judged.iter().map(row))
}

/// A row for each gap, in the order of the report.
#[must_use]
pub fn gaps_csv(assessment: &Assessment, choice: &Choice) -> String {
    let made = Made { now: "", today: "", version: "", digest: "" };
    let source = Source::new(assessment, choice, &made);
    let mut columns = columns(choice);
    columns
        .retain(|(name, _)| !["Required", "Why not required", "Reason for not applicable", "Estimate"].contains(name));
    let mut head = vec!["Rank", "Points"];
    head.extend(columns.iter().map(|(name, _)| *name));
    let gaps = ranked_gaps(assessment);
    let rows = gaps.iter().enumerate().filter_map(|(index, ranked)| {
        let place =
            source.judged.binary_search_by(|judged| judged.requirement.clause.cmp(&ranked.gap.requirement.clause));
        let judged = source.judged.get(place.ok()?)?;
        let mut row = vec![(index + 1).to_string(), ranked.points.to_string()];
        row.extend(columns.iter().map(|(_, cell)| cell(&source, judged)));
        Some(row)
    });
    csv(&head, rows)
}

fn columns(choice: &Choice) -> Vec<Column> {
    let mut columns: Vec<Column> = vec![
        ("Clause", |_, judged| judged.requirement.clause.to_string()),
        ("Title", |_, judged| judged.requirement.title.to_owned()),
        ("Activity", |_, judged| format!("{} {}", judged.activity.clause, judged.activity.title)),
        ("Required", |_, judged| if judged.is_asked { "Yes" } else { "No" }.to_owned()),
        ("Why not required", |source, judged| why_not(source, judged).unwrap_or_default()),
        ("Status", |_, judged| judged.status_word()),
    ];
    if choice.verdicts {
        columns.push(("Verdict", |_, judged| verdict(judged).unwrap_or_default().to_owned()));
    }
    let of_answer: [Column; 6] = [
        ("Estimate", |_, judged| match judged.standing {
            Standing::Estimated(status) if judged.is_asked => status.label().to_owned(),
            _ => String::new(),
        }),
        ("Status by item", |_, judged| joined(judged.item_lines().collect())),
        ("Reason for not applicable", |_, judged| typed(judged, reason)),
        ("Lettered items covered", |_, judged| letters(judged, true)),
        ("Lettered items open", |_, judged| letters(judged, false)),
        ("Evidence", |_, judged| {
            joined(judged.evidence().map(|(item, one)| lead(item).and(evidence_line(one))).collect())
        }),
    ];
    columns.extend(of_answer);
    if choice.links {
        columns.push(("Evidence links", |_, judged| {
            let links = judged.evidence().filter(|(_, one)| !one.link.trim().is_empty());
            links.map(|(_, one)| one.link.clone()).collect::<Vec<_>>().join("\n")
        }));
    }
    if choice.notes {
        columns.push(("Note", |_, judged| typed(judged, |answer| &answer.note)));
    }
    columns.push(("To find out", |_, judged| {
        if judged.answer.is_some_and(Answer::needs_follow_up) { "Yes" } else { "" }.to_owned()
    }));
    columns.push(("Second look", |_, judged| {
        if judged.answer.is_some_and(|answer| answer.second_look) { "Yes" } else { "" }.to_owned()
    }));
    columns.push(("Changed", |_, judged| {
        judged.answers().map(|(_, answer)| answer.changed.as_str()).max().unwrap_or_default().to_owned()
    }));
    columns.push(("Open actions", |source, judged| of_actions(source, judged, Action::display_name)));
    if choice.names {
        columns.push(("Owners", |source, judged| of_actions(source, judged, |action| action.owner.clone())));
    }
    columns.push(("Due", |source, judged| of_actions(source, judged, |action| action.due.clone())));
    columns
}

/// Lines of a cell.
fn joined(cell: Cell) -> String {
    cell.iter().map(Phrase::plain).collect::<Vec<_>>().join("\n")
}

fn lead(item: Option<&OfItem>) -> Phrase {
    item.map(OfItem::lead).unwrap_or_default()
}

/// What people typed into one field, as they typed it; that for an item behind its name.
fn typed<'a>(judged: &Judged<'a>, field: impl Fn(&'a Answer) -> &'a str) -> String {
    let mut found = String::new();
    for (item, answer) in judged.answers() {
        let text = field(answer);
        if text.trim().is_empty() {
            continue;
        }
        if !found.is_empty() {
            found.push('\n');
        }
        if let Some(item) = item {
            found.push_str(&item.name);
            found.push_str(": ");
        }
        found.push_str(text);
    }
    found
}

/// The lettered items that are covered, or those that are not; of a split answer those that every item covers.
fn letters(judged: &Judged, wanted: bool) -> String {
    let ticked = |answer: Option<&Answer>| answer.map_or_else(Letters::default, |answer| answer.letters);
    let is_split = judged.answer.is_some_and(Answer::is_split);
    let mut found = Vec::new();
    for item in judged.requirement.letters {
        let is_covered = if is_split {
            let mut asked = judged.items.iter().filter(|of| of.counts).peekable();
            asked.peek().is_some() && asked.all(|of| ticked(of.answer).has(item.letter))
        } else {
            ticked(judged.answer).has(item.letter)
        };
        if is_covered == wanted {
            found.push(item.letter.to_string());
        }
    }
    found.join(", ")
}

/// Something of each open action on a requirement, a line each.
fn of_actions(source: &Source, judged: &Judged, what: fn(&Action) -> String) -> String {
    let actions = source.assessment.actions_for(judged.requirement.clause);
    actions.filter(|action| action.stage.is_open()).map(what).collect::<Vec<_>>().join("\n")
}
