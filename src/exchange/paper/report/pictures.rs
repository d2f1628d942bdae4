//! The pictures: how far it is, every requirement at a glance, the course over time, and the order of work.
//!
//! Each comes with the numbers behind it, or names the section that has them.

use super::super::document::{Block, Kind, Picture, Section, Table, cell, phrase};
use super::super::{
    ProgressRow, WAVE_MEANS, bars, because, counts_in_words, course, heat_map, heat_rows, moments, order_drawings,
    percent, progress_rows, standing_words,
};
use super::{Chapter, Source};
use crate::assessment::{PlanOrder, plan_order};

pub(super) fn section(source: &Source) -> Section {
    let mut section = Section::new(Chapter::Charts.key(), Chapter::Charts.label());
    section.heading("By process and activity");
    section.blocks.push(Block::Picture(progress(source)));
    section.heading("Every requirement in scope");
    section.blocks.push(Block::Picture(every_requirement(source)));
    if let Some(picture) = over_time(source) {
        section.heading("From snapshot to snapshot");
        section.blocks.push(Block::Picture(picture));
    }
    section
}

/// The section that has these numbers in a table, where it is part of the document.
fn elsewhere(source: &Source, chapter: Chapter) -> Option<String> {
    source
        .choice
        .chapters
        .contains(&chapter)
        .then(|| format!(" The numbers stand in \u{201c}{}\u{201d}.", chapter.label()))
}

fn progress(source: &Source) -> Picture {
    let rows = progress_rows(source.assessment);
    let total = source.total;
    let words = format!(
        "All in scope: {}. Coverage {}, readiness {}.",
        counts_in_words(total),
        percent(total.coverage()),
        percent(total.readiness())
    );
    let named = elsewhere(source, Chapter::Summary);
    let table = named.is_none().then(|| {
        let estimated = ProgressRow::any_estimated(&rows);
        let mut table =
            Table::new(phrase().own("Counts by process and activity"), &[("Process and activity", Kind::Text)]);
        for name in ProgressRow::heads(estimated) {
            table.column(name, Kind::Figure);
        }
        for row in &rows {
            let cells = [row.name.clone()].into_iter().chain(row.cells(estimated));
            table.row(cells.map(cell).collect());
        }
        table
    });
    let alternative = phrase().own(words + &named.unwrap_or_default());
    Picture { drawing: bars(&rows, None), alternative, table }
}

fn every_requirement(source: &Source) -> Picture {
    let rows = heat_rows(source.assessment);
    let named = elsewhere(source, Chapter::Statement);
    let table = named.is_none().then(|| {
        let columns = [("Clause", Kind::Code), ("Requirement", Kind::Text), ("Status", Kind::Short)];
        let mut table = Table::new(phrase().own("Every requirement in scope"), &columns);
        for (requirement, standing) in rows.iter().flat_map(|row| &row.cells) {
            table.row(vec![
                cell(requirement.clause.to_string()),
                cell(requirement.title),
                cell(standing_words(*standing)),
            ]);
        }
        table
    });
    let words = "One cell for each requirement, by activity; the shape in it is its status.";
    let alternative = phrase().own(words.to_owned() + &named.unwrap_or_default());
    Picture { drawing: heat_map(&rows, None), alternative, table }
}

/// Only where there are two snapshots at least.
fn over_time(source: &Source) -> Option<Picture> {
    let moments = moments(source.assessment, |time| time.chars().take(10).collect());
    let drawing = course(&moments)?;
    let columns = [
        ("Snapshot", Kind::Text),
        ("Day", Kind::Code),
        ("In scope", Kind::Figure),
        ("Unanswered", Kind::Figure),
        ("Gaps", Kind::Figure),
        ("Coverage", Kind::Figure),
        ("Readiness", Kind::Figure),
    ];
    let mut table = Table::new(phrase().own("The numbers of every snapshot"), &columns);
    for moment in &moments {
        let tally = moment.tally;
        let name = moment.name.as_deref().map_or_else(|| phrase().own("Now"), |name| phrase().said(name));
        let numbers = [
            moment.day.clone(),
            tally.in_scope().to_string(),
            tally.unanswered.to_string(),
            tally.gaps().to_string(),
            percent(tally.coverage()),
            percent(tally.readiness()),
        ];
        table.row([vec![name]].into_iter().chain(numbers.map(cell)).collect());
    }
    let alternative = phrase().own("Readiness and coverage from snapshot to snapshot.");
    Some(Picture { drawing, alternative, table: Some(table) })
}

/// What to close first, drawn wave by wave; the table behind it follows the last drawing.
pub(super) fn order_of_work(source: &Source, section: &mut Section) {
    let plan = plan_order(source.assessment);
    let mut drawings = order_drawings(&plan, None);
    let Some(last) = drawings.pop().filter(|_| plan.waves.len() > 1) else { return };
    section.heading("Do this first");
    section.hint(WAVE_MEANS);
    let mut from = 1;
    for drawing in drawings {
        let alternative = waves(from, from + super::super::WAVES_IN_A_DRAWING - 1);
        section.blocks.push(Block::Picture(Picture { drawing, alternative, table: None }));
        from += super::super::WAVES_IN_A_DRAWING;
    }
    let alternative = waves(from, plan.waves.len());
    section.blocks.push(Block::Picture(Picture { drawing: last, alternative, table: Some(order_table(&plan)) }));
}

fn waves(from: usize, to: usize) -> super::super::Phrase {
    phrase().own(if from == to { format!("Wave {from}.") } else { format!("Waves {from} to {to}.") })
}

fn order_table(plan: &PlanOrder) -> Table {
    let columns = [("Wave", Kind::Figure), ("Gap", Kind::Text), ("Why not earlier", Kind::Text)];
    let mut table = Table::new(phrase().own("The order of work"), &columns);
    for (place, wave) in plan.waves.iter().enumerate() {
        for ranked in wave {
            let requirement = ranked.gap.requirement;
            let own = plan.edges.iter().filter(|edge| edge.then == requirement.clause);
            table.row(vec![
                cell((place + 1).to_string()),
                cell(format!("{} {}", requirement.clause, requirement.title)),
                own.map(|edge| phrase().own(because(edge))).collect(),
            ]);
        }
    }
    table
}
