//! What reviewers said, and what the maker replied: apart from readiness.

use super::super::document::{Block, Cell, Kind, Phrase, Section, Table, cell, fact, lines, phrase};
use super::judged::name_of;
use super::{Chapter, Source, count, time};
use crate::assessment::{Remark, RemarkKind, RemarkState, Review};
use crate::exchange::{Seal, Since, check_seal, since_reviewed};

/// None where nobody reviewed.
pub(super) fn section(source: &Source) -> Option<Section> {
    let assessment = source.assessment;
    if assessment.reviews.is_empty() {
        return None;
    }
    let mut section = Section::new(Chapter::Review.key(), Chapter::Review.label());
    let counts = assessment.remarked();
    section.para(phrase().own(format!(
        "{} with {}. They change no answer and no number of the summary.",
        count(assessment.reviews.len(), "review", "reviews"),
        count(counts.total(), "remark", "remarks")
    )));
    let kinds = RemarkKind::ALL.map(|kind| fact(kind.label(), counts.of_kind(kind).to_string()));
    let states = RemarkState::ALL.map(|state| fact(state.label(), counts.in_state(state).to_string()));
    section.facts(kinds.into_iter().chain(states).collect());
    section.table(reviews(source));
    for (place, review) in assessment.reviews.iter().enumerate() {
        if !review.summary.trim().is_empty() {
            section.para(phrase().own("On the whole, ").and(name(source, place, review)).own(":"));
            section.blocks.push(Block::Quote(phrase().said(&review.summary)));
        }
    }
    section.table(remarks(source));
    Some(section)
}

/// Who reviews: by name where names go in, and by a number where they do not, or where two carry one name.
fn name(source: &Source, place: usize, review: &Review) -> Phrase {
    let number = format!("review {}", place + 1);
    let name = source.name(review.reviewer.trim());
    if name.is_empty() {
        return phrase().own(number);
    }
    let named = phrase().said(name);
    if source.assessment.namesakes(review) > 1 { named.own(format!(" ({number})")) } else { named }
}

fn reviews(source: &Source) -> Table {
    let mut table = Table::new(
        phrase().own("Reviews"),
        &[("Review", Kind::Text), ("As", Kind::Text), ("Signed", Kind::Short), ("Remarks", Kind::Figure)],
    );
    for (place, review) in source.assessment.reviews.iter().enumerate() {
        let signed = match check_seal(review) {
            Seal::None => phrase().own("Not signed"),
            Seal::Fits => time(&review.signed).own(", as it was signed"),
            Seal::Broken => phrase().strong("Changed after it was signed"),
        };
        table.row(vec![
            vec![name(source, place, review)],
            lines([phrase().said(&review.role)]),
            vec![signed],
            cell(review.remarks.len().to_string()),
        ]);
    }
    table
}

fn remarks(source: &Source) -> Table {
    let columns = [
        ("Requirement", Kind::Text),
        ("Kind", Kind::Short),
        ("Remark", Kind::Text),
        ("Reply", Kind::Text),
        ("State", Kind::Short),
    ];
    let mut table = Table::new(phrase().own("Remarks, in the order of clauses"), &columns);
    let mut sorted: Vec<(usize, &Review, &Remark)> = Vec::new();
    for (place, review) in source.assessment.reviews.iter().enumerate() {
        for remark in &review.remarks {
            let spot = sorted.partition_point(|(_, _, known)| known.clause <= remark.clause);
            sorted.insert(spot, (place, review, remark));
        }
    }
    for (place, review, remark) in sorted {
        let asked = source.assessment.edition.requirement(remark.clause);
        let about = asked.map_or_else(|| remark.clause.to_string(), name_of);
        let by = phrase().own("By ").and(name(source, place, review));
        let reply: Cell = lines([phrase().said(&remark.reply)]);
        table.row(vec![
            cell(about),
            cell(remark.kind.label()),
            lines([phrase().said(&remark.text), by]),
            reply,
            state(source, review, remark),
        ]);
    }
    table
}

/// How far the maker is with it, and whether the answer is another one by now.
fn state(source: &Source, review: &Review, remark: &Remark) -> Cell {
    let answer = source.assessment.answers.get(&remark.clause);
    let since = match since_reviewed(answer, review, remark) {
        Since::Same => phrase(),
        Since::Changed => phrase().own("The answer changed since"),
    };
    lines([phrase().own(remark.state().map_or("No reply wanted", RemarkState::label)), since])
}
