//! Writes the checked catalogue as one text, a value a line, for `src/standard/load.rs` to read in the same order.
//!
//! Why not static Rust data: some four thousand references to text cost 17 kB on the wire, and line breaks cost none.
//!
//! What belongs here: the order of the values. Never here: a check (`catalogue`).

use crate::catalogue::{Catalogue, Edition, Requirement, activity_of, clause_of};
use crate::clause::Clause;

/// The editions.
pub fn editions(catalogue: &Catalogue) -> String {
    let mut out = Lines(String::new());
    out.list(&catalogue.editions, edition);
    out.0
}

/// The maps between them; a text of its own, which is in the page only if the page asks for it.
pub fn map(catalogue: &Catalogue) -> String {
    let mut out = Lines(String::new());
    out.list(&catalogue.map, |out, row| {
        let clause = |clause: Option<Clause>| clause.map(|clause| clause.to_string()).unwrap_or_default();
        for value in [&row.older, &row.newer, &clause(row.from), &clause(row.to), &row.relation, &row.note] {
            out.value(value);
        }
    });
    out.0
}

/// Values, each on a line of its own; a list is its length and then its items.
struct Lines(String);

impl Lines {
    fn value(&mut self, value: &str) {
        self.0.push_str(value);
        self.0.push('\n');
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.value(&items.len().to_string());
        for each in items {
            item(self, each);
        }
    }
}

fn edition(out: &mut Lines, edition: &Edition) {
    let head = &edition.head;
    for value in [&head.id, &head.name, &head.label, &head.published, &head.about] {
        out.value(value);
    }
    out.list(&head.class, |out, class| {
        let class = class.get_ref();
        for value in [&class.id, &class.name, &class.meaning] {
            out.value(value);
        }
    });
    out.list(&head.process, |out, process| {
        out.value(&process.get_ref().clause);
        out.value(&process.get_ref().title);
        let own = clause_of(process);
        let is_inside = |row: &&_| clause_of(row).zip(own).is_some_and(|(activity, own)| activity.starts_with(own));
        let inside: Vec<_> = head.activity.iter().filter(is_inside).collect();
        out.list(&inside, |out, row| {
            let activity = row.get_ref();
            for value in [&activity.clause, &activity.title, &activity.purpose] {
                out.value(value);
            }
            let all = edition.requirements.iter();
            let inside: Vec<_> = all.filter(|asked| activity_of(edition, asked.clause) == clause_of(row)).collect();
            out.list(&inside, |out, asked| requirement(out, asked));
        });
    });
    out.list(&head.uncertain, |out, row| {
        out.value(&row.get_ref().clause);
        out.value(&row.get_ref().text);
    });
}

fn requirement(out: &mut Lines, requirement: &Requirement) {
    out.value(&requirement.clause.to_string());
    out.value(&requirement.title);
    out.list(&requirement.classes, |out, class| out.value(class));
    out.value(if requirement.legacy { "legacy" } else { "" });
    out.value(&requirement.change);
    out.value(&requirement.words.question);
    out.value(&requirement.words.look_for);
    out.list(&requirement.words.evidence, |out, text| out.value(text));
    out.list(&requirement.letters, |out, (letter, text)| {
        out.value(&letter.to_string());
        out.value(text);
    });
}
