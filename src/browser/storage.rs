//! Local storage, one key an assessment. Nothing stored is ever written over unread, and only a person deletes.
//!
//! Invariant: before [`save`] writes, what stands under the key is what this tab last saw, or it has been merged or
//! copied aside. Never here: `clear()`, which would wipe every other page of the same origin.

use super::reactive::window;
use crate::exchange::{Notice, Refusal, Stored, read_stored, write_stored};
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;
use web_sys::Storage;

const ASSESSMENTS: &str = "iec62304-readiness/assessment/";
const ASIDE: &str = "iec62304-readiness/aside/";
const GROWN: &str = "iec62304-readiness/grown/";
const BEFORE: &str = "iec62304-readiness/before/";
const SETTINGS: &str = "iec62304-readiness/setting/";
const PROBE: &str = "iec62304-readiness/probe";

/// Why the browser did not store something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// No room is left.
    Full,
    /// Storing is blocked, or failed for the reason given in the browser's words.
    Blocked(String),
    /// It was stored, and is not any more.
    Gone,
    /// The key holds something that cannot be read, and there was no room to set it aside first.
    Unread,
}

impl Trouble {
    /// What is wrong and what to do, two sentences.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Full => "The browser's storage for this page is full. Save your work to a file, then delete \
                           assessments that you have as files."
                .to_owned(),
            Self::Blocked(said) => format!(
                "The browser does not let this page store anything ({said}). Save your work to a file before you \
                 leave, or allow site data for this page."
            ),
            Self::Gone => {
                "This assessment was deleted in another tab or by the browser. It is still on screen: save it to \
                           a file, or change anything to store it again."
                    .to_owned()
            }
            Self::Unread => "What is stored under this assessment cannot be read, and there is no room to set it \
                             aside, so nothing was written over it. Save your work to a file."
                .to_owned(),
        }
    }
}

/// What is kept beside an assessment, under a key of its own, and goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// What it grew from. It gives way to the work itself.
    Grown,
    /// How it was before a copy was merged into it.
    Before,
}

impl Beside {
    fn key_of(self, id: &str) -> String {
        let prefix = match self {
            Self::Grown => GROWN,
            Self::Before => BEFORE,
        };
        format!("{prefix}{id}")
    }
}

/// What was found under the key of an assessment.
#[derive(Debug)]
pub enum Loaded {
    /// Nothing.
    Empty,
    /// An assessment; with notices, parts of it could not be read.
    Found(Box<Stored>, Vec<Notice>),
    /// Something that this version cannot read: damaged, or of a newer version (see [`Refusal::newer`]).
    Unreadable(Refusal),
}

/// A key of ours with its text and what it is.
#[derive(Debug)]
pub struct Entry {
    /// The key in local storage.
    pub key: String,
    /// The id of the assessment, from the key.
    pub id: String,
    /// Its text, unchanged.
    pub raw: String,
    /// What it is.
    pub loaded: Loaded,
}

/// Checks that storing works, by storing. gloo's storage panics where there is none, so this comes first.
///
/// # Errors
/// What the browser refused.
pub fn probe() -> Result<(), Trouble> {
    let storage = storage()?;
    let result = storage.set_item(PROBE, "1").map_err(|error| trouble(&error));
    let _ = storage.remove_item(PROBE);
    // A storage that is full can still be read, and what is there must be shown.
    if result == Err(Trouble::Full) { Ok(()) } else { result }
}

/// The text under the key of an assessment.
#[must_use]
pub fn raw(id: &str) -> Option<String> {
    storage().ok().and_then(|storage| storage.get_item(&key_of(id)).ok().flatten())
}

/// Reads a stored text.
#[must_use]
pub fn read(raw: Option<&str>) -> Loaded {
    match raw.map(read_stored) {
        None => Loaded::Empty,
        Some(Ok((stored, notices))) => Loaded::Found(Box::new(stored), notices),
        Some(Err(refusal)) => Loaded::Unreadable(refusal),
    }
}

/// Writes an assessment and gives the text written.
///
/// # Errors
/// What the browser refused; what was stored before is still there then.
pub fn save(stored: &Stored) -> Result<String, Trouble> {
    let text = write_stored(stored);
    let id = &stored.assessment.id;
    let mut outcome = put(&key_of(id), &text);
    if outcome == Err(Trouble::Full) && drop_beside(Beside::Grown, id) {
        outcome = put(&key_of(id), &text);
    }
    outcome.map(|()| text)
}

