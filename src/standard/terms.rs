//! Finds the terms of the glossary in a text, so that each can be explained where it first appears.
//!
//! What belongs here: what counts as a term in a text. Never here: what it means (`words`) and how it looks.

use super::words::{Term, words};
use std::cmp::Ordering;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Text without a term, or with one that was marked before.
    Plain(&'a str),
    /// A term as it stands in the text.
    Term(&'a str, &'static Term),
}

impl<'a> Span<'a> {
    /// The text as it is shown.
    #[must_use]
    pub const fn text(self) -> &'a str {
        match self {
            Self::Plain(text) | Self::Term(text, _) => text,
        }
    }
}

/// The terms that were marked already, in one card or on one page.
#[derive(Debug, Clone, Default)]
pub struct Seen(Vec<&'static str>);

impl Seen {
    /// Whether this is the first time that the term is met.
    fn is_first(&mut self, term: &'static Term) -> bool {
        let is_first = !self.0.contains(&term.term);
        if is_first {
            self.0.push(term.term);
        }
        is_first
    }
}

/// The text in parts, with each term marked where it first appears. Of two forms that begin at the same word the longer
/// one counts; only whole words do; and case matters only for a word with two capitals or more, such as SOUP. Together
/// the parts are the text. Before the words have arrived there is one part.
pub fn mark<'a>(text: &'a str, seen: &mut Seen) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some((start, word)) = next_word(text, at) {
        at = start + word.len();
        let rest = text.get(start..).unwrap_or_default();
        let Some((form, term)) = words().and_then(|words| words.forms.at(word, rest)) else { continue };
        at = start + form.len();
        // The form is passed over even when it was marked before, so that no other term is found inside.
        if seen.is_first(term) {
            spans.extend(text.get(plain_from..start).filter(|text| !text.is_empty()).map(Span::Plain));
            spans.extend(text.get(start..at).map(|shown| Span::Term(shown, term)));
            plain_from = at;
        }
    }
    spans.extend(text.get(plain_from..).filter(|text| !text.is_empty()).map(Span::Plain));
    spans
}

/// The forms of all terms, ordered by their first word without its case, and of those the longest first.
#[derive(Debug, Default)]
pub(super) struct Forms(Vec<(&'static str, &'static Term)>);

impl Forms {
    /// The forms of these terms.
    pub(super) fn of(terms: &'static [Term]) -> Self {
        let mut forms: Vec<(&'static str, &'static Term)> = Vec::new();
        for term in terms {
            for form in term.forms {
                let place = forms.partition_point(|(other, _)| {
                    compare(first_word(other), first_word(form)).then(form.len().cmp(&other.len())) == Ordering::Less
                });
                forms.insert(place, (form, term));
            }
        }
        Self(forms)
    }

    /// The longest form that begins with this word and that `rest`, which begins with it too, begins with.
    fn at(&self, word: &str, rest: &str) -> Option<(&'static str, &'static Term)> {
        let first = self.0.partition_point(|(form, _)| compare(first_word(form), word) == Ordering::Less);
        let same = self.0.iter().skip(first).take_while(|(form, _)| compare(first_word(form), word) == Ordering::Equal);
        same.copied().find(|(form, _)| begins_with(rest, form))
    }
}

/// Whether the text begins with this form, and ends or goes on with another word.
fn begins_with(text: &str, form: &str) -> bool {
    let Some((own, rest)) = text.split_at_checked(form.len()) else { return false };
    let mut at = 0;
    let same_words = own.eq_ignore_ascii_case(form)
        && std::iter::from_fn(|| {
            let (start, word) = next_part(form, at, is_letter)?;
            at = start + word.len();
            Some((word, own.get(start..at)))
        })
        .all(|(word, found)| !has_capitals(word) || found == Some(word));
    same_words && !rest.starts_with(is_inside)
}

/// Whether a word is written in capitals, as SOUP, APIs and GitHub are.
fn has_capitals(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_uppercase).count() > 1
}

/// Two words without their case.
fn compare(a: &str, b: &str) -> Ordering {
    a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn first_word(form: &str) -> &str {
    next_word(form, 0).map_or("", |(_, word)| word)
}

/// The next word of a text from a place on, with where it begins. A hyphen joins: `pre-release` is one word.
fn next_word(text: &str, from: usize) -> Option<(usize, &str)> {
    next_part(text, from, is_inside)
}

fn next_part(text: &str, from: usize, is_part: fn(char) -> bool) -> Option<(usize, &str)> {
    let rest = text.get(from..)?;
    let start = from + rest.find(is_letter)?;
    let rest = text.get(start..)?;
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    Some((start, rest.get(..end)?))
}

/// What a word may hold.
fn is_inside(char: char) -> bool {
    char == '-' || is_letter(char)
}

/// A letter or a digit; beyond ASCII whatever is not punctuation. The library's tables weigh too much here.
fn is_letter(char: char) -> bool {
    match char {
        '\0'..='\u{7f}' => char.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' => false,
        _ => true,
    }
}
