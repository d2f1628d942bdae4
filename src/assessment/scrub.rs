//! A copy without secrets: what a person chose to leave out is in no field of it.
//!
//! What belongs here: what becomes of each field. Every type is taken apart member by member and put together again, so that
//! a new field does not compile until somebody has decided. Never here: how the copy looks in a file (`exchange`).

use super::accepted::Accepted;
use super::action::{Action, ActionId};
use super::answer::{Answer, Evidence, Unknown};
use super::estimate::Estimate;
use super::items::Item;
use super::legacy::{ContinuedUse, Decision, LegacyRoute};
use super::model::{Assessment, Classification, People, Product};
use super::origin::{Origin, OriginKind, Secret};
use super::reason::{Control, Reasoning};
use super::review::{Remark, RemarkId, Review, ReviewId};
use super::scrubber::{Leaving, Scrubber, numbered};
use super::snapshot::Snapshot;
use super::split::Part;
use crate::standard::{Edition, words};
use Secret::{Links, Names, Notes, Product as Thing};

/// The copy. It has an id of its own and does not tell which assessment it came out of. What an earlier copy left out
/// stays out.
#[must_use]
pub fn scrub(assessment: &Assessment, secrets: &[Secret], new_id: String, now: &str) -> Assessment {
    Scrubber::new(assessment, secrets).assessment(assessment, new_id, now)
}

/// How much [`scrub`] leaves out.
#[must_use]
pub fn leaving(assessment: &Assessment, secrets: &[Secret]) -> Leaving {
    let scrubber = Scrubber::new(assessment, secrets);
    let _ = scrubber.assessment(assessment, String::new(), "");
    scrubber.left()
}

impl Scrubber {
    fn assessment(&self, from: &Assessment, id: String, now: &str) -> Assessment {
        let Assessment {
            id: _,
            title,
            edition,
            created,
            changed,
            example,
            product,
            organisation,
            people,
            classification,
            legacy,
            legacy_route,
            items,
            estimates,
            answers,
            actions,
            accepted,
            snapshots,
            reviews,
            reviewing: _,
            origin: _,
            scrubbed: _,
            unknown,
        } = from;
        let estimate = |estimate: &Estimate| {
            let Estimate { activity, status, changed, unknown } = estimate;
            let (changed, unknown) = (changed.clone(), self.drop_unknown(unknown));
            Estimate { activity: *activity, status: *status, changed, unknown }
        };
        let each_answer = answers.iter().map(|(clause, answer)| (*clause, self.answer(answer)));
        let mut answers = std::collections::BTreeMap::new();
        answers.extend(each_answer.filter(|(_, answer)| *answer != Answer::default()));
        Assessment {
            id,
            title: self.text(&[Thing], title),
            edition,
            created: created.clone(),
            changed: changed.clone(),
            example: *example,
            product: self.product(product),
            organisation: self.text(&[Names], organisation),
            people: self.people(people),
            classification: self.classification(classification),
            legacy: *legacy,
            legacy_route: self.legacy_route(legacy_route, &product.version),
            items: items.iter().enumerate().filter_map(|(at, item)| self.item(at + 1, item)).collect(),
            estimates: estimates.iter().map(estimate).collect(),
            answers,
            actions: self.actions(actions),
            accepted: accepted.iter().filter_map(|accepted| self.accepted(accepted)).collect(),
            snapshots: snapshots.iter().enumerate().map(|(at, one)| self.snapshot(at + 1, one)).collect(),
            reviews: self.reviews(reviews),
            // It is nobody's work to be reviewed any more.
            reviewing: None,
            origin: Some(Origin {
                kind: OriginKind::Scrubbed,
                id: String::new(),
                title: String::new(),
                edition: edition.id.to_owned(),
                digest: String::new(),
                at: now.to_owned(),
                unknown: Unknown::new(),
            }),
            scrubbed: self.secrets.clone(),
            unknown: self.drop_unknown(unknown),
        }
    }

    fn product(&self, from: &Product) -> Product {
        let Product { name, version, description, unknown } = from;
        let [name, description] = [name, description].map(|text| self.text(&[Thing], text));
        // That there is a version, and which rationale for continued use is for it, says nothing of the product.
        let version = self.instead(&[Thing], version, "Version 1".to_owned());
        Product { name, version, description, unknown: self.drop_unknown(unknown) }
    }

