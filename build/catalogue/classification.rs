//! `EDITION/classification.toml`: the questions that lead to a class.

use super::language::Rules;
use super::{Checker, Edition, line_of};
use serde::Deserialize;
use toml::Spanned;

/// The questions of one edition; empty where the file could not be read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    pub assumption: String,
    pub start: String,
    pub question: Vec<Spanned<Question>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub title: String,
    pub question: String,
    pub explain: String,
    pub mistakes: Vec<String>,
    #[serde(default)]
    pub controls: Vec<String>,
    pub answer: Vec<Spanned<Answer>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub id: String,
    pub label: String,
    pub says: String,
    pub to: Option<String>,
    pub class: Option<String>,
    pub examples: Vec<String>,
}

/// Kinds of risk control outside the software.
const CONTROLS: [&str; 3] = ["hardware", "system", "procedure"];

const ASSUMPTION: Rules = Rules::sentences(10, 80);
const TITLE: Rules = Rules::label(1, 4);
const QUESTION: Rules = Rules::sentences(5, 40);
const EXPLAIN: Rules = Rules::sentences(30, 80);
const MISTAKE: Rules = Rules::sentences(5, 40);
const LABEL: Rules = Rules::label(1, 12);
const SAYS: Rules = Rules::sentences(5, 40);
const EXAMPLE: Rules = Rules::sentences(5, 40);

impl Checker<'_> {
    pub(super) fn classification(&mut self, edition: &Edition) -> Tree {
        let file = format!("{}/classification.toml", edition.head.id);
        let Some(text) = self.text(&file) else { return Tree::default() };
        let Some(tree) = self.toml::<Tree>(&file, &text) else { return Tree::default() };
        self.prose(&file, 1, "the assumption", &tree.assumption, &ASSUMPTION);
        for (index, row) in tree.question.iter().enumerate() {
            let line = line_of(&text, row.span().start);
            let question = row.get_ref();
            let id = &question.id;
            self.id(&file, line, id);
            if tree.question.iter().take(index).any(|other| other.get_ref().id == *id) {
                self.say(&file, line, format!("question \"{id}\" stands twice"));
            }
            self.prose(&file, line, &format!("title of \"{id}\""), &question.title, &TITLE);
            self.prose(&file, line, &format!("question of \"{id}\""), &question.question, &QUESTION);
            self.prose(&file, line, &format!("explain of \"{id}\""), &question.explain, &EXPLAIN);
            for mistake in &question.mistakes {
                self.prose(&file, line, &format!("a mistake of \"{id}\""), mistake, &MISTAKE);
            }
            self.count(&file, line, &format!("\"{id}\""), "mistakes", question.mistakes.len(), &(2..=4));
            for control in &question.controls {
                if !CONTROLS.contains(&control.as_str()) {
                    let known = CONTROLS.join(", ");
                    self.say(&file, line, format!("\"{id}\" has the unknown control \"{control}\"; known are {known}"));
                }
            }
            self.count(&file, line, &format!("\"{id}\""), "answers", question.answer.len(), &(2..=9));
            self.answers(&file, &text, edition, &tree, question);
        }
        self.ways(&file, &text, edition, &tree);
        tree
    }

    fn answers(&mut self, file: &str, text: &str, edition: &Edition, tree: &Tree, question: &Question) {
        for (index, row) in question.answer.iter().enumerate() {
            let line = line_of(text, row.span().start);
            let answer = row.get_ref();
            let name = format!("answer \"{}\" of \"{}\"", answer.id, question.id);
            self.id(file, line, &answer.id);
            if question.answer.iter().take(index).any(|other| other.get_ref().id == answer.id) {
                self.say(file, line, format!("{name} stands twice"));
            }
            self.prose(file, line, &format!("label of {name}"), &answer.label, &LABEL);
            self.prose(file, line, &format!("says of {name}"), &answer.says, &SAYS);
            for example in &answer.examples {
                self.prose(file, line, &format!("an example of {name}"), example, &EXAMPLE);
            }
            self.count(file, line, &name, "examples", answer.examples.len(), &(2..=3));
            match (&answer.to, &answer.class) {
                (Some(to), None) if tree.question.iter().all(|question| question.get_ref().id != *to) => {
                    self.say(file, line, format!("{name} leads to the unknown question \"{to}\""));
                }
                (None, Some(class)) if edition.head.class.iter().all(|known| known.get_ref().id != *class) => {
                    self.say(file, line, format!("{name} leads to the unknown class \"{class}\""));
                }
                (Some(_), None) | (None, Some(_)) => {}
                _ => self.say(file, line, format!("{name} needs either a next question (to) or a class")),
            }
        }
    }

    /// Every question is reached from the start and none twice on one way, and every class is an end.
    fn ways(&mut self, file: &str, text: &str, edition: &Edition, tree: &Tree) {
        if tree.question.iter().all(|question| question.get_ref().id != tree.start) {
            self.say(file, 1, format!("the start \"{}\" is no question", tree.start));
            return;
        }
        let mut walk = Walk { tree, way: Vec::new(), reached: Vec::new(), classes: Vec::new(), round: None };
        walk.from(&tree.start);
        let Walk { reached, classes, round, .. } = walk;
        let line = |id: &str| {
            let found = tree.question.iter().find(|question| question.get_ref().id == id);
            found.map_or(1, |question| line_of(text, question.span().start))
        };
        if let Some(id) = round {
            self.say(file, line(id), format!("question \"{id}\" leads back to itself"));
        }
        for question in &tree.question {
            let id = &question.get_ref().id;
            if !reached.contains(&id.as_str()) {
                self.say(file, line(id), format!("question \"{id}\" is not reached from the start"));
            }
        }
        for class in &edition.head.class {
            let id = &class.get_ref().id;
            if !classes.contains(&id.as_str()) {
                self.say(file, 1, format!("no way leads to class \"{id}\""));
            }
        }
    }
}

/// All ways through a tree.
struct Walk<'a> {
    tree: &'a Tree,
    /// The questions between the start and here.
    way: Vec<&'a str>,
    reached: Vec<&'a str>,
    classes: Vec<&'a str>,
    /// A question that leads back to itself.
    round: Option<&'a str>,
}

impl<'a> Walk<'a> {
    fn from(&mut self, id: &'a str) {
        if self.way.contains(&id) {
            self.round = Some(id);
        }
        // A question that was reached before leads where it led before.
        if self.reached.contains(&id) {
            return;
        }
        let Some(question) = self.tree.question.iter().find(|question| question.get_ref().id == id) else { return };
        self.reached.push(id);
        self.way.push(id);
        for answer in &question.get_ref().answer {
            let answer = answer.get_ref();
            self.classes.extend(answer.class.as_deref());
            if let Some(to) = &answer.to {
                self.from(to);
            }
        }
        self.way.pop();
    }
}
