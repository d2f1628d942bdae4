//! What sharing adds to an assessment in a file: reviews, where it comes from, what was left out. Both ways.

use super::fields::{Fields, quote};
use super::report::{Notice, NoticeKind};
use super::work::word;
use super::write::Members;
use crate::assessment::{Assessment, Json, Origin, OriginKind, Remark, RemarkId, RemarkKind, Review, ReviewId, Secret};
use crate::standard::Clause;

pub(super) fn write(members: Members, assessment: &Assessment) -> Members {
    let reviewing = assessment.reviewing.map(|id| id.to_string()).unwrap_or_default();
    let origin = assessment.origin.as_ref().map_or_else(Members::new, origin_json);
    let scrubbed = assessment.scrubbed.iter().map(|secret| Json::Text(secret.key().to_owned()));
    members
        .list("reviews", assessment.reviews.iter().map(review_json))
        .text("reviewing", &reviewing)
        .some("origin", origin)
        .list("scrubbed", scrubbed)
}

fn review_json(review: &Review) -> Json {
    Members::new()
        .text("id", &review.id.to_string())
        .text("reviewer", &review.reviewer)
        .text("role", &review.role)
        .text("summary", &review.summary)
        .text("begun", &review.begun)
        .text("signed", &review.signed)
        .text("seal", &review.seal)
        .text("of", &review.of)
        .list("remarks", review.remarks.iter().map(remark_json))
        .text("changed", &review.changed)
        .rest(&review.unknown)
        .object()
}

fn remark_json(remark: &Remark) -> Json {
    Members::new()
        .text("id", &remark.id.to_string())
        .text("clause", &remark.clause.to_string())
        .text("kind", remark.kind.key())
        .text("text", &remark.text)
        .text("changed", &remark.changed)
        .text("of", &remark.of)
        .text("reply", &remark.reply)
        .flag("closed", remark.closed)
        .text("replied", &remark.replied)
        .rest(&remark.unknown)
        .object()
}

fn origin_json(origin: &Origin) -> Members {
    Members::new()
        .text("kind", origin.kind.key())
        .text("id", &origin.id)
        .text("title", &origin.title)
        .text("edition", &origin.edition)
        .text("digest", &origin.digest)
        .text("at", &origin.at)
        .rest(&origin.unknown)
}

pub(super) fn reviews(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Review> {
    let mut reviews: Vec<Review> = Vec::new();
    for mut entry in fields.keyed("reviews", notices) {
        let written = entry.text("id", notices);
        let id = ReviewId::new(&written).filter(|id| reviews.iter().all(|review| review.id != *id));
        let Some(id) = id else {
            left_out(&entry, "id", &written, "id of a review", notices);
            continue;
        };
        let begun = entry.time("begun", notices);
        let mut review = Review::new(id, entry.sha256("of", notices), &begun);
        review.reviewer = entry.text("reviewer", notices);
        review.role = entry.text("role", notices);
        review.summary = entry.text("summary", notices);
        review.signed = entry.time("signed", notices);
        review.seal = entry.sha256("seal", notices);
        review.remarks = remarks(&mut entry, known, notices);
        review.changed = entry.time("changed", notices);
        review.unknown = entry.rest(notices);
        reviews.push(review);
    }
    reviews
}

fn remarks(fields: &mut Fields, known: &[Clause], notices: &mut Vec<Notice>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    for mut entry in fields.keyed("remarks", notices) {
        let [id, clause] = ["id", "clause"].map(|name| entry.text(name, notices));
        let place = RemarkId::new(&id).filter(|id| remarks.iter().all(|remark| remark.id != *id));
        let Some(place) = place else {
            left_out(&entry, "id", &id, "id of a remark", notices);
            continue;
        };
        let Some(clause) = clause.parse().ok().filter(|clause| known.contains(clause)) else {
            let what = format!("Clause {} is not a requirement of any edition known here.", quote(&clause));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("clause"), what });
            continue;
        };
        let kinds = RemarkKind::ALL.map(RemarkKind::key).join(", ");
        let mut remark = Remark::new(place, clause);
        remark.kind = word(&mut entry, "kind", RemarkKind::from_key, &kinds, notices);
        remark.text = entry.text("text", notices);
        remark.changed = entry.time("changed", notices);
        remark.of = entry.sha256("of", notices);
        remark.reply = entry.text("reply", notices);
        remark.closed = entry.flag("closed", notices);
        remark.replied = entry.time("replied", notices);
        remark.unknown = entry.rest(notices);
        remarks.push(remark);
    }
    remarks
}

fn left_out(entry: &Fields, name: &str, written: &str, wanted: &str, notices: &mut Vec<Notice>) {
    let what =
        format!("{} is no {wanted} (1 to 16 letters, digits and hyphens), or another one has it.", quote(written));
    notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of(name), what });
}

pub(super) fn reviewing(fields: &mut Fields, notices: &mut Vec<Notice>) -> Option<ReviewId> {
    let written = fields.text("reviewing", notices);
    let id = ReviewId::new(&written);
    if id.is_none() && !written.is_empty() {
        left_out(fields, "reviewing", &written, "id of a review", notices);
    }
    id
}

pub(super) fn origin(fields: &mut Fields, notices: &mut Vec<Notice>) -> Option<Origin> {
    let mut entry = fields.object("origin", notices);
    let kind = entry.text("kind", notices);
    let found = OriginKind::from_key(&kind);
    let Some(kind) = found else {
        if !kind.is_empty() || !entry.members.is_empty() {
            let known = OriginKind::ALL.map(OriginKind::key).join(", ");
            let what = format!("The kind {} is not known; known are {known}.", quote(&kind));
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("kind"), what });
        }
        return None;
    };
    Some(Origin {
        kind,
        id: entry.text("id", notices),
        title: entry.text("title", notices),
        edition: entry.text("edition", notices),
        digest: entry.sha256("digest", notices),
        at: entry.time("at", notices),
        unknown: entry.rest(notices),
    })
}

pub(super) fn scrubbed(fields: &mut Fields, notices: &mut Vec<Notice>) -> Vec<Secret> {
    let mut scrubbed: Vec<Secret> = Vec::new();
    let mut is_marked = false;
    for (place, entry) in fields.list("scrubbed", notices) {
        is_marked = true;
        let secret = match &entry {
            Json::Text(key) => Secret::from_key(key),
            _ => None,
        };
        let spot = secret.map(|secret| scrubbed.partition_point(|other| *other < secret));
        match secret.zip(spot).filter(|(secret, spot)| scrubbed.get(*spot) != Some(secret)) {
            Some((secret, spot)) => scrubbed.insert(spot, secret),
            None => {
                let known = Secret::ALL.map(Secret::key).join(", ");
                let what = format!("Each entry is one of {known}, once.");
                notices.push(Notice { kind: NoticeKind::LeftOut, place, what });
            }
        }
    }
    // A copy that was scrubbed in a way that is not known here is still no whole one.
    if is_marked && scrubbed.is_empty() { Secret::ALL.to_vec() } else { scrubbed }
}
