//! Software items: what the software system is divided into, and the class of each (4.3 d, 5.3.1, 5.3.5).
//!
//! Nothing is mended here: an item that is its own ancestor, or whose parent is missing, stands at the top until a person
//! decides (`contradiction` tells them).

use super::answer::{Answer, Unknown};
use super::model::Assessment;
use crate::standard::{Class, Clause, Edition, Requirement, Scope};
use std::fmt;

/// The id of an item in its assessment: 1 to 16 letters, digits and hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemId([u8; 16]);

impl ItemId {
    /// The most characters that an id may have.
    pub const MAX: usize = 16;

    /// The id, if the text may be one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_clean = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if text.is_empty() || text.len() > Self::MAX || !is_clean {
            return None;
        }
        let mut bytes = [0; Self::MAX];
        for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
            *slot = byte;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0'))
    }
}

/// A part of the software system, down to the depth that a team divides it (5.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Stays the same in every copy of the assessment.
    pub id: ItemId,
    /// The item that it was split from; none for an item of the system itself.
    pub parent: Option<ItemId>,
    /// What it is called.
    pub name: String,
    /// What it does, in a line or two.
    pub does: String,
    /// Ready-made software whose development records are not at hand.
    pub soup: bool,
    /// Its own class; none means that it takes the class of what it was split from (4.3 d).
    pub class: Option<Class>,
    /// Why a lower class is justified: how the item is segregated. A lower class counts only with it.
    pub segregation: String,
    /// It implements a risk control, and so takes the class of the risk that it controls (7.2.2 b).
    pub controls_risk: bool,
    /// When any of it changed last, ISO 8601 in UTC.
    pub changed: String,
    /// Fields of the file that this version does not know; kept.
    pub unknown: Unknown,
}

impl Item {
    /// A new item without a name, below `parent`.
    #[must_use]
    pub const fn new(id: ItemId, parent: Option<ItemId>) -> Self {
        Self {
            id,
            parent,
            name: String::new(),
            does: String::new(),
            soup: false,
            class: None,
            segregation: String::new(),
            controls_risk: false,
            changed: String::new(),
            unknown: Unknown::new(),
        }
    }

    /// Its name, or what stands in for it.
    #[must_use]
    pub fn display_name(&self) -> String {
        let name = self.name.trim();
        if name.is_empty() { format!("Unnamed item {}", self.id) } else { name.to_owned() }
    }
}

/// An item in its place, with the class that counts.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// The item.
    pub item: &'a Item,
    /// How deep it stands: 0 for an item of the system itself.
    pub depth: usize,
    /// The class of what it was split from.
    pub above: Class,
    /// The class that counts: its own, or the one above where it has none or a lower one without a rationale; and never
    /// below an item inside it.
    pub class: Class,
    /// It is not divided further: answers may be split by it.
    pub is_leaf: bool,
    /// It takes part in a circle of parents, and stands at the top for that reason.
    pub is_circular: bool,
}

impl Placed<'_> {
    /// Its own class is below the one above, and no rationale for the segregation is given.
    #[must_use]
    pub fn lacks_rationale(&self, edition: &Edition) -> bool {
        self.item.class.is_some_and(|own| rank(edition, own) < rank(edition, self.above))
            && self.item.segregation.trim().is_empty()
    }
}

/// The software system with its items, in the order of a tree: each item before what is inside it.
#[derive(Debug, Clone)]
pub struct Division<'a> {
    edition: &'static Edition,
    /// The class of the system that counts: the one assigned, or the strictest while none is (4.3 g), and never below
    /// its highest item.
    pub system: Class,
    /// The items.
    pub items: Vec<Placed<'a>>,
}

impl Division<'_> {
    /// The stricter of two classes of its edition.
    #[must_use]
    pub fn higher(&self, one: Class, other: Class) -> Class {
        higher(self.edition, one, other)
    }

    /// The items that a requirement is asked of: those not divided further whose class it is required for. SOUP is left
    /// out where the requirement is about one's own development.
    pub fn asked(&self, requirement: &'static Requirement) -> impl Iterator<Item = &Placed<'_>> {
        let spares_soup = self.edition.spares_soup(requirement.clause);
        self.items.iter().filter(move |placed| {
            placed.is_leaf && requirement.classes.contains(&placed.class) && !(spares_soup && placed.item.soup)
        })
    }
}

/// What is asked of an item of this class in this scope.
pub fn asked_of(scope: Scope, class: Class, is_soup: bool) -> impl Iterator<Item = &'static Requirement> {
    let asked = Scope { class, ..scope }.requirements();
    asked.filter(move |requirement| !(is_soup && scope.edition.spares_soup(requirement.clause)))
}

/// The place of a class in its edition, from the mildest; a class of another edition comes first.
#[must_use]
pub fn rank(edition: &Edition, class: Class) -> usize {
    edition.classes.iter().position(|info| info.class == class).unwrap_or(0)
}

fn higher(edition: &Edition, one: Class, other: Class) -> Class {
    if rank(edition, other) > rank(edition, one) { other } else { one }
}

