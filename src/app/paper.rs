//! A document in the page: what goes in is chosen above it, and it is shown as it will be printed and saved.

use super::parts::{button, checkbox, para};
use super::state::State;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page, storage};
use crate::exchange::paper::{Chapter, Choice, Document, Made, STYLE, body, html, markdown};
use crate::exchange::{assessment_digest, document_name};

/// Makes a document of an assessment.
pub(super) type Make = fn(&Assessment, &Choice, &Made) -> Document;

/// Something that a person decides about a document.
#[derive(Clone, Copy)]
pub(super) enum Switch {
    /// A part of the report.
    Chapter(Chapter),
    /// What people wrote beside answers and actions.
    Notes,
    /// Who did what.
    Names,
    /// Where evidence is.
    Links,
    /// The letters of test laboratories.
    Verdicts,
}

impl Switch {
    /// The word for it in the setting.
    const fn key(self) -> &'static str {
        match self {
            Self::Chapter(chapter) => chapter.key(),
            Self::Notes => "notes",
            Self::Names => "names",
            Self::Links => "links",
            Self::Verdicts => "verdicts",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Chapter(chapter) => chapter.label(),
            Self::Notes => "Notes on answers and actions",
            Self::Names => "Names of people and the organisation",
            Self::Links => "Links to evidence",
            Self::Verdicts => "Verdict letters (P, F, N/A) beside each status, as test laboratories write them",
        }
    }

    fn is_on(self, choice: &Choice) -> bool {
        match self {
            Self::Chapter(chapter) => choice.chapters.contains(&chapter),
            Self::Notes => choice.notes,
            Self::Names => choice.names,
            Self::Links => choice.links,
            Self::Verdicts => choice.verdicts,
        }
    }

    fn set(self, choice: &mut Choice, is_on: bool) {
        match self {
            Self::Chapter(chapter) => {
                choice.chapters.retain(|known| *known != chapter);
                if is_on {
                    choice.chapters.push(chapter);
                }
            }
            Self::Notes => choice.notes = is_on,
            Self::Names => choice.names = is_on,
            Self::Links => choice.links = is_on,
            Self::Verdicts => choice.verdicts = is_on,
        }
    }

    /// Whether it is the other way round than usual: that is what the setting keeps.
    fn is_other(self, choice: &Choice) -> bool {
        self.is_on(choice) != self.is_on(&Choice::default())
    }
}

/// A table that can be saved beside the document: the words on its button, the end of its file name, and how it is made.
pub(super) type TableFile = (&'static str, &'static str, fn(&Assessment, &Choice, &str) -> String);

/// A document with its choices.
#[derive(Clone, Copy)]
pub(super) struct Paper {
    pub(super) state: State,
    /// The word for it in settings and file names.
    pub(super) key: &'static str,
    pub(super) make: Make,
    pub(super) choice: RwSignal<Choice>,
}

impl Paper {
    /// A document with the choice that was made last in this browser.
    pub(super) fn new(state: State, key: &'static str, make: Make, switches: &[Switch]) -> Self {
        let mut choice = Choice::default();
        let kept = storage::setting(key).unwrap_or_default();
        for switch in switches {
            if kept.split(' ').any(|known| known == switch.key()) {
                let usual = switch.is_on(&choice);
                switch.set(&mut choice, !usual);
            }
        }
        Self { state, key, make, choice: RwSignal::new(choice) }
    }

    /// Checkboxes under a heading.
    pub(super) fn choices(self, title: &str, switches: Vec<Switch>) -> El {
        let row = |switch: Switch| {
            let change = move |is_on: bool| {
                self.choice.update(|choice| switch.set(choice, is_on));
                self.keep();
            };
            checkbox(move || self.choice.with(|choice| switch.is_on(choice)), change).with(switch.label())
        };
        let rows: Vec<El> = switches.into_iter().map(row).collect();
        el("fieldset").class("paper-choice").with(el("legend").with(title)).with(rows)
    }

    fn keep(self) {
        let chapters = Chapter::ALL.into_iter().map(Switch::Chapter);
        let all = chapters.chain([Switch::Notes, Switch::Names, Switch::Links, Switch::Verdicts]);
        let other = self.choice.with_untracked(|choice| {
            all.filter(|switch| switch.is_other(choice)).map(Switch::key).collect::<Vec<_>>().join(" ")
        });
        storage::set_setting(self.key, &other);
    }

    /// The ways to take it along.
    pub(super) fn ways(self, tables: &'static [TableFile]) -> El {
        let mut ways = el("div").class("buttons").attr("role", "group").attr("aria-label", "Take it along");
        ways = ways
            .with(self.save("Save as one HTML file", "html", "text/html", |document| html(&document)))
            .with(button("quiet", page::print).with("Print"))
            .with(self.save("Save as Markdown", "md", "text/markdown", |document| markdown(&document)));
        for (words, ending, make) in tables {
            ways = ways.with(
                button("quiet", move || {
                    let assessment = self.state.assessment();
                    let text = self.choice.with_untracked(|choice| make(&assessment, choice, &clock::today()));
                    self.hand_over(&assessment, ending, "text/csv", &text);
                })
                .with(*words),
            );
        }
        ways
    }

    fn save(self, words: &'static str, ending: &'static str, kind: &'static str, write: fn(Document) -> String) -> El {
        let class = if ending == "html" { "" } else { "quiet" };
        let run = move || {
            let assessment = self.state.assessment();
            let text = write(self.document(&assessment));
            self.hand_over(&assessment, &format!("-{}.{ending}", self.key), kind, &text);
        };
        button(class, run).with(words)
    }

    fn hand_over(self, assessment: &Assessment, ending: &str, kind: &str, text: &str) {
        let name = document_name(assessment, &clock::today(), ending);
        // In UTF-8, and said so: a browser may show it before it saves it.
        self.state.hand_over(&name, &format!("{kind};charset=utf-8"), text);
    }

    fn document(self, assessment: &Assessment) -> Document {
        let (now, today, digest) = (clock::now(), clock::today(), assessment_digest(assessment));
        let made = Made { now: &now, today: &today, version: env!("CARGO_PKG_VERSION"), digest: &digest };
        self.choice.with_untracked(|choice| (self.make)(assessment, choice, &made))
    }

    /// The document as it will be, made again when the choice or the assessment changes.
    pub(super) fn shown(self) -> El {
        let sheet = part(move || {
            self.choice.track();
            self.state.shape.track();
            self.state.head.track();
            // What is found and what is explained comes with the words.
            self.state.words_here.track();
            untrack(|| body(&self.document(&self.state.assessment())))
        });
        let place = el("div").class("sheet");
        place.apart(STYLE).add(sheet);
        place
    }
}

/// A line that tells what becomes of the document.
pub(super) fn hint(words: &str) -> El {
    para("hint no-print").with(words)
}
