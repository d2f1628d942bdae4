//! Software items: what the system is divided into, and the class of each. One item is in `item_row`.

use super::contradictions::{named, of_items, of_scene};
use super::item_row::row;
use super::parts::{button, count, heading, link, pair, para, words};
use super::route::{Place, Route};
use super::state::State;
use super::what_if::{Question, requirements};
use crate::assessment::{Assessment, Contradiction, Item, ItemId, Placed, Scene, rank};
use crate::browser::dom::{El, el, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Class, Edition};

/// What the whole view shares. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Items {
    pub(super) state: State,
    /// The items in the order of the tree. Names are not in it: typing one moves nothing.
    pub(super) spots: Memo<Vec<Spot>>,
    /// The names of all, so that choices are made again when one changes.
    pub(super) names: Memo<String>,
    /// What cannot all be so about them.
    pub(super) contradictions: Memo<Vec<Contradiction>>,
    /// Id and name of the item that a person asked to remove.
    pub(super) doomed: RwSignal<Option<(String, String)>>,
}

/// Where an item stands, and its classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) id: ItemId,
    pub(super) depth: usize,
    /// In which list it stands: the depth, but for the deepest, which stand beside what they are part of.
    level: usize,
    /// The class of what it is part of.
    pub(super) above: Class,
    /// The class that counts.
    pub(super) class: Class,
    pub(super) is_leaf: bool,
    pub(super) is_circular: bool,
    /// Its own class is below the one above.
    pub(super) is_lower: bool,
}

impl Spot {
    fn new(edition: &Edition, placed: &Placed) -> Self {
        let &Placed { item, depth, above, class, is_leaf, is_circular } = placed;
        // Lists in lists in lists need room, on the page and in memory.
        let level = depth.min(7);
        let is_lower = item.class.is_some_and(|own| rank(edition, own) < rank(edition, above));
        Self { id: item.id, depth, level, above, class, is_leaf, is_circular, is_lower }
    }
}

impl Items {
    /// Where the item stands now.
    pub(super) fn spot(self, id: ItemId) -> Option<Spot> {
        self.spots.with(|spots| spots.iter().find(|spot| spot.id == id).copied())
    }

    /// The items directly inside of one, or of the system.
    pub(super) fn inside(self, of: Option<ItemId>) -> Vec<String> {
        self.spots.with(|spots| {
            let mut after = spots.iter();
            // What is gone already has nothing inside it.
            let level = of.map_or(Some(0), |of| after.find(|spot| spot.id == of).map(|spot| spot.level + 1));
            let inside = after.take_while(|spot| Some(spot.level) >= level).filter(|spot| Some(spot.level) == level);
            inside.map(|spot| spot.id.to_string()).collect()
        })
    }

    /// Adds an item inside of another one, or of the system, and puts the focus on its name.
    pub(super) fn add(self, parent: Option<ItemId>) {
        let is_free = |id: &ItemId| self.state.head.with_untracked(|head| head.item(*id).is_none());
        let fresh = || ItemId::new(&clock::new_id().chars().take(8).collect::<String>()).filter(is_free);
        let Some(id) = std::iter::repeat_with(fresh).take(9).flatten().next() else { return };
        self.state.edit_head(|head| head.items.push(Item { changed: clock::now(), ..Item::new(id, parent) }));
        page::focus(&format!("[id='item-{id}-name']"));
    }
}

pub(super) fn items(state: State) -> El {
    let spots = Memo::new(move |_| {
        state.head.with(|head| head.division().items.iter().map(|placed| Spot::new(head.edition, placed)).collect())
    });
    let names = Memo::new(move |_| {
        state.head.with(|head| {
            head.items.iter().fold(String::new(), |mut names, item| {
                names.push_str(&item.name);
                names.push('\0');
                names
            })
        })
    });
    let view = Items { state, spots, names, contradictions: of_items(state), doomed: RwSignal::new(None) };
    let is_empty = Memo::new(move |_| spots.with(Vec::is_empty));
    let none = part(move || {
        let words = "Not divided: the system is one block, and every requirement is asked of it as a whole.";
        is_empty.get().then(|| para("empty").with(words))
    });
    let lead = "The parts that the software system is divided into. Dividing it pays where parts of different risk are \
                segregated: each part is then asked only what its own class asks. Without items the system is one block.";
    let add = button("", move || view.add(None)).attr("id", "add-item").with("Add an item");
    el("div")
        .class("page items")
        .with(heading().with("Software items"))
        .with(para("lead").with(lead))
        .with(system(state))
        .with(
            el("section")
                .attr("aria-labelledby", "the-items")
                .with(el("h2").attr("id", "the-items").with(live(move || {
                    spots.with(|spots| {
                        if spots.is_empty() { "Its items".to_owned() } else { count(spots.len(), "item", "items") }
                    })
                })))
                .with(of_scene(state, Scene::Items))
                .with(none)
                .with(list(view, None))
                .with(para("buttons").with(add)),
        )
        .with(remove_dialog(view))
}

