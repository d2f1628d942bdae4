//! A colleague's copy into this assessment: what differs, what to decide, one step that can be undone.
//!
//! What belongs here: the steps of a person. What is shown of the two copies is in `merging_sides`, what is decided in
//! `merging_decide`. Never here: what comes of merging (`exchange::joining`).

use super::grown::{keep_past, past_of};
use super::merging_decide::{Copies, Made, decisions};
use super::merging_sides::{both_sides, coming_in, odd};
use super::open::{is_whole, read_handed};
use super::overview::Whole;
use super::parts::{button, count, link, para, words};
use super::recording::{forget_file, merged_file};
use super::route::{Place, Route};
use super::state::{Found, Incoming, State};
use crate::assessment::{Assessment, visible};
use crate::browser::dom::{El, el, live, part};
use crate::browser::files::Handed;
use crate::browser::reactive::*;
use crate::browser::storage::{self, Beside};
use crate::browser::{clock, disk, files, page};
use crate::exchange::joining::{Choice, Refused, bring_together, may_merge};
use crate::exchange::{
    Opened, Relation, assessment_digest, grew_from_json, past_of_merged, read_file, relation, state_json,
    write_file_with,
};

pub(super) fn merging(state: State) -> El {
    let whole: Whole = Memo::new(move |_| {
        state.shape.track();
        state.by_activity.track();
        state.head.track();
        untrack(|| state.assessment())
    });
    let choices: RwSignal<Vec<(String, Choice)>> = RwSignal::new(Vec::new());
    let said = RwSignal::new(String::new());
    // Undoing changes what is kept beside the assessment, which no signal tells.
    let done = RwSignal::new(0_u32);
    on_cleanup(move || state.theirs.set(None));
    let copy = part(move || {
        let incoming = state.theirs.get();
        let ours = whole.get();
        untrack(|| match incoming {
            None => Vec::new(),
            Some(Incoming { name, found: Found::Assessment(opened) }) => {
                let put_away = move || {
                    state.theirs.set(None);
                    page::focus("#copy-file");
                };
                let cancel = para("buttons").with(button("quiet", put_away).with("Put this copy away"));
                let copies = StoredValue::new(copies(ours, *opened));
                let made = Made { state, copies, choices };
                let head = el("h2").attr("id", "copy").attr("tabindex", "-1").with("The copy in ").with(words(&name));
                let body = considered(made, move || merge(made, said, done));
                vec![
                    el("section")
                        .class("merge-copy")
                        .attr("aria-labelledby", "copy")
                        .with(head)
                        .with(body)
                        .with(cancel),
                ]
            }
            Some(Incoming { name, found }) => vec![no_copy(&name, &found)],
        })
    });
    el("div")
        .class("merging")
        .with(
            el("p").with(
                "A colleague works on a copy, you work on yours, and one of you brings the two together here. What only one \
                 of you changed comes in by itself; where both changed the same, you decide.",
            ),
        )
        .with(para("hint").with("Close this assessment in other tabs before you merge."))
        .with(chooser(state, choices, said))
        .with(el("p").attr("id", "merged").attr("tabindex", "-1").attr("role", "status").class("good").with(live(move || said.get())))
        .with(el("div").with(copy))
        .with(el("div").with(part(move || {
            done.track();
            whole.track();
            untrack(|| before(state, said, done))
        })))
}

/// The field for the file. Nothing is stored or changed by choosing one.
fn chooser(state: State, choices: RwSignal<Vec<(String, Choice)>>, said: RwSignal<String>) -> El {
    let take = move |handed: Handed| {
        // What was opened in the view for it is not what is merged.
        disk::keep_opened(None);
        choices.set(Vec::new());
        said.set(String::new());
        state.theirs.set(Some(read_handed(handed)));
        page::focus("#copy");
    };
    let file = el("input").attr("id", "copy-file").attr("type", "file").attr("accept", ".json,application/json");
    el("div")
        .class("drop no-print")
        .with(el("label").attr("for", "copy-file").with("Choose your colleague\u{2019}s file"))
        .with(file.on("change", move |event| files::chosen(&event, take)))
        .with(para("hint").with("Nothing changes before you press Merge. The file is read here and sent nowhere."))
}

