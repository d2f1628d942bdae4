//! Starts the page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    iec62304_readiness::app::start();
}
