//! The action plan as a table: a row for each action, ordered by the heads of the columns.

use super::action_form::{due, read, served, state_tag};
use super::actions::Plan;
use super::parts::{button, spoken, table_frame, words};
use crate::assessment::{Action, ActionId, SortBy};
use crate::browser::dom::{El, el, keyed, part};
use crate::browser::reactive::*;

/// The columns, each with what it orders by.
const COLUMNS: [(&str, SortBy); 7] = [
    ("What", SortBy::What),
    ("Requirements", SortBy::Requirement),
    ("Owner", SortBy::Owner),
    ("Due", SortBy::Due),
    ("Priority", SortBy::Priority),
    ("State", SortBy::Stage),
    ("Effort, days", SortBy::Effort),
];

pub(super) fn table(plan: Plan) -> El {
    let shown = plan.shown;
    let rows = keyed(
        move || shown.get(),
        move |key| match ActionId::new(key) {
            Some(id) => row(plan, id),
            // Keys are made from ids.
            None => el("tr"),
        },
    );
    let heads: Vec<El> = COLUMNS.into_iter().map(|(name, order)| head(plan, name, order)).collect();
    let table = el("table")
        .class("plan-table")
        .with(el("caption").class("sr").with("Actions; the heads of the columns order them"))
        .with(el("thead").with(el("tr").with(heads)))
        .with(el("tbody").with(rows));
    table_frame("Actions, table").with(table)
}

/// A head that orders by its column, and the other way round when pressed again.
fn head(plan: Plan, name: &'static str, order: SortBy) -> El {
    let view = plan.view;
    let is_this = move || view.with(|view| (view.order == order).then_some(view.is_reversed));
    let press = button("sort", move || {
        view.update(|view| {
            view.is_reversed = view.order == order && !view.is_reversed;
            view.order = order;
        });
    });
    let arrow = el("span").attr("aria-hidden", "true").class("arrow").with(part(move || match is_this() {
        Some(false) => "\u{25b2}",
        Some(true) => "\u{25bc}",
        None => "",
    }));
    let sort = move || is_this().map(|back| if back { "descending" } else { "ascending" }.to_owned());
    el("th").attr("scope", "col").attr_live("aria-sort", sort).with(press.with(name).with(arrow))
}

fn row(plan: Plan, id: ActionId) -> El {
    let state = plan.state;
    let owner = Memo::new(move |_| read(state, id, |action| action.owner().unwrap_or_default().to_owned()));
    let priority = Memo::new(move |_| read(state, id, |action| action.priority));
    let effort = Memo::new(move |_| read(state, id, |action| action.effort.map(|effort| effort.to_string())));
    let cell = |name: &str| el("td").attr("data-label", name);
    el("tr")
        .attr("data-action", &id.to_string())
        .class_live("closed", move || read(state, id, |action| !action.stage.is_open()))
        .with(el("th").attr("scope", "row").with(opener(plan, id)))
        .with(cell("Requirements").with(served(state, id)))
        .with(cell("Owner").with(part(move || match owner.get() {
            owner if owner.is_empty() => el("span").class("hint").with("Nobody yet"),
            owner => words(&owner),
        })))
        .with(cell("Due").with(due(state, id)))
        .with(cell("Priority").with(part(move || priority.get().label())))
        .with(cell("State").with(state_tag(state, id)))
        .with(
            cell("Effort, days")
                .class("figure")
                .with(part(move || effort.get().unwrap_or_else(|| "\u{2013}".to_owned()))),
        )
}

/// What is to be done, as a button that opens the fields of the action.
pub(super) fn opener(plan: Plan, id: ActionId) -> El {
    let name = Memo::new(move |_| read(plan.state, id, Action::display_name));
    let press = button("link opener", move || plan.open(id)).attr("id", &format!("open-{id}"));
    press.with(part(move || words(&name.get()))).with(spoken(" (change)"))
}
