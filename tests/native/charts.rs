//! The drawings of an assessment: that they show what is so, all of it, and once.

use crate::generate::{answered, config};
use crate::snapshots;
use iec62304_readiness::assessment::{Assessment, Standing, Status, Tally};
use iec62304_readiness::exchange::paper::{
    Level, Markup, Moment, ProgressRow, bars, counts_in_words, course, course_table, heat_map, heat_rows, heat_table,
    moments, progress_rows, progress_table, segments, standing_words,
};
use iec62304_readiness::exchange::{examples, read_file};
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::prelude::*;

/// The worked examples with their names.
fn worked() -> impl Iterator<Item = (&'static str, Assessment)> {
    examples().iter().map(|example| {
        let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), example.path());
        (example.key, read_file(&std::fs::read(path).unwrap()).unwrap().assessment)
    })
}

/// Any numbers, the estimated ones a part of the unanswered.
fn tally() -> impl Strategy<Value = Tally> {
    let counts = || prop_oneof![Just(0_u16), 1_u16..12, 0_u16..400];
    (counts(), counts(), counts(), counts(), (counts(), counts(), counts(), counts())).prop_map(
        |(met, partly_met, not_met, not_applicable, (estimated_met, estimated_partly_met, estimated_not_met, open))| {
            let unanswered = estimated_met + estimated_partly_met + estimated_not_met + open;
            Tally {
                met,
                partly_met,
                not_met,
                not_applicable,
                unanswered,
                estimated_met,
                estimated_partly_met,
                estimated_not_met,
            }
        },
    )
}

/// Every element of the tree, in order.
fn elements(markup: &Markup) -> Vec<&Markup> {
    let mut found = Vec::new();
    if let Markup::Element { children, .. } = markup {
        found.push(markup);
        found.extend(children.iter().flat_map(elements));
    }
    found
}

fn tag(markup: &Markup) -> &str {
    match markup {
        Markup::Element { tag, .. } => tag,
        Markup::Text(_) => "",
    }
}

fn attribute<'a>(markup: &'a Markup, wanted: &str) -> Option<&'a str> {
    let Markup::Element { attributes, .. } = markup else { return None };
    attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
}

fn of_class<'a>(markup: &'a Markup, wanted: &str) -> Vec<&'a Markup> {
    let has = |one: &&Markup| attribute(one, "class").is_some_and(|class| class.split(' ').any(|one| one == wanted));
    elements(markup).into_iter().filter(has).collect()
}

/// Hundredths of a percent of `12.34%`.
fn hundredths(text: &str) -> u32 {
    let (whole, rest) = text.strip_suffix('%').unwrap().split_once('.').unwrap_or((text.trim_end_matches('%'), "00"));
    assert_eq!(rest.len(), 2, "{text}");
    whole.parse::<u32>().unwrap() * 100 + rest.parse::<u32>().unwrap()
}

/// The rows of a table's body and foot as texts.
fn table_rows(table: &Markup) -> Vec<Vec<String>> {
    let rows = elements(table).into_iter().filter(|one| tag(one) == "tr");
    let cells = |row| elements(row).into_iter().filter(|one| ["td", "th"].contains(&tag(one))).map(Markup::text);
    rows.skip(1).map(|row| cells(row).collect()).collect()
}

fn address(clause: Clause) -> String {
    format!("#/a/x/requirement/{clause}")
}

/// What every drawing keeps to: no ids, which could clash, no style attributes, which the page forbids, and a name or
/// nothing to say for each picture.
fn is_well_made(drawing: &Markup) {
    for element in elements(drawing) {
        assert_eq!(attribute(element, "id"), None);
        assert_eq!(attribute(element, "style"), None);
        if tag(element) != "svg" {
            continue;
        }
        let class = attribute(element, "class").unwrap();
        if class.starts_with("seg ") {
            continue;
        }
        let is_silent = attribute(element, "aria-hidden") == Some("true");
        let is_named = attribute(element, "role").is_some() && attribute(element, "aria-label").is_some();
        assert!(is_silent != is_named, "{class}");
    }
}

