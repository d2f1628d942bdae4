//! The quick check: one question an activity, answered in ten minutes by keyboard alone.
//!
//! What is said here is an estimate. It stands only for requirements that have no answer, and never touches one.

use super::help::missing;
use super::keys;
use super::parts::{Field, bar, choice, counts_words, heading, link, mark, para, status_class, text_field};
use super::quick_result::{removal, result};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, Status};
use crate::browser::dom::{Child, El, el, live, part};
use crate::browser::reactive::ev::KeyboardEvent;
use crate::browser::reactive::*;
use crate::browser::{address, clock, page};
use crate::standard::{Activity, Class, Clause, Process, words};

/// The answers, in the order of their keys, with the words on the page. Without a status: nobody here knows.
const CHOICES: [(Option<Status>, &str); 4] = [
    (Some(Status::Met), "Met"),
    (Some(Status::PartlyMet), "Partly met"),
    (Some(Status::NotMet), "Not met"),
    (None, "I need to find out"),
];

/// The quick check of an assessment. A new one is stored with its first change.
#[derive(Clone, Copy)]
struct Check {
    state: State,
    is_new: bool,
}

impl Check {
    fn change(self, change: impl FnOnce(&mut Assessment)) {
        self.state.edit_head(change);
        if self.is_new {
            // Now it is stored: reloading the page must come back to it, and not start another one.
            address::replace(&Route::link(&self.state.id_now(), Place::Quick));
        }
    }

    fn say(self, activity: Clause, status: Option<Option<Status>>) {
        self.change(|head| head.set_estimate(activity, status, &clock::now()));
    }
}

pub(super) fn quick(state: State, is_new: bool) -> El {
    let check = Check { state, is_new };
    keys::listen_to(Box::new(move |event, key| on_key(check, event, key)));
    let lead = "One question for each activity, ten minutes, nothing to read up. The outcome is an estimate: it shows where \
                to begin, and gives way to every answer that you give in depth.";
    let questions = part(move || {
        let scope = state.scope.get();
        untrack(|| scope.edition.processes.iter().filter_map(|process| questions(check, process)).collect::<Vec<El>>())
    });
    let late = part(move || (!state.words_here.get()).then(|| missing(state)));
    el("div")
        .class("page quick")
        .with(heading().with("Quick check"))
        .with(para("lead no-print").with(lead))
        .with(about(check))
        .with(progress(state))
        .with(late)
        .with(el("div").class("stack no-print").with(questions))
        .with(result(state))
        .with(removal(state))
}

/// Name and class, asked while no class is assigned; all else is for the set-up.
fn about(check: Check) -> El {
    let Check { state, is_new } = check;
    let to_setup = link(&Route::link(&state.id_now(), Place::Setup)).on("click", move |_| {
        if is_new {
            // The set-up is of what is stored.
            check.change(|_| ());
        }
    });
    let facts = para("facts no-print")
        .with(live(move || state.read(|head| format!("{}. ", head.edition.label))))
        .with(to_setup.with("Edition, version, people and more are in the set-up"));
    let head = state.assessment();
    // Answers of another class would go out of sight: the set-up says so before it happens.
    if head.classification.class.is_some() || !head.answers.is_empty() {
        return facts;
    }
    let row = |class: Option<Class>, name: &str| {
        let is_on = move || state.read(|head| head.classification.class == class);
        choice("class", "", is_on, move || check.change(|head| head.classification.class = class)).with(name)
    };
    let edition = head.edition;
    let mut rows: Vec<El> = edition.classes.iter().map(|info| row(Some(info.class), info.name)).collect();
    rows.push(row(None, "Not sure"));
    let meaning = live(move || {
        let class = state.read(|head| head.classification.class);
        match edition.classes.iter().find(|info| Some(info.class) == class) {
            Some(info) => info.meaning.to_owned(),
            None => format!("Class {} counts, the strictest, until a class is assigned.", edition.strictest().id()),
        }
    });
    let name = text_field(
        "product",
        Field { label: "Product or software", hint: "May stay empty.", ..Field::default() },
        move || state.read(|head| head.product.name.clone()),
        move |text| check.change(|head| head.change_reasons(|head| head.product.name = text)),
    );
    let classes = el("fieldset")
        .class("stack")
        .with(el("legend").class("label").with("Software safety class"))
        .with(el("div").class("choices").with(rows))
        .with(para("hint").attr("aria-live", "polite").with(meaning));
    el("section").class("summary quick-about no-print").with(name).with(classes).with(facts)
}

