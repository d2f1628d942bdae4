//! The check of the files that say what leans on what and how gaps are ranked, fed with mistakes.

use crate::editions::{edited, mistake, problems, small};
use crate::small_editions::numbered;

#[test]
fn a_mistake_in_what_leans_on_what_is_told_with_its_line() {
    let file = "order.tsv";
    let why = "Care needs a current plan.";
    for (from, to, line, words) in [
        ("6.1\t5.1.2", "6.2\t5.1.2", 3, "6.2 is no requirement of any edition"),
        ("6.1\t5.1.2", "6.1\t5.1", 3, "5.1 is no requirement of any edition"),
        ("6.1\t5.1.2", "6.1\tplan", 3, "\"plan\" is not a clause number"),
        ("6.1\t5.1.2", "5.1.2\t5.1.1", 3, "that 5.1.2 leans on 5.1.1 stands already in line 2"),
        ("6.1\t5.1.2", "6.1\t6.1", 3, "a circle, in which nothing can come first: 6.1 leans on 6.1"),
        (
            "5.1.2\t5.1.1",
            "5.1.2\t6.1",
            2,
            "a circle, in which nothing can come first: 5.1.2 leans on 6.1 leans on 5.1.2",
        ),
        (why, "A plan.", 3, "the reason that 6.1 leans on 5.1.2 has 2 words; wanted are 3 to 12"),
        (why, &numbered("w", 13), 3, "has 13 words; wanted are 3 to 12"),
        (why, "Care needs a plan", 3, "does not end with a full stop"),
        (why, "", 3, "the reason that 6.1 leans on 5.1.2 is empty"),
        (why, "It must be compliant.", 3, "a word that this page does not use"),
        ("6.1\t5.1.2\t", "6.1\t", 3, "2 cells where 3 are wanted (clause, on, why)"),
        ("clause\ton", "clause\tleans on", 1, "the first line must be the column names clause, on, why"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_circle_of_three_is_told_once_and_the_way_back_is_named() {
    let file = "order.tsv";
    let more = "6.1\t5.1.2\tCare needs a current plan.\n";
    let found = problems(&edited(file, more, &format!("{more}5.1.1\t6.1\tThe plan needs care.\n")));
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    let wanted = "a circle, in which nothing can come first: 5.1.2 leans on 5.1.1 leans on 6.1 leans on 5.1.2";
    assert_eq!(told, [format!("editions/order.tsv:2: {wanted}")]);
    // Two ways to the same place are no circle.
    let twice = format!("{more}6.1\t5.1.1\tCare needs a plan.\n");
    assert_eq!(problems(&edited(file, more, &twice)), []);
}

#[test]
fn a_mistake_in_the_rule_of_ranking_is_told_with_its_line() {
    let file = "ranking.toml";
    for (from, to, line, words) in [
        ("not_met = 20", "not_met = 10", 1, "not_met has to weigh more than partly_met"),
        ("partly_met = 10", "partly_met = 0", 1, "partly_met is 0; wanted are 1 to 99"),
        ("not_met = 20", "not_met = 100", 1, "not_met is 100; wanted are 1 to 99"),
        ("not_met = 20", "not_met = -1", 4, "invalid value"),
        ("strictest = 8", "strictest = 0", 7, "strictest is 0; wanted are 1 to 99"),
        ("strictest = 8", "strictest = 0", 7, "too few points for each class to weigh more"),
        ("direct = 2", "direct = 7", 12, "direct has to lie between through and most"),
        ("through = 1", "through = 3", 12, "direct has to lie between through and most"),
        ("through = 1", "thruogh = 1", 16, "unknown field `thruogh`"),
        ("points = 5", "points = 0", 19, "points is 0; wanted are 1 to 99"),
        ("label = \"Status\"", "label = \"\"", 1, "label of \"status\" is empty"),
        ("The stricter the class, the more.", "The stricter.", 7, "why of \"class\" has 2 words; wanted are 5 to 30"),
        ("name = \"No plan\"", "name = \"\"", 24, "a name in \"often\" is empty"),
        ("Assessors often find no plan.", "Assessors find no plan", 24, "does not end with a full stop"),
        ("[\"5.1.1 b\"]", "[]", 24, "\"No plan\" names no clause"),
        ("[\"5.1.1 b\"]", "[\"5.1.3\"]", 24, "5.1.3 is no requirement of any edition"),
        ("[\"5.1.1 b\"]", "[\"5.1.1 c\"]", 24, "\"c\" is no letter of 5.1.1 in any edition"),
        ("[\"5.1.1 b\"]", "[\"5.1.1 \"]", 24, "\"\" is no letter of 5.1.1 in any edition"),
        ("[\"5.1.1 b\"]", "[\"5.1.1b\"]", 24, "\"5.1.1b\" is not a clause number"),
        ("[\"5.1.2\"]", "[\"5.1.2\", \"5.1.1 a\"]", 29, "5.1.1 stands twice in \"often\""),
        ("[\"5.1.1\"]", "[\"5.1.1\", \"5.1.1\"]", 39, "5.1.1 stands twice in \"blocking\""),
        ("[blocking]\n", "[blockings]\n", 39, "missing field `label`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_file_of_the_order_that_is_missing_is_named() {
    for gone in ["order.tsv", "ranking.toml"] {
        let mut files = small();
        files.0.remove(gone);
        assert!(
            problems(&files).iter().any(|p| p.file == gone && p.message.contains("this file is missing")),
            "{gone}"
        );
    }
}
