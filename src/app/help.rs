//! Help in a card, for two readers: what a requirement is for, and the terms of both worlds explained where they stand.

use super::lens::Lens;
use super::parts::{button, link, para};
use super::state::State;
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::ev::Event;
use crate::browser::reactive::*;
use crate::standard::{Clause, Edition, Requirement, Seen, Span, changed, mark, words};

/// The choice of a lens; kept in this browser, for all assessments.
pub(super) fn lens_choice(state: State) -> El {
    let pill = |lens: Lens| {
        button("pill", move || {
            state.lens.set(lens);
            lens.keep();
        })
        .attr_live("aria-pressed", move || Some((state.lens.get() == lens).to_string()))
        .with(lens.label())
    };
    el("div")
        .class("pills lens")
        .attr("role", "group")
        .attr("aria-label", "I come from")
        .with(el("span").class("label").attr("aria-hidden", "true").with("I come from"))
        .with(Lens::ALL.map(pill).to_vec())
}

/// The same on a page that shows no help, with what it is for.
pub(super) fn lens_setting(state: State) -> El {
    lens_choice(state).with(el("span").class("hint").with("The help in the questionnaire follows this."))
}

/// Said where a text is wanted that has not arrived.
pub(super) fn missing(state: State) -> El {
    para("hint").with(if state.words_failed.get() {
        "The help texts did not load. Load the page again."
    } else {
        "The help texts are on their way."
    })
}

/// The question of a card, with its terms explained.
pub(super) fn question(requirement: &'static Requirement) -> El {
    explained("question", requirement.question, &mut Seen::default())
}

/// A paragraph with its terms as buttons; what they mean is shown below it, one at a time. A term that was met before is
/// left as it is.
pub(super) fn explained(class: &str, text: &str, seen: &mut Seen) -> El {
    // The name of the term that is shown; empty for none.
    let open = RwSignal::new(String::new());
    let mut paragraph = para(class);
    let mut has_terms = false;
    for span in mark(text, seen) {
        let (text, term) = match span {
            Span::Plain(text) => {
                paragraph = paragraph.with(text);
                continue;
            }
            Span::Term(text, term) => (text, term.term),
        };
        has_terms = true;
        let is_open = move || open.with(|open| open == term);
        let run = move || open.set(if untrack(is_open) { String::new() } else { term.to_owned() });
        // No `button`: that is set like an image, so lines would break between a term and its full stop and never inside,
        // and its text cannot be selected.
        let name = el("span").class("term").attr("role", "button").attr("tabindex", "0").on_click(run);
        paragraph = paragraph.with(name.attr_live("aria-expanded", move || Some(is_open().to_string())).with(text));
    }
    let whole = el("div").class("explained").with(paragraph);
    if !has_terms {
        return whole;
    }
    let close = move |event: &Event| {
        page::focus_opener(event);
        open.set(String::new());
    };
    let shown = part(move || {
        let term = words().and_then(|words| open.with(|open| words.term(open)))?;
        let entry = link(&format!("#/glossary/{}", term.id())).with(term.term).with(" in the glossary");
        let end =
            el("button").attr("type", "button").class("link").on("click", move |event| close(&event)).with("Close");
        let meaning = el("p").with(el("strong").with(term.term)).with(": ").with(term.meaning);
        Some(el("div").class("meaning").with(meaning).with(para("card-row").with(entry).with(end)))
    });
    let on_key = move |event: Event| {
        if !page::is_escape(&event) {
            page::press_button(&event);
        } else if !open.with_untracked(String::is_empty) {
            event.prevent_default();
            close(&event);
        }
    };
    whole.with(el("div").attr("aria-live", "polite").with(shown)).on("keydown", on_key)
}

/// What a requirement is for, for the reader who is there.
pub(super) fn help(state: State, requirement: &'static Requirement) -> El {
    let content = part(move || {
        if !state.words_here.get() {
            return vec![missing(state)];
        }
        let lens = state.lens.get();
        untrack(|| sections(state.edition_now(), lens, requirement))
    });
    el("div")
        .class("help")
        .class_live("both", move || state.lens.get() == Lens::Both)
        .with(lens_choice(state))
        .with(content)
}

/// The texts of the help with their headings, for this reader.
fn texts(edition: &Edition, lens: Lens, clause: Clause) -> Vec<(&'static str, &'static str)> {
    let Some(help) = words().and_then(|words| words.help(edition, clause)) else { return Vec::new() };
    let mut texts = vec![("What it is for", help.purpose)];
    if lens != Lens::Engineering {
        texts.push(("If you come from quality", help.quality));
    }
    if lens != Lens::Quality {
        texts.push(("If you come from engineering", help.engineering));
    }
    texts.push(("What assessors often find", help.findings));
    texts
}

/// The terms of the question, which are explained there: each only once in a card.
fn seen_in_question(requirement: &Requirement) -> Seen {
    let mut seen = Seen::default();
    mark(requirement.question, &mut seen);
    seen
}

fn sections(edition: &'static Edition, lens: Lens, requirement: &'static Requirement) -> Vec<El> {
    let section = |title: &str| el("section").with(el("h4").with(title));
    let mut seen = seen_in_question(requirement);
    let texts = texts(edition, lens, requirement.clause);
    let mut rows: Vec<El> =
        texts.into_iter().map(|(title, text)| section(title).with(explained("", text, &mut seen))).collect();
    let change = match changed(edition, requirement.clause) {
        Some(row) => row.note,
        None => "The amendment of 2015 left it as it was in 2006.",
    };
    rows.push(section("From 2006 to the amendment").with(el("p").with(change)));
    let neighbours =
        words().and_then(|words| words.help(edition, requirement.clause)).map_or(&[][..], |help| help.neighbours);
    let neighbours: Vec<El> = neighbours.iter().map(|text| el("li").class("badge quiet").with(*text)).collect();
    rows.push(section("Neighbours").with(el("ul").class("badges").with(neighbours)));
    rows
}

/// What an assessor looks for, and typical evidence.
pub(super) fn look_for(state: State, requirement: &'static Requirement) -> El {
    let content = part(move || {
        if !state.words_here.get() {
            return vec![missing(state)];
        }
        let lens = state.lens.get();
        let edition = state.edition_now();
        let look = words().and_then(|words| words.look(edition, requirement.clause));
        let Some(look) = look else { return Vec::new() };
        let mut seen = seen_in_question(requirement);
        for (_, text) in texts(edition, lens, requirement.clause) {
            mark(text, &mut seen);
        }
        let evidence: Vec<El> = look.evidence.iter().map(|text| el("li").with(*text)).collect();
        let practice =
            "Practice, not requirement: the standard names no documents, and other evidence is always possible.";
        vec![
            untrack(|| explained("", look.look_for, &mut seen)),
            para("label").with("Typical evidence"),
            el("ul").with(evidence),
            para("hint").with(practice),
        ]
    });
    el("div").with(content)
}
