//! Actions: their states and figures, the order of the plan, and what asks for a new assessment.
//!
//! What belongs here: rules about actions. Never here: how they look in a file (`notices`, `file`), a calendar
//! (`calendar`) or a table (`plan_csv`), and how two tabs bring them together (`merging_work`).

use crate::generate::{actions, assessment, clause, config, day};
use iec62304_readiness::assessment::{
    Action, ActionId, Answer, Assessment, Effort, Item, ItemId, MOST_ACTIONS, PlanView, Planned, Priority, Progressed,
    SortBy, Stage, Status, days,
};
use iec62304_readiness::exchange::{read_file, write_file};
use iec62304_readiness::standard::{Class, Clause, edition};
use proptest::prelude::*;
use proptest::sample::select;
use std::cmp::Ordering;
use std::collections::BTreeSet;

const TODAY: &str = "2026-11-22";
const BEFORE: &str = "2026-11-20T09:00:00.000Z";
const DONE: &str = "2026-11-21T09:00:00.000Z";
const AFTER: &str = "2026-11-22T09:00:00.000Z";

fn at(text: &str) -> Clause {
    text.parse().unwrap()
}

fn action(id: &str) -> Action {
    Action::new(ActionId::new(id).unwrap(), Vec::new())
}

fn class(id: &str) -> Option<Class> {
    let found = edition("1.1").unwrap().class(id);
    assert!(found.is_some());
    found
}

fn pump() -> Assessment {
    let mut pump = Assessment::new("pump".to_owned(), edition("1.1").unwrap(), BEFORE.to_owned());
    pump.classification.class = class("C");
    pump
}

#[test]
fn days_are_read_as_people_write_them_and_anything_else_is_refused() {
    for (text, tenths, shown) in [
        ("3", 30, "3"),
        (" 3 ", 30, "3"),
        ("0.5", 5, "0.5"),
        ("0,5", 5, "0.5"),
        ("2.0", 20, "2"),
        ("007", 70, "7"),
        ("0.1", 1, "0.1"),
        ("999.9", 9999, "999.9"),
    ] {
        let effort = Effort::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((effort.tenths(), effort.to_string().as_str()), (tenths, shown), "{text}");
    }
    for text in [
        "", " ", "0", "0.0", "-1", "+1", ".5", "5.", "1.25", "1000", "0001", "1e1", "three", "3 d", "3d", "1.2.3", "٣",
        "１", "1,000", "NaN", "=3",
    ] {
        assert_eq!(Effort::parse(text), None, "{text:?}");
    }
    assert_eq!([0, 5, 10, 95, 1234].map(days), ["0", "0.5", "1", "9.5", "123.4"]);
}

#[test]
fn an_id_is_1_to_16_letters_digits_and_hyphens() {
    for text in ["a", "A-1", "0123456789abcdef"] {
        assert_eq!(ActionId::new(text).unwrap().to_string(), text);
    }
    for text in ["", " ", "a b", "0123456789abcdefg", "ä", "a_b", "a\n"] {
        assert_eq!(ActionId::new(text), None, "{text:?}");
    }
}

#[test]
fn words_of_the_file_come_back_and_no_others_are_known() {
    for stage in Stage::ALL {
        assert_eq!(Stage::from_key(stage.key()), Some(stage));
    }
    for priority in Priority::ALL {
        assert_eq!(Priority::from_key(priority.key()), Some(priority));
    }
    assert_eq!((Stage::from_key("Done"), Priority::from_key("urgent")), (None, None));
    assert_eq!((Stage::default(), Priority::default()), (Stage::ToDo, Priority::Medium));
    assert_eq!(Stage::ALL.map(Stage::is_open), [true, true, false, false]);
}

#[test]
fn the_time_of_the_first_move_to_done_stays_until_it_leaves_that_stage() {
    let mut action = action("a");
    action.set_stage(Stage::Done, BEFORE);
    action.set_stage(Stage::Done, AFTER);
    assert_eq!((action.stage, action.done.as_str()), (Stage::Done, BEFORE));
    for stage in [Stage::ToDo, Stage::InProgress, Stage::Dropped] {
        action.set_stage(stage, AFTER);
        assert_eq!((action.stage, action.done.as_str()), (stage, ""));
        action.set_stage(Stage::Done, AFTER);
        assert_eq!(action.done, AFTER);
    }
}

