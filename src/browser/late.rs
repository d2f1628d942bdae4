//! Parts of the page that are not needed for the first answer and are loaded right after the start, so that they are
//! there offline. Nothing is asked of the network later on.

use super::reactive::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Loads files that lie beside the page, one after the other, and hands over the text of each that arrives. When all
/// are done, the document's root element carries `data-loaded`.
pub fn load(paths: Vec<String>, take: impl Fn(&str, String) + 'static) {
    spawn_local(async move {
        for path in paths {
            // What does not arrive is said where it is asked for.
            if let Ok(Some(text)) = text_of(&path).await {
                take(&path, text);
            }
        }
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-loaded", "");
        }
    });
}

async fn text_of(path: &str) -> Result<Option<String>, JsValue> {
    let response: web_sys::Response = JsFuture::from(window().fetch_with_str(path)).await?.dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string())
}
