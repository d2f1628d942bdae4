//! Opening a file: by button, by drop, by paste. Nothing is stored before the person has said what to do with it.

use super::compare::compare_opened;
use super::grown;
use super::open_backup::open_backup;
use super::open_locked::open_locked;
use super::parts::{button, count, heading, pair, para, percent, table_frame, words};
use super::recording::{bind, choose_to_open};
use super::review::open_for_review;
use super::route::{Place, Route};
use super::state::{Found, Incoming, State};
use crate::assessment::{Assessment, visible};
use crate::browser::dom::{El, el, part};
use crate::browser::files::Handed;
use crate::browser::reactive::*;
use crate::browser::{address, clock, disk, files, page, storage};
use crate::exchange::joining::may_merge;
use crate::exchange::{Digest, Kind, Notice, NoticeKind, Opened, file_name, kind_of, read_file};

/// How many notices are shown one by one.
const SHOWN: usize = 50;

/// Tells what a file is, and reads it.
pub(super) fn read_handed(handed: Handed) -> Incoming {
    let found = match handed.bytes {
        Ok(bytes) => match kind_of(&bytes) {
            Kind::Locked => Found::Locked(bytes),
            Kind::Backup => Found::Backup(bytes),
            Kind::Assessment => match read_file(&bytes) {
                Ok(opened) => Found::Assessment(Box::new(opened)),
                Err(refusal) => Found::Refused(refusal.to_string()),
            },
        },
        Err(said) => Found::Refused(format!("The browser could not read the file ({said}). Choose it again.")),
    };
    Incoming { name: handed.name, found }
}

/// Reads what was handed over and shows it in the view for opening.
pub(super) fn take_in(state: State, handed: Handed) {
    // What was opened before this waits no more.
    disk::keep_opened(None);
    state.incoming.set(Some(read_handed(handed)));
    address::go("/open");
}

/// Opens a copy of a worked example; the example itself may be opened again.
pub(super) fn open_example(state: State, text: &str) {
    match read_file(text.as_bytes()) {
        Ok(opened) => {
            let copy = Assessment { id: String::new(), ..opened.assessment };
            let id = state.add(copy, String::new());
            address::go(&Route::link(&id, Place::Tasks));
        }
        Err(refusal) => state.alert(refusal.to_string()),
    }
}

pub(super) fn open(state: State) -> El {
    let typed = RwSignal::new(String::new());
    let handle =
        window_event_listener(ev::paste, move |event| files::pasted(&event, move |handed| take_in(state, handed)));
    on_cleanup(move || {
        handle.remove();
        state.incoming.set(None);
    });
    let outcome = part(move || {
        state.incoming.get().map(|Incoming { name, found }| {
            // Somebody who cannot see the view change is taken to what is new in it.
            page::focus("#outcome");
            untrack(|| match found {
                Found::Assessment(opened) => preview(state, &name, *opened),
                Found::Locked(bytes) => open_locked(state, &name, bytes),
                Found::Backup(bytes) => open_backup(state, &name, &bytes),
                Found::Refused(why) => el("div")
                    .class("error")
                    .attr("role", "alert")
                    .with(el("h2").attr("id", "outcome").attr("tabindex", "-1").with("This file cannot be opened"))
                    .with(el("p").with(el("strong").with(words(&name))).with(": ").with(visible(&why)))
                    .with(el("p").with("Nothing was stored or changed.")),
            })
        })
    });
    let file = el("input").attr("id", "file").attr("type", "file").attr("accept", ".json,application/json");
    let drop = el("div")
        .class("drop")
        .with(el("label").attr("for", "file").with("Choose a file, or drop one anywhere on this page"))
        .with(
            file.on("click", move |event| {
                // The browser's other window for files gives one that can be saved to again.
                if disk::is_here() {
                    event.prevent_default();
                    choose_to_open(state);
                }
            })
            .on("change", move |event| files::chosen(&event, move |handed| take_in(state, handed))),
        )
        .with(para("hint").with("The name ends in .iec62304.json. The file is read here and sent nowhere."));
    let read = button("", move || {
        take_in(state, Handed { name: "pasted text".to_owned(), bytes: Ok(typed.get_untracked().into_bytes()) });
    });
    let area = el("textarea").attr("id", "paste").attr("rows", "8").attr("spellcheck", "false");
    let paste = el("div")
        .class("fold field")
        .with(el("label").attr("for", "paste").with("Text of the file"))
        .with(area.value_live(move || typed.get()).on_text(move |text| typed.set(text)))
        .with(el("p").with(read.with("Read it")));
    let paste = el("details").with(el("summary").with("Paste the text of a file")).with(paste);
    el("div")
        .class("page open")
        .with(heading().with("Open a file"))
        .with(outcome)
        .with(el("section").with(drop).with(paste))
}

