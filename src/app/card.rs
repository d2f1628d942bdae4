//! The card of one requirement: question, status, note, and what helps to judge it; for the whole or item by item.

use super::answering::{choices, find_out, letters, note, reason};
use super::late::{Views, missing};
use super::parts::{button, fold, mark, para, spoken, status_class, words};
use super::slot::{Cell, Slot};
use super::state::State;
use crate::assessment::{Assessment, Item, ItemId, Standing, Status};
use crate::browser::dom::{Child, El, el, follow, keyed, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Change, Clause, Requirement};
use std::time::Duration;

/// The id of the card of a clause, a contract of the page: `c-5.1.1`.
pub(super) fn card_id(clause: Clause) -> String {
    format!("c-{clause}")
}

/// Where the answer of a requirement takes the focus: what is chosen, or the first choice. Where it is answered by item, the
/// first item without an answer, or else what is chosen for the first.
fn places(clause: Clause) -> Vec<String> {
    let card = card_id(clause);
    let choice = "input[type=radio]";
    let fits = [
        format!("> fieldset {choice}:checked"),
        format!(".item-answer:not(:has({choice}:checked)) {choice}"),
        format!("{choice}:checked"),
        choice.to_owned(),
    ];
    fits.map(|fit| format!("[id='{card}'] {fit}")).to_vec()
}

/// Puts the focus on the answer of a requirement.
pub(super) fn focus_card(clause: Clause) {
    page::focus_first(&places(clause));
}

/// Puts the focus on an answer, which may be that for one item.
pub(super) fn focus_answer(slot: Slot) {
    if slot.item.is_none() {
        focus_card(slot.clause);
        return;
    }
    let choice = format!("{} input[type=radio]", slot.selector());
    page::focus_first(&[format!("{choice}:checked"), choice]);
}

/// A requirement with its answer; to be seen while `is_shown`.
pub(super) fn card(
    state: State,
    requirement: &'static Requirement,
    cell: Cell,
    is_shown: impl Fn() -> bool + 'static,
) -> El {
    let clause = requirement.clause;
    let slot = state.slot(clause, cell);
    let is_split = cell.is_split;
    let second = Memo::new(move |_| slot.with(|answer| answer.second_look));
    let for_all = part(move || {
        (!is_split.get()).then(|| untrack(|| el("div").class("stack").with(choices(slot)).with(reason(slot))))
    });
    let title = el("h3").with(el("span").class("clause").with(clause.to_string())).with(" ").with(requirement.title);
    let group = el("fieldset")
        .with(el("legend").with(title))
        .with(
            badges(state, requirement, cell)
                .with(part(move || second.get().then(|| el("span").class("badge look").with("Second look")))),
        )
        .with(question(state, requirement))
        .with(part(move || {
            let views = state.views.get().filter(|_| second.get());
            views.map(|views| untrack(|| (views.second_look)(slot)))
        }))
        .with(for_all);
    let items = Items::new(slot, requirement);
    let by_item = part(move || is_split.get().then(|| untrack(|| by_item(items))));
    let letters = part(move || if is_split.get() { None } else { untrack(|| letters(slot, requirement)) });
    el("article")
        .class("card")
        .attr("id", &card_id(clause))
        .flag_live("hidden", move || !is_shown())
        .attr_live("data-status", move || Some(status_class(cell.counted.get()).to_owned()))
        .with(group)
        .with(asked_of(items))
        .with(by_item)
        .with(note(slot))
        .with(find_out(slot))
        .with(letters)
        .with(evidence(slot, requirement))
        .with(part(move || state.views.get().map(|views| untrack(|| (views.beside)(slot)))))
        .with(fold(
            || "Help: what it is for".to_owned(),
            move || late(state, move |views| (views.help)(state, requirement)),
        ))
        .with(fold(
            || "What an assessor looks for".to_owned(),
            move || late(state, move |views| (views.look_for)(state, requirement)),
        ))
}

fn evidence(slot: Slot, requirement: &'static Requirement) -> El {
    let summary = move || match slot.with(|answer| answer.evidence.len()) {
        0 => "Evidence".to_owned(),
        number => format!("Evidence: {number}"),
    };
    fold(summary, move || late(slot.state, move |views| (views.evidence_list)(slot, requirement)))
}

