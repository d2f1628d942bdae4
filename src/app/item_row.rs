//! One software item: its name, its place, its class, and why that may be lower. Made once for each item, so that typing in
//! it disturbs nothing.

use super::contradictions::of_item;
use super::items::{Items, list};
use super::parts::{Field, button, choice_field, fold, para, text_field, words};
use super::what_if::{self, Question, requirements};
use crate::assessment::{Item, ItemId, WhatIf, asked_of};
use crate::browser::dom::{Child, El, el, live, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::Class;

/// From how many items on the choice of what one is part of is filled when it is wanted.
const MANY: usize = 40;

/// An item with all that is inside it.
pub(super) fn row(view: Items, id: ItemId) -> El {
    let name = Memo::new(move |_| read(view, id, Item::display_name));
    let title = format!("item-{id}");
    let badge = live(move || view.spot(id).map(|spot| format!("Class {}", spot.class.id())).unwrap_or_default());
    let asked = live(move || {
        let Some(spot) = view.spot(id) else { return String::new() };
        if !spot.is_leaf {
            return "Divided further".to_owned();
        }
        let is_soup = read(view, id, |item| item.soup);
        format!("{} asked of it", requirements(asked_of(view.state.scope.get(), spot.class, is_soup).count()))
    });
    let head = el("div")
        .class("item-head")
        .with(el("h3").attr("id", &title).with(part(move || words(&name.get()))))
        .with(el("span").class("badge").with(badge))
        .with(el("span").class("hint").with(asked));
    let question = Question::new(view.state, Some(id));
    let article = el("article")
        .class("item")
        .attr("aria-labelledby", &title)
        .with(head)
        .with(fields(view, id))
        .with(class(view, id))
        .with(segregation(view, id))
        .with(of_item(view.state, view.contradictions, id))
        .with(missing(view, id))
        .with(buttons(view, id, name, question))
        .with(question.panel());
    el("li").with(article).with(list(view, Some(id)))
}

/// Reads something of the item.
fn read<T: Default>(view: Items, id: ItemId, what: impl FnOnce(&Item) -> T) -> T {
    view.state.head.with(|head| head.item(id).map(what).unwrap_or_default())
}

/// A text of the item.
fn text(view: Items, id: ItemId, key: &str, field: Field, access: fn(&mut Item) -> &mut String) -> El {
    let value = move || read(view, id, |item| std::mem::take(access(&mut item.clone())));
    let typed = move |text| view.state.edit_item(id, |item| *access(item) = text);
    text_field(&format!("item-{id}-{key}"), field, value, typed)
}

fn fields(view: Items, id: ItemId) -> El {
    let label = |label| Field { label, ..Field::default() };
    let chosen = move || {
        if view.spot(id).is_some_and(|spot| spot.is_circular) {
            // None of the choices, so that each of them can be picked.
            return "?".to_owned();
        }
        read(view, id, |item| item.parent.map(|parent| parent.to_string()).unwrap_or_default())
    };
    let is_wanted = RwSignal::new(false);
    let want = move |_| {
        if !is_wanted.get_untracked() && view.spots.with_untracked(|spots| spots.len() >= MANY) {
            is_wanted.set(true);
        }
    };
    let options = move || {
        let mut options = vec![(String::new(), "The system".to_owned())];
        let is_wanted = is_wanted.get();
        let is_circular = view.spot(id).is_some_and(|spot| spot.is_circular);
        // What is inside the item follows right behind it, deeper.
        let mut within = None;
        view.names.track();
        view.spots.with(|spots| {
            for spot in spots {
                within = within.filter(|depth| spot.depth > *depth);
                if spot.id == id {
                    within = Some(spot.depth);
                }
                let key = spot.id.to_string();
                // A circle is not mended by another one. Many choices for each of many items wait until one is wanted.
                let fits = within.is_none() && !(is_circular && spot.is_circular);
                if fits && (is_wanted || spots.len() < MANY || key == chosen()) {
                    let name = view.state.head.with_untracked(|head| head.item(spot.id).map(Item::display_name));
                    options.push((key, name.unwrap_or_default()));
                }
            }
        });
        options
    };
    let place = format!("item-{id}-parent");
    let moved = {
        let place = place.clone();
        move |picked: String| {
            view.state.edit_item(id, |item| item.parent = ItemId::new(&picked));
            // It is made again in its new place.
            page::focus(&format!("[id='{place}']"));
        }
    };
    let does = Field { rows: 2, ..label("What it does") };
    let soup = tick(
        view,
        id,
        "soup",
        "SOUP: ready-made software",
        "Bought, open source, or old code without development records. Detailed design and units are not asked of it.",
        |item| &mut item.soup,
    );
    let control = tick(
        view,
        id,
        "control",
        "Implements a risk control",
        "Then it takes the class of the risk that it controls (7.2.2 b).",
        |item| &mut item.controls_risk,
    );
    el("div")
        .class("item-fields")
        .with(text(view, id, "name", label("Name"), |item| &mut item.name))
        .with(choice_field(&place, "Part of", options, chosen, moved).on("focusin", want).on("pointerover", want))
        .with(text(view, id, "does", does, |item| &mut item.does))
        .with(el("div").class("ticks").with(soup).with(control))
}

/// A checkbox with a word on what it means.
fn tick(
    view: Items,
    id: ItemId,
    key: &str,
    name: &'static str,
    meaning: &'static str,
    access: fn(&mut Item) -> &mut bool,
) -> El {
    let key = format!("item-{id}-{key}");
    let hint = format!("{key}-hint");
    let input = el("input")
        .attr("type", "checkbox")
        .attr("id", &key)
        .attr("aria-describedby", &hint)
        .checked_live(move || read(view, id, |item| *access(&mut item.clone())))
        .on_check(move |is_on| view.state.edit_item(id, |item| *access(item) = is_on));
    let text =
        el("div").with(el("label").attr("for", &key).with(name)).with(para("hint").attr("id", &hint).with(meaning));
    el("div").class("option").with(input).with(text)
}

/// Its own class, or the one above.
fn class(view: Items, id: ItemId) -> El {
    let state = view.state;
    let own = Memo::new(move |_| read(view, id, |item| item.class.map(Class::id).unwrap_or_default().to_owned()));
    let choice = move |class: Option<Class>, words: Box<dyn Fn() -> String>| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &format!("item-{id}-class"))
            .checked_live(move || own.get() == class.map(Class::id).unwrap_or_default())
            .on_check(move |_| state.edit_item(id, |item| item.class = class));
        el("label").class("choice").with(input).with(live(words))
    };
    let edition = Memo::new(move |_| state.scope.get().edition.id);
    // Another edition has other classes.
    let choices = part(move || {
        edition.track();
        untrack(|| {
            let above = move || view.spot(id).map(|spot| spot.above.id()).unwrap_or_default();
            let mut choices = vec![choice(None, Box::new(move || format!("Takes the class above ({})", above())))];
            let classes = state.edition_now().classes;
            choices.extend(classes.iter().map(|info| choice(Some(info.class), Box::new(|| info.name.to_owned()))));
            choices
        })
    });
    el("fieldset")
        .class("item-class")
        .with(el("legend").class("label").with("Class"))
        .with(el("div").class("choices").with(choices))
}

