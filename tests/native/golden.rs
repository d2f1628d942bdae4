//! The facts of both editions, typed a second time.
//!
//! What belongs here: which class is asked which clause, what the amendment changed and which letters a clause has,
//! typed by hand from the sources and independently of the files under `editions/`; then the same facts a second
//! time as rules and totals. Never here: a row copied from `editions/`, and any file read while testing. A fact is
//! corrected in three places: here in the table, here in the rules, and in `editions/`.

use iec62304_readiness::standard::{
    Change, Class, Edition, Relation, Requirement, Scope, default_edition, edition, edition_map, editions,
};
use std::collections::BTreeSet;

/// Clause, classes in edition 1.1, classes in edition 1.0; empty where the edition has no such requirement.
const CLASSES: [(&str, &str, &str); 101] = [
    ("4.1", "A, B, C", "A, B, C"),
    ("4.2", "A, B, C", "A, B, C"),
    ("4.3", "A, B, C", "A, B, C"),
    ("4.4.1", "A, B, C", ""),
    ("4.4.2", "A, B, C", ""),
    ("4.4.3", "A, B, C", ""),
    ("4.4.4", "A, B, C", ""),
    ("4.4.5", "A, B, C", ""),
    ("5.1.1", "A, B, C", "A, B, C"),
    ("5.1.2", "A, B, C", "A, B, C"),
    ("5.1.3", "A, B, C", "A, B, C"),
    ("5.1.4", "C", "C"),
    ("5.1.5", "B, C", "B, C"),
    ("5.1.6", "A, B, C", "A, B, C"),
    ("5.1.7", "A, B, C", "A, B, C"),
    ("5.1.8", "A, B, C", "A, B, C"),
    ("5.1.9", "A, B, C", "A, B, C"),
    ("5.1.10", "B, C", "B, C"),
    ("5.1.11", "B, C", "B, C"),
    ("5.1.12", "B, C", ""),
    ("5.2.1", "A, B, C", "A, B, C"),
    ("5.2.2", "A, B, C", "A, B, C"),
    ("5.2.3", "B, C", "B, C"),
    ("5.2.4", "A, B, C", "A, B, C"),
    ("5.2.5", "A, B, C", "A, B, C"),
    ("5.2.6", "A, B, C", "A, B, C"),
    ("5.3.1", "B, C", "B, C"),
    ("5.3.2", "B, C", "B, C"),
    ("5.3.3", "B, C", "B, C"),
    ("5.3.4", "B, C", "B, C"),
    ("5.3.5", "C", "C"),
    ("5.3.6", "B, C", "B, C"),
    ("5.4.1", "B, C", "B, C"),
    ("5.4.2", "C", "C"),
    ("5.4.3", "C", "C"),
    ("5.4.4", "C", "C"),
    ("5.5.1", "A, B, C", "A, B, C"),
    ("5.5.2", "B, C", "B, C"),
    ("5.5.3", "B, C", "B, C"),
    ("5.5.4", "C", "C"),
    ("5.5.5", "B, C", "B, C"),
    ("5.6.1", "B, C", "B, C"),
    ("5.6.2", "B, C", "B, C"),
    ("5.6.3", "B, C", "B, C"),
    ("5.6.4", "B, C", "B, C"),
    ("5.6.5", "B, C", "B, C"),
    ("5.6.6", "B, C", "B, C"),
    ("5.6.7", "B, C", "B, C"),
    ("5.6.8", "B, C", "B, C"),
    ("5.7.1", "A, B, C", "B, C"),
    ("5.7.2", "A, B, C", "B, C"),
    ("5.7.3", "A, B, C", "B, C"),
    ("5.7.4", "A, B, C", "B, C"),
    ("5.7.5", "A, B, C", "B, C"),
    ("5.8.1", "A, B, C", "B, C"),
    ("5.8.2", "A, B, C", "B, C"),
    ("5.8.3", "B, C", "B, C"),
    ("5.8.4", "A, B, C", "A, B, C"),
    ("5.8.5", "B, C", "B, C"),
    ("5.8.6", "B, C", "B, C"),
    ("5.8.7", "A, B, C", "B, C"),
    ("5.8.8", "A, B, C", "B, C"),
    ("6.1", "A, B, C", "A, B, C"),
    ("6.2.1.1", "A, B, C", "A, B, C"),
    ("6.2.1.2", "A, B, C", "A, B, C"),
    ("6.2.1.3", "A, B, C", "A, B, C"),
    ("6.2.2", "A, B, C", "A, B, C"),
    ("6.2.3", "A, B, C", "B, C"),
    ("6.2.4", "A, B, C", "A, B, C"),
    ("6.2.5", "A, B, C", "A, B, C"),
    ("6.3.1", "A, B, C", "A, B, C"),
    ("6.3.2", "A, B, C", "A, B, C"),
    ("7.1.1", "B, C", "B, C"),
    ("7.1.2", "B, C", "B, C"),
    ("7.1.3", "B, C", "B, C"),
    ("7.1.4", "B, C", "B, C"),
    ("7.1.5", "", "B, C"),
    ("7.2.1", "B, C", "B, C"),
    ("7.2.2", "B, C", "B, C"),
    ("7.3.1", "B, C", "B, C"),
    ("7.3.2", "", "B, C"),
    ("7.3.3", "B, C", "B, C"),
    ("7.4.1", "A, B, C", "A, B, C"),
    ("7.4.2", "B, C", "B, C"),
    ("7.4.3", "B, C", "B, C"),
    ("8.1.1", "A, B, C", "A, B, C"),
    ("8.1.2", "A, B, C", "A, B, C"),
    ("8.1.3", "A, B, C", "A, B, C"),
    ("8.2.1", "A, B, C", "A, B, C"),
    ("8.2.2", "A, B, C", "A, B, C"),
    ("8.2.3", "A, B, C", "A, B, C"),
    ("8.2.4", "A, B, C", "A, B, C"),
    ("8.3", "A, B, C", "A, B, C"),
    ("9.1", "A, B, C", "A, B, C"),
    ("9.2", "A, B, C", "A, B, C"),
    ("9.3", "A, B, C", "A, B, C"),
    ("9.4", "A, B, C", "A, B, C"),
    ("9.5", "A, B, C", "A, B, C"),
    ("9.6", "A, B, C", "A, B, C"),
    ("9.7", "A, B, C", "A, B, C"),
    ("9.8", "A, B, C", "A, B, C"),
];

