//! `checks.toml`: the consistency checks, rules over answers that do not go together.

use super::language::Rules;
use super::{Checker, Edition};
use crate::clause::Clause;
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecksFile {
    check: Vec<Spanned<Block>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: String,
    title: String,
    severity: String,
    beside: Vec<String>,
    is: Vec<String>,
    #[serde(default)]
    when: Vec<When>,
    reason: String,
    remedy: String,
}

/// One condition as it is written: exactly one of the five kinds, and the statuses where answers are looked at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    any: Option<Vec<String>>,
    all: Option<Vec<String>>,
    none: Option<Vec<String>>,
    #[serde(default)]
    are: Vec<String>,
    unticked: Option<String>,
    fact: Option<String>,
}

/// A check, with the words that stand for several statuses written out.
#[derive(Debug, Clone)]
pub struct Check {
    pub id: String,
    pub title: String,
    pub severity: String,
    pub reason: String,
    pub remedy: String,
    /// Empty where it is about every requirement.
    pub beside: Vec<Clause>,
    pub is: Vec<String>,
    pub when: Vec<Condition>,
}

/// A condition of any kind: `any`, `all` and `none` have clauses and statuses, `unticked` a clause and a letter, `fact` its
/// word.
#[derive(Debug, Clone)]
pub struct Condition {
    pub kind: &'static str,
    pub clauses: Vec<Clause>,
    pub words: Vec<String>,
}

const FILE: &str = "checks.toml";
const TITLE: Rules = Rules::label(2, 8);
const REASON: Rules = Rules::sentences(6, 40);
const REMEDY: Rules = Rules::sentences(5, 30);
const SEVERITIES: [&str; 2] = ["contradiction", "doubt"];
const STATUSES: [&str; 5] = ["met", "partly-met", "not-met", "not-applicable", "unanswered"];

/// What a check may ask beside statuses and letters; `src/assessment/checks.rs` knows what each means.
pub const FACTS: [&str; 20] = [
    "class-not-assigned",
    "class-without-reasons",
    "evidence-expired",
    "evidence-expiring",
    "evidence-future",
    "evidence-none",
    "evidence-some",
    "follow-up",
    "items-without-soup",
    "legacy-decision-open",
    "legacy-rationale-missing",
    "letters-all",
    "letters-open",
    "lower-class-item",
    "no-soup-item",
    "not-legacy",
    "risk-control-in-software",
    "segregation-missing",
    "soup-item",
    "unexplained",
];

