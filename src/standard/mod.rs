//! IEC 62304 as data: editions, clauses, classes, requirements, and what is in scope.
//!
//! What belongs here: what the standard asks, of whom, and how its editions differ. Never here: what a person
//! answered, and any browser type. The facts and words come from the files under `editions/`, checked at build time.

mod checks;
mod classification;
mod clause;
mod load;
mod map;
mod ranking;
mod scope;
mod terms;
mod version;
mod words;

pub use checks::{Check, Condition, Quantity, Severity};
pub use classification::{
    ClassAnswer, ClassQuestion, ClassTree, Control, LegacyCheck, LegacyRoute, Outcome, Path, PathEnd,
};
pub use clause::{Clause, NotAClause};
pub use map::{EditionWay, LetterMove, MapRow, Relation, edition_map};
pub use ranking::{Leaning, RankingGroup, RankingGroups, RankingPart, RankingRule, Spot};
pub use scope::{Scope, ScopeChange};
pub use terms::{Seen, Span, mark};
pub use words::{Flow, Help, Look, QuestionHelp, Quick, Term, Topic, Words, World, changed, take_words, words};

/// A software safety class (4.3) of an edition, by the name that the edition gives it: `A`, `B` or `C`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class(&'static str);

impl Class {
    /// The name, as files store it: `C`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }
}

/// A class with the words an edition gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct ClassInfo {
    /// The class.
    pub class: Class,
    /// `Class C`.
    pub name: &'static str,
    /// One plain sentence on when it applies.
    pub meaning: &'static str,
}

/// An edition of the standard: its requirement set, its classes and our words for them.
pub struct Edition {
    /// `1.1`; what files store.
    pub id: &'static str,
    /// `IEC 62304:2006+AMD1:2015`.
    pub name: &'static str,
    /// A name that says edition and year.
    pub label: &'static str,
    /// Year and month of publication, `2015-06`.
    pub published: &'static str,
    /// Its status and who uses it, in a sentence or two.
    pub about: &'static str,
    /// From the mildest to the strictest.
    pub classes: &'static [ClassInfo],
    /// The clauses that hold requirements, in order.
    pub processes: &'static [Process],
    /// Facts on which the sources disagree.
    pub uncertain: &'static [Uncertain],
    /// What is not asked of SOUP: a requirement belongs to it when its clause starts with one of these.
    pub not_of_soup: &'static [Clause],
    /// The questions that lead to a class.
    pub classification: ClassTree,
    /// The route for legacy software, where the edition knows one.
    pub legacy: Option<&'static LegacyRoute>,
}

/// A clause of the standard that describes a process, such as 5, software development.
#[derive(Debug)]
pub struct Process {
    /// `5`.
    pub clause: Clause,
    /// The name of the process.
    pub title: &'static str,
    /// Its activities, in order.
    pub activities: &'static [Activity],
}

/// An activity of a process, such as 5.1, software development planning.
#[derive(Debug)]
pub struct Activity {
    /// `5.1`.
    pub clause: Clause,
    /// The name of the activity.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// Its requirements, in order.
    pub requirements: &'static [Requirement],
}

impl Activity {
    /// Whether the activity has anything to ask in this scope.
    #[must_use]
    pub fn is_in(&self, scope: Scope) -> bool {
        self.requirements.iter().any(|requirement| scope.includes(requirement))
    }
}

/// One requirement: a clause that an assessor judges.
#[derive(Debug)]
pub struct Requirement {
    /// `5.1.1`.
    pub clause: Clause,
    /// Its short title.
    pub title: &'static str,
    /// The classes that it is required for.
    pub classes: &'static [Class],
    /// Part of the route for legacy software (4.4): asked only where the software is legacy.
    pub legacy: bool,
    /// What this edition changed about it.
    pub change: Change,
    /// The requirement as a question, in our own words.
    pub question: &'static str,
    /// Its lettered items, which an assessor judges one by one.
    pub letters: &'static [LetteredItem],
}

