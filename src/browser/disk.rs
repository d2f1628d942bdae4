//! Files on this computer that the page may write to again: File System Access, where the browser has it. Which file belongs
//! to which assessment is kept in IndexedDB, the only place where a browser keeps a handle, and in the page itself where
//! there is none.
//!
//! Invariant: a file is written through a stream that takes its place only when it is closed, and read back after that.
//! Never here: when to write, and what to say (`app::record`); downloads (`files`).

use super::files::Handed;
use super::reactive::window;
use super::storage::words_of;
use crate::exchange::{MAX_BACKUP_BYTES, MAX_FILE_BYTES, Sha256, sha256_hex};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const DATABASE: &str = "iec62304-readiness";
const STORE: &str = "files";

/// A file that a person chose.
#[derive(Debug, Clone)]
pub struct Place {
    handle: JsValue,
    /// Its name, without folders: a browser tells no more.
    pub name: String,
    /// When the assessment was last saved to it, ISO 8601 in UTC, as the page tells it; may be empty.
    pub at: String,
    /// How it was when this browser last read or wrote it; none if it never did.
    pub seen: Option<Seen>,
}

impl Place {
    fn new(handle: JsValue) -> Self {
        let name = get(&handle, "name").as_string().unwrap_or_default();
        Self { handle, name, at: String::new(), seen: None }
    }
}

/// How a file was.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// When it was last changed, in milliseconds since 1970.
    pub modified: f64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// The person chose none.
    Cancelled,
    /// The file is not there any more.
    Gone,
    /// The browser refused; what it said.
    Refused(String),
}

impl Missed {
    fn of(error: &JsValue) -> Self {
        match words_of(error).as_str() {
            "AbortError" => Self::Cancelled,
            "NotFoundError" => Self::Gone,
            said => Self::Refused(said.to_owned()),
        }
    }

    /// What the browser said.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Cancelled => "it was cancelled",
            Self::Gone => "the file is not there any more",
            Self::Refused(said) => said,
        }
    }
}

