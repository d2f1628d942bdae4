//! What a person is shown of the answers: filters, search and gaps.
//!
//! What belongs here: which requirements a view holds. Never here: the numbers (`rules`).

use crate::generate::{answered, config};
use iec62304_readiness::assessment::{
    Answer, Assessment, Evidence, Filter, Item, ItemId, Letters, Query, Status, gaps,
};
use iec62304_readiness::standard::{Clause, Edition, Requirement, edition};
use proptest::prelude::*;

fn in_force() -> &'static Edition {
    edition("1.1").unwrap()
}

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn requirement(text: &str) -> &'static Requirement {
    in_force().requirement(clause(text)).unwrap()
}

/// The clauses that a search finds where nothing is answered yet.
fn found(query: &str) -> Vec<String> {
    let query = Query::new(query);
    let all = in_force().requirements();
    all.filter(|requirement| query.matches(in_force(), requirement, &Answer::default()))
        .map(|r| r.clause.to_string())
        .collect()
}

#[test]
fn a_clause_number_finds_itself_and_what_is_below_it() {
    assert_eq!(found("5.1.12"), ["5.1.12"]);
    assert_eq!(found("5.1.1"), ["5.1.1"], "and not 5.1.10");
    assert_eq!(found("6.2.1"), ["6.2.1.1", "6.2.1.2", "6.2.1.3"]);
    assert_eq!(found("6.2.1."), found("6.2.1"), "a point at the end does no harm while typing");
    let planning = found("5.1");
    assert_eq!(planning.len(), 12);
    assert!(planning.iter().all(|clause| clause.starts_with("5.1.")), "not 7.5.1 or 5.10: {planning:?}");
    assert_eq!(found("7").len(), 11);
    assert_eq!(found("5.1 5.2"), Vec::<String>::new());
    assert_eq!(found("3"), Vec::<String>::new());
}

#[test]
fn a_search_for_nothing_finds_everything() {
    for text in ["", " ", "\t\n"] {
        assert!(Query::new(text).is_empty());
        assert_eq!(found(text).len(), 99, "{text:?}");
    }
    assert!(!Query::new("plan").is_empty());
}

#[test]
fn words_are_found_in_any_order_and_in_any_case() {
    let wanted = found("development plan");
    assert!(wanted.contains(&"5.1.1".to_owned()), "{wanted:?}");
    for text in ["plan development", "PLAN Development", "  development   PLAN "] {
        assert_eq!(found(text), wanted, "{text}");
    }
    assert!(found("plan zebra").is_empty(), "every word must be found");
    let narrowed = found("5.1 plan");
    assert!(!narrowed.is_empty() && narrowed.iter().all(|clause| clause.starts_with("5.1.")), "{narrowed:?}");
}

#[test]
fn every_requirement_is_found_by_each_of_our_texts_about_it() {
    let words = crate::with_words();
    for requirement in in_force().requirements() {
        let look = words.look(in_force(), requirement.clause).unwrap();
        let help = words.help(in_force(), requirement.clause).unwrap();
        let mut texts = vec![requirement.title, requirement.question, look.look_for];
        texts.extend(look.evidence);
        texts.extend(help.sections());
        texts.extend(requirement.letters.iter().map(|item| item.text));
        for text in texts {
            // A number searches for a clause.
            let words: Vec<&str> =
                text.split_whitespace().filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).collect();
            let query = words.join(" ").to_uppercase();
            let found = Query::new(&query).matches(in_force(), requirement, &Answer::default());
            assert!(found, "{} is found by {query}", requirement.clause);
        }
    }
}

#[test]
fn words_that_a_person_gave_are_found() {
    let evidence =
        Evidence { title: "Review Minutes".to_owned(), document: "DOC-4711".to_owned(), ..Evidence::default() };
    let answer = Answer {
        note: "Zebra in the lab".to_owned(),
        reason: "Élan stopped".to_owned(),
        evidence: vec![Evidence::default(), evidence],
        ..Answer::default()
    };
    for text in ["zebra", "ÉLAN", "minutes review", "doc-4711", "4711", "zebra minutes", "5.1 zebra"] {
        assert!(Query::new(text).matches(in_force(), requirement("5.1.1"), &answer), "{text}");
    }
    assert!(!Query::new("5.2 zebra").matches(in_force(), requirement("5.1.1"), &answer));
    assert!(!Query::new("giraffe").matches(in_force(), requirement("5.1.1"), &answer));
}

#[test]
fn a_search_in_texts_finds_each_word_in_any_of_them() {
    let texts = ["regression test", "regression tests", "Running earlier tests again after a change."];
    for (query, is_found) in
        [("", true), ("REGRESSION", true), ("change regression", true), ("again later", false), ("zeppelin", false)]
    {
        assert_eq!(Query::new(query).is_in(texts.into_iter()), is_found, "{query}");
    }
    assert!(!Query::new("a").is_in([].into_iter()));
}

