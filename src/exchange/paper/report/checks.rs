//! What cannot all be so.

use super::super::document::{Kind, Section, Table, cell, phrase, said};
use super::{Chapter, Source, count};
use crate::assessment::{Scene, contradictions};

pub(super) fn section(source: &Source) -> Section {
    let mut section = Section::new(Chapter::Checks.key(), Chapter::Checks.label());
    let found = contradictions(source.assessment);
    if found.is_empty() {
        section.para(phrase().own("Class, items and legacy route do not contradict each other."));
        return section;
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
    section
}
