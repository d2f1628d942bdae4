//! Time and ids.

use js_sys::{Array, Date, JsString, Math, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Now, ISO 8601 in UTC with milliseconds: `2026-11-22T15:37:09.123Z`.
#[must_use]
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// The day here, as people's calendars have it: `2026-11-22`.
#[must_use]
pub fn today() -> String {
    let date = Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// A time of [`now`]'s form as people here read it: `22 Nov 2026, 15:37`. Empty for no time.
#[must_use]
pub fn for_people(iso: &str) -> String {
    if iso.is_empty() {
        return String::new();
    }
    let date = Date::new(&JsValue::from_str(iso));
    if date.get_time().is_nan() {
        return String::new();
    }
    let options = Object::new();
    for (name, value) in
        [("day", "numeric"), ("month", "short"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")]
    {
        // A plain object takes every property.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    String::from(date.to_locale_string("en-GB", &options))
}

/// A random UUID, version 4.
#[must_use]
pub fn new_id() -> String {
    let made = || {
        let crypto = Reflect::get(&js_sys::global(), &JsValue::from_str("crypto")).ok()?;
        let make = Reflect::get(&crypto, &JsValue::from_str("randomUUID")).ok()?;
        let id = make.dyn_into::<js_sys::Function>().ok()?.apply(&crypto, &Array::new()).ok()?;
        id.dyn_into::<JsString>().ok().map(String::from)
    };
    // `randomUUID` exists only in secure contexts; a page served by plain HTTP in a hospital network has none.
    made().unwrap_or_else(|| {
        let mut id = String::new();
        for place in "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".chars() {
            match place {
                'x' => id.push_str(&hex_digit(0, 16.0)),
                'y' => id.push_str(&hex_digit(8, 4.0)),
                other => id.push(other),
            }
        }
        id
    })
}

fn hex_digit(from: u32, count: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 15")]
    let digit = from + (Math::random() * count) as u32;
    char::from_digit(digit, 16).map(String::from).unwrap_or_default()
}
