//! The content of snapshots: taking one out from under others, going back, an assessment of its own, and how large they are.
//!
//! What belongs here: that no step loses a state. Never here: patches by themselves (`patches`), what moved (`moved`).

use crate::generate::{assessment, config};
use iec62304_readiness::assessment::{Answer, Assessment, Content, Json, OriginKind, Status, merge};
use iec62304_readiness::exchange::paper::{Made, html, past_paper};
use iec62304_readiness::exchange::{
    Lost, Stored, as_own, differences, digest_of_state, go_back, is_intact, keep_snapshot, read_file, remove_snapshot,
    sha256_hex, snapshot_size, snapshot_state, state_digest, state_json, state_then, write_file, write_stored,
};
use proptest::prelude::*;
use std::sync::Arc;

const PUMP: &str = include_str!("../../examples/infusion-pump.iec62304.json");

fn pump() -> Assessment {
    read_file(PUMP.as_bytes()).unwrap().assessment
}

fn at(time: usize) -> String {
    format!("2026-03-31T09:{time:02}:00.000Z")
}

fn noted(assessment: &mut Assessment, clause: &str, note: &str) {
    assessment.answers.entry(clause.parse().unwrap()).or_default().note = note.to_owned();
}

/// The states one after the other in one assessment, each kept as a snapshot; the last one is the present.
fn grown(states: &[Assessment]) -> Assessment {
    let mut snapshots = vec![];
    for (time, state) in states.iter().enumerate() {
        let mut now = Assessment { snapshots, ..state.clone() };
        assert_eq!(keep_snapshot(&mut now, format!("S{time}"), &at(time)), at(time));
        snapshots = now.snapshots;
    }
    Assessment { snapshots, ..states.last().unwrap().clone() }
}

/// A state without times of change, without answers that hold nothing, and without what going back leaves alone.
fn apart_from_times(assessment: &Assessment) -> String {
    fn untimed(tree: Json) -> Json {
        match tree {
            Json::Object(members) => Json::Object(
                members
                    .into_iter()
                    .filter(|(name, _)| name != "changed")
                    .map(|(name, one)| (name, untimed(one)))
                    .collect(),
            ),
            Json::List(entries) => Json::List(entries.into_iter().map(untimed).collect()),
            other => other,
        }
    }
    let mut bare = assessment.clone();
    bare.answers.retain(|_, answer| !answer.is_empty());
    bare.reviews.clear();
    (bare.reviewing, bare.origin) = (None, None);
    bare.scrubbed.clear();
    (bare.id, bare.created) = (String::new(), String::new());
    // Members have no order.
    digest_of_state(&untimed(state_json(&bare)))
}

#[test]
fn a_time_that_is_taken_gives_way_by_a_millisecond() {
    let mut pump = pump();
    pump.snapshots.clear();
    let mut times = vec![];
    for now in ["2026-03-31T09:30:59.998Z", "2026-03-31T09:30:59Z"] {
        for name in ["Audit", "Audit", "Audit"] {
            noted(&mut pump, "5.1.1", &format!("{}", times.len()));
            times.push(keep_snapshot(&mut pump, name.to_owned(), now));
        }
    }
    assert_eq!(
        times,
        [
            "2026-03-31T09:30:59.998Z",
            "2026-03-31T09:30:59.999Z",
            "2026-03-31T09:30:00.000Z",
            "2026-03-31T09:30:59Z",
            "2026-03-31T09:30:59.001Z",
            "2026-03-31T09:30:59.002Z",
        ]
    );
    for (place, taken) in times.iter().enumerate() {
        let found = snapshot_state(&pump, taken).unwrap();
        assert!(found.is_intact);
        assert_eq!(found.assessment.answers[&"5.1.1".parse().unwrap()].note, place.to_string());
    }
    let read = read_file(write_file(&pump, "2026-04-01T00:00:00Z").as_bytes()).unwrap();
    assert!(read.notices.is_empty(), "{:?}", read.notices);
    assert_eq!(read.assessment.snapshots, pump.snapshots);
}

#[test]
fn two_snapshots_of_one_time_in_a_file_are_both_kept() {
    let mut file: serde_json::Value = serde_json::from_str(PUMP).unwrap();
    let twin = serde_json::json!([
        {"name": "Mine", "taken": "2026-03-31T09:30:00Z"},
        {"name": "Theirs", "taken": "2026-03-31T09:30:00Z"},
    ]);
    file["assessment"]["snapshots"] = twin;
    let read = read_file(file.to_string().as_bytes()).unwrap();
    let known: Vec<_> = read.assessment.snapshots.iter().map(|one| (one.name.as_str(), one.taken.as_str())).collect();
    // The order is that of the texts of the times, as everywhere in the file.
    assert_eq!(known, [("Theirs", "2026-03-31T09:30:00.001Z"), ("Mine", "2026-03-31T09:30:00Z")]);
    let told: Vec<_> = read.notices.iter().filter(|notice| notice.place.contains("snapshots")).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].what.contains("this one is kept with 2026-03-31T09:30:00.001Z"), "{told:?}");
}

