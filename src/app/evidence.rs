//! The evidence of one requirement: what shows that it is met.

use super::parts::{Field, button, outside_link, spoken, text_field};
use super::slot::Slot;
use crate::assessment::{Evidence, is_calendar_date, web_link};
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Requirement, words};

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
            // A day that is half typed comes as an empty text; only whole days are kept.
            if field.is_date && !text.is_empty() && !is_calendar_date(&text) {
                return;
            }
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
        .with(el("div").class("card-row").with(open).with(remove.with("Remove").with(spoken)))
}