/// What is kept beside an assessment.
#[must_use]
pub fn beside(what: Beside, id: &str) -> Option<String> {
    storage().ok()?.get_item(&what.key_of(id)).ok().flatten()
}

/// Keeps something beside an assessment.
///
/// # Errors
/// What the browser refused; what was kept before is still there then.
pub fn set_beside(what: Beside, id: &str, text: &str) -> Result<(), Trouble> {
    put(&what.key_of(id), text)
}

/// Drops it. Whether there was any.
pub fn drop_beside(what: Beside, id: &str) -> bool {
    beside(what, id).is_some() && storage().is_ok_and(|storage| storage.remove_item(&what.key_of(id)).is_ok())
}

/// Copies a text to a key of its own, which this page never deletes. The same text is copied once.
///
/// # Errors
/// What the browser refused.
pub fn set_aside(id: &str, raw: &str, now: &str) -> Result<(), Trouble> {
    if aside().iter().any(|(_, kept)| kept == raw) {
        return Ok(());
    }
    put(&format!("{ASIDE}{id}/{now}"), raw).map_err(|_| Trouble::Unread)
}

/// Everything set aside, by key, in order.
#[must_use]
pub fn aside() -> Vec<(String, String)> {
    with_prefix(ASIDE)
}

/// Every assessment of this page, as it is stored.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let read_entry = |(key, raw): (String, String)| {
        let id = key.strip_prefix(ASSESSMENTS).unwrap_or_default().to_owned();
        let loaded = read(Some(&raw));
        Entry { key, id, raw, loaded }
    };
    with_prefix(ASSESSMENTS).into_iter().map(read_entry).collect()
}

/// Deletes an assessment, because a person said so.
///
/// # Errors
/// What the browser refused.
pub fn delete(id: &str) -> Result<(), Trouble> {
    storage()?.remove_item(&key_of(id)).map_err(|error| trouble(&error))?;
    drop_beside(Beside::Grown, id);
    drop_beside(Beside::Before, id);
    Ok(())
}

/// The id of the assessment behind a key that another tab changed.
#[must_use]
pub fn id_of_key(key: &str) -> Option<&str> {
    key.strip_prefix(ASSESSMENTS)
}

/// A setting of this page; none where nothing is stored or nothing can be read.
#[must_use]
pub fn setting(name: &str) -> Option<String> {
    storage().ok()?.get_item(&format!("{SETTINGS}{name}")).ok().flatten()
}

/// Keeps a setting. A browser that does not store it costs a preference, no work.
pub fn set_setting(name: &str, value: &str) {
    let _ = put(&format!("{SETTINGS}{name}"), value);
}

/// What the browser said, in its words.
pub(super) fn words_of(error: &JsValue) -> String {
    let part =
        |name: &str| js_sys::Reflect::get(error, &JsValue::from_str(name)).ok().and_then(|value| value.as_string());
    part("name").or_else(|| part("message")).unwrap_or_else(|| "no reason given".to_owned())
}

fn storage() -> Result<Storage, Trouble> {
    match window().local_storage() {
        // Known to be there now, so gloo does not panic.
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        Ok(None) => Err(Trouble::Blocked("there is none".to_owned())),
        Err(error) => Err(trouble(&error)),
    }
}

fn put(key: &str, text: &str) -> Result<(), Trouble> {
    storage()?.set_item(key, text).map_err(|error| trouble(&error))
}

fn key_of(id: &str) -> String {
    format!("{ASSESSMENTS}{id}")
}

fn with_prefix(prefix: &str) -> Vec<(String, String)> {
    let Ok(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    let mut found: Vec<(String, String)> = Vec::new();
    for key in keys.filter(|key| key.starts_with(prefix)) {
        if let Ok(Some(text)) = storage.get_item(&key) {
            let place = found.partition_point(|(other, _)| *other < key);
            found.insert(place, (key, text));
        }
    }
    found
}

/// Quota errors come under four spellings.
fn trouble(error: &JsValue) -> Trouble {
    let code = js_sys::Reflect::get(error, &JsValue::from_str("code")).ok().and_then(|code| code.as_f64());
    let name = words_of(error);
    let full = matches!(name.as_str(), "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED")
        || code.is_some_and(|code| code == 22.0 || code == 1014.0);
    if full { Trouble::Full } else { Trouble::Blocked(name) }
}
