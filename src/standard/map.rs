//! The map between editions: which requirement of one became which of the other, and what became of its lettered items.
//!
//! What belongs here: facts about two editions. Never here: answers (`assessment`).

use super::words::words;
use super::{Clause, Edition};

/// A row of the map from an edition to a later one.
#[derive(Debug)]
pub struct MapRow {
    /// Id of the older edition.
    pub older: &'static str,
    /// Id of the newer edition.
    pub newer: &'static str,
    /// The requirement in the older edition, if it was there.
    pub from: Option<Clause>,
    /// The requirement in the newer edition, if it is there or its idea moved there.
    pub to: Option<Clause>,
    /// How the two relate.
    pub relation: Relation,
    /// Its lettered items that do not stand for the same under their letter in both editions.
    pub letters: &'static [LetterMove],
    /// What to look at again on the way to the newer edition; empty where nothing changed.
    pub note: &'static str,
}

/// How a requirement of one edition relates to that of a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Unchanged.
    Same,
    /// Its text changed.
    Reworded,
    /// It applies to more classes.
    Widened,
    /// It is only in the newer edition.
    New,
    /// It is only in the older edition.
    Withdrawn,
}

/// What became of a lettered item. One end is missing where it is in one of the editions only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterMove {
    /// Its letter in the older edition.
    pub from: Option<char>,
    /// Its requirement and its letter in the newer edition.
    pub to: Option<(Clause, char)>,
}

/// Every row of the maps between editions; none before the words have arrived ([`super::take_words`]).
#[must_use]
pub fn edition_map() -> &'static [MapRow] {
    words().map_or(&[], |words| words.map)
}

/// The way from one edition to another, in either direction.
#[derive(Debug, Clone, Copy)]
pub struct EditionWay {
    /// Where it begins.
    pub from: &'static Edition,
    /// Where it leads.
    pub to: &'static Edition,
}

impl EditionWay {
    /// The way, where a map leads along it.
    #[must_use]
    pub fn new(from: &'static Edition, to: &'static Edition) -> Option<Self> {
        let way = Self { from, to };
        let leads = |row: &MapRow| way.is_forward(row) || way.is_backward(row);
        edition_map().iter().any(leads).then_some(way)
    }

    fn is_forward(self, row: &MapRow) -> bool {
        row.older == self.from.id && row.newer == self.to.id
    }

    fn is_backward(self, row: &MapRow) -> bool {
        row.newer == self.from.id && row.older == self.to.id
    }

    /// The rows of its map.
    fn rows(self) -> impl Iterator<Item = &'static MapRow> {
        edition_map().iter().filter(move |row| self.is_forward(row) || self.is_backward(row))
    }

    /// The row about a requirement of either edition. A withdrawn requirement has its own row, and is no part of that of the
    /// requirement which took its idea over.
    #[must_use]
    pub fn row(self, clause: Clause) -> Option<&'static MapRow> {
        let is_about = |row: &&MapRow| match row.relation {
            Relation::Withdrawn => row.from == Some(clause),
            _ => row.to == Some(clause) || row.from == Some(clause),
        };
        self.rows().find(is_about)
    }

    /// Whether it leads from an older edition to a newer one.
    #[must_use]
    pub fn is_to_newer(self) -> bool {
        self.rows().any(|row| self.is_forward(row))
    }

    /// Where a lettered item of the first edition stands in the second; none where it has no counterpart there.
    #[must_use]
    pub fn letter(self, clause: Clause, letter: char) -> Option<(Clause, char)> {
        let row = self.row(clause).filter(|row| row.relation != Relation::Withdrawn)?;
        let found = if self.is_forward(row) {
            let told = row.letters.iter().find(|moved| moved.from == Some(letter));
            told.map_or(row.to.map(|to| (to, letter)), |moved| moved.to)
        } else {
            let is_it = |moved: &&LetterMove| moved.to == Some((clause, letter));
            let told = self.rows().find_map(|row| row.letters.iter().find(is_it).map(|moved| (row, moved)));
            match told {
                Some((row, moved)) => row.from.zip(moved.from),
                None => row.from.map(|from| (from, letter)),
            }
        };
        // A file may hold letters that its own edition does not know: they must not become others here.
        let is_known = |edition: &'static Edition, clause: Clause, letter: char| {
            let asked = edition.requirement(clause);
            asked.is_some_and(|asked| asked.letters.iter().any(|item| item.letter == letter))
        };
        found.filter(|(to, moved)| is_known(self.from, clause, letter) && is_known(self.to, *to, *moved))
    }
}
