//! The edition files as data, checked.
//!
//! What belongs here: the shape of the files under `editions/`, and every check that stops a build. Pure but for
//! [`Files::read`], so that the tests can feed it broken files. Never here: how the data looks in Rust (`emit`).

use crate::clause::Clause;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
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
}

#[derive(Debug, Clone)]
pub struct Edition {
    pub head: EditionFile,
    pub requirements: Vec<Requirement>,
}

#[derive(Debug, Clone)]
pub struct Requirement {
    pub clause: Clause,
    pub title: String,
    pub classes: Vec<String>,
    pub legacy: bool,
    pub change: String,
    pub letters: Vec<(char, String)>,
    pub words: Words,
}

/// A row of the map between two editions.
#[derive(Debug, Clone)]
pub struct MapRow {
    pub older: String,
    pub newer: String,
    pub from: Option<Clause>,
    pub to: Option<Clause>,
    pub relation: String,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionFile {
    pub id: String,
    pub name: String,
    pub label: String,
    pub published: String,
    #[serde(default)]
    pub default: bool,
    pub about: String,
    pub class: Vec<Spanned<ClassRow>>,
    pub process: Vec<Spanned<Heading>>,
    pub activity: Vec<Spanned<Heading>>,
    #[serde(default)]
    pub uncertain: Vec<Spanned<Uncertain>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRow {
    pub id: String,
    pub name: String,
    pub meaning: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    pub clause: String,
    pub title: String,
    #[serde(default)]
    pub purpose: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uncertain {
    pub clause: String,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    requirement: Vec<Spanned<Words>>,
}

/// Our own words for one requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub clause: String,
    /// Only for this edition; it then replaces the words that serve all of them.
    pub edition: Option<String>,
    pub question: String,
    pub look_for: String,
    pub evidence: Vec<String>,
}

const CHANGES: [&str; 4] = ["", "new", "widened", "reworded"];
const RELATIONS: [&str; 5] = ["same", "reworded", "widened", "new", "withdrawn"];

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
    checker.words_are_used(&words, &editions);
    let map = checker.map(&editions);
    if editions.len() > 1 && !files.0.keys().any(|name| name.starts_with("map-")) {
        checker.say("", 0, "there is no map between the editions (map-OLDER-NEWER.tsv)");
    }
    if checker.problems.is_empty() { Ok(Catalogue { editions, map }) } else { Err(checker.problems) }
}

/// The words by clause and edition, with the place they stand at.
type WordsByKey = BTreeMap<(Clause, Option<String>), (Words, String, usize)>;

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

    fn words(&mut self) -> WordsByKey {
        let mut found: WordsByKey = BTreeMap::new();
        for (file, text) in &self.files.0 {
            if !file.starts_with("words/") {
                continue;
            }
            let Some(parsed) = self.toml::<WordsFile>(file, text) else { continue };
            for block in parsed.requirement {
                let line = line_of(text, block.span().start);
                let words = block.into_inner();
                let Some(clause) = self.clause(file, line, &words.clause) else { continue };
                if !words.question.ends_with('?') {
                    self.say(file, line, format!("the question of {clause} does not end with a question mark"));
                }
                let mut texts = vec![("question", &words.question), ("look_for", &words.look_for)];
                texts.extend(words.evidence.iter().map(|text| ("evidence", text)));
                for (field, value) in texts {
                    if value.trim().is_empty() || value.trim() != value || value.contains('\n') {
                        self.say(
                            file,
                            line,
                            format!("{field} of {clause} is empty, has a space at an end or a line break"),
                        );
                    }
                }
                if words.evidence.is_empty() {
                    self.say(file, line, format!("{clause} has no typical evidence"));
                }
                let key = (clause, words.edition.clone());
                if let Some((_, other, at)) = found.get(&key) {
                    let message = format!("{clause} has its words already at editions/{other}:{at}");
                    self.say(file, line, message);
                } else {
                    found.insert(key, (words, file.clone(), line));
                }
            }
        }
        found
    }

