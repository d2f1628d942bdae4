//! Locking with a passphrase, by the browser's own cryptography. The browser does it beside the page, which answers
//! meanwhile.
//!
//! What belongs here: a passphrase to a key, a text to what is locked, and back. Never here: the file around it
//! (`exchange::locked`), and keeping a passphrase, anywhere.

use super::reactive::window;
use super::storage::words_of;
use crate::exchange::{IV_BYTES, Lock, Locked, SALT_BYTES};
use js_sys::{Array, Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Why a locked file stays closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaysLocked {
    /// The passphrase is another one, or the file was changed: which of the two, nobody can tell.
    Wrong,
    /// The browser could not; what it said.
    Failed(String),
}

/// Whether the browser can lock and unlock. It cannot in a page that came by plain HTTP from another computer.
#[must_use]
pub fn can_lock() -> bool {
    subtle().is_ok_and(|subtle| subtle.is_object())
}

/// Locks a text: gives the locked file, or a sentence that says why there is none.
pub fn lock(passphrase: String, text: String, done: impl FnOnce(Result<String, String>) + 'static) {
    spawn_local(async move {
        let locked = locked(&passphrase, &text).await;
        done(
            locked.unwrap_or_else(|error| Err(format!("The browser could not lock the file ({}).", words_of(&error)))),
        );
    });
}

/// Unlocks what was locked: gives its bytes.
pub fn unlock(passphrase: String, locked: Locked, done: impl FnOnce(Result<Vec<u8>, StaysLocked>) + 'static) {
    spawn_local(async move { done(unlocked(&passphrase, &locked).await) });
}

async fn locked(passphrase: &str, text: &str) -> Result<Result<String, String>, JsValue> {
    let (mut salt, mut iv) = ([0; SALT_BYTES], [0; IV_BYTES]);
    random(&mut salt)?;
    random(&mut iv)?;
    let lock = Lock::new(salt, iv);
    let key = key(passphrase, &lock, "encrypt").await?;
    let data = crypt("encrypt", &key, &lock, text.as_bytes()).await?;
    Ok(lock.file(&data).map_err(|refusal| refusal.to_string()))
}

async fn unlocked(passphrase: &str, locked: &Locked) -> Result<Vec<u8>, StaysLocked> {
    let failed = |error: JsValue| StaysLocked::Failed(words_of(&error));
    let key = key(passphrase, &locked.lock, "decrypt").await.map_err(failed)?;
    crypt("decrypt", &key, &locked.lock, &locked.data).await.map_err(|error| {
        let name = get(&error, "name").ok().and_then(|name| name.as_string());
        if name.as_deref() == Some("OperationError") { StaysLocked::Wrong } else { failed(error) }
    })
}

/// PBKDF2 over the passphrase in Unicode's normal form C, which makes the same bytes of it on every keyboard.
async fn key(passphrase: &str, lock: &Lock, usage: &str) -> Result<JsValue, JsValue> {
    let passphrase = JsString::from(passphrase).normalize("NFC");
    let passphrase: JsValue = Uint8Array::from(String::from(passphrase).as_bytes()).into();
    let usages = |usage: &str| JsValue::from(Array::of1(&usage.into()));
    let base = ["raw".into(), passphrase, "PBKDF2".into(), JsValue::FALSE, usages("deriveKey")];
    let base = call("importKey", base).await?;
    let how = object([
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(lock.salt.as_slice()).into()),
        ("iterations", lock.iterations.into()),
    ])?;
    let wanted = object([("name", "AES-GCM".into()), ("length", 256.into())])?;
    call("deriveKey", [how, base, wanted, JsValue::FALSE, usages(usage)]).await
}

async fn crypt(usage: &str, key: &JsValue, lock: &Lock, data: &[u8]) -> Result<Vec<u8>, JsValue> {
    let how = object([
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(lock.iv.as_slice()).into()),
        ("additionalData", Uint8Array::from(lock.bound().as_bytes()).into()),
        ("tagLength", 128.into()),
    ])?;
    let made = call(usage, [how, key.clone(), Uint8Array::from(data).into()]).await?;
    Ok(Uint8Array::new(&made).to_vec())
}

fn get(from: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(from, &name.into())
}

fn crypto() -> Result<JsValue, JsValue> {
    get(&window(), "crypto")
}

fn subtle() -> Result<JsValue, JsValue> {
    get(&crypto()?, "subtle")
}

fn random(bytes: &mut [u8]) -> Result<(), JsValue> {
    let crypto = crypto()?;
    let filled = Uint8Array::from(&*bytes);
    get(&crypto, "getRandomValues")?.dyn_into::<Function>()?.call1(&crypto, &filled)?;
    filled.copy_to(bytes);
    Ok(())
}

/// Calls a function of `crypto.subtle` and waits for what it promises.
async fn call<const N: usize>(name: &str, arguments: [JsValue; N]) -> Result<JsValue, JsValue> {
    let subtle = subtle()?;
    let promise: Promise =
        get(&subtle, name)?.dyn_into::<Function>()?.apply(&subtle, &Array::from_iter(arguments))?.dyn_into()?;
    JsFuture::from(promise).await
}

fn object<const N: usize>(members: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}
