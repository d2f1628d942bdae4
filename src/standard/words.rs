//! The words that are not needed for the first answer: what helps to judge, the glossary, the orientation, the map.
//!
//! They come as a text of their own (`words.txt`, which the build writes beside `editions.txt`) and are read once. Until
//! then [`words`] is none.

use super::checks::{Check, check};
use super::load::{self, Lines};
use super::ranking::{self, Leaning, RankingRule};
use super::terms::Forms;
use super::version::version;
use super::{Clause, Edition, LetterMove, MapRow, Relation};
use std::sync::OnceLock;

/// All of them.
#[derive(Debug)]
pub struct Words {
    looks: &'static [Keyed<Look>],
    helps: &'static [Keyed<Help>],
    /// The glossary, in the order of the alphabet.
    pub glossary: &'static [Term],
    quick: &'static [Quick],
    /// What the processes hand to each other.
    pub flows: &'static [Flow],
    /// The pages for someone who is new to the standard, in order.
    pub topics: &'static [Topic],
    questions: &'static [EditionQuestions],
    pub(super) map: &'static [MapRow],
    /// The consistency checks, in the order of their file.
    pub checks: &'static [Check],
    /// What leans on what, over all editions.
    pub order: &'static [Leaning],
    /// How gaps are ranked.
    pub ranking: RankingRule,
    pub(super) forms: Forms,
}

/// What an assessor looks for in a requirement.
#[derive(Debug, PartialEq, Eq)]
pub struct Look {
    /// In a sentence or two.
    pub look_for: &'static str,
    /// Documents and records that usually show it; practice, not requirement.
    pub evidence: &'static [&'static str],
}

/// The help texts of a requirement.
#[derive(Debug, PartialEq, Eq)]
pub struct Help {
    /// What it is for.
    pub purpose: &'static str,
    /// Read by someone from quality or regulatory affairs.
    pub quality: &'static str,
    /// Read by a software engineer.
    pub engineering: &'static str,
    /// What assessors often find.
    pub findings: &'static str,
    /// Where other documents speak of the same: `ISO 14971 7.2`.
    pub neighbours: &'static [&'static str],
}

impl Help {
    /// Its texts, in order, without the neighbours.
    #[must_use]
    pub const fn sections(&self) -> [&'static str; 4] {
        [self.purpose, self.quality, self.engineering, self.findings]
    }
}

/// A term of the glossary.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// `regression test`.
    pub term: &'static str,
    /// Its forms in texts, with the term itself first.
    pub forms: &'static [&'static str],
    /// Who speaks like this.
    pub world: World,
    /// What it means, for a reader from the other world.
    pub meaning: &'static str,
    /// Terms to read next.
    pub see: &'static [&'static str],
}

impl Term {
    /// Its name in an address: `regression-test`.
    #[must_use]
    pub fn id(&self) -> String {
        address_of(self.term)
    }
}

/// A name as an address holds it.
fn address_of(name: &str) -> String {
    name.chars().map(|char| if char.is_ascii_alphanumeric() { char.to_ascii_lowercase() } else { '-' }).collect()
}

/// The world that a term comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// Software engineering.
    Engineering,
    /// Quality, regulatory affairs and risk management.
    Quality,
    /// The standard itself.
    Standard,
}

/// One question for a whole activity.
#[derive(Debug, PartialEq, Eq)]
pub struct Quick {
    /// The activity.
    pub clause: Clause,
    /// The question.
    pub question: &'static str,
    /// The step that pays most where the answer is not yes.
    pub first_step: &'static str,
}

/// What one process hands to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Flow {
    /// The process that gives.
    pub from: Clause,
    /// The process that takes.
    pub to: Clause,
    /// What it is, in one to five words.
    pub text: &'static str,
}

/// A page for someone who is new to the standard.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// `device-class`.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its text.
    pub paragraphs: &'static [&'static str],
    /// A list below it; may be empty.
    pub points: &'static [&'static str],
}

/// What explains a question on the way to a class.
#[derive(Debug, PartialEq, Eq)]
pub struct QuestionHelp {
    /// The id of the question.
    pub id: &'static str,
    /// What it means, plainly.
    pub explain: &'static str,
    /// What is often got wrong.
    pub mistakes: &'static [&'static str],
    answers: &'static [AnswerHelp],
}

