//! The questions that lead to a class (4.3), and the route for legacy software (4.4).
//!
//! What belongs here: what is asked, and where answers lead. Never here: who answered what, and the words that explain
//! a question, which come later (`words`).

use super::{Class, Clause};

/// The questions of an edition, from which its classes follow.
#[derive(Debug, Default)]
pub struct ClassTree {
    /// What is taken for granted: that the software fails.
    pub assumption: &'static str,
    /// The id of the first question.
    pub start: &'static str,
    /// The questions, in the order of the file.
    pub questions: &'static [ClassQuestion],
}

/// A question on the way to a class.
#[derive(Debug, PartialEq, Eq)]
pub struct ClassQuestion {
    /// `contribute`; what files store.
    pub id: &'static str,
    /// A name of one to four words, for the diagram.
    pub title: &'static str,
    /// The question.
    pub question: &'static str,
    /// The kinds of outside risk control that count here; empty where none is asked for.
    pub controls: &'static [Control],
    /// Its answers, at least two.
    pub answers: &'static [ClassAnswer],
}

impl ClassQuestion {
    /// The answer with this id.
    #[must_use]
    pub fn answer(&'static self, id: &str) -> Option<&'static ClassAnswer> {
        self.answers.iter().find(|answer| answer.id == id)
    }
}

/// An answer to a question on the way to a class.
#[derive(Debug, PartialEq, Eq)]
pub struct ClassAnswer {
    /// `yes`; what files store. Unique in its question.
    pub id: &'static str,
    /// The words beside the radio button.
    pub label: &'static str,
    /// The sentence of the rationale.
    pub says: &'static str,
    /// Where it leads.
    pub outcome: Outcome,
}

/// Where an answer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// To the question with this id.
    Ask(&'static str),
    /// To a class.
    Class(Class),
}

/// A kind of risk control outside the software.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// In hardware.
    Hardware,
    /// In an independent system.
    System,
    /// In what people do.
    Procedure,
}

impl Control {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Hardware, Self::System, Self::Procedure];

    /// `hardware`; what files store.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Hardware => "hardware",
            Self::System => "system",
            Self::Procedure => "procedure",
        }
    }

    /// The kind with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|control| control.id() == id)
    }
}

/// The questions that were answered, and where they led.
#[derive(Debug, PartialEq, Eq)]
pub struct Path {
    /// The questions with their answers, in order.
    pub steps: Vec<(&'static ClassQuestion, &'static ClassAnswer)>,
    /// Where they led.
    pub end: PathEnd,
}

/// Where a path through the questions stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathEnd {
    /// At a question without an answer.
    Open(&'static ClassQuestion),
    /// At a class.
    Class(Class),
}

impl Path {
    /// The class that it led to.
    #[must_use]
    pub const fn class(&self) -> Option<Class> {
        match self.end {
            PathEnd::Class(class) => Some(class),
            PathEnd::Open(_) => None,
        }
    }
}

impl ClassTree {
    /// The question with this id.
    #[must_use]
    pub fn question(&'static self, id: &str) -> Option<&'static ClassQuestion> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Goes from the start along the chosen answers: `chosen` gives the id of the answer to the question with an id. An
    /// id that the question does not know is no answer; answers to questions that are not on the way do not count.
    pub fn walk<'c>(&'static self, chosen: impl Fn(&str) -> Option<&'c str>) -> Path {
        // The build does not pass without questions, with an unknown one, or with a way that goes in circles.
        static NONE: ClassQuestion = ClassQuestion { id: "", title: "", question: "", controls: &[], answers: &[] };
        let mut steps = Vec::new();
        let mut next = self.start;
        loop {
            let question = self.question(next).unwrap_or(&NONE);
            let answer = chosen(question.id).and_then(|id| question.answer(id));
            let Some(answer) = answer.filter(|_| steps.len() < self.questions.len()) else {
                return Path { steps, end: PathEnd::Open(question) };
            };
            steps.push((question, answer));
            match answer.outcome {
                Outcome::Ask(id) => next = id,
                Outcome::Class(class) => return Path { steps, end: PathEnd::Class(class) },
            }
        }
    }
}

/// The route for legacy software of an edition that knows one.
#[derive(Debug)]
pub struct LegacyRoute {
    /// What the gap analysis compares: a requirement belongs to it when its clause starts with one of these.
    pub gap_analysis: &'static [Clause],
    /// The requirement that can never be left out.
    pub floor: Clause,
    /// Whether the software is legacy software at all: every one must be answered with yes.
    pub checks: &'static [LegacyCheck],
}

impl LegacyRoute {
    /// Whether the gap analysis covers this requirement.
    #[must_use]
    pub fn analyses(&self, clause: Clause) -> bool {
        self.gap_analysis.iter().any(|prefix| clause.starts_with(*prefix))
    }
}

/// A question that is answered with yes where software is legacy software.
#[derive(Debug, PartialEq, Eq)]
pub struct LegacyCheck {
    /// `marketed`; what files store.
    pub id: &'static str,
    /// The question.
    pub question: &'static str,
    /// What helps to answer it.
    pub hint: &'static str,
    /// The sentence of the rationale where the answer is yes.
    pub says: &'static str,
    /// What a no means, and what to do instead.
    pub says_no: &'static str,
}