impl Requirement {
    /// The classes as people write them: `A, B, C`.
    #[must_use]
    pub fn classes_text(&self) -> String {
        self.classes.iter().map(|class| class.id()).collect::<Vec<_>>().join(", ")
    }
}

/// A lettered item of a requirement, such as 5.2.2 c.
#[derive(Debug, PartialEq, Eq)]
pub struct LetteredItem {
    /// `c`.
    pub letter: char,
    /// What it asks, in our own words.
    pub text: &'static str,
}

/// What an edition changed about a requirement, seen from the edition before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// It did not exist before.
    New,
    /// It now applies to more classes.
    Widened,
    /// Its text changed.
    Reworded,
}

/// A fact on which the sources disagree, and what we do about it.
#[derive(Debug)]
pub struct Uncertain {
    /// The clause in question.
    pub clause: Clause,
    /// What is uncertain.
    pub text: &'static str,
}

/// All editions, the default one first.
#[must_use]
pub fn editions() -> &'static [Edition] {
    load::loaded().editions
}

/// The edition that a new assessment starts with.
#[must_use]
pub fn default_edition() -> &'static Edition {
    static NONE: Edition = Edition {
        id: "",
        name: "",
        label: "",
        published: "",
        about: "",
        classes: &[],
        processes: &[],
        uncertain: &[],
        not_of_soup: &[],
        classification: ClassTree { assumption: "", start: "", questions: &[] },
        legacy: None,
    };
    // The build does not pass without an edition.
    editions().first().unwrap_or(&NONE)
}

/// The edition with this id.
#[must_use]
pub fn edition(id: &str) -> Option<&'static Edition> {
    editions().iter().find(|edition| edition.id == id)
}

/// Every clause that any edition asks, once, in order. Answers may be given to each of them.
#[must_use]
pub fn all_clauses() -> Vec<Clause> {
    // In order already but for the few clauses that only an older edition has.
    let mut clauses: Vec<Clause> = Vec::new();
    for requirement in editions().iter().flat_map(Edition::requirements) {
        let place = clauses.partition_point(|clause| *clause < requirement.clause);
        if clauses.get(place) != Some(&requirement.clause) {
            clauses.insert(place, requirement.clause);
        }
    }
    clauses
}

impl Edition {
    /// Its activities, in order.
    pub fn activities(&'static self) -> impl Iterator<Item = &'static Activity> {
        self.processes.iter().flat_map(|process| process.activities)
    }

    /// Its requirements, in order.
    pub fn requirements(&'static self) -> impl Iterator<Item = &'static Requirement> {
        self.activities().flat_map(|activity| activity.requirements)
    }

    /// The requirement of this clause.
    #[must_use]
    pub fn requirement(&'static self, clause: Clause) -> Option<&'static Requirement> {
        self.requirements().find(|requirement| requirement.clause == clause)
    }

    /// Whether this requirement is not asked of SOUP.
    #[must_use]
    pub fn spares_soup(&self, clause: Clause) -> bool {
        self.not_of_soup.iter().any(|prefix| clause.starts_with(*prefix))
    }

    /// The activity that holds this requirement.
    #[must_use]
    pub fn activity_of(&'static self, clause: Clause) -> Option<&'static Activity> {
        self.activities().find(|activity| activity.requirements.iter().any(|requirement| requirement.clause == clause))
    }

    /// The class with this name.
    #[must_use]
    pub fn class(&self, id: &str) -> Option<Class> {
        self.classes.iter().map(|info| info.class).find(|class| class.id() == id)
    }

    /// The strictest class, which counts while none is assigned (4.3 g).
    #[must_use]
    pub fn strictest(&self) -> Class {
        // The build checks that an edition has classes; the class that every edition knows stands in for none.
        self.classes.last().map_or(Class("C"), |info| info.class)
    }
}

impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Edition {}

/// Its id alone: the rest is the size of a book.
impl std::fmt::Debug for Edition {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Edition({})", self.id)
    }
}
