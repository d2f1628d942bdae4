//! The fields of one answer: status, reason, lettered items, note. The same for a whole requirement and for one item of it.

use super::card::focus_answer;
use super::parts::{Field, button, checkbox, fold, mark, para, spoken, text_field};
use super::slot::Slot;
use crate::assessment::{Answer, Status};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::reactive::*;
use crate::standard::Requirement;

/// The four answers.
pub(super) fn choices(slot: Slot) -> El {
    let name = format!("s-{}", slot.key());
    let choice = |status: Status| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &name)
            .checked_live(move || slot.chosen() == Some(status))
            .on_check(move |_| slot.edit(|answer| answer.choose(Some(status))));
        el("label").class(&format!("choice {}", status.key())).with(input).with(mark(Some(status))).with(status.label())
    };
    el("div").class("choices").with(Status::ALL.map(choice).to_vec())
}

/// Asked for where a requirement does not apply.
pub(super) fn reason(slot: Slot) -> impl Child {
    let is_asked = Memo::new(move |_| slot.chosen() == Some(Status::NotApplicable));
    part(move || {
        is_asked.get().then(|| {
            let field = text_field(
                &format!("reason-{}", slot.key()),
                Field {
                    label: "Reason why it does not apply",
                    hint: "Needed: without a reason this counts as unanswered.",
                    rows: 2,
                    ..Field::default()
                },
                move || slot.with(|answer| answer.reason.clone()),
                move |text| slot.edit(|answer| answer.reason = text),
            );
            el("div").class("reason").class_live("missing", move || slot.with(Answer::lacks_reason)).with(field)
        })
    })
}

/// The note.
pub(super) fn note(slot: Slot) -> El {
    text_field(
        &format!("note-{}", slot.key()),
        Field { label: "Note", rows: 2, ..Field::default() },
        move || slot.with(|answer| answer.note.clone()),
        move |text| slot.edit(|answer| answer.note = text),
    )
}

/// "I need to find out", and the way to take a status back.
pub(super) fn find_out(slot: Slot) -> El {
    let follow_up = checkbox(
        move || slot.with(|answer| answer.follow_up),
        move |is_on| slot.edit(|answer| answer.follow_up = is_on),
    );
    let clear = button("link", move || {
        slot.edit(|answer| answer.choose(None));
        focus_answer(slot);
    });
    let clear = clear
        .flag_live("hidden", move || slot.chosen().is_none())
        .with("Clear answer")
        .with(spoken(&format!(" to {}", slot.clause)));
    el("div").class("card-row").with(follow_up.with("I need to find out")).with(clear)
}

/// The lettered items, which an assessor judges one by one; none where there are none.
pub(super) fn letters(slot: Slot, requirement: &'static Requirement) -> Option<El> {
    if requirement.letters.is_empty() {
        return None;
    }
    let summary = move || {
        let ticked = slot.with(|answer| answer.letters);
        let covered = requirement.letters.iter().filter(|item| ticked.has(item.letter)).count();
        format!("Lettered items: {covered} of {} covered", requirement.letters.len())
    };
    let content = move || {
        let mut list = el("ul").class("letters");
        for item in requirement.letters {
            let letter = item.letter;
            let tick = checkbox(
                move || slot.with(|answer| answer.letters.has(letter)),
                move |is_on| slot.edit(|answer| answer.letters = answer.letters.with(letter, is_on)),
            );
            let text = el("span").with(el("span").class("letter").with(format!("{letter})"))).with(" ").with(item.text);
            list = list.with(el("li").with(tick.with(text)));
        }
        let hint = "Tick what is covered. Ticks do not change the status: that is yours to judge.";
        el("div").with(para("hint").with(hint)).with(list)
    };
    Some(fold(summary, content))
}
