//! Arbitrary assessments for the property tests.
//!
//! What belongs here: how anything random is made. Never here: a test.

use iec62304_readiness::assessment::{
    Answer, Assessment, Classification, Evidence, Json, Letters, People, Product, Status, Unknown,
};
use iec62304_readiness::standard::{Clause, Edition, all_clauses, editions};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// How often a property is tried. Nothing is written to disk: a case that was found becomes a test of its own.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Texts that have broken programs before.
const HARD: [&str; 16] = [
    "\0",
    "a\0b\u{1b}[31m",
    "\u{202e}gnp.exe\u{202c}",
    "\u{2066}\u{200f}\u{61c}\u{2069}",
    "\u{1f469}\u{200d}\u{1f4bb}\u{1f3fd}",
    "\"quoted\" \\ back/slash \\u0041 \\ud800",
    "</script><img src=x onerror=alert(1)>",
    "\r\n\t\u{8}\u{c}\u{7f}\u{85}",
    "\u{feff}\u{2028}\u{2029}\u{fffd}\u{ffff}\u{10ffff}",
    "=1+1;'--",
    "null",
    "{\"assessment\":{}}",
    "\u{130}\u{131}\u{df}\u{1e9e}\u{3a3}",
    "e\u{301} \u{e9}",
    " ",
    "\u{5d0}\u{5d1} \u{627}\u{628} \u{4f60}\u{597d}",
];

/// Any text, often empty.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => "[A-Za-z0-9 .,-]{1,24}",
        2 => select(&HARD[..]).prop_map(str::to_owned),
        1 => vec(any::<char>(), 1..12).prop_map(String::from_iter),
    ]
}

/// A day of the calendar.
pub fn day() -> impl Strategy<Value = String> {
    (1_u16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

/// A time as the format writes it.
pub fn time() -> impl Strategy<Value = String> {
    let clock = (day(), 0_u8..24, 0_u8..60, 0_u8..60, prop::option::of(0_u16..1000));
    clock.prop_map(|(day, hour, minute, second, part)| {
        let part = part.map_or_else(String::new, |part| format!(".{part:03}"));
        format!("{day}T{hour:02}:{minute:02}:{second:02}{part}Z")
    })
}

fn or_empty(strategy: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), strategy]
}

/// A number that has one spelling only: a whole one that every reader holds exactly, or one with a fraction.
fn number() -> impl Strategy<Value = serde_json::Number> {
    let whole = (-(1_i64 << 53)..=(1_i64 << 53)).prop_map(|value| match u64::try_from(value) {
        Ok(value) => value.into(),
        Err(_) => value.into(),
    });
    let broken = any::<f64>().prop_filter_map("finite and with a fraction", |value| {
        serde_json::Number::from_f64(value).filter(|_| value.fract() != 0.0)
    });
    prop_oneof![whole, broken]
}

/// Any JSON value, three levels deep at most.
fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        number().prop_map(Json::Number),
        text().prop_map(Json::Text),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Json::List),
            vec((text(), inner), 0..3).prop_map(|members| Json::Object(each_once(members))),
        ]
    })
}

fn each_once(members: Vec<(String, Json)>) -> Unknown {
    let mut seen = std::collections::BTreeSet::new();
    members.into_iter().filter(|(name, _)| seen.insert(name.clone())).collect()
}

/// Members of a file that this version does not know; `known` are those it does.
fn unknown(known: &'static [&'static str]) -> impl Strategy<Value = Unknown> {
    let some = vec((prop_oneof![text(), "[a-z_~/]{1,8}"], json()), 1..3).prop_map(each_once);
    let some = some.prop_map(move |mut members| {
        members.retain(|(name, _)| !known.contains(&name.as_str()));
        members
    });
    prop_oneof![4 => Just(Unknown::new()), 1 => some]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let texts = (text(), text(), text(), text());
    let dates = (or_empty(day()), or_empty(day()));
    let unknown = unknown(&["title", "document", "version", "link", "date", "expires"]);
    (texts, dates, unknown).prop_map(|((title, document, version, link), (date, expires), unknown)| Evidence {
        title,
        document,
        version,
        link,
        date,
        expires,
        unknown,
    })
}

