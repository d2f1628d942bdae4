//! Set-up: product, people, edition, class, legacy. A change of scope says what it does before it does it.

use super::parts::{Field, button, count, heading, link, para, text_field};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, page};
use crate::standard::{self, Class, Edition, Requirement, Scope};

/// What decides what is asked: as it is, or as a person chose it and has not confirmed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) edition: &'static Edition,
    pub(super) class: Option<Class>,
    pub(super) legacy: bool,
}

impl Choice {
    /// What is chosen now.
    pub(super) fn of(head: &Assessment) -> Self {
        Self { edition: head.edition, class: head.classification.class, legacy: head.legacy }
    }

    /// The same class by its name in another edition.
    fn in_edition(self, edition: &'static Edition) -> Self {
        Self { edition, class: self.class.and_then(|class| edition.class(class.id())), ..self }
    }

    /// What would be asked: the items count too.
    fn scope(self, state: State) -> Scope {
        let mut head = state.head.get_untracked();
        self.apply(&mut head);
        head.scope()
    }

    /// Whether a person has to decide first: something is answered already, and it would be in another edition or
    /// something else would be asked.
    pub(super) fn waits(self, state: State) -> bool {
        let answers = state.assessment().answers;
        if self.edition != state.edition_now() {
            return answers.values().any(|answer| !answer.is_empty());
        }
        !answers.is_empty() && !state.scope.get_untracked().change_to(self.scope(state)).is_empty()
    }

    /// Takes it over.
    pub(super) fn apply(self, head: &mut Assessment) {
        // The rationale that was composed names the edition.
        head.change_reasons(|head| {
            head.edition = self.edition;
            head.classification.class = self.class;
            head.legacy = self.legacy;
        });
    }
}

pub(super) fn setup(state: State, is_new: bool) -> El {
    let pending = RwSignal::new(None::<Choice>);
    let current = Memo::new(move |_| state.head.with(Choice::of));
    let shown = Memo::new(move |_| pending.get().unwrap_or_else(|| current.get()));
    let edit = Edit { state, is_new };
    let choose = move |choice: Choice| {
        let waits = choice.waits(state);
        pending.set(waits.then_some(choice));
        if !waits && choice != current.get_untracked() {
            edit.head(|head| choice.apply(head));
        }
    };
    let done = button("", move || {
        if is_new {
            edit.head(|_| ());
        }
        address::go(&Route::link(&state.id_now(), Place::Tasks));
    });
    let scope = part(move || match pending.get() {
        None => {
            let number = state.scope.get().requirements().count();
            el("p").with(el("strong").with(count(number, "requirement", "requirements"))).with(" in scope.")
        }
        Some(choice) if choice.edition != state.edition_now() => untrack(|| another_edition(state, pending)),
        Some(choice) => untrack(|| {
            let group = match state.head.with(Choice::of) {
                now if now.class != choice.class => "class",
                _ => "legacy",
            };
            before(state, choice, pending, "main h1", format!("input[name={group}]:checked"))
        }),
    });
    let lead = "Only edition and class decide what is asked. All the rest may stay empty or come later.";
    el("div")
        .class("page setup")
        .with(heading().with(if is_new { "New assessment" } else { "Set-up" }))
        .with(para("lead").with(lead))
        .with(software(edit))
        .with(edition_choice(shown, choose))
        .with(class_choice(edit, shown, choose))
        .with(legacy_choice(shown, choose))
        .with(el("section").class("scope").attr("aria-live", "polite").with(scope))
        .with(para("buttons").with(done.flag_live("disabled", move || pending.get().is_some()).with(if is_new {
            "Create and go on"
        } else {
            "To the tasks"
        })))
}

/// Changes the head of the assessment, which makes a new one a stored one.
#[derive(Clone, Copy)]
struct Edit {
    state: State,
    is_new: bool,
}

impl Edit {
    fn head(self, change: impl FnOnce(&mut Assessment)) {
        self.state.edit_head(change);
        if self.is_new {
            // Now it is stored: reloading the page must come back to it, and not start another one.
            address::replace(&Route::link(&self.state.id_now(), Place::Setup));
        }
    }

