//! `quick.toml`: one question for a whole activity, for a first estimate.

use super::language::Rules;
use super::{Checker, Edition, clause_of};
use crate::clause::Clause;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuickFile {
    activity: Vec<Spanned<Quick>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quick {
    pub clause: String,
    pub question: String,
    pub first_step: String,
}

const FILE: &str = "quick.toml";
const QUESTION: Rules = Rules::sentences(12, 35);
const FIRST_STEP: Rules = Rules::sentences(10, 30);

impl Checker<'_> {
    pub(super) fn quick(&mut self, editions: &[Edition]) -> Vec<(Clause, Quick)> {
        let mut found: Vec<(Clause, Quick)> = Vec::new();
        let rows = self.blocks(FILE, |file: QuickFile| file.activity);
        let was_read = !rows.is_empty();
        let mut wanted: Vec<Clause> =
            editions.iter().flat_map(|edition| edition.head.activity.iter().filter_map(clause_of)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for (line, row) in rows {
            let Some(clause) = self.clause(FILE, line, &row.clause) else { continue };
            if !wanted.contains(&clause) {
                self.say(FILE, line, format!("{clause} is no activity of any edition"));
            }
            if found.iter().any(|(other, _)| *other == clause) {
                self.say(FILE, line, format!("{clause} stands twice"));
            }
            if !row.question.ends_with('?') {
                self.say(FILE, line, format!("the question of {clause} does not end with a question mark"));
            }
            self.prose(FILE, line, &format!("question of {clause}"), &row.question, &QUESTION);
            self.prose(FILE, line, &format!("first_step of {clause}"), &row.first_step, &FIRST_STEP);
            found.push((clause, row));
        }
        for clause in wanted.into_iter().filter(|clause| was_read && found.iter().all(|(other, _)| other != clause)) {
            self.say(FILE, 0, format!("activity {clause} is missing"));
        }
        found
    }
}
