//! Clause numbers: what is one, how they are ordered and written.
//!
//! What belongs here: everything about a single clause number. Never here: which clauses exist (`golden`).

use crate::generate::config;
use iec62304_readiness::standard::{Clause, all_clauses};
use proptest::prelude::*;

fn clause(text: &str) -> Clause {
    text.parse().unwrap_or_else(|_| panic!("{text} is a clause number"))
}

#[test]
fn a_clause_number_has_one_to_four_parts_from_1_to_255() {
    for (text, parts) in [
        ("4", [4, 0, 0, 0]),
        ("4.1", [4, 1, 0, 0]),
        ("5.1.12", [5, 1, 12, 0]),
        ("6.2.1.3", [6, 2, 1, 3]),
        ("255.255.255.255", [255, 255, 255, 255]),
    ] {
        assert_eq!(clause(text).parts(), parts, "{text}");
        assert_eq!(clause(text).to_string(), text);
        assert_eq!(clause(text).depth(), parts.iter().filter(|part| **part > 0).count(), "{text}");
    }
}

#[test]
fn what_is_no_clause_number_is_refused() {
    for text in [
        "",
        " ",
        ".",
        "..",
        "5.",
        ".5",
        "5..1",
        "5.1.",
        " 5.1",
        "5.1 ",
        "5. 1",
        "0",
        "5.0",
        "5.01",
        "05.1",
        "+5",
        "-5",
        "5.+1",
        "256",
        "5.256",
        "99999999999999999999",
        "5.1.1.1.1",
        "5,1",
        "5-1",
        "5.a",
        "a",
        "5.2.2 c",
        "5.2.2c",
        "٥.١",
        "５.1",
        "5.1\0",
        "5.1\n",
        "§5.1",
        "1e1",
        "0x5",
    ] {
        assert!(text.parse::<Clause>().is_err(), "{text:?} is no clause number");
    }
}

#[test]
fn clauses_are_ordered_as_the_standard_orders_them() {
    let sorted =
        ["4", "4.1", "4.4.5", "5.1", "5.1.2", "5.1.9", "5.1.10", "5.1.12", "5.2", "6.2.1.1", "6.2.1.3", "6.2.2", "10"];
    for pair in sorted.windows(2) {
        assert!(clause(pair[0]) < clause(pair[1]), "{} comes before {}", pair[0], pair[1]);
    }
}

#[test]
fn a_clause_starts_with_itself_and_with_what_it_is_a_part_of() {
    for (text, prefix, wanted) in [
        ("5.1.12", "5", true),
        ("5.1.12", "5.1", true),
        ("5.1.12", "5.1.12", true),
        ("5.1.12", "5.1.1", false),
        ("5.1.1", "5.1.12", false),
        ("5.1", "5.1.1", false),
        ("5.10", "5.1", false),
        ("7.5.1", "5.1", false),
        ("6.2.1.1", "6.2.1", true),
    ] {
        assert_eq!(clause(text).starts_with(clause(prefix)), wanted, "{text} starts with {prefix}");
    }
}

#[test]
fn the_process_of_a_clause_is_its_first_part() {
    for known in all_clauses() {
        assert_eq!(known.process().to_string(), known.to_string().split('.').next().unwrap());
        assert!(known.starts_with(known.process()));
    }
}

#[test]
fn all_clauses_are_those_of_every_edition_once_and_in_order() {
    let all = all_clauses();
    assert_eq!(all.len(), 101);
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]), "in order, and none twice");
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn what_is_written_is_read_as_the_same_clause(parts in prop::collection::vec(1_u8..=255, 1..=4)) {
        let text = parts.iter().map(u8::to_string).collect::<Vec<_>>().join(".");
        let read = clause(&text);
        prop_assert_eq!(read.to_string(), text.clone());
        prop_assert_eq!(read.depth(), parts.len());
        prop_assert_eq!(clause(&read.to_string()), read);
    }

    #[test]
    fn clauses_compare_as_their_parts_do(a in prop::collection::vec(1_u8..=20, 1..=4), b in prop::collection::vec(1_u8..=20, 1..=4)) {
        let text = |parts: &[u8]| parts.iter().map(u8::to_string).collect::<Vec<_>>().join(".");
        prop_assert_eq!(clause(&text(&a)).cmp(&clause(&text(&b))), a.cmp(&b));
        prop_assert_eq!(clause(&text(&a)).starts_with(clause(&text(&b))), a.starts_with(&b));
    }

    #[test]
    fn no_text_makes_the_parser_panic_and_what_it_takes_is_written_the_same(text in "[0-9.]{0,12}|\\PC{0,12}") {
        if let Ok(read) = text.parse::<Clause>() {
            prop_assert_eq!(read.to_string(), text);
        }
    }
}
