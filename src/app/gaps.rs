//! The gaps, ranked: what to do first, and why.
//!
//! Rows are made once for each gap and follow what they show, so that a change in another tab takes the focus from nobody.
//! One gap is in `gap_row`; the order of work and the rule are in `gap_order`.

use super::gap_order::{do_first, rule_of_ranking};
use super::gap_row::{Row, gap_row};
use super::help::missing;
use super::parts::{button, count, link, para};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, Filter, PlanOrder, plan_order, ranked_gaps};
use crate::browser::dom::{El, el, follow, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::document_name;
use crate::exchange::paper::{Choice, gaps_csv};
use std::cell::RefCell;

/// Which gaps are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    #[default]
    All,
    Unplanned,
    Blocking,
}

impl Which {
    const EACH: [Self; 3] = [Self::All, Self::Unplanned, Self::Blocking];

    const fn label(self) -> &'static str {
        match self {
            Self::All => "All gaps",
            Self::Unplanned => "Without an action",
            Self::Blocking => "Holding up a release",
        }
    }

    const fn shows(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Unplanned => !row.is_planned,
            Self::Blocking => row.is_blocking,
        }
    }
}

/// What a person chose to see, and where the list was left, for the way back from a card.
#[derive(Debug, Clone, Default)]
struct Left {
    assessment: String,
    which: Which,
    by_clause: bool,
    clause: String,
}

thread_local! {
    static LEFT: RefCell<Left> = RefCell::default();
}

/// What the view shares. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Gaps {
    pub(super) state: State,
    /// The gaps in the order of their rank.
    pub(super) rows: Memo<Vec<Row>>,
    /// The order of work as it was last worked out.
    pub(super) order: StoredValue<PlanOrder>,
    /// Grows with every new order.
    pub(super) turns: RwSignal<u32>,
    which: RwSignal<Which>,
    by_clause: RwSignal<bool>,
}

impl Gaps {
    /// Keeps the place in the list for the way back.
    pub(super) fn leave(self, clause: &str) {
        LEFT.set(Left {
            assessment: self.state.id_now(),
            which: self.which.get_untracked(),
            by_clause: self.by_clause.get_untracked(),
            clause: clause.to_owned(),
        });
    }

    /// The clauses that are shown, in the order in which they are.
    fn shown(self) -> Vec<String> {
        let (which, by_clause) = (self.which.get(), self.by_clause.get());
        self.rows.with(|rows| {
            let mut shown: Vec<&Row> = Vec::new();
            for row in rows.iter().filter(|row| which.shows(row)) {
                let place =
                    if by_clause { shown.partition_point(|other| other.clause < row.clause) } else { shown.len() };
                shown.insert(place, row);
            }
            shown.into_iter().map(|row| row.clause.to_string()).collect()
        })
    }
}

pub(super) fn gaps(state: State) -> El {
    el("div").class("stack gap-view").with(part(move || match state.words_here.get() {
        true => untrack(|| view(state)),
        false => missing(state),
    }))
}

fn view(state: State) -> El {
    let order = StoredValue::new(PlanOrder { waves: Vec::new(), edges: Vec::new() });
    let turns = RwSignal::new(0_u32);
    let rows = Memo::new(move |_| {
        state.shape.track();
        state.head.track();
        let (rows, plan) = untrack(|| {
            let assessment = state.assessment();
            (rows_of(&assessment), plan_order(&assessment))
        });
        order.set_value(plan);
        turns.update(|turns| *turns += 1);
        rows
    });
    // Only for this assessment, and the place only once: whoever comes anew begins at the top.
    let left = LEFT.take();
    let left = if left.assessment == state.id_now() { left } else { Left::default() };
    if !left.clause.is_empty() {
        page::focus_soon(vec![format!("[id='gap-{}']", left.clause)]);
    }
    let which = RwSignal::new(left.which);
    let gaps = Gaps { state, rows, order, turns, which, by_clause: RwSignal::new(left.by_clause) };
    follow(move || {
        which.track();
        gaps.by_clause.track();
        gaps.leave("");
    });
    // What is made for any gaps at all stays while their number changes.
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    el("div")
        .class("stack")
        .with(lead(state))
        .with(part(move || any.get().then(|| tools(state))))
        .with(
            el("section")
                .attr("aria-labelledby", "gaps")
                .with(el("h2").attr("id", "gaps").with(live(move || count(rows.with(Vec::len), "gap", "gaps"))))
                .with(part(move || match any.get() {
                    false => vec![para("empty").with("No requirement is partly met or not met.")],
                    true => untrack(|| vec![choices(gaps), said(gaps), list(gaps)]),
                }))
                .with(part(move || any.get().then(|| untrack(|| rule_of_ranking(state))))),
        )
        .with(part(move || any.get().then(|| untrack(|| do_first(gaps)))))
}

