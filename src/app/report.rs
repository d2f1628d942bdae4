//! The report: what goes in is chosen, and then it is printed or saved.

use super::paper::{Paper, Switch, TableFile, hint};
use super::state::State;
use crate::browser::dom::{El, el};
use crate::exchange::paper::{Chapter, gaps_csv, report as make, requirements_csv};

const DETAILS: [Switch; 4] = [Switch::Notes, Switch::Names, Switch::Links, Switch::Verdicts];
const TABLES: [TableFile; 2] = [
    ("Save requirements as CSV", "-requirements.csv", |assessment, choice, _| requirements_csv(assessment, choice)),
    ("Save gaps as CSV", "-gaps.csv", |assessment, choice, _| gaps_csv(assessment, choice)),
];

pub(super) fn report(state: State) -> El {
    let chapters: Vec<Switch> = Chapter::ALL.into_iter().map(Switch::Chapter).collect();
    let all: Vec<Switch> = chapters.iter().copied().chain(DETAILS).collect();
    let paper = Paper::new(state, "report", make, &all);
    let choices = el("div")
        .class("paper-choices no-print")
        .with(paper.choices("Parts", chapters))
        .with(paper.choices("With", DETAILS.to_vec()));
    el("div")
        .class("stack")
        .with(hint(
            "Choose what goes in; below is the document as it will be. The HTML file needs no script and no network, and any \
             browser opens it from disk. Markdown goes into Word and wikis, CSV into Excel.",
        ))
        .with(choices)
        .with(paper.ways(&TABLES))
        .with(paper.shown())
}
