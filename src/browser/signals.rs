//! Signals, memos and stored values: what `reactive_graph` has under these names, compiled once.
//!
//! There each is generic down to its locks, so that every type of value in the page costs its own code to read, write,
//! compare and drop. Here the values stand in boxes behind handles that know their type, and only the handles are
//! generic. What the calls do, and when, is that of `reactive_graph`, which does it. Only what the page uses is here.
//!
//! Architecture invariant: a handle puts in and takes out one type, its own, so the box always holds what is asked for.

use reactive_graph::computed;
use reactive_graph::owner;
use reactive_graph::signal;
use reactive_graph::signal::guards::{Mapped, Plain, ReadGuard, UntrackedWriteGuard};
use reactive_graph::traits::{Read, ReadUntracked, ReadValue, Track, UntrackableGuard, Write, WriteValue};
use std::any::Any;
use std::marker::PhantomData;
use std::ops::DerefMut;

/// A value of any type. Sharing between threads is what `reactive_graph` asks for; a page has one.
type Value = Box<dyn Any + Send + Sync>;
type MemoGuard = ReadGuard<Value, Mapped<Plain<Option<Value>>, Value>>;

/// A value that what reads it follows.
pub struct RwSignal<T> {
    inner: signal::RwSignal<Value>,
    kind: PhantomData<fn() -> T>,
}

/// A value worked out from others; what reads it follows only its changes.
pub struct Memo<T> {
    inner: computed::Memo<Value>,
    kind: PhantomData<fn() -> T>,
}

/// A value that nothing follows, kept by the owner of this part of the page.
pub struct StoredValue<T> {
    inner: owner::StoredValue<Value>,
    kind: PhantomData<fn() -> T>,
}

macro_rules! handles {
    ($($name:ident)*) => { $(
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(stringify!($name))
            }
        }
    )* };
}

handles! { RwSignal Memo StoredValue }

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Keeps a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { inner: new_signal(Box::new(value)), kind: PhantomData }
    }

    /// Looks at the value and follows it.
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(known(&read_signal(self.inner)))
    }

    /// Looks at the value.
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(known(&read_signal_untracked(self.inner)))
    }

    /// Follows the value.
    pub fn track(self) {
        track_signal(self.inner);
    }

    /// Changes the value, and runs again what follows it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update(change);
    }

    /// The same with what the change gives; none where the part of the page that the signal is of is gone.
    pub fn try_update<O>(self, change: impl FnOnce(&mut T) -> O) -> Option<O> {
        write_signal(&self.inner).map(|mut value| change(known_mut(&mut value)))
    }

    /// Changes the value without a word to what follows it.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = write_signal_untracked(&self.inner) {
            change(known_mut(&mut value));
        }
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// A copy of the value, followed.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Works the value out when it is first read, and again when it is read after something that it reads has changed.
    #[must_use]
    pub fn new(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let inner = new_memo(Box::new(move |old| {
            let old = old.as_ref().map(known);
            let new = work_out(old);
            let is_other = old != Some(&new);
            (Box::new(new), is_other)
        }));
        Self { inner, kind: PhantomData }
    }
}

impl<T: 'static> Memo<T> {
    /// Looks at the value and follows it.
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(known(&read_memo(self.inner)))
    }

    /// Looks at the value.
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(known(&read_memo_untracked(self.inner)))
    }

    /// Follows the value.
    pub fn track(self) {
        track_memo(self.inner);
    }
}

impl<T: Clone + 'static> Memo<T> {
    /// A copy of the value, followed.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Send + Sync + 'static> StoredValue<T> {
    /// Keeps a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { inner: new_stored(Box::new(value)), kind: PhantomData }
    }

    /// Looks at the value.
    pub fn with_value<O>(self, look: impl FnOnce(&T) -> O) -> O {
        look(known(&read_stored(self.inner)))
    }

    /// Changes the value.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        if let Some(mut value) = write_stored(self.inner) {
            change(known_mut(&mut value));
        }
    }

    /// Puts another value in its place.
    pub fn set_value(self, value: T) {
        self.update_value(|old| *old = value);
    }
}

impl<T: Clone + Send + Sync + 'static> StoredValue<T> {
    /// A copy of the value.
    #[must_use]
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }
}

/// Keeps something as long as the part of the page that is being made.
pub fn keep(value: impl Any) {
    let value: Box<dyn Any> = Box::new(value);
    let _ = owner::StoredValue::new_local(value);
}

// What follows is compiled once.

#[inline(never)]
fn new_signal(value: Value) -> signal::RwSignal<Value> {
    signal::RwSignal::new(value)
}

#[inline(never)]
fn read_signal(inner: signal::RwSignal<Value>) -> ReadGuard<Value, Plain<Value>> {
    inner.read()
}

#[inline(never)]
fn read_signal_untracked(inner: signal::RwSignal<Value>) -> ReadGuard<Value, Plain<Value>> {
    inner.read_untracked()
}

#[inline(never)]
fn track_signal(inner: signal::RwSignal<Value>) {
    inner.track();
}

#[inline(never)]
fn write_signal(inner: &signal::RwSignal<Value>) -> Option<impl UntrackableGuard<Target = Value>> {
    inner.try_write()
}

#[inline(never)]
fn write_signal_untracked(inner: &signal::RwSignal<Value>) -> Option<impl DerefMut<Target = Value>> {
    let mut guard = inner.try_write()?;
    guard.untrack();
    Some(guard)
}

#[inline(never)]
fn new_memo(work_out: Box<dyn Fn(Option<Value>) -> (Value, bool) + Send + Sync>) -> computed::Memo<Value> {
    computed::Memo::new_owning(work_out)
}

#[inline(never)]
fn read_memo(inner: computed::Memo<Value>) -> MemoGuard {
    inner.read()
}

#[inline(never)]
fn read_memo_untracked(inner: computed::Memo<Value>) -> MemoGuard {
    inner.read_untracked()
}

#[inline(never)]
fn track_memo(inner: computed::Memo<Value>) {
    // Read, and not only tracked: a memo that was never read has nothing yet that it follows.
    drop(inner.read());
}

#[inline(never)]
fn new_stored(value: Value) -> owner::StoredValue<Value> {
    owner::StoredValue::new(value)
}

#[inline(never)]
fn read_stored(inner: owner::StoredValue<Value>) -> ReadGuard<Value, Plain<Value>> {
    inner.read_value()
}

#[inline(never)]
fn write_stored(inner: owner::StoredValue<Value>) -> Option<UntrackedWriteGuard<Value>> {
    inner.try_write_value()
}

fn known<T: 'static>(value: &Value) -> &T {
    match value.downcast_ref() {
        Some(value) => value,
        None => unknown(),
    }
}

fn known_mut<T: 'static>(value: &mut Value) -> &mut T {
    match value.downcast_mut() {
        Some(value) => value,
        None => unknown(),
    }
}

#[cold]
#[inline(never)]
fn unknown() -> ! {
    unreachable!("a handle holds its own type")
}
