//! The way through the questions to a class.
//!
//! What belongs here: which answers lead to which class, typed from the sources, and what an answer that is missing or
//! unknown does. Never here: the words of the questions.

use crate::generate::config;
use iec62304_readiness::standard::{ClassTree, Edition, PathEnd, edition, editions};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn of(id: &str) -> &'static Edition {
    edition(id).unwrap()
}

/// Where these answers lead: a class, or the question that is open.
fn end(tree: &'static ClassTree, answers: &[(&str, &str)]) -> String {
    let answers: BTreeMap<&str, &str> = answers.iter().copied().collect();
    match tree.walk(|id| answers.get(id).copied()).end {
        PathEnd::Open(question) => question.id.to_owned(),
        PathEnd::Class(class) => class.id().to_owned(),
    }
}

#[test]
fn the_edition_in_force_asks_for_contribution_remaining_risk_and_severity() {
    let tree = &of("1.1").classification;
    let yes = [("contribute", "yes"), ("remaining", "yes")];
    for (answers, wanted) in [
        (&[][..], "contribute"),
        (&[("contribute", "no")], "A"),
        (&yes[..1], "remaining"),
        (&[("contribute", "yes"), ("remaining", "no")], "A"),
        (&yes, "severity"),
        (&[yes[0], yes[1], ("severity", "non-serious")], "B"),
        (&[yes[0], yes[1], ("severity", "serious")], "C"),
        // What does not stand on the way does not count, and what is not known is no answer.
        (&[("severity", "serious")], "contribute"),
        (&[("contribute", "no"), ("severity", "serious")], "A"),
        (&[("contribute", "perhaps"), ("severity", "serious")], "contribute"),
        (&[yes[0], yes[1], ("severity", "")], "severity"),
    ] {
        assert_eq!(end(tree, answers), wanted, "{answers:?}");
    }
}

#[test]
fn the_first_edition_asks_for_severity_and_lets_hardware_lower_the_class_by_one() {
    let tree = &of("1.0").classification;
    for (answers, wanted) in [
        (&[][..], "harm"),
        (&[("harm", "none")], "A"),
        (&[("harm", "non-serious")], "hardware-b"),
        (&[("harm", "non-serious"), ("hardware-b", "yes")], "A"),
        (&[("harm", "non-serious"), ("hardware-b", "no")], "B"),
        (&[("harm", "serious")], "hardware-c"),
        (&[("harm", "serious"), ("hardware-c", "yes")], "B"),
        (&[("harm", "serious"), ("hardware-c", "no")], "C"),
        (&[("harm", "serious"), ("hardware-b", "yes")], "hardware-c"),
    ] {
        assert_eq!(end(tree, answers), wanted, "{answers:?}");
    }
}

#[test]
fn only_the_first_edition_limits_the_controls_to_hardware_and_only_the_one_in_force_knows_legacy() {
    let controls = |id: &str| -> BTreeSet<&str> {
        of(id)
            .classification
            .questions
            .iter()
            .flat_map(|question| question.controls)
            .map(|control| control.id())
            .collect()
    };
    assert_eq!(controls("1.0"), BTreeSet::from(["hardware"]));
    assert_eq!(controls("1.1"), BTreeSet::from(["hardware", "system", "procedure"]));
    assert!(of("1.0").legacy.is_none());
    let route = of("1.1").legacy.unwrap();
    assert_eq!(route.floor.to_string(), "5.7.5");
    let analysed: BTreeSet<String> = of("1.1")
        .activities()
        .filter(|activity| activity.requirements.iter().any(|asked| route.analyses(asked.clause)))
        .map(|activity| activity.clause.to_string())
        .collect();
    let typed = ["5.2", "5.3", "5.7", "7.1", "7.2", "7.3", "7.4"].map(str::to_owned);
    assert_eq!(analysed, BTreeSet::from(typed));
    let checks: Vec<&str> = route.checks.iter().map(|check| check.id).collect();
    assert_eq!(checks, ["marketed", "sold", "unproven"]);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_way_ends_and_tells_each_step(picks in proptest::collection::vec(0..4_usize, 8)) {
        for edition in editions() {
            let tree = &edition.classification;
            // The answer of each question by its place in the list; one that is not there leaves the question open.
            let chosen = |id: &str| {
                let at = tree.questions.iter().position(|question| question.id == id)?;
                tree.questions[at].answers.get(picks[at % picks.len()]).map(|answer| answer.id)
            };
            let path = tree.walk(chosen);
            let ids: BTreeSet<&str> = path.steps.iter().map(|(question, _)| question.id).collect();
            prop_assert_eq!(ids.len(), path.steps.len(), "no question twice");
            for (question, answer) in &path.steps {
                prop_assert_eq!(chosen(question.id), Some(answer.id));
            }
            match path.end {
                PathEnd::Open(question) => prop_assert!(chosen(question.id).is_none() && path.class().is_none()),
                PathEnd::Class(class) => {
                    prop_assert!(edition.class(class.id()).is_some());
                    prop_assert_eq!(path.class(), Some(class));
                }
            }
        }
    }
}
