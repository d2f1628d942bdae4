//! Keeping the work: every change goes to local storage at once, and to a file when a person says so.

use super::state::State;
use crate::assessment::{Assessment, merge, visible};
use crate::browser::{clock, files, storage};
use crate::exchange::{Notice, Stored, file_name, write_file};
use crate::standard;
use leptos::prelude::*;

/// Whether the work on screen is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Keeping {
    /// There is nothing to store yet.
    Nothing,
    /// Stored at this time.
    Saved(String),
    /// Not stored, and why.
    NotSaved(storage::Trouble),
}

/// What this tab last saw under the key of the open assessment.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The text, byte for byte; none where nothing was stored.
    raw: Option<String>,
    /// What that text means: the common ancestor when another tab writes.
    base: Assessment,
    revision: u64,
}

impl Kept {
    pub(super) const fn nothing(base: Assessment) -> Self {
        Self { raw: None, base, revision: 0 }
    }
}

impl State {
    /// Opens what was read from local storage. Where parts could not be read, the text is set aside first.
    pub(super) fn adopt(self, stored: Stored, raw: Option<String>, notices: &[Notice]) {
        self.leave();
        let Stored { assessment, revision, saved_at, file_at } = stored;
        if let (Some(raw), false) = (&raw, notices.is_empty()) {
            let list: Vec<String> = notices.iter().map(|notice| format!("{}: {}", notice.place, notice.what)).collect();
            let list = list.join(" ");
            match storage::set_aside(&assessment.id, raw, &clock::now()) {
                Ok(()) => self.alert(format!(
                    "Parts of this assessment could not be read. {list} The stored text was set aside unchanged; the \
                     start page offers it as a download."
                )),
                Err(trouble) => {
                    self.alert(format!("Parts of this assessment could not be read. {list} {}", trouble.words()))
                }
            }
        }
        self.kept.set_value(Kept { raw, base: assessment.clone(), revision });
        self.keeping.set(Keeping::Saved(saved_at));
        self.file_at.set(file_at);
        self.show(assessment);
    }

    /// Stores what is on screen. What another tab stored meanwhile is merged first; what cannot be read is set aside.
    pub(super) fn save(self) {
        let mut assessment = self.assessment();
        let id = assessment.id.clone();
        if id.is_empty() {
            return;
        }
        let mut kept = self.kept.get_value();
        let current = storage::raw(&id);
        if current != kept.raw {
            match (storage::read(current.as_deref()), &current) {
                (storage::Loaded::Found(theirs, notices), Some(raw)) => {
                    if !notices.is_empty()
                        && let Err(trouble) = storage::set_aside(&id, raw, &clock::now())
                    {
                        self.keeping.set(Keeping::NotSaved(trouble));
                        return;
                    }
                    let merged = merge(&kept.base, &assessment, &theirs.assessment);
                    assessment = merged.assessment;
                    kept.revision = kept.revision.max(theirs.revision);
                    self.show(assessment.clone());
                }
                (storage::Loaded::Unreadable(refusal), Some(raw)) => {
                    if let Err(trouble) = storage::set_aside(&id, raw, &clock::now()) {
                        self.keeping.set(Keeping::NotSaved(trouble));
                        return;
                    }
                    self.alert(format!(
                        "What was stored for this assessment could not be read. {refusal} It was set aside unchanged; \
                         the start page offers it as a download. Your work on screen is stored again."
                    ));
                }
                _ => {}
            }
        }
        let stored = Stored {
            revision: kept.revision + 1,
            saved_at: clock::now(),
            file_at: self.file_at.get_untracked(),
            assessment,
        };
        match storage::save(&stored) {
            Ok(raw) => {
                self.kept.set_value(Kept { raw: Some(raw), base: stored.assessment, revision: stored.revision });
                self.keeping.set(Keeping::Saved(stored.saved_at));
            }
            Err(trouble) => self.keeping.set(Keeping::NotSaved(trouble)),
        }
    }

