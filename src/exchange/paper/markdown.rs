//! A document as Markdown (CommonMark with the tables of GitHub), which editors, wikis and converters read.
//!
//! What people typed stays text in every renderer: no character of it can begin anything else.

use super::document::{Beside, Block, Cell, Document, Fact, Phrase, Row, Run, Section, Table, shown, word_of};
use crate::assessment::{Piece, web_link};

/// The document as Markdown. Pictures come as the tables behind them.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::with_capacity(1 << 16);
    heading(1, &document.title, &mut out);
    if !document.first.is_empty() {
        para(&document.first, &mut out);
    }
    facts(&document.facts, &mut out);
    let is_numbered = document.sections.len() > 1;
    for (index, section) in document.sections.iter().enumerate() {
        let title = if is_numbered { format!("{}. {}", index + 1, section.title) } else { section.title.to_string() };
        heading(2, &Phrase::default().own(title), &mut out);
        blocks(section, &mut out);
    }
    // One line break at the end.
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

fn blocks(section: &Section, out: &mut String) {
    for block in &section.blocks {
        match block {
            Block::Heading(title) => heading(3, &Phrase::default().own(title.to_string()), out),
            Block::Para(phrase) | Block::Hint(phrase) => para(phrase, out),
            Block::Quote(phrase) => {
                out.push_str("> ");
                words(phrase, "\\\n> ", out);
                out.push_str("\n\n");
            }
            Block::List(points) => {
                for point in points {
                    out.push_str("- ");
                    words(point, "\\\n  ", out);
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Facts(all) => facts(all, out),
            Block::Table(table) => self::table(table, out),
            Block::Picture(picture) => {
                para(&picture.alternative, out);
                if let Some(behind) = &picture.table {
                    table(behind, out);
                }
            }
            Block::Beside(both) => beside(both, out),
            Block::SignOff(lines) => sign_off(lines, out),
        }
    }
}

fn heading(level: usize, phrase: &Phrase, out: &mut String) {
    out.extend(std::iter::repeat_n('#', level));
    out.push(' ');
    words(phrase, " ", out);
    out.push_str("\n\n");
}

fn para(phrase: &Phrase, out: &mut String) {
    words(phrase, "\\\n", out);
    out.push_str("\n\n");
}

fn facts(facts: &[Fact], out: &mut String) {
    for (name, says) in facts {
        out.push_str("- **");
        escape(name, " ", out);
        out.push_str(":** ");
        for (index, line) in says.iter().enumerate() {
            if index > 0 {
                out.push_str("\\\n  ");
            }
            words(line, "\\\n  ", out);
        }
        out.push('\n');
    }
    out.push('\n');
}

fn table(table: &Table, out: &mut String) {
    out.push_str("**");
    words(&table.caption, " ", out);
    out.push_str("**\n\n|");
    for column in &table.columns {
        out.push(' ');
        escape(&column.name, " ", out);
        out.push_str(" |");
    }
    out.push_str("\n|");
    for column in &table.columns {
        out.push_str(if column.kind == super::document::Kind::Figure { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    for group in &table.groups {
        if !group.title.is_empty() {
            let title = Phrase::default().strong(group.title.clone());
            row(&Row { cells: vec![vec![title]], is_sum: false }, table.columns.len(), out);
        }
        for own in &group.rows {
            row(own, table.columns.len(), out);
        }
    }
    out.push('\n');
}

fn row(row: &Row, columns: usize, out: &mut String) {
    let empty = Cell::new();
    out.push('|');
    for place in 0..columns {
        out.push(' ');
        let strong = if row.is_sum && place == 0 { "**" } else { "" };
        out.push_str(strong);
        for (index, line) in row.cells.get(place).unwrap_or(&empty).iter().enumerate() {
            if index > 0 {
                out.push_str("<br>");
            }
            words(line, "<br>", out);
        }
        out.push_str(strong);
        out.push_str(" |");
    }
    out.push('\n');
}

fn beside(both: &Beside, out: &mut String) {
    let [left, right] = both.sides;
    out.push_str(&format!("| | {left} | {right} |\n| --- | --- | --- |\n"));
    for (name, before, after) in &both.rows {
        let cells = vec![vec![Phrase::default().own(*name)], before.clone(), after.clone()];
        row(&Row { cells, is_sum: false }, 3, out);
    }
    out.push('\n');
}

fn sign_off(lines: &[(&'static str, Phrase)], out: &mut String) {
    out.push_str("| | Name | Signature | Date |\n| --- | --- | --- | --- |\n");
    for (role, name) in lines {
        let role = Phrase::default().own(*role);
        row(&Row { cells: vec![vec![role], vec![name.clone()]], is_sum: false }, 4, out);
    }
    out.push('\n');
}

/// Writes a phrase; `line_break` stands for the line breaks that people typed.
fn words(phrase: &Phrase, line_break: &str, out: &mut String) {
    for run in &phrase.0 {
        match run {
            Run::Own(words) => escape(words, line_break, out),
            Run::Strong(words) => {
                out.push_str("**");
                escape(words, line_break, out);
                out.push_str("**");
            }
            Run::Said(words) => escape(&shown(words), line_break, out),
            Run::Address(address) => match web_link(address) {
                Some(link) if link.bytes().all(is_plain) => {
                    out.push('<');
                    out.push_str(link);
                    out.push('>');
                }
                Some(link) => {
                    out.push('[');
                    escape(link, line_break, out);
                    out.push_str("](<");
                    // Inside the brackets the same characters mean something, and the same escapes hold.
                    escape(link, line_break, out);
                    out.push_str(">)");
                }
                None => escape(&shown(address), line_break, out),
            },
            Run::Status(status) => out.push_str(word_of(*status)),
            // In words: marks of Markdown do not hold between all characters.
            Run::Marked(pieces) => {
                for piece in pieces {
                    let (before, after) = match piece {
                        Piece::Same(_) => ("", ""),
                        Piece::Gone(_) => ("\\[removed: ", "\\]"),
                        Piece::New(_) => ("\\[added: ", "\\]"),
                    };
                    out.push_str(before);
                    escape(&shown(piece.text()), line_break, out);
                    out.push_str(after);
                }
            }
        }
    }
}

/// A character of an address that means nothing in Markdown between `<` and `>`, also in a table.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'=' | b'%' | b'+' | b',')
}

/// Writes a text so that it stays one: every character that means something in Markdown, at its place, gets a backslash.
fn escape(text: &str, line_break: &str, out: &mut String) {
    let mut lines = text.split('\n').peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        // White space at the start of a line would make a block of code, at its end a line break. At the ends of the
        // whole it parts words.
        let line = if is_first { line } else { line.trim_start() };
        let line = if lines.peek().is_some() { line.trim_end() } else { line };
        if !is_first {
            out.push_str(line_break);
        }
        is_first = false;
        let mut before = None;
        let mut chars = line.chars().peekable();
        while let Some(char) = chars.next() {
            let next = chars.peek().copied();
            let means = match char {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '{' | '}' | '|' | '~' | '$' | '#' | '@' | '^' => true,
                // An entity, or the end of what looks like one that goes on elsewhere.
                '&' => next.is_none_or(|next| next == '#' || next.is_ascii_alphanumeric()),
                // A scheme, an emoji by its name, a definition; not a time of the day.
                ':' => next.is_some_and(|next| !next.is_whitespace() && !next.is_ascii_digit()) || is_line_start(out),
                // A list, a rule, an underline of a heading.
                '-' | '+' | '=' => before == Some(char) || is_line_start(out),
                // A numbered list, `www.`.
                '.' if out.ends_with("www") || out.ends_with("WWW") => true,
                '.' | ')' => next.is_none_or(char::is_whitespace) && ends_a_number(out),
                _ => false,
            };
            if means {
                out.push('\\');
            }
            out.push(char);
            before = Some(char);
        }
    }
}

/// Whether nothing but the marks of blocks stands in the line so far.
fn is_line_start(out: &str) -> bool {
    let rest = out.trim_end_matches(['-', '>', ' ']);
    rest.is_empty() || rest.ends_with('\n')
}

/// Whether nothing but a number stands in the line so far.
fn ends_a_number(out: &str) -> bool {
    let rest = out.trim_end_matches(|char: char| char.is_ascii_digit());
    rest.len() < out.len() && is_line_start(rest)
}