#[test]
fn a_number_that_a_person_gave_is_found_wherever_it_was_given() {
    let text = |text: &str| text.to_owned();
    for (place, answer) in [
        ("note", Answer { note: text("Room 12"), ..Answer::default() }),
        ("reason", Answer { reason: text("Decision 12"), ..Answer::default() }),
        (
            "title",
            Answer {
                evidence: vec![Evidence { title: text("Report 12"), ..Evidence::default() }],
                ..Answer::default()
            },
        ),
        (
            "document",
            Answer { evidence: vec![Evidence { document: text("12"), ..Evidence::default() }], ..Answer::default() },
        ),
    ] {
        assert!(Query::new("12").matches(in_force(), requirement("5.1.1"), &answer), "a number in the {place}");
    }
}

#[test]
fn a_filter_shows_what_its_name_says() {
    let answer =
        |status, reason: &str, follow_up| Answer { status, reason: reason.to_owned(), follow_up, ..Answer::default() };
    for (answer, shown) in [
        (answer(None, "", false), vec![Filter::All, Filter::Unanswered]),
        (answer(None, "", true), vec![Filter::All, Filter::Unanswered, Filter::FollowUp]),
        (answer(Some(Status::Met), "", false), vec![Filter::All]),
        (answer(Some(Status::PartlyMet), "", false), vec![Filter::All, Filter::Gaps]),
        (answer(Some(Status::NotMet), "", true), vec![Filter::All, Filter::Gaps, Filter::FollowUp]),
        (answer(Some(Status::NotApplicable), "Why", false), vec![Filter::All]),
        (answer(Some(Status::NotApplicable), " ", false), vec![Filter::All, Filter::Unanswered]),
        (
            Answer { second_look: true, ..answer(Some(Status::NotMet), "", false) },
            vec![Filter::All, Filter::Gaps, Filter::SecondLook],
        ),
    ] {
        let counted = answer.counted();
        let matching: Vec<Filter> = Filter::ALL.into_iter().filter(|filter| filter.matches(&answer, counted)).collect();
        assert_eq!(matching, shown, "{answer:?}");
    }
}

#[test]
fn the_words_for_filters_and_statuses_lead_back_to_them() {
    for filter in Filter::ALL {
        assert_eq!(Filter::from_key(filter.key()), Some(filter));
    }
    for status in Status::ALL {
        assert_eq!(Status::from_key(status.key()), Some(status));
    }
    assert_eq!((Filter::from_key("All"), Status::from_key("Met"), Status::from_key("")), (None, None, None));
    assert_eq!(Status::ALL.map(Status::label), ["Met", "Partly met", "Not met", "Not applicable"]);
}

#[test]
fn letters_are_a_set_of_a_to_z_in_order() {
    let ticked = "zebra".chars().fold(Letters::default(), |all, letter| all.with(letter, true));
    assert_eq!(ticked.iter().collect::<String>(), "aberz");
    assert_eq!(ticked.with('b', false).with('b', false).iter().collect::<String>(), "aerz");
    for other in ['A', 'é', '{', '`', '1', '\0'] {
        assert_eq!(ticked.with(other, true), ticked, "{other:?}");
        assert_eq!(ticked.with(other, false), ticked, "{other:?}");
        assert!(!ticked.has(other), "{other:?}");
    }
    assert!("aberz".chars().fold(ticked, |all, letter| all.with(letter, false)).is_empty());
}

#[test]
fn gaps_are_what_is_partly_or_not_met_in_the_order_of_the_standard_with_the_open_letters() {
    let mut assessment = Assessment::new("x".to_owned(), in_force(), String::new());
    assessment.classification.class = in_force().class("B");
    let letters = |ticked: &str| ticked.chars().fold(Letters::default(), |all, letter| all.with(letter, true));
    for (at, status, ticked) in [
        ("8.1.2", Status::NotMet, ""),
        ("5.1.9", Status::PartlyMet, "abz"),
        ("5.2.1", Status::PartlyMet, ""),
        ("5.1.6", Status::Met, "a"),
        ("5.1.1", Status::NotApplicable, ""),
        ("5.1.4", Status::NotMet, ""), // asked of class C only
        ("4.4.2", Status::NotMet, ""), // the software is not legacy
        ("7.3.2", Status::NotMet, ""), // in edition 1.0 only
    ] {
        let answer = Answer { status: Some(status), letters: letters(ticked), ..Answer::default() };
        assessment.answers.insert(clause(at), answer);
    }
    let listed: Vec<(String, Status, String)> = gaps(&assessment)
        .into_iter()
        .map(|gap| (gap.requirement.clause.to_string(), gap.status, gap.open_letters.into_iter().collect()))
        .collect();
    let wanted =
        [("5.1.9", Status::PartlyMet, "cdef"), ("5.2.1", Status::PartlyMet, ""), ("8.1.2", Status::NotMet, "abc")];
    assert_eq!(listed, wanted.map(|(clause, status, open)| (clause.to_owned(), status, open.to_owned())));
}

