//! The live state: one open assessment, a signal an answer, made once for the life of the page.
//!
//! Opening another assessment sets the same signals, so nothing is made twice and nothing leaks. Totals depend on
//! statuses only: typing in a note re-runs what that card shows and the line about saving, and nothing else. Saving is
//! in `keeping`, and what may take the screen in `shelf`.

use super::keeping::{Behind, Keeping, Kept};
use super::late::{Views, views};
use super::lens::Lens;
use super::shelf::Loose;
use super::slot::{Cell, Slot};
use crate::assessment::{Answer, Assessment, Finding, Standing, Status, Tally};
use crate::browser::reactive::*;
use crate::browser::{clock, late, storage};
use crate::exchange::{Example, Opened, examples};
use crate::standard::{self, Activity, Clause, Edition, Scope};
use std::collections::BTreeMap;

/// The handles to everything live. Cheap to copy; handed to every view.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Counts the changes of answers that are more than words ([`Answer::shape`]), for what judges them.
    pub(super) shape: RwSignal<u32>,
    /// What the consistency checks find in the answers, kept true by `checking` a moment after each change.
    pub(super) found: RwSignal<Vec<Finding>>,
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
    /// The file that it is saved to.
    pub(super) file: RwSignal<Behind>,
    /// What this tab last saw in local storage.
    pub(super) kept: StoredValue<Kept>,
    /// Assessments that were left without being stored: kept here as long as the page is open.
    pub(super) loose: RwSignal<Vec<Loose>>,
    /// The texts that are loaded after the start, by their path.
    late: StoredValue<BTreeMap<String, String>>,
    /// Whether the words that are not needed for the first answer have arrived.
    pub(super) words_here: RwSignal<bool>,
    /// The views that come after the first load, once they are here.
    pub(super) views: RwSignal<Option<&'static Views>>,
    /// Whether they did not arrive.
    pub(super) views_failed: RwSignal<bool>,
    /// Whether they did not arrive, and will not before the page is loaded again.
    pub(super) words_failed: RwSignal<bool>,
    /// Which help a person wants to read.
    pub(super) lens: RwSignal<Lens>,
    /// The file that was handed over and waits for a decision.
    pub(super) incoming: RwSignal<Option<Incoming>>,
    /// The copy that waits to be merged.
    pub(super) theirs: RwSignal<Option<Incoming>>,
    /// Things a person must know, oldest first; each stays until it is put away.
    pub(super) alerts: RwSignal<Vec<String>>,
}

/// A file that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Incoming {
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) found: Found,
}

