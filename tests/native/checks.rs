//! The consistency checks: each fires where it should and stays quiet where it should not.
//!
//! What belongs here: a case of each kind for every check of `editions/checks.toml`, and what holds for all findings.
//! Never here: mistakes in that file (`long_texts`), and contradictions that are about no answer (`contradictions`).

use crate::check_cases::{CASES, assessment_of};
use crate::generate::{assessment, config};
use crate::with_words;
use iec62304_readiness::assessment::{Assessment, Evidence, Finding, Status, findings};
use iec62304_readiness::exchange::read_file;
use iec62304_readiness::standard::{Severity, all_clauses, editions};
use proptest::prelude::*;

const TODAY: &str = "2026-11-22";

fn found(assessment: &Assessment) -> Vec<Finding> {
    with_words();
    findings(assessment, TODAY)
}

/// What a check finds in a story, as clause and text.
fn found_by(check: &str, story: &str) -> Vec<(String, String)> {
    let found = found(&assessment_of(story)).into_iter().filter(|finding| finding.check.id == check);
    found.map(|finding| (finding.clause.to_string(), finding.what)).collect()
}

#[test]
fn each_check_fires_where_it_should_and_stays_quiet_where_it_should_not() {
    for (check, fires, clause, words, quiet) in CASES {
        let told = found_by(check, fires);
        let [(beside, what)] = told.as_slice() else {
            panic!("{check} finds {told:?} in \"{fires}\"");
        };
        assert_eq!(beside, clause, "{check}");
        assert!(what.contains(words), "{check} says \"{what}\"");
        assert!(!what.contains(['{', '}']), "{check} says \"{what}\"");
        assert_eq!(found_by(check, quiet), [], "{check} in \"{quiet}\"");
    }
}

#[test]
fn every_check_has_its_cases_in_the_order_of_the_file() {
    let checks: Vec<&str> = with_words().checks.iter().map(|check| check.id).collect();
    let cases: Vec<&str> = CASES.iter().map(|case| case.0).collect();
    assert_eq!(cases, checks);
    assert!(checks.len() >= 25);
}

#[test]
fn a_check_can_be_told_without_a_finding() {
    let told = |id: &str| with_words().checks.iter().find(|check| check.id == id).unwrap().in_general();
    for (id, words) in [
        (
            "met-without-evidence",
            "The requirement is met, and no evidence is listed that would show it to an assessor.",
        ),
        ("evidence-expiring", "Evidence for the requirement expires within 90 days."),
        (
            "risk-control-set-aside",
            "The requirement is set to not applicable, and a risk control is implemented in this software.",
        ),
        (
            "no-soup-yet-worked-on",
            "8.1.2 says that there is no SOUP (ready-made software), and work on SOUP is reported in 5.3.3, 5.3.4 or 7.1.3.",
        ),
        (
            "integration-records-without-tests",
            "5.6.7, the records of integration tests, is met, and 5.6.3 says that no such tests are carried out.",
        ),
        (
            "released-again-without-release",
            "6.3.2 is met, so changed software is released by the steps of 5.8, and those steps are not complete in 5.8.",
        ),
    ] {
        assert_eq!(told(id), words);
    }
    for check in with_words().checks {
        let told = check.in_general();
        assert!(!told.contains(['{', '}']) && !told.contains("  "), "{told}");
        assert!(told.starts_with(|first: char| first.is_ascii_digit() || first.is_uppercase()), "{told}");
    }
}

#[test]
fn the_frame_changes_with_what_the_checks_look_at_and_not_with_each_word() {
    let frame = |change: fn(&mut Assessment)| {
        let mut assessment = assessment_of("C item:dose:B:sg why legacy version:1.0 use:1.0 make:5.2.1 control");
        change(&mut assessment);
        assessment.frame()
    };
    let before = frame(|_| ());
    let typed: [fn(&mut Assessment); 8] = [
        |now| now.title.push('x'),
        |now| now.organisation.push('x'),
        |now| now.classification.rationale.push('x'),
        |now| now.items[0].does.push('x'),
        |now| now.items[0].segregation.push('x'),
        |now| now.legacy_route.rationales[0].text.push('x'),
        |now| now.legacy_route.decisions[0].why.push('x'),
        |now| now.accept("a", "5.1.1".parse().unwrap(), "Why".to_owned(), "2026-11-22T13:05:00.000Z"),
    ];
    for (place, change) in typed.into_iter().enumerate() {
        assert_eq!(frame(change), before, "{place}");
    }
    let others: [fn(&mut Assessment); 9] = [
        |now| now.classification.class = None,
        |now| now.classification.rationale.clear(),
        |now| now.classification.reasoning.controls.clear(),
        |now| now.legacy = false,
        |now| now.items[0].name.push('x'),
        |now| now.items[0].soup = false,
        |now| now.items[0].segregation.clear(),
        |now| now.legacy_route.decisions[0].create = None,
        |now| now.product.version.push('x'),
    ];
    for (place, change) in others.into_iter().enumerate() {
        assert_ne!(frame(change), before, "{place}");
    }
}

