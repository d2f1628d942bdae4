//! A document as a tree: what it says, apart from how a format writes it.
//!
//! What belongs here: the parts of which documents are made, with words of ours and words that people typed told apart
//! by type, so that no writer can take one for the other. Never here: what a document says of an assessment (`report`),
//! or a format (`html`, `markdown`).

use super::markup::Markup;
use crate::assessment::{Piece, Status, visible};
use std::borrow::Cow;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its heading.
    pub title: Phrase,
    /// What a reader has to know before anything else: that nothing is answered, or only half of it.
    pub first: Phrase,
    /// What it is about: names with what they say.
    pub facts: Vec<Fact>,
    /// Its sections. Where there are several they are numbered, and a list of contents comes before them.
    pub sections: Vec<Section>,
}

/// A name, which is a word of ours, with what it says, line by line.
pub type Fact = (Cow<'static, str>, Vec<Phrase>);

/// A part of a document under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Names it in links; a word of ours, each once in a document.
    pub id: &'static str,
    /// Its heading; words of ours.
    pub title: Cow<'static, str>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What stands under a heading, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside the section; words of ours.
    Heading(Cow<'static, str>),
    /// A paragraph.
    Para(Phrase),
    /// A paragraph that explains; smaller.
    Hint(Phrase),
    /// A text of its own that a person typed, set apart.
    Quote(Phrase),
    /// Points in no order.
    List(Vec<Phrase>),
    /// Names with what they say.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// A drawing.
    Picture(Picture),
    /// Two states of the same fields, side by side.
    Beside(Beside),
    /// Lines for name, signature and date: who does it, and the name where it is known.
    SignOff(Vec<(&'static str, Phrase)>),
}

/// The same fields in two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What the two states are called; words of ours.
    pub sides: [&'static str; 2],
    /// The fields: the name, which is a word of ours, and what it says in each state.
    pub rows: Vec<(&'static str, Cell, Cell)>,
}

/// A drawing, with the same in words and in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The drawing: an `svg` element.
    pub drawing: Markup,
    /// What it shows, in a sentence.
    pub alternative: Phrase,
    /// The numbers behind it; none where the document has them in a table elsewhere, which the words then name.
    pub table: Option<Table>,
}

/// A table. The first cell of each row is its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: Phrase,
    /// Its columns, at least one.
    pub columns: Vec<Column>,
    /// Its rows, in groups; one group without a title where they are not divided.
    pub groups: Vec<Group>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading; words of ours.
    pub name: Cow<'static, str>,
    /// What is in its cells.
    pub kind: Kind,
}

/// What is in the cells of a column, which decides how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Numbers.
    Figure,
    /// A clause, a date, a letter: a few characters that stay in one line.
    Code,
    /// One to four words.
    Short,
    /// A text.
    Text,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; empty where the table is not divided. Words of ours.
    pub title: String,
    /// The rows: as many cells as columns.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// It adds up the others, or stands above them.
    pub is_sum: bool,
}

/// What stands in a cell, line by line.
pub type Cell = Vec<Phrase>;

/// Words in one line, ours and others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase(pub Vec<Run>);

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words of ours.
    Own(Cow<'static, str>),
    /// Words of ours that weigh more.
    Strong(Cow<'static, str>),
    /// Words that a person typed, as they typed them.
    Said(String),
    /// An address that a person typed. It becomes a link only where `web_link` allows it.
    Address(String),
    /// A status: its shape and its word. None is unanswered.
    Status(Option<Status>),
    /// Words that a person typed, in pieces: what was taken out or put in is marked.
    Marked(Vec<Piece>),
}

/// An empty phrase.
#[must_use]
pub const fn phrase() -> Phrase {
    Phrase(Vec::new())
}

impl Phrase {
    /// Adds words of ours.
    #[must_use]
    pub fn own(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Run::Own(words.into()));
        self
    }

    /// Adds words of ours that weigh more.
    #[must_use]
    pub fn strong(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Run::Strong(words.into()));
        self
    }

    /// Adds words that a person typed, but for white space around them; nothing where there are none.
    #[must_use]
    pub fn said(mut self, words: &str) -> Self {
        if !words.trim().is_empty() {
            self.0.push(Run::Said(words.trim().to_owned()));
        }
        self
    }

    /// Adds an address that a person typed; nothing where there is none.
    #[must_use]
    pub fn address(mut self, address: &str) -> Self {
        if !address.trim().is_empty() {
            self.0.push(Run::Address(address.trim().to_owned()));
        }
        self
    }

    /// Adds a status.
    #[must_use]
    pub fn status(mut self, status: Option<Status>) -> Self {
        self.0.push(Run::Status(status));
        self
    }

    /// Adds another phrase.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words without any form, as they are shown.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for run in &self.0 {
            match run {
                Run::Own(words) | Run::Strong(words) => text.push_str(words),
                Run::Said(words) | Run::Address(words) => text.push_str(&shown(words)),
                Run::Status(status) => text.push_str(word_of(*status)),
                Run::Marked(pieces) => text.extend(pieces.iter().map(|piece| shown(piece.text()))),
            }
        }
        text
    }
}

