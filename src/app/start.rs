//! The start: your assessments, a new one, a file, the worked examples.

use super::keeping::Keeping;
use super::parts::{button, class_words, count, heading, link, para, percent, spoken, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, visible};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page, storage};
use crate::exchange::{Example, Stored, examples};

/// What a person asked to delete: id and title.
type Doomed = RwSignal<Option<(String, String)>>;

pub(super) fn start(state: State) -> El {
    let renewed = RwSignal::new(0_u32);
    let doomed: Doomed = RwSignal::new(None);
    let shelf = part(move || {
        renewed.track();
        untrack(|| shelf(state, doomed))
    });
    let aside = part(move || {
        renewed.track();
        untrack(|| aside(state))
    });
    let examples: Vec<El> = examples().iter().map(|example| example_row(state, example)).collect();
    let lead = "Say what the software is and how safety critical, answer clause by clause, and see what is missing. \
                Nothing leaves this browser; a file is how you share.";
    let hero = el("div")
        .class("hero")
        .with(heading().with("How ready is your software for IEC 62304?"))
        .with(para("lead").with(lead))
        .with(
            para("buttons")
                .with(link("#/new").class("button").with("New assessment"))
                .with(link("#/quick").class("button quiet").with("Quick check: ten minutes"))
                .with(link("#/open").class("button quiet").with("Open a file")),
        );
    let fictitious =
        "Fictitious products, answered the way a real team would. Opening one adds a copy to your assessments.";
    el("div")
        .class("page start")
        .with(hero)
        .with(shelf)
        .with(aside)
        .with(
            titled("examples", "Worked examples")
                .with(el("p").with(fictitious))
                .with(el("ul").class("shelf examples").with(examples)),
        )
        .with(delete_dialog(state, doomed, renewed))
}

fn titled(id: &str, title: &str) -> El {
    el("section").attr("aria-labelledby", id).with(el("h2").attr("id", id).with(title))
}

/// The assessments of this browser, and the one on screen if it is not stored.
fn shelf(state: State, doomed: Doomed) -> El {
    let lines = list();
    let mut unstored: Vec<Assessment> =
        state.loose.with_untracked(|loose| loose.iter().map(|loose| loose.assessment.clone()).collect());
    if matches!(state.keeping.get_untracked(), Keeping::NotSaved(_)) {
        unstored.push(state.head.get_untracked());
    }
    let loose: Vec<El> = unstored
        .iter()
        .map(|loose| {
            para("alert")
                .with(words(&loose.display_title()))
                .with(" is open in this page only, not stored. ")
                .with(link(&Route::link(&loose.id, Place::Tasks)).with("Go back to it"))
        })
        .collect();
    let none = lines.is_empty().then(|| para("empty").with("None in this browser yet."));
    let rows: Vec<El> = lines.into_iter().map(|line| row(state, line, doomed)).collect();
    let back_up = (!rows.is_empty() || !loose.is_empty()).then(|| {
        let back_up = button("quiet small", move || match state.views.get_untracked() {
            Some(views) => (views.back_up)(state),
            None => state.alert("The page is not all here yet. Try again in a moment.".to_owned()),
        });
        el("p").with(back_up.with("Back up everything"))
    });
    titled("yours", "Your assessments")
        .with(loose)
        .with(none)
        .with((!rows.is_empty()).then(|| el("ul").class("shelf").with(rows)))
        .with(back_up)
}

/// What was set aside because it could not be read.
fn aside(state: State) -> Option<El> {
    let kept = storage::aside();
    let rows: Vec<El> = kept
        .into_iter()
        .map(|(key, raw)| {
            let at = clock::for_people(key.rsplit('/').next().unwrap_or_default());
            let size = format!("{} characters", raw.chars().count());
            let save = button("quiet", move || {
                state.download("set-aside.iec62304.json", &raw);
            })
            .with("Save its text");
            el("li")
                .with(el("div").with(el("strong").with(format!("Set aside {at}"))).with(el("p").with(size)))
                .with(save)
        })
        .collect();
    let why = "Stored texts that this version could not read. They are kept as they were.";
    (!rows.is_empty())
        .then(|| titled("aside", "Set aside").with(el("p").with(why)).with(el("ul").class("shelf").with(rows)))
}

