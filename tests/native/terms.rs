//! The terms of the glossary in a text.
//!
//! What belongs here: which words are marked, and that nothing is lost by it. Never here: what the terms mean.

use crate::generate::config;
use crate::with_words;
use iec62304_readiness::standard::{Seen, Span, editions, mark};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The text with `[shown|term]` where a term is marked.
fn marked_in(text: &str, seen: &mut Seen) -> String {
    let spans = mark(text, seen).into_iter();
    spans
        .map(|span| match span {
            Span::Plain(text) => text.to_owned(),
            Span::Term(shown, term) => format!("[{shown}|{}]", term.term),
        })
        .collect()
}

fn marked(text: &str) -> String {
    with_words();
    marked_in(text, &mut Seen::default())
}

#[test]
fn whole_words_are_marked_in_any_case_and_the_longest_form_wins() {
    for (text, wanted) in [
        ("", ""),
        ("Nothing here.", "Nothing here."),
        ("SOUP", "[SOUP|SOUP]"),
        ("The SOUP, listed.", "The [SOUP|SOUP], listed."),
        ("A pot of soup, or Soup.", "A pot of soup, or Soup."),
        ("SOUPS and SOUPy", "SOUPS and SOUPy"),
        ("SOUP-like and non-SOUP", "SOUP-like and non-SOUP"),
        ("(SOUP)", "([SOUP|SOUP])"),
        ("the SOUP’s version", "the [SOUP|SOUP]’s version"),
        ("A regression test ran.", "A [regression test|regression test] ran."),
        ("Regression tests ran.", "[Regression tests|regression test] ran."),
        ("a  regression  test", "a  regression  test"),
        ("Regression", "Regression"),
        ("éSOUP SOUPé", "éSOUP SOUPé"),
    ] {
        assert_eq!(marked(text), wanted, "{text:?}");
    }
}

#[test]
fn a_term_is_marked_once_in_a_card_and_again_in_the_next() {
    with_words();
    let mut seen = Seen::default();
    assert_eq!(marked_in("SOUP and more SOUP", &mut seen), "[SOUP|SOUP] and more SOUP");
    assert_eq!(marked_in("SOUP again", &mut seen), "SOUP again");
    assert_eq!(marked_in("SOUP again", &mut Seen::default()), "[SOUP|SOUP] again");
    assert_eq!(
        marked("A regression test and regression tests."),
        "A [regression test|regression test] and regression tests."
    );
}

#[test]
fn every_form_of_every_term_is_found() {
    for term in with_words().glossary {
        for form in term.forms {
            let text = format!("Before {form}, after.");
            let found = mark(&text, &mut Seen::default());
            let named =
                found.iter().any(|span| matches!(span, Span::Term(shown, own) if shown == form && *own == term));
            assert!(named, "{form} of {}: {found:?}", term.term);
        }
    }
}

/// A text in which terms stand in the way, and what is no term.
fn text() -> impl Strategy<Value = String> {
    let forms: Vec<&'static str> = with_words().glossary.iter().flat_map(|term| term.forms).copied().collect();
    let part = prop_oneof![
        3 => proptest::sample::select(forms).prop_map(str::to_owned),
        1 => "[a-zA-Z -]{0,8}",
        1 => "\\PC{0,4}",
        2 => proptest::sample::select(vec![" ", ", ", "-", ".", "", "/"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn together_the_parts_are_the_text_and_none_is_empty(text in text()) {
        let mut seen = Seen::default();
        let spans = mark(&text, &mut seen);
        prop_assert_eq!(spans.iter().map(|span| span.text()).collect::<String>(), text.as_str());
        prop_assert!(spans.iter().all(|span| !span.text().is_empty()));
        let mut terms = Vec::new();
        for span in &spans {
            if let Span::Term(shown, term) = span {
                prop_assert!(term.forms.iter().any(|form| form.eq_ignore_ascii_case(shown)));
                prop_assert!(!terms.contains(term), "{} is marked twice", term.term);
                terms.push(term);
            }
        }
        let again = mark(&text, &mut seen);
        prop_assert!(again.iter().all(|span| matches!(span, Span::Plain(_))), "all of them were seen");
    }
}

#[test]
fn all_cards_of_an_edition_take_no_time() {
    let words = with_words();
    let start = Instant::now();
    for edition in editions() {
        for requirement in edition.requirements() {
            let mut seen = Seen::default();
            let help = words.help(edition, requirement.clause).unwrap();
            for text in help.sections().into_iter().chain([requirement.question]) {
                mark(text, &mut seen);
            }
        }
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