#[test]
fn a_snapshot_after_one_changed_note_holds_that_note_and_little_else() {
    let mut pump = pump();
    pump.snapshots.clear();
    keep_snapshot(&mut pump, "First".to_owned(), &at(1));
    noted(&mut pump, "5.1.1", "The plan was approved in March; its number is PL-12, revision 4.");
    keep_snapshot(&mut pump, "Second".to_owned(), &at(2));
    keep_snapshot(&mut pump, "Third".to_owned(), &at(3));
    let bytes = |place: usize| {
        let Content { since, patch } = pump.snapshots[place].content.clone().unwrap();
        let Json::List(changes) = &*patch else { panic!() };
        (since, changes.len(), digest_free_size(&patch))
    };
    let (since, changes, size) = bytes(1);
    assert_eq!((since.as_str(), changes), (at(1).as_str(), 1));
    assert!(size < 200, "{size} bytes");
    assert_eq!((bytes(2).0.as_str(), bytes(2).1), (at(2).as_str(), 0));
    // With name, time, digest and the statuses of all 98 requirements.
    assert!(snapshot_size(&pump.snapshots[1]) < 2_000, "{}", snapshot_size(&pump.snapshots[1]));
    assert!(snapshot_size(&pump.snapshots[0]) > 20_000, "{}", snapshot_size(&pump.snapshots[0]));
}

/// The bytes of a patch in the file.
fn digest_free_size(patch: &Json) -> usize {
    serde_json::to_string(&value(patch)).unwrap().len()
}

fn value(json: &Json) -> serde_json::Value {
    match json {
        Json::Null => serde_json::Value::Null,
        Json::Bool(flag) => (*flag).into(),
        Json::Number(number) => number.clone().into(),
        Json::Text(text) => text.clone().into(),
        Json::List(items) => items.iter().map(value).collect(),
        Json::Object(members) => members.iter().map(|(name, one)| (name.clone(), value(one))).collect(),
    }
}

#[test]
fn a_snapshot_under_another_one_can_go() {
    let mut pump = pump();
    pump.snapshots.clear();
    for time in 1..=4 {
        noted(&mut pump, "5.1.1", &format!("Note {time}"));
        noted(&mut pump, "5.2.1", &format!("Other {}", time / 2));
        keep_snapshot(&mut pump, format!("S{time}"), &at(time));
    }
    let before: Vec<String> = (1..=4).map(|time| digest_of_state(&state_then(&pump, &at(time)).unwrap())).collect();
    remove_snapshot(&mut pump, &at(2));
    assert_eq!(state_then(&pump, &at(2)), Err(Lost::Unknown));
    assert_eq!(pump.snapshots[1].content.as_ref().unwrap().since, at(1));
    // The first one goes: the next holds everything.
    remove_snapshot(&mut pump, &at(1));
    assert_eq!(pump.snapshots[0].content.as_ref().unwrap().since, "");
    for time in 3..=4 {
        assert_eq!(digest_of_state(&state_then(&pump, &at(time)).unwrap()), before[time - 1]);
        assert_eq!(is_intact(&pump, &at(time)), Ok(true));
    }
    remove_snapshot(&mut pump, "2020-01-01T00:00:00Z");
    assert_eq!(pump.snapshots.len(), 2);
}

