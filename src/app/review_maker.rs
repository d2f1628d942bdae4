//! The maker's view of reviews: taking one in, the numbers, who reviewed, and every remark with its reply.
//!
//! Rows are made once for each remark and stay while it is answered, also where the filter would no longer show it.

use super::overview::requirement_link;
use super::parts::{button, count, figure, fold, para, words};
use super::review::how_to_review;
use super::review_answer::answer_to_read;
use super::review_parts::{reviewer_name, seal_words, told_apart};
use super::review_reply::{Spot, remark_with_reply};
use super::review_take::take_in;
use super::state::State;
use crate::assessment::{Remark, RemarkKind, RemarkState, Remarked, Review, ReviewId};
use crate::browser::dom::{El, el, keyed, live, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::Clause;

/// What the view shares. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: State,
    wanted: RwSignal<Option<RemarkState>>,
    kind: RwSignal<Option<RemarkKind>>,
    /// What a person has just answered: it stays in its place until they choose a list again.
    touched: RwSignal<Vec<Spot>>,
    /// The remarks in the list, in the order of clauses.
    shown: Memo<Vec<(Clause, Spot)>>,
    doomed: RwSignal<Option<ReviewId>>,
}

impl Desk {
    fn new(state: State) -> Self {
        let wanted = RwSignal::new(None);
        let kind = RwSignal::new(None);
        let touched: RwSignal<Vec<Spot>> = RwSignal::new(Vec::new());
        let shown = Memo::new(move |_| {
            let (wanted, kind) = (wanted.get(), kind.get());
            let fits = |spot: Spot, remark: &Remark| {
                let fits_state =
                    wanted.is_none() || remark.state() == wanted || touched.with(|all| all.contains(&spot));
                fits_state && kind.is_none_or(|kind| remark.kind == kind)
            };
            state.read(|head| {
                let mut shown: Vec<(Clause, Spot)> = Vec::new();
                for review in &head.reviews {
                    for remark in &review.remarks {
                        let spot = Spot { review: review.id, remark: remark.id };
                        if fits(spot, remark) {
                            let place = shown.partition_point(|(clause, _)| *clause <= remark.clause);
                            shown.insert(place, (remark.clause, spot));
                        }
                    }
                }
                shown
            })
        });
        Self { state, wanted, kind, touched, shown, doomed: RwSignal::new(None) }
    }

    /// Keeps a remark in the list while a person works on it.
    pub(super) fn touch(self, spot: Spot) {
        self.touched.update(|touched| {
            if !touched.contains(&spot) {
                touched.push(spot);
            }
        });
    }

    fn clauses(self) -> Vec<String> {
        let mut clauses: Vec<String> = Vec::new();
        self.shown.with(|shown| {
            for (clause, _) in shown {
                let clause = clause.to_string();
                if clauses.last() != Some(&clause) {
                    clauses.push(clause);
                }
            }
        });
        clauses
    }
}

pub(super) fn maker(state: State) -> El {
    let desk = Desk::new(state);
    let any = Memo::new(move |_| state.read(|head| !head.reviews.is_empty()));
    let content = part(move || match any.get() {
        false => vec![para("empty").with("Nobody has reviewed this assessment yet."), how_to_review()],
        true => untrack(|| vec![numbers(desk), reviews(desk), remarks(desk)]),
    });
    el("div").class("stack review").with(content).with(take_in(state)).with(remove_dialog(desk))
}

fn numbers(desk: Desk) -> El {
    let counts = Memo::new(move |_| desk.state.read(|head| head.remarked()));
    let numbers = part(move || {
        let counts: Remarked = counts.get();
        let mut numbers = el("dl").class("numbers").with(figure("Remarks", &counts.total().to_string()));
        for state in RemarkState::ALL {
            numbers = numbers.with(figure(state.label(), &counts.in_state(state).to_string()));
        }
        for kind in RemarkKind::ALL {
            numbers = numbers.with(figure(kind.label(), &counts.of_kind(kind).to_string()));
        }
        numbers
    });
    el("div").class("stack").with(el("div").class("summary").with(numbers)).with(
        para("hint").with(
            "Remarks change no answer and no number of the results. Where the reviewer agrees, no reply is wanted.",
        ),
    )
}

fn reviews(desk: Desk) -> El {
    let state = desk.state;
    let ids = Memo::new(move |_| {
        state.read(|head| head.reviews.iter().map(|review| review.id.to_string()).collect::<Vec<String>>())
    });
    let rows = keyed(
        move || ids.get(),
        move |key| match ReviewId::new(key) {
            Some(id) => one_review(desk, id),
            // Keys are made from ids.
            None => el("li"),
        },
    );
    let title = el("h2").attr("id", "reviews").attr("tabindex", "-1");
    let title = title.with(live(move || count(ids.with(Vec::len), "review", "reviews")));
    el("section")
        .class("stack")
        .attr("aria-labelledby", "reviews")
        .with(title)
        .with(el("ul").class("review-list").attr("role", "list").with(rows))
}

