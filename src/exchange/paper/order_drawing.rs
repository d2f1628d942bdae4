//! "Do this first" as a drawing: a column for each wave, a box for each gap, an arrow for what comes before what.
//!
//! What belongs here: how boxes and arrows look. Never here: where they lie (`order_layout`), the same in words
//! (`order_list`), or what comes before what (`assessment`).
//!
//! A plan of many waves comes as several drawings below each other, so that it needs no scrolling and paper does not
//! shrink it: arrows from an earlier drawing come in from the left, with the clause that they come from. Every drawing
//! has the same scale. Classes for the style sheets: `.order` (the SVG), `.order-wave` (the name of a column), `.order-box`,
//! `.order-word`, `.order-line` (an arrow's way), `.order-tip` (its head), `.order-port` (the clause that one comes from),
//! and those of a status, `partly-met` and `not-met`, around a mark. Where there is no style sheet at all, the attributes
//! alone can be read.

use super::markup::{Markup, element};
use super::order_layout::{Kind, Layout, Node};
use super::status::{mark_path, status_class, status_tone};
use crate::assessment::{PlanOrder, Ranked};
use crate::standard::Clause;

/// How many waves one drawing has, so that its text can be read on paper of A4.
pub const WAVES_IN_A_DRAWING: usize = 4;

/// The width of a box, the room between two columns, and the room for ports.
const BOX: i32 = 188;
const BETWEEN: i32 = 56;
const PORTS: i32 = 70;
/// Where the ways from ports begin.
const PORT_END: i32 = 46;
/// The height of the names of the columns.
const HEAD: i32 = 30;
/// How many letters a line of a box holds in a wide font.
const LETTERS: usize = 22;

/// The drawings of a plan, the first waves first. `link` gives each gap the address that its box leads to; on paper and in
/// files there is none. None where there is no gap.
#[must_use]
pub fn order_drawings(plan: &PlanOrder, link: Option<&dyn Fn(Clause) -> String>) -> Vec<Markup> {
    let starts = (0..plan.waves.len()).step_by(WAVES_IN_A_DRAWING);
    starts.map(|first| drawing(plan, first, link)).collect()
}

fn drawing(plan: &PlanOrder, first: usize, link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let waves = plan.waves.len().saturating_sub(first).min(WAVES_IN_A_DRAWING);
    let layout = Layout::of(plan, first, waves, lines, |lines| i32::try_from(lines).unwrap_or(2).max(2) * 15 + 12);
    let has_ports = layout.nodes.iter().any(|node| matches!(node.kind, Kind::Port));
    let indent = if has_ports { PORTS } else { 0 };
    let columns = i32::try_from(waves).unwrap_or_default();
    let wide = indent + columns * (BOX + BETWEEN) - BETWEEN + 2;
    let high = HEAD + layout.height + 2;
    let name = match waves {
        1 => format!("Wave {} of {}", first + 1, plan.waves.len()),
        _ => format!("Waves {} to {} of {}", first + 1, first + waves, plan.waves.len()),
    };
    let mut svg = element("svg")
        .attr("class", "order")
        // A picture hides the links in it.
        .attr("role", if link.is_some() { "group" } else { "img" })
        .attr("aria-label", name)
        .attr("width", wide.to_string())
        .attr("height", high.to_string())
        .attr("viewBox", format!("0 0 {wide} {high}"));
    let left =
        |column: usize| indent + 1 + i32::try_from(column).unwrap_or_default().saturating_sub(1) * (BOX + BETWEEN);
    for (column, wave) in plan.waves.iter().skip(first).take(waves).enumerate() {
        let gaps = if wave.len() == 1 { "1 gap".to_owned() } else { format!("{} gaps", wave.len()) };
        let head = text("order-wave", left(column + 1), 16, "13").attr("aria-hidden", "true");
        let number = element("tspan").attr("font-weight", "700").with(format!("Wave {}", first + column + 1));
        svg = svg.with(head.with(number).with(format!(", {gaps}")));
    }
    svg = svg.with(arrows(&layout, &left));
    for node in &layout.nodes {
        match &node.kind {
            Kind::Gap(gap, lines) => svg = svg.with(gap_box(node, gap, lines, left(node.column), link)),
            Kind::Port => {
                let port = text("order-port", 1, HEAD + node.middle() + 4, "12").attr("aria-hidden", "true");
                svg = svg.with(port.with(node.clause.to_string()));
            }
            Kind::Lane => {}
        }
    }
    svg
}

