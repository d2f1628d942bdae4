//! What the consistency checks found beside one answer: why it does not go together, what to do, or why it may stand.

use super::card::focus_card;
use super::parts::{Field, button, link, para, spoken, text_field, words};
use super::route::{Place, Route};
use super::slot::Slot;
use super::state::State;
use crate::assessment::{Accepted, Finding};
use crate::browser::dom::{El, el, keyed, part, svg};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Clause, Severity};

/// The findings of a requirement's card, each as a notice of its own that stays in its place while others come and go.
pub(super) fn beside_checks(slot: Slot) -> El {
    let Slot { state, clause, .. } = slot;
    let own = Memo::new(move |_| {
        state.found.with(|found| {
            let own = found.iter().filter(|finding| finding.clause == clause);
            own.map(|finding| finding.check.id.to_owned()).collect::<Vec<String>>()
        })
    });
    el("div").class("findings").with(keyed(move || own.get(), move |check| notice(Spot::new(state, clause, check))))
}

/// One finding on the page. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) state: State,
    pub(super) clause: Clause,
    check: StoredValue<String>,
    /// The finding, as long as there is one.
    pub(super) finding: Memo<Option<Finding>>,
    /// The acceptance of it, which may lack a reason.
    accepted: Memo<Option<Accepted>>,
}

impl Spot {
    pub(super) fn new(state: State, clause: Clause, check: &str) -> Self {
        let check = StoredValue::new(check.to_owned());
        let finding = Memo::new(move |_| {
            check.with_value(|check| {
                state.found.with(|found| {
                    found.iter().find(|one| one.clause == clause && one.check.id == check.as_str()).cloned()
                })
            })
        });
        let accepted =
            Memo::new(move |_| check.with_value(|check| state.head.with(|head| head.accepted(check, clause).cloned())));
        Self { state, clause, check, finding, accepted }
    }

    fn is_accepted(self) -> bool {
        self.accepted.with(|accepted| accepted.as_ref().is_some_and(Accepted::counts))
    }

    fn severity(self) -> Option<Severity> {
        self.finding.with(|finding| finding.as_ref().map(|finding| finding.check.severity))
    }

    /// What tells the ids of its parts from those of every other.
    fn key(self) -> String {
        format!("{}-{}", self.clause, self.check.get_value())
    }

    /// What finds its button.
    fn first_button(self) -> String {
        format!("[id='stand-{}'] button", self.key())
    }
}

fn notice(spot: Spot) -> El {
    let tone = move || {
        let word = if spot.is_accepted() { "stands" } else { spot.severity().map_or("", Severity::key) };
        Some(format!("finding {word}"))
    };
    let name = move || {
        let word = spot.severity().map_or("", Severity::label);
        Some(format!("{word}: {}", spot.clause))
    };
    let text = part(move || {
        let finding = spot.finding.get()?;
        let remedy = para("").with(el("strong").with("What to do: ")).with(finding.check.remedy);
        Some(vec![para("").with(finding.what.as_str()), about(spot.state, &finding, true), remedy])
    });
    el("div")
        .attr_live("class", tone)
        .attr("role", "group")
        .attr_live("aria-label", name)
        .with(part(move || sign(spot)))
        .with(text)
        .with(standing(spot, || ()))
}

/// The word for how bad it is, with its shape; accepted ones say so.
fn sign(spot: Spot) -> Option<El> {
    let severity = spot.severity()?;
    Some(severity_sign(severity, spot.is_accepted()))
}

/// A severity as a shape and a word.
pub(super) fn severity_sign(severity: Severity, is_accepted: bool) -> El {
    let (tone, word) = if is_accepted { ("stands", "Accepted") } else { (severity.key(), severity.label()) };
    let first = is_accepted.then(|| format!(": {}", severity.label().to_lowercase()));
    el("p").class(&format!("sign {tone}")).with(severity_mark(severity, is_accepted)).with(word).with(first)
}

