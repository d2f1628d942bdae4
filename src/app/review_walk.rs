//! The reviewer's view: every requirement with its answer to be read, remarks on it, and the signature at the end.
//!
//! Rows are made once and hidden or shown, so that focus and places hold. Remarks are written in `review_write`, and the
//! signature is in `review_sign`.

use super::keys;
use super::parts::{button, count, figure, fold, para, words};
use super::review_answer::answer_to_read;
use super::review_parts::{remark_to_read, reviewer_name, seal_words, told_apart};
use super::review_sign::sign_off;
use super::review_write::{add_remark, remarks_of};
use super::state::State;
use crate::assessment::{Remark, RemarkKind, Remarked, Review, Status};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::ev::KeyboardEvent;
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Activity, Clause, Requirement};

/// Which requirements are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Gaps,
    Unremarked,
    Remarked,
    Unshown,
}

impl Which {
    const EACH: [Self; 5] = [Self::All, Self::Gaps, Self::Unremarked, Self::Remarked, Self::Unshown];

    const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Gaps => "Gaps",
            Self::Unremarked => "Without a remark",
            Self::Remarked => "With a remark",
            Self::Unshown => "Without evidence",
        }
    }
}

/// What the view shares. Cheap to copy.
#[derive(Clone, Copy)]
struct Walk {
    state: State,
    which: RwSignal<Which>,
    /// The clauses that are shown. Made afresh when a person chooses: a remark moves nothing under their hands.
    shown: Memo<Vec<Clause>>,
}

impl Walk {
    fn new(state: State) -> Self {
        let which = RwSignal::new(Which::All);
        let shown = Memo::new(move |_| {
            let which = which.get();
            untrack(|| fitting(state, which))
        });
        Self { state, which, shown }
    }

    /// The requirement whose row holds the focus.
    fn focused(self) -> Option<Clause> {
        page::focused_within("r-")?.strip_prefix("r-")?.parse().ok()
    }

    fn step(self, forward: bool) {
        let from = self.focused();
        let next = self.shown.with_untracked(|shown| {
            let mut ahead = shown.iter().copied();
            match from {
                None => ahead.next(),
                Some(from) if forward => ahead.find(|clause| *clause > from),
                Some(from) => shown.iter().rev().copied().find(|clause| *clause < from),
            }
        });
        if let Some(next) = next {
            focus_row(next);
        }
    }

    /// To the next requirement that has no remark, from the start again at the end.
    fn next_unremarked(self) {
        let from = self.focused();
        let open = fitting(self.state, Which::Unremarked);
        let shown: Vec<Clause> =
            self.shown.with_untracked(|shown| open.iter().copied().filter(|one| shown.contains(one)).collect());
        match shown.iter().find(|clause| from.is_none_or(|from| **clause > from)).or(shown.first()) {
            Some(clause) => focus_row(*clause),
            None => self.state.alert("Every requirement in this list has a remark.".to_owned()),
        }
    }
}

/// The requirements that fit a filter now, in order.
fn fitting(state: State, which: Which) -> Vec<Clause> {
    let assessment = state.assessment();
    let bare = assessment.without_evidence();
    let own: Vec<Clause> =
        assessment.own_review().map(|own| own.remarks.iter().map(|one| one.clause).collect()).unwrap_or_default();
    let fits = |clause: &Clause| match which {
        Which::All => true,
        Which::Gaps => assessment.counted(*clause).is_some_and(Status::is_gap),
        Which::Unremarked => !own.contains(clause),
        Which::Remarked => own.contains(clause),
        Which::Unshown => bare.contains(clause),
    };
    assessment.scope().requirements().map(|asked| asked.clause).filter(fits).collect()
}

fn focus_row(clause: Clause) {
    page::focus_first(&[format!("[id='r-{clause}'] h3")]);
}

pub(super) fn reviewer(state: State) -> El {
    let walk = Walk::new(state);
    keys::listen_to(Box::new(move |event, key| on_key(walk, event, key)));
    let scope = state.scope.get_untracked();
    let activities: Vec<El> =
        scope.edition.activities().filter(|one| one.is_in(scope)).map(|one| activity(walk, one)).collect();
    el("div")
        .class("stack review")
        .with(lead(state))
        .with(numbers(state))
        .with(
            para("buttons no-print")
                .with(button("quiet", move || walk.next_unremarked()).with("Next without a remark"))
                .with(button("quiet", || page::focus("#sign")).with("Sign and hand back"))
                .with(button("quiet", page::print).with("Print")),
        )
        .with(earlier(state))
        .with(
            el("section")
                .attr("aria-labelledby", "answers")
                .with(el("h2").attr("id", "answers").with("The answers"))
                .with(tools(walk))
                .with(activities),
        )
        .with(sign_off(state))
}

/// Whose answers these are, and what a reviewer does with them.
fn lead(state: State) -> El {
    let origin = state.head.with_untracked(|head| head.origin.clone());
    let (title, at) = origin.map(|origin| (origin.title, origin.at)).unwrap_or_default();
    let when = clock::for_people(&at);
    let opened = if when.is_empty() { String::new() } else { format!(", opened for review {when}") };
    let class = state.head.with_untracked(super::parts::class_words);
    let edition = state.edition_now().name;
    el("div")
        .class("stack")
        .with(para("lead").with(
            "The answers are the maker\u{2019}s and stay as they are. Add a remark wherever you have something to say, sign, and \
             save the review file for the maker.",
        ))
        .with(para("facts").with(words(&title)).with(format!(", {class}, {edition}{opened}")))
}