impl Assessment {
    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The class of the system that counts: never below its highest item.
    #[must_use]
    pub fn system_class(&self) -> Class {
        let assigned = self.classification.class.unwrap_or_else(|| self.edition.strictest());
        let own = self.items.iter().filter_map(|item| item.class);
        own.fold(assigned, |highest, class| higher(self.edition, highest, class))
    }

    /// The items in their places, with the classes that count.
    #[must_use]
    pub fn division(&self) -> Division<'_> {
        let edition = self.edition;
        let system = self.system_class();
        let (parents, circular) = self.parents();
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.items.len()];
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (index, parent) in parents.iter().enumerate().rev() {
            match parent.and_then(|parent| children.get_mut(parent)) {
                Some(siblings) => siblings.push(index),
                None => open.push((index, 0)),
            }
        }
        // Each item before what is inside it.
        let mut order: Vec<(usize, usize)> = Vec::new();
        while let Some((index, depth)) = open.pop() {
            order.push((index, depth));
            open.extend(children.get(index).into_iter().flatten().map(|child| (*child, depth + 1)));
        }
        // The highest class inside each item, from the innermost outwards.
        let mut inside: Vec<Option<Class>> = vec![None; self.items.len()];
        for (index, _) in order.iter().rev() {
            let own = self.items.get(*index).and_then(|item| item.class);
            let highest = inside.get(*index).copied().flatten().into_iter().chain(own);
            let highest = highest.reduce(|one, other| higher(edition, one, other));
            let parent = parents.get(*index).copied().flatten().and_then(|parent| inside.get_mut(parent));
            if let (Some(highest), Some(parent)) = (highest, parent) {
                *parent = Some(parent.map_or(highest, |known| higher(edition, known, highest)));
            }
        }
        let mut counted: Vec<Class> = vec![system; self.items.len()];
        let mut items = Vec::with_capacity(self.items.len());
        for (index, depth) in order {
            let Some(item) = self.items.get(index) else { continue };
            let parent = parents.get(index).copied().flatten();
            let above = parent.and_then(|parent| counted.get(parent).copied()).unwrap_or(system);
            let own = item
                .class
                .filter(|own| rank(edition, *own) >= rank(edition, above) || !item.segregation.trim().is_empty());
            let class = own.unwrap_or(above);
            let class = inside.get(index).copied().flatten().map_or(class, |inner| higher(edition, class, inner));
            if let Some(slot) = counted.get_mut(index) {
                *slot = class;
            }
            let is_leaf = children.get(index).is_none_or(Vec::is_empty);
            let is_circular = circular.get(index).copied().unwrap_or(false);
            items.push(Placed { item, depth, above, class, is_leaf, is_circular });
        }
        Division { edition, system, items }
    }

    /// For each item the place of its parent in the list, and whether it takes part in a circle. A parent that is missing
    /// or that closes a circle counts as none.
    fn parents(&self) -> (Vec<Option<usize>>, Vec<bool>) {
        let count = self.items.len();
        let mut by_id: Vec<(ItemId, usize)> = Vec::with_capacity(count);
        for (index, item) in self.items.iter().enumerate() {
            let place = by_id.partition_point(|(id, _)| *id < item.id);
            by_id.insert(place, (item.id, index));
        }
        let find = |id: ItemId| {
            let place = by_id.partition_point(|(known, _)| *known < id);
            by_id.get(place).filter(|(known, _)| *known == id).map(|(_, index)| *index)
        };
        let mut parents: Vec<Option<usize>> = self.items.iter().map(|item| item.parent.and_then(find)).collect();
        let mut circular = vec![false; count];
        // Who came by first: a walk that meets its own mark has gone round a circle.
        let mut marks: Vec<Option<usize>> = vec![None; count];
        for start in 0..count {
            let mut at = Some(start);
            while let Some(index) = at {
                match marks.get(index).copied().flatten() {
                    None => {
                        if let Some(mark) = marks.get_mut(index) {
                            *mark = Some(start);
                        }
                        at = parents.get(index).copied().flatten();
                    }
                    Some(mark) if mark == start => {
                        // Round the circle once: each of its items loses its parent.
                        let mut round = Some(index);
                        while let Some(place) = round {
                            if let Some(flag) = circular.get_mut(place) {
                                *flag = true;
                            }
                            round = parents.get_mut(place).and_then(Option::take);
                        }
                        at = None;
                    }
                    Some(_) => at = None,
                }
            }
        }
        (parents, circular)
    }

    /// Takes an item out: what is inside it moves up, and answers that were split by it keep its words in their notes.
    pub fn remove_item(&mut self, id: ItemId) {
        let Some(place) = self.items.iter().position(|item| item.id == id) else { return };
        let gone = self.items.remove(place);
        for item in &mut self.items {
            if item.parent == Some(id) {
                item.parent = gone.parent.filter(|parent| *parent != item.id);
            }
        }
        let is_split_by = |answer: &Answer| answer.part(id).is_some();
        let split: Vec<Clause> =
            self.answers.iter().filter(|(_, answer)| is_split_by(answer)).map(|(clause, _)| *clause).collect();
        for clause in split {
            let asked = self.asked_items(clause);
            if let Some(answer) = self.answers.get_mut(&clause) {
                answer.fold_in(id, &asked, &gone.display_name());
            }
        }
    }
}