/// What is no copy that can be merged, and what to do.
fn no_copy(name: &str, found: &Found) -> El {
    let open = || link("#/open").with("Open a file");
    let words_of = match found {
        Found::Locked(_) => el("p")
            .with("This file is locked with a passphrase. Unlock it under ")
            .with(open())
            .with(", and merge it from there."),
        Found::Backup(_) => el("p")
            .with("This is a backup of several assessments. Restore the one that you need under ")
            .with(open())
            .with("."),
        Found::Refused(why) => el("p").with(visible(why)),
        Found::Assessment(_) => el("p"),
    };
    el("div")
        .class("error")
        .attr("role", "alert")
        .with(el("h2").attr("id", "copy").attr("tabindex", "-1").with("This file cannot be merged"))
        .with(el("p").with(el("strong").with(words(name))))
        .with(words_of)
        .with(el("p").with("Nothing was stored or changed."))
}

fn copies(ours: Assessment, opened: Opened) -> Copies {
    let past = past_of(&ours.id);
    let relation = relation(&ours, &past, &opened.assessment, &opened.grew_from);
    let trees = [state_json(&ours), state_json(&opened.assessment)];
    Copies { ours, past, opened, relation, trees }
}

/// One copy: whether it can be merged, what it is, what comes in, what to decide.
fn considered(made: Made, merge: impl FnMut() + 'static) -> Vec<El> {
    let (may, is_new) = made.copies.with_value(|copies| {
        let may = may_merge(&copies.ours, &copies.opened.assessment);
        (may, copies.relation != Relation::NothingNew)
    });
    if let Err(why) = may {
        return vec![refused(made.state, why)];
    }
    let mut parts = made.copies.with_value(|copies| vec![both_sides(copies)]);
    parts.extend(made.copies.with_value(odd));
    if !is_new {
        // Its file may be written over: nothing in it is missing here.
        if made.copies.with_value(|copies| is_whole(&copies.opened)) {
            merged_file(made.state.id_now());
        }
        parts.push(para("good").with("Everything in this copy is here already. There is nothing to merge."));
        return parts;
    }
    let outcome = made.outcome();
    match outcome {
        Err(refusal) => {
            parts.push(para("error").with("The two cannot be brought together. ").with(visible(&refusal.to_string())));
        }
        Ok(outcome) => {
            parts.push(made.copies.with_value(|copies| coming_in(copies, &outcome)));
            parts.extend(decisions(made, &outcome, merge));
        }
    }
    parts
}

fn refused(state: State, why: Refused) -> El {
    let (what, remedy) = why.words();
    let id = state.id_now();
    let to = |place, name: &str| link(&Route::link(&id, place)).with(name);
    let ways = match why {
        Refused::Other | Refused::Scrubbed => vec![to(Place::Compare, "Compare"), link("#/open").with("Open a file")],
        Refused::Edition => vec![link("#/open").with("Open a file"), to(Place::Edition, "Change of edition")],
        Refused::Example | Refused::ScrubbedHere => vec![link("#/open").with("Open a file")],
        Refused::Reviewing => vec![to(Place::Review, "Review")],
    };
    el("div")
        .class("error")
        .attr("role", "alert")
        .with(el("h3").with("This copy cannot be merged"))
        .with(el("p").with(what).with(" ").with(remedy))
        .with(para("buttons").with(ways))
        .with(el("p").with("Nothing was stored or changed."))
}

