//! Which requirements a person wants to see: filters and search.

use super::answer::{Answer, Status};
use crate::standard::{Edition, Requirement, words};

/// A view on the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Everything in scope.
    #[default]
    All,
    /// Without a status that counts.
    Unanswered,
    /// Partly met or not met.
    Gaps,
    /// "I need to find out."
    FollowUp,
    /// Carried over from another edition, to be looked at again.
    SecondLook,
}

impl Filter {
    /// Every filter, in the order of the page.
    pub const ALL: [Self; 5] = [Self::All, Self::Unanswered, Self::Gaps, Self::FollowUp, Self::SecondLook];

    /// The word in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unanswered => "unanswered",
            Self::Gaps => "gaps",
            Self::FollowUp => "follow-up",
            Self::SecondLook => "second-look",
        }
    }

    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Unanswered => "Unanswered",
            Self::Gaps => "Gaps",
            Self::FollowUp => "To find out",
            Self::SecondLook => "Second look",
        }
    }

    /// The filter with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// Whether an answer with this status, as it counts, belongs into this view.
    #[must_use]
    pub fn matches(self, answer: &Answer, counted: Option<Status>) -> bool {
        match self {
            Self::All => true,
            Self::Unanswered => counted.is_none(),
            Self::Gaps => counted.is_some_and(Status::is_gap),
            Self::FollowUp => answer.needs_follow_up(),
            Self::SecondLook => answer.second_look,
        }
    }
}

/// A search: every word must be found, in any order, in any case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Takes what a person typed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { words: text.split_whitespace().map(folded).collect() }
    }

    /// Whether nothing is searched for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word stands in one of these texts.
    #[must_use]
    pub fn is_in<'a>(&self, texts: impl Iterator<Item = &'a str> + Clone) -> bool {
        self.words.iter().all(|word| texts.clone().any(|text| contains(text, word)))
    }

    /// Whether every word stands in the requirement of this edition (clause number, title, question, lettered items;
    /// once they have arrived, what an assessor looks for, typical evidence and the help texts too) or in the words
    /// that a person gave. A clause number finds itself and what is below it: `5.1` finds 5.1.12 and not 7.5.1.
    #[must_use]
    pub fn matches(&self, edition: &Edition, requirement: &Requirement, answer: &Answer) -> bool {
        self.words.iter().all(|word| {
            let parts = answer.parts.iter().map(|part| &part.answer);
            if std::iter::once(answer).chain(parts).any(|given| is_said(given, word)) {
                return true;
            }
            if let Ok(clause) = word.trim_end_matches('.').parse() {
                return requirement.clause.starts_with(clause);
            }
            let own = [requirement.title, requirement.question].into_iter();
            let look = words().and_then(|words| words.look(edition, requirement.clause));
            let looks = look.into_iter().flat_map(|look| look.evidence.iter().copied().chain([look.look_for]));
            let help = words().and_then(|words| words.help(edition, requirement.clause));
            let helps = help.into_iter().flat_map(|help| help.sections());
            let letters = requirement.letters.iter().map(|item| item.text);
            own.chain(letters).chain(looks).chain(helps).any(|text| contains(text, word))
        })
    }
}

/// Whether the word stands in what a person wrote in an answer, apart from its parts.
fn is_said(answer: &Answer, word: &str) -> bool {
    let evidence = answer.evidence.iter().flat_map(|evidence| [&evidence.title, &evidence.document]);
    [&answer.note, &answer.reason].into_iter().chain(evidence).any(|text| contains(text, word))
}

/// Whether the text holds the word, which is folded already.
fn contains(text: &str, word: &str) -> bool {
    folded(text).contains(word)
}

/// The text in lower case, for the Latin, Greek and Cyrillic letters that have simple pairs. The library's tables for
/// every script weigh 6 kB in the page.
pub(super) fn folded(text: &str) -> String {
    let fold = |char: char| {
        let code = u32::from(char);
        let lower = match code {
            0xC0..=0xDE if code != 0xD7 => code + 32,
            0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 => code | 1,
            0x139..=0x148 | 0x179..=0x17E => code + code % 2,
            0x391..=0x3A9 | 0x410..=0x42F => code + 32,
            0x400..=0x40F => code + 80,
            _ => return char.to_ascii_lowercase(),
        };
        char::from_u32(lower).unwrap_or(char)
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn folding_agrees_with_the_library_where_letters_have_simple_pairs() {
        let letters = ('A'..='\u{17e}').chain('\u{391}'..='\u{3a9}').chain('\u{400}'..='\u{42f}');
        for letter in letters.map(|letter| letter.to_string()) {
            // İ, ŉ, Ÿ and the reserved Greek place have no simple pair of their own.
            if !["\u{130}", "\u{131}", "\u{138}", "\u{149}", "\u{178}", "\u{3a2}"].contains(&letter.as_str()) {
                assert_eq!(folded(&letter), letter.to_lowercase(), "{letter}");
            }
        }
    }
}
