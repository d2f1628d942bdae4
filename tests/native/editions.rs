//! The check of the edition files, fed with mistakes.
//!
//! What belongs here: that the real files pass, and that every mistake a person can make in them is told with the
//! right file and line. Never here: whether a fact is true (`golden`).

#[path = "../../build/catalogue/mod.rs"]
#[allow(dead_code, reason = "the build uses more of it than its tests")]
pub mod catalogue;

use crate::small_editions;
use catalogue::{Catalogue, Files, Problem, activity_of, check};
use iec62304_readiness::standard;
use std::path::Path;

pub fn small() -> Files {
    Files(small_editions::small())
}

/// The small set with one passage of one file replaced.
pub fn edited(file: &str, from: &str, to: &str) -> Files {
    let mut files = small();
    let text = files.0.get_mut(file).unwrap_or_else(|| panic!("there is no {file}"));
    assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in {file}");
    *text = text.replace(from, to);
    files
}

pub fn problems(files: &Files) -> Vec<Problem> {
    check(files).err().unwrap_or_default()
}

/// Makes the edit and expects a problem at this place whose message holds these words.
#[track_caller]
pub fn mistake(file: &str, from: &str, to: &str, place: (&str, usize), words: &str) {
    let found = problems(&edited(file, from, to));
    let told = found.iter().any(|p| (p.file.as_str(), p.line) == place && p.message.contains(words));
    assert!(told, "{to:?} in {file}: expected {place:?} with {words:?}, found {found:#?}");
}

/// The files that ship.
pub fn real() -> Catalogue {
    let files = Files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("editions")).unwrap();
    check(&files).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn the_files_that_ship_pass() {
    assert_eq!(real().editions.len(), 2);
}

#[test]
fn the_small_set_passes_so_that_every_mistake_below_is_the_only_one() {
    let catalogue = check(&small()).unwrap();
    let ids: Vec<&str> = catalogue.editions.iter().map(|edition| edition.head.id.as_str()).collect();
    assert_eq!(ids, ["2.0", "1.0"], "the default edition comes first");
    let questions: Vec<&str> = catalogue.editions[1].requirements.iter().map(|r| r.words.question.as_str()).collect();
    assert_eq!(questions, ["Is there a plan?", "Is the plan kept up?"], "words for one edition replace those for all");
    let newer = &catalogue.editions[0];
    let activities: Vec<String> =
        newer.requirements.iter().map(|r| activity_of(newer, r.clause).unwrap().to_string()).collect();
    assert_eq!(activities, ["5.1", "5.1", "6"]);
}

