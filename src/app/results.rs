//! Groups of views with the way between them: the results of an assessment, a view for each question that a person has of
//! the answers; and what is shared of it, with other people and over time.

use super::actions::actions;
use super::checks::checks;
use super::compare::compare;
use super::edition::edition;
use super::gaps::gaps;
use super::merging::merging;
use super::overview::overview;
use super::parts::{heading, link};
use super::register::register;
use super::report::report;
use super::review::review;
use super::route::{Place, Route};
use super::share::share;
use super::snapshots::snapshots;
use super::state::State;
use super::statement::statement;
use crate::browser::dom::{El, el};
use crate::browser::reactive::*;

/// One view of a group: where it is, its name in the way between them, its heading, and what it shows.
type Member = (Place, &'static str, &'static str, fn(State) -> El);

/// All of them, in the order in which a person asks: how far are we, what is missing, what contradicts, who does what,
/// what shows it, and what goes on paper.
const RESULTS: [Member; 7] = [
    (Place::Results, "Overview", "Results", overview),
    (Place::Gaps, "Gaps", "Gaps", gaps),
    (Place::Checks, "Checks", "Checks", checks),
    (Place::Actions, "Actions", "Action plan", actions),
    (Place::Evidence, "Evidence", "Evidence register", register),
    (Place::Statement, "Statement", "Statement of applicability", statement),
    (Place::Report, "Report", "Report", report),
];

/// With others and over time: hand it over, take in, be reviewed; keep, compare, and go on with another edition.
const SHARED: [Member; 6] = [
    (Place::Share, "Hand over", "Hand over", share),
    (Place::Merge, "Merge", "Merge a copy", merging),
    (Place::Review, "Review", "Review", review),
    (Place::Snapshots, "Snapshots", "Snapshots", snapshots),
    (Place::Compare, "Compare", "Compare", compare),
    (Place::Edition, "Edition", "Change of edition", edition),
];

/// A view of either group.
pub(super) fn results(state: State, place: Place) -> El {
    let id = state.id_now();
    let (name, group): (&str, &'static [Member]) =
        if place.is_shared() { ("Share", &SHARED) } else { ("Results", &RESULTS) };
    let mut way = el("nav").class("ways no-print").attr("aria-label", name);
    let mut page = el("div").class("page results");
    let is_locked = state.is_locked();
    for (other, name, title, view) in group {
        if is_locked && !other.is_for_reviewer() {
            continue;
        }
        let to = link(&Route::link(&id, *other)).with(*name);
        if *other == place {
            way = way.with(to.attr("aria-current", "page"));
            page = page.with(heading().with(*title)).with(&way).with(untrack(|| view(state)));
        } else {
            way = way.with(to);
        }
    }
    page
}
