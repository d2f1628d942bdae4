//! The check of the long texts, fed with mistakes: help, glossary, classification, quick questions, orientation.
//!
//! What belongs here: that every mistake a person can make in these files is told with the right file and line. Never
//! here: the facts of the editions and the short words (`editions`).

use crate::editions::{edited, mistake, problems, small};
use crate::small_editions::numbered;

#[test]
fn a_mistake_in_the_help_is_told_with_its_line() {
    let file = "help/5.toml";
    let purpose = numbered("pc", 15);
    let quoted = |text: &str| format!("\"{text}\"");
    for (from, to, line, words) in [
        ("clause = \"6.1\"", "clause = \"6.2\"", 26, "6.2 has help texts but is no requirement of any edition"),
        ("clause = \"6.1\"", "clause = \"VI\"", 26, "\"VI\" is not a clause number"),
        ("clause = \"6.1\"", "clause = \"5.1.1\"", 26, "5.1.1 has its help texts already at editions/help/5.toml:1"),
        ("clause = \"6.1\"", "clause = \"6.1\"\nedition = \"1.0\"", 26, "6.1 has help texts but is no requirement"),
        ("edition = \"1.0\"", "edition = \"3.0\"", 17, "help texts for the unknown edition \"3.0\""),
        (&quoted(&purpose), "\"\"", 26, "purpose of 6.1 is empty"),
        (&purpose, &format!("{purpose} "), 26, "purpose of 6.1 is empty, has a space at an end"),
        (&purpose, &purpose.replace(' ', "\\n"), 26, "purpose of 6.1 is empty, has a space at an end or a line break"),
        (&purpose, &numbered("pc", 14), 26, "purpose of 6.1 has 14 words; wanted are 15 to 40"),
        (&purpose, &numbered("pc", 41), 26, "purpose of 6.1 has 41 words; wanted are 15 to 40"),
        (&numbered("qc", 25), &numbered("qc", 61), 26, "quality of 6.1 has 61 words; wanted are 25 to 60"),
        (&numbered("ec", 25), &numbered("ec", 24), 26, "engineering of 6.1 has 24 words; wanted are 25 to 60"),
        (&numbered("fc", 12), &numbered("fc", 11), 26, "findings of 6.1 has 11 words; wanted are 12 to 40"),
        (&purpose, purpose.trim_end_matches('.'), 26, "purpose of 6.1 does not end with a full stop"),
        ("[\"FDA 2023\"]", "[]", 26, "6.1 has 0 neighbours; wanted are 1 to 5"),
        (
            "[\"FDA 2023\"]",
            "[\"FDA 2023\", \"ISO 14971 1\", \"ISO 14971 2\", \"ISO 14971 3\", \"ISO 14971 4\", \"EU MDR\"]",
            26,
            "6.1 has 6 neighbours",
        ),
        ("[\"FDA 2023\"]", "[\"FDA 2023\", \"FDA 2023\"]", 26, "6.1 has the neighbour \"FDA 2023\" twice"),
        ("FDA 2023", "ISO 9001 8.3", 26, "6.1 has the unknown neighbour \"ISO 9001 8.3\"; known are ISO 13485"),
        ("FDA 2023", "FDA 20234", 26, "the unknown neighbour \"FDA 20234\""),
        ("FDA 2023", "FDA 2023, see there", 26, "the unknown neighbour"),
        ("neighbours = [\"FDA 2023\"]", "neighbors = []", 32, "unknown field `neighbors`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    mistake(file, "clause = \"6.1\"", "clause = \"6.2\"", ("2.0/requirements.tsv", 4), "6.1 has no help texts");
}

#[test]
fn words_that_promise_too_much_are_refused_except_the_name_of_a_document_where_it_is_explained() {
    let purpose = numbered("pc", 15);
    for word in ["compliant", "Compliance", "certified", "certificate", "Guarantees", "please"] {
        let text = format!("{word} {purpose}");
        mistake("help/5.toml", &purpose, &text, ("help/5.toml", 26), "a word that this page does not use");
    }
    let meaning = numbered("u", 15);
    for word in ["compliant", "certified", "guaranteed"] {
        mistake("glossary.toml", &meaning, &format!("{word} {meaning}"), ("glossary.toml", 1), "does not use");
        mistake("orientation.toml", "small standard", word, ("orientation.toml", 6), "does not use");
        mistake("quick.toml", "Name the person", word, ("quick.toml", 6), "does not use");
    }
    assert_eq!(problems(&edited("glossary.toml", &meaning, &format!("Certificates {meaning}"))), []);
}

#[test]
fn nothing_is_said_twice() {
    let file = "help/5.toml";
    let run = |name: &str, from: usize| -> String {
        (from..from + 8).map(|number| format!("{name}{number}")).collect::<Vec<_>>().join(" ")
    };
    // In another section of another clause, in other case and with other marks between.
    let text = numbered("qc", 25);
    let repeated = format!("{text} {}.", run("pa", 3).to_uppercase().replace(' ', ", "));
    mistake(file, &text, &repeated, (file, 26), "quality of 6.1 repeats purpose of 5.1.1: \"pa3 pa4 pa5");
    let seven = run("pa", 3).replace(" pa10", "");
    assert_eq!(problems(&edited(file, &text, &format!("{text} {seven}."))), [], "seven words may stand twice");
    // In the same section.
    let twice = format!("{text} {}.", run("qc", 2));
    mistake(file, &text, &twice, (file, 26), "quality of 6.1 repeats quality of 6.1");
    // What the card says already.
    let mut files = small();
    let asked = run("pc", 1);
    let words = files.0.get_mut("words/5.toml").unwrap();
    *words = words.replace("Reports.", &format!("{asked}."));
    let found = problems(&files);
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [format!("editions/help/5.toml:26: purpose of 6.1 repeats look_for of 6.1: \"{asked}\"")]
    );
    // The small set has a block for edition 1.0 that says what the general one says, and passes.
    assert_eq!(problems(&small()), []);
}

