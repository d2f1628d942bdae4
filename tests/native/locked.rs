//! Locked files: what stands around what is locked, and what is said of one that cannot be.
//!
//! What belongs here: writing and reading the head. Never here: that a passphrase opens one (`copies.spec.ts`, where a
//! program of others does).

use iec62304_readiness::exchange::{
    ITERATIONS, IV_BYTES, Kind, Lock, MAX_FILE_BYTES, SALT_BYTES, kind_of, read_file, read_locked,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn locked() -> Value {
    let lock = Lock::new([7; SALT_BYTES], [9; IV_BYTES]);
    serde_json::from_str(&lock.file(&[1; 40]).unwrap()).unwrap()
}

fn refusal(file: &Value) -> String {
    read_locked(file.to_string().as_bytes()).unwrap_err().to_string()
}

#[test]
fn what_is_written_is_what_is_documented() {
    let text = Lock::new([7; SALT_BYTES], [9; IV_BYTES]).file(&[1; 17]).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let wanted = format!(
        r#"{{
  "format": "iec62304-readiness-locked",
  "format_version": 1,
  "generator": {{
    "name": "iec62304-readiness",
    "version": "{version}"
  }},
  "kdf": {{
    "name": "PBKDF2",
    "hash": "SHA-256",
    "iterations": 600000,
    "salt": "BwcHBwcHBwcHBwcHBwcHBw=="
  }},
  "cipher": {{
    "name": "AES-256-GCM",
    "iv": "CQkJCQkJCQkJCQkJ",
    "tag_bits": 128
  }},
  "data": "AQEBAQEBAQEBAQEBAQEBAQE="
}}
"#
    );
    assert_eq!(text, wanted);
    assert_eq!(kind_of(text.as_bytes()), Kind::Locked);
}

#[test]
fn the_head_is_bound_in_its_canonical_form_whatever_its_order_and_whatever_else_it_holds() {
    let lock = Lock::new([7; SALT_BYTES], [9; IV_BYTES]);
    let bound = format!(
        r#"{{"cipher":{{"iv":"CQkJCQkJCQkJCQkJ","name":"AES-256-GCM","tag_bits":128}},"format":"iec62304-readiness-locked","format_version":1,"generator":{{"name":"iec62304-readiness","version":"{}"}},"kdf":{{"hash":"SHA-256","iterations":600000,"name":"PBKDF2","salt":"BwcHBwcHBwcHBwcHBwcHBw=="}}}}"#,
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(lock.bound(), bound);
    let read = read_locked(lock.file(&[1; 17]).unwrap().as_bytes()).unwrap();
    assert_eq!((read.lock.bound(), read.data), (bound.clone(), vec![1; 17]));
    let other = r#"{"data":"AQEBAQEBAQEBAQEBAQEBAQE=","x":{"b":1,"a":[]},"kdf":{"salt":"BwcHBwcHBwcHBwcHBwcHBw==","iterations":600000,
        "hash":"SHA-256","name":"PBKDF2"},"cipher":{"tag_bits":128,"iv":"CQkJCQkJCQkJCQkJ","name":"AES-256-GCM"},
        "format_version":1,"format":"iec62304-readiness-locked"}"#;
    let bound = r#"{"cipher":{"iv":"CQkJCQkJCQkJCQkJ","name":"AES-256-GCM","tag_bits":128},"format":"iec62304-readiness-locked","format_version":1,"kdf":{"hash":"SHA-256","iterations":600000,"name":"PBKDF2","salt":"BwcHBwcHBwcHBwcHBwcHBw=="},"x":{"a":[],"b":1}}"#;
    assert_eq!(read_locked(other.as_bytes()).unwrap().lock.bound(), bound);
}

