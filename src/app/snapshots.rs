//! Named states of an assessment: to keep, to look at, to go back to. The list of them, and what asks before something
//! changes; `snapshot_row` is one of them in the list, `snapshot_past` one as it stood.

use super::overview::{Whole, whole_of};
use super::parts::{button, count, link, para, percent, words};
use super::route::{Place, Route};
use super::snapshot_keep::{course_of, keep, name_of, when_of};
use super::snapshot_past::past;
use super::snapshot_row::row;
use super::state::State;
use crate::assessment::{Assessment, Snapshot};
use crate::browser::dom::{El, el, follow, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock, page};
use crate::exchange::{Lost, differences, go_back, is_intact, remove_snapshot, snapshot_state};

/// What the parts of this view share.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub(super) state: State,
    /// The snapshot that a person wants to remove, by its time; empty for none.
    doomed: RwSignal<String>,
    /// The one that a person wants to go back to.
    wanted: RwSignal<String>,
    /// What was done last, in words.
    said: RwSignal<&'static str>,
    /// What can be given back of each, and whether it is as it was taken down, by its time.
    pub(super) sound: Memo<Vec<(String, Result<bool, Lost>)>>,
}

pub(super) fn snapshots(state: State) -> El {
    // Putting states together takes time, so only when one came, went or was built anew: not while a name is typed.
    let chain = Memo::new(move |_| {
        state.read(|head| {
            let link = |known: &Snapshot| {
                let since = known.content.as_ref().map(|content| content.since.clone());
                (known.taken.clone(), known.digest.clone(), since)
            };
            head.snapshots.iter().map(link).collect::<Vec<_>>()
        })
    });
    let sound = Memo::new(move |_| {
        chain.track();
        let judged = |head: &Assessment| {
            head.snapshots.iter().map(|known| (known.taken.clone(), is_intact(head, &known.taken))).collect()
        };
        untrack(|| state.read(judged))
    });
    let none = || RwSignal::new(String::new());
    let view = View { state, doomed: none(), wanted: none(), said: RwSignal::new(""), sound };
    let shown = shown();
    let before = StoredValue::new(None::<String>);
    follow(move || {
        let now = shown.get();
        match before.get_value() {
            Some(before) if before != now && now.is_empty() => {
                page::focus_soon(vec![format!("[id=\"look-{before}\"]"), "#kept".to_owned()]);
            }
            Some(before) if before != now => page::focus("#past"),
            _ => {}
        }
        before.set_value(Some(now));
    });
    let body = part(move || {
        let taken = shown.get();
        untrack(|| if taken.is_empty() { list(view) } else { past(view, &taken) })
    });
    el("div").class("stack snapshot-view").with(body).with(go_back_dialog(view)).with(remove_dialog(view))
}

/// The snapshot that the address names, by its time; empty for the list of all.
fn shown() -> RwSignal<String> {
    let named = || {
        let address = address::get();
        let parts: Vec<&str> = address.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            ["a", _, "snapshots"] => Some(String::new()),
            ["a", _, "snapshots", taken] => Some((*taken).to_owned()),
            _ => None,
        }
    };
    let shown = RwSignal::new(named().unwrap_or_default());
    let listener = window_event_listener(ev::hashchange, move |_| {
        // Elsewhere this view is about to go.
        if let Some(taken) = named() {
            shown.set(taken);
        }
    });
    on_cleanup(move || listener.remove());
    shown
}

fn list(view: View) -> El {
    let state = view.state;
    let whole: Whole = whole_of(state);
    let has_course = Memo::new(move |_| whole.with(|whole| whole.snapshots.len() > 1));
    let times = Memo::new(move |_| {
        state.read(|head| head.snapshots.iter().rev().map(|known| known.taken.clone()).collect::<Vec<String>>())
    });
    let course = el("section")
        .attr("aria-labelledby", "over-time")
        .with(el("h2").attr("id", "over-time").with("Readiness over time"))
        .with(part(move || {
            (!has_course.get())
                .then(|| para("empty").with("From the second snapshot on, a chart shows how readiness moved."))
        }))
        .with(course_of(whole));
    let rows = el("ul").class("snapshots").with(keyed(move || times.get(), move |taken| row(view, taken)));
    let number = move || match times.with(Vec::len) {
        0 => "No snapshot yet".to_owned(),
        some => count(some, "snapshot", "snapshots"),
    };
    el("div")
        .class("stack")
        .with(para("lead").with(
            "A snapshot keeps the whole assessment as it stands: every answer with its note and evidence, class, items and \
             actions. Look at it later, compare, or go back to it.",
        ))
        .with(keep(state))
        .with(el("p").attr("role", "status").attr("id", "snapshot-said").with(live(move || view.said.get().to_owned())))
        .with(course)
        .with(
            el("section")
                .attr("aria-labelledby", "kept")
                .with(el("h2").attr("id", "kept").attr("tabindex", "-1").with(live(number)))
                .with(rows)
                .with(para("hint").with(
                    "Snapshots are part of the assessment and of its file. Each holds only what changed since the one \
                     before, so that they stay small.",
                )),
        )
}

impl View {
    /// Looks at a snapshot, and follows its changes.
    pub(super) fn read<T: Default>(self, taken: &str, look: impl FnOnce(&Snapshot) -> T) -> T {
        self.state.read(|head| head.snapshots.iter().find(|known| known.taken == taken).map(look).unwrap_or_default())
    }

    /// Its name, or what stands in for it.
    pub(super) fn name(self, taken: &str) -> String {
        self.read(taken, |known| name_of(&known.name, &known.taken))
    }