/// An assessment of class C with two items of class C and one of class A, which is segregated.
fn divided() -> (Assessment, [ItemId; 3]) {
    let mut assessment = Assessment::new("x".to_owned(), in_force(), String::new());
    let ids = ["dose", "alarm", "screen"].map(|id| ItemId::new(id).unwrap());
    assessment.items = ids.map(|id| Item::new(id, None)).into();
    assessment.items[2].class = in_force().class("A");
    assessment.items[2].segregation = "On a processor of its own".to_owned();
    (assessment, ids)
}

#[test]
fn where_an_answer_is_split_a_letter_is_open_unless_every_item_that_counts_covers_it() {
    let (mut assessment, [dose, alarm, screen]) = divided();
    let letters = |ticked: &str| ticked.chars().fold(Letters::default(), |all, letter| all.with(letter, true));
    // 5.4.2 has no letters and is asked of class C only; 5.1.9 has six and is asked of every class; 7.1.2 of B and C.
    for (at, [first, second, third], wanted) in [
        ("5.1.9", ["abc", "abd", "abcdef"], "cdef"),
        ("5.1.9", ["abcdef", "abcdef", "b"], "acdef"),
        ("7.1.2", ["abcde", "abde", ""], "c"),
        ("5.4.2", ["", "", ""], ""),
    ] {
        let mut answer = Answer { letters: letters("f"), ..Answer::default() };
        let gone = ItemId::new("gone").unwrap();
        for (item, ticked) in [(dose, first), (alarm, second), (screen, third), (gone, "")] {
            let status = Some(if item == dose { Status::PartlyMet } else { Status::Met });
            answer.edit_part(item, |part| (part.status, part.letters) = (status, letters(ticked)));
        }
        assessment.answers = [(clause(at), answer.clone())].into();
        let listed: Vec<(Status, String)> =
            gaps(&assessment).into_iter().map(|gap| (gap.status, gap.open_letters.into_iter().collect())).collect();
        assert_eq!(listed, [(Status::PartlyMet, wanted.to_owned())], "{at}");
        // An item that is asked and has no answer of its own covers nothing.
        answer.parts.retain(|part| part.item != alarm);
        answer.edit_part(dose, |part| part.status = Some(Status::NotMet));
        assessment.answers = [(clause(at), answer)].into();
        let listed = gaps(&assessment);
        let listed: Vec<_> = listed.iter().map(|gap| (gap.status, gap.open_letters.len())).collect();
        assert_eq!(listed, [(Status::NotMet, in_force().requirement(clause(at)).unwrap().letters.len())], "{at}");
    }
}

#[test]
fn what_was_said_for_a_single_item_is_found_and_filtered() {
    let (mut assessment, [dose, alarm, screen]) = divided();
    let mut answer = Answer { note: "Of the whole".to_owned(), ..Answer::default() };
    answer.edit_part(dose, |part| {
        (part.status, part.note) = (Some(Status::Met), "Zebra".to_owned());
        part.evidence = vec![Evidence { document: "UVR-001".to_owned(), ..Evidence::default() }];
    });
    answer.edit_part(alarm, |part| (part.status, part.reason) = (Some(Status::NotApplicable), " ".to_owned()));
    answer.edit_part(screen, |part| part.reason = "Giraffe".to_owned());
    for text in ["zebra", "giraffe", "uvr-001", "zebra giraffe whole"] {
        assert!(Query::new(text).matches(in_force(), requirement("5.5.5"), &answer), "{text}");
    }
    let mut shown = |answer: &Answer| -> Vec<Filter> {
        assessment.answers = [(clause("5.5.5"), answer.clone())].into();
        let counted = assessment.counted(clause("5.5.5"));
        Filter::ALL.into_iter().filter(|filter| filter.matches(answer, counted)).collect()
    };
    assert_eq!(shown(&answer), [Filter::All, Filter::Unanswered], "not applicable without a reason does not count");
    assert!(answer.lacks_reason());
    answer.edit_part(alarm, |part| part.reason = "Nothing to verify".to_owned());
    assert_eq!(shown(&answer), [Filter::All], "met, and not asked of the screen");
    assert!(!answer.lacks_reason());
    answer.edit_part(screen, |part| part.follow_up = true);
    answer.edit_part(alarm, |part| part.status = Some(Status::NotMet));
    assert_eq!(shown(&answer), [Filter::All, Filter::Gaps, Filter::FollowUp]);
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn the_gaps_are_those_of_the_filter(assessment in answered()) {
        let none = Answer::default();
        let filtered: Vec<Clause> = assessment
            .scope()
            .requirements()
            .map(|requirement| requirement.clause)
            .filter(|clause| {
                Filter::Gaps.matches(assessment.answers.get(clause).unwrap_or(&none), assessment.counted(*clause))
            })
            .collect();
        let listed: Vec<Clause> = gaps(&assessment).iter().map(|gap| gap.requirement.clause).collect();
        prop_assert_eq!(listed, filtered);
    }

    #[test]
    fn no_search_panics_and_more_words_never_find_more(text in "\\PC{0,20}", more in "[a-z.0-9]{1,6}") {
        let (fewer, all) = (found(&format!("{text} {more}")), found(&text));
        prop_assert!(fewer.iter().all(|clause| all.contains(clause)));
    }
}
