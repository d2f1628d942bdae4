//! The safety class by reasoning (4.3): the questions, what follows from the answers, and why.
//!
//! The answers are a person's words and are kept at once. The class is what decides the scope: where something is
//! answered already, it changes only after the person has seen what that does.

use super::class_diagram::diagram;
use super::class_questions::questions;
use super::contradictions::of_scene;
use super::parts::{Field, button, class_words, count, heading, link, para, text_field, words};
use super::route::{Place, Route};
use super::setup::{Choice, before};
use super::state::State;
use crate::assessment::{Assessment, Basis, Scene};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::PathEnd;

/// The class that the answers lead to, while it waits for a decision.
pub(super) type Pending = RwSignal<Option<Choice>>;

pub(super) fn class(state: State) -> El {
    let pending: Pending = RwSignal::new(None);
    let edition = Memo::new(move |_| state.head.with(|head| head.edition.id));
    // Another edition has other questions.
    let reasoning = part(move || {
        // Read, not tracked alone: a memo that was never read follows nothing.
        let _ = edition.get();
        untrack(|| {
            pending.set(None);
            vec![opening(state), questions(state, pending), bar(state, pending), result(state), reasons(state)]
        })
    });
    let id = state.id_now();
    let onward = para("buttons")
        .with(link(&Route::link(&id, Place::Tasks)).class("button").with("To the tasks"))
        .with(link(&Route::link(&id, Place::Items)).class("button quiet").with("To the software items"))
        .with(link(&Route::link(&id, Place::Setup)).class("button quiet").with("State the class by hand"));
    el("div").class("page class-view").with(heading().with("Safety class")).with(reasoning).with(onward)
}

/// Takes over the class that the answers lead to, or lets it wait where that would change what is asked. A class that
/// followed from the answers before goes with them when they lead to none: nobody has stated it.
pub(super) fn take_over(state: State, pending: Pending, followed: bool) {
    let (now, next) = state.head.with_untracked(|head| {
        let now = Choice::of(head);
        (now, Choice { class: head.reasoned_class().or(now.class.filter(|_| !followed)), ..now })
    });
    let waits = next.waits(state);
    // Without a class there is nothing to decide on yet.
    pending.set((waits && next.class.is_some()).then_some(next));
    if !waits && next != now {
        state.edit_head(|head| next.apply(head));
    }
}

/// Who answers, what it decides, what it is not, and what is taken for granted.
fn opening(state: State) -> El {
    let edition = state.edition_now();
    let device = para("hint")
        .with("It is not the risk class of the device (EU MDR I to III, FDA I to III): both are stated, and neither follows from the other. ")
        .with(link("#/orientation").with("How the two relate"));
    el("div")
        .class("stack opening")
        .with(para("facts").with(format!("Clause 4.3 of {}", edition.name)))
        .with(para("lead").with(
            "How badly can people be hurt when this software fails? The class that follows decides which requirements are \
             asked. It is a question of risk: answer it together with whoever keeps the risk management file (ISO 14971).",
        ))
        .with(device)
        .with(para("granted").with(el("strong").with("Taken for granted. ")).with(edition.classification.assumption))
}

/// What the answers lead to.
fn result(state: State) -> El {
    // Answers and their questions as a text, so that nothing here is made again while a person types.
    let way = Memo::new(move |_| {
        state.head.with(|head| {
            let mut way = String::new();
            for (question, answer) in head.path().steps {
                way.push_str(question.id);
                way.push_str(answer.id);
                way.push(' ');
            }
            way
        })
    });
    let follow = move |view: fn(&Assessment) -> El| {
        part(move || {
            let _ = way.get();
            state.head.with_untracked(view)
        })
    };
    el("section")
        .attr("aria-labelledby", "result")
        .with(el("h2").attr("id", "result").attr("tabindex", "-1").with("What follows from the answers"))
        .with(follow(verdict))
        .with(of_scene(state, Scene::Classification))
        .with(follow(diagram))
}

/// The class, large, and the steps that lead to it.
fn verdict(head: &Assessment) -> El {
    let path = head.path();
    let row = |name: &str, says: &str| el("li").with(el("strong").with(name)).with(". ").with(says);
    let steps: Vec<El> = path.steps.iter().map(|(question, answer)| row(question.title, answer.says)).collect();
    let steps = (!steps.is_empty()).then(|| el("ol").class("steps").with(steps));
    let verdict = el("div").class("verdict");
    match path.end {
        PathEnd::Open(question) => {
            let open = format!("No class follows yet. The next question is \u{201c}{}\u{201d}.", question.title);
            verdict.with(el("p").with(open)).with(steps)
        }
        PathEnd::Class(class) => {
            let info = head.edition.classes.iter().find(|info| info.class == class);
            let name = para("verdict-class").with(info.map_or(class.id(), |info| info.name));
            verdict.with(name).with(para("").with(info.map(|info| info.meaning))).with(steps)
        }
    }
}