    /// When it was taken, told apart from all others.
    pub(super) fn when(self, taken: &str) -> String {
        self.state.read(|head| when_of(&head.snapshots, taken))
    }

    /// The address of a snapshot as it stood.
    pub(super) fn address(self, taken: &str) -> String {
        format!("{}/{taken}", Route::link(&self.state.id_now(), Place::Snapshots))
    }

    /// The address where it stands beside the present.
    pub(super) fn compare(self, taken: &str) -> String {
        format!("{}/s-{taken}/now", Route::link(&self.state.id_now(), Place::Compare))
    }

    /// Asks before the assessment takes the state of a snapshot.
    pub(super) fn ask_to_go_back(self, taken: &str) {
        self.wanted.set(taken.to_owned());
        page::open_dialog("go-back");
    }

    /// Asks before a snapshot is removed.
    pub(super) fn ask_to_remove(self, taken: &str) {
        self.doomed.set(taken.to_owned());
        page::open_dialog("remove-snapshot");
    }
}

/// Why a snapshot cannot be shown, and what can be done.
pub(super) const fn lost_words(lost: Lost) -> &'static str {
    match lost {
        Lost::Unknown => "There is no snapshot of this time here. It may have been removed.",
        Lost::StatusesOnly => {
            "It holds statuses only, as earlier versions of this page kept them: it can be compared, but there is nothing \
             to look at or to go back to."
        }
        Lost::Broken => {
            "Its content cannot be put together: it, or one that it builds on, was changed or taken out by another \
             program. Its numbers and statuses are still here. Look for an earlier copy of the file."
        }
    }
}

/// Says what will be other and how to undo it, before the assessment takes the state of a snapshot.
fn go_back_dialog(view: View) -> El {
    let state = view.state;
    let run = button("", move || {
        let taken = view.wanted.get_untracked();
        page::close_dialog("go-back");
        match go_back(&state.assessment(), &taken, &clock::now()) {
            Ok(back) => {
                state.change_all(|whole| *whole = back);
                view.said.set(
                    "Done: everything is as it was then. What you left is the newest snapshot below; go back to it to \
                     undo this.",
                );
                if address::get().ends_with(&taken) {
                    address::go(&Route::link(&state.id_now(), Place::Snapshots));
                } else {
                    page::focus("#kept");
                }
            }
            Err(lost) => state.alert(lost_words(lost).to_owned()),
        }
    });
    let content = part(move || {
        let taken = view.wanted.get();
        untrack(|| if taken.is_empty() { Vec::new() } else { what_changes(view, &taken) })
    });
    el("dialog")
        .attr("id", "go-back")
        .attr("aria-labelledby", "go-back-title")
        .with(el("h2").attr("id", "go-back-title").with("Go back to this snapshot?"))
        .with(content)
        .with(
            para("buttons")
                .with(run.with("Go back"))
                .with(button("quiet", || page::close_dialog("go-back")).with("Stay here")),
        )
}

fn what_changes(view: View, taken: &str) -> Vec<El> {
    let now = view.state.assessment();
    let title = el("p").with(el("strong").with(words(&view.name(taken)))).with(format!(", {}", view.when(taken)));
    let then = match snapshot_state(&now, taken) {
        Ok(found) => found.assessment,
        Err(lost) => return vec![title, el("p").with(lost_words(lost))],
    };
    let other = differences(&now, &then);
    if other.is_none() {
        return vec![title, el("p").with("Nothing would change: everything is as it was then.")];
    }
    let mut points = Vec::new();
    if !other.answers.is_empty() {
        let mut point = count(other.answers.len(), "answer changes back", "answers change back");
        if !other.emptied.is_empty() {
            point.push_str(&format!(", {} of them to unanswered", other.emptied.len()));
        }
        points.push(point);
    }
    if !other.others.is_empty() {
        points.push(format!("Also changed back: {}", other.others.join(", ")));
    }
    let (here, there) = (now.tally(), then.tally());
    points.push(format!("Readiness {} now, {} then", percent(here.readiness()), percent(there.readiness())));
    let points: Vec<El> = points.into_iter().map(|point| el("li").with(point)).collect();
    let close = |_| page::close_dialog("go-back");
    vec![
        title,
        el("ul").with(points),
        el("p").with(link(&view.compare(taken)).on("click", close).with("See every change side by side")),
        el("p").with(
            "Everything as it is now is kept first, as a snapshot of its own: go back to that one, and this is undone. \
             Snapshots and reviews stay.",
        ),
    ]
}

/// Says what is lost, before a snapshot is removed.
fn remove_dialog(view: View) -> El {
    let remove = button("danger", move || {
        let taken = view.doomed.get_untracked();
        page::close_dialog("remove-snapshot");
        view.state.edit_head(|head| remove_snapshot(head, &taken));
        view.said.set("");
        page::focus("#kept");
    });
    let name = part(move || words(&view.name(&view.doomed.get())));
    el("dialog")
        .attr("id", "remove-snapshot")
        .attr("aria-labelledby", "remove-snapshot-title")
        .with(el("h2").attr("id", "remove-snapshot-title").with("Remove this snapshot?"))
        .with(el("p").with(name).with(
            " will be gone: how everything stood then, and the way back to it. Your answers and the other snapshots stay \
             as they are.",
        ))
        .with(
            para("buttons")
                .with(remove.with("Remove"))
                .with(button("quiet", || page::close_dialog("remove-snapshot")).with("Keep it")),
        )
}
