//! The action plan as a table for issue trackers, read back by the `csv` crate.

use crate::generate::{actions, assessment, config};
use crate::snapshots::holds;
use iec62304_readiness::assessment::{Action, ActionId, Answer, Assessment, Effort, Stage, Status, visible};
use iec62304_readiness::exchange::paper::plan_csv;
use iec62304_readiness::exchange::{document_name, examples, read_file};
use iec62304_readiness::standard::edition;
use proptest::prelude::*;

/// The rows of a table, the head first.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let csv = csv.strip_prefix('\u{feff}').expect("the mark that tells Excel of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn pump() -> Assessment {
    let mut pump = Assessment::new("pump".to_owned(), edition("1.1").unwrap(), "2026-11-22T09:00:00.000Z".to_owned());
    pump.title = "Pump".to_owned();
    let answer = Answer { status: Some(Status::PartlyMet), ..Answer::default() };
    pump.answers.insert("5.1.1".parse().unwrap(), answer);
    pump
}

#[test]
fn a_row_has_what_a_tracker_asks_for() {
    let mut pump = pump();
    let clauses = ["5.1.1", "5.1.2", "7.1.5"].map(|clause| clause.parse().unwrap()).to_vec();
    pump.add_action(Action {
        what: " Write the plan\nand review it ".to_owned(),
        owner: "Zoe".to_owned(),
        due: "2026-12-01".to_owned(),
        stage: Stage::InProgress,
        effort: Effort::parse("2.5"),
        note: "See PL-7.".to_owned(),
        ..Action::new(ActionId::new("a1").unwrap(), clauses)
    });
    let rows = rows(&plan_csv(&pump));
    assert_eq!(
        rows[0],
        [
            "Summary",
            "Description",
            "Assignee",
            "Due Date",
            "Priority",
            "Status",
            "Labels",
            "Estimate in days",
            "Action id"
        ]
    );
    assert_eq!(rows[1][0], "Write the plan and review it");
    assert_eq!(
        rows[1][1],
        "See PL-7.\n\n\
         IEC 62304:2006+AMD1:2015 5.1.1 Software development plan: Partly met\n\
         IEC 62304:2006+AMD1:2015 5.1.2 Keep the plan current: Unanswered\n\
         IEC 62304:2006+AMD1:2015 7.1.5 Sequences of events: out of scope now\n\
         Assessment: Pump"
    );
    assert_eq!(
        rows[1][2..],
        ["Zoe", "2026-12-01", "Medium", "In progress", "IEC62304 5.1.1 5.1.2 7.1.5", "2.5", "a1"].map(str::to_owned)
    );
    assert_eq!(rows.len(), 2);
}

#[test]
fn every_action_is_in_it_open_ones_first() {
    let mut pump = pump();
    for (id, due, stage) in [
        ("dropped", "2026-01-01", Stage::Dropped),
        ("later", "2027-01-01", Stage::ToDo),
        ("done", "", Stage::Done),
        ("soon", "2026-12-01", Stage::ToDo),
    ] {
        let action = Action::new(ActionId::new(id).unwrap(), Vec::new());
        pump.add_action(Action { due: due.to_owned(), stage, ..action });
    }
    let ids: Vec<String> = rows(&plan_csv(&pump)).into_iter().skip(1).map(|row| row[8].clone()).collect();
    assert_eq!(ids, ["soon", "later", "dropped", "done"]);
}

#[test]
fn what_a_spreadsheet_would_run_is_text() {
    let mut pump = pump();
    for (number, hostile) in ["=1+1", "@SUM(A1)", "-2+3", "+1", "=cmd|' /C calc'!A0"].into_iter().enumerate() {
        let action = Action::new(ActionId::new(&format!("a{number}")).unwrap(), Vec::new());
        let text = || hostile.to_owned();
        pump.add_action(Action { what: text(), owner: text(), note: text(), ..action });
    }
    for row in rows(&plan_csv(&pump)).iter().skip(1) {
        for cell in &row[..3] {
            assert!(cell.starts_with('\''), "{cell}");
        }
    }
}

#[test]
fn the_name_of_the_file_tells_what_it_is() {
    assert_eq!(document_name(&pump(), "2026-11-22T15:37:09.123Z", "-actions.csv"), "pump-2026-11-22-actions.csv");
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn every_action_comes_back_with_its_words(mut any in assessment(), list in actions()) {
        any.actions = list;
        let rows = rows(&plan_csv(&any));
        prop_assert_eq!(rows.len(), any.actions.len() + 1);
        let one_line = |text: &str| visible(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        for action in &any.actions {
            let id = action.id.to_string();
            // An id may look like a formula, and is defused too.
            let row = rows.iter().find(|row| row[8].trim_start_matches('\'') == id).unwrap();
            prop_assert_eq!(row.len(), 9);
            let same = |cell: &str, text: String| cell == text || cell.strip_prefix('\'') == Some(&text);
            prop_assert!(same(&row[0], one_line(&action.display_name())), "{:?}", row);
            prop_assert!(row[1].contains(&visible(action.note.trim())), "{:?}", row);
            prop_assert!(same(&row[2], one_line(&action.owner)), "{:?}", row);
            prop_assert_eq!(&row[3], &action.due);
        }
    }
}

#[test]
fn the_tables_of_the_examples_are_as_a_person_read_them() {
    for example in examples() {
        let text = std::fs::read_to_string(format!("{}/{}", env!("CARGO_MANIFEST_DIR"), example.path())).unwrap();
        let assessment = read_file(text.as_bytes()).unwrap().assessment;
        let name = example.path().rsplit('/').next().unwrap().replace(".iec62304.json", "");
        holds(&format!("{name}-actions.csv"), &plan_csv(&assessment).replace("\r\n", "\n"));
    }
}