#[test]
fn one_that_cannot_be_given_back_can_go_and_harms_no_other() {
    let mut pump = pump();
    pump.snapshots.clear();
    for time in 1..=4 {
        noted(&mut pump, "5.1.1", &format!("Note {time}"));
        keep_snapshot(&mut pump, format!("S{time}"), &at(time));
    }
    // The second one was changed by hand and cannot be carried out: the third and fourth build on it.
    let nowhere = Json::List(vec![Json::Object(vec![
        ("op".to_owned(), Json::Text("remove".to_owned())),
        ("path".to_owned(), Json::Text("/nowhere".to_owned())),
    ])]);
    let kept = pump.snapshots.clone();
    pump.snapshots[1].content.as_mut().unwrap().patch = Arc::new(nowhere);
    assert_eq!(is_intact(&pump, &at(1)), Ok(true));
    for time in 2..=4 {
        assert_eq!(is_intact(&pump, &at(time)), Err(Lost::Broken));
        assert_eq!(go_back(&pump, &at(time), &at(9)), Err(Lost::Broken));
        assert_eq!(as_own(&pump, &at(time), "y".to_owned(), &at(9)), Err(Lost::Broken));
    }
    // A new one does not build on what cannot be given back.
    let mut whole = pump.clone();
    keep_snapshot(&mut whole, "New".to_owned(), &at(5));
    assert_eq!(whole.snapshots[4].content.as_ref().unwrap().since, at(1));
    assert_eq!(is_intact(&whole, &at(5)), Ok(true));
    remove_snapshot(&mut whole, &at(2));
    remove_snapshot(&mut whole, &at(4));
    assert_eq!([1, 5].map(|time| is_intact(&whole, &at(time))), [Ok(true); 2]);
    assert_eq!(is_intact(&whole, &at(3)), Err(Lost::Broken));
    // One whose words were changed by hand is shown, and named as changed; so is what builds on it.
    pump.snapshots = kept;
    let edited = Json::List(vec![Json::Object(vec![
        ("op".to_owned(), Json::Text("replace".to_owned())),
        ("path".to_owned(), Json::Text("/title".to_owned())),
        ("value".to_owned(), Json::Text("Edited".to_owned())),
    ])]);
    pump.snapshots[1].content.as_mut().unwrap().patch = Arc::new(edited);
    assert_eq!([1, 2, 3].map(|time| is_intact(&pump, &at(time))), [Ok(true), Ok(false), Ok(false)]);
    assert_eq!(snapshot_state(&pump, &at(2)).unwrap().assessment.title, "Edited");
}

#[test]
fn going_back_keeps_the_present_and_what_is_about_the_copy() {
    let mut pump = pump();
    pump.snapshots.clear();
    keep_snapshot(&mut pump, "Audit".to_owned(), &at(1));
    let clause = "5.1.1".parse().unwrap();
    let fresh = "5.8.1".parse().unwrap();
    let untouched = "5.1.2".parse().unwrap();
    pump.answers.remove(&fresh);
    keep_snapshot(&mut pump, "Less".to_owned(), &at(2));
    pump.answers.insert(fresh, Answer { status: Some(Status::Met), changed: at(3), ..Answer::default() });
    noted(&mut pump, "5.1.1", "Later");
    pump.title = "Another title".to_owned();
    pump.actions.remove(0);

    let said = differences(&pump, &snapshot_state(&pump, &at(2)).unwrap().assessment);
    assert_eq!(
        (said.answers, said.emptied, said.others),
        (vec![clause, fresh], vec![fresh], vec!["title", "action plan"])
    );

    let back = go_back(&pump, &at(2), &at(5)).unwrap();
    let names: Vec<&str> = back.snapshots.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Audit", "Less", "Before going back to Less"]);
    assert_eq!((&back.id, &back.created, back.changed.as_str()), (&pump.id, &pump.created, at(5).as_str()));
    assert_eq!(back.answers[&clause].changed, at(5));
    assert_eq!(back.answers[&fresh], Answer { changed: at(5), ..Answer::default() });
    assert_eq!(back.answers[&untouched], pump.answers[&untouched]);
    assert_eq!(back.actions[0].changed, at(5));
    assert_eq!(state_digest(&snapshot_state(&back, &at(5)).unwrap().assessment), state_digest(&pump));

    // And back again; the names do not grow.
    let again = go_back(&back, &at(5), &at(6)).unwrap();
    assert_eq!(apart_from_times(&again), apart_from_times(&pump));
    assert_eq!(again.snapshots[3].name, "Before going back to the state of 2026-03-31 09:05 UTC");
    assert!(differences(&again, &pump).is_none());

    let mut old = pump.clone();
    old.take_snapshot("Old".to_owned(), &at(7));
    assert_eq!(go_back(&old, &at(7), &at(8)), Err(Lost::StatusesOnly));
    assert_eq!(go_back(&old, &at(8), &at(8)), Err(Lost::Unknown));
}

#[test]
fn a_tab_that_still_shows_the_later_state_goes_back_too() {
    let mut then = pump();
    then.snapshots.clear();
    keep_snapshot(&mut then, "Audit".to_owned(), &at(1));
    let mut now = then.clone();
    now.answers
        .insert("5.8.1".parse().unwrap(), Answer { status: Some(Status::NotMet), changed: at(2), ..Answer::default() });
    let first = &mut now.actions[0];
    (first.what, first.changed) = ("Something else".to_owned(), at(2));
    now.changed = at(2);
    let back = go_back(&now, &at(1), &at(3)).unwrap();
    // The other tab shows what was stored before, and takes in what this one stored.
    let merged = merge(&now, &now, &back).assessment;
    assert_eq!(state_digest(&merged), state_digest(&back));
    assert_eq!(merged.snapshots, back.snapshots);
}

