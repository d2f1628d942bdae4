//! Copies without secrets: what was chosen to leave is nowhere in the file, and the numbers stay.
//!
//! What belongs here: which field leaves with what, and that nothing slips through. Never here: how such a copy reads back
//! (`file`) or what a merge says to it.

use crate::generate::{answered, assessment, config};
use iec62304_readiness::assessment::{
    Accepted, Action, Answer, Assessment, Classification, Content, ContinuedUse, Control, Decision, Estimate, Evidence,
    Item, ItemId, Json, LegacyRoute, OriginKind, Part, People, Product, REASON_LEFT_OUT, Reasoning, Remark, Review,
    Secret, Snapshot, Status, Unknown, contradictions, leaving, scrub,
};
use iec62304_readiness::exchange::{Digest, NoticeKind, examples, read_file, write_file};
use iec62304_readiness::standard::{Clause, Words, editions};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;
use std::sync::{Arc, LazyLock};

const NOW: &str = "2026-03-31T09:30:00Z";
const NEW: &str = "00000000-0000-4000-8000-000000000001";

const NAME: &str = "qq-name";
const NOTE: &str = "qq-note";
const EVIDENCE: &str = "qq-evidence";
const LINK: &str = "qq-link";
const PRODUCT: &str = "qq-product";
const SNAPSHOT: &str = "qq-snapshot";
const NEVER: &str = "qq-never";

/// Each marker with the secrets that take the texts that bear it. What none of them takes leaves always.
const MARKERS: [(&str, &[Secret]); 7] = [
    (NAME, &[Secret::Names]),
    (NOTE, &[Secret::Notes]),
    (EVIDENCE, &[Secret::Evidence]),
    (LINK, &[Secret::Links, Secret::Evidence]),
    (PRODUCT, &[Secret::Product]),
    (SNAPSHOT, &[Secret::Names, Secret::Notes, Secret::Product]),
    (NEVER, &[]),
];

/// Taken once: taking them checks that they belong to the page.
fn words_here() -> &'static Words {
    static WORDS: LazyLock<&'static Words> = LazyLock::new(crate::with_words);
    *WORDS
}

fn never() -> Unknown {
    vec![("x-other".to_owned(), Json::List(vec![Json::Text(NEVER.to_owned())])), (NEVER.to_owned(), Json::Null)]
}

fn evidence(from: &Evidence) -> Evidence {
    let Evidence { title: _, document: _, version: _, link: _, date, expires, sha256, unknown: _ } = from.clone();
    let [title, document, version] = [(); 3].map(|()| EVIDENCE.to_owned());
    Evidence { title, document, version, link: LINK.to_owned(), date, expires, sha256, unknown: never() }
}

fn answer(from: &Answer) -> Answer {
    let Answer { status, letters, evidence: shown, follow_up, second_look, parts, changed, .. } = from.clone();
    Answer {
        status,
        letters,
        evidence: shown.iter().map(evidence).collect(),
        note: NOTE.to_owned(),
        reason: NOTE.to_owned(),
        follow_up,
        second_look,
        parts: parts.iter().map(|part| Part { item: part.item, answer: answer(&part.answer) }).collect(),
        changed,
        unknown: never(),
    }
}

