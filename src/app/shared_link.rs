//! An assessment that came as a link: read only, until the person says what becomes of it. Nothing is stored before.

use super::compare::compare_with;
use super::open::take_in;
use super::parts::{
    bar, button, class_words, count, figure, fold, heading, link as anchor, pair, para, percent, status_words,
    table_frame, words,
};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Answer, Assessment, Item, Status, Tally, visible};
use crate::browser::compress::{Stuck, unpack};
use crate::browser::dom::{El, el, part};
use crate::browser::files::Handed;
use crate::browser::reactive::*;
use crate::browser::{address, clock, page};
use crate::exchange::paper::{bars, heat_map, heat_rows, heat_table, progress_rows, progress_table};
use crate::exchange::{Digest, Link, MAX_FILE_BYTES, Opened, SharedStatuses, read_file, read_link};
use crate::standard::Clause;

/// What a link was found to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Statuses(SharedStatuses),
    /// A file, and its bytes.
    File(Box<Opened>, Vec<u8>),
}

type Outcome = RwSignal<Option<Result<Found, String>>>;

pub(super) fn shared_link(state: State, link: &str) -> El {
    let outcome: Outcome = RwSignal::new(None);
    match read_link(link) {
        Ok(Link::Short(statuses)) => outcome.set(Some(Ok(Found::Statuses(statuses)))),
        Ok(Link::Long(packed)) => unpack(packed, MAX_FILE_BYTES, move |bytes| outcome.set(Some(file(bytes)))),
        Err(problem) => outcome.set(Some(Err(problem.to_string()))),
    }
    el("div").class("page shared").with(heading().with("A shared assessment")).with(part(move || {
        outcome.with(|outcome| {
            untrack(|| match outcome {
                None => para("hint").attr("role", "status").with("The link is being unpacked."),
                Some(Err(why)) => refused(why),
                Some(Ok(Found::Statuses(statuses))) => of_statuses(state, statuses),
                Some(Ok(Found::File(opened, bytes))) => of_file(state, opened, bytes),
            })
        })
    }))
}

/// The file in a long link.
fn file(unpacked: Result<Vec<u8>, Stuck>) -> Result<Found, String> {
    let bytes = unpacked.map_err(|stuck| {
        match stuck {
            Stuck::Missing => {
                "This browser cannot unpack what the link holds. Open the link in a newer browser, or ask for the file."
            }
            Stuck::Damaged => "What the link holds cannot be unpacked. Ask for a new link, or for the file.",
            Stuck::TooLarge => {
                "What the link holds is far larger than any assessment, so it was not unpacked to its end. Ask its \
                 sender for the file."
            }
        }
        .to_owned()
    })?;
    let opened = read_file(&bytes).map_err(|refusal| format!("The link holds no file that can be read. {refusal}"))?;
    Ok(Found::File(Box::new(opened), bytes))
}

fn refused(why: &str) -> El {
    el("div")
        .class("error")
        .attr("role", "alert")
        .with(el("h2").with("This link cannot be opened"))
        .with(el("p").with(visible(why)))
        .with(el("p").with("Nothing was stored or changed."))
        .with(para("buttons").with(anchor("#/").class("button quiet").with("To the start")))
}

fn of_statuses(state: State, shared: &SharedStatuses) -> El {
    let shown = shared.assessment(String::new(), "");
    let set_aside = usize::from(shown.tally().not_applicable);
    let reasons = (set_aside > 0).then(|| {
        el("p").with(format!(
            "{} as not applicable. The link does not hold the reasons, so a kept copy says for each: \u{201c}{}\u{201d} \
             That keeps the numbers the same; write the real reasons in its place.",
            count(set_aside, "requirement counts", "requirements count"),
            shared.reason()
        ))
    });
    let kept = shared.clone();
    let keep = button("", move || {
        keep(state, kept.assessment(clock::new_id(), &clock::now()));
    });
    let decision = decision(
        el("p").with("A kept copy has the statuses and the class, and says that it came from a link."),
        reasons,
        para("buttons").with(keep.with("Keep as a new assessment")).with(compare(
            state,
            shown.title.clone(),
            &shown,
            true,
        )),
    );
    let mut facts = vec![
        ("Edition", shown.edition.name.to_owned()),
        ("Class", class_words(&shown)),
        ("Legacy software", yes_or_no(shared.legacy)),
        ("Link made", shared.day()),
        ("It holds", "statuses only: no names, product, notes or evidence".to_owned()),
    ];
    if shared.example {
        facts.push(("Worked example", "yes, fictitious".to_owned()));
    }
    view(&shown, facts, None, decision)
}

