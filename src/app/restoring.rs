//! What becomes of the assessments of a backup: what may be chosen for each, and doing it.
//!
//! Invariant: nothing is replaced without a choice, and what is replaced is set aside first. Never here: how it is shown
//! (`open_backup`).

use super::grown;
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::{clock, storage};
use crate::exchange::{Against, Aside, Opened, Stored, against};

/// How an assessment of a backup stands against what this browser holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    /// Against the stored one, or there is none.
    Compared(Against),
    /// What is stored under its id cannot be read, or only in part.
    Unreadable,
}

/// What a person chose for one assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It is stored under its id, which is free.
    Add,
    /// It takes the place of the stored one, which is set aside.
    Replace,
    /// It is stored under a new id, beside the stored one.
    AsNew,
    /// Nothing.
    Leave,
}

impl Choice {
    /// Its words on the page.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Add => "Add it",
            Self::Replace => "Replace the stored one",
            Self::AsNew => "Keep as a new one",
            Self::Leave => "Leave it",
        }
    }
}

impl Here {
    /// What may be chosen; the first is what happens without a choice, and takes nothing away.
    pub(super) const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Compared(Against::New) => &[Choice::Add, Choice::Leave],
            Self::Compared(Against::Same) => &[Choice::Leave, Choice::AsNew],
            _ => &[Choice::Leave, Choice::Replace, Choice::AsNew],
        }
    }
}

/// What is stored under the id of an assessment when the person decides: how it compares, its time, and its text.
pub(super) fn compare(state: State, assessment: &Assessment) -> (Here, String, Option<String>) {
    if assessment.id.is_empty() {
        return (Here::Compared(Against::New), String::new(), None);
    }
    let raw = storage::raw(&assessment.id);
    let (here, changed) = match storage::read(raw.as_deref()) {
        storage::Loaded::Found(stored, notices) if notices.is_empty() => {
            (Here::Compared(against(assessment, Some(&stored.assessment))), stored.assessment.changed)
        }
        // On screen and not stored: as one that differs.
        storage::Loaded::Empty if state.holds(&assessment.id) => (Here::Compared(Against::Differs), String::new()),
        storage::Loaded::Empty => (Here::Compared(Against::New), String::new()),
        _ => (Here::Unreadable, String::new()),
    };
    (here, changed, raw)
}

/// Does what was chosen. `seen` is what was stored when the person decided. Gives what was done, or why it was not.
pub(super) fn restore(state: State, opened: &Opened, choice: Choice, seen: Option<&str>) -> Result<String, String> {
    let mut assessment = opened.assessment.clone();
    let done = match choice {
        Choice::Leave => return Ok("left as it is".to_owned()),
        Choice::Replace => return replace(state, opened, seen),
        Choice::Add if !assessment.id.is_empty() && state.holds(&assessment.id) => {
            return Err("an assessment with the same id came here meanwhile. Open the backup again".to_owned());
        }
        Choice::Add if !assessment.id.is_empty() => "added",
        Choice::Add | Choice::AsNew => {
            assessment.id = clock::new_id();
            "added as a new one"
        }
    };
    let id = assessment.id.clone();
    store(assessment, &opened.exported_at, 1)?;
    grown::opened(&id, &opened.assessment, &opened.exported_at, opened.grew_from.clone());
    Ok(done.to_owned())
}

fn replace(state: State, opened: &Opened, seen: Option<&str>) -> Result<String, String> {
    let assessment = opened.assessment.clone();
    let id = assessment.id.clone();
    let raw = storage::raw(&id);
    if raw.as_deref() != seen {
        return Err("the stored one changed meanwhile, so it was not replaced. Open the backup again".to_owned());
    }
    let revision = match storage::read(seen) {
        storage::Loaded::Found(stored, _) => stored.revision,
        _ => 0,
    };
    if let Some(raw) = &raw {
        storage::set_aside(&id, raw, &clock::now()).map_err(|trouble| trouble.words())?;
    }
    let is_on_screen = state.id_now() == id;
    if is_on_screen || raw.is_none() {
        // It is shown and stored as it is taken in; what is on screen only is not replaced.
        if !is_on_screen || !state.replace(assessment, opened.exported_at.clone(), seen) {
            return Err("what is on screen is not stored, so it was not replaced. Save it to a file first".to_owned());
        }
    } else {
        store(assessment, &opened.exported_at, revision + 1)?;
    }
    grown::opened(&id, &opened.assessment, &opened.exported_at, opened.grew_from.clone());
    Ok("replaced; the one before was set aside, and the start page offers its text".to_owned())
}

fn store(assessment: Assessment, file_at: &str, revision: u64) -> Result<(), String> {
    let now = clock::now();
    let file_at = file_at.to_owned().min(now.clone());
    let stored = Stored { assessment, revision, saved_at: now, file_at };
    storage::save(&stored).map(|_| ()).map_err(|trouble| trouble.words())
}

/// The texts of a backup that this browser does not hold.
pub(super) fn missing_texts(texts: &[Aside]) -> Vec<Aside> {
    let here: Vec<String> = storage::aside()
        .into_iter()
        .map(|(_, text)| text)
        .chain(storage::entries().into_iter().map(|entry| entry.raw))
        .collect();
    texts.iter().filter(|aside| !here.contains(&aside.text)).cloned().collect()
}

/// Sets a text of a backup aside here.
pub(super) fn keep_text(aside: &Aside) -> Result<(), String> {
    // The id that it was stored under, if the key tells one; nothing else of a key from a file comes into ours.
    let mut parts = aside.key.split('/').skip(2);
    let is_id = |id: &&str| {
        !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let id = parts.next().filter(is_id).unwrap_or("restored");
    // Two of the same moment and id would be one key.
    let key = format!("{id}/{}", clock::new_id());
    storage::set_aside(&key, &aside.text, &clock::now()).map_err(|trouble| trouble.words())
}