/// The one step. What stands here now is kept first, so that it can be undone after a reload too.
fn merge(made: Made, said: RwSignal<String>, done: RwSignal<u32>) {
    let Made { state, copies, choices } = made;
    let Copies { ours, past, opened, relation, .. } = copies.get_value();
    let Ok(outcome) = bring_together(relation.base(), &ours, &opened.assessment, &choices.get_untracked()) else {
        return;
    };
    let now = clock::now();
    let list = grew_from_json(&state_json(&ours), &past);
    let beside = vec![("grew_from".to_owned(), list)];
    let text = format!("{}\n{}", assessment_digest(&outcome.assessment), write_file_with(&ours, &now, &beside));
    if let Err(trouble) = storage::set_beside(Beside::Before, &ours.id, &text) {
        state.alert(format!(
            "There is no room to keep what stands here now, so nothing was merged. {} Then merge again.",
            trouble.words()
        ));
        return;
    }
    let came = count(outcome.taken.len(), "change came", "changes came");
    let decided = outcome.conflicts.len();
    let decided = if decided == 0 { String::new() } else { format!(", {decided} decided by you") };
    let merged = past_of_merged(&ours, past, &opened.assessment, opened.grew_from.clone(), &now);
    state.theirs.set(None);
    state.show(outcome.assessment);
    // What came of it is in no file yet, whatever the times in it say.
    state.is_in_file(String::new());
    // Where the copy was this assessment's own file, and all of it was read, it may be written over now.
    if is_whole(&opened) {
        merged_file(ours.id.clone());
    }
    keep_past(&ours.id, &merged);
    choices.set(Vec::new());
    said.set(format!(
        "Merged: {came} in{decided}. Save it to a file and send it back, so that your colleague has the same."
    ));
    done.update(|count| *count = count.wrapping_add(1));
    page::focus("#merged");
}

/// What stood here before the last merge: back to it as long as nothing changed, an assessment of its own after that.
fn before(state: State, said: RwSignal<String>, done: RwSignal<u32>) -> Option<El> {
    let id = state.id_now();
    let kept = storage::beside(Beside::Before, &id)?;
    let (digest, text) = kept.split_once('\n')?;
    let kept = read_file(text.as_bytes()).ok()?;
    let is_unchanged = assessment_digest(&state.assessment()) == digest;
    let over = move |words: String| {
        said.set(words);
        done.update(|count| *count = count.wrapping_add(1));
        page::focus("#merged");
    };
    let forget = {
        let id = id.clone();
        button("link", move || {
            storage::drop_beside(Beside::Before, &id);
            over("The state before the merge is not kept any more.".to_owned());
        })
    };
    let when = clock::for_people(&kept.exported_at);
    let (what, act) = if is_unchanged {
        let digest = digest.to_owned();
        let undo = button("quiet", move || {
            // Looked at once more: another tab may have changed it since.
            if assessment_digest(&state.assessment()) != digest {
                done.update(|count| *count = count.wrapping_add(1));
                return;
            }
            state.show(kept.assessment.clone());
            // What the copy brought is here no more: its file may not be written over unasked, and none holds this state.
            forget_file(id.clone());
            state.file.update(|file| file.name.clear());
            state.is_in_file(String::new());
            keep_past(&id, &kept.grew_from);
            storage::drop_beside(Beside::Before, &id);
            over("The merge is undone: everything is as it was before.".to_owned());
        });
        ("Nothing changed since, so the merge can be taken back as a whole.", undo.with("Undo the merge"))
    } else {
        let keep = button("quiet", move || {
            let mut before = kept.assessment.clone();
            before.title = format!("{} (before the merge)", before.display_title());
            let id = state.add(before, String::new());
            keep_past(&id, &kept.grew_from);
            crate::browser::address::go(&Route::link(&id, Place::Tasks));
        });
        (
            "Something changed since, so taking the merge back would lose that. You can keep what stood here before beside \
             this one.",
            keep.with("Keep the state before as an assessment of its own"),
        )
    };
    let section = el("section").class("merge-before no-print").attr("aria-labelledby", "before");
    Some(
        section
            .with(el("h2").attr("id", "before").with("Before the last merge"))
            .with(el("p").with(format!("Merged {when}. {what}")))
            .with(para("buttons").with(act).with(forget.with("Do not keep it any longer"))),
    )
}