/// The same assessment with a marker in every text that a person or another program can have written.
fn marked(from: Assessment) -> Assessment {
    let name = || NAME.to_owned();
    let note = || NOTE.to_owned();
    let product = || PRODUCT.to_owned();
    let reasoning = from.classification.reasoning;
    let mut chosen = reasoning.answers;
    chosen.push((NEVER.to_owned(), "yes".to_owned()));
    chosen.push(("contribute-2".to_owned(), NEVER.to_owned()));
    let controls = reasoning.controls.into_iter().map(|one| Control { what: note(), unknown: never(), ..one });
    let controls = controls.collect();
    let route = from.legacy_route;
    let mut checks = route.checks;
    checks.push((NEVER.to_owned(), true));
    let decisions = route.decisions.into_iter().map(|one| Decision { why: note(), unknown: never(), ..one });
    let rationales = route.rationales.into_iter();
    let rationales =
        rationales.map(|one| ContinuedUse { version: product(), text: note(), unknown: never(), ..one }).collect();
    let items = from.items.into_iter();
    let items =
        items.map(|one| Item { name: product(), does: product(), segregation: note(), unknown: never(), ..one });
    let actions = from.actions.into_iter();
    let actions = actions.map(|one| Action { what: note(), owner: name(), note: note(), unknown: never(), ..one });
    // One whose check nobody knows leaves as a whole.
    let is_known = |one: &Accepted| words_here().checks.iter().any(|check| check.id == one.check);
    let accepted = from.accepted.into_iter().map(|one| match is_known(&one) {
        true => Accepted { reason: note(), unknown: never(), ..one },
        false => Accepted { check: NEVER.to_owned(), reason: NEVER.to_owned(), unknown: never(), ..one },
    });
    let snapshots = from.snapshots.into_iter().map(|one| Snapshot {
        name: SNAPSHOT.to_owned(),
        content: Some(Content {
            since: String::new(),
            patch: Arc::new(Json::List(vec![Json::Text(NEVER.to_owned())])),
        }),
        unknown: never(),
        ..one
    });
    let remark = |one: Remark| Remark { text: note(), reply: note(), unknown: never(), ..one };
    let reviews = from.reviews.into_iter().map(|one| Review {
        reviewer: name(),
        role: name(),
        summary: note(),
        remarks: one.remarks.iter().cloned().map(remark).collect(),
        unknown: never(),
        ..one
    });
    let origin = from.origin.map(|mut one| {
        (one.id, one.title, one.edition, one.unknown) = (NEVER.to_owned(), NEVER.to_owned(), NEVER.to_owned(), never());
        one
    });
    Assessment {
        id: NEVER.to_owned(),
        title: product(),
        edition: from.edition,
        created: from.created,
        changed: from.changed,
        example: from.example,
        product: Product { name: product(), version: product(), description: product(), unknown: never() },
        organisation: name(),
        people: People { assessor: name(), reviewer: name(), unknown: never() },
        classification: Classification {
            class: from.classification.class,
            rationale: note(),
            reasoning: Reasoning { answers: chosen, controls, unknown: never() },
            unknown: never(),
        },
        legacy: from.legacy,
        legacy_route: LegacyRoute { checks, decisions: decisions.collect(), rationales, unknown: never() },
        items: items.collect(),
        estimates: from.estimates.into_iter().map(|one| Estimate { unknown: never(), ..one }).collect(),
        answers: from.answers.iter().map(|(clause, one)| (*clause, answer(one))).collect(),
        actions: actions.collect(),
        accepted: accepted.collect(),
        snapshots: snapshots.collect(),
        reviews: reviews.collect(),
        reviewing: from.reviewing,
        origin,
        scrubbed: Vec::new(),
        unknown: never(),
    }
}

