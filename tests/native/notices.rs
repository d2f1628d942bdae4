//! Files that can be read, and what is said of the parts that cannot be used as they stand.
//!
//! What belongs here: that each such part is named with its place and what became of it, and that the rest is kept.
//! Never here: files that are refused (`refusals`).

use NoticeKind::{Kept, LeftOut};
use iec62304_readiness::assessment::{Assessment, Status};
use iec62304_readiness::exchange::{Digest, NoticeKind, Opened, read_file, read_stored, write_file};
use serde_json::{Value, json};

const NOW: &str = "2026-03-31T09:30:00Z";

/// A file with something in every place that this version knows.
fn full() -> Value {
    json!({
        "format": "iec62304-readiness",
        "format_version": 1,
        "generator": {"name": "tool", "version": "1.2.3"},
        "exported_at": NOW,
        "assessment": {
            "id": "x-1", "title": "Title", "edition": "1.1", "created": NOW, "changed": NOW, "example": true,
            "product": {"name": "Pump", "version": "2", "description": "Pumps"},
            "organisation": "Org",
            "people": {"assessor": "A", "reviewer": "R"},
            "classification": {
                "class": "B", "rationale": "Because",
                "reasoning": {
                    "answers": [{"question": "contribute", "answer": "yes"}, {"question": "remaining", "answer": "yes"}],
                    "controls": [{"what": "Fuse", "kind": "hardware"}, {"what": "Check"}],
                },
            },
            "legacy": true,
            "legacy_route": {
                "checks": [{"check": "marketed", "answer": true}, {"check": "sold", "answer": false}],
                "decisions": [
                    {"clause": "5.2.1", "create": false, "why": "No risk", "changed": NOW}, {"clause": "5.7.5"},
                ],
                "rationales": [{"version": "2", "text": "Used on", "changed": NOW}],
            },
            "items": [
                {"id": "dose", "name": "Dose", "does": "Doses", "controls_risk": true, "changed": NOW},
                {"id": "ui", "parent": "dose", "name": "Screen", "soup": true, "class": "A", "segregation": "Alone"},
            ],
            "estimates": [{"activity": "4.4"}, {"activity": "9", "status": "partly-met", "changed": NOW}],
            "answers": [{
                "clause": "5.1.1", "status": "met", "letters": ["a", "b"],
                "evidence": [{
                    "title": "Plan", "document": "D-1", "version": "3", "link": "https://example.org", "date": "2026-01-31",
                    "expires": "2027-01-31",
                }],
                "note": "Note", "reason": "Reason", "follow_up": true, "changed": NOW,
            }, {
                "clause": "5.5.5",
                "parts": [
                    {"item": "dose", "status": "met"},
                    {
                        "item": "ui", "status": "partly-met", "letters": ["a"], "evidence": [{"title": "Log"}], "note": "Note",
                        "reason": "Reason", "follow_up": true, "changed": NOW,
                    },
                ],
            }, {"clause": "9.8", "status": "not-met"}],
            "actions": [{
                "id": "a1", "clauses": ["5.1.1", "5.2.1"], "what": "Write", "owner": "Zoe", "due": "2026-05-31",
                "priority": "high", "stage": "done", "effort_days": "2.5", "note": "Note", "done": NOW, "changed": NOW,
            }, {"id": "a2", "priority": "medium", "stage": "to-do"}],
            "accepted": [
                {"check": "no-evidence", "clause": "5.1.1", "reason": "Drafted", "changed": NOW},
                {"check": "soup-none", "clause": "5.1.1"},
            ],
            "snapshots": [{
                "name": "Audit", "taken": NOW,
                "statuses": {"met": ["5.1.1", "5.1.2"], "not-met": ["5.2.1"], "unanswered": ["9.8"]},
            }, {"taken": "2026-04-30T09:30:00Z"}],
        },
    })
}