/// Whether all of a file was read: one that was not may not be written over without a word.
pub(super) fn is_whole(opened: &Opened) -> bool {
    opened.notices.iter().all(|notice| notice.kind != NoticeKind::LeftOut)
}

/// What the file holds, what became of it, and the decision.
fn preview(state: State, name: &str, opened: Opened) -> El {
    let whole = opened.clone();
    let is_whole = is_whole(&opened);
    let (beside, file) = (opened.clone(), name.to_owned());
    let beside = button("quiet", move || match compare_opened(state, file.clone(), beside.clone()) {
        Some(to) => address::go(&to),
        None => state.alert("This browser holds no assessment to compare the file with.".to_owned()),
    });
    let Opened { assessment, digest, exported_at, generator, grew_from, notices } = opened;
    let raw = storage::raw(&assessment.id).filter(|_| !assessment.id.is_empty());
    let stored = match storage::read(raw.as_deref()) {
        storage::Loaded::Found(stored, _) => Some(stored.assessment),
        _ => None,
    };
    let compared = stored.as_ref().map(|stored| compare(stored, &assessment));
    let facts = facts(&assessment, &exported_at, &generator);
    let for_review = open_for_review(state, &assessment);
    let other = assessment.clone();
    let saved_at = exported_at.clone();
    let (mine, past) = (merge_ways(state, name, &whole), grew_from.clone());
    let as_new = button("", move || {
        let id = state.add(assessment.clone(), saved_at.clone());
        if is_whole {
            bind(state, id.clone());
        }
        grown::opened(&id, &assessment, &saved_at, past.clone());
        address::go(&Route::link(&id, Place::Tasks));
    });
    let saved_at = exported_at;
    let replace = stored.is_some().then(|| {
        let replace = button("quiet", move || {
            if state.replace(other.clone(), saved_at.clone(), raw.as_deref()) {
                if is_whole {
                    bind(state, other.id.clone());
                }
                grown::opened(&other.id, &other, &saved_at, grew_from.clone());
                address::go(&Route::link(&other.id, Place::Tasks));
            } else {
                state.alert(
                    "The stored assessment changed since the file was read, or what is on screen is not stored. Nothing \
                     was replaced. Look at the file again."
                        .to_owned(),
                );
                state.incoming.update(|_| ());
            }
        });
        replace.with("Replace the stored one")
    });
    let as_new = as_new.with(if stored.is_some() { "Keep as a new assessment" } else { "Add to your assessments" });
    let keep = stored.map(|stored| {
        let keep = button("link", move || {
            let now = clock::now();
            state.download(&file_name(&stored, &now), &state.file_text(&stored, &now));
        });
        keep.with("Save the stored one to a file first")
    });
    let cancel = button("quiet", move || {
        state.incoming.set(None);
        page::focus("main h1");
    });
    el("section")
        .class("preview")
        .attr("aria-labelledby", "outcome")
        .with(el("h2").attr("id", "outcome").attr("tabindex", "-1").with("What is in ").with(words(name)))
        .with(facts)
        .with(digest_words(digest))
        .with(notice_list(&notices))
        .with(compared)
        .with(mine.1)
        .with(
            para("buttons")
                .with(as_new)
                .with(mine.0)
                .with(replace)
                .with(for_review)
                .with(beside.with("Compare"))
                .with(cancel.with("Cancel"))
                .with(keep),
        )
}

