//! A document in the register: what it is, what its dates say, and what it serves. Made once for each document, so that
//! nobody who changes one loses the place when others come and go.

use super::parts::{button, link, outside_link, spoken, words};
use super::register::{Desk, row_id};
use super::register_edit::editor;
use super::route::{Place, Route};
use crate::assessment::{Cited, Dating, Evidence, Item, web_link};
use crate::browser::dom::{El, el, part, svg};
use crate::browser::reactive::*;

/// The row of a document, with its form below while it is changed.
pub(super) fn row(desk: Desk, document: Evidence) -> El {
    let id = row_id(&document);
    let places = {
        let document = document.clone();
        Memo::new(move |_| {
            desk.register.with(|register| register.row(&document).map(|row| row.places.clone()).unwrap_or_default())
        })
    };
    let is_open = {
        let document = document.clone();
        Memo::new(move |_| desk.open.with(|open| open.contains(&document)))
    };
    let text = |text: &str| el("td").with(words(text));
    let datings = desk.datings(&document);
    let (of_expiry, of_date): (Vec<Dating>, Vec<Dating>) = datings.into_iter().partition(|it| *it != Dating::InFuture);
    let edit = {
        let document = document.clone();
        button("quiet small edit", move || desk.edit(&document))
    };
    let edit = edit
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
        .with("Change")
        .with(spoken(" "))
        .with(name(&document).class("sr"));
    let cells = el("tr")
        .with(el("th").attr("scope", "row").with(title(&document)))
        .with(text(&document.document).attr("data-label", "Number"))
        .with(text(&document.version).attr("data-label", "Version"))
        .with(text(&document.date).class("day").attr("data-label", "Date").with(badges(of_date)))
        .with(text(&document.expires).class("day").attr("data-label", "Expires").with(badges(of_expiry)))
        .with(el("td").class("serves").attr("data-label", "Serves").with(part(move || served(desk, &places.get()))))
        .with(el("td").class("no-print").with(edit));
    let form = part(move || {
        is_open.get().then(|| {
            let form = untrack(|| editor(desk, Some(document.clone())));
            el("tr").class("no-print").with(el("td").attr("colspan", "7").with(form))
        })
    });
    el("tbody").attr("id", &id).class_live("changing", move || is_open.get()).with(cells).with(form)
}

/// The title, or what stands in for it.
pub(super) fn name(document: &Evidence) -> El {
    match [&document.title, &document.document, &document.link].into_iter().find(|text| !text.is_empty()) {
        Some(text) => words(text),
        None if document.is_blank() => el("span").with("Nothing filled in yet"),
        None => el("span").with("Without a title"),
    }
}

/// Title, link and digest. On paper the address and the digits are spelled out.
fn title(document: &Evidence) -> El {
    let link = match web_link(&document.link) {
        Some(address) => {
            Some(outside_link(address).with("Open the link").with(spoken(" of ")).with(name(document).class("sr")))
        }
        None if document.link.is_empty() => None,
        None => Some(el("span").class("hint").with("Link: ").with(words(&document.link))),
    };
    let printed = web_link(&document.link).map(|address| el("span").class("print-only spelled").with(words(address)));
    let has_digest = !document.sha256.is_empty();
    let tick = svg("path").attr("d", "M6.4 12.2 2.6 8.4l1.3-1.3 2.5 2.5 5.7-5.7 1.3 1.3z");
    let tick = svg("svg").class("mark").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(tick);
    let digest = has_digest.then(|| el("span").class("has-digest").with(tick).with(" SHA-256"));
    let digits = has_digest.then(|| el("code").class("print-only spelled").with(words(&document.sha256)));
    let facts = el("span").class("row-facts").with(link.map(|link| link.class("no-print"))).with(digest);
    el("div").with(name(document)).with(facts).with(printed).with(digits)
}

/// What dates say: a shape and words. No shape has two meanings.
fn badges(datings: Vec<Dating>) -> Vec<El> {
    let badge = |dating: Dating| {
        let (class, path) = match dating {
            // A filled octagon with a bar, an hour-glass, a triangle.
            Dating::Expired => ("not-met", "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM4 7v2h8V7z"),
            Dating::ExpiresSoon(_) => {
                ("partly-met", "M3 1h10v2.6L9.2 8l3.8 4.4V15H3v-2.6L6.8 8 3 3.6zM5 2.8 8 6.4l3-3.6z")
            }
            Dating::InFuture | Dating::ExpiresBeforeDate => {
                ("partly-met", "M8 1.2 15.4 14.6H.6zM7.2 6v4.4h1.6V6zm0 5.4V13h1.6v-1.6z")
            }
        };
        let path = svg("path").attr("fill-rule", "evenodd").attr("d", path);
        let mark = svg("svg").class("mark").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path);
        el("span").class(&format!("status dating {class}")).with(mark).with(dating.to_string())
    };
    datings.into_iter().map(badge).collect()
}

/// The requirements that it serves, as links, and those that are kept out of scope.
fn served(desk: Desk, places: &[Cited]) -> Vec<El> {
    let list = |is_asked: bool| {
        let rows: Vec<El> =
            places.iter().filter(|it| it.is_asked == is_asked).map(|place| place_link(desk, place)).collect();
        (!rows.is_empty()).then(|| el("ul").class("clauses").with(rows))
    };
    let kept = list(false).map(|kept| el("div").class("hint kept").with("Kept, out of scope: ").with(kept));
    let gone = places.is_empty().then(|| el("span").class("hint").with("Nothing any more"));
    list(true).into_iter().chain(kept).chain(gone).collect()
}

fn place_link(desk: Desk, place: &Cited) -> El {
    let clause = place.clause.to_string();
    let clause = match place.is_asked {
        // What is out of scope has no card.
        false => el("span").class("clause").with(clause),
        true => link(&Route::link(&desk.state.id_now(), Place::Requirement(place.clause))).class("clause").with(clause),
    };
    let item = place.item.map(|id| {
        let gone = || format!("removed item {id}");
        let name = desk.state.head.with_untracked(|head| head.item(id).map_or_else(gone, Item::display_name));
        el("span").class("hint").with(" (").with(words(&name)).with(")")
    });
    el("li").with(clause).with(item)
}

/// Clauses as links, for a list of places in a sentence.
pub(super) fn places_words(desk: Desk, places: &[Cited]) -> El {
    el("ul").class("clauses").with(places.iter().map(|place| place_link(desk, place)).collect::<Vec<El>>())
}