/// The full file with one place changed.
fn with(place: &str, value: Value) -> Value {
    let mut file = full();
    let (parent, name) = place.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members.insert(name.to_owned(), value);
        }
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        other => panic!("{parent} is {other}"),
    }
    file
}

fn open(file: &Value) -> Opened {
    read_file(file.to_string().as_bytes()).unwrap_or_else(|refusal| panic!("{refusal} in {file}"))
}

fn told(opened: &Opened) -> Vec<(NoticeKind, &str)> {
    opened.notices.iter().map(|notice| (notice.kind, notice.place.as_str())).collect()
}

#[test]
fn a_file_with_everything_in_place_is_read_without_a_word() {
    let opened = open(&full());
    assert_eq!(told(&opened), []);
    assert_eq!(
        (opened.exported_at.as_str(), opened.generator.as_str(), opened.digest),
        (NOW, "tool 1.2.3", Digest::Absent)
    );
    let written: Value = serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap();
    assert_eq!(written["assessment"], full()["assessment"], "and all of it is written again");
}

/// Every place that this version knows, and the kind of value that belongs there.
const PLACES: [(&str, &str); 89] = [
    ("/exported_at", "text"),
    ("/generator/name", "text"),
    ("/generator/version", "text"),
    ("/assessment/id", "text"),
    ("/assessment/title", "text"),
    ("/assessment/created", "text"),
    ("/assessment/changed", "text"),
    ("/assessment/example", "flag"),
    ("/assessment/product", "object"),
    ("/assessment/product/name", "text"),
    ("/assessment/product/version", "text"),
    ("/assessment/product/description", "text"),
    ("/assessment/organisation", "text"),
    ("/assessment/people", "object"),
    ("/assessment/people/assessor", "text"),
    ("/assessment/people/reviewer", "text"),
    ("/assessment/classification", "object"),
    ("/assessment/classification/class", "text"),
    ("/assessment/classification/rationale", "text"),
    ("/assessment/classification/reasoning", "object"),
    ("/assessment/classification/reasoning/answers", "list"),
    ("/assessment/classification/reasoning/answers/1", "object"),
    ("/assessment/classification/reasoning/controls", "list"),
    ("/assessment/classification/reasoning/controls/0", "object"),
    ("/assessment/classification/reasoning/controls/0/what", "text"),
    ("/assessment/classification/reasoning/controls/0/kind", "text"),
    ("/assessment/legacy", "flag"),
    ("/assessment/legacy_route", "object"),
    ("/assessment/legacy_route/checks", "list"),
    ("/assessment/legacy_route/checks/1", "object"),
    ("/assessment/legacy_route/decisions", "list"),
    ("/assessment/legacy_route/decisions/0", "object"),
    ("/assessment/legacy_route/decisions/0/create", "flag"),
    ("/assessment/legacy_route/decisions/0/why", "text"),
    ("/assessment/legacy_route/decisions/0/changed", "text"),
    ("/assessment/legacy_route/rationales", "list"),
    ("/assessment/legacy_route/rationales/0", "object"),
    ("/assessment/legacy_route/rationales/0/version", "text"),
    ("/assessment/legacy_route/rationales/0/text", "text"),
    ("/assessment/items", "list"),
    ("/assessment/items/1", "object"),
    ("/assessment/items/1/parent", "text"),
    ("/assessment/items/1/name", "text"),
    ("/assessment/items/1/does", "text"),
    ("/assessment/items/1/soup", "flag"),
    ("/assessment/items/1/class", "text"),
    ("/assessment/items/1/segregation", "text"),
    ("/assessment/items/0/controls_risk", "flag"),
    ("/assessment/estimates", "list"),
    ("/assessment/estimates/1", "object"),
    ("/assessment/estimates/1/status", "text"),
    ("/assessment/estimates/1/changed", "text"),
    ("/assessment/answers/1/parts", "list"),
    ("/assessment/answers/1/parts/1", "object"),
    ("/assessment/answers/1/parts/1/note", "text"),
    ("/assessment/answers/1/parts/1/follow_up", "flag"),
    ("/assessment/answers", "list"),
    ("/assessment/answers/0", "object"),
    ("/assessment/answers/0/status", "text"),
    ("/assessment/answers/0/letters", "list"),
    ("/assessment/answers/0/letters/1", "text"),
    ("/assessment/answers/0/evidence", "list"),
    ("/assessment/answers/0/evidence/0", "object"),
    ("/assessment/answers/0/evidence/0/link", "text"),
    ("/assessment/answers/0/evidence/0/date", "text"),
    ("/assessment/answers/0/note", "text"),
    ("/assessment/answers/0/follow_up", "flag"),
    ("/assessment/actions", "list"),
    ("/assessment/actions/1", "object"),
    ("/assessment/actions/0/clauses", "list"),
    ("/assessment/actions/0/clauses/1", "text"),
    ("/assessment/actions/0/what", "text"),
    ("/assessment/actions/0/owner", "text"),
    ("/assessment/actions/0/due", "text"),
    ("/assessment/actions/0/priority", "text"),
    ("/assessment/actions/0/stage", "text"),
    ("/assessment/actions/0/effort_days", "text"),
    ("/assessment/actions/0/note", "text"),
    ("/assessment/actions/0/done", "text"),
    ("/assessment/actions/0/changed", "text"),
    ("/assessment/accepted", "list"),
    ("/assessment/accepted/1", "object"),
    ("/assessment/accepted/0/reason", "text"),
    ("/assessment/accepted/0/changed", "text"),
    ("/assessment/snapshots", "list"),
    ("/assessment/snapshots/1", "object"),
    ("/assessment/snapshots/0/name", "text"),
    ("/assessment/snapshots/0/statuses", "object"),
    ("/assessment/snapshots/0/statuses/met/1", "text"),
];

