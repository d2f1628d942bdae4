//! All assessments of this browser in one file.

use super::keeping::Keeping;
use super::parts::{button, count, link, para};
use super::reminding::promise;
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el, live};
use crate::browser::reactive::*;
use crate::browser::{clock, storage};
use crate::exchange::{Aside, backup_name, write_backup};

const LAST: &str = "backup-at";

/// What a backup would hold.
struct Held {
    assessments: Vec<Assessment>,
    aside: Vec<Aside>,
}

/// Everything that is here: what is stored, what is on screen and not stored, and what cannot be read.
fn held(state: State) -> Held {
    let mut assessments: Vec<Assessment> =
        state.loose.with_untracked(|loose| loose.iter().map(|loose| loose.assessment.clone()).collect());
    if matches!(state.keeping.get_untracked(), Keeping::NotSaved(_)) {
        assessments.push(state.assessment());
    }
    let mut aside: Vec<Aside> = Vec::new();
    for entry in storage::entries() {
        // Of one that is not stored as it is on screen, both are kept.
        let is_on_screen = assessments.iter().any(|one| one.id == entry.id);
        match entry.loaded {
            storage::Loaded::Found(mut stored, notices) => {
                if !notices.is_empty() || is_on_screen {
                    aside.push(Aside { key: entry.key, text: entry.raw });
                }
                if !is_on_screen {
                    // As when it is opened: the key is what counts.
                    stored.assessment.id = entry.id;
                    assessments.push(stored.assessment);
                }
            }
            storage::Loaded::Unreadable(_) => aside.push(Aside { key: entry.key, text: entry.raw }),
            storage::Loaded::Empty => {}
        }
    }
    aside.extend(storage::aside().into_iter().map(|(key, text)| Aside { key, text }));
    Held { assessments, aside }
}

impl Held {
    fn words(&self) -> String {
        let assessments = count(self.assessments.len(), "assessment", "assessments");
        match self.aside.len() {
            0 => assessments,
            texts => format!("{assessments} and {}", count(texts, "text set aside", "texts set aside")),
        }
    }
}

/// Saves everything as one file.
pub(super) fn back_up(state: State) {
    let held = held(state);
    let now = clock::now();
    let files: Vec<String> = held.assessments.iter().map(|one| state.file_text(one, &now)).collect();
    if state.download(&backup_name(&now), &write_backup(&files, &held.aside, &now)) {
        storage::set_setting(LAST, &now);
        state.file.update(|file| file.said = format!("The backup holds {}.", held.words()));
    }
}

pub(super) fn share_backup(state: State) -> El {
    let renewed = RwSignal::new(0_u32);
    let save = button("quiet", move || {
        back_up(state);
        renewed.update(|number| *number += 1);
    });
    let last = live(move || {
        renewed.track();
        match storage::setting(LAST).unwrap_or_default().as_str() {
            "" => "No backup was made in this browser yet.".to_owned(),
            at => format!("Last backup {}.", clock::for_people(at)),
        }
    });
    el("section")
        .attr("aria-labelledby", "backup")
        .with(el("h2").attr("id", "backup").with("Back up everything"))
        .with(el("p").with(format!(
            "One file with all that this browser holds: {}. Where an assessment cannot be read, its text goes with it.",
            held(state).words()
        )))
        .with(el("p").with("To restore, ").with(link("#/open").with("open the file")).with(
            ": you see what is in it and choose for each assessment. Keep the file where your organisation's backups reach it.",
        ))
        .with(para("buttons").with(save.with("Back up everything")))
        .with(para("hint").with(last).with(" ").with(promise()))
}
