//! Bringing together two states of one assessment that grew from the same one, as two open tabs make them.

use super::answer::Answer;
use super::model::Assessment;
use crate::standard::Clause;
use std::collections::BTreeMap;

/// The outcome of [`merge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Both sides' changes together.
    pub assessment: Assessment,
    /// Clauses whose answer differs from ours now, in order.
    pub taken: Vec<Clause>,
    /// Whether anything besides the answers differs from ours now.
    pub head_taken: bool,
}

/// Merges per answer, and all that is not an answer as one part.
///
/// Of two answers the later one counts; where the times are equal, the one that differs from `base`, and ours if both do.
/// Time comes before `base`, since a tab may write without having seen our last save: its older answer, or none at all,
/// does not mean that somebody took ours back. An answer that a person empties keeps its time, so it can win.
///
/// What is not an answer has no time of its own, so there the base comes first. The id is always ours.
#[must_use]
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merged {
    let mut assessment = ours.clone();
    let mut taken = Vec::new();
    let none = Answer::default();
    for (clause, other) in &theirs.answers {
        let [was, mine] = [base, ours].map(|side| side.answers.get(clause).unwrap_or(&none));
        let is_untouched = mine == was && !is_later(&mine.changed, &other.changed);
        if mine != other && (is_untouched || is_later(&other.changed, &mine.changed)) {
            assessment.answers.insert(*clause, other.clone());
            taken.push(*clause);
        }
    }
    let [was, mine, other] = [base, ours, theirs].map(head);
    let head_taken = mine != other && (mine == was || (other != was && is_later(&theirs.changed, &ours.changed)));
    if head_taken {
        assessment =
            Assessment { id: assessment.id, answers: assessment.answers, changed: assessment.changed, ..other };
    }
    let latest = if is_later(&theirs.changed, &ours.changed) { theirs } else { ours };
    assessment.changed.clone_from(&latest.changed);
    Merged { assessment, taken, head_taken }
}

/// Compares two times in UTC, with or without milliseconds.
fn is_later(time: &str, than: &str) -> bool {
    time.trim_end_matches('Z') > than.trim_end_matches('Z')
}

/// All that is not an answer, a time or the id.
fn head(assessment: &Assessment) -> Assessment {
    Assessment { id: String::new(), answers: BTreeMap::new(), changed: String::new(), ..assessment.clone() }
}