#[test]
fn a_mistake_in_a_table_of_requirements_is_told_with_its_line() {
    let file = "2.0/requirements.tsv";
    for (from, to, line, words) in [
        ("current\tB\t", "current\tD\t", 3, "unknown class \"D\"; known are A, B"),
        ("current\tB\t", "current\tb\t", 3, "unknown class \"b\""),
        ("current\tB\t", "current\tA,B\t", 3, "unknown class \"A,B\""),
        ("current\tB\t", "current\t\t", 3, "unknown class \"\""),
        ("5.1.2\tKeep", "5.1.1\tKeep", 3, "5.1.1 stands twice"),
        (
            "5.1.1\tPlan\tA B\t\treworded\n5.1.2\tKeep it current\tB\t\t\n",
            "5.1.2\tKeep it current\tB\t\t\n5.1.1\tPlan\tA B\t\t\n",
            3,
            "5.1.1 is out of order",
        ),
        ("5.1.2\tKeep", "5.01.2\tKeep", 3, "\"5.01.2\" is not a clause number"),
        ("5.1.2\tKeep", "\tKeep", 3, "\"\" is not a clause number"),
        ("Keep it current", "", 3, "5.1.2 has no title"),
        ("Keep it current", "Keep it current ", 3, "begins or ends with a space"),
        ("\tlegacy\t", "\told\t", 4, "unknown route \"old\"; known is legacy"),
        ("\tnew", "\tfresh", 4, "unknown change \"fresh\""),
        ("6.1\tLook", "7.1\tLook", 4, "7.1 belongs to no activity"),
        ("current\tB\t\t\n", "current\tB\t\n", 3, "4 cells where 5 are wanted"),
        ("current\tB\t\t\n", "current\tB\t\t\t\n", 3, "6 cells where 5 are wanted"),
        ("current\tB\t\t\n", "current\tB\t\t\n\n", 4, "1 cells where 5 are wanted"),
        ("clause\ttitle", "number\ttitle", 1, "the first line must be the column names clause, title, classes"),
        ("clause\ttitle", "\u{feff}clause\ttitle", 1, "the first line must be the column names"),
        ("clause\ttitle\t", "clause\t", 1, "4 cells where 5 are wanted"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_mistake_in_the_lettered_items_is_told_with_its_line() {
    let file = "2.0/lettered-items.tsv";
    for (from, to, line, words) in [
        ("6.1\ta", "6.2\ta", 4, "lettered items of 6.2, which is no requirement of this edition"),
        ("\tb\tSecond", "\ta\tSecond", 3, "5.1.1 a stands twice or out of order"),
        ("\ta\tFirst", "\tc\tFirst", 3, "5.1.1 b stands twice or out of order"),
        ("\tb\tSecond", "\tB\tSecond", 3, "\"B\" is not one letter from a to z"),
        ("\tb\tSecond", "\tbc\tSecond", 3, "\"bc\" is not one letter"),
        ("\tb\tSecond", "\t\tSecond", 3, "\"\" is not one letter"),
        ("Second thing", "", 3, "5.1.1 b has no text"),
        ("\tThird", " Third", 4, "2 cells where 3 are wanted"),
        ("letter\ttext", "item\ttext", 1, "column names clause, letter, text"),
        ("6.1\ta", "six\ta", 4, "\"six\" is not a clause number"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_mistake_in_the_head_of_an_edition_is_told_with_its_line() {
    let file = "2.0/edition.toml";
    for (from, to, line, words) in [
        ("label = ", "lable = ", 3, "unknown field `lable`"),
        ("name = \"Class A\"", "named = \"Class A\"", 10, "unknown field `named`"),
        ("[[uncertain]]", "[[uncertian]]", 36, "unknown field `uncertian`"),
        ("name = \"Standard 2\"", "name = \"Standard 2", 2, ""),
        ("default = true", "default = \"yes\"", 5, "invalid type"),
        ("id = \"2.0\"", "id = \"2.1\"", 1, "the id \"2.1\" is not the name of the folder \"2.0\""),
        ("label = \"Edition 2.0\"", "label = \"\"", 1, "label is empty"),
        ("about = \"The one in force.\"", "about = \"\"", 1, "about is empty"),
        (
            "clause = \"6\"\ntitle = \"Maintenance\"",
            "clause = \"7\"\ntitle = \"Maintenance\"",
            31,
            "activity 6 belongs to no process",
        ),
        ("clause = \"5.1\"", "clause = \"7.1\"", 26, "activity 7.1 belongs to no process"),
        ("title = \"Maintenance\"", "title = \"\"", 22, "6 has no title"),
        ("purpose = \"Keeps.\"", "purpose = \"\"", 31, "activity 6 has no purpose"),
        (
            "clause = \"6\"\ntitle = \"Maintenance\"",
            "clause = \"5\"\ntitle = \"Maintenance\"",
            22,
            "5 stands twice or out of order",
        ),
        ("clause = \"5.1\"", "clause = \"5,1\"", 26, "\"5,1\" is not a clause number"),
        (
            "default = true",
            "default = true\nnot_of_soup = [\"5.9\"]",
            1,
            "no requirement of this edition belongs to 5.9 of not_of_soup",
        ),
        ("default = true", "default = true\nnot_of_soup = [\"V\"]", 1, "\"V\" is not a clause number"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    mistake(file, "about = \"The one in force.\"\n", "", (file, 1), "missing field `about`");
}

#[test]
fn a_mistake_in_the_words_is_told_with_its_line() {
    let file = "words/5.toml";
    for (from, to, line, words) in [
        ("Is the plan current?", "Is the plan current", 7, "the question of 5.1.2 does not end with a question mark"),
        ("Is the plan current?", "", 7, "question of 5.1.2 is empty"),
        ("\"Reports.\"", "\"\"", 20, "look_for of 6.1 is empty"),
        ("\"Reports.\"", "\"Reports. \"", 20, "look_for of 6.1 is empty, has a space at an end"),
        ("[\"Report\"]", "[]", 20, "6.1 has no typical evidence"),
        ("[\"Report\"]", "[\"Report\", \"\"]", 20, "evidence of 6.1 is empty"),
        ("clause = \"6.1\"", "clause = \"6.2\"", 20, "6.2 has words but is no requirement"),
        ("clause = \"6.1\"", "clause = \"5.1.1\"", 20, "5.1.1 has its words already at editions/words/5.toml:1"),
        ("edition = \"1.0\"", "edition = \"3.0\"", 13, "words for the unknown edition \"3.0\""),
        (
            "clause = \"6.1\"",
            "clause = \"6.1\"\nedition = \"1.0\"",
            20,
            "6.1 has words but is no requirement of any edition they are for",
        ),
        ("clause = \"6.1\"", "clause = \"VI\"", 20, "\"VI\" is not a clause number"),
        ("look_for = \"Reports.\"", "look = \"Reports.\"", 23, "unknown field `look`"),
        ("look_for = \"Reports.\"", "look_for = 5", 23, "invalid type"),
        ("look_for = \"Reports.\"", "look_for = \"Reports.", 23, ""),
        ("look_for = \"Reports.\"\n", "", 20, "missing field `look_for`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    mistake(
        file,
        "clause = \"6.1\"",
        "clause = \"6.2\"",
        ("2.0/requirements.tsv", 4),
        "6.1 has no words in editions/words",
    );
}

#[test]
fn a_mistake_in_a_map_is_told_with_its_line() {
    let file = "map-1.0-2.0.tsv";
    for (from, to, line, words) in [
        ("\tsame\t", "\tequal\t", 3, "unknown relation \"equal\"; known are same, reworded, widened, new, withdrawn"),
        ("\tLook again", "\t", 2, "a row that is not \"same\" needs a note"),
        ("5.1.2\t5.1.2\t", "5.1.2\t5.1.1\t", 3, "5.1.1 stands twice"),
        ("5.1.2\t5.1.2\t", "5.1.2\t5.1.3\t", 3, "5.1.3 is no requirement of edition 2.0"),
        ("5.1.2\t5.1.2\t", "6.1\t5.1.2\t", 3, "6.1 is no requirement of edition 1.0"),
        ("5.1.2\t5.1.2\t", "5.1.2\tx\t", 3, "\"x\" is not a clause number"),
        ("5.1.2\t5.1.2\tsame\t\t\n", "", 0, "5.1.2 of edition 1.0 is missing"),
        ("5.1.2\t5.1.2\tsame\t\t\n", "", 0, "5.1.2 of edition 2.0 is missing"),
        ("\t6.1\tnew\t\tNothing to carry over\n", "", 0, "6.1 of edition 2.0 is missing"),
        ("\tsame\t\t\n", "\tsame\t\n", 3, "4 cells where 5 are wanted"),
        ("from\tto", "old\tnew", 1, "column names from, to, relation, letters, note"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_mistake_in_the_letters_of_a_map_is_told_with_its_line() {
    let file = "map-1.0-2.0.tsv";
    let known = "known are -c (gone), +c (new), d>c (now c) or a>5.7.1 b (now b of another requirement)";
    for (to, words) in [
        ("", "letters does not tell where 5.1.1 b of edition 2.0 comes from"),
        ("+c, +b", "5.1.1 c is no lettered item of edition 2.0"),
        ("b>b", "5.1.1 b is no lettered item of edition 1.0"),
        ("-b, +b", "5.1.1 b is no lettered item of edition 1.0"),
        ("a>b", "letters does not tell where 5.1.1 a of edition 2.0 comes from"),
        ("+a, +b", "letters does not tell what became of 5.1.1 a of edition 1.0"),
        ("-a, +b", "letters does not tell where 5.1.1 a of edition 2.0 comes from"),
        ("-a, -a, +a, +b", "letter a is told twice"),
        ("-a, +a, +b, +b", "5.1.1 b is told twice"),
        ("a>5.1.2 a, +a, +b", "5.1.2 a is no lettered item of edition 2.0"),
        ("a>5.1.9 a, +a, +b", "5.1.9 a is no lettered item of edition 2.0"),
        ("b", known),
        ("+B", known),
        ("+bc", known),
        ("+b,-a", known),
        ("+b, ", "a cell begins or ends with a space"),
        (">b", known),
        ("a>", known),
        ("a>5.x b", known),
        ("+", known),
    ] {
        mistake(file, "\t+b\t", &format!("\t{to}\t"), (file, 2), words);
    }
    // In a row that is the same, in one for what is new, and by what another row says.
    mistake(file, "\tsame\t\t", "\tsame\t-a\t", (file, 3), "5.1.2 a is no lettered item of edition 1.0");
    mistake(file, "\tnew\t\t", "\tnew\t-a\t", (file, 4), "a is no lettered item of edition 1.0");
    mistake(file, "\tnew\t\t", "\tnew\t+b\t", (file, 4), "6.1 b is no lettered item of edition 2.0");
    let moved = edited(file, "\t+b\t", "\ta>6.1 a, +a, +b\t");
    assert_eq!(problems(&moved), [], "an item may move to another requirement");
}

#[test]
fn a_file_that_is_missing_or_has_the_wrong_name_is_named() {
    for (gone, place, words) in [
        ("2.0/requirements.tsv", "2.0/requirements.tsv", "this file is missing"),
        ("2.0/lettered-items.tsv", "2.0/lettered-items.tsv", "this file is missing"),
        ("words/5.toml", "2.0/requirements.tsv", "5.1.1 has no words"),
        ("2.0/edition.toml", "", "exactly one edition.toml must have default = true"),
    ] {
        let mut files = small();
        files.0.remove(gone);
        let found = problems(&files);
        assert!(found.iter().any(|p| p.file == place && p.message.contains(words)), "without {gone}: {found:#?}");
    }
    let mut files = small();
    let map = files.0.remove("map-1.0-2.0.tsv").unwrap();
    files.0.insert("map-1.0-3.0.tsv".to_owned(), map);
    let found = problems(&files);
    assert!(
        found.iter().any(|p| p.file == "map-1.0-3.0.tsv" && p.message.contains("map-OLDER-NEWER.tsv")),
        "{found:#?}"
    );
    assert!(problems(&Files::default()).iter().any(|p| p.message.contains("no edition.toml was found")));
}

#[test]
fn there_is_one_default_edition_neither_none_nor_two() {
    let words = "exactly one edition.toml must have default = true";
    mistake("2.0/edition.toml", "default = true", "default = false", ("", 0), words);
    mistake("1.0/edition.toml", "about = ", "default = true\nabout = ", ("", 0), words);
}

#[test]
fn an_edition_without_classes_is_a_mistake() {
    let classes = "[[class]]\nid = \"A\"\nname = \"Class A\"\nmeaning = \"Mild.\"\n\n[[class]]\nid = \"B\"\nname = \"Class B\"\nmeaning = \"Strict.\"\n\n";
    mistake("2.0/edition.toml", classes, "", ("2.0/edition.toml", 1), "missing field `class`");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let mut files = edited("2.0/requirements.tsv", "current\tB\t", "current\tD\t");
    let words = files.0.get_mut("words/5.toml").unwrap();
    *words = words.replace("Is there a plan?", "Is there a plan");
    let places: Vec<String> = problems(&files).iter().map(|p| format!("{}:{}", p.file, p.line)).collect();
    assert_eq!(places, ["words/5.toml:1", "2.0/requirements.tsv:3"]);
}

#[test]
fn a_problem_is_told_with_the_path_from_the_top_of_the_project() {
    let told = problems(&edited("2.0/requirements.tsv", "current\tB\t", "current\tD\t"));
    assert_eq!(
        told.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["editions/2.0/requirements.tsv:3: 5.1.2 has the unknown class \"D\"; known are A, B"]
    );
}

#[test]
fn windows_line_ends_do_no_harm() {
    let files = Files(small().0.into_iter().map(|(file, text)| (file, text.replace('\n', "\r\n"))).collect());
    assert_eq!(problems(&files), []);
}

#[test]
fn everything_that_the_files_say_arrives_in_the_page() {
    let catalogue = real();
    assert_eq!(standard::editions().len(), catalogue.editions.len());
    for (page, files) in standard::editions().iter().zip(&catalogue.editions) {
        let head = &files.head;
        let texts = [page.id, page.name, page.label, page.published, page.about];
        assert_eq!(texts, [&head.id, &head.name, &head.label, &head.published, &head.about].map(String::as_str));
        let classes: Vec<_> = page.classes.iter().map(|info| [info.class.id(), info.name, info.meaning]).collect();
        let rows = head.class.iter().map(|row| row.get_ref());
        assert_eq!(classes, rows.map(|row| [&row.id, &row.name, &row.meaning]).collect::<Vec<_>>());
        let processes: Vec<_> = page.processes.iter().map(|row| (row.clause.to_string(), row.title)).collect();
        let rows = head.process.iter().map(|row| row.get_ref());
        assert_eq!(processes, rows.map(|row| (row.clause.clone(), row.title.as_str())).collect::<Vec<_>>());
        let activities: Vec<_> =
            page.activities().map(|row| (row.clause.to_string(), row.title, row.purpose)).collect();
        let rows = head.activity.iter().map(|row| row.get_ref());
        let wanted: Vec<_> = rows.map(|row| (row.clause.clone(), row.title.as_str(), row.purpose.as_str())).collect();
        assert_eq!(activities, wanted);
        let spared: Vec<_> = page.not_of_soup.iter().map(ToString::to_string).collect();
        assert_eq!(spared, head.not_of_soup);
        let doubts: Vec<_> = page.uncertain.iter().map(|row| (row.clause.to_string(), row.text)).collect();
        let rows = head.uncertain.iter().map(|row| row.get_ref());
        assert_eq!(doubts, rows.map(|row| (row.clause.clone(), row.text.as_str())).collect::<Vec<_>>());
        assert_eq!(page.requirements().count(), files.requirements.len());
        for (asked, row) in page.requirements().zip(&files.requirements) {
            assert_eq!(asked.clause.to_string(), row.clause.to_string());
            assert_eq!([asked.title, asked.question], [&row.title, &row.words.question].map(String::as_str));
            assert_eq!(asked.classes_text(), row.classes.join(", "), "{}", row.clause);
            assert_eq!(asked.legacy, row.legacy, "{}", row.clause);
            let letters: Vec<_> = asked.letters.iter().map(|item| (item.letter, item.text.to_owned())).collect();
            assert_eq!(letters, row.letters, "{}", row.clause);
            let activity = page.activity_of(asked.clause).unwrap().clause.to_string();
            assert_eq!(Some(activity), activity_of(files, row.clause).map(|clause| clause.to_string()));
        }
    }
}

/// What would otherwise end in an empty place on the page or in a fact that is lost unseen.
mod slips {
    use super::{mistake, problems, small};

    #[test]
    fn a_line_break_in_a_text_is_a_mistake_since_it_would_move_every_text_behind_it() {
        for (file, text) in [
            ("2.0/edition.toml", "Standard 2"),
            ("2.0/edition.toml", "Edition 2.0"),
            ("2.0/edition.toml", "2015-06"),
            ("2.0/edition.toml", "The one in force."),
            ("2.0/edition.toml", "Class B"),
            ("2.0/edition.toml", "Strict."),
            ("2.0/edition.toml", "Maintenance"),
            ("2.0/edition.toml", "Looking after"),
            ("2.0/edition.toml", "Keeps."),
            ("2.0/edition.toml", "One source disagrees."),
            ("words/5.toml", "Is the plan current?"),
            ("words/5.toml", "Reports."),
            ("words/5.toml", "[\"Report"),
        ] {
            let (start, last) = text.split_at(text.len() - 1);
            let broken = format!("{start}\\n{last}");
            let found = problems(&super::edited(file, text, &broken));
            assert!(found.iter().any(|p| p.file == file), "{broken:?} in {file}: {found:#?}");
        }
    }

    #[test]
    fn an_uncertain_point_needs_a_clause_number_and_a_text() {
        let file = "2.0/edition.toml";
        mistake(
            file,
            "[[uncertain]]\nclause = \"6.1\"",
            "[[uncertain]]\nclause = \"6,1\"",
            (file, 36),
            "\"6,1\" is not a clause number",
        );
        mistake(file, "One source disagrees.", "", (file, 36), "");
    }

    #[test]
    fn a_class_needs_a_name_and_a_meaning_and_stands_once() {
        let file = "2.0/edition.toml";
        for (from, to) in [("\"Strict.\"", "\"\""), ("\"Class B\"", "\"\""), ("id = \"B\"", "id = \"A\"")] {
            let found = problems(&super::edited(file, from, to));
            assert!(found.iter().any(|p| p.file == file), "{to}: {found:#?}");
        }
    }

    #[test]
    fn the_classes_of_a_requirement_stand_once_and_in_the_order_of_the_edition() {
        let file = "2.0/requirements.tsv";
        mistake(file, "Plan\tA B\t", "Plan\tB A\t", (file, 2), "");
        mistake(file, "Plan\tA B\t", "Plan\tA A B\t", (file, 2), "");
    }

    #[test]
    fn an_emptied_table_is_a_mistake() {
        for file in ["2.0/requirements.tsv", "2.0/lettered-items.tsv", "map-1.0-2.0.tsv"] {
            let mut files = small();
            files.0.insert(file.to_owned(), String::new());
            let found = problems(&files);
            assert!(found.iter().any(|p| p.file == file), "{file} without a line: {found:#?}");
        }
    }

    #[test]
    fn a_row_of_the_map_that_names_no_requirement_is_a_mistake() {
        let file = "map-1.0-2.0.tsv";
        mistake(file, "\t6.1\tnew", "\t\tsame\t\t\n\t6.1\tnew", (file, 4), "");
    }
}
