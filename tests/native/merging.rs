//! Two states of one assessment that are brought together.
//!
//! What belongs here: what a merge keeps, takes and never loses. Never here: how two tabs notice each other.

use crate::generate::{answer, assessment, clause, config};
use iec62304_readiness::assessment::{Answer, Assessment, merge};
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::collection::btree_map;
use proptest::prelude::*;
use std::collections::BTreeMap;

const BEFORE: &str = "2026-03-31T09:00:00.000Z";
const EARLIER: &str = "2026-03-31T09:30:00.000Z";
const LATER: &str = "2026-03-31T09:31:00.000Z";

type Edits = BTreeMap<Clause, Answer>;

fn edits() -> impl Strategy<Value = Edits> {
    btree_map(clause(), answer(), 0..5)
}

/// An assessment whose times are all in the past of the edits.
fn base() -> impl Strategy<Value = Assessment> {
    assessment().prop_map(|mut base| {
        base.changed = BEFORE.to_owned();
        base.answers.values_mut().for_each(|answer| answer.changed = BEFORE.to_owned());
        base
    })
}

/// The assessment after these edits at this time.
fn edited(base: &Assessment, edits: &Edits, now: &str) -> Assessment {
    let mut after = base.clone();
    for (clause, answer) in edits {
        after.answers.insert(*clause, Answer { changed: now.to_owned(), ..answer.clone() });
    }
    if !edits.is_empty() {
        after.changed = now.to_owned();
    }
    after
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn merging_with_oneself_or_with_the_past_changes_nothing(base in base(), edits in edits()) {
        let ours = edited(&base, &edits, LATER);
        for theirs in [&ours, &base] {
            let merged = merge(&base, &ours, theirs);
            prop_assert_eq!(&merged.assessment, &ours);
            prop_assert!(merged.taken.is_empty() && !merged.head_taken);
        }
        let merged = merge(&base, &ours, &ours).assessment;
        prop_assert_eq!(merge(&base, &merged, &ours).assessment, merged);
    }

    #[test]
    fn what_only_the_other_side_changed_is_taken(base in base(), edits in edits(), title in "[a-z]{1,8}") {
        let mut theirs = edited(&base, &edits, LATER);
        theirs.title = format!("{} {title}", base.title);
        let merged = merge(&base, &base, &theirs);
        prop_assert_eq!(merged.assessment.title.as_str(), theirs.title.as_str());
        prop_assert!(merged.head_taken);
        prop_assert_eq!(merged.assessment, theirs);
        prop_assert_eq!(merged.taken, edits.keys().copied().collect::<Vec<_>>());
    }

    #[test]
    fn edits_of_different_answers_come_together_in_either_order(base in base(), mine in edits(), mut other in edits()) {
        other.retain(|clause, _| !mine.contains_key(clause));
        let (ours, theirs) = (edited(&base, &mine, EARLIER), edited(&base, &other, LATER));
        let both = merge(&base, &ours, &theirs);
        prop_assert_eq!(&both.assessment, &merge(&base, &theirs, &ours).assessment);
        let mut wanted = base.answers.clone();
        wanted.extend(ours.answers.iter().filter(|(at, _)| mine.contains_key(at)).map(|(at, answer)| (*at, answer.clone())));
        wanted.extend(theirs.answers.iter().filter(|(at, _)| other.contains_key(at)).map(|(at, answer)| (*at, answer.clone())));
        prop_assert_eq!(both.assessment.answers, wanted);
        prop_assert_eq!(both.taken, other.keys().copied().collect::<Vec<_>>());
    }

    #[test]
    fn of_two_edits_of_one_answer_the_later_one_wins_whole(base in base(), at in clause(), mine in answer(), other in answer()) {
        let ours = edited(&base, &[(at, mine)].into(), EARLIER);
        let theirs = edited(&base, &[(at, other)].into(), LATER);
        prop_assert_eq!(&merge(&base, &ours, &theirs).assessment, &theirs);
        prop_assert_eq!(&merge(&base, &theirs, &ours).assessment, &theirs);
    }

    #[test]
    fn of_two_edits_at_the_same_time_ours_stays(base in base(), at in clause(), mine in answer(), other in answer()) {
        let ours = edited(&base, &[(at, mine)].into(), LATER);
        let theirs = edited(&base, &[(at, other)].into(), LATER);
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(merged.assessment, ours);
        prop_assert!(merged.taken.is_empty());
    }

    #[test]
    fn nothing_that_only_one_side_touched_is_lost(base in base(), mine in edits(), other in edits()) {
        let (ours, theirs) = (edited(&base, &mine, EARLIER), edited(&base, &other, LATER));
        let merged = merge(&base, &ours, &theirs).assessment;
        for (at, answer) in &merged.answers {
            let from = if other.contains_key(at) { &theirs } else { &ours };
            prop_assert_eq!(Some(answer), from.answers.get(at));
        }
        prop_assert!(ours.answers.keys().chain(theirs.answers.keys()).all(|at| merged.answers.contains_key(at)));
        prop_assert_eq!(merged.unknown, base.unknown);
    }

    #[test]
    fn an_answer_that_one_side_never_saw_stays(base in base(), mine in edits()) {
        // As when two tabs write at once: ours is saved already, and theirs did not grow from it.
        let ours = edited(&base, &mine, EARLIER);
        let theirs = Assessment { changed: LATER.to_owned(), ..base.clone() };
        let merged = merge(&ours, &ours, &theirs);
        prop_assert_eq!(&merged.assessment.answers, &ours.answers);
        prop_assert!(merged.taken.is_empty());
        let mut emptier = theirs;
        emptier.answers.clear();
        prop_assert_eq!(&merge(&ours, &ours, &emptier).assessment.answers, &ours.answers);
    }
}

