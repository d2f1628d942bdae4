//! The first results: counts and readiness by process, and the gaps with a way back to each.

use super::parts::{
    bar, button, class_words, count, estimates, figure, link, mark, para, percent, spoken, table_frame, words,
};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Answer, Assessment, Gap, Item, ItemId, Status, Tally, gaps};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::Clause;
use std::collections::BTreeMap;

/// The numbers of each activity in scope.
type ByActivity = BTreeMap<Clause, Tally>;

pub(super) fn overview(state: State) -> El {
    // The whole assessment as it is now, and again when its numbers or its head change, as another tab may do.
    el("div").class("stack").with(part(move || {
        let tallies = state.by_activity.get();
        state.head.track();
        untrack(|| report(&state.assessment(), &tallies))
    }))
}

fn report(assessment: &Assessment, tallies: &ByActivity) -> Vec<El> {
    let total = assessment.tally();
    let lead = if total.unanswered == total.in_scope() && total.estimated() == 0 {
        "Nothing is answered yet, so there is nothing to report.".to_owned()
    } else if total.unanswered > 0 {
        let (open, all) = (total.unanswered, total.in_scope());
        let estimated = match total.estimated() {
            0 => String::new(),
            number => format!(" Of these, {number} are estimated, which changes nothing in that."),
        };
        format!("{open} of {all} requirements are still unanswered. They count as not met.{estimated}")
    } else {
        "Every requirement in scope is answered.".to_owned()
    };
    let legacy = if assessment.legacy { ", legacy software" } else { "" };
    let example = if assessment.example { ". Worked example, fictitious" } else { "" };
    let facts = format!(", {}{legacy}, {}{example}", class_words(assessment), assessment.edition.name);
    let numbers = el("dl")
        .class("numbers")
        .with(figure("In scope", &total.in_scope().to_string()))
        .with(figure("Unanswered", &total.unanswered.to_string()))
        .with(figure("Gaps", &total.gaps().to_string()))
        .with(figure("Coverage", &percent(total.coverage())))
        .with(figure("Readiness", &percent(total.readiness())))
        .with(estimates(total));
    let rule = "Readiness is met plus half of partly met, over what applies. Coverage is answered over what applies. \
                Both are rounded down. Not applicable leaves the count only with a reason.";
    let mut report = vec![
        para("facts").with(words(&assessment.display_title())).with(facts),
        para("lead").with(lead),
        el("div").class("summary").with(bar(total)).with(numbers),
        para("hint").with(rule),
        para("buttons no-print").with(button("quiet", page::print).with("Print")),
        by_process(assessment, tallies, total),
        gap_list(assessment),
    ];
    report.extend(attention(
        assessment,
        "Not applicable without a reason: counted as unanswered",
        // Of an answer by item, one for an item that is not asked any more takes nothing away.
        |clause, answer| answer.lacks_reason() && assessment.counted(clause).is_none(),
    ));
    report.extend(attention(assessment, "To find out", |_, answer| answer.needs_follow_up()));
    report
}

/// Counts, coverage and readiness of each process and activity.
fn by_process(assessment: &Assessment, tallies: &ByActivity, total: Tally) -> El {
    let column =
        |status: Option<Status>, name: &str| el("th").attr("scope", "col").with(mark(status)).with(" ").with(name);
    let plain = |name: &str| el("th").attr("scope", "col").with(name);
    let head = el("tr")
        .with(plain("Process and activity"))
        .with(column(Some(Status::Met), "Met"))
        .with(column(Some(Status::PartlyMet), "Partly"))
        .with(column(Some(Status::NotMet), "Not met"))
        .with(column(Some(Status::NotApplicable), "N/A"))
        .with(column(None, "Open"))
        .with((total.estimated() > 0).then(|| plain("Estimated")))
        .with(plain("Coverage"))
        .with(plain("Readiness"))
        .with(el("th").attr("scope", "col").class("wide").with(spoken("Bar")));
    let estimated = total.estimated() > 0;
    let mut body = el("tbody");
    for process in assessment.edition.processes {
        let inside: Vec<_> = process
            .activities
            .iter()
            .filter_map(|activity| tallies.get(&activity.clause).map(|tally| (activity, *tally)))
            .collect();
        let sum = Tally::sum(inside.iter().map(|(_, tally)| *tally));
        if sum == Tally::default() {
            continue;
        }
        body = body.with(row("process", format!("{} {}", process.clause, process.title), sum, estimated));
        for (activity, tally) in inside {
            let address = Route::link(&assessment.id, Place::Activity(activity.clause));
            let name = link(&address).with(format!("{} {}", activity.clause, activity.title));
            body = body.with(row("activity", name, tally, estimated));
        }
    }
    let class = if estimated { "counts-table with-estimates" } else { "counts-table" };
    let table = el("table").class(class).with(el("thead").with(head)).with(body).with(el("tfoot").with(row(
        "process",
        "All in scope",
        total,
        estimated,
    )));
    el("section")
        .attr("aria-labelledby", "by-process")
        .with(el("h2").attr("id", "by-process").with("By process"))
        .with(table_frame("By process, table").with(table))
}

