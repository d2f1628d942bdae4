//! The assessment in a file, taken apart member by member, with a word on everything that could not be used as it stood.

use super::fields::{Fields, quote};
use super::read::no_assessment;
use super::report::{Notice, NoticeKind, Refusal};
use super::sharing;
use super::work;
use crate::assessment::{
    Answer, Assessment, Classification, ContinuedUse, Control, ControlKind, Estimate, Evidence, Item, ItemId, Json,
    LegacyRoute, Letters, Part, People, Product, Reasoning, Status,
};
use crate::standard::{self, Clause, Edition};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn assessment(body: Json, notices: &mut Vec<Notice>) -> Result<Assessment, Refusal> {
    let place = "/assessment".to_owned();
    let Json::Object(members) = body else { return Err(no_assessment()) };
    let mut fields = Fields { members, place };
    let edition_id = fields.text("edition", notices);
    let Some(edition) = standard::edition(&edition_id) else {
        let known: Vec<String> =
            standard::editions().iter().map(|edition| format!("{} ({})", edition.id, edition.name)).collect();
        let what = format!("The edition {} is not known here.", quote(&edition_id));
        return Err(Refusal::new("/assessment/edition", what, format!("Known editions are {}.", known.join(" and "))));
    };
    let mut product = fields.object("product", notices);
    let mut people = fields.object("people", notices);
    let mut classification = fields.object("classification", notices);
    let class = classification.text("class", notices);
    if !class.is_empty() && edition.class(&class).is_none() {
        let what = format!("Class {} is not known in this edition; the class is left open.", quote(&class));
        notices.push(Notice { kind: NoticeKind::LeftOut, place: "/assessment/classification/class".into(), what });
    }
    let id = fields.text("id", notices);
    let usable = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !usable {
        let what = "The id may hold only letters, digits and hyphens, at most 64; a new one is given.".to_owned();
        notices.push(Notice { kind: NoticeKind::LeftOut, place: "/assessment/id".to_owned(), what });
    }
    let known = standard::all_clauses();
    Ok(Assessment {
        id: if usable { id } else { String::new() },
        title: fields.text("title", notices),
        edition,
        created: fields.time("created", notices),
        changed: fields.time("changed", notices),
        example: fields.flag("example", notices),
        product: Product {
            name: product.text("name", notices),
            version: product.text("version", notices),
            description: product.text("description", notices),
            unknown: product.rest(notices),
        },
        organisation: fields.text("organisation", notices),
        people: People {
            assessor: people.text("assessor", notices),
            reviewer: people.text("reviewer", notices),
            unknown: people.rest(notices),
        },
        classification: Classification {
            class: edition.class(&class),
            rationale: classification.text("rationale", notices),
            reasoning: reasoning(classification.object("reasoning", notices), notices),
            unknown: classification.rest(notices),
        },
        legacy: fields.flag("legacy", notices),
        legacy_route: legacy_route(fields.object("legacy_route", notices), notices),
        items: items(&mut fields, edition, notices),
        estimates: estimates(&mut fields, notices),
        answers: answers(&mut fields, &known, notices),
        actions: work::actions(&mut fields, &known, notices),
        accepted: work::accepted(&mut fields, &known, notices),
        snapshots: work::snapshots(&mut fields, &known, notices),
        reviews: sharing::reviews(&mut fields, &known, notices),
        reviewing: sharing::reviewing(&mut fields, notices),
        origin: sharing::origin(&mut fields, notices),
        scrubbed: sharing::scrubbed(&mut fields, notices),
        unknown: fields.rest(notices),
    })
}

