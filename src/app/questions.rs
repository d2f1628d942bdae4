//! The questionnaire: one activity at a time, or a list across all of them by filter and search.
//!
//! Architecture invariant: a card is made once and then hidden or shown, never moved or made again, so that focus,
//! ids and find-in-page hold. The cards of an activity are made when it is first shown.

use super::card::{card, focus_card};
use super::desk::Desk;
use super::keys;
use super::parts::{button, count, heading, link, para};
use super::route::{Place, Route};
use super::state::State;
use super::tree::tree;
use crate::assessment::{Filter, Query};
use crate::browser::dom::{Child, El, el, follow, live, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Activity, Clause, Edition};
use std::collections::BTreeSet;

/// The activity that the address asks for, if it asks for one.
fn activity_of(edition: &'static Edition, place: Place) -> Option<Clause> {
    match place {
        Place::Activity(clause) => Some(clause),
        Place::Requirement(clause) => edition.activity_of(clause).map(|activity| activity.clause),
        _ => None,
    }
}

pub(super) fn questions(state: State, place: Memo<Place>) -> El {
    let scope = state.scope.get_untracked();
    let search = RwSignal::new(String::new());
    let fresh = RwSignal::new(0_u32);
    let filter = move || match place.get() {
        Place::List(filter) => filter,
        _ => Filter::All,
    };
    let is_searching = Memo::new(move |_| search.with(|search| !Query::new(search).is_empty()));
    let activity = Memo::new(move |_| activity_of(scope.edition, place.get()).filter(|_| !is_searching.get()));
    // What a person answers does not move cards under their hands: a list is made afresh only when they ask for it.
    let shown = Memo::new(move |_| {
        fresh.track();
        let query = search.with(|search| Query::new(search));
        let filter = filter();
        let open = activity.get().and_then(|open| scope.edition.activities().find(|activity| activity.clause == open));
        let is_inside = |clause| open.is_none_or(|open| open.requirements.iter().any(|inside| inside.clause == clause));
        let asked = untrack(|| state.asked_now());
        let fits = asked.iter().filter(|(requirement, answer, counted)| {
            is_inside(requirement.clause)
                && filter.matches(answer, *counted)
                && query.matches(scope.edition, requirement, answer)
        });
        let mut shown = BTreeSet::new();
        shown.extend(fits.map(|(requirement, ..)| requirement.clause));
        shown
    });
    let desk = Desk { state, shown, activity, search };
    keys::listen(desk);
    // The focus follows the address, and going elsewhere ends the search.
    follow(move || {
        let place = place.get();
        search.set(String::new());
        if let Place::Requirement(clause) = place {
            focus_card(clause);
        }
    });
    let title = move || match activity.get().and_then(|open| scope.edition.activities().find(|a| a.clause == open)) {
        Some(activity) => format!("{} {}", activity.clause, activity.title),
        None if is_searching.get() => match filter() {
            Filter::All => "Search".to_owned(),
            other => format!("Search in: {}", other.label()),
        },
        None => match filter() {
            Filter::All => "All requirements".to_owned(),
            Filter::Unanswered => "Unanswered requirements".to_owned(),
            Filter::Gaps => "Gaps: partly met or not met".to_owned(),
            Filter::FollowUp => "To find out".to_owned(),
            Filter::SecondLook => "Second look after a change of edition".to_owned(),
        },
    };
    let is_list = Memo::new(move |_| filter() != Filter::All || is_searching.get());
    let renew = part(move || {
        is_list.get().then(|| {
            para("hint")
                .with("What you answer stays in view until you renew the list. ")
                .with(button("link", move || fresh.update(|number| *number += 1)).with("Renew the list"))
        })
    });
    let is_empty = Memo::new(move |_| shown.with(BTreeSet::is_empty));
    let sections: Vec<El> = scope
        .edition
        .activities()
        .filter(|activity| activity.is_in(scope))
        .map(|activity| section(desk, activity))
        .collect();
    let desk_view = el("div")
        .class("desk")
        .with(heading().with(live(title)))
        .with(tools(desk, move |each| activity.get().is_none() && filter() == each))
        .with(
            para("shown")
                .attr("role", "status")
                .with(live(move || count(shown.with(BTreeSet::len), "requirement", "requirements"))),
        )
        .with(renew)
        .with(sections)
        .with(part(move || {
            is_empty.get().then(|| {
                para("empty").with("Nothing here. Choose another activity or list, or search for something else.")
            })
        }))
        .with(onward(desk));
    el("div").class("questionnaire").with(side(desk)).with(desk_view)
}

