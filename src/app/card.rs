//! The card of one requirement: question, status, note, and what helps to judge it.

use super::evidence::evidence_list;
use super::parts::{Field, button, checkbox, mark, para, spoken, status_class, text_field};
use super::state::{Cell, State};
use crate::assessment::{Answer, Status};
use crate::browser::dom::{El, el, live, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Change, Clause, Requirement};

/// The id of the card of a clause, a contract of the page: `c-5.1.1`.
pub(super) fn card_id(clause: Clause) -> String {
    format!("c-{clause}")
}

/// Puts the focus on the answer of a requirement: on what is chosen, or on the first choice.
pub(super) fn focus_card(clause: Clause) {
    let card = card_id(clause);
    page::focus_first(&[
        format!("[id='{card}'] input[type=radio]:checked"),
        format!("[id='{card}'] input[type=radio]"),
    ]);
}

/// A requirement with its answer; to be seen while `is_shown`.
pub(super) fn card(
    state: State,
    requirement: &'static Requirement,
    cell: Cell,
    is_shown: impl Fn() -> bool + 'static,
) -> El {
    let clause = requirement.clause;
    let answer = cell.answer;
    let follow_up = checkbox(
        move || answer.with(|answer| answer.follow_up),
        move |is_on| state.edit(clause, |answer| answer.follow_up = is_on),
    );
    let note = text_field(
        &format!("note-{clause}"),
        Field { label: "Note", rows: 2, ..Field::default() },
        move || answer.with(|answer| answer.note.clone()),
        move |text| state.edit(clause, |answer| answer.note = text),
    );
    let clear = button("link", move || {
        state.edit(clause, |answer| answer.status = None);
        focus_card(clause);
    });
    let clear = clear
        .flag_live("hidden", move || cell.chosen.get().is_none())
        .with("Clear answer")
        .with(spoken(&format!(" to {clause}")));
    el("article")
        .class("card")
        .attr("id", &card_id(clause))
        .flag_live("hidden", move || !is_shown())
        .attr_live("data-status", move || Some(status_class(cell.counted.get()).to_owned()))
        .with(question(state, requirement, cell))
        .with(reason(state, clause, cell))
        .with(note)
        .with(el("div").class("card-row").with(follow_up.with("I need to find out")).with(clear))
        .with((!requirement.letters.is_empty()).then(|| letters(state, requirement, cell)))
        .with(fold(
            move || match answer.with(|answer| answer.evidence.len()) {
                0 => "Evidence".to_owned(),
                number => format!("Evidence: {number}"),
            },
            move || evidence_list(state, requirement, cell),
        ))
        .with(fold(|| "What an assessor looks for".to_owned(), move || look_for(requirement)))
}

/// The group named by clause and title, with the four answers.
fn question(state: State, requirement: &'static Requirement, cell: Cell) -> El {
    let clause = requirement.clause;
    let title = el("h3").with(el("span").class("clause").with(clause.to_string())).with(" ").with(requirement.title);
    let change = match requirement.change {
        Change::None => None,
        Change::New => Some("New in this edition"),
        Change::Widened => Some("More classes in this edition"),
        Change::Reworded => Some("Changed in this edition"),
    };
    let badges = para("badges")
        .with(el("span").class("badge").with(format!("Class {}", requirement.classes_text())))
        .with(change.map(|change| el("span").class("badge quiet").with(change)));
    let choice = |status: Status| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &format!("s-{clause}"))
            .checked_live(move || cell.chosen.get() == Some(status))
            .on_check(move |_| state.edit(clause, |answer| answer.status = Some(status)));
        el("label").class(&format!("choice {}", status.key())).with(input).with(mark(Some(status))).with(status.label())
    };
    el("fieldset")
        .with(el("legend").with(title))
        .with(badges)
        .with(para("question").with(requirement.question))
        .with(el("div").class("choices").with(Status::ALL.map(choice).to_vec()))
}

/// Asked for where a requirement does not apply.
fn reason(state: State, clause: Clause, cell: Cell) -> impl crate::browser::dom::Child {
    let is_asked = Memo::new(move |_| cell.chosen.get() == Some(Status::NotApplicable));
    part(move || {
        is_asked.get().then(|| {
            let field = text_field(
                &format!("reason-{clause}"),
                Field {
                    label: "Reason why it does not apply",
                    hint: "Needed: without a reason this counts as unanswered.",
                    rows: 2,
                    ..Field::default()
                },
                move || cell.answer.with(|answer| answer.reason.clone()),
                move |text| state.edit(clause, |answer| answer.reason = text),
            );
            el("div").class("reason").class_live("missing", move || cell.answer.with(Answer::lacks_reason)).with(field)
        })
    })
}

/// The lettered items, which an assessor judges one by one.
fn letters(state: State, requirement: &'static Requirement, cell: Cell) -> El {
    let clause = requirement.clause;
    let summary = move || {
        let ticked = cell.answer.with(|answer| answer.letters);
        let covered = requirement.letters.iter().filter(|item| ticked.has(item.letter)).count();
        format!("Lettered items: {covered} of {} covered", requirement.letters.len())
    };
    let content = move || {
        let mut list = el("ul").class("letters");
        for item in requirement.letters {
            let letter = item.letter;
            let tick = checkbox(
                move || cell.answer.with(|answer| answer.letters.has(letter)),
                move |is_on| state.edit(clause, |answer| answer.letters = answer.letters.with(letter, is_on)),
            );
            let text = el("span").with(el("span").class("letter").with(format!("{letter})"))).with(" ").with(item.text);
            list = list.with(el("li").with(tick.with(text)));
        }
        let hint = "Tick what is covered. Ticks do not change the status: that is yours to judge.";
        el("div").with(para("hint").with(hint)).with(list)
    };
    fold(summary, content)
}

fn look_for(requirement: &'static Requirement) -> El {
    let evidence: Vec<El> = requirement.evidence.iter().map(|text| el("li").with(*text)).collect();
    el("div")
        .with(el("p").with(requirement.look_for))
        .with(para("label").with("Typical evidence"))
        .with(el("ul").with(evidence))
        .with(
            para("hint").with(
                "Practice, not requirement: the standard names no documents, and other evidence is always possible.",
            ),
        )
}

/// Something that is made only when it is first opened: a questionnaire has hundreds of them.
fn fold(summary: impl Fn() -> String + 'static, content: impl Fn() -> El + 'static) -> El {
    let is_made = RwSignal::new(false);
    el("details")
        .on("toggle", move |_| {
            if !is_made.get_untracked() {
                is_made.set(true);
            }
        })
        .with(el("summary").with(live(summary)))
        .with(el("div").class("fold").with(part(move || is_made.get().then(|| untrack(&content)))))
}
