//! The words that the page loads late.
//!
//! What belongs here: that all of them arrive, that those of another build do not, and which of them a requirement gets.
//! Never here: mistakes in their files (`long_texts`).

use crate::editions::{catalogue, real};
use crate::with_words;
use iec62304_readiness::standard::{
    Clause, Control, Edition, Outcome, Relation, Term, World, all_clauses, changed, edition, edition_map, editions,
    take_words, words,
};
use std::collections::BTreeSet;

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

/// A clause in the type of the build, which is a copy of the page's.
fn name<T: ToString>(clause: &T) -> String {
    clause.to_string()
}

/// The block that a file has for a requirement of an edition.
fn block<'a, T>(blocks: &'a catalogue::Keyed<T>, edition: &str, clause: Clause) -> &'a T {
    let found = |wanted: Option<&str>| {
        blocks.iter().find(|((own, only), _)| name(own) == name(&clause) && only.as_deref() == wanted)
    };
    &found(Some(edition)).or_else(|| found(None)).unwrap().1.value
}

#[test]
fn everything_that_the_long_texts_say_arrives() {
    let (words, files) = (with_words(), real());
    for edition in editions() {
        for requirement in edition.requirements() {
            let clause = requirement.clause;
            let (look, own) = (words.look(edition, clause).unwrap(), block(&files.words, edition.id, clause));
            assert_eq!(look.look_for, own.look_for, "{clause}");
            assert!(look.evidence.iter().eq(&own.evidence), "{clause}");
            let (help, own) = (words.help(edition, clause).unwrap(), block(&files.help, edition.id, clause));
            assert_eq!(help.sections(), own.sections().map(|(_, text)| text.as_str()), "{clause}");
            assert!(help.neighbours.iter().eq(&own.neighbours), "{clause}");
        }
    }
    assert_eq!(words.glossary.len(), files.terms.len());
    for (term, own) in words.glossary.iter().zip(&files.terms) {
        assert_eq!([term.term, term.meaning], [&own.term, &own.meaning].map(String::as_str));
        assert!(term.forms.iter().eq(std::iter::once(&own.term).chain(&own.also)), "{}", term.term);
        assert!(term.see.iter().eq(&own.see), "{}", term.term);
        assert_eq!(format!("{:?}", term.world).to_lowercase(), own.world, "{}", term.term);
        assert!(term.see.iter().all(|name| words.term(name).is_some()), "{}", term.term);
    }
    for (activity, own) in &files.quick {
        let quick = words.quick(clause(&name(activity))).unwrap();
        assert_eq!([quick.question, quick.first_step], [&own.question, &own.first_step].map(String::as_str));
    }
    let flows = words.flows.iter().map(|flow| (name(&flow.from), name(&flow.to), flow.text.to_owned()));
    let own = files.orientation.flow.iter().map(|row| row.get_ref());
    assert!(flows.eq(own.map(|flow| (flow.from.clone(), flow.to.clone(), flow.text.clone()))));
    assert_eq!(words.topics.len(), files.orientation.topic.len());
    for (topic, row) in words.topics.iter().zip(&files.orientation.topic) {
        let own = row.get_ref();
        assert_eq!([topic.id, topic.title], [&own.id, &own.title].map(String::as_str));
        assert!(topic.paragraphs.iter().eq(&own.paragraphs) && topic.points.iter().eq(&own.points), "{}", own.id);
        assert_eq!(words.topic(topic.id), Some(topic));
    }
}

