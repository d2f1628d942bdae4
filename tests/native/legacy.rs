//! The route for legacy software (4.4): whether it is open, what its gap analysis asks, its own numbers and its words.
//!
//! What belongs here: what an assessment makes of the route. Never here: what the route takes from the edition (`walk`),
//! and the requirements of 4.4 among all others (`golden`, `rules`).

use crate::generate::{answered, assessment, config};
use crate::snapshots;
use iec62304_readiness::assessment::{Answer, Assessment, Standing, Status, Tally, Verdict};
use iec62304_readiness::standard::{Clause, edition};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NOW: &str = "2026-03-31T09:30:00Z";

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn new(id: &str, class: &str) -> Assessment {
    let edition = edition(id).unwrap();
    let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
    assessment.classification.class = edition.class(class);
    assessment.legacy = true;
    assessment
}

fn set(assessment: &mut Assessment, at: &str, status: Status, reason: &str) {
    let answer = Answer { status: Some(status), reason: reason.to_owned(), ..Answer::default() };
    assessment.answers.insert(clause(at), answer);
}

fn decide(assessment: &mut Assessment, at: &str, create: Option<bool>, why: &str) {
    assessment.legacy_route.edit_decision(clause(at), |decision| {
        (decision.create, decision.why) = (create, why.to_owned());
    });
}

/// The verdict in a word: the check that says no, the first that is open, or what else it is.
fn told(verdict: Verdict) -> String {
    match verdict {
        Verdict::Legacy => "legacy".to_owned(),
        Verdict::Not(check) => format!("not: {}", check.id),
        Verdict::Open(check) => format!("open: {}", check.id),
        Verdict::NoRoute => "no route".to_owned(),
    }
}

#[test]
fn software_is_legacy_where_every_check_says_so_and_one_no_is_enough_against_it() {
    let (yes, no, open) = (Some(true), Some(false), None);
    for (answers, wanted) in [
        ([open, open, open], "open: marketed"),
        ([yes, open, open], "open: sold"),
        ([yes, yes, open], "open: unproven"),
        ([yes, yes, yes], "legacy"),
        ([open, yes, yes], "open: marketed"),
        ([yes, open, yes], "open: sold"),
        ([open, open, yes], "open: marketed"),
        ([no, open, open], "not: marketed"),
        ([no, yes, yes], "not: marketed"),
        ([no, no, no], "not: marketed"),
        ([yes, no, no], "not: sold"),
        ([yes, yes, no], "not: unproven"),
        ([open, no, open], "not: sold"),
        ([open, open, no], "not: unproven"),
    ] {
        let mut assessment = new("1.1", "C");
        for (check, answer) in ["marketed", "sold", "unproven"].into_iter().zip(answers) {
            if let Some(answer) = answer {
                assessment.legacy_route.set_check(check, answer);
            }
        }
        assert_eq!(told(assessment.legacy_verdict()), wanted, "{answers:?}");
        assessment.legacy_route.set_check("of another program", false);
        assert_eq!(told(assessment.legacy_verdict()), wanted, "checks that are not known do not count");
        assessment.edition = edition("1.0").unwrap();
        assert_eq!(told(assessment.legacy_verdict()), "no route");
    }
}

#[test]
fn a_check_that_is_answered_again_has_its_last_answer() {
    let mut assessment = new("1.1", "C");
    for answer in [true, false, true] {
        assessment.legacy_route.set_check("sold", answer);
        assert_eq!(assessment.legacy_route.check("sold"), Some(answer));
    }
    assert_eq!(assessment.legacy_route.checks.len(), 1);
}

