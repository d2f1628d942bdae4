//! Drawings of how far an assessment is: bars for each process and activity.
//!
//! What belongs here: which rows there are, how a bar is drawn, and the table behind the drawing. The other drawings are
//! in `heat_map.rs` (every requirement) and `course.rs` (readiness from snapshot to snapshot). Never here: a rule about
//! answers, or anything of the page.
//!
//! Every drawing is plain HTML with one small SVG for each row, so that names wrap, nothing is scaled on a phone, and paper
//! cuts between rows and never through one. Widths are in percent of the row, patterns are drawn with dashed lines: no id
//! can clash with another drawing of the same page. Where there is no style sheet at all, the attributes alone can be read.
//!
//! Classes for the style sheets, all below `.chart`; a status is one of `met`, `partly-met`, `not-met`, `not-applicable`,
//! `estimated`, `unanswered`, and stands beside `seg` or `cell`; it gives the colour (`--tone`):
//! - `.chart-legend` (a list), `.chart-key` (the sample in it, an SVG).
//! - `.bars` with rows `li.bars-row` and `.process`, `.activity` or `.all`; the first is `.bars-head`, for the eye only. In
//!   a row `.bars-name`, `.bars-track` (the SVG), `.bars-beside` (counts that no segment has room for), `.bars-coverage`
//!   and `.bars-readiness`; in these `.bars-word`, which may be hidden from the eye where `.bars-head` is shown.
//! - `.heat` with blocks `.heat-block`; in a block `.heat-name` and `.heat-row` (the SVG) of `a.cell` or `g.cell`.
//! - `.course` (the SVG, as wide as there is room) with `.course-grid`, `.course-line`, `.course-dot`, `.course-word`.
//! - In SVG: `.seg` and `.cell` are filled in the tone, `.seg` and `.back` (the box of a cell) have their lines in it;
//!   `.ground` is filled in the colour of the paper, `.on-ink` is text in the colour of the paper, `.on-ground` text in the
//!   colour of text, in `.seg` with a rim of paper.

use super::figures::percent;
use super::markup::{Markup, element};
use super::status::status_tone;
use crate::assessment::{Assessment, Status, Tally};
use crate::standard::{Clause, Edition};

/// Where a row of the numbers stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The sum of a process.
    Process,
    /// An activity, below its process.
    Activity,
    /// The sum of everything in scope; the last row.
    All,
}

/// The numbers of a process, an activity or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressRow {
    /// Where it stands.
    pub level: Level,
    /// Its clause; none for the whole.
    pub clause: Option<Clause>,
    /// `5.1 Software development planning`.
    pub name: String,
    /// Its numbers.
    pub tally: Tally,
}

/// The rows of bars and table: each process with its activities as far as anything of them is in scope, and the whole.
#[must_use]
pub fn progress_rows(assessment: &Assessment) -> Vec<ProgressRow> {
    let scope = assessment.scope();
    rows_of(assessment.edition, |activity| {
        let asked = assessment.edition.activities().find(|known| known.clause == activity)?;
        let asked = asked.requirements.iter().filter(|requirement| scope.includes(requirement));
        Some(Tally::of(asked.map(|asked| assessment.standing(asked.clause))))
    })
}

/// The rows from numbers that are known for each activity; none for one that has nothing in scope.
pub fn rows_of(edition: &Edition, tally_of: impl Fn(Clause) -> Option<Tally>) -> Vec<ProgressRow> {
    let mut rows = Vec::new();
    let mut all = Tally::default();
    for process in edition.processes {
        let place = rows.len();
        let mut sum = Tally::default();
        for activity in process.activities {
            let Some(tally) = tally_of(activity.clause).filter(|tally| *tally != Tally::default()) else { continue };
            sum = Tally::sum([sum, tally]);
            let name = format!("{} {}", activity.clause, activity.title);
            rows.push(ProgressRow { level: Level::Activity, clause: Some(activity.clause), name, tally });
        }
        if sum != Tally::default() {
            let name = format!("{} {}", process.clause, process.title);
            let row = ProgressRow { level: Level::Process, clause: Some(process.clause), name, tally: sum };
            rows.insert(place, row);
            all = Tally::sum([all, sum]);
        }
    }
    rows.push(ProgressRow { level: Level::All, clause: None, name: "All in scope".to_owned(), tally: all });
    rows
}

impl ProgressRow {
    /// Whether anything in these rows is estimated; then the table has a column for it.
    #[must_use]
    pub fn any_estimated(rows: &[Self]) -> bool {
        rows.iter().any(|row| row.tally.estimated() > 0)
    }

