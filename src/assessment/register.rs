//! The evidence register: each document once, with everything that it serves.
//!
//! What belongs here: which pieces of evidence are one document, what is cited in more than one way, and what has no
//! evidence. Never here: changing any of it (`citing`), and how a table looks (`exchange`, `app`).

use super::answer::{Answer, Evidence, Status};
use super::expiry::Dating;
use super::items::ItemId;
use super::model::Assessment;
use crate::standard::Clause;
use std::cmp::Ordering;

/// A field of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentField {
    /// What it is called.
    Title,
    /// Its number in the organisation's system.
    Number,
    /// Its version or revision.
    Version,
    /// Its date.
    Date,
    /// When it stops counting.
    Expires,
    /// Where it is.
    Link,
    /// The SHA-256 of its file.
    Sha256,
}

impl DocumentField {
    /// Every field, in the order of the register.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Number, Self::Version, Self::Date, Self::Expires, Self::Link, Self::Sha256];

    /// The word inside a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Number => "document number",
            Self::Version => "version",
            Self::Date => "date",
            Self::Expires => "expiry",
            Self::Link => "link",
            Self::Sha256 => "SHA-256",
        }
    }

    /// What stands in it, without white space around.
    #[must_use]
    pub fn of(self, evidence: &Evidence) -> &str {
        match self {
            Self::Title => &evidence.title,
            Self::Number => &evidence.document,
            Self::Version => &evidence.version,
            Self::Date => &evidence.date,
            Self::Expires => &evidence.expires,
            Self::Link => &evidence.link,
            Self::Sha256 => &evidence.sha256,
        }
        .trim()
    }

    /// The field itself, for changing.
    pub fn of_mut(self, evidence: &mut Evidence) -> &mut String {
        match self {
            Self::Title => &mut evidence.title,
            Self::Number => &mut evidence.document,
            Self::Version => &mut evidence.version,
            Self::Date => &mut evidence.date,
            Self::Expires => &mut evidence.expires,
            Self::Link => &mut evidence.link,
            Self::Sha256 => &mut evidence.sha256,
        }
    }
}

impl Evidence {
    /// The document that it names: its fields without white space around them, and nothing of what is not known.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let mut clean = Self::default();
        for field in DocumentField::ALL {
            field.of(self).clone_into(field.of_mut(&mut clean));
        }
        clean
    }

    /// Whether both name the same document: every field is the same.
    #[must_use]
    pub fn is_same_document(&self, other: &Self) -> bool {
        DocumentField::ALL.into_iter().all(|field| field.of(self) == field.of(other))
    }

    /// Whether it names nothing at all: a piece that somebody added and did not fill in shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        DocumentField::ALL.into_iter().all(|field| field.of(self).is_empty())
    }

    /// The order of the register: by title, whatever its case, then field by field; what has no title comes first.
    #[must_use]
    pub fn register_order(&self, other: &Self) -> Ordering {
        let by_title = alike(DocumentField::Title.of(self), DocumentField::Title.of(other));
        let of = |evidence| DocumentField::ALL.map(|field| field.of(evidence));
        by_title.then_with(|| of(self).cmp(&of(other)))
    }
}

/// Compares two texts whatever the case of their Latin letters.
fn alike(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

/// A place where a document is cited: an answer, or the answer for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited {
    /// The requirement.
    pub clause: Clause,
    /// The item, where the answer is split and the document is cited for it alone.
    pub item: Option<ItemId>,
    /// Whether it is asked; what is out of scope is kept.
    pub is_asked: bool,
}

/// A document with everything that it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its fields, cleaned ([`Evidence::cleaned`]).
    pub document: Evidence,
    /// Where it is cited, in the order of clauses, each place once.
    pub places: Vec<Cited>,
    /// How many pieces of evidence name it; more than places where one answer cites it twice.
    pub pieces: usize,
}

/// A requirement in scope without any evidence that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bare {
    /// The requirement.
    pub clause: Clause,
    /// Its status as it counts.
    pub status: Option<Status>,
}

impl Bare {
    /// Whether the answer says that something is done, and nothing shows it.
    #[must_use]
    pub const fn is_claimed(self) -> bool {
        matches!(self.status, Some(Status::Met | Status::PartlyMet))
    }
}

/// Documents that share a number or a title and differ in something else: often one document, cited in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variants {
    /// What they share: the number or the title.
    pub shared: DocumentField,
    /// What they differ in.
    pub differ: Vec<DocumentField>,
    /// Their places in [`Register::rows`], two or more.
    pub rows: Vec<usize>,
}

/// All evidence of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Each document once, in the order of [`Evidence::register_order`]. One may be blank.
    pub rows: Vec<Row>,
    /// How many requirements in scope have evidence.
    pub served: usize,
    /// The requirements in scope without any evidence, but for those that do not apply: they have a reason instead.
    pub bare: Vec<Bare>,
}

