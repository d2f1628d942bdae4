//! Arbitrary assessments for the property tests.
//!
//! What belongs here: how anything random is made. Never here: a test.

use iec62304_readiness::assessment::{
    Accepted, Action, ActionId, Answer, Assessment, Classification, Content, ContinuedUse, Control, ControlKind,
    Decision, Effort, Estimate, Evidence, Item, ItemId, Json, LegacyRoute, Letters, Origin, OriginKind, Part, People,
    Priority, Product, Reasoning, Remark, RemarkId, RemarkKind, Review, ReviewId, Secret, Snapshot, Stage, Status,
    Unknown,
};
use iec62304_readiness::standard::{Class, Clause, Edition, all_clauses, editions};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

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

/// Any evidence.
pub fn evidence() -> impl Strategy<Value = Evidence> {
    let texts = (text(), text(), text(), text());
    let dates = (or_empty(day()), or_empty(day()), or_empty("[0-9a-f]{64}"));
    let unknown = unknown(&["title", "document", "version", "link", "date", "expires", "sha256"]);
    (texts, dates, unknown).prop_map(|((title, document, version, link), (date, expires, sha256), unknown)| Evidence {
        title,
        document,
        version,
        link,
        date,
        expires,
        sha256,
        unknown,
    })
}

/// Any status, or none.
pub fn status() -> impl Strategy<Value = Option<Status>> {
    prop::option::weighted(0.8, select(&Status::ALL[..]))
}

/// What any answer may hold, but for its parts; `known` are the members that say what it is an answer to.
fn given(known: &'static [&'static str]) -> impl Strategy<Value = Answer> {
    let letters = prop_oneof![Just(String::new()), "[a-z]{1,6}"];
    let letters = letters.prop_map(|ticked| ticked.chars().fold(Letters::default(), |all, one| all.with(one, true)));
    let given = (status(), letters, prop_oneof![2 => Just(vec![]), 1 => vec(evidence(), 1..3)]);
    (given, (text(), text()), any::<(bool, bool)>(), or_empty(time()), unknown(known)).prop_map(
        |((status, letters, evidence), (note, reason), (follow_up, second_look), changed, unknown)| Answer {
            status,
            letters,
            evidence,
            note,
            reason,
            follow_up,
            second_look,
            parts: vec![],
            changed,
            unknown,
        },
    )
}

/// Any answer with everything it can hold.
pub fn answer() -> impl Strategy<Value = Answer> {
    const WHOLE: &[&str] =
        &["clause", "status", "letters", "evidence", "parts", "note", "reason", "follow_up", "second_look", "changed"];
    const PART: &[&str] = &[
        "item",
        "clause",
        "status",
        "letters",
        "evidence",
        "parts",
        "note",
        "reason",
        "follow_up",
        "second_look",
        "changed",
    ];
    let parts = btree_map(item_id(), given(PART), 1..4);
    let parts = parts.prop_map(|parts| parts.into_iter().map(|(item, answer)| Part { item, answer }).collect());
    let parts = prop_oneof![3 => Just(vec![]), 1 => parts];
    (given(WHOLE), parts).prop_map(|(answer, parts)| Answer { parts, ..answer })
}

/// The id of an item: often one of a few, so that items, parents and answers meet.
pub fn item_id() -> impl Strategy<Value = ItemId> {
    let few = select(&["dose", "alarm", "rtos", "UI-2", "0"][..]).prop_map(str::to_owned);
    prop_oneof![4 => few, 1 => "[A-Za-z0-9-]{1,16}"].prop_map(|text| ItemId::new(&text).unwrap())
}

/// Items, each id once. A parent may be missing, be the item itself, or lead round in a circle.
pub fn items(edition: &'static Edition) -> impl Strategy<Value = Vec<Item>> {
    let known = &["id", "parent", "name", "does", "soup", "class", "segregation", "controls_risk", "changed"];
    let texts = (text(), text(), select(&["", " ", "On a processor of its own"][..]));
    let flags = (any::<bool>(), any::<bool>());
    let one = (prop::option::of(item_id()), texts, class_of(edition), flags, or_empty(time()), unknown(known));
    let items = vec((item_id(), one), 0..6).prop_map(|items| {
        let mut seen = std::collections::BTreeSet::new();
        let each_once = items.into_iter().filter(|(id, _)| seen.insert(*id));
        each_once
            .map(|(id, (parent, (name, does, segregation), class, (soup, controls_risk), changed, unknown))| {
                let segregation = segregation.to_owned();
                Item { id, parent, name, does, soup, class, segregation, controls_risk, changed, unknown }
            })
            .collect()
    });
    prop_oneof![1 => Just(vec![]), 2 => items]
}

