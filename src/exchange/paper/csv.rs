//! Tables for Excel and other programs: comma-separated, by RFC 4180.

use crate::assessment::visible;

/// A table as CSV: UTF-8 with the mark that tells Excel so, lines that end in CR LF, every cell in quotation marks.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236). Characters that cannot be
/// seen come as what they are (`[U+202E]`), since a spreadsheet would show another text than the one that is stored.
#[must_use]
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = String::from('\u{feff}');
    line(head.iter().map(|name| (*name).to_owned()), &mut out);
    for row in rows {
        line(row.into_iter(), &mut out);
    }
    out
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push('"');
        // Also behind white space and marks: some programs look there.
        let start = cell.trim_start().chars().next();
        if cell.starts_with(['\t', '\r', '\n'])
            || start.is_some_and(|char| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(char))
        {
            out.push('\'');
        }
        out.push_str(&visible(&cell).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