    fn edition(&mut self, folder: &str, words: &WordsByKey) -> Option<Edition> {
        let file = format!("{folder}/edition.toml");
        let text = self.text(&file)?;
        let head: EditionFile = self.toml(&file, &text)?;
        if head.id != folder {
            self.say(&file, 1, format!("the id \"{}\" is not the name of the folder \"{folder}\"", head.id));
        }
        for (field, value) in
            [("name", &head.name), ("label", &head.label), ("published", &head.published), ("about", &head.about)]
        {
            if value.is_empty() || value.contains('\n') {
                self.say(&file, 1, format!("{field} is empty or has a line break"));
            }
        }
        self.head(&file, &text, &head);
        let headings = self.headings(&file, &text, &head);
        let letters = self.letters(folder);
        let requirements = self.requirements(folder, &head, &headings, letters, words);
        Some(Edition { head, requirements })
    }

    /// The classes and the uncertain points of an edition.
    fn head(&mut self, file: &str, text: &str, head: &EditionFile) {
        if head.class.is_empty() {
            self.say(file, 1, "the edition has no class");
        }
        for (index, class) in head.class.iter().enumerate() {
            let line = line_of(text, class.span().start);
            let class = class.get_ref();
            let values = [&class.id, &class.name, &class.meaning];
            if values.iter().any(|value| value.is_empty() || value.contains('\n')) {
                self.say(file, line, "a class needs id, name and meaning, without line breaks");
            }
            if head.class.iter().take(index).any(|other| other.get_ref().id == class.id) {
                self.say(file, line, format!("class \"{}\" stands twice", class.id));
            }
        }
        for row in &head.uncertain {
            let line = line_of(text, row.span().start);
            let row = row.get_ref();
            self.clause(file, line, &row.clause);
            if row.text.is_empty() || row.text.contains('\n') {
                self.say(file, line, format!("the uncertain point about {} has no text or a line break", row.clause));
            }
        }
    }

    /// Processes and activities: unique, in order, every activity inside a process. Gives the activities' clauses.
    fn headings(&mut self, file: &str, text: &str, head: &EditionFile) -> Vec<Clause> {
        let mut lists = [Vec::new(), Vec::new()];
        for (list, rows) in lists.iter_mut().zip([&head.process, &head.activity]) {
            for row in rows {
                let line = line_of(text, row.span().start);
                let Some(clause) = self.clause(file, line, &row.get_ref().clause) else { continue };
                let Heading { title, purpose, .. } = row.get_ref();
                if title.is_empty() || title.contains('\n') || purpose.contains('\n') {
                    self.say(file, line, format!("{clause} has no title, or a line break in title or purpose"));
                }
                if list.last().is_some_and(|last| *last >= clause) {
                    self.say(file, line, format!("{clause} stands twice or out of order"));
                }
                list.push(clause);
            }
        }
        let [processes, activities] = lists;
        for row in &head.activity {
            let line = line_of(text, row.span().start);
            let inside = clause_of(row).is_some_and(|clause| processes.iter().any(|p| clause.starts_with(*p)));
            if !inside {
                self.say(file, line, format!("activity {} belongs to no process", row.get_ref().clause));
            }
            if row.get_ref().purpose.is_empty() {
                self.say(file, line, format!("activity {} has no purpose", row.get_ref().clause));
            }
        }
        activities
    }

    /// The lettered items by clause, with the line of the first, in order.
    fn letters(&mut self, folder: &str) -> BTreeMap<Clause, (usize, Vec<(char, String)>)> {
        let file = format!("{folder}/lettered-items.tsv");
        let mut found: BTreeMap<Clause, (usize, Vec<(char, String)>)> = BTreeMap::new();
        for (line, [clause, letter, text]) in self.table(&file, ["clause", "letter", "text"]) {
            let Some(clause) = self.clause(&file, line, &clause) else { continue };
            let mut chars = letter.chars();
            let (Some(letter @ 'a'..='z'), None) = (chars.next(), chars.next()) else {
                self.say(&file, line, format!("\"{letter}\" is not one letter from a to z"));
                continue;
            };
            if text.is_empty() {
                self.say(&file, line, format!("{clause} {letter} has no text"));
            }
            let (_, list) = found.entry(clause).or_insert((line, Vec::new()));
            let out_of_order = list.last().is_some_and(|(last, _)| *last >= letter);
            list.push((letter, text));
            if out_of_order {
                self.say(&file, line, format!("{clause} {letter} stands twice or out of order"));
            }
        }
        found
    }

