//! An assessment to JSON.

use super::digest::sha256_hex;
use super::file::{FORMAT, FORMAT_VERSION, Stored};
use super::json;
use super::sharing;
use super::work::{accepted_json, action_json, snapshot_json};
use crate::assessment::{Answer, Assessment, Evidence, Item, Json, LegacyRoute, Reasoning, Unknown};
use crate::standard::Clause;

/// The file for people and other programs. The same assessment gives the same text, but for `exported_at`.
#[must_use]
pub fn write_file(assessment: &Assessment, now: &str) -> String {
    write_file_with(assessment, now, &Unknown::new())
}

/// The same with members that stand beside the assessment, such as what it grew from. No digest covers them.
#[must_use]
pub fn write_file_with(assessment: &Assessment, now: &str, beside: &Unknown) -> String {
    let body = assessment_json(assessment);
    let digest = Members::new()
        .text("algorithm", "SHA-256")
        .text("canonicalisation", "RFC 8785")
        .text("value", &digest_of(&body));
    let mut file = envelope();
    file.push("exported_at", Json::Text(now.to_owned()));
    file.push("digest", digest.object());
    file.push("summary", summary(assessment));
    file.push("assessment", body);
    json::pretty(&file.rest(beside).object())
}

/// The SHA-256 of an assessment, as its file tells it: over the canonical form (RFC 8785), 64 hexadecimal digits.
#[must_use]
pub fn assessment_digest(assessment: &Assessment) -> String {
    digest_of(&assessment_json(assessment))
}

fn digest_of(body: &Json) -> String {
    sha256_hex(&json::canonical(body))
}

/// The text for local storage.
#[must_use]
pub fn write_stored(stored: &Stored) -> String {
    let mut entry = envelope();
    let kept = Members::new()
        .number("revision", stored.revision)
        .text("saved_at", &stored.saved_at)
        .text("file_at", &stored.file_at);
    entry.push("stored", kept.object());
    entry.push("assessment", assessment_json(&stored.assessment));
    json::compact(&entry.object())
}

fn envelope() -> Members {
    let generator = Members::new().text("name", FORMAT).text("version", env!("CARGO_PKG_VERSION"));
    let mut members = Members::new().text("format", FORMAT).number("format_version", FORMAT_VERSION);
    members.push("generator", generator.object());
    members
}

/// Counts for a reader without the tool. Derived, so never read back.
fn summary(assessment: &Assessment) -> Json {
    let scope = assessment.scope();
    let tally = assessment.tally();
    let percent = |value: Option<u8>| value.map_or(Json::Null, |value| Json::Number(value.into()));
    let mut members = Members::new()
        .text("edition", scope.edition.name)
        .text("class", scope.class.id())
        .number("in_scope", tally.in_scope())
        .number("met", tally.met)
        .number("partly_met", tally.partly_met)
        .number("not_met", tally.not_met)
        .number("not_applicable", tally.not_applicable)
        .number("unanswered", tally.unanswered)
        .number("estimated", tally.estimated());
    members.push("readiness_percent", percent(tally.readiness()));
    members.push("coverage_percent", percent(tally.coverage()));
    if let Some(estimated) = tally.estimated_readiness() {
        members = members.number("estimated_readiness_percent", estimated);
    }
    members.object()
}

pub(super) fn assessment_json(assessment: &Assessment) -> Json {
    let Assessment { id, title, edition, created, changed, example, .. } = assessment;
    let product = &assessment.product;
    let people = &assessment.people;
    let classification = &assessment.classification;
    let class = classification.class.map_or(Json::Null, |class| Json::Text(class.id().to_owned()));
    let mut members = Members::new().text("id", id).text("title", title).text("edition", edition.id);
    members = members.text("created", created).text("changed", changed).flag("example", *example);
    members.push(
        "product",
        Members::new()
            .text("name", &product.name)
            .text("version", &product.version)
            .text("description", &product.description)
            .rest(&product.unknown)
            .object(),
    );
    members = members.text("organisation", &assessment.organisation);
    members.push(
        "people",
        Members::new()
            .text("assessor", &people.assessor)
            .text("reviewer", &people.reviewer)
            .rest(&people.unknown)
            .object(),
    );
    let mut chosen = Members::new();
    chosen.push("class", class);
    let chosen = chosen
        .text("rationale", &classification.rationale)
        .some("reasoning", reasoning_json(&classification.reasoning))
        .rest(&classification.unknown);
    members.push("classification", chosen.object());
    members.push("legacy", Json::Bool(assessment.legacy));
    members = members
        .some("legacy_route", legacy_json(&assessment.legacy_route))
        .list("items", assessment.items.iter().map(item_json))
        .list(
            "estimates",
            assessment.estimates.iter().map(|estimate| {
                Members::new()
                    .text("activity", &estimate.activity.to_string())
                    .text("status", estimate.status.map_or("", crate::assessment::Status::key))
                    .text("changed", &estimate.changed)
                    .rest(&estimate.unknown)
                    .object()
            }),
        );
    let answers = assessment.answers.iter().filter(|(_, answer)| **answer != Answer::default());
    members.push("answers", Json::List(answers.map(|(clause, answer)| answer_json(*clause, answer)).collect()));
    let members = members
        .list("actions", assessment.actions.iter().map(action_json))
        .list("accepted", assessment.accepted.iter().map(accepted_json))
        .list("snapshots", assessment.snapshots.iter().map(snapshot_json));
    sharing::write(members, assessment).rest(&assessment.unknown).object()
}

