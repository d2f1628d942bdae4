//! The action plan as a calendar: iCalendar, RFC 5545.
//!
//! An action with a day comes as an event that takes the whole day, not as a to-do (`VTODO`): the calendars of Outlook and
//! Google leave out to-dos without a word. Times come in as arguments, so that the same plan gives the same bytes.

use super::plan::{in_a_line, served};
use crate::assessment::{Action, Assessment, Effort, PlanView, Priority, is_calendar_date, visible};

/// The most octets of a line, without the line break at its end.
const MOST: usize = 75;

/// The open actions that have a due date, the soonest first. `now` is an ISO 8601 time in UTC.
#[must_use]
pub fn calendar(assessment: &Assessment, now: &str) -> String {
    let mut out = String::new();
    for (name, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//IEC 62304 readiness//Action plan//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        line(name, value, &mut out);
    }
    let title = in_a_line(&assessment.display_title());
    line("X-WR-CALNAME", &escaped(&format!("Actions: {title}")), &mut out);
    for action in assessment.plan(&PlanView::default()) {
        if is_calendar_date(&action.due) {
            event(assessment, action, now, &mut out);
        }
    }
    line("END", "VCALENDAR", &mut out);
    out
}

fn event(assessment: &Assessment, action: &Action, now: &str, out: &mut String) {
    let what = in_a_line(&action.display_name());
    // A calendar is shared by a team: who does it is read without opening the entry.
    let summary = action.owner().map_or_else(|| what.clone(), |owner| format!("{what} ({})", in_a_line(owner)));
    line("BEGIN", "VEVENT", out);
    // The same in every export, so that a calendar replaces what it has instead of doubling it.
    line("UID", &format!("{}.{}@iec62304-readiness", action.id, assessment.id), out);
    if let Some(time) = utc(now) {
        line("DTSTAMP", &time, out);
    }
    if let Some(time) = utc(&action.changed) {
        line("LAST-MODIFIED", &time, out);
    }
    line("DTSTART;VALUE=DATE", &action.due.replace('-', ""), out);
    if let Some(next) = day_after(&action.due) {
        line("DTEND;VALUE=DATE", &next.replace('-', ""), out);
    }
    line("SUMMARY", &escaped(&summary), out);
    line("DESCRIPTION", &escaped(&description(assessment, action)), out);
    line("CATEGORIES", "IEC 62304", out);
    let priority = match action.priority {
        Priority::High => "1",
        Priority::Medium => "5",
        Priority::Low => "9",
    };
    line("PRIORITY", priority, out);
    // A due date does not make anybody busy.
    line("TRANSP", "TRANSPARENT", out);
    // At nine in the morning, a week and a day before; the day itself begins at midnight.
    for before in ["-P6DT15H", "-PT15H"] {
        line("BEGIN", "VALARM", out);
        line("ACTION", "DISPLAY", out);
        line("TRIGGER", before, out);
        line("DESCRIPTION", &escaped(&what), out);
        line("END", "VALARM", out);
    }
    line("END", "VEVENT", out);
}

fn description(assessment: &Assessment, action: &Action) -> String {
    let mut said: Vec<String> = vec![
        format!("Owner: {}", action.owner().unwrap_or("nobody yet")),
        format!("State: {}, priority {}", action.stage.label(), action.priority.label().to_ascii_lowercase()),
    ];
    let unit = |effort: Effort| if effort.tenths() == 10 { "day" } else { "days" };
    said.extend(action.effort.map(|effort| format!("Effort: {effort} {}", unit(effort))));
    said.extend(served(assessment, action));
    said.push(format!("Assessment: {}", in_a_line(&assessment.display_title())));
    if !action.note.trim().is_empty() {
        said.extend([String::new(), action.note.trim().to_owned()]);
    }
    said.join("\n")
}

/// `2026-03-31T09:30:00.123Z` as `20260331T093000Z`.
fn utc(iso: &str) -> Option<String> {
    let (day, clock) = iso.split_once('T').filter(|(day, _)| is_calendar_date(day))?;
    let digits: String = clock.chars().take(8).filter(char::is_ascii_digit).collect();
    (digits.len() == 6).then(|| format!("{}T{digits}Z", day.replace('-', "")))
}

/// The next day of the calendar, which is where an event that takes the whole day ends.
fn day_after(date: &str) -> Option<String> {
    let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)]
        .into_iter()
        .map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
        .find(|next| is_calendar_date(next))
}

/// A text as a value: what has a meaning in the format comes with a backslash, line breaks of every kind as `\n`, and what
/// cannot be seen as what it is.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for char in visible(&text.replace("\r\n", "\n").replace('\r', "\n")).chars() {
        match char {
            '\\' | ';' | ',' => value.extend(['\\', char]),
            '\n' => value.push_str("\\n"),
            other => value.push(other),
        }
    }
    value
}

/// A line, folded where it is long: what goes on begins with a space, and no character is torn apart.
fn line(name: &str, value: &str, out: &mut String) {
    let mut room = MOST;
    for char in name.chars().chain([':']).chain(value.chars()) {
        if char.len_utf8() > room {
            out.push_str("\r\n ");
            room = MOST - 1;
        }
        room -= char.len_utf8();
        out.push(char);
    }
    out.push_str("\r\n");
}
