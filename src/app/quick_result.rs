//! The result of the quick check: counts, an estimated readiness, the largest gaps with a first step, on one page.

use super::parts::{bar, button, class_words, count, counts_words, estimates, figure, link, para, percent, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{ActivityGap, Assessment, activity_gaps};
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{self, Activity};

/// How many gaps are shown.
const SHOWN: usize = 5;

pub(super) fn result(state: State) -> El {
    // The whole assessment as it is now, and again when its numbers, its head or the words change.
    let body = part(move || {
        state.by_activity.track();
        state.head.track();
        state.words_here.track();
        untrack(|| body(state, &state.assessment()))
    });
    el("section")
        .class("quick-result")
        .attr("aria-labelledby", "result")
        .with(el("h2").attr("id", "result").attr("tabindex", "-1").with("Result"))
        .with(body)
}

fn body(state: State, assessment: &Assessment) -> Vec<El> {
    let total = state.total.get();
    if total.settled() + total.estimated() == 0 && assessment.estimates.is_empty() {
        return vec![para("empty").with("Answer the first question, and the result begins here.")];
    }
    let gaps = activity_gaps(assessment);
    let id = &assessment.id;
    let as_of = clock::for_people(&assessment.changed);
    let facts = format!(", {}, {}, {as_of}", class_words(assessment), assessment.edition.name);
    let mut said = match total.open() {
        0 => "Every requirement has an answer or an estimate.".to_owned(),
        open => format!(
            "{} of {} have neither answer nor estimate. They count as not met.",
            open,
            count(total.in_scope().into(), "requirement", "requirements")
        ),
    };
    if total.estimated() > 0 {
        said.push_str(" Estimates are first impressions: readiness counts answers only, estimated readiness both.");
    }
    let numbers = el("dl")
        .class("numbers")
        .with(figure("In scope", &total.in_scope().to_string()))
        .with(figure("Answered", &total.settled().to_string()))
        .with(figure("Open", &total.open().to_string()))
        .with(figure("Readiness", &percent(total.readiness())))
        .with(estimates(total));
    let first = gaps.first().map_or(Place::Tasks, |gap| Place::Activity(gap.activity.clause));
    let has_estimates = !assessment.estimates.is_empty();
    let remove = has_estimates.then(|| button("link", || page::open_dialog("remove")).with("Remove all estimates"));
    let title = match gaps.len() {
        0 => "No gap",
        number if number < SHOWN => "The largest gaps",
        _ => "The five largest gaps",
    };
    let rows: Vec<El> = gaps.into_iter().take(SHOWN).map(|gap| gap_row(state, assessment, gap)).collect();
    let mut body = vec![
        para("facts").with(words(&assessment.display_title())).with(facts),
        el("div").class("summary").with(bar(total)).with(numbers),
        para("").with(said),
        el("h3").with(title),
        el("ol").class("quick-gaps").with(rows),
    ];
    body.extend(to_find_out(state, assessment));
    body.push(
        para("buttons")
            .with(link(&Route::link(id, first)).class("button").with("Go on in depth"))
            .with(button("quiet", page::print).with("Print"))
            .with(remove),
    );
    body
}

fn name(assessment: &Assessment, activity: &'static Activity) -> El {
    let address = Route::link(&assessment.id, Place::Activity(activity.clause));
    link(&address).with(el("span").class("clause").with(activity.clause.to_string())).with(" ").with(activity.title)
}

fn gap_row(state: State, assessment: &Assessment, gap: ActivityGap) -> El {
    let activity = gap.activity;
    let tally = state.tally_of(activity.clause).get();
    let stands_for = format!(
        "Stands for {} of the {} requirements of class {}: {}.",
        tally.in_scope(),
        state.total.get().in_scope(),
        assessment.system_class().id(),
        counts_words(tally)
    );
    let first_step = standard::words().and_then(|words| words.quick(activity.clause)).map(|quick| quick.first_step);
    let first_step = first_step.map(|step| el("p").with(el("strong").with("First step: ")).with(step));
    let head = el("div").with(name(assessment, activity)).with(bar(tally));
    el("li").with(head).with(para("hint").with(stands_for)).with(first_step)
}

/// The activities of which nobody could tell.
fn to_find_out(state: State, assessment: &Assessment) -> Vec<El> {
    let mut rows = Vec::new();
    for activity in assessment.scope().activities() {
        let is_unknown = assessment.estimate(activity.clause).is_some_and(|known| known.status.is_none());
        if is_unknown && state.left(activity) > 0 {
            rows.push(el("li").with(name(assessment, activity)));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    vec![el("h3").with(format!("To find out ({})", rows.len())), el("ul").class("columns").with(rows)]
}

/// The question before all estimates go.
pub(super) fn removal(state: State) -> El {
    let remove = button("danger", move || {
        page::close_dialog("remove");
        state.edit_head(|head| head.estimates = Vec::new());
        page::focus("main h1");
    });
    let text = "Every estimate of the quick check goes, and cannot be brought back. Answers, notes and evidence stay as they \
                are.";
    el("dialog")
        .attr("id", "remove")
        .attr("aria-labelledby", "remove-title")
        .with(el("h2").attr("id", "remove-title").with("Remove all estimates?"))
        .with(el("p").with(text))
        .with(
            para("buttons")
                .with(remove.with("Remove the estimates"))
                .with(button("quiet", || page::close_dialog("remove")).with("Keep them")),
        )
}
