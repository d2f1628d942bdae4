//! What to do first, drawn and in words, and the rule by which gaps are ranked.

use super::gaps::Gaps;
use super::parts::{button, fold, para, table_frame};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{RuleLine, rule};
use crate::browser::dom::{El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::exchange::paper::{Markup, WAVE_MEANS, order_drawings, order_list};

/// The waves as a drawing, and as a list behind it; on a phone only the list.
pub(super) fn do_first(gaps: Gaps) -> El {
    let address = move |clause| Route::link(&gaps.state.id_now(), Place::Requirement(clause));
    // A drawing is made anew where anything in it changes. Where a box held the focus, which may be gone, its heading takes it.
    let focused = StoredValue::new(false);
    let drawings: Memo<Vec<Markup>> = Memo::new(move |_| {
        gaps.turns.track();
        focused.set_value(page::focused_within("first-").is_some());
        gaps.order.with_value(|order| order_drawings(order, Some(&address)))
    });
    let words: Memo<Option<Markup>> = Memo::new(move |_| {
        gaps.turns.track();
        gaps.order.with_value(|order| Some(order_list(order, Some(&address))))
    });
    let drawn = part(move || {
        if focused.get_value() {
            page::focus("#do-first");
        }
        drawings.with(|all| all.iter().map(|one| el("div").class("order-frame").with(one)).collect::<Vec<El>>())
    });
    let is_open = RwSignal::new(false);
    let listed = button("quiet", move || is_open.update(|is_open| *is_open = !*is_open))
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
        .attr("aria-controls", "order-words")
        .with("The same as a list, with the reasons");
    el("section")
        .attr("aria-labelledby", "do-first")
        .with(el("h2").attr("id", "do-first").attr("tabindex", "-1").with("Do this first"))
        .with(el("p").class("order-means").with(WAVE_MEANS).with(el("span").class("order-wide").with(
            " An arrow leads from a gap to those that lean on it. A number at the left edge is a gap of an earlier \
                     wave.",
        )))
        .with(el("div").class("chart order-chart").with(drawn))
        .with(para("buttons order-switch").with(listed))
        .with(
            el("div")
                .attr("id", "order-words")
                .class("order-words")
                .class_live("open", move || is_open.get())
                .with(part(move || words.get())),
        )
}

/// The rule with all its points.
pub(super) fn rule_of_ranking(state: State) -> El {
    let table = move || {
        let Some(rule) = rule(state.edition_now()) else { return el("div") };
        let head = ["What counts", "Points", "Where"].map(|name| el("th").attr("scope", "col").with(name));
        let mut table = el("table").class("rule").with(el("thead").with(el("tr").with(head.to_vec())));
        for part in &rule.parts {
            let name = el("th")
                .attr("scope", "rowgroup")
                .attr("colspan", "3")
                .with(part.label)
                .with(el("span").class("hint").with(" ").with(part.why));
            let rows: Vec<El> = part.lines.iter().map(rule_line).collect();
            table = table.with(el("tbody").with(el("tr").class("group").with(name)).with(rows));
        }
        let frame = table_frame("How gaps are ranked, table").with(table);
        el("div").with(el("p").with(rule.order)).with(frame)
    };
    fold(|| "How this is ranked".to_owned(), table).attr("id", "ranking").class("plain")
}

fn rule_line(line: &RuleLine) -> El {
    let spots: Vec<String> = line.spots.iter().map(ToString::to_string).collect();
    let says = (!line.says.is_empty()).then(|| el("span").class("hint").with(" ").with(line.says));
    el("tr")
        .with(el("th").attr("scope", "row").with(line.what.as_str()))
        .with(el("td").class("number").with(line.points.to_string()))
        .with(el("td").with(spots.join(", ")).with(says))
}
