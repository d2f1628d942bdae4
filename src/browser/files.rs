//! Files in and out.

use super::reactive::ev::{ClipboardEvent, DragEvent, Event};
use super::reactive::{document, event_target};
use crate::exchange::{MAX_BACKUP_BYTES, MAX_FILE_BYTES, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// What a person handed over.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The file's name.
    pub name: String,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, String>,
}

/// How far the digest of a chosen file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hashing {
    /// So many percent of the file were read.
    Reading(u8),
    /// All of it: the SHA-256, and whether the file is empty.
    Done {
        /// 64 hexadecimal digits in lower case.
        sha256: String,
        /// There was nothing to read.
        is_empty: bool,
    },
    /// The browser could not read on; what it said.
    Failed(String),
}

/// Saves a text under a name, as a download.
///
/// # Errors
/// What the browser said, where it refused.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), String> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let refused = |error: JsValue| super::storage::words_of(&error);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(refused)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(refused)?;
    let link: HtmlAnchorElement = document().create_element("a").map_err(refused)?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has taken hold of the blob; the address is not needed after this turn.
    super::reactive::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(40),
    );
    Ok(())
}

/// Reads the file chosen in a file input and makes the input ready for the same file again.
pub fn chosen(event: &Event, done: impl FnOnce(Handed) + 'static) {
    let input: HtmlInputElement = event_target(event);
    if let Some(file) = first(input.files()) {
        read(file, done);
    }
    input.set_value("");
}

/// How much of a file is read at once: little enough that the page answers in between, and that memory does not matter.
const SLICE: f64 = 1_048_576.0;

/// Takes the SHA-256 of the file chosen in a file input, piece by piece, whatever its size, and makes the input ready for
/// the same file again. `said` gets the name and how far it is, at each percent; false ends the reading.
pub fn digest_chosen(event: &Event, said: impl FnMut(&str, Hashing) -> bool + 'static) {
    let input: HtmlInputElement = event_target(event);
    if let Some(file) = first(input.files()) {
        spawn_local(digest(file, Box::new(said)));
    }
    input.set_value("");
}

/// Takes the name of a file and how far it is; false ends the reading.
type Said = Box<dyn FnMut(&str, Hashing) -> bool>;

async fn digest(file: File, mut said: Said) {
    let (name, size) = (file.name(), file.size());
    let (mut digest, mut from, mut told) = (Sha256::default(), 0.0, 0);
    if !said(&name, Hashing::Reading(0)) {
        return;
    }
    while from < size {
        let to = (from + SLICE).min(size);
        let piece = match file.slice_with_f64_and_f64(from, to) {
            Ok(piece) => JsFuture::from(piece.array_buffer()).await,
            Err(error) => Err(error),
        };
        match piece {
            Ok(piece) => digest.update(&js_sys::Uint8Array::new(&piece).to_vec()),
            Err(error) => {
                said(&name, Hashing::Failed(super::storage::words_of(&error)));
                return;
            }
        }
        from = to;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 100")]
        let percent = (from / size * 100.0) as u8;
        if percent > told && !said(&name, Hashing::Reading(percent)) {
            return;
        }
        told = percent;
    }
    said(&name, Hashing::Done { sha256: digest.hex(), is_empty: size == 0.0 });
}

/// Says that a file may be dropped. Text that is dragged stays the browser's, so that it can go into a field.
pub fn dragged(event: &DragEvent) {
    if event.data_transfer().is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0)) {
        event.prevent_default();
    }
}

/// Reads the file dropped, if there is one.
pub fn dropped(event: &DragEvent, done: impl FnOnce(Handed) + 'static) {
    dragged(event);
    if let Some(file) = event.data_transfer().and_then(|data| first(data.files())) {
        read(file, done);
    }
}

/// The same for a place of the page that takes a file for itself, so that the page as a whole does not.
pub fn dropped_on(event: &Event, done: impl FnOnce(Handed) + 'static) {
    if let Some(event) = event.dyn_ref::<DragEvent>() {
        event.stop_propagation();
        dropped(event, done);
    }
}

/// Reads a pasted file, or the pasted text as if it were one. A paste into a text field is left alone.
pub fn pasted(event: &ClipboardEvent, done: impl FnOnce(Handed) + 'static) {
    if super::page::is_typing(event) {
        return;
    }
    let Some(data) = event.clipboard_data() else { return };
    if let Some(file) = first(data.files()) {
        read(file, done);
        return;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    if !text.trim().is_empty() {
        done(Handed { name: "pasted text".to_owned(), bytes: Ok(text.into_bytes()) });
    }
}

fn first(files: Option<FileList>) -> Option<File> {
    files.and_then(|files| files.get(0))
}

fn read(file: File, done: impl FnOnce(Handed) + 'static) {
    spawn_local(async move {
        let name = file.name();
        #[allow(clippy::cast_precision_loss, reason = "a few million")]
        let bytes = if file.size() > MAX_BACKUP_BYTES as f64 {
            // The first bytes over the limit are enough for the reader to say that it is too large.
            Ok(vec![b' '; MAX_FILE_BYTES + 1])
        } else {
            let buffer = JsFuture::from(file.array_buffer()).await;
            buffer
                .map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec())
                .map_err(|error| super::storage::words_of(&error))
        };
        done(Handed { name, bytes });
    });
}
