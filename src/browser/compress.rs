//! Packing and unpacking, by the browser's own streams (DEFLATE, RFC 1951).

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Why nothing came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuck {
    /// The browser has no such stream.
    Missing,
    /// What went in is not packed, or not all of it.
    Damaged,
    /// More came out than is allowed.
    TooLarge,
}

/// How many bytes go in at once. A stream gives all that comes of them before it is asked again, which is at most a
/// thousand times as many: so a small text that would unpack to gigabytes is stopped after some megabytes.
const PIECE: usize = 4096;

/// Packs bytes.
pub fn pack(bytes: Vec<u8>, done: impl FnOnce(Result<Vec<u8>, Stuck>) + 'static) {
    run("CompressionStream", bytes, usize::MAX, Box::new(done));
}

/// Unpacks bytes, up to that many.
pub fn unpack(bytes: Vec<u8>, most: usize, done: impl FnOnce(Result<Vec<u8>, Stuck>) + 'static) {
    run("DecompressionStream", bytes, most, Box::new(done));
}

type Done = Box<dyn FnOnce(Result<Vec<u8>, Stuck>)>;

fn run(kind: &'static str, bytes: Vec<u8>, most: usize, done: Done) {
    spawn_local(async move {
        done(match ends(kind) {
            Ok((writer, reader)) => {
                spawn_local(write(writer, bytes));
                read(reader, most).await
            }
            Err(_) => Err(Stuck::Missing),
        });
    });
}

/// The two ends of a new stream: what takes, and what gives.
fn ends(kind: &str) -> Result<(JsValue, JsValue), JsValue> {
    let make: Function = Reflect::get(&js_sys::global(), &kind.into())?.dyn_into()?;
    // A browser that knows the stream but not this kind of packing throws.
    let stream = Reflect::construct(&make, &Array::of1(&"deflate-raw".into()))?;
    let end = |side: &str, get: &str| call(&Reflect::get(&stream, &side.into())?, get, &JsValue::UNDEFINED);
    Ok((end("writable", "getWriter")?, end("readable", "getReader")?))
}

fn call(on: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    Reflect::get(on, &name.into())?.dyn_into::<Function>()?.call1(on, with)
}

/// Waits for what a call promises.
async fn awaited(on: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(call(on, name, with)?.dyn_into::<Promise>()?).await
}

async fn write(writer: JsValue, bytes: Vec<u8>) {
    for piece in bytes.chunks(PIECE) {
        // Refused where the stream has failed or nobody reads on; the reader tells which.
        if awaited(&writer, "write", &Uint8Array::from(piece)).await.is_err() {
            return;
        }
    }
    let _ = awaited(&writer, "close", &JsValue::UNDEFINED).await;
}

async fn read(reader: JsValue, most: usize) -> Result<Vec<u8>, Stuck> {
    let mut whole = Vec::new();
    loop {
        let given = awaited(&reader, "read", &JsValue::UNDEFINED).await.map_err(|_| Stuck::Damaged)?;
        let member = |name: &str| Reflect::get(&given, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if member("done").is_truthy() {
            return Ok(whole);
        }
        let piece: Uint8Array = member("value").dyn_into().map_err(|_| Stuck::Damaged)?;
        let length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if length > most.saturating_sub(whole.len()) {
            let _ = awaited(&reader, "cancel", &JsValue::UNDEFINED).await;
            return Err(Stuck::TooLarge);
        }
        whole.extend(piece.to_vec());
    }
}
