//! What if an item, or the system, had another class: what would be asked then, and what no more.

use super::items::{Division, ItemId, Placed};
use super::model::Assessment;
use crate::standard::{Class, Scope, ScopeChange};

/// What another class would change. Nothing is changed yet.
#[derive(Debug)]
pub struct WhatIf {
    /// The class that would count.
    pub class: Class,
    /// The class that would count for the system.
    pub system: Class,
    /// A lower class for an item counts only with a rationale for the segregation, and there is none. All the rest is told
    /// as if there were one.
    pub needs_rationale: bool,
    /// What would come in and go out for the item, or for the system.
    pub asked: ScopeChange,
    /// What would come in and go out for the whole assessment.
    pub scope: ScopeChange,
    /// The other items whose class that counts would change, with that class.
    pub others: Vec<(ItemId, Class)>,
    /// How many answers, or answers for an item, would be kept and not counted any more.
    pub hidden: usize,
    /// How many of those kept would count again.
    pub back: usize,
}

impl WhatIf {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.scope.is_empty() && self.others.is_empty()
    }
}

impl Assessment {
    /// Gives an item, or the system, a class; none is the class above, or not assigned.
    pub fn give_class(&mut self, item: Option<ItemId>, class: Option<Class>) {
        let Some(id) = item else {
            self.classification.class = class;
            return;
        };
        for item in self.items.iter_mut().filter(|item| item.id == id) {
            item.class = class;
        }
    }

    /// What would change if an item, or the system, were given this class. None where the item is not there.
    #[must_use]
    pub fn what_if(&self, item: Option<ItemId>, class: Option<Class>) -> Option<WhatIf> {
        let mut then = self.clone();
        then.give_class(item, class);
        let lacks = |placed: &Placed| Some(placed.item.id) == item && placed.lacks_rationale(self.edition);
        let needs_rationale = then.division().items.iter().any(lacks);
        if needs_rationale {
            // Any words do: what they say is for people to judge.
            for one in then.items.iter_mut().filter(|one| Some(one.id) == item) {
                "given".clone_into(&mut one.segregation);
            }
        }
        let (before, after) = (self.division(), then.division());
        let class_in = |division: &Division| match item {
            None => Some(division.system),
            Some(id) => division.items.iter().find(|placed| placed.item.id == id).map(|placed| placed.class),
        };
        let (was, class) = (class_in(&before)?, class_in(&after)?);
        let others = before.items.iter().filter_map(|old| {
            let new = after.items.iter().find(|new| new.item.id == old.item.id)?;
            (Some(old.item.id) != item && new.class != old.class).then_some((old.item.id, new.class))
        });
        let others = others.collect();
        let mut asked = Scope { class: was, ..self.scope() }.change_to(Scope { class, ..self.scope() });
        if item.and_then(|id| self.item(id)).is_some_and(|item| item.soup) {
            for list in [&mut asked.comes_in, &mut asked.goes_out] {
                list.retain(|requirement| !self.edition.spares_soup(requirement.clause));
            }
        }
        let scope = self.scope().change_to(then.scope());
        let (mut hidden, mut back) = (0, 0);
        for (clause, answer) in self.answers.iter().filter(|(_, answer)| !answer.is_empty()) {
            // For the whole, and for each item that has an answer of its own.
            let counting = |assessment: &Self| -> Vec<Option<ItemId>> {
                if assessment.scope().requirement(*clause).is_none() {
                    return Vec::new();
                }
                let asked = assessment.asked_items(*clause).into_iter();
                let own = asked.filter(|item| answer.part(*item).is_some()).map(Some);
                own.chain((!answer.is_split()).then_some(None)).collect()
            };
            let [old, new] = [self, &then].map(counting);
            hidden += old.iter().filter(|one| !new.contains(one)).count();
            back += new.iter().filter(|one| !old.contains(one)).count();
        }
        Some(WhatIf { class, system: after.system, needs_rationale, asked, scope, others, hidden, back })
    }
}
