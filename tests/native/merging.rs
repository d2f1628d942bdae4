//! Two states of one assessment that are brought together.
//!
//! What belongs here: what a merge keeps, takes and never loses. Never here: how two tabs notice each other.

use crate::generate::{answer, assessment, clause, config, item_id, status};
use iec62304_readiness::assessment::{Answer, Assessment, Item, ItemId, Status, merge};
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::{BTreeMap, BTreeSet};

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
        base.items.iter_mut().for_each(|item| item.changed = BEFORE.to_owned());
        base.estimates.iter_mut().for_each(|estimate| estimate.changed = BEFORE.to_owned());
        base.legacy_route.decisions.iter_mut().for_each(|decision| decision.changed = BEFORE.to_owned());
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

/// What one side does to the lists, to answers and to the rest, each in turn.
#[derive(Debug, Clone)]
struct Work {
    answers: Edits,
    /// Changed or added with this name, or deleted.
    items: BTreeMap<ItemId, Option<String>>,
    /// An item goes to another place in the list.
    moves: Vec<(Index, Index)>,
    /// Estimated, or taken back.
    estimates: BTreeMap<Clause, Option<Option<Status>>>,
    /// Decided for this reason, or taken back.
    decisions: BTreeMap<Clause, Option<String>>,
    title: Option<String>,
}

fn work() -> impl Strategy<Value = Work> {
    let items = btree_map(item_id(), prop::option::weighted(0.7, "[a-z]{1,4}"), 0..4);
    let moves = vec((any::<Index>(), any::<Index>()), 0..3);
    let activities: Vec<Clause> = default_edition().activities().map(|activity| activity.clause).collect();
    let estimated = status().prop_map(|status| status.filter(|status| *status != Status::NotApplicable));
    let estimates = btree_map(select(activities), prop::option::weighted(0.7, estimated), 0..4);
    let decisions = btree_map(clause(), prop::option::weighted(0.7, "[a-z]{1,4}"), 0..4);
    (edits(), items, moves, estimates, decisions, prop::option::of("[a-z]{1,4}")).prop_map(
        |(answers, items, moves, estimates, decisions, title)| Work {
            answers,
            items,
            moves,
            estimates,
            decisions,
            title,
        },
    )
}

/// The assessment after this work at this time.
fn worked(base: &Assessment, work: &Work, now: &str) -> Assessment {
    let mut after = edited(base, &work.answers, now);
    for (id, name) in &work.items {
        match name {
            Some(name) => {
                if after.item(*id).is_none() {
                    after.items.push(Item::new(*id, None));
                }
                let item = after.items.iter_mut().find(|item| item.id == *id).unwrap();
                (item.name, item.changed) = (name.clone(), now.to_owned());
            }
            None => after.items.retain(|item| item.id != *id),
        }
    }
    for (from, to) in &work.moves {
        if !after.items.is_empty() {
            let item = after.items.remove(from.index(after.items.len()));
            after.items.insert(to.index(after.items.len() + 1), item);
        }
    }
    for (activity, estimate) in &work.estimates {
        after.set_estimate(*activity, *estimate, now);
    }
    for (clause, why) in &work.decisions {
        match why {
            Some(why) => after.legacy_route.edit_decision(*clause, |decision| {
                (decision.why, decision.changed) = (why.clone(), now.to_owned());
            }),
            None => after.legacy_route.decisions.retain(|decision| decision.clause != *clause),
        }
    }
    if let Some(title) = &work.title {
        after.title.clone_from(title);
    }
    after.changed = now.to_owned();
    after
}

