//! What the page uses of Leptos: signals, memos, effects and owners, with the few calls of the window around them.
//!
//! Leptos is a set of crates. The one called `leptos` brings a router's worth of things that this page does not have
//! (server functions, streams, hydration), and parts of them stay in the wasm whether called or not: their classes are
//! exported to JavaScript. So this names the crate underneath, `reactive_graph`, with its executor, and stands where
//! `leptos::prelude` would: every file that is bound to signals says `use crate::browser::reactive::*`.
//!
//! Never here: elements (`dom`), and rules of our own about signals.

pub use super::signals::*;
use any_spawner::Executor;
pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{Owner, on_cleanup};
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{Document, Event, Window};

/// The events of the window that the page listens to, each with its type.
pub mod ev {
    use std::marker::PhantomData;
    pub use web_sys::{BeforeUnloadEvent, ClipboardEvent, DragEvent, Event, KeyboardEvent, StorageEvent};

    /// An event of the window by its name, and the type that it has.
    #[derive(Debug)]
    pub struct Kind<E>(pub(super) &'static str, PhantomData<fn(E)>);

    macro_rules! kinds {
        ($($name:ident: $event:ty,)*) => { $(
            #[doc = concat!("`", stringify!($name), "`")]
            #[allow(non_upper_case_globals, reason = "spelt as the browser spells it")]
            pub const $name: Kind<$event> = Kind(stringify!($name), PhantomData);
        )* };
    }

    kinds! {
        beforeunload: BeforeUnloadEvent,
        dragover: DragEvent,
        drop: DragEvent,
        hashchange: Event,
        keydown: KeyboardEvent,
        paste: ClipboardEvent,
        storage: StorageEvent,
    }
}

thread_local! {
    // Asked of the browser once: a page without a window or a document is no page.
    static WINDOW: Window = web_sys::window().unwrap_throw();
    static DOCUMENT: Document = window().document().unwrap_throw();
}

/// The window.
#[must_use]
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

/// The document.
#[must_use]
pub fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// Runs what makes the page, under an owner that lives as long as the page. From here on effects run again in
/// microtasks when what they read changes.
pub fn run_for_ever(make: impl FnOnce()) {
    // Refused only where it has been done before.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(make);
    std::mem::forget(owner);
}

/// Runs this when what it waits for has come; nobody waits for the end.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Waits until what is queued now has run.
pub async fn tick() {
    Executor::tick().await;
}

/// The element that an event came to, which the caller knows.
#[must_use]
pub fn event_target<T: JsCast>(event: &Event) -> T {
    event.target().unwrap_throw().unchecked_into()
}

/// Runs this before the next repaint.
pub fn request_animation_frame(run: impl FnOnce() + 'static) {
    let _ = window().request_animation_frame(once(Box::new(run)).unchecked_ref());
}

/// Runs this after that time.
pub fn set_timeout(run: impl FnOnce() + 'static, after: Duration) {
    let after = after.as_millis().try_into().unwrap_or(i32::MAX);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(once(Box::new(run)).unchecked_ref(), after);
}

/// What is left of it after the call, or where no call comes, is freed by the browser's garbage collector.
fn once(run: Box<dyn FnOnce()>) -> JsValue {
    let mut run = Some(run);
    let call = move || {
        if let Some(run) = run.take() {
            run();
        }
    };
    Closure::<dyn FnMut()>::wrap(Box::new(call)).into_js_value()
}

/// Listens to an event of the window until the handle is told to remove it; dropping the handle changes nothing.
pub fn window_event_listener<E: JsCast + 'static>(kind: ev::Kind<E>, run: impl Fn(E) + 'static) -> WindowListener {
    WindowListener::new(kind.0, Box::new(move |event| run(event.unchecked_into())))
}

/// A listener to an event of the window.
#[derive(Debug)]
pub struct WindowListener {
    name: &'static str,
    call: JsValue,
}

impl WindowListener {
    fn new(name: &'static str, run: Box<dyn FnMut(Event)>) -> Self {
        let call = Closure::wrap(run).into_js_value();
        let _ = window().add_event_listener_with_callback(name, call.unchecked_ref());
        Self { name, call }
    }

    /// Listens no more.
    pub fn remove(self) {
        let _ = window().remove_event_listener_with_callback(self.name, self.call.unchecked_ref());
    }
}