/// How many remarks there are: live, by kind.
fn numbers(state: State) -> El {
    let counts = Memo::new(move |_| {
        state.read(|head| head.own_review().map(|own| Remarked::of(&own.remarks)).unwrap_or_default())
    });
    el("div").class("summary").with(part(move || {
        let counts: Remarked = counts.get();
        let mut numbers = el("dl").class("numbers").with(figure("Remarks", &counts.total().to_string()));
        for kind in RemarkKind::ALL {
            numbers = numbers.with(figure(kind.label(), &counts.of_kind(kind).to_string()));
        }
        numbers
    }))
}

/// What other readers said before, with the maker's replies.
fn earlier(state: State) -> El {
    let reviews: Vec<Review> = state.head.with_untracked(|head| head.other_reviews().cloned().collect());
    if reviews.is_empty() {
        return el("div");
    }
    let many = count(reviews.len(), "earlier review", "earlier reviews");
    let list = move || {
        let rows: Vec<El> = reviews.iter().map(|review| earlier_review(state, review)).collect();
        el("div").class("stack").with(rows)
    };
    fold(move || format!("{many}, with the replies"), list)
}

fn earlier_review(state: State, review: &Review) -> El {
    let row = |remark: &Remark| {
        let about = el("span").class("clause").with(remark.clause.to_string());
        remark_to_read(remark, Some(about))
    };
    let rows: Vec<El> = review.remarks.iter().map(row).collect();
    let apart = state.head.with_untracked(|head| told_apart(head, review));
    let summary = (!review.summary.trim().is_empty()).then(|| para("remark-text").with(words(&review.summary)));
    el("section")
        .class("one-review")
        .with(el("h2").with(reviewer_name(review)))
        .with(seal_words(review))
        .with(apart)
        .with(summary)
        .with(rows)
}

fn tools(walk: Walk) -> El {
    let which = walk.which;
    let pills = Which::EACH.map(|one| {
        button("pill", move || which.set(one))
            .attr_live("aria-pressed", move || Some((which.get() == one).to_string()))
            .with(one.label())
    });
    let label = el("span").class("label").attr("aria-hidden", "true").with("Show");
    let all = walk.state.scope.get_untracked().requirements().count();
    let said = live(move || {
        let (label, shown) = (which.get().label(), walk.shown.with(Vec::len));
        if which.get() == Which::All {
            format!("All {all} requirements.")
        } else {
            format!("{label}: {shown} of {all}.")
        }
    });
    el("div")
        .class("stack no-print")
        .with(
            el("div")
                .class("pills lens")
                .attr("role", "group")
                .attr("aria-label", "Show")
                .with(label)
                .with(pills.to_vec()),
        )
        .with(para("hint").attr("role", "status").with(said))
        .with(para("hint keys-hint").with(
            "Keys: J and K to the next and the previous requirement, N to the next without a remark, 1 to 5 for a remark: agree, \
             observation, minor, major, question. Esc leaves a field.",
        ))
}

fn activity(walk: Walk, of: &'static Activity) -> El {
    let scope = walk.state.scope.get_untracked();
    let asked = of.requirements.iter().filter(|requirement| scope.includes(requirement));
    let rows: Vec<El> = asked.map(|requirement| row(walk, requirement)).collect();
    let is_shown =
        move || walk.shown.with(|shown| of.requirements.iter().any(|requirement| shown.contains(&requirement.clause)));
    let id = format!("activity-{}", of.clause);
    el("section")
        .class("stack")
        .attr("aria-labelledby", &id)
        .flag_live("hidden", move || !is_shown())
        .with(el("h3").class("activity-name").attr("id", &id).with(format!("{} {}", of.clause, of.title)))
        .with(rows)
}

fn row(walk: Walk, requirement: &'static Requirement) -> El {
    let (state, clause) = (walk.state, requirement.clause);
    let title = el("h3")
        .attr("tabindex", "-1")
        .with(el("span").class("clause").with(clause.to_string()))
        .with(" ")
        .with(requirement.title);
    el("article")
        .class("card review-row")
        .attr("id", &format!("r-{clause}"))
        .flag_live("hidden", move || !walk.shown.with(|shown| shown.contains(&clause)))
        .with(title)
        .with(para("question").with(requirement.question))
        .with(answer_to_read(state, requirement))
        .with(remarks_of(state, clause))
}

/// A shortcut: whether it was one.
fn on_key(walk: Walk, event: &KeyboardEvent, key: &str) -> bool {
    if page::is_typing(event) {
        if let ("escape", Some(clause)) = (key, walk.focused()) {
            focus_row(clause);
        }
        return false;
    }
    if !keys::are_on() {
        return false;
    }
    let kind = match key {
        "1" => RemarkKind::Agree,
        "2" => RemarkKind::Observation,
        "3" => RemarkKind::Minor,
        "4" => RemarkKind::Major,
        "5" => RemarkKind::Question,
        "j" => {
            walk.step(true);
            return true;
        }
        "k" => {
            walk.step(false);
            return true;
        }
        "n" => {
            walk.next_unremarked();
            return true;
        }
        _ => return false,
    };
    walk.focused().is_some_and(|clause| add_remark(walk.state, clause, kind))
}
