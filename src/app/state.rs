//! The live state: one open assessment, a signal an answer, made once for the life of the page.
//!
//! Opening another assessment sets the same signals, so nothing is made twice and nothing leaks. Totals depend on
//! statuses only: typing in a note re-runs what that card shows and the line about saving, and nothing else. Saving is
//! in `keeping`, and what may take the screen in `shelf`.

use super::keeping::{Keeping, Kept};
use super::shelf::Loose;
use crate::assessment::{Answer, Assessment, Status, Tally};
use crate::browser::reactive::*;
use crate::browser::{clock, late, storage};
use crate::exchange::{Example, Opened, examples};
use crate::standard::{self, Activity, Clause, Scope};
use std::collections::BTreeMap;

/// The handles to everything live. Cheap to copy; handed to every view.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The open assessment without its answers; its id is empty while none is open.
    pub(super) head: RwSignal<Assessment>,
    cells: StoredValue<BTreeMap<Clause, Cell>>,
    /// What is asked.
    pub(super) scope: Memo<Scope>,
    /// The numbers of each activity in scope.
    pub(super) by_activity: Memo<BTreeMap<Clause, Tally>>,
    /// The numbers of the whole assessment.
    pub(super) total: Memo<Tally>,
    /// Whether the work on screen is stored.
    pub(super) keeping: RwSignal<Keeping>,
    /// When it was last saved to a file, here or where the file comes from; empty if never.
    pub(super) file_at: RwSignal<String>,
    /// What this tab last saw in local storage.
    pub(super) kept: StoredValue<Kept>,
    /// Assessments that were left without being stored: kept here as long as the page is open.
    pub(super) loose: RwSignal<Vec<Loose>>,
    /// The texts that are loaded after the start, by their path.
    late: StoredValue<BTreeMap<String, String>>,
    /// The file that was handed over and waits for a decision.
    pub(super) incoming: RwSignal<Option<Incoming>>,
    /// Things a person must know, oldest first; each stays until it is put away.
    pub(super) alerts: RwSignal<Vec<String>>,
}

/// The live answer to one requirement.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    /// The answer.
    pub(super) answer: RwSignal<Answer>,
    /// The status that is chosen.
    pub(super) chosen: Memo<Option<Status>>,
    /// The status that counts.
    pub(super) counted: Memo<Option<Status>>,
}

impl Cell {
    fn new() -> Self {
        let answer = RwSignal::new(Answer::default());
        Self {
            answer,
            chosen: Memo::new(move |_| answer.with(|answer| answer.status)),
            counted: Memo::new(move |_| answer.with(Answer::counted)),
        }
    }
}

/// A file that was handed over: its name, and what it holds or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Incoming {
    pub(super) name: String,
    pub(super) found: Result<Opened, String>,
}

/// Why an assessment cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Closed {
    /// Nothing is stored under this id.
    Missing,
    /// What is stored cannot be read: the sentences that say why.
    Unreadable(String),
}