/// The word for a status, or for none.
#[must_use]
pub fn word_of(status: Option<Status>) -> &'static str {
    status.map_or("Unanswered", Status::label)
}

/// What a person typed as it is shown: line breaks of every system are `\n`, and hidden characters come as what they are.
#[must_use]
pub fn shown(text: &str) -> String {
    let text = visible(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

impl Section {
    pub(super) fn new(id: &'static str, title: impl Into<Cow<'static, str>>) -> Self {
        Self { id, title: title.into(), blocks: Vec::new() }
    }

    pub(super) fn heading(&mut self, words: impl Into<Cow<'static, str>>) {
        self.blocks.push(Block::Heading(words.into()));
    }

    pub(super) fn para(&mut self, words: Phrase) {
        self.blocks.push(Block::Para(words));
    }

    pub(super) fn hint(&mut self, words: impl Into<Cow<'static, str>>) {
        self.blocks.push(Block::Hint(phrase().own(words)));
    }

    /// Adds the list, if anything is in it.
    pub(super) fn list(&mut self, points: Vec<Phrase>) {
        if !points.is_empty() {
            self.blocks.push(Block::List(points));
        }
    }

    pub(super) fn facts(&mut self, facts: Vec<Fact>) {
        self.blocks.push(Block::Facts(facts));
    }

    /// Adds the table, if anything is in it.
    pub(super) fn table(&mut self, table: Table) {
        if !table.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}

impl Table {
    pub(super) fn new(caption: Phrase, columns: &[(&'static str, Kind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| Column { name: Cow::Borrowed(*name), kind: *kind });
        Self { caption, columns: columns.collect(), groups: Vec::new() }
    }

    /// Adds a column at the end.
    pub(super) fn column(&mut self, name: impl Into<Cow<'static, str>>, kind: Kind) {
        self.columns.push(Column { name: name.into(), kind });
    }

    /// Begins a group: the rows that follow belong to it.
    pub(super) fn group(&mut self, title: String) {
        self.groups.push(Group { title, rows: Vec::new() });
    }

    /// Adds a row to the last group.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.add(Row { cells, is_sum: false });
    }

    /// Adds a row that sums up.
    pub(super) fn sum(&mut self, cells: Vec<Cell>) {
        self.add(Row { cells, is_sum: true });
    }

    fn add(&mut self, row: Row) {
        match self.groups.last_mut() {
            Some(group) => group.rows.push(row),
            None => self.groups.push(Group { title: String::new(), rows: vec![row] }),
        }
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.rows.is_empty())
    }
}

/// A cell with words of ours in one line.
pub(super) fn cell(words: impl Into<Cow<'static, str>>) -> Cell {
    vec![phrase().own(words)]
}

/// A cell with words that a person typed; empty where there are none.
pub(super) fn said(words: &str) -> Cell {
    lines([phrase().said(words)])
}

/// A cell of these lines, without those that hold nothing.
pub(super) fn lines(lines: impl IntoIterator<Item = Phrase>) -> Cell {
    let mut cell = Cell::new();
    cell.extend(lines.into_iter().filter(|line| !line.is_empty()));
    cell
}

/// A fact in one line of ours.
pub(super) fn fact(name: &'static str, words: impl Into<Cow<'static, str>>) -> Fact {
    (Cow::Borrowed(name), cell(words))
}
