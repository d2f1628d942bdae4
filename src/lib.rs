//! Readiness self-assessment for IEC 62304 in the browser.
//!
//! The layers, each naming only those before it: [`standard`], [`assessment`], [`exchange`] (all plain Rust), then
//! `browser` and [`app`], which exist only in the page, but for [`app::route`]. `ARCHITECTURE.md` tells the rest; `tests/native/layers.rs` holds it.

pub mod app;
pub mod assessment;
pub mod exchange;
pub mod standard;

#[cfg(target_arch = "wasm32")]
pub mod browser;