/// The lettered items of edition 1.1. Letter b of 4.3 is not used in it.
const LETTERS: [(&str, &str); 32] = [
    ("4.3", "acdefg"),
    ("4.4.2", "ab"),
    ("4.4.3", "abc"),
    ("5.1.1", "abcde"),
    ("5.1.3", "ab"),
    ("5.1.4", "abc"),
    ("5.1.6", "abcd"),
    ("5.1.8", "abc"),
    ("5.1.9", "abcdef"),
    ("5.1.12", "ab"),
    ("5.2.2", "abcdefghijkl"),
    ("5.2.6", "abcdef"),
    ("5.3.6", "abc"),
    ("5.4.4", "ab"),
    ("5.5.4", "abcdefgh"),
    ("5.6.7", "abc"),
    ("5.7.1", "ab"),
    ("5.7.3", "abc"),
    ("5.7.4", "abc"),
    ("5.7.5", "abcdefg"),
    ("5.8.7", "ab"),
    ("6.1", "abcdef"),
    ("6.2.5", "ab"),
    ("7.1.2", "abcde"),
    ("7.2.2", "abc"),
    ("7.3.3", "abcd"),
    ("7.4.1", "ab"),
    ("8.1.2", "abc"),
    ("8.2.4", "abc"),
    ("9.2", "abcd"),
    ("9.7", "abcd"),
    ("9.8", "abcdefg"),
];