fn one_review(desk: Desk, id: ReviewId) -> El {
    let state = desk.state;
    let review = Memo::new(move |_| state.read(|head| head.review(id).cloned()));
    let namesakes =
        Memo::new(move |_| state.read(|head| head.review(id).map(|review| head.namesakes(review)).unwrap_or_default()));
    let told = part(move || {
        namesakes.track();
        let review: Option<Review> = review.get();
        let Some(review) = review else { return Vec::new() };
        let counts = Remarked::of(&review.remarks);
        let states = counts.states_in_words();
        let states = if states.is_empty() { String::new() } else { format!(". Of these, {states}") };
        let many = match counts.total() {
            0 => "No remark".to_owned(),
            _ => counts.kinds_in_words(),
        };
        let summary =
            (!review.summary.trim().is_empty()).then(|| para("remark-text").with(words(review.summary.trim())));
        let apart = state.head.with_untracked(|head| told_apart(head, &review));
        vec![el("h3").with(reviewer_name(&review)), seal_words(&review)]
            .into_iter()
            .chain(apart)
            .chain([para("").with(format!("{many}{states}."))])
            .chain(summary)
            .collect::<Vec<El>>()
    });
    let name = move || review.with(|review| review.as_ref().map(Review::display_name).unwrap_or_default());
    let remove = button("link no-print", move || {
        desk.doomed.set(Some(id));
        page::open_dialog("remove-review");
    });
    let remove =
        remove.with("Remove this review").with(el("span").class("sr").with(live(move || format!(" by {}", name()))));
    el("li").class("one-review").with(told).with(el("p").with(remove))
}

fn remarks(desk: Desk) -> El {
    let shown = desk.shown;
    let any = Memo::new(move |_| shown.with(|shown| !shown.is_empty()));
    let said = live(move || count(shown.with(Vec::len), "remark shown", "remarks shown"));
    let none = part(move || (!any.get()).then(|| para("empty").with("No remark fits.")));
    el("section")
        .class("stack")
        .attr("aria-labelledby", "remarks")
        .with(el("h2").attr("id", "remarks").with("Remarks and replies"))
        .with(tools(desk))
        .with(para("hint").attr("role", "status").with(said))
        .with(none)
        .with(el("div").class("stack").with(keyed(move || desk.clauses(), move |clause| requirement(desk, clause))))
}

fn tools(desk: Desk) -> El {
    let group = |name: &str| {
        let label = el("span").class("label").attr("aria-hidden", "true").with(name);
        el("div").class("pills lens").attr("role", "group").attr("aria-label", name).with(label)
    };
    let (wanted, kind) = (desk.wanted, desk.kind);
    let by_state = [None].into_iter().chain(RemarkState::ALL.map(Some)).map(|one| {
        let choose = move || {
            desk.touched.set(Vec::new());
            wanted.set(one);
        };
        button("pill", choose)
            .attr_live("aria-pressed", move || Some((wanted.get() == one).to_string()))
            .with(one.map_or("All", RemarkState::label))
    });
    let by_kind = [None].into_iter().chain(RemarkKind::ALL.map(Some)).map(|one| {
        button("pill", move || kind.set(one))
            .attr_live("aria-pressed", move || Some((kind.get() == one).to_string()))
            .with(one.map_or("Every kind", RemarkKind::label))
    });
    el("div")
        .class("stack no-print")
        .with(group("Show").with(by_state.collect::<Vec<El>>()))
        .with(group("Kind").with(by_kind.collect::<Vec<El>>()))
}

/// The remarks on a requirement, with the answer behind.
fn requirement(desk: Desk, clause: &str) -> El {
    let Ok(clause) = clause.parse::<Clause>() else { return el("div") };
    let state = desk.state;
    let asked = state.edition_now().requirement(clause);
    let keys = move || {
        desk.shown.with(|shown| {
            let of_clause = shown.iter().filter(|(other, _)| *other == clause);
            of_clause.map(|(_, spot)| spot.key()).collect::<Vec<String>>()
        })
    };
    let rows = keyed(keys, move |key| match Spot::of_key(key) {
        Some(spot) => remark_with_reply(desk, clause, spot),
        // Keys are made from ids.
        None => el("div"),
    });
    let answer =
        asked.map(|requirement| fold(|| "The answer now".to_owned(), move || answer_to_read(state, requirement)));
    let gone = asked.is_none().then(|| para("hint").with("This edition does not ask it."));
    el("article")
        .class("card review-row")
        .attr("id", &format!("r-{clause}"))
        .with(el("h3").with(requirement_link(state, clause)))
        .with(gone)
        .with(rows)
        .with(answer)
}

/// Removing is final, so it asks.
fn remove_dialog(desk: Desk) -> El {
    let name = part(move || {
        let id = desk.doomed.get()?;
        desk.state.head.with_untracked(|head| head.review(id).map(|review| words(&review.display_name())))
    });
    let remove = button("danger", move || {
        page::close_dialog("remove-review");
        if let Some(id) = desk.doomed.get_untracked() {
            desk.state.edit_head(|head| head.remove_review(id));
        }
        page::focus("main h1");
    });
    el("dialog")
        .attr("id", "remove-review")
        .attr("aria-labelledby", "remove-title")
        .with(el("h2").attr("id", "remove-title").with("Remove this review?"))
        .with(el("p").with("All that ").with(name).with(
            " said goes, and so do the replies to it. A review file that you have can be taken in again, without them.",
        ))
        .with(
            para("buttons")
                .with(remove.with("Remove it"))
                .with(button("quiet", || page::close_dialog("remove-review")).with("Keep it")),
        )
}