    fn requirements(
        &mut self,
        folder: &str,
        head: &EditionFile,
        activities: &[Clause],
        mut letters: BTreeMap<Clause, (usize, Vec<(char, String)>)>,
        words: &WordsByKey,
    ) -> Vec<Requirement> {
        let file = format!("{folder}/requirements.tsv");
        let known: Vec<&str> = head.class.iter().map(|class| class.get_ref().id.as_str()).collect();
        let mut found: Vec<Requirement> = Vec::new();
        for (line, [clause, title, classes, route, change]) in
            self.table(&file, ["clause", "title", "classes", "route", "change"])
        {
            let Some(clause) = self.clause(&file, line, &clause) else { continue };
            if found.iter().any(|other| other.clause == clause) {
                self.say(&file, line, format!("{clause} stands twice"));
                continue;
            }
            if found.last().is_some_and(|last| last.clause > clause) {
                self.say(&file, line, format!("{clause} is out of order"));
            }
            if title.is_empty() {
                self.say(&file, line, format!("{clause} has no title"));
            }
            let classes: Vec<String> = classes.split(' ').map(str::to_owned).collect();
            for class in &classes {
                if !known.contains(&class.as_str()) {
                    self.say(
                        &file,
                        line,
                        format!("{clause} has the unknown class \"{class}\"; known are {}", known.join(", ")),
                    );
                }
            }
            let places: Vec<_> = classes.iter().map(|class| known.iter().position(|known| known == class)).collect();
            if places.windows(2).any(|pair| pair.first() >= pair.last()) {
                self.say(
                    &file,
                    line,
                    format!("the classes of {clause} stand twice or not in the order of the edition"),
                );
            }
            if !route.is_empty() && route != "legacy" {
                self.say(&file, line, format!("{clause} has the unknown route \"{route}\"; known is legacy"));
            }
            if !CHANGES.contains(&change.as_str()) {
                self.say(
                    &file,
                    line,
                    format!("{clause} has the unknown change \"{change}\"; known are new, widened, reworded"),
                );
            }
            if !activities.iter().any(|activity| clause.starts_with(*activity)) {
                self.say(&file, line, format!("{clause} belongs to no activity of edition.toml"));
            }
            let own = words.get(&(clause, Some(head.id.clone()))).or_else(|| words.get(&(clause, None)));
            let Some((own, _, _)) = own else {
                self.say(&file, line, format!("{clause} has no words in editions/words"));
                continue;
            };
            let letters = letters.remove(&clause).map(|(_, list)| list).unwrap_or_default();
            found.push(Requirement {
                clause,
                title,
                classes,
                legacy: route == "legacy",
                change,
                letters,
                words: own.clone(),
            });
        }
        for (clause, (line, _)) in letters {
            self.say(
                &format!("{folder}/lettered-items.tsv"),
                line,
                format!("lettered items of {clause}, which is no requirement of this edition"),
            );
        }
        found
    }

    fn words_are_used(&mut self, words: &WordsByKey, editions: &[Edition]) {
        let ids: BTreeSet<&str> = editions.iter().map(|edition| edition.head.id.as_str()).collect();
        for ((clause, only), (_, file, line)) in words {
            if let Some(only) = only.as_deref().filter(|only| !ids.contains(only)) {
                self.say(file, *line, format!("{clause} has words for the unknown edition \"{only}\""));
                continue;
            }
            let used = editions
                .iter()
                .filter(|edition| only.as_ref().is_none_or(|only| *only == edition.head.id))
                .any(|edition| edition.requirements.iter().any(|requirement| requirement.clause == *clause));
            if !used {
                self.say(file, *line, format!("{clause} has words but is no requirement of any edition they are for"));
            }
        }
    }

    /// `map-OLD-NEW.tsv` files: each names every requirement of both editions once.
    fn map(&mut self, editions: &[Edition]) -> Vec<MapRow> {
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
            for (line, [from, to, relation, note]) in self.table(file, ["from", "to", "relation", "note"]) {
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
                let (older, newer) = (older.head.id.clone(), newer.head.id.clone());
                rows.push(MapRow { older, newer, from, to, relation, note });
            }
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

/// The activity a clause belongs to: the one with the longest matching number.
pub fn activity_of(edition: &Edition, clause: Clause) -> Option<Clause> {
    let activities = edition.head.activity.iter().filter_map(clause_of);
    activities.filter(|activity| clause.starts_with(*activity)).max_by_key(|activity| activity.depth())
}

/// The clause of a heading; none only where [`check`] has already complained.
pub fn clause_of(heading: &Spanned<Heading>) -> Option<Clause> {
    heading.get_ref().clause.parse().ok()
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