    /// The heads of the table's columns behind the name.
    #[must_use]
    pub fn heads(with_estimates: bool) -> Vec<&'static str> {
        let mut heads = vec!["Met", "Partly met", "Not met", "Not applicable", "Unanswered"];
        if with_estimates {
            heads.push("Estimated");
        }
        heads.extend(["Coverage", "Readiness"]);
        heads
    }

    /// What stands in these columns. What is estimated is a part of the unanswered.
    #[must_use]
    pub fn cells(&self, with_estimates: bool) -> Vec<String> {
        let Tally { met, partly_met, not_met, not_applicable, unanswered, .. } = self.tally;
        let counts = [met, partly_met, not_met, not_applicable, unanswered];
        let mut cells: Vec<String> = counts.iter().map(u16::to_string).collect();
        if with_estimates {
            cells.push(self.tally.estimated().to_string());
        }
        cells.extend([percent(self.tally.coverage()), percent(self.tally.readiness())]);
        cells
    }

    const fn class(&self) -> &'static str {
        match self.level {
            Level::Process => "process",
            Level::Activity => "activity",
            Level::All => "all",
        }
    }
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Its class in the style sheets.
    pub class: &'static str,
    /// What it counts, as words behind a number: `partly met`.
    pub words: &'static str,
    /// How many requirements.
    pub count: u16,
    /// Where it begins, in hundredths of a percent of the bar.
    pub from: u32,
    /// Where it ends; the last one ends at 10,000.
    pub to: u32,
}

const KINDS: [(&str, &str, &str); 6] = [
    ("met", "met", "Met"),
    ("partly-met", "partly met", "Partly met"),
    ("not-met", "not met", "Not met"),
    ("not-applicable", "not applicable", "Not applicable"),
    ("estimated", "only estimated", "Only estimated"),
    ("unanswered", "unanswered", "Unanswered"),
];

/// The parts of the bar of these numbers, without empty ones. Each begins where the one before ends.
#[must_use]
pub fn segments(tally: Tally) -> Vec<Segment> {
    let estimated = tally.estimated().min(tally.unanswered);
    let open = tally.unanswered - estimated;
    let counts = [tally.met, tally.partly_met, tally.not_met, tally.not_applicable, estimated, open];
    let whole: u32 = counts.iter().map(|count| u32::from(*count)).sum();
    let mut sum = 0;
    let mut from = 0;
    let mut found = Vec::new();
    for ((class, words, _), count) in KINDS.into_iter().zip(counts) {
        if count > 0 {
            sum += u32::from(count);
            let to = sum * 10_000 / whole.max(1);
            found.push(Segment { class, words, count, from, to });
            from = to;
        }
    }
    found
}

/// The counts in words: `9 met, 2 partly met, 1 unanswered`. What a bar says to those who do not see it.
#[must_use]
pub fn counts_in_words(tally: Tally) -> String {
    let parts: Vec<String> = segments(tally).iter().map(|part| format!("{} {}", part.count, part.words)).collect();
    if parts.is_empty() { "nothing in scope".to_owned() } else { parts.join(", ") }
}

/// The bars. `link` gives an activity the address that its name leads to; on paper and in files there is none.
#[must_use]
pub fn bars(rows: &[ProgressRow], link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let list = element("ul").attr("class", "bars").with(bars_head());
    let list = list.with_all(rows.iter().map(|row| bars_row(row, link)));
    element("div").attr("class", "chart").with(bars_legend(ProgressRow::any_estimated(rows))).with(list)
}

/// The names of the two columns of figures, for the eye: each figure has its word in the row.
#[must_use]
pub fn bars_head() -> Markup {
    let word = |class: &'static str, word: &'static str| element("span").attr("class", class).with(word);
    let head = element("li").attr("class", "bars-row bars-head").attr("aria-hidden", "true");
    head.with(word("bars-coverage", "Coverage")).with(" ").with(word("bars-readiness", "Readiness"))
}

/// One row of the bars.
#[must_use]
pub fn bars_row(row: &ProgressRow, link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let address = link.zip(row.clause.filter(|_| row.level == Level::Activity)).map(|(link, clause)| link(clause));
    let name = element("span").attr("class", "bars-name").with(match address {
        Some(address) => element("a").attr("href", address).with(row.name.as_str()),
        None => row.name.as_str().into(),
    });
    let value = |class: &'static str, word: &'static str, value: Option<u8>| {
        let word = element("span").attr("class", "bars-word").with(word);
        element("span").attr("class", class).with(word).with(percent(value))
    };
    let parts = segments(row.tally);
    let beside: Vec<String> =
        parts.iter().filter(|part| !has_room(part)).map(|part| format!("{} {}", part.count, part.words)).collect();
    let mut line = element("li").attr("class", format!("bars-row {}", row.class()));
    line = line.with(name).with(track(&parts, &counts_in_words(row.tally)));
    if !beside.is_empty() {
        // Said by the bar already.
        let beside = element("span").attr("class", "bars-beside").attr("aria-hidden", "true").with(beside.join(", "));
        line = line.with(" ").with(beside);
    }
    let coverage = value("bars-coverage", "Coverage ", row.tally.coverage());
    line.with(" ").with(coverage).with(" ").with(value("bars-readiness", "Readiness ", row.tally.readiness()))
}

/// Whether the number fits into the segment in the narrowest bar that is drawn, some 300 px.
fn has_room(part: &Segment) -> bool {
    let digits = part.count.to_string().len();
    let least = match digits {
        1 => 500,
        2 => 800,
        _ => 1_100,
    };
    part.to - part.from >= least
}

