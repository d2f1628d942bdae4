//! The route for legacy software (4.4), where it is taken.

use super::super::document::{Block, Kind, Section, Table, cell, fact, phrase, said};
use super::{Chapter, Source, percent, time};
use crate::assessment::{Assessment, Verdict};
use crate::standard::{self, Clause};

pub(super) fn section(source: &Source) -> Option<Section> {
    let assessment = source.assessment;
    let route = assessment.edition.legacy.filter(|_| assessment.legacy)?;
    let mut section = Section::new(Chapter::Legacy.key(), Chapter::Legacy.label());
    section.para(phrase().own(match assessment.legacy_verdict() {
        Verdict::Legacy => "The checks say that it is legacy software.",
        Verdict::Not(_) => "An answer to the checks says that it is not legacy software.",
        Verdict::Open(_) | Verdict::NoRoute => "The checks are not answered to the end.",
    }));
    section.table(checks(assessment, route));
    let own = assessment.legacy_tally();
    section.facts(vec![
        fact("Requirements on the route", own.in_scope().to_string()),
        fact("Unanswered", own.unanswered.to_string()),
        fact("Gaps", own.gaps().to_string()),
        fact("Readiness on the route, apart from that of the whole", percent(own.readiness())),
    ]);
    section.table(decisions(source, route.floor));
    section.heading("Rationale for continued use");
    let written = assessment.legacy_route.rationales.iter().filter(|known| !known.text.trim().is_empty());
    let mut is_written = false;
    for known in written {
        is_written = true;
        let version = match known.version.trim() {
            "" => phrase().own("No version named"),
            version => phrase().own("Version ").said(version),
        };
        let at = time(&known.changed);
        section.para(if at.is_empty() { version } else { version.own(", written ").and(at) });
        section.blocks.push(Block::Quote(phrase().said(&known.text)));
    }
    if !is_written {
        section.para(phrase().own("None is written."));
    }
    Some(section)
}

fn checks(assessment: &Assessment, route: &'static standard::LegacyRoute) -> Table {
    let caption = phrase().own("Is it legacy software?");
    let mut table = Table::new(caption, &[("Question", Kind::Text), ("Answer", Kind::Short)]);
    for check in route.checks {
        let answer = match assessment.legacy_route.check(check.id) {
            Some(true) => "Yes",
            Some(false) => "No",
            None => "Not answered",
        };
        table.row(vec![cell(check.question), cell(answer)]);
    }
    table
}

/// What is decided about each deliverable that is missing.
fn decisions(source: &Source, floor: Clause) -> Table {
    let caption = phrase().own("Gap analysis: what is decided about each missing deliverable");
    let columns =
        [("Requirement", Kind::Text), ("Status", Kind::Short), ("Decision", Kind::Short), ("Why", Kind::Text)];
    let mut table = Table::new(caption, &columns);
    let inside: Vec<Clause> = source.assessment.gap_analysis().map(|asked| asked.clause).collect();
    for judged in source.asked().filter(|judged| inside.binary_search(&judged.requirement.clause).is_ok()) {
        let clause = judged.requirement.clause;
        let decision = source.assessment.legacy_route.decision(clause);
        let is_closed = judged.counted().is_some_and(|status| !status.is_gap());
        if is_closed && decision.is_none() {
            continue;
        }
        let mut made = cell(match decision.and_then(|decision| decision.create) {
            Some(true) => "To be made",
            Some(false) => "Not to be made",
            None if is_closed => "None needed",
            None => "Not decided",
        });
        if clause == floor {
            made.push(phrase().own("Always needed"));
        }
        let why = decision.map(|decision| said(&decision.why)).unwrap_or_default();
        table.row(vec![cell(judged.name()), judged.status_lines(), made, why]);
    }
    table
}
