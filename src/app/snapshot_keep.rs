//! Keeping a snapshot, and readiness over time: what the overview and the view of the snapshots both have.

use super::overview::Whole;
use super::parts::{Field, button, fold, table_frame, text_field, words};
use super::state::State;
use crate::assessment::{Assessment, Snapshot};
use crate::browser::clock;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::exchange::keep_snapshot;
use crate::exchange::paper::{course, course_table, day_words, moments};

/// The name of a snapshot, or what stands in for it.
pub(super) fn name_of(name: &str, taken: &str) -> String {
    if name.trim().is_empty() { format!("Snapshot of {}", day(taken)) } else { name.to_owned() }
}

/// The day of a time, as people here have it.
fn day(taken: &str) -> String {
    let whole = clock::for_people(taken);
    whole.split(',').next().unwrap_or_default().to_owned()
}

/// The time of a snapshot as people here read it. Where another one was taken in the same minute, with the second, and
/// where in the same second, with all that is known.
pub(super) fn when_of(snapshots: &[Snapshot], taken: &str) -> String {
    let begins_as = |length: usize| {
        let start = taken.get(..length);
        snapshots.iter().any(|known| known.taken != taken && known.taken.get(..length) == start)
    };
    let rest = if begins_as(19) {
        taken.get(16..).unwrap_or_default().trim_end_matches('Z')
    } else if begins_as(16) {
        taken.get(16..19).unwrap_or_default()
    } else {
        ""
    };
    format!("{}{rest}", clock::for_people(taken))
}

/// Readiness from snapshot to snapshot as a drawing, with the table behind.
pub(super) fn course_of(whole: Whole) -> El {
    let known = Memo::new(move |_| whole.with(|whole| moments(whole, day)));
    let drawing = part(move || known.with(|known| course(known)).map(|drawing| el("div").class("chart").with(drawing)));
    let has_some = Memo::new(move |_| known.with(|known| known.len() > 1));
    let table = move || {
        let table = part(move || known.with(|known| course_table(known)));
        table_frame("Snapshots, table").with(table)
    };
    let behind = part(move || {
        has_some.get().then(|| untrack(|| fold(|| "The numbers of every snapshot as a table".to_owned(), table)))
    });
    el("div").class("stack").with(drawing).with(behind)
}

/// The field for the name of a new snapshot, with its button.
pub(super) fn keep(state: State) -> El {
    let name = RwSignal::new(suggestion(&state.head.get_untracked()));
    let kept = RwSignal::new(String::new());
    let run = move || {
        let wanted = name.get_untracked().trim().to_owned();
        let mut whole = state.assessment();
        let taken = keep_snapshot(&mut whole, wanted.clone(), &clock::now());
        state.edit_head(|head| head.snapshots = std::mem::take(&mut whole.snapshots));
        kept.set(name_of(&wanted, &taken));
        name.set(suggestion(&state.head.get_untracked()));
    };
    let field = Field { label: "Name of the snapshot", hint: "What you will know it by.", ..Field::default() };
    let said = part(move || {
        let kept = kept.get();
        (!kept.is_empty()).then(|| el("span").class("good").with("Kept: ").with(words(&kept)))
    });
    el("div")
        .class("keep no-print")
        .with(text_field("snapshot-name", field, move || name.get(), move |typed| name.set(typed)))
        .with(button("quiet", run).with("Keep a snapshot"))
        .with(el("p").attr("role", "status").with(said))
}

/// The day, or where a snapshot has that name already, the day with a number.
fn suggestion(head: &Assessment) -> String {
    let today = day_words(&clock::today());
    let is_taken = |name: &str| head.snapshots.iter().any(|known| known.name == name);
    let mut name = today.clone();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{today}, {number}");
        number += 1;
    }
    name
}