fn answers(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> BTreeMap<Clause, Answer> {
    let mut answers = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for mut entry in fields.objects("answers", notices) {
        let written = entry.text("clause", notices);
        let place = entry.place_of("clause");
        let mut left_out =
            |what: String| notices.push(Notice { kind: NoticeKind::LeftOut, place: place.clone(), what });
        let Some(clause) = written.parse().ok().filter(|clause| known.contains(clause)) else {
            left_out(format!("Clause {} is not a requirement of any edition known here.", quote(&written)));
            continue;
        };
        if !seen.insert(clause) {
            left_out(format!("Clause {clause} has an answer already; the first one counts."));
            continue;
        }
        let parts = parts(&mut entry, notices);
        let answer = Answer { parts, ..answer(entry, notices) };
        if answer != Answer::default() {
            answers.insert(clause, answer);
        }
    }
    answers
}

/// The answers for single items, in the order of their ids.
fn parts(fields: &mut Fields, notices: &mut Vec<Notice>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for mut entry in fields.keyed("parts", notices) {
        let Some(item) = item_id(&mut entry, "item", true, notices) else { continue };
        // They would meet those of the whole when the answer is joined again.
        for name in ["clause", "parts"] {
            if entry.take(name).is_some() {
                let what = "The answer for an item has no clause and no parts of its own.".to_owned();
                notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of(name), what });
            }
        }
        let place = parts.partition_point(|known| known.item < item);
        if parts.get(place).is_some_and(|known| known.item == item) {
            let what = format!("Item {item} has an answer here already; the first one counts.");
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("item"), what });
            continue;
        }
        parts.insert(place, Part { item, answer: answer(entry, notices) });
    }
    parts
}

/// The id of an item, or a word on why there is none; an optional one may be left out or empty without a word.
fn item_id(fields: &mut Fields, name: &str, is_needed: bool, notices: &mut Vec<Notice>) -> Option<ItemId> {
    let text = fields.text(name, notices);
    let id = ItemId::new(&text);
    if id.is_none() && (is_needed || !text.is_empty()) {
        let what = format!("{} is no id of an item: 1 to {} letters, digits and hyphens.", quote(&text), ItemId::MAX);
        notices.push(Notice { kind: NoticeKind::LeftOut, place: fields.place_of(name), what });
    }
    id
}

fn answer(mut fields: Fields, notices: &mut Vec<Notice>) -> Answer {
    let key = fields.text("status", notices);
    let status = Status::from_key(&key);
    if !key.is_empty() && status.is_none() {
        let known: Vec<&str> = Status::ALL.into_iter().map(Status::key).collect();
        let what = format!("Status {} is not known; known are {}. The rest is kept.", quote(&key), known.join(", "));
        notices.push(Notice { kind: NoticeKind::LeftOut, place: fields.place_of("status"), what });
    }
    let mut letters = Letters::default();
    for (place, item) in fields.list("letters", notices) {
        match item {
            Json::Text(text) if text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                letters = text.chars().fold(letters, |letters, letter| letters.with(letter, true));
            }
            _ => notices.push(Notice {
                kind: NoticeKind::LeftOut,
                place,
                what: "A lettered item is one letter from a to z.".to_owned(),
            }),
        }
    }
    let evidence = fields.objects("evidence", notices).into_iter().map(|mut item| Evidence {
        title: item.text("title", notices),
        document: item.text("document", notices),
        version: item.text("version", notices),
        link: item.text("link", notices),
        date: item.date("date", notices),
        expires: item.date("expires", notices),
        sha256: item.sha256("sha256", notices),
        unknown: item.rest(notices),
    });
    let evidence = evidence.collect();
    Answer {
        status,
        letters,
        evidence,
        note: fields.text("note", notices),
        reason: fields.text("reason", notices),
        follow_up: fields.flag("follow_up", notices),
        second_look: fields.flag("second_look", notices),
        parts: Vec::new(),
        changed: fields.time("changed", notices),
        unknown: fields.rest(notices),
    }
}

fn reasoning(mut fields: Fields, notices: &mut Vec<Notice>) -> Reasoning {
    let mut reasoning = Reasoning::default();
    for mut entry in fields.keyed("answers", notices) {
        let [question, answer] = ["question", "answer"].map(|name| entry.text(name, notices));
        if question.is_empty() || answer.is_empty() || reasoning.answer(&question).is_some() {
            let what = "An answer to a classification question names a question, once, and an answer.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place.clone(), what });
            continue;
        }
        reasoning.set_answer(&question, &answer);
        entry.drop_rest(notices);
    }
    for mut entry in fields.objects("controls", notices) {
        let key = entry.text("kind", notices);
        let kind = ControlKind::from_key(&key);
        if !key.is_empty() && kind.is_none() {
            let known = ControlKind::ALL.map(ControlKind::key).join(", ");
            let what = format!("The kind {} is not known; known are {known}. The rest is kept.", quote(&key));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("kind"), what });
        }
        let what = entry.text("what", notices);
        reasoning.controls.push(Control { what, kind, unknown: entry.rest(notices) });
    }
    reasoning.unknown = fields.rest(notices);
    reasoning
}

