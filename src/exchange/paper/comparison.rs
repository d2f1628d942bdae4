//! Two states side by side on paper: what differs, requirement by requirement, and how much.
//!
//! What belongs here: the document and the table for Excel. Never here: what counts as a change (`assessment::compare`),
//! or where the two states come from (the page).

use super::document::{Beside, Block, Cell, Document, Kind, Phrase, Run, Section, Table, cell, fact, lines, phrase};
use super::{count, csv, percent, report};
use crate::assessment::{Change, Comparison, Entry, FieldPair, Piece, Said, Secret, Side, View, word_difference};
use crate::standard::{Clause, editions};

/// What the two columns are called, wherever they stand.
pub const SIDES: [&str; 2] = ["Before", "After"];

/// A state with what a reader has to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The state.
    pub side: &'a Side<'a>,
    /// What it is: `Snapshot`, `File`. A word of ours.
    pub kind: &'a str,
    /// Its name, which a person typed.
    pub name: &'a str,
    /// When it was so, ISO 8601 in UTC; empty where it is not known.
    pub when: &'a str,
    /// The SHA-256 of the state; empty where it is not known.
    pub digest: &'a str,
    /// What a reader must know before trusting it, in sentences of ours.
    pub cautions: &'a [String],
}

/// What of a comparison goes in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparisonChoice {
    /// The kinds of change that are left out. A requirement goes in where one of its changes is of another kind.
    pub hidden: Vec<Change>,
    /// Fields that are the same in both, beside those that differ.
    pub with_same: bool,
}

impl ComparisonChoice {
    /// Whether this requirement goes in.
    #[must_use]
    pub fn shows(&self, entry: &Entry) -> bool {
        entry.changes.iter().any(|change| !self.hidden.contains(change))
    }

    fn shown<'c>(&'c self, found: &'c Comparison) -> impl Iterator<Item = &'c Entry> {
        found.entries.iter().filter(|entry| self.shows(entry))
    }
}

/// What moved, in a sentence: `7 gaps closed, 2 new gaps, 3 other answers changed.`
#[must_use]
pub fn comparison_summary(found: &Comparison) -> String {
    if found.is_empty() {
        return "Nothing differs.".to_owned();
    }
    let numbers = [
        (found.count(Change::Closed), "gap closed", "gaps closed"),
        (found.count(Change::Opened), "new gap", "new gaps"),
        (found.others(), "other requirement changed", "other requirements changed"),
        (found.heads.len(), "other thing changed", "other things changed"),
    ];
    let numbers = numbers.into_iter().filter(|(number, ..)| *number > 0);
    let said: Vec<String> = numbers.map(|(number, one, many)| count(number, one, many)).collect();
    format!("{}.", said.join(", "))
}

/// The comparison as a document, the earlier state first.
#[must_use]
pub fn comparison(left: &Named, right: &Named, found: &Comparison, choice: &ComparisonChoice, today: &str) -> Document {
    let mut sections = vec![states(left, right, found), requirements(left, right, found, choice)];
    if !found.heads.is_empty() {
        let mut section = Section::new("heads", "What else differs");
        section.blocks.push(beside(found.heads.iter().map(pair).collect()));
        sections.push(section);
    }
    let title = right.side.assessment.or(left.side.assessment);
    let title = title.map(crate::assessment::Assessment::display_title).unwrap_or_default();
    Document {
        title: phrase().own("Comparison: ").said(&title),
        first: phrase().strong(comparison_summary(found)),
        facts: vec![fact("Document made on", today.to_owned())],
        sections,
    }
}