/// The ways to merge the file into what is stored: a button for each assessment that it is a copy of, or why there is none.
fn merge_ways(state: State, name: &str, opened: &Opened) -> (Vec<El>, Option<El>) {
    let mut ways = Vec::new();
    let mut why = None;
    for entry in storage::entries() {
        let storage::Loaded::Found(stored, _) = entry.loaded else { continue };
        let is_same = stored.assessment.id == opened.assessment.id;
        match may_merge(&stored.assessment, &opened.assessment) {
            Ok(()) => {
                let (name, opened) = (name.to_owned(), opened.clone());
                let run = button("quiet", move || {
                    let found = Found::Assessment(Box::new(opened.clone()));
                    state.theirs.set(Some(Incoming { name: name.clone(), found }));
                    address::go(&Route::link(&entry.id, Place::Merge));
                });
                ways.push(if is_same {
                    run.with("Merge into the stored one")
                } else {
                    run.with("Merge into ").with(words(&stored.assessment.display_title()))
                });
            }
            Err(refused) if is_same => {
                let (what, remedy) = refused.words();
                why = Some(para("hint").with(format!("It cannot be merged into the stored one. {what} {remedy}")));
            }
            Err(_) => {}
        }
    }
    (ways, why)
}

fn facts(assessment: &Assessment, exported_at: &str, generator: &str) -> El {
    let tally = assessment.tally();
    let class =
        assessment.classification.class.map_or_else(|| "not assigned".to_owned(), |class| class.id().to_owned());
    let answered =
        format!("{} of {} answered, readiness {}", tally.settled(), tally.in_scope(), percent(tally.readiness()));
    let rows = [
        ("Title", assessment.display_title()),
        ("Organisation", assessment.organisation.clone()),
        ("Edition", assessment.edition.name.to_owned()),
        ("Class", class),
        ("Scrubbed copy", assessment.left_out()),
        ("Worked example", if assessment.example { "yes, fictitious" } else { "" }.to_owned()),
        ("Legacy software", if assessment.legacy { "yes" } else { "no" }.to_owned()),
        ("Answers", assessment.answers.values().filter(|answer| !answer.is_empty()).count().to_string()),
        ("In scope", answered),
        ("Last changed", clock::for_people(&assessment.changed)),
        ("Saved to this file", clock::for_people(exported_at)),
        ("Written by", generator.to_owned()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows: Vec<El> = rows.map(|(name, value)| pair(el("dt").with(name), el("dd").with(words(&value)))).collect();
    el("dl").class("facts-list").with(rows)
}

fn digest_words(digest: Digest) -> El {
    match digest {
        Digest::Fits => para("good").with("The digest fits: the assessment in it is as it was saved."),
        Digest::Differs => para("warning").attr("role", "alert").with(el("strong").with("The digest does not fit. ")).with(
            "The file was changed after it was saved, by hand, by another program, or on the way. You can go on; look it \
             over first.",
        ),
        Digest::Absent => {
            para("warning").with("The file has no digest, so changes on the way cannot be seen. You can go on.")
        }
    }
}

fn notice_list(notices: &[Notice]) -> El {
    if notices.is_empty() {
        return para("good").with("Everything in it was read.");
    }
    // What is lost comes before what is kept.
    let (lost, kept): (Vec<&Notice>, Vec<&Notice>) =
        notices.iter().partition(|notice| notice.kind == NoticeKind::LeftOut);
    let row = |notice: &&Notice| {
        el("tr")
            .with(el("td").with(notice.kind.label()))
            .with(el("td").with(el("code").with(visible(&notice.place))))
            .with(el("td").with(visible(&notice.what)))
    };
    let rows: Vec<El> = lost.iter().chain(&kept).take(SHOWN).map(row).collect();
    let more = notices.len().saturating_sub(SHOWN);
    let head = ["What became of it", "Place", "Why"].map(|name| el("th").attr("scope", "col").with(name));
    let table = el("table").with(el("thead").with(el("tr").with(head.to_vec()))).with(el("tbody").with(rows));
    let title = format!("{} left out, {} kept and worth a look", lost.len(), kept.len());
    el("div")
        .class("stack")
        .with(el("h3").with(title))
        .with(table_frame("What became of each place in the file").with(table))
        .with(
            (more > 0).then(|| {
                para("hint").with(format!("And {} more of the same kinds.", count(more, "notice", "notices")))
            }),
        )
}

fn compare(stored: &Assessment, file: &Assessment) -> El {
    para("warning").with(if stored == file {
        "This browser holds the same assessment already, with nothing different in it.".to_owned()
    } else {
        format!(
            "This browser holds an assessment with the same id, changed {}; the file was changed {}. Merging brings the two \
             together and shows first what changes. Replacing takes the file as it is and drops what is stored; close it \
             in other tabs first.",
            clock::for_people(&stored.changed),
            clock::for_people(&file.changed),
        )
    })
}