fn items(fields: &mut Fields, edition: &'static Edition, notices: &mut Vec<Notice>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for mut entry in fields.keyed("items", notices) {
        let Some(id) = item_id(&mut entry, "id", true, notices) else { continue };
        if items.iter().any(|item| item.id == id) {
            let what = format!("Item {id} stands here already; the first one counts.");
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("id"), what });
            continue;
        }
        let mut item = Item::new(id, None);
        // A parent that is missing or that leads round in a circle is kept and named where the items are shown.
        item.parent = item_id(&mut entry, "parent", false, notices);
        let class = entry.text("class", notices);
        item.class = edition.class(&class);
        if !class.is_empty() && item.class.is_none() {
            let what = format!("Class {} is not known in this edition; the item takes the class above.", quote(&class));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("class"), what });
        }
        item.name = entry.text("name", notices);
        item.does = entry.text("does", notices);
        item.soup = entry.flag("soup", notices);
        item.segregation = entry.text("segregation", notices);
        item.controls_risk = entry.flag("controls_risk", notices);
        item.changed = entry.time("changed", notices);
        item.unknown = entry.rest(notices);
        items.push(item);
    }
    items
}

fn estimates(fields: &mut Fields, notices: &mut Vec<Notice>) -> Vec<Estimate> {
    let mut estimates: Vec<Estimate> = Vec::new();
    for mut entry in fields.objects("estimates", notices) {
        let written = entry.text("activity", notices);
        let known = |clause: &Clause| {
            standard::editions().iter().flat_map(Edition::activities).any(|activity| activity.clause == *clause)
        };
        let Some(activity) = written.parse().ok().filter(known) else {
            let what = format!("{} is not an activity of any edition known here.", quote(&written));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("activity"), what });
            continue;
        };
        let place = estimates.partition_point(|known| known.activity < activity);
        if estimates.get(place).is_some_and(|known| known.activity == activity) {
            let what = format!("Activity {activity} has an estimate already; the first one counts.");
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("activity"), what });
            continue;
        }
        let key = entry.text("status", notices);
        let status = Status::from_key(&key).filter(|status| *status != Status::NotApplicable);
        if !key.is_empty() && status.is_none() {
            let what = format!("{} is no estimate; known are met, partly-met and not-met.", quote(&key));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("status"), what });
        }
        let changed = entry.time("changed", notices);
        estimates.insert(place, Estimate { activity, status, changed, unknown: entry.rest(notices) });
    }
    estimates
}

fn legacy_route(mut fields: Fields, notices: &mut Vec<Notice>) -> LegacyRoute {
    let mut route = LegacyRoute::default();
    for mut entry in fields.keyed("checks", notices) {
        let check = entry.text("check", notices);
        match entry.yes_or_no("answer", notices) {
            Some(answer) if !check.is_empty() && route.check(&check).is_none() => {
                route.set_check(&check, answer);
                entry.drop_rest(notices);
            }
            _ => {
                let what = "A check names itself, once, and says true or false.".to_owned();
                notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place.clone(), what });
            }
        }
    }
    let known = standard::all_clauses();
    for mut entry in fields.objects("decisions", notices) {
        let written = entry.text("clause", notices);
        let clause = written.parse().ok().filter(|clause| known.contains(clause) && route.decision(*clause).is_none());
        let Some(clause) = clause else {
            let what = format!("{} is no requirement, or has a decision already.", quote(&written));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("clause"), what });
            continue;
        };
        route.edit_decision(clause, |decision| {
            decision.create = entry.yes_or_no("create", notices);
            decision.why = entry.text("why", notices);
            decision.changed = entry.time("changed", notices);
            decision.unknown = entry.rest(notices);
        });
    }
    for mut entry in fields.objects("rationales", notices) {
        route.rationales.push(ContinuedUse {
            version: entry.text("version", notices),
            text: entry.text("text", notices),
            changed: entry.time("changed", notices),
            unknown: entry.rest(notices),
        });
    }
    route.unknown = fields.rest(notices);
    route
}