#[test]
fn nothing_is_found_where_nothing_is_answered() {
    for edition in editions() {
        let empty = Assessment::new("x".to_owned(), edition, String::new());
        assert_eq!(found(&empty), []);
        for class in ["A", "B", "C"] {
            for legacy in [false, true] {
                let mut assessment = empty.clone();
                assessment.classification.class = edition.class(class);
                assessment.legacy = legacy;
                assert_eq!(found(&assessment), []);
            }
        }
    }
}

#[test]
fn what_is_not_asked_is_not_judged() {
    for (check, story, count) in [
        // 5.4.2 is asked in class C only, 5.4.1 in B and C.
        ("units-not-identified", "C 5.4.1=n 5.4.2=m", 1),
        ("units-not-identified", "B 5.4.1=n 5.4.2=m", 0),
        ("units-not-identified", "A 5.4.1=n 5.5.1=m", 0),
        // The strictest class counts while none is assigned (4.3 g).
        ("units-not-identified", "- 5.4.1=n 5.4.2=m", 1),
        // An item lifts the class of the system.
        ("units-not-identified", "B item:dose:C: 5.4.1=n 5.4.2=m", 1),
        // 5.8.2 is asked in class A since the amendment only, and 5.8.3 never is.
        ("no-problem-reports", "A 9.1=n 5.8.2=m", 1),
        ("no-problem-reports", "1.0 A 9.1=n 5.8.2=m", 0),
        ("no-problem-reports", "1.0 B 9.1=n 5.8.2=m", 1),
        ("anomalies-not-evaluated", "A 5.8.2=m", 0),
        ("anomalies-not-evaluated", "1.0 B 5.8.2=m", 1),
        // 7.1.5 stands in edition 1.0 only, 4.4 in 1.1 only and only where the software is legacy.
        ("met-without-evidence", "1.0 B 7.1.5=m", 1),
        ("met-without-evidence", "B 7.1.5=m", 0),
        ("never-not-applicable", "B legacy 4.4.2=x", 1),
        ("never-not-applicable", "B 4.4.2=x", 0),
        ("never-not-applicable", "1.0 B legacy 4.4.2=x", 0),
        // Not applicable without a reason is still unanswered.
        ("never-not-applicable", "B 4.1=X", 0),
        ("never-not-applicable", "B 4.1=x", 1),
    ] {
        assert_eq!(found_by(check, story).len(), count, "{check} in \"{story}\"");
    }
}

#[test]
fn a_split_answer_is_judged_by_the_items_that_are_asked() {
    let items = "C item:dose:C: item:log:A:g";
    for (check, story, count) in [
        // The weakest item counts, and one that is not asked does not.
        ("units-verified-without-criteria", "5.5.5=m 5.5.3/dose=p", 1),
        ("units-verified-without-criteria", "5.5.5=m 5.5.3/dose=m 5.5.3/log=n", 0),
        ("units-verified-without-criteria", "5.5.5/dose=n 5.5.3/dose=n", 0),
        // A letter is ticked if it is for every item that is asked.
        ("traceability-not-planned", "5.7.1=m 5.1.1/dose=m:abcde 5.1.1/log=m:ab", 1),
        ("traceability-not-planned", "5.7.1=m 5.1.1/dose=m:abcde 5.1.1/log=m:c", 0),
        ("met-with-letters-open", "5.1.1/dose=m:abcde 5.1.1/log=m:ab", 1),
        ("met-with-letters-open", "5.1.1/dose=m:abcde 5.1.1/log=m:abcde", 0),
        ("not-met-with-all-letters", "5.4.4/dose=n:ab", 1),
        ("not-met-with-all-letters", "5.4.4/dose=n:a 5.4.4/log=n:ab", 0),
        // Evidence and marks count for the whole and for each item that is asked.
        ("met-without-evidence", "5.5.5/dose=m", 1),
        ("met-without-evidence", "5.5.5/dose=m+e", 0),
        ("met-without-evidence", "5.5.5/dose=m 5.5.5/log=m+e", 1),
        ("settled-but-to-find-out", "5.5.5/dose=m+f", 1),
        ("settled-but-to-find-out", "5.5.5/dose=m 5.5.5/log=m+f", 0),
        ("partly-met-unexplained", "5.5.5/dose=p", 1),
        ("partly-met-unexplained", "5.5.5/dose=p+n", 0),
    ] {
        assert_eq!(found_by(check, &format!("{items} {story}")).len(), count, "{check} in \"{story}\"");
    }
}

