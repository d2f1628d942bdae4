//! The numbers: counts, readiness, coverage, and what no answer and no change of scope may do to them.
//!
//! What belongs here: properties that hold for every assessment, and a few numbers worked out by hand. Never here:
//! what is asked (`golden`), filters and gaps (`views`).

use crate::generate::{answered, config, edition as any_edition};
use iec62304_readiness::assessment::{Answer, Assessment, Progress, Status, Tally, gaps};
use iec62304_readiness::exchange::{read_file, write_file};
use iec62304_readiness::standard::{Clause, Requirement, Scope, edition, editions};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

const NOW: &str = "2026-03-31T09:30:00Z";

fn asked(assessment: &Assessment) -> Vec<&'static Requirement> {
    assessment.scope().requirements().collect()
}

/// The assessment with this answer to this clause; everything else of the answer stays.
fn with(assessment: &Assessment, clause: Clause, status: Option<Status>, reason: &str) -> Assessment {
    let mut changed = assessment.clone();
    let answer = changed.answers.entry(clause).or_default();
    // One answer for all items: the parts would count in its place.
    answer.parts.clear();
    answer.status = status;
    answer.reason = reason.to_owned();
    changed
}

/// One clause in scope that fits, chosen by the index.
fn pick(assessment: &Assessment, index: &Index, fits: impl Fn(Option<Status>) -> bool) -> Option<Clause> {
    let fitting: Vec<Clause> =
        asked(assessment).iter().map(|r| r.clause).filter(|clause| fits(assessment.counted(*clause))).collect();
    (!fitting.is_empty()).then(|| *index.get(&fitting))
}

/// Every number that is shown: of the whole, of each activity, and the gaps.
fn numbers(assessment: &Assessment) -> (Tally, Vec<Tally>, Vec<(Clause, Status)>) {
    let gaps = gaps(assessment).into_iter().map(|gap| (gap.requirement.clause, gap.status));
    (assessment.tally(), by_activity(assessment), gaps.collect())
}

/// The assessment without estimates, for what is said of answers alone.
fn unestimated(mut assessment: Assessment) -> Assessment {
    assessment.estimates.clear();
    assessment
}

fn by_activity(assessment: &Assessment) -> Vec<Tally> {
    let scope = assessment.scope();
    let tally = |requirements: &'static [Requirement]| {
        let inside = requirements.iter().filter(|requirement| scope.includes(requirement));
        Tally::of(inside.map(|requirement| assessment.standing(requirement.clause)))
    };
    assessment.edition.activities().map(|activity| tally(activity.requirements)).collect()
}

/// Not lower; where nothing applies any more, there is nothing to be low.
fn not_lower(before: Option<u8>, after: Option<u8>) -> bool {
    after.is_none() || before <= after
}

