//! One gap in the ranked list: how it stands, why it ranks there, what comes first, and what is planned for it.

use super::actions::open_next;
use super::beside_actions::plan_for;
use super::gaps::Gaps;
use super::parts::{button, count, link, para, spoken, status_words, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{
    Action, Assessment, Component, Item, Planned, Progressed, Ranked, Reason, Stage, Status, rule,
};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock};
use crate::standard::{Clause, Edition, Requirement};

/// What a row shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) clause: Clause,
    title: &'static str,
    rank: usize,
    status: Status,
    /// `60 points: status 20, safety class 12`: how the points come about.
    sum: String,
    reasons: Vec<Reason>,
    open_letters: Vec<char>,
    /// Name, status and note of each item that it is open for.
    items: Vec<(String, Status, String)>,
    note: String,
    /// What it leans on, and how that stands.
    first: Vec<(Clause, Option<Status>)>,
    /// How many actions are planned for it, and how far they are; empty for none.
    actions: String,
    asks_again: bool,
    /// An action is planned for it that is not dropped.
    pub(super) is_planned: bool,
    /// It holds up a release.
    pub(super) is_blocking: bool,
}

impl Row {
    pub(super) fn of(assessment: &Assessment, rank: usize, ranked: &Ranked) -> Self {
        let Requirement { clause, title, .. } = *ranked.gap.requirement;
        let answer = assessment.answers.get(&clause);
        let item = |(id, status): &(_, Status)| {
            let name = assessment.item(*id).map(Item::display_name).unwrap_or_default();
            let note = answer.and_then(|answer| answer.part(*id)).map(|part| part.note.clone()).unwrap_or_default();
            (name, *status, note)
        };
        let actions: Vec<Action> =
            assessment.actions_for(clause).filter(|action| action.stage != Stage::Dropped).cloned().collect();
        Self {
            clause,
            title,
            rank,
            status: ranked.gap.status,
            sum: sum(assessment.edition, ranked),
            reasons: ranked.reasons.clone(),
            open_letters: ranked.gap.open_letters.clone(),
            items: ranked.gap.items.iter().map(item).collect(),
            note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            first: ranked.leans_on.iter().map(|prop| (prop.clause, prop.status)).collect(),
            actions: progress(&actions),
            asks_again: assessment.planned(clause) == Planned::AssessAgain,
            is_planned: !actions.is_empty(),
            is_blocking: ranked.reasons.iter().any(|reason| reason.component == Component::Blocking),
        }
    }
}

/// `2 actions: 1 to do, 1 done`; empty for none.
fn progress(actions: &[Action]) -> String {
    if actions.is_empty() {
        return String::new();
    }
    let sum = Progressed::of(actions, &clock::today());
    let mut said: Vec<String> = Vec::new();
    for (number, name) in [(sum.to_do, "to do"), (sum.in_progress, "in progress"), (sum.done, "done")] {
        if number > 0 {
            said.push(if number == actions.len() { name.to_owned() } else { format!("{number} {name}") });
        }
    }
    let overdue = match sum.overdue {
        0 => String::new(),
        number if number == actions.len() => ", overdue".to_owned(),
        number => format!(", {number} overdue"),
    };
    format!("{}: {}{overdue}", count(actions.len(), "action", "actions"), said.join(", "))
}

