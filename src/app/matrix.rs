//! Which clause is asked of which class: the requirements of an edition as a table, and what each class leaves out.

use super::parts::{checkbox, para, spoken};
use crate::browser::dom::{El, el, live};
use crate::browser::reactive::*;
use crate::standard::{Activity, Class, Edition, Requirement};

/// The classes with their counts, and the table of all clauses; `own` is the class that counts in an assessment.
pub(super) fn matrix(edition: &'static Edition, own: Option<Class>) -> El {
    let only_differing = RwSignal::new(false);
    let rows: Vec<&Requirement> = edition.requirements().collect();
    let all = rows.len();
    let differing = rows.iter().filter(|row| differs(edition, row)).count();
    let shown = move || {
        if only_differing.get() {
            format!("{differing} of {all} clauses: those where the classes differ")
        } else {
            format!("All {all} clauses")
        }
    };
    let filter = checkbox(move || only_differing.get(), move |is_on| only_differing.set(is_on));
    let tools = el("div")
        .class("tools")
        .with(filter.with("Show only where classes differ"))
        .with(para("shown").attr("role", "status").with(live(shown)));
    let mut cards = el("div").class("class-cards");
    let mut head = el("tr").with(el("th").attr("scope", "col").with("Clause"));
    let mut with_legacy = String::new();
    for info in edition.classes {
        let is_own = own == Some(info.class);
        let [count, with] = [false, true].map(|with_legacy| asked(&rows, info.class, with_legacy).to_string());
        with_legacy.push_str(if with_legacy.is_empty() { "" } else { ", " });
        with_legacy.push_str(&format!("{} {with}", info.class.id()));
        cards = cards.with(class_card(edition, info.class, &count, is_own));
        let name = cell("th", is_own).attr("scope", "col").with(info.name);
        let name = name.with(is_own.then(|| spoken(", the class that counts"))).with(" ");
        head = head.with(name.with(el("span").class("count").with(count)));
    }
    let legacy = rows.iter().filter(|row| row.legacy).count();
    let legacy = (legacy > 0).then(|| {
        para("hint").with(format!(
            "Counted without the {legacy} requirements that are asked only of legacy software. With them: {with_legacy}."
        ))
    });
    let mut table = el("table")
        .class("matrix")
        .class_live("differing", move || only_differing.get())
        .with(el("caption").class("sr").with("Which clause is asked of which class"))
        .with(el("thead").with(head));
    for activity in edition.activities() {
        table = table.with(group(edition, activity, own));
    }
    el("div").class("stack").with(cards).with(legacy).with(tools).with(table)
}

/// How many of these a class is asked.
fn asked(rows: &[&Requirement], class: Class, with_legacy: bool) -> usize {
    rows.iter().filter(|row| row.classes.contains(&class) && (with_legacy || !row.legacy)).count()
}

fn differs(edition: &Edition, row: &Requirement) -> bool {
    row.classes.len() < edition.classes.len()
}

/// A class with its number of requirements and what it leaves out, by activity.
fn class_card(edition: &'static Edition, class: Class, count: &str, is_own: bool) -> El {
    let mut out = el("ul");
    let mut words = "Leaves out nothing.";
    for activity in edition.activities() {
        let rows = activity.requirements;
        let clauses: Vec<String> =
            rows.iter().filter(|row| !row.classes.contains(&class)).map(|row| row.clause.to_string()).collect();
        if clauses.is_empty() {
            continue;
        }
        words = "Leaves out:";
        out = out.with(el("li").with(if clauses.len() == rows.len() {
            format!("all of {} {}", activity.clause, activity.title)
        } else {
            clauses.join(", ")
        }));
    }
    el("div")
        .class(if is_own { "class-card own" } else { "class-card" })
        .with(
            el("h3")
                .with(format!("Class {} ", class.id()))
                .with(is_own.then(|| el("span").class("badge").with("Counts here"))),
        )
        .with(para("number").with(el("strong").with(count)).with(" requirements"))
        .with(para("hint").with(words))
        .with(out)
}

/// The rows of an activity.
fn group(edition: &'static Edition, activity: &'static Activity, own: Option<Class>) -> El {
    let columns = (edition.classes.len() + 1).to_string();
    let name = format!("{} {}", activity.clause, activity.title);
    let name = el("th").attr("scope", "rowgroup").attr("colspan", &columns).with(name);
    let mut rows = el("tbody").with(el("tr").class("group").with(name));
    for row in activity.requirements {
        let title = el("span").class("clause").with(row.clause.to_string());
        let name = el("th").attr("scope", "row").with(title).with(" ").with(row.title);
        let mut line = el("tr").with(name);
        for info in edition.classes {
            let is_asked = row.classes.contains(&info.class);
            let (sign, words) = if is_asked { ("\u{2713}", "asked") } else { ("\u{2013}", "not asked") };
            let sign = el("span").attr("role", "img").attr("aria-label", words).with(sign);
            line = line.with(cell("td", own == Some(info.class)).with(sign));
        }
        rows = rows.with(if differs(edition, row) { line } else { line.class("same") });
    }
    if activity.requirements.iter().any(|row| differs(edition, row)) { rows } else { rows.class("same") }
}

/// A cell in the column of a class.
fn cell(tag: &str, is_own: bool) -> El {
    el(tag).class(if is_own { "of-class own" } else { "of-class" })
}
