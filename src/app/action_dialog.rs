//! The dialogs of the action plan: the fields of one action, and the question before one is deleted.

use super::action_form::{form, move_to};
use super::actions::{PLACE, Plan};
use super::parts::{button, para, words};
use crate::assessment::{ActionId, Stage};
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;

/// The fields of one action.
pub(super) fn dialog(plan: Plan) -> El {
    let state = plan.state;
    let fields = part(move || {
        let id = plan.opened.get()?;
        let gone = Memo::new(move |_| state.read(|head| head.action(id).is_none()));
        Some(part_or_gone(gone, move || form(state, id, PLACE, PLACE)))
    });
    let ask = button("link", || page::open_dialog("delete-action"));
    el("dialog")
        .attr("id", "action")
        .class("action-dialog")
        .attr("aria-labelledby", "action-title")
        .on("close", move |_| plan.closed())
        .with(el("h2").attr("id", "action-title").with("Action"))
        .with(fields)
        .with(para("hint").with("Every change is saved at once."))
        .with(
            para("buttons")
                .with(button("", || page::close_dialog("action")).with("Close"))
                .with(ask.with("Delete this action")),
        )
}

/// The content, or a word where another tab took the action away.
fn part_or_gone(gone: Memo<bool>, content: impl Fn() -> El + 'static) -> El {
    el("div").with(part(move || match gone.get() {
        true => para("empty").with("This action was deleted in another tab."),
        false => untrack(&content),
    }))
}

/// Deleting is final, so it asks, and offers what keeps the record.
pub(super) fn delete_dialog(plan: Plan) -> El {
    let state = plan.state;
    let done = move |run: fn(Plan, ActionId)| {
        if let Some(id) = plan.opened.get_untracked() {
            page::close_dialog("delete-action");
            run(plan, id);
            page::close_dialog("action");
        }
    };
    let name = part(move || {
        words(
            &plan
                .opened
                .get()
                .and_then(|id| state.head.with_untracked(|head| Some(head.action(id)?.display_name())))
                .unwrap_or_default(),
        )
    });
    el("dialog")
        .attr("id", "delete-action")
        .attr("aria-labelledby", "delete-title")
        .with(el("h2").attr("id", "delete-title").with("Delete this action?"))
        .with(
            el("p")
                .with(name)
                .with(" will be gone for good. Drop it instead, and it stays on record without counting as work."),
        )
        .with(
            para("buttons")
                .with(button("danger", move || done(Plan::delete)).with("Delete for good"))
                .with(button("quiet", move || done(|plan, id| move_to(plan.state, id, Stage::Dropped))).with("Drop it"))
                .with(button("quiet", || page::close_dialog("delete-action")).with("Keep it")),
        )
}
