//! What a person said that cannot all be so. Nothing is mended: it is named, with what to do, and they decide.
//!
//! What belongs here: contradictions between classification, items and the legacy route. Rules over answers to
//! requirements are another matter.

use super::items::{ItemId, rank};
use super::legacy::Verdict;
use super::model::Assessment;
use super::reason::ControlKind;
use crate::standard::Class;

/// Where a contradiction can be resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// The classification.
    Classification,
    /// The software items.
    Items,
    /// The set-up: product, version, legacy.
    Setup,
    /// The checks of the legacy route.
    Legacy,
    /// The gap analysis of the legacy route.
    GapAnalysis,
}

/// Two things that cannot both be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Where to resolve it.
    pub scene: Scene,
    /// The item it is about, if it is about one.
    pub item: Option<ItemId>,
    /// What is wrong and what counts meanwhile, in a sentence or two.
    pub what: String,
    /// What to do, in one sentence.
    pub remedy: String,
}

/// Every contradiction, those of the system first.
#[must_use]
pub fn contradictions(assessment: &Assessment) -> Vec<Contradiction> {
    let mut found = Vec::new();
    of_system(assessment, &mut found);
    of_items(assessment, &mut found);
    if assessment.legacy && assessment.edition.legacy.is_some() {
        of_legacy(assessment, &mut found);
    }
    found
}

fn of_legacy(assessment: &Assessment, found: &mut Vec<Contradiction>) {
    let mut say = |scene: Scene, what: String, remedy: &str| {
        found.push(Contradiction { scene, item: None, what, remedy: remedy.to_owned() });
    };
    if assessment.product.version.trim().is_empty() {
        say(
            Scene::Setup,
            "The software is taken as legacy software, and no version is given: continued use is justified for one \
             version (4.4.5)."
                .to_owned(),
            "Give the version that is on the market.",
        );
    }
    if let Verdict::Not(_) = assessment.legacy_verdict() {
        say(
            Scene::Legacy,
            "The software is taken as legacy software, and an answer to the checks says that it is not.".to_owned(),
            "Leave the legacy route, or correct the answer.",
        );
    }
    let floor = assessment.edition.legacy.map(|route| route.floor);
    let decision = floor.and_then(|floor| assessment.legacy_route.decision(floor));
    if let Some(decision) = decision.filter(|decision| decision.create == Some(false)) {
        say(
            Scene::GapAnalysis,
            format!(
                "Requirement {} is to be left out, and records of system tests are needed on every legacy route (4.4.3 c). The \
                 decision is kept and does not hold.",
                decision.clause
            ),
            "Decide to create them.",
        );
    }
}

fn of_system(assessment: &Assessment, found: &mut Vec<Contradiction>) {
    let edition = assessment.edition;
    let mut say = |what: String, remedy: &str| {
        found.push(Contradiction { scene: Scene::Classification, item: None, what, remedy: remedy.to_owned() });
    };
    let stated = assessment.classification.class;
    let counts = assessment.system_class();
    if let Some(stated) = stated.filter(|stated| rank(edition, *stated) < rank(edition, counts)) {
        let highest = assessment.items.iter().find(|item| item.class == Some(counts));
        let name = highest.map(super::Item::display_name).unwrap_or_default();
        say(
            format!(
                "The system is class {}, and its item {name} is class {}. A system is at least as high as its highest \
                 item, so class {} counts.",
                stated.id(),
                counts.id(),
                counts.id()
            ),
            "Raise the class of the system, or look at the item again.",
        );
    }
    if let (Some(stated), Some(reasoned)) = (stated, assessment.reasoned_class())
        && rank(edition, stated) < rank(edition, reasoned)
    {
        say(
            format!(
                "The answers to the classification questions lead to class {}, and class {} is stated.",
                reasoned.id(),
                stated.id()
            ),
            "Take over the class that the answers lead to, or correct the answers.",
        );
    }
    let mildest = edition.classes.first().map(|info| info.class);
    let is_mildest = |class: Class| Some(class) == mildest && edition.classes.len() > 1;
    if stated.is_some_and(is_mildest) {
        let inner = assessment.classification.reasoning.controls.iter();
        let inner = inner.filter(|control| control.kind == Some(ControlKind::Software)).count();
        let items = assessment.items.iter().filter(|item| item.controls_risk).count();
        if inner + items > 0 {
            say(
                format!(
                    "The system is class {}, and a risk control is implemented in its software. Software that implements \
                     a risk control takes the class of the risk that it controls (7.2.2 b), and a control inside the same \
                     system does not lower its class.",
                    stated.map(Class::id).unwrap_or_default()
                ),
                "Look at the classification questions again, with that control taken to fail.",
            );
        }
    }
}

fn of_items(assessment: &Assessment, found: &mut Vec<Contradiction>) {
    let edition = assessment.edition;
    let division = assessment.division();
    let mildest = edition.classes.first().map(|info| info.class);
    for placed in &division.items {
        let item = placed.item;
        let name = item.display_name();
        let mut say = |what: String, remedy: &str| {
            let item = Some(item.id);
            found.push(Contradiction { scene: Scene::Items, item, what, remedy: remedy.to_owned() });
        };
        if placed.is_circular {
            say(
                format!(
                    "{name} is its own ancestor: following what it is part of leads back to it. It is shown as a part of \
                         the system."
                ),
                "Choose what it is part of.",
            );
        } else if let Some(parent) = item.parent.filter(|parent| assessment.item(*parent).is_none()) {
            say(
                format!("{name} is part of an item that is not here ({parent}). It is shown as a part of the system."),
                "Choose what it is part of.",
            );
        }
        if placed.lacks_rationale(edition) {
            let own = item.class.map(Class::id).unwrap_or_default();
            say(
                format!(
                    "{name} is class {own}, below class {} of what it is part of, and nothing says how it is segregated \
                     (4.3 d). Until then class {} counts.",
                    placed.above.id(),
                    placed.class.id()
                ),
                "Explain the segregation, or let the item take the class above.",
            );
        } else if let Some(own) = item.class.filter(|own| rank(edition, *own) < rank(edition, placed.class)) {
            say(
                format!(
                    "{name} is class {}, and something inside it is class {}. What holds an item is at least as high, so \
                     class {} counts.",
                    own.id(),
                    placed.class.id(),
                    placed.class.id()
                ),
                "Raise its class, or move the higher item out of it.",
            );
        }
        if item.controls_risk && Some(placed.class) == mildest && edition.classes.len() > 1 {
            say(
                format!(
                    "{name} is class {} and implements a risk control. Such software takes the class of the risk that it \
                     controls (7.2.2 b).",
                    placed.class.id()
                ),
                "Give it the class of that risk, or correct whether it implements a risk control.",
            );
        }
    }
}
