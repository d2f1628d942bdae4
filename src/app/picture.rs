//! The processes as a picture: boxes for them and their activities, arrows for what they hand to each other.
//!
//! The style sheet places what is made here, a box by its clause (`p-5`), an arrow by its two ends (`f-5-7`). On a narrow
//! screen and for a screen reader the arrows are lines in the boxes.

use super::parts::{bar, link, para, percent, spoken};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::Tally;
use crate::browser::dom::{El, el, part};
use crate::standard::{Activity, Clause, Edition, Flow, Process, Scope, words};

/// The picture; in the scope of an assessment with links into the questionnaire and the numbers.
pub(super) fn picture(state: State, edition: &'static Edition, scope: Option<Scope>) -> El {
    let boxes: Vec<El> = edition.processes.iter().map(|process| process_box(state, edition, scope, process)).collect();
    let arrows = part(move || {
        state.words_here.track();
        let arrow = |flow: &Flow| {
            let class = format!("map-arrow f-{}-{} from-{} to-{}", flow.from, flow.to, flow.from, flow.to);
            el("span").class(&class).attr("aria-hidden", "true").with(el("span").with(flow.text))
        };
        flows(edition).map(arrow).collect::<Vec<El>>()
    });
    let hint = match scope {
        Some(_) => "Under each name: readiness, and how many requirements are answered.",
        None => "The processes of the standard, and what they hand to each other.",
    };
    el("section")
        .attr("aria-labelledby", "picture")
        .with(el("h2").attr("id", "picture").with("The processes as a picture"))
        .with(para("hint").with(hint))
        .with(el("figure").class("map").attr("aria-labelledby", "picture").with(boxes).with(arrows))
}

/// What the processes of this edition hand to each other; nothing before the words have arrived.
fn flows(edition: &'static Edition) -> impl Iterator<Item = &'static Flow> {
    let is_known = |clause: Clause| edition.processes.iter().any(|process| process.clause == clause);
    let all: &[Flow] = words().map_or(&[], |words| words.flows);
    all.iter().filter(move |flow| is_known(flow.from) && is_known(flow.to))
}

fn process_box(state: State, edition: &'static Edition, scope: Option<Scope>, process: &'static Process) -> El {
    let own = process.clause;
    let first = scope.and_then(|scope| process.activities.iter().find(|activity| activity.is_in(scope)));
    let numbers = first.map(|_| {
        part(move || {
            let own = process.activities.iter();
            numbers(state.by_activity.with(|all| Tally::sum(own.filter_map(|own| all.get(&own.clause).copied()))))
        })
    });
    let activities: Vec<El> = process.activities.iter().map(|own| activity_box(state, scope, own)).collect();
    // An only activity has room to say what it is for.
    let purpose = match process.activities {
        [only] => Some(para("hint").with(only.purpose)),
        _ => None,
    };
    let gives = part(move || {
        state.words_here.track();
        let line = |flow: &Flow| el("li").with(format!("Gives {}: {}", flow.to, flow.text));
        let lines: Vec<El> = flows(edition).filter(|flow| flow.from == own).map(line).collect();
        (!lines.is_empty()).then(|| el("ul").class("gives").with(lines))
    });
    let name = named(state, own, process.title, first);
    el("section")
        .class(&format!("process p-{own}"))
        .with(el("div").class("name").with(el("h3").with(name)).with(numbers))
        .with(el("ol").class("steps").with(activities))
        .with(purpose)
        .with(gives)
}

fn activity_box(state: State, scope: Option<Scope>, activity: &'static Activity) -> El {
    let own = el("li").with(named(
        state,
        activity.clause,
        activity.title,
        Some(activity).filter(|_| is_asked(scope, activity)),
    ));
    let Some(scope) = scope else { return own };
    if activity.is_in(scope) {
        let tally = state.tally_of(activity.clause);
        return own.with(part(move || numbers(tally.get())));
    }
    let is_legacy = activity.requirements.iter().all(|requirement| requirement.legacy);
    own.class("left-out").with(para("hint").with(if is_legacy {
        "Only for legacy software".to_owned()
    } else {
        format!("Not asked in class {}", scope.class.id())
    }))
}

fn is_asked(scope: Option<Scope>, activity: &'static Activity) -> bool {
    scope.is_some_and(|scope| activity.is_in(scope))
}

/// Number and title; a link to the activity where there is one to go to.
fn named(state: State, clause: Clause, title: &str, to: Option<&'static Activity>) -> El {
    let name = match to {
        Some(activity) => link(&Route::link(&state.id_now(), Place::Activity(activity.clause))),
        None => el("span"),
    };
    name.class("to").with(el("span").class("clause").with(clause.to_string())).with(" ").with(title)
}

fn numbers(tally: Tally) -> El {
    let readiness = el("span").class("percent").with(spoken("Readiness ")).with(percent(tally.readiness()));
    let answered = format!("{} of {}", tally.settled(), tally.in_scope());
    let counts = el("span").class("counts").with(answered).with(spoken(" answered"));
    el("div").class("state").with(bar(tally)).with(readiness).with(" ").with(counts)
}