#[test]
fn everything_about_the_classes_arrives_partly_at_the_start_and_partly_late() {
    let (words, files) = (with_words(), real());
    for (page, files) in editions().iter().zip(&files.editions) {
        let (tree, own) = (&page.classification, &files.tree);
        assert_eq!([tree.assumption, tree.start], [&own.assumption, &own.start].map(String::as_str));
        assert_eq!(tree.questions.len(), own.question.len());
        for (question, row) in tree.questions.iter().zip(&own.question) {
            let own = row.get_ref();
            let texts = [question.id, question.title, question.question];
            assert_eq!(texts, [&own.id, &own.title, &own.question].map(String::as_str));
            assert!(question.controls.iter().map(|control| control.id()).eq(own.controls.iter()), "{}", own.id);
            let about = words.about_question(page, question.id).unwrap();
            assert_eq!((about.id, about.explain), (question.id, own.explain.as_str()));
            assert!(about.mistakes.iter().eq(&own.mistakes), "{}", own.id);
            assert_eq!(question.answers.len(), own.answer.len());
            for (answer, row) in question.answers.iter().zip(&own.answer) {
                let own = row.get_ref();
                let texts = [answer.id, answer.label, answer.says];
                assert_eq!(texts, [&own.id, &own.label, &own.says].map(String::as_str));
                let (to, class) = match answer.outcome {
                    Outcome::Ask(id) => (Some(id), None),
                    Outcome::Class(class) => (None, Some(class.id())),
                };
                assert_eq!((to, class), (own.to.as_deref(), own.class.as_deref()));
                assert!(about.examples(answer.id).iter().eq(&own.examples), "{}", answer.id);
            }
            assert!(about.examples("an answer that is not there").is_empty());
        }
        assert_eq!(words.about_question(page, "a question that is not there"), None);
        assert_eq!(page.legacy.is_some(), files.head.legacy.is_some());
        let Some((route, own)) = page.legacy.zip(files.head.legacy.as_ref()) else { continue };
        let own = own.get_ref();
        assert!(route.gap_analysis.iter().map(name).eq(own.gap_analysis.iter().cloned()));
        assert_eq!(name(&route.floor), own.floor);
        assert_eq!(route.checks.len(), own.check.len());
        for (check, row) in route.checks.iter().zip(&own.check) {
            let own = row.get_ref();
            let texts = [check.id, check.question, check.hint, check.says, check.says_no];
            assert_eq!(texts, [&own.id, &own.question, &own.hint, &own.says, &own.says_no].map(String::as_str));
        }
    }
    assert!(Control::ALL.iter().all(|control| Control::from_id(control.id()) == Some(*control)));
    assert_eq!(Control::from_id("magic"), None);
}

#[test]
fn the_map_between_the_editions_arrives() {
    with_words();
    let page = edition_map().iter().map(|row| {
        let clauses = [row.from, row.to].map(|clause| clause.map(|clause| clause.to_string()));
        let letters =
            row.letters.iter().map(|moved| (moved.from, moved.to.map(|(to, letter)| (to.to_string(), letter))));
        let letters: Vec<_> = letters.collect();
        ([row.older, row.newer, row.note], clauses, format!("{:?}", row.relation).to_lowercase(), letters)
    });
    let map = real().map;
    let files = map.iter().map(|row| {
        let clauses = [row.from, row.to].map(|clause| clause.map(|clause| clause.to_string()));
        let letters =
            row.letters.iter().map(|moved| (moved.from, moved.to.map(|(to, letter)| (to.to_string(), letter))));
        let letters: Vec<_> = letters.collect();
        ([&row.older, &row.newer, &row.note].map(String::as_str), clauses, row.relation.clone(), letters)
    });
    assert_eq!(page.collect::<Vec<_>>(), files.collect::<Vec<_>>());
}

#[test]
fn the_words_of_another_build_are_refused_and_the_same_twice_do_no_harm() {
    let own = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));
    let first = std::ptr::from_ref(with_words());
    let (version, content) = own.split_once('\n').unwrap();
    for other in [
        String::new(),
        version.to_owned(),
        content.to_owned(),
        format!("1\n{content}"),
        format!("{version}\n{}", content.replace("unit", "uni")),
        format!("{version}\n{}", content.trim_end()),
        own.replace('\n', "\r\n"),
        own.split_at(own.len() / 2).0.to_owned(),
        "<!doctype html>\n<title>404</title>".to_owned(),
    ] {
        assert!(!take_words(other));
    }
    assert!(take_words(own.to_owned()));
    assert_eq!(words().map(std::ptr::from_ref), Some(first));
}

