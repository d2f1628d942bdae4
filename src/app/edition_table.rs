//! The table of a change of edition: each requirement with what becomes of it, and what the editions changed.

use super::parts::{button, count, para, status_words, table_frame};
use crate::assessment::{Assessment, Becomes, Changed, Turned};
use crate::browser::dom::{El, el, live};
use crate::browser::reactive::*;
use crate::standard::{Clause, EditionWay};

/// The table with its filter.
pub(super) fn edition_table(old: &Assessment, changed: Changed) -> El {
    let only = RwSignal::new(None::<Becomes>);
    let counts: Vec<(Becomes, usize)> = Becomes::ALL.map(|becomes| (becomes, changed.count(becomes))).to_vec();
    let total = changed.rows.len();
    let pill = |becomes: Option<Becomes>, number: usize| {
        let name = becomes.map_or("All", Becomes::label);
        button("pill", move || only.set(becomes))
            .attr_live("aria-pressed", move || Some((only.get() == becomes).to_string()))
            .with(name)
            .with(" ")
            .with(el("span").class("many").with(number.to_string()))
    };
    let mut pills = vec![pill(None, total)];
    pills
        .extend(counts.iter().filter(|(_, number)| *number > 0).map(|(becomes, number)| pill(Some(*becomes), *number)));
    let pills = el("div").class("pills no-print").attr("role", "group").attr("aria-label", "What is shown").with(pills);
    let shown = move || {
        let of = |becomes| counts.iter().find(|(known, _)| *known == becomes).map_or(0, |(_, number)| *number);
        count(only.get().map_or(total, of), "requirement", "requirements")
    };
    let [older, newer] = ends(old, &changed);
    let changes = format!("What changed from {older} to {newer}");
    let mut head = el("tr");
    for title in ["Requirement", "Becomes", "Answer so far", &changes] {
        head = head.with(el("th").attr("scope", "col").with(title));
    }
    let mut body = el("tbody");
    for change in changed.rows {
        let becomes = change.becomes;
        let row = row(change, &changes);
        body = body.with(row.flag_live("hidden", move || only.get().is_some_and(|only| only != becomes)));
    }
    let table = el("table").class("edition-table").with(el("thead").with(head)).with(body);
    el("section")
        .class("stack")
        .attr("aria-labelledby", "by-requirement")
        .with(el("h2").attr("id", "by-requirement").with("By requirement"))
        .with(pills)
        .with(para("shown").attr("role", "status").with(live(shown)))
        .with(table_frame("What becomes of each requirement").with(table))
}

/// The ids of the older and of the newer edition: the notes of the map tell what changed in this direction.
fn ends(old: &Assessment, changed: &Changed) -> [&'static str; 2] {
    let (from, to) = (old.edition, changed.assessment.edition);
    match EditionWay::new(from, to) {
        Some(way) if !way.is_to_newer() => [to.id, from.id],
        _ => [from.id, to.id],
    }
}

fn row(change: Turned, changes: &str) -> El {
    let name = el("th")
        .attr("scope", "row")
        .with(el("span").class("clause").with(change.clause.to_string()))
        .with(" ")
        .with(change.title);
    let strong = matches!(change.becomes, Becomes::SecondLook | Becomes::NewlyAsked);
    let becomes = el(if strong { "strong" } else { "span" }).with(change.becomes.label());
    let clause = change.clause;
    let ticks: Vec<El> =
        change.ticks.iter().map(|(letter, place)| el("p").with(tick(clause, *letter, *place))).collect();
    let note = (!change.note.is_empty()).then(|| el("p").with(change.note));
    // On a phone the heads are gone, and each cell says its own.
    let cell = |title: &str| el("td").attr("data-label", title);
    el("tr")
        .with(name)
        .with(cell("Becomes").with(becomes))
        .with(cell("Answer so far").with(status_words(change.status)))
        .with(el("td").attr("data-label", changes).with(el("div").with(note).with(ticks)))
}

/// What becomes of the tick of a letter.
fn tick(clause: Clause, letter: char, place: Option<(Clause, char)>) -> String {
    match place {
        Some((now, moved)) if now == clause => format!("Your tick at {letter} moves to {moved}."),
        Some((now, moved)) => format!("Your tick at {letter} moves to {moved} of {now}."),
        None => format!("Your tick at {letter} has no counterpart; the note will tell."),
    }
}
