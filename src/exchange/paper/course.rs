//! The course: readiness from snapshot to snapshot, and now.
//!
//! What belongs here: the moments, how their readiness is drawn, and the table behind. The classes for the style sheets are
//! told in `charts.rs`. Never here: what moved between two moments (`assessment::snapshot`).

use super::figures::percent;
use super::markup::{Markup, element};
use crate::assessment::{Assessment, Tally, visible};

/// A moment whose numbers are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The name of the snapshot; none for now.
    pub name: Option<String>,
    /// Its day as people read it, `22 Nov 2026`; empty for now.
    pub day: String,
    /// The numbers as they were.
    pub tally: Tally,
}

/// The moments of an assessment, the oldest first, now as the last. `day` makes a day of the time of a snapshot.
pub fn moments(assessment: &Assessment, day: impl Fn(&str) -> String) -> Vec<Moment> {
    let kept = assessment.snapshots.iter();
    let kept = kept.map(|kept| Moment { name: Some(kept.name.clone()), day: day(&kept.taken), tally: kept.tally() });
    let now = Moment { name: None, day: String::new(), tally: assessment.tally() };
    kept.chain([now]).collect()
}

/// How many moments are drawn: the last ones. The table has all.
const DRAWN: usize = 6;
/// The place of 0 % and how far above it 100 % is.
const FLOOR: usize = 132;
const RISE: usize = 100;

/// The drawing: a step for each moment, as high as readiness was. Steps are of one width, however long they took.
/// None where there are fewer than two snapshots, which the page says in words.
#[must_use]
pub fn course(moments: &[Moment]) -> Option<Markup> {
    if moments.len() < 3 {
        return None;
    }
    let drawn = moments.get(moments.len().saturating_sub(DRAWN)..).unwrap_or_default();
    let said: Vec<String> = drawn.iter().map(said).collect();
    let mut svg = element("svg")
        .attr("class", "course")
        .attr("role", "img")
        .attr("aria-label", format!("Readiness: {}", said.join(", ")))
        .attr("width", "100%")
        .attr("height", "176");
    for (value, y) in [("0 %", FLOOR), ("50 %", FLOOR - RISE / 2), ("100 %", FLOOR - RISE)] {
        let grid = level("course-grid", "#cdd3d7", "1", ["44".to_owned(), "100%".to_owned()], y);
        svg = svg.with(grid).with(word("38", y + 4, "end", value));
    }
    // From 12 % on there is room for the scale on the narrowest screen.
    let wide = 8_800 / drawn.len().max(1);
    let place = |step: usize| format!("{}%", (1_200 + step * wide) / 100);
    let mut before = None;
    for (step, moment) in drawn.iter().enumerate() {
        let ready = usize::from(moment.tally.readiness().unwrap_or_default());
        let y = FLOOR - ready * RISE / 100;
        let (from, to) = (place(step), place(step + 1));
        let middle = format!("{}%", (1_200 + step * wide + wide / 2) / 100);
        if let Some(before) = before {
            let up = line("course-line", "#0b5c6b", "3").attr("x1", from.clone()).attr("x2", from.clone());
            svg = svg
                .with(up.attr("y1", usize::min(before, y).to_string()).attr("y2", usize::max(before, y).to_string()));
        }
        before = Some(y);
        let tread = level("course-line", "#0b5c6b", "3", [from, to], y);
        let value = word(&middle, y - 8, "middle", &percent(moment.tally.readiness())).attr("font-weight", "600");
        let (day, year) = match moment.day.rsplit_once(' ') {
            Some((day, year)) => (day, year),
            None if moment.name.is_none() => ("Now", ""),
            None => (moment.day.as_str(), ""),
        };
        svg = svg.with(tread.attr("stroke-linecap", "square")).with(value);
        svg = svg.with(word(&middle, FLOOR + 18, "middle", day)).with(word(&middle, FLOOR + 34, "middle", year));
    }
    Some(svg)
}

fn said(moment: &Moment) -> String {
    let ready = percent(moment.tally.readiness());
    match &moment.name {
        Some(name) => format!("{} {ready}", visible(name)),
        None => format!("now {ready}"),
    }
}

fn line(class: &'static str, tone: &str, width: &str) -> Markup {
    element("line").attr("class", class).attr("stroke", tone).attr("stroke-width", width)
}

fn level(class: &'static str, tone: &str, width: &str, [from, to]: [String; 2], y: usize) -> Markup {
    line(class, tone, width).attr("x1", from).attr("x2", to).attr("y1", y.to_string()).attr("y2", y.to_string())
}

fn word(x: &str, y: usize, anchor: &str, text: &str) -> Markup {
    let word = element("text").attr("class", "course-word").attr("x", x).attr("y", y.to_string());
    word.attr("text-anchor", anchor).attr("font-size", "12").attr("fill", "currentColor").with(text)
}

/// The table behind the drawing, with every moment.
#[must_use]
pub fn course_table(moments: &[Moment]) -> Markup {
    let heads = ["Snapshot", "Day", "In scope", "Unanswered", "Gaps", "Coverage", "Readiness"].into_iter();
    let head = element("tr").with_all(heads.map(|name| element("th").attr("scope", "col").with(name)));
    let line = |moment: &Moment| {
        let name = moment.name.as_deref().map_or_else(|| "Now".to_owned(), visible);
        let tally = moment.tally;
        let cells = [
            moment.day.clone(),
            tally.in_scope().to_string(),
            tally.unanswered.to_string(),
            tally.gaps().to_string(),
            percent(tally.coverage()),
            percent(tally.readiness()),
        ];
        let name = element("th").attr("scope", "row").with(element("bdi").with(name));
        element("tr").with(name).with_all(cells.into_iter().map(|cell| element("td").with(cell)))
    };
    let body = element("tbody").with_all(moments.iter().map(line));
    element("table").attr("class", "course-table").with(element("thead").with(head)).with(body)
}