fn secrets() -> impl Strategy<Value = Vec<Secret>> {
    subsequence(Secret::ALL.to_vec(), 0..=5)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn what_leaves_is_nowhere_in_the_file_and_what_stays_is(assessment in assessment(), secrets in secrets()) {
        words_here();
        let whole = marked(assessment);
        let before = write_file(&whole, NOW);
        let copy = scrub(&whole, &secrets, NEW.to_owned(), NOW);
        let after = write_file(&copy, NOW);
        for (marker, takes) in MARKERS {
            let leaves = takes.is_empty() || takes.iter().any(|secret| secrets.contains(secret));
            prop_assert!(before.contains(marker) || ![NAME, NOTE, PRODUCT, NEVER].contains(&marker), "{marker} was put in");
            if leaves {
                prop_assert!(!after.contains(marker), "{marker} leaves with {secrets:?}: {after}");
            } else {
                prop_assert_eq!(before.matches(marker).count(), after.matches(marker).count(), "{} stays", marker);
            }
        }
        prop_assert_eq!(&copy.scrubbed, &secrets);
        prop_assert_eq!(copy.origin.as_ref().map(|origin| origin.kind), Some(OriginKind::Scrubbed));
        prop_assert_eq!(copy.reviewing, None);
    }

    #[test]
    fn the_numbers_of_the_copy_are_those_of_the_whole(assessment in prop_oneof![assessment(), answered()], secrets in secrets()) {
        let copy = scrub(&assessment, &secrets, NEW.to_owned(), NOW);
        prop_assert_eq!(copy.tally(), assessment.tally());
        prop_assert_eq!(copy.system_class(), assessment.system_class());
        prop_assert_eq!(copy.statuses(), assessment.statuses());
        prop_assert_eq!(copy.legacy_tally(), assessment.legacy_tally());
        let classes = |one: &Assessment| -> Vec<_> {
            one.division().items.iter().map(|placed| (placed.depth, placed.class, placed.is_leaf)).collect()
        };
        prop_assert_eq!(classes(&copy), classes(&assessment));
        let moved = |one: &Assessment| one.snapshots.iter().map(|known| one.moved_since(known)).collect::<Vec<_>>();
        prop_assert_eq!(moved(&copy), moved(&assessment));
    }

    #[test]
    fn a_copy_of_a_copy_leaves_out_no_more_and_no_less(assessment in assessment(), one in secrets(), other in secrets()) {
        words_here();
        let copy = scrub(&assessment, &one, NEW.to_owned(), NOW);
        prop_assert_eq!(&scrub(&copy, &one, NEW.to_owned(), NOW), &copy);
        prop_assert_eq!(&scrub(&copy, &[], NEW.to_owned(), NOW), &copy, "what left stays out");
        let both: Vec<Secret> =
            Secret::ALL.into_iter().filter(|secret| one.contains(secret) || other.contains(secret) || assessment.scrubbed.contains(secret)).collect();
        let twice = scrub(&copy, &other, NEW.to_owned(), NOW);
        let at_once = scrub(&assessment, &both, NEW.to_owned(), NOW);
        prop_assert_eq!(&twice.scrubbed, &both);
        prop_assert_eq!(twice, at_once);
        let gone = leaving(&copy, &one);
        prop_assert_eq!((gone.secrets, gone.unknown, gone.states), ([0; 5], 0, 0));
    }

    #[test]
    fn the_file_of_a_copy_is_read_without_a_word_and_comes_back_as_it_is(assessment in assessment(), secrets in secrets()) {
        let copy = scrub(&assessment, &secrets, NEW.to_owned(), NOW);
        let opened = read_file(write_file(&copy, NOW).as_bytes()).unwrap();
        prop_assert_eq!(opened.digest, Digest::Fits);
        prop_assert_eq!(opened.notices.iter().filter(|notice| notice.kind == NoticeKind::LeftOut).count(), 0, "{:?}", opened.notices);
        prop_assert_eq!(opened.assessment, copy);
    }

    #[test]
    fn with_all_that_can_leave_only_words_of_the_format_are_left(assessment in assessment()) {
        words_here();
        let copy = scrub(&marked(assessment), &Secret::ALL, NEW.to_owned(), NOW);
        let file: Value = serde_json::from_str(&write_file(&copy, NOW)).unwrap();
        let mut texts = Vec::new();
        texts_in(&file["assessment"], &mut texts);
        for text in texts {
            prop_assert!(is_of_the_format(&text), "{text:?}");
        }
    }
}

fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts_in(item, texts)),
        Value::Object(members) => members.values().for_each(|member| texts_in(member, texts)),
        _ => {}
    }
}

/// Whether a text is a time, a day, a clause, an id of ours, or one of the words that the format knows.
fn is_of_the_format(text: &str) -> bool {
    let shape: String = text.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect();
    let shapes = ["0000-00-00T00:00:00Z", "0000-00-00T00:00:00.000Z", "0000-00-00", NEW];
    let (kind, number) = text.rsplit_once(['-', ' ']).unwrap_or_default();
    let kinds = ["item", "action", "review", "remark", "Item", "Action", "Control", "Snapshot", "Version"];
    let is_numbered = kinds.contains(&kind) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_effort = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let questions = editions().iter().flat_map(|edition| edition.classification.questions);
    let mut words: Vec<&str> =
        questions.flat_map(|asked| asked.answers.iter().map(|answer| answer.id).chain([asked.id])).collect();
    words.extend(
        editions()
            .iter()
            .flat_map(|edition| edition.legacy.iter().flat_map(|route| route.checks))
            .map(|check| check.id),
    );
    words.extend(words_here().checks.iter().map(|check| check.id));
    words.extend(Status::ALL.map(Status::key));
    words.extend(Secret::ALL.map(Secret::key));
    words.extend(OriginKind::ALL.map(OriginKind::key));
    words.extend(["unanswered", "hardware", "system", "procedure", "software", "high", "medium", "low"]);
    words.extend(["to-do", "in-progress", "done", "dropped", "agree", "observation", "minor-nonconformity"]);
    words.extend(["major-nonconformity", "question", REASON_LEFT_OUT]);
    shapes.contains(&shape.as_str())
        || text == NEW
        || text.parse::<Clause>().is_ok()
        || is_numbered
        || is_effort
        || is_letter
        || words.contains(&text)
}

