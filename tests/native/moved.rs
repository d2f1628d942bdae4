//! Snapshots and what moved since, evidence that ran out, and answers without any.

use crate::generate::{answered, config};
use iec62304_readiness::assessment::{
    Answer, Assessment, Evidence, EvidenceDate, Item, ItemId, Moved, Part, Status, Tally,
};
use iec62304_readiness::exchange::paper::day_words;
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::prelude::*;

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn empty() -> Assessment {
    Assessment::new("x".to_owned(), default_edition(), "2026-01-01T00:00:00Z".to_owned())
}

fn set(assessment: &mut Assessment, requirement: &str, status: Option<Status>) {
    assessment.answers.entry(clause(requirement)).or_default().status = status;
}

#[test]
fn what_moved_is_named_as_a_person_would_name_it() {
    let mut assessment = empty();
    for (requirement, status) in [
        ("5.1.1", Status::NotMet),
        ("5.1.2", Status::PartlyMet),
        ("5.1.3", Status::NotMet),
        ("5.1.4", Status::Met),
        ("5.1.5", Status::Met),
        ("5.1.6", Status::NotMet),
        ("5.1.7", Status::NotMet),
    ] {
        set(&mut assessment, requirement, Some(status));
    }
    assessment.take_snapshot("Audit".to_owned(), "2026-02-01T00:00:00Z");
    set(&mut assessment, "5.1.1", Some(Status::Met));
    set(&mut assessment, "5.1.2", Some(Status::NotMet));
    set(&mut assessment, "5.1.3", None);
    set(&mut assessment, "5.1.4", Some(Status::PartlyMet));
    set(&mut assessment, "5.1.8", Some(Status::Met));
    set(&mut assessment, "5.1.9", Some(Status::NotMet));
    // Not applicable without a reason is unanswered, and with one it is no gap any more.
    set(&mut assessment, "5.1.6", Some(Status::NotApplicable));
    set(&mut assessment, "5.1.7", Some(Status::NotApplicable));
    assessment.answers.get_mut(&clause("5.1.7")).unwrap().reason = "No tools".to_owned();
    let moved = assessment.moved_since(&assessment.snapshots[0]);
    let clauses = |wanted: &[&str]| wanted.iter().map(|one| clause(one)).collect::<Vec<_>>();
    assert_eq!(
        moved,
        Moved {
            closed: clauses(&["5.1.1", "5.1.7"]),
            opened: clauses(&["5.1.4", "5.1.9"]),
            answered: clauses(&["5.1.8", "5.1.9"]),
            cleared: clauses(&["5.1.3", "5.1.6"]),
            came_in: Vec::new(),
            went_out: Vec::new(),
        }
    );
}

#[test]
fn another_class_brings_requirements_in_and_takes_some_out() {
    let mut assessment = empty();
    assessment.classification.class = default_edition().class("A");
    assessment.take_snapshot(String::new(), "2026-02-01T00:00:00Z");
    assessment.classification.class = default_edition().class("C");
    let moved = assessment.moved_since(&assessment.snapshots[0]);
    assert!(moved.came_in.contains(&clause("5.4.2")));
    assert_eq!((moved.went_out.len(), moved.opened.len(), moved.answered.len()), (0, 0, 0));
    assessment.take_snapshot(String::new(), "2026-03-01T00:00:00Z");
    assessment.classification.class = default_edition().class("A");
    let moved = assessment.moved_since(&assessment.snapshots[1]);
    assert!(moved.went_out.contains(&clause("5.4.2")));
    assert_eq!(moved.came_in, []);
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn nothing_moves_since_now(mut assessment in answered()) {
        assessment.take_snapshot("Now".to_owned(), "2026-05-01T00:00:00Z");
        let snapshot = assessment.snapshots[0].clone();
        prop_assert_eq!(assessment.moved_since(&snapshot), Moved::default());
        // The numbers are those of then, without estimates.
        let tally = assessment.tally();
        let without = Tally { estimated_met: 0, estimated_partly_met: 0, estimated_not_met: 0, ..tally };
        prop_assert_eq!(snapshot.tally(), without);
        prop_assert_eq!((snapshot.tally().readiness(), snapshot.tally().coverage()), (tally.readiness(), tally.coverage()));
    }

    #[test]
    fn what_moved_adds_up(before in answered(), after in answered()) {
        let mut before = before;
        before.take_snapshot("Then".to_owned(), "2026-05-01T00:00:00Z");
        let snapshot = &before.snapshots[0];
        let moved = after.moved_since(snapshot);
        for (one, other) in [
            (&moved.closed, &moved.opened),
            (&moved.answered, &moved.cleared),
            (&moved.came_in, &moved.went_out),
            (&moved.closed, &moved.cleared),
            (&moved.answered, &moved.came_in),
        ] {
            prop_assert!(one.iter().all(|clause| !other.contains(clause)), "{one:?} and {other:?}");
        }
        let now = after.statuses();
        // In scope then and now: the numbers differ by what came in and went out.
        prop_assert_eq!(now.len() + moved.went_out.len(), snapshot.statuses.len() + moved.came_in.len());
        // Gaps now are gaps then, less those closed, cleared or out of scope, and those that are new.
        let is_gap = |status: &Option<Status>| status.is_some_and(Status::is_gap);
        let was_gap = |clause: &&Clause| snapshot.statuses.get(clause).is_some_and(is_gap);
        let gone = moved.closed.len()
            + moved.cleared.iter().filter(was_gap).count()
            + moved.went_out.iter().filter(was_gap).count();
        let then = snapshot.statuses.values().filter(|status| is_gap(status)).count();
        prop_assert_eq!(now.values().filter(|status| is_gap(status)).count() + gone, then + moved.opened.len());
    }

    #[test]
    fn snapshots_stay_in_the_order_of_time(times in prop::collection::vec(0_u32..1000, 0..8)) {
        let mut assessment = empty();
        for time in times {
            assessment.take_snapshot(String::new(), &format!("2026-01-01T00:00:00.{time:03}Z"));
        }
        let taken: Vec<&String> = assessment.snapshots.iter().map(|known| &known.taken).collect();
        prop_assert!(taken.is_sorted());
    }

    #[test]
    fn who_claims_something_shows_it_or_is_named(assessment in answered()) {
        let named = assessment.without_evidence();
        for requirement in assessment.scope().requirements() {
            let claims = matches!(assessment.counted(requirement.clause), Some(Status::Met | Status::PartlyMet));
            prop_assert_eq!(named.contains(&requirement.clause), claims, "no evidence is made here");
        }
    }
}