/// The requirements of the gap analysis by class, typed: all of 5.2, 5.3, 5.7 and 7 that the class asks.
const ANALYSED: [(&str, usize, &str); 3] = [
    ("A", 11, "5.2.1 5.2.2 5.2.4 5.2.5 5.2.6 5.7.1 5.7.2 5.7.3 5.7.4 5.7.5 7.4.1"),
    (
        "B",
        27,
        "5.2.1 5.2.2 5.2.3 5.2.4 5.2.5 5.2.6 5.3.1 5.3.2 5.3.3 5.3.4 5.3.6 5.7.1 5.7.2 5.7.3 5.7.4 5.7.5 7.1.1 7.1.2 7.1.3 \
         7.1.4 7.2.1 7.2.2 7.3.1 7.3.3 7.4.1 7.4.2 7.4.3",
    ),
    (
        "C",
        28,
        "5.2.1 5.2.2 5.2.3 5.2.4 5.2.5 5.2.6 5.3.1 5.3.2 5.3.3 5.3.4 5.3.5 5.3.6 5.7.1 5.7.2 5.7.3 5.7.4 5.7.5 7.1.1 7.1.2 \
         7.1.3 7.1.4 7.2.1 7.2.2 7.3.1 7.3.3 7.4.1 7.4.2 7.4.3",
    ),
];

#[test]
fn the_gap_analysis_asks_5_2_5_3_5_7_and_7_as_far_as_the_class_does() {
    for (class, number, clauses) in ANALYSED {
        let mut assessment = new("1.1", class);
        for legacy in [true, false] {
            assessment.legacy = legacy;
            let asked: Vec<String> =
                assessment.gap_analysis().map(|requirement| requirement.clause.to_string()).collect();
            assert_eq!(asked.join(" "), clauses, "class {class}");
            assert_eq!(asked.len(), number);
        }
    }
}

#[test]
fn the_route_has_numbers_of_its_own() {
    use Status::{Met, NotApplicable, NotMet, PartlyMet};
    for (class, analysed, _) in ANALYSED {
        let mut assessment = new("1.1", class);
        let tally = assessment.legacy_tally();
        assert_eq!(usize::from(tally.in_scope()), analysed + 5, "4.4.1 to 4.4.5 and the gap analysis");
        assert_eq!((tally.unanswered, tally.readiness()), (tally.in_scope(), Some(0)));
        // What is asked elsewhere does not count here, and the other way round nothing is lost.
        set(&mut assessment, "5.1.1", Met, "");
        assert_eq!(assessment.legacy_tally(), tally);
        assert_eq!(assessment.tally().met, 1);
        for (at, status, reason) in [
            ("4.4.1", Met, ""),
            ("4.4.2", PartlyMet, ""),
            ("5.2.1", Met, ""),
            ("5.7.5", NotMet, ""),
            ("7.4.1", NotApplicable, "Never changed"),
            ("5.2.2", NotApplicable, ""),
        ] {
            set(&mut assessment, at, status, reason);
        }
        let wanted = Tally {
            met: 2,
            partly_met: 1,
            not_met: 1,
            not_applicable: 1,
            unanswered: tally.in_scope() - 5,
            ..Tally::default()
        };
        assert_eq!(assessment.legacy_tally(), wanted);
        assessment.set_estimate(clause("5.2"), Some(Some(PartlyMet)), NOW);
        let estimated = if class == "A" { 3 } else { 4 };
        assert_eq!(assessment.legacy_tally(), Tally { estimated_partly_met: estimated, ..wanted });
        // Off the route, 4.4 is not asked.
        assessment.legacy = false;
        assert_eq!(usize::from(assessment.legacy_tally().in_scope()), analysed);
    }
    // Class C: 33 in scope, 32 apply; 2.5 / 32 = 7.81, 4 / 32 = 12.5.
    let mut assessment = new("1.1", "C");
    for (at, status) in [("4.4.1", Met), ("4.4.2", PartlyMet), ("5.2.1", Met), ("5.7.5", NotMet)] {
        set(&mut assessment, at, status, "");
    }
    set(&mut assessment, "7.4.1", NotApplicable, "Never changed");
    let tally = assessment.legacy_tally();
    assert_eq!((tally.readiness(), tally.coverage()), (Some(7), Some(12)));
}

