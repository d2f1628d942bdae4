//! The route for legacy software (4.4): what was decided on the way, and its own number.

use super::answer::{Status, Unknown};
use super::model::Assessment;
use super::score::Tally;
use crate::standard::{Clause, LegacyCheck, Requirement};

/// What a person said on the route of 4.4. Whether the software takes it is [`Assessment::legacy`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegacyRoute {
    /// The answers to the checks whether it is legacy software at all, by the id of the check.
    pub checks: Vec<(String, bool)>,
    /// What to do about each missing deliverable (4.4.3 c), in the order of clauses.
    pub decisions: Vec<Decision>,
    /// Why its use may go on, by version (4.4.5), in the order they were written.
    pub rationales: Vec<ContinuedUse>,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// What to do about a deliverable that the gap analysis misses (4.4.3, 4.4.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The requirement that asks for it.
    pub clause: Clause,
    /// Whether it will be made; none while it is open.
    pub create: Option<bool>,
    /// Why: what risk making it would reduce, or why it would reduce none.
    pub why: String,
    /// When it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// The rationale for the continued use of one version (4.4.5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContinuedUse {
    /// The version of the legacy software.
    pub version: String,
    /// Why its use may go on.
    pub text: String,
    /// When it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// Whether the software is legacy software.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every check says so.
    Legacy,
    /// This check says that it is not.
    Not(&'static LegacyCheck),
    /// This check is still open.
    Open(&'static LegacyCheck),
    /// The edition knows no such route.
    NoRoute,
}

impl LegacyRoute {
    /// What was answered to a check.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<bool> {
        self.checks.iter().find(|(known, _)| known == id).map(|(_, answer)| *answer)
    }

    /// Answers a check.
    pub fn set_check(&mut self, id: &str, answer: bool) {
        match self.checks.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => *known = answer,
            None => self.checks.push((id.to_owned(), answer)),
        }
    }

    /// What was decided about the deliverable of a requirement.
    #[must_use]
    pub fn decision(&self, clause: Clause) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.clause == clause)
    }

    /// Changes what was decided about the deliverable of a requirement.
    pub fn edit_decision(&mut self, clause: Clause, change: impl FnOnce(&mut Decision)) {
        let place = self.decisions.partition_point(|known| known.clause < clause);
        if self.decisions.get(place).is_none_or(|known| known.clause != clause) {
            let (create, why, changed, unknown) = (None, String::new(), String::new(), Unknown::new());
            self.decisions.insert(place, Decision { clause, create, why, changed, unknown });
        }
        if let Some(decision) = self.decisions.get_mut(place) {
            change(decision);
        }
    }
}

impl LegacyRoute {
    /// Why the use of this version may go on, as far as it is written.
    #[must_use]
    pub fn rationale(&self, version: &str) -> Option<&ContinuedUse> {
        self.rationales.iter().find(|known| known.version.trim() == version.trim())
    }

    /// Writes why the use of this version may go on; what is written for other versions stays.
    pub fn set_rationale(&mut self, version: &str, text: String, now: &str) {
        let place = self.rationales.iter().position(|known| known.version.trim() == version.trim());
        let known = place.and_then(|place| self.rationales.get_mut(place));
        if let Some(known) = known {
            known.text = text;
            known.changed = now.to_owned();
        } else {
            let (version, changed) = (version.trim().to_owned(), now.to_owned());
            self.rationales.push(ContinuedUse { version, text, changed, unknown: Unknown::new() });
        }
    }
}

impl Assessment {
    /// Whether it is legacy software, by the checks of its edition.
    #[must_use]
    pub fn legacy_verdict(&self) -> Verdict {
        let Some(route) = &self.edition.legacy else { return Verdict::NoRoute };
        let mut open = None;
        for check in route.checks {
            match self.legacy_route.check(check.id) {
                Some(true) => {}
                Some(false) => return Verdict::Not(check),
                None => open = open.or(Some(check)),
            }
        }
        open.map_or(Verdict::Legacy, Verdict::Open)
    }