/// The tree of activities; behind a button on a narrow screen.
fn side(desk: Desk) -> El {
    let is_open = RwSignal::new(false);
    let menu = button("menu", move || is_open.update(|open| *open = !*open))
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
        .with("Activities");
    el("nav").class("side").attr("aria-label", "Activities").class_live("open", move || is_open.get()).with(menu).with(
        el("div")
            .on_click(move || {
                is_open.set(false);
                desk.search.set(String::new());
            })
            .with(tree(desk.state, desk.activity)),
    )
}

/// Search, lists across all activities, and the buttons.
fn tools(desk: Desk, is_current: impl Fn(Filter) -> bool + Copy + 'static) -> El {
    let search = desk.search;
    let id = desk.state.id_now();
    let looks = Memo::new(move |_| desk.state.second_looks());
    let pill = |each: Filter| {
        link(&Route::link(&id, Place::List(each)))
            .class("pill")
            .attr_live("aria-current", move || is_current(each).then(|| "true".to_owned()))
            // Only what was carried over from another edition asks for a second look: most people never see this list.
            .flag_live("hidden", move || each == Filter::SecondLook && !is_current(each) && looks.get() == 0)
            .with(each.label())
    };
    let input = el("input").attr("id", "search").attr("type", "search").attr("autocomplete", "off");
    let field = el("div")
        .class("field search")
        .with(el("label").attr("for", "search").with("Search clause number, title and text"))
        .with(input.value_live(move || search.get()).on_text(move |text| search.set(text)));
    let keys = button("quiet", || page::open_dialog("shortcuts")).with("Keys");
    el("div")
        .class("tools")
        .with(field)
        .with(
            // The address of the list that is shown does not change, and yet a click on it ends the search.
            el("nav")
                .class("pills")
                .attr("aria-label", "Lists across all activities")
                .on_click(move || search.set(String::new()))
                .with(Filter::ALL.map(pill).to_vec()),
        )
        .with(
            el("div")
                .class("buttons")
                .with(button("", move || keys::next_unanswered(desk)).with("Next unanswered"))
                .with(keys.with(el("kbd").attr("aria-hidden", "true").with("?"))),
        )
}

/// The cards of an activity.
fn section(desk: Desk, of: &'static Activity) -> El {
    let Desk { state, shown, activity, .. } = desk;
    let scope = state.scope.get_untracked();
    let is_shown = Memo::new(move |_| {
        shown.with(|shown| of.requirements.iter().any(|requirement| shown.contains(&requirement.clause)))
    });
    // Once made, it stays made.
    let is_made = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || is_shown.get());
    let cards = move || {
        let asked = of.requirements.iter().filter(|requirement| scope.includes(requirement));
        let made = asked.filter_map(|requirement| {
            let cell = state.cell(requirement.clause)?;
            Some(card(state, requirement, cell, move || shown.with(|shown| shown.contains(&requirement.clause))))
        });
        made.collect::<Vec<El>>()
    };
    let id = format!("h-{}", of.clause);
    // The page's own heading names the activity where only one is shown.
    let name = el("h2").attr("id", &id).class_live("sr", move || activity.get().is_some());
    el("section")
        .attr("aria-labelledby", &id)
        .flag_live("hidden", move || !is_shown.get())
        .with(name.with(format!("{} {}", of.clause, of.title)))
        .with(para("purpose").with(of.purpose))
        .with(part(move || is_made.get().then(|| untrack(cards))))
}

/// The way on at the end of an activity.
fn onward(desk: Desk) -> impl Child {
    let scope = desk.state.scope.get_untracked();
    part(move || {
        let open = desk.activity.get()?;
        let id = desk.state.id_now();
        let mut later = scope.edition.activities().filter(|activity| activity.is_in(scope) && activity.clause > open);
        let (address, words) = match later.next() {
            Some(next) => {
                (Route::link(&id, Place::Activity(next.clause)), format!("Next: {} {}", next.clause, next.title))
            }
            None => (Route::link(&id, Place::Results), "To the results".to_owned()),
        };
        Some(para("onward").with(link(&address).class("button").with(words)))
    })
}