#[test]
fn a_snapshot_that_another_tab_builds_on_is_not_lost() {
    let mut base = pump();
    base.snapshots.clear();
    keep_snapshot(&mut base, "S1".to_owned(), &at(1));
    noted(&mut base, "5.1.1", "A");
    keep_snapshot(&mut base, "S2".to_owned(), &at(2));
    base.changed = at(2);
    // This tab removes one; the other one renames what builds on it and takes another, without having seen that.
    let mut ours = base.clone();
    remove_snapshot(&mut ours, &at(1));
    ours.changed = at(3);
    let mut theirs = base.clone();
    theirs.snapshots[1].name = "Renamed".to_owned();
    noted(&mut theirs, "5.1.1", "B");
    keep_snapshot(&mut theirs, "S3".to_owned(), &at(4));
    theirs.changed = at(4);
    for merged in [merge(&base, &ours, &theirs).assessment, merge(&base, &theirs, &ours).assessment] {
        for time in [2, 4] {
            assert_eq!(is_intact(&merged, &at(time)), Ok(true), "{time}");
        }
    }
}

#[test]
fn a_state_becomes_an_assessment_of_its_own() {
    let mut pump = pump();
    pump.snapshots.clear();
    let digest = state_digest(&pump);
    keep_snapshot(&mut pump, "Audit 2026-11".to_owned(), &at(1));
    noted(&mut pump, "5.1.1", "Later");
    let own = as_own(&pump, &at(1), "new-id".to_owned(), &at(2)).unwrap();
    let origin = own.origin.clone().unwrap();
    assert_eq!((origin.kind, &origin.id, origin.at), (OriginKind::Snapshot, &pump.id, at(2)));
    assert_eq!(origin.digest, digest);
    assert_eq!((own.id.as_str(), own.created.as_str(), own.snapshots.len()), ("new-id", at(2).as_str(), 0));
    assert_eq!(own.title, format!("{} (Audit 2026-11)", pump.display_title()));
    assert_ne!(own.answers[&"5.1.1".parse().unwrap()].note, "Later");
}

#[test]
fn the_worked_example_of_the_format_guide_is_true() {
    let guide = include_str!("../../docs/file-format.md");
    let section = guide.split("\n## Snapshots\n").nth(1).unwrap();
    let body = section.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let file = format!("{{\"format\":\"iec62304-readiness\",\"format_version\":1,\"assessment\":{body}}}");
    let read = read_file(file.as_bytes()).unwrap();
    assert!(read.notices.is_empty(), "{:?}", read.notices);
    let times: Vec<&str> = read.assessment.snapshots.iter().map(|one| one.taken.as_str()).collect();
    assert_eq!(times, ["2026-03-31T09:30:00Z", "2026-06-30T14:05:00Z"]);
    for taken in times {
        assert_eq!(is_intact(&read.assessment, taken), Ok(true), "{taken}");
    }
    let second = state_then(&read.assessment, "2026-06-30T14:05:00Z").unwrap();
    let line = guide.split("```\n{").nth(1).unwrap().lines().next().unwrap();
    let stated: serde_json::Value = serde_json::from_str(&format!("{{{line}")).unwrap();
    assert_eq!(value(&second), stated);
    assert_eq!(sha256_hex(&format!("{{{line}")), read.assessment.snapshots[1].digest);
}

#[test]
fn the_document_of_a_snapshot_says_that_it_is_the_past() {
    let mut pump = pump();
    pump.snapshots.clear();
    noted(&mut pump, "5.1.1", "As it <i>was</i>");
    keep_snapshot(&mut pump, "<b>Audit</b>".to_owned(), &at(1));
    noted(&mut pump, "5.1.1", "As it is");
    let known = &pump.snapshots[0];
    let mut found = snapshot_state(&pump, &at(1)).unwrap();
    let made = Made { now: &at(2), today: "2026-03-31", version: "1", digest: &known.digest };
    let paper = html(&past_paper(known, &found, "31 Mar 2026, 09:01", &made));
    for wanted in
        ["This is the past", "&lt;b>Audit&lt;/b>", "31 Mar 2026, 09:01", "As it &lt;i>was&lt;/i>", &known.digest]
    {
        assert!(paper.contains(wanted) || paper.contains(&wanted.replace('>', "&gt;")), "{wanted}");
    }
    for unwanted in ["As it is<", "Document made on", "<b>Audit", "does not fit its digest"] {
        assert!(!paper.contains(unwanted), "{unwanted}");
    }
    found.is_intact = false;
    let paper = html(&past_paper(known, &found, "31 Mar 2026, 09:01", &made));
    assert!(paper.contains("does not fit its digest"));
}

