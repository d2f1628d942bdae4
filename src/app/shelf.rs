//! Which assessment is on screen: a new one, one from a file, one that was left, one that was deleted.
//!
//! Architecture invariant: nothing takes the screen before [`State::leave`] has seen to what is there.

use super::keeping::{Keeping, Kept};
use super::state::State;
use crate::assessment::{Assessment, Origin, OriginKind, Unknown, visible};
use crate::browser::{clock, storage};
use crate::exchange::state_digest;
use crate::standard;

/// An assessment that was left without being stored, with all that belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Loose {
    pub(super) assessment: Assessment,
    kept: Kept,
    file_at: String,
    trouble: storage::Trouble,
}

/// Tells that an assessment is a copy of one with this id.
fn copy_of(assessment: &Assessment) -> Origin {
    Origin {
        kind: OriginKind::Copy,
        id: assessment.id.clone(),
        title: assessment.title.clone(),
        edition: assessment.edition.id.to_owned(),
        digest: state_digest(assessment),
        at: clock::now(),
        unknown: Unknown::new(),
    }
}

impl State {
    /// Starts a new assessment on screen. It is stored with its first change.
    pub(super) fn start_new(self) {
        self.leave();
        let fresh = Assessment::new(clock::new_id(), standard::default_edition(), clock::now());
        self.kept.set_value(Kept::nothing(fresh.clone()));
        self.keeping.set(Keeping::Nothing);
        self.file_at.set(String::new());
        self.show(fresh);
    }

    /// Adds an assessment, stores it and opens it; `file_at` tells when it was saved to the file it comes from. It keeps
    /// its id, so that a later copy of it can take its place, unless the id is taken: then it is marked as a copy. A file
    /// from a computer whose clock is ahead was saved now at the latest: else no change would count as later than it. Gives
    /// the id.
    pub(super) fn add(self, mut assessment: Assessment, file_at: String) -> String {
        // Looked up at the last moment: another tab may have added it since the file was read.
        if assessment.id.is_empty() || self.holds(&assessment.id) {
            let is_told = assessment.origin.as_ref().is_some_and(|origin| origin.id == assessment.id);
            // A copy for review stays one of the maker's.
            if !assessment.id.is_empty() && !is_told && !assessment.is_under_review() {
                assessment.origin = Some(copy_of(&assessment));
            }
            assessment.id = clock::new_id();
        }
        let id = assessment.id.clone();
        self.leave();
        self.kept.set_value(Kept::nothing(assessment.clone()));
        self.file_at.set(file_at.min(clock::now()));
        self.show(assessment);
        self.save();
        id
    }

    /// Whether this browser holds an assessment with this id, stored or on screen.
    pub(super) fn holds(self, id: &str) -> bool {
        self.head.with_untracked(|head| head.id == id)
            || self.loose.with_untracked(|loose| loose.iter().any(|loose| loose.assessment.id == id))
            || storage::raw(id).is_some()
    }

    /// Puts an assessment in the place of the stored one with the same id, because a person said so, and opens it.
    /// `seen` is the stored text that the person decided about; where another one stands there now, or where the one on
    /// screen is not stored, nothing is done.
    pub(super) fn replace(self, assessment: Assessment, file_at: String, seen: Option<&str>) -> bool {
        let raw = storage::raw(&assessment.id);
        let is_open = self.head.with_untracked(|head| head.id == assessment.id);
        let is_unstored = is_open && matches!(self.keeping.get_untracked(), Keeping::NotSaved(_));
        if raw.as_deref() != seen || is_unstored {
            return false;
        }
        if !is_open {
            self.leave();
        }
        let revision = match storage::read(raw.as_deref()) {
            storage::Loaded::Found(stored, _) => stored.revision,
            _ => 0,
        };
        self.kept.set_value(Kept::new(raw, assessment.clone(), revision));
        self.file_at.set(file_at.min(clock::now()));
        self.show(assessment);
        self.save();
        true
    }

    /// Before another assessment takes the screen: what is on it and not stored is kept in the page, and said so.
    pub(super) fn leave(self) {
        let Keeping::NotSaved(trouble) = self.keeping.get_untracked() else { return };
        let assessment = self.assessment();
        self.alert(format!(
            "\u{201c}{}\u{201d} is not stored. It stays open as long as this page: the start page leads back to it. Save \
             it to a file before you close the page.",
            visible(&assessment.display_title())
        ));
        let left = Loose { assessment, kept: self.kept.get_value(), file_at: self.file_at.get_untracked(), trouble };
        self.loose.update(|loose| loose.push(left));
        self.keeping.set(Keeping::Nothing);
    }

    /// Puts an assessment back on screen that was left without being stored. Whether there is one with this id.
    pub(super) fn come_back(self, id: &str) -> bool {
        let place = self.loose.with_untracked(|loose| loose.iter().position(|loose| loose.assessment.id == id));
        let Some(back) = place.and_then(|place| self.loose.try_update(|loose| loose.remove(place))) else {
            return false;
        };
        self.leave();
        self.kept.set_value(back.kept);
        self.file_at.set(back.file_at);
        self.keeping.set(Keeping::NotSaved(back.trouble));
        self.show(back.assessment);
        self.save();
        true
    }

    /// Whether closing the page would lose something.
    pub(super) fn has_unstored(self) -> bool {
        matches!(self.keeping.get_untracked(), Keeping::NotSaved(_))
            || self.loose.with_untracked(|loose| !loose.is_empty())
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
}
