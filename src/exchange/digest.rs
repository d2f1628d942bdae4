//! The digest that shows whether a file was changed by hand.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits in lower case.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        hex.extend([byte >> 4, byte & 0xf].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)));
    }
    hex
}