fn class_of(edition: &'static Edition) -> impl Strategy<Value = Option<Class>> {
    prop::option::weighted(0.6, select(edition.classes.iter().map(|info| info.class).collect::<Vec<_>>()))
}

/// Estimates for some activities of any edition, in their order.
pub fn estimates() -> impl Strategy<Value = Vec<Estimate>> {
    let activities: Vec<Clause> = editions().iter().flat_map(Edition::activities).map(|one| one.clause).collect();
    let estimated = select(&[Status::Met, Status::PartlyMet, Status::NotMet][..]);
    let one = (prop::option::weighted(0.8, estimated), or_empty(time()), unknown(&["activity", "status", "changed"]));
    btree_map(select(activities), one, 0..6).prop_map(|estimates| {
        let estimate = |(activity, (status, changed, unknown))| Estimate { activity, status, changed, unknown };
        estimates.into_iter().map(estimate).collect()
    })
}

/// Names with something to each, each name once, in any order.
fn named<T: std::fmt::Debug>(
    names: &'static [&'static str],
    one: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<(String, T)>> {
    let other = text().prop_filter("a name", |name| !name.is_empty());
    let name = prop_oneof![3 => select(names).prop_map(str::to_owned), 1 => other];
    vec((name, one), 0..4).prop_map(|pairs| {
        let mut seen = std::collections::BTreeSet::new();
        pairs.into_iter().filter(|(name, _)| seen.insert(name.clone())).collect()
    })
}

/// Answers to classification questions of any edition, sensible ones and others, and risk controls.
pub fn reasoning() -> impl Strategy<Value = Reasoning> {
    let questions = &["contribute", "remaining", "severity", "harm", "hardware-b", "hardware-c"];
    let other = text().prop_filter("an answer", |answer| !answer.is_empty());
    let answer = prop_oneof![
        4 => select(&["yes", "no", "none", "serious", "non-serious"][..]).prop_map(str::to_owned),
        1 => other,
    ];
    let kind = prop::option::of(select(&ControlKind::ALL[..]));
    let control = (text(), kind, unknown(&["what", "kind"]));
    let control = control.prop_map(|(what, kind, unknown)| Control { what, kind, unknown });
    (named(questions, answer), vec(control, 0..3), unknown(&["answers", "controls"]))
        .prop_map(|(answers, controls, unknown)| Reasoning { answers, controls, unknown })
}

/// Anything that may be said on the route for legacy software.
pub fn legacy_route() -> impl Strategy<Value = LegacyRoute> {
    let decision =
        (prop::option::of(any::<bool>()), text(), or_empty(time()), unknown(&["clause", "create", "why", "changed"]));
    let decisions = btree_map(clause(), decision, 0..4).prop_map(|decisions| {
        let decision = |(clause, (create, why, changed, unknown))| Decision { clause, create, why, changed, unknown };
        decisions.into_iter().map(decision).collect()
    });
    let rationale = (text(), text(), or_empty(time()), unknown(&["version", "text", "changed"]));
    let rationale =
        rationale.prop_map(|(version, text, changed, unknown)| ContinuedUse { version, text, changed, unknown });
    let checks = named(&["marketed", "sold", "unproven"], any::<bool>());
    (checks, decisions, vec(rationale, 0..3), unknown(&["checks", "decisions", "rationales"]))
        .prop_map(|(checks, decisions, rationales, unknown)| LegacyRoute { checks, decisions, rationales, unknown })
}

fn clauses() -> impl Strategy<Value = Vec<Clause>> {
    prop::collection::btree_set(clause(), 0..4).prop_map(|clauses| clauses.into_iter().collect())
}

/// Actions, each id once.
pub fn actions() -> impl Strategy<Value = Vec<Action>> {
    let known =
        &["id", "clauses", "what", "owner", "due", "priority", "stage", "effort_days", "note", "done", "changed"];
    let id = item_id().prop_map(|id| ActionId::new(&id.to_string()).unwrap());
    let effort = prop::option::of((1_u16..=9999).prop_map(|tenths| {
        let text = format!("{}.{}", tenths / 10, tenths % 10);
        Effort::parse(&text).unwrap()
    }));
    let chosen = (select(&Priority::ALL[..]), select(&Stage::ALL[..]), effort);
    let one = (clauses(), (text(), text(), text()), or_empty(day()), chosen, (or_empty(time()), or_empty(time())));
    vec((id, one, unknown(known)), 0..5).prop_map(|actions| {
        let mut seen = std::collections::BTreeSet::new();
        let each_once = actions.into_iter().filter(|(id, ..)| seen.insert(*id));
        each_once
            .map(|(id, (clauses, (what, owner, note), due, (priority, stage, effort), (done, changed)), unknown)| {
                Action { id, clauses, what, owner, due, priority, stage, effort, note, done, changed, unknown }
            })
            .collect()
    })
}

