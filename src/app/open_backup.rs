//! A backup that was handed over: what is in it, and what becomes of each assessment.

use super::parts::{button, checkbox, choice, count, link, pair, para, percent, words};
use super::restoring::{Choice, Here, compare, keep_text, missing_texts, restore};
use super::state::State;
use crate::assessment::visible;
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::{Against, Aside, Backup, Digest, NoticeKind, Opened, Saved, read_backup};
use std::rc::Rc;

/// What became of each entry: its title, and what was done or why it was not.
type Outcomes = Vec<(String, Result<String, String>)>;

/// One assessment of the backup that can be read.
struct Entry {
    opened: Opened,
    here: Here,
    /// When the stored one was changed.
    changed: String,
    /// What was stored when the backup was opened.
    seen: Option<String>,
    choice: RwSignal<Choice>,
}

pub(super) fn open_backup(state: State, name: &str, bytes: &[u8]) -> El {
    let backup = match read_backup(bytes) {
        Ok(backup) => backup,
        Err(refusal) => {
            return el("div")
                .class("error")
                .attr("role", "alert")
                .with(outcome_heading().with("This backup cannot be opened"))
                .with(el("p").with(el("strong").with(words(name))).with(": ").with(visible(&refusal.to_string())))
                .with(el("p").with("Nothing was stored or changed."));
        }
    };
    let done = RwSignal::new(None::<Outcomes>);
    let preview = Rc::new(preview(state, name, backup, done));
    el("section").class("preview restore").attr("aria-labelledby", "outcome").with(part(move || match done.get() {
        Some(rows) => outcome(rows),
        None => vec![(*preview).clone()],
    }))
}

fn outcome_heading() -> El {
    el("h2").attr("id", "outcome").attr("tabindex", "-1")
}

