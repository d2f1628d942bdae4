//! The numbers: counts first, then readiness and coverage, by process and activity.

use super::super::document::{Cell, Kind, Phrase, Section, Table, cell, fact, phrase};
use super::judged::Judged;
use super::{Chapter, Source, percent};
use crate::assessment::{Answer, Status, Tally};

/// How the two figures are made.
pub(super) const RULE: &str = "Readiness is met plus half of partly met, over what applies. Coverage is answered over \
                               what applies. Both are rounded down. Not applicable leaves the count only with a reason.";

const SECOND_LOOK: &str = "Carried over from another edition: these answers ask for a second look";

pub(super) fn section(source: &Source) -> Section {
    let total = source.total;
    let mut section = Section::new(Chapter::Summary.key(), Chapter::Summary.label());
    let number = |count: u16| count.to_string();
    let mut facts = vec![
        fact("Requirements in scope", number(total.in_scope())),
        fact("Met", number(total.met)),
        fact("Partly met", number(total.partly_met)),
        fact("Not met", number(total.not_met)),
        fact("Not applicable", number(total.not_applicable)),
        fact("Unanswered", number(total.unanswered)),
    ];
    if total.estimated() > 0 {
        facts.push(fact("Unanswered, with an estimate", number(total.estimated())));
    }
    facts.push(fact("Coverage", percent(total.coverage())));
    facts.push(fact("Readiness", percent(total.readiness())));
    if let Some(readiness) = total.estimated_readiness() {
        facts.push(fact("Readiness if every estimate proved right", format!("{readiness} %")));
    }
    section.facts(facts);
    section.hint(RULE);
    section.table(by_process(source));
    attention(source, &mut section, "Set to not applicable without a reason: counted as unanswered", |judged| {
        judged.answer.is_some_and(Answer::lacks_reason) && judged.counted().is_none()
    });
    attention(source, &mut section, SECOND_LOOK, |judged| judged.answer.is_some_and(|answer| answer.second_look));
    attention(source, &mut section, "To find out", |judged| judged.answer.is_some_and(Answer::needs_follow_up));
    section
}

/// A list of the requirements in scope that want attention, if there are any.
fn attention(source: &Source, section: &mut Section, title: &str, fits: impl Fn(&Judged) -> bool) {
    let found: Vec<Phrase> =
        source.asked().filter(|judged| fits(judged)).map(|judged| phrase().own(judged.name())).collect();
    if !found.is_empty() {
        section.heading(format!("{title} ({})", found.len()));
        section.list(found);
    }
}

fn by_process(source: &Source) -> Table {
    let has_estimates = source.total.estimated() > 0;
    let caption = phrase().own("Counts, coverage and readiness by process and activity");
    let mut table = Table::new(caption, &[("Process and activity", Kind::Text), ("In scope", Kind::Figure)]);
    for status in Status::ALL {
        table.column(status.label(), Kind::Figure);
    }
    table.column("Unanswered", Kind::Figure);
    if has_estimates {
        table.column("Estimated", Kind::Figure);
    }
    table.column("Coverage", Kind::Figure);
    table.column("Readiness", Kind::Figure);
    for process in source.assessment.edition.processes {
        let mut rows = Vec::new();
        for activity in process.activities {
            let own = source.asked().filter(|judged| judged.activity.clause == activity.clause);
            let tally = Tally::of(own.map(|judged| judged.standing));
            if tally != Tally::default() {
                rows.push((format!("{} {}", activity.clause, activity.title), tally));
            }
        }
        let sum = Tally::sum(rows.iter().map(|(_, tally)| *tally));
        if rows.is_empty() {
            continue;
        }
        table.group(String::new());
        table.sum(cells(format!("{} {}", process.clause, process.title), sum, has_estimates));
        for (name, tally) in rows {
            table.row(cells(name, tally, has_estimates));
        }
    }
    table.group(String::new());
    table.sum(cells("All in scope".to_owned(), source.total, has_estimates));
    table
}

fn cells(name: String, tally: Tally, has_estimates: bool) -> Vec<Cell> {
    let counts = [tally.in_scope(), tally.met, tally.partly_met, tally.not_met, tally.not_applicable, tally.unanswered];
    let mut cells = vec![cell(name)];
    cells.extend(counts.map(|count| cell(count.to_string())));
    if has_estimates {
        cells.push(cell(tally.estimated().to_string()));
    }
    cells.push(cell(percent(tally.coverage())));
    cells.push(cell(percent(tally.readiness())));
    cells
}
