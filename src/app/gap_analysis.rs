//! The gap analysis of the legacy route (4.4.3, 4.4.4): what the records lack, and for each piece whether it is made.

use super::contradictions::of_scene;
use super::legacy::{answers_to, requirement_row, step};
use super::parts::{Field, button, choice, count, fold, spoken, text_field};
use super::state::State;
use crate::assessment::{Decision, Progress, Scene, Status};
use crate::browser::dom::{El, el, live};
use crate::browser::{clock, page};
use crate::standard::{Activity, Clause, LegacyRoute, Requirement, Scope};

/// How a requirement stands in the analysis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// It is met or does not apply: nothing is to be made.
    Met,
    /// Something is missing, and it is decided what becomes of it.
    Decided,
    /// Something is missing or not known, and nothing is decided.
    Open,
}

fn found(state: State, clause: Clause) -> Found {
    let counted = state.cell(clause).and_then(|cell| cell.counted.get());
    let is_floor = state.read(|head| head.edition.legacy.is_some_and(|route| route.floor == clause));
    // What is always needed cannot be set aside.
    if counted == Some(Status::Met) || (counted == Some(Status::NotApplicable) && !is_floor) {
        return Found::Met;
    }
    let is_decided = state.read(|head| {
        head.legacy_route.decision(clause).is_some_and(|decision| match decision.create {
            Some(true) => true,
            Some(false) => !is_floor && !decision.why.trim().is_empty(),
            None => false,
        })
    });
    if is_decided { Found::Decided } else { Found::Open }
}

/// What is compared, of the requirements of this activity.
fn compared(route: &'static LegacyRoute, scope: Scope, activity: &'static Activity) -> Vec<&'static Requirement> {
    let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
    asked.filter(|requirement| route.analyses(requirement.clause)).collect()
}

/// Complete when every requirement is answered, and it is decided about each that lacks something.
fn analysed(state: State) -> Progress {
    let scope = state.scope.get();
    let Some(route) = scope.edition.legacy else { return Progress::NotStarted };
    let (mut begun, mut open) = (false, false);
    for activity in scope.activities() {
        for requirement in compared(route, scope, activity) {
            let is_answered = state.cell(requirement.clause).is_some_and(|cell| cell.counted.get().is_some());
            let found = found(state, requirement.clause);
            begun |= is_answered || found == Found::Decided;
            open |= !is_answered || found == Found::Open;
        }
    }
    match (begun, open) {
        (false, _) => Progress::NotStarted,
        (true, true) => Progress::InProgress,
        (true, false) => Progress::Complete,
    }
}

pub(super) fn gap_analysis(state: State, route: &'static LegacyRoute, scope: Scope) -> El {
    let mut number = 0;
    let mut groups = Vec::new();
    for activity in scope.activities() {
        let mut asked = compared(route, scope, activity);
        number += asked.len();
        asked.retain(|requirement| requirement.clause != route.floor);
        if !asked.is_empty() {
            groups.push(group(state, activity, asked));
        }
    }
    let parts: Vec<String> = route.gap_analysis.iter().map(ToString::to_string).collect();
    let text = format!(
        "For class {} the records are compared with {}: {}. Answer each in its card; then decide here about each that lacks \
         something. Make what reduces risk, and say why the rest may stay missing.",
        scope.class.id(),
        parts.join(", "),
        count(number, "requirement", "requirements")
    );
    let floor = scope.requirement(route.floor).map(|requirement| {
        let always = "Always needed: without records of system tests no version may stay on this route.";
        el("div")
            .class("floor")
            .with(el("p").with(el("strong").with(always)))
            .with(row(state, requirement))
            .with(of_scene(state, Scene::GapAnalysis))
    });
    step(state, 4, "Gap analysis", analysed)
        .with(el("p").with(text))
        .with(answers_to(state, &["4.4.3", "4.4.4"]))
        .with(floor)
        .with(el("div").class("groups").with(groups))
}

/// The requirements of one activity, folded, with their counts.
fn group(state: State, activity: &'static Activity, asked: Vec<&'static Requirement>) -> El {
    let rows = asked.clone();
    let summary = move || {
        let (mut met, mut decided, mut open) = (0_u8, 0_u8, 0_u8);
        for requirement in &asked {
            *match found(state, requirement.clause) {
                Found::Met => &mut met,
                Found::Decided => &mut decided,
                Found::Open => &mut open,
            } += 1;
        }
        format!("{} {}: {met} met, {decided} decided, {open} to decide", activity.clause, activity.title)
    };
    fold(summary, move || {
        let rows: Vec<El> = rows.iter().map(|requirement| el("li").with(row(state, requirement))).collect();
        el("ul").class("decisions").with(rows)
    })
}

/// A requirement with its status, and the decision where something is missing or was decided.
fn row(state: State, requirement: &'static Requirement) -> El {
    let clause = requirement.clause;
    let is_asked = move || {
        found(state, clause) != Found::Met
            || state.read(|head| head.legacy_route.decision(clause).is_some_and(|known| known.create.is_some()))
    };
    el("div")
        .class("decision-row")
        .with(requirement_row(state, requirement))
        .with(decision(state, clause).flag_live("hidden", move || !is_asked()))
}

fn edit(state: State, clause: Clause, change: impl FnOnce(&mut Decision)) {
    state.edit_head(|head| {
        head.legacy_route.edit_decision(clause, |decision| {
            change(decision);
            decision.changed = clock::now();
        });
    });
}

/// Whether what is missing will be made, and why.
fn decision(state: State, clause: Clause) -> El {
    let name = format!("decision-{clause}");
    let create = move || state.read(|head| head.legacy_route.decision(clause).and_then(|known| known.create));
    let why = move || {
        let why = state.read(|head| head.legacy_route.decision(clause).map(|known| known.why.clone()));
        why.unwrap_or_default()
    };
    let row = |answer: bool, label: &str| {
        let pick = move || edit(state, clause, |decision| decision.create = Some(answer));
        choice(&name, "", move || create() == Some(answer), pick).with(label)
    };
    let first = format!("input[name='{name}']");
    let clear = button("link", move || {
        edit(state, clause, |decision| decision.create = None);
        page::focus(&first);
    });
    let clear = clear
        .flag_live("hidden", move || create().is_none())
        .with("Clear")
        .with(spoken(&format!(" the decision on {clause}")));
    let field = text_field(
        &format!("why-{clause}"),
        Field {
            label: "Why",
            hint: "The risk that making it would reduce, or why it would reduce none.",
            rows: 2,
            ..Field::default()
        },
        why,
        move |text| edit(state, clause, |decision| decision.why = text),
    );
    let is_floor = state.edition_now().legacy.is_some_and(|route| route.floor == clause);
    let lacks = move || create() == Some(false) && why().trim().is_empty() && !is_floor;
    let needed = el("span").class("hint").flag_live("hidden", move || !lacks());
    let field = field.with(needed.with(live(|| "Needed: what is left out must be justified.".to_owned())));
    let field = el("div")
        .class("reason")
        .class_live("missing", lacks)
        .flag_live("hidden", move || create().is_none() && why().is_empty())
        .with(field);
    el("fieldset")
        .class("stack")
        .with(el("legend").class("sr").with(format!("What becomes of {clause}")))
        .with(el("div").class("choices").with(row(true, "Create it")).with(row(false, "Leave it")).with(clear))
        .with(field)
}