    /// The requirements of the gap analysis (4.4.3): those of its clauses that are required for the class.
    pub fn gap_analysis(&self) -> impl Iterator<Item = &'static Requirement> {
        let inside = self.edition.legacy.as_ref().map(|route| route.gap_analysis).unwrap_or_default();
        let is_inside =
            move |requirement: &&Requirement| inside.iter().any(|part| requirement.clause.starts_with(*part));
        self.scope().requirements().filter(is_inside)
    }

    /// The numbers of the route: 4.4 itself and the gap analysis, and nothing else.
    #[must_use]
    pub fn legacy_tally(&self) -> Tally {
        let scope = self.scope();
        let own = scope.requirements().filter(|requirement| requirement.legacy);
        Tally::of(own.chain(self.gap_analysis()).map(|requirement| self.standing(requirement.clause)))
    }

    /// The requirement whose records are always needed on this route, with its status as it counts (4.4.3 c).
    #[must_use]
    pub fn legacy_floor(&self) -> Option<(&'static Requirement, Option<Status>)> {
        let floor = self.edition.legacy.as_ref()?.floor;
        Some((self.edition.requirement(floor)?, self.counted(floor)))
    }

    /// The rationale for continued use, composed from what is known so far (4.4.5). A start for a person's own words.
    #[must_use]
    pub fn compose_continued_use(&self) -> String {
        let Some(route) = &self.edition.legacy else { return String::new() };
        let name = match self.product.name.trim() {
            "" => "This software".to_owned(),
            name => name.to_owned(),
        };
        let subject = match self.product.version.trim() {
            "" => name,
            version => format!("{name} {version}"),
        };
        let class = self.system_class().id();
        let mut start = vec![format!(
            "{subject} stays in use as legacy software under clause 4.4 (software safety class {class})."
        )];
        let said = route.checks.iter().filter(|check| self.legacy_route.check(check.id) == Some(true));
        start.extend(said.map(|check| check.says.to_owned()));
        if self.legacy_verdict() != Verdict::Legacy {
            start.push("The checks do not say yet that it is legacy software.".to_owned());
        }
        let mut text = vec![start.join(" ")];
        let mut met = 0;
        let mut total = 0;
        let (mut made, mut unmade, mut unreasoned, mut open) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for requirement in self.gap_analysis() {
            total += 1;
            let counted = self.counted(requirement.clause);
            // What is always needed cannot be set aside.
            let is_aside = counted == Some(Status::NotApplicable) && requirement.clause != route.floor;
            if counted == Some(Status::Met) || is_aside {
                met += 1;
                continue;
            }
            let name = format!("{} {}", requirement.clause, requirement.title);
            let decision = self.legacy_route.decision(requirement.clause);
            match decision.and_then(|decision| Some((decision.create?, clean(&decision.why)))) {
                Some((true, "")) => made.push(name),
                Some((true, why)) => made.push(format!("{name} ({why})")),
                // What is always needed cannot be left out: that decision does not hold.
                Some((false, _)) if requirement.clause == route.floor => open.push(requirement.clause.to_string()),
                Some((false, "")) => unreasoned.push(name),
                Some((false, why)) => unmade.push(format!("{name} ({why})")),
                None => open.push(requirement.clause.to_string()),
            }
        }
        let parts: Vec<String> = route.gap_analysis.iter().map(ToString::to_string).collect();
        text.push(format!(
            "The gap analysis against {} for class {class} found {met} of {total} requirements met or not applicable.",
            listed(&parts)
        ));
        if !made.is_empty() {
            text.push(format!("To be made: {}.", made.join("; ")));
        }
        if !unmade.is_empty() {
            text.push(format!("Not to be made, since it would not reduce risk: {}.", unmade.join("; ")));
        }
        if !unreasoned.is_empty() {
            text.push(format!("Not to be made, with the reason still to be given: {}.", unreasoned.join("; ")));
        }
        if !open.is_empty() {
            text.push(format!("Still to be decided: {}.", listed(&open)));
        }
        if let Some((floor, status)) = self.legacy_floor() {
            let clause = floor.clause;
            text.push(match status {
                Some(Status::Met) => format!("Records of system tests exist ({clause})."),
                _ => format!("Records of system tests are not complete yet ({clause}); continued use rests on them."),
            });
        }
        let own: Vec<Clause> =
            self.scope().requirements().filter(|requirement| requirement.legacy).map(|asked| asked.clause).collect();
        // The last one asks for this text itself.
        let before = own.split_last().map(|(_, before)| before).unwrap_or_default();
        let open = before.iter().filter(|clause| self.counted(**clause) != Some(Status::Met));
        let open: Vec<String> = open.map(ToString::to_string).collect();
        if !open.is_empty() {
            let verb = if open.len() == 1 { "is" } else { "are" };
            text.push(format!("Of the route itself, {} {verb} not met yet.", listed(&open)));
        }
        text.join("\n")
    }
}

/// What a person wrote, without the point at its end: it goes on inside a sentence.
fn clean(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// `5.2, 5.3 and 7`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