impl Checker<'_> {
    pub(super) fn checks(&mut self, editions: &[Edition]) -> Vec<Check> {
        let mut found: Vec<Check> = Vec::new();
        for (line, block) in self.blocks(FILE, |file: ChecksFile| file.check) {
            self.id(FILE, line, &block.id);
            let name = format!("check \"{}\"", block.id);
            if found.iter().any(|other| other.id == block.id) {
                self.say(FILE, line, format!("{name} stands twice"));
            }
            if found.iter().any(|other| other.title == block.title) {
                self.say(FILE, line, format!("the title of {name} stands twice"));
            }
            if !SEVERITIES.contains(&block.severity.as_str()) {
                let known = SEVERITIES.join(", ");
                self.say(
                    FILE,
                    line,
                    format!("{name} has the unknown severity \"{}\"; known are {known}", block.severity),
                );
            }
            let is_every = block.beside == ["all"];
            let beside = if is_every { Vec::new() } else { self.asked(line, &name, &block.beside, editions) };
            let is = self.statuses(line, &name, &block.is);
            let when: Vec<Condition> =
                block.when.iter().filter_map(|when| self.condition(line, &name, when, editions)).collect();
            let has_others = when.iter().any(|condition| matches!(condition.kind, "any" | "all"));
            self.check_words(line, &block, has_others, editions);
            let Block { id, title, severity, reason, remedy, .. } = block;
            found.push(Check { id, title, severity, reason, remedy, beside, is, when });
        }
        found
    }

    /// Clauses that are requirements of some edition, or the beginnings of some.
    fn asked(&mut self, line: usize, name: &str, texts: &[String], editions: &[Edition]) -> Vec<Clause> {
        if texts.is_empty() {
            self.say(FILE, line, format!("{name} names no clause"));
        }
        let mut clauses: Vec<Clause> = Vec::new();
        for text in texts {
            let Some(clause) = self.clause(FILE, line, text) else { continue };
            if !is_asked(editions, clause) {
                self.say(FILE, line, format!("{name} names {clause}, which no edition asks"));
            }
            if clauses.contains(&clause) {
                self.say(FILE, line, format!("{name} names {clause} twice"));
            }
            clauses.push(clause);
        }
        clauses
    }

    /// Statuses, with `gap` and `answered` written out.
    fn statuses(&mut self, line: usize, name: &str, words: &[String]) -> Vec<String> {
        if words.is_empty() {
            self.say(FILE, line, format!("{name} names no status"));
        }
        let mut statuses: Vec<String> = Vec::new();
        for word in words {
            let meant: &[&str] = match word.as_str() {
                "gap" => &["partly-met", "not-met"],
                "answered" => &["met", "partly-met", "not-met", "not-applicable"],
                word => match STATUSES.iter().position(|known| *known == word) {
                    Some(place) => STATUSES.get(place..=place).unwrap_or_default(),
                    None => {
                        let known = STATUSES.join(", ");
                        let what =
                            format!("{name} has the unknown status \"{word}\"; known are {known}, gap, answered");
                        self.say(FILE, line, what);
                        continue;
                    }
                },
            };
            for status in meant {
                if statuses.iter().any(|known| known == status) {
                    self.say(FILE, line, format!("{name} names the status \"{status}\" twice"));
                }
                statuses.push((*status).to_owned());
            }
        }
        statuses
    }

    fn condition(&mut self, line: usize, name: &str, when: &When, editions: &[Edition]) -> Option<Condition> {
        let lists = [("any", &when.any), ("all", &when.all), ("none", &when.none)];
        let mut answers = lists.into_iter().filter_map(|(quantity, list)| Some((quantity, list.as_ref()?)));
        let answers = (answers.next(), answers.next());
        match (answers, &when.unticked, &when.fact) {
            ((Some((quantity, clauses)), None), None, None) => {
                let clauses = self.asked(line, name, clauses, editions);
                Some(Condition { kind: quantity, clauses, words: self.statuses(line, name, &when.are) })
            }
            ((None, _), Some(letter), None) if when.are.is_empty() => self.letter(line, name, letter, editions),
            ((None, _), None, Some(fact)) if when.are.is_empty() => {
                if !FACTS.contains(&fact.as_str()) {
                    let known = FACTS.join(", ");
                    self.say(FILE, line, format!("{name} has the unknown fact \"{fact}\"; known are {known}"));
                }
                Some(Condition { kind: "fact", clauses: Vec::new(), words: vec![fact.clone()] })
            }
            _ => {
                let wanted = "one of any, all and none with are, or unticked, or fact";
                self.say(FILE, line, format!("a condition of {name} needs {wanted}"));
                None
            }
        }
    }

    /// `5.1.1 c`, in every edition that has the requirement: a letter may have moved from one to the next.
    fn letter(&mut self, line: usize, name: &str, text: &str, editions: &[Edition]) -> Option<Condition> {
        let (clause, letter) = text.split_once(' ').unwrap_or((text, ""));
        let clause = self.clause(FILE, line, clause)?;
        let requirements = editions.iter().flat_map(|edition| &edition.requirements);
        let mut requirements = requirements.filter(|requirement| requirement.clause == clause).peekable();
        let has = |known: &[(char, String)]| known.iter().any(|(known, _)| known.to_string() == letter);
        if requirements.peek().is_none() || !requirements.all(|requirement| has(&requirement.letters)) {
            self.say(
                FILE,
                line,
                format!("{name} names {text}, which is no lettered item in every edition with {clause}"),
            );
        }
        Some(Condition { kind: "unticked", clauses: vec![clause], words: vec![letter.to_owned()] })
    }

    fn check_words(&mut self, line: usize, block: &Block, has_others: bool, editions: &[Edition]) {
        let Block { id, title, reason, remedy, .. } = block;
        for (field, text, rules) in [("title", title, TITLE), ("reason", reason, REASON), ("remedy", remedy, REMEDY)] {
            let what = format!("{field} of \"{id}\"");
            self.prose(FILE, line, &what, text, &rules);
            let rest =
                if field == "reason" { text.replace("{clause}", "").replace("{others}", "") } else { text.clone() };
            if rest.contains(['{', '}']) {
                self.say(FILE, line, format!("{what} has braces that stand for nothing"));
            }
            let words = text.split(|char: char| !(char.is_ascii_digit() || char == '.'));
            for number in words.map(|word| word.trim_matches('.')).filter(|word| word.contains('.')) {
                if !number.parse().is_ok_and(|clause| is_asked(editions, clause)) {
                    self.say(FILE, line, format!("{what} names {number}, which no edition asks"));
                }
            }
        }
        if !reason.contains("{clause}") {
            self.say(FILE, line, format!("reason of \"{id}\" does not say {{clause}}"));
        }
        if reason.contains("{others}") && !has_others {
            self.say(
                FILE,
                line,
                format!("reason of \"{id}\" says {{others}}, and no condition with any or all is there"),
            );
        }
    }
}

fn is_asked(editions: &[Edition], clause: Clause) -> bool {
    let mut requirements = editions.iter().flat_map(|edition| &edition.requirements);
    requirements.any(|requirement| requirement.clause.starts_with(clause))
}
