//! `help/*.toml`: for each requirement what it is for, read by two kinds of reader, and where its neighbours are.

use super::keyed::{Keyed, Placed};
use super::language::Rules;
use super::{Checker, Edition, Words, line_of};
use crate::clause::Clause;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpFile {
    help: Vec<Spanned<Help>>,
}

/// The help texts of one requirement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    pub clause: String,
    /// Only for this edition; it then replaces the texts that serve all of them.
    pub edition: Option<String>,
    pub purpose: String,
    pub quality: String,
    pub engineering: String,
    pub findings: String,
    pub neighbours: Vec<String>,
}

const PURPOSE: Rules = Rules::sentences(15, 40);
const QUALITY: Rules = Rules::sentences(25, 60);
const ENGINEERING: Rules = Rules::sentences(25, 60);
const FINDINGS: Rules = Rules::sentences(12, 40);

/// The documents that a neighbour may be in.
const NEIGHBOURS: [&str; 7] =
    ["ISO 13485", "ISO 14971", "IEC 62366-1", "IEC 81001-5-1", "IEC 82304-1", "EU MDR", "FDA 2023"];

impl Help {
    /// The sections with their names.
    pub fn sections(&self) -> [(&'static str, &String); 4] {
        [
            ("purpose", &self.purpose),
            ("quality", &self.quality),
            ("engineering", &self.engineering),
            ("findings", &self.findings),
        ]
    }
}

impl Checker<'_> {
    pub(super) fn help(&mut self, words: &Keyed<Words>, editions: &[Edition]) -> Keyed<Help> {
        let mut found = BTreeMap::new();
        for (file, text) in &self.files.0 {
            if !file.starts_with("help/") {
                continue;
            }
            let Some(parsed) = self.toml::<HelpFile>(file, text) else { continue };
            for block in parsed.help {
                let line = line_of(text, block.span().start);
                let help = block.into_inner();
                let Some(clause) = self.clause(file, line, &help.clause) else { continue };
                self.help_texts(file, line, clause, &help);
                let key = (clause, help.edition.clone());
                self.keep(&mut found, "help texts", key, Placed { value: help, file: file.clone(), line });
            }
        }
        self.are_used(&found, "help texts", editions);
        for edition in editions {
            for requirement in &edition.requirements {
                let clause = requirement.clause;
                if !found.contains_key(&(clause, None)) && !found.contains_key(&(clause, Some(edition.head.id.clone())))
                {
                    let file = format!("{}/requirements.tsv", edition.head.id);
                    self.say(&file, requirement.line, format!("{clause} has no help texts in editions/help"));
                }
            }
        }
        self.repeats(&found, words);
        found
    }

    fn help_texts(&mut self, file: &str, line: usize, clause: Clause, help: &Help) {
        let rules = [PURPOSE, QUALITY, ENGINEERING, FINDINGS];
        for ((name, text), rules) in help.sections().into_iter().zip(rules) {
            self.prose(file, line, &format!("{name} of {clause}"), text, &rules);
        }
        self.count(file, line, &clause.to_string(), "neighbours", help.neighbours.len(), &(1..=5));
        for (index, neighbour) in help.neighbours.iter().enumerate() {
            self.plain(file, line, &format!("a neighbour of {clause}"), neighbour);
            if !is_neighbour(neighbour) {
                let known = NEIGHBOURS.join(", ");
                self.say(
                    file,
                    line,
                    format!("{clause} has the unknown neighbour \"{neighbour}\"; known are {known}, with a number or without"),
                );
            }
            if help.neighbours.iter().take(index).any(|other| other == neighbour) {
                self.say(file, line, format!("{clause} has the neighbour \"{neighbour}\" twice"));
            }
        }
    }
}

/// Whether this is a known document, alone or with a number in it: `EU MDR Annex I 17.2`.
fn is_neighbour(text: &str) -> bool {
    NEIGHBOURS.iter().filter_map(|known| text.strip_prefix(known)).any(|rest| {
        let is_number = |part: &str| {
            part.chars().all(|c| c.is_ascii_alphanumeric() || ['.', '(', ')', '-'].contains(&c)) && !part.is_empty()
        };
        rest.is_empty() || rest.strip_prefix(' ').is_some_and(|number| number.split(' ').all(is_number))
    })
}
