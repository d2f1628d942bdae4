//! Two states side by side: what is compared is chosen above, and below is the document as it will be printed and saved.
//!
//! What belongs here: the view, and the ways into it for others ([`compare_with`], [`compare_opened`]). Where states come
//! from is in `compare_side`.

use super::compare_side::{Held, Pair, counterpart, find, hold, options, others, snapshot_key, swap_held};
use super::parts::{button, checkbox, choice_field, link, para, words};
use super::route::{Place, Route, Which};
use super::state::State;
use crate::assessment::{Assessment, Change, visible};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock, files, page};
use crate::exchange::paper::{
    COMPARISON_STYLE, ComparisonChoice, Document, SIDES, STYLE, body, comparison, comparison_csv, comparison_summary,
    html_of_comparison, markdown,
};
use crate::exchange::{Opened, document_name};

/// Holds an assessment that is not stored here, such as one out of a link, to be compared with the one of this browser that
/// fits best, and gives the address of that; none where this browser holds none.
pub(super) fn compare_with(state: State, name: String, assessment: Assessment, only_statuses: bool) -> Option<String> {
    compare_held(state, Held::new(name, assessment, only_statuses))
}

/// The same for a file that was opened; what its digest says stands beside its name.
pub(super) fn compare_opened(state: State, name: String, opened: Opened) -> Option<String> {
    compare_held(state, Held::opened(name, opened))
}

fn compare_held(state: State, held: Held) -> Option<String> {
    let (id, changed) = counterpart(state, &held.assessment.id)?;
    // The earlier one is on the left.
    let is_later = !held.only_statuses && held.assessment.changed > changed;
    hold(usize::from(is_later), Some(held));
    let (left, right) = if is_later { (Which::Now, Which::File) } else { (Which::File, Which::Now) };
    Some(Route::compare_link(&id, &left, &right))
}

/// What is compared, as far as it is chosen: before and after.
type Sides = [Option<Which>; 2];

/// What the view shares. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    sides: RwSignal<Sides>,
    /// Counts the files that were handed over.
    files: RwSignal<u32>,
    /// Why the file handed over last for a side cannot be compared.
    refused: RwSignal<[String; 2]>,
    choice: RwSignal<ComparisonChoice>,
    /// The two states, or what stands in the way.
    pair: Memo<Result<Pair, Vec<String>>>,
}

pub(super) fn compare(state: State) -> El {
    let sides = RwSignal::new(sides_of_address(state).unwrap_or_default());
    let handle = window_event_listener(ev::hashchange, move |_| {
        // Another view has its own address.
        if let Some(chosen) = sides_of_address(state) {
            sides.set(chosen);
        }
    });
    on_cleanup(move || handle.remove());
    let files = RwSignal::new(0);
    let pair = Memo::new(move |_| {
        state.shape.track();
        state.head.track();
        files.track();
        let sides = sides.get();
        untrack(|| pair_of(state, &sides))
    });
    let choice = RwSignal::new(ComparisonChoice::default());
    let refused = RwSignal::new([String::new(), String::new()]);
    let desk = Desk { state, sides, files, refused, choice, pair };
    let others = StoredValue::new(others(state));
    let swap = button("quiet swap", move || desk.swap()).with("Swap before and after");
    let chosen = el("div")
        .class("compared-sides no-print")
        .with(desk.side(0, others))
        .with(desk.side(1, others))
        .with(para("buttons").with(swap));
    let is_there = Memo::new(move |_| pair.with(Result::is_ok));
    let rest = part(move || {
        let is_there = is_there.get();
        untrack(|| if is_there { desk.shown() } else { desk.missing() })
    });
    el("div")
        .class("stack compare")
        .with(para("hint no-print").with(
            "Choose two states: now, a snapshot, another assessment in this browser, or a file. Below is what differs, as it \
             will be printed and saved. Nothing is changed or stored by comparing.",
        ))
        .with(chosen)
        .with(el("p").class("compare-summary no-print").attr("role", "status").with(live(move || desk.summary())))
        .with(rest)
}

/// What the address names; where it names no states, the latest snapshot and now. None where it is of another view.
fn sides_of_address(state: State) -> Option<Sides> {
    match Route::parse(&address::get()) {
        Route::Compare(_, left, right) => Some([Some(left), Some(right)]),
        Route::In(_, Place::Compare) => {
            let latest = state.head.with_untracked(|head| {
                head.snapshots.last().map(|latest| Which::Snapshot(snapshot_key(&latest.taken)))
            });
            Some([latest, Some(Which::Now)])
        }
        _ => None,
    }
}

