//! Puts the style sheets into the page, so that the first words are painted with the first answer of the server.
//!
//! The content security policy allows them by their hash, and still no other style. The page that Trunk serves while one
//! works on it keeps its links.

use crate::run::{Failure, Outcome};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const POLICY: &str = "style-src 'self'";

/// The page with each style sheet it links to inside; the sheets are taken out of `files`.
pub fn styles(page: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Outcome<String> {
    let mut done = String::with_capacity(page.len());
    let mut rest = page;
    let mut hashes = String::new();
    while let Some((before, link, after)) = next_link(rest) {
        let name = attribute(link, "href").unwrap_or_default().trim_start_matches("./");
        let content = files.remove(name).and_then(|content| String::from_utf8(content).ok()).ok_or_else(|| {
            Failure::new(format!("The page links to the style sheet `{name}`, which is not there as UTF-8 text."))
        })?;
        if content.contains("</style") {
            return Err(Failure::new(format!("`{name}` holds `</style`, so it cannot stand in the page.")));
        }
        hashes.push_str(&format!(" 'sha256-{}'", base64(&Sha256::digest(content.as_bytes()))));
        done.push_str(before);
        done.push_str(&format!("<style>{content}</style>"));
        rest = after;
    }
    done.push_str(rest);
    Ok(done.replacen(POLICY, &format!("{POLICY}{hashes}"), 1))
}

/// The next element that links to a style sheet, with what stands before and behind it.
fn next_link(page: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + page.get(from..)?.find("<link ")?;
        let end = start + page.get(start..)?.find('>')? + 1;
        let link = page.get(start..end)?;
        if attribute(link, "rel") == Some("stylesheet") {
            return Some((page.get(..start)?, link, page.get(end..)?));
        }
        from = end;
    }
}

/// The value of an attribute in double quotes, as Trunk writes them.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = element.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

/// Base64 with padding, as content security policies want it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4_usize {
            let digit = usize::try_from(group >> (18 - 6 * place) & 63).ok().and_then(|digit| DIGITS.get(digit));
            text.push(digit.filter(|_| place <= chunk.len()).map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, wanted) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(base64(plain.as_bytes()), wanted);
        }
    }

    #[test]
    fn a_style_sheet_stands_in_the_page_and_its_hash_in_the_policy() {
        let page = "<meta content=\"default-src 'none'; style-src 'self'; img-src 'self'\"><link rel=\"icon\" href=\"./i.svg\">\
                    <link rel=\"stylesheet\" href=\"./main.css\"/><p>";
        let mut files = BTreeMap::from([("main.css".to_owned(), b"p{}".to_vec()), ("i.svg".to_owned(), Vec::new())]);
        let done = styles(page, &mut files).unwrap_or_default();
        let hash = base64(&Sha256::digest(b"p{}"));
        assert!(done.contains(&format!("style-src 'self' 'sha256-{hash}'; img-src")), "{done}");
        assert!(done.contains("<link rel=\"icon\" href=\"./i.svg\"><style>p{}</style><p>"), "{done}");
        assert_eq!(files.keys().collect::<Vec<_>>(), ["i.svg"]);
    }

    #[test]
    fn a_style_sheet_that_is_missing_or_would_end_itself_is_refused() {
        let page = "<link rel=\"stylesheet\" href=\"./main.css\">";
        assert!(styles(page, &mut BTreeMap::new()).is_err());
        assert!(styles(page, &mut BTreeMap::from([("main.css".to_owned(), b"</style>".to_vec())])).is_err());
    }
}