#[test]
fn a_value_of_the_wrong_kind_is_left_out_with_its_place_wherever_it_stands() {
    let kinds = [
        ("text", json!("text")),
        ("flag", json!(true)),
        ("number", json!(1.5)),
        ("list", json!([])),
        ("object", json!({})),
    ];
    for (place, wanted) in PLACES {
        for (kind, value) in &kinds {
            if *kind == wanted {
                continue;
            }
            let opened = open(&with(place, value.clone()));
            assert_eq!(told(&opened), [(LeftOut, place)], "{value} at {place}");
            let what = &opened.notices[0].what;
            assert!(what.starts_with(char::is_uppercase) && what.ends_with('.'), "a sentence: {what}");
            let again = open(&serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap());
            assert_eq!(again.assessment, opened.assessment, "the rest survives {value} at {place}");
        }
    }
}

#[test]
fn null_says_the_same_as_leaving_a_member_out() {
    for (place, _) in PLACES {
        let in_a_list = place.ends_with(|last: char| last.is_ascii_digit());
        let opened = open(&with(place, Value::Null));
        assert_eq!(told(&opened), if in_a_list { vec![(LeftOut, place)] } else { vec![] }, "null at {place}");
    }
}

#[test]
fn an_answer_whose_clause_is_unknown_is_left_out_with_what_was_written() {
    for (value, words) in [
        (json!("5.1.99"), "5.1.99"),
        (json!("5.1"), "5.1"),
        (json!("5.1.1 a"), "5.1.1 a"),
        (json!("05.1.1"), "05.1.1"),
        (json!(""), "\"\""),
    ] {
        let opened = open(&with("/assessment/answers/0/clause", value.clone()));
        assert_eq!(told(&opened), [(LeftOut, "/assessment/answers/0/clause")], "{value}");
        assert!(opened.notices[0].what.contains(words), "{:?}", opened.notices);
        assert_eq!(opened.assessment.answers.len(), 2, "the other answers are kept");
    }
    let opened = open(&with("/assessment/answers/0/clause", json!(5.1)));
    assert!(
        opened.notices.iter().all(|notice| notice.kind == LeftOut && notice.place == "/assessment/answers/0/clause")
    );
}

