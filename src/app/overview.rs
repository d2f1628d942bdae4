//! The overview: how far the assessment is in counts and drawings, what wants a look, and how it moved.
//!
//! Each section follows only what it shows, and its rows stay in place while others change, so that a change in another
//! tab takes the focus from nobody.

use super::beside_reviews::reviews_line;
use super::edition::taken_from;
use super::moved::moved;
use super::parts::{bar, button, class_words, estimates, figure, fold, link, para, percent, table_frame, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, SOON_DAYS, Tally, visible};
use crate::browser::dom::{Child, El, el, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::paper::{
    HeatRow, Markup, ProgressRow, bars_head, bars_legend, bars_row, day_words, heat_block, heat_rows, heat_table,
    progress_rows, progress_table,
};
use crate::standard::Clause;
use std::time::Duration;

/// The whole assessment, worked out again when answers change in more than words, or anything else does.
pub(super) type Whole = Memo<Assessment>;

pub(super) fn whole_of(state: State) -> Whole {
    Memo::new(move |_| {
        state.shape.track();
        state.by_activity.track();
        state.head.track();
        untrack(|| state.assessment())
    })
}

pub(super) fn overview(state: State) -> El {
    let whole = whole_of(state);
    let total = Memo::new(move |_| whole.with(Assessment::tally));
    // What lies below the first screen is made once that one is painted.
    let is_painted = RwSignal::new(false);
    request_animation_frame(move || set_timeout(move || is_painted.set(true), Duration::ZERO));
    el("div")
        .class("stack overview")
        .with(part(move || whole.with(facts)))
        .with(taken_from(state))
        .with(part(move || lead(total.get())))
        .with(part(move || numbers(total.get())))
        .with(para("hint").with(
            "Readiness is met plus half of partly met, over what applies. Coverage is answered over what applies. Both are \
             rounded down. Not applicable leaves the count only with a reason.",
        ))
        .with(para("buttons no-print").with(button("quiet", page::print).with("Print")))
        .with(by_process(state, whole, is_painted))
        .with(part(move || {
            is_painted.get().then(|| {
                untrack(|| {
                    vec![
                        every_requirement(state, whole),
                        el("div").with(part(move || gaps(&state.id_now(), total.get()))),
                        to_look_at(state, whole),
                        reviews_line(state),
                        moved(state, whole),
                    ]
                })
            })
        }))
}

fn facts(assessment: &Assessment) -> El {
    let legacy = if assessment.legacy { ", legacy software" } else { "" };
    let example = if assessment.example { ". Worked example, fictitious" } else { "" };
    let scrubbed =
        if assessment.is_scrubbed() { format!(". Scrubbed copy, {}", assessment.left_out()) } else { String::new() };
    let facts = format!(", {}{legacy}, {}{example}{scrubbed}", class_words(assessment), assessment.edition.name);
    para("facts").with(words(&assessment.display_title())).with(facts)
}

fn lead(total: Tally) -> El {
    para("lead").with(if total.unanswered == total.in_scope() && total.estimated() == 0 {
        "Nothing is answered yet, so there is nothing to report.".to_owned()
    } else if total.unanswered > 0 {
        let (open, all) = (total.unanswered, total.in_scope());
        let estimated = match total.estimated() {
            0 => String::new(),
            number => format!(" Of these, {number} are estimated, which changes nothing in that."),
        };
        format!("{open} of {all} requirements are still unanswered. They count as not met.{estimated}")
    } else {
        "Every requirement in scope is answered.".to_owned()
    })
}

fn numbers(total: Tally) -> El {
    let numbers = el("dl")
        .class("numbers")
        .with(figure("In scope", &total.in_scope().to_string()))
        .with(figure("Unanswered", &total.unanswered.to_string()))
        .with(figure("Gaps", &total.gaps().to_string()))
        .with(figure("Coverage", &percent(total.coverage())))
        .with(figure("Readiness", &percent(total.readiness())))
        .with(estimates(total));
    el("div").class("summary").with(bar(total)).with(numbers)
}

fn titled(id: &str, title: &str) -> El {
    el("section").attr("aria-labelledby", id).with(el("h2").attr("id", id).with(title))
}

/// The root of a drawing as an element that a list keeps.
fn drawn(markup: &Markup) -> El {
    let Markup::Element { tag, attributes, children } = markup else { return el("span").with(markup) };
    let root = attributes.iter().fold(el(tag), |root, (name, value)| root.attr(name, value));
    children.iter().fold(root, |root, child| root.with(child))
}

/// How many bars come with the first frame, which the counts must not wait for; the rest follow in the next task.
const FIRST_SCREEN: usize = 0;

/// Bars for each process and activity, with the table behind.
fn by_process(state: State, whole: Whole, is_painted: RwSignal<bool>) -> El {
    let rows = Memo::new(move |_| whole.with(progress_rows));
    let any_estimated = Memo::new(move |_| rows.with(|rows| ProgressRow::any_estimated(rows)));
    let address = move |clause| Route::link(&state.id_now(), Place::Activity(clause));
    let key = |row: &ProgressRow| format!("{} {:?}", row.name, row.tally);
    let lines = keyed(
        move || {
            let shown = if is_painted.get() { usize::MAX } else { FIRST_SCREEN };
            rows.with(|rows| rows.iter().take(shown).map(key).collect())
        },
        move |wanted| {
            let row = rows.with_untracked(|rows| rows.iter().find(|row| key(row) == wanted).cloned());
            row.map_or_else(|| el("li"), |row| drawn(&bars_row(&row, Some(&address))))
        },
    );
    let chart = el("div")
        .class("chart")
        .with(part(move || bars_legend(any_estimated.get()).attr("role", "list")))
        .with(el("ul").class("bars").attr("role", "list").with(bars_head()).with(lines));
    let table = move || {
        let table = part(move || rows.with(|rows| progress_table(rows, Some(&address))));
        table_frame("By process, table").with(table)
    };
    titled("by-process", "By process").with(chart).with(fold(|| "By process as a table".to_owned(), table))
}

/// Every requirement as a cell, with the table behind.
fn every_requirement(state: State, whole: Whole) -> El {
    let address = move |clause| Route::link(&state.id_now(), Place::Requirement(clause));
    // The rows as they were last worked out, for the blocks that are made anew.
    let rows: StoredValue<Vec<HeatRow>> = StoredValue::new(Vec::new());
    let key = |row: &HeatRow| {
        let mut key = row.activity.clause.to_string();
        for (asked, standing) in &row.cells {
            key.push_str(&format!(" {} {standing:?}", asked.clause));
        }
        key
    };
    let blocks = keyed(
        move || {
            let found = whole.with(heat_rows);
            let keys = found.iter().map(key).collect();
            rows.set_value(found);
            keys
        },
        move |wanted| {
            rows.with_value(|rows| {
                let place = rows.iter().position(|row| key(row) == wanted).unwrap_or_default();
                let row = rows.get(place);
                row.map_or_else(|| el("div"), |row| drawn(&heat_block(row, Some(&address), place == 0)))
            })
        },
    );
    let map = el("div").class("chart heat").on("keydown", |event| page::move_by_arrows(&event, ".heat .cell"));
    let table = move || {
        let table = part(move || whole.with(|whole| heat_table(&heat_rows(whole), Some(&address))));
        table_frame("Every requirement, table").with(table)
    };
    titled("every-requirement", "Every requirement")
        .with(
            para("hint no-print")
                .with("A cell for each requirement in scope. The arrow keys move between them, Enter opens one."),
        )
        .with(map.with(blocks))
        .with(fold(|| "Every requirement as a table".to_owned(), table))
}

fn gaps(id: &str, total: Tally) -> El {
    let says = match (total.partly_met, total.not_met) {
        (0, 0) => "No requirement is partly met or not met.".to_owned(),
        (partly, not) => {
            format!("{} of {} requirements: {not} not met, {partly} partly met.", total.gaps(), total.in_scope())
        }
    };
    let way = link(&Route::link(id, Place::Gaps)).class("no-print").with("See the gaps, ranked");
    titled("gaps", "Gaps").with(el("p").with(says).with(" ").with((total.gaps() > 0).then_some(way)))
}

/// A row of a list: what tells it from others, the requirement, and what is said beside it.
type Row = (String, Clause, String);

/// What a person should look at, list by list; a list without rows is not there.
fn to_look_at(state: State, whole: Whole) -> El {
    let of_answers = move |fits: fn(&Assessment, Clause) -> bool| {
        move |assessment: &Assessment| {
            let asked = assessment.scope().requirements().map(|asked| asked.clause);
            plain(asked.filter(|clause| fits(assessment, *clause)))
        }
    };
    let to_find_out = of_answers(|assessment, clause| {
        assessment.answers.get(&clause).is_some_and(crate::assessment::Answer::needs_follow_up)
    });
    let second_look =
        of_answers(|assessment, clause| assessment.answers.get(&clause).is_some_and(|answer| answer.second_look));
    // Of an answer by item, one for an item that is not asked any more takes nothing away.
    let lacks_reason = of_answers(|assessment, clause| {
        let lacks = assessment.answers.get(&clause).is_some_and(crate::assessment::Answer::lacks_reason);
        lacks && assessment.counted(clause).is_none()
    });
    let dates = |assessment: &Assessment| {
        let found = assessment.evidence_dates(&clock::today()).into_iter();
        found
            .map(|one| {
                let state = if one.is_expired { "expired" } else { "expires" };
                let name = if one.name.is_empty() { "Evidence" } else { &one.name };
                let says = format!("{}, {state} {}", visible(name), day_words(&one.expires));
                (format!("{} {says}", one.clause), one.clause, says)
            })
            .collect()
    };
    titled("to-look-at", "To look at")
        .with(part({
            let nothing = Memo::new(move |_| {
                whole.with(|whole| {
                    let many =
                        [second_look(whole), to_find_out(whole), lacks_reason(whole), dates(whole)].concat().len();
                    many + whole.to_assess_again().len() + whole.without_evidence().len() == 0
                })
            });
            move || {
                nothing.get().then(|| para("empty").with("Nothing is left to find out, to show or to look at again."))
            }
        }))
        .with(list(state, whole, "Second look after a change of edition", second_look))
        .with(list(state, whole, "To find out", to_find_out))
        .with(list(state, whole, "To assess again: all actions are done", |whole| plain(whole.to_assess_again())))
        .with(list(state, whole, "Not applicable without a reason: counted as unanswered", lacks_reason))
        .with(list(state, whole, "Met or partly met, without evidence", |whole| plain(whole.without_evidence())))
        .with(list(state, whole, EXPIRY, dates))
}

const EXPIRY: &str = "Evidence that has expired, or does within 90 days";
const _: () = assert!(SOON_DAYS == 90, "the heading says so");

fn plain(clauses: impl IntoIterator<Item = Clause>) -> Vec<Row> {
    clauses.into_iter().map(|clause| (clause.to_string(), clause, String::new())).collect()
}

/// How many rows a list shows; the rest is behind a button.
const SHOWN: usize = 8;

fn list(
    state: State,
    whole: Whole,
    title: &'static str,
    find: impl Fn(&Assessment) -> Vec<Row> + Send + Sync + 'static,
) -> impl Child {
    list_boxed(state, title, Memo::new(move |_| whole.with(&find)))
}

// Compiled once, and not for every list.
fn list_boxed(state: State, title: &'static str, rows: Memo<Vec<Row>>) -> impl Child {
    let is_there = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let is_long = Memo::new(move |_| rows.with(|rows| rows.len() > SHOWN));
    let more = move || format!("{} more", rows.with(Vec::len).saturating_sub(SHOWN));
    // Made with the rest, and not when it is opened: paper shows it.
    let rest = move || {
        let list = el("ul").class("columns").with(list_rows(state, rows, SHOWN, usize::MAX));
        el("details").with(el("summary").with(live(more))).with(list)
    };
    let list = move || {
        let title = el("h3").with(live(move || format!("{title} ({})", rows.with(Vec::len))));
        el("div")
            .class("attention")
            .with(title)
            .with(el("ul").class("columns").with(list_rows(state, rows, 0, SHOWN)))
            .with(part(move || is_long.get().then(|| untrack(rest))))
    };
    part(move || is_there.get().then(|| untrack(list)))
}

fn list_rows(state: State, rows: Memo<Vec<Row>>, skip: usize, take: usize) -> impl Child {
    keyed(
        move || rows.with(|rows| rows.iter().skip(skip).take(take).map(|(key, ..)| key.clone()).collect()),
        move |wanted| {
            let found = rows.with_untracked(|rows| rows.iter().find(|(key, ..)| key == wanted).cloned());
            let Some((_, clause, says)) = found else { return el("li") };
            el("li").with(requirement_link(state, clause)).with((!says.is_empty()).then(|| {
                let says = el("bdi").with(says);
                el("span").class("hint").with(" ").with(says)
            }))
        },
    )
}

/// A requirement by clause and title, leading to its card.
pub(super) fn requirement_link(state: State, clause: Clause) -> El {
    let title = state.edition_now().requirement(clause).map(|asked| asked.title).unwrap_or_default();
    link(&Route::link(&state.id_now(), Place::Requirement(clause))).with(format!("{clause} {title}"))
}
