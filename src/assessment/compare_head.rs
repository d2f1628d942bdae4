//! What differs between two states beside the requirements: what the assessment is about, its class and why, its items,
//! and everything else that belongs to no single requirement.
//!
//! Never here: answers, and what serves a requirement (`compare_fields`).

use super::compare::{FieldPair, Line, Side};
use super::compare_fields::{action_words, joined};
use super::items::Item;
use super::model::Assessment;
use super::origin::Secret;
use super::reason::ControlKind;

/// A field: its name, what a copy must not leave out for it to be known, and what it says.
type Field = (&'static str, &'static [Secret], fn(&Assessment) -> Vec<Line>);

/// What even a side of statuses tells, if it tells of an assessment at all.
const SCOPE: [Field; 3] = [
    ("Edition", &[], |assessment| said(assessment.edition.name)),
    ("Safety class", &[], class),
    ("Legacy software", &[], |assessment| said(if assessment.legacy { "Yes" } else { "No" })),
];

const REST: [Field; 18] = [
    ("Title", &[Secret::Product], |assessment| said(&assessment.title)),
    ("Product", &[Secret::Product], |assessment| said(&assessment.product.name)),
    ("Version", &[Secret::Product], |assessment| said(&assessment.product.version)),
    ("What it does", &[Secret::Product, Secret::Notes], |assessment| said(&assessment.product.description)),
    ("Organisation", &[Secret::Names], |assessment| said(&assessment.organisation)),
    ("Assessed by", &[Secret::Names], |assessment| said(&assessment.people.assessor)),
    ("Reviewed by", &[Secret::Names], |assessment| said(&assessment.people.reviewer)),
    ("Answers on the way to the class", &[], class_answers),
    ("Risk controls for the class", &[Secret::Notes], controls),
    ("Why this class", &[Secret::Notes], |assessment| said(&assessment.classification.rationale)),
    ("Legacy software: checks", &[], legacy_checks),
    ("Legacy software: decisions", &[Secret::Notes], decisions),
    ("Legacy software: rationale", &[Secret::Notes], continued_use),
    ("Software items", &[Secret::Product, Secret::Notes], items),
    ("Estimates", &[], estimates),
    ("Accepted findings", &[Secret::Notes], accepted),
    ("Actions for no requirement", &[Secret::Notes, Secret::Names], actions),
    ("Reviews", &[Secret::Notes, Secret::Names], reviews),
];

/// The fields that differ.
pub(super) fn heads(left: &Side, right: &Side) -> Vec<FieldPair> {
    let scope = SCOPE.into_iter().map(|(name, _, say)| FieldPair {
        name,
        left: left.assessment.map(say),
        right: right.assessment.map(say),
    });
    let rest = REST.into_iter().map(|(name, needs, say)| FieldPair {
        name,
        left: left.telling(needs).map(say),
        right: right.telling(needs).map(say),
    });
    scope.chain(rest).filter(FieldPair::is_changed).collect()
}

fn said(text: &str) -> Vec<Line> {
    if text.is_empty() { Vec::new() } else { vec![Line::new(text.to_owned())] }
}

fn lines(texts: impl Iterator<Item = String>) -> Vec<Line> {
    texts.map(Line::new).collect()
}

fn class(assessment: &Assessment) -> Vec<Line> {
    let counts = assessment.system_class().id();
    said(&match assessment.classification.class {
        Some(class) if class.id() != counts => format!("Class {}, but {counts} counts", class.id()),
        Some(class) => format!("Class {}", class.id()),
        None => format!("Not assigned, so {counts} counts"),
    })
}

fn class_answers(assessment: &Assessment) -> Vec<Line> {
    let tree = &assessment.edition.classification;
    lines(assessment.classification.reasoning.answers.iter().map(|(question, answer)| {
        let known = tree.questions.iter().find(|known| known.id == question);
        let words = known.and_then(|known| known.answers.iter().find(|one| one.id == answer));
        let question = known.map_or(question.as_str(), |known| known.question);
        format!("{question} {}", words.map_or(answer.as_str(), |one| one.label))
    }))
}

fn controls(assessment: &Assessment) -> Vec<Line> {
    lines(assessment.classification.reasoning.controls.iter().map(|control| {
        let kind = control.kind.map_or("where it is stays open", ControlKind::label);
        joined([("", control.what.as_str()), ("", kind)])
    }))
}

fn legacy_checks(assessment: &Assessment) -> Vec<Line> {
    let known = assessment.edition.legacy.map(|route| route.checks).unwrap_or_default();
    lines(assessment.legacy_route.checks.iter().map(|(id, answer)| {
        let question = known.iter().find(|check| check.id == id).map_or(id.as_str(), |check| check.question);
        format!("{question} {}", if *answer { "Yes" } else { "No" })
    }))
}

fn decisions(assessment: &Assessment) -> Vec<Line> {
    lines(assessment.legacy_route.decisions.iter().map(|decision| {
        let what = match decision.create {
            Some(true) => "create it",
            Some(false) => "do not create it",
            None => "open",
        };
        joined([("", decision.clause.to_string().as_str()), ("", what), ("because: ", &decision.why)])
    }))
}

fn continued_use(assessment: &Assessment) -> Vec<Line> {
    let texts = assessment.legacy_route.rationales.iter();
    lines(texts.map(|known| joined([("version ", known.version.as_str()), ("", &known.text)])))
}

fn items(assessment: &Assessment) -> Vec<Line> {
    lines(assessment.items.iter().map(|item| {
        let parent = item.parent.map(|id| assessment.item(id).map_or_else(|| id.to_string(), Item::display_name));
        joined([
            ("", item.display_name().as_str()),
            ("inside ", parent.as_deref().unwrap_or_default()),
            ("class ", item.class.map_or("", |class| class.id())),
            ("", if item.soup { "SOUP" } else { "" }),
            ("", if item.controls_risk { "carries a risk control" } else { "" }),
            ("", &item.does),
            ("segregated: ", &item.segregation),
        ])
    }))
}

fn estimates(assessment: &Assessment) -> Vec<Line> {
    lines(assessment.estimates.iter().map(|estimate| {
        let activity = assessment.edition.activities().find(|known| known.clause == estimate.activity);
        let title = activity.map_or("", |activity| activity.title);
        let status = estimate.status.map_or("to find out", super::Status::label);
        format!("{} {title}: {}", estimate.activity, status.to_ascii_lowercase())
    }))
}

fn accepted(assessment: &Assessment) -> Vec<Line> {
    lines(
        assessment.accepted.iter().map(|one| {
            joined([("", one.clause.to_string().as_str()), ("check ", &one.check), ("because: ", &one.reason)])
        }),
    )
}

fn actions(assessment: &Assessment) -> Vec<Line> {
    let free = assessment.actions.iter().filter(|action| action.clauses.is_empty());
    lines(free.map(|action| action_words(action, true)))
}

fn reviews(assessment: &Assessment) -> Vec<Line> {
    lines(assessment.reviews.iter().map(|review| {
        let day = |time: &str| time.chars().take(10).collect::<String>();
        joined([
            ("", review.reviewer.as_str()),
            ("", &review.role),
            ("begun ", &day(&review.begun)),
            ("signed ", &day(&review.signed)),
            ("", &review.summary),
        ])
    }))
}
