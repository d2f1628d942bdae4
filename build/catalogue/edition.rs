//! `edition.toml`, `requirements.tsv` and `lettered-items.tsv`: the facts of one edition.

use super::{Checker, Edition, Keyed, LegacyRoute, Tree, Words, line_of};
use crate::clause::Clause;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Clone)]
pub struct Requirement {
    pub clause: Clause,
    /// Its line in `requirements.tsv`.
    pub line: usize,
    pub title: String,
    pub classes: Vec<String>,
    pub legacy: bool,
    pub change: String,
    pub letters: Vec<(char, String)>,
    pub words: Words,
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
    /// What is not asked of SOUP, as the beginnings of clauses.
    #[serde(default)]
    pub not_of_soup: Vec<String>,
    pub class: Vec<Spanned<ClassRow>>,
    pub process: Vec<Spanned<Heading>>,
    pub activity: Vec<Spanned<Heading>>,
    #[serde(default)]
    pub uncertain: Vec<Spanned<Uncertain>>,
    pub legacy: Option<Spanned<LegacyRoute>>,
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

const CHANGES: [&str; 4] = ["", "new", "widened", "reworded"];

impl Checker<'_> {
    pub(super) fn edition(&mut self, folder: &str, words: &Keyed<Words>) -> Option<Edition> {
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
        self.parts_of(&file, 1, "not_of_soup", &head.not_of_soup, &requirements);
        Some(Edition { head, requirements, tree: Tree::default() })
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

    /// Beginnings of clauses, each of which has a requirement.
    pub(super) fn parts_of(&mut self, file: &str, line: usize, list: &str, names: &[String], asked: &[Requirement]) {
        for name in names {
            let Some(clause) = self.clause(file, line, name) else { continue };
            if !asked.iter().any(|requirement| requirement.clause.starts_with(clause)) {
                self.say(file, line, format!("no requirement of this edition belongs to {clause} of {list}"));
            }
        }
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
        words: &Keyed<Words>,
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
            let Some(own) = own else {
                self.say(&file, line, format!("{clause} has no words in editions/words"));
                continue;
            };
            let letters = letters.remove(&clause).map(|(_, list)| list).unwrap_or_default();
            found.push(Requirement {
                clause,
                line,
                title,
                classes,
                legacy: route == "legacy",
                change,
                letters,
                words: own.value.clone(),
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
