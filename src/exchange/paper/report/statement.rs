//! The statement of applicability: every clause of the edition, and what the assessment says of it.

use super::super::document::{Block, Cell, Kind, Phrase, Section, Table, cell, lines, phrase};
use super::judged::{Judged, OfItem, evidence_line};
use super::{Chapter, Source};
use crate::assessment::{Answer, Standing, Status};

/// What the verdict letters are, since a reader from a laboratory would take them for more.
const LETTERS: &str = "Verdict letters are how the report forms of test laboratories write a result: P (pass) for met, \
                       F (fail) for partly met or not met, N/A for not applicable with a reason or not required for the \
                       class. Unanswered has none. This is a self-assessment: nothing was tested by a laboratory.";

pub(super) fn section(source: &Source) -> Section {
    let assessment = source.assessment;
    let edition = assessment.edition;
    let class = assessment.system_class().id();
    let mut section = Section::new(Chapter::Statement.key(), Chapter::Statement.label());
    let required = source.asked().count();
    section.para(phrase().own(format!(
        "{} has {} requirements. {required} of them are required for class {class}{}.",
        edition.name,
        source.judged.len(),
        if assessment.legacy { " on the route for legacy software" } else { "" },
    )));
    if source.choice.verdicts {
        section.hint(LETTERS);
    }
    section.table(table(source, class));
    section.heading("Signatures");
    section.blocks.push(Block::SignOff(vec![
        ("Prepared", phrase().said(source.name(&assessment.people.assessor))),
        ("Reviewed", phrase().said(source.name(&assessment.people.reviewer))),
        ("Approved", phrase()),
    ]));
    section
}

fn table(source: &Source, class: &str) -> Table {
    let caption = format!("Every clause of {}", source.assessment.edition.name);
    let mut table = Table::new(phrase().own(caption), &[("Clause", Kind::Code), ("Title", Kind::Text)]);
    table.column(format!("Required for class {class}"), Kind::Short);
    table.column("Status", Kind::Short);
    if source.choice.verdicts {
        table.column("Verdict", Kind::Code);
    }
    table.column("Evidence", Kind::Text);
    let reasons = if source.choice.notes { "Reason for not applicable, notes" } else { "Reason for not applicable" };
    table.column(reasons, Kind::Text);
    let mut activity = None;
    for judged in &source.judged {
        let own = judged.activity.clause;
        if activity != Some(own) {
            activity = Some(own);
            table.group(format!("{own} {}", judged.activity.title));
        }
        let mut cells = vec![
            cell(judged.requirement.clause.to_string()),
            cell(judged.requirement.title),
            required(source, judged),
            judged.status_lines(),
        ];
        if source.choice.verdicts {
            cells.push(lines(verdict(judged).map(|letter| phrase().own(letter))));
        }
        cells.push(evidence(source, judged));
        cells.push(reasons_and_notes(source, judged));
        table.row(cells);
    }
    table
}

/// Yes or no, and why not.
fn required(source: &Source, judged: &Judged) -> Cell {
    let mut said = vec![phrase().own(if judged.is_asked { "Yes" } else { "No" })];
    said.extend(why_not(source, judged).map(|why| phrase().own(why)));
    said
}

/// Why a requirement is not asked; none where it is.
pub(super) fn why_not(source: &Source, judged: &Judged) -> Option<String> {
    let requirement = judged.requirement;
    if judged.is_asked {
        None
    } else if requirement.classes.contains(&source.assessment.system_class()) {
        Some("Legacy software only".to_owned())
    } else if requirement.classes.is_empty() {
        Some("No class".to_owned())
    } else {
        let many = if requirement.classes.len() == 1 { "Class" } else { "Classes" };
        Some(format!("{many} {} only", requirement.classes_text()))
    }
}

/// The letter that report forms of test laboratories use; none for unanswered.
pub(super) fn verdict(judged: &Judged) -> Option<&'static str> {
    if !judged.is_asked {
        return Some("N/A");
    }
    match judged.standing {
        Standing::Given(Status::Met) => Some("P"),
        Standing::Given(Status::PartlyMet | Status::NotMet) => Some("F"),
        Standing::Given(Status::NotApplicable) => Some("N/A"),
        Standing::Estimated(_) | Standing::Open => None,
    }
}

fn evidence(source: &Source, judged: &Judged) -> Cell {
    let mut found = Cell::new();
    for (item, evidence) in judged.evidence() {
        let lead = item.map(OfItem::lead).unwrap_or_default();
        found.push(lead.and(evidence_line(evidence)));
        if source.choice.links && !evidence.link.trim().is_empty() {
            found.push(phrase().address(&evidence.link));
        }
    }
    found
}

fn reasons_and_notes(source: &Source, judged: &Judged) -> Cell {
    let mut found = judged.texts(reason);
    if source.choice.notes {
        let note = |text: Phrase| phrase().own("Note: ").and(text);
        found.extend(judged.texts(|answer| &answer.note).into_iter().map(note));
    }
    found
}

/// Why it does not apply, where it is set so. A reason that is left from before says nothing.
pub(super) fn reason(answer: &Answer) -> &str {
    if answer.status == Some(Status::NotApplicable) { &answer.reason } else { "" }
}
