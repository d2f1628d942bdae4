//! Writes the checked catalogue as two texts, a value a line, for `src/standard` to read in the same order: what the
//! first answer needs (`load.rs`) and what comes after it (`words.rs`).
//!
//! Why not static Rust data: some four thousand references to text cost 17 kB on the wire, and line breaks cost none.
//!
//! What belongs here: the order of the values. Never here: a check (`catalogue`).

use crate::catalogue::{Catalogue, Edition, Keyed, LegacyRoute, Ranking, Requirement, Tree, activity_of, clause_of};
use crate::clause::Clause;
use crate::version::version;

/// What the first answer needs, and what comes after it.
pub struct Texts {
    pub editions: String,
    pub words: String,
}

/// Both texts. The first line of each is the version of the words, so that only those that belong together meet.
pub fn texts(catalogue: &Catalogue) -> Texts {
    let words = words(catalogue);
    let version = version(&words);
    let mut editions = Lines(String::new());
    editions.value(&version);
    editions.list(&catalogue.editions, edition);
    Texts { editions: editions.0, words: format!("{version}\n{words}") }
}

/// Values, each on a line of its own; a list is its length and then its items.
struct Lines(String);

impl Lines {
    fn value(&mut self, value: &str) {
        self.0.push_str(value);
        self.0.push('\n');
    }

    fn values<'a>(&mut self, values: impl IntoIterator<Item = &'a String>) {
        for value in values {
            self.value(value);
        }
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.value(&items.len().to_string());
        for each in items {
            item(self, each);
        }
    }

    fn texts(&mut self, items: &[String]) {
        self.list(items, |out, text| out.value(text));
    }

    /// Blocks with their clause and the edition that they are for, which is empty where they serve all.
    fn keyed<T>(&mut self, blocks: &Keyed<T>, mut item: impl FnMut(&mut Self, &T)) {
        self.value(&blocks.len().to_string());
        for ((clause, edition), placed) in blocks {
            self.value(&clause.to_string());
            self.value(edition.as_deref().unwrap_or_default());
            item(self, &placed.value);
        }
    }
}

fn edition(out: &mut Lines, edition: &Edition) {
    let head = &edition.head;
    out.values([&head.id, &head.name, &head.label, &head.published, &head.about]);
    out.list(&head.class, |out, class| {
        let class = class.get_ref();
        out.values([&class.id, &class.name, &class.meaning]);
    });
    out.list(&head.process, |out, process| {
        out.value(&process.get_ref().clause);
        out.value(&process.get_ref().title);
        let own = clause_of(process);
        let is_inside = |row: &&_| clause_of(row).zip(own).is_some_and(|(activity, own)| activity.starts_with(own));
        let inside: Vec<_> = head.activity.iter().filter(is_inside).collect();
        out.list(&inside, |out, row| {
            let activity = row.get_ref();
            out.values([&activity.clause, &activity.title, &activity.purpose]);
            let all = edition.requirements.iter();
            let inside: Vec<_> = all.filter(|asked| activity_of(edition, asked.clause) == clause_of(row)).collect();
            out.list(&inside, |out, asked| requirement(out, asked));
        });
    });
    out.list(&head.uncertain, |out, row| out.values([&row.get_ref().clause, &row.get_ref().text]));
    out.texts(&head.not_of_soup);
    tree(out, &edition.tree);
    let route: Vec<&LegacyRoute> = head.legacy.iter().map(toml::Spanned::get_ref).collect();
    out.list(&route, |out, route| legacy(out, route));
}

fn requirement(out: &mut Lines, requirement: &Requirement) {
    out.value(&requirement.clause.to_string());
    out.value(&requirement.title);
    out.texts(&requirement.classes);
    out.value(if requirement.legacy { "legacy" } else { "" });
    out.value(&requirement.change);
    out.value(&requirement.words.question);
    out.list(&requirement.letters, |out, (letter, text)| {
        out.value(&letter.to_string());
        out.value(text);
    });
}

/// The questions that lead to a class, without what explains them.
fn tree(out: &mut Lines, tree: &Tree) {
    out.values([&tree.assumption, &tree.start]);
    out.list(&tree.question, |out, row| {
        let question = row.get_ref();
        out.values([&question.id, &question.title, &question.question]);
        out.texts(&question.controls);
        out.list(&question.answer, |out, row| {
            let answer = row.get_ref();
            out.values([&answer.id, &answer.label, &answer.says]);
            out.value(answer.to.as_deref().unwrap_or_default());
            out.value(answer.class.as_deref().unwrap_or_default());
        });
    });
}

