//! `ranking.toml`: how gaps are ranked, in points and in the words that users read.

use super::language::Rules;
use super::{Checker, Edition, has_clause, line_of};
use crate::clause::Clause;
use serde::Deserialize;
use toml::Spanned;

/// The components of the rule, in the order in which they are shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    pub status: Status,
    pub class: Class,
    pub dependents: Dependents,
    pub often: Groups,
    pub blocking: Groups,
}

/// How far the requirement is from being met.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    pub label: String,
    pub why: String,
    pub not_met: u16,
    pub partly_met: u16,
}

/// The class of the software that the gap is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    pub label: String,
    pub why: String,
    pub strictest: u16,
}

/// How many other requirements lean on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependents {
    pub label: String,
    pub why: String,
    pub direct: u16,
    pub through: u16,
    pub most: u16,
}

/// Requirements that weigh more, in groups with a reason each.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    pub label: String,
    pub why: String,
    pub points: u16,
    pub group: Vec<Spanned<Group>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub name: String,
    /// `5.8.3`, or `5.2.2 e` where only that letter counts.
    pub clauses: Vec<String>,
    pub says: String,
}

const FILE: &str = "ranking.toml";
const LABEL: Rules = Rules::label(1, 5);
const WHY: Rules = Rules::sentences(5, 30);
const NAME: Rules = Rules::label(1, 8);
const SAYS: Rules = Rules::sentences(5, 30);

/// The points of one component: few enough for a person to add up.
const POINTS: std::ops::RangeInclusive<u16> = 1..=99;

impl Checker<'_> {
    pub(super) fn ranking(&mut self, editions: &[Edition]) -> Ranking {
        let Some(text) = self.text(FILE) else { return Ranking::default() };
        let Some(read) = self.toml::<Ranking>(FILE, &text) else { return Ranking::default() };
        // Where a component begins; the reader has found them all.
        let line = |name: &str| {
            let head = format!("[{name}]");
            text.lines().position(|line| line.trim() == head).map_or(1, |place| place + 1)
        };
        let Ranking { status, class, dependents, often, blocking } = &read;
        for (name, label, why) in [
            ("status", &status.label, &status.why),
            ("class", &class.label, &class.why),
            ("dependents", &dependents.label, &dependents.why),
            ("often", &often.label, &often.why),
            ("blocking", &blocking.label, &blocking.why),
        ] {
            self.prose(FILE, line(name), &format!("label of \"{name}\""), label, &LABEL);
            self.prose(FILE, line(name), &format!("why of \"{name}\""), why, &WHY);
        }
        for (name, field, points) in [
            ("status", "not_met", status.not_met),
            ("status", "partly_met", status.partly_met),
            ("class", "strictest", class.strictest),
            ("dependents", "direct", dependents.direct),
            ("dependents", "through", dependents.through),
            ("dependents", "most", dependents.most),
            ("often", "points", often.points),
            ("blocking", "points", blocking.points),
        ] {
            if !POINTS.contains(&points) {
                let message = format!("{field} is {points}; wanted are {} to {}", POINTS.start(), POINTS.end());
                self.say(FILE, line(name), message);
            }
        }
        if status.not_met <= status.partly_met {
            self.say(FILE, line("status"), "not_met has to weigh more than partly_met");
        }
        if dependents.direct < dependents.through || dependents.most < dependents.direct {
            self.say(FILE, line("dependents"), "direct has to lie between through and most");
        }
        if editions.iter().any(|edition| usize::from(class.strictest) < edition.head.class.len().saturating_sub(1)) {
            self.say(
                FILE,
                line("class"),
                "strictest has too few points for each class to weigh more than the one before",
            );
        }
        for (name, groups) in [("often", often), ("blocking", blocking)] {
            self.groups(&text, editions, line(name), name, groups);
        }
        read
    }

    fn groups(&mut self, text: &str, editions: &[Edition], head: usize, name: &str, groups: &Groups) {
        if groups.group.is_empty() {
            self.say(FILE, head, format!("\"{name}\" has no group"));
        }
        let mut seen: Vec<Clause> = Vec::new();
        for row in &groups.group {
            let line = line_of(text, row.span().start);
            let group = row.get_ref();
            self.prose(FILE, line, &format!("a name in \"{name}\""), &group.name, &NAME);
            self.prose(FILE, line, &format!("says of \"{}\"", group.name), &group.says, &SAYS);
            if group.clauses.is_empty() {
                self.say(FILE, line, format!("\"{}\" names no clause", group.name));
            }
            for spot in &group.clauses {
                let (clause, letter) = spot.split_once(' ').unwrap_or((spot, ""));
                let Some(clause) = self.clause(FILE, line, clause) else { continue };
                if !has_clause(editions, clause) {
                    self.say(FILE, line, format!("{clause} is no requirement of any edition"));
                } else if *spot != clause.to_string() && !has_letter(editions, clause, letter) {
                    self.say(FILE, line, format!("\"{letter}\" is no letter of {clause} in any edition"));
                }
                // Each component counts once, so it has one reason for a clause.
                if seen.contains(&clause) {
                    self.say(FILE, line, format!("{clause} stands twice in \"{name}\""));
                }
                seen.push(clause);
            }
        }
    }
}

fn has_letter(editions: &[Edition], clause: Clause, letter: &str) -> bool {
    let asked = editions.iter().flat_map(|edition| &edition.requirements).filter(|asked| asked.clause == clause);
    asked.flat_map(|asked| &asked.letters).any(|(own, _)| own.to_string() == letter)
}
