//! An assessment to JSON.

use super::digest::sha256_hex;
use super::file::{FORMAT, FORMAT_VERSION, Stored};
use super::json;
use crate::assessment::{Answer, Assessment, Evidence, Json, Unknown};
use crate::standard::Clause;

/// The file for people and other programs. The same assessment gives the same text, but for `exported_at`.
#[must_use]
pub fn write_file(assessment: &Assessment, now: &str) -> String {
    let body = assessment_json(assessment);
    let digest = Members::new()
        .text("algorithm", "SHA-256")
        .text("canonicalisation", "RFC 8785")
        .text("value", &sha256_hex(&json::canonical(&body)));
    let mut file = envelope();
    file.push("exported_at", Json::Text(now.to_owned()));
    file.push("digest", digest.object());
    file.push("summary", summary(assessment));
    file.push("assessment", body);
    json::pretty(&file.object())
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
        .number("unanswered", tally.unanswered);
    members.push("readiness_percent", percent(tally.readiness()));
    members.push("coverage_percent", percent(tally.coverage()));
    members.object()
}

fn assessment_json(assessment: &Assessment) -> Json {
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
    members.push(
        "classification",
        chosen.text("rationale", &classification.rationale).rest(&classification.unknown).object(),
    );
    members.push("legacy", Json::Bool(assessment.legacy));
    let answers = assessment.answers.iter().filter(|(_, answer)| **answer != Answer::default());
    members.push("answers", Json::List(answers.map(|(clause, answer)| answer_json(*clause, answer)).collect()));
    members.rest(&assessment.unknown).object()
}

fn answer_json(clause: Clause, answer: &Answer) -> Json {
    let mut members = Members::new().text("clause", &clause.to_string());
    if let Some(status) = answer.status {
        members = members.text("status", status.key());
    }
    if !answer.letters.is_empty() {
        members
            .push("letters", Json::List(answer.letters.iter().map(|letter| Json::Text(letter.to_string())).collect()));
    }
    if !answer.evidence.is_empty() {
        members.push("evidence", Json::List(answer.evidence.iter().map(evidence_json).collect()));
    }
    members
        .text("note", &answer.note)
        .text("reason", &answer.reason)
        .flag("follow_up", answer.follow_up)
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
        .rest(&evidence.unknown)
        .object()
}

/// Members of an object in the order they are added. What is empty or false is not written: readers take it so.
struct Members(Vec<(String, Json)>);

impl Members {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn push(&mut self, name: &str, value: Json) {
        self.0.push((name.to_owned(), value));
    }

    fn text(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.push(name, Json::Text(value.to_owned()));
        }
        self
    }

    fn number(mut self, name: &str, value: impl Into<serde_json::Number>) -> Self {
        self.push(name, Json::Number(value.into()));
        self
    }

    fn flag(mut self, name: &str, value: bool) -> Self {
        if value {
            self.push(name, Json::Bool(true));
        }
        self
    }

    fn rest(mut self, unknown: &Unknown) -> Self {
        self.0.extend(unknown.iter().cloned());
        self
    }

    fn object(self) -> Json {
        Json::Object(self.0)
    }
}
