//! What two states say of one requirement, field by field, in words that can be compared.
//!
//! What belongs here: status, lettered items, evidence, notes, marks, actions and remarks of a requirement. Never here:
//! which of it counts as a change (`compare`).

use super::action::{Action, days};
use super::answer::{Answer, Evidence, Status};
use super::compare::{Change, FieldPair, Line, Said, Side};
use super::items::ItemId;
use super::model::Assessment;
use super::origin::Secret;
use crate::standard::Clause;

/// How a requirement stands on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Whether it is in scope.
    pub is_asked: bool,
    /// The status as it counts, or would count in scope; none where it is unanswered or not known.
    pub counted: Option<Status>,
    /// The status that a person chose; none also where only what counts is known.
    pub chosen: Option<Status>,
    /// The items that are answered one by one.
    pub items: Vec<ItemView>,
    /// Whether more than what counts in scope is known.
    pub is_whole: bool,
}

/// How a requirement stands for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// The item.
    pub id: ItemId,
    /// Its name.
    pub name: String,
    /// The status that a person chose.
    pub chosen: Option<Status>,
    /// The status as it counts.
    pub counted: Option<Status>,
}

impl View {
    /// Set to not applicable without a reason, which does not count.
    #[must_use]
    pub fn lacks_reason(&self) -> bool {
        self.chosen.is_some() && self.counted.is_none()
    }

    /// Whether both are known as a whole, and another status was chosen, for all or for an item, or it counts otherwise.
    pub(super) fn differs(&self, other: &Self) -> bool {
        fn key(item: &ItemView) -> (ItemId, Option<Status>, Option<Status>) {
            (item.id, item.chosen, item.counted)
        }
        self.is_whole
            && other.is_whole
            && (self.chosen != other.chosen
                || self.counted != other.counted
                || self.items.iter().map(key).ne(other.items.iter().map(key)))
    }
}

pub(super) fn view(side: &Side, clause: Clause) -> View {
    let in_scope = side.statuses.get(&clause).copied();
    let mut view = View {
        is_asked: in_scope.is_some(),
        counted: in_scope.flatten(),
        chosen: None,
        items: Vec::new(),
        is_whole: false,
    };
    if let Some(assessment) = side.telling(&[]) {
        view.is_whole = true;
        if let Some(answer) = assessment.answers.get(&clause) {
            view.counted = in_scope.unwrap_or_else(|| answer.counted());
            view.chosen = answer.status;
            view.items.extend(answer.parts.iter().map(|part| ItemView {
                id: part.item,
                name: item_name(assessment, part.item),
                chosen: part.answer.status,
                counted: part.answer.counted(),
            }));
        }
    }
    view
}

fn item_name(assessment: &Assessment, id: ItemId) -> String {
    assessment.item(id).map_or_else(|| format!("Item {id}"), super::Item::display_name)
}

/// Every field beside the status, with the kind of change that it makes.
pub(super) fn rows(left: &Side, right: &Side, clause: Clause) -> [(Change, FieldPair); 7] {
    let tells = |secret| [left, right].into_iter().all(|side| side.telling(&[]).is_none_or(|_| side.tells(secret)));
    let (links, names) = (tells(Secret::Links), tells(Secret::Names));
    let pair = |name, needs: &[Secret], say: &dyn Fn(&Assessment) -> Vec<Line>| {
        let said = |side: &Side| -> Said { side.telling(needs).map(say) };
        FieldPair { name, left: said(left), right: said(right) }
    };
    let answers = |name, needs: &[Secret], say: &dyn Fn(&Answer) -> Vec<(String, String)>| {
        pair(name, needs, &|assessment| of_answers(assessment, clause, say))
    };
    let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![(text.to_owned(), text.to_owned())] };
    let letters = |answer: &Answer| text(&answer.letters.iter().map(String::from).collect::<Vec<_>>().join(", "));
    let evidence = |answer: &Answer| answer.evidence.iter().map(|one| evidence_words(one, links)).collect();
    let marks = |answer: &Answer| {
        let marks = [(answer.follow_up, "To find out"), (answer.second_look, "Needs a second look")];
        marks.into_iter().filter(|(is_set, _)| *is_set).flat_map(|(_, words)| text(words)).collect()
    };
    [
        (Change::Letters, answers("Lettered items", &[], &letters)),
        (Change::Evidence, answers("Evidence", &[Secret::Evidence], &evidence)),
        (Change::Note, answers("Note", &[Secret::Notes], &|answer| text(&answer.note))),
        (Change::Note, answers("Reason", &[Secret::Notes], &|answer| text(&answer.reason))),
        (Change::Mark, answers("Marks", &[], &marks)),
        (
            Change::Action,
            pair("Actions", &[Secret::Notes], &|assessment| {
                let own = assessment.actions.iter().filter(|action| action.serves(clause));
                own.map(|action| Line::new(action_words(action, names))).collect()
            }),
        ),
        (Change::Remark, pair("Remarks", &[Secret::Notes], &|assessment| remarks(assessment, clause, names))),
    ]
}

