//! Work that is in no file yet, and when to say so.
//!
//! What belongs here: the rule of the reminder. Never here: whether the browser stored the work (`browser::storage`).

use super::model::Assessment;
use super::text::day_number;

impl Assessment {
    /// Whether anything changed after it was last saved to a file; `file_at` is empty where it never was.
    #[must_use]
    pub fn is_changed_since(&self, file_at: &str) -> bool {
        self.changed.as_str() > file_at
    }

    /// Since when some of the work stands as it does and is in no file: of all entries that changed after `file_at`, the
    /// one that has stood longest. None where nothing changed since. What has no time of its own, such as the title, counts
    /// with the last change of all.
    #[must_use]
    pub fn unsaved_since(&self, file_at: &str) -> Option<&str> {
        if !self.is_changed_since(file_at) {
            return None;
        }
        let answers = self.answers.values();
        let parts = answers.clone().flat_map(|answer| &answer.parts).map(|part| part.answer.changed.as_str());
        let stamps = answers
            .map(|answer| answer.changed.as_str())
            .chain(parts)
            .chain(self.items.iter().map(|item| item.changed.as_str()))
            .chain(self.estimates.iter().map(|estimate| estimate.changed.as_str()))
            .chain(self.actions.iter().map(|action| action.changed.as_str()));
        stamps.filter(|stamp| *stamp > file_at).chain([self.changed.as_str()]).min()
    }
}

/// Whether to remind somebody to save to a file: work of a day is in none. All times are ISO 8601 in UTC. `put_off` is when
/// somebody last said "not now", which holds for a day; empty if nobody did. A worked example, and an assessment without
/// an answer, are no work.
#[must_use]
pub fn needs_nudge(assessment: &Assessment, file_at: &str, now: &str, put_off: &str) -> bool {
    // A clock that was set back must not silence the reminder for ever.
    let is_put_off = !put_off.is_empty() && put_off <= now && !is_a_day_later(put_off, now);
    !is_put_off
        && !assessment.example
        && assessment.answers.values().any(|answer| !answer.is_empty())
        && assessment.unsaved_since(file_at).is_some_and(|since| is_a_day_later(since, now))
}

/// Whether a day has gone by between two times: the next day at the same time, or later.
fn is_a_day_later(from: &str, now: &str) -> bool {
    let (Some((day, time)), Some((today, time_now))) = (from.split_once('T'), now.split_once('T')) else {
        return false;
    };
    match (day_number(day), day_number(today)) {
        (Some(day), Some(today)) => today - day > 1 || (today - day == 1 && time_now >= time),
        _ => false,
    }
}
