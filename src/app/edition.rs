//! An assessment to another edition of the standard: what would become of each answer, and the new assessment.

use super::edition_table::edition_table;
use super::help::missing;
use super::parts::{button, choice, class_words, count, figure, fold, link, para, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, Becomes, Changed, Filter, OriginKind, change_edition};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock, page, storage};
use crate::exchange::paper::day_words;
use crate::exchange::state_digest;
use crate::standard::{Edition, EditionWay, editions};

/// Where it stands and comes from, the choice of another edition, and a preview of what that would make.
pub(super) fn edition(state: State) -> El {
    // The edition that was chosen; the first one to which a map leads until then.
    let chosen = RwSignal::new(None::<&'static Edition>);
    let body = part(move || {
        if !state.words_here.get() {
            return vec![missing(state)];
        }
        let own = state.scope.get().edition;
        let others: Vec<&'static Edition> =
            editions().iter().filter(|other| EditionWay::new(own, other).is_some()).collect();
        let Some(first) = others.first().copied() else {
            return vec![para("empty").with("No map leads from this edition to another one.")];
        };
        let to = chosen.get().filter(|chosen| others.contains(chosen)).unwrap_or(first);
        state.shape.track();
        state.head.track();
        untrack(|| {
            let several = (others.len() > 1).then(|| choices(&others, to, chosen));
            // One that comes from there has its original there: the way back is no first choice.
            let is_back = state.head.with_untracked(|head| is_taken_from(head, to));
            let preview = if is_back {
                fold(move || format!("Take it back to edition {}", to.id), move || preview(state, to))
            } else {
                preview(state, to)
            };
            vec![el("div").class("stack").with(several).with(preview)]
        })
    });
    el("div").class("stack edition-change").with(stands(state)).with(body)
}

/// Where it stands, where it comes from, and what is left to look at.
fn stands(state: State) -> El {
    let facts = part(move || {
        state.read(|head| {
            let facts = format!(", {}, {}", class_words(head), head.edition.name);
            Some(para("facts").with(words(&head.display_title())).with(facts))
        })
    });
    let looks = part(move || {
        let number = state.second_looks();
        (number > 0).then(|| {
            let asks = count(number, "answer asks for a second look.", "answers ask for a second look.");
            let way = link(&Route::link(&state.id_now(), Place::List(Filter::SecondLook))).class("no-print");
            el("p").with(el("strong").with(asks)).with(" ").with(way.with("Walk through them"))
        })
    });
    let open = part(move || {
        let origin = state.read(|head| head.origin.clone()).filter(|origin| origin.kind == OriginKind::Edition);
        let number: usize = state.total.get().unanswered.into();
        (origin.is_some() && number > 0).then(|| {
            let asks = count(number, "requirement is unanswered.", "requirements are unanswered.");
            let way = link(&Route::link(&state.id_now(), Place::List(Filter::Unanswered))).class("no-print");
            el("p").with(el("strong").with(asks)).with(" ").with(way.with("Answer them"))
        })
    });
    el("div").class("stack").with(facts).with(taken_from(state)).with(looks).with(open)
}

/// The assessment of another edition that this one was taken from, with the way back to it; nothing where there is none.
pub(super) fn taken_from(state: State) -> impl Child {
    part(move || {
        let origin = state.read(|head| head.origin.clone()).filter(|origin| origin.kind == OriginKind::Edition)?;
        let says = format!(", edition {}, on {}. ", origin.edition, day_words(&origin.at));
        let line = el("p").class("taken-from").with("Taken from ").with(words(&origin.title)).with(says);
        // What stands in the storage is asked for once, and not followed.
        let found = match storage::read(storage::raw(&origin.id).filter(|_| !origin.id.is_empty()).as_deref()) {
            storage::Loaded::Found(stored, _) => stored.assessment,
            _ => return Some(line.with("The original is not in this browser.")),
        };
        let is_other = !origin.digest.is_empty() && state_digest(&found) != origin.digest;
        let since = is_other.then_some(" It was changed since then.");
        let open = link(&Route::link(&origin.id, Place::Tasks)).with("Open the original");
        Some(line.with(open).with(".").with(since))
    })
}

fn is_taken_from(head: &Assessment, edition: &Edition) -> bool {
    let origin = head.origin.as_ref().filter(|origin| origin.kind == OriginKind::Edition);
    origin.is_some_and(|origin| origin.edition == edition.id)
}

fn choices(others: &[&'static Edition], to: &'static Edition, chosen: RwSignal<Option<&'static Edition>>) -> El {
    let row = |other: &'static Edition| {
        choice("to-edition", "", move || other == to, move || chosen.set(Some(other))).with(other.label)
    };
    let rows: Vec<El> = others.iter().map(|other| row(other)).collect();
    el("fieldset")
        .class("no-print")
        .with(el("legend").with("To which edition"))
        .with(el("div").class("choices").with(rows))
}

/// What would become of it, in numbers, in sentences and by requirement, with the button that does it.
fn preview(state: State, to: &'static Edition) -> El {
    let old = state.assessment();
    let Some(changed) = change_edition(&old, to, String::new(), &clock::now(), String::new()) else { return el("div") };
    let mut numbers = el("dl").class("numbers");
    for becomes in Becomes::ALL {
        let number = changed.count(becomes);
        // What is seldom is there where there is any.
        if number > 0 || !matches!(becomes, Becomes::StillOpen | Becomes::KeptAside) {
            numbers = numbers.with(figure(becomes.label(), &number.to_string()));
        }
    }
    let notes: Vec<El> = consequences(&old, &changed).into_iter().map(|note| el("li").with(note)).collect();
    let make = button("", move || {
        let old = state.assessment();
        let made = change_edition(&old, to, clock::new_id(), &clock::now(), state_digest(&old));
        if let Some(made) = made {
            let id = state.add(made.assessment, String::new());
            address::go(&Route::link(&id, Place::Edition));
        }
    });
    let asked = [old.scope(), changed.assessment.scope()].map(|scope| scope.requirements().count());
    let [before, after] = asked;
    el("section")
        .class("stack")
        .attr("aria-labelledby", "to-edition")
        .with(el("h2").attr("id", "to-edition").with(format!("To {}", lower_first(to.label))))
        .with(el("p").with(format!(
            "Edition {} asks {} requirements of it, edition {} asks {}. This is what would become of them:",
            old.edition.id, before, to.id, after
        )))
        .with(el("div").class("summary").with(numbers))
        .with(el("ul").class("consequences").with(notes))
        .with(
            el("div")
                .class("buttons no-print")
                .with(make.with(format!("Make the assessment for edition {}", to.id)))
                .with(button("quiet", page::print).with("Print")),
        )
        .with(edition_table(&old, changed))
}

/// `edition 1.0 (2006)` inside a sentence.
fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// What a person should know before it is done, in sentences.
fn consequences(old: &Assessment, changed: &Changed) -> Vec<String> {
    let new = &changed.assessment;
    let mut says = vec![
        "This assessment stays as it is. A new one is made beside it, with notes, evidence, actions, items, estimates, \
         accepted findings, snapshots and reviews."
            .to_owned(),
    ];
    let class = new.classification.class.map_or_else(
        || format!("No class is assigned, so class {} counts.", new.edition.strictest().id()),
        |class| format!("Class {} is stated as before.", class.id()),
    );
    if old.edition.classification.questions == new.edition.classification.questions {
        says.push(class);
    } else {
        says.push(format!(
            "{class} The questions that lead to a class are others in edition {}: the reasons given so far are kept in the \
             file and shown as not answered there. Work the class out again and look at 4.3.",
            new.edition.id
        ));
    }
    let all = || changed.rows.iter().flat_map(|row| &row.ticks);
    let moved = all().filter(|(_, place)| place.is_some()).count();
    let lost = all().count() - moved;
    if moved > 0 {
        let ticks = count(moved, "tick of a lettered item moves", "ticks of lettered items move");
        says.push(format!("{ticks} to the letter that stands for the same."));
    }
    if lost > 0 {
        let ticks = count(lost, "tick of a lettered item has", "ticks of lettered items have");
        says.push(format!("{ticks} no counterpart: the note of the answer will tell."));
    }
    if old.legacy && new.edition.legacy.is_none() {
        says.push(format!(
            "Edition {} has no route for legacy software: what was decided on it is kept and not asked.",
            new.edition.id
        ));
    }
    if old.example {
        says.push("It is a worked example, and the new one stays marked as fictitious.".to_owned());
    }
    if !old.scrubbed.is_empty() {
        says.push("This is a scrubbed copy: what was left out of it is missing in the new one too.".to_owned());
    }
    says
}
