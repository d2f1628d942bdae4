//! Estimates of the quick check: what they show, and that they never touch an answer or a count of answers.
//!
//! What belongs here: estimates and the list of the largest gaps that ends the quick check. Never here: the numbers of
//! answers (`rules`).

use crate::generate::{answered, config};
use iec62304_readiness::assessment::{
    Answer, Assessment, Standing, Status, Tally, activity_gaps, contradictions, gaps,
};
use iec62304_readiness::standard::{Clause, edition, editions};
use proptest::prelude::*;
use proptest::sample::select;

const NOW: &str = "2026-03-31T09:30:00Z";
const LATER: &str = "2026-03-31T10:00:00Z";

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn new(class: &str) -> Assessment {
    let edition = edition("1.1").unwrap();
    let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
    assessment.classification.class = edition.class(class);
    assessment
}

fn set(assessment: &mut Assessment, at: &str, status: Status, reason: &str) {
    let answer = Answer { status: Some(status), reason: reason.to_owned(), ..Answer::default() };
    assessment.answers.insert(clause(at), answer);
}

/// The counts of answers, apart from what is estimated.
fn counts(tally: Tally) -> Tally {
    Tally { estimated_met: 0, estimated_partly_met: 0, estimated_not_met: 0, ..tally }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn estimates_change_no_answer_and_no_count_of_answers(assessment in answered()) {
        let mut without = assessment.clone();
        without.estimates.clear();
        let (with, plain) = (assessment.tally(), without.tally());
        prop_assert_eq!(counts(with), plain);
        prop_assert_eq!(with.readiness(), plain.readiness());
        prop_assert_eq!(with.coverage(), plain.coverage());
        prop_assert_eq!(with.progress(), plain.progress());
        prop_assert_eq!((with.in_scope(), with.applicable(), with.answered()), (plain.in_scope(), plain.applicable(), plain.answered()));
        prop_assert_eq!((with.settled(), with.gaps()), (plain.settled(), plain.gaps()));
        prop_assert_eq!((with.open() + with.estimated(), plain.open()), (with.unanswered, plain.unanswered));
        prop_assert_eq!(counts(assessment.legacy_tally()), without.legacy_tally());
        prop_assert_eq!(assessment.scope(), without.scope());
        prop_assert_eq!(contradictions(&assessment), contradictions(&without));
        let list = |of: &Assessment| gaps(of).into_iter().map(|gap| (gap.requirement.clause, gap.status)).collect::<Vec<_>>();
        prop_assert_eq!(list(&assessment), list(&without));
        for requirement in assessment.edition.requirements() {
            prop_assert_eq!(assessment.counted(requirement.clause), without.counted(requirement.clause));
        }
    }

    #[test]
    fn to_estimate_changes_nothing_but_the_estimates(
        assessment in answered(), estimated in prop::option::of(prop::option::of(select(&Status::ALL[..]))), index: prop::sample::Index,
    ) {
        let activities: Vec<Clause> = editions().iter().flat_map(|one| one.activities()).map(|one| one.clause).collect();
        let activity = *index.get(&activities);
        let mut after = assessment.clone();
        after.set_estimate(activity, estimated, LATER);
        let untouched = Assessment { estimates: assessment.estimates.clone(), ..after.clone() };
        prop_assert_eq!(&untouched, &assessment);
        prop_assert!(after.estimates.windows(2).all(|pair| pair[0].activity < pair[1].activity));
        match estimated {
            Some(Some(Status::NotApplicable)) => prop_assert_eq!(&after, &assessment, "not applicable is no estimate"),
            Some(status) => prop_assert_eq!(after.estimate(activity).map(|known| known.status), Some(status)),
            None => prop_assert_eq!(after.estimate(activity), None),
        }
        let others = |of: &Assessment| of.estimates.iter().filter(|one| one.activity != activity).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&after), others(&assessment));
    }

    #[test]
    fn a_requirement_stands_as_it_was_answered_else_as_its_activity_was_estimated(assessment in answered()) {
        for activity in assessment.edition.activities() {
            let estimate = assessment.estimate(activity.clause).and_then(|estimate| estimate.status);
            for requirement in activity.requirements {
                let answer = assessment.answers.get(&requirement.clause);
                let is_chosen = answer.is_some_and(|answer| answer.status.is_some() || answer.is_split());
                let wanted = match (assessment.counted(requirement.clause), estimate) {
                    (Some(status), _) => Standing::Given(status),
                    // What a person chose stays theirs, even where it does not count yet.
                    (None, Some(status)) if !is_chosen => Standing::Estimated(status),
                    (None, _) => Standing::Open,
                };
                prop_assert_eq!(assessment.standing(requirement.clause), wanted, "{}", requirement.clause);
                prop_assert_ne!(wanted, Standing::Estimated(Status::NotApplicable));
            }
        }
    }

    #[test]
    fn estimated_readiness_is_what_readiness_becomes_if_every_estimate_proves_right(assessment in answered()) {
        let tally = assessment.tally();
        prop_assert!(tally.estimated() <= tally.unanswered);
        let mut proven = assessment.clone();
        for requirement in assessment.scope().requirements() {
            if let Standing::Estimated(status) = assessment.standing(requirement.clause) {
                proven.answers.entry(requirement.clause).or_default().status = Some(status);
            }
        }
        let proven = proven.tally();
        prop_assert_eq!(proven.estimated(), 0);
        match tally.estimated_readiness() {
            Some(estimated) => {
                prop_assert!(tally.estimated() > 0);
                prop_assert_eq!(Some(estimated), proven.readiness());
                let best = Tally { met: tally.met + tally.unanswered, unanswered: 0, ..counts(tally) };
                prop_assert!(tally.readiness() <= Some(estimated) && Some(estimated) <= best.readiness());
            }
            None => prop_assert_eq!(tally.estimated(), 0),
        }
    }

    #[test]
    fn the_largest_gaps_hold_every_activity_with_something_missing_in_order(assessment in answered()) {
        let scope = assessment.scope();
        let listed = activity_gaps(&assessment);
        let order: Vec<Clause> = assessment.edition.activities().map(|activity| activity.clause).collect();
        let place = |clause: Clause| order.iter().position(|known| *known == clause);
        for pair in listed.windows(2) {
            let further = place(pair[0].activity.clause) < place(pair[1].activity.clause);
            prop_assert!(pair[0].weight() > pair[1].weight() || (pair[0].weight() == pair[1].weight() && further));
        }
        for activity in assessment.edition.activities() {
            let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
            let tally = Tally::of(asked.map(|requirement| assessment.standing(requirement.clause)));
            let missing = tally.not_met + tally.estimated_not_met;
            let partly = tally.partly_met + tally.estimated_partly_met;
            let open = tally.unanswered - tally.estimated();
            let gap = listed.iter().find(|gap| gap.activity.clause == activity.clause);
            prop_assert_eq!(gap.is_some(), missing + partly + open > 0, "{}", activity.clause);
            if let Some(gap) = gap {
                prop_assert_eq!((gap.missing, gap.partly, gap.open, gap.in_scope), (missing, partly, open, tally.in_scope()));
            }
        }
    }
}