#[test]
fn a_mistake_in_the_glossary_is_told_with_its_line() {
    let file = "glossary.toml";
    let meaning = numbered("u", 15);
    for (from, to, line, words) in [
        ("term = \"unit\"", "term = \"word1\"", 8, "\"word1\" stands already in the term of line 1"),
        ("[\"units\"]", "[\"Unit\"]", 1, "\"Unit\" stands already in the term of line 1"),
        ("[\"units\"]", "[\"WORD7\"]", 38, "\"word7\" stands already in the term of line 1"),
        ("[\"units\"]", "[\"\"]", 1, "\"\" of \"unit\" is not made of words"),
        ("[\"units\"]", "[\"many  units\"]", 1, "with one space between"),
        ("[\"units\"]", "[\"(units\"]", 1, "is not made of words"),
        ("world = \"engineering\"", "world = \"software\"", 1, "unknown world \"software\"; known are engineering"),
        (&meaning, &numbered("u", 14), 1, "meaning of \"unit\" has 14 words; wanted are 15 to 60"),
        ("see = [\"word1\"]", "see = [\"word99\"]", 1, "\"unit\" points to \"word99\", which is no other term"),
        ("see = [\"word1\"]", "see = [\"unit\"]", 1, "points to \"unit\", which is no other term"),
        ("see = [\"word1\"]", "look = [\"word1\"]", 6, "unknown field `look`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    let last = format!("[[term]]\nterm = \"word59\"\nworld = \"quality\"\nmeaning = \"{}\"\n\n", numbered("w", 15));
    mistake(file, &last, "", (file, 0), "59 terms; wanted are at least 60");
}

#[test]
fn a_mistake_in_the_classification_is_told_with_its_line() {
    let file = "2.0/classification.toml";
    let explain = numbered("second", 30);
    for (from, to, line, words) in [
        ("start = \"first\"", "start = \"last\"", 1, "the start \"last\" is no question"),
        ("start = \"first\"", "start = \"second\"", 4, "question \"first\" is not reached from the start"),
        (
            "to = \"second\"",
            "to = \"third\"",
            17,
            "answer \"yes\" of \"first\" leads to the unknown question \"third\"",
        ),
        ("to = \"second\"", "to = \"first\"", 4, "question \"first\" leads back to itself"),
        ("to = \"second\"", "class = \"A\"", 24, "question \"second\" is not reached from the start"),
        ("class = \"B\"", "class = \"D\"", 37, "answer \"bad\" of \"second\" leads to the unknown class \"D\""),
        ("class = \"B\"", "class = \"A\"", 1, "no way leads to class \"B\""),
        ("class = \"B\"", "to = \"first\"", 4, "question \"first\" leads back to itself"),
        ("class = \"B\"", "class = \"B\"\nto = \"first\"", 37, "needs either a next question (to) or a class"),
        ("to = \"second\"", "", 17, "answer \"yes\" of \"first\" needs either a next question (to) or a class"),
        ("id = \"second\"", "id = \"first\"", 24, "question \"first\" stands twice"),
        ("id = \"second\"", "id = \"Second one\"", 24, "the id \"Second one\" is not made of small letters"),
        ("id = \"bad\"", "id = \"mild\"", 37, "answer \"mild\" of \"second\" stands twice"),
        (
            "[\"hardware\"]",
            "[\"software\"]",
            24,
            "the unknown control \"software\"; known are hardware, system, procedure",
        ),
        ("Is the second thing so?", "", 24, "question of \"second\" is empty"),
        (&explain, &numbered("second", 29), 24, "explain of \"second\" has 29 words; wanted are 30 to 80"),
        ("\"Bad\"", "\"\"", 37, "label of answer \"bad\" of \"second\" is empty"),
        ("assumption = ", "assume = ", 1, "unknown field `assume`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    mistake(file, "start = \"first\"", "start = \"second\"", (file, 4), "not reached");
    let mut files = small();
    files.0.remove(file);
    assert!(problems(&files).iter().any(|p| p.file == file && p.message.contains("this file is missing")));
}

#[test]
fn a_mistake_in_the_route_for_legacy_software_is_told_with_its_line() {
    let file = "2.0/edition.toml";
    for (from, to, line, words) in [
        ("gap_analysis = [\"5\"]", "gap_analysis = []", 40, "gap_analysis names no clause"),
        ("gap_analysis = [\"5\"]", "gap_analysis = [\"9\"]", 40, "no requirement of this edition belongs to 9"),
        ("gap_analysis = [\"5\"]", "gap_analysis = [\"V\"]", 40, "\"V\" is not a clause number"),
        ("floor = \"5.1.2\"", "floor = \"5.1\"", 40, "the floor 5.1 is no requirement of this edition"),
        ("id = \"sold\"", "id = \"Sold\"", 44, "the id \"Sold\" is not made of small letters"),
        ("still sold today?", "still sold today.", 44, "the question of \"sold\" does not end with a question mark"),
        ("A price list from this year would show that it is.", "A list.", 44, "hint of \"sold\" has 2 words"),
        ("It is still sold today.", "", 44, "says of \"sold\" is empty"),
        ("What nobody sells needs no route.", "Nobody sells it", 44, "says_no of \"sold\""),
        ("says_no = ", "says_not = ", 49, "unknown field `says_not`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_mistake_in_the_quick_questions_is_told_with_its_line() {
    let file = "quick.toml";
    for (from, to, line, words) in [
        ("clause = \"6\"", "clause = \"7\"", 6, "7 is no activity of any edition"),
        ("clause = \"6\"", "clause = \"7\"", 0, "activity 6 is missing"),
        ("clause = \"6\"", "clause = \"5.1\"", 6, "5.1 stands twice"),
        ("clause = \"6\"", "clause = \"six\"", 6, "\"six\" is not a clause number"),
        ("out in the field?", "out in the field.", 6, "the question of 6 does not end with a question mark"),
        ("Does somebody look after the software once it is out", "Is it", 6, "question of 6 has 5 words"),
        ("from next week on.", "", 6, "first_step of 6 is empty, has a space at an end"),
        ("first_step = \"Name", "step = \"Name", 9, "unknown field `step`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_mistake_in_the_orientation_is_told_with_its_line() {
    let file = "orientation.toml";
    for (from, to, line, words) in [
        ("to = \"6\"", "to = \"7\"", 1, "7 is no process of any edition"),
        ("to = \"6\"", "to = \"5.1\"", 1, "5.1 is no process of any edition"),
        ("to = \"6\"", "to = \"5\"", 1, "5 hands something to itself"),
        ("released software", "one two three four five six", 1, "the flow from 5 to 6 has 6 words; wanted are 1 to 5"),
        ("id = \"start-here\"", "id = \"start here\"", 6, "the id \"start here\" is not made of small letters"),
        ("Where to start", "", 6, "title of \"start-here\" is empty"),
        ("this small standard has.", "this small standard has", 6, "a paragraph of \"start-here\" does not end with"),
        ("[\"One point\"]", "[\"\"]", 6, "a point of \"start-here\" is empty"),
        ("points = ", "point = ", 10, "unknown field `point`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
    let again = "[[flow]]\nfrom = \"5\"\nto = \"6\"\ntext = \"released software\"\n";
    mistake(file, again, &format!("{again}\n{again}"), (file, 6), "the flow from 5 to 6 stands twice");
}

#[test]
fn a_mistake_in_the_consistency_checks_is_told_with_its_line() {
    let file = "checks.toml";
    let one_kind =
        "a condition of check \"plan-by-itself\" needs one of any, all and none with are, or unticked, or fact";
    for (from, to, line, words) in [
        ("plan-by-itself", "Plan itself", 1, "the id \"Plan itself\" is not made of small letters"),
        ("nothing-is-set-aside", "plan-by-itself", 11, "check \"plan-by-itself\" stands twice"),
        ("Nothing is set aside", "Plan by itself", 11, "the title of check \"nothing-is-set-aside\" stands twice"),
        ("Plan by itself", "Plan", 1, "title of \"plan-by-itself\" has 1 words; wanted are 2 to 8"),
        ("title = \"Plan by itself\"\n", "", 1, "missing field `title`"),
        ("\"doubt\"", "\"bad\"", 1, "has the unknown severity \"bad\"; known are contradiction, doubt"),
        ("[\"5.1.1\"]", "[]", 1, "check \"plan-by-itself\" names no clause"),
        ("[\"5.1.1\"]", "[\"5.2\"]", 1, "check \"plan-by-itself\" names 5.2, which no edition asks"),
        ("[\"5.1.1\"]", "[\"5.1.1\", \"5.1.1\"]", 1, "names 5.1.1 twice"),
        ("[\"5.1.1\"]", "[\"V\"]", 1, "\"V\" is not a clause number"),
        ("[\"met\"]", "[]", 1, "check \"plan-by-itself\" names no status"),
        ("[\"met\"]", "[\"fine\"]", 1, "has the unknown status \"fine\"; known are met, partly-met, not-met"),
        ("[\"met\"]", "[\"gap\", \"not-met\"]", 1, "names the status \"not-met\" twice"),
        ("[\"5.1.2\"], are = [\"gap\"]", "[\"5.1.9\"], are = [\"gap\"]", 1, "names 5.1.9, which no edition asks"),
        ("[\"gap\"]", "[]", 1, "check \"plan-by-itself\" names no status"),
        ("[\"gap\"]", "[\"gaps\"]", 1, "has the unknown status \"gaps\""),
        ("{ any = [\"5.1.2\"]", "{ all = [\"5.1.2\"], any = [\"5.1.2\"]", 1, one_kind),
        ("{ any = [\"5.1.2\"]", "{ fact = \"follow-up\"", 1, one_kind),
        ("{ unticked = \"5.1.1 a\" }", "{ }", 1, one_kind),
        ("5.1.1 a", "5.1.1 b", 1, "names 5.1.1 b, which is no lettered item in every edition with 5.1.1"),
        ("5.1.1 a", "5.1.1", 1, "names 5.1.1, which is no lettered item"),
        ("5.1.1 a", "5.1.7 a", 1, "names 5.1.7 a, which is no lettered item"),
        ("evidence-none", "sunshine", 1, "has the unknown fact \"sunshine\"; known are class-not-assigned"),
        ("{clause} is met", "This is met", 1, "reason of \"plan-by-itself\" does not say {clause}"),
        ("{others}", "{other}", 1, "reason of \"plan-by-itself\" has braces that stand for nothing"),
        ("any = [", "none = [", 1, "says {others}, and no condition with any or all is there"),
        ("is met, and it does not", "is", 1, "reason of \"plan-by-itself\" has 5 words; wanted are 6 to 40"),
        ("both of them", "{clause} and 5.1.2", 1, "remedy of \"plan-by-itself\" has braces"),
        ("both of them", "5.9.9 and 5.1.2", 1, "remedy of \"plan-by-itself\" names 5.9.9, which no edition asks"),
        ("again today.", "again", 1, "remedy of \"plan-by-itself\" does not end with a full stop"),
        ("Look at", "Please look at", 1, "has \"please\", a word that this page does not use"),
        ("remedy = \"Look", "remedies = \"Look", 9, "unknown field `remedies`"),
        ("{ fact = ", "{ facts = ", 7, "unknown field `facts`"),
    ] {
        mistake(file, from, to, (file, line), words);
    }
}

#[test]
fn a_file_of_long_texts_that_is_missing_is_named() {
    for (gone, place, words) in [
        ("help/5.toml", "1.0/requirements.tsv", "5.1.1 has no help texts in editions/help"),
        ("glossary.toml", "glossary.toml", "this file is missing"),
        ("quick.toml", "quick.toml", "this file is missing"),
        ("checks.toml", "checks.toml", "this file is missing"),
        ("orientation.toml", "orientation.toml", "this file is missing"),
        ("1.0/classification.toml", "1.0/classification.toml", "this file is missing"),
    ] {
        let mut files = small();
        files.0.remove(gone);
        let found = problems(&files);
        assert!(found.iter().any(|p| p.file == place && p.message.contains(words)), "without {gone}: {found:#?}");
    }
}
