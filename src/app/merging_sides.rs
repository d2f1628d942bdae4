//! Merging, what is shown of the two copies: who and when, what is odd, what comes in by itself.

use super::merging_decide::{Copies, Figure, place_words, told};
use super::parts::{count, fold, para, percent, table_frame, words};
use crate::assessment::Assessment;
use crate::browser::clock;
use crate::browser::dom::{El, el};
use crate::exchange::joining::{Outcome, Taken, group_of, warnings};
use crate::exchange::{NoticeKind, Relation};
use crate::standard::Clause;

/// Who, what and when of both.
pub(super) fn both_sides(copies: &Copies) -> El {
    let Copies { ours, opened, .. } = copies;
    let theirs = &opened.assessment;
    let rows: [Figure; 7] = [
        ("Title", Assessment::display_title),
        ("Product version", |side| side.product.version.clone()),
        ("Organisation", |side| side.organisation.clone()),
        ("Assessor", |side| side.people.assessor.clone()),
        ("Last changed", |side| clock::for_people(&side.changed)),
        ("Answered", |side| {
            let tally = side.tally();
            format!("{} of {}", tally.settled(), tally.in_scope())
        }),
        ("Readiness", |side| percent(side.tally().readiness())),
    ];
    let row = |(name, look): Figure| {
        let (mine, other) = (look(ours), look(theirs));
        (!(mine.is_empty() && other.is_empty())).then(|| three_cells(name, words(&mine), words(&other)))
    };
    let mut rows: Vec<El> = rows.into_iter().filter_map(row).collect();
    rows.push(three_cells(
        "Saved to a file",
        el("span").class("hint").with("this browser\u{2019}s own"),
        words(&clock::for_people(&opened.exported_at)),
    ));
    let head = ["What", "Here", "In the copy"].map(|name| el("th").attr("scope", "col").with(name));
    let table = el("table").with(el("thead").with(el("tr").with(head.to_vec()))).with(el("tbody").with(rows));
    table_frame("The two copies").class("table-frame merge-sides").with(table)
}

fn three_cells(name: &str, mine: El, other: El) -> El {
    el("tr").with(el("th").attr("scope", "row").with(name)).with(el("td").with(mine)).with(el("td").with(other))
}

/// What both grew from, and everything worth a look.
pub(super) fn odd(copies: &Copies) -> Vec<El> {
    let Copies { ours, opened, relation, .. } = copies;
    let mut said = Vec::new();
    let is_review = opened.assessment.reviewing.is_some();
    if is_review {
        said.push(para("note").with(
            "This copy was opened for review. Only its review comes in: remarks and nothing else. Your answers stay as they \
             are.",
        ));
    }
    said.extend(match relation {
        // Where only a review comes in, nothing else is taken out or comes in.
        _ if is_review => None,
        Relation::NothingNew => return said,
        Relation::Behind(_) => Some(
            para("note").with("Nothing changed here since the copy was made from it. Whatever is in the copy comes in."),
        ),
        Relation::Common(_, at) => {
            let when = clock::for_people(at);
            let when = if when.is_empty() { "an earlier state".to_owned() } else { format!("the state of {when}") };
            let what = format!("Both grew from {when}. What each of you changed or took out since is known. \
                 Snapshots of both are kept, also those that one of you removed.");
            Some(para("note").with(what))
        }
        Relation::Unknown => Some(caution(
            "It is not known what both grew from.",
            "Nothing is taken out: whatever only one of you has stays or comes in, even if the other took it out on purpose. \
             Where the two differ, you decide each time. Files saved from this page from now on tell what they grew from.",
        )),
    });
    let warnings = warnings(ours, &opened.assessment, opened.digest, &opened.exported_at, &clock::now());
    said.extend(warnings.iter().map(|warning| caution(warning.title, &warning.what)));
    let lost = opened.notices.iter().filter(|notice| notice.kind == NoticeKind::LeftOut).count();
    if lost > 0 {
        let what = format!(
            "{} of the file could not be read and will not come in. Open the file under \u{201c}Open a file\u{201d} to see \
             which.",
            count(lost, "place", "places")
        );
        said.push(caution("Not everything in the copy could be read.", &what));
    }
    said
}

fn caution(title: &str, what: &str) -> El {
    para("warning").with(el("strong").with(title)).with(" ").with(words(what))
}

/// How many changes are shown at once; more of them are folded.
const SHOWN: usize = 12;

/// What comes in by itself, by requirement.
pub(super) fn coming_in(copies: &Copies, outcome: &Outcome) -> El {
    let taken = in_order(&outcome.taken);
    let section = el("section").attr("aria-labelledby", "coming-in");
    let title = format!("Comes in by itself ({})", taken.len());
    let section = section.with(el("h3").attr("id", "coming-in").with(title));
    if taken.is_empty() {
        return section.with(para("empty").with("Nothing: the copy changed nothing that you did not change as well."));
    }
    let rows = |taken: Vec<&Taken>| {
        let row = |one: &&Taken| {
            el("tr")
                .with(el("th").attr("scope", "row").with(place_words(copies, &one.steps)))
                .with(el("td").with(told(one.before.as_ref(), "Nothing")))
                .with(el("td").with(told(one.after.as_ref(), "Taken out")))
        };
        let head = ["Where", "Here now", "After merging"].map(|name| el("th").attr("scope", "col").with(name));
        let rows: Vec<El> = taken.iter().map(row).collect();
        let table = el("table").with(el("thead").with(el("tr").with(head.to_vec()))).with(el("tbody").with(rows));
        table_frame("What comes in").class("table-frame merge-table").with(table)
    };
    if taken.len() <= SHOWN {
        return section.with(rows(taken));
    }
    let mut groups: Vec<(String, usize)> = Vec::new();
    for one in &taken {
        let group = group_of(&one.steps);
        let group = if group.parse::<Clause>().is_ok() { "Answers".to_owned() } else { group };
        match groups.last_mut().filter(|(known, _)| *known == group) {
            Some((_, number)) => *number += 1,
            None => groups.push((group, 1)),
        }
    }
    let groups: Vec<String> = groups.into_iter().map(|(group, number)| format!("{group} {number}")).collect();
    let table = rows(taken);
    section
        .with(el("p").with(format!("{}.", groups.join(", "))))
        .with(fold(|| "Each change, before and after".to_owned(), move || table.clone()))
}

/// Answers by clause, then the rest as it came.
fn in_order(taken: &[Taken]) -> Vec<&Taken> {
    let clause = |one: &Taken| group_of(&one.steps).parse::<Clause>().ok();
    let mut sorted: Vec<(Option<Clause>, &Taken)> = Vec::new();
    for one in taken {
        let own = clause(one);
        let place = match own {
            Some(own) => sorted.partition_point(|(known, _)| known.is_some_and(|known| known <= own)),
            None => sorted.len(),
        };
        sorted.insert(place, (own, one));
    }
    sorted.into_iter().map(|(_, one)| one).collect()
}