#[test]
fn a_bar_is_parted_as_counted_by_hand() {
    let tally = Tally { met: 2, not_met: 1, unanswered: 3, estimated_met: 1, ..Tally::default() };
    let parts: Vec<_> = segments(tally).iter().map(|part| (part.class, part.count, part.from, part.to)).collect();
    assert_eq!(
        parts,
        [
            ("met", 2, 0, 3333),
            ("not-met", 1, 3333, 5000),
            ("estimated", 1, 5000, 6666),
            ("unanswered", 2, 6666, 10_000)
        ]
    );
    assert_eq!(counts_in_words(tally), "2 met, 1 not met, 1 only estimated, 2 unanswered");
    assert_eq!(counts_in_words(Tally::default()), "nothing in scope");
    assert_eq!(segments(Tally::default()), []);
}

#[test]
fn an_empty_assessment_has_one_row_for_each_activity_and_all_of_it_open() {
    let assessment = Assessment::new("x".to_owned(), default_edition(), String::new());
    let rows = progress_rows(&assessment);
    assert_eq!(rows.iter().filter(|row| row.level == Level::Process).count(), 6);
    let last = rows.last().unwrap();
    assert_eq!((last.level, last.tally.unanswered), (Level::All, 94));
    assert_eq!(last.cells(false), ["0", "0", "0", "0", "94", "0 %", "0 %"]);
    assert_eq!(last.cells(true), ["0", "0", "0", "0", "94", "0", "0 %", "0 %"]);
    assert_eq!(ProgressRow::heads(true).len(), last.cells(true).len());
    assert_eq!(ProgressRow::heads(false).len(), last.cells(false).len());
}

#[test]
fn a_cell_says_which_requirement_it_is_and_how_it_stands() {
    let mut assessment = Assessment::new("x".to_owned(), default_edition(), String::new());
    let clause: Clause = "5.1.1".parse().unwrap();
    assessment.answers.entry(clause).or_default().status = Some(Status::PartlyMet);
    assessment.set_estimate("5.2".parse().unwrap(), Some(Some(Status::Met)), "");
    let rows = heat_rows(&assessment);
    let map = heat_map(&rows, Some(&address));
    let cells = of_class(&map, "cell");
    let named = |wanted: &str| cells.iter().copied().find(|cell| cell.text().starts_with(wanted)).unwrap();
    let cell = named("5.1.1 ");
    assert_eq!(attribute(cell, "href"), Some("#/a/x/requirement/5.1.1"));
    assert_eq!(attribute(cell, "class"), Some("cell partly-met"));
    assert!(cell.text().starts_with("5.1.1 Software development plan: partly met"), "{}", cell.text());
    assert!(named("5.2.1 ").text().contains(": unanswered, estimated met"));
    assert_eq!(attribute(named("5.2.1 "), "class"), Some("cell unanswered estimated"));
    assert!(named("9.1 ").text().contains(": unanswered"));
    // One stop for Tab; the arrow keys do the rest.
    assert_eq!(cells.iter().filter(|cell| attribute(cell, "tabindex") == Some("0")).count(), 1);
    assert_eq!(cells.iter().filter(|cell| attribute(cell, "tabindex") == Some("-1")).count(), 93);
    // In a file nothing leads anywhere, and nothing takes the focus.
    let silent = heat_map(&rows, None);
    assert!(elements(&silent).iter().all(|one| tag(one) != "a" && attribute(one, "tabindex").is_none()));
}

#[test]
fn the_course_is_drawn_from_two_snapshots_on() {
    let mut assessment = Assessment::new("x".to_owned(), default_edition(), String::new());
    let day = |taken: &str| taken.get(..10).unwrap_or_default().to_owned();
    assessment.take_snapshot("First".to_owned(), "2026-01-31T10:00:00Z");
    assert_eq!(course(&moments(&assessment, day)), None);
    for requirement in assessment.scope().requirements() {
        assessment.answers.entry(requirement.clause).or_default().status = Some(Status::PartlyMet);
    }
    assessment.take_snapshot("Second <b>".to_owned(), "2026-02-28T10:00:00Z");
    for answer in assessment.answers.values_mut() {
        answer.status = Some(Status::Met);
    }
    let known = moments(&assessment, day);
    let drawing = course(&known).unwrap();
    assert_eq!(attribute(&drawing, "aria-label"), Some("Readiness: First 0 %, Second <b> 50 %, now 100 %"));
    assert_eq!(
        table_rows(&course_table(&known)),
        [
            ["First", "2026-01-31", "94", "94", "0", "0 %", "0 %"],
            ["Second <b>", "2026-02-28", "94", "0", "94", "100 %", "50 %"],
            ["Now", "", "94", "0", "0", "100 %", "100 %"],
        ]
    );
    // Three treads and the two rises between them.
    assert_eq!(of_class(&drawing, "course-line").len(), 5);
    is_well_made(&drawing);
}

