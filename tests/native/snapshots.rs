//! Longer texts as the page composes them, kept beside the tests so that a person reads every change of them.
//!
//! After a change of the words: `BLESS=1 cargo test --test native`, then read the diff of `tests/native/snapshots`.

/// Compares the text with the one that is kept under this name, or keeps it.
#[track_caller]
pub fn holds(name: &str, text: &str) {
    holds_as(&format!("{name}.txt"), text);
}

/// Compares the text with the one that is kept in this file, which a person opens in the program for it, or keeps it.
#[track_caller]
pub fn holds_as(file: &str, text: &str) {
    let path = format!("{}/tests/native/snapshots/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).position(|(one, other)| one != other);
    let place = differs.unwrap_or_else(|| kept.lines().count().min(text.lines().count()));
    assert!(
        kept == text,
        "{path}, line {}:\n  kept: {:?}\n  now:  {:?}",
        place + 1,
        kept.lines().nth(place),
        text.lines().nth(place)
    );
}