#[test]
fn an_answer_for_the_other_edition_is_kept_without_a_word() {
    let opened = open(&with("/assessment/answers/2/clause", json!("7.1.5")));
    assert_eq!(told(&opened), []);
    assert_eq!(opened.assessment.answers_out_of_scope(), 1);
}

#[test]
fn of_two_answers_to_one_clause_the_first_counts() {
    let opened = open(&with("/assessment/answers/2/clause", json!("5.1.1")));
    assert_eq!(told(&opened), [(LeftOut, "/assessment/answers/2/clause")]);
    assert_eq!(opened.assessment.counted("5.1.1".parse().unwrap()), Some(Status::Met));
}

#[test]
fn values_of_the_right_kind_that_mean_nothing_are_left_out_and_the_rest_is_kept() {
    for (place, value, words) in [
        (
            "/assessment/answers/0/status",
            json!("done"),
            "\"done\" is not known; known are met, partly-met, not-met, not-applicable",
        ),
        ("/assessment/answers/0/status", json!("Met"), "\"Met\" is not known"),
        ("/assessment/classification/class", json!("D"), "\"D\" is not known in this edition"),
        ("/assessment/classification/class", json!("c"), "\"c\" is not known in this edition"),
        ("/assessment/answers/0/letters/1", json!("A"), "one letter from a to z"),
        ("/assessment/answers/0/letters/1", json!("ab"), "one letter from a to z"),
        ("/assessment/answers/0/letters/1", json!("é"), "one letter from a to z"),
        ("/assessment/answers/0/letters/1", json!(""), "one letter from a to z"),
        ("/assessment/answers/0/evidence/0/date", json!("2026-02-29"), "\"2026-02-29\" is not a day of the calendar"),
        ("/assessment/answers/0/evidence/0/expires", json!("31.12.2026"), "is not a day of the calendar"),
        ("/assessment/created", json!("2026-03-31"), "is not a time in UTC"),
        ("/assessment/changed", json!("2026-03-31T09:30:00+02:00"), "is not a time in UTC"),
        ("/assessment/changed", json!("2026-03-31 09:30:00Z"), "is not a time in UTC"),
        ("/assessment/answers/0/changed", json!("yesterday"), "\"yesterday\" is not a time in UTC"),
        ("/assessment/answers/0/changed", json!("2026-02-30T09:30:00Z"), "is not a time in UTC"),
        (
            "/assessment/classification/reasoning/controls/0/kind",
            json!("person"),
            "known are hardware, system, procedure, software",
        ),
        ("/assessment/legacy_route/decisions/0/changed", json!("2026-03-31"), "is not a time in UTC"),
        (
            "/assessment/items/1/parent",
            json!("a b"),
            "\"a b\" is no id of an item: 1 to 16 letters, digits and hyphens",
        ),
        ("/assessment/items/1/class", json!("D"), "\"D\" is not known in this edition; the item takes the class above"),
        ("/assessment/items/1/class", json!("a"), "\"a\" is not known in this edition"),
        (
            "/assessment/estimates/1/status",
            json!("not-applicable"),
            "is no estimate; known are met, partly-met and not-met",
        ),
        ("/assessment/estimates/1/status", json!("good"), "\"good\" is no estimate"),
        ("/assessment/answers/1/parts/1/status", json!("done"), "\"done\" is not known"),
        ("/assessment/answers/1/parts/1/letters/0", json!("A"), "one letter from a to z"),
        ("/assessment/answers/1/parts/1/clause", json!("5.5.5"), "no clause and no parts of its own"),
        ("/assessment/answers/1/parts/1/parts", json!([]), "no clause and no parts of its own"),
        ("/assessment/actions/0/clauses/1", json!("5.2"), "the clause of a requirement that is known here, once"),
        ("/assessment/actions/0/clauses/1", json!("5.1.1"), "the clause of a requirement that is known here, once"),
        ("/assessment/actions/0/clauses/1", json!(""), "the clause of a requirement that is known here, once"),
        ("/assessment/actions/0/due", json!("2026-02-30"), "\"2026-02-30\" is not a day of the calendar"),
        ("/assessment/actions/0/due", json!("31.05.2026"), "is not a day of the calendar"),
        ("/assessment/actions/0/due", json!("2026-05-31T00:00:00Z"), "is not a day of the calendar"),
        ("/assessment/actions/0/priority", json!("urgent"), "\"urgent\" is not known; known are high, medium and low"),
        ("/assessment/actions/0/stage", json!("Done"), "known are to-do, in-progress, done and dropped"),
        ("/assessment/actions/0/effort_days", json!("2,5"), "is no number of days such as 3 or 0.5, from 0.1 to 999.9"),
        ("/assessment/actions/0/effort_days", json!("2.0"), "is no number of days"),
        ("/assessment/actions/0/effort_days", json!("0"), "is no number of days"),
        ("/assessment/actions/0/effort_days", json!("1000"), "is no number of days"),
        ("/assessment/actions/0/done", json!("2026-03-31"), "is not a time in UTC"),
        ("/assessment/actions/0/changed", json!("now"), "\"now\" is not a time in UTC"),
        ("/assessment/accepted/0/changed", json!("2026-03-31"), "is not a time in UTC"),
        ("/assessment/snapshots/0/statuses/met/1", json!("5.1"), "the clause of a requirement that is known here"),
        ("/assessment/snapshots/0/statuses/met/1", json!("5.1.1"), "the clause of a requirement that is known here"),
        ("/assessment/snapshots/0/statuses/open", json!(["5.1.3"]), "this entry keeps no others"),
        ("/assessment/id", json!("../x"), "letters, digits and hyphens"),
        ("/assessment/id", json!("x".repeat(65)), "at most 64"),
    ] {
        let opened = open(&with(place, value));
        assert_eq!(told(&opened), [(LeftOut, place)]);
        assert!(opened.notices[0].what.contains(words), "{:?}", opened.notices);
        assert_eq!(opened.assessment.answers.len(), 3);
        assert_eq!(opened.assessment.items.len(), 2);
        let again = open(&serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap());
        assert_eq!(told(&again), []);
        assert_eq!(again.assessment, opened.assessment, "and what was kept is written again");
    }
}

