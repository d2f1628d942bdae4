//! Nothing is said twice: no run of eight words stands in two places of the help texts.

use super::keyed::Keyed;
use super::language::plain_words;
use super::{Checker, Help, Words};
use crate::clause::Clause;
use std::collections::BTreeMap;

/// How many words in a row may not stand twice.
const RUN: usize = 8;

/// Where a run of words stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place<'a> {
    clause: Clause,
    edition: Option<&'a str>,
    section: &'a str,
}

impl Checker<'_> {
    /// Over all help texts, and against the question and `look_for` of the same clause.
    pub(super) fn repeats(&mut self, help: &Keyed<Help>, words: &Keyed<Words>) {
        let mut seen: BTreeMap<Vec<String>, Vec<Place>> = BTreeMap::new();
        for ((clause, edition), placed) in help {
            let (clause, edition) = (*clause, edition.as_deref());
            let own = words
                .iter()
                .filter(|((other, _), _)| *other == clause)
                .flat_map(|(_, words)| [("question", &words.value.question), ("look_for", &words.value.look_for)]);
            let own: Vec<(&str, Vec<Vec<String>>)> = own.map(|(section, text)| (section, runs(text))).collect();
            for (section, text) in placed.value.sections() {
                let here = Place { clause, edition, section };
                let mut told: Vec<(Clause, &str)> = Vec::new();
                for run in runs(text) {
                    let elsewhere = seen.entry(run.clone()).or_default();
                    // A block for another edition may keep what the general one says.
                    let twice = elsewhere.iter().find(|p| p.clause != clause || p.edition == edition).copied();
                    elsewhere.push(here);
                    let twice = twice.map(|place| (place.clause, place.section));
                    let said =
                        || own.iter().find(|(_, runs)| runs.contains(&run)).map(|(section, _)| (clause, *section));
                    if let Some(other) = twice.or_else(said).filter(|other| !told.contains(other)) {
                        told.push(other);
                        let message =
                            format!("{section} of {clause} repeats {} of {}: \"{}\"", other.1, other.0, run.join(" "));
                        self.say(&placed.file, placed.line, message);
                    }
                }
            }
        }
    }
}

/// Every run of words in a text.
fn runs(text: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = plain_words(text).collect();
    words.windows(RUN).map(<[String]>::to_vec).collect()
}