thread_local! {
    // What is known of files in this page, by the id of the assessment; where there is no database, all that is known.
    static KNOWN: RefCell<Vec<(String, Place)>> = const { RefCell::new(Vec::new()) };
    // The file that was opened and waits for a decision.
    static OPENED: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// Whether the browser can write to a file again: where it can, it has both of the windows for choosing one.
#[must_use]
pub fn is_here() -> bool {
    let window = window();
    ["showSaveFilePicker", "showOpenFilePicker"].iter().all(|name| get(&window, name).is_function())
}

/// Lets a person choose where to save. What stands there is written over.
///
/// # Errors
/// [`Missed::Cancelled`], or what the browser said.
pub async fn choose(suggested: &str) -> Result<Place, Missed> {
    let options = options();
    set(&options, "suggestedName", &JsValue::from_str(suggested));
    let handle = called(&window(), "showSaveFilePicker", &[options]).await.map_err(|error| Missed::of(&error))?;
    Ok(Place::new(handle))
}

/// Lets a person choose a file to open, and reads it. Gives its content and where it is.
///
/// # Errors
/// [`Missed::Cancelled`], or what the browser said.
pub async fn open() -> Result<(Handed, Place), Missed> {
    let chosen = called(&window(), "showOpenFilePicker", &[options()]).await.map_err(|error| Missed::of(&error))?;
    let handle = Array::from(&chosen).get(0);
    let mut place = Place::new(handle);
    let name = place.name.clone();
    let bytes = match read(&place).await {
        Ok((bytes, seen)) => {
            place.seen = Some(seen);
            Ok(bytes)
        }
        Err(missed) => Err(missed.words().to_owned()),
    };
    Ok((Handed { name, bytes }, place))
}

/// Remembers a file that was opened until a person has said what to do with it; none forgets it.
pub fn keep_opened(place: Option<Place>) {
    OPENED.with(|opened| opened.replace(place));
}

/// The file that was opened and waited for a decision, once.
#[must_use]
pub fn opened() -> Option<Place> {
    OPENED.with(RefCell::take)
}

fn options() -> JsValue {
    let extensions = Array::of1(&JsValue::from_str(".json"));
    let accept = Object::new();
    set(&accept, "application/json", &extensions);
    let kind = Object::new();
    set(&kind, "description", &JsValue::from_str("IEC 62304 readiness"));
    set(&kind, "accept", &accept);
    let options = Object::new();
    set(&options, "types", &Array::of1(&kind));
    // The browser then opens the folder of the last time.
    set(&options, "id", &JsValue::from_str(DATABASE));
    options.into()
}

/// Whether the page may write to the file; asks the person where that is open.
pub async fn is_allowed(place: &Place) -> bool {
    let mode = Object::new();
    set(&mode, "mode", &JsValue::from_str("readwrite"));
    let mode = JsValue::from(mode);
    for name in ["queryPermission", "requestPermission"] {
        if called(&place.handle, name, std::slice::from_ref(&mode)).await.is_ok_and(|said| said == "granted") {
            return true;
        }
    }
    false
}

/// Reads the file as it is now.
///
/// # Errors
/// [`Missed::Gone`], or what the browser said.
pub async fn read(place: &Place) -> Result<(Vec<u8>, Seen), Missed> {
    let missed = |error: JsValue| Missed::of(&error);
    let file = called(&place.handle, "getFile", &[]).await.map_err(missed)?;
    let number = |name: &str| get(&file, name).as_f64().unwrap_or_default();
    #[allow(clippy::cast_precision_loss, reason = "a few million")]
    if number("size") > MAX_BACKUP_BYTES as f64 {
        // The first bytes over the limit are enough for the reader to say that it is too large.
        let seen = Seen { modified: number("lastModified"), sha256: String::new() };
        return Ok((vec![b' '; MAX_FILE_BYTES + 1], seen));
    }
    let buffer = called(&file, "arrayBuffer", &[]).await.map_err(missed)?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let mut digest = Sha256::default();
    digest.update(&bytes);
    Ok((bytes, Seen { modified: number("lastModified"), sha256: digest.hex() }))
}

/// Whether the file is as it was when this browser last read or wrote it. A file that was never read was just chosen.
///
/// # Errors
/// [`Missed::Gone`], or what the browser said.
pub async fn is_as_seen(place: &Place) -> Result<bool, Missed> {
    let Some(seen) = &place.seen else { return Ok(true) };
    // A program that synchronises folders may touch a file and leave what is in it: the digest decides.
    Ok(read(place).await?.1.sha256 == seen.sha256)
}

/// Writes the file, and reads it back.
///
/// # Errors
/// What the browser said; the file is as it was before then, unless what was read back differs.
pub async fn write(place: &mut Place, text: &str) -> Result<(), Missed> {
    let missed = |error: JsValue| Missed::of(&error);
    let stream = called(&place.handle, "createWritable", &[]).await.map_err(missed)?;
    let written = match called(&stream, "write", &[JsValue::from_str(text)]).await {
        Ok(_) => called(&stream, "close", &[]).await,
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        let _ = called(&stream, "abort", &[]).await;
        return Err(missed(error));
    }
    let (_, seen) = read(place).await?;
    if seen.sha256 != sha256_hex(text) {
        return Err(Missed::Refused("what was read back differs from what was written".to_owned()));
    }
    place.seen = Some(seen);
    Ok(())
}

/// Whether two are the same file.
pub async fn is_same(one: &Place, other: &Place) -> bool {
    called(&one.handle, "isSameEntry", std::slice::from_ref(&other.handle)).await.is_ok_and(|same| same.is_truthy())
}

/// The file of an assessment; none where none is known. The database comes first: another tab may have written.
pub async fn file_of(id: &str) -> Option<Place> {
    let kept = async {
        let entry = asked("readonly", "get", &[JsValue::from_str(id)]).await.ok()?;
        let handle = Some(get(&entry, "handle")).filter(JsValue::is_object)?;
        let sha256 = get(&entry, "sha256").as_string();
        let seen = sha256.zip(get(&entry, "modified").as_f64()).map(|(sha256, modified)| Seen { modified, sha256 });
        let at = get(&entry, "at").as_string().unwrap_or_default();
        Some(Place { at, seen, ..Place::new(handle) })
    };
    let kept = kept.await;
    kept.or_else(|| KNOWN.with_borrow(|all| all.iter().find(|(known, _)| known == id).map(|(_, place)| place.clone())))
}

/// Keeps which file belongs to an assessment.
pub async fn keep(id: &str, place: &Place) {
    KNOWN.with_borrow_mut(|all| {
        all.retain(|(known, _)| known != id);
        all.push((id.to_owned(), place.clone()));
    });
    let entry = Object::new();
    set(&entry, "handle", &place.handle);
    set(&entry, "at", &JsValue::from_str(&place.at));
    if let Some(seen) = &place.seen {
        set(&entry, "modified", &JsValue::from_f64(seen.modified));
        set(&entry, "sha256", &JsValue::from_str(&seen.sha256));
    }
    // A browser that does not keep it asks for the file again after the page was loaded again.
    let _ = asked("readwrite", "put", &[entry.into(), JsValue::from_str(id)]).await;
}

/// Forgets the file of an assessment. The file itself stays as it is.
pub async fn forget(id: &str) {
    KNOWN.with_borrow_mut(|all| all.retain(|(known, _)| known != id));
    let _ = asked("readwrite", "delete", &[JsValue::from_str(id)]).await;
}

/// Asks the browser to keep what this page stores, also when space is short. None where it knows no such promise.
pub async fn ask_to_persist() -> Option<bool> {
    let storage = get(&get(&window(), "navigator"), "storage");
    called(&storage, "persist", &[]).await.ok()?.as_bool()
}

/// One request to the store of handles.
async fn asked(mode: &str, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let factory = get(&window(), "indexedDB");
    let opening = call(&factory, "open", &[JsValue::from_str(DATABASE), JsValue::from_f64(1.0)])?;
    let request = opening.clone();
    let make = Closure::<dyn FnMut(web_sys::Event)>::wrap(Box::new(move |_| {
        let _ = call(&get(&request, "result"), "createObjectStore", &[JsValue::from_str(STORE)]);
    }));
    set(&opening, "onupgradeneeded", &make.into_js_value());
    let database = answer(&opening).await?;
    let store = call(&database, "transaction", &[JsValue::from_str(STORE), JsValue::from_str(mode)])
        .and_then(|transaction| call(&transaction, "objectStore", &[JsValue::from_str(STORE)]));
    let result = match store.and_then(|store| call(&store, method, arguments)) {
        Ok(request) => answer(&request).await,
        Err(error) => Err(error),
    };
    let _ = call(&database, "close", &[]);
    result
}

/// The answer to a request of a database.
async fn answer(request: &JsValue) -> Result<JsValue, JsValue> {
    let coming = Promise::new(&mut |done, failed| {
        set(request, "onsuccess", &done);
        set(request, "onerror", &failed);
    });
    JsFuture::from(coming).await?;
    Ok(get(request, "result"))
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or_default()
}

fn set(on: &JsValue, name: &str, value: &JsValue) {
    // A plain object, and what is ours on a request, take every property.
    let _ = Reflect::set(on, &JsValue::from_str(name), value);
}

/// Calls a method that a browser may not have.
fn call(on: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(on, name).dyn_into()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(on, &list)
}

/// The same with a method that gives a promise, and what that promise gives.
async fn called(on: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(on, name, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
