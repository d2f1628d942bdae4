//! JSON text to a tree and back: read strictly, written canonically (RFC 8785) or for people.

use crate::assessment::Json;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads a JSON text. `serde_json` stops at 128 levels; a member that stands twice is an error, since readers
/// disagree on which of the two counts.
pub(super) fn parse(text: &str) -> Result<Json, serde_json::Error> {
    serde_json::from_str::<Tree>(text).map(|tree| tree.0)
}

/// An object of ours has a few dozen members; sorting by insertion would take minutes for a million.
const MOST_MEMBERS: usize = 10_000;

struct Tree(Json);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor).map(Tree)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        // With `arbitrary_precision` serde_json hands over a number that is no plain integer as an object of one
        // member of this name.
        if let Some(name) = entries.next_key::<String>()? {
            if name == "$serde_json::private::Number" {
                let digits: String = entries.next_value()?;
                return digits.parse().map(Json::Number).map_err(A::Error::custom);
            }
            let Tree(value) = entries.next_value()?;
            names.insert(name.clone());
            members.push((name, value));
        }
        while let Some((name, Tree(value))) = entries.next_entry::<String, Tree>()? {
            if members.len() >= MOST_MEMBERS {
                return Err(A::Error::custom(format_args!("one object has more than {MOST_MEMBERS} members")));
            }
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("\"{name}\" stands twice in one object")));
            }
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

/// The text for people: members in their order, two spaces a level, a line break at the end.
pub(super) fn pretty(value: &Json) -> String {
    let mut out = String::new();
    write(value, Style::Pretty(0), &mut out);
    out.push('\n');
    out
}

/// The text for storing: members in their order, nothing between.
pub(super) fn compact(value: &Json) -> String {
    let mut out = String::new();
    write(value, Style::Compact, &mut out);
    out
}

/// The canonical text of RFC 8785 (JCS): members sorted by UTF-16 code units, numbers as ECMAScript writes them.
pub(super) fn canonical(value: &Json) -> String {
    let mut out = String::new();
    write(&sorted(value), Style::Canonical, &mut out);
    out
}

/// How a value is written.
#[derive(Clone, Copy)]
enum Style {
    /// With line breaks, this many levels deep.
    Pretty(usize),
    /// With nothing between.
    Compact,
    /// The same, with numbers as ECMAScript writes them.
    Canonical,
}

impl Style {
    const fn deeper(self) -> Self {
        match self {
            Self::Pretty(level) => Self::Pretty(level + 1),
            other => other,
        }
    }
}

fn sorted(value: &Json) -> Json {
    match value {
        Json::List(items) => Json::List(items.iter().map(sorted).collect()),
        Json::Object(members) => {
            // By insertion: the library's sort weighs more in the page than a handful of members can pay back.
            let mut ordered: Vec<(String, Json)> = Vec::with_capacity(members.len());
            for (name, value) in members {
                let place = ordered.partition_point(|(other, _)| other.encode_utf16().lt(name.encode_utf16()));
                ordered.insert(place, (name.clone(), sorted(value)));
            }
            Json::Object(ordered)
        }
        other => other.clone(),
    }
}

fn write(value: &Json, style: Style, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(number) if matches!(style, Style::Canonical) => out.push_str(&ecmascript_number(number)),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::Text(text) => write_text(text, out),
        Json::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, style, out);
                write(item, style.deeper(), out);
            }
            close(items.is_empty(), style, ']', out);
        }
        Json::Object(members) => {
            out.push('{');
            for (index, (name, item)) in members.iter().enumerate() {
                separate(index, style, out);
                write_text(name, out);
                out.push_str(if matches!(style, Style::Pretty(_)) { ": " } else { ":" });
                write(item, style.deeper(), out);
            }
            close(members.is_empty(), style, '}', out);
        }
    }
}

fn separate(index: usize, style: Style, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
    if let Style::Pretty(level) = style {
        new_line(level + 1, out);
    }
}

fn close(is_empty: bool, style: Style, bracket: char, out: &mut String) {
    if let Style::Pretty(level) = style
        && !is_empty
    {
        new_line(level, out);
    }
    out.push(bracket);
}

fn new_line(level: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..level {
        out.push_str("  ");
    }
}