#[test]
fn an_entry_without_a_name_of_its_own_or_with_one_that_is_taken_is_left_out() {
    // The list, the member that names the entry, names that cannot be, and one that stands there already.
    let taken = |list: &str, name: &str| {
        with(&format!("{list}/1/{name}"), full().pointer(&format!("{list}/0/{name}")).unwrap().clone())
    };
    for (list, name, bad, place) in [
        ("/assessment/classification/reasoning/answers", "question", vec![json!(""), Value::Null], ""),
        ("/assessment/legacy_route/checks", "check", vec![json!(""), Value::Null], ""),
        (
            "/assessment/legacy_route/decisions",
            "clause",
            vec![json!("5.2"), json!("x"), json!(""), Value::Null],
            "/clause",
        ),
        (
            "/assessment/items",
            "id",
            vec![json!("a b"), json!("x".repeat(17)), json!("é"), json!(""), Value::Null],
            "/id",
        ),
        (
            "/assessment/actions",
            "id",
            vec![json!("a b"), json!("x".repeat(17)), json!("é"), json!(""), Value::Null],
            "/id",
        ),
        ("/assessment/accepted", "check", vec![json!(""), Value::Null], ""),
        ("/assessment/snapshots", "taken", vec![json!(""), Value::Null], "/taken"),
        (
            "/assessment/estimates",
            "activity",
            vec![json!("5"), json!("9.1"), json!("x"), json!(""), Value::Null],
            "/activity",
        ),
        ("/assessment/answers/1/parts", "item", vec![json!("a b"), json!(""), Value::Null], "/item"),
    ] {
        let bad = bad.into_iter().map(|value| with(&format!("{list}/1/{name}"), value));
        // Two snapshots of one time are both kept (`snapshots_content`).
        let twin = (list != "/assessment/snapshots").then(|| taken(list, name));
        for file in bad.chain(twin) {
            let opened = open(&file);
            assert_eq!(told(&opened), [(LeftOut, format!("{list}/1{place}").as_str())], "{file}");
            let written: Value = serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap();
            let left = written.pointer(list).unwrap().as_array().unwrap();
            assert_eq!(left, &[full().pointer(&format!("{list}/0")).unwrap().clone()], "the first one is kept");
        }
        // A value of another kind is named as such, too.
        let opened = open(&with(&format!("{list}/1/{name}"), json!(5.5)));
        assert!(opened.notices.iter().all(|notice| notice.kind == LeftOut), "{:?}", opened.notices);
        assert_eq!(told(&opened)[0].1, format!("{list}/1/{name}"));
    }
}

