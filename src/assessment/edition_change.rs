//! An assessment taken to another edition: what becomes of each answer, and the new assessment that comes of it.
//!
//! What belongs here: which answers carry over, which ask for a second look, where ticks go. Never here: what the editions
//! changed (`standard::map`), and how the digest of the old one is worked out (`exchange`).

use super::answer::{Answer, Letters, Status, Unknown};
use super::items::ItemId;
use super::model::Assessment;
use super::origin::{Origin, OriginKind};
use crate::standard::{Clause, Edition, EditionWay, Relation, all_clauses};

/// What becomes of a requirement on the way to another edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// Asked in both, unchanged, and answered: the answer stands.
    CarriedOver,
    /// Answered, and the editions ask for it in different words, of other classes or in one of them only: the answer is
    /// carried over and marked.
    SecondLook,
    /// Asked from now on, and unanswered.
    NewlyAsked,
    /// Asked so far, and not any more; an answer is kept.
    NoLongerAsked,
    /// Asked in both, and unanswered.
    StillOpen,
    /// Asked in neither, for its class or its route; an answer is kept.
    KeptAside,
}

impl Becomes {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::CarriedOver, Self::SecondLook, Self::NewlyAsked, Self::NoLongerAsked, Self::StillOpen, Self::KeptAside];

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CarriedOver => "Carried over",
            Self::SecondLook => "Second look",
            Self::NewlyAsked => "New to answer",
            Self::NoLongerAsked => "No longer asked",
            Self::StillOpen => "Still unanswered",
            Self::KeptAside => "Kept aside",
        }
    }
}

/// One requirement of either edition on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Its clause.
    pub clause: Clause,
    /// Its title: in the new edition, or in the old one where it is only there.
    pub title: &'static str,
    /// What becomes of it.
    pub becomes: Becomes,
    /// The status as it counted.
    pub status: Option<Status>,
    /// What the map says of it, in the direction from the older edition to the newer one; empty where nothing changed.
    pub note: &'static str,
    /// Where ticks of its lettered items go that do not stay where they are: the letter, and where it is ticked now; none
    /// where it has no counterpart and is told in the note instead. In the order of letters, each once.
    pub ticks: Vec<(char, Option<(Clause, char)>)>,
}

/// An assessment in another edition, with what became of each requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The new assessment.
    pub assessment: Assessment,
    /// Every requirement that is asked before or after, and every other one that has an answer; in the order of clauses.
    pub rows: Vec<Turned>,
}

impl Changed {
    /// How many requirements become this.
    #[must_use]
    pub fn count(&self, becomes: Becomes) -> usize {
        self.rows.iter().filter(|row| row.becomes == becomes).count()
    }
}

/// Takes an assessment to another edition; none where no map leads there. The old one is not touched; everything in it
/// goes along, under a new id. `digest` is that of its state (see `exchange::state_digest`).
#[must_use]
pub fn change_edition(
    old: &Assessment,
    to: &'static Edition,
    id: String,
    now: &str,
    digest: String,
) -> Option<Changed> {
    let way = EditionWay::new(old.edition, to)?;
    let mut new = Assessment {
        id,
        edition: to,
        created: now.to_owned(),
        changed: now.to_owned(),
        origin: Some(Origin {
            kind: OriginKind::Edition,
            id: old.id.clone(),
            title: old.display_title(),
            edition: old.edition.id.to_owned(),
            digest,
            at: now.to_owned(),
            unknown: Unknown::new(),
        }),
        ..old.clone()
    };
    // The same class by its name: it is stated as before. The reasons stay as they were written, since a text that was
    // composed by the questions of one edition cannot be composed by those of the other.
    new.classification.class = old.classification.class.and_then(|class| to.class(class.id()));
    for item in &mut new.items {
        item.class = item.class.and_then(|class| to.class(class.id()));
    }
    let ticks = carry_ticks(way, old, &mut new);
    for (clause, answer) in &mut new.answers {
        answer.second_look |= is_answered(answer) && asks_for_a_look(way, *clause);
        if old.answers.get(clause) != Some(answer) {
            now.clone_into(&mut answer.changed);
        }
    }
    let rows = rows(way, old, &new, &ticks);
    Some(Changed { assessment: new, rows })
}

/// Whether a person chose a status, for the whole or for an item. Only that can be looked at a second time.
fn is_answered(answer: &Answer) -> bool {
    answer.status.is_some() || answer.parts.iter().any(|part| part.answer.status.is_some())
}

/// Whether the new edition has the requirement, and the map tells something of it.
fn asks_for_a_look(way: EditionWay, clause: Clause) -> bool {
    way.to.requirement(clause).is_some() && way.row(clause).is_some_and(|row| row.relation != Relation::Same)
}

/// A tick that did not stay where it was: its requirement, its letter, and where it is ticked now; none where it has no
/// counterpart.
type Tick = (Clause, char, Option<(Clause, char)>);

