//! Elements, built by calls and bound to signals.
//!
//! Why not `view!`: its types are unique for every shape of element, and each costs code to build, rebuild, erase and
//! drop: with the same views the page was 310 KB on the wire, nearly twice the size of this one (ARCHITECTURE.md).
//! Here an element costs a few calls. Signals, memos, effects and owners are Leptos' own.
//!
//! Architecture invariant: texts become text nodes and attribute values, never markup. There is no way to set HTML.

use super::field::value_of;
use super::reactive::{Owner, RenderEffect, document, keep, on_cleanup, untrack};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, Node};

/// An element under construction; also anything that takes children.
#[derive(Clone)]
pub struct El(pub(super) Node);

/// An HTML element.
#[must_use]
pub fn el(tag: &str) -> El {
    created(document().create_element(tag))
}

/// An SVG element.
#[must_use]
pub fn svg(tag: &str) -> El {
    created(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

/// Tag names here are literals, so that creation cannot fail; a comment would stand in if it did.
fn created(made: Result<Element, JsValue>) -> El {
    El(made.map_or_else(|_| document().create_comment("").into(), Into::into))
}

/// The element with this id, to build the page into.
#[must_use]
pub fn root(id: &str) -> Option<El> {
    document().get_element_by_id(id).map(|element| El(element.into()))
}

/// What can stand in an element.
pub trait Child {
    /// Puts it at the end of the parent.
    fn add_to(self, parent: &El);
}

impl Child for El {
    #[inline(never)]
    fn add_to(self, parent: &El) {
        let _ = parent.0.append_child(&self.0);
    }
}

impl Child for &El {
    fn add_to(self, parent: &El) {
        self.clone().add_to(parent);
    }
}

impl Child for &str {
    #[inline(never)]
    fn add_to(self, parent: &El) {
        let _ = parent.0.append_child(&document().create_text_node(self));
    }
}

impl Child for String {
    fn add_to(self, parent: &El) {
        self.as_str().add_to(parent);
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, parent: &El) {
        if let Some(child) = self {
            child.add_to(parent);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn add_to(self, parent: &El) {
        for child in self {
            child.add_to(parent);
        }
    }
}

/// A text or a part of the page that follows signals; made by [`live`] and [`part`].
pub struct Following(Box<dyn FnOnce(&El)>);

impl Child for Following {
    fn add_to(self, parent: &El) {
        (self.0)(parent);
    }
}

/// A text that follows the signals it reads.
pub fn live(text: impl Fn() -> String + 'static) -> Following {
    live_boxed(Box::new(text))
}

/// A part of the page that is made again whenever a signal that it reads changes.
pub fn part<C: Child>(content: impl Fn() -> C + 'static) -> Following {
    part_boxed(Box::new(move |parent| content().add_to(parent)))
}

/// Rows that are made once for each key, and stay what and where they are as long as their keys do: others are put in and
/// taken out around them, so that nobody who types in one loses the place.
pub fn keyed(keys: impl Fn() -> Vec<String> + 'static, row: impl Fn(&str) -> El + 'static) -> Following {
    keyed_boxed(Box::new(keys), Box::new(row))
}

// The generic functions above and below only box what they are given: their work is compiled once.

fn live_boxed(text: Box<dyn Fn() -> String>) -> Following {
    Following(Box::new(move |parent| {
        let node = document().create_text_node("");
        let _ = parent.0.append_child(&node);
        follow(move || node.set_data(&text()));
    }))
}

fn part_boxed(content: Box<dyn Fn(&El)>) -> Following {
    Following(Box::new(move |parent| {
        let [start, end] = [(); 2].map(|()| Node::from(document().create_comment("")));
        let _ = parent.0.append_child(&start);
        let _ = parent.0.append_child(&end);
        follow(move || {
            // Everything between the two marks is ours, whatever was put in later by parts inside this one.
            let Some(parent) = end.parent_node() else { return };
            while let Some(old) = start.next_sibling().filter(|old| *old != end) {
                let _ = parent.remove_child(&old);
            }
            let fresh = El(document().create_document_fragment().into());
            content(&fresh);
            let _ = parent.insert_before(&fresh.0, Some(&end));
        });
    }))
}

fn keyed_boxed(keys: Box<dyn Fn() -> Vec<String>>, row: Box<dyn Fn(&str) -> El>) -> Following {
    Following(Box::new(move |parent| {
        let end = Node::from(document().create_comment(""));
        let _ = parent.0.append_child(&end);
        // A row lives longer than the run that made it.
        let owner = Owner::current().unwrap_or_default();
        let mut rows: Vec<(String, Node, Owner)> = Vec::new();
        follow(move || {
            let keys = keys();
            let Some(parent) = end.parent_node() else { return };
            rows.retain(|(key, node, owner)| {
                let stays = keys.contains(key);
                if !stays {
                    let _ = parent.remove_child(node);
                    owner.cleanup();
                }
                stays
            });
            // From the end, so that what stands in its place already is left alone.
            let mut next = end.clone();
            for key in keys.into_iter().rev() {
                let known = rows.iter().find(|(known, ..)| *known == key).map(|(_, node, _)| node.clone());
                let node = known.unwrap_or_else(|| {
                    let owner = owner.child();
                    let node = owner.with(|| untrack(|| row(&key))).0;
                    rows.push((key, node.clone(), owner));
                    node
                });
                if node.next_sibling().as_ref() != Some(&next) {
                    let _ = parent.insert_before(&node, Some(&next));
                }
                next = node;
            }
        });
    }))
}

/// Runs now, and again whenever a signal that it reads changes, as long as the part of the page that it is in.
pub fn follow(run: impl FnMut() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| run());
    on_cleanup(move || drop(effect));
}

impl El {
    /// Adds a child at the end.
    #[must_use]
    pub fn with(self, child: impl Child) -> Self {
        child.add_to(&self);
        self
    }

    /// Adds a child at the end of an element that is in the page.
    pub fn add(&self, child: impl Child) {
        child.add_to(self);
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// Sets the classes.
    #[must_use]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute that follows signals; none takes it away.
    #[must_use]
    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.bind_attribute(name, Box::new(value));
        self
    }

    /// An attribute without a value that is there or not, such as `hidden`.
    #[must_use]
    pub fn flag_live(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        self.bind_switch(
            |element, name, is_on| {
                let _ = element.toggle_attribute_with_force(name, is_on);
            },
            name,
            Box::new(is_on),
        );
        self
    }

    /// A class that is there or not.
    #[must_use]
    pub fn class_live(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        self.bind_switch(
            |element, name, is_on| {
                let _ = element.class_list().toggle_with_force(name, is_on);
            },
            name,
            Box::new(is_on),
        );
        self
    }

    /// Whether a radio button or a checkbox is set.
    #[must_use]
    pub fn checked_live(self, is_on: impl Fn() -> bool + 'static) -> Self {
        self.bind_switch(
            |element, _, is_on| {
                if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                    input.set_checked(is_on);
                }
            },
            "",
            Box::new(is_on),
        );
        self
    }

    /// The value of a text field. The caret stays where it is while a person types.
    #[must_use]
    pub fn value_live(self, value: impl Fn() -> String + 'static) -> Self {
        self.bind_value(Box::new(value));
        self
    }

    /// Listens to an event as long as the part of the page that the element is in.
    #[must_use]
    pub fn on(self, event: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(run));
        self
    }

    /// Listens to clicks.
    #[must_use]
    pub fn on_click(self, mut run: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| run())
    }

    /// Takes what a person types or picks, at every change.
    #[must_use]
    pub fn on_text(self, run: impl FnMut(String) + 'static) -> Self {
        self.listen_text(Box::new(run));
        self
    }

    /// Takes whether a radio button or a checkbox is set, when a person changes it.
    #[must_use]
    pub fn on_check(self, run: impl FnMut(bool) + 'static) -> Self {
        self.listen_check(Box::new(run));
        self
    }

    fn bind_attribute(&self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
        let element = self.element().clone();
        follow(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        });
    }

    fn bind_switch(&self, switch: fn(&Element, &str, bool), name: &'static str, is_on: Box<dyn Fn() -> bool>) {
        let element = self.element().clone();
        follow(move || switch(&element, name, is_on()));
    }

    fn bind_value(&self, value: Box<dyn Fn() -> String>) {
        let element = self.element().clone();
        follow(move || {
            let value = value();
            if value_of(&element) == value {
                return;
            }
            if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(&value);
            } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                input.set_value(&value);
            }
        });
    }

    fn listen_text(&self, mut run: Box<dyn FnMut(String)>) {
        let element = self.element().clone();
        self.listen("input", Box::new(move |_| run(value_of(&element))));
    }

    fn listen_check(&self, mut run: Box<dyn FnMut(bool)>) {
        let element = self.element().clone();
        let is_on = move || element.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked);
        self.listen("change", Box::new(move |_| run(is_on())));
    }

    fn listen(&self, event: &'static str, run: Box<dyn FnMut(Event)>) {
        let listener = Closure::wrap(run);
        let _ = self.0.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        if Owner::current().is_some() {
            // Kept by the owner of this part of the page, and gone with it.
            keep(Listening { place: self.0.clone(), event, listener });
        } else {
            listener.forget();
        }
    }

    pub(super) fn element(&self) -> &Element {
        // Attributes are set on what `el` and `svg` made.
        self.0.unchecked_ref()
    }
}

/// A listener as long as it listens. It is taken off before it is freed: a field that is removed while it has the focus
/// tells its listeners so, and there must be none any more.
struct Listening {
    place: Node,
    event: &'static str,
    listener: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.place.remove_event_listener_with_callback(self.event, self.listener.as_ref().unchecked_ref());
    }
}