fn of_file(state: State, opened: &Opened, bytes: &[u8]) -> El {
    let shown = &opened.assessment;
    let kept = shown.clone();
    let keep = button("", move || keep(state, kept.clone()));
    let bytes = bytes.to_vec();
    let open = button("quiet", move || {
        take_in(state, Handed { name: "the file in the link".to_owned(), bytes: Ok(bytes.clone()) });
    });
    let decision = decision(
        el("p").with(
            "The link holds a whole file. Open it like a file to see what each part of it became, or to let it take \
             the place of a copy that you have.",
        ),
        None,
        para("buttons")
            .with(keep.with("Keep as a new assessment"))
            .with(compare(state, shown.display_title(), shown, false))
            .with(open.with("Open it like a file")),
    );
    let mut facts = vec![
        ("Title", shown.display_title()),
        ("Organisation", shown.organisation.clone()),
        ("Edition", shown.edition.name.to_owned()),
        ("Class", class_words(shown)),
        ("Legacy software", yes_or_no(shown.legacy)),
        ("Link made", clock::for_people(&opened.exported_at)),
        ("It holds", "everything but snapshots".to_owned()),
    ];
    if shown.example {
        facts.push(("Worked example", "yes, fictitious".to_owned()));
    }
    let digest = match opened.digest {
        Digest::Fits => para("good").with("The digest fits: the assessment in it is as it was saved."),
        Digest::Differs | Digest::Absent => para("warning").attr("role", "alert").with(
            "The digest does not fit: what the link holds was changed after it was saved, by hand or by another \
             program. You can go on; look it over first.",
        ),
    };
    let notices = match opened.notices.len() {
        0 => None,
        number => Some(para("warning").with(format!(
            "{} of the file could not be used, or wants a look. Open it like a file to see which.",
            count(number, "place", "places")
        ))),
    };
    let said = el("div").class("stack").with(digest).with(notices);
    view(shown, facts, Some(said), decision).with(answers(shown))
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "yes" } else { "no" }.to_owned()
}

fn keep(state: State, assessment: Assessment) {
    let id = state.add(assessment, String::new());
    address::go(&Route::link(&id, Place::Tasks));
}

/// Beside the assessment of this browser that fits best.
fn compare(state: State, name: String, shown: &Assessment, only_statuses: bool) -> El {
    let shown = shown.clone();
    let run = move || match compare_with(state, name.clone(), shown.clone(), only_statuses) {
        Some(to) => address::go(&to),
        None => state.alert("This browser holds no assessment to compare the link with.".to_owned()),
    };
    button("quiet", run).with("Compare with mine")
}

/// What becomes of it.
fn decision(what: El, reasons: Option<El>, ways: El) -> El {
    titled("decision", "What becomes of it")
        .class("decision-box no-print")
        .with(what)
        .with(reasons)
        .with(ways.with(anchor("#/").class("button quiet").with("Leave, store nothing")))
}

fn titled(id: &str, title: &str) -> El {
    el("section").attr("aria-labelledby", id).with(el("h2").attr("id", id).with(title))
}

/// The view of either kind: facts, numbers, what becomes of it, drawings, gaps.
fn view(shown: &Assessment, facts: Vec<(&str, String)>, said: Option<El>, decision: El) -> El {
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let rows: Vec<El> = rows.map(|(name, value)| pair(el("dt").with(name), el("dd").with(words(&value)))).collect();
    el("div")
        .class("stack")
        .with(para("lead").with("You see what the link holds. It is read only, and nothing of it is stored."))
        .with(el("dl").class("facts-list").with(rows))
        .with(said)
        .with(numbers(shown.tally()))
        .with(decision)
        .with(para("hint").with(
            "No web server was asked for this: what stands behind # in the address stays in the browser. It stays in \
             the history of this browser too, until you delete it there.",
        ))
        .with(by_process(shown))
        .with(every_requirement(shown))
        .with(gaps(shown))
        .with(para("buttons no-print").with(button("quiet", page::print).with("Print")))
}

