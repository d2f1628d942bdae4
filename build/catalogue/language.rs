//! What every text has to keep: its shape, its length, and the words that are not used.
//!
//! What belongs here: rules of language that a program can check. Never here: which texts there are.

use super::Checker;
use std::ops::RangeInclusive;

/// How many words a text has, or how many items a list.
pub type Bounds = RangeInclusive<usize>;

/// Beginnings of words that promise more than a self-assessment can hold, or that flatter.
const REFUSED: [&str; 4] = ["complian", "certif", "guarantee", "please"];

/// Words that name a document, and that the glossary and the orientation have to explain.
pub const DOCUMENTS: [&str; 2] = ["certificate", "certificates"];

/// How a text is written.
#[derive(Debug, Clone)]
pub struct Rules {
    /// How long it is.
    pub bounds: Bounds,
    /// Whether it is made of sentences, and so ends as one.
    pub sentences: bool,
    /// Words that may stand here although they begin like a refused one.
    pub allowed: &'static [&'static str],
}

impl Rules {
    /// Sentences of this length.
    pub const fn sentences(least: usize, most: usize) -> Self {
        Self { bounds: least..=most, sentences: true, allowed: &[] }
    }

    /// A name or a label of this length.
    pub const fn label(least: usize, most: usize) -> Self {
        Self { bounds: least..=most, sentences: false, allowed: &[] }
    }

    /// The same where documents are explained.
    pub const fn of_documents(self) -> Self {
        Self { allowed: &DOCUMENTS, ..self }
    }
}

impl Checker<'_> {
    /// A value that is there, on one line, without a space at an end. The page reads one value a line.
    pub(super) fn plain(&mut self, file: &str, line: usize, what: &str, text: &str) -> bool {
        let is_plain = !text.is_empty() && text.trim() == text && !text.contains(['\n', '\r']);
        if !is_plain {
            self.say(file, line, format!("{what} is empty, has a space at an end or a line break"));
        }
        is_plain
    }

    /// A text that keeps its rules.
    pub(super) fn prose(&mut self, file: &str, line: usize, what: &str, text: &str, rules: &Rules) {
        if !self.plain(file, line, what, text) {
            return;
        }
        let count = text.split_whitespace().count();
        if !rules.bounds.contains(&count) {
            let (least, most) = (rules.bounds.start(), rules.bounds.end());
            self.say(file, line, format!("{what} has {count} words; wanted are {least} to {most}"));
        }
        if rules.sentences && !text.ends_with(['.', '?']) {
            self.say(file, line, format!("{what} does not end with a full stop or a question mark"));
        }
        for word in plain_words(text) {
            if REFUSED.iter().any(|refused| word.starts_with(refused)) && !rules.allowed.contains(&word.as_str()) {
                self.say(file, line, format!("{what} has \"{word}\", a word that this page does not use"));
            }
        }
    }

    /// A list with as many items as it should have.
    pub(super) fn count(&mut self, file: &str, line: usize, whose: &str, what: &str, count: usize, bounds: &Bounds) {
        if !bounds.contains(&count) {
            let (least, most) = (bounds.start(), bounds.end());
            self.say(file, line, format!("{whose} has {count} {what}; wanted are {least} to {most}"));
        }
    }

    /// A name that files and addresses use.
    pub(super) fn id(&mut self, file: &str, line: usize, id: &str) {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || !id.bytes().all(fits) {
            self.say(file, line, format!("the id \"{id}\" is not made of small letters, digits and hyphens"));
        }
    }
}

/// The words of a text in small letters, without what stands between them.
pub fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
