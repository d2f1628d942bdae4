//! The heat map: every requirement in scope as a cell, in a block for each activity.
//!
//! What belongs here: which cells there are, how they are drawn, and the table behind them. The classes for the style sheets
//! are told in `charts.rs`. Never here: what the arrow keys do (`app`).

use super::charts::counts_in_words;
use super::markup::{Markup, element};
use super::status::{mark_path, status_class, status_tone};
use crate::assessment::{Assessment, Standing, Status, Tally};
use crate::standard::{Activity, Clause, Requirement};

/// An activity and how each of its requirements in scope stands.
#[derive(Debug)]
pub struct HeatRow {
    /// The activity.
    pub activity: &'static Activity,
    /// Its requirements in scope, in order, at least one.
    pub cells: Vec<(&'static Requirement, Standing)>,
}

/// The rows of drawing and table: everything in scope, once.
#[must_use]
pub fn heat_rows(assessment: &Assessment) -> Vec<HeatRow> {
    let scope = assessment.scope();
    let asked = scope.edition.activities().filter(|activity| activity.is_in(scope));
    asked
        .map(|activity| {
            let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
            HeatRow { activity, cells: asked.map(|asked| (asked, assessment.standing(asked.clause))).collect() }
        })
        .collect()
}

/// How a requirement stands, in words: `partly met`, `unanswered, estimated met`.
#[must_use]
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::Given(status) => status.label().to_lowercase(),
        Standing::Estimated(status) => format!("unanswered, estimated {}", status.label().to_lowercase()),
        Standing::Open => "unanswered".to_owned(),
    }
}

/// A cell is 26 by 38: wide enough for a finger, and twelve of them for a phone.
const WIDE: usize = 26;
const HIGH: usize = 38;
const IN_A_ROW: usize = 12;

/// The map. `link` gives each requirement the address that its cell leads to; then the first cell takes the focus by Tab,
/// and the page moves it on by the arrow keys, so that nobody has to walk through a hundred cells. On paper and in files
/// there is none, and each block is a picture that its counts stand for.
#[must_use]
pub fn heat_map(rows: &[HeatRow], link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let blocks = rows.iter().enumerate().map(|(place, row)| heat_block(row, link, place == 0));
    element("div").attr("class", "chart heat").with_all(blocks)
}

/// One block of the map; `is_first` for the one whose first cell takes the focus by Tab.
#[must_use]
pub fn heat_block(row: &HeatRow, link: Option<&dyn Fn(Clause) -> String>, is_first: bool) -> Markup {
    let tally = Tally::of(row.cells.iter().map(|(_, standing)| *standing));
    let name = format!("{} {}", row.activity.clause, row.activity.title);
    let (across, down) = (row.cells.len().min(IN_A_ROW), row.cells.len().div_ceil(IN_A_ROW));
    let svg = element("svg").attr("class", "heat-row").attr("role", if link.is_some() { "group" } else { "img" });
    let mut svg = svg
        .attr("aria-label", format!("{name}: {}", counts_in_words(tally)))
        .attr("width", (across * WIDE).to_string())
        .attr("height", (down * HIGH).to_string())
        // Taken over by everything inside.
        .attr("fill-rule", "evenodd")
        .attr("text-anchor", "middle")
        .attr("font-size", "11");
    for (place, (requirement, standing)) in row.cells.iter().enumerate() {
        let drawn = match link {
            Some(link) => element("a")
                .attr("href", link(requirement.clause))
                .attr("tabindex", if is_first && place == 0 { "0" } else { "-1" }),
            None => element("g"),
        };
        let (x, y) = (place % IN_A_ROW * WIDE + 5, place / IN_A_ROW * HIGH + 4);
        let drawn = cell(drawn, row.activity.clause, requirement, *standing);
        svg = svg.with(drawn.attr("transform", format!("translate({x} {y})")));
    }
    let name = element("p").attr("class", "heat-name").with(name);
    element("div").attr("class", "heat-block").with(name).with(svg)
}

/// The box of a cell around its mark, whose corner is at 0, 0.
const BOX: &str = "M-.5-2.5h17a3 3 0 0 1 3 3v29a3 3 0 0 1-3 3h-17a3 3 0 0 1-3-3v-29a3 3 0 0 1 3-3z";

fn cell(drawn: Markup, activity: Clause, requirement: &Requirement, standing: Standing) -> Markup {
    let status = match standing {
        Standing::Given(status) => Some(status),
        Standing::Estimated(_) | Standing::Open => None,
    };
    let estimated = if matches!(standing, Standing::Estimated(_)) { " estimated" } else { "" };
    let tone = status_tone(status);
    let name = format!("{} {}: {}", requirement.clause, requirement.title, standing_words(standing));
    let back = element("path").attr("d", BOX).attr("stroke", tone);
    let mark = element("path").attr("d", mark_path(status));
    let number = element("text").attr("x", "8").attr("y", "28").with(last_part(activity, requirement.clause));
    let drawn = drawn.attr("class", format!("cell {}{estimated}", status_class(status))).attr("fill", tone);
    let drawn = drawn.with(element("title").with(name));
    if status == Some(Status::Met) {
        // Full, as in the bars.
        let on_ink = |shape: Markup| shape.attr("class", "on-ink").attr("fill", "#fff");
        return drawn.with(back.attr("class", "back")).with(on_ink(mark)).with(on_ink(number));
    }
    let back = back.attr("class", "back ground").attr("fill", "#fff");
    let back = match status {
        Some(Status::NotMet) => back.attr("stroke-width", "2.5"),
        None => back.attr("stroke-dasharray", "2 3"),
        Some(_) => back,
    };
    drawn.with(back).with(mark).with(number.attr("class", "on-ground").attr("fill", "currentColor"))
}

/// What is left of the clause behind that of its activity: `12` of 5.1.12 in 5.1.
fn last_part(activity: Clause, clause: Clause) -> String {
    let whole = clause.to_string();
    let rest = whole.strip_prefix(&format!("{activity}.")).map(str::to_owned);
    rest.unwrap_or(whole)
}

/// The table behind the map, with the same cells.
#[must_use]
pub fn heat_table(rows: &[HeatRow], link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let heads = ["Clause", "Requirement", "Status"].into_iter();
    let head = element("tr").with_all(heads.map(|name| element("th").attr("scope", "col").with(name)));
    let line = |(requirement, standing): &(&'static Requirement, Standing)| {
        let title = match link {
            Some(link) => element("a").attr("href", link(requirement.clause)).with(requirement.title),
            None => requirement.title.into(),
        };
        let mut words = standing_words(*standing);
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        element("tr")
            .with(element("th").attr("scope", "row").attr("class", "clause").with(requirement.clause.to_string()))
            .with(element("td").with(title))
            .with(element("td").with(words))
    };
    let lines = rows.iter().flat_map(|row| &row.cells).map(line);
    element("table").with(element("thead").with(head)).with(element("tbody").with_all(lines))
}
