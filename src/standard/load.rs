//! Reads the text that the build wrote from the edition files, value by value, in the order of `build/emit.rs`.
//!
//! It is read once; what is read lives as long as the program. Nothing here can fail on what the build wrote, and
//! `tests/native/golden.rs` holds that every clause arrives; a value that is missing would be an empty one.

use super::{
    Activity, Change, Class, ClassAnswer, ClassInfo, ClassQuestion, ClassTree, Clause, Control, Edition, LegacyCheck,
    LegacyRoute, LetteredItem, Outcome, Process, Requirement, Uncertain,
};
use std::sync::OnceLock;

/// What the page holds from the start.
pub(super) struct Loaded {
    /// The version of the words that belong to it.
    pub(super) version: &'static str,
    /// The editions.
    pub(super) editions: &'static [Edition],
}

/// What the page holds from the start, read at the first call.
pub(super) fn loaded() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(|| {
        let mut lines = Lines::new(include_str!(concat!(env!("OUT_DIR"), "/editions.txt")));
        Loaded { version: lines.value(), editions: lines.list(edition) }
    })
}

/// The values that are still to be read.
pub(super) struct Lines(std::str::Split<'static, char>);

impl Lines {
    pub(super) fn new(text: &'static str) -> Self {
        Self(text.split('\n'))
    }

    pub(super) fn value(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    pub(super) fn clause(&mut self) -> Clause {
        self.value().parse().unwrap_or(Clause::from_parts([0; 4]))
    }

    pub(super) fn list<T>(&mut self, item: fn(&mut Self) -> T) -> &'static [T] {
        let length: usize = self.value().parse().unwrap_or(0);
        let mut items = Vec::with_capacity(length);
        for _ in 0..length {
            items.push(item(self));
        }
        Vec::leak(items)
    }

    pub(super) fn texts(&mut self) -> &'static [&'static str] {
        self.list(Self::value)
    }
}

fn edition(lines: &mut Lines) -> Edition {
    Edition {
        id: lines.value(),
        name: lines.value(),
        label: lines.value(),
        published: lines.value(),
        about: lines.value(),
        classes: lines.list(|lines| ClassInfo {
            class: Class(lines.value()),
            name: lines.value(),
            meaning: lines.value(),
        }),
        processes: lines.list(|lines| Process {
            clause: lines.clause(),
            title: lines.value(),
            activities: lines.list(|lines| Activity {
                clause: lines.clause(),
                title: lines.value(),
                purpose: lines.value(),
                requirements: lines.list(requirement),
            }),
        }),
        uncertain: lines.list(|lines| Uncertain { clause: lines.clause(), text: lines.value() }),
        not_of_soup: lines.list(Lines::clause),
        classification: ClassTree { assumption: lines.value(), start: lines.value(), questions: lines.list(question) },
        legacy: lines.list(legacy).first(),
    }
}

fn requirement(lines: &mut Lines) -> Requirement {
    Requirement {
        clause: lines.clause(),
        title: lines.value(),
        classes: lines.list(|lines| Class(lines.value())),
        legacy: lines.value() == "legacy",
        change: match lines.value() {
            "new" => Change::New,
            "widened" => Change::Widened,
            "reworded" => Change::Reworded,
            _ => Change::None,
        },
        question: lines.value(),
        letters: lines.list(|lines| LetteredItem {
            letter: lines.value().chars().next().unwrap_or_default(),
            text: lines.value(),
        }),
    }
}

fn question(lines: &mut Lines) -> ClassQuestion {
    ClassQuestion {
        id: lines.value(),
        title: lines.value(),
        question: lines.value(),
        controls: lines.list(|lines| Control::from_id(lines.value()).unwrap_or(Control::Hardware)),
        answers: lines.list(|lines| ClassAnswer {
            id: lines.value(),
            label: lines.value(),
            says: lines.value(),
            outcome: match (lines.value(), lines.value()) {
                ("", class) => Outcome::Class(Class(class)),
                (next, _) => Outcome::Ask(next),
            },
        }),
    }
}

fn legacy(lines: &mut Lines) -> LegacyRoute {
    LegacyRoute {
        gap_analysis: lines.list(Lines::clause),
        floor: lines.clause(),
        checks: lines.list(|lines| LegacyCheck {
            id: lines.value(),
            question: lines.value(),
            hint: lines.value(),
            says: lines.value(),
            says_no: lines.value(),
        }),
    }
}