#[test]
fn an_answer_to_a_question_or_a_check_that_says_nothing_is_left_out() {
    for (place, value) in [
        ("/assessment/classification/reasoning/answers/1/answer", json!("")),
        ("/assessment/classification/reasoning/answers/1/answer", Value::Null),
        ("/assessment/legacy_route/checks/1/answer", Value::Null),
    ] {
        let opened = open(&with(place, value));
        assert_eq!(told(&opened), [(LeftOut, place.strip_suffix("/answer").unwrap())]);
    }
}

#[test]
fn where_there_is_no_place_for_other_members_they_are_not_dropped_in_silence() {
    for place in ["/assessment/classification/reasoning/answers/1/by", "/assessment/legacy_route/checks/1/by"] {
        let opened = open(&with(place, json!("K")));
        assert_eq!(told(&opened), [(LeftOut, place)]);
        assert_eq!(opened.assessment, open(&full()).assessment, "the entry is kept");
    }
}

#[test]
fn an_item_without_a_parent_may_say_so_and_get_one_later() {
    for nothing in [Value::Null, json!("")] {
        let opened = open(&with("/assessment/items/1/parent", nothing));
        assert_eq!(told(&opened), []);
        let mut assessment = opened.assessment;
        assert_eq!(assessment.items[1].parent, None);
        assessment.items[1].parent = Some(assessment.items[0].id);
        let again = open(&serde_json::from_str(&write_file(&assessment, NOW)).unwrap());
        assert_eq!(told(&again), []);
        assert_eq!(again.assessment, assessment);
    }
}

#[test]
fn questions_checks_items_and_estimates_that_mean_nothing_here_are_kept_without_a_word() {
    for (place, value) in [
        ("/assessment/classification/reasoning/answers/1/question", json!("harm")),
        ("/assessment/classification/reasoning/answers/1/question", json!("of another tool")),
        ("/assessment/classification/reasoning/answers/1/answer", json!("perhaps")),
        ("/assessment/legacy_route/checks/1/check", json!("of another tool")),
        ("/assessment/items/1/parent", json!("ui")),
        ("/assessment/items/1/parent", json!("gone")),
        ("/assessment/legacy_route/decisions/1/clause", json!("9.8")),
        ("/assessment/estimates/1/activity", json!("7.1")),
        ("/assessment/answers/1/parts/1/item", json!("gone")),
    ] {
        let file = with(place, value);
        let opened = open(&file);
        assert_eq!(told(&opened), [], "{place}");
        let written: Value = serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap();
        assert_eq!(written.pointer(place), file.pointer(place));
    }
}

