//! The gaps, in the order of their rank.

use super::super::document::{Cell, Kind, Phrase, Section, Table, cell, phrase};
use super::judged::Judged;
use super::{Chapter, Source, count};
use crate::assessment::{Assessment, Gap, Ranked, ranked_gaps};

/// How the order comes about, in a sentence.
const RULE: &str = "The order follows points: for the status, for the class, for each requirement that leans on it, for \
                    what assessors often find, and for what has to be settled before a release.";

pub(super) fn section(source: &Source) -> Section {
    let found = ranked_gaps(source.assessment);
    let mut section = Section::new(Chapter::Gaps.key(), Chapter::Gaps.label());
    if found.is_empty() {
        section.para(phrase().own("No requirement is partly met or not met."));
        return section;
    }
    let unanswered = source.total.unanswered;
    let also = match unanswered {
        0 => String::new(),
        _ => format!(" {} unanswered and not listed here.", count_is(unanswered.into())),
    };
    section.para(phrase().own(format!("{}: partly met or not met.{also}", count(found.len(), "gap", "gaps"))));
    if found.iter().any(|ranked| ranked.points > 0) {
        section.hint(RULE);
    }
    let columns = [
        ("Rank", Kind::Figure),
        ("Requirement", Kind::Text),
        ("Status", Kind::Short),
        ("What is open", Kind::Text),
        ("Why it ranks here", Kind::Text),
        ("Actions", Kind::Text),
    ];
    let mut table = Table::new(phrase().own("Gaps, the first to close first"), &columns);
    for (index, ranked) in found.iter().enumerate() {
        let gap = &ranked.gap;
        let clause = gap.requirement.clause;
        let place = source.judged.binary_search_by(|judged| judged.requirement.clause.cmp(&clause));
        let Some(judged) = place.ok().and_then(|place| source.judged.get(place)) else { continue };
        table.row(vec![
            cell((index + 1).to_string()),
            cell(judged.name()),
            judged.status_lines(),
            open(source, gap, judged),
            why(ranked),
            actions(source.assessment, gap),
        ]);
    }
    section.table(table);
    if source.choice.chapters.contains(&Chapter::Charts) {
        super::pictures::order_of_work(source, &mut section);
    }
    section
}

/// The points, and the reasons for them.
fn why(ranked: &Ranked) -> Cell {
    if ranked.reasons.is_empty() {
        return Cell::new();
    }
    let points = count(ranked.points.into(), "point.", "points.");
    let reasons = ranked.reasons.iter().map(|reason| format!(" {}", reason.sentence));
    cell(std::iter::once(points).chain(reasons).collect::<String>())
}

fn count_is(number: usize) -> String {
    if number == 1 { "1 requirement is".to_owned() } else { format!("{number} requirements are") }
}

/// The lettered items that are not covered, and what people wrote.
fn open(source: &Source, gap: &Gap, judged: &Judged) -> Cell {
    let letters = gap.requirement.letters.iter().filter(|item| gap.open_letters.contains(&item.letter));
    let mut found: Vec<Phrase> = letters.map(|item| phrase().own(format!("{}) {}", item.letter, item.text))).collect();
    if source.choice.notes {
        found.extend(judged.texts(|answer| &answer.note).into_iter().map(|note| phrase().own("Note: ").and(note)));
    }
    found
}

/// The open actions on it, or that there is none.
fn actions(assessment: &Assessment, gap: &Gap) -> Cell {
    let mut found = Cell::new();
    for action in assessment.actions_for(gap.requirement.clause) {
        let line =
            phrase().said(&action.display_name()).own(format!(" ({}", action.stage.label().to_ascii_lowercase()));
        let line = if action.due.trim().is_empty() { line } else { line.own(", due ").said(&action.due) };
        found.push(line.own(")"));
    }
    if found.is_empty() { cell("None yet") } else { found }
}
