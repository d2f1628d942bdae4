//! A whole set of edition files in a few lines, for `editions` to break.
//!
//! What belongs here: files that pass every check. The tests name their lines: a change here moves them.

/// A whole set of editions in a few lines: two editions, two classes, two processes, three requirements.
pub const SMALL: [(&str, &str); 8] = [
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
        "from\tto\trelation\tnote\n5.1.1\t5.1.1\treworded\tLook again\n5.1.2\t5.1.2\tsame\t\n\t6.1\tnew\tNothing to carry over\n",
    ),
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