/// How far it is, always in view, with the way to the result.
fn progress(state: State) -> El {
    let done = move || {
        let asked = state.scope.get().activities();
        let mut done = 0_u8;
        for activity in &asked {
            if state.left(activity) == 0 || state.read(|head| head.estimate(activity.clause).is_some()) {
                done += 1;
            }
        }
        format!("{done} of {}", asked.len())
    };
    let hint = "Keys: 1 met, 2 partly met, 3 not met, 4 I need to find out. J and K move.";
    let bar = el("div").class("quick-bar no-print");
    let to_result = link("#result").class("button quiet").attr("id", "see-result").on("click", |event| {
        // What stands behind # is the address of the view.
        event.prevent_default();
        page::focus("#result");
    });
    bar.with(el("p").attr("role", "status").with(el("strong").with(live(done))).with(" activities"))
        .with(keys::are_on().then(|| para("hint").with(hint)))
        .with(to_result.with("See the result"))
}

fn questions(check: Check, process: &'static Process) -> Option<El> {
    let scope = check.state.scope.get_untracked();
    let asked = process.activities.iter().filter(|activity| activity.is_in(scope));
    let rows: Vec<El> = asked.map(|activity| el("li").with(question(check, activity))).collect();
    let title = el("h2").with(format!("{} {}", process.clause, process.title));
    (!rows.is_empty()).then(|| el("section").with(title).with(el("ul").class("quick-list").with(rows)))
}

/// The question for an activity; its counts instead where every requirement is answered already.
fn question(check: Check, activity: &'static Activity) -> El {
    let state = check.state;
    let clause = activity.clause;
    let id = format!("q-{clause}");
    let text_id = format!("q-{clause}-text");
    let tally = state.tally_of(clause);
    let choices = CHOICES.map(|(status, label)| {
        let is_on = move || state.read(|head| head.estimate(clause).is_some_and(|known| known.status == status));
        let row = choice(&id, status_class(status), is_on, move || check.say(clause, Some(status)));
        row.with(status.map(|status| mark(Some(status)))).with(label)
    });
    let text = live(move || {
        state.words_here.track();
        words().and_then(|words| words.quick(clause)).map_or(activity.purpose, |quick| quick.question).to_owned()
    });
    let rest = part(move || {
        let (left, all) = (state.left(activity), usize::from(tally.get().in_scope()));
        (0 < left && left < all).then(|| {
            let answered = all - left;
            para("hint")
                .with(format!("Answered already: {answered} of {all}. The estimate stands for the other {left}."))
        })
    });
    let ask = el("fieldset")
        .class("ask")
        .attr("id", &id)
        .attr("aria-describedby", &text_id)
        .flag_live("hidden", move || state.left(activity) == 0)
        .with(el("legend").with(title(activity)))
        .with(
            el("div")
                .with(el("div").attr("id", &text_id).with(el("p").with(text)).with(rest))
                .with(el("div").class("choices").with(choices.to_vec())),
        );
    let in_depth = part(move || (state.left(activity) == 0).then(|| untrack(|| in_depth(state, activity))));
    el("div").with(ask).with(in_depth)
}

fn title(activity: &'static Activity) -> El {
    el("h3").with(el("span").class("clause").with(activity.clause.to_string())).with(" ").with(activity.title)
}

/// What is known of an activity that needs no estimate.
fn in_depth(state: State, activity: &'static Activity) -> impl Child {
    let tally = state.tally_of(activity.clause);
    let counts = part(move || {
        let tally = tally.get();
        // Not applicable without a reason is an answer that does not count yet.
        let what = if tally.unanswered == 0 { "Answered in depth" } else { "Nothing to estimate" };
        vec![el("p").with(format!("{what}: {}.", counts_words(tally))), el("div").with(bar(tally))]
    });
    el("div").class("ask").with(title(activity)).with(el("div").with(counts))
}

fn on_key(check: Check, event: &KeyboardEvent, key: &str) -> bool {
    if page::is_typing(event) || !keys::are_on() {
        return false;
    }
    let focused = page::focused_within("q-").and_then(|id| id.trim_start_matches("q-").parse::<Clause>().ok());
    let say = |status| {
        if let Some(clause) = focused {
            check.say(clause, Some(status));
            step(check.state, focused, true);
        }
    };
    match key {
        "1" => say(Some(Status::Met)),
        "2" => say(Some(Status::PartlyMet)),
        "3" => say(Some(Status::NotMet)),
        "4" => say(None),
        "0" => {
            if let Some(clause) = focused {
                check.say(clause, None);
            }
        }
        "j" => step(check.state, focused, true),
        "k" => step(check.state, focused, false),
        "?" => page::open_dialog("shortcuts"),
        _ => return false,
    }
    true
}

/// To the next or the previous question; from the last one on to the result.
fn step(state: State, from: Option<Clause>, forward: bool) {
    let mut next = None;
    for activity in state.scope.get_untracked().activities() {
        let clause = activity.clause;
        let is_next = match from {
            Some(from) if !forward => clause < from,
            from => next.is_none() && from.is_none_or(|from| clause > from),
        };
        if is_next && untrack(|| state.left(activity)) > 0 {
            next = Some(clause);
        }
    }
    match next {
        Some(clause) => {
            let question = format!("[id='q-{clause}'] input");
            page::focus_first(&[format!("{question}:checked"), question]);
        }
        None if forward => page::focus("#see-result"),
        None => {}
    }
}