pub(super) fn answer_json(clause: Clause, answer: &Answer) -> Json {
    given(Members::new().text("clause", &clause.to_string()), answer)
}

/// What was answered, behind what it was answered for.
fn given(mut members: Members, answer: &Answer) -> Json {
    if let Some(status) = answer.status {
        members = members.text("status", status.key());
    }
    if !answer.letters.is_empty() {
        members
            .push("letters", Json::List(answer.letters.iter().map(|letter| Json::Text(letter.to_string())).collect()));
    }
    let parts = answer.parts.iter();
    members
        .list("evidence", answer.evidence.iter().map(evidence_json))
        .list("parts", parts.map(|part| given(Members::new().text("item", &part.item.to_string()), &part.answer)))
        .text("note", &answer.note)
        .text("reason", &answer.reason)
        .flag("follow_up", answer.follow_up)
        .flag("second_look", answer.second_look)
        .text("changed", &answer.changed)
        .rest(&answer.unknown)
        .object()
}

fn evidence_json(evidence: &Evidence) -> Json {
    Members::new()
        .text("title", &evidence.title)
        .text("document", &evidence.document)
        .text("version", &evidence.version)
        .text("link", &evidence.link)
        .text("date", &evidence.date)
        .text("expires", &evidence.expires)
        .text("sha256", &evidence.sha256)
        .rest(&evidence.unknown)
        .object()
}

fn item_json(item: &Item) -> Json {
    let parent = item.parent.map(|parent| parent.to_string()).unwrap_or_default();
    Members::new()
        .text("id", &item.id.to_string())
        .text("parent", &parent)
        .text("name", &item.name)
        .text("does", &item.does)
        .flag("soup", item.soup)
        .text("class", item.class.map_or("", crate::standard::Class::id))
        .text("segregation", &item.segregation)
        .flag("controls_risk", item.controls_risk)
        .text("changed", &item.changed)
        .rest(&item.unknown)
        .object()
}

fn reasoning_json(reasoning: &Reasoning) -> Members {
    let answer = |(question, answer): &(String, String)| {
        Members::new().text("question", question).text("answer", answer).object()
    };
    let controls = reasoning.controls.iter().map(|control| {
        let kind = control.kind.map_or("", crate::assessment::ControlKind::key);
        Members::new().text("what", &control.what).text("kind", kind).rest(&control.unknown).object()
    });
    Members::new()
        .list("answers", reasoning.answers.iter().map(answer))
        .list("controls", controls)
        .rest(&reasoning.unknown)
}

fn legacy_json(route: &LegacyRoute) -> Members {
    let yes_or_no = |mut members: Members, name: &str, answer: Option<bool>| {
        if let Some(answer) = answer {
            members.push(name, Json::Bool(answer));
        }
        members
    };
    let checks = route
        .checks
        .iter()
        .map(|(check, answer)| yes_or_no(Members::new().text("check", check), "answer", Some(*answer)).object());
    let decisions = route.decisions.iter().map(|decision| {
        yes_or_no(Members::new().text("clause", &decision.clause.to_string()), "create", decision.create)
            .text("why", &decision.why)
            .text("changed", &decision.changed)
            .rest(&decision.unknown)
            .object()
    });
    let rationales = route.rationales.iter().map(|rationale| {
        Members::new()
            .text("version", &rationale.version)
            .text("text", &rationale.text)
            .text("changed", &rationale.changed)
            .rest(&rationale.unknown)
            .object()
    });
    Members::new()
        .list("checks", checks)
        .list("decisions", decisions)
        .list("rationales", rationales)
        .rest(&route.unknown)
}

/// Members of an object in the order they are added. What is empty or false is not written: readers take it so.
pub(super) struct Members(Vec<(String, Json)>);

impl Members {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn push(&mut self, name: &str, value: Json) {
        self.0.push((name.to_owned(), value));
    }

    pub(super) fn text(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.push(name, Json::Text(value.to_owned()));
        }
        self
    }

    pub(super) fn number(mut self, name: &str, value: impl Into<serde_json::Number>) -> Self {
        self.push(name, Json::Number(value.into()));
        self
    }

    pub(super) fn flag(mut self, name: &str, value: bool) -> Self {
        if value {
            self.push(name, Json::Bool(true));
        }
        self
    }

    /// A list, if anything is in it.
    pub(super) fn list(mut self, name: &str, items: impl Iterator<Item = Json>) -> Self {
        let items: Vec<Json> = items.collect();
        if !items.is_empty() {
            self.push(name, Json::List(items));
        }
        self
    }

    /// An object, if anything is in it.
    pub(super) fn some(mut self, name: &str, members: Self) -> Self {
        if !members.0.is_empty() {
            self.push(name, members.object());
        }
        self
    }

    pub(super) fn rest(mut self, unknown: &Unknown) -> Self {
        self.0.extend(unknown.iter().cloned());
        self
    }

    pub(super) fn object(self) -> Json {
        Json::Object(self.0)
    }
}
