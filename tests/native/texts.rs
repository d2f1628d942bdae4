//! Rules for the words that people type: what is made visible, what becomes a link, what is a day.
//!
//! What belongs here: tables of texts and what becomes of them. Never here: texts in a file (`file`, `notices`).

use crate::generate::{config, day};
use iec62304_readiness::assessment::{day_number, hidden_char, is_calendar_date, visible, web_link};
use proptest::prelude::*;

#[test]
fn what_cannot_be_seen_is_shown_by_its_code() {
    for (text, shown) in [
        ("plain é 你好 \u{1f469}\u{200d}\u{1f4bb}", "plain é 你好 \u{1f469}\u{200d}\u{1f4bb}"),
        ("two\nlines\r\nand a\ttab", "two\nlines\r\nand a\ttab"),
        ("a\0b", "a[U+0000]b"),
        ("\u{1b}[31mred", "[U+001B][31mred"),
        ("\u{7f}\u{85}\u{9f}", "[U+007F][U+0085][U+009F]"),
        ("\u{202e}gnp.exe", "[U+202E]gnp.exe"),
        ("\u{200e}\u{200f}\u{61c}", "[U+200E][U+200F][U+061C]"),
        ("\u{202a}\u{202b}\u{202c}\u{202d}", "[U+202A][U+202B][U+202C][U+202D]"),
        ("\u{2066}\u{2067}\u{2068}\u{2069}", "[U+2066][U+2067][U+2068][U+2069]"),
        ("", ""),
    ] {
        assert_eq!(visible(text), shown, "{text:?}");
        assert_eq!(hidden_char(text).is_some(), text != shown, "{text:?}");
    }
    assert_eq!(hidden_char("a\u{202e}b\0"), Some('\u{202e}'), "the first one is told");
}

#[test]
fn only_web_and_mail_addresses_become_links() {
    for link in [
        "https://example.org/plan.pdf#page=3",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:qa@example.org",
        "https://example.org/é/你好",
    ] {
        assert_eq!(web_link(link), Some(link));
        assert_eq!(web_link(&format!(" {link}\n")), Some(link), "spaces around it do no harm");
    }
    for text in [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\0javascript:alert(1)",
        "javascript:https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "ftp://example.org",
        "//example.org",
        "/docs/plan.pdf",
        "example.org",
        "C:\\Plans\\plan.pdf",
        "https:",
        "mailto:",
        "https://example.org/a b",
        "https://example.org/\u{202e}gnp",
        "https://example.org/\0",
        "https ://example.org",
        "https\u{200b}://example.org",
        "see https://example.org",
    ] {
        assert_eq!(web_link(text), None, "{text:?}");
    }
}

#[test]
fn only_days_of_the_calendar_are_dates() {
    for day in
        ["2026-02-28", "2024-02-29", "2000-02-29", "2026-01-31", "2026-04-30", "2026-12-31", "0001-01-01", "9999-12-31"]
    {
        assert!(is_calendar_date(day), "{day}");
    }
    for text in [
        "2026-02-29",
        "1900-02-29",
        "2100-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-01-32",
        "0000-01-01",
        "2026-1-1",
        "26-01-01",
        "2026/01/01",
        "01.02.2026",
        "2026-01-01T00:00:00Z",
        "2026-01",
        "2026-01-01-01",
        " 2026-01-01",
        "2026-01-01 ",
        "+026-01-01",
        "2026-+1-01",
        "-2026-01-01",
        "٢٠٢٦-01-01",
        "",
        "today",
    ] {
        assert!(!is_calendar_date(text), "{text:?}");
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn what_is_shown_holds_nothing_hidden_and_is_shown_the_same_again(text in any::<String>()) {
        let shown = visible(&text);
        prop_assert_eq!(hidden_char(&shown), None);
        prop_assert_eq!(visible(&shown), shown);
    }

    #[test]
    fn a_link_is_a_part_of_the_text_and_never_runs_a_script(text in "[ \\t\\x00]{0,2}(java|h)?(script|ttps?|mailto|data)?[:/]{0,3}\\PC{0,12}") {
        if let Some(link) = web_link(&text) {
            prop_assert!(text.contains(link));
            let scheme = link.split(':').next().unwrap().to_lowercase();
            prop_assert!(["http", "https", "mailto"].contains(&scheme.as_str()));
        }
    }

    #[test]
    fn every_day_of_the_calendar_is_one_and_no_text_panics(day in day(), text in "[-0-9T:]{0,12}|\\PC{0,12}") {
        prop_assert!(is_calendar_date(&day));
        let _ = is_calendar_date(&text);
    }
}

#[test]
fn days_are_counted_through_leap_years_and_centuries() {
    for (day, number) in [
        ("0001-01-01", 1),
        ("0004-12-31", 1461),
        ("1900-03-01", 693655),
        ("1970-01-01", 719163),
        ("2000-02-29", 730179),
        ("2026-11-22", 739942),
        ("2027-02-20", 740032),
        ("9999-12-31", 3652059),
    ] {
        assert_eq!(day_number(day), Some(number), "{day}");
    }
    assert_eq!(day_number("2026-02-29"), None);
}
