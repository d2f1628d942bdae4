//! The task list: home of an assessment.

use super::parts::{
    bar, class_words, count, estimates, heading, link, mark, number, pair, para, percent, progress_tag, words,
};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, Basis, Filter, Status, Tally};
use crate::browser::dom::{Child, El, el, live, part};
use crate::browser::reactive::*;
use crate::standard::{Activity, Process};

pub(super) fn tasks(state: State) -> El {
    let id = state.id_now();
    let scope = state.scope.get_untracked();
    let facts = move || {
        state.head.with(|head| {
            let legacy = if head.legacy { ", legacy software" } else { "" };
            let number = state.total.get().in_scope();
            format!("{}{legacy} · {} · {number} requirements · ", class_words(head), head.edition.name)
        })
    };
    let kept = state.assessment().answers_out_of_scope();
    let kept = (kept > 0).then(|| {
        para("hint")
            .with(count(kept, "answer is", "answers are"))
            .with(" kept from another class or edition: hidden, not counted, and back when the scope comes back.")
    });
    let processes: Vec<El> =
        scope.edition.processes.iter().filter_map(|process| process_tasks(state, &id, process)).collect();
    let all =
        link(&Route::link(&id, Place::List(Filter::All))).class("button quiet").with("All requirements in one list");
    el("div")
        .class("page tasks")
        .with(heading().with(part(move || words(&state.head.with(Assessment::display_title)))))
        .with(para("facts").with(live(facts)).with(link(&Route::link(&id, Place::Setup)).with("Change")))
        .with(kept)
        .with(part(move || state.views.get().map(|views| untrack(|| (views.contradictions)(state)))))
        .with(summary(state))
        .with(para("buttons").with(next(state)).with(all))
        .with(frame(state, &id))
        .with(processes)
}

/// What sets the frame for the answers, and the short ways in.
fn frame(state: State, id: &str) -> El {
    let row = |place: Place, name: &str, purpose: &str, now: fn(&Assessment) -> String| {
        let name = link(&Route::link(id, place)).with(name);
        let text = el("div").with(name).with(para("").with(purpose));
        el("li").with(text).with(para("state").with(live(move || state.head.with(now))))
    };
    let rows = el("ul")
        .class("task-list frame")
        .with(row(
            Place::Class,
            "Safety class",
            "Work it out by questions, with the reasons on record (4.3).",
            |head| match head.class_basis() {
                Basis::NotAssigned => class_words(head),
                basis => format!("{}, {}", class_words(head), basis.label()),
            },
        ))
        .with(row(
            Place::Items,
            "Software items",
            "Parts with classes of their own, where they are segregated.",
            |head| match head.items.len() {
                0 => "The system is one item".to_owned(),
                number => count(number, "item", "items"),
            },
        ))
        .with(row(
            Place::Legacy,
            "Legacy software",
            "The route for software that is on the market already (4.4).",
            |head| {
                if head.legacy { "On this route".to_owned() } else { "Not on this route".to_owned() }
            },
        ))
        .with(row(Place::Quick, "Quick check", "One question an activity: an estimate in ten minutes.", |head| {
            match head.estimates.len() {
                0 => "No estimates".to_owned(),
                number => count(number, "activity estimated", "activities estimated"),
            }
        }))
        .with(row(
            Place::Map,
            "How the standard works",
            "The processes as a map, the classes, the way to the market.",
            |_| String::new(),
        ));
    el("section").with(el("h2").with("The frame")).with(rows)
}

/// The numbers of the whole.
fn summary(state: State) -> El {
    let total = state.total;
    let answered = move || {
        let total = total.get();
        format!("{} of {}", total.settled(), total.in_scope())
    };
    let each = |status: Option<Status>, label: &'static str, value: fn(Tally) -> u16| {
        pair(el("dt").with(mark(status)).with(label), number(move || value(total.get())))
    };
    let numbers = el("dl")
        .class("numbers")
        .with(pair(el("dt").with("Answered"), el("dd").with(live(answered))))
        .with(each(Some(Status::Met), "Met", |total| total.met))
        .with(each(Some(Status::PartlyMet), "Partly met", |total| total.partly_met))
        .with(each(Some(Status::NotMet), "Not met", |total| total.not_met))
        .with(each(Some(Status::NotApplicable), "Not applicable", |total| total.not_applicable))
        .with(each(None, "Unanswered", |total| total.unanswered))
        .with(pair(el("dt").with("Readiness"), el("dd").with(live(move || percent(total.get().readiness())))))
        .with(part(move || estimates(total.get())));
    el("div").class("summary").with(part(move || bar(total.get()))).with(numbers)
}

/// To the first unanswered requirement, or to the results.
fn next(state: State) -> impl Child {
    part(move || {
        let id = state.id_now();
        let open = state.asked().into_iter().find(|(_, status)| status.is_none());
        let total = state.total.get();
        let (place, words) = match open {
            Some((clause, _)) if total.unanswered < total.in_scope() => {
                (Place::Requirement(clause), format!("Continue with {clause}"))
            }
            Some((clause, _)) => (Place::Requirement(clause), format!("Start with {clause}")),
            None => (Place::Results, "To the results".to_owned()),
        };
        link(&Route::link(&id, place)).class("button").with(words)
    })
}

fn process_tasks(state: State, id: &str, process: &'static Process) -> Option<El> {
    let scope = state.scope.get_untracked();
    let asked = process.activities.iter().filter(|activity| activity.is_in(scope));
    let rows: Vec<El> = asked.map(|activity| task(state, id, activity)).collect();
    let title = el("h2").with(format!("{} {}", process.clause, process.title));
    (!rows.is_empty()).then(|| el("section").with(title).with(el("ul").class("task-list").with(rows)))
}

fn task(state: State, id: &str, activity: &'static Activity) -> El {
    let tally = state.tally_of(activity.clause);
    let name = link(&Route::link(id, Place::Activity(activity.clause)))
        .with(el("span").class("clause").with(activity.clause.to_string()))
        .with(" ")
        .with(activity.title);
    let numbers = part(move || {
        let tally = tally.get();
        let mut counts = format!("{} of {} answered", tally.settled(), tally.in_scope());
        if tally.estimated() > 0 {
            counts.push_str(&format!(", {} estimated", tally.estimated()));
        }
        if tally.gaps() > 0 {
            counts.push_str(", ");
            counts.push_str(&count(tally.gaps().into(), "gap", "gaps"));
        }
        el("div")
            .class("state")
            .with(el("span").class("counts").with(counts))
            .with(bar(tally))
            .with(progress_tag(tally.progress()))
    });
    el("li").with(el("div").with(name).with(el("p").with(activity.purpose))).with(numbers)
}
