//! How it moved: what changed since the last snapshot, and the snapshots.

use super::overview::{Whole, requirement_link};
use super::parts::{Field, button, count, fold, para, percent, spoken, table_frame, text_field, words};
use super::state::State;
use crate::assessment::{Assessment, Moved, Snapshot};
use crate::browser::dom::{Child, El, el, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::paper::{course, course_table, day_words, moments};
use crate::standard::Clause;

/// When the snapshot was taken that a person wants to remove.
type Doomed = RwSignal<String>;

pub(super) fn moved(state: State, whole: Whole) -> El {
    let doomed: Doomed = RwSignal::new(String::new());
    let last = Memo::new(move |_| {
        whole.with(|whole| {
            let last = whole.snapshots.last()?;
            Some((last.name.clone(), last.taken.clone(), last.tally(), whole.tally(), whole.moved_since(last)))
        })
    });
    let since = part(move || {
        match last.get() {
        None => vec![para("hint").with(
            "Keep a snapshot now, and this page will show what moved since: gaps closed, new gaps, what was answered. A \
             snapshot holds how each requirement stands, without notes and evidence.",
        )],
        Some((name, taken, then, now, moved)) => {
            let numbers = format!(
                ", {}: readiness {} then, {} now. Coverage {} then, {} now.",
                clock::for_people(&taken),
                percent(then.readiness()),
                percent(now.readiness()),
                percent(then.coverage()),
                percent(now.coverage()),
            );
            vec![
                el("p").with("Since ").with(words(&name_of(&name, &taken))).with(numbers),
                el("div").class("since").with(what_moved(state, &moved)),
            ]
        }
    }
    });
    el("section")
        .attr("aria-labelledby", "moved")
        .with(el("h2").attr("id", "moved").attr("tabindex", "-1").with("How it moved"))
        .with(el("div").class("stack").attr("id", "since").with(since))
        .with(course_of(whole))
        .with(keep(state))
        .with(snapshots(state, whole, doomed))
        .with(remove_dialog(state, doomed))
}

/// The name of a snapshot, or what stands in for it.
fn name_of(name: &str, taken: &str) -> String {
    if name.trim().is_empty() { format!("Snapshot of {}", day(taken)) } else { name.to_owned() }
}

/// The day of a time, as people here have it.
fn day(taken: &str) -> String {
    let whole = clock::for_people(taken);
    whole.split(',').next().unwrap_or_default().to_owned()
}

fn what_moved(state: State, moved: &Moved) -> Vec<El> {
    let lists: [(&str, &[Clause]); 6] = [
        ("Gaps closed", &moved.closed),
        ("New gaps", &moved.opened),
        ("Answered", &moved.answered),
        ("Unanswered again", &moved.cleared),
        ("Came into scope", &moved.came_in),
        ("Went out of scope", &moved.went_out),
    ];
    let list = |(title, clauses): (&str, &[Clause])| {
        let rows: Vec<El> = clauses.iter().map(|clause| el("li").with(requirement_link(state, *clause))).collect();
        el("div").with(el("h3").with(format!("{title} ({})", clauses.len()))).with(el("ul").with(rows))
    };
    let found: Vec<El> = lists.into_iter().filter(|(_, clauses)| !clauses.is_empty()).map(list).collect();
    if found.is_empty() { vec![para("empty").with("Nothing has moved since.")] } else { found }
}

/// Readiness from snapshot to snapshot as a drawing, with the table behind.
fn course_of(whole: Whole) -> El {
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
fn keep(state: State) -> El {
    let name = RwSignal::new(suggestion(&state.head.get_untracked()));
    let kept = RwSignal::new(String::new());
    let run = move || {
        let now = clock::now();
        let wanted = name.get_untracked().trim().to_owned();
        let mut whole = state.assessment();
        whole.take_snapshot(wanted.clone(), &now);
        state.edit_head(|head| head.snapshots = std::mem::take(&mut whole.snapshots));
        kept.set(name_of(&wanted, &now));
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

fn with_snapshot<T: Default>(state: State, taken: &str, look: impl FnOnce(&Snapshot) -> T) -> T {
    state.read(|head| head.snapshots.iter().find(|known| known.taken == taken).map(look).unwrap_or_default())
}

/// Every snapshot with its name to change and the way to remove it, the newest first.
fn snapshots(state: State, whole: Whole, doomed: Doomed) -> impl Child {
    let times = Memo::new(move |_| {
        whole.with(|whole| whole.snapshots.iter().rev().map(|known| known.taken.clone()).collect::<Vec<_>>())
    });
    let summary = move || count(times.with(Vec::len), "snapshot", "snapshots");
    let rows =
        move || el("ul").class("snapshots").with(keyed(move || times.get(), move |taken| row(state, taken, doomed)));
    let has_some = Memo::new(move |_| times.with(|times| !times.is_empty()));
    part(move || {
        has_some.get().then(|| untrack(|| el("div").class("no-print").with(el("h3").with(live(summary))).with(rows())))
    })
}

fn row(state: State, taken: &str, doomed: Doomed) -> El {
    let when = clock::for_people(taken);
    let own = taken.to_owned();
    let name = move || with_snapshot(state, &own, |known| known.name.clone());
    let own = taken.to_owned();
    let rename = move |typed: String| {
        state.edit_head(|head| {
            if let Some(known) = head.snapshots.iter_mut().find(|known| known.taken == own) {
                known.name = typed;
            }
        });
    };
    let own = taken.to_owned();
    let numbers = move || {
        with_snapshot(state, &own, |known| {
            let tally = known.tally();
            format!(
                "{}: readiness {}, {}",
                clock::for_people(&known.taken),
                percent(tally.readiness()),
                gaps(tally.gaps())
            )
        })
    };
    let own = taken.to_owned();
    let remove = button("link", move || {
        doomed.set(own.clone());
        page::open_dialog("remove-snapshot");
    });
    let field = el("input").attr("type", "text").attr("dir", "auto").attr("autocomplete", "off");
    let field = field.attr("aria-label", &format!("Name of the snapshot of {when}")).value_live(name).on_text(rename);
    el("li")
        .with(field)
        .with(el("span").class("hint").with(live(numbers)))
        .with(remove.with("Remove").with(spoken(&format!(" the snapshot of {when}"))))
}

fn gaps(number: u16) -> String {
    count(usize::from(number), "gap", "gaps")
}

/// Says what is lost, before a snapshot is removed.
fn remove_dialog(state: State, doomed: Doomed) -> El {
    let remove = button("danger", move || {
        let taken = doomed.get_untracked();
        page::close_dialog("remove-snapshot");
        state.edit_head(|head| head.snapshots.retain(|known| known.taken != taken));
        page::focus("#moved");
    });
    let name = part(move || {
        let taken = doomed.get();
        words(&with_snapshot(state, &taken, |known| name_of(&known.name, &known.taken)))
    });
    el("dialog")
        .attr("id", "remove-snapshot")
        .attr("aria-labelledby", "remove-snapshot-title")
        .with(el("h2").attr("id", "remove-snapshot-title").with("Remove this snapshot?"))
        .with(el("p").with(name).with(
            " will be gone: how every requirement stood then, and what moved since. Your answers stay as they are.",
        ))
        .with(
            para("buttons")
                .with(remove.with("Remove"))
                .with(button("quiet", || page::close_dialog("remove-snapshot")).with("Keep it")),
        )
}
