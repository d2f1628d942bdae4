//! What an assessment is asked: the requirements in scope.

use super::{Activity, Class, Clause, Edition, Requirement};

/// What decides which requirements are asked. Answers outside it are kept, hidden and not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The edition whose requirement set is asked.
    pub edition: &'static Edition,
    /// The class; the strictest while none is assigned (4.3 g).
    pub class: Class,
    /// Whether the route for legacy software (4.4) is asked too.
    pub legacy: bool,
}

impl Scope {
    /// The scope for a class, or for the strictest one while none is assigned (4.3 g).
    #[must_use]
    pub fn new(edition: &'static Edition, class: Option<Class>, legacy: bool) -> Self {
        Self { edition, class: class.unwrap_or_else(|| edition.strictest()), legacy }
    }

    /// Whether this requirement is asked. It must be one of the scope's edition.
    #[must_use]
    pub fn includes(self, requirement: &Requirement) -> bool {
        requirement.classes.contains(&self.class) && (self.legacy || !requirement.legacy)
    }

    /// The requirements that are asked, in order.
    pub fn requirements(self) -> impl Iterator<Item = &'static Requirement> {
        self.edition.requirements().filter(move |requirement| self.includes(requirement))
    }

    /// The activities of which anything is asked, in order.
    #[must_use]
    pub fn activities(self) -> Vec<&'static Activity> {
        self.edition.activities().filter(|activity| activity.is_in(self)).collect()
    }

    /// The requirement of this clause, if it is asked.
    #[must_use]
    pub fn requirement(self, clause: Clause) -> Option<&'static Requirement> {
        self.edition.requirement(clause).filter(|requirement| self.includes(requirement))
    }

    /// What comes in and what goes out on the way to another scope.
    #[must_use]
    pub fn change_to(self, next: Self) -> ScopeChange {
        let not_in = |other: Self| move |requirement: &&Requirement| other.requirement(requirement.clause).is_none();
        ScopeChange {
            comes_in: next.requirements().filter(not_in(self)).collect(),
            goes_out: self.requirements().filter(not_in(next)).collect(),
        }
    }
}

/// The difference between two scopes.
#[derive(Debug, Default)]
pub struct ScopeChange {
    /// Requirements that are asked only in the new scope, in order.
    pub comes_in: Vec<&'static Requirement>,
    /// Requirements that are asked only in the old scope, in order.
    pub goes_out: Vec<&'static Requirement>,
}

impl ScopeChange {
    /// Whether the two scopes ask the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.comes_in.is_empty() && self.goes_out.is_empty()
    }
}