#[test]
fn an_estimate_is_given_changed_and_taken_back() {
    let mut assessment = new("C");
    for (activity, status) in
        [("9", Some(Status::Met)), ("5.1", None), ("5.10", Some(Status::NotMet)), ("5.2", Some(Status::PartlyMet))]
    {
        assessment.set_estimate(clause(activity), Some(status), NOW);
    }
    let order: Vec<String> = assessment.estimates.iter().map(|estimate| estimate.activity.to_string()).collect();
    assert_eq!(order, ["5.1", "5.2", "5.10", "9"]);
    assessment.estimates[0].unknown.push(("by".to_owned(), iec62304_readiness::assessment::Json::Null));
    assessment.set_estimate(clause("5.1"), Some(Some(Status::Met)), LATER);
    let changed = assessment.estimate(clause("5.1")).unwrap();
    assert_eq!((changed.status, changed.changed.as_str(), changed.unknown.len()), (Some(Status::Met), LATER, 1));
    assessment.set_estimate(clause("5.1"), Some(Some(Status::NotApplicable)), NOW);
    assert_eq!(assessment.estimate(clause("5.1")).unwrap().status, Some(Status::Met));
    for _ in 0..2 {
        assessment.set_estimate(clause("5.1"), None, LATER);
        assert_eq!(assessment.estimate(clause("5.1")), None);
    }
    assert_eq!(assessment.estimates.len(), 3);
}