fn rows_of(assessment: &Assessment) -> Vec<Row> {
    let ranked = ranked_gaps(assessment);
    ranked.iter().enumerate().map(|(place, one)| Row::of(assessment, place + 1, one)).collect()
}

/// What this list is, and what is not in it.
fn lead(state: State) -> El {
    para("lead").with("What is partly met or not met, with the reasons for its place. ").with(part(move || {
        let total = state.total.get();
        let open = total.unanswered;
        (open > 0).then(|| {
            let name = format!("{open} of {} requirements", total.in_scope());
            let address = Route::link(&state.id_now(), Place::List(Filter::Unanswered));
            let verb = if open == 1 { "is" } else { "are" };
            el("span").with(link(&address).with(name)).with(format!(" {verb} unanswered, and so not in this list."))
        })
    }))
}

fn tools(state: State) -> El {
    let save = move || {
        let assessment = state.assessment();
        let name = document_name(&assessment, &clock::today(), "-gaps.csv");
        state.hand_over(&name, "text/csv;charset=utf-8", &gaps_csv(&assessment, &Choice::default()));
    };
    let go = |id: &'static str| move || page::focus(id);
    para("buttons no-print")
        .with(button("quiet", go("#do-first")).with("Do this first"))
        .with(button("quiet", go("#ranking summary")).with("How this is ranked"))
        .with(button("quiet", save).with("Save CSV"))
        .with(button("quiet", page::print).with("Print"))
}

fn pill(is_on: impl Fn() -> bool + 'static, run: impl FnMut() + 'static) -> El {
    button("pill", run).attr_live("aria-pressed", move || Some(is_on().to_string()))
}

fn choices(gaps: Gaps) -> El {
    let group = |name: &str| {
        let label = el("span").class("label").attr("aria-hidden", "true").with(name);
        el("div").class("pills lens").attr("role", "group").attr("aria-label", name).with(label)
    };
    let which = gaps.which;
    let filters = Which::EACH.map(|one| {
        let many = move || gaps.rows.with(|rows| rows.iter().filter(|row| one.shows(row)).count());
        pill(move || which.get() == one, move || which.set(one))
            .with(one.label())
            .with(" ")
            .with(el("span").class("many").with(live(move || many().to_string())))
    });
    let by_clause = gaps.by_clause;
    let sorts = [(false, "Rank"), (true, "Clause")]
        .map(|(value, label)| pill(move || by_clause.get() == value, move || by_clause.set(value)).with(label));
    el("div")
        .class("tools gap-tools")
        .with(group("Show").with(filters.to_vec()))
        .with(group("Sort by").with(sorts.to_vec()))
}

/// What is shown, for those who do not see the list change, and for paper.
fn said(gaps: Gaps) -> El {
    para("hint").attr("role", "status").with(live(move || {
        let (shown, all) = (gaps.shown().len(), gaps.rows.with(Vec::len));
        let order = if gaps.by_clause.get() { "in the order of clauses" } else { "the most pressing first" };
        match (gaps.which.get(), shown) {
            (Which::All, _) => format!("All gaps, {order}."),
            (which, 0) => format!("{}: none of {all}.", which.label()),
            (which, _) => format!("{}: {shown} of {all}, {order}.", which.label()),
        }
    }))
}

fn list(gaps: Gaps) -> El {
    el("ol")
        .class("gaps ranked")
        .attr("role", "list")
        .with(keyed(move || gaps.shown(), move |clause| gap_row(gaps, clause)))
}
