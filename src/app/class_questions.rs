//! The questions that lead to a class, one after another, and the risk controls that their answers rest on.

use super::class::{Pending, take_over};
use super::help::missing;
use super::parts::{Field, button, para, spoken, text_field};
use super::state::State;
use crate::assessment::{Assessment, Basis, Control, ControlKind, Reasoning};
use crate::browser::dom::{El, el, live, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{ClassAnswer, ClassQuestion, PathEnd, QuestionHelp, words};

/// The first question, and each next one when the answer before leads to it.
pub(super) fn questions(state: State, pending: Pending) -> El {
    let mut list = el("div").class("class-questions");
    for place in 0..state.edition_now().classification.questions.len() {
        // Kept as long as it is the same question: an answer leaves those before it, and itself, as they are.
        let asked = Memo::new(move |_| state.head.with(|head| asked_at(head, place)));
        list = list.with(part(move || {
            let asked = state.edition_now().classification.question(asked.get());
            asked.map(|asked| untrack(|| question(state, pending, asked, place)))
        }));
    }
    list
}

/// The id of the question at a place of the way, which the answers so far lead to; empty where the way is shorter.
fn asked_at(head: &Assessment, place: usize) -> &'static str {
    let path = head.path();
    match (path.steps.get(place), path.end) {
        (Some((question, _)), _) => question.id,
        (None, PathEnd::Open(question)) if path.steps.len() == place => question.id,
        _ => "",
    }
}

/// Changes the reasoning; the rationale follows while it is the composed one.
fn reason(state: State, change: Box<dyn FnOnce(&mut Reasoning)>) {
    state.edit_head(|head| head.change_reasons(|head| change(&mut head.classification.reasoning)));
}

fn question(state: State, pending: Pending, question: &'static ClassQuestion, place: usize) -> El {
    let edition = state.edition_now();
    let help = move || words().and_then(|words| words.about_question(edition, question.id));
    let explain = part(move || {
        if state.words_here.get() { vec![para("").with(help().map(|help| help.explain))] } else { vec![missing(state)] }
    });
    let mistakes = part(move || {
        state.words_here.get().then(|| {
            let rows = help().map(|help| help.mistakes).unwrap_or_default();
            let rows: Vec<El> = rows.iter().map(|text| el("li").with(*text)).collect();
            let list = el("div").class("fold").with(el("ul").with(rows));
            el("details").with(el("summary").with("Usual mistakes")).with(list)
        })
    });
    let answers: Vec<El> = question.answers.iter().map(|one| answer(state, pending, question, one, help)).collect();
    let group = el("fieldset")
        .with(el("legend").with(el("h2").with(question.question)))
        .with(explain)
        .with(el("div").class("class-answers").with(answers));
    let controls = (!question.controls.is_empty()).then(|| controls(state, question));
    el("div")
        .class("card class-question")
        .attr("id", &format!("q-{}", question.id))
        .with(para("step").with(format!("{} · {}", place + 1, question.title)))
        .with(group)
        .with(controls)
        .with(mistakes)
}

fn answer(
    state: State,
    pending: Pending,
    question: &'static ClassQuestion,
    answer: &'static ClassAnswer,
    help: impl Fn() -> Option<&'static QuestionHelp> + 'static,
) -> El {
    let name = format!("q-{}", question.id);
    let id = format!("{name}-{}", answer.id);
    let hint = format!("{id}-hint");
    let is_chosen =
        move || state.head.with(|head| head.classification.reasoning.answer(question.id) == Some(answer.id));
    let input = el("input")
        .attr("type", "radio")
        .attr("id", &id)
        .attr("name", &name)
        .attr("aria-describedby", &hint)
        .checked_live(is_chosen)
        .on_check(move |_| {
            let followed = state.head.with_untracked(|head| head.class_basis() == Basis::Reasoned);
            reason(state, Box::new(|reasoning| reasoning.set_answer(question.id, answer.id)));
            take_over(state, pending, followed);
        });
    let examples = part(move || {
        state.words_here.track();
        let examples = help().map(|help| help.examples(answer.id)).unwrap_or_default();
        let rows: Vec<El> = examples.iter().map(|text| el("li").with(*text)).collect();
        (!rows.is_empty()).then(|| vec![el("span").with("For instance:"), el("ul").with(rows)])
    });
    let examples = el("div").class("hint").attr("id", &hint).with(examples);
    let label = el("label").attr("for", &id).with(answer.label);
    el("div").class("option class-answer").with(input).with(el("div").with(label).with(examples))
}

