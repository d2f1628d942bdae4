//! `orientation.toml`: how the processes feed each other, and the pages for someone who is new to the standard.

use super::language::Rules;
use super::{Checker, Edition, clause_of, line_of};
use crate::clause::Clause;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orientation {
    pub flow: Vec<Spanned<Flow>>,
    pub topic: Vec<Spanned<Topic>>,
}

/// What one process hands to another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    pub from: String,
    pub to: String,
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub title: String,
    pub paragraphs: Vec<String>,
    #[serde(default)]
    pub points: Vec<String>,
}

const FILE: &str = "orientation.toml";
const FLOW: Rules = Rules::label(1, 5).of_documents();
const TITLE: Rules = Rules::label(1, 12).of_documents();
const PARAGRAPH: Rules = Rules::sentences(8, 120).of_documents();
const POINT: Rules = Rules::label(2, 60).of_documents();

impl Checker<'_> {
    pub(super) fn orientation(&mut self, editions: &[Edition]) -> Orientation {
        let Some(text) = self.text(FILE) else { return Orientation::default() };
        let Some(read) = self.toml::<Orientation>(FILE, &text) else { return Orientation::default() };
        let processes: Vec<Clause> =
            editions.iter().flat_map(|edition| edition.head.process.iter().filter_map(clause_of)).collect();
        if read.flow.is_empty() || read.topic.is_empty() {
            self.say(FILE, 1, "there is no flow or no topic");
        }
        for (index, row) in read.flow.iter().enumerate() {
            let line = line_of(&text, row.span().start);
            let flow = row.get_ref();
            for end in [&flow.from, &flow.to] {
                if let Some(clause) = self.clause(FILE, line, end)
                    && !processes.contains(&clause)
                {
                    self.say(FILE, line, format!("{clause} is no process of any edition"));
                }
            }
            if flow.from == flow.to {
                self.say(FILE, line, format!("{} hands something to itself", flow.from));
            }
            let name = format!("the flow from {} to {}", flow.from, flow.to);
            let is_same = |other: &Flow| other.from == flow.from && other.to == flow.to && other.text == flow.text;
            if read.flow.iter().take(index).any(|other| is_same(other.get_ref())) {
                self.say(FILE, line, format!("{name} stands twice"));
            }
            self.prose(FILE, line, &name, &flow.text, &FLOW);
        }
        for (index, row) in read.topic.iter().enumerate() {
            let line = line_of(&text, row.span().start);
            let topic = row.get_ref();
            let id = &topic.id;
            self.id(FILE, line, id);
            if read.topic.iter().take(index).any(|other| other.get_ref().id == *id) {
                self.say(FILE, line, format!("topic \"{id}\" stands twice"));
            }
            self.prose(FILE, line, &format!("title of \"{id}\""), &topic.title, &TITLE);
            if topic.paragraphs.is_empty() {
                self.say(FILE, line, format!("topic \"{id}\" has no paragraph"));
            }
            for paragraph in &topic.paragraphs {
                self.prose(FILE, line, &format!("a paragraph of \"{id}\""), paragraph, &PARAGRAPH);
            }
            for point in &topic.points {
                self.prose(FILE, line, &format!("a point of \"{id}\""), point, &POINT);
            }
        }
        read
    }
}
