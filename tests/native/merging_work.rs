//! Actions, acceptances and snapshots of two states that are brought together, as two open tabs make them.
//!
//! What belongs here: the lists of work. Never here: answers, items and the rest (`merging`).

use crate::generate::{assessment, clause, config};
use iec62304_readiness::assessment::{Action, ActionId, Assessment, Stage, merge};
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::collection::{btree_map, btree_set};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};

const BEFORE: &str = "2026-03-31T09:00:00.000Z";
const EARLIER: &str = "2026-03-31T09:30:00.000Z";
const LATER: &str = "2026-03-31T09:31:00.000Z";

fn id(text: &str) -> ActionId {
    ActionId::new(text).unwrap()
}

/// An assessment whose times are all in the past of the work.
fn base() -> impl Strategy<Value = Assessment> {
    let ids = btree_set(select(&["a", "b", "c", "d"][..]), 0..4);
    let accepted = btree_map((clause(), select(&["x", "y"][..])), "[a-z]{0,3}", 0..4);
    (assessment(), ids, accepted, any::<bool>()).prop_map(|(mut base, ids, accepted, has_snapshot)| {
        BEFORE.clone_into(&mut base.changed);
        let action = |text| Action { changed: BEFORE.to_owned(), ..Action::new(id(text), Vec::new()) };
        base.actions = ids.into_iter().map(action).collect();
        base.accepted.clear();
        for ((clause, check), reason) in accepted {
            base.accept(check, clause, reason, BEFORE);
        }
        base.snapshots.clear();
        if has_snapshot {
            base.take_snapshot("Before".to_owned(), BEFORE);
        }
        base
    })
}

