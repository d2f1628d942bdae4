//! The facts that a consistency check may name beside statuses and letters (`fact = "..."` in `editions/checks.toml`).
//!
//! What belongs here: what each of these words means. Never here: which of them a check wants.

use super::answer::{Evidence, Status};
use super::checks::{Grounds, Row, View};
use super::expiry::Dating;
use super::items::{Placed, rank};
use super::model::Assessment;
use super::reason::ControlKind;

impl Assessment {
    /// What the checks look at besides the answers and the day: the same assessment without its answers, and without words
    /// that change nothing while they are typed. Where two of these are equal, the same answers give the same findings.
    #[must_use]
    pub fn frame(&self) -> Self {
        let mut frame = Self::new(self.id.clone(), self.edition, String::new());
        frame.product.version.clone_from(&self.product.version);
        frame.legacy = self.legacy;
        frame.classification = self.classification.clone();
        shorten(&mut frame.classification.rationale);
        frame.items.clone_from(&self.items);
        for item in &mut frame.items {
            shorten(&mut item.segregation);
            item.does.clear();
            item.changed.clear();
        }
        frame.legacy_route = self.legacy_route.clone();
        for decision in &mut frame.legacy_route.decisions {
            decision.why.clear();
            decision.changed.clear();
        }
        for rationale in &mut frame.legacy_route.rationales {
            shorten(&mut rationale.text);
            rationale.changed.clear();
        }
        frame
    }
}

/// Leaves of a text only whether it says something.
fn shorten(text: &mut String) {
    let is_said = !text.trim().is_empty();
    text.clear();
    if is_said {
        text.push('+');
    }
}

impl View<'_> {
    /// Whether a fact is so, for this requirement or for all; items, risk controls and evidence that it rests on are named.
    /// The build knows these words and lets no other pass.
    pub(super) fn fact(&self, fact: &str, row: &Row<'_>, grounds: &mut Grounds) -> bool {
        let assessment = self.assessment;
        let classification = &assessment.classification;
        match fact {
            "class-not-assigned" => classification.class.is_none(),
            "class-without-reasons" => {
                let is_silent = classification.rationale.trim().is_empty();
                classification.class.is_some() && is_silent && assessment.reasoned_class().is_none()
            }
            "evidence-none" => row.evidence().next().is_none(),
            "evidence-some" => grounds.name(row.evidence().map(name_of)),
            "evidence-expired" => self.dated(row, grounds, |dating| dating == Dating::Expired),
            "evidence-expiring" => self.dated(row, grounds, |dating| matches!(dating, Dating::ExpiresSoon(_))),
            "evidence-future" => self.dated(row, grounds, |dating| dating == Dating::InFuture),
            "follow-up" => row.answers().any(|answer| answer.follow_up),
            "unexplained" => !row.has_ticks() && row.answers().all(|answer| answer.note.trim().is_empty()),
            "letters-open" => row.has_ticks() && row.covered() < row.requirement.letters.len(),
            "letters-all" => row.covered() > 0 && row.covered() == row.requirement.letters.len(),
            "not-legacy" => !assessment.legacy,
            "legacy-decision-open" => self.open_decisions(grounds),
            "legacy-rationale-missing" => {
                let rationale = assessment.legacy_route.rationale(&assessment.product.version);
                rationale.is_none_or(|rationale| rationale.text.trim().is_empty())
            }
            "items-without-soup" => !assessment.items.is_empty() && !assessment.items.iter().any(|item| item.soup),
            "no-soup-item" => !assessment.items.iter().any(|item| item.soup),
            "soup-item" => self.asked_items(row, grounds, |placed| placed.item.soup),
            "lower-class-item" => {
                let place = |class| rank(assessment.edition, class);
                self.items(grounds, |placed| place(placed.class) < place(self.division.system))
            }
            "segregation-missing" => self.items(grounds, |placed| placed.lacks_rationale(assessment.edition)),
            "risk-control-in-software" => {
                let inner = classification.reasoning.controls.iter();
                let inner = inner.filter(|control| control.kind == Some(ControlKind::Software));
                let typed = inner.map(|control| control.what.trim().to_owned()).filter(|what| !what.is_empty());
                // Both are looked at, so that all of them are named.
                let is_listed = grounds.name(typed);
                self.asked_items(row, grounds, |placed| placed.item.controls_risk) || is_listed
            }
            _ => false,
        }
    }

    /// Whether there are such items.
    fn items(&self, grounds: &mut Grounds, is_such: impl Fn(&Placed<'_>) -> bool) -> bool {
        let such = self.division.items.iter().filter(|placed| is_such(placed));
        grounds.name(such.map(|placed| placed.item.display_name()))
    }

    /// Whether there are such items of a class that the requirement is asked for.
    fn asked_items(&self, row: &Row<'_>, grounds: &mut Grounds, is_such: impl Fn(&Placed<'_>) -> bool) -> bool {
        self.items(grounds, |placed| row.requirement.classes.contains(&placed.class) && is_such(placed))
    }

    /// Whether there is evidence of whose dates such a thing can be said today.
    fn dated(&self, row: &Row<'_>, grounds: &mut Grounds, is_such: fn(Dating) -> bool) -> bool {
        let Some(today) = self.today else { return false };
        let such = row.evidence().filter(|evidence| evidence.datings_on(today).into_iter().any(is_such));
        grounds.name(such.map(name_of))
    }

    /// Whether gaps of the gap analysis are left without a decision (4.4.3 c).
    fn open_decisions(&self, grounds: &mut Grounds) -> bool {
        let Some(route) = self.assessment.edition.legacy else { return false };
        let mut is_open = false;
        for row in self.rows.iter().filter(|row| row.is_among(route.gap_analysis)) {
            let clause = row.requirement.clause;
            let decision = self.assessment.legacy_route.decision(clause).and_then(|decision| decision.create);
            if row.counted.is_some_and(Status::is_gap) && decision.is_none() {
                grounds.add(clause);
                is_open = true;
            }
        }
        is_open
    }
}

/// What a piece of evidence is called, or what stands in for it.
fn name_of(evidence: &Evidence) -> String {
    let names = [&evidence.title, &evidence.document, &evidence.link];
    let name = names.into_iter().map(|name| name.trim()).find(|name| !name.is_empty());
    name.unwrap_or("Unnamed evidence").to_owned()
}
