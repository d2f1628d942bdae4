//! Fields that a person fills in: what they hold.

use super::dom::El;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The value of a text field or a choice.
pub(super) fn value_of(element: &Element) -> String {
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    if let Some(choice) = element.dyn_ref::<HtmlSelectElement>() {
        return choice.value();
    }
    element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default()
}

impl El {
    /// The value of a field that holds what cannot be in it, as the browser sees it: empty for a day that is half typed or
    /// not in the calendar. None where all is well.
    #[must_use]
    pub fn invalid(&self) -> Option<String> {
        let element = self.element();
        element.matches(":invalid").unwrap_or_default().then(|| value_of(element))
    }
}
