//! The gaps, ranked: what to do first, and why.

use super::parts::{count, link, mark, para, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, Gap, Item, ItemId, Status, gaps as find_gaps};
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;

pub(super) fn gaps(state: State) -> El {
    el("div").class("stack").with(part(move || {
        state.shape.track();
        state.head.track();
        untrack(|| gap_list(&state.assessment()))
    }))
}

fn gap_list(assessment: &Assessment) -> El {
    let found = find_gaps(assessment);
    let none = found.is_empty().then(|| para("empty").with("No requirement is partly met or not met."));
    let rows: Vec<El> = found.iter().map(|gap| gap_row(assessment, gap)).collect();
    el("section")
        .attr("aria-labelledby", "gaps")
        .with(el("h2").attr("id", "gaps").with(count(found.len(), "gap", "gaps")))
        .with(none)
        .with((!rows.is_empty()).then(|| el("ol").class("gaps").with(rows)))
}

fn gap_row(assessment: &Assessment, gap: &Gap) -> El {
    let requirement = gap.requirement;
    let answer = assessment.answers.get(&requirement.clause);
    let note = answer.map(|answer| answer.note.as_str()).filter(|note| !note.trim().is_empty());
    let open: Vec<String> = gap.open_letters.iter().map(char::to_string).collect();
    let open = (!open.is_empty()).then(|| format!("Lettered items not covered: {}", open.join(", ")));
    let item = |(id, status): &(ItemId, Status)| {
        let name = assessment.item(*id).map(Item::display_name).unwrap_or_default();
        let note = answer.and_then(|answer| answer.part(*id)).map(|part| part.note.as_str()).unwrap_or_default();
        let status =
            el("span").class(&format!("status {}", status.key())).with(mark(Some(*status))).with(status.label());
        let note = (!note.trim().is_empty()).then(|| para("note").with(words(note)));
        el("li").with(el("p").with(words(&name)).with(" ").with(status)).with(note)
    };
    let items: Vec<El> = gap.items.iter().map(item).collect();
    let name = link(&Route::link(&assessment.id, Place::Requirement(requirement.clause)))
        .with(el("span").class("clause").with(requirement.clause.to_string()))
        .with(" ")
        .with(requirement.title);
    let status = el("span").class(&format!("status {}", gap.status.key())).with(mark(Some(gap.status)));
    el("li")
        .with(el("p").with(name).with(status.with(gap.status.label())))
        .with((!items.is_empty()).then(|| el("ul").class("gap-items").with(items)))
        .with(open.map(|open| para("hint").with(open)))
        .with(note.map(|note| para("note").with(words(note))))
}