/// They are stored with every key.
#[test]
fn twenty_snapshots_of_the_pump_stay_small() {
    let mut pump = pump();
    pump.snapshots.clear();
    let stored = |pump: &Assessment| {
        let assessment = pump.clone();
        write_stored(&Stored { assessment, revision: 1, saved_at: at(1), file_at: at(1) }).len()
    };
    let bare = stored(&pump);
    let clauses: Vec<_> = pump.answers.keys().copied().collect();
    for time in 0..20 {
        for step in 0..8 {
            let clause = clauses[(time * 8 + step) % clauses.len()];
            let answer = pump.answers.get_mut(&clause).unwrap();
            answer.note = format!("{} Looked at again in round {time}, with the records of that month.", answer.note);
            answer.changed = at(time);
        }
        keep_snapshot(&mut pump, format!("Month {time}"), &at(time));
    }
    let whole = stored(&pump);
    // The first one holds everything, and each of the others its statuses and its share.
    assert!(whole - bare < 20 * bare / 5, "{whole} bytes with twenty snapshots, {bare} without");
    assert!((0..20).all(|time| is_intact(&pump, &at(time)) == Ok(true)));
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn whatever_is_removed_every_other_snapshot_gives_back_its_state(
        states in proptest::collection::vec(assessment(), 1..6),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let mut whole = grown(&states);
        let mut left: Vec<usize> = (0..states.len()).collect();
        for index in order.iter().take(states.len()) {
            let gone = left.remove(index.index(left.len()));
            remove_snapshot(&mut whole, &at(gone));
            prop_assert_eq!(whole.snapshots.len(), left.len());
            for time in &left {
                let found = snapshot_state(&whole, &at(*time)).unwrap();
                prop_assert!(found.is_intact);
                prop_assert_eq!(state_digest(&found.assessment), state_digest(&states[*time]));
            }
            if left.is_empty() {
                break;
            }
        }
        // A snapshot after all that builds on what is left.
        keep_snapshot(&mut whole, "New".to_owned(), &at(50));
        prop_assert_eq!(is_intact(&whole, &at(50)), Ok(true));
    }

    #[test]
    fn going_back_gives_the_state_and_can_be_undone(
        states in proptest::collection::vec(assessment(), 2..5), which in any::<prop::sample::Index>(),
    ) {
        let whole = grown(&states);
        let wanted = which.index(states.len());
        let back = go_back(&whole, &at(wanted), &at(50)).unwrap();
        prop_assert_eq!(apart_from_times(&back), apart_from_times(&states[wanted]));
        prop_assert_eq!(
            (&back.id, &back.reviews, &back.reviewing, &back.origin, &back.scrubbed),
            (&whole.id, &whole.reviews, &whole.reviewing, &whole.origin, &whole.scrubbed)
        );
        // Every snapshot is still there, with the present as one more.
        for (time, state) in states.iter().enumerate() {
            let found = snapshot_state(&back, &at(time)).unwrap();
            prop_assert!(found.is_intact);
            prop_assert_eq!(state_digest(&found.assessment), state_digest(state));
        }
        prop_assert_eq!(state_digest(&snapshot_state(&back, &at(50)).unwrap().assessment), state_digest(&whole));
        let again = go_back(&back, &at(50), &at(51)).unwrap();
        prop_assert_eq!(apart_from_times(&again), apart_from_times(&whole));
        prop_assert!(differences(&again, &whole).is_none());
        // What is told beforehand is what becomes other.
        prop_assert_eq!(&differences(&whole, &states[wanted]).answers, &differences(&whole, &back).answers);
        let said = differences(&whole, &states[wanted]);
        for (clause, answer) in &back.answers {
            let was = whole.answers.get(clause).filter(|was| !was.is_empty());
            if was.is_some() && answer.is_empty() {
                prop_assert!(said.emptied.contains(clause));
            } else if !said.answers.contains(clause) && was.is_some() {
                prop_assert_eq!(answer.status, was.unwrap().status);
                prop_assert_eq!(&answer.note, &was.unwrap().note);
            }
        }
    }
}
