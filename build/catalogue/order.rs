//! `order.tsv`: what each requirement leans on.

use super::language::Rules;
use super::{Checker, Edition, has_clause};
use crate::clause::Clause;

/// A requirement that leans on another one: what it leans on comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaning {
    pub clause: Clause,
    pub on: Clause,
    pub why: String,
}

const FILE: &str = "order.tsv";
const WHY: Rules = Rules::sentences(3, 12);

impl Checker<'_> {
    pub(super) fn order(&mut self, editions: &[Edition]) -> Vec<Leaning> {
        let mut found: Vec<(usize, Leaning)> = Vec::new();
        for (line, [clause, on, why]) in self.table(FILE, ["clause", "on", "why"]) {
            let ends = [&clause, &on].map(|text| self.clause(FILE, line, text));
            let [Some(clause), Some(on)] = ends else { continue };
            for end in [clause, on] {
                if !has_clause(editions, end) {
                    self.say(FILE, line, format!("{end} is no requirement of any edition"));
                }
            }
            let name = format!("that {clause} leans on {on}");
            if let Some((other, _)) = found.iter().find(|(_, row)| (row.clause, row.on) == (clause, on)) {
                self.say(FILE, line, format!("{name} stands already in line {other}"));
            }
            self.prose(FILE, line, &format!("the reason {name}"), &why, &WHY);
            found.push((line, Leaning { clause, on, why }));
        }
        if let Some((line, circle)) = circle(&found) {
            let names: Vec<String> = circle.iter().map(ToString::to_string).collect();
            self.say(FILE, line, format!("a circle, in which nothing can come first: {}", names.join(" leans on ")));
        }
        found.into_iter().map(|(_, row)| row).collect()
    }
}

/// The first circle: the line that closes it, and its requirements with the first one again at the end.
fn circle(rows: &[(usize, Leaning)]) -> Option<(usize, Vec<Clause>)> {
    rows.iter().find_map(|(line, row)| {
        let mut way = vec![row.clause];
        let mut seen = vec![row.on];
        leads(rows, row.on, row.clause, &mut way, &mut seen).then_some((*line, way))
    })
}

/// Whether a way leads from one requirement to the other; if so, it is added to `way`.
fn leads(rows: &[(usize, Leaning)], from: Clause, to: Clause, way: &mut Vec<Clause>, seen: &mut Vec<Clause>) -> bool {
    way.push(from);
    if from == to {
        return true;
    }
    for (_, row) in rows.iter().filter(|(_, row)| row.clause == from) {
        if row.on != to && seen.contains(&row.on) {
            continue;
        }
        seen.push(row.on);
        if leads(rows, row.on, to, way, seen) {
            return true;
        }
    }
    way.pop();
    false
}
