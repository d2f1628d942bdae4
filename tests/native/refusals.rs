//! Files of which nothing can be used.
//!
//! What belongs here: that each is refused with the place, the reason and a remedy. Never here: files that can be
//! read in part (`notices`).

use iec62304_readiness::exchange::{MAX_FILE_BYTES, Refusal, read_file, read_stored};

/// A file with this envelope and this assessment.
fn file(version: &str, assessment: &str) -> String {
    format!(r#"{{"format": "iec62304-readiness", "format_version": {version}, "assessment": {assessment}}}"#)
}

/// Expects a refusal with this place and these words, and a remedy in a sentence.
#[track_caller]
fn refused(bytes: &[u8], place: &str, words: &str) -> Refusal {
    let name = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let refusal = match read_file(bytes) {
        Ok(_) => panic!("{name:?} must be refused"),
        Err(refusal) => refusal,
    };
    assert_eq!(refusal.place, place, "{name:?}: {refusal}");
    assert!(refusal.what.contains(words), "{name:?}: expected {words:?} in {refusal}");
    for sentence in [&refusal.what, &refusal.remedy] {
        assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "a sentence: {sentence:?}");
    }
    refusal
}

#[test]
fn what_is_not_an_assessment_is_refused_with_a_word_on_what_it_is() {
    for (text, place, words) in [
        ("", "", "There is nothing in it"),
        (" \n\t", "", "There is nothing in it"),
        ("\u{feff}", "", "There is nothing in it"),
        ("hello", "line 1, column 1", "not JSON"),
        ("<!doctype html>\n<p>", "line 1, column 1", "not JSON"),
        ("clause,status\n5.1.1,met\n", "line 1, column 1", "not JSON"),
        ("{\n  'format': 1}", "line 2, column 3", "not JSON"),
        ("{\"a\": 1,\n}", "line 2, column 1", "not JSON"),
        ("{\"a\": 1}\n{\"a\": 1}", "line 2, column 1", "not JSON"),
        ("{\"a\": NaN}", "line 1, column 7", "not JSON"),
        ("{\"a\": 1e999}", "/format", "its format is not"),
        ("{\"a\": \"\\ud800\"}", "line 1, column 14", "not JSON"),
        ("{\"a\": \"tab\tinside\"}", "line 1, column 11", "not JSON"),
        ("{\"a\": [1, 2", "line 1, column 11", "ends in the middle"),
        ("{\"a\": \"b", "line 1, column 8", "ends in the middle"),
        ("null", "", "JSON, but not an assessment"),
        ("[]", "", "JSON, but not an assessment"),
        ("[{\"format\": \"iec62304-readiness\"}]", "", "JSON, but not an assessment"),
        ("\"iec62304-readiness\"", "", "JSON, but not an assessment"),
        ("42", "", "JSON, but not an assessment"),
        ("{}", "/format", "its format is not \"iec62304-readiness\""),
        ("{\"format\": \"IEC62304-READINESS\"}", "/format", "its format is not"),
        ("{\"format\": 1}", "/format", "its format is not"),
        ("{\"format\": null}", "/format", "its format is not"),
        (r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}"#, "/format", "its format is not"),
        (r#"{"format": "iec62304-readiness"}"#, "/format_version", "missing or not a whole number"),
        (r#"{"format": "iec62304-readiness", "format_version": 1}"#, "/assessment", "holds no assessment"),
    ] {
        let refusal = refused(text.as_bytes(), place, words);
        assert_eq!(refusal.newer, None, "{text}");
    }
}

#[test]
fn other_kinds_of_files_are_called_by_their_names() {
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    for (bytes, words) in [
        (b"PK\x03\x04\x14\0\x06\0\x08\0".to_vec(), "a ZIP, Word or Excel file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec(), "a PDF"),
        (b"\x1f\x8b\x08\0\0".to_vec(), "a gzip file"),
        (utf16("\u{feff}{}", u16::to_le_bytes), "UTF-16"),
        (utf16("\u{feff}{}", u16::to_be_bytes), "UTF-16"),
    ] {
        refused(&bytes, "", words);
    }
}

#[test]
fn what_is_not_utf_8_is_refused_with_the_byte() {
    for (bytes, place) in [
        (&b"\xe9t\xe9"[..], "byte 1"),
        (b"{\"title\": \"\xe9t\xe9\"}", "byte 12"),
        (b"{\"title\": \"\xed\xa0\x80\"}", "byte 12"),
        (b"{\"title\": \"\xc0\x80\"}", "byte 12"),
        (b"{\"title\": \"\xf0\x9f\x98", "byte 12"),
    ] {
        refused(bytes, place, "not text in UTF-8");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_before_anything_else() {
    let mut large = file("1", r#"{"edition": "1.1"}"#).into_bytes();
    large.resize(9 * 1024 * 1024, b' ');
    refused(&large, "", "larger than 8 MB");
    large.truncate(MAX_FILE_BYTES);
    assert!(read_file(&large).is_ok(), "the largest that is read");
}

#[test]
fn a_newer_format_is_refused_with_its_version() {
    for newer in [2_u64, 99, u64::MAX] {
        let text = file(&newer.to_string(), "{}");
        let refusal = refused(text.as_bytes(), "/format_version", &newer.to_string());
        assert_eq!(refusal.newer, Some(newer));
        assert!(refusal.remedy.contains(&newer.to_string()), "{refusal}");
        assert_eq!(read_stored(&text).unwrap_err().newer, Some(newer));
    }
}

#[test]
fn a_format_version_that_is_no_whole_number_from_1_is_refused() {
    for version in ["0", "-1", "1.5", "\"1\"", "null", "true", "[1]", "{}"] {
        let refusal =
            refused(file(version, r#"{"edition": "1.1"}"#).as_bytes(), "/format_version", "whole number from 1");
        assert_eq!(refusal.newer, None, "{version}");
    }
}

#[test]
fn an_assessment_that_is_no_object_is_refused() {
    for other in ["null", "true", "1", "\"x\"", "[]", "[{\"edition\": \"1.1\"}]"] {
        refused(file("1", other).as_bytes(), "/assessment", "holds no assessment");
    }
}

#[test]
fn an_unknown_edition_is_refused_with_those_that_are_known() {
    for (assessment, words) in [
        (r#"{"edition": "2.0"}"#, "\"2.0\" is not known"),
        (r#"{"edition": "1.1 "}"#, "\"1.1 \" is not known"),
        (r#"{"edition": 1.1}"#, "not known"),
        (r#"{"edition": null}"#, "not known"),
        ("{}", "not known"),
    ] {
        let refusal = refused(file("1", assessment).as_bytes(), "/assessment/edition", words);
        for known in ["1.1 (IEC 62304:2006+AMD1:2015)", "1.0 (IEC 62304:2006)"] {
            assert!(refusal.remedy.contains(known), "{refusal}");
        }
    }
}

#[test]
fn a_member_that_stands_twice_is_refused_with_its_line() {
    for (text, place) in [
        (file("1", "{\"edition\": \"1.1\",\n\"title\": \"a\",\n\"title\": \"b\"}"), "line 3"),
        (file("1", "{\"edition\": \"1.1\",\n\"x\": {\"title\": 1, \"title\": 1}}"), "line 2"),
        (file("1", "{\"edition\": \"1.1\",\n\"answers\": [{\"title\": 1,\n\"t\\u0069tle\": 1}]}"), "line 3"),
        ("{\"format\": \"iec62304-readiness\",\n\"title\": 1, \"title\": 2}".to_owned(), "line 2"),
    ] {
        let refusal = read_file(text.as_bytes()).unwrap_err();
        assert!(refusal.place.starts_with(&format!("{place}, column ")), "{refusal}");
        assert!(refusal.what.contains("\"title\" stands twice"), "{refusal}");
    }
}

#[test]
fn a_member_that_stands_twice_is_called_by_its_name_whatever_it_is() {
    for name in ["recursion limit", "x at line 3", "EOF while parsing"] {
        let refusal = read_file(format!("{{\"{name}\": 1, \"{name}\": 2}}").as_bytes()).unwrap_err();
        assert!(refusal.what.contains(&format!("\"{name}\" stands twice")), "{refusal}");
    }
}

#[test]
fn a_refusal_is_told_in_sentences_with_its_place() {
    let told = read_file(b"[]").unwrap_err().to_string();
    assert!(told.starts_with("This is JSON, but not an assessment. Choose "), "{told}");
    let told = read_file(b"{}").unwrap_err().to_string();
    assert!(told.starts_with("At /format: This is JSON"), "{told}");
}
