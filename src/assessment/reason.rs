//! The class by reasoning (4.3): the answers to the classification questions, what follows from them, and why.

use super::answer::Unknown;
use super::items::rank;
use super::model::Assessment;
use crate::standard::{self, Class, ClassQuestion, Outcome, Path, PathEnd};

/// What was answered on the way to a class. It holds answers for every edition: each edition reads its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasoning {
    /// The answer to each question, by the ids of both.
    pub answers: Vec<(String, String)>,
    /// The risk controls that the answers rest on, one by one.
    pub controls: Vec<Control>,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// A risk control that was looked at in the classification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Control {
    /// What it is, in a person's words.
    pub what: String,
    /// Where it is; none while it is open.
    pub kind: Option<ControlKind>,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

/// Where a risk control is. Only those outside the software system may lower its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlKind {
    /// Hardware.
    Hardware,
    /// A system independent of this software system.
    System,
    /// A procedure that people follow.
    Procedure,
    /// Inside this software system: it never lowers the class.
    Software,
}

impl ControlKind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Hardware, Self::System, Self::Procedure, Self::Software];

    /// The word in the file and in the edition files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Hardware => "hardware",
            Self::System => "system",
            Self::Procedure => "procedure",
            Self::Software => "software",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hardware => "Hardware",
            Self::System => "Independent system",
            Self::Procedure => "Procedure",
            Self::Software => "Inside this software",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it is one of the kinds that a question counts.
    #[must_use]
    pub fn counts_among(self, kinds: &[standard::Control]) -> bool {
        kinds.iter().any(|kind| kind.id() == self.key())
    }
}

/// What the class of the system rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// No class is assigned.
    NotAssigned,
    /// It was typed in by hand: the questions are not answered to the end.
    Stated,
    /// It is what the answers lead to.
    Reasoned,
    /// It is higher than what the answers lead to, which is always allowed.
    StatedHigher(Class),
    /// It is lower than what the answers lead to.
    StatedLower(Class),
}

impl Basis {
    /// A few words for beside the class.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotAssigned => "not assigned",
            Self::Stated => "stated, not reasoned",
            Self::Reasoned => "reasoned",
            Self::StatedHigher(_) => "stated, higher than reasoned",
            Self::StatedLower(_) => "stated, lower than reasoned",
        }
    }
}

impl Reasoning {
    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<&str> {
        self.answers.iter().find(|(known, _)| known == question).map(|(_, answer)| answer.as_str())
    }

    /// Answers a question.
    pub fn set_answer(&mut self, question: &str, answer: &str) {
        match self.answers.iter_mut().find(|(known, _)| known == question) {
            Some((_, known)) => answer.clone_into(known),
            None => self.answers.push((question.to_owned(), answer.to_owned())),
        }
    }
}

impl Assessment {
    /// The way through the classification questions of its edition, as far as they are answered.
    #[must_use]
    pub fn path(&self) -> Path {
        let answers = &self.classification.reasoning;
        self.edition.classification.walk(|question| answers.answer(question))
    }

    /// The class that the answers lead to; none while a question is open.
    #[must_use]
    pub fn reasoned_class(&self) -> Option<Class> {
        self.path().class()
    }

    /// What the class of the system rests on.
    #[must_use]
    pub fn class_basis(&self) -> Basis {
        let Some(stated) = self.classification.class else { return Basis::NotAssigned };
        let Some(reasoned) = self.reasoned_class() else { return Basis::Stated };
        match rank(self.edition, stated).cmp(&rank(self.edition, reasoned)) {
            std::cmp::Ordering::Equal => Basis::Reasoned,
            std::cmp::Ordering::Greater => Basis::StatedHigher(reasoned),
            std::cmp::Ordering::Less => Basis::StatedLower(reasoned),
        }
    }

    /// The reasons for the class, composed from the answers; none while a question is open. A start for a person's own
    /// words.
    #[must_use]
    pub fn compose_rationale(&self) -> Option<String> {
        let path = self.path();
        let PathEnd::Class(class) = path.end else { return None };
        let product = &self.product;
        let subject = match (product.name.trim(), product.version.trim()) {
            ("", _) => "this software system".to_owned(),
            (name, "") => name.to_owned(),
            (name, version) => format!("{name} {version}"),
        };
        let mut text = format!(
            "Software safety class of {subject}, by clause 4.3 of {}.\n{}",
            self.edition.name, self.edition.classification.assumption
        );
        for (question, answer) in &path.steps {
            text.push('\n');
            text.push_str(answer.says);
            if question.controls.is_empty() {
                continue;
            }
            let counted: Vec<String> = self.counted_controls(question.controls).map(words_of).collect();
            if counted.is_empty() {
                text.push_str(" No such control is listed.");
            } else {
                text.push_str(" These were counted: ");
                text.push_str(&counted.join("; "));
                text.push('.');
            }
        }
        text.push_str(&format!("\nSo the software safety class is {}.", class.id()));
        Some(text)
    }

    /// Changes anything, and lets the rationale follow where another one is composed than before: as long as it is empty
    /// or is what was composed. What a person wrote is never touched.
    pub fn change_reasons(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.compose_rationale().unwrap_or_default();
        change(self);
        let now = self.compose_rationale().unwrap_or_default();
        let rationale = &mut self.classification.rationale;
        if now != before && (rationale.trim().is_empty() || *rationale == before) {
            *rationale = now;
        }
    }

    /// Whether the answer to a question leads lower than another one would for the sake of risk controls, and none that
    /// counts is listed: such reasons convince nobody.
    #[must_use]
    pub fn lacks_controls(&self, question: &'static ClassQuestion) -> bool {
        let Some(answer) = self.classification.reasoning.answer(question.id).and_then(|id| question.answer(id)) else {
            return false;
        };
        let tree = &self.edition.classification;
        let reach = |outcome| self.highest_behind(outcome, tree.questions.len());
        let is_lower = question.answers.iter().any(|other| reach(other.outcome) > reach(answer.outcome));
        !question.controls.is_empty() && is_lower && self.counted_controls(question.controls).next().is_none()
    }

    /// The place of the highest class that an answer can lead to, at most so many questions further on.
    fn highest_behind(&self, outcome: Outcome, further: usize) -> usize {
        match outcome {
            Outcome::Class(class) => rank(self.edition, class),
            Outcome::Ask(id) if further > 0 => {
                let answers = self.edition.classification.question(id).map(|question| question.answers);
                let reach = |answer: &standard::ClassAnswer| self.highest_behind(answer.outcome, further - 1);
                answers.unwrap_or_default().iter().map(reach).max().unwrap_or(0)
            }
            Outcome::Ask(_) => 0,
        }
    }

    /// The risk controls that were listed and that may be counted, by their kinds.
    fn counted_controls(&self, kinds: &'static [standard::Control]) -> impl Iterator<Item = &Control> {
        let controls = self.classification.reasoning.controls.iter();
        controls.filter(move |control| {
            control.kind.is_some_and(|kind| kind.counts_among(kinds)) && !control.what.trim().is_empty()
        })
    }
}

fn words_of(control: &Control) -> String {
    let kind = control.kind.map(ControlKind::label).unwrap_or_default().to_ascii_lowercase();
    format!("{} ({kind})", control.what.trim().trim_end_matches('.'))
}