/// What a file that was handed over turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// An assessment.
    Assessment(Box<Opened>),
    /// A locked file, as it is.
    Locked(Vec<u8>),
    /// A backup, as it is.
    Backup(Vec<u8>),
    /// Nothing that can be opened, and why.
    Refused(String),
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
        cells.extend(standard::all_clauses().into_iter().map(|clause| (clause, Cell::new(clause, head))));
        let cells = StoredValue::new(cells);
        let scope = Memo::new(move |_| head.with(Assessment::scope));
        let by_activity: Memo<BTreeMap<Clause, Tally>> = Memo::new(move |_| {
            let scope = scope.get();
            let estimates = head.with(|head| {
                head.estimates.iter().map(|one| (one.activity, one.status)).collect::<Vec<(Clause, Option<Status>)>>()
            });
            cells.with_value(|cells| {
                let tally = |activity: &'static Activity| {
                    let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
                    let estimate = estimates.iter().find(|(known, _)| *known == activity.clause);
                    let estimate = estimate.and_then(|(_, status)| *status);
                    Tally::of(asked.filter_map(|asked| cells.get(&asked.clause).map(|cell| cell.standing(estimate))))
                };
                let asked = scope.edition.activities().filter(|activity| activity.is_in(scope));
                let mut tallies = BTreeMap::new();
                tallies.extend(asked.map(|activity| (activity.clause, tally(activity))));
                tallies
            })
        });
        let total = Memo::new(move |_| by_activity.with(|tallies| Tally::sum(tallies.values().copied())));
        Self {
            shape: RwSignal::new(0),
            found: RwSignal::new(Vec::new()),
            head,
            cells,
            scope,
            by_activity,
            total,
            keeping: RwSignal::new(Keeping::Nothing),
            file_at: RwSignal::new(String::new()),
            file: RwSignal::new(Behind::default()),
            kept: StoredValue::new(Kept::nothing(empty)),
            loose: RwSignal::new(Vec::new()),
            late: StoredValue::new(BTreeMap::new()),
            lens: RwSignal::new(Lens::kept()),
            words_here: RwSignal::new(false),
            views: RwSignal::new(None),
            views_failed: RwSignal::new(false),
            words_failed: RwSignal::new(false),
            incoming: RwSignal::new(None),
            theirs: RwSignal::new(None),
            alerts: RwSignal::new(Vec::new()),
        }
    }

    /// The live answer of a clause. Every clause of every edition has one.
    pub(super) fn cell(self, clause: Clause) -> Option<Cell> {
        self.cells.with_value(|cells| cells.get(&clause).copied())
    }

    /// The live answers of the requirements in scope with the status that counts, without depending on them.
    pub(super) fn asked_now(self) -> Vec<(&'static standard::Requirement, Answer, Option<Status>)> {
        let scope = self.scope.get_untracked();
        let with_answer = |requirement: &'static standard::Requirement| {
            let cell = self.cell(requirement.clause)?;
            Some((requirement, cell.answer.get_untracked(), cell.counted.get_untracked()))
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
        if self.head.with_untracked(|old| old.id != assessment.id) {
            // What was found in another one says nothing of this.
            self.found.set(Vec::new());
        }
        if self.head.with_untracked(|old| *old != assessment) {
            self.head.set(assessment);
        }
        self.shape.update(|count| *count = count.wrapping_add(1));
    }

    /// The edition of the open assessment, without depending on it.
    pub(super) fn edition_now(self) -> &'static Edition {
        self.scope.with_untracked(|scope| scope.edition)
    }

    /// How a requirement stands, with the estimate of its activity.
    pub(super) fn standing(self, clause: Clause, cell: Cell) -> Standing {
        let estimate = self.head.with(|head| {
            let activity = head.edition.activity_of(clause)?;
            head.estimate(activity.clause)?.status
        });
        cell.standing(estimate)
    }

    /// The answer of a clause as a place on the page.
    pub(super) fn slot(self, clause: Clause, cell: Cell) -> Slot {
        Slot { state: self, clause, cell, item: None }
    }

    /// Changes an answer, stamps it, and saves.
    pub(super) fn edit(self, clause: Clause, change: impl FnOnce(&mut Answer)) {
        let mut change = Some(change);
        self.edit_once(clause, &mut |answer| {
            if let Some(change) = change.take() {
                change(answer);
            }
        });
    }

    // Compiled once, and not for every change that the page knows.
    fn edit_once(self, clause: Clause, change: &mut dyn FnMut(&mut Answer)) {
        let Some(cell) = self.cell(clause).filter(|_| !self.is_locked()) else { return };
        let now = clock::now();
        let mut is_other = false;
        cell.answer.update(|answer| {
            let before = answer.shape();
            change(answer);
            answer.changed.clone_from(&now);
            is_other = answer.shape() != before;
        });
        if is_other {
            self.shape.update(|count| *count = count.wrapping_add(1));
        }
        self.head.update_untracked(|head| head.changed.clone_from(&now));
        self.save();
    }

    /// Changes anything else, stamps it, and saves.
    pub(super) fn edit_head(self, change: impl FnOnce(&mut Assessment)) {
        let mut change = Some(change);
        self.edit_head_once(&mut |head| {
            if let Some(change) = change.take() {
                change(head);
            }
        });
    }

    fn edit_head_once(self, change: &mut dyn FnMut(&mut Assessment)) {
        if self.is_locked() {
            return;
        }
        let now = clock::now();
        self.head.update(|head| {
            change(head);
            head.changed = now;
        });
        self.save();
    }

    /// Reads all that is no answer; what is read is compiled apart from the reading, unlike with the signal itself.
    pub(super) fn read<T: Default>(self, read: impl FnOnce(&Assessment) -> T) -> T {
        let (mut read, mut found) = (Some(read), None);
        self.read_once(&mut |head| found = read.take().map(|read| read(head)));
        found.unwrap_or_default()
    }

    fn read_once(self, read: &mut dyn FnMut(&Assessment)) {
        self.head.with(|head| read(head));
    }

    /// The id of the open assessment.
    pub(super) fn id(self) -> String {
        self.head.with(|head| head.id.clone())
    }

    /// The id of the open assessment, without depending on it.
    pub(super) fn id_now(self) -> String {
        self.head.with_untracked(|head| head.id.clone())
    }

    /// How many answers in scope ask for a second look after a change of edition.
    pub(super) fn second_looks(self) -> usize {
        self.shape.track();
        let is_marked =
            |clause| self.cell(clause).is_some_and(|cell| cell.answer.with_untracked(|answer| answer.second_look));
        self.scope.get().requirements().filter(|asked| is_marked(asked.clause)).count()
    }

    /// The numbers of one activity.
    pub(super) fn tally_of(self, activity: Clause) -> Memo<Tally> {
        Memo::new(move |_| self.by_activity.with(|tallies| tallies.get(&activity).copied().unwrap_or_default()))
    }

    /// How many requirements of an activity an estimate stands for: those in scope that nobody has answered.
    pub(super) fn left(self, activity: &'static Activity) -> usize {
        let scope = self.scope.get();
        let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
        asked.filter(|asked| self.cell(asked.clause).is_some_and(Cell::is_open)).count()
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
        let words = late::words_path();
        let paths = [words.clone()].into_iter().chain(examples().iter().map(Example::path)).collect();
        let code = move |is_here: bool| {
            if is_here { self.views.set(Some(views())) } else { self.views_failed.set(true) }
        };
        late::load(paths, code, move |path, text| {
            // What does not arrive is said where it is asked for.
            if path == words {
                let views = self.views.get_untracked();
                let is_here = views.zip(text).is_some_and(|(views, text)| (views.take_words)(text));
                if is_here { self.words_here.set(true) } else { self.words_failed.set(true) }
            } else if let Some(text) = text {
                self.late.update_value(|late| {
                    late.insert(path.to_owned(), text);
                });
            }
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