/// What explains an answer on the way to a class.
#[derive(Debug, PartialEq, Eq)]
struct AnswerHelp {
    id: &'static str,
    examples: &'static [&'static str],
}

impl QuestionHelp {
    /// Examples of software for which the answer with this id is the one.
    #[must_use]
    pub fn examples(&self, answer: &str) -> &'static [&'static str] {
        self.answers.iter().find(|help| help.id == answer).map_or(&[], |help| help.examples)
    }
}

/// What explains the questions of one edition.
#[derive(Debug)]
struct EditionQuestions {
    edition: &'static str,
    questions: &'static [QuestionHelp],
}

/// A block for one requirement, in every edition or in one.
#[derive(Debug)]
struct Keyed<T: 'static> {
    clause: Clause,
    /// The id of the only edition that it is for; empty where it is for all.
    edition: &'static str,
    value: T,
}

/// The block for this edition, or the general one.
fn own<T>(blocks: &'static [Keyed<T>], edition: &Edition, clause: Clause) -> Option<&'static T> {
    let of = |id: &str| blocks.iter().find(|block| block.clause == clause && block.edition == id);
    of(edition.id).or_else(|| of("")).map(|block| &block.value)
}

impl Words {
    /// What an assessor looks for.
    #[must_use]
    pub fn look(&self, edition: &Edition, clause: Clause) -> Option<&'static Look> {
        own(self.looks, edition, clause)
    }

    /// The help texts.
    #[must_use]
    pub fn help(&self, edition: &Edition, clause: Clause) -> Option<&'static Help> {
        own(self.helps, edition, clause)
    }

    /// The one question for an activity.
    #[must_use]
    pub fn quick(&self, activity: Clause) -> Option<&'static Quick> {
        self.quick.iter().find(|quick| quick.clause == activity)
    }

    /// The term of the glossary that is called so.
    #[must_use]
    pub fn term(&self, name: &str) -> Option<&'static Term> {
        self.glossary.iter().find(|term| term.term == name)
    }

    /// The term that an address names by its id, or by one of its other forms: `regression-tests`.
    #[must_use]
    pub fn term_at(&self, address: &str) -> Option<&'static Term> {
        let wanted = address_of(address);
        let is_named = |term: &&Term| term.forms.iter().any(|form| address_of(form) == wanted);
        self.glossary.iter().find(is_named)
    }

    /// The topic with this id.
    #[must_use]
    pub fn topic(&self, id: &str) -> Option<&'static Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// What explains a question of an edition on the way to a class.
    #[must_use]
    pub fn about_question(&self, edition: &Edition, id: &str) -> Option<&'static QuestionHelp> {
        let own = self.questions.iter().find(|row| row.edition == edition.id)?;
        own.questions.iter().find(|question| question.id == id)
    }
}

static WORDS: OnceLock<Words> = OnceLock::new();

/// The words, once they have arrived.
#[must_use]
pub fn words() -> Option<&'static Words> {
    WORDS.get()
}

/// Takes the text of `words.txt`, and tells whether it is the one that belongs to this program. It is kept for the life
/// of the program; what is taken again changes nothing.
pub fn take_words(text: String) -> bool {
    let belongs = text.split_once('\n').is_some_and(|(told, content)| {
        let wanted = load::loaded().version;
        told == wanted && version(content) == wanted
    });
    if belongs {
        WORDS.get_or_init(|| read(text.leak()));
    }
    belongs
}

/// What changed about a requirement between an edition and its neighbour, seen from either; none where nothing did, and
/// before the words have arrived.
#[must_use]
pub fn changed(edition: &Edition, clause: Clause) -> Option<&'static MapRow> {
    let rows = words()?.map.iter().filter(|row| row.relation != Relation::Same);
    // A row for a withdrawn requirement may name the one that took its idea over, which has a row of its own.
    let (older, newer): (Vec<_>, Vec<_>) = rows.partition(|row| row.relation == Relation::Withdrawn);
    let is_about = |row: &&&MapRow| {
        (row.older == edition.id && row.from == Some(clause)) || (row.newer == edition.id && row.to == Some(clause))
    };
    newer.iter().find(is_about).or_else(|| older.iter().find(is_about)).copied()
}