#[test]
fn the_first_edition_knows_no_such_route() {
    for class in ["A", "B", "C"] {
        let assessment = new("1.0", class);
        assert_eq!(assessment.gap_analysis().count(), 0);
        assert_eq!(assessment.legacy_tally(), Tally::default());
        assert!(assessment.legacy_floor().is_none());
        assert_eq!(assessment.compose_continued_use(), "");
    }
}

#[test]
fn the_records_of_system_tests_are_the_floor() {
    let mut assessment = new("1.1", "A");
    let floor = |assessment: &Assessment| {
        assessment.legacy_floor().map(|(requirement, status)| (requirement.clause.to_string(), status)).unwrap()
    };
    assert_eq!(floor(&assessment), ("5.7.5".to_owned(), None));
    for (status, reason, counted) in [
        (Status::NotMet, "", Some(Status::NotMet)),
        (Status::NotApplicable, "", None),
        (Status::NotApplicable, "Too old", Some(Status::NotApplicable)),
        (Status::Met, "", Some(Status::Met)),
    ] {
        set(&mut assessment, "5.7.5", status, reason);
        assert_eq!(floor(&assessment).1, counted);
        // Whatever the reason: without the records something is left to decide.
        let told = assessment.compose_continued_use();
        let is_open = told.lines().any(|line| line.starts_with("Still to be decided") && line.contains("5.7.5"));
        assert_eq!(is_open, status != Status::Met, "{status:?} {reason}: {told}");
    }
}

#[test]
fn decisions_stand_in_the_order_of_clauses_and_stay_while_the_route_is_not_taken() {
    let mut assessment = new("1.1", "C");
    for at in ["7.1.1", "5.2.10", "5.2.2", "7.1.1"] {
        decide(&mut assessment, at, Some(true), at);
    }
    let order: Vec<String> =
        assessment.legacy_route.decisions.iter().map(|decision| decision.clause.to_string()).collect();
    assert_eq!(order, ["5.2.2", "5.2.10", "7.1.1"]);
    assert_eq!(assessment.legacy_route.decision(clause("5.2.2")).unwrap().why, "5.2.2");
    assert_eq!(assessment.legacy_route.decision(clause("5.2.1")), None);
    let before = assessment.legacy_route.clone();
    (assessment.legacy, assessment.edition) = (false, edition("1.0").unwrap());
    let text = iec62304_readiness::exchange::write_file(&assessment, NOW);
    let opened = iec62304_readiness::exchange::read_file(text.as_bytes()).unwrap();
    assert_eq!(opened.assessment.answers, assessment.answers);
    assert_eq!(before.checks, opened.assessment.legacy_route.checks);
    // 5.2.10 is no requirement of any edition, so a file does not hold it.
    assert_eq!(opened.assessment.legacy_route.decisions.len(), 2);
}

