//! A copy without secrets: what leaves, and exactly what will be in the file.

use super::parts::{button, checkbox, count, fold, para};
use super::state::State;
use crate::assessment::{Assessment, Leaving, Secret, leaving, scrub, visible};
use crate::browser::clock;
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::exchange::{document_name, write_file};

/// What can leave, in words, with what goes with it.
const fn words_for(secret: Secret) -> (&'static str, &'static str) {
    match secret {
        Secret::Names => {
            ("Names", "The organisation, assessor and reviewer, owners of actions, who reviewed and as what")
        }
        Secret::Notes => (
            "Notes and other free text",
            "Notes, reasons, rationales, actions, remarks and replies. Where a number counts on a reason, a fixed \
             sentence takes its place",
        ),
        Secret::Evidence => ("Evidence", "All of it: titles, document numbers, days, links and digests"),
        Secret::Links => ("Links of evidence", "Only where evidence is; the rest of the evidence stays"),
        Secret::Product => (
            "The product",
            "Title, product, versions, description, and the names of software items, which become Item 1, Item 2",
        ),
    }
}

/// A copy as it will be saved. It keeps its id and time until something else is chosen, so that what is shown is what is
/// saved.
#[derive(Clone)]
struct Chosen {
    secrets: Vec<Secret>,
    id: String,
    at: String,
}

impl Chosen {
    fn new(secrets: Vec<Secret>) -> Self {
        Self { secrets, id: clock::new_id(), at: clock::now() }
    }

    fn copy(&self, state: State) -> Assessment {
        scrub(&state.assessment(), &self.secrets, self.id.clone(), &self.at)
    }

    fn text(&self, state: State) -> String {
        write_file(&self.copy(state), &self.at)
    }
}

pub(super) fn share_scrubbed(state: State) -> El {
    let chosen = RwSignal::new(Chosen::new(Secret::ALL.to_vec()));
    let said = RwSignal::new(String::new());
    let rows = Secret::ALL.map(|secret| {
        let (name, goes) = words_for(secret);
        let tick = move |is_on: bool| {
            let kept = chosen.with_untracked(|chosen| chosen.secrets.clone());
            let stays = |other: &Secret| if *other == secret { is_on } else { kept.contains(other) };
            chosen.set(Chosen::new(Secret::ALL.into_iter().filter(stays).collect()));
            said.set(String::new());
        };
        let is_on = move || chosen.with(|chosen| chosen.secrets.contains(&secret));
        let words = el("span").with(name).with(el("span").class("hint").with(goes));
        checkbox(is_on, tick).with(words)
    });
    // What is there changes with the assessment, which another tab may change too.
    let follow = move || {
        state.shape.track();
        state.head.track();
        state.words_here.track();
        chosen.get()
    };
    let summary = part(move || {
        let chosen = follow();
        untrack(|| summary(&state.assessment(), &chosen.secrets))
    });
    let text = move || {
        let text = part(move || {
            let chosen = follow();
            untrack(|| visible(&chosen.text(state)))
        });
        let frame = el("pre").class("whole-text").attr("tabindex", "0").attr("role", "region").attr("dir", "ltr");
        frame.attr("aria-label", "The text of the scrubbed copy").with(text)
    };
    let save = button("", move || {
        let chosen = chosen.get_untracked();
        if chosen.secrets.is_empty() && !state.head.with_untracked(Assessment::is_scrubbed) {
            said.set(
                "Nothing is ticked, so nothing would leave. Tick something, or save the ordinary file.".to_owned(),
            );
            return;
        }
        let copy = chosen.copy(state);
        let name = document_name(&copy, &clock::today(), "-scrubbed.iec62304.json");
        if state.download(&name, &chosen.text(state)) {
            said.set(format!("Saved as {name}."));
        }
    });
    el("section")
        .class("stack")
        .with(el("h2").with("Scrubbed copy"))
        .with(el("p").with(
            "For someone who may see how ready you are, and not everything else. It is an assessment of its own, marked as \
             scrubbed, and cannot be merged back into this one.",
        ))
        .with(
            el("fieldset").class("paper-choice scrub-choice").with(el("legend").with("Leave out")).with(rows.to_vec()),
        )
        .with(el("div").class("scrub-summary").with(summary))
        .with(fold(|| "Show exactly what will be in the file".to_owned(), text))
        .with(
            para("buttons")
                .with(save.with("Save the scrubbed copy"))
                .with(el("span").attr("role", "status").with(live(move || said.get()))),
        )
}

fn summary(assessment: &Assessment, secrets: &[Secret]) -> Vec<El> {
    let leaves = words_of(leaving(assessment, secrets));
    let first = match leaves.as_slice() {
        [] => el("p").with("Nothing leaves."),
        _ => el("p").with(el("strong").with("Leaves: ")).with(format!("{}.", leaves.join(", "))),
    };
    let answers = assessment.answers.values().filter(|answer| !answer.is_empty()).count();
    let stays = [
        (answers, count(answers, "answer", "answers")),
        (assessment.items.len(), count(assessment.items.len(), "software item", "software items")),
        (assessment.actions.len(), count(assessment.actions.len(), "action", "actions")),
        (assessment.snapshots.len(), count(assessment.snapshots.len(), "snapshot", "snapshots")),
        (assessment.reviews.len(), count(assessment.reviews.len(), "review", "reviews")),
    ];
    let stays: Vec<String> = stays.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    let stays = if stays.is_empty() { String::new() } else { format!("; {}", stays.join(", ")) };
    let kept = el("p")
        .with(el("strong").with("Stays: "))
        .with(format!("edition, class, statuses, ticked letters, days and times, and with them every number{stays}."));
    let is_told = |secret: Secret| !secrets.contains(&secret) && !assessment.scrubbed.contains(&secret);
    let is_hidden = secrets.contains(&Secret::Names) || secrets.contains(&Secret::Product);
    let texts = [Secret::Notes, Secret::Evidence, Secret::Product];
    let caution = (is_hidden && texts.into_iter().any(is_told)).then(|| {
        para("hint").with(
            "A name or a product inside a text stays where that text stays. Look the file over before you send it.",
        )
    });
    [Some(first), Some(kept), caution].into_iter().flatten().collect()
}

fn words_of(leaving: Leaving) -> Vec<String> {
    let [names, notes, evidence, links, product] = leaving.secrets;
    let amounts = [
        (names, "name", "names"),
        (notes, "note or other text", "notes and other texts"),
        (evidence, "piece of evidence", "pieces of evidence"),
        (links, "link", "links"),
        (product, "text about the product", "texts about the product"),
        (leaving.states, "whole state of a snapshot", "whole states of snapshots"),
        (leaving.unknown, "entry that this page does not know", "entries that this page does not know"),
    ];
    let amounts = amounts.into_iter().filter(|(number, ..)| *number > 0);
    amounts.map(|(number, one, many)| count(number, one, many)).collect()
}
