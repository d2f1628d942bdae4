//! Numbers in words, as page and documents write them.

/// `57 %`, or a dash where nothing applies.
#[must_use]
pub fn percent(value: Option<u8>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value} %"))
}

/// `1 gap`, `2 gaps`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
