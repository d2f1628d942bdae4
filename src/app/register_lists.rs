//! What the register lacks: documents that are cited in several ways, and requirements without evidence.

use super::parts::{button, count, link, para, spoken, status_words, words};
use super::register::Desk;
use super::register_row::{name, places_words};
use super::route::{Place, Route};
use crate::assessment::{Bare, DocumentField, Evidence, Register, Row, Variants};
use crate::browser::dom::{Child, El, el, part};

/// Documents that share a number or a title and differ in something else.
pub(super) fn variant_list(desk: Desk) -> impl Child {
    part(move || {
        desk.register.with(|register| {
            let found: Vec<El> = register.variants().iter().map(|variants| group(desk, register, variants)).collect();
            (!found.is_empty()).then(|| {
                let title = count(found.len(), "document cited in several ways", "documents cited in several ways");
                let why = "An assessor asks which one counts. Where one of them only says more, cite it in full everywhere; else make them the same with Change, or leave them if they are meant to differ.";
                el("section")
                    .attr("aria-labelledby", "variants")
                    .with(el("h2").attr("id", "variants").attr("tabindex", "-1").with(title))
                    .with(para("hint").with(why))
                    .with(el("ul").class("variants").with(found))
            })
        })
    })
}

/// One group: what is shared, and how each row is cited where.
fn group(desk: Desk, register: &Register, variants: &Variants) -> El {
    let rows = || variants.rows.iter().filter_map(|place| register.rows.get(*place));
    let shared = rows().next().map(|row| variants.shared.of(&row.document)).unwrap_or_default();
    let head = match variants.shared {
        DocumentField::Number => el("p").with("Number ").with(el("strong").with(words(shared))),
        _ => el("p").with(el("strong").with(words(shared))),
    };
    let differ: Vec<&str> = variants.differ.iter().map(|field| field.name()).collect();
    let head = head.with(el("span").class("hint").with(format!(" differs in {}", differ.join(", "))));
    let list: Vec<El> = rows().map(|row| variant(desk, row, &variants.differ)).collect();
    let full = variants.in_full(register).map(|full| {
        let others: Vec<Evidence> = rows().map(|row| row.document.clone()).filter(|one| *one != full).collect();
        let pieces = rows().filter(|row| row.document != full).map(|row| row.pieces).sum();
        let what = format!("Cite it in full everywhere ({})", count(pieces, "place", "places"));
        let cite = button("quiet small no-print", move || desk.join(&others, &full));
        cite.with(what).with(spoken(" of ")).with(el("span").class("sr").with(words(shared)))
    });
    el("li").with(head).with(el("ul").with(list)).with(full)
}

/// `version 2, no link in 5.1.1, 5.2.1`, with the way to its form.
fn variant(desk: Desk, row: &Row, differ: &[DocumentField]) -> El {
    let mut said = el("span");
    for (index, field) in differ.iter().enumerate() {
        said = said.with(if index == 0 { "" } else { ", " });
        said = match field.of(&row.document) {
            "" => said.with(format!("no {}", field.name())),
            value => said.with(format!("{} ", field.name())).with(words(&shortened(value))),
        };
    }
    let document = row.document.clone();
    let change = button("link", move || desk.edit(&document)).class("link no-print");
    let change = change.with("Change").with(spoken(" ")).with(name(&row.document).class("sr"));
    el("li").with(said).with(" in ").with(places_words(desk, &row.places)).with(change)
}

/// A digest and a long text by their start.
fn shortened(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    if start.len() < text.len() { format!("{start} …") } else { start }
}

/// Requirements without evidence: those that are said to be met first.
pub(super) fn bare_lists(desk: Desk) -> impl Child {
    part(move || {
        let (claimed, rest): (Vec<Bare>, Vec<Bare>) =
            desk.register.with(|register| register.bare.iter().partition(|bare| bare.is_claimed()));
        let claimed = (!claimed.is_empty()).then(|| {
            let title = format!("Met or partly met, without evidence ({})", claimed.len());
            el("section")
                .attr("aria-labelledby", "claimed")
                .with(el("h2").attr("id", "claimed").attr("tabindex", "-1").with(title))
                .with(list(desk, &claimed))
        });
        let rest = (!rest.is_empty()).then(|| {
            let title = format!("Not met or open, without evidence ({})", rest.len());
            let words =
                "They need evidence once they are met. What does not apply is not listed: it has a reason instead.";
            el("details")
                .class("no-print")
                .with(el("summary").with(title))
                .with(el("div").class("fold").with(para("hint").with(words)).with(list(desk, &rest)))
        });
        el("div").class("stack").with(claimed).with(rest)
    })
}

fn list(desk: Desk, bare: &[Bare]) -> El {
    let edition = desk.state.edition_now();
    let id = desk.state.id_now();
    let rows = bare.iter().map(|bare| {
        let title = edition.requirement(bare.clause).map(|requirement| requirement.title).unwrap_or_default();
        let name = link(&Route::link(&id, Place::Requirement(bare.clause)))
            .with(el("span").class("clause").with(bare.clause.to_string()))
            .with(" ")
            .with(title);
        el("li").with(name).with(" ").with(status_words(bare.status))
    });
    el("ul").class("bare").with(rows.collect::<Vec<El>>())
}
