//! What takes texts out of a copy, and counts them.
//!
//! What belongs here: what leaves, what stands in its place, ids anew. Never here: which field holds what (`scrub`).

use super::answer::Unknown;
use super::items::ItemId;
use super::model::Assessment;
use super::origin::Secret;
use crate::standard::{Edition, editions};
use std::cell::Cell;

/// Stands where a reason was: an answer of not applicable, a lower class and an acceptance count only with one, and the
/// numbers of a copy must stay those of the whole.
pub const REASON_LEFT_OUT: &str = "Reason left out of this copy.";

/// How much a scrubbed copy leaves out, in texts and pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Leaving {
    /// For each of [`Secret::ALL`], in that order. A text that several of them take counts for the first.
    pub secrets: [usize; 5],
    /// Members that this version does not know. They always leave.
    pub unknown: usize,
    /// Snapshots whose whole state leaves; their statuses stay.
    pub states: usize,
}

/// Takes out what leaves, and counts it.
pub(super) struct Scrubber {
    /// What leaves, in order, each once.
    pub(super) secrets: Vec<Secret>,
    /// The ids of software items in order, each with the number that stands for it.
    items: Vec<(ItemId, usize)>,
    left: Cell<Leaving>,
}

impl Scrubber {
    pub(super) fn new(assessment: &Assessment, secrets: &[Secret]) -> Self {
        let leaves = |secret: &Secret| secrets.contains(secret) || assessment.scrubbed.contains(secret);
        let mut items: Vec<(ItemId, usize)> = Vec::new();
        let parents = assessment.items.iter().filter_map(|item| item.parent);
        let parts = assessment.answers.values().flat_map(|answer| &answer.parts).map(|part| part.item);
        // Those that are there come first, so that Item 1 has the first id.
        for id in assessment.items.iter().map(|item| item.id).chain(parents).chain(parts) {
            let place = items.partition_point(|(known, _)| *known < id);
            if items.get(place).is_none_or(|(known, _)| *known != id) {
                items.insert(place, (id, items.len() + 1));
            }
        }
        Self { secrets: Secret::ALL.into_iter().filter(leaves).collect(), items, left: Cell::default() }
    }

    pub(super) fn count(&self, change: impl FnOnce(&mut Leaving)) {
        let mut left = self.left.get();
        change(&mut left);
        self.left.set(left);
    }

    /// Whether something leaves that any of these takes. Where it does and there is anything, it is counted.
    pub(super) fn leaves(&self, takes: &[Secret], amount: usize) -> bool {
        let Some(secret) = self.secrets.iter().find(|secret| takes.contains(secret)) else { return false };
        self.count(|left| {
            let counts = Secret::ALL.iter().zip(&mut left.secrets).find(|(known, _)| *known == secret);
            if let Some((_, count)) = counts {
                *count += amount;
            }
        });
        true
    }

    /// A text that is gone where any of these leaves.
    pub(super) fn text(&self, takes: &[Secret], text: &str) -> String {
        self.instead(takes, text, String::new())
    }

    /// The same with something in its place: where a blank text says something else than one with words.
    pub(super) fn instead(&self, takes: &[Secret], text: &str, instead: String) -> String {
        let is_said = !text.trim().is_empty();
        // What stands there already was put there by an earlier copy.
        match self.leaves(takes, usize::from(is_said && text != instead)) {
            true if is_said => instead,
            true => String::new(),
            false => text.to_owned(),
        }
    }

    pub(super) fn reason(&self, text: &str) -> String {
        self.instead(&[Secret::Notes], text, REASON_LEFT_OUT.to_owned())
    }

    /// What is not known leaves: it may hold anything.
    pub(super) fn drop_unknown(&self, unknown: &Unknown) -> Unknown {
        self.count(|left| left.unknown += unknown.len());
        Unknown::new()
    }

    /// Ids are given anew: another program may have put words into them.
    pub(super) fn item_id(&self, id: ItemId) -> Option<ItemId> {
        let place = self.items.partition_point(|(known, _)| *known < id);
        let (_, number) = self.items.get(place).filter(|(known, _)| *known == id)?;
        ItemId::new(&numbered("item", *number, self.items.len()))
    }

    /// Whether any edition knows an id. One that is not known may hold any words, and leaves.
    pub(super) fn is_known(&self, is_in: impl FnMut(&'static Edition) -> bool) -> bool {
        let is_known = editions().iter().any(is_in);
        self.count(|left| left.unknown += usize::from(!is_known));
        is_known
    }

    /// How much was taken out.
    pub(super) fn left(&self) -> Leaving {
        self.left.get()
    }
}

/// `item-07`: with as many digits as the last one has, so that they sort as they count.
pub(super) fn numbered(kind: &str, number: usize, of: usize) -> String {
    let width = of.to_string().len();
    format!("{kind}-{number:0width$}")
}
