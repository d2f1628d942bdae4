//! What a file grew from, and how two copies stand to each other.
//!
//! What belongs here: remembering, writing, reading and finding what two copies share. Never here: merging (`joining`).

use crate::generate::{assessment, config};
use iec62304_readiness::assessment::{Assessment, Json};
use iec62304_readiness::exchange::{
    Ancestor, NoticeKind, Relation, grew_from_json, keep_snapshot, past_of_merged, read_file, read_past, relation,
    remember, state_digest, state_json, write_file, write_file_with, write_past,
};
use iec62304_readiness::standard::default_edition;
use proptest::prelude::*;

const NOW: &str = "2026-04-02T09:00:00Z";

fn titled(title: &str) -> Assessment {
    let mut small = Assessment::new("x-1".to_owned(), default_edition(), NOW.to_owned());
    title.clone_into(&mut small.title);
    small
}

fn file(assessment: &Assessment, past: &[Ancestor]) -> String {
    let list = grew_from_json(&state_json(assessment), past);
    write_file_with(assessment, NOW, &vec![("grew_from".to_owned(), list)])
}

#[test]
fn a_file_tells_what_it_grew_from_beside_the_assessment() {
    let [one, two, three] = ["1", "2", "3"].map(titled);
    let past = remember(vec![Ancestor::of(&two, NOW)], vec![Ancestor::of(&one, NOW)]);
    let written = file(&three, &past);
    let opened = read_file(written.as_bytes()).unwrap();
    assert_eq!(opened.grew_from, past);
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    assert_eq!(opened.assessment, three);
    let plain: serde_json::Value = serde_json::from_str(&write_file(&three, NOW)).unwrap();
    let with: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(plain["digest"], with["digest"]);
    assert_eq!(with["grew_from"][0]["patch"], serde_json::json!([{"op": "replace", "path": "/title", "value": "2"}]));
    assert_eq!(with["grew_from"][1]["digest"], state_digest(&one));
}

#[test]
fn what_was_changed_by_hand_counts_by_its_digest_only() {
    let [one, two, three] = ["1", "2", "3"].map(titled);
    let past = vec![Ancestor::of(&two, NOW), Ancestor::of(&one, NOW)];
    let written = file(&three, &past).replace("\"value\": \"2\"", "\"value\": \"X\"");
    let opened = read_file(written.as_bytes()).unwrap();
    let known: Vec<(bool, bool)> = opened
        .grew_from
        .iter()
        .zip(&past)
        .map(|(read, was)| (read.digest == was.digest, read.state.is_some()))
        .collect();
    assert_eq!(known, [(true, false), (true, false)]);
    assert!(
        opened.notices.iter().any(|notice| notice.kind == NoticeKind::LeftOut && notice.place == "/grew_from/0/patch")
    );
    for broken in ["7", "{}", "[7]", "[{}]", r#"[{"digest":"no"}]"#, r#"[{"digest":7,"patch":[]}]"#] {
        let list: serde_json::Value = serde_json::from_str(broken).unwrap();
        let mut value: serde_json::Value = serde_json::from_str(&write_file(&three, NOW)).unwrap();
        value["grew_from"] = list;
        let opened = read_file(value.to_string().as_bytes()).unwrap();
        assert!(opened.grew_from.is_empty() && !opened.notices.is_empty(), "{broken}");
        assert_eq!(opened.assessment, three);
    }
    assert!(read_past("").is_empty() && read_past("[]").is_empty() && read_past("{\"grew_from\":7}").is_empty());
}

