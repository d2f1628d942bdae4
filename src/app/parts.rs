//! Small parts that several views share: the mark of a status, the bar of a tally, fields, links.

use super::late::views;
use crate::assessment::{Assessment, Progress, Status, Tally, visible};
use crate::browser::dom::{Child, El, el, live, part, svg};
use crate::browser::reactive::*;
use crate::exchange::paper::mark_path;
pub(super) use crate::exchange::paper::{count, percent, status_class};

/// The mark of a status. It says nothing to a screen reader: the word stands beside it.
pub(super) fn mark(status: Option<Status>) -> El {
    let path = svg("path").attr("fill-rule", "evenodd").attr("d", mark_path(status));
    let class = format!("mark {}", status_class(status));
    svg("svg").class(&class).attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path)
}

/// A status with its mark and its word.
pub(super) fn status_words(status: Option<Status>) -> El {
    let words = status.map_or("Unanswered", Status::label);
    el("span").class(&format!("status {}", status_class(status))).with(mark(status)).with(words)
}

/// A bar of the counts, in proportion. It says nothing to a screen reader: the counts stand beside it. What is estimated
/// follows what is answered, hatched: a line in dashes at this height, as thick as the bar of the status.
pub(super) fn bar(tally: Tally) -> El {
    let parts = [
        ("met", tally.met, ""),
        ("partly-met", tally.partly_met, ""),
        ("not-met", tally.not_met, ""),
        ("not-applicable", tally.not_applicable, ""),
        ("met", tally.estimated_met, "5"),
        ("partly-met", tally.estimated_partly_met, "7"),
        ("not-met", tally.estimated_not_met, "8.5"),
        ("unanswered", tally.open(), ""),
    ];
    let box_size = format!("0 0 {} 10", (tally.in_scope() * 10).max(1));
    let mut bar = svg("svg").class("bar").attr("viewBox", &box_size).attr("preserveAspectRatio", "none");
    let mut from = 0;
    for (class, count, hatched_at) in parts.into_iter().filter(|(_, count, _)| *count > 0) {
        let width = count * 10;
        bar = bar.with(if hatched_at.is_empty() {
            let rect = svg("rect").attr("y", "0").attr("height", "10");
            rect.attr("x", &from.to_string()).attr("width", &width.to_string()).class(class)
        } else {
            svg("path").attr("d", &format!("M{from} {hatched_at}h{width}")).class(class)
        });
        from += width;
    }
    bar.attr("aria-hidden", "true")
}

/// `3 met, 2 not met`: what there is of each, in words.
pub(super) fn counts_words(tally: Tally) -> String {
    let mut said: Vec<String> = Vec::new();
    for (number, name) in [
        (tally.met, "met"),
        (tally.partly_met, "partly met"),
        (tally.not_met, "not met"),
        (tally.not_applicable, "not applicable"),
        (tally.estimated_met, "estimated met"),
        (tally.estimated_partly_met, "estimated partly met"),
        (tally.estimated_not_met, "estimated not met"),
        (tally.open(), "open"),
    ] {
        if number > 0 {
            said.push(format!("{number} {name}"));
        }
    }
    said.join(", ")
}

/// The progress of an activity as a tag.
pub(super) fn progress_tag(progress: Progress) -> El {
    let class = match progress {
        Progress::NotStarted => "tag not-started",
        Progress::InProgress => "tag in-progress",
        Progress::Complete => "tag complete",
    };
    el("span").class(class).with(progress.label())
}

/// A person's words, set apart so that their direction of writing stays theirs, hidden characters made visible.
pub(super) fn words(text: &str) -> El {
    el("bdi").with(visible(text))
}

/// A link.
pub(super) fn link(address: &str) -> El {
    el("a").attr("href", address)
}

/// A link to another site, in a tab of its own, which learns nothing of this one.
pub(super) fn outside_link(address: &str) -> El {
    link(address).attr("target", "_blank").attr("rel", "noopener noreferrer")
}

/// A button.
pub(super) fn button(class: &str, run: impl FnMut() + 'static) -> El {
    button_boxed(class, Box::new(run))
}

// What follows a generic function under this name is compiled once, like the functions of `dom`.
fn button_boxed(class: &str, run: Box<dyn FnMut()>) -> El {
    el("button").attr("type", "button").class(class).on_click(run)
}

/// Words for screen readers only.
pub(super) fn spoken(text: &str) -> El {
    el("span").class("sr").with(text)
}

/// The one heading of a view; it takes the focus when the view opens.
pub(super) fn heading() -> El {
    el("h1").attr("tabindex", "-1")
}

/// A paragraph of a class.
pub(super) fn para(class: &str) -> El {
    el("p").class(class)
}

/// A term with its value, for a `dl`.
pub(super) fn pair(term: El, value: El) -> El {
    el("div").with(term).with(value)
}

/// Something that is made only when it is first opened: a questionnaire has hundreds of them.
pub(super) fn fold(summary: impl Fn() -> String + 'static, content: impl Fn() -> El + 'static) -> El {
    fold_boxed(Box::new(summary), Box::new(content))
}

fn fold_boxed(summary: Box<dyn Fn() -> String>, content: Box<dyn Fn() -> El>) -> El {
    let is_made = RwSignal::new(false);
    el("details")
        .on("toggle", move |_| {
            if !is_made.get_untracked() {
                is_made.set(true);
            }
        })
        .with(el("summary").with(live(summary)))
        .with(el("div").class("fold").with(part(move || is_made.get().then(|| untrack(&content)))))
}

