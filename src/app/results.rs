//! The results of an assessment: a view for each question that a person has of the answers, with the way between them.

use super::actions::actions;
use super::checks::checks;
use super::gaps::gaps;
use super::overview::overview;
use super::parts::{heading, link};
use super::register::register;
use super::report::report;
use super::route::{Place, Route};
use super::state::State;
use super::statement::statement;
use crate::browser::dom::{El, el};
use crate::browser::reactive::*;

/// One of the results: where it is, its name in the way between them, its heading, and what it shows.
type Result = (Place, &'static str, &'static str, fn(State) -> El);

/// All of them, in the order in which a person asks: how far are we, what is missing, what contradicts, who does what,
/// what shows it, and what goes on paper.
const RESULTS: [Result; 7] = [
    (Place::Results, "Overview", "Results", overview),
    (Place::Gaps, "Gaps", "Gaps", gaps),
    (Place::Checks, "Checks", "Checks", checks),
    (Place::Actions, "Actions", "Action plan", actions),
    (Place::Evidence, "Evidence", "Evidence register", register),
    (Place::Statement, "Statement", "Statement of applicability", statement),
    (Place::Report, "Report", "Report", report),
];

pub(super) fn results(state: State, place: Place) -> El {
    let id = state.id_now();
    let mut way = el("nav").class("ways no-print").attr("aria-label", "Results");
    let mut page = el("div").class("page results");
    for (other, name, title, view) in RESULTS {
        let to = link(&Route::link(&id, other)).with(name);
        if other == place {
            way = way.with(to.attr("aria-current", "page"));
            page = page.with(heading().with(title)).with(&way).with(untrack(|| view(state)));
        } else {
            way = way.with(to);
        }
    }
    page
}
