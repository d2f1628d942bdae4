//! `map-OLDER-NEWER.tsv`: which requirement of an edition became which of a later one.

use super::{Checker, Edition};
use crate::clause::Clause;
use std::collections::BTreeSet;

mod letters;

pub use letters::LetterMove;

/// A row of the map between two editions.
#[derive(Debug, Clone)]
pub struct MapRow {
    pub older: String,
    pub newer: String,
    pub from: Option<Clause>,
    pub to: Option<Clause>,
    pub relation: String,
    /// Lettered items that did not stay what they were under their letter.
    pub letters: Vec<LetterMove>,
    pub note: String,
}

const RELATIONS: [&str; 5] = ["same", "reworded", "widened", "new", "withdrawn"];

impl Checker<'_> {
    /// `map-OLD-NEW.tsv` files: each names every requirement of both editions once.
    pub(super) fn map(&mut self, editions: &[Edition]) -> Vec<MapRow> {
        let mut rows = Vec::new();
        for file in self.files.0.keys() {
            let Some(pair) = file.strip_prefix("map-").and_then(|rest| rest.strip_suffix(".tsv")) else { continue };
            let known = |id: &str| editions.iter().find(|edition| edition.head.id == id);
            let found = pair.split_once('-').and_then(|(older, newer)| known(older).zip(known(newer)));
            let Some((older, newer)) = found else {
                self.say(file, 0, "the name must be map-OLDER-NEWER.tsv with the ids of two editions");
                continue;
            };
            let mut seen = [BTreeSet::new(), BTreeSet::new()];
            let mut lines = Vec::new();
            let header = ["from", "to", "relation", "letters", "note"];
            for (line, [from, to, relation, letters, note]) in self.table(file, header) {
                if !RELATIONS.contains(&relation.as_str()) {
                    self.say(
                        file,
                        line,
                        format!("unknown relation \"{relation}\"; known are {}", RELATIONS.join(", ")),
                    );
                }
                if from.is_empty() && to.is_empty() {
                    self.say(file, line, "the row names no requirement");
                }
                let mut ends = [None, None];
                for (((end, text), edition), seen) in
                    ends.iter_mut().zip([&from, &to]).zip([older, newer]).zip(&mut seen)
                {
                    if text.is_empty() {
                        continue;
                    }
                    *end = self.clause(file, line, text);
                    let Some(clause) = *end else { continue };
                    if !edition.requirements.iter().any(|requirement| requirement.clause == clause) {
                        self.say(file, line, format!("{clause} is no requirement of edition {}", edition.head.id));
                    }
                    // A withdrawn number may point at a requirement that stands for itself as well.
                    if !seen.insert(clause) && relation != "withdrawn" {
                        self.say(file, line, format!("{clause} stands twice"));
                    }
                }
                let [from, to] = ends;
                if relation != "same" && note.is_empty() {
                    self.say(file, line, "a row that is not \"same\" needs a note");
                }
                let letters = self.moves(file, line, &letters, to);
                let (older, newer) = (older.head.id.clone(), newer.head.id.clone());
                lines.push((line, MapRow { older, newer, from, to, relation, letters, note }));
            }
            self.letters_fit(file, [older, newer], &lines);
            rows.extend(lines.into_iter().map(|(_, row)| row));
            for (edition, seen) in [older, newer].into_iter().zip(seen) {
                for requirement in edition.requirements.iter().filter(|requirement| !seen.contains(&requirement.clause))
                {
                    self.say(file, 0, format!("{} of edition {} is missing", requirement.clause, edition.head.id));
                }
            }
        }
        rows
    }
}
