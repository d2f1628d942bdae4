//! What cannot all be so: answers against each other, and class, items and legacy route.

use super::super::document::{Kind, Phrase, Section, Table, cell, lines, phrase, said};
use super::judged::name_of;
use super::{Chapter, Source, count};
use crate::assessment::{Finding, Scene, contradictions, findings};
use crate::standard::words;

pub(super) fn section(source: &Source) -> Section {
    let mut section = Section::new(Chapter::Checks.key(), Chapter::Checks.label());
    of_answers(source, &mut section);
    of_head(source, &mut section);
    section
}

fn of_answers(source: &Source, section: &mut Section) {
    if words().is_none() {
        section
            .para(phrase().own("The texts of the checks were not loaded, so no answer was checked against another."));
        return;
    }
    let found = findings(source.assessment, source.made.today);
    if found.is_empty() {
        section.para(phrase().own("No check of the answers against each other found anything."));
        return;
    }
    let is_accepted = |finding: &&Finding| source.assessment.is_accepted(finding.check.id, finding.clause);
    let accepted = found.iter().filter(is_accepted).count();
    let findings = count(found.len(), "finding", "findings");
    section.para(phrase().own(format!("{findings} in the answers, {accepted} of them accepted with a reason.")));
    let columns = [
        ("Requirement", Kind::Text),
        ("Kind", Kind::Short),
        ("What does not fit", Kind::Text),
        ("What to do", Kind::Text),
        ("Accepted because", Kind::Text),
    ];
    let mut table = Table::new(phrase().own("Answers against each other"), &columns);
    for finding in &found {
        let name = source.assessment.edition.requirement(finding.clause).map_or_else(String::new, name_of);
        let accepted = source.assessment.accepted(finding.check.id, finding.clause);
        table.row(vec![
            cell(name),
            cell(finding.check.severity.label()),
            lines([phrase().own(finding.what.clone()), named(source, finding)]),
            cell(finding.check.remedy),
            accepted.map(|accepted| said(&accepted.reason)).unwrap_or_default(),
        ]);
    }
    section.table(table);
}

/// What it is about, by the names that people typed. Evidence without another name is called by its address, which is
/// left out with the links.
fn named(source: &Source, finding: &Finding) -> Phrase {
    let answers = source.judged.iter().filter(|judged| judged.requirement.clause == finding.clause);
    let addresses: Vec<&str> = answers.flat_map(|judged| judged.evidence()).map(|(_, one)| one.link.trim()).collect();
    let is_shown = |name: &&String| source.choice.links || !addresses.contains(&name.trim());
    let mut about = phrase();
    for name in finding.named.iter().filter(is_shown) {
        let lead = if about.is_empty() { "It is about: " } else { "; " };
        about = about.own(lead).said(name);
    }
    about
}

fn of_head(source: &Source, section: &mut Section) {
    let found = contradictions(source.assessment);
    if found.is_empty() {
        section.para(phrase().own("Class, items and legacy route do not contradict each other."));
        return;
    }
    section.para(phrase().own(count(
        found.len(),
        "contradiction in class, items and legacy route.",
        "contradictions in class, items and legacy route.",
    )));
    let columns = [("Where", Kind::Short), ("What does not fit", Kind::Text), ("What to do", Kind::Text)];
    let mut table = Table::new(phrase().own("Class, items and legacy route"), &columns);
    for one in found {
        let scene = match one.scene {
            Scene::Classification => "Classification",
            Scene::Items => "Software items",
            Scene::Setup => "Set-up",
            Scene::Legacy => "Legacy checks",
            Scene::GapAnalysis => "Gap analysis",
        };
        // The sentences name items in the words of people.
        table.row(vec![cell(scene), said(&one.what), said(&one.remedy)]);
    }
    section.table(table);
}