#[test]
fn it_serves_each_requirement_once_and_in_order() {
    let mut action = action("a");
    for clause in ["9.1", "5.1.10", "5.1.2", "9.1"] {
        action.serve(at(clause));
    }
    assert_eq!(action.clauses, ["5.1.2", "5.1.10", "9.1"].map(at));
    action.serve_no_more(at("5.1.10"));
    action.serve_no_more(at("5.1.1"));
    assert_eq!(action.clauses, ["5.1.2", "9.1"].map(at));
    assert!(action.serves(at("9.1")) && !action.serves(at("5.1.10")));
}

#[test]
fn what_is_open_and_past_its_day_is_overdue() {
    for (stage, due, is_overdue) in [
        (Stage::ToDo, "2026-11-21", true),
        (Stage::InProgress, "0001-01-01", true),
        (Stage::ToDo, "2026-11-22", false),
        (Stage::ToDo, "2026-11-23", false),
        (Stage::ToDo, "", false),
        (Stage::Done, "2026-11-21", false),
        (Stage::Dropped, "2026-11-21", false),
    ] {
        let action = Action { stage, due: due.to_owned(), ..action("a") };
        assert_eq!(action.is_overdue(TODAY), is_overdue, "{stage:?} {due}");
    }
}

#[test]
fn progress_counts_each_state_and_leaves_dropped_ones_out_of_what_is_planned() {
    let mut list = Vec::new();
    for (stage, due, effort) in [
        (Stage::ToDo, "2026-11-01", "2"),
        (Stage::ToDo, "", ""),
        (Stage::InProgress, "2026-12-01", "0.5"),
        (Stage::Done, "2026-11-01", "7"),
        (Stage::Done, "", ""),
        (Stage::Dropped, "2026-11-01", "9"),
    ] {
        list.push(Action { stage, due: due.to_owned(), effort: Effort::parse(effort), ..action("a") });
    }
    let sum = Progressed::of(&list, TODAY);
    let wanted =
        Progressed { to_do: 2, in_progress: 1, done: 2, dropped: 1, overdue: 1, effort_left: 25, without_effort: 1 };
    assert_eq!((sum, sum.planned()), (wanted, 5));
    assert_eq!(Progressed::of(&[], TODAY), Progressed::default());
}

/// A plan to order: each with its stage, day, priority, owner, first requirement and effort.
fn plan() -> Assessment {
    let mut pump = pump();
    for (id, stage, due, priority, owner, clause, effort) in [
        ("late", Stage::ToDo, "2026-11-01", Priority::Low, "Zoe", "5.1.1", "3"),
        ("none", Stage::ToDo, "", Priority::High, "", "", ""),
        ("soon", Stage::InProgress, "2026-11-23", Priority::Medium, "adam", "9.1", "0.5"),
        ("done", Stage::Done, "2026-10-01", Priority::High, "Zoe", "5.1.10", "1"),
        ("same", Stage::ToDo, "2026-11-23", Priority::High, "  Bea ", "5.1.2", "10"),
        ("drop", Stage::Dropped, "", Priority::Low, "Adam", "", ""),
    ] {
        let mut action = action(id);
        (action.stage, action.due, action.priority) = (stage, due.to_owned(), priority);
        (action.what, action.owner, action.effort) = (id.to_uppercase(), owner.to_owned(), Effort::parse(effort));
        action.clauses = clause.parse().into_iter().collect();
        assert!(pump.add_action(action));
    }
    pump
}

