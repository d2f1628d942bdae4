//! A whole set of edition files in a few lines, for `editions` to break.
//!
//! What belongs here: files that pass every check. The tests name their lines: a change here moves them.

use std::collections::BTreeMap;

/// A whole set of editions in a few lines: two editions, two classes, two processes, three requirements.
pub fn small() -> BTreeMap<String, String> {
    let own = SMALL.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let long = [
        ("1.0/classification.toml", classification(false)),
        ("2.0/classification.toml", classification(true)),
        ("glossary.toml", glossary()),
        ("help/5.toml", help()),
    ];
    own.into_iter().chain(long.map(|(file, text)| (file.to_owned(), text))).collect()
}

/// A text of that many words, of which no other text has any: `a1 a2 a3.`
pub fn numbered(name: &str, count: usize) -> String {
    let words: Vec<String> = (1..=count).map(|number| format!("{name}{number}")).collect();
    format!("{}.", words.join(" "))
}

/// Two questions, or one where the second is left out: the second begins at line 23, and each answer has 6 lines.
fn classification(has_second: bool) -> String {
    let question = |id: &str, controls: &str| {
        format!(
            "\n[[question]]\nid = \"{id}\"\ntitle = \"Title\"\nquestion = \"Is the {id} thing so?\"\nexplain = \"{}\"\n\
             mistakes = [\"{}\", \"{}\"]\n{controls}",
            numbered(id, 30),
            numbered("m", 5),
            numbered("n", 5),
        )
    };
    let answer = |id: &str, label: &str, leads: &str| {
        format!(
            "[[question.answer]]\nid = \"{id}\"\nlabel = \"{label}\"\nsays = \"{}\"\n{leads}\n\
             examples = [\"{}\", \"{}\"]\n",
            numbered(id, 5),
            numbered("x", 5),
            numbered("y", 5),
        )
    };
    let head = format!("assumption = \"{}\"\nstart = \"first\"\n", numbered("as", 10));
    let first = question("first", "controls = []\n") + &answer("no", "No, not", "class = \"A\"");
    if has_second {
        let second = question("second", "controls = [\"hardware\"]\n");
        let ends = answer("mild", "Mild", "class = \"A\"") + &answer("bad", "Bad", "class = \"B\"");
        head + &first + &answer("yes", "Yes, it is", "to = \"second\"") + &second + &ends
    } else {
        head + &first + &answer("yes", "Yes, it is", "class = \"B\"")
    }
}

/// Sixty terms, of three lines and an empty one each, after a first one that has everything.
fn glossary() -> String {
    let mut text = format!(
        "[[term]]\nterm = \"unit\"\nalso = [\"units\"]\nworld = \"engineering\"\nmeaning = \"{}\"\nsee = [\"word1\"]\n\n",
        numbered("u", 15)
    );
    for number in 1..60 {
        let meaning = numbered("w", 15);
        text += &format!("[[term]]\nterm = \"word{number}\"\nworld = \"quality\"\nmeaning = \"{meaning}\"\n\n");
    }
    text
}

/// A block of seven lines and an empty one for each requirement; that of 5.1.2 for edition 1.0 has a line more.
fn help() -> String {
    let block = |clause: &str, edition: &str, name: &str, neighbours: &str| {
        let [p, q, e, f] = ["p", "q", "e", "f"].map(|section| format!("{section}{name}"));
        format!(
            "[[help]]\nclause = \"{clause}\"\n{edition}purpose = \"{}\"\nquality = \"{}\"\nengineering = \"{}\"\n\
             findings = \"{}\"\nneighbours = [{neighbours}]\n\n",
            numbered(&p, 15),
            numbered(&q, 25),
            numbered(&e, 25),
            numbered(&f, 12),
        )
    };
    block("5.1.1", "", "a", "\"ISO 13485 7.3.2\", \"EU MDR Annex II 6.1(b)\"")
        + &block("5.1.2", "", "b", "\"ISO 14971\"")
        + &block("5.1.2", "edition = \"1.0\"\n", "b", "\"IEC 62366-1\"")
        + &block("6.1", "", "c", "\"FDA 2023\"")
}

const SMALL: [(&str, &str); 13] = [
    ("1.0/edition.toml", EDITION_1_0),
    ("1.0/lettered-items.tsv", "clause\tletter\ttext\n5.1.1\ta\tFirst thing\n"),
    (
        "1.0/requirements.tsv",
        "clause\ttitle\tclasses\troute\tchange\n5.1.1\tPlan\tA B\t\t\n5.1.2\tKeep it current\tB\t\t\n",
    ),
    ("2.0/edition.toml", EDITION_2_0),
    (
        "2.0/lettered-items.tsv",
        "clause\tletter\ttext\n5.1.1\ta\tFirst thing\n5.1.1\tb\tSecond thing\n6.1\ta\tThird thing\n",
    ),
    (
        "2.0/requirements.tsv",
        "clause\ttitle\tclasses\troute\tchange\n5.1.1\tPlan\tA B\t\treworded\n5.1.2\tKeep it current\tB\t\t\n6.1\tLook after it\tB\tlegacy\tnew\n",
    ),
    (
        "map-1.0-2.0.tsv",
        "from\tto\trelation\tletters\tnote\n5.1.1\t5.1.1\treworded\t+b\tLook again\n5.1.2\t5.1.2\tsame\t\t\n\t6.1\tnew\t\tNothing to carry over\n",
    ),
    ("checks.toml", CHECKS),
    ("order.tsv", "clause\ton\twhy\n5.1.2\t5.1.1\tOnly a plan can be kept.\n6.1\t5.1.2\tCare needs a current plan.\n"),
    ("orientation.toml", ORIENTATION),
    ("quick.toml", QUICK),
    ("ranking.toml", RANKING),
    ("words/5.toml", WORDS),
];

