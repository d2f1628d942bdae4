//! Legacy software (4.4): the way from "is it legacy at all" to the reasons for continued use, step by step on one page.

use super::contradictions::of_scene;
use super::gap_analysis::gap_analysis;
use super::parts::{
    Field, bar, button, choice, count, counts_words, heading, link, para, percent, progress_tag, status_words,
    text_field,
};
use super::rationale::rationale;
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Answer, Assessment, Progress, Scene, Status, Verdict};
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{self, LegacyCheck, LegacyRoute, Scope};

pub(super) fn legacy(state: State) -> El {
    // Taking the route, and another class or edition, make other steps; what is typed on the way does not.
    let body = part(move || {
        let scope = state.scope.get();
        untrack(|| match scope.edition.legacy {
            Some(route) => steps(state, route, scope),
            None => vec![no_route(state, scope)],
        })
    });
    el("div").class("page legacy").with(heading().with("Legacy software")).with(body)
}

/// Said of an edition that knows no such route.
fn no_route(state: State, scope: Scope) -> El {
    let with_route = standard::editions().iter().filter(|edition| edition.legacy.is_some());
    let names: Vec<&str> = with_route.map(|edition| edition.label).collect();
    let words = format!(
        "{} has no route for legacy software. {} has one, in clause 4.4. What is decided on it is kept here whatever the \
         edition. ",
        scope.edition.label,
        names.join(", ")
    );
    let setup = link(&Route::link(&state.id_now(), Place::Setup)).with("Choose the edition in the set-up");
    para("lead").with(words).with(setup)
}

fn steps(state: State, route: &'static LegacyRoute, scope: Scope) -> Vec<El> {
    let lead = "The route for software that is already on the market. In place of developing it again: know its risk, close or \
                justify the gaps in its records, and give the reasons for one version at a time.";
    let mut page = vec![para("lead").with(lead)];
    if scope.legacy {
        page.push(own_figure(state));
        page.push(along_the_way(state, scope));
    }
    page.push(is_it_legacy(state, route, scope));
    if !scope.legacy {
        let next = "The other steps open when the route is taken: the version on the market, feedback and risk work, the gap \
                    analysis, and the reasons for continued use. What was entered there before is kept.";
        page.push(para("empty").with(next));
        return page;
    }
    page.push(version(state));
    page.push(risk_work(state, scope));
    page.push(gap_analysis(state, route, scope));
    page.push(rationale(state));
    page
}

/// A step, with how far it is.
pub(super) fn step(state: State, number: u8, title: &str, progress: fn(State) -> Progress) -> El {
    let id = format!("step-{number}");
    let title = el("h2").attr("id", &id).attr("tabindex", "-1").with(format!("{number}. {title}"));
    let tag = part(move || progress_tag(progress(state)));
    el("section").class("step").attr("aria-labelledby", &id).with(el("div").class("card-row").with(title).with(tag))
}

/// The requirements of the route that a step answers to, each with its status and the way to its card.
pub(super) fn answers_to(state: State, clauses: &[&str]) -> Option<El> {
    let scope = state.scope.get_untracked();
    let asked = clauses.iter().filter_map(|clause| clause.parse().ok()).filter_map(|clause| scope.requirement(clause));
    let rows: Vec<El> = asked.map(|requirement| el("li").with(requirement_row(state, requirement))).collect();
    (!rows.is_empty()).then(|| el("ul").class("answers-to").with(rows))
}

/// A requirement with its status and the way to its card.
pub(super) fn requirement_row(state: State, requirement: &'static standard::Requirement) -> El {
    let clause = requirement.clause;
    let name = link(&Route::link(&state.id_now(), Place::Requirement(clause)))
        .with(el("span").class("clause").with(clause.to_string()))
        .with(" ")
        .with(requirement.title);
    let status = part(move || status_words(state.cell(clause).and_then(|cell| cell.counted.get())));
    el("div").class("card-row").with(name).with(status)
}

/// The numbers of the route, apart from those of the whole.
fn own_figure(state: State) -> El {
    // It counts whole activities: the numbers of each change whenever this one does.
    el("div").class("summary").with(part(move || {
        state.by_activity.track();
        let whole = percent(state.total.get().readiness());
        let tally = untrack(|| state.assessment().legacy_tally());
        let own = percent(tally.readiness());
        let words = format!("Readiness on the legacy route {own}, apart from that of the whole ({whole}).");
        let counts =
            format!("Of {}: {}.", count(tally.in_scope().into(), "requirement", "requirements"), counts_words(tally));
        vec![el("p").with(el("strong").with(words)), el("div").with(bar(tally)), para("hint").with(counts)]
    }))
}

/// What stays in force beside the route.
fn along_the_way(state: State, scope: Scope) -> El {
    let id = state.id_now();
    let to = |clause: &str, words: &str| {
        let process = clause.parse().ok();
        let process = scope.edition.processes.iter().find(|known| Some(known.clause) == process);
        let activity = process.and_then(|process| process.activities.first()).map(|activity| activity.clause);
        link(&Route::link(&id, activity.map_or(Place::Tasks, Place::Activity)))
            .with(format!("{words} (clause {clause})"))
    };
    el("p")
        .with("Problems in use go through ")
        .with(to("9", "problem resolution"))
        .with(", and every change through ")
        .with(to("6", "maintenance"))
        .with(": what is changed loses the shortcut of this route.")
}

fn checked(state: State) -> Progress {
    state.head.with(|head| match head.legacy_verdict() {
        Verdict::Legacy if head.legacy => Progress::Complete,
        Verdict::Not(_) if !head.legacy => Progress::Complete,
        Verdict::Open(_) if head.legacy_route.checks.is_empty() => Progress::NotStarted,
        _ => Progress::InProgress,
    })
}