fn legacy(out: &mut Lines, route: &LegacyRoute) {
    out.texts(&route.gap_analysis);
    out.value(&route.floor);
    out.list(&route.check, |out, row| {
        let check = row.get_ref();
        out.values([&check.id, &check.question, &check.hint, &check.says, &check.says_no]);
    });
}

/// Everything that comes after the first answer.
fn words(catalogue: &Catalogue) -> String {
    let mut out = Lines(String::new());
    out.keyed(&catalogue.words, |out, words| {
        out.value(&words.look_for);
        out.texts(&words.evidence);
    });
    out.keyed(&catalogue.help, |out, help| {
        out.values(help.sections().map(|(_, text)| text));
        out.texts(&help.neighbours);
    });
    out.list(&catalogue.terms, |out, term| {
        let forms: Vec<&String> = std::iter::once(&term.term).chain(&term.also).collect();
        out.list(&forms, |out, form| out.value(form));
        out.values([&term.world, &term.meaning]);
        out.texts(&term.see);
    });
    out.list(&catalogue.quick, |out, (clause, quick)| {
        out.value(&clause.to_string());
        out.values([&quick.question, &quick.first_step]);
    });
    out.list(&catalogue.orientation.flow, |out, row| {
        let flow = row.get_ref();
        out.values([&flow.from, &flow.to, &flow.text]);
    });
    out.list(&catalogue.orientation.topic, |out, row| {
        let topic = row.get_ref();
        out.values([&topic.id, &topic.title]);
        out.texts(&topic.paragraphs);
        out.texts(&topic.points);
    });
    out.list(&catalogue.editions, |out, edition| {
        out.value(&edition.head.id);
        out.list(&edition.tree.question, |out, row| {
            let question = row.get_ref();
            out.values([&question.id, &question.explain]);
            out.texts(&question.mistakes);
            out.list(&question.answer, |out, row| {
                out.value(&row.get_ref().id);
                out.texts(&row.get_ref().examples);
            });
        });
    });
    out.list(&catalogue.map, |out, row| {
        let clause = |clause: Option<Clause>| clause.map(|clause| clause.to_string()).unwrap_or_default();
        out.values([&row.older, &row.newer, &clause(row.from), &clause(row.to), &row.relation, &row.note]);
        out.list(&row.letters, |out, moved| {
            let letter = |letter: Option<char>| letter.map(String::from).unwrap_or_default();
            out.values([&letter(moved.from), &clause(moved.to.map(|(to, _)| to)), &letter(moved.to.map(|(_, to)| to))]);
        });
    });
    out.list(&catalogue.checks, |out, check| {
        out.values([&check.id, &check.title, &check.severity, &check.reason, &check.remedy]);
        out.list(&check.beside, |out, clause| out.value(&clause.to_string()));
        out.texts(&check.is);
        out.list(&check.when, |out, condition| {
            out.value(condition.kind);
            out.list(&condition.clauses, |out, clause| out.value(&clause.to_string()));
            out.texts(&condition.words);
        });
    });
    out.list(&catalogue.order, |out, row| {
        out.values([&row.clause.to_string(), &row.on.to_string(), &row.why]);
    });
    ranking(&mut out, &catalogue.ranking);
    out.0
}

/// How gaps are ranked: for each component its label, its reason and its points.
fn ranking(out: &mut Lines, ranking: &Ranking) {
    let Ranking { status, class, dependents, often, blocking } = ranking;
    out.values([&status.label, &status.why, &status.not_met.to_string(), &status.partly_met.to_string()]);
    out.values([&class.label, &class.why, &class.strictest.to_string()]);
    out.values([&dependents.label, &dependents.why, &dependents.direct.to_string(), &dependents.through.to_string()]);
    out.value(&dependents.most.to_string());
    for groups in [often, blocking] {
        out.values([&groups.label, &groups.why, &groups.points.to_string()]);
        out.list(&groups.group, |out, row| {
            let group = row.get_ref();
            out.value(&group.name);
            out.list(&group.clauses, |out, spot| {
                let (clause, letter) = spot.split_once(' ').unwrap_or((spot, ""));
                out.value(clause);
                out.value(letter);
            });
            out.value(&group.says);
        });
    }
}