    fn field(self, id: &str, field: Field, access: fn(&mut Assessment) -> &mut String) -> El {
        let state = self.state;
        let read = move || std::mem::take(access(&mut state.head.get()));
        // The rationale that was composed names product and version.
        text_field(id, field, read, move |text| self.head(|head| head.change_reasons(|head| *access(head) = text)))
    }
}

fn software(edit: Edit) -> El {
    let field = |label, hint| Field { label, hint, ..Field::default() };
    let grid = el("div")
        .class("grid")
        .with(edit.field("product", field("Product or software", ""), |head| &mut head.product.name))
        .with(edit.field("version", field("Version", ""), |head| &mut head.product.version))
        .with(edit.field("organisation", field("Organisation", ""), |head| &mut head.organisation))
        .with(edit.field(
            "title",
            field("Title of this assessment", "If empty, product and version stand in."),
            |head| &mut head.title,
        ))
        .with(edit.field("assessor", field("Assessor", "Who answers."), |head| &mut head.people.assessor))
        .with(edit.field("reviewer", field("Reviewer", "Who looks it over."), |head| &mut head.people.reviewer));
    let description = Field { rows: 2, ..field("What it does", "A line or two: use, users, what it controls.") };
    el("section")
        .with(el("h2").with("The software"))
        .with(grid)
        .with(edit.field("description", description, |head| &mut head.product.description))
}

fn edition_choice(shown: Memo<Choice>, choose: impl Fn(Choice) + Copy + 'static) -> El {
    let mut options = options("Edition of the standard");
    for edition in standard::editions() {
        options = options.with(option(
            "edition",
            edition.id,
            edition.label,
            edition.about,
            move || shown.get().edition == edition,
            move || choose(shown.get_untracked().in_edition(edition)),
        ));
    }
    el("section").with(options)
}

fn class_choice(edit: Edit, shown: Memo<Choice>, choose: impl Fn(Choice) + Copy + 'static) -> El {
    let edition = Memo::new(move |_| shown.get().edition.id);
    let rows = move || {
        let edition = shown.get_untracked().edition;
        let row = |class: Option<Class>, key, name: &str, meaning| {
            let pick = move || choose(Choice { class, ..shown.get_untracked() });
            option("class", key, name, meaning, move || shown.get().class == class, pick)
        };
        let mut rows: Vec<El> = edition
            .classes
            .iter()
            .map(|info| row(Some(info.class), info.class.id(), info.name, info.meaning))
            .collect();
        let open = format!("Not assigned yet: class {} counts", edition.strictest().id());
        rows.push(row(None, "none", &open, "Until a class is assigned, the strictest one applies."));
        rows
    };
    let hint = "Assume that the software fails, in the worst credible sequence of events. This is not the risk class of \
                the device (EU MDR I to III, FDA I to III).";
    // Another edition has other classes; another class of the same edition has not.
    let rows = part(move || {
        let _ = edition.get();
        untrack(rows)
    });
    let why = Field {
        label: "Why this class",
        hint: "The reasons belong in the risk management file too.",
        rows: 3,
        ..Field::default()
    };
    let state = edit.state;
    let basis = move || state.head.with(|head| head.class_basis().label().to_owned());
    // The way there is a step like any other: a new assessment is stored first, so that it is found there.
    let work_out = link(&Route::link(&state.id_now(), Place::Class)).on("click", move |_| {
        if edit.is_new {
            edit.head(|_| ());
        }
    });
    let basis = para("card-row basis")
        .with(el("span").class("badge").with(live(basis)))
        .with(work_out.with("Work it out by questions"));
    el("section")
        .with(options("Software safety class").with(basis).with(para("hint").with(hint)).with(rows))
        .with(edit.field("rationale", why, |head| &mut head.classification.rationale))
}

fn legacy_choice(shown: Memo<Choice>, choose: impl Fn(Choice) + Copy + 'static) -> El {
    let row = |legacy: bool, key, name: &str, meaning| {
        let pick = move || choose(Choice { legacy, ..shown.get_untracked() });
        option("legacy", key, name, meaning, move || shown.get().legacy == legacy, pick)
    };
    let yes = "It is lawfully on the market, and proof that it was developed in line with the current edition is missing. Age \
               alone is not the test. Adds 4.4 where the edition has it.";
    el("section").with(
        options("Legacy software")
            .with(row(false, "no", "No", "It is developed in line with the standard, or will be."))
            .with(row(true, "yes", "Yes", yes)),
    )
}

