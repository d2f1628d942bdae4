//! Contradictions, named where they arise.

use super::parts::link;
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Contradiction, ItemId, Scene, contradictions};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::reactive::*;

/// Those that fit, each with what to do; with `leads` a link to where it can be resolved.
pub(super) fn named(
    state: State,
    leads: bool,
    fits: impl Fn(&Contradiction) -> bool + Send + Sync + 'static,
) -> impl Child {
    shown(state, Memo::new(move |_| found(state, &fits)), leads)
}

fn found(state: State, fits: impl Fn(&Contradiction) -> bool) -> Vec<Contradiction> {
    let mut found = state.head.with(contradictions);
    found.retain(|one| fits(one));
    found
}

fn shown(state: State, found: Memo<Vec<Contradiction>>, leads: bool) -> impl Child {
    part(move || {
        let id = state.id_now();
        let rows = found.get().into_iter().map(|one| row(&id, &one, leads));
        let rows: Vec<El> = rows.collect();
        (!rows.is_empty()).then(|| el("div").class("contradictions").attr("role", "status").with(rows))
    })
}

/// Those of all items, looked for once.
pub(super) fn of_items(state: State) -> Memo<Vec<Contradiction>> {
    Memo::new(move |_| found(state, |one| one.item.is_some()))
}

/// All of them, with links to where each can be resolved.
pub(super) fn contradictions_of(state: State) -> El {
    el("div").with(named(state, true, |_| true))
}

/// Those of one scene that are about no single item.
pub(super) fn of_scene(state: State, scene: Scene) -> impl Child {
    named(state, false, move |one| one.scene == scene && one.item.is_none())
}

/// Those of one item, out of those of all.
pub(super) fn of_item(state: State, of_items: Memo<Vec<Contradiction>>, item: ItemId) -> impl Child {
    let own = move |_: Option<&_>| {
        of_items.with(|found| found.iter().filter(|one| one.item == Some(item)).cloned().collect::<Vec<_>>())
    };
    shown(state, Memo::new(own), false)
}

fn row(id: &str, one: &Contradiction, leads: bool) -> El {
    let (place, words) = match one.scene {
        Scene::Classification => (Place::Class, "To the safety class"),
        Scene::Items => (Place::Items, "To the software items"),
        Scene::Setup => (Place::Setup, "To the set-up"),
        Scene::Legacy | Scene::GapAnalysis => (Place::Legacy, "To the legacy route"),
    };
    let way = leads.then(|| link(&Route::link(id, place)).with(words));
    let text = el("p").with(super::parts::words(&one.what)).with(" ").with(el("strong").with(one.remedy.as_str()));
    el("div").class("warning").with(text).with(way)
}