#[test]
fn of_many_snapshots_the_last_five_are_drawn_and_all_are_in_the_table() {
    let mut assessment = Assessment::new("x".to_owned(), default_edition(), String::new());
    for day in 10..30 {
        assessment.take_snapshot(format!("No. {day}"), &format!("2026-01-{day}T10:00:00Z"));
    }
    let known = moments(&assessment, str::to_owned);
    let label = course(&known).unwrap();
    assert_eq!(
        attribute(&label, "aria-label"),
        Some("Readiness: No. 25 0 %, No. 26 0 %, No. 27 0 %, No. 28 0 %, No. 29 0 %, now 0 %")
    );
    assert_eq!(table_rows(&course_table(&known)).len(), 21);
}

/// A page of its own around the drawings, so that a person can open what is kept.
fn sheet(key: &str, assessment: &Assessment) -> String {
    let mut out = format!("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{key}</title>\n");
    let rows = progress_rows(assessment);
    let heat = heat_rows(assessment);
    for drawing in [bars(&rows, None), progress_table(&rows, None), heat_map(&heat, None), heat_table(&heat, None)] {
        drawing.write(&mut out);
        out.push('\n');
    }
    // A line for each element that matters, so that a change can be read.
    for start in ["<li", "<div", "<tr", "<svg class=\"seg", "<g"] {
        out = out.replace(start, &format!("\n{start}"));
    }
    out.push_str("</html>\n");
    out
}

#[test]
fn the_drawings_of_the_worked_examples_are_as_a_person_has_seen_them() {
    for (key, assessment) in worked() {
        snapshots::holds_as(&format!("charts-{key}.html"), &sheet(key, &assessment));
    }
}