/// Where the class stands, always in view and spoken when it changes; or the decision on another class.
fn bar(state: State, pending: Pending) -> El {
    let standing = Memo::new(move |_| {
        let asked = state.scope.get().requirements().count();
        state.head.with(|head| {
            let class = class_words(head);
            let basis = match head.class_basis() {
                Basis::NotAssigned => String::new(),
                basis @ (Basis::StatedHigher(led) | Basis::StatedLower(led)) => {
                    format!(", {}: the answers lead to class {}", basis.label(), led.id())
                }
                basis => format!(", {}", basis.label()),
            };
            format!("{class}{basis}. {} in scope.", count(asked, "requirement", "requirements"))
        })
    });
    let content = part(move || {
        let choice = pending.get();
        let standing = standing.get();
        untrack(|| match choice {
            Some(choice) => decision(state, choice, pending),
            None => el("div").class("card-row").with(el("p").with(standing)).with(offer(state, pending)),
        })
    });
    el("section").class("scope").attr("aria-live", "polite").with(content)
}

/// What another class would change, with the decision.
fn decision(state: State, choice: Choice, pending: Pending) -> El {
    let named = |class: Option<crate::standard::Class>| class.map(crate::standard::Class::id).unwrap_or_default();
    let led = named(choice.class);
    let said = match state.head.with(|head| named(head.classification.class)) {
        "" => format!("Your answers lead to class {led}. No class is assigned."),
        now => format!("Your answers lead to class {led}. Class {now} is assigned."),
    };
    el("div").with(el("p").with(el("strong").with(said))).with(before(
        state,
        choice,
        pending,
        "#result",
        "#result".to_owned(),
    ))
}

/// Where another class is stated than the answers lead to: the way to take over theirs.
fn offer(state: State, pending: Pending) -> Option<El> {
    let led = state.head.with(|head| match head.class_basis() {
        Basis::StatedHigher(led) | Basis::StatedLower(led) => Some(led),
        Basis::NotAssigned => head.reasoned_class(),
        _ => None,
    })?;
    let ask = button("quiet", move || {
        take_over(state, pending, false);
        page::focus(".scope button");
    });
    Some(ask.with(format!("Take over class {}", led.id())))
}

/// The rationale, and what is composed from the answers where a person has written their own.
fn reasons(state: State) -> El {
    let field = Field {
        label: "Why this class",
        hint: "Composed from your answers until you change it; after that nothing touches your text. The reasons belong in \
               the risk management file too.",
        rows: 6,
        ..Field::default()
    };
    let text = text_field(
        "rationale",
        field,
        move || state.head.with(|head| head.classification.rationale.clone()),
        move |text| state.edit_head(|head| head.classification.rationale = text),
    );
    el("section")
        .attr("aria-labelledby", "reasons")
        .with(el("h2").attr("id", "reasons").with("Rationale"))
        .with(text)
        .with(composed(state))
}

/// What is composed, where the rationale does not hold it.
fn composed(state: State) -> impl Child {
    let text = Memo::new(move |_| {
        state.head.with(|head| {
            let composed = head.compose_rationale().unwrap_or_default();
            if head.classification.rationale.contains(&composed) { String::new() } else { composed }
        })
    });
    let is_there = Memo::new(move |_| text.with(|text| !text.is_empty()));
    part(move || {
        is_there.get().then(|| {
            let add = button("quiet", move || {
                let composed = text.get_untracked();
                state.edit_head(|head| {
                    let rationale = &mut head.classification.rationale;
                    if !rationale.trim().is_empty() {
                        rationale.push_str("\n\n");
                    }
                    rationale.push_str(&composed);
                });
                page::focus("#rationale");
            });
            el("div")
                .class("composed")
                .attr("role", "group")
                .attr("aria-labelledby", "composed")
                .with(el("h3").attr("id", "composed").with("Composed from your answers"))
                .with(para("words").with(part(move || words(&text.get()))))
                .with(para("").with(add.with("Add it to my text")))
        })
    })
}