fn numbers(total: Tally) -> El {
    let counts = [
        ("In scope", total.in_scope()),
        ("Met", total.met),
        ("Partly met", total.partly_met),
        ("Not met", total.not_met),
        ("Not applicable", total.not_applicable),
        ("Unanswered", total.unanswered),
    ];
    let counts: Vec<El> = counts.iter().map(|(name, number)| figure(name, &number.to_string())).collect();
    let numbers = el("dl")
        .class("numbers")
        .with(counts)
        .with(figure("Coverage", &percent(total.coverage())))
        .with(figure("Readiness", &percent(total.readiness())));
    el("div").class("summary").with(bar(total)).with(numbers)
}

fn by_process(shown: &Assessment) -> El {
    let rows = progress_rows(shown);
    let chart = bars(&rows, None);
    let table = move || table_frame("By process, table").with(progress_table(&rows, None));
    titled("by-process", "By process").with(chart).with(fold(|| "By process as a table".to_owned(), table))
}

fn every_requirement(shown: &Assessment) -> El {
    let rows = heat_rows(shown);
    let map = heat_map(&rows, None);
    let table = move || table_frame("Every requirement, table").with(heat_table(&rows, None));
    titled("every-requirement", "Every requirement")
        .with(map)
        .with(fold(|| "Every requirement as a table".to_owned(), table))
}

/// The gaps with their titles, what is not met first.
fn gaps(shown: &Assessment) -> El {
    let group = |status: Status| {
        let found = shown.scope().requirements().filter(|asked| shown.counted(asked.clause) == Some(status));
        let rows: Vec<El> = found.map(|asked| el("li").with(format!("{} {}", asked.clause, asked.title))).collect();
        let title = el("h3").with(status_words(Some(status))).with(format!(" ({})", rows.len()));
        (!rows.is_empty()).then(|| el("div").class("attention").with(title).with(el("ul").class("columns").with(rows)))
    };
    let none = (shown.tally().gaps() == 0).then(|| para("empty").with("No requirement is partly met or not met."));
    titled("gaps", "Gaps").with(group(Status::NotMet)).with(group(Status::PartlyMet)).with(none)
}

/// What people wrote beside the answers in scope.
fn answers(shown: &Assessment) -> El {
    let row = |clause: Clause, title: &str, answer: &Answer| {
        let evidence = answer.evidence.iter().map(|one| {
            let parts = [&one.title, &one.document, &one.version, &one.date, &one.link];
            let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
            ("Evidence", parts.join(", "))
        });
        let mut said = vec![("Reason", answer.reason.clone()), ("Note", answer.note.clone())];
        for part in &answer.parts {
            let name = shown.item(part.item).map(Item::display_name).unwrap_or_default();
            let own = part.answer.status.map_or("Unanswered", Status::label);
            said.push((
                "Item",
                [&name, own, &part.answer.reason, &part.answer.note].map(|text| text.trim()).join(" · "),
            ));
        }
        said.extend(evidence);
        let said: Vec<El> = said
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| el("p").class("said-words").with(el("strong").with(name)).with(": ").with(words(&text)))
            .collect();
        (!said.is_empty()).then(|| {
            let head = el("h3").with(format!("{clause} {title}")).with(status_words(shown.counted(clause)));
            el("li").with(head).with(said)
        })
    };
    let rows: Vec<El> = shown
        .scope()
        .requirements()
        .filter_map(|asked| row(asked.clause, asked.title, shown.answers.get(&asked.clause)?))
        .collect();
    let none = rows.is_empty().then(|| para("empty").with("Nothing is written beside the answers."));
    titled("answers", "Answers, with what is written").with(el("ul").class("shared-answers").with(rows)).with(none)
}