#[test]
fn however_often_somebody_saves_what_others_know_is_remembered_whole() {
    let mut past = vec![Ancestor::of_other(&titled("theirs"), NOW)];
    for number in 0..200 {
        past = remember(vec![Ancestor::of(&titled(&number.to_string()), NOW)], past);
    }
    let theirs = past.last().unwrap();
    assert!(theirs.digest == state_digest(&titled("theirs")) && theirs.shared && theirs.state.is_some());
    assert_eq!(past.len(), 181);
    assert_eq!(past.iter().filter(|one| one.state.is_some()).count(), 6);
    assert_eq!(past[0].digest, state_digest(&titled("199")));
    assert_eq!(read_past(&write_past(&past)), past);
    assert_eq!(read_file(file(&titled("now"), &past).as_bytes()).unwrap().grew_from, past);
    for number in 0..30 {
        past = remember(vec![Ancestor::of_other(&titled(&format!("theirs {number}")), NOW)], past);
    }
    assert_eq!((past.len(), past.iter().filter(|one| one.state.is_some()).count()), (200, 10));
    assert_eq!(read_past(&write_past(&past)), past);
    // A state that comes again stands in front, once.
    let again = remember(vec![Ancestor::of(&titled("198"), NOW)], past);
    assert_eq!((again.len(), &again[0].digest), (200, &state_digest(&titled("198"))));
}

#[test]
fn copies_are_known_by_what_they_grew_from() {
    let [start, mine, other] = ["start", "mine", "other"].map(titled);
    let grown = |states: &[&Assessment]| states.iter().map(|state| Ancestor::of(state, NOW)).collect::<Vec<_>>();
    let bare = |states: &[&Assessment]| {
        let bare = |one: Ancestor| Ancestor { state: None, ..one };
        grown(states).into_iter().map(bare).collect::<Vec<_>>()
    };
    let both_from = relation(&mine, &bare(&[&start]), &other, &grown(&[&start]));
    assert_eq!(both_from, Relation::Common(state_json(&start), NOW.to_owned()));
    assert_eq!(relation(&mine, &bare(&[&start]), &other, &bare(&[&start])), Relation::Unknown);
    assert_eq!(relation(&mine, &[], &other, &[]), Relation::Unknown);
    assert_eq!(relation(&mine, &[], &mine, &[]), Relation::NothingNew);
    assert_eq!(relation(&mine, &bare(&[&other]), &other, &[]), Relation::NothingNew);
    assert_eq!(relation(&mine, &[], &other, &bare(&[&mine])), Relation::Behind(state_json(&mine)));
    // A snapshot that came without another change is new.
    let mut with_snapshot = mine.clone();
    keep_snapshot(&mut with_snapshot, "S".to_owned(), NOW);
    assert_eq!(relation(&mine, &[], &with_snapshot, &[]), Relation::Common(state_json(&mine), NOW.to_owned()));
    // A snapshot that both have is a state that both grew from.
    let [mut here, mut there] = [with_snapshot.clone(), with_snapshot.clone()];
    "here".clone_into(&mut here.title);
    "there".clone_into(&mut there.title);
    assert_eq!(relation(&here, &[], &there, &[]), Relation::Common(state_json(&mine), NOW.to_owned()));
    // Once it is merged, both are known, and the copy holds nothing new.
    let past = past_of_merged(&mine, grown(&[&start]), &other, grown(&[&start]), NOW);
    let digests: Vec<String> = [&other, &mine, &start].iter().map(|state| state_digest(state)).collect();
    assert_eq!(past.iter().map(|one| one.digest.clone()).collect::<Vec<_>>(), digests);
    assert_eq!(relation(&titled("merged"), &past, &other, &[]), Relation::NothingNew);
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_past_comes_back_out_of_a_file_and_out_of_storage(states in proptest::collection::vec(assessment(), 1..4), now in assessment()) {
        let past = states.iter().fold(vec![], |past, state| remember(vec![Ancestor::of(state, NOW)], past));
        let digests = |past: &[Ancestor]| -> Vec<(String, Option<String>)> {
            let held = |state: &Json| iec62304_readiness::exchange::digest_of_state(state);
            past.iter().map(|one| (one.digest.clone(), one.state.as_ref().map(held))).collect()
        };
        let opened = read_file(file(&now, &past).as_bytes()).unwrap();
        prop_assert_eq!(digests(&opened.grew_from), digests(&past));
        prop_assert_eq!(digests(&read_past(&write_past(&past))), digests(&past));
    }
}
