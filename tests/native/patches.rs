//! JSON Patches, and the content of snapshots that is kept as such.
//!
//! What belongs here: that a patch gives back what it was made of, and that broken ones are refused. Never here: what
//! moved between two states (`moved`).

use crate::generate::{assessment, config};
use iec62304_readiness::assessment::{Assessment, Json};
use iec62304_readiness::exchange::{
    Lost, apply, diff, digest_of_state, keep_snapshot, read_state, snapshot_state, state_digest, state_json, state_then,
};
use proptest::prelude::*;

fn json(text: &str) -> Json {
    fn tree(value: &serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(flag) => Json::Bool(*flag),
            serde_json::Value::Number(number) => Json::Number(number.clone()),
            serde_json::Value::String(text) => Json::Text(text.clone()),
            serde_json::Value::Array(items) => Json::List(items.iter().map(tree).collect()),
            serde_json::Value::Object(members) => {
                Json::Object(members.iter().map(|(name, value)| (name.clone(), tree(value))).collect())
            }
        }
    }
    tree(&serde_json::from_str(text).unwrap())
}

#[test]
fn a_patch_says_only_what_changed() {
    for (from, to, wanted) in [
        (r#"{"a":1}"#, r#"{"a":1}"#, "[]"),
        (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, "[]"),
        (r#"{"a":1.0}"#, r#"{"a":1}"#, "[]"),
        (r#"{"a":1}"#, r#"{"a":2}"#, r#"[{"op":"replace","path":"/a","value":2}]"#),
        (r#"{"a":1}"#, r#"{"b":1}"#, r#"[{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":1}]"#),
        (r#"{"a/b~":1}"#, r#"{"a/b~":2}"#, r#"[{"op":"replace","path":"/a~1b~0","value":2}]"#),
        (
            r#"{"l":[{"id":"a","n":1},{"id":"c"}]}"#,
            r#"{"l":[{"id":"a","n":2},{"id":"b"},{"id":"c"}]}"#,
            r#"[{"op":"replace","path":"/l/0/n","value":2},{"op":"add","path":"/l/1","value":{"id":"b"}}]"#,
        ),
        (
            r#"{"l":[{"id":"a"},{"id":"b"},{"id":"c"}]}"#,
            r#"{"l":[{"id":"c"},{"id":"a"}]}"#,
            r#"[{"op":"remove","path":"/l/2"},{"op":"add","path":"/l/0","value":{"id":"c"}},{"op":"remove","path":"/l/2"}]"#,
        ),
        ("[1]", "{}", r#"[{"op":"replace","path":"","value":{}}]"#),
    ] {
        let (from, to) = (json(from), json(to));
        let patch = diff(&from, &to);
        assert_eq!(digest_of_state(&patch), digest_of_state(&json(wanted)), "{patch:?}");
        assert_eq!(digest_of_state(&apply(&from, &patch).unwrap()), digest_of_state(&to));
    }
}

#[test]
fn a_patch_that_cannot_be_carried_out_is_refused_with_the_place_of_the_change() {
    let tree = json(r#"{"a":{"b":[1,2]}}"#);
    for (patch, place) in [
        (r#"{}"#, 0),
        (r#"[1]"#, 0),
        (r#"[{"op":"add","path":"/x","value":1},{"op":"remove","path":"/y"}]"#, 1),
        (r#"[{"op":"add","path":"/x"}]"#, 0),
        (r#"[{"op":"replace","path":"/x","value":1}]"#, 0),
        (r#"[{"op":"replace","path":"x","value":1}]"#, 0),
        (r#"[{"op":"remove","path":""}]"#, 0),
        (r#"[{"op":"test","path":"/a","value":1}]"#, 0),
        (r#"[{"op":"move","from":"/a","path":"/c"}]"#, 0),
        (r#"[{"op":"add","path":"/a/b/3","value":1}]"#, 0),
        (r#"[{"op":"remove","path":"/a/b/2"}]"#, 0),
        (r#"[{"op":"remove","path":"/a/b/-"}]"#, 0),
        (r#"[{"op":"remove","path":"/a/b/01"}]"#, 0),
        (r#"[{"op":"add","path":"/a/b/0/c","value":1}]"#, 0),
        (r#"[{"path":"/a","value":1}]"#, 0),
    ] {
        let problem = apply(&tree, &json(patch)).unwrap_err();
        assert_eq!(problem.place, place, "{patch}: {}", problem.what);
    }
}

/// The wanted state, with its snapshots as they stand on a growing assessment.
fn at(time: u8) -> String {
    format!("2026-03-31T09:{time:02}:00Z")
}

#[test]
fn a_snapshot_of_only_statuses_or_none_says_so() {
    let mut whole = Assessment::new(
        "x".to_owned(),
        iec62304_readiness::standard::default_edition(),
        "2026-03-31T09:30:00Z".to_owned(),
    );
    whole.take_snapshot("Old".to_owned(), &at(1));
    assert_eq!(snapshot_state(&whole, &at(1)).unwrap_err(), Lost::StatusesOnly);
    assert_eq!(snapshot_state(&whole, &at(2)).unwrap_err(), Lost::Unknown);
    keep_snapshot(&mut whole, "New".to_owned(), &at(2));
    assert!(snapshot_state(&whole, &at(2)).unwrap().is_intact);
    // Built on one that is gone, and on itself.
    keep_snapshot(&mut whole, "Newer".to_owned(), &at(3));
    let mut lost = whole.clone();
    lost.snapshots.retain(|known| known.taken != at(2));
    assert_eq!(snapshot_state(&lost, &at(3)).unwrap_err(), Lost::Broken);
    for known in &mut whole.snapshots {
        if let Some(content) = &mut known.content {
            content.since = at(3);
        }
    }
    assert_eq!(snapshot_state(&whole, &at(3)).unwrap_err(), Lost::Broken);
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn a_patch_between_any_two_states_gives_the_second(one in assessment(), other in assessment()) {
        let (one, other) = (state_json(&one), state_json(&other));
        let there = apply(&one, &diff(&one, &other)).unwrap();
        prop_assert_eq!(digest_of_state(&there), digest_of_state(&other));
    }

    #[test]
    fn every_snapshot_gives_back_what_it_was_taken_of(states in proptest::collection::vec(assessment(), 1..4)) {
        let mut snapshots = vec![];
        for (time, state) in (0..).zip(&states) {
            let mut now = Assessment { snapshots, ..state.clone() };
            keep_snapshot(&mut now, "S".to_owned(), &at(time));
            snapshots = now.snapshots;
        }
        let last = Assessment { snapshots, ..states.last().unwrap().clone() };
        for (time, state) in (0..).zip(&states) {
            let found = snapshot_state(&last, &at(time)).unwrap();
            prop_assert!(found.is_intact);
            prop_assert_eq!(state_digest(&found.assessment), state_digest(state));
            prop_assert_eq!(digest_of_state(&state_then(&last, &at(time)).unwrap()), state_digest(state));
        }
    }

    #[test]
    fn a_state_is_read_as_it_was(one in assessment()) {
        let (read, _) = read_state(&state_json(&one)).unwrap();
        prop_assert_eq!(state_digest(&read), state_digest(&one));
        prop_assert_eq!(read, Assessment { snapshots: vec![], ..one });
    }
}