/// Said where answers are there already: they are taken to another edition one by one, and not by a switch.
fn another_edition(state: State, pending: RwSignal<Option<Choice>>) -> El {
    let go =
        link(&Route::link(&state.id_now(), Place::Edition)).class("button").with("See what becomes of each answer");
    let leave = button("quiet", move || {
        pending.set(None);
        page::focus("input[name=edition]:checked");
    });
    let says = "Your answers are carried over to a new assessment, and those to look at again are marked. This one stays as it \
                is.";
    el("div")
        .class("before")
        .with(el("h2").with("Another edition makes a new assessment"))
        .with(el("p").with(says))
        .with(para("buttons").with(go).with(leave.with("Leave it as it is")))
}

/// What a change of scope would do, with the decision, and where the focus goes with either.
pub(super) fn before(
    state: State,
    choice: Choice,
    pending: RwSignal<Option<Choice>>,
    applied: &'static str,
    left: String,
) -> El {
    let now = state.scope.get_untracked();
    let next = choice.scope(state);
    let change = now.change_to(next);
    let answers = state.assessment().answers;
    let answered = |list: &[&'static Requirement]| {
        list.iter()
            .filter(|requirement| answers.get(&requirement.clause).is_some_and(|answer| !answer.is_empty()))
            .count()
    };
    let list = |title: &str, list: &[&'static Requirement]| {
        let rows: Vec<El> = list
            .iter()
            .map(|requirement| el("li").with(format!("{} {}", requirement.clause, requirement.title)))
            .collect();
        (!rows.is_empty()).then(|| vec![el("h3").with(title), el("ul").class("columns").with(rows)])
    };
    let hidden = answered(&change.goes_out);
    let hidden = (hidden > 0).then(|| {
        let answers = count(hidden, "answer would be", "answers would be");
        el("p").with(format!("{answers} hidden and not counted. Nothing is deleted: they come back with the scope."))
    });
    let back = answered(&change.comes_in);
    let back =
        (back > 0).then(|| el("p").with(format!("{} given before would come back.", count(back, "answer", "answers"))));
    let requirements = |number| count(number, "requirement", "requirements");
    let moves = format!(
        "{} would come in, {} would go out.",
        requirements(change.comes_in.len()),
        requirements(change.goes_out.len())
    );
    let title =
        format!("Before it changes: {} in scope become {}", now.requirements().count(), next.requirements().count());
    let apply = button("", move || {
        pending.set(None);
        state.edit_head(|head| choice.apply(head));
        page::focus(applied);
    });
    let leave = button("quiet", move || {
        pending.set(None);
        page::focus(&left);
    });
    el("div")
        .class("before")
        .with(el("h2").with(title))
        .with(el("p").with(moves))
        .with(hidden)
        .with(back)
        // The decision stands above the lists, which may be long, so that it is in view without scrolling.
        .with(para("buttons").with(apply.with("Change the scope")).with(leave.with("Leave it as it is")))
        .with(list("Comes in", &change.comes_in))
        .with(list("Goes out", &change.goes_out))
}

/// A group of radio buttons, each with a sentence.
fn options(title: &str) -> El {
    el("fieldset").class("options").with(el("legend").with(el("h2").with(title)))
}

fn option(
    group: &str,
    key: &str,
    name: &str,
    meaning: &str,
    is_chosen: impl Fn() -> bool + 'static,
    choose: impl Fn() + 'static,
) -> El {
    let id = format!("{group}-{key}");
    let hint = format!("{id}-hint");
    let input = el("input")
        .attr("type", "radio")
        .attr("id", &id)
        .attr("name", group)
        .attr("aria-describedby", &hint)
        .checked_live(is_chosen)
        .on_check(move |_| choose());
    let text =
        el("div").with(el("label").attr("for", &id).with(name)).with(para("hint").attr("id", &hint).with(meaning));
    el("div").class("option").with(input).with(text)
}