/// Asked for while its own class is below the one above.
fn segregation(view: Items, id: ItemId) -> impl Child {
    let is_lower = Memo::new(move |_| view.spot(id).is_some_and(|spot| spot.is_lower));
    part(move || {
        is_lower.get().then(|| {
            let field = Field {
                label: "How it is segregated",
                hint: "What separates it, and why a failure outside cannot reach into it. A processor of its own is the \
                       usual example (4.3 d, 5.3.5).",
                rows: 2,
                ..Field::default()
            };
            untrack(|| text(view, id, "segregation", field, |item| &mut item.segregation))
        })
    })
}

/// What is asked of it as long as nobody says how it is segregated.
fn missing(view: Items, id: ItemId) -> impl Child {
    let is_missing = Memo::new(move |_| {
        view.spot(id).is_some_and(|spot| spot.is_lower) && read(view, id, |item| item.segregation.trim().is_empty())
    });
    // What goes out with a rationale is what is asked until then.
    let told = move || view.state.head.with(|head| head.what_if(Some(id), head.item(id)?.class));
    let more = move || told().map(|told: WhatIf| told.asked.goes_out).unwrap_or_default();
    part(move || {
        is_missing.get().then(|| {
            let summary = move || {
                let class = view.spot(id).map(|spot| spot.class.id()).unwrap_or_default();
                let more = more().len();
                let asked = if more == 1 { "requirement is" } else { "requirements are" };
                format!("Until then class {class} counts: {more} more {asked} asked of it")
            };
            untrack(|| fold(summary, move || el("div").with(part(move || what_if::list("", &more())))))
        })
    })
}

fn buttons(view: Items, id: ItemId, name: Memo<String>, question: Question) -> El {
    // Many buttons have the same words; each is told apart by the name of its item.
    let of = move || el("span").class("sr").with(" ").with(part(move || words(&name.get())));
    let remove = button("link", move || {
        view.doomed.set(Some((id.to_string(), name.get_untracked())));
        page::open_dialog("remove");
    });
    para("buttons")
        .with(question.opener().with("What if it had another class?").with(of()))
        .with(button("quiet", move || view.add(Some(id))).with("Add an item inside").with(of()))
        .with(remove.with("Remove").with(of()))
}
