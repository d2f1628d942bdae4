//! `glossary.toml`: the words of each world, for readers of the other one.

use super::Checker;
use super::language::Rules;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GlossaryFile {
    term: Vec<Spanned<Term>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub term: String,
    /// Other forms of it that stand in texts.
    #[serde(default)]
    pub also: Vec<String>,
    pub world: String,
    pub meaning: String,
    #[serde(default)]
    pub see: Vec<String>,
}

/// A smaller glossary leaves readers alone.
const LEAST_TERMS: usize = 60;

const FILE: &str = "glossary.toml";
const WORLDS: [&str; 3] = ["engineering", "quality", "standard"];
const MEANING: Rules = Rules::sentences(15, 60).of_documents();

impl Checker<'_> {
    pub(super) fn glossary(&mut self) -> Vec<Term> {
        let rows = self.blocks(FILE, |file: GlossaryFile| file.term);
        if rows.is_empty() {
            return Vec::new();
        }
        if rows.len() < LEAST_TERMS {
            self.say(FILE, 0, format!("{} terms; wanted are at least {LEAST_TERMS}", rows.len()));
        }
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for (line, row) in &rows {
            let (line, term) = (*line, &row.term);
            for form in std::iter::once(term).chain(&row.also) {
                if !is_form(form) {
                    let message = format!("\"{form}\" of \"{term}\" is not made of words with one space between");
                    self.say(FILE, line, message);
                }
                if let Some(other) = forms.insert(form.to_lowercase(), line) {
                    self.say(FILE, line, format!("\"{form}\" stands already in the term of line {other}"));
                }
            }
            if !WORLDS.contains(&row.world.as_str()) {
                let known = WORLDS.join(", ");
                self.say(FILE, line, format!("\"{term}\" has the unknown world \"{}\"; known are {known}", row.world));
            }
            self.prose(FILE, line, &format!("meaning of \"{term}\""), &row.meaning, &MEANING);
            for see in &row.see {
                if see == term || rows.iter().all(|(_, other)| other.term != *see) {
                    self.say(FILE, line, format!("\"{term}\" points to \"{see}\", which is no other term"));
                }
            }
        }
        // In the order of the alphabet, so that the page need not sort.
        let mut terms: Vec<Term> = rows.into_iter().map(|(_, row)| row).collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        terms
    }
}

/// Whether the page can find this in a text: words that begin and end with a letter or a digit.
fn is_form(form: &str) -> bool {
    let is_word = |word: &str| word.starts_with(char::is_alphanumeric) && word.ends_with(char::is_alphanumeric);
    form.split(' ').all(is_word)
}