#[test]
fn what_cannot_be_unlocked_here_is_refused_with_its_place_and_a_remedy() {
    for (place, value, words) in [
        ("/format", json!("other"), "At /format: The format is not"),
        ("/format_version", json!(2), "format version 2; this page reads up to 1"),
        ("/format_version", json!("1"), "The format version is missing"),
        ("/kdf", json!(null), "At /kdf: An object is missing here."),
        ("/kdf/name", json!("scrypt"), "At /kdf/name: It is locked with \"scrypt\"; this page knows PBKDF2."),
        ("/kdf/name", json!(1), "At /kdf/name: The word PBKDF2 is missing here."),
        ("/kdf/hash", json!("SHA-1"), "this page knows SHA-256"),
        ("/kdf/iterations", json!(599_999), "hashed 599999 times; this page takes 600000 to 10000000"),
        ("/kdf/iterations", json!(10_000_001), "hashed 10000001 times"),
        ("/kdf/iterations", json!(u64::MAX), "hashed 18446744073709551615 times"),
        ("/kdf/iterations", json!(-1), "At /kdf/iterations: A whole number is missing here."),
        ("/kdf/iterations", json!(600_000.5), "A whole number is missing here."),
        ("/kdf/iterations", json!("600000"), "A whole number is missing here."),
        ("/kdf/salt", json!("BwcH"), "At /kdf/salt: This is not base64 of the length"),
        ("/kdf/salt", json!("Bw-HBwcHBwcHBwcHBwcHBw=="), "At /kdf/salt: This is not base64"),
        ("/cipher", json!([]), "At /cipher: An object is missing here."),
        ("/cipher/name", json!("AES-128-GCM"), "this page knows AES-256-GCM"),
        ("/cipher/iv", json!("CQkJCQkJCQkJCQkJCQkJCQ=="), "At /cipher/iv: This is not base64 of the length"),
        ("/cipher/tag_bits", json!(96), "The tag has 96 bits; only 128 are known here."),
        ("/data", json!("AQEBAQEBAQEBAQEBAQEBAQ=="), "At /data: This is not base64 of the length"),
        ("/data", json!("not base64"), "At /data: This is not base64"),
        ("/data", json!(null), "At /data: This is not base64"),
    ] {
        let mut file = locked();
        *file.pointer_mut(place).unwrap() = value.clone();
        let said = refusal(&file);
        assert!(said.contains(words), "{place} {value}: {said}");
        assert!(said.ends_with('.'), "{said}");
    }
    for gone in ["format_version", "kdf", "cipher", "data"] {
        let mut file = locked();
        file.as_object_mut().unwrap().remove(gone);
        assert!(!refusal(&file).is_empty(), "without {gone}");
    }
    for text in ["", "[]", "{", "null", "PK\u{3}\u{4}"] {
        assert!(read_locked(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn the_limits_are_taken() {
    for iterations in [600_000, 10_000_000] {
        let mut file = locked();
        file["kdf"]["iterations"] = json!(iterations);
        assert_eq!(read_locked(file.to_string().as_bytes()).unwrap().lock.iterations, iterations);
    }
    assert_eq!(ITERATIONS, 600_000);
}

#[test]
fn what_is_too_large_to_be_read_again_is_not_written() {
    let lock = Lock::new([7; SALT_BYTES], [9; IV_BYTES]);
    let refusal = lock.file(&vec![0; MAX_FILE_BYTES]).unwrap_err().to_string();
    assert!(refusal.contains("larger than 8 MB"), "{refusal}");
    let fits = lock.file(&vec![0; MAX_FILE_BYTES / 4 * 3 - 1000]).unwrap();
    assert_eq!(read_locked(fits.as_bytes()).unwrap().data.len(), MAX_FILE_BYTES / 4 * 3 - 1000);
}

#[test]
fn a_locked_file_is_no_assessment() {
    let refusal = read_file(locked().to_string().as_bytes()).unwrap_err();
    assert_eq!(refusal.place, "/format");
}

proptest! {
    #[test]
    fn what_is_locked_comes_back(salt: [u8; SALT_BYTES], iv: [u8; IV_BYTES], data in prop::collection::vec(any::<u8>(), 17..300)) {
        let lock = Lock::new(salt, iv);
        let read = read_locked(lock.file(&data).unwrap().as_bytes()).unwrap();
        prop_assert_eq!(&read.lock, &lock);
        prop_assert_eq!((read.lock.salt, read.lock.iv, read.data), (salt.to_vec(), iv.to_vec(), data));
    }
}
