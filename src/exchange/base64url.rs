//! Bytes as a text that can stand in an address: base64url without padding (RFC 4648, section 5).

/// The 64 characters, by their value.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A text as bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The whole bytes in it.
    pub(super) bytes: Vec<u8>,
    /// The text is the one that these bytes give: nothing is left over at its end.
    pub(super) is_exact: bool,
}

/// The text of these bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let three = group.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let value = three >> (18 - 6 * place) & 63;
            let char = usize::try_from(value).ok().and_then(|value| ALPHABET.get(value));
            text.extend(char.map(|char| char::from(*char)));
        }
    }
    text
}

/// The bytes of this text; none where it has a character that no such text has.
pub(super) fn decode(text: &str) -> Option<Decoded> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut rest, mut bits) = (0_u32, 0_u32);
    for char in text.bytes() {
        let value = match char {
            b'A'..=b'Z' => char - b'A',
            b'a'..=b'z' => char - b'a' + 26,
            b'0'..=b'9' => char - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        rest = rest << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((rest >> bits).to_le_bytes()[0]);
            rest &= (1 << bits) - 1;
        }
    }
    // One character alone gives no byte; what is left of the last one is zero.
    Some(Decoded { bytes, is_exact: bits < 6 && rest == 0 })
}