/// A row of the table, with what is estimated of the open ones where the table has a column for it.
fn row(class: &str, name: impl Child, tally: Tally, estimated: bool) -> El {
    let cell = |value: String| el("td").with(value);
    el("tr")
        .class(class)
        .with(el("th").attr("scope", "row").with(name))
        .with(cell(tally.met.to_string()))
        .with(cell(tally.partly_met.to_string()))
        .with(cell(tally.not_met.to_string()))
        .with(cell(tally.not_applicable.to_string()))
        .with(cell(tally.unanswered.to_string()))
        .with(estimated.then(|| cell(tally.estimated().to_string())))
        .with(cell(percent(tally.coverage())))
        .with(cell(percent(tally.readiness())))
        .with(el("td").class("wide").with(bar(tally)))
}

fn gap_list(assessment: &Assessment) -> El {
    let found = gaps(assessment);
    let none = found.is_empty().then(|| para("empty").with("No requirement is partly met or not met."));
    let rows: Vec<El> = found.iter().map(|gap| gap_row(assessment, gap)).collect();
    el("section")
        .attr("aria-labelledby", "gaps")
        .with(el("h2").attr("id", "gaps").with(count(found.len(), "gap", "gaps")))
        .with(none)
        .with((!rows.is_empty()).then(|| el("ol").class("gaps").with(rows)))
}

fn gap_row(assessment: &Assessment, gap: &Gap) -> El {
    let requirement = gap.requirement;
    let answer = assessment.answers.get(&requirement.clause);
    let note = answer.map(|answer| answer.note.as_str()).filter(|note| !note.trim().is_empty());
    let open: Vec<String> = gap.open_letters.iter().map(char::to_string).collect();
    let open = (!open.is_empty()).then(|| format!("Lettered items not covered: {}", open.join(", ")));
    let item = |(id, status): &(ItemId, Status)| {
        let name = assessment.item(*id).map(Item::display_name).unwrap_or_default();
        let note = answer.and_then(|answer| answer.part(*id)).map(|part| part.note.as_str()).unwrap_or_default();
        let status =
            el("span").class(&format!("status {}", status.key())).with(mark(Some(*status))).with(status.label());
        let note = (!note.trim().is_empty()).then(|| para("note").with(words(note)));
        el("li").with(el("p").with(words(&name)).with(" ").with(status)).with(note)
    };
    let items: Vec<El> = gap.items.iter().map(item).collect();
    let name = link(&Route::link(&assessment.id, Place::Requirement(requirement.clause)))
        .with(el("span").class("clause").with(requirement.clause.to_string()))
        .with(" ")
        .with(requirement.title);
    let status = el("span").class(&format!("status {}", gap.status.key())).with(mark(Some(gap.status)));
    el("li")
        .with(el("p").with(name).with(status.with(gap.status.label())))
        .with((!items.is_empty()).then(|| el("ul").class("gap-items").with(items)))
        .with(open.map(|open| para("hint").with(open)))
        .with(note.map(|note| para("note").with(words(note))))
}

/// A list of requirements whose answers want attention; none where there are none.
fn attention(assessment: &Assessment, title: &str, fits: impl Fn(Clause, &Answer) -> bool) -> Option<El> {
    let asked = assessment.scope();
    let found: Vec<El> = asked
        .requirements()
        .filter(|requirement| {
            assessment.answers.get(&requirement.clause).is_some_and(|answer| fits(requirement.clause, answer))
        })
        .map(|requirement| {
            let address = Route::link(&assessment.id, Place::Requirement(requirement.clause));
            el("li").with(link(&address).with(format!("{} {}", requirement.clause, requirement.title)))
        })
        .collect();
    let title = el("h2").with(format!("{title} ({})", found.len()));
    (!found.is_empty()).then(|| el("section").with(title).with(el("ul").class("columns").with(found)))
}
