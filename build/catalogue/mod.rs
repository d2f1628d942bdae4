//! The edition files as data, checked.
//!
//! What belongs here: the shape of what was read, the order of the checks, and what every check uses. Each group of
//! files has a file of its own here, with its shape and its checks. Pure but for [`Files::read`], so that the tests can
//! feed it broken files. Never here: how the data looks in Rust (`emit`).

mod checks;
mod classification;
mod edition;
mod glossary;
mod help;
mod keyed;
mod language;
mod legacy;
mod map;
mod order;
mod orientation;
mod quick;
mod ranking;
mod repeats;
mod words;

pub use checks::Check;
pub use classification::Tree;
pub use edition::{EditionFile, Requirement, activity_of, clause_of};
pub use glossary::Term;
pub use help::Help;
pub use keyed::Keyed;
pub use legacy::LegacyRoute;
pub use map::MapRow;
pub use order::Leaning;
pub use orientation::Orientation;
pub use quick::Quick;
pub use ranking::Ranking;
pub use words::Words;

use crate::clause::Clause;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use toml::Spanned;

/// The text of every file under `editions/`, by its path from there (`1.1/edition.toml`).
#[derive(Debug, Clone, Default)]
pub struct Files(pub BTreeMap<String, String>);

impl Files {
    /// Reads the folder and its sub-folders; only `.toml` and `.tsv` files count.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![(folder.to_path_buf(), String::new())];
        while let Some((path, prefix)) = folders.pop() {
            let entries =
                std::fs::read_dir(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
            for entry in entries {
                let entry = entry.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let key = format!("{prefix}{name}");
                if entry.path().is_dir() {
                    folders.push((entry.path(), format!("{key}/")));
                } else if name.ends_with(".toml") || name.ends_with(".tsv") {
                    let text = std::fs::read_to_string(entry.path())
                        .map_err(|error| format!("editions/{key}: cannot be read as UTF-8 text: {error}"))?;
                    files.insert(key, text);
                }
            }
        }
        Ok(Self(files))
    }
}

/// One thing wrong in one place of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// Counted from 1; 0 means the file as a whole.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(out, "editions/{}: {}", self.file, self.message)
        } else {
            write!(out, "editions/{}:{}: {}", self.file, self.line, self.message)
        }
    }
}

/// Everything that was read, in the order of the standard, the default edition first.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub editions: Vec<Edition>,
    pub map: Vec<MapRow>,
    pub words: Keyed<Words>,
    pub help: Keyed<Help>,
    pub terms: Vec<Term>,
    pub quick: Vec<(Clause, Quick)>,
    pub orientation: Orientation,
    pub checks: Vec<Check>,
    pub order: Vec<Leaning>,
    pub ranking: Ranking,
}

#[derive(Debug, Clone)]
pub struct Edition {
    pub head: EditionFile,
    pub requirements: Vec<Requirement>,
    pub tree: Tree,
}

/// Turns the files into the catalogue, or names everything that is wrong with them.
pub fn check(files: &Files) -> Result<Catalogue, Vec<Problem>> {
    let mut checker = Checker { files, problems: Vec::new() };
    let words = checker.words();
    let mut editions = Vec::new();
    for name in files.0.keys() {
        if let Some(folder) = name.strip_suffix("/edition.toml")
            && let Some(edition) = checker.edition(folder, &words)
        {
            editions.push(edition);
        }
    }
    if editions.is_empty() && checker.problems.is_empty() {
        checker.say("", 0, "no edition.toml was found in any folder");
    }
    if !editions.is_empty() && editions.iter().filter(|e| e.head.default).count() != 1 {
        checker.say("", 0, "exactly one edition.toml must have default = true");
    }
    editions.sort_by(|a, b| b.head.default.cmp(&a.head.default).then(b.head.id.cmp(&a.head.id)));
    checker.are_used(&words, "words", &editions);
    let map = checker.map(&editions);
    if editions.len() > 1 && !files.0.keys().any(|name| name.starts_with("map-")) {
        checker.say("", 0, "there is no map between the editions (map-OLDER-NEWER.tsv)");
    }
    for edition in &mut editions {
        checker.legacy(edition);
        edition.tree = checker.classification(edition);
    }
    let help = checker.help(&words, &editions);
    let terms = checker.glossary();
    let quick = checker.quick(&editions);
    let orientation = checker.orientation(&editions);
    let checks = checker.checks(&editions);
    let order = checker.order(&editions);
    let ranking = checker.ranking(&editions);
    let catalogue = Catalogue { editions, map, words, help, terms, quick, orientation, checks, order, ranking };
    if checker.problems.is_empty() { Ok(catalogue) } else { Err(checker.problems) }
}

struct Checker<'a> {
    files: &'a Files,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn say(&mut self, file: &str, line: usize, message: impl Into<String>) {
        self.problems.push(Problem { file: file.to_owned(), line, message: message.into() });
    }

    fn text(&mut self, file: &str) -> Option<String> {
        let found = self.files.0.get(file).cloned();
        if found.is_none() {
            self.say(file, 0, "this file is missing");
        }
        found
    }

    fn toml<T: serde::de::DeserializeOwned>(&mut self, file: &str, text: &str) -> Option<T> {
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = error.span().map_or(0, |span| line_of(text, span.start));
                self.say(file, line, error.message());
                None
            }
        }
    }

    /// The rows of a table with their line numbers; a row with another number of cells than the header is a problem.
    fn table<const N: usize>(&mut self, file: &str, header: [&str; N]) -> Vec<(usize, [String; N])> {
        let Some(text) = self.text(file) else { return Vec::new() };
        let mut rows = Vec::new();
        if text.lines().count() < 2 {
            self.say(file, 1, "the table has no rows");
        }
        for (index, line) in text.lines().enumerate() {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let count = cells.len();
            match <[String; N]>::try_from(cells) {
                Ok(cells) if index == 0 => {
                    if cells.iter().map(String::as_str).ne(header) {
                        self.say(file, 1, format!("the first line must be the column names {}", header.join(", ")));
                    }
                }
                Ok(cells) => {
                    if cells.iter().any(|cell| cell.trim() != cell) {
                        self.say(file, index + 1, "a cell begins or ends with a space");
                    }
                    rows.push((index + 1, cells));
                }
                Err(_) => {
                    self.say(file, index + 1, format!("{count} cells where {N} are wanted ({})", header.join(", ")))
                }
            }
        }
        rows
    }

    fn clause(&mut self, file: &str, line: usize, text: &str) -> Option<Clause> {
        let clause: Option<Clause> = text.parse().ok();
        if clause.is_none() {
            self.say(file, line, format!("\"{text}\" is not a clause number such as 5.1.12"));
        }
        clause
    }

    /// The blocks of a TOML file, each with its line; a file that is missing or cannot be read has none.
    fn blocks<T, B>(&mut self, file: &str, rows: fn(T) -> Vec<Spanned<B>>) -> Vec<(usize, B)>
    where
        T: serde::de::DeserializeOwned,
    {
        let Some(text) = self.text(file) else { return Vec::new() };
        let Some(parsed) = self.toml::<T>(file, &text) else { return Vec::new() };
        rows(parsed).into_iter().map(|row| (line_of(&text, row.span().start), row.into_inner())).collect()
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// Whether any edition has this requirement.
fn has_clause(editions: &[Edition], clause: Clause) -> bool {
    editions.iter().flat_map(|edition| &edition.requirements).any(|requirement| requirement.clause == clause)
}
