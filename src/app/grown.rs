//! What a copy grew from, kept beside it in the browser: written when a file is saved, opened or merged, never at typing.

use crate::assessment::{Assessment, Unknown};
use crate::browser::storage::{self, Beside};
use crate::exchange::{Ancestor, grew_from_json, read_past, remember, state_json, write_past};

/// What is remembered of an assessment.
pub(super) fn past_of(id: &str) -> Vec<Ancestor> {
    storage::beside(Beside::Grown, id).map(|text| read_past(&text)).unwrap_or_default()
}

/// Keeps it. Where there is no room, merging knows less and nothing else suffers.
pub(super) fn keep_past(id: &str, past: &[Ancestor]) {
    let _ = storage::set_beside(Beside::Grown, id, &write_past(past));
}

/// After a file was opened as the assessment with this id: what is in it, as it was saved, and what it grew from.
pub(super) fn opened(id: &str, file: &Assessment, saved_at: &str, grew_from: Vec<Ancestor>) {
    keep_past(id, &remember(vec![Ancestor::of_other(file, saved_at)], grew_from));
}

/// What stands beside the assessment in a file that is saved now; remembers that it was saved so.
pub(super) fn beside_file(assessment: &Assessment, now: &str) -> Unknown {
    let saved = Ancestor::of(assessment, now);
    let known = past_of(&assessment.id);
    let past: Vec<Ancestor> = known.iter().filter(|one| one.digest != saved.digest).cloned().collect();
    let list = (!past.is_empty()).then(|| ("grew_from".to_owned(), grew_from_json(&state_json(assessment), &past)));
    // An example that is only looked at leaves nothing behind.
    if storage::raw(&assessment.id).is_some() {
        keep_past(&assessment.id, &remember(vec![saved], known));
    }
    list.into_iter().collect()
}
