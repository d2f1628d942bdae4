//! The action plan as a calendar, read back by a reader of its own, which knows RFC 5545 and nothing of the writer.
//!
//! What belongs here: what stands in the calendar, and that every program reads from it what was typed.

use crate::generate::{actions, assessment, config, text};
use crate::snapshots::holds;
use iec62304_readiness::assessment::{Action, ActionId, Assessment, Effort, Priority, Stage, visible};
use iec62304_readiness::exchange::paper::calendar;
use iec62304_readiness::exchange::{examples, read_file};
use iec62304_readiness::standard::edition;
use proptest::prelude::*;

const NOW: &str = "2026-11-22T15:37:09.123Z";

/// The lines of a calendar, unfolded: name with parameters, and value. Anything that the format forbids is a panic.
fn lines(ics: &str) -> Vec<(String, String)> {
    assert!(ics.ends_with("\r\n"));
    let mut logical: Vec<String> = Vec::new();
    for line in ics.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a break of its own: {line:?}");
        assert!(!line.chars().any(|char| char.is_control() && char != '\t'), "{line:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => logical.last_mut().expect("a first line").push_str(rest),
            None => logical.push(line.to_owned()),
        }
    }
    let pair = |line: String| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no colon: {line}"));
        (name.to_owned(), value.to_owned())
    };
    logical.into_iter().map(pair).collect()
}

/// What a text value says.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next().expect("something behind the backslash") {
                'n' | 'N' => text.push('\n'),
                other @ ('\\' | ';' | ',') => text.push(other),
                other => panic!("\\{other} means nothing"),
            },
            ';' | ',' => panic!("a bare {char} divides values: {value}"),
            other => text.push(other),
        }
    }
    text
}

/// The events, each as its lines, without what is in its alarms.
fn events(ics: &str) -> Vec<Vec<(String, String)>> {
    let mut events = Vec::new();
    let mut within: Vec<String> = Vec::new();
    for (name, value) in lines(ics) {
        match name.as_str() {
            "BEGIN" => {
                if value == "VEVENT" {
                    events.push(Vec::new());
                }
                within.push(value);
            }
            "END" => assert_eq!(within.pop(), Some(value)),
            _ if within.last().is_some_and(|part| part == "VEVENT") => events.last_mut().unwrap().push((name, value)),
            _ => {}
        }
    }
    assert_eq!(within, Vec::<String>::new(), "all that begins ends");
    events
}

fn value<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    let mut found = event.iter().filter(|(known, _)| known == name);
    let (_, value) = found.next().unwrap_or_else(|| panic!("no {name} in {event:?}"));
    assert_eq!(found.next(), None, "{name} once");
    value
}

fn pump(actions: Vec<Action>) -> Assessment {
    let mut pump = Assessment::new("pump-1".to_owned(), edition("1.1").unwrap(), NOW.to_owned());
    pump.title = "Pump".to_owned();
    pump.actions = actions;
    pump
}

fn action(id: &str, due: &str) -> Action {
    Action { due: due.to_owned(), ..Action::new(ActionId::new(id).unwrap(), vec!["5.1.1".parse().unwrap()]) }
}

#[test]
fn an_action_with_a_day_is_an_event_that_takes_the_whole_day() {
    let mut one = action("a1", "2026-12-31");
    one.what = "Write; review, sign \\ file".to_owned();
    one.owner = " Zoe ".to_owned();
    one.note = "First line\r\nsecond".to_owned();
    one.changed = "2026-11-21T08:00:00Z".to_owned();
    (one.priority, one.effort) = (Priority::High, Effort::parse("1"));
    let ics = calendar(&pump(vec![one]), NOW);
    let wanted = "BEGIN:VCALENDAR\r\n\
        VERSION:2.0\r\n\
        PRODID:-//IEC 62304 readiness//Action plan//EN\r\n\
        CALSCALE:GREGORIAN\r\n\
        METHOD:PUBLISH\r\n\
        X-WR-CALNAME:Actions: Pump\r\n\
        BEGIN:VEVENT\r\n\
        UID:a1.pump-1@iec62304-readiness\r\n\
        DTSTAMP:20261122T153709Z\r\n\
        LAST-MODIFIED:20261121T080000Z\r\n\
        DTSTART;VALUE=DATE:20261231\r\n\
        DTEND;VALUE=DATE:20270101\r\n\
        SUMMARY:Write\\; review\\, sign \\\\ file (Zoe)\r\n\
        DESCRIPTION:Owner: Zoe\\nState: To do\\, priority high\\nEffort: 1 day\\nIEC 62\r\n\
        \x20304:2006+AMD1:2015 5.1.1 Software development plan: Unanswered\\nAssessment\r\n\
        \x20: Pump\\n\\nFirst line\\nsecond\r\n\
        CATEGORIES:IEC 62304\r\n\
        PRIORITY:1\r\n\
        TRANSP:TRANSPARENT\r\n\
        BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P6DT15H\r\n\
        DESCRIPTION:Write\\; review\\, sign \\\\ file\r\nEND:VALARM\r\n\
        BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15H\r\n\
        DESCRIPTION:Write\\; review\\, sign \\\\ file\r\nEND:VALARM\r\n\
        END:VEVENT\r\n\
        END:VCALENDAR\r\n";
    assert_eq!(ics, wanted);
}