#[test]
fn what_stands_in_another_order_is_put_in_order() {
    let opened = open(&full());
    let mut file = full();
    for list in [
        "/assessment/legacy_route/decisions",
        "/assessment/estimates",
        "/assessment/answers/1/parts",
        "/assessment/actions/0/clauses",
        "/assessment/accepted",
        "/assessment/snapshots",
    ] {
        file.pointer_mut(list).unwrap().as_array_mut().unwrap().reverse();
    }
    assert_eq!(open(&file).assessment, opened.assessment);
    // The order of items and of actions is a person's.
    for list in ["/assessment/items", "/assessment/actions"] {
        let mut file = file.clone();
        file.pointer_mut(list).unwrap().as_array_mut().unwrap().reverse();
        assert_ne!(open(&file).assessment, opened.assessment);
    }
}

#[test]
fn an_acceptance_of_a_requirement_that_is_unknown_is_left_out() {
    for clause in [json!("5.2"), json!("5.1.99"), json!(""), Value::Null] {
        let opened = open(&with("/assessment/accepted/1/clause", clause));
        assert_eq!(told(&opened), [(LeftOut, "/assessment/accepted/1")]);
        assert_eq!(opened.assessment.accepted.len(), 1);
    }
}

#[test]
fn a_requirement_in_two_lists_of_a_snapshot_stands_where_it_came_first() {
    let opened = open(&with("/assessment/snapshots/0/statuses/not-met", json!(["5.1.1", "5.2.1"])));
    assert_eq!(told(&opened), [(LeftOut, "/assessment/snapshots/0/statuses/not-met")]);
    assert!(opened.notices[0].what.contains("5.1.1"), "{:?}", opened.notices);
    assert_eq!(opened.assessment.snapshots[0].statuses[&"5.1.1".parse().unwrap()], Some(Status::Met));
}

#[test]
fn more_actions_than_are_read_are_told() {
    let many: Vec<Value> = (0..1001).map(|number| json!({"id": format!("a{number}")})).collect();
    let opened = open(&with("/assessment/actions", json!(many)));
    assert_eq!(told(&opened), [(LeftOut, "/assessment/actions")]);
    assert_eq!(opened.assessment.actions.len(), 1000);
}

#[test]
fn a_time_that_no_clock_shows_is_left_out() {
    for time in ["2026-03-31T24:00:00Z", "2026-03-31T09:60:00Z", "2026-03-31T09:30:61Z", "2026-03-31T99:99:99.999Z"] {
        let opened = open(&with("/assessment/answers/0/changed", json!(time)));
        assert_eq!(told(&opened), [(LeftOut, "/assessment/answers/0/changed")], "{time}");
    }
}

#[test]
fn hidden_characters_are_kept_and_told_wherever_they_stand() {
    for (place, kind) in PLACES {
        let formed = [
            "/id",
            "/created",
            "/changed",
            "/class",
            "/status",
            "/letters/1",
            "/date",
            "/kind",
            "/parent",
            "/clauses/1",
            "/due",
            "/priority",
            "/stage",
            "/effort_days",
            "/done",
            "/met/1",
        ];
        if kind != "text" || formed.iter().any(|end| place.ends_with(end)) {
            continue;
        }
        for hidden in ["a\0b", "\u{202e}gnp", "x\u{1b}[0m"] {
            let opened = open(&with(place, json!(hidden)));
            assert_eq!(told(&opened), [(Kept, place)], "{hidden:?} at {place}");
            assert!(opened.notices[0].what.contains("U+"), "{:?}", opened.notices);
            if place.starts_with("/assessment") {
                let written: Value = serde_json::from_str(&write_file(&opened.assessment, NOW)).unwrap();
                assert_eq!(written.pointer(place), Some(&json!(hidden)), "kept at {place}");
            }
        }
    }
}