/// What is asked of classes A, B and C, by activity: edition 1.1 with the legacy rows, then edition 1.0.
const BY_ACTIVITY: [(&str, [usize; 3], [usize; 3]); 21] = [
    ("4", [3, 3, 3], [3, 3, 3]),
    ("4.4", [5, 5, 5], [0, 0, 0]),
    ("5.1", [7, 11, 12], [7, 10, 11]),
    ("5.2", [5, 6, 6], [5, 6, 6]),
    ("5.3", [0, 5, 6], [0, 5, 6]),
    ("5.4", [0, 1, 4], [0, 1, 4]),
    ("5.5", [1, 4, 5], [1, 4, 5]),
    ("5.6", [0, 8, 8], [0, 8, 8]),
    ("5.7", [5, 5, 5], [0, 5, 5]),
    ("5.8", [5, 8, 8], [1, 8, 8]),
    ("6.1", [1, 1, 1], [1, 1, 1]),
    ("6.2", [7, 7, 7], [6, 7, 7]),
    ("6.3", [2, 2, 2], [2, 2, 2]),
    ("7.1", [0, 4, 4], [0, 5, 5]),
    ("7.2", [0, 2, 2], [0, 2, 2]),
    ("7.3", [0, 2, 2], [0, 3, 3]),
    ("7.4", [1, 3, 3], [1, 3, 3]),
    ("8.1", [3, 3, 3], [3, 3, 3]),
    ("8.2", [4, 4, 4], [4, 4, 4]),
    ("8.3", [1, 1, 1], [1, 1, 1]),
    ("9", [8, 8, 8], [8, 8, 8]),
];

const LEGACY: [&str; 5] = ["4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.4.5"];
const C_ONLY: [&str; 6] = ["5.1.4", "5.3.5", "5.4.2", "5.4.3", "5.4.4", "5.5.4"];
const NEW: [&str; 6] = ["4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.4.5", "5.1.12"];
const WIDENED: [&str; 10] = ["5.7.1", "5.7.2", "5.7.3", "5.7.4", "5.7.5", "5.8.1", "5.8.2", "5.8.7", "5.8.8", "6.2.3"];
const WITHDRAWN: [&str; 2] = ["7.1.5", "7.3.2"];
const REWORDED: [&str; 12] =
    ["4.3", "5.1.8", "5.2.2", "5.2.5", "5.4.1", "5.6.2", "5.6.3", "5.6.4", "5.6.5", "6.3.1", "7.3.1", "9.1"];

fn in_force() -> &'static Edition {
    edition("1.1").unwrap()
}

fn first() -> &'static Edition {
    edition("1.0").unwrap()
}

fn class(edition: &Edition, id: &str) -> Class {
    edition.class(id).unwrap()
}

/// The clauses of an edition that fulfil a condition, in its order.
fn clauses_where(edition: &'static Edition, fits: impl Fn(&Requirement) -> bool) -> Vec<String> {
    edition.requirements().filter(|requirement| fits(requirement)).map(|r| r.clause.to_string()).collect()
}

fn asked(edition: &'static Edition, class_id: &str, legacy: bool) -> usize {
    Scope { edition, class: class(edition, class_id), legacy }.requirements().count()
}

#[test]
fn every_clause_is_asked_of_the_classes_that_were_typed_here() {
    for (edition, column) in [(in_force(), 0), (first(), 1)] {
        let typed: Vec<(String, String)> = CLASSES
            .iter()
            .map(|(clause, newer, older)| ((*clause).to_owned(), [newer, older][column].to_string()))
            .filter(|(_, classes)| !classes.is_empty())
            .collect();
        let read: Vec<(String, String)> =
            edition.requirements().map(|r| (r.clause.to_string(), r.classes_text())).collect();
        for (typed, read) in typed.iter().zip(&read) {
            assert_eq!(read, typed, "edition {}", edition.id);
        }
        assert_eq!(read.len(), typed.len(), "requirements of edition {}", edition.id);
    }
}

