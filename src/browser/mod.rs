//! The browser: local storage, files, clock, ids, the address, focus, and the last words of a panic.
//!
//! What belongs here: every use of `web_sys`, `js_sys` and `gloo`, behind plain Rust functions. Never here: a rule
//! about answers or a word about the standard. No function panics: what the browser refuses comes back as a value.

pub mod address;
pub mod clock;
pub mod compress;
pub mod disk;
pub mod dom;
mod field;
pub mod files;
pub mod late;
pub mod lock;
pub mod page;
pub mod panic;
mod paper;
pub mod reactive;
pub mod signals;
pub mod storage;
