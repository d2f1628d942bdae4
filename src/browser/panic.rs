//! The last words: a panic leaves a page that looks alive, so it must say that it is not.

use super::reactive::window;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Hands every panic to `boot.js`, which covers the page, says so, and offers the stored text as a download. Plain
/// JavaScript, since after a panic nothing here can be relied on.
pub fn announce() {
    std::panic::set_hook(Box::new(|info| {
        let details = CustomEventInit::new();
        details.set_detail(&JsValue::from_str(&info.to_string()));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("page-failed", &details) {
            let _ = window().dispatch_event(&event);
        }
    }));
}