/// The checks, what follows from them, and the decision.
fn is_it_legacy(state: State, route: &'static LegacyRoute, scope: Scope) -> El {
    let checks: Vec<El> = route.checks.iter().map(|check| question(state, check)).collect();
    let verdict = part(move || {
        let total = route.checks.len();
        state.head.with(|head| match head.legacy_verdict() {
            Verdict::Legacy => para("good").with("This is legacy software: every answer is yes."),
            Verdict::Not(check) => el("p").with(el("strong").with("This is not legacy software. ")).with(check.says_no),
            Verdict::Open(_) => {
                let said = route.checks.iter().filter(|check| head.legacy_route.check(check.id).is_some()).count();
                para("hint").with(format!("{said} of {total} answered. It is legacy software if every answer is yes."))
            }
            Verdict::NoRoute => el("p"),
        })
    });
    let effect = effect(&state.assessment(), scope);
    let switch = button("", move || {
        state.edit_head(|head| head.legacy = !scope.legacy);
        // The steps are made again, and this button with them.
        page::focus(if scope.legacy { "#step-1" } else { "#step-2" });
    });
    let is_clear = move || !scope.legacy && state.read(|head| head.legacy_verdict() == Verdict::Legacy);
    let switch = switch.class_live("quiet", move || !is_clear());
    let switch = switch.with(if scope.legacy { "Leave the legacy route" } else { "Take the legacy route" });
    step(state, 1, "Is it legacy at all?", checked)
        .with(checks)
        .with(el("div").attr("aria-live", "polite").with(verdict))
        .with(of_scene(state, Scene::Legacy))
        .with(para("hint no-print").attr("id", "effect").with(effect))
        .with(para("buttons").with(switch.attr("aria-describedby", "effect")))
        .with(answers_to(state, &["4.4.1"]))
}

/// What taking or leaving the route does, said before it is done.
fn effect(assessment: &Assessment, scope: Scope) -> String {
    let next = Scope { legacy: !scope.legacy, ..scope };
    let change = scope.change_to(next);
    let now = scope.requirements().count();
    let then = now + change.comes_in.len() - change.goes_out.len();
    let requirements = |number| count(number, "requirement", "requirements");
    let answered = |list: &[&'static standard::Requirement]| {
        let answers = list.iter().filter_map(|requirement| assessment.answers.get(&requirement.clause));
        answers.filter(|answer| !Answer::is_empty(answer)).count()
    };
    if !scope.legacy {
        let back = match answered(&change.comes_in) {
            0 => String::new(),
            number => format!(" {} given before would come back.", count(number, "answer", "answers")),
        };
        let number = requirements(change.comes_in.len());
        return format!("Taking it brings in {number} of clause 4.4: {now} in scope become {then}.{back}");
    }
    let kept = match answered(&change.goes_out) {
        0 => String::new(),
        number => {
            format!(" {} kept, hidden and not counted.", count(number, "answer to them is", "answers to them are"))
        }
    };
    let number = requirements(change.goes_out.len());
    format!(
        "Leaving it takes out {number} of clause 4.4: {now} in scope become {then}.{kept} What stands below is kept too."
    )
}

fn question(state: State, check: &'static LegacyCheck) -> El {
    let name = format!("check-{}", check.id);
    let hint = format!("{name}-hint");
    let row = |answer: bool, label: &str| {
        let is_on = move || state.read(|head| head.legacy_route.check(check.id) == Some(answer));
        choice(&name, "", is_on, move || state.edit_head(|head| head.legacy_route.set_check(check.id, answer)))
            .with(label)
    };
    el("fieldset")
        .class("check-question")
        .attr("aria-describedby", &hint)
        .with(el("legend").with(check.question))
        .with(para("hint").attr("id", &hint).with(check.hint))
        .with(el("div").class("choices").with(row(true, "Yes")).with(row(false, "No")))
}

fn is_named(state: State) -> Progress {
    let is_named = state.read(|head| !head.product.version.trim().is_empty());
    if is_named { Progress::Complete } else { Progress::NotStarted }
}

fn version(state: State) -> El {
    let field = text_field(
        "version",
        Field { label: "Version on the market", hint: "Exactly as the product shows it.", ..Field::default() },
        move || state.read(|head| head.product.version.clone()),
        move |text| state.edit_head(|head| head.change_reasons(|head| head.product.version = text)),
    );
    let text = "Continued use is justified for one version. The software that your customers have must be the one whose records \
                you look at here.";
    step(state, 2, "The version on the market", is_named)
        .with(el("p").with(text))
        .with(field.class("field short"))
        .with(of_scene(state, Scene::Setup))
}

/// The progress of a step that one requirement answers to.
pub(super) fn progress_of(state: State, clause: &str) -> Progress {
    let cell = clause.parse().ok().and_then(|clause| state.cell(clause));
    match cell.and_then(|cell| cell.counted.get()) {
        None => Progress::NotStarted,
        Some(Status::Met | Status::NotApplicable) => Progress::Complete,
        Some(_) => Progress::InProgress,
    }
}

fn risk_work(state: State, scope: Scope) -> El {
    let class = scope.class.id();
    let text = format!(
        "Bring together what came back from the field: complaints, incidents, service reports, recalls. Then look at the risk \
         file with it, for class {class}: whether the software can still contribute to harm in ways that nobody controls."
    );
    step(state, 3, "Feedback and risk work", |state| progress_of(state, "4.4.2"))
        .with(el("p").with(text))
        .with(answers_to(state, &["4.4.2"]))
}
