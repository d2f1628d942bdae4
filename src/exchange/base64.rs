//! Bytes as text (RFC 4648): base64 with its padding (section 4), and base64url without (section 5), which can stand in an
//! address.

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

/// The base64url of these bytes.
pub(super) fn to_base64url(bytes: &[u8]) -> String {
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

/// The bytes of a base64url; none where it has a character that no such text has.
pub(super) fn from_base64url(text: &str) -> Option<Decoded> {
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

/// The base64 of these bytes.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    let mut text = to_base64url(bytes).replace('-', "+").replace('_', "/");
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// The bytes; none where the text is anything but base64 with its padding, on one line, as [`to_base64`] writes it.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 || digits.contains(['-', '_']) {
        return None;
    }
    let decoded = from_base64url(&digits.replace('+', "-").replace('/', "_"))?;
    decoded.is_exact.then_some(decoded.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648_come_out_and_back() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert_eq!(from_base64(text), Some(bytes.as_bytes().to_vec()), "{text}");
        }
        assert_eq!(to_base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn what_is_no_base64_is_none() {
        for text in
            ["Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "====", "=", "Zg==Zg==", "Zm9v\n", "Zm 9", "Zm-_", "Zmé"]
        {
            assert_eq!(from_base64(text), None, "{text}");
        }
    }

    #[test]
    fn all_bytes_come_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        for end in 0..bytes.len() {
            let part: Vec<u8> = bytes.iter().copied().take(end).collect();
            assert_eq!(from_base64(&to_base64(&part)), Some(part));
        }
    }
}
