//! The address of the view: what stands behind `#`. Works on any static host and in any sub-folder.

use super::reactive::window;

/// What stands behind `#`, without it.
#[must_use]
pub fn get() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
}

/// Goes to another view: a step that Back undoes. The address may begin with `#`.
pub fn go(address: &str) {
    // A browser that refuses leaves the person where they are, which the page shows.
    let _ = window().location().set_hash(address);
}

/// Gives the present view another address (with or without `#`), without a step for Back and without an event.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let hash = format!("#{}", address.trim_start_matches('#'));
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&hash));
    }
}

/// The address of the page itself, without what stands behind `#`.
#[must_use]
pub fn of_page() -> String {
    let whole = window().location().href().unwrap_or_default();
    whole.split('#').next().unwrap_or_default().to_owned()
}
