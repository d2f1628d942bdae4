//! How it moved: what changed since the last snapshot, and the short way to keep one. All of them are in `snapshots`.

use super::overview::{Whole, requirement_link};
use super::parts::{count, link, para, percent, words};
use super::route::{Place, Route};
use super::snapshot_keep::{course_of, keep, name_of};
use super::state::State;
use crate::assessment::Moved;
use crate::browser::clock;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::standard::Clause;

pub(super) fn moved(state: State, whole: Whole) -> El {
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
             snapshot holds everything as it stands, to look at, to compare and to go back to.",
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
        .with(all_of_them(state, whole))
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

/// The way to the view of all snapshots, where there are any.
fn all_of_them(state: State, whole: Whole) -> El {
    let number = Memo::new(move |_| whole.with(|whole| whole.snapshots.len()));
    let way = part(move || match number.get() {
        0 => None,
        number => {
            let to = link(&Route::link(&state.id_now(), Place::Snapshots));
            Some(to.with(format!("Look at, compare or go back to {}", count(number, "snapshot", "snapshots"))))
        }
    });
    para("no-print").with(way)
}