/// A monitor at four points of the route.
fn stages() -> [(&'static str, Assessment); 4] {
    use Status::{Met, NotApplicable, NotMet, PartlyMet};
    let mut bare = new("1.1", "A");
    bare.legacy = true;
    let mut begun = new("1.1", "B");
    (begun.product.name, begun.product.version) = (" Bedside monitor ".to_owned(), "4.1".to_owned());
    begun.legacy_route.set_check("marketed", true);
    begun.legacy_route.set_check("sold", true);
    for at in ["5.2.1", "5.2.2", "5.7.1", "7.1.1"] {
        set(&mut begun, at, Met, "");
    }
    set(&mut begun, "5.3.3", NotApplicable, "No SOUP in it");
    set(&mut begun, "5.7.5", PartlyMet, "");
    set(&mut begun, "4.4.1", Met, "");
    decide(&mut begun, "5.3.1", Some(true), "A change could pass by the alarm path");
    decide(&mut begun, "5.7.5", Some(true), "");
    decide(&mut begun, "5.2.6", Some(false), "Twelve years in the field found what a review would find. ");
    decide(&mut begun, "5.3.6", Some(false), "");
    decide(&mut begun, "7.1.4", None, "Asked the risk team");
    let mut decided = begun.clone();
    decided.legacy_route.set_check("unproven", true);
    let all: Vec<Clause> = decided.gap_analysis().map(|requirement| requirement.clause).collect();
    for at in all {
        if decided.legacy_route.decision(at).and_then(|decision| decision.create).is_none() {
            set(&mut decided, &at.to_string(), Met, "");
        }
    }
    set(&mut decided, "5.7.5", Met, "");
    for at in ["4.4.1", "4.4.2", "4.4.3", "4.4.4"] {
        set(&mut decided, at, Met, "");
    }
    set(&mut decided, "4.4.5", NotMet, "");
    let mut done = decided.clone();
    for requirement in decided.scope().requirements() {
        set(&mut done, &requirement.clause.to_string(), Met, "");
    }
    [("nothing is known", bare), ("begun", begun), ("decided", decided), ("done", done)]
}

#[test]
fn the_composed_rationale_for_continued_use_reads_like_this() {
    let texts = stages().map(|(stage, assessment)| format!("== {stage}\n{}\n", assessment.compose_continued_use()));
    snapshots::holds("continued-use", &texts.join("\n"));
}

#[test]
fn what_is_always_needed_is_never_said_to_be_left_out() {
    let mut assessment = new("1.1", "C");
    for at in ["5.2.1", "5.7.5"] {
        decide(&mut assessment, at, Some(false), "It would reduce no risk.");
    }
    let text = assessment.compose_continued_use();
    let line = |start: &str| text.lines().find(|line| line.starts_with(start)).unwrap();
    assert!(line("Not to be made").contains("5.2.1") && !line("Not to be made").contains("5.7.5"), "{text}");
    assert!(line("Still to be decided").contains("5.7.5"), "{text}");
}

#[test]
fn each_version_has_a_rationale_of_its_own() {
    let mut route = new("1.1", "C").legacy_route;
    assert!(route.rationale("4.1").is_none());
    for (version, text) in [(" 4.1", "Proven in use."), ("4.2", "So is this."), ("4.1 ", "Proven since 2018.")] {
        route.set_rationale(version, text.to_owned(), NOW);
    }
    let written = route.rationales.iter().map(|known| (known.version.as_str(), known.text.as_str()));
    assert_eq!(written.collect::<Vec<_>>(), [("4.1", "Proven since 2018."), ("4.2", "So is this.")]);
    assert_eq!(route.rationale("4.1").map(|known| known.changed.as_str()), Some(NOW));
    assert_eq!(route.rationale("4"), None);
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_route_counts_what_the_whole_counts(mut assessment in answered(), legacy: bool) {
        assessment.legacy = legacy;
        let asked: BTreeSet<Clause> = assessment.gap_analysis().map(|requirement| requirement.clause).collect();
        let own = assessment.scope().requirements().filter(|requirement| requirement.legacy || asked.contains(&requirement.clause));
        let standings: Vec<Standing> = own.map(|requirement| assessment.standing(requirement.clause)).collect();
        prop_assert_eq!(assessment.legacy_tally(), Tally::of(standings));
        prop_assert!(assessment.legacy_tally().in_scope() <= assessment.tally().in_scope());
        prop_assert!(asked.iter().all(|at| assessment.scope().requirement(*at).is_some()));
    }

    #[test]
    fn the_rationale_names_each_requirement_that_is_open_or_not_met_once_by_its_number(assessment in assessment()) {
        let text = assessment.compose_continued_use();
        prop_assert_eq!(text.is_empty(), assessment.edition.legacy.is_none());
        for requirement in assessment.gap_analysis() {
            let is_settled = matches!(assessment.counted(requirement.clause), Some(Status::Met | Status::NotApplicable));
            if !is_settled {
                prop_assert!(text.contains(&requirement.clause.to_string()), "{} in {}", requirement.clause, text);
            }
        }
    }
}