const EDITION_1_0: &str = r#"id = "1.0"
name = "Standard 1"
label = "Edition 1.0"
published = "2006-05"
about = "The first one."

[[class]]
id = "A"
name = "Class A"
meaning = "Mild."

[[class]]
id = "B"
name = "Class B"
meaning = "Strict."

[[process]]
clause = "5"
title = "Development"

[[activity]]
clause = "5.1"
title = "Planning"
purpose = "Decides."
"#;

const EDITION_2_0: &str = r#"id = "2.0"
name = "Standard 2"
label = "Edition 2.0"
published = "2015-06"
default = true
about = "The one in force."

[[class]]
id = "A"
name = "Class A"
meaning = "Mild."

[[class]]
id = "B"
name = "Class B"
meaning = "Strict."

[[process]]
clause = "5"
title = "Development"

[[process]]
clause = "6"
title = "Maintenance"

[[activity]]
clause = "5.1"
title = "Planning"
purpose = "Decides."

[[activity]]
clause = "6"
title = "Looking after"
purpose = "Keeps."

[[uncertain]]
clause = "6.1"
text = "One source disagrees."

[legacy]
gap_analysis = ["5"]
floor = "5.1.2"

[[legacy.check]]
id = "sold"
question = "Is it still sold today?"
hint = "A price list from this year would show that it is."
says = "It is still sold today."
says_no = "What nobody sells needs no route."
"#;

const CHECKS: &str = r#"[[check]]
id = "plan-by-itself"
title = "Plan by itself"
severity = "doubt"
beside = ["5.1.1"]
is = ["met"]
when = [{ any = ["5.1.2"], are = ["gap"] }, { unticked = "5.1.1 a" }, { fact = "evidence-none" }]
reason = "{clause} is met, and it does not fit with {others}."
remedy = "Look at both of them again today."

[[check]]
id = "nothing-is-set-aside"
title = "Nothing is set aside"
severity = "contradiction"
beside = ["all"]
is = ["not-applicable"]
reason = "{clause} is set aside in this edition."
remedy = "Answer it as it is today."
"#;

const ORIENTATION: &str = r#"[[flow]]
from = "5"
to = "6"
text = "released software"

[[topic]]
id = "start-here"
title = "Where to start"
paragraphs = ["Two processes are all that this small standard has.", "A certificate names neither of them, and that is fine."]
points = ["One point"]
"#;

const QUICK: &str = r#"[[activity]]
clause = "5.1"
question = "Is there a plan that everybody in the team knows and follows today?"
first_step = "Write the plan on one page and hang it on the wall."

[[activity]]
clause = "6"
question = "Does somebody look after the software once it is out in the field?"
first_step = "Name the person who will look after it from next week on."
"#;

const RANKING: &str = r#"[status]
label = "Status"
why = "Nothing weighs more than something."
not_met = 20
partly_met = 10

[class]
label = "Class"
why = "The stricter the class, the more."
strictest = 8

[dependents]
label = "What leans on it"
why = "Others can begin when it is done."
direct = 2
through = 1
most = 6

[often]
label = "Often found"
why = "Assessors often find a thing like it."
points = 5

[[often.group]]
name = "No plan"
clauses = ["5.1.1 b"]
says = "Assessors often find no plan."

[[often.group]]
name = "A stale plan"
clauses = ["5.1.2"]
says = "Assessors often find a plan of yesterday."

[blocking]
label = "Holds up a release"
why = "A release has to wait for these."
points = 7

[[blocking.group]]
name = "A plan"
clauses = ["5.1.1"]
says = "A release has to wait for a plan."
"#;

const WORDS: &str = r#"[[requirement]]
clause = "5.1.1"
question = "Is there a plan?"
look_for = "A plan."
evidence = ["Plan"]

[[requirement]]
clause = "5.1.2"
question = "Is the plan current?"
look_for = "Dates."
evidence = ["Change history"]

[[requirement]]
clause = "5.1.2"
edition = "1.0"
question = "Is the plan kept up?"
look_for = "Dates in it."
evidence = ["Change history"]

[[requirement]]
clause = "6.1"
question = "Is it looked after?"
look_for = "Reports."
evidence = ["Report"]
"#;
