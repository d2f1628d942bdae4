//! A document as HTML: one file that needs nothing else, or a part of the page.

use super::super::base64::to_base64;
use super::document::{
    Beside, Block, Cell, Column, Document, Fact, Group, Kind, Phrase, Picture, Row, Run, Table, shown,
};
use super::mark::mark;
use super::markup::{Markup, element};
use crate::assessment::{Piece, is_calendar_date, web_link};
use sha2::{Digest as _, Sha256};

/// How a document looks; all of it is scoped by the class `paper`. Without white space around it: what checks the policy
/// of the file may leave that out before it takes the hash.
pub const STYLE: &str = include_str!("../../../style/report.css").trim_ascii();

/// What a comparison needs besides.
pub const COMPARISON_STYLE: &str = include_str!("../../../style/comparison.css").trim_ascii();

/// The document as one self-contained HTML file: no script, no request, and a content security policy that allows none.
#[must_use]
pub fn html(document: &Document) -> String {
    styled(document, STYLE)
}

/// The same for a comparison.
#[must_use]
pub fn html_of_comparison(document: &Document) -> String {
    styled(document, &format!("{STYLE}\n{COMPARISON_STYLE}"))
}

fn styled(document: &Document, style: &str) -> String {
    let policy = format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", hash_of(style));
    let meta = |name: &'static str, value: &str| element("meta").attr("name", name).attr("content", value);
    let head = [
        element("meta").attr("charset", "utf-8"),
        element("meta").attr("http-equiv", "Content-Security-Policy").attr("content", policy),
        meta("viewport", "width=device-width, initial-scale=1"),
        meta("color-scheme", "light"),
        meta("generator", concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"))),
        element("title").with(in_one_line(&document.title)),
    ];
    // A report of a large assessment is some 200 kB.
    let mut out = String::with_capacity(1 << 18);
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n");
    for one in head {
        one.write(&mut out);
        out.push('\n');
    }
    out.push_str("<style>");
    out.push_str(style);
    out.push_str("</style>\n</head>\n<body class=\"paper\">\n");
    let mut writer = Writer { top: 1, tables: 0 };
    for part in [
        element("header").with_all(writer.opening(document)),
        element("main").with_all(contents(document)).with_all(writer.sections(document)),
    ] {
        part.write(&mut out);
        out.push('\n');
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// The document as a part of the page: the same, with headings from the second level and without the list of contents,
/// since an address with a `#` is a view there.
#[must_use]
pub fn body(document: &Document) -> Markup {
    let mut writer = Writer { top: 2, tables: 0 };
    element("article")
        .attr("class", "paper")
        .attr("aria-labelledby", "paper-title")
        .with_all(writer.opening(document))
        .with_all(writer.sections(document))
}

/// What the content security policy of the file names the style by.
#[must_use]
pub fn style_hash() -> String {
    hash_of(STYLE)
}

fn hash_of(style: &str) -> String {
    format!("sha256-{}", to_base64(&Sha256::digest(style.as_bytes())))
}

fn in_one_line(phrase: &Phrase) -> String {
    phrase.plain().replace(['\n', '\t'], " ")
}

/// The list of contents, where there is more than one section.
fn contents(document: &Document) -> Option<Markup> {
    let point = |(index, section): (usize, &super::document::Section)| {
        let link = element("a").attr("href", format!("#paper-{}", section.id));
        element("li").with(link.with(format!("{}. {}", index + 1, section.title)))
    };
    let points = document.sections.iter().enumerate().map(point);
    (document.sections.len() > 1).then(|| {
        element("nav")
            .attr("aria-labelledby", "paper-contents")
            .with(element("h2").attr("id", "paper-contents").with("Contents"))
            .with(element("ul").with_all(points))
    })
}

struct Writer {
    /// The level of the document's heading.
    top: usize,
    /// How many tables there are so far: each has an id.
    tables: usize,
}

impl Writer {
    fn heading(&self, below: usize) -> Markup {
        element(["h1", "h2", "h3", "h4"].get(self.top + below - 1).copied().unwrap_or("h5"))
    }

    fn opening(&mut self, document: &Document) -> Vec<Markup> {
        let mut parts = vec![self.heading(0).attr("id", "paper-title").with_all(words(&document.title))];
        if !document.first.is_empty() {
            parts.push(element("p").attr("class", "first").with_all(words(&document.first)));
        }
        if !document.facts.is_empty() {
            parts.push(facts(&document.facts));
        }
        parts
    }

    fn sections(&mut self, document: &Document) -> Vec<Markup> {
        let is_numbered = document.sections.len() > 1;
        let mut out = Vec::new();
        for (index, section) in document.sections.iter().enumerate() {
            let title = match is_numbered {
                true => format!("{}. {}", index + 1, section.title),
                false => section.title.to_string(),
            };
            let id = format!("paper-{}", section.id);
            let title = self.heading(1).attr("id", id.clone()).with(title);
            let mut part = element("section").attr("class", section.id).attr("aria-labelledby", id).with(title);
            for block in &section.blocks {
                part = part.with(self.block(block));
            }
            out.push(part);
        }
        out
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading(title) => self.heading(2).with(title.as_ref()),
            Block::Para(phrase) => element("p").with_all(words(phrase)),
            Block::Hint(phrase) => element("p").attr("class", "hint").with_all(words(phrase)),
            Block::Quote(phrase) => element("blockquote").with(element("p").with_all(words(phrase))),
            Block::List(points) => {
                element("ul").with_all(points.iter().map(|point| element("li").with_all(words(point))))
            }
            Block::Facts(all) => facts(all),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::Beside(both) => beside(both),
            Block::SignOff(lines) => self.sign_off(lines),
        }
    }

    fn picture(&mut self, picture: &Picture) -> Markup {
        let caption = element("figcaption").with_all(words(&picture.alternative));
        let figure = element("figure").with(picture.drawing.clone()).with(caption);
        let table = picture.table.as_ref().map(|table| self.table(table));
        element("div").attr("class", "picture").with(figure).with_all(table)
    }

    /// A frame in which a wide table scrolls, also by keyboard, around it.
    fn framed(&mut self, caption: &Phrase, class: &'static str, table: impl IntoIterator<Item = Markup>) -> Markup {
        self.tables += 1;
        let id = format!("paper-table-{}", self.tables);
        let caption = element("caption").attr("id", id.clone()).with_all(words(caption));
        let frame = element("div").attr("class", "frame").attr("role", "region").attr("tabindex", "0");
        let table = element("table").attr("class", class).with(caption).with_all(table);
        frame.attr("aria-labelledby", id).with(table)
    }

    fn table(&mut self, table: &Table) -> Markup {
        let head = element("tr").with_all(table.columns.iter().map(|column| {
            let heading = element("th").attr("scope", "col").attr("class", class_of(column.kind));
            heading.with(column.name.as_ref())
        }));
        let groups: Vec<Markup> = table.groups.iter().map(|group| rows(group, &table.columns)).collect();
        let class = if table.columns.len() > 3 { "wide" } else { "narrow" };
        self.framed(&table.caption, class, std::iter::once(element("thead").with(head)).chain(groups))
    }

    fn sign_off(&mut self, lines: &[(&'static str, Phrase)]) -> Markup {
        let heading = |words: &'static str| element("th").attr("scope", "col").with(words);
        let head = ["", "Name", "Signature", "Date"];
        let head = head.map(|name| if name.is_empty() { element("td") } else { heading(name) });
        let line = |(role, name): &(&'static str, Phrase)| {
            element("tr")
                .with(element("th").attr("scope", "row").with(*role))
                .with(element("td").with_all(words(name)))
                .with(element("td"))
                .with(element("td"))
        };
        let head = element("thead").with(element("tr").with_all(head));
        let body = element("tbody").with_all(lines.iter().map(line));
        self.framed(&Phrase::default().own("Signatures"), "sign-off", [head, body])
    }
}

const fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Figure => "figure",
        Kind::Code => "code",
        Kind::Short => "short",
        Kind::Text => "text",
    }
}

fn rows(group: &Group, columns: &[Column]) -> Markup {
    let title = (!group.title.is_empty()).then(|| {
        let title = element("th").attr("scope", "rowgroup").attr("colspan", columns.len().to_string());
        element("tr").attr("class", "group").with(title.with(group.title.as_str()))
    });
    element("tbody").with_all(title).with_all(group.rows.iter().map(|own| row(own, columns)))
}

fn row(row: &Row, columns: &[Column]) -> Markup {
    let empty = Cell::new();
    let cells = columns.iter().enumerate().map(|(place, column)| {
        let cell = if place == 0 { element("th").attr("scope", "row") } else { element("td") };
        cell.attr("class", class_of(column.kind)).with_all(lines(row.cells.get(place).unwrap_or(&empty)))
    });
    let tag = element("tr");
    let tag = if row.is_sum { tag.attr("class", "sum") } else { tag };
    tag.with_all(cells)
}

/// A cell of one line as its words, one of several as paragraphs.
fn lines(cell: &Cell) -> Vec<Markup> {
    match cell.as_slice() {
        [one] => words(one),
        several => several.iter().map(|line| element("p").with_all(words(line))).collect(),
    }
}

fn facts(facts: &[Fact]) -> Markup {
    let fact = |(name, says): &Fact| {
        let says = says.iter().map(|line| element("dd").with_all(words(line)));
        element("div").with(element("dt").with(name.as_ref())).with_all(says)
    };
    element("dl").with_all(facts.iter().map(fact))
}

fn words(phrase: &Phrase) -> Vec<Markup> {
    let run = |run: &Run| match run {
        Run::Own(words) => Markup::from(words.as_ref()),
        Run::Strong(words) => element("strong").with(words.as_ref()),
        Run::Said(words) => said(words),
        Run::Address(address) => match web_link(address) {
            Some(link) => element("a").attr("href", link).attr("rel", "noreferrer").with(said(link)),
            None => said(address),
        },
        Run::Status(status) => {
            let word = super::document::word_of(*status);
            element("span").attr("class", "status").with(mark(*status)).with(word)
        }
        Run::Marked(pieces) => marked(pieces),
    };
    phrase.0.iter().map(run).collect()
}

/// What a person typed: set apart, so that its direction of writing stays its own, with the line breaks that they typed.
fn said(words: &str) -> Markup {
    let shown = shown(words);
    let own = element("bdi");
    // A day stays in one line.
    let own = if is_calendar_date(&shown) { own.attr("class", "day") } else { own };
    with_lines(own, &shown)
}

/// Adds a text with its line breaks.
fn with_lines(mut place: Markup, text: &str) -> Markup {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            place = place.with(element("br"));
        }
        if !line.is_empty() {
            place = place.with(line);
        }
    }
    place
}

/// What a person typed, in pieces: one text with one direction, in which what was taken out or put in is struck out or
/// underlined, and called so for who hears it.
fn marked(pieces: &[Piece]) -> Markup {
    let heard = |words: &str| element("span").attr("class", "heard").with(words);
    pieces.iter().fold(element("bdi"), |own, piece| {
        let text = shown(piece.text());
        match piece {
            Piece::Same(_) => with_lines(own, &text),
            Piece::Gone(_) => own.with(heard("[removed: ")).with(with_lines(element("del"), &text)).with(heard("]")),
            Piece::New(_) => own.with(heard("[added: ")).with(with_lines(element("ins"), &text)).with(heard("]")),
        }
    })
}

fn beside(both: &Beside) -> Markup {
    let [left, right] = both.sides;
    let cell = |name: &str, says: &Cell| {
        element("dd").with(element("span").attr("class", "which").with(name)).with_all(lines(says))
    };
    let rows = both.rows.iter().map(|(name, before, after)| {
        element("div").with(element("dt").with(*name)).with(cell(left, before)).with(cell(right, after))
    });
    element("dl").attr("class", "beside").with_all(rows)
}
