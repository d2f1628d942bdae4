//! Writing remarks: what a reviewer says on one requirement.

use super::parts::{Field, button, choice_field, para, spoken, text_field};
use super::review_parts::remark_to_read;
use super::state::State;
use crate::assessment::{Remark, RemarkId, RemarkKind, Review};
use crate::browser::dom::{El, el, keyed, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::answer_digest;
use crate::standard::Clause;

/// Adds a remark of a kind on a requirement and takes the focus to its words; not once the review is signed. Whether it did.
pub(super) fn add_remark(state: State, clause: Clause, kind: RemarkKind) -> bool {
    let own =
        |id: RemarkId| state.head.with_untracked(|head| head.own_review().is_some_and(|own| own.remark(id).is_some()));
    let fresh = || RemarkId::new(&clock::new_id().chars().take(8).collect::<String>()).filter(|id| !own(*id));
    let is_open = state.head.with_untracked(|head| head.own_review().is_some_and(|own| !own.is_signed()));
    let Some(id) = std::iter::repeat_with(fresh).take(9).flatten().next().filter(|_| is_open) else { return false };
    // What the reviewer saw, so that the maker is told when the answer has changed since.
    let of = state.cell(clause).map(|cell| cell.answer.with_untracked(|answer| answer_digest(clause, Some(answer))));
    let remark = Remark { kind, of: of.unwrap_or_default(), ..Remark::new(id, clause) };
    state.edit_review(|review| {
        review.add_remark(remark, &clock::now());
    });
    page::focus(&format!("[id='remark-{id}']"));
    true
}

/// The remarks of this review on a requirement, to be changed while it is not signed, and the buttons that add one.
pub(super) fn remarks_of(state: State, clause: Clause) -> El {
    let ids = Memo::new(move |_| {
        own(state, |review| {
            let of_clause = review.remarks.iter().filter(|remark| remark.clause == clause);
            of_clause.map(|remark| remark.id.to_string()).collect::<Vec<String>>()
        })
    });
    let is_signed = Memo::new(move |_| own(state, Review::is_signed));
    let rows = keyed(
        move || ids.get(),
        move |key| match RemarkId::new(key) {
            Some(id) => remark_row(state, clause, id, is_signed),
            // Keys are made from ids.
            None => el("div"),
        },
    );
    let add = RemarkKind::ALL.map(|kind| {
        button("chip", move || {
            add_remark(state, clause, kind);
        })
        .with(format!("+ {}", kind.label()))
        .with(spoken(&format!(" on {clause}")))
    });
    let add = el("div").class("chips no-print").flag_live("hidden", move || is_signed.get()).with(add.to_vec());
    el("div")
        .class("remarks")
        .attr("role", "group")
        .attr("aria-label", &format!("Remarks on {clause}"))
        .with(rows)
        .with(add)
}

/// Reads this copy's own review.
pub(super) fn own<T: Default>(state: State, read: impl FnOnce(&Review) -> T) -> T {
    state.read(|head| head.own_review().map(read).unwrap_or_default())
}

fn remark_row(state: State, clause: Clause, id: RemarkId, is_signed: Memo<bool>) -> El {
    el("div").with(part(move || match is_signed.get() {
        true => {
            own(state, |review| review.remark(id).map(|remark| vec![remark_to_read(remark, None)])).unwrap_or_default()
        }
        false => untrack(|| vec![editor(state, clause, id)]),
    }))
}

fn editor(state: State, clause: Clause, id: RemarkId) -> El {
    let read = move |read: fn(&Remark) -> String| own(state, |review| review.remark(id).map(read).unwrap_or_default());
    let kind = Memo::new(move |_| read(|remark| remark.kind.key().to_owned()));
    let text = Memo::new(move |_| read(|remark| remark.text.clone()));
    let edit = move |change: &dyn Fn(&mut Remark)| {
        state.edit_review(|review| {
            review.edit_remark(id, &clock::now(), change);
        });
    };
    let kinds = || RemarkKind::ALL.map(|kind| (kind.key().to_owned(), kind.label().to_owned())).to_vec();
    let pick = move |key: String| {
        if let Some(kind) = RemarkKind::from_key(&key) {
            edit(&|remark| remark.kind = kind);
        }
    };
    let remove = button("link", move || {
        state.edit_review(|review| {
            review.remove_remark(id, &clock::now());
        });
        page::focus(&format!("[id='r-{clause}'] h3"));
    });
    let field = Field { label: "Remark", hint: "", rows: 2, is_date: false };
    let lacking = part(move || {
        let is_bare = kind.with(|kind| kind != RemarkKind::Agree.key()) && text.with(|text| text.trim().is_empty());
        is_bare.then(|| para("hint").with("No words yet: say what you mean, or remove it."))
    });
    el("fieldset")
        .class("remark writing")
        .attr_live("data-kind", move || Some(kind.get()))
        .with(el("legend").class("sr").with(format!("Remark on {clause}")))
        .with(choice_field(&format!("kind-{id}"), "Kind", kinds, move || kind.get(), pick))
        .with(text_field(
            &format!("remark-{id}"),
            field,
            move || text.get(),
            move |typed| {
                edit(&|remark| remark.text.clone_from(&typed));
            },
        ))
        .with(
            el("div")
                .class("card-row")
                .with(lacking)
                .with(remove.with("Remove").with(spoken(&format!(" remark on {clause}")))),
        )
}