/// Acceptances of findings, in their order.
fn accepted() -> impl Strategy<Value = Vec<Accepted>> {
    let check = select(&["no-evidence", "soup-none", "of a newer version"][..]);
    let one = (text(), or_empty(time()), unknown(&["check", "clause", "reason", "changed"]));
    btree_map((clause(), check), one, 0..4).prop_map(|accepted| {
        let accept = |((clause, check), (reason, changed, unknown)): ((Clause, &str), _)| Accepted {
            check: check.to_owned(),
            clause,
            reason,
            changed,
            unknown,
        };
        accepted.into_iter().map(accept).collect()
    })
}

/// What a snapshot holds besides statuses: any list, as another program may have written it.
fn content() -> impl Strategy<Value = Option<Content>> {
    let patch = vec(json(), 0..3).prop_map(|changes| Arc::new(Json::List(changes)));
    let content = (or_empty(time()), patch).prop_map(|(since, patch)| Content { since, patch });
    prop::option::of(content)
}

/// Snapshots, the oldest first.
fn snapshots() -> impl Strategy<Value = Vec<Snapshot>> {
    let known = &["name", "taken", "statuses", "digest", "content"];
    let one = (text(), btree_map(clause(), status(), 0..8), digest(), content(), unknown(known));
    btree_map(time(), one, 0..3).prop_map(|snapshots| {
        let snapshot = |(taken, (name, statuses, digest, content, unknown))| Snapshot {
            name,
            taken,
            statuses,
            digest,
            content,
            unknown,
        };
        snapshots.into_iter().map(snapshot).collect()
    })
}

fn digest() -> impl Strategy<Value = String> {
    or_empty("[0-9a-f]{64}")
}

/// Remarks, each id once.
fn remarks() -> impl Strategy<Value = Vec<Remark>> {
    let known = &["id", "clause", "kind", "text", "changed", "of", "reply", "closed", "replied"];
    let id = item_id().prop_map(|id| RemarkId::new(&id.to_string()).unwrap());
    let said = (clause(), select(&RemarkKind::ALL[..]), text(), or_empty(time()), digest());
    let replied = (text(), any::<bool>(), or_empty(time()));
    vec((id, said, replied, unknown(known)), 0..4).prop_map(|remarks| {
        let mut seen = std::collections::BTreeSet::new();
        let each_once = remarks.into_iter().filter(|(id, ..)| seen.insert(*id));
        each_once
            .map(|(id, (clause, kind, text, changed, of), (reply, closed, replied), unknown)| Remark {
                id,
                clause,
                kind,
                text,
                changed,
                of,
                reply,
                closed,
                replied,
                unknown,
            })
            .collect()
    })
}

/// Reviews, each id once.
pub fn reviews() -> impl Strategy<Value = Vec<Review>> {
    let known = &["id", "reviewer", "role", "summary", "begun", "signed", "seal", "of", "remarks", "changed"];
    let times = (or_empty(time()), or_empty(time()), or_empty(time()));
    let one = (review_id(), (text(), text(), text()), times, (digest(), digest()), remarks(), unknown(known));
    vec(one, 0..3).prop_map(|reviews| {
        let mut seen = std::collections::BTreeSet::new();
        let each_once = reviews.into_iter().filter(|(id, ..)| seen.insert(*id));
        each_once
            .map(|(id, (reviewer, role, summary), (begun, signed, changed), (seal, of), remarks, unknown)| Review {
                id,
                reviewer,
                role,
                summary,
                begun,
                signed,
                seal,
                of,
                remarks,
                changed,
                unknown,
            })
            .collect()
    })
}

fn review_id() -> impl Strategy<Value = ReviewId> {
    item_id().prop_map(|id| ReviewId::new(&id.to_string()).unwrap())
}

/// Where an assessment came from.
fn origin() -> impl Strategy<Value = Origin> {
    let known = &["kind", "id", "title", "edition", "digest", "at"];
    let texts = (text(), text(), text());
    (select(&OriginKind::ALL[..]), texts, digest(), or_empty(time()), unknown(known)).prop_map(
        |(kind, (id, title, edition), digest, at, unknown)| Origin { kind, id, title, edition, digest, at, unknown },
    )
}