/// What one side does: to an action (changed or added with these words, or deleted), to an acceptance (given for this
/// reason, or taken back), and to snapshots (taken under this name; the first one deleted).
#[derive(Debug, Clone)]
struct Work {
    actions: BTreeMap<&'static str, Option<String>>,
    accepted: BTreeMap<(Clause, &'static str), Option<String>>,
    snapshot: Option<String>,
    drops_snapshot: bool,
}

fn work() -> impl Strategy<Value = Work> {
    let change = || prop::option::weighted(0.7, "[a-z]{1,4}");
    let actions = btree_map(select(&["a", "b", "c", "d", "e", "f"][..]), change(), 0..4);
    let accepted = btree_map((clause(), select(&["x", "y"][..])), change(), 0..4);
    (actions, accepted, prop::option::of("[a-z]{1,4}"), any::<bool>())
        .prop_map(|(actions, accepted, snapshot, drops_snapshot)| Work { actions, accepted, snapshot, drops_snapshot })
}

/// The assessment after this work at this time.
fn worked(base: &Assessment, work: &Work, now: &str) -> Assessment {
    let mut after = base.clone();
    for (text, what) in &work.actions {
        match what {
            Some(what) => {
                after.add_action(Action::new(id(text), Vec::new()));
                after.edit_action(id(text), now, |action| action.what.clone_from(what));
            }
            None => after.actions.retain(|action| action.id != id(text)),
        }
    }
    for ((clause, check), reason) in &work.accepted {
        match reason {
            Some(reason) => after.accept(check, *clause, reason.clone(), now),
            None => after.withdraw(check, *clause),
        }
    }
    if work.drops_snapshot && !after.snapshots.is_empty() {
        after.snapshots.remove(0);
    }
    if let Some(name) = &work.snapshot {
        after.take_snapshot(name.clone(), now);
    }
    now.clone_into(&mut after.changed);
    after
}

fn times() -> impl Strategy<Value = [&'static str; 2]> {
    select(&[[EARLIER, LATER], [LATER, EARLIER]][..])
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn two_tabs_that_take_in_each_other_end_in_the_same_state_and_stay_there(
        base in base(), mine in work(), other in work(), [now, then] in times(),
    ) {
        let (ours, theirs) = (worked(&base, &mine, now), worked(&base, &other, then));
        let stored = merge(&base, &ours, &theirs).assessment;
        prop_assert_eq!(&merge(&base, &theirs, &ours).assessment, &stored, "in either order");
        prop_assert_eq!(&merge(&base, &theirs, &stored).assessment, &stored, "what is stored is taken in whole");
        for seen in [&base, &ours, &theirs, &stored] {
            let again = merge(seen, &stored, &stored);
            prop_assert_eq!(&again.assessment, &stored);
            prop_assert!(again.taken.is_empty() && !again.head_taken);
        }
    }

    #[test]
    fn what_only_one_side_touched_survives_and_what_it_deleted_is_gone(
        base in base(), mine in work(), mut other in work(), [now, then] in times(),
    ) {
        other.actions.retain(|id, _| !mine.actions.contains_key(id));
        other.accepted.retain(|key, _| !mine.accepted.contains_key(key));
        let (ours, theirs) = (worked(&base, &mine, now), worked(&base, &other, then));
        let merged = merge(&base, &ours, &theirs).assessment;
        for (side, work) in [(&ours, &mine), (&theirs, &other)] {
            for text in work.actions.keys() {
                prop_assert_eq!(merged.action(id(text)), side.action(id(text)));
            }
            for (clause, check) in work.accepted.keys() {
                prop_assert_eq!(merged.accepted(check, *clause), side.accepted(check, *clause));
            }
            if work.snapshot.is_some() {
                let taken = side.snapshots.last().unwrap();
                prop_assert!(merged.snapshots.contains(taken));
            }
        }
        let is_dropped = mine.drops_snapshot || other.drops_snapshot;
        for snapshot in &base.snapshots {
            prop_assert_eq!(merged.snapshots.contains(snapshot), !is_dropped);
        }
        let ids: BTreeSet<ActionId> = merged.actions.iter().map(|action| action.id).collect();
        prop_assert_eq!(ids.len(), merged.actions.len(), "no action twice");
        prop_assert!(merged.accepted.is_sorted_by_key(|one| (one.clause, one.check.clone())));
        prop_assert!(merged.snapshots.is_sorted_by_key(|one| one.taken.clone()));
    }

    #[test]
    fn of_two_changes_the_later_one_wins_and_a_change_wins_over_a_deletion(
        base in base(), mine in work(), other in work(), [now, then] in times(),
    ) {
        let (ours, theirs) = (worked(&base, &mine, now), worked(&base, &other, then));
        let merged = merge(&base, &ours, &theirs).assessment;
        let later = if now == LATER { &ours } else { &theirs };
        for text in mine.actions.keys().filter(|text| other.actions.contains_key(*text)) {
            let wanted = match (ours.action(id(text)), theirs.action(id(text))) {
                (Some(_), Some(_)) => later.action(id(text)),
                (one, another) => one.or(another),
            };
            prop_assert_eq!(merged.action(id(text)), wanted);
        }
        for (clause, check) in mine.accepted.keys().filter(|key| other.accepted.contains_key(*key)) {
            let wanted = match (ours.accepted(check, *clause), theirs.accepted(check, *clause)) {
                (Some(_), Some(_)) => later.accepted(check, *clause),
                (one, another) => one.or(another),
            };
            prop_assert_eq!(merged.accepted(check, *clause), wanted);
        }
    }

    #[test]
    fn what_one_side_added_and_the_other_never_saw_stays(base in base(), mine in work()) {
        // As when two tabs write at once: ours is saved already, and theirs was written before, without having seen it.
        let ours = worked(&base, &mine, LATER);
        let theirs = Assessment { changed: EARLIER.to_owned(), ..base.clone() };
        let merged = merge(&ours, &ours, &theirs).assessment;
        for text in mine.actions.iter().filter(|(_, what)| what.is_some()).map(|(text, _)| text) {
            prop_assert_eq!(merged.action(id(text)), ours.action(id(text)));
        }
        if mine.snapshot.is_some() {
            prop_assert!(merged.snapshots.contains(ours.snapshots.last().unwrap()));
        }
    }
}

#[test]
fn two_tabs_that_both_add_an_action_have_both_that_of_the_later_side_first() {
    let base = Assessment::new("x".to_owned(), default_edition(), BEFORE.to_owned());
    let with = |text: &str, now: &str| {
        let mut side = Assessment { changed: now.to_owned(), ..base.clone() };
        side.add_action(Action { changed: now.to_owned(), ..Action::new(id(text), Vec::new()) });
        side
    };
    let (ours, theirs) = (with("ours", EARLIER), with("theirs", LATER));
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        let ids: Vec<String> = merged.assessment.actions.iter().map(|action| action.id.to_string()).collect();
        assert_eq!(ids, ["theirs", "ours"]);
        assert!(merged.head_taken);
    }
}

#[test]
fn an_action_closed_in_one_tab_and_deleted_in_the_other_stays_closed() {
    let mut base = Assessment::new("x".to_owned(), default_edition(), BEFORE.to_owned());
    base.add_action(Action { changed: BEFORE.to_owned(), ..Action::new(id("a"), Vec::new()) });
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.edit_action(id("a"), EARLIER, |action| action.set_stage(Stage::Done, EARLIER));
    ours.changed = EARLIER.to_owned();
    theirs.actions.clear();
    theirs.changed = LATER.to_owned();
    for merged in [merge(&base, &ours, &theirs).assessment, merge(&base, &theirs, &ours).assessment] {
        let kept = merged.action(id("a")).expect("work is not lost to a deletion that had not seen it");
        assert_eq!((kept.stage, kept.done.as_str()), (Stage::Done, EARLIER));
    }
}