impl Variants {
    /// The document that all of them are, where what differs is only that one says something and another leaves it out;
    /// none where two say different things.
    #[must_use]
    pub fn in_full(&self, register: &Register) -> Option<Evidence> {
        let mut full = Evidence::default();
        for row in self.rows.iter().filter_map(|at| register.rows.get(*at)) {
            for field in DocumentField::ALL {
                let (said, known) = (field.of(&row.document), field.of_mut(&mut full));
                if known.is_empty() {
                    said.clone_into(known);
                } else if !said.is_empty() && said != known {
                    return None;
                }
            }
        }
        Some(full)
    }
}

impl Register {
    /// Gathers all evidence of an assessment.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let mut register = Self::default();
        let scope = assessment.scope();
        for (clause, answer) in &assessment.answers {
            let is_asked = scope.requirement(*clause).is_some();
            for evidence in &answer.evidence {
                register.add(evidence, Cited { clause: *clause, item: None, is_asked });
            }
            if answer.parts.iter().all(|part| part.answer.evidence.is_empty()) {
                continue;
            }
            let asked = assessment.asked_items(*clause);
            for part in &answer.parts {
                let is_asked = is_asked && asked.contains(&part.item);
                for evidence in &part.answer.evidence {
                    register.add(evidence, Cited { clause: *clause, item: Some(part.item), is_asked });
                }
            }
        }
        for requirement in scope.requirements() {
            let bare = Bare { clause: requirement.clause, status: assessment.counted(requirement.clause) };
            if assessment.has_evidence(bare.clause) {
                register.served += 1;
            } else if bare.status != Some(Status::NotApplicable) {
                register.bare.push(bare);
            }
        }
        register
    }

    fn add(&mut self, evidence: &Evidence, place: Cited) {
        let at = self.rows.partition_point(|row| row.document.register_order(evidence).is_lt());
        if self.rows.get(at).is_none_or(|row| !row.document.is_same_document(evidence)) {
            self.rows.insert(at, Row { document: evidence.cleaned(), places: Vec::new(), pieces: 0 });
        }
        if let Some(row) = self.rows.get_mut(at) {
            row.pieces += 1;
            // Clauses come in their order, and so do the items of each.
            if row.places.last() != Some(&place) {
                row.places.push(place);
            }
        }
    }

    /// The row of a document.
    #[must_use]
    pub fn row(&self, document: &Evidence) -> Option<&Row> {
        let at = self.rows.partition_point(|row| row.document.register_order(document).is_lt());
        self.rows.get(at).filter(|row| row.document.is_same_document(document))
    }

    /// The documents whose dates want attention on this day (`2026-11-22`), and which have this.
    #[must_use]
    pub fn dated(&self, today: &str, wanted: impl Fn(Dating) -> bool) -> usize {
        let is_wanted = |row: &&Row| row.document.datings(today).into_iter().any(&wanted);
        self.rows.iter().filter(is_wanted).count()
    }

    /// What is cited in more than one way: first the same number with another title, version or anything else, then the
    /// same title with other or no numbers.
    #[must_use]
    pub fn variants(&self) -> Vec<Variants> {
        let mut found = self.sharing(DocumentField::Number);
        // The same title under one number is named already.
        found.extend(self.sharing(DocumentField::Title).into_iter().filter(|variants| {
            let mut numbers = variants.rows.iter().filter_map(|at| self.rows.get(*at));
            let first = numbers.next().map(|row| DocumentField::Number.of(&row.document)).unwrap_or_default();
            first.is_empty()
                || !numbers.all(|row| alike(DocumentField::Number.of(&row.document), first) == Ordering::Equal)
        }));
        found
    }

    /// The groups of rows that share what stands in this field.
    fn sharing(&self, shared: DocumentField) -> Vec<Variants> {
        let mut sorted: Vec<(usize, &Row)> = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let value = shared.of(&row.document);
            if !value.is_empty() {
                let is_before = |known: &(usize, &Row)| alike(shared.of(&known.1.document), value).is_le();
                let place = sorted.partition_point(is_before);
                sorted.insert(place, (at, row));
            }
        }
        let mut found = Vec::new();
        for group in sorted.chunk_by(|(_, one), (_, other)| {
            alike(shared.of(&one.document), shared.of(&other.document)) == Ordering::Equal
        }) {
            if let [(_, first), others @ ..] = group
                && !others.is_empty()
            {
                let is_other = |field: &DocumentField| {
                    others.iter().any(|(_, row)| field.of(&row.document) != field.of(&first.document))
                };
                let differ = DocumentField::ALL.into_iter().filter(is_other).collect();
                found.push(Variants { shared, differ, rows: group.iter().map(|(at, _)| *at).collect() });
            }
        }
        found
    }
}

impl Answer {
    /// Whether a piece of evidence that names something stands in it, apart from its parts.
    fn shows_something(&self) -> bool {
        self.evidence.iter().any(|evidence| !evidence.is_blank())
    }
}

impl Assessment {
    /// Whether anything shows how a requirement stands: evidence for the whole, or for an item that it is asked of.
    #[must_use]
    pub fn has_evidence(&self, clause: Clause) -> bool {
        let Some(answer) = self.answers.get(&clause) else { return false };
        if answer.shows_something() || !answer.is_split() {
            return answer.shows_something();
        }
        let asked = self.asked_items(clause);
        answer.parts.iter().any(|part| part.answer.shows_something() && asked.contains(&part.item))
    }
}