/// Any status, or none.
pub fn status() -> impl Strategy<Value = Option<Status>> {
    prop::option::weighted(0.8, select(&Status::ALL[..]))
}

/// Any answer with everything it can hold.
pub fn answer() -> impl Strategy<Value = Answer> {
    let letters = prop_oneof![Just(String::new()), "[a-z]{1,6}"];
    let letters = letters.prop_map(|ticked| ticked.chars().fold(Letters::default(), |all, one| all.with(one, true)));
    let known = &["clause", "status", "letters", "evidence", "note", "reason", "follow_up", "changed"];
    let given = (status(), letters, prop_oneof![2 => Just(vec![]), 1 => vec(evidence(), 1..3)]);
    (given, (text(), text()), any::<bool>(), or_empty(time()), unknown(known)).prop_map(
        |((status, letters, evidence), (note, reason), follow_up, changed, unknown)| Answer {
            status,
            letters,
            evidence,
            note,
            reason,
            follow_up,
            changed,
            unknown,
        },
    )
}

/// Any clause that an edition asks.
pub fn clause() -> impl Strategy<Value = Clause> {
    select(all_clauses())
}

/// Any edition.
pub fn edition() -> impl Strategy<Value = &'static Edition> {
    select(editions().iter().collect::<Vec<_>>())
}

/// Any edition with any of its classes, or none.
fn edition_and_class() -> impl Strategy<Value = (&'static Edition, Option<iec62304_readiness::standard::Class>)> {
    (edition(), prop::option::weighted(0.8, any::<Index>()))
        .prop_map(|(edition, class)| (edition, class.map(|index| index.get(edition.classes).class)))
}

/// Any assessment that the page could have made: with all texts, unknown members and a handful of answers.
pub fn assessment() -> impl Strategy<Value = Assessment> {
    let product = (text(), text(), text(), unknown(&["name", "version", "description"]));
    let product =
        product.prop_map(|(name, version, description, unknown)| Product { name, version, description, unknown });
    let people = (text(), text(), unknown(&["assessor", "reviewer"]));
    let people = people.prop_map(|(assessor, reviewer, unknown)| People { assessor, reviewer, unknown });
    let chosen = (edition_and_class(), text(), unknown(&["class", "rationale"]));
    let known = &[
        "id",
        "title",
        "edition",
        "created",
        "changed",
        "example",
        "product",
        "organisation",
        "people",
        "classification",
        "legacy",
        "answers",
    ];
    let head = ("[A-Za-z0-9-]{0,64}", text(), text(), or_empty(time()), or_empty(time()));
    let flags = (any::<bool>(), any::<bool>());
    // An answer that holds nothing is not written, so nothing of it can come back.
    let answers = btree_map(clause(), answer(), 0..5).prop_map(|mut answers| {
        answers.retain(|_, answer| *answer != Answer::default());
        answers
    });
    (head, (product, people, chosen), flags, answers, unknown(known)).prop_map(
        |(
            (id, title, organisation, created, changed),
            (product, people, chosen),
            (example, legacy),
            answers,
            unknown,
        )| {
            let ((edition, class), rationale, rest) = chosen;
            Assessment {
                id,
                title,
                edition,
                created,
                changed,
                example,
                product,
                organisation,
                people,
                classification: Classification { class, rationale, unknown: rest },
                legacy,
                answers,
                unknown,
            }
        },
    )
}

/// An assessment for the numbers: any scope, statuses and reasons for many clauses, nothing else.
pub fn answered() -> impl Strategy<Value = Assessment> {
    let given = (status(), select(&["", " \n", "No user interface"][..]), any::<bool>());
    let answers = btree_map(clause(), given, 0..101);
    (edition_and_class(), any::<bool>(), answers).prop_map(|((edition, class), legacy, answers)| {
        let mut assessment = Assessment::new("x".to_owned(), edition, "2026-03-31T09:30:00Z".to_owned());
        assessment.classification.class = class;
        assessment.legacy = legacy;
        let answers = answers.into_iter().map(|(clause, (status, reason, follow_up))| {
            (clause, Answer { status, reason: reason.to_owned(), follow_up, ..Answer::default() })
        });
        assessment.answers = answers.collect();
        assessment
    })
}
