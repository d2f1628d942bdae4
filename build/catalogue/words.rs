//! `words/*.toml`: the question of each requirement, what an assessor looks for, and typical evidence.

use super::keyed::{Keyed, Placed};
use super::{Checker, line_of};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

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

impl Checker<'_> {
    pub(super) fn words(&mut self) -> Keyed<Words> {
        let mut found = BTreeMap::new();
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
                    self.plain(file, line, &format!("{field} of {clause}"), value);
                }
                if words.evidence.is_empty() {
                    self.say(file, line, format!("{clause} has no typical evidence"));
                }
                let key = (clause, words.edition.clone());
                self.keep(&mut found, "words", key, Placed { value: words, file: file.clone(), line });
            }
        }
        found
    }
}