    fn people(&self, from: &People) -> People {
        let People { assessor, reviewer, unknown } = from;
        let [assessor, reviewer] = [assessor, reviewer].map(|text| self.text(&[Names], text));
        People { assessor, reviewer, unknown: self.drop_unknown(unknown) }
    }

    fn classification(&self, from: &Classification) -> Classification {
        let Classification { class, rationale, reasoning, unknown } = from;
        let Reasoning { answers, controls, unknown: more } = reasoning;
        let known = |edition: &'static Edition, (question, answer): &(String, String)| {
            let asked = edition.classification.question(question);
            asked.is_some_and(|asked| asked.answer(answer).is_some())
        };
        let answers = answers.iter().filter(|pair| self.is_known(|edition| known(edition, pair)));
        let controls = controls.iter().enumerate().map(|(at, control)| {
            let Control { what, kind, unknown } = control;
            let what = self.instead(&[Notes], what, format!("Control {}", at + 1));
            Control { what, kind: *kind, unknown: self.drop_unknown(unknown) }
        });
        let (answers, controls) = (answers.cloned().collect(), controls.collect());
        let reasoning = Reasoning { answers, controls, unknown: self.drop_unknown(more) };
        let rationale = self.text(&[Notes], rationale);
        Classification { class: *class, rationale, reasoning, unknown: self.drop_unknown(unknown) }
    }

    fn legacy_route(&self, from: &LegacyRoute, own: &str) -> LegacyRoute {
        let LegacyRoute { checks, decisions, rationales, unknown } = from;
        let known = |edition: &'static Edition, id: &str| {
            edition.legacy.iter().flat_map(|route| route.checks).any(|check| check.id == id)
        };
        let checks = checks.iter().filter(|(id, _)| self.is_known(|edition| known(edition, id)));
        let decisions = decisions.iter().map(|decision| {
            let Decision { clause, create, why, changed, unknown } = decision;
            let (why, changed, unknown) = (self.reason(why), changed.clone(), self.drop_unknown(unknown));
            Decision { clause: *clause, create: *create, why, changed, unknown }
        });
        let rationales = rationales.iter().enumerate().map(|(at, rationale)| {
            let ContinuedUse { version, text, changed, unknown } = rationale;
            let number = if version.trim() == own.trim() { 1 } else { at + 2 };
            let (version, text) = (self.instead(&[Thing], version, format!("Version {number}")), self.reason(text));
            ContinuedUse { version, text, changed: changed.clone(), unknown: self.drop_unknown(unknown) }
        });
        let (checks, decisions, rationales) = (checks.cloned().collect(), decisions.collect(), rationales.collect());
        LegacyRoute { checks, decisions, rationales, unknown: self.drop_unknown(unknown) }
    }

    fn item(&self, number: usize, from: &Item) -> Option<Item> {
        let Item { id, parent, name, does, soup, class, segregation, controls_risk, changed, unknown } = from;
        Some(Item {
            id: self.item_id(*id)?,
            parent: parent.and_then(|parent| self.item_id(parent)),
            name: self.instead(&[Thing], name, format!("Item {number}")),
            does: self.text(&[Thing], does),
            soup: *soup,
            class: *class,
            segregation: self.reason(segregation),
            controls_risk: *controls_risk,
            changed: changed.clone(),
            unknown: self.drop_unknown(unknown),
        })
    }

    fn answer(&self, from: &Answer) -> Answer {
        let Answer { status, letters, evidence, note, reason, follow_up, second_look, parts, changed, unknown } = from;
        let mut ordered: Vec<Part> = Vec::with_capacity(parts.len());
        for Part { item, answer } in parts {
            let Some(item) = self.item_id(*item) else { continue };
            let place = ordered.partition_point(|known| known.item < item);
            ordered.insert(place, Part { item, answer: self.answer(answer) });
        }
        Answer {
            status: *status,
            letters: *letters,
            evidence: self.evidence(evidence),
            note: self.text(&[Notes], note),
            reason: self.reason(reason),
            follow_up: *follow_up,
            second_look: *second_look,
            parts: ordered,
            changed: changed.clone(),
            unknown: self.drop_unknown(unknown),
        }
    }

    fn evidence(&self, from: &[Evidence]) -> Vec<Evidence> {
        if self.leaves(&[Secret::Evidence], from.len()) {
            return Vec::new();
        }
        let one = |evidence: &Evidence| {
            let Evidence { title, document, version, link, date, expires, sha256, unknown } = evidence;
            Evidence {
                title: title.clone(),
                document: document.clone(),
                version: version.clone(),
                link: self.text(&[Links], link),
                date: date.clone(),
                expires: expires.clone(),
                sha256: sha256.clone(),
                unknown: self.drop_unknown(unknown),
            }
        };
        from.iter().map(one).collect()
    }

    fn actions(&self, from: &[Action]) -> Vec<Action> {
        let one = |(at, action): (usize, &Action)| {
            let Action { id: _, clauses, what, owner, due, priority, stage, effort, note, done, changed, unknown } =
                action;
            Some(Action {
                id: ActionId::new(&numbered("action", at + 1, from.len()))?,
                clauses: clauses.clone(),
                what: self.instead(&[Notes], what, format!("Action {}", at + 1)),
                owner: self.text(&[Names], owner),
                due: due.clone(),
                priority: *priority,
                stage: *stage,
                effort: *effort,
                note: self.text(&[Notes], note),
                done: done.clone(),
                changed: changed.clone(),
                unknown: self.drop_unknown(unknown),
            })
        };
        from.iter().enumerate().filter_map(one).collect()
    }

    fn accepted(&self, from: &Accepted) -> Option<Accepted> {
        let Accepted { check, clause, reason, changed, unknown } = from;
        // The words, and the checks with them, arrive before anybody can ask for a copy.
        let check = words().and_then(|words| words.checks.iter().find(|known| known.id == check));
        self.count(|left| left.unknown += usize::from(check.is_none()));
        let check = check?.id.to_owned();
        let (reason, changed, unknown) = (self.reason(reason), changed.clone(), self.drop_unknown(unknown));
        Some(Accepted { check, clause: *clause, reason, changed, unknown })
    }

    fn snapshot(&self, number: usize, from: &Snapshot) -> Snapshot {
        // The state of then holds everything once more, and its digest would tell what was in it to who can guess.
        let Snapshot { name, taken, statuses, digest: _, content, unknown } = from;
        self.count(|left| left.states += usize::from(content.is_some()));
        Snapshot {
            name: self.instead(&[Names, Notes, Thing], name, format!("Snapshot {number}")),
            taken: taken.clone(),
            statuses: statuses.clone(),
            digest: String::new(),
            content: None,
            unknown: self.drop_unknown(unknown),
        }
    }

    fn reviews(&self, from: &[Review]) -> Vec<Review> {
        let one = |(at, review): (usize, &Review)| {
            // Nobody signed this copy, and the digests of what was signed and seen would tell who can guess.
            let Review { id: _, reviewer, role, summary, begun, signed: _, seal: _, of: _, remarks, changed, unknown } =
                review;
            let total = remarks.len();
            Some(Review {
                id: ReviewId::new(&numbered("review", at + 1, from.len()))?,
                reviewer: self.text(&[Names], reviewer),
                role: self.text(&[Names], role),
                summary: self.text(&[Notes], summary),
                begun: begun.clone(),
                signed: String::new(),
                seal: String::new(),
                of: String::new(),
                remarks: remarks.iter().enumerate().filter_map(|(at, one)| self.remark(at + 1, total, one)).collect(),
                changed: changed.clone(),
                unknown: self.drop_unknown(unknown),
            })
        };
        from.iter().enumerate().filter_map(one).collect()
    }

    fn remark(&self, number: usize, of: usize, from: &Remark) -> Option<Remark> {
        let Remark { id: _, clause, kind, text, changed, of: _, reply, closed, replied, unknown } = from;
        Some(Remark {
            id: RemarkId::new(&numbered("remark", number, of))?,
            clause: *clause,
            kind: *kind,
            text: self.text(&[Notes], text),
            changed: changed.clone(),
            // What it was said of reads otherwise here.
            of: String::new(),
            reply: self.text(&[Notes], reply),
            closed: *closed,
            replied: replied.clone(),
            unknown: self.drop_unknown(unknown),
        })
    }
}
