//! Reads the texts that the build wrote from the edition files, value by value, in the order of `build/emit.rs`.
//!
//! It is read once; what is read lives as long as the program. Nothing here can fail on what the build wrote, and
//! `tests/native/golden.rs` holds that every clause arrives; a value that is missing would be an empty one.

use super::{
    Activity, Change, Class, ClassInfo, Clause, Edition, LetteredItem, MapRow, Process, Relation, Requirement,
    Uncertain,
};
use std::sync::OnceLock;

/// The editions, read at the first call.
pub(super) fn editions() -> &'static [Edition] {
    static EDITIONS: OnceLock<&'static [Edition]> = OnceLock::new();
    EDITIONS.get_or_init(|| read(include_str!(concat!(env!("OUT_DIR"), "/editions.txt")), edition))
}

/// The maps between them, read at the first call.
pub(super) fn map() -> &'static [MapRow] {
    static MAP: OnceLock<&'static [MapRow]> = OnceLock::new();
    MAP.get_or_init(|| read(include_str!(concat!(env!("OUT_DIR"), "/map.txt")), map_row))
}

fn read<T>(text: &'static str, item: fn(&mut Lines) -> T) -> &'static [T] {
    Lines(text.split('\n')).list(item)
}

/// The values that are still to be read.
struct Lines(std::str::Split<'static, char>);

impl Lines {
    fn value(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    fn clause(&mut self) -> Clause {
        self.value().parse().unwrap_or(Clause::from_parts([0; 4]))
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> T) -> &'static [T] {
        let length: usize = self.value().parse().unwrap_or(0);
        let mut items = Vec::with_capacity(length);
        for _ in 0..length {
            items.push(item(self));
        }
        Vec::leak(items)
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
        look_for: lines.value(),
        evidence: lines.list(Lines::value),
        letters: lines.list(|lines| LetteredItem {
            letter: lines.value().chars().next().unwrap_or_default(),
            text: lines.value(),
        }),
    }
}

fn map_row(lines: &mut Lines) -> MapRow {
    MapRow {
        older: lines.value(),
        newer: lines.value(),
        from: lines.value().parse().ok(),
        to: lines.value().parse().ok(),
        relation: match lines.value() {
            "reworded" => Relation::Reworded,
            "widened" => Relation::Widened,
            "new" => Relation::New,
            "withdrawn" => Relation::Withdrawn,
            _ => Relation::Same,
        },
        note: lines.value(),
    }
}
