//! The software items with the class that counts for each.

use super::super::document::{Cell, Kind, Section, Table, cell, lines, phrase, said};
use super::{Chapter, Source, count};
use crate::assessment::{Item, Placed};

pub(super) fn section(source: &Source) -> Section {
    let assessment = source.assessment;
    let division = assessment.division();
    let mut section = Section::new(Chapter::Items.key(), Chapter::Items.label());
    if division.items.is_empty() {
        section.para(phrase().own("The software system is not divided: it is one item of the class of the system."));
        return section;
    }
    section.para(phrase().own(format!(
        "The software system (class {}) is divided into {}.",
        division.system.id(),
        count(division.items.len(), "item", "items")
    )));
    let columns = [
        ("Item", Kind::Text),
        ("Part of", Kind::Text),
        ("Class", Kind::Short),
        ("What it is", Kind::Text),
        ("Reason for a lower class", Kind::Text),
    ];
    let mut table = Table::new(phrase().own("Software items and their classes"), &columns);
    for placed in &division.items {
        let item = placed.item;
        let parent = item.parent.and_then(|parent| assessment.item(parent)).filter(|_| placed.depth > 0);
        let parent = parent.map_or_else(|| cell("The system"), |parent| said(&Item::display_name(parent)));
        let class = class_lines(placed, placed.lacks_rationale(assessment.edition));
        table.row(vec![said(&item.display_name()), parent, class, what(item), said(&item.segregation)]);
    }
    section.table(table);
    section
}

fn class_lines(placed: &Placed, lacks_rationale: bool) -> Cell {
    let mut lines = cell(format!("Class {}", placed.class.id()));
    if let Some(own) = placed.item.class.filter(|own| *own != placed.class) {
        lines.push(phrase().own(format!("Set to {}", own.id())));
    }
    if lacks_rationale {
        lines.push(phrase().own("No reason for the lower class"));
    }
    lines
}

fn what(item: &Item) -> Cell {
    let mut said = lines([phrase().said(&item.does)]);
    if item.soup {
        said.push(phrase().own("SOUP"));
    }
    if item.controls_risk {
        said.push(phrase().own("Implements a risk control"));
    }
    said
}
