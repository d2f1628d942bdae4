//! The JSON Schema that describes the file to other programs.
//!
//! What belongs here: that the schema takes everything the page writes, refuses what is broken, and lists what the
//! code knows. Never here: how the page reads a file (`notices`, `refusals`).

use crate::generate::{assessment, config};
use iec62304_readiness::assessment::{ControlKind, OriginKind, Priority, RemarkKind, Secret, Stage, Status};
use iec62304_readiness::exchange::{
    Ancestor, FORMAT, FORMAT_VERSION, grew_from_json, read_file, state_json, write_file, write_file_with,
};
use iec62304_readiness::standard::{Clause, Edition, all_clauses, editions};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../schema/iec62304-assessment.schema.json")).expect("the schema is JSON")
});
static VALIDATOR: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&SCHEMA).expect("the schema is a schema"));

/// What is wrong with a file, each with its place.
fn problems(file: &Value) -> Vec<String> {
    VALIDATOR.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A small valid file with something in every member.
pub fn full() -> Value {
    let time = "2026-03-31T09:30:00Z";
    let evidence = json!({
        "title": "Plan", "document": "D-1", "version": "3", "link": "https://example.org", "date": "2024-02-29",
        "expires": "2027-12-31", "sha256": "0123456789abcdef".repeat(4),
    });
    let review = json!({
        "id": "r1", "reviewer": "R", "role": "Consultant", "summary": "Good", "begun": time, "signed": time,
        "seal": "0123456789abcdef".repeat(4), "of": "0123456789abcdef".repeat(4),
        "remarks": [{
            "id": "m1", "clause": "5.1.1", "kind": "question", "text": "Where?", "changed": time,
            "of": "0123456789abcdef".repeat(4),
            "reply": "There", "closed": true, "replied": time,
        }],
        "changed": time,
    });
    json!({
        "format": "iec62304-readiness",
        "format_version": 1,
        "generator": {"name": "tool", "version": "1.2.3"},
        "exported_at": time,
        "digest": {"algorithm": "SHA-256", "canonicalisation": "RFC 8785", "value": "0".repeat(64)},
        "grew_from": [{"digest": "0".repeat(64), "at": time, "shared": true}],
        "summary": {
            "edition": "IEC 62304:2006+AMD1:2015", "class": "C", "in_scope": 94, "met": 0, "partly_met": 0, "not_met": 0,
            "not_applicable": 2, "unanswered": 92, "estimated": 8, "readiness_percent": null, "coverage_percent": 100,
            "estimated_readiness_percent": 10,
        },
        "assessment": {
            "id": "x-1", "title": "Title", "edition": "1.1", "created": time, "changed": "2026-03-31T23:59:59.999Z",
            "example": true,
            "product": {"name": "Pump", "version": "2", "description": "Pumps"},
            "organisation": "Org",
            "people": {"assessor": "A", "reviewer": "R"},
            "classification": {
                "class": null, "rationale": "Because",
                "reasoning": {
                    "answers": [{"question": "contribute", "answer": "yes"}],
                    "controls": [{"what": "Fuse", "kind": "hardware"}],
                },
            },
            "legacy": true,
            "legacy_route": {
                "checks": [{"check": "sold", "answer": true}],
                "decisions": [{"clause": "5.2.1", "create": false, "why": "No risk", "changed": time}],
                "rationales": [{"version": "2", "text": "Used on", "changed": time}],
            },
            "items": [{
                "id": "dose", "parent": "main", "name": "Dose", "does": "Doses", "soup": true, "class": "A",
                "segregation": "Alone", "controls_risk": true, "changed": time,
            }],
            "estimates": [{"activity": "9", "status": "met", "changed": time}],
            "answers": [{
                "clause": "5.1.1", "status": "met", "letters": ["a", "b"], "evidence": [evidence],
                "parts": [{
                    "item": "dose", "status": "met", "letters": ["a", "b"], "evidence": [evidence], "note": "Note",
                    "reason": "Reason", "follow_up": true, "second_look": true, "changed": time,
                }],
                "note": "Note", "reason": "Reason", "follow_up": true, "second_look": true, "changed": time,
            }],
            "actions": [{
                "id": "plan", "clauses": ["5.1.1", "5.2.1"], "what": "Write it", "owner": "K", "due": "2026-12-31",
                "priority": "high", "stage": "done", "effort_days": "2.5", "note": "Note", "done": time, "changed": time,
            }],
            "accepted": [{"check": "soup-none", "clause": "8.1.2", "reason": "Because", "changed": time}],
            "snapshots": [{
                "name": "Audit", "taken": time,
                "statuses": {
                    "met": ["5.1.1"], "partly-met": ["5.1.2"], "not-met": ["5.1.3"], "not-applicable": ["5.1.4"],
                    "unanswered": ["5.1.5"],
                },
                "digest": "0123456789abcdef".repeat(4),
                "content": {"since": time, "patch": [{"op": "replace", "path": "", "value": {}}]},
            }],
            "reviews": [review],
            "reviewing": "r1",
            "origin": {
                "kind": "review", "id": "x-2", "title": "Other", "edition": "1.0", "digest": "0123456789abcdef".repeat(4),
                "at": time,
            },
            "scrubbed": ["names"],
        },
    })
}

#[test]
fn the_schema_is_valid_and_has_a_name_of_its_own() {
    assert!(jsonschema::meta::is_valid(&SCHEMA));
    assert_eq!(SCHEMA["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(SCHEMA["$id"], "urn:iec62304-readiness:assessment:1");
}

/// Calls the visitor for every schema inside the schema, with its place.
fn each_schema(schema: &Value, place: &str, visit: &mut impl FnMut(&Value, &str)) {
    visit(schema, place);
    for group in ["properties", "$defs"] {
        for (name, inner) in schema.get(group).and_then(Value::as_object).into_iter().flatten() {
            each_schema(inner, &format!("{place}/{group}/{name}"), visit);
        }
    }
    if let Some(items) = schema.get("items") {
        each_schema(items, &format!("{place}/items"), visit);
    }
}

#[test]
fn every_part_of_the_schema_is_described_and_says_whether_more_is_allowed() {
    let mut names = BTreeSet::new();
    each_schema(&SCHEMA, "", &mut |schema, place| {
        let target =
            schema.get("$ref").and_then(Value::as_str).map(|to| SCHEMA.pointer(to.trim_start_matches('#')).unwrap());
        let described = [Some(schema), target].into_iter().flatten().any(|schema| schema["description"].is_string());
        assert!(described, "{place} has no description");
        if schema["type"] == "object" {
            names.insert((place.trim_start_matches("/$defs/").to_owned(), schema["additionalProperties"].as_bool()));
        }
    });
    let open = [
        "",
        "accepted",
        "action",
        "answer",
        "assessment",
        "classification",
        "continued_use",
        "control",
        "decision",
        "estimate",
        "evidence",
        "item",
        "legacy_route",
        "origin",
        "part",
        "people",
        "product",
        "reasoning",
        "remark",
        "review",
        "snapshot",
    ];
    let kept: Vec<&str> = names.iter().filter(|(_, more)| *more == Some(true)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(kept, open, "members that are not known are kept here");
    let closed: Vec<&str> =
        names.iter().filter(|(_, more)| *more == Some(false)).map(|(name, _)| name.as_str()).collect();
    let closed_ones =
        ["ancestor", "check", "chosen", "content", "digest", "generator", "snapshot/properties/statuses", "summary"];
    assert_eq!(closed, closed_ones, "and here they are written anew each time, or there is no place for more");
    assert_eq!(names.len(), open.len() + closed.len());
}

#[test]
fn the_schema_lists_what_the_code_knows() {
    let list = |place: &str| -> Vec<String> {
        let values = SCHEMA.pointer(place).and_then(Value::as_array).unwrap_or_else(|| panic!("{place} is a list"));
        values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let clauses: Vec<String> = all_clauses().iter().map(ToString::to_string).collect();
    assert_eq!(list("/$defs/clause/enum"), clauses);
    assert_eq!(list("/$defs/status/enum"), Status::ALL.map(Status::key));
    let ids: Vec<&str> = editions().iter().map(|edition| edition.id).collect();
    assert_eq!(list("/$defs/assessment/properties/edition/enum"), ids);
    let classes: BTreeSet<&str> =
        editions().iter().flat_map(|edition| edition.classes).map(|info| info.class.id()).collect();
    let classes: Vec<&str> = classes.into_iter().collect();
    assert_eq!(list("/$defs/classification/properties/class/enum"), classes);
    assert_eq!(list("/$defs/summary/properties/class/enum"), classes);
    assert_eq!(list("/$defs/item/properties/class/enum"), classes);
    assert_eq!(list("/$defs/control/properties/kind/enum"), ControlKind::ALL.map(ControlKind::key));
    assert_eq!(list("/$defs/action/properties/priority/enum"), Priority::ALL.map(Priority::key));
    assert_eq!(list("/$defs/action/properties/stage/enum"), Stage::ALL.map(Stage::key));
    assert_eq!(list("/$defs/remark/properties/kind/enum"), RemarkKind::ALL.map(RemarkKind::key));
    assert_eq!(list("/$defs/origin/properties/kind/enum"), OriginKind::ALL.map(OriginKind::key));
    assert_eq!(list("/$defs/assessment/properties/scrubbed/items/enum"), Secret::ALL.map(Secret::key));
    let activities: BTreeSet<Clause> =
        editions().iter().flat_map(Edition::activities).map(|activity| activity.clause).collect();
    let activities: Vec<String> = activities.iter().map(ToString::to_string).collect();
    assert_eq!(list("/$defs/estimate/properties/activity/enum"), activities);
    let estimates = Status::ALL.into_iter().filter(|status| *status != Status::NotApplicable).map(Status::key);
    assert_eq!(list("/$defs/estimate/properties/status/enum"), estimates.collect::<Vec<_>>());
    assert_eq!(SCHEMA["properties"]["format"]["const"], FORMAT);
    assert_eq!(SCHEMA["properties"]["format_version"]["const"], FORMAT_VERSION);
}

#[test]
fn the_schema_names_the_questions_answers_and_checks_of_every_edition() {
    let says = |place: &str| SCHEMA.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (questions, checks) =
        (says("/$defs/chosen/properties/question/description"), says("/$defs/check/properties/check/description"));
    for edition in editions() {
        assert!(questions.contains(&format!("in edition {}", edition.id)), "{questions}");
        for question in edition.classification.questions {
            assert!(questions.contains(question.id), "{} in {questions}", question.id);
        }
        for check in edition.legacy.iter().flat_map(|route| route.checks) {
            assert!(checks.contains(check.id), "{} in {checks}", check.id);
        }
    }
}

#[test]
fn every_member_that_the_page_writes_is_in_the_schema_and_the_other_way_round() {
    let opened = read_file(full().to_string().as_bytes()).unwrap();
    assert_eq!(opened.notices, [], "the page knows every member of the schema");
    let past = [Ancestor::of_other(&opened.assessment, "2026-03-31T09:30:00Z")];
    let beside = vec![("grew_from".to_owned(), grew_from_json(&state_json(&opened.assessment), &past))];
    let written = write_file_with(&opened.assessment, "2026-03-31T09:30:00Z", &beside);
    let written: Value = serde_json::from_str(&written).unwrap();
    let names = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    for (value, place) in [
        ("", ""),
        ("/generator", "/$defs/generator"),
        ("/grew_from/0", "/$defs/ancestor"),
        ("/digest", "/$defs/digest"),
        ("/summary", "/$defs/summary"),
        ("/assessment", "/$defs/assessment"),
        ("/assessment/product", "/$defs/product"),
        ("/assessment/people", "/$defs/people"),
        ("/assessment/classification", "/$defs/classification"),
        ("/assessment/classification/reasoning", "/$defs/reasoning"),
        ("/assessment/classification/reasoning/answers/0", "/$defs/chosen"),
        ("/assessment/classification/reasoning/controls/0", "/$defs/control"),
        ("/assessment/legacy_route", "/$defs/legacy_route"),
        ("/assessment/legacy_route/checks/0", "/$defs/check"),
        ("/assessment/legacy_route/decisions/0", "/$defs/decision"),
        ("/assessment/legacy_route/rationales/0", "/$defs/continued_use"),
        ("/assessment/items/0", "/$defs/item"),
        ("/assessment/estimates/0", "/$defs/estimate"),
        ("/assessment/answers/0", "/$defs/answer"),
        ("/assessment/answers/0/parts/0", "/$defs/part"),
        ("/assessment/answers/0/evidence/0", "/$defs/evidence"),
        ("/assessment/actions/0", "/$defs/action"),
        ("/assessment/accepted/0", "/$defs/accepted"),
        ("/assessment/snapshots/0", "/$defs/snapshot"),
        ("/assessment/snapshots/0/statuses", "/$defs/snapshot/properties/statuses"),
        ("/assessment/snapshots/0/content", "/$defs/content"),
        ("/assessment/reviews/0", "/$defs/review"),
        ("/assessment/reviews/0/remarks/0", "/$defs/remark"),
        ("/assessment/origin", "/$defs/origin"),
    ] {
        let described = SCHEMA.pointer(&format!("{place}/properties")).unwrap();
        assert_eq!(names(written.pointer(value).unwrap()), names(described), "{value}");
    }
}

#[test]
fn every_worked_example_fits_the_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            assert_eq!(problems(&file), Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 0, "there are examples");
}

#[test]
fn the_full_and_the_smallest_file_fit_the_schema() {
    let smallest = json!({"format": FORMAT, "format_version": 1, "assessment": {"edition": "1.0"}});
    for file in [full(), smallest] {
        assert_eq!(problems(&file), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn what_is_broken_does_not_fit_the_schema() {
    for (place, value) in [
        ("/format", json!("other")),
        ("/format_version", json!(2)),
        ("/format_version", json!("1")),
        ("/assessment", json!(null)),
        ("/assessment", json!([])),
        ("/assessment", json!({})),
        ("/generator", json!("tool")),
        ("/generator/name", json!(1)),
        ("/generator/url", json!("https://example.org")),
        ("/exported_at", json!("2026-03-31")),
        ("/exported_at", json!("2026-03-31T09:30:00+02:00")),
        ("/grew_from", json!({})),
        ("/grew_from/0", json!({})),
        ("/grew_from/0/digest", json!("0".repeat(63))),
        ("/grew_from/0/patch", json!({})),
        ("/digest/value", json!("0".repeat(63))),
        ("/digest/value", json!("G".repeat(64))),
        ("/digest/algorithm", json!("MD5")),
        ("/summary/met", json!(-1)),
        ("/summary/met", json!(1.5)),
        ("/summary/readiness_percent", json!(101)),
        ("/summary/class", json!(null)),
        ("/assessment/id", json!("../x")),
        ("/assessment/id", json!("x".repeat(65))),
        ("/assessment/id", json!("x\n")),
        ("/assessment/edition", json!("2.0")),
        ("/assessment/edition", json!(1.1)),
        ("/assessment/edition", json!(null)),
        ("/assessment/title", json!(null)),
        ("/assessment/created", json!("2026-13-31T09:30:00Z")),
        ("/assessment/created", json!("2026-03-31T24:30:00Z")),
        ("/assessment/changed", json!("2026-03-31T09:30:00.1Z")),
        ("/assessment/example", json!("yes")),
        ("/assessment/legacy", json!(1)),
        ("/assessment/product", json!("Pump")),
        ("/assessment/product/name", json!(["Pump"])),
        ("/assessment/people/assessor", json!({"name": "A"})),
        ("/assessment/classification/class", json!("D")),
        ("/assessment/classification/class", json!("c")),
        ("/assessment/classification/reasoning", json!([])),
        ("/assessment/classification/reasoning/answers", json!({"contribute": "yes"})),
        ("/assessment/classification/reasoning/answers/0", json!({"question": "contribute"})),
        ("/assessment/classification/reasoning/answers/0", json!({"answer": "yes"})),
        ("/assessment/classification/reasoning/answers/0/question", json!("")),
        ("/assessment/classification/reasoning/answers/0/answer", json!("")),
        ("/assessment/classification/reasoning/answers/0/answer", json!(true)),
        ("/assessment/classification/reasoning/answers/0/by", json!("K")),
        ("/assessment/classification/reasoning/controls/0", json!("Fuse")),
        ("/assessment/classification/reasoning/controls/0/kind", json!("Hardware")),
        ("/assessment/classification/reasoning/controls/0/kind", json!("")),
        ("/assessment/legacy_route", json!(true)),
        ("/assessment/legacy_route/checks/0", json!({"check": "sold"})),
        ("/assessment/legacy_route/checks/0/answer", json!("yes")),
        ("/assessment/legacy_route/checks/0/by", json!("K")),
        ("/assessment/legacy_route/decisions/0", json!({"create": true})),
        ("/assessment/legacy_route/decisions/0/clause", json!("5.2")),
        ("/assessment/legacy_route/decisions/0/create", json!("no")),
        ("/assessment/legacy_route/decisions/0/changed", json!("2026-03-31")),
        ("/assessment/legacy_route/rationales/0", json!("Used on")),
        ("/assessment/legacy_route/rationales/0/version", json!(2)),
        ("/assessment/actions/0", json!({"what": "Write"})),
        ("/assessment/actions/0/clauses", json!(["5.2"])),
        ("/assessment/actions/0/clauses", json!(["5.2.1", "5.2.1"])),
        ("/assessment/actions/0/due", json!("2026-13-30")),
        ("/assessment/actions/0/priority", json!("urgent")),
        ("/assessment/actions/0/stage", json!("closed")),
        ("/assessment/actions/0/effort_days", json!(3)),
        ("/assessment/actions/0/effort_days", json!("0")),
        ("/assessment/actions/0/effort_days", json!("1.0")),
        ("/assessment/actions/0/effort_days", json!("1000")),
        ("/assessment/accepted/0", json!({"check": "soup-none"})),
        ("/assessment/accepted/0/check", json!("")),
        ("/assessment/snapshots/0", json!({"name": "Audit"})),
        ("/assessment/snapshots/0/taken", json!("")),
        ("/assessment/snapshots/0/statuses/met", json!("5.1.1")),
        ("/assessment/snapshots/0/statuses/estimated", json!(["5.1.1"])),
        ("/assessment/answers/0/evidence/0/sha256", json!("AB")),
        ("/assessment/items", json!({})),
        ("/assessment/items", json!(vec![json!({"id": "x"}); 1001])),
        ("/assessment/items/0", json!({"name": "Dose"})),
        ("/assessment/items/0/id", json!("")),
        ("/assessment/items/0/id", json!("dose unit")),
        ("/assessment/items/0/id", json!("x".repeat(17))),
        ("/assessment/items/0/parent", json!("")),
        ("/assessment/items/0/class", json!("D")),
        ("/assessment/items/0/class", json!(null)),
        ("/assessment/items/0/soup", json!("yes")),
        ("/assessment/items/0/controls_risk", json!(1)),
        ("/assessment/estimates/0", json!({"status": "met"})),
        ("/assessment/estimates/0/activity", json!("9.1")),
        ("/assessment/estimates/0/activity", json!("5")),
        ("/assessment/estimates/0/status", json!("not-applicable")),
        ("/assessment/answers", json!({})),
        ("/assessment/answers/0", json!("5.1.1")),
        ("/assessment/answers/0", json!({"status": "met"})),
        ("/assessment/answers/0/clause", json!("5.1")),
        ("/assessment/answers/0/clause", json!("5.1.13")),
        ("/assessment/answers/0/clause", json!(5.1)),
        ("/assessment/answers/0/status", json!("Met")),
        ("/assessment/answers/0/status", json!("")),
        ("/assessment/answers/0/letters", json!("ab")),
        ("/assessment/answers/0/letters/1", json!("A")),
        ("/assessment/answers/0/letters/1", json!("a")),
        ("/assessment/answers/0/letters/1", json!("bc")),
        ("/assessment/answers/0/evidence", json!({})),
        ("/assessment/answers/0/evidence/0", json!("Plan")),
        ("/assessment/answers/0/evidence/0/date", json!("31.03.2026")),
        ("/assessment/answers/0/evidence/0/date", json!("2026-03-31\n")),
        ("/assessment/answers/0/evidence/0/expires", json!("2026-00-10")),
        ("/assessment/answers/0/parts", json!({})),
        ("/assessment/answers/0/parts/0", json!({"status": "met"})),
        ("/assessment/answers/0/parts/0/item", json!("")),
        ("/assessment/answers/0/parts/0/clause", json!("5.1.1")),
        ("/assessment/answers/0/parts/0/parts", json!([])),
        ("/assessment/answers/0/parts/0/letters/1", json!("A")),
        ("/assessment/answers/0/parts/0/evidence/0/date", json!("31.03.2026")),
        ("/assessment/answers/0/parts/0/status", json!("")),
        ("/assessment/answers/0/parts/0/follow_up", json!("true")),
        ("/assessment/answers/0/note", json!(5)),
        ("/assessment/answers/0/follow_up", json!("true")),
        ("/assessment/answers/0/changed", json!("yesterday")),
    ] {
        let mut file = full();
        let (parent, name) = place.rsplit_once('/').unwrap();
        match file.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[name] = value.clone(),
        }
        assert!(!problems(&file).is_empty(), "{value} at {place} must not fit");
    }
    for gone in ["format", "format_version", "assessment"] {
        let mut file = full();
        file.as_object_mut().unwrap().remove(gone);
        assert!(!problems(&file).is_empty(), "a file without {gone} must not fit");
    }
    for other in [json!(null), json!([]), json!("x"), json!({}), json!({"bomFormat": "CycloneDX"})] {
        assert!(!problems(&other).is_empty(), "{other} must not fit");
    }
}

#[test]
fn members_of_other_programs_fit_where_they_are_kept() {
    for place in [
        "",
        "/assessment",
        "/assessment/product",
        "/assessment/people",
        "/assessment/classification",
        "/assessment/classification/reasoning",
        "/assessment/classification/reasoning/controls/0",
        "/assessment/legacy_route",
        "/assessment/legacy_route/decisions/0",
        "/assessment/legacy_route/rationales/0",
        "/assessment/items/0",
        "/assessment/estimates/0",
        "/assessment/answers/0",
        "/assessment/answers/0/parts/0",
        "/assessment/answers/0/evidence/0",
    ] {
        let mut file = full();
        file.pointer_mut(place).unwrap()["x-other"] = json!([1, {"a": null}]);
        assert_eq!(problems(&file), Vec::<String>::new(), "another member at {place}");
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn everything_that_is_written_fits_the_schema(assessment in assessment()) {
        let file: Value = serde_json::from_str(&write_file(&assessment, "2026-03-31T09:30:00.123Z")).unwrap();
        let problems = problems(&file);
        prop_assert!(problems.is_empty(), "{problems:?} in {file:#}");
    }
}
