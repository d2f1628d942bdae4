//! Fields for a passphrase. It is kept nowhere, and is gone from the page as soon as it was used.

use super::parts::checkbox;
use crate::browser::dom::{El, el};
use crate::browser::reactive::*;

/// Fields that are shown or hidden together.
#[derive(Clone, Copy)]
pub(super) struct Passphrase {
    /// What was typed.
    pub(super) typed: RwSignal<String>,
    is_shown: RwSignal<bool>,
}

impl Passphrase {
    pub(super) fn new() -> Self {
        Self { typed: RwSignal::new(String::new()), is_shown: RwSignal::new(false) }
    }

    /// Empties the field and hides what comes next.
    pub(super) fn forget(self) {
        self.typed.set(String::new());
        self.is_shown.set(false);
    }

    /// A field with its label, whose value is `value`. `told` is the id of what is said about it.
    pub(super) fn field(self, id: &str, label: &str, value: RwSignal<String>, told: &str) -> El {
        let kind = move || Some(if self.is_shown.get() { "text" } else { "password" }.to_owned());
        // No browser is asked to keep it.
        let input = el("input").attr("id", id).attr("autocomplete", "off").attr("spellcheck", "false");
        let input = input.attr("autocapitalize", "off").attr("aria-describedby", told).attr_live("type", kind);
        let input = input.value_live(move || value.get()).on_text(move |text| value.set(text));
        el("div").class("field").with(el("label").attr("for", id).with(label)).with(input)
    }

    /// The switch that shows what is typed.
    pub(super) fn switch(self) -> El {
        checkbox(move || self.is_shown.get(), move |is_on| self.is_shown.set(is_on)).with("Show the passphrase")
    }
}