#[test]
fn two_editions_ship_and_the_one_in_force_is_the_default() {
    let ids: Vec<&str> = editions().iter().map(|edition| edition.id).collect();
    assert_eq!(ids, ["1.1", "1.0"]);
    assert_eq!(default_edition().id, "1.1");
    let names: Vec<&str> = editions().iter().map(|edition| edition.name).collect();
    assert_eq!(names, ["IEC 62304:2006+AMD1:2015", "IEC 62304:2006"]);
    let published: Vec<&str> = editions().iter().map(|edition| edition.published).collect();
    assert_eq!(published, ["2015-06", "2006-05"]);
    for edition in editions() {
        let classes: Vec<&str> = edition.classes.iter().map(|info| info.class.id()).collect();
        assert_eq!(classes, ["A", "B", "C"], "edition {}", edition.id);
        assert_eq!(edition.strictest().id(), "C", "edition {}", edition.id);
    }
}

#[test]
fn the_totals_are_those_of_the_sources() {
    let counts = |edition, legacy| ["A", "B", "C"].map(|class| asked(edition, class, legacy));
    assert_eq!(counts(in_force(), true), [58, 93, 99], "edition 1.1 with the legacy rows");
    assert_eq!(counts(in_force(), false), [53, 88, 94], "edition 1.1 without the legacy rows");
    assert_eq!(counts(first(), true), [43, 89, 95], "edition 1.0, which knows no legacy route");
    assert_eq!(counts(first(), false), [43, 89, 95], "edition 1.0");
}

#[test]
fn the_totals_of_every_activity_are_those_of_the_sources() {
    for (edition, column) in [(in_force(), 0), (first(), 1)] {
        let mut seen = Vec::new();
        for activity in edition.activities() {
            let clause = activity.clause.to_string();
            let (_, newer, older) = BY_ACTIVITY.iter().find(|(other, ..)| *other == clause).unwrap();
            let counts = ["A", "B", "C"].map(|id| {
                let scope = Scope { edition, class: class(edition, id), legacy: true };
                activity.requirements.iter().filter(|requirement| scope.includes(requirement)).count()
            });
            assert_eq!(counts, [*newer, *older][column], "{clause} of edition {}", edition.id);
            assert!(counts[2] > 0, "{clause} of edition {} asks something", edition.id);
            seen.push(clause);
        }
        let typed: Vec<&str> =
            BY_ACTIVITY.iter().filter(|row| [row.1, row.2][column][2] > 0).map(|row| row.0).collect();
        assert_eq!(seen, typed, "activities of edition {}", edition.id);
    }
}

#[test]
fn a_stricter_class_is_asked_everything_that_a_milder_one_is() {
    for edition in editions() {
        for requirement in edition.requirements() {
            let classes = requirement.classes_text();
            assert!(["A, B, C", "B, C", "C"].contains(&classes.as_str()), "{}: {classes}", requirement.clause);
        }
    }
}

#[test]
fn six_requirements_are_asked_of_class_c_only() {
    for edition in editions() {
        assert_eq!(clauses_where(edition, |r| r.classes_text() == "C"), C_ONLY, "edition {}", edition.id);
    }
}

#[test]
fn of_the_risk_management_process_class_a_is_asked_7_4_1_only() {
    for edition in editions() {
        let reached = clauses_where(edition, |r| {
            r.clause.process().to_string() == "7" && r.classes.contains(&class(edition, "A"))
        });
        assert_eq!(reached, ["7.4.1"], "edition {}", edition.id);
    }
}

#[test]
fn the_legacy_route_is_asked_of_every_class_and_only_where_the_software_is_legacy() {
    assert_eq!(clauses_where(in_force(), |r| r.legacy), LEGACY);
    assert_eq!(clauses_where(first(), |r| r.legacy), Vec::<String>::new());
    for id in ["A", "B", "C"] {
        let scope = |legacy| Scope { edition: in_force(), class: class(in_force(), id), legacy };
        let change = scope(false).change_to(scope(true));
        let comes_in: Vec<String> = change.comes_in.iter().map(|r| r.clause.to_string()).collect();
        assert_eq!(comes_in, LEGACY, "class {id}");
        assert!(change.goes_out.is_empty(), "class {id}");
    }
}