fn ids(actions: Vec<&Action>) -> String {
    actions.iter().map(|action| action.id.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_plan_is_ordered_by_each_column_both_ways_and_what_has_no_value_stays_last() {
    let plan = plan();
    for (order, forth, back) in [
        (SortBy::Due, "late same soon none done drop", "same soon late none done drop"),
        (SortBy::What, "done drop late none same soon", "soon same none late drop done"),
        (SortBy::Requirement, "late same done soon none drop", "soon done same late none drop"),
        (SortBy::Owner, "drop soon same late done none", "late done same soon drop none"),
        (SortBy::Priority, "same none done soon late drop", "late drop soon same none done"),
        (SortBy::Stage, "late same none soon done drop", "drop done soon late same none"),
        (SortBy::Effort, "soon done late same none drop", "same late done soon none drop"),
    ] {
        for (is_reversed, wanted) in [(false, forth), (true, back)] {
            let view = PlanView { order, is_reversed, with_closed: true, ..PlanView::default() };
            assert_eq!(ids(plan.plan(&view)), wanted, "{order:?} {is_reversed}");
        }
    }
}

#[test]
fn the_plan_is_filtered_by_owner_and_by_what_is_open() {
    let plan = plan();
    let shown = |owner: Option<&str>, with_closed: bool| {
        ids(plan.plan(&PlanView { owner: owner.map(str::to_owned), with_closed, ..PlanView::default() }))
    };
    assert_eq!(shown(None, false), "late same soon none");
    assert_eq!(shown(Some("Zoe"), false), "late");
    assert_eq!(shown(Some("Zoe"), true), "late done");
    assert_eq!(shown(Some("Bea"), true), "same", "white space around a name is no other name");
    assert_eq!(shown(Some(""), true), "none");
    assert_eq!(shown(Some("nobody"), true), "");
    assert_eq!(plan.owners(), ["Adam", "adam", "Bea", "Zoe"]);
}

#[test]
fn the_board_has_open_ones_by_the_day_and_what_was_closed_last_in_front() {
    let mut plan = plan();
    for (id, done, changed) in [("x", BEFORE, AFTER), ("y", AFTER, AFTER), ("z", "", DONE)] {
        let (done, changed) = (done.to_owned(), changed.to_owned());
        plan.add_action(Action { stage: Stage::Done, done, changed, owner: "Zoe".to_owned(), ..action(id) });
    }
    let columns = Stage::ALL.map(|stage| ids(plan.column(stage, None)));
    assert_eq!(columns, ["late same none", "soon", "y z x done", "drop"]);
    assert_eq!(Stage::ALL.map(|stage| ids(plan.column(stage, Some("Zoe")))), ["late", "", "y z x done", ""]);
}

fn view() -> impl Strategy<Value = PlanView> {
    let orders = [
        SortBy::Due,
        SortBy::What,
        SortBy::Requirement,
        SortBy::Owner,
        SortBy::Priority,
        SortBy::Stage,
        SortBy::Effort,
    ];
    let owner = prop::option::of(select(&["", "Zoe", "x"][..]).prop_map(str::to_owned));
    (select(orders.to_vec()), any::<bool>(), owner, any::<bool>())
        .prop_map(|(order, is_reversed, owner, with_closed)| PlanView { order, is_reversed, owner, with_closed })
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn an_order_is_total_and_the_plan_holds_what_it_shows_once_and_in_order(
        list in prop::collection::vec(actions(), 0..4), view in view(),
    ) {
        let mut pump = pump();
        for action in list.into_iter().flatten() {
            pump.add_action(action);
        }
        let all = &pump.actions;
        for one in all {
            prop_assert_eq!(view.compare(one, one), Ordering::Equal);
            for other in all {
                prop_assert_eq!(view.compare(one, other), view.compare(other, one).reverse());
                for third in all {
                    if view.compare(one, other).is_le() && view.compare(other, third).is_le() {
                        prop_assert!(view.compare(one, third).is_le());
                    }
                }
            }
        }
        // As the library sorts them, and it keeps equal ones in their order.
        let mut wanted: Vec<&Action> = all.iter().filter(|action| view.shows(action)).collect();
        wanted.sort_by(|one, other| view.compare(one, other));
        prop_assert_eq!(pump.plan(&view), wanted);
        let on_board: usize = Stage::ALL.iter().map(|stage| pump.column(*stage, None).len()).sum();
        prop_assert_eq!(on_board, all.len(), "each stands in one column");
    }

    #[test]
    fn by_the_day_what_is_overdue_comes_first_and_what_has_no_day_behind_what_has(list in actions()) {
        let today = "5000-01-01";
        let mut pump = pump();
        pump.actions = list;
        let shown = pump.plan(&PlanView::default());
        let place = |action: &Action| (!action.is_overdue(today), action.due.is_empty());
        prop_assert!(shown.is_sorted_by_key(|action| place(action)));
        prop_assert!(shown.iter().filter(|action| !action.due.is_empty()).is_sorted_by_key(|action| &action.due));
    }

    #[test]
    fn the_counts_of_progress_add_up_and_closing_one_moves_it_to_done(list in actions(), today in day()) {
        let sum = Progressed::of(&list, &today);
        prop_assert_eq!(sum.planned() + sum.dropped, list.len());
        prop_assert!(sum.overdue <= sum.to_do + sum.in_progress);
        prop_assert!(sum.without_effort <= sum.to_do + sum.in_progress);
        let mut closed = list;
        for action in &mut closed {
            let wanted = if action.stage == Stage::Done { action.done.clone() } else { AFTER.to_owned() };
            action.set_stage(Stage::Done, AFTER);
            prop_assert_eq!(&action.done, &wanted, "the first move counts");
        }
        let sum = Progressed::of(&closed, &today);
        prop_assert_eq!(sum, Progressed { done: closed.len(), ..Progressed::default() });
    }

    #[test]
    fn no_action_moves_a_number_of_readiness(mut any in assessment(), more in actions(), at in clause()) {
        let before = any.tally();
        for mut action in more {
            action.serve(at);
            action.set_stage(Stage::Done, AFTER);
            any.add_action(action);
        }
        prop_assert_eq!(any.tally(), before);
    }

    #[test]
    fn what_asks_to_be_assessed_again_is_in_scope_and_no_longer_asks_once_it_was(
        mut any in assessment(), list in actions(), at in clause(), status in select(&Status::ALL[..3]),
    ) {
        any.actions = list;
        for action in &mut any.actions {
            action.serve(at);
            action.set_stage(Stage::Done, "2026-01-01T00:00:00Z");
            action.done = action.done.clone().min("2026-01-01T00:00:00Z".to_owned());
        }
        for asked in any.to_assess_again() {
            prop_assert!(any.scope().requirement(asked).is_some());
            prop_assert!(any.counted(asked).is_none_or(Status::is_gap));
            prop_assert!(any.actions_for(asked).any(|action| action.stage == Stage::Done));
            prop_assert!(any.actions_for(asked).all(|action| !action.stage.is_open()));
        }
        let changed = "9999-12-31T23:59:59.999Z".to_owned();
        any.answers.insert(at, Answer { status: Some(status), changed, ..Answer::default() });
        prop_assert!(!any.to_assess_again().contains(&at));
    }
}

/// A requirement that is partly met, last changed at this time, with actions in these stages, closed at that time.
fn partly(changed: &str, actions: &[(Stage, &str)]) -> Assessment {
    let mut pump = pump();
    let answer = Answer { status: Some(Status::PartlyMet), changed: changed.to_owned(), ..Answer::default() };
    pump.answers.insert(at("5.1.1"), answer);
    for (number, (stage, done)) in actions.iter().enumerate() {
        let mut action = Action { stage: *stage, done: (*done).to_owned(), ..action(&format!("a{number}")) };
        action.serve(at("5.1.1"));
        assert!(pump.add_action(action));
    }
    pump
}

#[test]
fn a_gap_asks_for_a_new_look_once_all_its_actions_are_done_until_its_answer_changes() {
    use Stage::{Done, Dropped, InProgress, ToDo};
    for (changed, actions, wanted) in [
        (BEFORE, &[][..], Planned::None),
        (BEFORE, &[(Dropped, "")], Planned::None),
        (BEFORE, &[(ToDo, "")], Planned::Open),
        (BEFORE, &[(InProgress, "")], Planned::Open),
        (BEFORE, &[(Done, DONE), (ToDo, "")], Planned::Open),
        (AFTER, &[(Done, DONE), (ToDo, "")], Planned::Open),
        (BEFORE, &[(Done, DONE)], Planned::AssessAgain),
        (BEFORE, &[(Done, DONE), (Dropped, "")], Planned::AssessAgain),
        (DONE, &[(Done, DONE)], Planned::AssessAgain),
        (AFTER, &[(Done, DONE)], Planned::Assessed),
        // The last one counts, wherever it stands.
        (DONE, &[(Done, BEFORE), (Done, AFTER)], Planned::AssessAgain),
        (DONE, &[(Done, AFTER), (Done, BEFORE)], Planned::AssessAgain),
        // With and without milliseconds.
        ("2026-11-21T09:00:00.500Z", &[(Done, "2026-11-21T09:00:00Z")], Planned::Assessed),
        ("2026-11-21T09:00:00Z", &[(Done, "2026-11-21T09:00:00.500Z")], Planned::AssessAgain),
        // Nobody knows when either was: an answer without a time was not given after anything.
        ("", &[(Done, DONE)], Planned::AssessAgain),
        ("", &[(Done, "")], Planned::AssessAgain),
    ] {
        assert_eq!(partly(changed, actions).planned(at("5.1.1")), wanted, "{changed} {actions:?}");
    }
}

#[test]
fn where_a_file_does_not_tell_when_an_action_was_closed_its_last_change_counts() {
    let mut pump = partly(DONE, &[(Stage::Done, "")]);
    pump.actions[0].changed = AFTER.to_owned();
    assert_eq!(pump.planned(at("5.1.1")), Planned::AssessAgain);
    pump.actions[0].changed = BEFORE.to_owned();
    assert_eq!(pump.planned(at("5.1.1")), Planned::Assessed);
}

#[test]
fn what_is_met_or_does_not_apply_asks_for_nothing_and_what_is_unanswered_does() {
    let with = |status: Option<Status>, reason: &str, changed: &str| {
        let mut pump = partly(changed, &[(Stage::Done, DONE)]);
        let answer = pump.answers.get_mut(&at("5.1.1")).unwrap();
        (answer.status, answer.reason) = (status, reason.to_owned());
        pump.planned(at("5.1.1"))
    };
    for changed in [BEFORE, AFTER] {
        assert_eq!(with(Some(Status::Met), "", changed), Planned::Assessed);
        assert_eq!(with(Some(Status::NotApplicable), "No users", changed), Planned::Assessed);
        // Not applicable without a reason is still unanswered, and so is an answer that was taken back.
        assert_eq!(with(Some(Status::NotApplicable), " ", changed), Planned::AssessAgain);
        assert_eq!(with(None, "", changed), Planned::AssessAgain);
    }
    let mut pump = partly(AFTER, &[(Stage::Done, DONE)]);
    pump.answers.clear();
    assert_eq!(pump.planned(at("5.1.1")), Planned::AssessAgain);
}

#[test]
fn where_it_is_answered_by_item_a_look_at_any_of_them_counts() {
    let [dose, screen] = ["dose", "screen"].map(|id| ItemId::new(id).unwrap());
    let mut pump = partly(BEFORE, &[(Stage::Done, DONE)]);
    pump.items = vec![Item::new(dose, None), Item::new(screen, None)];
    let answer = pump.answers.get_mut(&at("5.1.1")).unwrap();
    answer.split(&[dose, screen]);
    assert_eq!(pump.planned(at("5.1.1")), Planned::AssessAgain);
    let look = |pump: &mut Assessment, item: ItemId, status: Status| {
        pump.answers.get_mut(&at("5.1.1")).unwrap().edit_part(item, |part| {
            (part.status, part.changed) = (Some(status), AFTER.to_owned());
        });
    };
    let mut one = pump.clone();
    look(&mut one, screen, Status::NotMet);
    assert_eq!(one.planned(at("5.1.1")), Planned::Assessed, "another program may stamp the item only");
    // One of two met: the weakest counts, and it is still a gap, but somebody looked.
    look(&mut pump, dose, Status::Met);
    assert_eq!((pump.counted(at("5.1.1")), pump.planned(at("5.1.1"))), (Some(Status::PartlyMet), Planned::Assessed));
}

#[test]
fn only_what_is_in_scope_asks_for_a_new_look() {
    let mut pump = partly(BEFORE, &[(Stage::Done, DONE)]);
    pump.actions[0].serve(at("5.4.2"));
    assert_eq!(pump.to_assess_again(), ["5.1.1", "5.4.2"].map(at), "5.4.2 is unanswered");
    pump.classification.class = class("A");
    assert_eq!(pump.to_assess_again(), ["5.1.1"].map(at), "5.4.2 is not asked in class A");
    assert_eq!(pump.planned(at("5.4.2")), Planned::AssessAgain, "and comes back with the scope");
}

#[test]
fn an_action_is_added_once_and_changed_with_its_time() {
    let mut pump = pump();
    assert!(pump.add_action(action("a")));
    assert!(!pump.add_action(Action { what: "Other".to_owned(), ..action("a") }));
    let id = ActionId::new("a").unwrap();
    pump.edit_action(id, AFTER, |action| action.what = "Write it".to_owned());
    pump.edit_action(ActionId::new("b").unwrap(), AFTER, |action| action.what = "Lost".to_owned());
    assert_eq!(pump.actions.len(), 1);
    let action = pump.action(id).unwrap();
    assert_eq!((action.display_name().as_str(), action.changed.as_str()), ("Write it", AFTER));
}

#[test]
fn an_action_without_words_has_a_name_to_be_called_by() {
    let action = Action { what: " \n".to_owned(), ..action("a-1") };
    assert_eq!(action.display_name(), "Action a-1");
}

#[test]
fn the_most_actions_that_fit_survive_the_file() {
    let mut pump = pump();
    for number in 0..=MOST_ACTIONS {
        assert_eq!(pump.add_action(action(&format!("a{number}"))), number < MOST_ACTIONS);
    }
    let opened = read_file(write_file(&pump, AFTER).as_bytes()).unwrap();
    assert_eq!(opened.notices, []);
    assert_eq!(opened.assessment.actions, pump.actions);
    let ids: BTreeSet<ActionId> = opened.assessment.actions.iter().map(|action| action.id).collect();
    assert_eq!(ids.len(), MOST_ACTIONS);
}
