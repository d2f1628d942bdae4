//! Keeping the work: every change goes to local storage at once, and to a file when a person says so.

use super::state::State;
use crate::assessment::{Assessment, merge};
use crate::browser::{clock, files, storage};
use crate::exchange::{Notice, Stored, file_name, write_file_with};

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

/// The file that the open assessment is saved to. Late code keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Behind {
    /// Its name, where the last save went to a file that the page can write to again.
    pub(super) name: String,
    /// A file is being chosen or written.
    pub(super) is_busy: bool,
    /// The name of the file that was changed elsewhere and so was not written over.
    pub(super) clash: String,
    /// What was done last, for who cannot see it.
    pub(super) said: String,
}

/// What this tab last saw under the key of the open assessment.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The text, byte for byte; none where nothing was stored.
    pub(super) raw: Option<String>,
    /// What that text means: what both sides grew from when another tab writes after us.
    pub(super) base: Assessment,
    /// The last that came from elsewhere: what both sides grew from when another tab wrote without having seen ours.
    pub(super) shared: Assessment,
    pub(super) revision: u64,
}

impl Kept {
    pub(super) fn nothing(base: Assessment) -> Self {
        Self::new(None, base, 0)
    }

    /// What was read, and so is known here and there.
    pub(super) fn new(raw: Option<String>, base: Assessment, revision: u64) -> Self {
        Self { raw, shared: base.clone(), base, revision }
    }

    /// Brings together what is on screen with what another tab stored. Revisions count up: one that is not above ours was
    /// written without having seen it, and then what is missing there was not deleted there.
    fn merge(&self, ours: &Assessment, theirs: &Stored) -> Assessment {
        let base = if theirs.revision > self.revision { &self.base } else { &self.shared };
        merge(base, ours, &theirs.assessment).assessment
    }
}

impl State {
    /// Opens what was read from local storage. Where parts could not be read, the text is set aside first.
    pub(super) fn adopt(self, stored: Stored, raw: Option<String>, notices: &[Notice]) {
        self.leave();
        let Stored { assessment, revision, saved_at, file_at } = stored;
        let spared = raw.as_deref().map_or(Ok(()), |raw| spare(&assessment.id, raw, notices));
        if !notices.is_empty() {
            let list: Vec<String> = notices.iter().map(|notice| format!("{}: {}", notice.place, notice.what)).collect();
            let fate = match spared {
                Ok(()) => " The stored text was set aside unchanged; the start page offers it as a download.",
                // The alert about storing says why.
                Err(_) => "",
            };
            self.alert(format!("Parts of this assessment could not be read. {}{fate}", list.join(" ")));
        }
        // What could not be set aside counts as not seen: the next save tries again before it writes.
        let raw = raw.filter(|_| spared.is_ok());
        self.kept.set_value(Kept::new(raw, assessment.clone(), revision));
        self.keeping.set(spared.map_or_else(Keeping::NotSaved, |()| Keeping::Saved(saved_at)));
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
        let current = storage::raw(&id);
        // Looked at in place: what was kept is as large as the assessment, and this runs at every key.
        let (mut revision, is_seen) = self.kept.with_value(|kept| (kept.revision, kept.raw == current));
        if !is_seen {
            match (storage::read(current.as_deref()), &current) {
                (storage::Loaded::Found(theirs, notices), Some(raw)) => {
                    if let Err(trouble) = spare(&id, raw, &notices) {
                        self.keeping.set(Keeping::NotSaved(trouble));
                        return;
                    }
                    assessment = self.kept.with_value(|kept| kept.merge(&assessment, &theirs));
                    revision = revision.max(theirs.revision);
                    self.kept.update_value(|kept| kept.shared = theirs.assessment);
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
            revision: revision + 1,
            saved_at: clock::now(),
            file_at: self.file_at.get_untracked(),
            assessment,
        };
        match storage::save(&stored) {
            Ok(raw) => {
                self.kept.update_value(|kept| {
                    kept.raw = Some(raw);
                    kept.base = stored.assessment;
                    kept.revision = stored.revision;
                });
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
        let raw = storage::raw(&id);
        if self.kept.with_value(|kept| kept.raw == raw) {
            return;
        }
        match storage::read(raw.as_deref()) {
            storage::Loaded::Found(theirs, notices) => {
                if let Err(trouble) = raw.as_deref().map_or(Ok(()), |raw| spare(&id, raw, &notices)) {
                    self.keeping.set(Keeping::NotSaved(trouble));
                    return;
                }
                let theirs = *theirs;
                let ours = self.assessment();
                let merged = self.kept.with_value(|kept| kept.merge(&ours, &theirs));
                // They may have written without having seen our last save; then ours is stored again with theirs.
                let is_more = merged != theirs.assessment;
                let revision = theirs.revision.max(self.kept.with_value(|kept| kept.revision));
                self.kept.set_value(Kept::new(raw, theirs.assessment, revision));
                self.file_at.set(theirs.file_at);
                self.show(merged);
                if is_more {
                    self.save();
                } else {
                    self.keeping.set(Keeping::Saved(theirs.saved_at));
                }
            }
            storage::Loaded::Empty => self.keeping.set(Keeping::NotSaved(storage::Trouble::Gone)),
            // The next save sets it aside.
            storage::Loaded::Unreadable(_) => {}
        }
    }

    /// Saves the assessment to its file, where the browser can write to files and the late code is here.
    pub(super) fn save_file(self) {
        match self.views.get_untracked() {
            Some(views) => (views.save_file)(self),
            None => {
                self.save_download();
            }
        }
    }

    /// Saves the assessment to a file, as a download. Whether the browser took it.
    pub(super) fn save_download(self) -> bool {
        let now = clock::now();
        let assessment = self.assessment();
        let is_taken = self.download(&file_name(&assessment, &now), &self.file_text(&assessment, &now));
        if is_taken {
            self.is_in_file(now);
        }
        is_taken
    }

    /// Notes when the assessment was saved to a file.
    pub(super) fn is_in_file(self, at: String) {
        self.file_at.set(at);
        self.save();
    }

    /// The text of a file of an assessment, with what it grew from where the late part of the page is here.
    pub(super) fn file_text(self, assessment: &Assessment, now: &str) -> String {
        let views = self.views.get_untracked();
        let beside = views.map(|views| (views.beside_file)(assessment, now)).unwrap_or_default();
        write_file_with(assessment, now, &beside)
    }

    /// Gives a text to the browser to save, and says so where it refuses. Whether it took it.
    pub(super) fn download(self, name: &str, text: &str) -> bool {
        self.hand_over(name, "application/json", text)
    }

    /// The same for a text of another kind, such as `text/csv`.
    pub(super) fn hand_over(self, name: &str, kind: &str, text: &str) -> bool {
        let outcome = files::save(name, kind, text);
        if let Err(said) = &outcome {
            self.alert(format!(
                "The browser did not save the file ({said}). Allow downloads for this page and try again."
            ));
        }
        outcome.is_ok()
    }
}

/// Copies a stored text aside, unless all of it was read: what is written next would not hold the rest.
fn spare(id: &str, raw: &str, notices: &[Notice]) -> Result<(), storage::Trouble> {
    if notices.is_empty() { Ok(()) } else { storage::set_aside(id, raw, &clock::now()) }
}