impl State {
    pub(super) fn new() -> Self {
        let empty = Assessment::new(String::new(), standard::default_edition(), String::new());
        let head = RwSignal::new(empty.clone());
        let mut cells: BTreeMap<Clause, Cell> = BTreeMap::new();
        cells.extend(standard::all_clauses().into_iter().map(|clause| (clause, Cell::new())));
        let cells = StoredValue::new(cells);
        let scope = Memo::new(move |_| head.with(Assessment::scope));
        let by_activity: Memo<BTreeMap<Clause, Tally>> = Memo::new(move |_| {
            let scope = scope.get();
            cells.with_value(|cells| {
                let tally = |activity: &'static Activity| {
                    let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
                    Tally::of(asked.map(|asked| cells.get(&asked.clause).and_then(|cell| cell.counted.get())))
                };
                let asked = scope.edition.activities().filter(|activity| activity.is_in(scope));
                let mut tallies = BTreeMap::new();
                tallies.extend(asked.map(|activity| (activity.clause, tally(activity))));
                tallies
            })
        });
        let total = Memo::new(move |_| by_activity.with(|tallies| Tally::sum(tallies.values().copied())));
        Self {
            head,
            cells,
            scope,
            by_activity,
            total,
            keeping: RwSignal::new(Keeping::Nothing),
            file_at: RwSignal::new(String::new()),
            kept: StoredValue::new(Kept::nothing(empty)),
            loose: RwSignal::new(Vec::new()),
            late: StoredValue::new(BTreeMap::new()),
            incoming: RwSignal::new(None),
            alerts: RwSignal::new(Vec::new()),
        }
    }

    /// The live answer of a clause. Every clause of every edition has one.
    pub(super) fn cell(self, clause: Clause) -> Option<Cell> {
        self.cells.with_value(|cells| cells.get(&clause).copied())
    }

    /// Runs over the live answers of the requirements in scope, without depending on them.
    pub(super) fn asked_now(self) -> Vec<(&'static standard::Requirement, Answer)> {
        let scope = self.scope.get_untracked();
        let with_answer = |requirement: &'static standard::Requirement| {
            let cell = self.cell(requirement.clause)?;
            Some((requirement, cell.answer.get_untracked()))
        };
        scope.requirements().filter_map(with_answer).collect()
    }

    /// The statuses, as they count, of everything in scope.
    pub(super) fn asked(self) -> Vec<(Clause, Option<Status>)> {
        let asked = self.scope.get().requirements();
        asked.map(|asked| (asked.clause, self.cell(asked.clause).and_then(|cell| cell.counted.get()))).collect()
    }

    /// The assessment as it is on screen now, whole.
    pub(super) fn assessment(self) -> Assessment {
        let mut assessment = self.head.get_untracked();
        self.cells.with_value(|cells| {
            let answers = cells.iter().map(|(clause, cell)| (*clause, cell.answer.get_untracked()));
            assessment.answers.extend(answers.filter(|(_, answer)| *answer != Answer::default()));
        });
        assessment
    }

    /// Puts an assessment on screen in place of the one that is there.
    pub(super) fn show(self, mut assessment: Assessment) {
        let mut answers = std::mem::take(&mut assessment.answers);
        self.cells.with_value(|cells| {
            for (clause, cell) in cells {
                let answer = answers.remove(clause).unwrap_or_default();
                if cell.answer.with_untracked(|old| *old != answer) {
                    cell.answer.set(answer);
                }
            }
        });
        if self.head.with_untracked(|old| *old != assessment) {
            self.head.set(assessment);
        }
    }

    /// Changes an answer, stamps it, and saves.
    pub(super) fn edit(self, clause: Clause, change: impl FnOnce(&mut Answer)) {
        let Some(cell) = self.cell(clause) else { return };
        let now = clock::now();
        cell.answer.update(|answer| {
            change(answer);
            answer.changed.clone_from(&now);
        });
        self.head.update_untracked(|head| head.changed.clone_from(&now));
        self.save();
    }

    /// Changes anything else, stamps it, and saves.
    pub(super) fn edit_head(self, change: impl FnOnce(&mut Assessment)) {
        let now = clock::now();
        self.head.update(|head| {
            change(head);
            head.changed = now;
        });
        self.save();
    }

    /// The id of the open assessment.
    pub(super) fn id(self) -> String {
        self.head.with(|head| head.id.clone())
    }

    /// The id of the open assessment, without depending on it.
    pub(super) fn id_now(self) -> String {
        self.head.with_untracked(|head| head.id.clone())
    }

    /// The numbers of one activity.
    pub(super) fn tally_of(self, activity: Clause) -> Memo<Tally> {
        Memo::new(move |_| self.by_activity.with(|tallies| tallies.get(&activity).copied().unwrap_or_default()))
    }

    /// Makes sure that the assessment with this id is open.
    pub(super) fn open(self, id: &str) -> Result<(), Closed> {
        if self.head.with_untracked(|head| head.id == id) {
            return Ok(());
        }
        if self.come_back(id) {
            return Ok(());
        }
        let raw = storage::raw(id);
        match storage::read(raw.as_deref()) {
            storage::Loaded::Empty => Err(Closed::Missing),
            storage::Loaded::Unreadable(refusal) => Err(Closed::Unreadable(refusal.to_string())),
            storage::Loaded::Found(mut stored, notices) => {
                // The key is what leads here; an id inside that differs would lead nowhere.
                id.clone_into(&mut stored.assessment.id);
                self.adopt(*stored, raw, &notices);
                Ok(())
            }
        }
    }

    /// Loads what is not needed for the first answer.
    pub(super) fn load_late(self) {
        let paths = examples().iter().map(Example::path).collect();
        late::load(paths, move |path, text| {
            self.late.update_value(|late| {
                late.insert(path.to_owned(), text);
            });
        });
    }

    /// A text that was loaded after the start; none if it has not arrived.
    pub(super) fn late_text(self, path: &str) -> Option<String> {
        self.late.with_value(|late| late.get(path).cloned())
    }

    /// Says something that a person must know.
    pub(super) fn alert(self, words: String) {
        self.alerts.update(|alerts| {
            if !alerts.contains(&words) {
                alerts.push(words);
            }
        });
    }
}