/// The list of risk controls, and what is said where the answer rests on one and none that counts is there.
fn controls(state: State, question: &'static ClassQuestion) -> El {
    let number = Memo::new(move |_| state.head.with(|head| head.classification.reasoning.controls.len()));
    let lacks = Memo::new(move |_| state.head.with(|head| head.lacks_controls(question)));
    let warning = part(move || {
        lacks.get().then(|| {
            para("warning").with(
                "This answer lowers the class for the sake of a risk control, and none that counts is named. The rationale \
                 will not convince without it.",
            )
        })
    });
    let rows = part(move || {
        let rows = 0..number.get();
        rows.map(|row| untrack(|| control(state, question, row))).collect::<Vec<El>>()
    });
    let add = button("quiet add", move || {
        let row = number.get_untracked();
        reason(state, Box::new(|reasoning| reasoning.controls.push(Control::default())));
        page::focus(&format!("[id='control-{}-{row}']", question.id));
    });
    let title = format!("q-{}-controls", question.id);
    el("div")
        .class("stack controls")
        .attr("role", "group")
        .attr("aria-labelledby", &title)
        .with(el("h3").attr("id", &title).with("Risk controls that the answer rests on"))
        .with(el("div").attr("role", "status").with(warning))
        .with(rows)
        .with(para("").with(add.with("Add a risk control")))
}

/// One risk control: what it is, where it is, and whether it counts.
fn control(state: State, question: &'static ClassQuestion, row: usize) -> El {
    let id = format!("control-{}-{row}", question.id);
    let read = move |view: fn(&Control) -> String| {
        state.head.with(|head| head.classification.reasoning.controls.get(row).map(view).unwrap_or_default())
    };
    let edit = move |change: Box<dyn FnOnce(&mut Control)>| {
        reason(
            state,
            Box::new(move |reasoning| {
                if let Some(control) = reasoning.controls.get_mut(row) {
                    change(control);
                }
            }),
        );
    };
    let what = text_field(
        &id,
        Field { label: "What it is", ..Field::default() },
        move || read(|control| control.what.clone()),
        move |text| edit(Box::new(|control| control.what = text)),
    );
    let kind = move || read(|control| control.kind.map(ControlKind::key).unwrap_or_default().to_owned());
    let choice = |one: ControlKind| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &format!("{id}-kind"))
            .checked_live(move || kind() == one.key())
            .on_check(move |_| edit(Box::new(move |control| control.kind = Some(one))));
        el("label").class("choice").with(input).with(one.label())
    };
    let place = el("fieldset")
        .with(el("legend").class("label").with("Where it is"))
        .with(el("div").class("choices").with(ControlKind::ALL.map(choice).to_vec()));
    let said = live(move || {
        let named = !read(|control| control.what.trim().to_owned()).is_empty();
        counts(question, ControlKind::from_key(&kind()), named)
    });
    let remove = button("link", move || {
        reason(
            state,
            Box::new(move |reasoning| {
                if row < reasoning.controls.len() {
                    reasoning.controls.remove(row);
                }
            }),
        );
        page::focus(&format!("[id='q-{}'] .add", question.id));
    });
    let name = format!("Risk control {}", row + 1);
    let remove = remove.with("Remove").with(spoken(&format!(" risk control {}", row + 1)));
    let said = el("p").class("hint").attr("role", "status").with(said);
    el("fieldset")
        .class("control")
        .with(el("legend").with(name))
        .with(what)
        .with(place)
        .with(el("div").class("card-row").with(said).with(remove))
}

/// Whether a control counts for the question, and why not.
fn counts(question: &'static ClassQuestion, kind: Option<ControlKind>, is_named: bool) -> String {
    match kind {
        None => "Not counted until you say where it is.".to_owned(),
        Some(ControlKind::Software) => {
            "Kept, and not counted: a risk control inside the software system never lowers its \
                                        class, since it is taken to fail with the software."
                .to_owned()
        }
        Some(kind) if !kind.counts_among(question.controls) => {
            let counted = question.controls.iter().filter_map(|control| ControlKind::from_key(control.id()));
            let counted: Vec<&str> = counted.map(ControlKind::label).collect();
            format!("Kept, and not counted: this edition counts only {} here.", counted.join(", ").to_ascii_lowercase())
        }
        Some(_) if !is_named => "Not counted until you say what it is.".to_owned(),
        Some(_) => "Counted.".to_owned(),
    }
}
