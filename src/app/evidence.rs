//! The evidence of one requirement: what shows that it is met.

use super::digest::digest_field;
use super::parts::{Field, button, outside_link, spoken, text_field};
use super::slot::Slot;
use crate::assessment::{Evidence, web_link};
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Requirement, words};
use std::rc::Rc;

/// A list that grows: a row of fields for each piece, and typical evidence to pick from.
pub(super) fn evidence_list(slot: Slot, requirement: &'static Requirement) -> El {
    let key = slot.key();
    let number = Memo::new(move |_| slot.with(|answer| answer.evidence.len()));
    let add = move |title: &'static str| {
        let key = key.clone();
        move || {
            let row = number.get_untracked();
            let evidence = Evidence { title: title.to_owned(), ..Evidence::default() };
            slot.edit(|answer| answer.evidence.push(evidence));
            let first = if title.is_empty() { "title" } else { "document" };
            page::focus(&format!("[id='evidence-{key}-{row}-{first}']"));
        }
    };
    let other = button("chip", add("")).with("+ Other evidence");
    let typical = part(move || {
        slot.state.words_here.track();
        let look = words().and_then(|words| words.look(slot.state.edition_now(), requirement.clause));
        let titles = look.map(|look| look.evidence).unwrap_or_default();
        titles.iter().map(|title| button("chip", add(title)).with(format!("+ {title}"))).collect::<Vec<El>>()
    });
    let chips = el("div").class("chips").attr("role", "group").attr("aria-label", "Add evidence");
    el("div")
        .class("stack")
        .with(part(move || (0..number.get()).map(|row| untrack(|| fields(slot, row))).collect::<Vec<_>>()))
        .with(chips.with(typical).with(other))
}

/// A text field of a piece of evidence.
type Column = (&'static str, Field, fn(&mut Evidence) -> &mut String);

const COLUMNS: [Column; 6] = [
    ("title", Field { label: "What it is called", hint: "", rows: 0, is_date: false }, |evidence| &mut evidence.title),
    ("document", Field { label: "Document number", hint: "", rows: 0, is_date: false }, |evidence| {
        &mut evidence.document
    }),
    ("version", Field { label: "Version", hint: "", rows: 0, is_date: false }, |evidence| &mut evidence.version),
    ("link", Field { label: "Link", hint: "", rows: 0, is_date: false }, |evidence| &mut evidence.link),
    ("date", Field { label: "Date", hint: "", rows: 0, is_date: true }, |evidence| &mut evidence.date),
    ("expires", Field { label: "Expires", hint: "", rows: 0, is_date: true }, |evidence| &mut evidence.expires),
];

/// The fields of one piece of evidence.
fn fields(slot: Slot, row: usize) -> El {
    let key = slot.key();
    let clause = slot.clause;
    let read = move |field: fn(&mut Evidence) -> &mut String| {
        let evidence = slot.with(|answer| answer.evidence.get(row).cloned());
        evidence.map(|mut evidence| std::mem::take(field(&mut evidence))).unwrap_or_default()
    };
    let columns = COLUMNS.map(|(name, field, access)| {
        let write = move |text: String| {
            slot.edit(|answer| {
                if let Some(evidence) = answer.evidence.get_mut(row) {
                    *access(evidence) = text;
                }
            });
        };
        text_field(&format!("evidence-{key}-{row}-{name}"), field, move || read(access), write)
    });
    let remove = button("link", move || {
        slot.edit(|answer| {
            if row < answer.evidence.len() {
                answer.evidence.remove(row);
            }
        });
        page::focus(&format!("{} .chips button", slot.selector()));
    });
    let link = Memo::new(move |_| read(|evidence| &mut evidence.link));
    let open = part(move || {
        let typed = link.get();
        match web_link(&typed) {
            Some(address) => Some(outside_link(address).with("Open the link")),
            None if typed.trim().is_empty() => None,
            None => Some(el("span").class("hint").with("Kept as typed. Only http, https and mailto can be opened.")),
        }
    });
    let spoken = spoken(&format!(" evidence {} of {clause}", row + 1));
    el("fieldset")
        .class("evidence")
        .with(el("legend").with(format!("Evidence {}", row + 1)))
        .with(columns.to_vec())
        .with(wrong_way_round(slot, row))
        .with(digest(slot, row))
        .with(el("div").class("card-row").with(open).with(remove.with("Remove").with(spoken)))
}

/// Said while the day of expiry lies before the date.
fn wrong_way_round(slot: Slot, row: usize) -> El {
    let is_wrong =
        Memo::new(move |_| slot.with(|answer| answer.evidence.get(row).is_some_and(Evidence::expires_before_date)));
    let words = part(move || is_wrong.get().then_some("It expires before its date. Check both days."));
    el("p").class("wrong").attr("role", "status").flag_live("hidden", move || !is_wrong.get()).with(words)
}

/// The SHA-256 of its file. The first one fills a title that is empty.
fn digest(slot: Slot, row: usize) -> El {
    let digest = Memo::new(move |_| {
        slot.with(|answer| answer.evidence.get(row).map(|evidence| evidence.sha256.clone()).unwrap_or_default())
    });
    let keep = move |name: &str, sha256: String| {
        slot.edit(|answer| {
            if let Some(evidence) = answer.evidence.get_mut(row) {
                evidence.sha256 = sha256;
                if evidence.title.trim().is_empty() {
                    name.clone_into(&mut evidence.title);
                }
            }
        });
    };
    digest_field(
        &format!("{}-{row}", slot.key()),
        &format!("evidence {} of {}", row + 1, slot.clause),
        digest,
        Rc::new(keep),
    )
}