    /// Takes in what another tab stored under this key.
    pub(super) fn other_tab_stored(self, key: Option<String>) {
        let id = self.head.with_untracked(|head| head.id.clone());
        // No key means that everything of this origin was deleted.
        if id.is_empty() || key.is_some_and(|key| storage::id_of_key(&key) != Some(&id)) {
            return;
        }
        let kept = self.kept.get_value();
        let raw = storage::raw(&id);
        if raw == kept.raw {
            return;
        }
        match storage::read(raw.as_deref()) {
            storage::Loaded::Found(theirs, _) => {
                let theirs = *theirs;
                let merged = merge(&kept.base, &self.assessment(), &theirs.assessment).assessment;
                // They may have written without having seen our last save; then ours is stored again with theirs.
                let is_more = merged != theirs.assessment;
                self.kept.set_value(Kept { raw, base: theirs.assessment, revision: theirs.revision });
                self.file_at.set(theirs.file_at);
                self.show(merged);
                if is_more {
                    self.save();
                } else {
                    self.keeping.set(Keeping::Saved(theirs.saved_at));
                }
            }
            storage::Loaded::Empty => self.alert(
                "This assessment was deleted in another tab or by the browser. It is still on screen: save it to a \
                 file, or change anything to store it again."
                    .to_owned(),
            ),
            // The next save sets it aside.
            storage::Loaded::Unreadable(_) => {}
        }
    }

    /// Adds an assessment under an id of its own, stores it and opens it. Gives the id.
    pub(super) fn add(self, mut assessment: Assessment) -> String {
        assessment.id = clock::new_id();
        let id = assessment.id.clone();
        self.put_on_screen(assessment, String::new());
        id
    }

    /// Puts an assessment on screen that is not stored yet, and stores it.
    pub(super) fn put_on_screen(self, assessment: Assessment, file_at: String) {
        self.leave();
        self.kept.set_value(Kept::nothing(assessment.clone()));
        self.file_at.set(file_at);
        self.show(assessment);
        self.save();
    }

    /// Before another assessment takes the screen: what is on it and not stored is kept in the page, and said so.
    pub(super) fn leave(self) {
        if !matches!(self.keeping.get_untracked(), Keeping::NotSaved(_)) {
            return;
        }
        let left = self.assessment();
        self.alert(format!(
            "\u{201c}{}\u{201d} is not stored. It stays open as long as this page: the start page leads back to it. Save it to a \
             file before you close the page.",
            visible(&left.display_title())
        ));
        self.loose.update(|loose| loose.push(left));
        self.keeping.set(Keeping::Nothing);
    }

    /// Takes an assessment that was left without being stored.
    pub(super) fn take_loose(self, id: &str) -> Option<Assessment> {
        let place = self.loose.with_untracked(|loose| loose.iter().position(|loose| loose.id == id))?;
        self.loose.try_update(|loose| loose.remove(place))
    }

    /// Whether closing the page would lose something.
    pub(super) fn has_unstored(self) -> bool {
        matches!(self.keeping.get_untracked(), Keeping::NotSaved(_))
            || self.loose.with_untracked(|loose| !loose.is_empty())
    }

    /// Puts an assessment in the place of the stored one with the same id, because a person said so, and opens it.
    /// Gives the id.
    pub(super) fn replace(self, assessment: Assessment) -> String {
        let id = assessment.id.clone();
        if self.head.with_untracked(|head| head.id != id) {
            self.leave();
        }
        let raw = storage::raw(&assessment.id);
        let revision = match storage::read(raw.as_deref()) {
            storage::Loaded::Found(stored, _) => stored.revision,
            _ => 0,
        };
        self.kept.set_value(Kept { raw, base: assessment.clone(), revision });
        self.file_at.set(clock::now());
        self.show(assessment);
        self.save();
        id
    }

    /// Takes an assessment that was deleted off the screen.
    pub(super) fn forget(self, id: &str) {
        if self.head.with_untracked(|head| head.id == id) {
            let empty = Assessment::new(String::new(), standard::default_edition(), String::new());
            self.kept.set_value(Kept::nothing(empty.clone()));
            self.keeping.set(Keeping::Nothing);
            self.show(empty);
        }
    }

    /// Saves the assessment to a file.
    pub(super) fn save_file(self) {
        let now = clock::now();
        let assessment = self.assessment();
        match files::save(&file_name(&assessment, &now), "application/json", &write_file(&assessment, &now)) {
            Ok(()) => {
                self.file_at.set(now);
                self.save();
            }
            Err(said) => self.alert(format!(
                "The browser did not save the file ({said}). Allow downloads for this page and try again."
            )),
        }
    }
}