fn read(text: &'static str) -> Words {
    let mut lines = Lines::new(text);
    lines.value();
    let looks = lines.list(|lines| keyed(lines, look));
    let helps = lines.list(|lines| keyed(lines, help));
    let glossary = lines.list(term);
    Words {
        looks,
        helps,
        glossary,
        quick: lines.list(|lines| Quick { clause: lines.clause(), question: lines.value(), first_step: lines.value() }),
        flows: lines.list(|lines| Flow { from: lines.clause(), to: lines.clause(), text: lines.value() }),
        topics: lines.list(|lines| Topic {
            id: lines.value(),
            title: lines.value(),
            paragraphs: lines.texts(),
            points: lines.texts(),
        }),
        questions: lines
            .list(|lines| EditionQuestions { edition: lines.value(), questions: lines.list(question_help) }),
        map: lines.list(map_row),
        checks: lines.list(check),
        order: lines.list(ranking::leaning),
        ranking: ranking::rule(&mut lines),
        forms: Forms::of(glossary),
    }
}

fn keyed<T>(lines: &mut Lines, value: fn(&mut Lines) -> T) -> Keyed<T> {
    Keyed { clause: lines.clause(), edition: lines.value(), value: value(lines) }
}

fn look(lines: &mut Lines) -> Look {
    Look { look_for: lines.value(), evidence: lines.texts() }
}

fn help(lines: &mut Lines) -> Help {
    Help {
        purpose: lines.value(),
        quality: lines.value(),
        engineering: lines.value(),
        findings: lines.value(),
        neighbours: lines.texts(),
    }
}

fn term(lines: &mut Lines) -> Term {
    let forms = lines.texts();
    Term {
        term: forms.first().copied().unwrap_or_default(),
        forms,
        world: match lines.value() {
            "engineering" => World::Engineering,
            "quality" => World::Quality,
            _ => World::Standard,
        },
        meaning: lines.value(),
        see: lines.texts(),
    }
}

fn question_help(lines: &mut Lines) -> QuestionHelp {
    QuestionHelp {
        id: lines.value(),
        explain: lines.value(),
        mistakes: lines.texts(),
        answers: lines.list(|lines| AnswerHelp { id: lines.value(), examples: lines.texts() }),
    }
}

fn map_row(lines: &mut Lines) -> MapRow {
    let row = MapRow {
        older: lines.value(),
        newer: lines.value(),
        from: lines.value().parse().ok(),
        to: lines.value().parse().ok(),
        relation: match lines.value() {
            "reworded" => Relation::Reworded,
            "widened" => Relation::Widened,
            "new" => Relation::New,
            "withdrawn" => Relation::Withdrawn,
            _ => Relation::Same,
        },
        letters: &[],
        note: lines.value(),
    };
    MapRow { letters: lines.list(letter_move), ..row }
}

fn letter_move(lines: &mut Lines) -> LetterMove {
    let letter = |lines: &mut Lines| lines.value().chars().next();
    let from = letter(lines);
    let to = lines.value().parse().ok();
    LetterMove { from, to: to.zip(letter(lines)) }
}

#[cfg(test)]
mod tests {
    use super::super::{Seen, Span, default_edition, edition_map, mark};
    use super::*;

    /// The words arrive in no test of this program, so that this is what the page knows before.
    #[test]
    fn before_the_words_have_arrived_nothing_is_known_and_nothing_breaks() {
        for text in ["", "\n", "1\n0\n", "<!doctype html>"] {
            assert!(!take_words(text.to_owned()));
        }
        assert!(words().is_none());
        assert!(edition_map().is_empty());
        let clause = default_edition().requirements().next().map(|requirement| requirement.clause);
        assert!(clause.and_then(|clause| changed(default_edition(), clause)).is_none());
        assert_eq!(mark("The SOUP list", &mut Seen::default()), [Span::Plain("The SOUP list")]);
        assert_eq!(mark("", &mut Seen::default()), []);
    }
}