#[test]
fn the_worked_examples_lose_what_leaves_and_nothing_of_what_counts() {
    words_here();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for example in examples() {
        let whole = read_file(&std::fs::read(folder.join(example.path())).unwrap()).unwrap().assessment;
        let copy = scrub(&whole, &Secret::ALL, NEW.to_owned(), NOW);
        let text = write_file(&copy, NOW);
        for said in [&whole.product.name, &whole.organisation, &whole.people.assessor, &whole.title] {
            assert!(said.is_empty() || !text.contains(said.as_str()), "{said} in {text}");
        }
        assert_eq!(copy.tally(), whole.tally(), "{}", example.path());
        assert_eq!(
            format!("{:?}", contradictions(&copy)),
            format!("{:?}", contradictions(&whole)),
            "{}",
            example.path()
        );
        assert_eq!(copy.class_basis(), whole.class_basis());
    }
}

#[test]
fn what_leaves_is_counted_in_texts_and_pieces() {
    let mut whole = Assessment::new("x".to_owned(), &editions()[0], NOW.to_owned());
    whole.title = "Pump".to_owned();
    whole.organisation = "Org".to_owned();
    whole.people.assessor = "K".to_owned();
    whole.people.reviewer = " ".to_owned();
    let piece = Evidence { title: "Plan".to_owned(), link: "https://example.org".to_owned(), ..Evidence::default() };
    let answer = Answer { note: "Note".to_owned(), evidence: vec![piece; 2], ..Answer::default() };
    whole.answers.insert("5.1.1".parse().unwrap(), answer);
    whole.unknown = never();
    assert_eq!(leaving(&whole, &Secret::ALL).secrets, [2, 1, 2, 0, 1], "links leave with their evidence");
    assert_eq!(leaving(&whole, &[Secret::Links]).secrets, [0, 0, 0, 2, 0]);
    assert_eq!(leaving(&whole, &[]).unknown, 2, "what is not known leaves in any case");
}

#[test]
fn ids_that_hold_words_are_given_anew_and_still_belong_together() {
    let id = |text: &str| ItemId::new(text).unwrap();
    let mut whole = Assessment::new("x".to_owned(), &editions()[0], NOW.to_owned());
    whole.items = vec![Item::new(id("zebra"), None), Item::new(id("acme-dose"), Some(id("zebra")))];
    let part =
        |text: &str, status| Part { item: id(text), answer: Answer { status: Some(status), ..Answer::default() } };
    let parts = vec![part("acme-dose", Status::Met), part("gone", Status::NotMet), part("zebra", Status::PartlyMet)];
    whole.answers.insert("5.1.1".parse().unwrap(), Answer { parts, ..Answer::default() });
    let copy = scrub(&whole, &[Secret::Names], NEW.to_owned(), NOW);
    let ids: Vec<String> = copy.items.iter().map(|item| item.id.to_string()).collect();
    assert_eq!(ids, ["item-1", "item-2"]);
    assert_eq!(copy.items[1].parent, Some(copy.items[0].id));
    let parts = &copy.answers.values().next().unwrap().parts;
    let parts: Vec<_> = parts.iter().map(|part| (part.item.to_string(), part.answer.status)).collect();
    let wanted = [("item-1", Status::PartlyMet), ("item-2", Status::Met), ("item-3", Status::NotMet)];
    assert_eq!(parts, wanted.map(|(item, status)| (item.to_owned(), Some(status))));
}