#[test]
fn evidence_is_judged_by_the_day() {
    for (flags, wanted) in [
        ("+e", None),
        ("+e+d=2026-11-22", None),
        ("+e+d=2026-11-23", Some("evidence-from-the-future")),
        ("+e+x=2026-11-21", Some("evidence-expired")),
        ("+e+x=2026-11-22", Some("evidence-expiring")),
        ("+e+x=2027-02-20", Some("evidence-expiring")),
        ("+e+x=2027-02-21", None),
        // What is no day says nothing.
        ("+e+x=2026-02-30+d=soon", None),
    ] {
        let found = found(&assessment_of(&format!("B 5.1.2=m{flags}")));
        let told: Vec<&str> = found.iter().map(|finding| finding.check.id).collect();
        assert_eq!(told, Vec::from_iter(wanted), "{flags}");
        assert!(found.iter().all(|finding| finding.named == ["Plan"]), "{found:?}");
    }
    let old = assessment_of("B 5.1.2=m+e+x=2020-01-01");
    with_words();
    assert_eq!(findings(&old, "today"), [], "a day that is none judges no date");
}

#[test]
fn a_finding_names_what_it_rests_on() {
    let told = |check: &str, story: &str| {
        let found = found(&assessment_of(story)).into_iter().filter(|finding| finding.check.id == check);
        let told = found.map(|finding| {
            let others: Vec<String> = finding.others.iter().map(ToString::to_string).collect();
            (finding.clause.to_string(), others.join(" "), finding.named.join(", "))
        });
        told.collect::<Vec<_>>()
    };
    let texts = |clause: &str, others: &str, named: &str| (clause.to_owned(), others.to_owned(), named.to_owned());
    assert_eq!(
        told("no-soup-yet-an-item", "C item:rtos:-:s item:log:A:sg item:dose:C: 8.1.2=x 5.3.3=x"),
        [texts("5.3.3", "", "RTOS"), texts("8.1.2", "", "RTOS, LOG")],
        "an item of class A is not asked for 5.3.3"
    );
    assert_eq!(
        told("risk-control-set-aside", "C item:dose:C:r control 7.2.2=x"),
        [texts("7.2.2", "", "Range check, DOSE")]
    );
    assert_eq!(
        told("released-before-verified", "C 5.8.1=m 5.7.4=n 5.2.6=p 5.6.3=m"),
        [texts("5.8.1", "5.2.6 5.7.4", "")],
        "in order, and only what is a gap"
    );
    assert_eq!(told("traceability-not-planned", "B 5.7.1=m 5.1.1=p:ab"), [texts("5.7.1", "5.1.1", "")]);
    let many = "C 8.1.1=m 8.1.2=m 8.1.3=m 8.2.1=m 8.2.2=m 8.2.3=m 8.2.4=m 8.3=m 5.1.9=n";
    let [(_, what)] = found_by("configuration-without-plan", many).try_into().unwrap();
    assert!(what.ends_with("in 8.1.1, 8.1.2, 8.1.3, 8.2.1, 8.2.2, 8.2.3, 8.2.4 and 8.3."), "{what}");
    let many = "C 7.1.1=m 7.1.2=m 7.1.3=m 7.1.4=m 7.2.1=m 7.2.2=m 7.3.1=m 7.3.3=m 7.4.1=m 7.4.2=m 4.2=n";
    let [(_, what)] = found_by("risk-process-missing", many).try_into().unwrap();
    assert!(what.ends_with("7.3.1, 7.3.3 and 2 more."), "{what}");
}

#[test]
fn findings_come_in_the_order_of_clauses_and_then_of_the_file() {
    let found = found(&assessment_of("B 9.1=x 5.3.3=m 8.1.2=x+f+e 5.1.2=m+f 4.1=x"));
    let told: Vec<String> = found.iter().map(|finding| format!("{} {}", finding.clause, finding.check.id)).collect();
    assert_eq!(
        told,
        [
            "4.1 never-not-applicable",
            "5.1.2 met-without-evidence",
            "5.1.2 settled-but-to-find-out",
            "5.3.3 met-without-evidence",
            "7.1.3 soup-bugs-overlooked",
            "8.1.2 set-aside-with-evidence",
            "8.1.2 settled-but-to-find-out",
            "8.1.2 no-soup-yet-worked-on",
            "9.1 never-not-applicable",
        ]
    );
    assert_eq!(Severity::ALL.map(Severity::label), ["Contradiction", "Worth a look"]);
    for severity in Severity::ALL {
        assert!(with_words().checks.iter().any(|check| check.severity == severity));
    }
}