fn preview(state: State, name: &str, backup: Backup, done: RwSignal<Option<Outcomes>>) -> El {
    let Backup { exported_at, generator, saved, aside, notices } = backup;
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    for Saved { opened, text } in saved {
        match opened {
            Ok(opened) => {
                let (here, changed, seen) = compare(state, &opened.assessment);
                let first = here.choices().first().copied().unwrap_or(Choice::Leave);
                entries.push(Entry { opened, here, changed, seen, choice: RwSignal::new(first) });
            }
            Err(refusal) => broken.push((refusal.to_string(), text)),
        }
    }
    let facts = [
        ("Made", clock::for_people(&exported_at)),
        ("Written by", generator),
        ("In it", count(entries.len() + broken.len(), "assessment", "assessments")),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts: Vec<El> = facts.map(|(name, value)| pair(el("dt").with(name), el("dd").with(words(&value)))).collect();
    let rows: Vec<El> = entries.iter().enumerate().map(|(place, entry)| row(place, entry)).collect();
    let broken: Vec<El> = broken.into_iter().map(|(why, text)| broken_row(state, &why, text)).collect();
    let left_out: Vec<El> = notices
        .iter()
        .map(|notice| el("li").with(el("code").with(visible(&notice.place))).with(": ").with(visible(&notice.what)))
        .collect();
    let texts = missing_texts(&aside);
    let with_texts = RwSignal::new(!texts.is_empty());
    let texts_row = (!aside.is_empty()).then(|| texts_row(aside.len(), texts.len(), with_texts));
    let entries = Rc::new(entries);
    let chosen: Vec<RwSignal<Choice>> = entries.iter().map(|entry| entry.choice).collect();
    let sum = live(move || sum_words(&chosen));
    let restore = button("", move || {
        let texts: &[Aside] = if with_texts.get_untracked() { &texts } else { &[] };
        done.set(Some(restore_all(state, &entries, texts)));
        page::focus("#outcome");
    });
    let cancel = button("quiet", move || {
        state.incoming.set(None);
        page::focus("main h1");
    });
    el("div")
        .class("stack")
        .with(outcome_heading().with("What is in ").with(words(name)))
        .with(el("dl").class("facts-list").with(facts))
        .with((!rows.is_empty()).then(|| el("ul").class("restore-list").with(rows)))
        .with((!broken.is_empty()).then(|| el("h3").with("Cannot be read")))
        .with((!broken.is_empty()).then(|| el("ul").class("restore-list").with(broken)))
        .with(texts_row)
        .with((!left_out.is_empty()).then(|| el("h3").with("Left out")))
        .with((!left_out.is_empty()).then(|| el("ul").with(left_out)))
        .with(para("sum").attr("role", "status").with(sum))
        .with(para("buttons").with(restore.with("Restore")).with(cancel.with("Cancel")))
}

fn row(place: usize, entry: &Entry) -> El {
    let Entry { opened, here, changed, choice: chosen, .. } = entry;
    let assessment = &opened.assessment;
    let tally = assessment.tally();
    let numbers = format!(
        "{} of {} answered, readiness {} \u{b7} changed {}",
        tally.settled(),
        tally.in_scope(),
        percent(tally.readiness()),
        clock::for_people(&assessment.changed)
    );
    let stored = match here {
        Here::Compared(Against::New) => "Not in this browser.".to_owned(),
        Here::Compared(Against::Same) => "The same is in this browser already.".to_owned(),
        Here::Compared(Against::StoredIsNewer) => {
            format!("The one in this browser is newer: changed {}.", clock::for_people(changed))
        }
        Here::Compared(Against::StoredIsOlder) => {
            format!("The one in this browser is older: changed {}.", clock::for_people(changed))
        }
        Here::Compared(Against::Differs) => "The one in this browser differs.".to_owned(),
        Here::Unreadable => "What this browser holds under its id cannot be read.".to_owned(),
    };
    let left_out = opened.notices.iter().filter(|notice| notice.kind == NoticeKind::LeftOut).count();
    let mut warnings = Vec::new();
    if opened.digest == Digest::Differs {
        warnings.push("The digest does not fit: it was changed after it was saved.".to_owned());
    }
    if left_out > 0 {
        warnings.push(format!("{} cannot be read and will be missing.", count(left_out, "place", "places")));
    }
    let warnings: Vec<El> = warnings.into_iter().map(|words| para("warning").with(words)).collect();
    let group = format!("restore-{place}");
    let mut choices = el("div").class("restore-choices");
    let chosen = *chosen;
    for one in here.choices() {
        choices =
            choices.with(choice(&group, "", move || chosen.get() == *one, move || chosen.set(*one)).with(one.label()));
    }
    let note = here.choices().contains(&Choice::Replace).then(|| {
        para("hint")
            .flag_live("hidden", move || chosen.get() != Choice::Replace)
            .with("The stored one is set aside first. Close it in other tabs: what is changed there comes back.")
    });
    el("li").with(
        el("fieldset")
            .with(el("legend").with(words(&assessment.display_title())))
            .with(el("p").with(numbers))
            .with(el("p").with(stored))
            .with(warnings)
            .with(choices)
            .with(note),
    )
}

fn broken_row(state: State, why: &str, text: String) -> El {
    let save = button("quiet small", move || {
        state.download("damaged.iec62304.json", &text);
    });
    el("li").with(el("p").with(visible(why))).with(el("p").with(save.with("Save its text")))
}

fn texts_row(all: usize, missing: usize, with_texts: RwSignal<bool>) -> El {
    let said = format!("{} that could not be read when the backup was made", count(all, "text", "texts"));
    if missing == 0 {
        return el("p").with(format!("{said}: here already."));
    }
    checkbox(move || with_texts.get(), move |is_on| with_texts.set(is_on))
        .with(format!("Set aside here too: {said}, of which {missing} not here yet"))
}

/// `2 will be added, 1 replaced, 3 left.`
fn sum_words(chosen: &[RwSignal<Choice>]) -> String {
    let number = |wanted: &[Choice]| chosen.iter().filter(|choice| wanted.contains(&choice.get())).count();
    let (added, replaced) = (number(&[Choice::Add, Choice::AsNew]), number(&[Choice::Replace]));
    format!("{added} will be added, {replaced} replaced, {} left.", number(&[Choice::Leave]))
}

fn restore_all(state: State, entries: &[Entry], texts: &[Aside]) -> Outcomes {
    let one = |entry: &Entry| {
        let outcome = restore(state, &entry.opened, entry.choice.get_untracked(), entry.seen.as_deref());
        (entry.opened.assessment.display_title(), outcome)
    };
    let mut rows: Outcomes = entries.iter().map(one).collect();
    for aside in texts {
        let outcome = keep_text(aside).map(|()| "set aside".to_owned());
        rows.push(("A text that cannot be read".to_owned(), outcome));
    }
    rows
}

fn outcome(rows: Outcomes) -> Vec<El> {
    let failed = rows.iter().filter(|(_, outcome)| outcome.is_err()).count();
    let title = if failed == 0 { "Restored" } else { "Not everything was restored" };
    let rows: Vec<El> = rows
        .into_iter()
        .map(|(title, outcome)| {
            let row = el("li").with(el("strong").with(words(&title))).with(": ");
            match outcome {
                Ok(done) => row.with(format!("{done}.")),
                Err(why) => {
                    row.class("failed-row").with("not restored, ").with(visible(why.trim_end_matches('.'))).with(".")
                }
            }
        })
        .collect();
    vec![
        outcome_heading().with(title),
        el("ul").with(rows),
        el("p").with(link("#/").class("button").with("To your assessments")),
    ]
}