fn pair_of(state: State, sides: &Sides) -> Result<Pair, Vec<String>> {
    let [Some(left), Some(right)] = sides else { return Err(Vec::new()) };
    match (find(state, left, 0), find(state, right, 1)) {
        (Ok(left), Ok(right)) => Ok(Pair::new(left, right)),
        (left, right) => {
            let [before, after] = SIDES;
            let said = [(before, left.err()), (after, right.err())];
            Err(said.into_iter().filter_map(|(name, why)| Some(format!("{name}: {}", why?))).collect())
        }
    }
}

impl Desk {
    fn choose(self, side: usize, which: Which) {
        let [left, right] = self.sides.get_untracked();
        let (left, right) = match side {
            0 => (which, right.unwrap_or(Which::Now)),
            _ => (left.unwrap_or(Which::Now), which),
        };
        self.go(&left, &right);
    }

    fn go(self, left: &Which, right: &Which) {
        self.refused.set([String::new(), String::new()]);
        address::go(&Route::compare_link(&self.state.id_now(), left, right));
    }

    fn swap(self) {
        if let [Some(left), Some(right)] = self.sides.get_untracked() {
            swap_held();
            self.files.update(|count| *count += 1);
            self.go(&right, &left);
        }
    }

    fn take_file(self, side: usize, handed: files::Handed) {
        match Held::read(handed) {
            Ok(held) => {
                hold(side, Some(held));
                self.files.update(|count| *count += 1);
                self.choose(side, Which::File);
            }
            Err(why) => self.refused.update(|refused| {
                if let Some(place) = refused.get_mut(side) {
                    *place = why;
                }
            }),
        }
    }

    /// What is chosen for a side, as a part of the address; empty for nothing.
    fn chosen(self, side: usize) -> String {
        self.sides.with(|sides| sides.get(side).cloned().flatten().map(|which| which.key()).unwrap_or_default())
    }

    /// The choice of one side, with the place for a file.
    fn side(self, side: usize, others: StoredValue<Vec<(String, String)>>) -> El {
        let id = if side == 0 { "compare-before" } else { "compare-after" };
        let name = SIDES.get(side).copied().unwrap_or_default();
        let options = move || {
            self.files.track();
            let is_file = self.chosen(side) == Which::File.key();
            others.with_value(|others| options(self.state, side, others, is_file))
        };
        let picked = move |key: String| {
            if let Some(which) = Which::parse(&key) {
                self.choose(side, which);
            }
        };
        let file_id = format!("{id}-file");
        let input = el("input").attr("id", &file_id).attr("type", "file").attr("accept", ".json,application/json");
        let input = input.on("change", move |event| files::chosen(&event, move |handed| self.take_file(side, handed)));
        let label = el("label").attr("for", &file_id).with(format!("A file for “{name}”: choose it, or drop it here"));
        let refused = part(move || {
            let why = self.refused.with(|refused| refused.get(side).cloned().unwrap_or_default());
            (!why.is_empty()).then(|| para("warning").attr("role", "alert").with(visible(&why)))
        });
        el("div")
            .class("compared-side")
            .attr("role", "group")
            .attr("aria-label", name)
            .on("drop", move |event| files::dropped_on(&event, move |handed| self.take_file(side, handed)))
            .with(choice_field(id, name, options, move || self.chosen(side), picked))
            .with(el("div").class("field").with(label).with(input))
            .with(refused)
    }

    fn summary(self) -> String {
        self.pair.with(|pair| match pair {
            Ok(pair) => {
                let all = pair.found.entries.len();
                let shown =
                    self.choice.with(|choice| pair.found.entries.iter().filter(|one| choice.shows(one)).count());
                let some = if shown < all { format!(" Shown: {shown} of {all} requirements.") } else { String::new() };
                format!("{}{some}", comparison_summary(&pair.found))
            }
            Err(_) => String::new(),
        })
    }