#[test]
fn the_worked_examples_are_told_what_an_assessor_would_ask() {
    let told = |key: &str| {
        let path = format!("{}/examples/{key}.iec62304.json", env!("CARGO_MANIFEST_DIR"));
        let assessment = read_file(&std::fs::read(path).unwrap()).unwrap().assessment;
        let (bare, found): (Vec<_>, Vec<_>) =
            found(&assessment).into_iter().partition(|finding| finding.check.id == "met-without-evidence");
        let told: Vec<String> =
            found.iter().map(|finding| format!("{} {}", finding.clause, finding.check.id)).collect();
        (told, bare.len())
    };
    let is = |key: &str, wanted: &[&str], bare: usize| {
        assert_eq!(told(key), (wanted.iter().map(ToString::to_string).collect(), bare), "{key}");
    };
    is(
        "infusion-pump",
        &[
            "4.1 evidence-expiring",
            "5.1.10 evidence-expired",
            "5.2.2 evidence-expiring",
            "5.5.5 units-verified-without-criteria",
            "5.7.5 evidence-expired",
            "6.2.4 approved-before-analysed",
            "6.3.2 nothing-happened-yet",
        ],
        3,
    );
    is("image-viewer", &["5.5.5 units-verified-without-criteria", "9.4 fixed-outside-change-control"], 0);
    is("activity-diary", &[], 12);
    is("legacy-monitor", &["4.1 evidence-expiring", "6.2.4 approved-before-analysed"], 8);
}

/// Any assessment, with many answers more.
fn full() -> impl Strategy<Value = Assessment> {
    let status = prop::sample::select(&Status::ALL[..]);
    let more = prop::collection::vec((prop::sample::select(all_clauses()), status), 0..120);
    (assessment(), more).prop_map(|(mut assessment, more)| {
        for (clause, status) in more {
            let answer = assessment.answers.entry(clause).or_default();
            answer.status = Some(status);
            "It is not so here.".clone_into(&mut answer.reason);
        }
        assessment
    })
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn whatever_is_found_is_asked_and_told_once_in_order(assessment in full(), today in "20[0-9]{2}-1[0-2]-[0-3][0-9]") {
        with_words();
        let before = assessment.clone();
        let found = findings(&assessment, &today);
        prop_assert_eq!(&assessment, &before);
        let scope = assessment.scope();
        let file = &with_words().checks;
        let place = |finding: &Finding| file.iter().position(|check| check == finding.check);
        for finding in &found {
            for clause in finding.others.iter().chain([&finding.clause]) {
                prop_assert!(scope.requirement(*clause).is_some(), "{finding:?}");
            }
            prop_assert!(!finding.others.contains(&finding.clause) && finding.others.is_sorted(), "{finding:?}");
            let is_filled = finding.what.contains(&finding.clause.to_string()) && !finding.what.contains('{');
            prop_assert!(is_filled, "{finding:?}");
        }
        let keys: Vec<_> = found.iter().map(|finding| (finding.clause, place(finding))).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
    }

    #[test]
    fn evidence_for_a_met_answer_answers_the_question_for_it(assessment in full()) {
        let bare = |assessment: &Assessment| {
            let found = found(assessment).into_iter().filter(|finding| finding.check.id == "met-without-evidence");
            found.map(|finding| finding.clause).collect::<Vec<_>>()
        };
        let mut given = assessment.clone();
        for clause in bare(&assessment) {
            prop_assert_eq!(assessment.counted(clause), Some(Status::Met));
            let evidence = Evidence { document: "QM-7".to_owned(), ..Evidence::default() };
            given.answers.get_mut(&clause).unwrap().evidence.push(evidence);
        }
        prop_assert_eq!(bare(&given), []);
    }

    #[test]
    fn the_frame_and_the_answers_are_all_that_is_looked_at(assessment in full()) {
        let mut looked_at = assessment.frame();
        looked_at.answers.clone_from(&assessment.answers);
        prop_assert_eq!(found(&looked_at), found(&assessment));
        prop_assert_eq!(looked_at.frame(), assessment.frame());
    }

    #[test]
    fn answers_that_are_not_asked_change_nothing(assessment in full()) {
        let mut asked = assessment.clone();
        let scope = assessment.scope();
        asked.answers.retain(|clause, _| scope.requirement(*clause).is_some());
        prop_assert_eq!(found(&asked), found(&assessment));
    }
}