fn evidence(title: &str, document: &str, expires: &str) -> Evidence {
    Evidence {
        title: title.to_owned(),
        document: document.to_owned(),
        expires: expires.to_owned(),
        ..Evidence::default()
    }
}

#[test]
fn evidence_is_announced_ninety_days_ahead_and_the_earliest_first() {
    let mut assessment = empty();
    let answer = Answer {
        evidence: vec![
            evidence("In time", "", "2027-02-21"),
            evidence("Just within", "", "2027-02-20"),
            evidence("Today", "", "2026-11-22"),
            evidence(" ", "CERT-7", "2026-11-21"),
            evidence("For ever", "", ""),
            evidence("No day", "", "2026-02-30"),
        ],
        ..Answer::default()
    };
    assessment.answers.insert(clause("5.1.1"), answer);
    let old = Answer { evidence: vec![evidence("Old", "", "2024-02-29")], ..Answer::default() };
    assessment.answers.insert(clause("9.8"), old.clone());
    // Of another scope: legacy only.
    assessment.answers.insert(clause("4.4.1"), old);
    let found = assessment.evidence_dates("2026-11-22");
    let entry = |of: &str, name: &str, expires: &str, is_expired| EvidenceDate {
        clause: clause(of),
        name: name.to_owned(),
        expires: expires.to_owned(),
        is_expired,
    };
    assert_eq!(
        found,
        [
            entry("9.8", "Old", "2024-02-29", true),
            entry("5.1.1", "CERT-7", "2026-11-21", true),
            entry("5.1.1", "Today", "2026-11-22", false),
            entry("5.1.1", "Just within", "2027-02-20", false),
        ]
    );
    assert_eq!(assessment.evidence_dates("not a day"), []);
    // Over the leap day of 2028: 90 days from 1 December.
    assert_eq!(assessment.evidence_dates("2023-12-01").len(), 1, "29 February 2024 is the 90th day");
    assert_eq!(assessment.evidence_dates("2023-11-30").len(), 0);
}

#[test]
fn the_evidence_of_an_item_counts_for_the_requirement() {
    let mut assessment = empty();
    let id = ItemId::new("dose").unwrap();
    assessment.items.push(Item::new(id, None));
    let part = |evidence| {
        let answer = Answer { status: Some(Status::Met), evidence, ..Answer::default() };
        Answer { parts: vec![Part { item: id, answer }], ..Answer::default() }
    };
    assessment.answers.insert(clause("5.5.2"), part(Vec::new()));
    assert_eq!(assessment.without_evidence(), [clause("5.5.2")]);
    assessment.answers.insert(clause("5.5.2"), part(vec![evidence("", "", "")]));
    assert_eq!(assessment.without_evidence(), [clause("5.5.2")], "an empty row shows nothing");
    assessment.answers.insert(clause("5.5.2"), part(vec![evidence("Review", "", "2026-12-01")]));
    assert_eq!(assessment.without_evidence(), []);
    assert_eq!(assessment.evidence_dates("2026-11-22").len(), 1);
}

#[test]
fn days_are_written_as_people_read_them() {
    for (iso, words) in [
        ("2026-11-22", "22 Nov 2026"),
        ("2026-01-02", "2 Jan 2026"),
        ("2026-03-31T09:30:00.123Z", "31 Mar 2026"),
        ("", ""),
        ("2026-13-01", "2026-13-01"),
        ("2026-00-01", "2026-00-01"),
        ("soon", "soon"),
        ("1-2-3-4", "1-2-3-4"),
    ] {
        assert_eq!(day_words(iso), words);
    }
}