fn scope() -> impl Strategy<Value = Scope> {
    (any_edition(), any::<Index>(), any::<bool>()).prop_map(|(edition, class, legacy)| Scope {
        edition,
        class: class.get(edition.classes).class,
        legacy,
    })
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_counts_add_up(assessment in answered()) {
        let tally = assessment.tally();
        prop_assert_eq!(usize::from(tally.in_scope()), asked(&assessment).len());
        prop_assert_eq!(tally.met + tally.partly_met + tally.not_met, tally.answered());
        prop_assert_eq!(tally.answered() + tally.unanswered, tally.applicable());
        prop_assert_eq!(tally.applicable() + tally.not_applicable, tally.in_scope());
        prop_assert_eq!(tally.partly_met + tally.not_met, tally.gaps());
        prop_assert_eq!(usize::from(tally.gaps()), gaps(&assessment).len());
        prop_assert!(tally.readiness() <= tally.coverage());
        prop_assert!(tally.coverage() <= Some(100));
    }

    #[test]
    fn the_activities_together_are_the_whole(assessment in answered()) {
        let sum = |count: fn(&Tally) -> u16| by_activity(&assessment).iter().map(count).sum::<u16>();
        let together = Tally {
            met: sum(|tally| tally.met),
            partly_met: sum(|tally| tally.partly_met),
            not_met: sum(|tally| tally.not_met),
            not_applicable: sum(|tally| tally.not_applicable),
            unanswered: sum(|tally| tally.unanswered),
            estimated_met: sum(|tally| tally.estimated_met),
            estimated_partly_met: sum(|tally| tally.estimated_partly_met),
            estimated_not_met: sum(|tally| tally.estimated_not_met),
        };
        prop_assert_eq!(together, assessment.tally());
        prop_assert_eq!(Tally::sum(by_activity(&assessment)), together);
    }

    #[test]
    fn an_answer_more_lowers_neither_coverage_nor_readiness(
        assessment in answered(), index: Index, status in select(&Status::ALL[..]), reason in select(&["", " ", "Why"][..]),
    ) {
        if let Some(clause) = pick(&assessment, &index, |counted| counted.is_none()) {
            let (before, after) = (assessment.tally(), with(&assessment, clause, Some(status), reason).tally());
            prop_assert!(not_lower(before.coverage(), after.coverage()), "coverage from {before:?} to {after:?}");
            prop_assert!(not_lower(before.readiness(), after.readiness()), "readiness from {before:?} to {after:?}");
        }
    }

    #[test]
    fn an_answer_taken_away_never_helps(assessment in answered(), index: Index) {
        // But for one that is not applicable with a reason: it comes back into the count.
        let given = |status: Option<Status>| status.is_some_and(|status| status != Status::NotApplicable);
        if let Some(clause) = pick(&assessment, &index, given) {
            let (before, after) = (assessment.tally(), with(&assessment, clause, None, "").tally());
            prop_assert!(after.coverage() <= before.coverage() && after.readiness() <= before.readiness());
            prop_assert_eq!(after.applicable(), before.applicable());
        }
    }

    #[test]
    fn not_applicable_without_a_reason_changes_no_number(
        assessment in answered(), index: Index, reason in select(&["", " ", "\n\t ", "\u{a0}"][..]),
    ) {
        // With an estimate it would not be estimated any more: a person chose something.
        let assessment = unestimated(assessment);
        if let Some(clause) = pick(&assessment, &index, |counted| counted.is_none()) {
            let after = with(&assessment, clause, Some(Status::NotApplicable), reason);
            prop_assert_eq!(numbers(&after), numbers(&assessment));
            prop_assert!(after.answers[&clause].lacks_reason());
        }
    }

    #[test]
    fn not_applicable_with_a_reason_leaves_the_count(assessment in answered(), index: Index) {
        if let Some(clause) = pick(&assessment, &index, |counted| counted != Some(Status::NotApplicable)) {
            let (before, after) = (assessment.tally(), with(&assessment, clause, Some(Status::NotApplicable), "Why").tally());
            prop_assert_eq!(after.in_scope(), before.in_scope());
            prop_assert_eq!(after.applicable() + 1, before.applicable());
            prop_assert_eq!(after.not_applicable, before.not_applicable + 1);
        }
    }

    #[test]
    fn a_better_status_never_lowers_readiness(assessment in answered(), index: Index) {
        let ladder = [Status::NotMet, Status::PartlyMet, Status::Met];
        if let Some(clause) = pick(&assessment, &index, |counted| counted != Some(Status::NotApplicable)) {
            let steps = ladder.map(|status| with(&assessment, clause, Some(status), "").tally());
            prop_assert!(steps.windows(2).all(|pair| pair[0].readiness() <= pair[1].readiness()), "{steps:?}");
            prop_assert!(steps.windows(2).all(|pair| pair[0].coverage() == pair[1].coverage()), "{steps:?}");
        }
    }

    #[test]
    fn readiness_is_100_where_all_that_applies_is_met_and_only_there(assessment in answered(), index: Index) {
        let mut done = assessment.clone();
        for requirement in asked(&assessment) {
            done = with(&done, requirement.clause, Some(Status::Met), "");
        }
        prop_assert_eq!((done.tally().readiness(), done.tally().coverage()), (Some(100), Some(100)));
        prop_assert_eq!(done.tally().progress(), Progress::Complete);
        let clause = pick(&done, &index, |_| true).unwrap();
        for status in [None, Some(Status::PartlyMet), Some(Status::NotMet), Some(Status::NotApplicable)] {
            let less = with(&done, clause, status, "").tally();
            prop_assert!(less.readiness() < Some(100), "{less:?}");
            prop_assert_eq!(less.coverage() == Some(100), less.unanswered == 0);
        }
        let tally = assessment.tally();
        prop_assert_eq!(tally.readiness() == Some(100), tally.applicable() > 0 && tally.met == tally.applicable());
    }

    #[test]
    fn the_percentages_are_the_rounded_down_quotients(assessment in answered()) {
        let tally = assessment.tally();
        let floor = |part: f64| (tally.applicable() > 0).then(|| (part * 100.0 / f64::from(tally.applicable())).floor() as u8);
        prop_assert_eq!(tally.readiness(), floor(f64::from(tally.met) + f64::from(tally.partly_met) / 2.0));
        prop_assert_eq!(tally.coverage(), floor(f64::from(tally.answered())));
    }

    #[test]
    fn an_answer_out_of_scope_changes_no_number(assessment in answered()) {
        let inside: BTreeSet<Clause> = asked(&assessment).iter().map(|requirement| requirement.clause).collect();
        let mut only_inside = assessment.clone();
        only_inside.answers.retain(|clause, _| inside.contains(clause));
        prop_assert_eq!(numbers(&only_inside), numbers(&assessment));
        prop_assert_eq!(only_inside.answers_out_of_scope(), 0);
        let outside = assessment.answers.iter().filter(|(clause, answer)| !inside.contains(clause) && !answer.is_empty());
        prop_assert_eq!(assessment.answers_out_of_scope(), outside.count());
    }

    #[test]
    fn a_change_of_scope_and_back_leaves_everything_as_it_was(assessment in answered(), other in scope()) {
        let there = |mut from: Assessment, edition, class, legacy| {
            (from.edition, from.classification.class, from.legacy) = (edition, class, legacy);
            // A reload in between must not lose what is out of scope.
            read_file(write_file(&from, NOW).as_bytes()).unwrap().assessment
        };
        let (edition, class, legacy) = (assessment.edition, assessment.classification.class, assessment.legacy);
        let before = there(assessment, edition, class, legacy);
        let away = there(before.clone(), other.edition, Some(other.class), other.legacy);
        // The system is never below its highest item.
        prop_assert_eq!(away.scope(), Scope { class: away.system_class(), ..other });
        let back = there(away, edition, class, legacy);
        prop_assert_eq!(&back, &before);
        prop_assert_eq!(write_file(&back, NOW), write_file(&before, NOW));
    }

    #[test]
    fn the_activities_of_a_scope_are_those_that_ask_something(scope in scope()) {
        let asked = scope.activities();
        prop_assert!(asked.windows(2).all(|two| two[0].clause < two[1].clause));
        prop_assert!(asked.iter().all(|activity| activity.requirements.iter().any(|inside| scope.includes(inside))));
        let inside = |clause| asked.iter().any(|activity| activity.requirements.iter().any(|inside| inside.clause == clause));
        prop_assert!(scope.requirements().all(|requirement| inside(requirement.clause)));
    }

    #[test]
    fn what_comes_in_and_what_goes_out_are_the_difference_of_two_scopes(from in scope(), to in scope()) {
        let clauses = |requirements: &[&'static Requirement]| -> BTreeSet<Clause> { requirements.iter().map(|r| r.clause).collect() };
        let all = |scope: Scope| -> BTreeSet<Clause> { scope.requirements().map(|r| r.clause).collect() };
        let change = from.change_to(to);
        let (comes_in, goes_out) = (clauses(&change.comes_in), clauses(&change.goes_out));
        prop_assert!(comes_in.is_disjoint(&goes_out));
        prop_assert_eq!(&comes_in, &(&all(to) - &all(from)));
        prop_assert_eq!(&goes_out, &(&all(from) - &all(to)));
        prop_assert_eq!(change.is_empty(), all(from) == all(to));
        let back = to.change_to(from);
        prop_assert_eq!((clauses(&back.comes_in), clauses(&back.goes_out)), (goes_out, comes_in));
        prop_assert!(from.change_to(from).is_empty());
    }
}

/// An assessment in edition 1.1 whose first requirements have these statuses, so many of each in turn.
fn filled(class: &str, legacy: bool, statuses: &[(Status, usize)], reason: &str) -> Assessment {
    let edition = edition("1.1").unwrap();
    let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
    assessment.classification.class = edition.class(class);
    assessment.legacy = legacy;
    let all = statuses.iter().flat_map(|(status, count)| std::iter::repeat_n(*status, *count));
    for (requirement, status) in asked(&assessment).into_iter().zip(all.collect::<Vec<_>>()) {
        assessment = with(&assessment, requirement.clause, Some(status), reason);
    }
    assessment
}

#[test]
fn numbers_worked_out_by_hand_come_out() {
    use Status::{Met, NotApplicable, NotMet, PartlyMet};
    let readiness_and_coverage = |class, legacy, statuses: &[(Status, usize)], reason| {
        let tally = filled(class, legacy, statuses, reason).tally();
        (tally.readiness(), tally.coverage())
    };
    // Class A without the legacy route has 53 requirements.
    for (statuses, reason, wanted) in [
        (&[][..], "", (Some(0), Some(0))),
        (&[(Met, 1)], "", (Some(1), Some(1))),                    // 1.88, 1.88
        (&[(PartlyMet, 1)], "", (Some(0), Some(1))),              // 0.94, 1.88
        (&[(Met, 26)], "", (Some(49), Some(49))),                 // 49.05
        (&[(Met, 26), (PartlyMet, 1)], "", (Some(50), Some(50))), // exactly 50, 50.94
        (&[(PartlyMet, 53)], "", (Some(50), Some(100))),
        (&[(NotMet, 53)], "", (Some(0), Some(100))),
        (&[(Met, 52), (PartlyMet, 1)], "", (Some(99), Some(100))), // 99.06
        (&[(Met, 53)], "", (Some(100), Some(100))),
        (&[(NotApplicable, 1), (Met, 52)], "No SOUP", (Some(100), Some(100))),
        (&[(NotApplicable, 1), (Met, 52)], "", (Some(98), Some(98))), // 98.11
        (&[(NotApplicable, 52), (Met, 1)], "No SOUP", (Some(100), Some(100))),
        (&[(NotApplicable, 53)], "No SOUP", (None, None)),
        (&[(NotApplicable, 53)], "", (Some(0), Some(0))),
    ] {
        assert_eq!(readiness_and_coverage("A", false, statuses, reason), wanted, "{statuses:?} because {reason:?}");
    }
    // Class C on the legacy route has 99; 90 apply: (50 + 20 / 2) / 90 = 66.67 and 80 / 90 = 88.89.
    let mixed = [(NotApplicable, 9), (Met, 50), (PartlyMet, 20), (NotMet, 10)];
    assert_eq!(readiness_and_coverage("C", true, &mixed, "Bought ready-made"), (Some(66), Some(88)));
    let tally = filled("C", true, &mixed, "Bought ready-made").tally();
    let wanted = Tally { met: 50, partly_met: 20, not_met: 10, not_applicable: 9, unanswered: 10, ..Tally::default() };
    assert_eq!(tally, wanted);
    assert_eq!((tally.in_scope(), tally.applicable(), tally.answered(), tally.gaps()), (99, 90, 80, 30));
}

#[test]
fn an_activity_is_not_started_in_progress_or_complete() {
    use Status::{Met, NotApplicable};
    for (statuses, reason, wanted) in [
        (&[][..], "", Progress::NotStarted),
        (&[(NotApplicable, 53)], "", Progress::NotStarted),
        (&[(Met, 1)], "", Progress::InProgress),
        (&[(NotApplicable, 1)], "No SOUP", Progress::InProgress),
        (&[(Met, 53)], "", Progress::Complete),
        (&[(NotApplicable, 53)], "No SOUP", Progress::Complete),
    ] {
        assert_eq!(filled("A", false, statuses, reason).tally().progress(), wanted, "{statuses:?} because {reason:?}");
    }
}

#[test]
fn while_no_class_is_assigned_the_strictest_counts() {
    for edition in editions() {
        let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
        let open = assessment.tally();
        assessment.classification.class = edition.class("C");
        assert_eq!(open, assessment.tally(), "edition {}", edition.id);
        assert_eq!(assessment.scope().class.id(), "C");
    }
}

#[test]
fn an_answer_without_a_status_is_unanswered_whatever_else_it_holds() {
    let mut assessment = filled("C", false, &[], "");
    let answer =
        Answer { note: "Asked the supplier".to_owned(), follow_up: true, changed: NOW.to_owned(), ..Answer::default() };
    assessment.answers.insert("5.1.1".parse().unwrap(), answer);
    assert_eq!(assessment.tally().unanswered, 94);
}

#[test]
fn an_assessment_is_called_by_its_title_or_by_its_software() {
    let mut assessment = filled("C", false, &[], "");
    assert_eq!(assessment.display_title(), "Untitled assessment");
    assessment.product.version = "2.1".to_owned();
    assert_eq!(assessment.display_title(), "Untitled assessment");
    assessment.product.name = "Pump".to_owned();
    assert_eq!(assessment.display_title(), "Pump 2.1");
    assessment.title = " ".to_owned();
    assert_eq!(assessment.display_title(), "Pump 2.1");
    assessment.title = "First look".to_owned();
    assert_eq!(assessment.display_title(), "First look");
}
