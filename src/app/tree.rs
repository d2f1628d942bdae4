//! The tree of clauses with progress beside it.

use super::parts::{link, spoken};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::Progress;
use crate::browser::dom::{El, el, live};
use crate::browser::reactive::*;
use crate::standard::{Activity, Clause};

/// Links to every activity in scope, by process; `current` is the open one.
pub(super) fn tree(state: State, current: Memo<Option<Clause>>) -> El {
    let scope = state.scope.get_untracked();
    let mut tree = el("ul").class("tree");
    for process in scope.edition.processes {
        let asked: Vec<El> = process
            .activities
            .iter()
            .filter(|activity| activity.is_in(scope))
            .map(|activity| branch(state, activity, current))
            .collect();
        if !asked.is_empty() {
            let name = el("span").class("process").with(format!("{} {}", process.clause, process.title));
            tree = tree.with(el("li").with(name).with(el("ul").with(asked)));
        }
    }
    tree
}

fn branch(state: State, activity: &'static Activity, current: Memo<Option<Clause>>) -> El {
    let clause = activity.clause;
    let address = Route::link(&state.id_now(), Place::Activity(clause));
    let tally = state.tally_of(clause);
    let done = move || {
        let tally = tally.get();
        format!("{}/{}", tally.settled(), tally.in_scope())
    };
    let name = el("span").with(el("span").class("clause").with(clause.to_string())).with(" ").with(activity.title);
    el("li").with(
        link(&address)
            .attr_live("aria-current", move || (current.get() == Some(clause)).then(|| "page".to_owned()))
            .class_live("complete", move || tally.get().progress() == Progress::Complete)
            .with(name)
            .with(el("span").class("tally").with(live(done)).with(spoken(" answered"))),
    )
}
