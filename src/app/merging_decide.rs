//! Merging, what a person decides: conflicts one by one, how many are left, what comes of it.

use super::parts::{button, choice, count, para, percent, table_frame, words};
use super::state::State;
use crate::assessment::{Assessment, Json};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::joining::{Choice, Conflict, Outcome, bring_together, label, shown};
use crate::exchange::{Ancestor, Opened, Refusal, Relation};
use crate::standard::Clause;

/// The two copies and what is known of them.
#[derive(Clone)]
pub(super) struct Copies {
    pub(super) ours: Assessment,
    pub(super) past: Vec<Ancestor>,
    pub(super) opened: Opened,
    pub(super) relation: Relation,
    /// The states of both, for what a place is called.
    pub(super) trees: [Json; 2],
}

/// A row of a table: its name, and what it says of an assessment.
pub(super) type Figure = (&'static str, fn(&Assessment) -> String);

/// What a person has made of them so far.
#[derive(Clone, Copy)]
pub(super) struct Made {
    pub(super) state: State,
    pub(super) copies: StoredValue<Copies>,
    pub(super) choices: RwSignal<Vec<(String, Choice)>>,
}

impl Made {
    /// What comes of it, followed.
    pub(super) fn outcome(self) -> Result<Outcome, Refusal> {
        self.choices.with(|choices| {
            self.copies.with_value(|copies| {
                bring_together(copies.relation.base(), &copies.ours, &copies.opened.assessment, choices)
            })
        })
    }

    fn chosen(self, place: &str) -> Option<Choice> {
        self.choices.with(|choices| choices.iter().find(|(known, _)| known == place).map(|(_, choice)| *choice))
    }

    fn choose(self, place: &str, choice: Choice) {
        self.choices.update(|choices| {
            choices.retain(|(known, _)| known != place);
            choices.push((place.to_owned(), choice));
        });
    }
}

/// A place as people call it, with the title of the requirement where it is one.
pub(super) fn place_words(copies: &Copies, steps: &[String]) -> El {
    let label = label(steps, copies.trees.each_ref());
    let clause = label.split(':').next().and_then(|start| start.parse::<Clause>().ok());
    let title = clause.and_then(|clause| copies.ours.edition.requirement(clause)).map(|asked| asked.title);
    el("span").with(words(&label)).with(title.map(|title| el("span").class("hint merge-title").with(title)))
}

/// What stands somewhere, or a word where nothing does.
pub(super) fn told(value: Option<&Json>, nothing: &str) -> El {
    let lines = value.map(shown).unwrap_or_default();
    if lines.is_empty() {
        return el("span").class("hint").with(nothing);
    }
    let line = |(name, said): (String, String)| {
        let name = (!name.is_empty()).then(|| el("span").class("hint").with(words(&name)).with(": "));
        el("span").class("merge-line").with(name).with(words(&said))
    };
    el("span").class("merge-told").with(lines.into_iter().map(line).collect::<Vec<El>>())
}

/// The conflicts, what comes of the choices, and the step.
pub(super) fn decisions(made: Made, outcome: &Outcome, mut merge: impl FnMut() + 'static) -> Vec<El> {
    let places: Vec<String> = outcome.conflicts.iter().map(Conflict::place).collect();
    let total = places.len();
    let open = move || -> Option<usize> { places.iter().position(|place| made.chosen(place).is_none()) };
    let all: Vec<String> = outcome.conflicts.iter().map(Conflict::place).collect();
    let left = {
        let all = all.clone();
        move || all.iter().filter(|place| made.chosen(place).is_none()).count()
    };
    let conflicts: Vec<El> =
        outcome.conflicts.iter().enumerate().map(|(index, conflict)| one(made, index, conflict)).collect();
    let section = el("section").attr("aria-labelledby", "deciding");
    let title = format!("You decide ({total})");
    let mut section = section.with(el("h3").attr("id", "deciding").with(title));
    let left_now = left.clone();
    if total == 0 {
        section = section.with(para("empty").with("Nothing: you two changed different things."));
    } else {
        section = section
            .with(el("p").with("Here the two differ. Nothing is chosen for you."))
            .with(el("div").class("stack merge-conflicts").with(conflicts))
            .with((total > 3).then(|| the_rest(made, all)))
            .with(
                para("merge-progress")
                    .attr("role", "status")
                    .with(live(move || format!("{} of {total} decided", total - left_now()))),
            );
    }
    let asked = RwSignal::new(String::new());
    let run = button("", move || match open() {
        Some(index) => {
            asked.set(format!("{} left to decide.", count(left(), "place is", "places are")));
            page::focus(&format!("#conflict-{index} input"));
        }
        None => merge(),
    });
    let preview = el("section")
        .attr("aria-labelledby", "after")
        .with(el("h3").attr("id", "after").with("What comes of it"))
        .with(el("div").with(part(move || after(made))));
    let step = el("div")
        .class("stack no-print")
        .with(para("buttons").with(run.attr("id", "merge").with("Merge")))
        .with(el("p").attr("role", "status").class("hint").with(live(move || asked.get())))
        .with(para("hint").with("This is one step, and it can be undone."));
    vec![section, preview, step]
}

fn one(made: Made, index: usize, conflict: &Conflict) -> El {
    let place = conflict.place();
    let title = made.copies.with_value(|copies| place_words(copies, &conflict.steps));
    let group = format!("conflict-{index}");
    let radio = |chosen: Choice, name: &str, said: El, time: &str| {
        let (own, other) = (place.clone(), place.clone());
        let when = clock::for_people(time);
        let when = (!when.is_empty()).then(|| el("span").class("hint").with(format!(", changed {when}")));
        let head = el("span").class("merge-head").with(el("strong").with(name)).with(when);
        choice(&group, "merge-choice", move || made.chosen(&own) == Some(chosen), move || made.choose(&other, chosen))
            .with(el("span").class("merge-side").with(head).with(said))
    };
    let [mine, other] = &conflict.times;
    let both = conflict.can_keep_both.then(|| {
        let what = match conflict.ours {
            Some(Json::List(_)) => "The entries of both lists, each once.",
            _ => "Both texts, one below the other; the one written first comes first.",
        };
        radio(Choice::Both, "Keep both", el("span").class("hint").with(what), "")
    });
    let before = conflict.base.as_ref().map(|base| {
        el("p").class("merge-was").with(el("span").class("hint").with("Before: ")).with(told(Some(base), ""))
    });
    el("fieldset").class("merge-conflict").attr("id", &group).with(el("legend").with(title)).with(before).with(
        el("div")
            .class("merge-choices")
            .with(radio(Choice::Mine, "Take mine", told(conflict.ours.as_ref(), "Taken out here"), mine))
            .with(radio(Choice::Theirs, "Take theirs", told(conflict.theirs.as_ref(), "Taken out there"), other))
            .with(both),
    )
}

/// For long lists: one side for everything that is not decided yet.
fn the_rest(made: Made, all: Vec<String>) -> El {
    let fill = move |choice: Choice| {
        let open: Vec<&String> = all.iter().filter(|place| made.chosen(place).is_none()).collect();
        for place in open {
            made.choose(place, choice);
        }
    };
    let other = fill.clone();
    para("buttons")
        .with(button("quiet", move || fill(Choice::Mine)).with("Take mine for the rest"))
        .with(button("quiet", move || other(Choice::Theirs)).with("Take theirs for the rest"))
}

/// The numbers now and after.
fn after(made: Made) -> El {
    let Ok(outcome) = made.outcome() else { return el("p") };
    let after = &outcome.assessment;
    let rows: [Figure; 6] = [
        ("Answered", |side| {
            let tally = side.tally();
            format!("{} of {}", tally.settled(), tally.in_scope())
        }),
        ("Readiness", |side| percent(side.tally().readiness())),
        ("Gaps", |side| side.tally().gaps().to_string()),
        ("Evidence", |side| {
            let parts = |answer: &crate::assessment::Answer| {
                answer.evidence.len() + answer.parts.iter().map(|part| part.answer.evidence.len()).sum::<usize>()
            };
            side.answers.values().map(parts).sum::<usize>().to_string()
        }),
        ("Actions", |side| side.actions.len().to_string()),
        ("Snapshots", |side| side.snapshots.len().to_string()),
    ];
    let row = |(name, look): &Figure| {
        let now = made.copies.with_value(|copies| look(&copies.ours));
        el("tr")
            .with(el("th").attr("scope", "row").with(*name))
            .with(el("td").with(now))
            .with(el("td").with(look(after)))
    };
    let rows: Vec<El> = rows.iter().map(row).collect();
    let head = ["", "Now", "After merging"]
        .map(|name| if name.is_empty() { el("td") } else { el("th").attr("scope", "col").with(name) });
    let table = el("table").with(el("thead").with(el("tr").with(head.to_vec()))).with(el("tbody").with(rows));
    let lost = outcome
        .notices
        .iter()
        .map(|notice| para("warning").with(el("code").with(words(&notice.place))).with(" ").with(words(&notice.what)));
    el("div")
        .class("stack")
        .with(table_frame("Numbers now and after merging").class("table-frame merge-after").with(table))
        .with(lost.collect::<Vec<El>>())
}