fn beside(rows: Vec<(&'static str, Cell, Cell)>) -> Block {
    Block::Beside(Beside { sides: SIDES, rows })
}

/// What is compared.
fn states(left: &Named, right: &Named, found: &Comparison) -> Section {
    let mut section = Section::new("states", "The two states");
    let both = |name, say: &dyn Fn(&Named) -> Cell| (name, say(left), say(right));
    let known = |name, say: &dyn Fn(&crate::assessment::Assessment) -> String| {
        both(name, &|state| match state.side.assessment {
            Some(assessment) => cell(say(assessment)),
            None => cell("Not known"),
        })
    };
    let mut rows = vec![
        both("State", &|state| lines([phrase().strong(state.kind.to_owned()), phrase().said(state.name)])),
        both("Of", &|state| lines([report::time(state.when)])),
        known("Edition", &|assessment| assessment.edition.name.to_owned()),
        known("Class that counts", &|assessment| format!("Class {}", assessment.system_class().id())),
        both("In scope", &|state| cell(state.side.tally().in_scope().to_string())),
        both("Gaps", &|state| cell(state.side.tally().gaps().to_string())),
        both("Readiness", &|state| cell(percent(state.side.tally().readiness()))),
        both("Coverage", &|state| cell(percent(state.side.tally().coverage()))),
        both("Digest", &|state| {
            lines([phrase().own(state.digest.to_owned())].into_iter().filter(|_| !state.digest.is_empty()))
        }),
        both("To know", &|state| state.cautions.iter().map(|words| phrase().own(words.clone())).collect()),
    ];
    rows.retain(|(_, left, right)| !(left.is_empty() && right.is_empty()));
    section.blocks.push(beside(rows));
    for words in between(left.side, right.side) {
        section.para(phrase().own(words));
    }
    if found.is_empty() && !left.digest.is_empty() && !right.digest.is_empty() && left.digest != right.digest {
        section.para(phrase().own(
            "Nothing that is compared differs, and yet the digests do: times of change, or fields that this version does \
             not know, are not the same.",
        ));
    }
    let mut table =
        Table::new(phrase().own("Kinds of change"), &[("Kind", Kind::Text), ("Requirements", Kind::Figure)]);
    for change in Change::ALL {
        let number = found.count(change);
        if number > 0 {
            table.row(vec![cell(change.label()), cell(number.to_string())]);
        }
    }
    section.table(table);
    section
}

/// What a reader must know of the two together.
fn between(left: &Side, right: &Side) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(left), Some(right)) = (left.assessment, right.assessment) {
        if left.id != right.id {
            said.push(
                "These are two different assessments. Read “gap closed” as a gap that only the first one has, and “new gap” \
                 as one that only the second has."
                    .to_owned(),
            );
        }
        if left.edition.id != right.edition.id {
            said.push(format!(
                "The editions differ: {} and {}. Requirements are compared by their clause number; where the standard \
                 gave a clause another meaning, look at both texts.",
                left.edition.name, right.edition.name
            ));
        }
    }
    for (name, side) in SIDES.into_iter().zip([left, right]) {
        if side.only_statuses {
            said.push(format!(
                "{name}: only statuses are known. Notes, evidence, lettered items and actions are not compared."
            ));
        } else if let Some(scrubbed) = side.assessment.filter(|assessment| !assessment.scrubbed.is_empty()) {
            let left_out: Vec<&str> = scrubbed.scrubbed.iter().map(|secret| secret_word(*secret)).collect();
            said.push(format!(
                "{name}: a scrubbed copy, which leaves out {}. They are not compared.",
                left_out.join(", ")
            ));
        }
    }
    said
}

const fn secret_word(secret: Secret) -> &'static str {
    match secret {
        Secret::Names => "names",
        Secret::Notes => "notes and other texts",
        Secret::Evidence => "evidence",
        Secret::Links => "links",
        Secret::Product => "the product",
    }
}

fn requirements(left: &Named, right: &Named, found: &Comparison, choice: &ComparisonChoice) -> Section {
    let mut section = Section::new("compared", "Requirements that differ");
    let (all, shown) = (found.entries.len(), choice.shown(found).count());
    let total = all + found.same;
    section.para(phrase().own(match (all, found.same) {
        (0, _) => format!("None of {} differs.", count(total, "requirement", "requirements")),
        (_, 0) => format!("All {} differ.", count(total, "requirement", "requirements")),
        (_, same) => format!(
            "{all} of {total} requirements differ; {same} {} the same in both.",
            if same == 1 { "is" } else { "are" }
        ),
    }));
    if shown < all {
        let left_out: Vec<&str> = Change::ALL
            .into_iter()
            .filter(|change| choice.hidden.contains(change) && found.count(*change) > 0)
            .map(Change::label)
            .collect();
        section.para(phrase().strong(format!("{shown} of these {all} are shown.")).own(format!(
            " Left out are those that changed in nothing but: {}.",
            left_out.join(", ").to_ascii_lowercase()
        )));
    }
    for entry in choice.shown(found) {
        section.heading(format!("{} {}", entry.clause, title_of(entry.clause, left.side, right.side)));
        let labels: Vec<&str> = entry.changes.iter().map(|change| change.label()).collect();
        section.para(phrase().strong(labels.join(" · ")));
        let mut rows = vec![("Status", status(&entry.views.0), status(&entry.views.1))];
        rows.extend(entry.fields.iter().filter(|field| is_shown(field, choice)).map(pair));
        section.blocks.push(beside(rows));
    }
    section
}