#[test]
fn the_drawn_course_is_as_a_person_has_seen_it() {
    let moment = |name: Option<&str>, day: &str, met, not_met| Moment {
        name: name.map(str::to_owned),
        day: day.to_owned(),
        tally: Tally { met, not_met, ..Tally::default() },
    };
    let known = [
        moment(Some("Before the audit"), "31 Jan 2026", 20, 74),
        moment(Some("After it"), "28 Feb 2026", 60, 34),
        moment(None, "", 50, 44),
    ];
    let mut out = String::new();
    course(&known).unwrap().write(&mut out);
    for start in ["<line", "<text"] {
        out = out.replace(start, &format!("\n{start}"));
    }
    out.push('\n');
    snapshots::holds_as("course.svg", &out);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn the_parts_of_a_bar_fill_it_exactly(tally in tally()) {
        let parts = segments(tally);
        let mut end = 0;
        for part in &parts {
            prop_assert_eq!(part.from, end);
            prop_assert!(part.to > part.from);
            prop_assert!(part.count > 0);
            end = part.to;
        }
        prop_assert_eq!(end, if tally.in_scope() == 0 { 0 } else { 10_000 });
        let sum: u16 = parts.iter().map(|part| part.count).sum();
        prop_assert_eq!(sum, tally.in_scope());
        // The drawing too: what stands in its attributes.
        let row = ProgressRow { level: Level::All, clause: None, name: "All".to_owned(), tally };
        let drawing = bars(&[row], None);
        let mut end = 0;
        for part in of_class(&drawing, "bars-track").into_iter().flat_map(|track| of_class(track, "seg")) {
            prop_assert_eq!(hundredths(attribute(part, "x").unwrap()), end);
            end += hundredths(attribute(part, "width").unwrap());
        }
        prop_assert_eq!(end, if tally.in_scope() == 0 { 0 } else { 10_000 });
    }

    #[test]
    fn every_count_is_said_and_shown(tally in tally()) {
        let row = ProgressRow { level: Level::Activity, clause: None, name: "5.1 Plan".to_owned(), tally };
        let drawing = bars(std::slice::from_ref(&row), None);
        let track = of_class(&drawing, "bars-track")[0];
        prop_assert_eq!(attribute(track, "aria-label").unwrap(), counts_in_words(tally));
        let said = counts_in_words(tally);
        let beside = of_class(&drawing, "bars-beside").first().map(|one| one.text()).unwrap_or_default();
        let inside: Vec<String> = elements(track).into_iter().filter(|one| tag(one) == "text").map(Markup::text).collect();
        for part in segments(tally) {
            let words = format!("{} {}", part.count, part.words);
            prop_assert!(said.split(", ").any(|one| one == words), "{said}");
            let is_beside = beside.split(", ").any(|one| one == words);
            prop_assert!(is_beside || inside.contains(&part.count.to_string()), "{words}: {beside} / {inside:?}");
        }
    }

    #[test]
    fn drawing_and_table_agree_and_add_up(assessment in answered()) {
        let rows = progress_rows(&assessment);
        let all = rows.last().unwrap();
        prop_assert_eq!(all.tally, assessment.tally());
        for level in [Level::Process, Level::Activity] {
            let sum = Tally::sum(rows.iter().filter(|row| row.level == level).map(|row| row.tally));
            prop_assert_eq!(sum, assessment.tally());
        }
        let drawing = bars(&rows, Some(&address));
        is_well_made(&drawing);
        let drawn = of_class(&drawing, "bars-row");
        let table = table_rows(&progress_table(&rows, Some(&address)));
        prop_assert_eq!(drawn.len(), table.len() + 1, "and the head");
        for ((drawn, line), row) in drawn.iter().skip(1).zip(&table).zip(&rows) {
            prop_assert_eq!(&of_class(drawn, "bars-name")[0].text(), &line[0]);
            prop_assert_eq!(&line[0], &row.name);
            let readiness = of_class(drawn, "bars-readiness")[0].text();
            prop_assert_eq!(readiness.strip_prefix("Readiness "), line.last().map(String::as_str));
            let coverage = of_class(drawn, "bars-coverage")[0].text();
            prop_assert_eq!(coverage.strip_prefix("Coverage "), line.get(line.len() - 2).map(String::as_str));
        }
    }

    #[test]
    fn every_requirement_in_scope_is_in_the_heat_map_once(assessment in answered()) {
        let rows = heat_rows(&assessment);
        let map = heat_map(&rows, Some(&address));
        is_well_made(&map);
        let wanted: Vec<String> = assessment.scope().requirements().map(|asked| address(asked.clause)).collect();
        let cells = of_class(&map, "cell");
        let drawn: Vec<&str> = cells.iter().map(|cell| attribute(cell, "href").unwrap()).collect();
        prop_assert_eq!(&drawn, &wanted.iter().map(String::as_str).collect::<Vec<_>>());
        let asked = assessment.scope().requirements();
        for (cell, requirement) in cells.iter().zip(asked) {
            let standing = assessment.standing(requirement.clause);
            let title = elements(cell).into_iter().find(|one| tag(one) == "title").unwrap().text();
            prop_assert_eq!(title, format!("{} {}: {}", requirement.clause, requirement.title, standing_words(standing)));
        }
        // No two cells of a block lie on each other.
        for block in of_class(&map, "heat-row") {
            let mut places: Vec<&str> =
                of_class(block, "cell").into_iter().map(|cell| attribute(cell, "transform").unwrap()).collect();
            let count = places.len();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), count);
        }
        let table = table_rows(&heat_table(&rows, None));
        prop_assert_eq!(table.len(), wanted.len());
        for (line, requirement) in table.iter().zip(assessment.scope().requirements()) {
            let said = standing_words(assessment.standing(requirement.clause));
            prop_assert_eq!(&line[0], &requirement.clause.to_string());
            prop_assert_eq!(line[2].to_lowercase(), said);
        }
    }
}

#[test]
fn what_is_estimated_is_told_from_what_is_answered() {
    assert_eq!(standing_words(Standing::Given(Status::NotApplicable)), "not applicable");
    assert_eq!(standing_words(Standing::Estimated(Status::NotMet)), "unanswered, estimated not met");
    assert_eq!(standing_words(Standing::Open), "unanswered");
}
