//! Documents and drawings in the page: trees that the pure layers made, and a place apart to show them in.

use super::dom::{Child, El, el, svg};
use crate::exchange::paper::Markup;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ShadowRootInit, ShadowRootMode};

/// A document's tree as elements of the page. Inside `svg` everything is SVG.
impl Child for &Markup {
    fn add_to(self, parent: &El) {
        add_markup(self, parent, false);
    }
}

impl Child for Markup {
    fn add_to(self, parent: &El) {
        add_markup(&self, parent, false);
    }
}

fn add_markup(markup: &Markup, parent: &El, is_drawing: bool) {
    match markup {
        Markup::Text(text) => text.as_str().add_to(parent),
        Markup::Element { tag, attributes, children } => {
            let is_drawing = is_drawing || *tag == "svg";
            let mut element = if is_drawing { svg(tag) } else { el(tag) };
            for (name, value) in attributes {
                element = element.attr(name, value);
            }
            for child in children {
                add_markup(child, &element, is_drawing);
            }
            element.add_to(parent);
        }
    }
}

impl El {
    /// A place inside that has a style of its own: no style of the page reaches in, and none of it reaches out. It is
    /// filled like an element; what is in it is printed, found and read out like the rest.
    #[must_use]
    pub fn apart(&self, style: &str) -> Self {
        // A browser that cannot shows the content in the element itself, with the style of the page.
        self.try_apart(style).unwrap_or_else(|_| self.clone())
    }

    fn try_apart(&self, style: &str) -> Result<Self, JsValue> {
        // The sheet is made by a script: in the markup the content security policy would refuse it.
        let make: Function = Reflect::get(&js_sys::global(), &"CSSStyleSheet".into())?.dyn_into()?;
        let sheet = Reflect::construct(&make, &Array::new())?;
        let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
        replace.call1(&sheet, &style.into())?;
        let root = self.element().attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
        Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
        Ok(Self(root.into()))
    }
}
