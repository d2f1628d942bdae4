//! What stands around every view: the name of the assessment, the way between its views, whether it is saved, alerts, the
//! end of the page.

use super::keeping::Keeping;
use super::parts::{button, link, para, words};
use super::route::{Place, Route};
use super::shell::View;
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el, live, part, svg};
use crate::browser::reactive::*;
use crate::browser::{clock, page};

pub(super) fn header(state: State, view: Memo<View>) -> El {
    // A quick check of ten minutes tells that it is saved from its first answer on.
    let is_inside = Memo::new(move |_| {
        view.with(|view| match view.id() {
            Some(id) => state.head.with(|head| head.id == id),
            None => *view == View::NewQuick && state.keeping.with(|keeping| *keeping != Keeping::Nothing),
        })
    });
    let logo =
        svg("path").attr("fill-rule", "evenodd").attr("d", "M3 1h10v14H3zM5 4h6v1.4H5zm0 3.3h6v1.4H5zm0 3.3h4V12H5z");
    let logo = svg("svg").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(logo);
    let inside = part(move || {
        if is_inside.get() {
            untrack(|| vec![open_title(state), navigation(state, view), saved(state)])
        } else {
            Vec::new()
        }
    });
    el("header").class("top").with(link("#/").class("brand").with(logo).with("IEC 62304 readiness")).with(inside)
}

fn open_title(state: State) -> El {
    let title = Memo::new(move |_| state.head.with(Assessment::display_title));
    let badge = Memo::new(move |_| {
        state.head.with(|head| {
            [
                (head.is_under_review(), "Review copy: answers are the maker\u{2019}s"),
                (head.is_scrubbed(), "Scrubbed copy"),
                (head.example, "Worked example, fictitious"),
            ]
            .map(|(is_so, words)| if is_so { words } else { "" })
        })
    });
    let badges = part(move || {
        let words = badge.get().into_iter().filter(|words| !words.is_empty());
        words.map(|words| el("span").class("badge").with(words)).collect::<Vec<_>>()
    });
    el("span").class("open-title").with(part(move || words(&title.get()))).with(badges)
}

fn navigation(state: State, view: Memo<View>) -> El {
    let id = Memo::new(move |_| state.id());
    let is_review = Memo::new(move |_| state.head.with(Assessment::is_under_review));
    let links = part(move || {
        let id = id.get();
        let first = state.scope.get().edition.activities().next().map(|activity| activity.clause);
        let questions = first.map_or(Place::Tasks, Place::Activity);
        let to = |place: Place, name: &str, is_current: fn(&View) -> bool| {
            link(&Route::link(&id, place))
                .attr_live("aria-current", move || view.with(is_current).then(|| "page".to_owned()))
                .with(name)
        };
        if is_review.get() {
            return vec![
                to(Place::Review, "Review", |view| matches!(view, View::Results(_, Place::Review))),
                to(Place::Report, "Results", |view| matches!(view, View::Results(_, place) if !place.is_shared())),
                to(Place::Share, "Share", |view| matches!(view, View::Results(_, Place::Share))),
            ];
        }
        vec![
            to(Place::Tasks, "Tasks", |view| matches!(view, View::Tasks(_))),
            to(questions, "Questionnaire", |view| matches!(view, View::Questions(_))),
            to(Place::Results, "Results", |view| matches!(view, View::Results(_, place) if !place.is_shared())),
            to(Place::Share, "Share", |view| matches!(view, View::Results(_, place) if place.is_shared())),
            to(Place::Setup, "Set-up", |view| matches!(view, View::Setup(_))),
        ]
    });
    el("nav").attr("aria-label", "This assessment").with(links)
}

/// The state of saving, and the button for the file.
fn saved(state: State) -> El {
    let here = move || match state.keeping.get() {
        Keeping::Nothing => "Nothing to save yet".to_owned(),
        Keeping::Saved(at) => format!("Saved here {}", clock::for_people(&at)),
        Keeping::NotSaved(_) => "Not saved in this browser".to_owned(),
    };
    let file = move || match state.file_at.get().as_str() {
        "" => "No file saved yet".to_owned(),
        at => {
            // Every change is stored, and so tells here that the file is behind.
            state.keeping.track();
            let is_behind = state.head.with(|head| head.is_changed_since(at));
            format!("Last file {}{}", clock::for_people(at), if is_behind { ", changed since" } else { "" })
        }
    };
    let name = part(move || {
        let name = state.file.with(|file| file.name.clone());
        (!name.is_empty()).then(|| el("span").class("file-name").with(words(&name)))
    });
    let here = el("span")
        .class_live("alarm", move || state.keeping.with(|keeping| matches!(keeping, Keeping::NotSaved(_))))
        .with(live(here));
    el("div")
        .class("saved")
        .with(el("p").with(here).with(el("span").with(live(file))).with(name))
        .with(button("", move || state.save_file()).with("Save file"))
}

/// What a person must know. It stays until it is put away.
pub(super) fn alerts(state: State) -> El {
    let trouble = Memo::new(move |_| match state.keeping.get() {
        Keeping::NotSaved(trouble) => trouble.words(),
        _ => String::new(),
    });
    let alert = |content: El, button: El| el("div").class("alert").attr("role", "alert").with(content).with(button);
    let not_saved = part(move || {
        let trouble = trouble.get();
        (!trouble.is_empty()).then(|| {
            let words = el("p").with(el("strong").with("Not saved in this browser. ")).with(trouble);
            alert(words, button("", move || state.save_file()).with("Save file"))
        })
    });
    let rows = part(move || {
        let row = |words: String| {
            let own = words.clone();
            let close = button("quiet", move || {
                state.alerts.update(|alerts| alerts.retain(|alert| *alert != own));
                page::focus("main h1");
            });
            alert(el("p").with(words), close.with("Close"))
        };
        state.alerts.get().into_iter().map(row).collect::<Vec<_>>()
    });
    el("div").class("alerts").with(not_saved).with(rows)
}

pub(super) fn footer() -> El {
    let elsewhere = el("span")
        .class("no-print")
        .with(" Everything stays in this browser until you save a file. ")
        .with(link("#/orientation").with("How the standard works"))
        .with(" · ")
        .with(link("#/glossary").with("Glossary"))
        .with(" · ")
        .with(link("#/about").with("About, privacy and sources"));
    el("footer").with(para("").with("A readiness self-assessment, no certificate.").with(elsewhere))
}