fn delete_dialog(state: State, doomed: Doomed, renewed: RwSignal<u32>) -> El {
    let delete = button("danger", move || {
        if let Some((id, _)) = doomed.get_untracked() {
            match storage::delete(&id) {
                Ok(()) => {
                    state.forget(&id);
                    if let Some(views) = state.views.get_untracked() {
                        (views.forget_file)(id);
                    }
                }
                Err(trouble) => state.alert(trouble.words()),
            }
        }
        page::close_dialog("delete");
        renewed.update(|number| *number += 1);
        page::focus("main h1");
    });
    let what = live(move || doomed.with(|doomed| doomed.as_ref().map(|(_, title)| visible(title)).unwrap_or_default()));
    let text = el("p")
        .with(el("bdi").with(what))
        .with(" and all its answers will be gone from this browser. A file that you saved stays.");
    el("dialog")
        .attr("id", "delete")
        .attr("aria-labelledby", "delete-title")
        .with(el("h2").attr("id", "delete-title").with("Delete from this browser?"))
        .with(text)
        .with(
            para("buttons")
                .with(delete.with("Delete"))
                .with(button("quiet", || page::close_dialog("delete")).with("Keep it")),
        )
}

/// A stored assessment in a line, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    id: String,
    /// Title and facts, or why it cannot be read with its text.
    found: Result<Facts, (String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    title: String,
    facts: String,
    numbers: String,
    changed: String,
    is_review: bool,
}

/// What is stored, the latest first; what cannot be read before all.
fn list() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let changed = |line: &Line| line.found.as_ref().map(|facts| facts.changed.clone()).unwrap_or("~".to_owned());
    for entry in storage::entries() {
        let found = match entry.loaded {
            storage::Loaded::Found(stored, _) => Ok(facts(&stored)),
            storage::Loaded::Unreadable(refusal) => Err((refusal.to_string(), entry.raw)),
            storage::Loaded::Empty => continue,
        };
        let line = Line { id: entry.id, found };
        let place = lines.partition_point(|other| changed(other) >= changed(&line));
        lines.insert(place, line);
    }
    lines
}

fn facts(stored: &Stored) -> Facts {
    let assessment = &stored.assessment;
    let tally = assessment.tally();
    let mut facts = vec![class_words(assessment), assessment.edition.name.to_owned()];
    if assessment.legacy {
        facts.push("legacy".to_owned());
    }
    let is_review = assessment.is_under_review();
    if is_review {
        facts.push("review copy".to_owned());
    }
    if assessment.example {
        facts.push("worked example, fictitious".to_owned());
    }
    let estimated = match tally.estimated() {
        0 => String::new(),
        number => format!(", {number} estimated"),
    };
    let numbers = format!(
        "{} of {} answered{estimated}, readiness {}, {}",
        tally.settled(),
        tally.in_scope(),
        percent(tally.readiness()),
        count(tally.gaps().into(), "gap", "gaps")
    );
    let (title, changed) = (assessment.display_title(), assessment.changed.clone());
    Facts { title, facts: facts.join(" · "), numbers, changed, is_review }
}

fn row(state: State, line: Line, doomed: Doomed) -> El {
    let id = line.id;
    let delete = |title: String, id: String| {
        button("link", move || {
            doomed.set(Some((id.clone(), title.clone())));
            page::open_dialog("delete");
        })
        .with("Delete")
    };
    match line.found {
        Ok(Facts { title, facts, numbers, changed, is_review }) => {
            let home = if is_review { Place::Review } else { Place::Tasks };
            let name = link(&Route::link(&id, home)).class("name").with(words(&title));
            let numbers = format!("{numbers} · changed {}", clock::for_people(&changed));
            let text = el("div").with(name).with(el("p").with(facts)).with(el("p").with(numbers));
            let spoken = spoken(&format!(" {}", visible(&title)));
            el("li").with(text).with(delete(title, id).with(spoken))
        }
        Err((why, raw)) => {
            let text = el("div")
                .with(el("strong").with("A stored assessment that cannot be read"))
                .with(el("p").with(visible(&why)))
                .with(el("p").with("It stays as it is."));
            let save = button("quiet", move || {
                state.download("stored.iec62304.json", &raw);
            })
            .with("Save its text");
            let buttons = el("div").class("buttons").with(save).with(delete("This stored text".to_owned(), id));
            el("li").class("broken").with(text).with(buttons)
        }
    }
}

fn example_row(state: State, example: &'static Example) -> El {
    let open = button("link name", move || match state.views.get_untracked().zip(state.late_text(&example.path())) {
        Some((views, text)) => (views.open_example)(state, &text),
        None => state.alert("The example has not arrived. Load the page again.".to_owned()),
    });
    el("li").with(el("div").with(open.with(example.name)).with(el("p").with(example.shows)))
}
