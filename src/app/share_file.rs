//! The file as the record: where it was saved last, and saving to it again.

use super::parts::{button, count, link, pair, para, words};
use super::recording::{To, save_to};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::browser::{clock, disk};
use crate::exchange::{assessment_digest, write_file};

pub(super) fn share_file(state: State) -> El {
    let id = state.id_now();
    let facts = part(move || {
        // After a save, and when another tab stored something.
        state.file_at.track();
        state.head.track();
        let name = state.file.with(|file| file.name.clone());
        untrack(|| facts(state, &name))
    });
    let another = disk::is_here().then(|| {
        let another = button("quiet", move || save_to(state, To::Another));
        another.with("Save as another file")
    });
    let how = if disk::is_here() {
        "Save file, or Ctrl+S, writes to the same file again (Cmd+S on a Mac). If somebody else changed it meanwhile, \
         nothing is written over: you are asked first."
    } else {
        "This browser saves each file as a download. Chrome and Edge can write to the same file again."
    };
    el("section")
        .attr("aria-labelledby", "the-file")
        .with(el("h2").attr("id", "the-file").with("The file"))
        .with(el("p").with(
            "The file is the record: it holds the whole assessment, with evidence, notes, actions and snapshots. This \
             browser only keeps your work between two saves.",
        ))
        .with(facts)
        .with(para("buttons").with(button("", move || save_to(state, To::Same)).with("Save file")).with(another))
        .with(para("hint").with(how))
        .with(para("hint").with(
            "So that copies can be merged, the file also holds up to ten earlier states. What you deleted since may still be \
             in them. A scrubbed copy, a review file and a link hold none.",
        ))
        .with((!state.is_locked()).then(|| {
            el("ul")
                .with(
                    el("li")
                        .with(el("strong").with("To work on it together: "))
                        .with("send the file to a colleague. When a copy comes back, ")
                        .with(link(&Route::link(&id, Place::Merge)).with("merge it"))
                        .with("; nothing of yours is lost."),
                )
                .with(
                    el("li")
                        .with(el("strong").with("To have it reviewed: "))
                        .with("send the file to a reader, who chooses \u{201c}Open for review\u{201d}, adds remarks, ")
                        .with("signs, and sends a review file back. Take it in under ")
                        .with(link(&Route::link(&id, Place::Review)).with("Review"))
                        .with("; the answers stay yours."),
                )
        }))
}

fn facts(state: State, name: &str) -> El {
    let assessment = state.assessment();
    let at = state.file_at.get_untracked();
    let saved = match at.as_str() {
        "" => "never".to_owned(),
        at if assessment.is_changed_since(at) => format!("{}, changed since", clock::for_people(at)),
        at => format!("{}, nothing changed since", clock::for_people(at)),
    };
    // What stands beside the assessment in the file is small, and is only put together where it is saved.
    let text = write_file(&assessment, &clock::now());
    let size = format!("about {} kB", text.len().div_ceil(1000));
    let digest = assessment_digest(&assessment);
    let start: String = digest.chars().take(16).collect();
    let digest = el("dd").with(el("code").attr("title", &digest).with(format!("{start}\u{2026}"))).with(
        " The first 16 of 64 digits of the SHA-256. Two files with the same digest hold the same assessment; a file that \
         was changed by hand does not fit its own.",
    );
    el("dl")
        .class("facts-list")
        .with((!name.is_empty()).then(|| fact("Saved to", words(name))))
        .with(fact("Last saved to file", el("span").with(saved)))
        .with(fact("What is in it", el("span").with(content(&assessment))))
        .with(fact("Size", el("span").with(size)))
        .with(pair(el("dt").with("Digest"), digest))
}

fn fact(name: &str, value: El) -> El {
    pair(el("dt").with(name), el("dd").with(value))
}

/// `41 answers, 12 pieces of evidence, 3 actions, 2 snapshots`.
fn content(assessment: &Assessment) -> String {
    let answers = assessment.answers.values().filter(|answer| !answer.is_empty());
    let evidence: usize = answers
        .clone()
        .map(|answer| answer.evidence.len() + answer.parts.iter().map(|part| part.answer.evidence.len()).sum::<usize>())
        .sum();
    let counts = [
        (answers.count(), "answer", "answers"),
        (evidence, "piece of evidence", "pieces of evidence"),
        (assessment.items.len(), "software item", "software items"),
        (assessment.actions.len(), "action", "actions"),
        (assessment.snapshots.len(), "snapshot", "snapshots"),
        (assessment.reviews.len(), "review", "reviews"),
    ];
    let mut said: Vec<String> = Vec::new();
    for (number, one, many) in counts {
        if number > 0 || one == "answer" {
            said.push(count(number, one, many));
        }
    }
    said.join(", ")
}
