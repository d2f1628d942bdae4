//! A field for a day of the calendar, and the sentence about what is none.

use crate::browser::dom::{El, el, part};
use crate::browser::reactive::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// A field for a day, with the sentence about what is none. Such a field gives no value for what is half typed or not in
/// the calendar: that must not pass for an empty field, so what was stored stays. The limits keep slips like 0226 out.
pub(super) fn day_input(
    input: El,
    id: &str,
    told: &str,
    value: Box<dyn Fn() -> String>,
    typed: Box<dyn FnMut(String)>,
) -> (El, El) {
    let is_wrong = RwSignal::new(false);
    let value: Rc<dyn Fn() -> String> = Rc::from(value);
    let typed = Rc::new(RefCell::new(typed));
    // What the field was last told to show, and what was stored when somebody came to it.
    let [last, before] = [(); 2].map(|()| Rc::new(Cell::new(String::new())));
    let wrong_id = format!("{id}-wrong");
    let store = move |day: String| {
        if let Ok(mut typed) = typed.try_borrow_mut() {
            typed(day);
        }
    };
    let (shown, left, asked) = (input.clone(), input.clone(), input.clone());
    let input = input
        .attr("min", "1900-01-01")
        .attr("max", "2199-12-31")
        .attr("aria-describedby", format!("{told} {wrong_id}").trim_start())
        .attr_live("aria-invalid", move || is_wrong.get().then(|| "true".to_owned()))
        .value_live({
            let (value, last) = (value.clone(), last.clone());
            move || {
                let value = value();
                // What is half typed stays, unless another day was stored meanwhile.
                let is_same = last.replace(value.clone()) == value;
                shown.invalid().filter(|_| is_same).unwrap_or(value)
            }
        })
        .on("focusin", {
            let (value, before) = (value.clone(), before.clone());
            move |_| before.set(untrack(|| value()))
        })
        .on("focusout", {
            let store = store.clone();
            move |_| {
                let is_none = left.invalid().is_some();
                // Not before the click that took the focus away has landed: the sentence moves what is below it.
                let field = left.clone();
                set_timeout(move || is_wrong.set(field.invalid().is_some()), Duration::from_millis(150));
                let before = before.take();
                // On the way to 31 February the 15th of it was stored, which nobody meant.
                if is_none && untrack(|| value()) != before {
                    last.set(before.clone());
                    store(before);
                }
            }
        })
        .on_text(move |day| {
            if asked.invalid().is_none() {
                is_wrong.set(false);
                store(day);
            }
        });
    let words =
        "Not stored: this is no day between 1900 and 2199. Fill in day, month and year, such as 28 February 2026.";
    let words = part(move || is_wrong.get().then_some(words));
    (input, el("span").class("wrong").attr("id", &wrong_id).attr("role", "status").with(words))
}
