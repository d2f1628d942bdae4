//! The action plan as a board: a column for each state, a card for each action, moved by buttons.

use super::action_form::{due, move_to, read, served};
use super::action_row::opener;
use super::actions::Plan;
use super::parts::{button, para, words};
use crate::assessment::{Action, ActionId, Stage};
use crate::browser::dom::{El, el, keyed, live, part};
use crate::browser::page;
use crate::browser::reactive::*;

pub(super) fn board(plan: Plan) -> El {
    el("div").class("board").with(Stage::ALL.map(|stage| column(plan, stage)).to_vec())
}

fn column(plan: Plan, stage: Stage) -> El {
    let inside = Memo::new(move |_| {
        let owner = plan.view.with(|view| view.owner.clone());
        plan.state.read(|head| {
            head.column(stage, owner.as_deref()).iter().map(|action| action.id.to_string()).collect::<Vec<String>>()
        })
    });
    let cards = keyed(
        move || inside.get(),
        move |key| match ActionId::new(key) {
            Some(id) => card(plan, id, stage),
            // Keys are made from ids.
            None => el("li"),
        },
    );
    let title = format!("column-{}", stage.key());
    let none = move || inside.with(Vec::is_empty).then(|| para("hint").with("None"));
    el("section")
        .class(&format!("column {}", stage.key()))
        .attr("aria-labelledby", &title)
        .with(
            el("h3")
                .attr("id", &title)
                .with(stage.label())
                .with(" ")
                .with(el("span").class("hint").with(live(move || format!("({})", inside.with(Vec::len))))),
        )
        .with(part(none))
        .with(el("ul").class("cards").flag_live("hidden", move || inside.with(Vec::is_empty)).with(cards))
}

/// Where a card can go from a stage, with the words for it; the usual way first.
const fn moves(stage: Stage) -> &'static [(Stage, &'static str)] {
    match stage {
        Stage::ToDo => &[(Stage::InProgress, "Start"), (Stage::Done, "Done"), (Stage::Dropped, "Drop")],
        Stage::InProgress => &[(Stage::Done, "Done"), (Stage::ToDo, "Back to To do"), (Stage::Dropped, "Drop")],
        Stage::Done | Stage::Dropped => &[(Stage::ToDo, "Open again")],
    }
}

fn card(plan: Plan, id: ActionId, stage: Stage) -> El {
    let state = plan.state;
    let owner = Memo::new(move |_| read(state, id, |action| action.owner().unwrap_or_default().to_owned()));
    let facts = Memo::new(move |_| {
        read(state, id, |action| {
            let effort = action.effort.map(|effort| format!(", {effort} d")).unwrap_or_default();
            format!("{} priority{effort}", action.priority.label())
        })
    });
    let name = Memo::new(move |_| read(state, id, Action::display_name));
    let buttons = moves(stage).iter().map(|(to, word)| {
        let press = button("quiet", move || {
            move_to(state, id, *to);
            plan.said.set((id.to_string(), *to));
            // The card is made again in its new column.
            page::focus(&format!("[id='card-{id}'] .moves button"));
        });
        press.with(*word).with(el("span").class("sr").with(" ").with(part(move || words(&name.get()))))
    });
    el("li")
        .class("plan-card")
        .attr("id", &format!("card-{id}"))
        .with(opener(plan, id))
        .with(served(state, id))
        .with(
            el("p")
                .class("card-facts")
                .with(part(move || match owner.get() {
                    owner if owner.is_empty() => el("span").class("hint").with("Nobody yet"),
                    owner => words(&owner),
                }))
                .with(due(state, id)),
        )
        .with(para("hint").with(live(move || facts.get())))
        .with(el("div").class("moves no-print").with(buttons.collect::<Vec<El>>()))
}
