//! "Do this first", drawn and in words.
//!
//! What belongs here: every gap has its box, every arrow its ends, and what the examples' drawings look like. Never here:
//! what comes before what (`ranking`).

use crate::examples::example;
use crate::generate::{answered, config};
use crate::{snapshots, with_words};
use iec62304_readiness::assessment::{Assessment, PlanOrder, plan_order};
use iec62304_readiness::exchange::paper::{Markup, WAVES_IN_A_DRAWING, order_drawings, order_list};
use iec62304_readiness::standard::Clause;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn address(clause: Clause) -> String {
    format!("#/a/x/requirement/{clause}")
}

fn attribute<'m>(of: &'m Markup, wanted: &str) -> Option<&'m str> {
    let Markup::Element { attributes, .. } = of else { return None };
    attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
}

/// Every element of this class.
fn of_class<'m>(root: &'m Markup, class: &str, found: &mut Vec<&'m Markup>) {
    let Markup::Element { children, .. } = root else { return };
    if attribute(root, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class)) {
        found.push(root);
    }
    for child in children {
        of_class(child, class, found);
    }
}

fn all<'m>(root: &'m Markup, class: &str) -> Vec<&'m Markup> {
    let mut found = Vec::new();
    of_class(root, class, &mut found);
    found
}

fn number(of: &Markup, name: &str) -> i32 {
    attribute(of, name).unwrap().parse().unwrap()
}

/// The two ends of a way, which is a curve (`M1 2C3 4 5 6 7 8`) or level (`M1 2h3`).
fn ends(line: &Markup) -> [(i32, i32); 2] {
    let way = attribute(line, "d").unwrap().strip_prefix('M').unwrap();
    let point = |text: &str| {
        let (x, y) = text.rsplit_once(' ').unwrap();
        (x.rsplit(' ').next().unwrap().parse().unwrap(), y.parse().unwrap())
    };
    if let Some((start, wide)) = way.split_once('h') {
        let start: (i32, i32) = point(start);
        return [start, (start.0 + wide.parse::<i32>().unwrap(), start.1)];
    }
    let (start, rest) = way.split_once('C').unwrap();
    [point(start), point(rest)]
}

/// A box as left, top, right and bottom.
fn area(gap: &Markup) -> [i32; 4] {
    let rect = all(gap, "order-box")[0];
    let (x, y) = (number(rect, "x"), number(rect, "y"));
    [x, y, x + number(rect, "width"), y + number(rect, "height")]
}

/// The laws of a drawing: boxes lie inside and apart; every end of a way meets a box, another way or a port; followed
/// from its beginnings, the ways lead to each box from exactly the gaps that the plan puts before it.
fn holds(plan: &PlanOrder) {
    let drawings = order_drawings(plan, Some(&address));
    assert_eq!(drawings.len(), plan.waves.len().div_ceil(WAVES_IN_A_DRAWING));
    let mut drawn: Vec<String> = Vec::new();
    let mut led: BTreeSet<(String, String)> = BTreeSet::new();
    for drawing in &drawings {
        let (wide, high) = (number(drawing, "width"), number(drawing, "height"));
        let mut boxes: BTreeMap<String, [i32; 4]> = BTreeMap::new();
        for gap in all(drawing, "order-gap") {
            let clause = attribute(gap, "id").unwrap().strip_prefix("first-").unwrap().to_owned();
            assert_eq!(attribute(gap, "href").unwrap(), address(clause.parse().unwrap()));
            let own = area(gap);
            assert!(own[0] > 0 && own[1] > 0 && own[2] < wide && own[3] < high, "{clause} lies outside: {own:?}");
            for (other, area) in &boxes {
                let apart = own[2] <= area[0] || area[2] <= own[0] || own[3] <= area[1] || area[3] <= own[1];
                assert!(apart, "{clause} lies on {other}");
            }
            boxes.insert(clause.clone(), own);
            drawn.push(clause);
        }
        // Where ways begin: the right side of a box, or beside a port.
        let mut begins: Vec<((i32, i32), String)> = Vec::new();
        for (clause, [_, top, right, bottom]) in &boxes {
            begins.push(((*right, i32::midpoint(*top, *bottom)), clause.clone()));
        }
        for port in all(drawing, "order-port") {
            begins.push(((46, number(port, "y") - 4), port.text()));
        }
        let lines: Vec<[(i32, i32); 2]> = all(drawing, "order-line").into_iter().map(ends).collect();
        for (start, clause) in &begins {
            let mut reached = BTreeSet::from([*start]);
            for _ in 0..=2 * WAVES_IN_A_DRAWING {
                let next: Vec<_> = lines.iter().filter(|[from, _]| reached.contains(from)).map(|[_, to]| *to).collect();
                reached.extend(next);
            }
            for (other, [left, top, _, bottom]) in &boxes {
                if reached.contains(&(*left, i32::midpoint(*top, *bottom))) {
                    led.insert((clause.clone(), other.clone()));
                }
            }
        }
        for [from, to] in &lines {
            let is_begun = begins.iter().any(|(start, _)| start == from) || lines.iter().any(|[_, end]| end == from);
            let is_ended = boxes.values().any(|[left, top, _, bottom]| *to == (*left, i32::midpoint(*top, *bottom)))
                || lines.iter().any(|[start, _]| start == to);
            assert!(is_begun && is_ended, "a way from {from:?} to {to:?} hangs loose");
        }
    }
    let mut wanted: Vec<String> =
        plan.waves.iter().flatten().map(|gap| gap.gap.requirement.clause.to_string()).collect();
    wanted.sort();
    drawn.sort();
    assert_eq!(drawn, wanted, "every gap has its box, once");
    let edges = plan.edges.iter().map(|edge| (edge.first.to_string(), edge.then.to_string()));
    assert_eq!(led, edges.collect(), "the ways are those of the plan");
}

const EXAMPLES: [&str; 4] = ["infusion-pump", "image-viewer", "activity-diary", "legacy-monitor"];

#[test]
fn the_drawings_of_the_worked_examples_are_kept() {
    with_words();
    for key in EXAMPLES {
        let plan = plan_order(&example(key));
        holds(&plan);
        let mut out = String::new();
        for drawing in order_drawings(&plan, None) {
            drawing.write(&mut out);
            out.push('\n');
        }
        // A line for each element, so that a difference can be read.
        snapshots::holds(&format!("first-{key}"), &out.replace("><", ">\n<"));
    }
}

#[test]
fn the_waves_of_the_worked_examples_in_words_are_kept() {
    with_words();
    for key in EXAMPLES {
        let mut out = String::new();
        order_list(&plan_order(&example(key)), None).write(&mut out);
        snapshots::holds(&format!("first-words-{key}"), &out.replace("<li>", "\n<li>"));
    }
}

#[test]
fn where_nothing_is_a_gap_nothing_is_drawn() {
    let edition = iec62304_readiness::standard::default_edition();
    let plan = plan_order(&Assessment::new("x".to_owned(), edition, String::new()));
    assert!(order_drawings(&plan, None).is_empty());
    assert_eq!(order_list(&plan, None).text(), "");
}

#[test]
fn without_an_address_there_is_no_link_and_no_id() {
    with_words();
    let plan = plan_order(&example("infusion-pump"));
    let mut out = String::new();
    order_drawings(&plan, None).iter().for_each(|drawing| drawing.write(&mut out));
    order_list(&plan, None).write(&mut out);
    assert!(!out.contains("<a ") && !out.contains("href") && !out.contains(" id="));
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn every_gap_has_its_box_and_every_arrow_its_ends(assessment in answered()) {
        with_words();
        holds(&plan_order(&assessment));
    }
}
