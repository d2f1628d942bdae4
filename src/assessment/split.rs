//! One answer for all items, or one for each: splitting, joining, and what counts.

use super::answer::{Answer, Letters, Status, Unknown};
use super::items::ItemId;

/// The answer for one item, where the answer to a requirement is split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The item.
    pub item: ItemId,
    /// The answer for it. It is never split itself: its own parts stay empty and are not read.
    pub answer: Answer,
}

/// The weakest of several statuses; none where there are none.
///
/// Not met comes first, for nothing that an unanswered item may say would lift it; then unanswered, partly met, met. Not
/// applicable remains only where it is so for every item.
#[must_use]
pub fn weakest(statuses: impl IntoIterator<Item = Option<Status>>) -> Option<Status> {
    const ORDER: [Option<Status>; 5] =
        [Some(Status::NotMet), None, Some(Status::PartlyMet), Some(Status::Met), Some(Status::NotApplicable)];
    let place = |status: Option<Status>| ORDER.iter().position(|known| *known == status);
    statuses.into_iter().reduce(|one, other| if place(other) < place(one) { other } else { one }).flatten()
}

impl Answer {
    /// Whether it is split by item.
    #[must_use]
    pub fn is_split(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The answer for an item, where it is split.
    #[must_use]
    pub fn part(&self, item: ItemId) -> Option<&Answer> {
        self.parts.iter().find(|part| part.item == item).map(|part| &part.answer)
    }

    /// Changes the answer for an item; it is made where there is none yet.
    pub fn edit_part(&mut self, item: ItemId, change: impl FnOnce(&mut Answer)) {
        // In the order of ids, so that the same answer gives the same file.
        let place = self.parts.partition_point(|part| part.item < item);
        if self.parts.get(place).is_none_or(|part| part.item != item) {
            self.parts.insert(place, Part { item, answer: Answer::default() });
        }
        if let Some(part) = self.parts.get_mut(place) {
            change(&mut part.answer);
        }
    }

    /// The status as it counts for the items that the requirement is asked of: the weakest of theirs, where the answer is
    /// split. Parts of other items are kept and not counted.
    #[must_use]
    pub fn rolled_up(&self, asked: &[ItemId]) -> Option<Status> {
        if !self.is_split() {
            return self.counted();
        }
        weakest(asked.iter().map(|item| self.part(*item).and_then(Answer::counted)))
    }

    /// Gives each item an answer of its own: status, ticked letters and reason go to each of them, while note, evidence
    /// and "I need to find out" stay with the whole. Without items, or where it is split already, nothing changes.
    pub fn split(&mut self, items: &[ItemId]) {
        if self.is_split() || items.is_empty() {
            return;
        }
        let part = Answer {
            status: self.status.take(),
            letters: std::mem::take(&mut self.letters),
            reason: std::mem::take(&mut self.reason),
            ..Answer::default()
        };
        for item in items {
            self.edit_part(*item, |answer| *answer = part.clone());
        }
    }

    /// Makes one answer of the parts again: the status that counts for the items that are asked, the letters that each of
    /// them covers, every piece of evidence, and every word. What differs from item to item is written into the note,
    /// under the item's name. Where no item is asked, all parts count.
    pub fn join(&mut self, asked: &[ItemId], name: impl Fn(ItemId) -> String) {
        if !self.is_split() {
            return;
        }
        let (counted, alike) = if asked.is_empty() {
            (self.counted(), Self::alike(self.parts.iter().map(|part| Some(&part.answer))))
        } else {
            (self.rolled_up(asked), Self::alike(asked.iter().map(|item| self.part(*item))))
        };
        let mut parts = std::mem::take(&mut self.parts);
        let is_asked = |part: &&Part| asked.is_empty() || asked.contains(&part.item);
        let is_whole = asked.iter().all(|item| parts.iter().any(|part| part.item == *item));
        let common = |letter| is_whole && parts.iter().filter(is_asked).all(|part| part.answer.letters.has(letter));
        let letters = ('a'..='z').fold(Letters::default(), |set, letter| set.with(letter, common(letter)));
        let (status, reason) = match alike {
            Some(alike) => alike,
            // Not applicable counts only with a reason: they stay reasons, each with its item.
            None if counted == Some(Status::NotApplicable) => {
                let with_name = |part: &mut Part| {
                    let reason = std::mem::take(&mut part.answer.reason);
                    (!reason.is_empty()).then(|| format!("{}: {reason}", name(part.item)))
                };
                (counted, parts.iter_mut().filter_map(with_name).collect::<Vec<_>>().join("\n"))
            }
            None => (counted, String::new()),
        };
        // A file of another program may say something for the whole as well.
        let whole = Self {
            status: std::mem::replace(&mut self.status, status),
            letters: std::mem::replace(&mut self.letters, letters),
            reason: std::mem::replace(&mut self.reason, reason),
            ..Self::default()
        };
        self.take_in(whole, "All items");
        for part in parts {
            self.take_in(part.answer, &name(part.item));
        }
    }

    /// Status and reason, where they are the same for all; an item without an answer of its own has neither.
    fn alike<'a>(mut answers: impl Iterator<Item = Option<&'a Self>>) -> Option<(Option<Status>, String)> {
        let say =
            |answer: Option<&'a Self>| answer.map_or((None, ""), |answer| (answer.status, answer.reason.as_str()));
        let first = say(answers.next()?);
        answers.all(|answer| say(answer) == first).then(|| (first.0, first.1.to_owned()))
    }

    /// Takes the part of an item that is gone into the whole, which stays split by the others.
    pub(super) fn fold_in(&mut self, item: ItemId, asked: &[ItemId], name: &str) {
        let Some(place) = self.parts.iter().position(|part| part.item == item) else { return };
        if self.parts.len() == 1 {
            self.join(asked, |_| name.to_owned());
        } else {
            let part = self.parts.remove(place);
            self.take_in(part.answer, name);
        }
    }

    /// Adds what a part says to the whole: what the whole does not say already goes into its note.
    fn take_in(&mut self, part: Answer, name: &str) {
        let mut said: Vec<String> = Vec::new();
        if let Some(status) = part.status.filter(|_| part.status != self.status) {
            said.push(format!("{}.", status.label()));
        }
        if part.letters != self.letters && !part.letters.is_empty() {
            let letters: Vec<String> = part.letters.iter().map(String::from).collect();
            said.push(format!("Lettered items {}.", letters.join(", ")));
        }
        if part.reason != self.reason && !part.reason.is_empty() {
            said.push(part.reason);
        }
        said.push(part.note);
        said.retain(|text| !text.is_empty());
        if !said.is_empty() {
            if !self.note.is_empty() {
                self.note.push('\n');
            }
            self.note.push_str(name);
            self.note.push_str(": ");
            self.note.push_str(&said.join(" "));
        }
        for evidence in part.evidence {
            if !self.evidence.contains(&evidence) {
                self.evidence.push(evidence);
            }
        }
        self.follow_up |= part.follow_up;
        for (key, value) in part.unknown {
            let is_kept = |key: &str, unknown: &Unknown| unknown.iter().any(|(known, _)| known == key);
            if self.unknown.contains(&(key.clone(), value.clone())) {
                continue;
            }
            // Two items may say something else under one name, and a member stands once.
            let mut own = key;
            while is_kept(&own, &self.unknown) {
                own = format!("{own} ({name})");
            }
            self.unknown.push((own, value));
        }
    }
}
