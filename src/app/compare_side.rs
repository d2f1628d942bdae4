//! The states that can be compared, and how each is found: now, a snapshot, another assessment of this browser, a file.
//!
//! What belongs here: from a choice to a state, or to the sentence that says why there is none. Never here: what differs
//! (`assessment`), or the view (`compare`).

use super::route::Which;
use super::state::State;
use crate::assessment::{Assessment, Comparison, Side, Snapshot, compare as compare_sides};
use crate::browser::files::Handed;
use crate::browser::{clock, storage};
use crate::exchange::paper::Named;
use crate::exchange::{Digest, Kind, Lost, Opened, kind_of, read_file, snapshot_state, state_digest};
use std::cell::RefCell;

/// A file that is compared: held as long as the page is open, and never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) name: String,
    pub(super) assessment: Assessment,
    pub(super) only_statuses: bool,
    pub(super) cautions: Vec<String>,
}

thread_local! {
    /// The files before and after.
    static HELD: RefCell<[Option<Held>; 2]> = const { RefCell::new([None, None]) };
}

/// The file of a side: 0 before, 1 after.
pub(super) fn held(side: usize) -> Option<Held> {
    HELD.with_borrow(|held| held.get(side).cloned().flatten())
}

/// Holds a file for a side.
pub(super) fn hold(side: usize, file: Option<Held>) {
    HELD.with_borrow_mut(|held| {
        if let Some(place) = held.get_mut(side) {
            *place = file;
        }
    });
}

/// Changes the two files with each other.
pub(super) fn swap_held() {
    HELD.with_borrow_mut(|held| held.reverse());
}

impl Held {
    pub(super) fn new(name: String, assessment: Assessment, only_statuses: bool) -> Self {
        Self { name, assessment, only_statuses, cautions: Vec::new() }
    }

    /// A file that was read.
    pub(super) fn opened(name: String, opened: Opened) -> Self {
        let mut held = Self::new(name, opened.assessment, false);
        match opened.digest {
            Digest::Fits => {}
            Digest::Differs => {
                held.cautions.push("The digest does not fit: the file was changed after it was saved.".to_owned());
            }
            Digest::Absent => {
                held.cautions.push("The file has no digest, so changes on the way cannot be seen.".to_owned());
            }
        }
        if !opened.notices.is_empty() {
            held.cautions.push(
                "Not all of the file could be used as it is. Open the file to see what became of each part.".to_owned(),
            );
        }
        held
    }

    /// Reads what was handed over, or says why it cannot be compared.
    pub(super) fn read(handed: Handed) -> Result<Self, String> {
        let bytes =
            handed.bytes.map_err(|said| format!("The browser could not read the file ({said}). Choose it again."))?;
        match kind_of(&bytes) {
            Kind::Locked => Err("This file is locked. Open it first, then compare it from there.".to_owned()),
            Kind::Backup => {
                Err("This is a backup of several assessments. Open it first, then compare one of them.".to_owned())
            }
            Kind::Assessment => {
                read_file(&bytes).map(|opened| Self::opened(handed.name, opened)).map_err(|refusal| refusal.to_string())
            }
        }
    }
}

/// What is known of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Whole(Assessment),
    Statuses(Assessment),
    Snapshot(Snapshot),
}

/// A state that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    kind: &'static str,
    name: String,
    when: String,
    digest: String,
    cautions: Vec<String>,
    what: What,
}

impl Chosen {
    fn whole(kind: &'static str, assessment: Assessment) -> Self {
        let mut cautions = Vec::new();
        if assessment.example {
            cautions.push("A worked example: all of it is invented.".to_owned());
        }
        if !assessment.scrubbed.is_empty() {
            cautions.push("A scrubbed copy: something was left out.".to_owned());
        }
        Self {
            kind,
            name: assessment.display_title(),
            when: assessment.changed.clone(),
            digest: state_digest(&assessment),
            cautions,
            what: What::Whole(assessment),
        }
    }

    fn of_held(held: Held) -> Self {
        let mut chosen = Self::whole(if held.only_statuses { "Link" } else { "File" }, held.assessment);
        chosen.name = held.name;
        chosen.cautions.extend(held.cautions);
        if held.only_statuses
            && let What::Whole(assessment) = chosen.what
        {
            chosen.digest.clear();
            chosen.what = What::Statuses(assessment);
        }
        chosen
    }

    fn side(&self) -> Side<'_> {
        match &self.what {
            What::Whole(assessment) => Side::whole(assessment),
            What::Statuses(assessment) => Side::statuses_of(assessment),
            What::Snapshot(snapshot) => Side::of_snapshot(snapshot),
        }
    }

    fn named<'a>(&'a self, side: &'a Side<'a>) -> Named<'a> {
        let Self { kind, name, when, digest, cautions, .. } = self;
        Named { side, kind, name, when, digest, cautions }
    }
}

/// Two states with what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    left: Chosen,
    right: Chosen,
    pub(super) found: Comparison,
}

impl Pair {
    pub(super) fn new(left: Chosen, right: Chosen) -> Self {
        let found = compare_sides(&left.side(), &right.side());
        Self { left, right, found }
    }