const HEIGHT: &str = "20";

fn track(parts: &[Segment], words: &str) -> Markup {
    let svg = element("svg").attr("class", "bars-track").attr("role", "img").attr("aria-label", words);
    let svg = svg.attr("width", "100%").attr("height", HEIGHT);
    // Taken over by every number inside.
    let svg = svg.attr("text-anchor", "middle").attr("font-size", "12").attr("font-weight", "600");
    svg.with_all(parts.iter().map(|part| {
        let drawn = segment(part.class).attr("x", hundredths(part.from)).attr("width", hundredths(part.to - part.from));
        if has_room(part) { drawn.with(number(part)) } else { drawn }
    }))
}

/// The count in the middle of a segment; where that is patterned, with a rim of paper.
fn number(part: &Segment) -> Markup {
    let text = element("text").attr("x", "50%").attr("y", "14.5").with(part.count.to_string());
    if part.class == "met" {
        return text.attr("class", "on-ink").attr("fill", "#fff").attr("stroke", "none");
    }
    let text = text.attr("class", "on-ground").attr("fill", "currentColor").attr("stroke", "#fff");
    text.attr("stroke-width", "6").attr("stroke-linejoin", "round").attr("paint-order", "stroke")
}

/// The drawing of a kind of segment, as wide and high as it is put. The more ink, the more is met: full, half, dots, a
/// line, sparse stripes in dashes, nothing.
fn segment(class: &'static str) -> Markup {
    let tone = tone_of(class);
    let area = |height: &'static str| element("rect").attr("width", "100%").attr("height", height);
    let ground = area("100%").attr("class", "ground").attr("fill", "#fff").attr("stroke-width", "2");
    let line = |width: &'static str, y: &'static str| {
        element("line").attr("x2", "100%").attr("y1", y).attr("y2", y).attr("stroke-width", width)
    };
    let svg = element("svg").attr("class", format!("seg {class}")).attr("fill", tone).attr("stroke", tone);
    match class {
        "met" => svg.with(area("100%")),
        "partly-met" => svg.with(ground).with(area("50%").attr("y", "50%")),
        "not-met" => {
            let dots = |y| line("3", y).attr("stroke-dasharray", "0 7").attr("stroke-linecap", "round");
            svg.with(ground).with(dots("5")).with(dots("10")).with(dots("15"))
        }
        "not-applicable" => svg.with(ground).with(line("2", "10")),
        "estimated" => {
            svg.with(ground.attr("stroke-dasharray", "5 3")).with(line(HEIGHT, "10").attr("stroke-dasharray", "1 7"))
        }
        _ => svg.with(ground.attr("stroke-dasharray", "2 3")),
    }
}

fn tone_of(class: &str) -> &'static str {
    status_tone(Status::from_key(class))
}

/// What each pattern means. The words say it; the samples are for the eye.
#[must_use]
pub fn bars_legend(with_estimates: bool) -> Markup {
    let kinds = KINDS.into_iter().filter(|(class, ..)| with_estimates || *class != "estimated");
    element("ul").attr("class", "chart-legend").with_all(kinds.map(|(class, _, label)| {
        let key = element("svg").attr("class", "chart-key").attr("aria-hidden", "true");
        let key = key.attr("width", "32").attr("height", HEIGHT).with(segment(class).attr("width", "100%"));
        element("li").with(key).with(" ").with(label)
    }))
}

/// `12.34%` of hundredths of a percent.
fn hundredths(value: u32) -> String {
    match (value / 100, value % 100) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest:02}%"),
    }
}

/// The table behind the bars, with the same rows.
#[must_use]
pub fn progress_table(rows: &[ProgressRow], link: Option<&dyn Fn(Clause) -> String>) -> Markup {
    let estimated = ProgressRow::any_estimated(rows);
    let heads = ["Process and activity"].into_iter().chain(ProgressRow::heads(estimated));
    let head = element("tr").with_all(heads.map(|name| element("th").attr("scope", "col").with(name)));
    let line = |row: &ProgressRow| {
        let address = link.zip(row.clause.filter(|_| row.level == Level::Activity)).map(|(link, clause)| link(clause));
        let name = element("th").attr("scope", "row").with(match address {
            Some(address) => element("a").attr("href", address).with(row.name.as_str()),
            None => row.name.as_str().into(),
        });
        let cells = row.cells(estimated).into_iter().map(|cell| element("td").with(cell));
        element("tr").attr("class", row.class()).with(name).with_all(cells)
    };
    let (parts, all): (Vec<&ProgressRow>, Vec<&ProgressRow>) = rows.iter().partition(|row| row.level != Level::All);
    let class = if estimated { "counts-table with-estimates" } else { "counts-table" };
    element("table")
        .attr("class", class)
        .with(element("thead").with(head))
        .with(element("tbody").with_all(parts.into_iter().map(line)))
        .with(element("tfoot").with_all(all.into_iter().map(line)))
}