fn new() -> Assessment {
    Assessment::new("x".to_owned(), default_edition(), BEFORE.to_owned())
}

#[test]
fn all_that_is_not_an_answer_comes_from_the_side_that_changed_it_later() {
    let base = new();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    (ours.title, ours.changed) = ("Ours".to_owned(), EARLIER.to_owned());
    (theirs.product.name, theirs.legacy, theirs.changed) = ("Pump".to_owned(), true, LATER.to_owned());
    let merged = merge(&base, &ours, &theirs);
    assert_eq!((merged.assessment, merged.head_taken), (theirs.clone(), true));
    let merged = merge(&base, &theirs, &ours);
    assert_eq!((merged.assessment, merged.head_taken), (theirs, false));
}

#[test]
fn a_head_that_only_one_side_changed_survives_a_later_answer_of_the_other() {
    let base = new();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    (ours.title, ours.changed) = ("Ours".to_owned(), EARLIER.to_owned());
    theirs.answers.insert(
        "5.1.1".parse().unwrap(),
        Answer { note: "n".to_owned(), changed: LATER.to_owned(), ..Answer::default() },
    );
    theirs.changed = LATER.to_owned();
    for merged in [merge(&base, &ours, &theirs).assessment, merge(&base, &theirs, &ours).assessment] {
        assert_eq!(merged.title, "Ours");
        assert_eq!(merged.answers, theirs.answers);
        assert_eq!(merged.changed, LATER);
    }
}

#[test]
fn the_later_one_wins_also_where_one_side_wrote_no_milliseconds() {
    let at = "5.1.1".parse().unwrap();
    let with = |note: &str, changed: &str| {
        let mut side = new();
        side.answers.insert(at, Answer { note: note.to_owned(), changed: changed.to_owned(), ..Answer::default() });
        side
    };
    let (ours, theirs) = (with("earlier", "2026-03-31T09:30:00Z"), with("later", "2026-03-31T09:30:00.500Z"));
    assert_eq!(merge(&new(), &ours, &theirs).assessment.answers[&at].note, "later");
}