    /// What to do where there are no two states.
    fn missing(self) -> Vec<El> {
        let id = self.state.id_now();
        let why = part(move || {
            let said = self.pair.with(|pair| pair.as_ref().err().cloned().unwrap_or_default());
            said.into_iter().map(|why| para("warning").with(words(&why))).collect::<Vec<El>>()
        });
        let has_none = self.state.head.with(|head| head.snapshots.is_empty());
        let snapshots = link(&Route::link(&id, Place::Snapshots)).with("Keep a snapshot");
        let hint = has_none.then(|| {
            el("p").with("This assessment has no snapshot yet. ").with(snapshots).with(
                " before the next round of work, and this view shows what moved since. Until then, choose another \
                       assessment or a file above.",
            )
        });
        vec![el("div").class("stack").with(why).with(hint)]
    }

    fn shown(self) -> Vec<El> {
        vec![self.filters(), self.ways(), self.sheet()]
    }

    /// A checkbox for each kind of change that there is, with how many requirements changed so.
    fn filters(self) -> El {
        let counts = Memo::new(move |_| {
            let count = |change| self.pair.with(|pair| pair.as_ref().map_or(0, |pair| pair.found.count(change)));
            Change::ALL
                .into_iter()
                .map(|change| (change, count(change)))
                .filter(|(_, count)| *count > 0)
                .collect::<Vec<_>>()
        });
        let rows = part(move || {
            let row = |(change, count): (Change, usize)| {
                let set = move |is_on: bool| {
                    self.choice.update(|choice| {
                        choice.hidden.retain(|known| *known != change);
                        if !is_on {
                            choice.hidden.push(change);
                        }
                    });
                };
                let is_on = move || self.choice.with(|choice| !choice.hidden.contains(&change));
                checkbox(is_on, set).with(format!("{} ({count})", change.label()))
            };
            counts.get().into_iter().map(row).collect::<Vec<El>>()
        });
        let all = button("link", move || self.choice.update(|choice| choice.hidden.clear())).with("All kinds");
        let none = button("link", move || self.choice.update(|choice| choice.hidden = Change::ALL.to_vec()));
        let with_same = checkbox(
            move || self.choice.with(|choice| choice.with_same),
            move |is_on| self.choice.update(|choice| choice.with_same = is_on),
        );
        let kinds = el("fieldset").class("paper-choice").with(el("legend").with("Kinds of change")).with(rows);
        let kinds = kinds.with(para("buttons").with(all).with(none.with("No kind")));
        let detail = el("fieldset").class("paper-choice whole").with(el("legend").with("With"));
        let detail = detail.with(with_same.with("Notes, evidence and actions that did not change"));
        el("div").class("paper-choices no-print").with(kinds).with(detail)
    }

    fn ways(self) -> El {
        let save = move |class: &str, ending: &'static str, kind: &'static str, make: fn(Desk, &Pair) -> String| {
            button(class, move || {
                let text = self.pair.with_untracked(|pair| pair.as_ref().ok().map(|pair| make(self, pair)));
                let Some(text) = text else { return };
                let name = document_name(&self.state.assessment(), &clock::today(), ending);
                self.state.hand_over(&name, &format!("{kind};charset=utf-8"), &text);
            })
        };
        let html = save("", "-comparison.html", "text/html", |desk, pair| html_of_comparison(&desk.document(pair)));
        let md = save("quiet", "-comparison.md", "text/markdown", |desk, pair| markdown(&desk.document(pair)));
        let csv = save("quiet", "-comparison.csv", "text/csv", |desk, pair| {
            desk.choice
                .with_untracked(|choice| pair.with(|left, right, found| comparison_csv(left, right, found, choice)))
        });
        el("div")
            .class("buttons no-print")
            .attr("role", "group")
            .attr("aria-label", "Take it along")
            .with(html.with("Save as one HTML file"))
            .with(button("quiet", page::print).with("Print"))
            .with(md.with("Save as Markdown"))
            .with(csv.with("Save as CSV"))
    }

    fn document(self, pair: &Pair) -> Document {
        let today = clock::today();
        self.choice
            .with_untracked(|choice| pair.with(|left, right, found| comparison(left, right, found, choice, &today)))
    }

    fn sheet(self) -> El {
        let sheet = part(move || {
            self.choice.track();
            self.pair.with(|pair| pair.as_ref().ok().map(|pair| body(&self.document(pair))))
        });
        let place = el("div").class("sheet");
        place.apart(&format!("{STYLE}\n{COMPARISON_STYLE}")).add(sheet);
        place
    }
}