/// The row of the gap with this clause.
pub(super) fn gap_row(gaps: Gaps, clause: &str) -> El {
    let Ok(clause) = clause.parse::<Clause>() else { return el("li") };
    let state = gaps.state;
    let row = Memo::new(move |_| gaps.rows.with(|rows| rows.iter().find(|row| row.clause == clause).cloned()));
    let title = row.with_untracked(|row| row.as_ref().map(|row| row.title)).unwrap_or_default();
    let show = move |what: fn(State, &Row) -> Vec<El>| {
        part(move || row.with(|row| row.as_ref().map(|row| what(state, row)).unwrap_or_default()))
    };
    let name = link(&Route::link(&state.id_now(), Place::Requirement(clause)))
        .attr("id", &format!("gap-{clause}"))
        .on("click", move |_| gaps.leave(&clause.to_string()))
        .with(el("span").class("clause").with(clause.to_string()))
        .with(" ")
        .with(title);
    let rank = live(move || row.with(|row| row.as_ref().map_or_else(String::new, |row| format!("{}.", row.rank))));
    let why = el("details")
        .class("why")
        .with(
            el("summary")
                .with(live(move || row.with(|row| row.as_ref().map(|row| row.sum.clone()).unwrap_or_default()))),
        )
        .with(el("ul").with(show(|_, row| row.reasons.iter().map(reason).collect())));
    let plan = button("quiet small no-print", move || plan_action(state, clause))
        .with(live(move || match row.with(|row| row.as_ref().is_some_and(|row| row.is_planned)) {
            true => "Plan another action".to_owned(),
            false => "Plan an action".to_owned(),
        }))
        .with(spoken(&format!(" for {clause}")));
    el("li")
        .with(
            el("p")
                .with(el("span").class("rank").with(rank))
                .with(el("span").class("name").with(name))
                .with(show(|_, row| vec![status_words(Some(row.status))])),
        )
        .with(why)
        .with(show(stands))
        .with(el("div").class("card-row").with(el("p").with(show(planned))).with(plan))
}

fn sum(edition: &'static Edition, ranked: &Ranked) -> String {
    let rule = rule(edition);
    let part = |reason: &Reason| {
        let mut parts = rule.iter().flat_map(|rule| &rule.parts);
        let label = parts.find(|part| part.component == reason.component).map(|part| part.label);
        format!("{} {}", label.unwrap_or_default().to_lowercase(), reason.points)
    };
    let parts: Vec<String> = ranked.reasons.iter().map(part).collect();
    format!("{}: {}", count(ranked.points.into(), "point", "points"), parts.join(", "))
}

fn reason(reason: &Reason) -> El {
    let points = el("span").class("points").with(reason.points.to_string()).with(spoken(" points: "));
    el("li").with(points).with(reason.sentence.as_str())
}

/// How it stands: items, letters, note, and what comes first.
fn stands(state: State, row: &Row) -> Vec<El> {
    let mut found = Vec::new();
    if !row.items.is_empty() {
        let items = row.items.iter().map(|(name, status, note)| {
            let name = el("p").with(words(name)).with(" ").with(status_words(Some(*status)));
            el("li").with(name).with(noted(note))
        });
        found.push(el("ul").class("gap-items").with(items.collect::<Vec<El>>()));
    }
    if !row.open_letters.is_empty() {
        let open: Vec<String> = row.open_letters.iter().map(char::to_string).collect();
        found.push(para("hint").with(format!("Lettered items not covered: {}", open.join(", "))));
    }
    found.extend(noted(&row.note));
    if !row.first.is_empty() {
        let mut line = para("hint").with("Do first: ");
        for (place, (clause, status)) in row.first.iter().enumerate() {
            let to = link(&Route::link(&state.id_now(), Place::Requirement(*clause)));
            line = line.with(if place > 0 { ", " } else { "" }).with(to.with(clause.to_string()));
            line = line.with(if status.is_none() { " (unanswered)" } else { "" });
        }
        found.push(line);
    }
    found
}

fn noted(note: &str) -> Option<El> {
    (!note.trim().is_empty()).then(|| para("note").with(words(note)))
}

fn planned(state: State, row: &Row) -> Vec<El> {
    if row.actions.is_empty() {
        return vec![el("span").class("hint").with("No action yet")];
    }
    let all = link(&Route::link(&state.id_now(), Place::Actions)).with(row.actions.as_str());
    let again = row.asks_again.then(|| el("span").with(". All are done: assess the requirement again."));
    vec![el("span").class("hint").with(all).with(again)]
}

/// Makes an action that serves the requirement, and leads to its fields in the plan.
fn plan_action(state: State, clause: Clause) {
    if let Some(id) = plan_for(state, clause) {
        open_next(id);
        address::go(&Route::link(&state.id_now(), Place::Actions));
    }
}
