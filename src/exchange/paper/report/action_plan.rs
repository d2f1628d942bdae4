//! The actions, and how far they are: apart from readiness.

use super::super::document::{Cell, Kind, Section, Table, cell, fact, lines, phrase, said};
use super::judged::name_of;
use super::{Chapter, Source, count};
use crate::assessment::{Action, Priority, Progressed, Stage, days};

pub(super) fn section(source: &Source) -> Section {
    let assessment = source.assessment;
    let mut section = Section::new(Chapter::Plan.key(), Chapter::Plan.label());
    if assessment.actions.is_empty() {
        section.para(phrase().own("No action is planned."));
        return section;
    }
    let sum = Progressed::of(&assessment.actions, source.made.today);
    section.para(phrase().own(format!(
        "Done: {} of {}. This says nothing on readiness: a closed action is not yet a met requirement.",
        sum.done,
        count(sum.planned(), "planned action", "planned actions")
    )));
    let effort = match sum.without_effort {
        0 => format!("{} days", days(sum.effort_left)),
        some => format!("{} days, and {} without a figure", days(sum.effort_left), count(some, "action", "actions")),
    };
    section.facts(vec![
        fact(Stage::ToDo.label(), sum.to_do.to_string()),
        fact(Stage::InProgress.label(), sum.in_progress.to_string()),
        fact(Stage::Done.label(), sum.done.to_string()),
        fact(Stage::Dropped.label(), sum.dropped.to_string()),
        fact("Overdue", sum.overdue.to_string()),
        fact("Effort left", effort),
    ]);
    section.table(table(source));
    let again = assessment.to_assess_again();
    if !again.is_empty() {
        section.heading(format!("Closed, to be assessed again ({})", again.len()));
        section.hint("Every action on these is done, and nobody has assessed them since.");
        let asked = again.into_iter().filter_map(|clause| assessment.edition.requirement(clause));
        section.list(asked.map(|requirement| phrase().own(name_of(requirement))).collect());
    }
    section
}

/// Overdue first, then by the day they are due; the closed ones at the end.
fn sorted<'a>(actions: &'a [Action], today: &str) -> Vec<&'a Action> {
    let key = |action: &'a Action| {
        let stage = match action.stage {
            Stage::ToDo | Stage::InProgress => u8::from(!action.is_overdue(today)),
            Stage::Done => 2,
            Stage::Dropped => 3,
        };
        (stage, action.due.is_empty(), action.due.as_str(), action.priority)
    };
    let mut sorted: Vec<&Action> = Vec::with_capacity(actions.len());
    for action in actions {
        let place = sorted.partition_point(|known| key(known) <= key(action));
        sorted.insert(place, action);
    }
    sorted
}

fn table(source: &Source) -> Table {
    let mut table = Table::new(phrase().own("Actions, overdue first"), &[("Action", Kind::Text)]);
    table.column("Requirements", Kind::Short);
    if source.choice.names {
        table.column("Owner", Kind::Text);
    }
    for (name, kind) in
        [("Due", Kind::Code), ("Priority", Kind::Short), ("State", Kind::Short), ("Effort in days", Kind::Figure)]
    {
        table.column(name, kind);
    }
    let today = source.made.today;
    for action in sorted(&source.assessment.actions, today) {
        let clauses: Vec<String> = action.clauses.iter().map(ToString::to_string).collect();
        let mut cells = vec![what(source, action), cell(clauses.join(", "))];
        if source.choice.names {
            cells.push(said(&action.owner));
        }
        let mut due = said(&action.due);
        if action.is_overdue(today) {
            due.push(phrase().strong("Overdue"));
        }
        cells.push(due);
        cells.push(cell(Priority::label(action.priority)));
        cells.push(cell(action.stage.label()));
        cells.push(lines(action.effort.map(|effort| phrase().own(effort.to_string()))));
        table.row(cells);
    }
    table
}

fn what(source: &Source, action: &Action) -> Cell {
    let note = source.note(&action.note);
    let note = if note.trim().is_empty() { phrase() } else { phrase().own("Note: ").said(note) };
    lines([phrase().said(&action.display_name()), note])
}