/// The shape of a severity: a full diamond, an open one, and one with a tick. It says nothing to a screen reader.
pub(super) fn severity_mark(severity: Severity, is_accepted: bool) -> El {
    let path = match (severity, is_accepted) {
        (_, true) => "M8 .6 15.4 8 8 15.4.6 8zM8 2.7 2.7 8 8 13.3 13.3 8zM7.1 10.6 4.8 8.3l1-1 1.3 1.2 3-3 1 1z",
        (Severity::Contradiction, _) => "M8 .6 15.4 8 8 15.4.6 8zM7.1 4v4.9h1.8V4zm0 6.2V12h1.8v-1.8z",
        (Severity::Doubt, _) => {
            "M8 .6 15.4 8 8 15.4.6 8zM8 2.7 2.7 8 8 13.3 13.3 8zM7.2 4.9v3.8h1.6V4.9zm0 4.8v1.5h1.6V9.7z"
        }
    };
    let path = svg("path").attr("fill-rule", "evenodd").attr("d", path);
    svg("svg").class("mark").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path)
}

/// What a finding rests on: names that people typed, and the other answers as links.
pub(super) fn about(state: State, finding: &Finding, is_beside: bool) -> El {
    let mut rows = el("div").class("about-finding");
    if !finding.named.is_empty() {
        let mut line = para("").with("About: ");
        for (index, name) in finding.named.iter().enumerate() {
            line = line.with(if index == 0 { "" } else { ", " }).with(words(name));
        }
        rows = rows.with(line);
    }
    if !finding.others.is_empty() {
        let mut line =
            para("others").with(if finding.others.len() == 1 { "Other answer: " } else { "Other answers: " });
        let id = state.id_now();
        for (index, other) in finding.others.iter().enumerate() {
            line = line.with(if index == 0 { "" } else { ", " }).with(to_answer(state, &id, *other, is_beside));
        }
        rows = rows.with(line);
    }
    rows
}

/// A link to the card of a requirement. From beside another answer it works also where the address is there already.
fn to_answer(state: State, id: &str, clause: Clause, is_beside: bool) -> El {
    let title = state.edition_now().requirement(clause).map(|requirement| requirement.title);
    let name = link(&Route::link(id, Place::Requirement(clause))).with(clause.to_string());
    let name = name.with(title.map(|title| spoken(&format!(" {title}"))));
    if is_beside { name.on_click(move || focus_card(clause)) } else { name }
}

/// Whether it may stand: accepting it with a reason, the reason, and taking that back. `changed` runs when a person did.
pub(super) fn standing(spot: Spot, changed: impl Fn() + Copy + 'static) -> El {
    let writer = Writer::new(spot);
    let content = part(move || {
        if writer.is_open.get() {
            return vec![untrack(|| editor(writer, changed))];
        }
        match spot.accepted.get().filter(Accepted::counts) {
            Some(accepted) => stands(writer, &accepted, changed),
            None => {
                let button = button("link", move || writer.open()).with("Accept with a reason");
                vec![para("no-print").with(button.with(spoken(&format!(" for {}", spot.clause))))]
            }
        }
    });
    el("div").class("standing").attr("id", &format!("stand-{}", spot.key())).with(content)
}

/// The writing of a reason. Cheap to copy.
#[derive(Clone, Copy)]
struct Writer {
    spot: Spot,
    is_open: RwSignal<bool>,
    draft: RwSignal<String>,
    /// A person wanted to accept it without a reason.
    is_lacking: RwSignal<bool>,
    /// What there was before the field was opened.
    before: StoredValue<Option<Accepted>>,
}

impl Writer {
    fn new(spot: Spot) -> Self {
        Self {
            spot,
            is_open: RwSignal::new(false),
            draft: RwSignal::new(String::new()),
            is_lacking: RwSignal::new(false),
            before: StoredValue::new(None),
        }
    }

    fn field(self) -> String {
        format!("accept-{}", self.spot.key())
    }