/// Puts the ticks of each answer, and of each item's, to the letters that stand for the same in the new edition. A tick
/// without a counterpart is told in the note.
fn carry_ticks(way: EditionWay, old: &Assessment, new: &mut Assessment) -> Vec<Tick> {
    // The requirement is in both editions; ticks of one that is in one only stay with its answer, for the way back.
    let is_in_both = |clause| way.from.requirement(clause).is_some() && way.to.requirement(clause).is_some();
    let in_both = || old.answers.iter().filter(|(clause, _)| is_in_both(**clause));
    // All that goes goes first: a tick may come to the letter that another one leaves.
    for (clause, answer) in in_both() {
        for (item, given) in holders(answer) {
            let stays =
                |letters: Letters, letter| letters.with(letter, way.letter(*clause, letter) == Some((*clause, letter)));
            let letters = given.letters.iter().fold(given.letters, stays);
            edit(new, *clause, item, |answer| answer.letters = letters);
        }
    }
    let mut ticks: Vec<Tick> = Vec::new();
    for (clause, answer) in in_both() {
        for (item, given) in holders(answer) {
            let mut lost = Vec::new();
            for letter in given.letters.iter() {
                let place = way.letter(*clause, letter);
                if place == Some((*clause, letter)) {
                    continue;
                }
                let place = place.filter(|(to, moved)| tick(new, *clause, (*to, *moved), item));
                if place.is_none() {
                    lost.push(letter);
                }
                let told = (*clause, letter, place);
                if !ticks.contains(&told) {
                    ticks.push(told);
                }
            }
            if !lost.is_empty() {
                let sentence = lost_words(way.from, &lost);
                edit(new, *clause, item, |answer| add_sentence(&mut answer.note, &sentence));
            }
        }
    }
    ticks
}

/// Who holds ticks in an answer: the whole, and each item that has an answer of its own.
fn holders(answer: &Answer) -> impl Iterator<Item = (Option<ItemId>, &Answer)> {
    std::iter::once((None, answer)).chain(answer.parts.iter().map(|part| (Some(part.item), &part.answer)))
}

fn edit(new: &mut Assessment, clause: Clause, item: Option<ItemId>, change: impl FnOnce(&mut Answer)) {
    let Some(answer) = new.answers.get_mut(&clause) else { return };
    match item {
        None => change(answer),
        Some(item) => answer.edit_part(item, change),
    }
}

/// Ticks a letter, and tells whether it could: what was ticked for one item needs a place for that item. What was ticked
/// for the whole is ticked for each item where the other requirement is answered item by item.
fn tick(new: &mut Assessment, from: Clause, (to, letter): (Clause, char), item: Option<ItemId>) -> bool {
    let answer = new.answers.entry(to).or_default();
    // A file of another program may have ticks for the whole beside those of items: within one answer they stay apart.
    if item.is_none() && (from == to || !answer.is_split()) {
        answer.letters = answer.letters.with(letter, true);
        return true;
    }
    let mut found = false;
    for part in answer.parts.iter_mut().filter(|part| item.is_none_or(|item| part.item == item)) {
        part.answer.letters = part.answer.letters.with(letter, true);
        found = true;
    }
    found
}

/// `In edition 1.0, letters c and d were ticked.`
fn lost_words(edition: &Edition, letters: &[char]) -> String {
    let mut list = String::new();
    for (index, letter) in letters.iter().enumerate() {
        list.push_str(match index {
            0 => "",
            _ if index + 1 == letters.len() => " and ",
            _ => ", ",
        });
        list.push(*letter);
    }
    match letters {
        [_] => format!("In edition {}, letter {list} was ticked.", edition.id),
        _ => format!("In edition {}, letters {list} were ticked.", edition.id),
    }
}

/// Adds a sentence on a line of its own, unless it stands there already.
fn add_sentence(note: &mut String, sentence: &str) {
    if note.lines().any(|line| line == sentence) {
        return;
    }
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(sentence);
}

fn rows(way: EditionWay, old: &Assessment, new: &Assessment, ticks: &[Tick]) -> Vec<Turned> {
    let (then, now) = (old.scope(), new.scope());
    let mut rows = Vec::new();
    for clause in all_clauses() {
        let answer = new.answers.get(&clause).filter(|answer| !answer.is_empty());
        let (was_asked, is_asked) = (then.requirement(clause).is_some(), now.requirement(clause).is_some());
        let becomes = match (was_asked, is_asked, answer.filter(|answer| is_answered(answer))) {
            (_, true, Some(answer)) if answer.second_look => Becomes::SecondLook,
            (_, true, Some(_)) => Becomes::CarriedOver,
            (true, true, None) => Becomes::StillOpen,
            (false, true, None) => Becomes::NewlyAsked,
            (true, false, _) => Becomes::NoLongerAsked,
            (false, false, _) if answer.is_some() => Becomes::KeptAside,
            (false, false, _) => continue,
        };
        let title = way.to.requirement(clause).or_else(|| way.from.requirement(clause)).map(|asked| asked.title);
        rows.push(Turned {
            clause,
            title: title.unwrap_or_default(),
            becomes,
            status: if was_asked { old.counted(clause) } else { answer.and_then(Answer::counted) },
            note: way.row(clause).map(|row| row.note).unwrap_or_default(),
            ticks: ticks.iter().filter(|tick| tick.0 == clause).map(|tick| (tick.1, tick.2)).collect(),
        });
    }
    rows
}
