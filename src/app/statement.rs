//! The statement of applicability: every requirement of the edition, whether the class asks it, and how it stands.

use super::paper::{Paper, Switch, TableFile, hint};
use super::state::State;
use crate::browser::dom::{El, el};
use crate::exchange::paper::{requirements_csv, statement as make};

const SWITCHES: [Switch; 4] = [Switch::Notes, Switch::Names, Switch::Links, Switch::Verdicts];
const TABLES: [TableFile; 1] =
    [("Save as CSV", "-requirements.csv", |assessment, choice, _| requirements_csv(assessment, choice))];

pub(super) fn statement(state: State) -> El {
    let paper = Paper::new(state, "statement", make, &SWITCHES);
    let choices = paper.choices("What goes in", SWITCHES.to_vec());
    el("div")
        .class("stack")
        .with(hint(
            "The table for a technical file: every requirement of the edition, whether your class asks it, how it stands and \
             what shows it. The CSV opens in Excel and holds the notes too.",
        ))
        .with(el("div").class("paper-choices no-print").with(choices))
        .with(paper.ways(&TABLES))
        .with(paper.shown())
}
