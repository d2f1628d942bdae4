//! The column `letters` of a map: what became of lettered items that did not stay what they were under their letter.
//!
//! What belongs here: how a cell is read, and that every letter of both editions is accounted for once.

use super::super::{Checker, Edition};
use super::MapRow;
use crate::clause::Clause;

/// What became of one lettered item. One end is missing where the item is in one of the editions only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterMove {
    pub from: Option<char>,
    pub to: Option<(Clause, char)>,
}

const SHAPES: &str = "-c (gone), +c (new), d>c (now c) or a>5.7.1 b (now b of another requirement)";

fn letter(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|letter| letter.is_ascii_lowercase() && chars.next().is_none())
}

/// One entry of a cell; `own` is the requirement of the newer edition that the row is about.
fn entry(text: &str, own: Option<Clause>) -> Option<LetterMove> {
    if let Some(gone) = text.strip_prefix('-') {
        return Some(LetterMove { from: Some(letter(gone)?), to: None });
    }
    if let Some(new) = text.strip_prefix('+') {
        return Some(LetterMove { from: None, to: Some((own?, letter(new)?)) });
    }
    let (from, to) = text.split_once('>')?;
    let to = match to.split_once(' ') {
        Some((clause, to)) => (clause.parse().ok()?, letter(to)?),
        None => (own?, letter(to)?),
    };
    Some(LetterMove { from: Some(letter(from)?), to: Some(to) })
}

/// The letters of a requirement of an edition; none where it is not there.
fn letters_of(edition: &Edition, clause: Option<Clause>) -> Vec<char> {
    let found = edition.requirements.iter().find(|requirement| Some(requirement.clause) == clause);
    found.map(|requirement| requirement.letters.iter().map(|(letter, _)| *letter).collect()).unwrap_or_default()
}

impl Checker<'_> {
    /// Reads a cell: entries with a comma and a space between.
    pub(super) fn moves(&mut self, file: &str, line: usize, cell: &str, own: Option<Clause>) -> Vec<LetterMove> {
        let mut moves = Vec::new();
        for text in cell.split(", ").filter(|_| !cell.is_empty()) {
            match entry(text, own) {
                Some(read) => moves.push(read),
                None => self.say(file, line, format!("\"{text}\" in letters is not understood; known are {SHAPES}")),
            }
        }
        moves
    }

    /// That each letter of both editions is told once: by an entry, or by standing under the same letter in both.
    pub(super) fn letters_fit(&mut self, file: &str, [older, newer]: [&Edition; 2], rows: &[(usize, MapRow)]) {
        let mut taken: Vec<(Clause, char)> = Vec::new();
        for (line, row) in rows {
            let own = letters_of(older, row.from);
            let mut told: Vec<char> = Vec::new();
            for LetterMove { from, to } in &row.letters {
                if let Some(from) = from {
                    if !own.contains(from) {
                        let clause = row.from.map(|clause| clause.to_string()).unwrap_or_default();
                        self.say(
                            file,
                            *line,
                            format!("{clause} {from} is no lettered item of edition {}", older.head.id),
                        );
                    }
                    if told.contains(from) {
                        self.say(file, *line, format!("letter {from} is told twice"));
                    }
                    told.push(*from);
                }
                if let Some((clause, to)) = to {
                    if !letters_of(newer, Some(*clause)).contains(to) {
                        self.say(
                            file,
                            *line,
                            format!("{clause} {to} is no lettered item of edition {}", newer.head.id),
                        );
                    }
                    if taken.contains(&(*clause, *to)) {
                        self.say(file, *line, format!("{clause} {to} is told twice"));
                    }
                    taken.push((*clause, *to));
                }
            }
        }
        // Requirements that are in one edition only need no letters: none of theirs has a counterpart.
        for (line, row) in rows.iter().filter(|(_, row)| row.relation != "withdrawn") {
            let (Some(from), Some(to)) = (row.from, row.to) else { continue };
            let told: Vec<char> = row.letters.iter().filter_map(|moved| moved.from).collect();
            let (before, after) = (letters_of(older, row.from), letters_of(newer, row.to));
            for letter in before.iter().filter(|letter| !told.contains(letter)) {
                if !after.contains(letter) || taken.contains(&(to, *letter)) {
                    let words =
                        format!("letters does not tell what became of {from} {letter} of edition {}", older.head.id);
                    self.say(file, *line, words);
                }
            }
            for letter in after.iter().filter(|letter| !taken.contains(&(to, **letter))) {
                if !before.contains(letter) || told.contains(letter) {
                    let words =
                        format!("letters does not tell where {to} {letter} of edition {} comes from", newer.head.id);
                    self.say(file, *line, words);
                }
            }
        }
    }
}
