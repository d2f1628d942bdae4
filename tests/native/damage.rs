//! Damaged and hostile files: none of them panics, none takes long.
//!
//! What belongs here: files that are cut, changed at random, nested or repeated without end. Never here: mistakes
//! that a person or another program makes (`notices`, `refusals`).

use crate::fixtures::fixture;
use crate::generate::{assessment, config};
use iec62304_readiness::assessment::{activity_gaps, contradictions, gaps, merge};
use iec62304_readiness::exchange::{
    Digest, Kind, NoticeKind, kind_of, read_file, read_locked, read_stored, write_file,
};
use proptest::prelude::*;
use proptest::sample::Index;
use std::time::{Duration, Instant};

const NOW: &str = "2026-03-31T09:30:00Z";

/// A small file that holds something of everything.
fn small() -> String {
    let text = r#"{"format":"iec62304-readiness","format_version":1,"generator":{"name":"t"},"assessment":{"id":"x",
        "title":"Ünï \u0041 😀","edition":"1.1","created":"2026-03-31T09:30:00Z","product":{"udi":[1.5,-2e3,null,true]},
        "classification":{"class":"B","reasoning":{"answers":[{"question":"harm","answer":"none"}],"controls":[{"kind":"system"}]}},
        "legacy_route":{"checks":[{"check":"sold","answer":true}],"decisions":[{"clause":"7.1.1","create":true}],"rationales":[{"version":"1"}]},
        "items":[{"id":"a","class":"A"},{"id":"b","parent":"a","soup":true}],"estimates":[{"activity":"9","status":"met"}],
        "answers":[{"clause":"5.1.1","status":"met","letters":["a"],"evidence":[{"date":"2026-03-31"}],"follow_up":true},
        {"clause":"5.1.2","parts":[{"item":"b","status":"not-met","note":"n"}]}]}}"#;
    write_file(&read_file(text.as_bytes()).unwrap().assessment, NOW)
}

/// Reads it in every way there is; the result does not matter, a panic would.
fn read(bytes: &[u8]) -> bool {
    let read = read_file(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = read_stored(text);
    }
    match read {
        Ok(opened) => {
            // Everything that follows from what was read.
            let assessment = &opened.assessment;
            let _ = (assessment.tally(), assessment.division(), contradictions(assessment), activity_gaps(assessment));
            let _ = (gaps(assessment), assessment.legacy_tally(), assessment.compose_rationale());
            let _ = assessment.compose_continued_use();
            let written = write_file(assessment, NOW);
            assert_eq!(
                read_file(written.as_bytes()).unwrap().digest,
                Digest::Fits,
                "what was read can be written again"
            );
            true
        }
        Err(refusal) => {
            assert!(!refusal.what.is_empty() && !refusal.remedy.is_empty(), "{refusal:?}");
            false
        }
    }
}

/// The result, if it came within the limit; a busy machine gets three tries.
#[track_caller]
fn within<T>(limit: Duration, work: impl Fn() -> T) -> T {
    let mut took = Duration::ZERO;
    for _ in 0..3 {
        let start = Instant::now();
        let result = work();
        took = start.elapsed();
        if took < limit {
            return result;
        }
    }
    panic!("took {took:?}, more than {limit:?}");
}

#[test]
fn a_file_that_was_cut_at_any_byte_is_refused() {
    let whole = small();
    let complete = whole.trim_end().len();
    for end in 0..whole.len() {
        assert_eq!(read(&whole.as_bytes()[..end]), end >= complete, "the first {end} bytes");
    }
    assert!(read(whole.as_bytes()));
}

#[test]
fn a_file_that_lost_its_beginning_is_refused() {
    let whole = small();
    for start in 1..whole.len() {
        assert!(!read(&whole.as_bytes()[start..]), "without the first {start} bytes");
    }
}

#[test]
fn a_file_that_is_nested_without_end_is_refused_at_once() {
    let levels = 10_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        let bare = format!("{}1{}", open.repeat(levels), close.repeat(levels));
        let inside = format!(
            r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","x":{bare}}}}}"#
        );
        for text in [&bare, &inside, &open.repeat(levels)] {
            let refusal = within(Duration::from_secs(1), || read_file(text.as_bytes())).unwrap_err();
            assert!(refusal.what.contains("nested deeper than 128 levels"), "{refusal}");
        }
    }
}

#[test]
fn a_file_that_is_nested_as_deep_as_can_be_read_can_be_written_and_read_again() {
    let deep = |levels: usize| {
        let nested = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","x":{nested}}}}}"#)
    };
    assert!((100..130).any(|levels| !read(deep(levels).as_bytes())), "the limit lies in between");
}