/// Escapes exactly what RFC 8785 wants escaped.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                let code = u32::from(char);
                out.extend([code >> 4, code & 0xf].into_iter().filter_map(|digit| char::from_digit(digit, 16)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A number as ECMAScript writes it, which is what RFC 8785 asks for. The digits are taken as they stand: the standard
/// admits only numbers that a double can express, so their shortest digits are the ones that programs write.
fn ecmascript_number(number: &serde_json::Number) -> String {
    let text = number.to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let leading = digits.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    // Where the decimal point stands, counted from the first significant digit.
    let length = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
    let exponent = exponent.parse::<i32>().unwrap_or(0);
    let point = exponent.saturating_add(length(whole.len())).saturating_sub(length(leading));
    format!("{sign}{}", place_point(significant, point))
}

/// The steps of ECMAScript's Number::toString: `point` digits stand before the decimal point.
fn place_point(digits: &str, point: i32) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(0);
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    let split = |at: i32| digits.split_at_checked(usize::try_from(at).unwrap_or(0)).unwrap_or((digits, ""));
    if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        let (before, after) = split(point);
        format!("{before}.{after}")
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let (first, rest) = split(1);
        let rest = if rest.is_empty() { String::new() } else { format!(".{rest}") };
        let exponent = point.saturating_sub(1);
        format!("{first}{rest}e{}{exponent}", if exponent < 0 { "" } else { "+" })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn numbers_are_written_as_ecmascript_writes_them() {
        // The table of RFC 8785, appendix B, and the edges of each rule.
        for (written, wanted) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.0", "1"),
            ("1e0", "1"),
            ("10", "10"),
            ("-1.50", "-1.5"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("9007199254740992", "9007199254740992"),
            ("295147905179352830000", "295147905179352830000"),
            ("1E5", "100000"),
            ("-100.0e-1", "-10"),
            ("0.000e7", "0"),
            ("9.999999999999997e22", "9.999999999999997e+22"),
            ("1e23", "1e+23"),
            ("1e21", "1e+21"),
            ("999999999999999700000", "999999999999999700000"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1e-7"),
            ("333333333.3333332", "333333333.3333332"),
            ("0.00123", "0.00123"),
            ("123456.789", "123456.789"),
            // Digits that no double has are kept: docs/file-format.md says so.
            ("9007199254740993", "9007199254740993"),
            ("333333333.33333329", "333333333.33333329"),
            ("1E400", "1e+400"),
            ("1E+23", "1e+23"),
        ] {
            assert_eq!(canonical(&parse(written).unwrap()), wanted, "{written}");
        }
    }

    #[test]
    fn members_are_sorted_by_utf16_and_texts_escaped_as_rfc_8785_wants() {
        // U+1F600 sorts before U+FB33 in UTF-16 and after it in UTF-8.
        let text = "{\"\u{fb33}\": 1, \"\u{1f600}\": 2, \"b\": \"\\u0007\\u000a\\\"\\\\\\/\\u007f\", \"a\": [ ]}";
        let wanted = "{\"a\":[],\"b\":\"\\u0007\\n\\\"\\\\/\u{7f}\",\"\u{1f600}\":2,\"\u{fb33}\":1}";
        assert_eq!(canonical(&parse(text).unwrap()), wanted);
    }

    #[test]
    fn what_is_read_is_written_back_in_its_order() {
        let text = "{\n  \"b\": [\n    1,\n    null,\n    true\n  ],\n  \"a\": {},\n  \"c\": \"\u{e9}\"\n}\n";
        assert_eq!(pretty(&parse(text).unwrap()), text);
    }

    #[test]
    fn half_a_surrogate_pair_is_no_text() {
        for text in ["\"\\ud800\"", "\"\\udc00\"", "{\"\\ud800x\": 1}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_smallest_assessment_has_the_digest_that_the_guide_tells() {
        let canonical = canonical(&parse("{ \"edition\": \"1.1\" }").unwrap());
        let guide = include_str!("../../docs/file-format.md");
        assert!(guide.contains(&super::super::sha256_hex(&canonical)));
    }

    #[test]
    fn a_member_that_stands_twice_is_refused_with_its_place() {
        let problem = parse("{\n\"a\": 1,\n\"a\": 2}").unwrap_err();
        assert!(problem.to_string().contains("\"a\" stands twice"), "{problem}");
        assert_eq!(problem.line(), 3);
    }
}