/// A checkbox with its label behind.
pub(super) fn checkbox(is_on: impl Fn() -> bool + 'static, run: impl FnMut(bool) + 'static) -> El {
    checkbox_boxed(Box::new(is_on), Box::new(run))
}

fn checkbox_boxed(is_on: Box<dyn Fn() -> bool>, run: Box<dyn FnMut(bool)>) -> El {
    let input = el("input").attr("type", "checkbox").checked_live(is_on).on_check(run);
    el("label").class("check").with(input)
}

/// A radio button as a field to press, its label behind.
pub(super) fn choice(group: &str, class: &str, is_on: impl Fn() -> bool + 'static, run: impl Fn() + 'static) -> El {
    choice_boxed(group, class, Box::new(is_on), Box::new(run))
}

fn choice_boxed(group: &str, class: &str, is_on: Box<dyn Fn() -> bool>, run: Box<dyn Fn()>) -> El {
    let input = el("input").attr("type", "radio").attr("name", group).checked_live(is_on).on_check(move |_| run());
    el("label").class(&format!("choice {class}")).with(input)
}

/// What a text field is for.
#[derive(Clone, Copy, Default)]
pub(super) struct Field {
    /// Its label.
    pub(super) label: &'static str,
    /// What to type, in a few words; may be empty.
    pub(super) hint: &'static str,
    /// How many lines; 0 for a field of one line.
    pub(super) rows: u8,
    /// A day of the calendar.
    pub(super) is_date: bool,
}

/// A text field with its label above and a hint between.
pub(super) fn text_field(
    id: &str,
    field: Field,
    value: impl Fn() -> String + 'static,
    typed: impl FnMut(String) + 'static,
) -> El {
    text_field_boxed(id, field, Box::new(value), Box::new(typed))
}

fn text_field_boxed(id: &str, field: Field, value: Box<dyn Fn() -> String>, typed: Box<dyn FnMut(String)>) -> El {
    let label = el("label").attr("for", id).with(field.label);
    let mut hint = None;
    let hint_id = format!("{id}-hint");
    if !field.hint.is_empty() {
        hint = Some(el("span").class("hint").attr("id", &hint_id).with(field.hint));
    }
    let input = if field.rows > 0 {
        el("textarea").attr("rows", &field.rows.to_string()).attr("dir", "auto")
    } else if field.is_date {
        el("input").attr("type", "date")
    } else {
        el("input").attr("type", "text").attr("dir", "auto").attr("autocomplete", "off")
    };
    let input = input.attr("id", id);
    let frame = el("div").class("field").with(label);
    if field.is_date {
        let told = if hint.is_some() { &hint_id } else { "" };
        // Only late views have such fields: their code is here.
        let (input, wrong) = (views().day_input)(input, id, told, value, typed);
        return frame.with(hint).with(input).with(wrong);
    }
    let input = if hint.is_some() { input.attr("aria-describedby", &hint_id) } else { input };
    frame.with(hint).with(input.value_live(value).on_text(typed))
}

/// A choice from a list, with its label above. `options` gives values and words; where none of them is the chosen one, the
/// choice is open.
pub(super) fn choice_field(
    id: &str,
    label: impl Child,
    options: impl Fn() -> Vec<(String, String)> + 'static,
    chosen: impl Fn() -> String + 'static,
    picked: impl FnMut(String) + 'static,
) -> El {
    let rows = part(move || {
        let (options, chosen) = (options(), chosen());
        let is_open = options.iter().all(|(value, _)| *value != chosen);
        let none =
            is_open.then(|| el("option").attr("value", "?").attr("disabled", "").attr("selected", "").with("Choose"));
        let row = |(value, words): (String, String)| {
            let row = el("option").attr("value", &value).with(visible(&words));
            if value == chosen { row.attr("selected", "") } else { row }
        };
        let mut rows: Vec<El> = none.into_iter().collect();
        rows.extend(options.into_iter().map(row));
        rows
    });
    let field = el("select").attr("id", id).attr("dir", "auto").with(rows).on_text(picked);
    el("div").class("field").with(el("label").attr("for", id).with(label)).with(field)
}

/// A figure of a summary.
pub(super) fn figure(name: &str, value: &str) -> El {
    pair(el("dt").with(name), el("dd").with(value))
}

/// What is estimated, where anything is: shown beside the figures of what is known, and marked as what it is.
pub(super) fn estimates(tally: Tally) -> Vec<El> {
    if tally.estimated() == 0 {
        return Vec::new();
    }
    vec![
        figure("Estimated", &tally.estimated().to_string()).class("estimated"),
        figure("Estimated readiness", &percent(tally.estimated_readiness())).class("estimated"),
    ]
}

/// A number that follows signals.
pub(super) fn number(value: impl Fn() -> u16 + 'static) -> El {
    el("dd").with(live(move || value().to_string()))
}

/// `Class C`, or what counts while there is none.
pub(super) fn class_words(assessment: &Assessment) -> String {
    let counts = assessment.system_class();
    match assessment.classification.class {
        Some(class) if class != counts => format!("Class {}, but {} counts", class.id(), counts.id()),
        Some(class) => format!("Class {}", class.id()),
        None => format!("Class not assigned, so {} counts", assessment.edition.strictest().id()),
    }
}

/// A frame in which a wide table scrolls, also by keyboard.
pub(super) fn table_frame(name: &str) -> El {
    el("div").class("table-frame").attr("tabindex", "0").attr("role", "region").attr("aria-label", name)
}