#[test]
fn the_same_clause_a_hundred_thousand_times_is_handled_in_time() {
    let answers = [r#"{"clause":"5.1.1","status":"met"}"#; 100_000].join(",");
    let text = format!(
        r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","answers":[{answers}]}}}}"#
    );
    let opened = within(Duration::from_secs(2), || read_file(text.as_bytes())).unwrap();
    assert_eq!(opened.assessment.answers.len(), 1);
    assert_eq!(opened.notices.len(), 99_999);
    assert!(opened.notices.iter().all(|notice| notice.kind == NoticeKind::LeftOut));
}

/// A file whose list at this place of the assessment has a hundred thousand entries, the last first.
fn with_list(before: &str, after: &str, entry: impl Fn(u32) -> String) -> String {
    let entries: Vec<String> = (0..100_000).rev().map(entry).collect();
    let list = entries.join(",");
    let body = format!(r#"{{"edition":"1.1",{before}[{list}]{after}}}"#);
    format!(r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{body}}}"#)
}

#[test]
fn lists_of_a_hundred_thousand_entries_are_handled_in_time_and_what_is_left_out_is_told() {
    let item = |number: u32| format!(r#"{{"id":"{number:05}","parent":"{:05}"}}"#, number.saturating_sub(1));
    let question = |number: u32| format!(r#"{{"question":"q{number:05}","answer":"yes"}}"#);
    for (place, text) in [
        ("/items", with_list(r#""items":"#, "", item)),
        (
            "/classification/reasoning/answers",
            with_list(r#""classification":{"reasoning":{"answers":"#, "}}", question),
        ),
        (
            "/legacy_route/checks",
            with_list(r#""legacy_route":{"checks":"#, "}", |number| {
                format!(r#"{{"check":"c{number:05}","answer":true}}"#)
            }),
        ),
        (
            "/answers/0/parts",
            with_list(r#""answers":[{"clause":"5.1.1","parts":"#, "}]", |number| {
                format!(r#"{{"item":"{number:05}"}}"#)
            }),
        ),
    ] {
        let opened = within(Duration::from_secs(2), || read_file(text.as_bytes())).unwrap();
        let told: Vec<&str> = opened.notices.iter().map(|notice| notice.place.as_str()).collect();
        assert_eq!(told, [format!("/assessment{place}")]);
        assert!(opened.notices[0].what.contains("more than 1000 entries"), "{:?}", opened.notices);
        let assessment = &opened.assessment;
        within(Duration::from_secs(2), || {
            (
                assessment.tally(),
                contradictions(assessment).len(),
                gaps(assessment).len(),
                activity_gaps(assessment).len(),
            )
        });
        within(Duration::from_secs(2), || merge(assessment, assessment, assessment));
        assert_eq!(read_file(write_file(assessment, NOW).as_bytes()).unwrap().assessment, *assessment);
    }
}

#[test]
fn lists_without_a_limit_are_handled_in_time() {
    for text in [
        with_list(r#""classification":{"reasoning":{"controls":"#, "}}", |number| format!(r#"{{"what":"{number}"}}"#)),
        with_list(r#""legacy_route":{"rationales":"#, "}", |number| format!(r#"{{"version":"{number}"}}"#)),
        with_list(r#""legacy_route":{"decisions":"#, "}", |_| r#"{"clause":"5.2.1"}"#.to_owned()),
        with_list(r#""estimates":"#, "", |_| r#"{"activity":"9"}"#.to_owned()),
    ] {
        let opened = within(Duration::from_secs(2), || read_file(text.as_bytes())).unwrap();
        within(Duration::from_secs(2), || merge(&opened.assessment, &opened.assessment, &opened.assessment));
    }
}

#[test]
fn an_object_of_a_hundred_thousand_members_is_refused_and_one_of_thousands_is_sorted_in_time() {
    // In descending order and with a digest, which is the worst for sorting by insertion.
    let file = |number: u32| {
        let members: Vec<String> = (0..number).rev().map(|number| format!("\"m{number:06}\":1")).collect();
        format!(
            r#"{{"format":"iec62304-readiness","format_version":1,"digest":{{"value":"00"}},"assessment":{{{},"edition":"1.1"}}}}"#,
            members.join(",")
        )
    };
    let text = file(9_000);
    let opened = within(Duration::from_secs(4), || read_file(text.as_bytes())).unwrap();
    assert_eq!((opened.assessment.unknown.len(), opened.digest), (9_000, Digest::Differs));
    let text = file(100_000);
    let refusal = within(Duration::from_secs(2), || read_file(text.as_bytes())).unwrap_err();
    assert!(refusal.what.contains("more than 10000 members"), "{refusal}");
}

#[test]
fn every_single_byte_may_become_a_sign_of_json() {
    let whole = small();
    for at in 0..whole.len() {
        for sign in *b"\"\\{}[],:0 " {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] = sign;
            let _ = read_file(&bytes);
        }
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn flipped_bytes_never_panic(assessment in assessment(), flips in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6)) {
        let mut bytes = write_file(&assessment, NOW).into_bytes();
        for (index, byte) in flips {
            *index.get_mut(&mut bytes) = byte;
        }
        read(&bytes);
    }

    #[test]
    fn a_piece_put_elsewhere_never_panics(from: Index, to: Index, length in 0_usize..60) {
        let mut text: Vec<char> = small().chars().collect();
        let from = from.index(text.len());
        let piece: Vec<char> = text[from..].iter().take(length).copied().collect();
        let to = to.index(text.len());
        text.splice(to..to, piece);
        read(String::from_iter(text).as_bytes());
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), text in "[{}\\[\\]\",:a-z0-9\\\\ ]{0,40}") {
        read(&bytes);
        read(text.as_bytes());
    }
}

/// One thing that happens to a file on its way.
#[derive(Debug, Clone)]
enum Blow {
    /// A bit is another one.
    Flip(Index, u8),
    /// A piece is missing.
    Cut(Index, usize),
    /// Something came in: often a sign of JSON.
    Insert(Index, u8),
    /// Two pieces changed places.
    Swap(Index, Index, usize),
    /// The rest is missing.
    End(Index),
}

fn blow() -> impl Strategy<Value = Blow> {
    let sign = prop_oneof![2 => prop::sample::select(b"\"\\{}[],:0-9. tnu=".to_vec()), 1 => any::<u8>()];
    prop_oneof![
        4 => (any::<Index>(), 0_u8..8).prop_map(|(at, bit)| Blow::Flip(at, bit)),
        3 => (any::<Index>(), 1_usize..40).prop_map(|(at, length)| Blow::Cut(at, length)),
        3 => (any::<Index>(), sign).prop_map(|(at, sign)| Blow::Insert(at, sign)),
        2 => (any::<Index>(), any::<Index>(), 1_usize..30).prop_map(|(one, other, length)| Blow::Swap(one, other, length)),
        1 => any::<Index>().prop_map(Blow::End),
    ]
}

fn struck(mut bytes: Vec<u8>, blows: &[Blow]) -> Vec<u8> {
    for blow in blows {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        match blow {
            Blow::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Blow::Cut(at, many) => drop(bytes.drain(at.index(length)..(at.index(length) + many).min(length))),
            Blow::Insert(at, sign) => bytes.insert(at.index(length), *sign),
            Blow::Swap(one, other, many) => {
                let (one, other) = (one.index(length), other.index(length));
                for step in 0..*many {
                    if one.max(other) + step < length {
                        bytes.swap(one + step, other + step);
                    }
                }
            }
            Blow::End(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

/// Reads a file of any kind as the page would.
fn read_any(bytes: &[u8]) {
    match kind_of(bytes) {
        Kind::Locked => {
            if let Err(refusal) = read_locked(bytes) {
                assert!(!refusal.what.is_empty() && !refusal.remedy.is_empty(), "{refusal:?}");
            }
        }
        Kind::Assessment | Kind::Backup => {
            read(bytes);
            let _ = read_locked(bytes);
        }
    }
}

proptest! {
    // With those above more than ten thousand in all.
    #![proptest_config(config(2_000))]

    #[test]
    fn a_damaged_file_of_any_kind_never_panics(
        (name, blows) in (
            prop::sample::select(vec!["full", "scrubbed", "review-copy", "snapshots", "backup", "locked"]),
            prop::collection::vec(prop::collection::vec(blow(), 1..4), 5),
        )
    ) {
        let whole = fixture(&format!("format-1/{name}.json"));
        for blows in blows {
            read_any(&struck(whole.clone(), &blows));
        }
    }
}

#[test]
fn a_damaged_example_never_panics() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/image-viewer.iec62304.json");
    let whole = std::fs::read(path).unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(config(150));
    let blows = prop::collection::vec(blow(), 1..4);
    runner
        .run(&blows, |blows| {
            read_any(&struck(whole.clone(), &blows));
            Ok(())
        })
        .unwrap();
}