#[test]
fn the_amendment_added_widened_withdrew_and_reworded_what_the_sources_list() {
    let (newer, older) = (in_force(), first());
    let only_in = |here: &'static Edition, there: &'static Edition| {
        clauses_where(here, |requirement| there.requirement(requirement.clause).is_none())
    };
    assert_eq!(only_in(newer, older), NEW);
    assert_eq!(only_in(older, newer), WITHDRAWN);
    let moved = |before: &str, after: &str| {
        clauses_where(newer, |requirement| {
            let was = older.requirement(requirement.clause).map(Requirement::classes_text);
            was.as_deref() == Some(before) && requirement.classes_text() == after
        })
    };
    assert_eq!(moved("B, C", "A, B, C"), WIDENED);
    let differs = clauses_where(newer, |requirement| {
        older.requirement(requirement.clause).is_some_and(|was| was.classes_text() != requirement.classes_text())
    });
    assert_eq!(differs, WIDENED, "no other class changed");
    let marked = |change: Change| clauses_where(newer, move |requirement| requirement.change == change);
    assert_eq!(marked(Change::New), NEW);
    assert_eq!(marked(Change::Widened), WIDENED);
    assert_eq!(marked(Change::Reworded), REWORDED);
    assert_eq!(clauses_where(older, |requirement| requirement.change != Change::None), Vec::<String>::new());
}

#[test]
fn the_map_tells_the_same_story_as_the_two_editions() {
    crate::with_words();
    let rows = |relation: Relation, newer_side: bool| -> Vec<String> {
        let rows = edition_map().iter().filter(|row| row.relation == relation);
        rows.map(|row| if newer_side { row.to } else { row.from }.unwrap().to_string()).collect()
    };
    assert_eq!(rows(Relation::New, true), NEW);
    assert_eq!(rows(Relation::Widened, true), WIDENED);
    assert_eq!(rows(Relation::Widened, false), WIDENED);
    assert_eq!(rows(Relation::Reworded, true), REWORDED);
    assert_eq!(rows(Relation::Withdrawn, false), WITHDRAWN);
    assert_eq!(rows(Relation::Same, true), rows(Relation::Same, false));
    assert_eq!(edition_map().len(), 101);
    for row in edition_map() {
        assert_eq!((row.older, row.newer), ("1.0", "1.1"));
        assert_eq!(row.relation == Relation::New, row.from.is_none(), "{row:?}");
        assert_eq!(row.relation != Relation::Same, !row.note.is_empty(), "{row:?}");
    }
}

#[test]
fn every_clause_has_the_lettered_items_that_were_typed_here() {
    let read: Vec<(String, String)> = in_force()
        .requirements()
        .filter(|requirement| !requirement.letters.is_empty())
        .map(|requirement| {
            (requirement.clause.to_string(), requirement.letters.iter().map(|item| item.letter).collect())
        })
        .collect();
    let typed: Vec<(String, String)> =
        LETTERS.iter().map(|(clause, letters)| ((*clause).to_owned(), (*letters).to_owned())).collect();
    assert_eq!(read, typed);
    // 131 letters are printed in the standard; 4.3 b is among them and not used.
    assert_eq!(read.iter().map(|(_, letters)| letters.len()).sum::<usize>(), 130);
}

#[test]
fn letter_b_of_4_3_is_the_letter_that_the_amendment_withdrew() {
    let letters = |edition: &'static Edition| -> String {
        edition.requirement("4.3".parse().unwrap()).unwrap().letters.iter().map(|item| item.letter).collect()
    };
    assert_eq!(letters(first()), "abcdefg");
    assert_eq!(letters(in_force()), "acdefg");
}

#[test]
fn the_doubts_of_the_sources_are_told_where_they_are() {
    let doubts: BTreeSet<String> = in_force().uncertain.iter().map(|row| row.clause.to_string()).collect();
    for clause in ["5.7.5", "5.8.3", "7.1.5"] {
        assert!(doubts.contains(clause), "{clause} is less certain and must be listed under uncertain");
    }
}