#[test]
fn the_estimated_numbers_worked_out_by_hand_come_out() {
    // Class A asks 53 requirements: 8 of clause 9, 5 of 5.8, 5 of 5.7 and 5 of 5.2.
    let mut assessment = new("A");
    let numbers = |assessment: &Assessment| {
        let tally = assessment.tally();
        (
            tally.estimated_met,
            tally.estimated_partly_met,
            tally.estimated_not_met,
            tally.readiness(),
            tally.estimated_readiness(),
        )
    };
    assert_eq!(numbers(&assessment), (0, 0, 0, Some(0), None));
    assessment.set_estimate(clause("9"), Some(Some(Status::Met)), NOW);
    assert_eq!(numbers(&assessment), (8, 0, 0, Some(0), Some(15))); // 8 / 53 = 15.09
    assessment.set_estimate(clause("5.7"), Some(Some(Status::PartlyMet)), NOW);
    assert_eq!(numbers(&assessment), (8, 5, 0, Some(0), Some(19))); // 10.5 / 53 = 19.81
    assessment.set_estimate(clause("5.2"), Some(Some(Status::NotMet)), NOW);
    assert_eq!(numbers(&assessment), (8, 5, 5, Some(0), Some(19)));
    assessment.set_estimate(clause("5.3"), Some(Some(Status::Met)), NOW);
    assert_eq!(numbers(&assessment), (8, 5, 5, Some(0), Some(19)), "5.3 asks nothing of class A");
    assessment.set_estimate(clause("5.5"), Some(None), NOW);
    assert_eq!(numbers(&assessment), (8, 5, 5, Some(0), Some(19)), "to find out is no estimate of a status");
    // An answer takes the place of the estimate, and a status that does not count yet does, too.
    set(&mut assessment, "9.1", Status::NotMet, "");
    assert_eq!(numbers(&assessment), (7, 5, 5, Some(0), Some(17))); // 9.5 / 53 = 17.92
    set(&mut assessment, "9.2", Status::NotApplicable, "");
    assert_eq!(numbers(&assessment), (6, 5, 5, Some(0), Some(16))); // 8.5 / 53 = 16.04
    set(&mut assessment, "9.3", Status::NotApplicable, "No others");
    assert_eq!(numbers(&assessment), (5, 5, 5, Some(0), Some(14))); // 7.5 / 52 = 14.42
    assessment.answers.insert(clause("9.4"), Answer { note: "n".to_owned(), follow_up: true, ..Answer::default() });
    assert_eq!(numbers(&assessment), (5, 5, 5, Some(0), Some(14)), "a note is no status");
}

#[test]
fn the_largest_gaps_come_first_and_equal_ones_in_the_order_of_the_standard() {
    use Status::{Met, NotApplicable, NotMet, PartlyMet};
    let mut assessment = new("A");
    for (activity, status) in [
        ("5.1", Some(Met)),
        ("5.5", Some(Met)),
        ("6.1", Some(Met)),
        ("6.2", Some(Met)),
        ("6.3", Some(Met)),
        ("7.4", Some(Met)),
        ("8.1", Some(Met)),
    ] {
        assessment.set_estimate(clause(activity), Some(status), NOW);
    }
    for at in ["4.1", "4.2", "4.3"] {
        set(&mut assessment, at, Met, "");
    }
    // 9 is partly met: 8 halves. 5.2 is not met: 10 halves. 5.7 is open: 10 halves.
    assessment.set_estimate(clause("9"), Some(Some(PartlyMet)), NOW);
    assessment.set_estimate(clause("5.2"), Some(Some(NotMet)), NOW);
    assessment.set_estimate(clause("5.7"), Some(None), NOW);
    // 8.2 has 4: one not met, one partly met, one not applicable, one open.
    for (at, status, reason) in
        [("8.2.1", NotMet, ""), ("8.2.2", PartlyMet, ""), ("8.2.3", NotApplicable, "No changes yet")]
    {
        set(&mut assessment, at, status, reason);
    }
    set(&mut assessment, "8.3", Met, "");
    let listed: Vec<(String, u16, u16, u16, u16, u16)> = activity_gaps(&assessment)
        .into_iter()
        .map(|gap| (gap.activity.clause.to_string(), gap.missing, gap.partly, gap.open, gap.in_scope, gap.weight()))
        .collect();
    let wanted = [
        ("5.2", 5, 0, 0, 5, 10),
        ("5.7", 0, 0, 5, 5, 10),
        ("5.8", 0, 0, 5, 5, 10),
        ("9", 0, 8, 0, 8, 8),
        ("8.2", 1, 1, 1, 4, 5),
    ];
    let wanted =
        wanted.map(|(at, missing, partly, open, asked, weight)| (at.to_owned(), missing, partly, open, asked, weight));
    assert_eq!(listed, wanted);
    // Once everything is met, nothing is left to list.
    for requirement in assessment.scope().requirements() {
        set(&mut assessment, &requirement.clause.to_string(), Met, "");
    }
    assert!(activity_gaps(&assessment).is_empty());
}

#[test]
fn where_nothing_is_known_every_activity_in_scope_is_listed_as_open() {
    for (class, activities) in [("A", 14), ("B", 20), ("C", 20)] {
        let assessment = new(class);
        let listed = activity_gaps(&assessment);
        assert!(listed.iter().all(|gap| gap.open == gap.in_scope && gap.missing + gap.partly == 0));
        assert_eq!(listed.len(), assessment.edition.activities().filter(|one| one.is_in(assessment.scope())).count());
        assert_eq!(listed.len(), activities, "class {class}");
        assert_eq!(listed.iter().map(|gap| gap.in_scope).sum::<u16>(), assessment.tally().in_scope());
    }
}