/// Classes, what the edition changed, and an estimate where there is no answer yet.
fn badges(state: State, requirement: &'static Requirement, cell: Cell) -> El {
    let change = match requirement.change {
        Change::None => None,
        Change::New => Some("New in this edition"),
        Change::Widened => Some("More classes in this edition"),
        Change::Reworded => Some("Changed in this edition"),
    };
    let clause = requirement.clause;
    let estimated = Memo::new(move |_| match state.standing(clause, cell) {
        Standing::Estimated(status) => Some(status),
        _ => None,
    });
    let estimate = part(move || {
        estimated.get().map(|status| {
            let words = format!("Estimated for the activity: {}", status.label().to_ascii_lowercase());
            el("span").class(&format!("badge estimate {}", status.key())).with(mark(Some(status))).with(words)
        })
    });
    para("badges")
        .with(el("span").class("badge").with(format!("Class {}", requirement.classes_text())))
        .with(change.map(|change| el("span").class("badge quiet").with(change)))
        .with(estimate)
}

/// An item as a card shows it.
struct Named {
    id: ItemId,
    name: String,
    /// ` (C)`, ` (C, SOUP)`; nothing for an item that is divided further, or gone.
    class: String,
    is_asked: bool,
}

impl Named {
    fn words(&self) -> El {
        el("span").with(words(&self.name)).with(self.class.as_str())
    }
}

/// The items as the card of a requirement shows them. Cheap to copy.
#[derive(Clone, Copy)]
struct Items {
    slot: Slot,
    requirement: &'static Requirement,
    /// All that is shown of them, so that nothing is made again when something else changes.
    print: Memo<String>,
}

impl Items {
    fn new(slot: Slot, requirement: &'static Requirement) -> Self {
        let print = Memo::new(move |_| {
            let named = slot.state.head.with(|head| named(head, requirement));
            named.iter().fold(String::new(), |mut print, item| {
                let mark = if item.is_asked { "+" } else { "-" };
                for part in [&item.id.to_string(), mark, &item.name, &item.class] {
                    print.push_str(part);
                    print.push('\0');
                }
                print
            })
        });
        Self { slot, requirement, print }
    }

    /// Those that are not divided further.
    fn get(self) -> Vec<Named> {
        self.print.track();
        self.slot.state.head.with_untracked(|head| named(head, self.requirement))
    }

    /// One of them, which may be divided further by now, or gone.
    fn one(self, id: ItemId) -> Named {
        let gone = || Named { id, name: name_of(self.slot.state, id), class: String::new(), is_asked: false };
        self.get().into_iter().find(|item| item.id == id).unwrap_or_else(gone)
    }

    /// The ids of those that are asked, and of those that have an answer which is kept.
    fn shown(self) -> Vec<String> {
        let items = self.get();
        self.slot.cell.answer.with(|answer| {
            let asked = items.iter().filter(|item| item.is_asked || answer.part(item.id).is_some()).map(|item| item.id);
            let kept = answer.parts.iter().map(|part| part.item).filter(|id| items.iter().all(|item| item.id != *id));
            asked.chain(kept).map(|id| id.to_string()).collect()
        })
    }
}

/// The items that are not divided further, with whether the requirement is asked of them.
fn named(assessment: &Assessment, requirement: &'static Requirement) -> Vec<Named> {
    let division = assessment.division();
    let asked: Vec<ItemId> = division.asked(requirement).map(|placed| placed.item.id).collect();
    let leaves = division.items.iter().filter(|placed| placed.is_leaf);
    let named = leaves.map(|placed| Named {
        id: placed.item.id,
        name: placed.item.display_name(),
        class: format!(" ({}{})", placed.class.id(), if placed.item.soup { ", SOUP" } else { "" }),
        is_asked: asked.contains(&placed.item.id),
    });
    named.collect()
}

/// The name of an item, also of one that is no longer there.
fn name_of(state: State, id: ItemId) -> String {
    let gone = || format!("Removed item {id}");
    state.head.with_untracked(|head| head.item(id).map_or_else(gone, Item::display_name))
}