/// The two times in either order, so that each side is the later one in turn.
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
        // Ours takes in theirs and stores; theirs takes in what is stored.
        let stored = merge(&base, &ours, &theirs).assessment;
        let there = merge(&base, &theirs, &stored).assessment;
        prop_assert_eq!(&there, &stored);
        for (one, another) in [(&stored, &there), (&there, &stored)] {
            let again = merge(one, one, another);
            prop_assert_eq!(&again.assessment, &stored);
            prop_assert!(again.taken.is_empty() && !again.head_taken);
        }
        // Both at once, in either order.
        prop_assert_eq!(&merge(&base, &theirs, &ours).assessment, &stored);
        // And against what only one of them had seen.
        for seen in [&base, &ours, &theirs] {
            prop_assert_eq!(&merge(seen, &stored, &stored).assessment, &stored);
        }
    }

    #[test]
    fn in_the_lists_too_what_only_one_side_touched_survives_and_what_it_deleted_is_gone(
        base in base(), mine in work(), mut other in work(), [now, then] in times(),
    ) {
        other.items.retain(|id, _| !mine.items.contains_key(id));
        other.estimates.retain(|activity, _| !mine.estimates.contains_key(activity));
        other.decisions.retain(|clause, _| !mine.decisions.contains_key(clause));
        let (ours, theirs) = (worked(&base, &mine, now), worked(&base, &other, then));
        let merged = merge(&base, &ours, &theirs).assessment;
        for (side, work) in [(&ours, &mine), (&theirs, &other)] {
            for id in work.items.keys() {
                prop_assert_eq!(merged.item(*id), side.item(*id));
            }
            for activity in work.estimates.keys() {
                prop_assert_eq!(merged.estimate(*activity), side.estimate(*activity));
            }
            for clause in work.decisions.keys() {
                prop_assert_eq!(merged.legacy_route.decision(*clause), side.legacy_route.decision(*clause));
            }
        }
        for item in &base.items {
            if !mine.items.contains_key(&item.id) && !other.items.contains_key(&item.id) {
                prop_assert_eq!(merged.item(item.id), Some(item), "nobody touched it");
            }
        }
        let ids: BTreeSet<ItemId> = merged.items.iter().map(|item| item.id).collect();
        prop_assert_eq!(ids.len(), merged.items.len(), "no item twice");
        prop_assert!(merged.estimates.is_sorted_by_key(|estimate| estimate.activity));
        prop_assert!(merged.legacy_route.decisions.is_sorted_by_key(|decision| decision.clause));
    }

    #[test]
    fn an_entry_that_both_changed_is_that_of_the_later_side_and_a_change_wins_over_a_deletion(
        base in base(), mine in work(), other in work(), [now, then] in times(),
    ) {
        let (ours, theirs) = (worked(&base, &mine, now), worked(&base, &other, then));
        let merged = merge(&base, &ours, &theirs).assessment;
        let later = if now == LATER { &ours } else { &theirs };
        for id in mine.items.keys().filter(|id| other.items.contains_key(id)) {
            let wanted = match (ours.item(*id), theirs.item(*id)) {
                (Some(_), Some(_)) => later.item(*id),
                (one, another) => one.or(another),
            };
            prop_assert_eq!(merged.item(*id), wanted);
        }
        for activity in mine.estimates.keys().filter(|activity| other.estimates.contains_key(activity)) {
            let wanted = match (ours.estimate(*activity), theirs.estimate(*activity)) {
                (Some(_), Some(_)) => later.estimate(*activity),
                (one, another) => one.or(another),
            };
            prop_assert_eq!(merged.estimate(*activity), wanted);
        }
    }

    #[test]
    fn what_one_side_added_and_the_other_never_saw_stays(base in base(), mine in work()) {
        // As when two tabs write at once: ours is saved already, and theirs was written before, without having seen it.
        let ours = worked(&base, &mine, LATER);
        let theirs = Assessment { changed: EARLIER.to_owned(), ..base.clone() };
        let merged = merge(&ours, &ours, &theirs).assessment;
        for id in mine.items.iter().filter(|(_, name)| name.is_some()).map(|(id, _)| *id) {
            prop_assert_eq!(merged.item(id), ours.item(id));
        }
        for estimate in ours.estimates.iter().filter(|estimate| mine.estimates.contains_key(&estimate.activity)) {
            prop_assert_eq!(merged.estimate(estimate.activity), Some(estimate));
        }
    }
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

/// The order of items after a merge of these two orders, which grew from `base`, seen from the earlier side.
fn order(base: &str, earlier: &str, later: &str) -> String {
    let side = |ids: &str, changed: &str| {
        let mut side = new();
        side.items = ids.chars().map(|id| Item::new(ItemId::new(&id.to_string()).unwrap(), None)).collect();
        side.changed = changed.to_owned();
        side
    };
    let [base, earlier, later] = [side(base, BEFORE), side(earlier, EARLIER), side(later, LATER)];
    let merged = merge(&base, &earlier, &later).assessment;
    assert_eq!(merge(&base, &later, &earlier).assessment, merged, "seen from the later side");
    merged.items.iter().map(|item| item.id.to_string()).collect()
}

#[test]
fn items_stand_in_the_order_of_the_later_side_and_what_only_the_other_has_behind() {
    for (base, earlier, later, wanted) in [
        ("", "a", "b", "ba"),
        ("xy", "xya", "xyb", "xyba"),
        ("xy", "axy", "xy", "xya"),
        ("xy", "xy", "yx", "yx"),
        ("xyz", "zyx", "yxz", "yxz"),
        ("xyz", "zx", "xyz", "xz"),
        ("xyz", "xyz", "yz", "yz"),
        ("xyz", "xz", "zyx", "zx"),
        ("xyz", "", "zyxa", "a"),
    ] {
        assert_eq!(order(base, earlier, later), wanted, "{base}: {earlier} and then {later}");
    }
}

#[test]
fn an_item_that_is_taken_out_in_one_tab_stays_out_and_what_it_held_moves_up_in_both() {
    let [dose, ramp] = ["dose", "ramp"].map(|id| ItemId::new(id).unwrap());
    let mut base = new();
    base.items = vec![Item::new(dose, None), Item::new(ramp, Some(dose))];
    let mut split = Answer::default();
    split.edit_part(dose, |part| part.note = "Of the dose".to_owned());
    split.edit_part(ramp, |part| part.status = Some(Status::Met));
    base.answers.insert("5.5.5".parse().unwrap(), split);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.remove_item(dose);
    ours.changed = LATER.to_owned();
    (theirs.title, theirs.changed) = ("Theirs".to_owned(), EARLIER.to_owned());
    for merged in [merge(&base, &ours, &theirs).assessment, merge(&base, &theirs, &ours).assessment] {
        assert_eq!((&merged.items, merged.title.as_str()), (&ours.items, "Theirs"));
        assert_eq!(merged.answers, ours.answers);
        assert_eq!((merged.items.len(), merged.items[0].parent), (1, None));
        assert!(merged.answers[&"5.5.5".parse().unwrap()].note.contains("Of the dose"));
    }
}