/// What is said for the whole, then for each item. The pairs are what is shown and what it is told apart by.
fn of_answers(assessment: &Assessment, clause: Clause, say: &dyn Fn(&Answer) -> Vec<(String, String)>) -> Vec<Line> {
    let mut lines = Vec::new();
    let Some(answer) = assessment.answers.get(&clause) else { return lines };
    lines.extend(say(answer).into_iter().map(|(text, key)| Line { of: String::new(), text, key }));
    for part in &answer.parts {
        for (text, key) in say(&part.answer) {
            // Told apart by the item and not by its name: another name is no other note.
            let key = format!("{}{APART}{key}", part.item);
            lines.push(Line { of: item_name(assessment, part.item), text, key });
        }
    }
    lines
}

/// No text that a person types looks like it.
const APART: char = '\u{1f}';

/// A piece of evidence in words, and what tells it from another one.
fn evidence_words(evidence: &Evidence, with_link: bool) -> (String, String) {
    let link = if with_link { evidence.link.as_str() } else { "" };
    let parts = [
        ("", evidence.title.as_str()),
        ("", &evidence.document),
        ("version ", &evidence.version),
        ("", &evidence.date),
        ("expires ", &evidence.expires),
        ("", link),
        ("SHA-256 ", &evidence.sha256),
    ];
    let mut key = String::new();
    for (_, text) in parts {
        key.push_str(text);
        key.push(APART);
    }
    let words = joined(parts);
    (if words.is_empty() { "Evidence without a name".to_owned() } else { words }, key)
}

/// What there is of these, with the words before each, in one line.
pub(super) fn joined<'t>(parts: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut words = String::new();
    for (lead, text) in parts {
        if !text.trim().is_empty() {
            if !words.is_empty() {
                words.push_str(", ");
            }
            words.push_str(lead);
            words.push_str(text.trim());
        }
    }
    words
}

/// An action in one line.
pub(super) fn action_words(action: &Action, with_owner: bool) -> String {
    let effort = action.effort.map(|effort| format!("{} days", days(effort.tenths().into()))).unwrap_or_default();
    let done: String = action.done.chars().take(10).collect();
    joined([
        ("", action.display_name().as_str()),
        ("owner ", if with_owner { action.owner.as_str() } else { "" }),
        ("due ", action.due.as_str()),
        ("priority ", &action.priority.label().to_ascii_lowercase()),
        ("", &action.stage.label().to_ascii_lowercase()),
        ("effort ", &effort),
        ("done on ", &done),
        ("note: ", &action.note),
    ])
}

fn remarks(assessment: &Assessment, clause: Clause, with_name: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for review in &assessment.reviews {
        let reviewer = if with_name { review.reviewer.as_str() } else { "" };
        for remark in review.remarks.iter().filter(|remark| remark.clause == clause) {
            lines.push(Line::new(joined([
                ("", remark.kind.label()),
                ("by ", reviewer),
                ("", &remark.text),
                ("reply: ", &remark.reply),
                ("", if remark.closed { "closed" } else { "" }),
            ])));
        }
    }
    lines
}

impl Side<'_> {
    fn tells(&self, secret: Secret) -> bool {
        self.telling(&[secret]).is_some()
    }
}