#[test]
fn a_digest_tells_whether_the_file_is_as_it_was_written() {
    let written: Value = serde_json::from_str(&write_file(&open(&full()).assessment, NOW)).unwrap();
    let change = |place: &str, value: Value| {
        let mut file = written.clone();
        *file.pointer_mut(place).unwrap() = value;
        open(&file).digest
    };
    assert_eq!(open(&written).digest, Digest::Fits);
    assert_eq!(change("/exported_at", json!("2027-01-01T00:00:00Z")), Digest::Fits);
    assert_eq!(
        change("/digest/value", json!(written["digest"]["value"].as_str().unwrap().to_uppercase())),
        Digest::Fits
    );
    assert_eq!(change("/digest/value", json!("0".repeat(64))), Digest::Differs);
    assert_eq!(change("/digest/value", json!("not a digest")), Digest::Differs);
    assert_eq!(change("/assessment/legacy", json!(false)), Digest::Differs);
    assert_eq!(change("/assessment/answers/2/status", json!("met")), Digest::Differs);
    assert_eq!(change("/digest", json!(null)), Digest::Absent);
    assert_eq!(change("/digest", json!({"algorithm": "SHA-256"})), Digest::Absent);
}

#[test]
fn a_changed_file_is_still_read() {
    let mut file: Value = serde_json::from_str(&write_file(&open(&full()).assessment, NOW)).unwrap();
    file["assessment"]["title"] = json!("By hand");
    let opened = open(&file);
    assert_eq!((opened.digest, opened.assessment.title.as_str()), (Digest::Differs, "By hand"));
    assert_eq!(told(&opened), []);
}

#[test]
fn a_mark_of_the_byte_order_at_the_start_does_no_harm() {
    let written = write_file(&open(&full()).assessment, NOW);
    let opened = read_file(format!("\u{feff}{written}").as_bytes()).unwrap();
    assert_eq!((opened.digest, told(&opened)), (Digest::Fits, vec![]));
}

#[test]
fn the_summary_is_derived_and_never_read() {
    let mut file = full();
    file["summary"] = json!({"met": 99, "readiness_percent": 100});
    let opened = open(&file);
    assert_eq!(opened.assessment, open(&full()).assessment);
    assert_eq!(told(&opened), []);
}

#[test]
fn the_smallest_file_is_an_empty_assessment() {
    let opened = open(&json!({"format": "iec62304-readiness", "format_version": 1, "assessment": {"edition": "1.0"}}));
    let edition = iec62304_readiness::standard::edition("1.0").unwrap();
    assert_eq!(opened.assessment, Assessment::new(String::new(), edition, String::new()));
    assert_eq!(told(&opened), []);
}

/// What stands in the envelope: a reader must not lose it without a word.
mod envelope {
    use super::{Digest, full, json, open, read_stored, with};

    #[test]
    fn a_member_of_the_envelope_that_is_not_known_is_not_dropped_in_silence() {
        let opened = open(&with("/signature", json!({"by": "K"})));
        let told = opened.notices.iter().any(|notice| notice.place == "/signature");
        let kept = super::write_file(&opened.assessment, super::NOW).contains("\"signature\"");
        assert!(told || kept, "neither told nor kept: {:?}", opened.notices);
    }

    #[test]
    fn a_member_of_the_envelope_of_the_wrong_kind_is_not_dropped_in_silence() {
        for place in ["/generator", "/digest"] {
            let opened = open(&with(place, json!([1])));
            assert!(opened.notices.iter().any(|notice| notice.place == place), "{place}: {:?}", opened.notices);
        }
    }

    #[test]
    fn a_digest_of_another_kind_is_not_taken_for_none() {
        assert_ne!(open(&with("/digest", json!("0123"))).digest, Digest::Absent);
    }

    #[test]
    fn what_is_stored_beside_the_assessment_is_not_dropped_in_silence() {
        for (place, value) in
            [("/stored", json!([])), ("/stored", json!({"revision": "7"})), ("/stored", json!({"revision": -1}))]
        {
            let mut entry = full();
            entry["stored"] = value.clone();
            let (_, notices) = read_stored(&entry.to_string()).unwrap();
            assert!(notices.iter().any(|notice| notice.place.starts_with(place)), "{value}: {notices:?}");
        }
    }
}