    /// Opens the field. A reason that was taken back a moment ago stands in it again.
    fn open(self) {
        let before = self.spot.accepted.get_untracked();
        if let Some(before) = &before {
            self.draft.set(before.reason.clone());
        }
        self.before.set_value(before);
        self.is_lacking.set(false);
        self.is_open.set(true);
        page::focus(&format!("[id='{}']", self.field()));
    }

    /// Keeps each word at once, so that none is lost; the page follows when the person is done.
    fn typed(self, text: String) {
        let spot = self.spot;
        let is_blank = text.trim().is_empty();
        if !is_blank {
            self.is_lacking.set(false);
        }
        spot.check.with_value(|check| {
            spot.state.edit_head_quietly(|head| {
                if is_blank {
                    head.withdraw(check, spot.clause);
                } else {
                    head.accept(check, spot.clause, text.clone(), &clock::now());
                }
            });
        });
        self.draft.set(text);
    }

    fn accept(self) -> bool {
        let spot = self.spot;
        let reason = self.draft.get_untracked();
        if reason.trim().is_empty() {
            self.is_lacking.set(true);
            page::focus(&format!("[id='{}']", self.field()));
            return false;
        }
        spot.check.with_value(|check| {
            spot.state.edit_head(|head| head.accept(check, spot.clause, reason, &clock::now()));
        });
        self.close();
        true
    }

    /// Puts back what there was before.
    fn cancel(self) {
        let spot = self.spot;
        let before = self.before.get_value();
        spot.check.with_value(|check| {
            spot.state.edit_head(|head| match before {
                Some(before) => head.accept(check, spot.clause, before.reason, &before.changed),
                None => head.withdraw(check, spot.clause),
            });
        });
        self.close();
    }

    fn withdraw(self) {
        let spot = self.spot;
        // Kept in the field, should it be opened again.
        if let Some(accepted) = spot.accepted.get_untracked() {
            self.draft.set(accepted.reason);
        }
        spot.check.with_value(|check| spot.state.edit_head(|head| head.withdraw(check, spot.clause)));
        page::focus(&spot.first_button());
    }

    fn close(self) {
        self.is_open.set(false);
        page::focus(&self.spot.first_button());
    }
}

fn editor(writer: Writer, changed: impl Fn() + Copy + 'static) -> El {
    let field = Field {
        label: "Why this may stand",
        hint: "For an assessor who asks: what makes it right here, and where that is written down.",
        rows: 2,
        is_date: false,
    };
    let lacking = part(move || {
        let words = "Write the reason first. Without one the finding stays open.";
        writer.is_lacking.get().then(|| para("error").with(words))
    });
    let accept = button("", move || {
        if writer.accept() {
            changed();
        }
    });
    el("div")
        .class("stack no-print")
        .with(text_field(&writer.field(), field, move || writer.draft.get(), move |text| writer.typed(text)))
        .with(el("div").attr("role", "alert").with(lacking))
        .with(para("buttons").with(accept.with("Accept")).with(button("quiet", move || writer.cancel()).with("Cancel")))
}

/// The reason and the date, and the ways back.
fn stands(writer: Writer, accepted: &Accepted, changed: impl Fn() + Copy + 'static) -> Vec<El> {
    let clause = writer.spot.clause;
    let back = move || {
        changed();
        writer.withdraw();
    };
    let again = button("link", back).with("Look at it again").with(spoken(&format!(" ({clause})")));
    let other = button("link", move || writer.open()).with("Change the reason").with(spoken(&format!(" for {clause}")));
    vec![reason_line(accepted), para("no-print").with(again).with(" ").with(other)]
}

/// `Accepted 22 Nov 2026, 15:37: as a person typed it`.
pub(super) fn reason_line(accepted: &Accepted) -> El {
    let when = clock::for_people(&accepted.changed);
    let lead = if when.is_empty() { "Accepted: ".to_owned() } else { format!("Accepted {when}: ") };
    para("accepted-reason").with(el("strong").with(lead)).with(words(&accepted.reason))
}
