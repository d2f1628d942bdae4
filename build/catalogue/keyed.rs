//! Blocks for one requirement, which serve every edition or one of them: words and help texts.

use super::{Checker, Edition};
use crate::clause::Clause;
use std::collections::{BTreeMap, BTreeSet};

/// Blocks by clause and, where a block serves one edition only, by its id. The general block comes first.
pub type Keyed<T> = BTreeMap<(Clause, Option<String>), Placed<T>>;

/// A block with the place that it was read from.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    pub value: T,
    pub file: String,
    pub line: usize,
}

impl Checker<'_> {
    /// Puts a block in its place, unless another stands there.
    pub(super) fn keep<T>(
        &mut self,
        found: &mut Keyed<T>,
        what: &str,
        key: (Clause, Option<String>),
        placed: Placed<T>,
    ) {
        match found.get(&key) {
            Some(other) => {
                let message = format!("{} has its {what} already at editions/{}:{}", key.0, other.file, other.line);
                self.say(&placed.file, placed.line, message);
            }
            None => {
                found.insert(key, placed);
            }
        }
    }

    /// Every block is for a requirement that an edition has.
    pub(super) fn are_used<T>(&mut self, found: &Keyed<T>, what: &str, editions: &[Edition]) {
        let ids: BTreeSet<&str> = editions.iter().map(|edition| edition.head.id.as_str()).collect();
        for ((clause, only), Placed { file, line, .. }) in found {
            if let Some(only) = only.as_deref().filter(|only| !ids.contains(only)) {
                self.say(file, *line, format!("{clause} has {what} for the unknown edition \"{only}\""));
                continue;
            }
            let used = editions
                .iter()
                .filter(|edition| only.as_ref().is_none_or(|only| *only == edition.head.id))
                .any(|edition| edition.requirements.iter().any(|requirement| requirement.clause == *clause));
            if !used {
                self.say(file, *line, format!("{clause} has {what} but is no requirement of any edition they are for"));
            }
        }
    }
}
