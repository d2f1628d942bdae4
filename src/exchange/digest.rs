//! The digest that shows whether a file was changed.

use sha2::Digest as _;

/// SHA-256, taken piece by piece, so that a large file need not be held at once.
#[derive(Debug, Clone, Default)]
pub struct Sha256(sha2::Sha256);

impl Sha256 {
    /// Takes in what comes next.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The first bytes of the digest of everything that was taken in, where a few of them are enough.
    #[must_use]
    pub fn first<const COUNT: usize>(self) -> [u8; COUNT] {
        let mut first = [0; COUNT];
        for (slot, byte) in first.iter_mut().zip(self.0.finalize()) {
            *slot = byte;
        }
        first
    }

    /// The digest of everything that was taken in, as 64 hexadecimal digits in lower case.
    #[must_use]
    pub fn hex(self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            hex.extend([byte >> 4, byte & 0xf].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16)));
        }
        hex
    }
}

/// The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits in lower case.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    let mut digest = Sha256::default();
    digest.update(text.as_bytes());
    digest.hex()
}