fn text(class: &'static str, x: i32, y: i32, size: &str) -> Markup {
    let text = element("text").attr("class", class).attr("x", x.to_string()).attr("y", y.to_string());
    text.attr("font-size", size).attr("font-family", "system-ui, sans-serif").attr("fill", "currentColor")
}

/// All ways as one group, behind the boxes; one head for each box that any way leads to.
fn arrows(layout: &Layout, left: &dyn Fn(usize) -> i32) -> Markup {
    let mut group = element("g").attr("aria-hidden", "true");
    let line = |way: String| {
        let line = element("path").attr("class", "order-line").attr("d", way).attr("fill", "none");
        line.attr("stroke", "#566067").attr("stroke-width", "1.5")
    };
    let right = |node: &Node| match node.kind {
        Kind::Port => PORT_END,
        _ => left(node.column) + BOX,
    };
    for (from, to) in &layout.links {
        let Some((from, to)) = layout.nodes.get(*from).zip(layout.nodes.get(*to)) else { continue };
        let (x, y, to_x, to_y) = (right(from), HEAD + from.middle(), left(to.column), HEAD + to.middle());
        let bend = if matches!(from.kind, Kind::Port) { x + 12 } else { x + BETWEEN / 2 };
        group = group.with(line(format!("M{x} {y}C{bend} {y} {bend} {to_y} {to_x} {to_y}")));
    }
    for node in &layout.nodes {
        let (x, y) = (left(node.column), HEAD + node.middle());
        if matches!(node.kind, Kind::Lane) {
            group = group.with(line(format!("M{x} {y}h{BOX}")));
        }
    }
    for (place, node) in layout.nodes.iter().enumerate() {
        let is_led_to = layout.links.iter().any(|(_, to)| *to == place);
        if is_led_to && matches!(node.kind, Kind::Gap(..)) {
            let tip = format!("M{} {}l-9 -5v10z", left(node.column), HEAD + node.middle());
            group = group.with(element("path").attr("class", "order-tip").attr("d", tip).attr("fill", "#566067"));
        }
    }
    group
}

fn gap_box(node: &Node, gap: &Ranked, lines: &[String], x: i32, link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let status = Some(gap.gap.status);
    let (tone, top) = (status_tone(status), HEAD + node.top);
    let frame = element("rect").attr("class", "order-box").attr("x", x.to_string()).attr("y", top.to_string());
    let frame = frame.attr("width", BOX.to_string()).attr("height", node.height.to_string()).attr("rx", "6");
    let frame = frame.attr("fill", "#fff").attr("stroke", "#77828a").attr("stroke-width", "1");
    let first = i32::try_from(lines.len()).unwrap_or_default();
    let base = top + (node.height - first * 15) / 2 + 12;
    let mark = element("path").attr("fill-rule", "evenodd").attr("fill", tone).attr("d", mark_path(status));
    let mark = mark.attr("class", format!("order-mark {}", status_class(status)));
    let mark = mark.attr("transform", format!("translate({} {}) scale(.9)", x + 8, base - 11));
    let clause = node.clause.to_string();
    let mut all = text("order-word", x + 28, base, "12");
    for (place, words) in lines.iter().enumerate() {
        let span = element("tspan").attr("x", (x + 28).to_string());
        let span = if place == 0 { span } else { span.attr("dy", "15") };
        all = all.with(match words.strip_prefix(clause.as_str()).filter(|_| place == 0) {
            Some(rest) => span.with(element("tspan").attr("font-weight", "700").with(clause.as_str())).with(rest),
            None => span.with(words.as_str()),
        });
    }
    let says = format!("{clause} {}, {}", gap.gap.requirement.title, gap.gap.status.label().to_lowercase());
    let around = match link {
        Some(link) => element("a").attr("href", link(node.clause)).attr("id", format!("first-{clause}")),
        None => element("g"),
    };
    around.attr("class", "order-gap").attr("aria-label", says).with(frame).with(mark).with(all)
}

/// Clause and title in lines that a box has room for. A word that is too long for a line has one of its own.
fn lines(gap: &Ranked) -> Vec<String> {
    let mut lines = vec![gap.gap.requirement.clause.to_string()];
    for word in gap.gap.requirement.title.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