/// The items directly inside of one, or of the system, with all that is inside them.
pub(super) fn list(view: Items, of: Option<ItemId>) -> El {
    let is_empty = Memo::new(move |_| view.inside(of).is_empty());
    let rows = keyed(
        move || view.inside(of),
        move |key| match ItemId::new(key) {
            Some(id) => row(view, id),
            // Keys are made from ids.
            None => el("li"),
        },
    );
    el("ul").class("item-list").flag_live("hidden", move || is_empty.get()).with(rows)
}

/// The system itself, with its class.
fn system(state: State) -> El {
    let question = Question::new(state, None);
    let read = move |words: fn(&Assessment) -> String| live(move || state.head.with(words));
    let facts = el("dl")
        .class("numbers")
        .with(pair(
            el("dt").with("Class assigned"),
            el("dd")
                .with(read(|head| {
                    head.classification.class.map_or_else(|| "\u{2013}".to_owned(), |class| class.id().to_owned())
                }))
                .with(" ")
                .with(el("span").class("hint").with(read(|head| head.class_basis().label().to_owned()))),
        ))
        .with(pair(el("dt").with("Class that counts"), el("dd").with(read(|head| head.system_class().id().to_owned()))))
        .with(pair(
            el("dt").with("Asked of it"),
            el("dd").with(read(|head| requirements(head.scope().requirements().count()))),
        ));
    let way = link(&Route::link(&state.id_now(), Place::Class)).class("button quiet").with("To the safety class");
    let title = part(move || words(&state.head.with(Assessment::display_title)));
    el("section")
        .class("system")
        .attr("aria-labelledby", "the-system")
        .with(el("h2").attr("id", "the-system").with("Software system: ").with(title))
        .with(facts)
        .with(named(state, true, |one| one.scene == Scene::Classification))
        .with(para("buttons").with(question.opener().with("What if it had another class?")).with(way))
        .with(question.panel())
}

/// Says what happens to what is inside an item and to answers, before it is removed.
fn remove_dialog(view: Items) -> El {
    let state = view.state;
    let asked = move || view.doomed.get().and_then(|(id, _)| ItemId::new(&id));
    let remove = button("danger", move || {
        if let Some(id) = asked() {
            state.change_all(|assessment| assessment.remove_item(id));
        }
        page::close_dialog("remove");
        page::focus("#add-item");
    });
    let name = part(move || words(&view.doomed.get().map(|(_, name)| name).unwrap_or_default()));
    let fate = live(move || {
        let Some(id) = asked() else { return String::new() };
        let inside = state.head.with(|head| head.items.iter().filter(|item| item.parent == Some(id)).count());
        let split = state.assessment().answers.values().filter(|answer| answer.part(id).is_some()).count();
        let mut fate = String::new();
        if inside > 0 {
            fate.push_str(&count(inside, " item inside it moves one level up.", " items inside it move one level up."));
        }
        if split > 0 {
            fate.push_str(&count(split, " answer", " answers"));
            fate.push_str(" given for it are joined into the notes: every word and all evidence stay.");
        }
        fate
    });
    el("dialog")
        .attr("id", "remove")
        .attr("aria-labelledby", "remove-title")
        .with(el("h2").attr("id", "remove-title").with("Remove this item?"))
        .with(el("p").with(name).with(" will be gone, with its description and its reasons.").with(" ").with(fate))
        .with(
            para("buttons")
                .with(remove.with("Remove"))
                .with(button("quiet", || page::close_dialog("remove")).with("Keep it")),
        )
}