/// What was left out of a copy, in order.
pub fn scrubbed() -> impl Strategy<Value = Vec<Secret>> {
    let some = prop::collection::btree_set(select(&Secret::ALL[..]), 1..4);
    prop_oneof![3 => Just(vec![]), 1 => some.prop_map(|secrets| secrets.into_iter().collect())]
}

/// Any clause that an edition asks.
pub fn clause() -> impl Strategy<Value = Clause> {
    select(all_clauses())
}

/// Any edition.
pub fn edition() -> impl Strategy<Value = &'static Edition> {
    select(editions().iter().collect::<Vec<_>>())
}

/// Any edition with any of its classes, or none, and items.
fn division() -> impl Strategy<Value = (&'static Edition, Option<Class>, Vec<Item>)> {
    edition().prop_flat_map(|edition| {
        (class_of(edition), items(edition)).prop_map(move |(class, items)| (edition, class, items))
    })
}

/// Any assessment that the page could have made: with all texts, unknown members and a handful of answers.
pub fn assessment() -> impl Strategy<Value = Assessment> {
    let product = (text(), text(), text(), unknown(&["name", "version", "description"]));
    let product =
        product.prop_map(|(name, version, description, unknown)| Product { name, version, description, unknown });
    let people = (text(), text(), unknown(&["assessor", "reviewer"]));
    let people = people.prop_map(|(assessor, reviewer, unknown)| People { assessor, reviewer, unknown });
    let chosen = (division(), text(), reasoning(), unknown(&["class", "rationale", "reasoning"]));
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
        "legacy_route",
        "items",
        "estimates",
        "answers",
        "actions",
        "accepted",
        "snapshots",
        "reviews",
        "reviewing",
        "origin",
        "scrubbed",
    ];
    let head = ("[A-Za-z0-9-]{0,64}", text(), text(), or_empty(time()), or_empty(time()));
    let flags = (any::<bool>(), any::<bool>(), legacy_route());
    // An answer that holds nothing is not written, so nothing of it can come back.
    let answers = btree_map(clause(), answer(), 0..5).prop_map(|mut answers| {
        answers.retain(|_, answer| *answer != Answer::default());
        answers
    });
    let work = (actions(), accepted(), snapshots());
    let shared = (reviews(), prop::option::of(review_id()), prop::option::of(origin()), scrubbed());
    (head, (product, people, chosen), flags, (answers, estimates(), work, shared), unknown(known)).prop_map(
        |(
            (id, title, organisation, created, changed),
            (product, people, chosen),
            (example, legacy, legacy_route),
            (answers, estimates, (actions, accepted, snapshots), (reviews, reviewing, origin, scrubbed)),
            unknown,
        )| {
            let ((edition, class, items), rationale, reasoning, rest) = chosen;
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
                classification: Classification { class, rationale, reasoning, unknown: rest },
                legacy,
                legacy_route,
                items,
                estimates,
                answers,
                actions,
                accepted,
                snapshots,
                reviews,
                reviewing,
                origin,
                scrubbed,
                unknown,
            }
        },
    )
}

/// An assessment for the numbers: any scope, items and estimates, statuses and reasons for many clauses, some of them
/// split by item, nothing else.
pub fn answered() -> impl Strategy<Value = Assessment> {
    let one = || (status(), select(&["", " \n", "No user interface"][..]), any::<bool>());
    let one = move || {
        one().prop_map(|(status, reason, follow_up)| Answer {
            status,
            reason: reason.to_owned(),
            follow_up,
            ..Answer::default()
        })
    };
    let parts = btree_map(item_id(), one(), 1..4);
    let parts = parts.prop_map(|parts| parts.into_iter().map(|(item, answer)| Part { item, answer }).collect());
    let split = parts.prop_map(|parts| Answer { parts, ..Answer::default() });
    let answers = btree_map(clause(), prop_oneof![5 => one(), 1 => split], 0..101);
    (division(), any::<bool>(), answers, estimates()).prop_map(
        |((edition, class, items), legacy, answers, estimates)| {
            let mut assessment = Assessment::new("x".to_owned(), edition, "2026-03-31T09:30:00Z".to_owned());
            assessment.classification.class = class;
            (assessment.legacy, assessment.items) = (legacy, items);
            (assessment.answers, assessment.estimates) = (answers, estimates);
            assessment
        },
    )
}