    /// Looks at both with their names.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Named, &Named, &Comparison) -> T) -> T {
        let (left, right) = (self.left.side(), self.right.side());
        look(&self.left.named(&left), &self.right.named(&right), &self.found)
    }
}

/// Finds a state, or says why there is none.
pub(super) fn find(state: State, which: &Which, side: usize) -> Result<Chosen, String> {
    match which {
        Which::Now => Ok(Chosen::whole("Now", state.assessment())),
        Which::Stored(id) if *id == state.id_now() => Ok(Chosen::whole("Now", state.assessment())),
        Which::File => held(side).map(Chosen::of_held).ok_or_else(|| {
            "The page does not keep a file after it was loaded again. Choose the file once more.".to_owned()
        }),
        Which::Stored(id) => match storage::read(storage::raw(id).as_deref()) {
            storage::Loaded::Found(stored, notices) => {
                let mut chosen = Chosen::whole("Another assessment here", stored.assessment);
                if !notices.is_empty() {
                    chosen.cautions.push("Not all of it could be read.".to_owned());
                }
                Ok(chosen)
            }
            storage::Loaded::Empty => Err("This assessment is not in this browser. Choose another state.".to_owned()),
            storage::Loaded::Unreadable(refusal) => Err(refusal.to_string()),
        },
        Which::Snapshot(key) => {
            let now = state.assessment();
            let known = now.snapshots.iter().find(|known| snapshot_key(&known.taken) == *key);
            let Some(snapshot) = known else {
                return Err("This snapshot is not in this assessment. Choose another state.".to_owned());
            };
            Ok(of_snapshot(&now, snapshot))
        }
    }
}

fn of_snapshot(now: &Assessment, snapshot: &Snapshot) -> Chosen {
    let (what, caution) = match snapshot_state(now, &snapshot.taken) {
        Ok(found) => {
            let caution = (!found.is_intact)
                .then_some("The digest does not fit: this snapshot was changed by hand or by another program.");
            (What::Whole(found.assessment), caution)
        }
        Err(Lost::StatusesOnly | Lost::Unknown) => (What::Snapshot(snapshot.clone()), None),
        Err(Lost::Broken) => (
            What::Snapshot(snapshot.clone()),
            Some("Its content was changed by hand or by another program and cannot be read; its statuses can."),
        ),
    };
    Chosen {
        kind: "Snapshot",
        name: snapshot_name(snapshot),
        when: snapshot.taken.clone(),
        digest: snapshot.digest.clone(),
        cautions: caution.map(str::to_owned).into_iter().collect(),
        what,
    }
}

/// The time of a snapshot as it can stand in an address, whatever a file gave for a time.
pub(super) fn snapshot_key(taken: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, ':' | '.' | '+' | '-');
    taken.chars().map(|char| if is_plain(char) { char } else { '_' }).collect()
}

/// Its name, or what stands in for it.
fn snapshot_name(snapshot: &Snapshot) -> String {
    match snapshot.name.trim() {
        "" => format!("Snapshot of {}", clock::for_people(&snapshot.taken)),
        name => name.to_owned(),
    }
}

/// What can be chosen for a side: the part of the address, and words.
pub(super) fn options(state: State, side: usize, others: &[(String, String)], is_file: bool) -> Vec<(String, String)> {
    let mut found = vec![(Which::Now.key(), "Now: as it is on screen".to_owned())];
    state.head.with(|head| {
        found.extend(head.snapshots.iter().rev().map(|known| {
            let words = format!("Snapshot: {}, {}", snapshot_name(known), clock::for_people(&known.taken));
            (Which::Snapshot(snapshot_key(&known.taken)).key(), words)
        }));
    });
    found.extend(
        others.iter().map(|(id, title)| (Which::Stored(id.clone()).key(), format!("Another assessment here: {title}"))),
    );
    match held(side) {
        Some(held) => found.push((Which::File.key(), format!("File: {}", held.name))),
        None if is_file => found.push((Which::File.key(), "A file: choose it below".to_owned())),
        None => {}
    }
    found
}

/// The other assessments of this browser: id and title, with the day of the last change.
pub(super) fn others(state: State) -> Vec<(String, String)> {
    let own = state.id_now();
    let entries = storage::entries().into_iter().filter(|entry| entry.id != own);
    let readable = entries.filter_map(|entry| match entry.loaded {
        storage::Loaded::Found(stored, _) => {
            let title = stored.assessment.display_title();
            Some((entry.id, format!("{title}, changed {}", clock::for_people(&stored.assessment.changed))))
        }
        _ => None,
    });
    readable.collect()
}

/// The assessment that somebody most likely wants to compare another one with, and when it was changed: the one with the
/// same id, or the one that is open, or the one that was changed last.
pub(super) fn counterpart(state: State, id: &str) -> Option<(String, String)> {
    let mut best: Option<(u8, String, String)> = None;
    for entry in storage::entries() {
        let storage::Loaded::Found(stored, _) = entry.loaded else { continue };
        let rank = if entry.id == id { 2 } else { u8::from(entry.id == state.id_now()) };
        let own = (rank, stored.assessment.changed, entry.id);
        if best.as_ref().is_none_or(|best| *best < own) {
            best = Some(own);
        }
    }
    best.map(|(_, changed, id)| (id, changed))
}