#[test]
fn a_block_for_one_edition_comes_before_the_general_one() {
    let (words, files) = (with_words(), real());
    let mut own_blocks = 0;
    for ((own, only), placed) in files.words.iter() {
        let Some(only) = only else { continue };
        own_blocks += 1;
        let (clause, edition) = (clause(&name(own)), edition(only).unwrap());
        assert_eq!(words.look(edition, clause).unwrap().look_for, placed.value.look_for);
        for other in editions().iter().filter(|other| *other != edition && other.requirement(clause).is_some()) {
            assert_ne!(words.look(other, clause), words.look(edition, clause), "{clause}");
        }
    }
    assert!(own_blocks > 0, "the files have such blocks");
    let unknown = clause("5.9.9");
    for edition in editions() {
        assert_eq!((words.look(edition, unknown), words.help(edition, unknown)), (None, None));
    }
    assert_eq!(words.quick(unknown), None);
}

/// The edition with this id.
fn of(id: &str) -> &'static Edition {
    edition(id).unwrap()
}

#[test]
fn what_changed_is_told_seen_from_either_edition() {
    with_words();
    let relation = |id: &str, name: &str| changed(of(id), clause(name)).map(|row| row.relation);
    for (name, older, newer) in [
        ("5.1.1", relation("1.0", "5.1.1"), relation("1.1", "5.1.1")),
        ("5.1.12", None, Some(Relation::New)),
        ("5.7.1", Some(Relation::Widened), Some(Relation::Widened)),
        ("7.1.5", Some(Relation::Withdrawn), None),
    ] {
        assert_eq!((relation("1.0", name), relation("1.1", name)), (older, newer), "{name}");
    }
    for edition in editions() {
        for clause in all_clauses() {
            let Some(row) = changed(edition, clause) else { continue };
            assert!(row.relation != Relation::Same && !row.note.is_empty(), "{clause}");
            // Only a requirement that the edition has, or whose idea it has, has a change to tell.
            assert!(edition.requirement(clause).is_some(), "{clause} in {}", edition.id);
        }
    }
    // A change that the edition marks is one that the map tells.
    let marked = of("1.1").requirements().filter(|asked| asked.change != iec62304_readiness::standard::Change::None);
    for asked in marked {
        let told = relation("1.1", &asked.clause.to_string()).unwrap();
        assert_eq!(format!("{told:?}"), format!("{:?}", asked.change), "{}", asked.clause);
    }
}

#[test]
fn the_topics_that_the_page_names_are_there_and_every_world_has_terms() {
    let words = with_words();
    let ids: Vec<&str> = words.topics.iter().map(|topic| topic.id).collect();
    assert_eq!(ids, ["processes", "classes", "device-class", "ce-mark", "fda", "not-inside", "editions"]);
    let worlds: BTreeSet<String> = words.glossary.iter().map(|term| format!("{:?}", term.world)).collect();
    let all = [World::Engineering, World::Quality, World::Standard].map(|world| format!("{world:?}"));
    assert_eq!(worlds, BTreeSet::from(all));
}

#[test]
fn each_term_has_an_address_of_its_own_which_its_other_forms_find_too() {
    let words = with_words();
    let ids: BTreeSet<String> = words.glossary.iter().map(Term::id).collect();
    assert_eq!(ids.len(), words.glossary.len());
    for term in words.glossary {
        let id = term.id();
        assert!(id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{id}");
        for address in term.forms.iter().copied().chain([id.as_str()]) {
            assert_eq!(words.term_at(address), Some(term), "{address}");
        }
    }
    for (address, name) in
        [("regression-tests", Some("regression test")), ("Soup", Some("SOUP")), ("", None), ("x", None)]
    {
        assert_eq!(words.term_at(address).map(|term| term.term), name, "{address}");
    }
}

#[test]
fn the_glossary_is_in_the_order_of_the_alphabet() {
    let names: Vec<String> = with_words().glossary.iter().map(|term| term.term.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
}

/// The picture of the processes draws an arrow for each pair, where the style sheet says.
#[test]
fn each_flow_has_one_place_in_the_picture() {
    let style = include_str!("../../style/late.css");
    let mut pairs = BTreeSet::new();
    for flow in with_words().flows {
        assert!(pairs.insert((flow.from, flow.to)), "{} hands two things to {}: join them", flow.from, flow.to);
        let place = format!(".f-{}-{}", flow.from, flow.to);
        let is_placed = style.lines().any(|line| line.contains(&place) && line.contains("grid-area:"));
        assert!(is_placed, "style/late.css places no {place}");
    }
}
