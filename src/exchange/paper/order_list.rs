//! "Do this first" in words: the waves as a list, each gap with what has to come before it and why.
//!
//! What belongs here: the list that stands behind the drawing, and in its place on phones. Never here: the drawing
//! (`order_drawing`), or what comes before what (`assessment`).

use super::markup::{Markup, element};
use crate::assessment::{PlanEdge, PlanOrder, Ranked};
use crate::standard::Clause;

/// What a wave is, in one sentence.
pub const WAVE_MEANS: &str =
    "A wave holds the gaps that can be worked on side by side, once what they lean on in earlier waves is settled.";

/// The waves as a list of lists. `link` gives each gap the address that its name leads to; on paper and in files there is
/// none.
#[must_use]
pub fn order_list(plan: &PlanOrder, link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let waves = plan.waves.iter().enumerate().map(|(place, wave)| {
        let then = if place == 0 { "First" } else { "Then" };
        let name = element("p").attr("class", "order-name").with(format!("{then}, wave {}", place + 1));
        let gaps = wave.iter().map(|gap| gap_line(gap, &plan.edges, link));
        element("li").with(name).with(element("ul").with_all(gaps))
    });
    element("ol").attr("class", "order-list").with_all(waves)
}

fn gap_line(gap: &Ranked, edges: &[PlanEdge], link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let clause = gap.gap.requirement.clause;
    let name = format!("{clause} {}", gap.gap.requirement.title);
    let name = match link {
        Some(link) => element("a").attr("href", link(clause)).with(name),
        None => element("span").with(name),
    };
    let mut line = element("li").with(name);
    let own: Vec<Markup> =
        edges.iter().filter(|edge| edge.then == clause).map(|edge| element("li").with(because(edge))).collect();
    if !own.is_empty() {
        line = line.with(element("ul").attr("class", "order-why").with_all(own));
    }
    line
}

/// Why a gap comes after another one: `After 5.2.2, through 5.4.1 and 5.3.1: There must be unit designs to check.`
#[must_use]
pub fn because(edge: &PlanEdge) -> String {
    let why = edge.steps.first().map(|step| step.why).unwrap_or_default();
    // Each step but the last ends at a requirement that is no gap.
    let between = edge.steps.len().saturating_sub(1);
    let between: Vec<String> = edge.steps.iter().take(between).map(|step| step.on.to_string()).collect();
    let through = match between.as_slice() {
        [] => String::new(),
        [one] => format!(", through {one}"),
        [all @ .., last] => format!(", through {} and {last}", all.join(", ")),
    };
    format!("After {}{through}: {why}", edge.first)
}