/// Which items the requirement is asked of, and splitting and joining. Nothing while the system is one item.
fn asked_of(items: Items) -> impl Child {
    let slot = items.slot;
    let state = slot.state;
    part(move || {
        let items = items.get();
        let is_split = slot.cell.is_split.get();
        if items.is_empty() && !is_split {
            return None;
        }
        let list = |is_asked: bool| {
            let mut list = el("span");
            for (index, item) in items.iter().filter(|item| item.is_asked == is_asked).enumerate() {
                list = list.with(if index == 0 { "" } else { ", " }).with(item.words());
            }
            list
        };
        let ids: Vec<ItemId> = items.iter().filter(|item| item.is_asked).map(|item| item.id).collect();
        let words = para("hint");
        let words = if ids.is_empty() {
            words.with("Asked of the system as a whole, and of no single item.")
        } else if ids.len() == items.len() {
            words.with("Asked of every item.")
        } else {
            words.with("Asked of ").with(list(true)).with(". Not of ").with(list(false)).with(".")
        };
        let can_split = !is_split && items.len() > 1 && !ids.is_empty();
        let change = if is_split {
            let join = button("link", move || {
                state.edit(slot.clause, |answer| answer.join(&ids, |id| name_of(state, id)));
                page::focus_soon(places(slot.clause));
            });
            Some(join.with("Join to one answer"))
        } else {
            let split = button("link", move || {
                state.edit(slot.clause, |answer| answer.split(&ids));
                page::focus_soon(places(slot.clause));
            });
            can_split.then(|| split.with("Answer by item"))
        };
        Some(
            el("div")
                .class("card-row asked")
                .with(words)
                .with(change.map(|change| change.with(spoken(&format!(" to {}", slot.clause))))),
        )
    })
}

/// An answer for each item, and what they come to together.
fn by_item(items: Items) -> El {
    let counted = items.slot.cell.counted;
    let together = part(move || {
        let status = counted.get();
        let words = status.map_or("Unanswered", Status::label);
        let status = el("span").class(&format!("status {}", status_class(status))).with(mark(status)).with(words);
        el("p").with("Together, the weakest counts: ").with(status)
    });
    let rows = keyed(
        move || items.shown(),
        move |key| match ItemId::new(key) {
            Some(id) => item_answer(items, id),
            // Keys are made from ids.
            None => el("div"),
        },
    );
    el("div").class("by-item").with(together).with(rows).with(para("label").with("For all items together"))
}

/// The answer for one item.
fn item_answer(items: Items, id: ItemId) -> El {
    let (slot, requirement) = (Slot { item: Some(id), ..items.slot }, items.requirement);
    let name = part(move || items.one(id).words());
    let kept = part(move || {
        let words = "Kept, and not counted: the requirement is not asked of this item.";
        (!items.one(id).is_asked).then(|| para("hint").with(words))
    });
    let chosen = move || Some(status_class(slot.chosen()).to_owned());
    el("fieldset")
        .class("item-answer")
        .attr("data-item", &id.to_string())
        .attr_live("data-status", chosen)
        .with(el("legend").with(name))
        .with(kept)
        .with(choices(slot))
        .with(reason(slot))
        .with(note(slot))
        .with(find_out(slot))
        .with(letters(slot, requirement))
        .with(evidence(slot, requirement))
}

/// The question; once the words are here its terms are explained.
fn question(state: State, requirement: &'static Requirement) -> El {
    let is_ready = RwSignal::new(false);
    // Each card in a task of its own: with every requirement on screen all of them at once would hold up the page.
    follow(move || {
        if state.words_here.get() {
            set_timeout(move || is_ready.set(true), Duration::ZERO);
        }
    });
    el("div").with(part(move || match state.views.get_untracked().filter(|_| is_ready.get()) {
        Some(views) => untrack(|| (views.question)(requirement)),
        None => para("question").with(requirement.question),
    }))
}

/// A part of a card whose code comes after the first load.
fn late(state: State, make: impl Fn(&'static Views) -> El + 'static) -> El {
    let content = part(move || match state.views.get() {
        Some(views) => untrack(|| make(views)),
        None => missing(state),
    });
    el("div").with(content)
}