/// Whether a field is shown where its requirement is: it differs, or one side does not tell what the other says.
fn is_shown(field: &FieldPair, choice: &ComparisonChoice) -> bool {
    let is_half_known = field.left.is_some() != field.right.is_some();
    field.is_changed() || (field.says_something() && (is_half_known || choice.with_same))
}

fn title_of(clause: Clause, left: &Side, right: &Side) -> &'static str {
    let own = [right, left].into_iter().filter_map(|side| side.assessment).map(|assessment| assessment.edition);
    own.chain(editions()).find_map(|edition| edition.requirement(clause)).map_or("", |requirement| requirement.title)
}

fn status(view: &View) -> Cell {
    let mut cell = Cell::new();
    if view.is_asked {
        cell.push(phrase().status(view.counted));
    } else {
        cell.push(phrase().own("Not in scope"));
        if view.counted.is_some() {
            cell.push(phrase().own("Kept, not counted: ").status(view.counted));
        }
    }
    if view.lacks_reason() {
        cell.push(phrase().own("Set to not applicable without a reason"));
    }
    for item in &view.items {
        let line = phrase().said(&item.name).own(": ").status(item.counted);
        let lacks_reason = item.chosen.is_some() && item.counted.is_none();
        cell.push(if lacks_reason { line.own(" (not applicable without a reason)") } else { line });
    }
    cell
}

/// A field on both sides, with what is gone and what is new marked.
fn pair(field: &FieldPair) -> (&'static str, Cell, Cell) {
    let (Some(left), Some(right)) = (text(&field.left), text(&field.right)) else {
        return (field.name, plain(&field.left), plain(&field.right));
    };
    if left.is_empty() || right.is_empty() || !field.is_changed() {
        return (field.name, plain(&field.left), plain(&field.right));
    }
    let pieces = word_difference(&left, &right);
    let is_same = |piece: &&Piece| matches!(piece, Piece::Same(_));
    let old = pieces.iter().filter(|piece| is_same(piece) || matches!(piece, Piece::Gone(_))).cloned().collect();
    let new = pieces.iter().filter(|piece| is_same(piece) || matches!(piece, Piece::New(_))).cloned().collect();
    let marked = |pieces| vec![Phrase(vec![Run::Marked(pieces)])];
    (field.name, marked(old), marked(new))
}

/// All that is said, a line each; none where it is not known.
fn text(said: &Said) -> Option<String> {
    let lines = said.as_ref()?.iter().map(crate::assessment::Line::words);
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn plain(said: &Said) -> Cell {
    match text(said) {
        None => cell("Not known"),
        Some(text) if text.trim().is_empty() => cell("None"),
        Some(text) => vec![phrase().said(&text)],
    }
}

const HEAD: [&str; 6] = ["Clause", "Title", "Changes", "Field", "Before", "After"];

/// The same for Excel: a row for the status of each requirement that differs, and for each field of it that does.
#[must_use]
pub fn comparison_csv(left: &Named, right: &Named, found: &Comparison, choice: &ComparisonChoice) -> String {
    let words = |cell: Cell| cell.iter().map(Phrase::plain).collect::<Vec<_>>().join("\n");
    let mut rows: Vec<Vec<String>> = Vec::new();
    let names = |state: &Named| format!("{} {}", state.kind, state.name).trim().to_owned();
    rows.push(vec![String::new(), String::new(), String::new(), "State".to_owned(), names(left), names(right)]);
    for entry in choice.shown(found) {
        let labels: Vec<&str> = entry.changes.iter().map(|change| change.label()).collect();
        let title = title_of(entry.clause, left.side, right.side);
        let own = [entry.clause.to_string(), title.to_owned(), labels.join(", ")];
        let mut add = |field: &str, before: String, after: String| {
            rows.push(own.iter().cloned().chain([field.to_owned(), before, after]).collect());
        };
        add("Status", words(status(&entry.views.0)), words(status(&entry.views.1)));
        for field in entry.fields.iter().filter(|field| is_shown(field, choice)) {
            add(field.name, words(plain(&field.left)), words(plain(&field.right)));
        }
    }
    for field in &found.heads {
        let (before, after) = (words(plain(&field.left)), words(plain(&field.right)));
        rows.push(vec![String::new(), String::new(), String::new(), field.name.to_owned(), before, after]);
    }
    csv(&HEAD, rows)
}
