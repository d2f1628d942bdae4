//! The software safety class of the system, and why.

use super::super::document::{Block, Kind, Section, Table, cell, fact, phrase, said};
use super::{Chapter, Source};
use crate::assessment::{Assessment, Basis, ControlKind};

/// The class that counts, in a few words.
pub(super) fn class_words(assessment: &Assessment) -> String {
    let counts = assessment.system_class().id();
    match assessment.classification.class {
        Some(class) if class.id() != counts => format!("Class {}, but {counts} counts", class.id()),
        Some(class) => format!("Class {}, {}", class.id(), assessment.class_basis().label()),
        None => format!("Not assigned, so {counts} counts"),
    }
}

pub(super) fn section(source: &Source) -> Section {
    let assessment = source.assessment;
    let classification = &assessment.classification;
    let counts = assessment.system_class();
    let mut section = Section::new(Chapter::Classification.key(), Chapter::Classification.label());
    let assigned = classification.class.map_or("Not assigned".to_owned(), |class| format!("Class {}", class.id()));
    let mut facts = vec![fact("Class that counts", format!("Class {}", counts.id())), fact("Assigned", assigned)];
    facts.push(fact("What it rests on", basis_words(assessment)));
    section.facts(facts);
    if let Some(info) = assessment.edition.classes.iter().find(|info| info.class == counts) {
        section.hint(format!("{}: {}", info.name, info.meaning));
    }
    section.table(steps(assessment));
    section.table(controls(assessment));
    section.heading("Rationale");
    let rationale = &classification.rationale;
    if rationale.trim().is_empty() {
        section.para(phrase().own("No rationale is written."));
    } else {
        let is_composed = assessment.compose_rationale().is_some_and(|text| text.trim() == rationale.trim());
        section.hint(match is_composed {
            true => "Composed from the answers to the classification questions.",
            false => "Written by the team.",
        });
        section.blocks.push(Block::Quote(phrase().said(rationale)));
    }
    section
}

/// What the class rests on, in a sentence.
fn basis_words(assessment: &Assessment) -> String {
    match assessment.class_basis() {
        Basis::NotAssigned => {
            format!("No class is assigned; until then {} counts.", assessment.edition.strictest().id())
        }
        Basis::Stated => "The class is stated, not reasoned: its questions are not answered to the end.".to_owned(),
        Basis::Reasoned => "The class is what the answers to its questions lead to.".to_owned(),
        Basis::StatedHigher(reasoned) => {
            format!("The class is stated, and higher than what the answers lead to (class {}).", reasoned.id())
        }
        Basis::StatedLower(reasoned) => {
            format!("The class is stated, and lower than what the answers lead to (class {}).", reasoned.id())
        }
    }
}

fn steps(assessment: &Assessment) -> Table {
    let caption = phrase().own("Answers to the classification questions");
    let mut table = Table::new(caption, &[("Question", Kind::Text), ("Answer", Kind::Text)]);
    for (question, answer) in assessment.path().steps {
        table.row(vec![cell(question.question), cell(answer.label)]);
    }
    table
}

fn controls(assessment: &Assessment) -> Table {
    let caption = phrase().own("Risk controls that the answers rest on");
    let mut table = Table::new(caption, &[("Risk control", Kind::Text), ("Where it is", Kind::Short)]);
    for control in &assessment.classification.reasoning.controls {
        if !control.what.trim().is_empty() {
            let kind = control.kind.map_or("Not said", ControlKind::label);
            table.row(vec![said(&control.what), cell(kind)]);
        }
    }
    table
}
