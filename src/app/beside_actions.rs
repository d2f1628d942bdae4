//! The actions of one requirement, where its answer or its gap is shown, and a way to plan one.

use super::action_form::{clause_list, form, new_id, owner_list, state_tag};
use super::parts::{button, fold, para, spoken, words};
use super::state::State;
use crate::assessment::{Action, ActionId, Planned};
use crate::browser::dom::{El, el, keyed, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Clause, words as late_words};

/// The actions that serve a requirement, each to be opened and changed, and a button that plans one.
pub(super) fn beside_actions(state: State, clause: Clause) -> El {
    let prefix = format!("beside-{clause}");
    let ids = Memo::new(move |_| {
        state.read(|head| head.actions_for(clause).map(|action| action.id.to_string()).collect::<Vec<String>>())
    });
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let of = prefix.clone();
    let rows = keyed(
        move || ids.get(),
        move |key| match ActionId::new(key) {
            Some(id) => row(state, clause, id, &of),
            // Keys are made from ids.
            None => el("li"),
        },
    );
    let add = button("chip", move || {
        let Some(id) = plan_for(state, clause) else { return };
        page::focus(&format!("[id='{prefix}-{id}-open'] summary"));
    });
    // Lists of choices are made once for the card, and only where there is an action whose form wants them.
    let lists = part(move || {
        (!is_empty.get()).then(|| {
            untrack(|| {
                vec![owner_list(state, &format!("beside-{clause}")), clause_list(state, &format!("beside-{clause}"))]
            })
        })
    });
    let again = Memo::new(move |_| planned(state, clause) == Planned::AssessAgain);
    let ask = part(move || {
        let told = "All actions for this requirement are done. Look at the answer again: closing an action does not close \
                     the gap.";
        again.get().then(|| para("hint again").with(told))
    });
    el("div")
        .class("beside-actions")
        .attr("role", "group")
        .attr("aria-label", &format!("Actions for {clause}"))
        .with(el("ul").class("beside-list").flag_live("hidden", move || is_empty.get()).with(rows))
        .with(lists)
        .with(ask)
        .with(para("").with(add.with("+ Plan an action").with(spoken(&format!(" for {clause}")))))
}

/// Adds an action that serves a requirement, with words to start from.
pub(super) fn plan_for(state: State, clause: Clause) -> Option<ActionId> {
    let id = new_id(state)?;
    let what = suggested(state, clause);
    state.edit_head(|head| {
        head.add_action(Action { what, changed: clock::now(), ..Action::new(id, vec![clause]) });
    });
    Some(id)
}

/// Where a requirement stands with its actions, by its answer as it is on screen.
pub(super) fn planned(state: State, clause: Clause) -> Planned {
    let Some(cell) = state.cell(clause) else { return Planned::None };
    let counted = cell.counted.get();
    cell.answer.with(|answer| state.head.with(|head| head.planned_by(clause, Some(answer), counted)))
}

/// Words to start from: the step that pays most in the whole activity, unless an action says so already.
fn suggested(state: State, clause: Clause) -> String {
    let edition = state.edition_now();
    let step = edition
        .activity_of(clause)
        .and_then(|activity| late_words().and_then(|words| words.quick(activity.clause)))
        .map(|quick| quick.first_step.to_owned());
    let is_taken = |step: &String| state.head.with_untracked(|head| head.actions.iter().any(|one| one.what == *step));
    step.filter(|step| !is_taken(step)).unwrap_or_else(|| {
        let title = edition.requirement(clause).map(|requirement| requirement.title).unwrap_or_default();
        format!("Close the gap in {clause}, {title}")
    })
}

fn row(state: State, clause: Clause, id: ActionId, prefix: &str) -> El {
    let name = Memo::new(move |_| state.read(|head| head.action(id).map(Action::display_name).unwrap_or_default()));
    let prefix = prefix.to_owned();
    let lists = prefix.clone();
    let open = fold(
        move || if name.get().is_empty() { String::new() } else { "Change this action".to_owned() },
        move || form(state, id, &prefix, &lists),
    );
    let open = open.attr("id", &format!("beside-{clause}-{id}-open"));
    el("li").with(el("p").with(part(move || words(&name.get()))).with(" ").with(state_tag(state, id))).with(open)
}
