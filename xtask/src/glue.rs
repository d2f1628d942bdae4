//! Shortens what the wasm and its script call each other's functions.
//!
//! wasm-bindgen ends each name with 16 digits of a hash, so that a script never meets a wasm that was made with other
//! types. Here the names of both files already come from their content, and a hash does not compress: 150 of them in
//! two files are 2.4 kB on the wire. So the digits are counted from 0 instead, in both files alike. The length stays,
//! and with it the layout of the wasm.

use crate::run::{Failure, Outcome};
use std::collections::BTreeMap;

const DIGITS: usize = 16;
const START: &str = "__wbg_";

/// Does this for each script that has a wasm beside it.
pub fn shorten(files: &mut BTreeMap<String, Vec<u8>>) -> Outcome {
    let pairs: Vec<(String, String)> = files
        .keys()
        .filter_map(|wasm| Some((format!("{}.js", wasm.strip_suffix("_bg.wasm")?), wasm.clone())))
        .filter(|(script, _)| files.contains_key(script))
        .collect();
    for (script, wasm) in pairs {
        let text = files.get(&script).map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
        for (old, new) in new_names(&text) {
            let both = [&script, &wasm].map(|file| files.get_mut(file).map(|content| replace(content, &old, &new)));
            // Once in the wasm, as the name of an import; in the script once for each place that gives it.
            if !matches!(both, [Some(1..), Some(1)]) {
                return Err(Failure::new(format!("`{old}` of {script} is not the name of one import of {wasm}."))
                    .remedy("wasm-bindgen names its functions in another way now: see xtask/src/glue.rs."));
            }
        }
    }
    Ok(())
}

/// Each name with a hash in the script, and the one that it gets.
fn new_names(script: &str) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = BTreeMap::new();
    for word in script.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_') {
        let Some((stem, digits)) = word.len().checked_sub(DIGITS).and_then(|at| word.split_at_checked(at)) else {
            continue;
        };
        let is_hash = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if is_hash && stem.ends_with('_') && stem.starts_with(START) && !names.contains_key(word) {
            let count = counts.entry(stem).or_default();
            names.insert(word.to_owned(), format!("{stem}{count:0DIGITS$x}"));
            *count += 1;
        }
    }
    names
}

/// Puts a name in the place of another one of the same length, and says how often.
fn replace(content: &mut [u8], old: &str, new: &str) -> usize {
    let mut count = 0;
    let mut from = 0;
    while let Some(place) = content.get_mut(from..from + old.len()) {
        if place == old.as_bytes() {
            place.copy_from_slice(new.as_bytes());
            count += 1;
        }
        from += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(script: &str, wasm: &[u8]) -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([
            ("a.js".to_owned(), script.as_bytes().to_vec()),
            ("a_bg.wasm".to_owned(), wasm.to_vec()),
            ("boot.js".to_owned(), b"__wbg_get_ddcbbb3501c3011e".to_vec()),
        ])
    }

    #[test]
    fn hashes_are_counted_in_both_files_and_nothing_else_changes() {
        let script = "{ __wbg_get_ddcbbb3501c3011e: f, __wbg_get_78f252d074a84d0b: g,\n__wbindgen_cast_0000000000000001: h, \
                      __wbg_get_imports: i, __wbg_set_wasm: 0123456789abcdef }";
        let wasm =
            b"\0\x1a__wbg_get_78f252d074a84d0b\xff\x1a__wbg_get_ddcbbb3501c3011e__wbindgen_cast_0000000000000001";
        let mut files = files(script, wasm);
        assert!(shorten(&mut files).is_ok());
        let told =
            |name: &str| files.get(name).map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
        assert_eq!(
            told("a.js"),
            "{ __wbg_get_0000000000000000: f, __wbg_get_0000000000000001: g,\n__wbindgen_cast_0000000000000001: h, \
             __wbg_get_imports: i, __wbg_set_wasm: 0123456789abcdef }"
        );
        assert_eq!(
            told("a_bg.wasm"),
            "\0\x1a__wbg_get_0000000000000001\u{fffd}\x1a__wbg_get_0000000000000000__wbindgen_cast_0000000000000001"
        );
        assert_eq!(told("boot.js"), "__wbg_get_ddcbbb3501c3011e", "it has no wasm");
    }

    #[test]
    fn a_name_that_the_wasm_does_not_know_is_refused() {
        assert!(shorten(&mut files("__wbg_get_ddcbbb3501c3011e", b"")).is_err());
        assert!(
            shorten(&mut files("__wbg_get_ddcbbb3501c3011e", b"__wbg_get_ddcbbb3501c3011e__wbg_get_ddcbbb3501c3011e"))
                .is_err()
        );
    }
}