#[test]
fn only_open_actions_with_a_day_are_in_it_the_soonest_first() {
    let staged = |id: &str, due: &str, stage: Stage| Action { stage, ..action(id, due) };
    let plan = pump(vec![
        staged("later", "2027-01-01", Stage::ToDo),
        staged("none", "", Stage::ToDo),
        staged("done", "2026-12-01", Stage::Done),
        staged("dropped", "2026-12-01", Stage::Dropped),
        staged("soon", "2026-12-01", Stage::InProgress),
    ]);
    let ics = calendar(&plan, NOW);
    let ids: Vec<String> = events(&ics).iter().map(|event| value(event, "UID").to_owned()).collect();
    assert_eq!(ids, ["soon.pump-1@iec62304-readiness", "later.pump-1@iec62304-readiness"]);
    let empty = calendar(&pump(Vec::new()), NOW);
    assert_eq!((events(&empty).len(), lines(&empty).len()), (0, 7), "still a calendar");
}

#[test]
fn the_day_after_is_a_day_of_the_calendar() {
    for (due, end) in [
        ("2026-11-22", "20261123"),
        ("2026-11-30", "20261201"),
        ("2026-12-31", "20270101"),
        ("2028-02-28", "20280229"),
        ("2026-02-28", "20260301"),
        ("2100-02-28", "21000301"),
        ("0001-01-01", "00010102"),
    ] {
        let ics = calendar(&pump(vec![action("a", due)]), NOW);
        assert_eq!(value(&events(&ics)[0], "DTEND;VALUE=DATE"), end, "{due}");
    }
    let last = calendar(&pump(vec![action("a", "9999-12-31")]), NOW);
    assert!(!last.contains("DTEND"), "there is no day after it; without one it takes one day");
}

#[test]
fn texts_that_would_break_out_come_as_text() {
    for hostile in [
        "x\r\nEND:VEVENT\r\nBEGIN:VTODO",
        "x\nATTACH:https://example.org",
        "\u{202e}gnp.exe",
        "a\0b\u{7}c\u{7f}\u{85}",
        "\\n \\; \\, \\",
        &"\u{1f469}\u{200d}\u{1f4bb}".repeat(60),
        &"ä".repeat(200),
        &"x".repeat(10_000),
        "\u{2028}\u{2029}",
        "=HYPERLINK(\"x\")",
        "\u{5d0}\u{5d1} \u{627}\u{628}",
    ] {
        let mut one = action("a", "2026-12-01");
        (one.what, one.owner, one.note) = (hostile.to_owned(), hostile.to_owned(), hostile.to_owned());
        let mut plan = pump(vec![one]);
        plan.title = hostile.to_owned();
        let ics = calendar(&plan, NOW);
        let events = events(&ics);
        assert_eq!(events.len(), 1, "{hostile:?}");
        let names: Vec<&str> = events[0].iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "UID",
                "DTSTAMP",
                "DTSTART;VALUE=DATE",
                "DTEND;VALUE=DATE",
                "SUMMARY",
                "DESCRIPTION",
                "CATEGORIES",
                "PRIORITY",
                "TRANSP"
            ],
        );
        let note = visible(hostile.trim()).replace("\r\n", "\n");
        assert!(unescaped(value(&events[0], "DESCRIPTION")).ends_with(&note), "{hostile:?}");
    }
}

#[test]
fn a_time_that_is_none_is_left_out() {
    let mut one = action("a", "2026-12-01");
    one.changed = "yesterday".to_owned();
    let ics = calendar(&pump(vec![one]), "2026-11-22");
    assert!(!ics.contains("DTSTAMP") && !ics.contains("LAST-MODIFIED"), "{ics}");
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn every_text_comes_back_and_no_line_is_too_long(mut any in assessment(), list in actions(), note in text()) {
        any.actions = list;
        for action in &mut any.actions {
            action.note = format!("{}{note}", action.note);
        }
        let ics = calendar(&any, NOW);
        prop_assert_eq!(&calendar(&any, NOW), &ics, "the same plan gives the same bytes");
        let events = events(&ics);
        let in_it: Vec<&Action> = any.actions.iter().filter(|one| one.stage.is_open() && !one.due.is_empty()).collect();
        prop_assert_eq!(events.len(), in_it.len());
        let one_line = |text: &str| visible(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        for action in in_it {
            let uid = format!("{}.{}@iec62304-readiness", action.id, any.id);
            let event = events.iter().find(|event| value(event, "UID") == uid).unwrap();
            let summary = unescaped(value(event, "SUMMARY"));
            prop_assert!(summary.starts_with(&one_line(&action.display_name())), "{}", summary);
            prop_assert!(summary.contains(&one_line(&action.owner)), "{}", summary);
            prop_assert_eq!(value(event, "DTSTART;VALUE=DATE"), action.due.replace('-', ""));
            let note = visible(&action.note.trim().replace("\r\n", "\n").replace('\r', "\n"));
            let description = unescaped(value(event, "DESCRIPTION"));
            prop_assert!(description.ends_with(&note), "{:?} in {:?}", note, description);
            for clause in &action.clauses {
                let named = format!("{} {clause} ", any.edition.name);
                prop_assert!(description.contains(&named));
            }
        }
    }
}

#[test]
fn the_calendars_of_the_examples_are_as_a_person_read_them() {
    for example in examples() {
        let text = std::fs::read_to_string(format!("{}/{}", env!("CARGO_MANIFEST_DIR"), example.path())).unwrap();
        let assessment = read_file(text.as_bytes()).unwrap().assessment;
        let ics = calendar(&assessment, "2026-11-22T12:00:00.000Z");
        let name = example.path().rsplit('/').next().unwrap().replace(".iec62304.json", "");
        holds(&format!("{name}.ics"), &ics.replace("\r\n", "\n"));
    }
}
