//! Parts of the page that are not needed for the first answer and are loaded right after the start, so that they are
//! there offline. Nothing is asked of the network later on.

use super::reactive::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Where the words lie.
#[must_use]
pub fn words_path() -> String {
    path_of("words").unwrap_or_default()
}

/// Where a file lies, as the page names it: the name changes with the content, so that a file of another version is never
/// met in a cache.
fn path_of(name: &str) -> Option<String> {
    let named = document().query_selector(&format!("meta[name={name}]")).ok().flatten();
    named.and_then(|meta| meta.get_attribute("content"))
}

/// Puts the rest of the style sheet behind the first part. A view that comes before it is plain for a moment.
fn style() -> Option<()> {
    let link = document().create_element("link").ok()?;
    link.set_attribute("rel", "stylesheet").ok()?;
    link.set_attribute("href", &path_of("style")?).ok()?;
    document().head()?.append_child(&link).ok()?;
    Some(())
}

/// Loads files that lie beside the page, one after the other, and hands over the text of each, or none where it does
/// not arrive. When all are done, the document's root element carries `data-loaded`.
pub fn load(paths: Vec<String>, code_is_here: impl Fn(bool) + 'static, take: impl Fn(&str, Option<String>) + 'static) {
    let _ = style();
    spawn_local(async move {
        code_is_here(code().await.is_ok());
        for path in paths {
            take(&path, text_of(&path).await.ok().flatten());
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

/// Fetches the wasm of what comes late and joins it to this one: it takes memory, table and stack pointer from what this
/// one exports, and puts its own functions into the table.
#[cfg(seam)]
async fn code() -> Result<(), JsValue> {
    let path = path_of("late").unwrap_or_default();
    let response: web_sys::Response = JsFuture::from(window().fetch_with_str(&path)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let bytes = js_sys::Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?).to_vec();
    let imports = js_sys::Object::new();
    js_sys::Reflect::set(&imports, &JsValue::from_str("__wasm_split"), &wasm_bindgen::exports())?;
    JsFuture::from(js_sys::WebAssembly::instantiate_buffer(&bytes, &imports)).await?;
    Ok(())
}

/// Without the seam everything is here.
#[cfg(not(seam))]
#[allow(clippy::unused_async, reason = "as with the seam")]
async fn code() -> Result<(), JsValue> {
    Ok(())
}
