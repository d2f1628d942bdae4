//! An assessment that is taken to another edition, and back.
//!
//! What belongs here: what becomes of answers, ticks and all the rest; the numbers and the letters are typed by hand. Never
//! here: whether the map is read right (`words`, `editions`).

use crate::generate::{assessment, config, edition as any_edition};
use crate::with_words;
use iec62304_readiness::assessment::{
    Answer, Assessment, Becomes, Changed, Control, ControlKind, Evidence, Filter, ItemId, Letters, Part, Status,
    change_edition,
};
use iec62304_readiness::exchange::{keep_snapshot, read_file, snapshot_state, state_digest, write_file};
use iec62304_readiness::standard::{Clause, Edition, EditionWay, Relation, edition, edition_map};
use proptest::prelude::*;

const NOW: &str = "2026-11-22T10:00:00.000Z";

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn letters(ticked: &str) -> Letters {
    ticked.chars().fold(Letters::default(), |all, one| all.with(one, true))
}

fn ticked(assessment: &Assessment, at: &str) -> String {
    assessment.answers.get(&clause(at)).map(|answer| answer.letters.iter().collect()).unwrap_or_default()
}

fn empty(id: &str, class: &str) -> Assessment {
    let edition = edition(id).unwrap();
    let mut made = Assessment::new("old".to_owned(), edition, "2026-01-01T00:00:00Z".to_owned());
    made.classification.class = edition.class(class);
    made
}

fn answer(made: &mut Assessment, at: &str, status: Option<Status>, ticked: &str) {
    let given = Answer { status, letters: letters(ticked), note: format!("Note on {at}"), ..Answer::default() };
    made.answers.insert(clause(at), given);
}

fn changed(old: &Assessment, to: &str) -> Changed {
    with_words();
    change_edition(old, edition(to).unwrap(), "new".to_owned(), NOW, state_digest(old)).unwrap()
}

/// Everything that is asked is met.
fn all_met(id: &str, class: &str, legacy: bool) -> Assessment {
    let mut made = empty(id, class);
    made.legacy = legacy;
    let asked: Vec<String> = made.scope().requirements().map(|asked| asked.clause.to_string()).collect();
    asked.iter().for_each(|at| answer(&mut made, at, Some(Status::Met), ""));
    made
}

fn counts(changed: &Changed) -> [usize; 6] {
    Becomes::ALL.map(|becomes| changed.count(becomes))
}

fn clauses(changed: &Changed, becomes: Becomes) -> Vec<String> {
    changed.rows.iter().filter(|row| row.becomes == becomes).map(|row| row.clause.to_string()).collect()
}

#[test]
fn what_becomes_of_each_requirement_comes_to_these_numbers() {
    // Edition, class, legacy, and where to; asked before and after; carried over, second look, new, no longer asked.
    for (from, class, legacy, to, [before, after], [carried, looks, fresh, gone]) in [
        ("1.0", "C", false, "1.1", [95, 94], [71, 22, 1, 2]),
        ("1.0", "B", false, "1.1", [89, 88], [65, 22, 1, 2]),
        ("1.0", "A", false, "1.1", [43, 53], [37, 6, 10, 0]),
        ("1.0", "C", true, "1.1", [95, 99], [71, 22, 6, 2]),
        ("1.0", "B", true, "1.1", [89, 93], [65, 22, 6, 2]),
        ("1.0", "A", true, "1.1", [43, 58], [37, 6, 15, 0]),
        ("1.1", "C", false, "1.0", [94, 95], [71, 22, 2, 1]),
        ("1.1", "B", false, "1.0", [88, 89], [65, 22, 2, 1]),
        ("1.1", "A", false, "1.0", [53, 43], [37, 6, 0, 10]),
        ("1.1", "C", true, "1.0", [99, 95], [71, 22, 2, 6]),
        ("1.1", "B", true, "1.0", [93, 89], [65, 22, 2, 6]),
        ("1.1", "A", true, "1.0", [58, 43], [37, 6, 0, 15]),
    ] {
        let what = format!("{from} {class} {legacy}");
        let old = all_met(from, class, legacy);
        let new = changed(&old, to);
        assert_eq!(
            [old.scope().requirements().count(), new.assessment.scope().requirements().count()],
            [before, after]
        );
        assert_eq!(counts(&new), [carried, looks, fresh, gone, 0, 0], "{what}");
        assert_eq!(carried + looks + fresh, after, "{what}");
        assert_eq!(carried + looks + gone, before, "{what}");
        assert_eq!(new.assessment.classification.class, edition(to).unwrap().class(class), "{what}");

        // Of an assessment without an answer, what would ask for a second look or be carried over is still open.
        let mut bare = empty(from, class);
        bare.legacy = legacy;
        let open = changed(&bare, to);
        assert_eq!(counts(&open), [0, 0, fresh, gone, carried + looks, 0], "{what}");
        assert_eq!(open.assessment.answers, bare.answers, "{what}: the unanswered stay unanswered");
    }
}

#[test]
fn the_requirements_behind_the_numbers_are_these() {
    let widened = ["5.7.1", "5.7.2", "5.7.3", "5.7.4", "5.7.5", "5.8.1", "5.8.2", "5.8.7", "5.8.8", "6.2.3"];
    let for_all = ["4.3", "5.1.8", "5.2.2", "5.2.5", "6.3.1", "9.1"];
    let there = changed(&all_met("1.0", "C", true), "1.1");
    assert_eq!(clauses(&there, Becomes::NewlyAsked), ["4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.4.5", "5.1.12"]);
    assert_eq!(clauses(&there, Becomes::NoLongerAsked), ["7.1.5", "7.3.2"]);
    let mut looks = [&widened[..], &for_all, &["5.4.1", "5.6.2", "5.6.3", "5.6.4", "5.6.5", "7.3.1"]].concat();
    looks.sort_by_key(|text| clause(text));
    assert_eq!(clauses(&there, Becomes::SecondLook), looks);
    let there = changed(&all_met("1.0", "A", false), "1.1");
    assert_eq!(clauses(&there, Becomes::NewlyAsked), widened);
    assert_eq!(clauses(&there, Becomes::SecondLook), for_all);
    let back = changed(&all_met("1.1", "C", true), "1.0");
    assert_eq!(clauses(&back, Becomes::NewlyAsked), ["7.1.5", "7.3.2"]);
    assert_eq!(clauses(&back, Becomes::NoLongerAsked), ["4.4.1", "4.4.2", "4.4.3", "4.4.4", "4.4.5", "5.1.12"]);
    assert!(back.assessment.legacy, "kept, although this edition does not ask it");
}

#[test]
fn an_answer_that_needs_a_second_look_is_marked_and_listed_and_no_other_is() {
    let mut old = empty("1.0", "C");
    answer(&mut old, "5.1.1", Some(Status::Met), "");
    answer(&mut old, "5.1.8", Some(Status::PartlyMet), "");
    answer(&mut old, "5.2.5", None, "");
    answer(&mut old, "5.4.1", Some(Status::NotApplicable), "");
    answer(&mut old, "7.1.5", Some(Status::Met), "");
    answer(&mut old, "9.1", None, "");
    let item = ItemId::new("dose").unwrap();
    let part = Answer { status: Some(Status::NotMet), ..Answer::default() };
    old.answers.get_mut(&clause("9.1")).unwrap().parts.push(Part { item, answer: part });
    let new = changed(&old, "1.1").assessment;
    let marked = new.answers.iter().filter(|(_, answer)| answer.second_look).map(|(clause, _)| clause.to_string());
    assert_eq!(marked.collect::<Vec<_>>(), ["5.1.8", "5.4.1", "9.1"], "no answer yet asks for no second look");
    let listed = |at: &str| Filter::SecondLook.matches(&new.answers[&clause(at)], new.counted(clause(at)));
    assert_eq!(["5.1.1", "5.1.8", "5.2.5", "5.4.1"].map(listed), [false, true, false, true]);

    let mut look = new.answers[&clause("5.1.8")].clone();
    look.choose(Some(Status::PartlyMet));
    assert!(!look.second_look && look.status == Some(Status::PartlyMet), "a status that is chosen is a look");
    let mut look = new.answers[&clause("5.1.8")].clone();
    look.choose(None);
    assert!(!look.second_look && look.status.is_none());
}

#[test]
fn an_answer_that_is_not_asked_for_its_class_is_kept_and_marked_for_the_day_it_is() {
    let mut old = empty("1.0", "A");
    answer(&mut old, "5.4.1", Some(Status::Met), "");
    answer(&mut old, "5.4.2", Some(Status::Met), "");
    answer(&mut old, "5.7.2", Some(Status::Met), "");
    let new = changed(&old, "1.1");
    assert_eq!(clauses(&new, Becomes::KeptAside), ["5.4.1", "5.4.2"]);
    assert_eq!(clauses(&new, Becomes::SecondLook), ["5.7.2"], "it was kept aside, and counts again");
    let marked = |at: &str| new.assessment.answers[&clause(at)].second_look;
    assert_eq!(["5.4.1", "5.4.2", "5.7.2"].map(marked), [true, false, true]);
}

/// A clause and one of its letters.
type Lettered = (&'static str, char);

/// Where a letter of edition 1.0 stands in 1.1, for every one that does not stay what it is; typed from the facts.
const MOVED: [(&str, char, Option<Lettered>); 11] = [
    ("4.3", 'b', None),
    ("5.1.8", 'c', None),
    ("5.1.8", 'd', Some(("5.1.8", 'c'))),
    ("5.2.2", 'f', None),
    ("5.2.2", 'j', None),
    ("5.7.4", 'a', Some(("5.7.1", 'b'))),
    ("5.7.4", 'c', Some(("5.7.4", 'a'))),
    ("5.7.4", 'd', Some(("5.7.4", 'c'))),
    ("5.7.5", 'a', Some(("5.7.5", 'b'))),
    ("5.7.5", 'b', None),
    ("5.7.5", 'c', Some(("5.7.5", 'g'))),
];

/// Letters of edition 1.1 that have no counterpart in 1.0, in requirements that are in both.
const ONLY_NEWER: [(&str, &str); 3] = [("5.2.2", "fj"), ("5.7.1", "a"), ("5.7.5", "acdef")];

#[test]
fn each_letter_leads_to_the_one_that_stands_for_the_same() {
    with_words();
    let [older, newer] = ["1.0", "1.1"].map(|id| edition(id).unwrap());
    let [there, back] = [EditionWay::new(older, newer), EditionWay::new(newer, older)].map(Option::unwrap);
    assert!(there.is_to_newer() && !back.is_to_newer());
    assert!(EditionWay::new(older, older).is_none() && EditionWay::new(newer, newer).is_none());
    let is_in = |edition: &'static Edition, at: Clause| edition.requirement(at).is_some();
    for asked in older.requirements().filter(|asked| is_in(newer, asked.clause)) {
        for item in asked.letters {
            let told = MOVED.iter().find(|(at, letter, _)| clause(at) == asked.clause && *letter == item.letter);
            let wanted = match told {
                Some((_, _, to)) => to.map(|(at, letter)| (clause(at), letter)),
                None => Some((asked.clause, item.letter)),
            };
            assert_eq!(there.letter(asked.clause, item.letter), wanted, "{} {}", asked.clause, item.letter);
        }
    }
    for asked in newer.requirements().filter(|asked| is_in(older, asked.clause)) {
        for item in asked.letters {
            let to = |(_, _, to): &&(&str, char, Option<(&str, char)>)| {
                to.is_some_and(|(at, letter)| clause(at) == asked.clause && letter == item.letter)
            };
            let is_new = ONLY_NEWER.iter().any(|(at, all)| clause(at) == asked.clause && all.contains(item.letter));
            let wanted = match MOVED.iter().find(to) {
                Some((at, letter, _)) => Some((clause(at), *letter)),
                None if is_new => None,
                None => Some((asked.clause, item.letter)),
            };
            assert_eq!(back.letter(asked.clause, item.letter), wanted, "{} {}", asked.clause, item.letter);
        }
    }
    for (way, at, letter) in [(there, "7.1.5", 'a'), (there, "5.1.8", 'x'), (there, "5.1.12", 'a'), (back, "4.3", 'b')]
    {
        assert_eq!(way.letter(clause(at), letter), None, "{at} {letter}");
    }
}

#[test]
fn ticks_land_on_the_right_letters_and_those_without_a_counterpart_are_told_in_the_note() {
    let mut old = empty("1.0", "C");
    for (at, all) in [("4.3", "abc"), ("5.1.8", "abcd"), ("5.2.2", "aefijl"), ("5.7.4", "acd"), ("5.7.5", "abc")] {
        answer(&mut old, at, Some(Status::Met), all);
    }
    let there = changed(&old, "1.1");
    let new = &there.assessment;
    for (at, all, note) in [
        ("4.3", "ac", "Note on 4.3\nIn edition 1.0, letter b was ticked."),
        ("5.1.8", "abc", "Note on 5.1.8\nIn edition 1.0, letter c was ticked."),
        ("5.2.2", "aeil", "Note on 5.2.2\nIn edition 1.0, letters f and j were ticked."),
        ("5.7.1", "b", ""),
        ("5.7.4", "ac", "Note on 5.7.4"),
        ("5.7.5", "bg", "Note on 5.7.5\nIn edition 1.0, letter b was ticked."),
    ] {
        assert_eq!(ticked(new, at), all, "{at}");
        assert_eq!(new.answers[&clause(at)].note, note);
    }
    let told = &there.rows.iter().find(|row| row.clause == clause("5.7.4")).unwrap().ticks;
    let wanted = [('a', "5.7.1", 'b'), ('c', "5.7.4", 'a'), ('d', "5.7.4", 'c')];
    assert_eq!(*told, wanted.map(|(letter, at, to)| (letter, Some((clause(at), to)))));
    let told = &there.rows.iter().find(|row| row.clause == clause("5.2.2")).unwrap().ticks;
    assert_eq!(*told, [('f', None), ('j', None)]);

    // And back again: the letters return, but for those that are told in the note.
    let back = changed(new, "1.0").assessment;
    for (at, all) in
        [("4.3", "ac"), ("5.1.8", "abd"), ("5.2.2", "aeil"), ("5.7.1", ""), ("5.7.4", "acd"), ("5.7.5", "ac")]
    {
        assert_eq!(ticked(&back, at), all, "{at}");
    }
    assert_eq!(back.answers[&clause("5.7.5")].note, new.answers[&clause("5.7.5")].note, "nothing is told twice");

    let mut later = empty("1.1", "C");
    answer(&mut later, "5.7.5", Some(Status::Met), "abcdefg");
    answer(&mut later, "5.7.1", Some(Status::Met), "ab");
    let back = changed(&later, "1.0").assessment;
    assert_eq!([ticked(&back, "5.7.5"), ticked(&back, "5.7.1"), ticked(&back, "5.7.4")], ["ac", "", "a"]);
    let note = "Note on 5.7.5\nIn edition 1.1, letters a, c, d, e and f were ticked.";
    assert_eq!(back.answers[&clause("5.7.5")].note, note);
}

#[test]
fn ticks_of_an_item_stay_with_the_item() {
    let [dose, alarm] = ["dose", "alarm"].map(|id| ItemId::new(id).unwrap());
    let part = |item, ticked: &str| {
        let answer = Answer { status: Some(Status::Met), letters: letters(ticked), ..Answer::default() };
        Part { item, answer }
    };
    let mut old = empty("1.0", "C");
    let split = Answer { parts: vec![part(alarm, "acd"), part(dose, "ab")], ..Answer::default() };
    old.answers.insert(clause("5.7.4"), split);
    let there = changed(&old, "1.1").assessment;
    let now = &there.answers[&clause("5.7.4")];
    let of = |answer: &Answer, item| answer.part(item).unwrap().letters;
    assert_eq!([of(now, alarm), of(now, dose)], [letters("ac"), letters("b")]);
    // 5.7.1 is not answered by item: there is no place for the tick of one.
    assert_eq!(ticked(&there, "5.7.1"), "");
    assert_eq!(now.part(alarm).unwrap().note, "In edition 1.0, letter a was ticked.");

    let both = Answer { parts: vec![part(alarm, ""), part(dose, "")], ..Answer::default() };
    old.answers.insert(clause("5.7.1"), both.clone());
    let there = changed(&old, "1.1").assessment;
    let now = &there.answers[&clause("5.7.1")];
    assert_eq!([of(now, alarm), of(now, dose)], [letters("b"); 2]);

    // What is ticked for the whole is ticked for each item.
    let mut old = empty("1.0", "C");
    old.answers.insert(clause("5.7.1"), both);
    answer(&mut old, "5.7.4", Some(Status::Met), "a");
    let now = &changed(&old, "1.1").assessment.answers[&clause("5.7.1")];
    assert_eq!([of(now, alarm), of(now, dose)], [letters("b"); 2]);
    assert!(now.letters.is_empty());

    // A file of another program may say something for the whole as well: within one answer it stays with the whole.
    let mut old = empty("1.0", "C");
    let odd = Answer { letters: letters("c"), parts: vec![part(dose, "")], ..Answer::default() };
    old.answers.insert(clause("5.7.4"), odd);
    let now = &changed(&old, "1.1").assessment.answers[&clause("5.7.4")];
    assert_eq!([now.letters, of(now, dose)], [letters("a"), letters("")]);
}

#[test]
fn ticks_of_a_requirement_that_is_only_in_one_edition_wait_there_for_the_way_back() {
    let mut old = empty("1.1", "C");
    answer(&mut old, "5.1.12", Some(Status::Met), "ab");
    let back = changed(&old, "1.0").assessment;
    assert_eq!((ticked(&back, "5.1.12").as_str(), back.answers[&clause("5.1.12")].second_look), ("ab", false));
    let again = changed(&back, "1.1");
    assert_eq!(ticked(&again.assessment, "5.1.12"), "ab");
    assert_eq!(clauses(&again, Becomes::SecondLook), ["5.1.12"], "nobody was asked meanwhile");
}

#[test]
fn the_new_assessment_knows_where_it_comes_from_and_keeps_the_reasons_for_the_class() {
    let mut old = all_met("1.0", "C", false);
    old.product.name = "Pump".to_owned();
    old.change_reasons(|old| {
        old.classification.reasoning.set_answer("harm", "serious");
        old.classification.reasoning.set_answer("hardware-c", "no");
        let control = Control { what: "Valve".to_owned(), kind: Some(ControlKind::Hardware), ..Control::default() };
        old.classification.reasoning.controls.push(control);
    });
    assert!(old.classification.rationale.contains("2006"), "composed from the questions of its edition");
    let new = changed(&old, "1.1").assessment;
    let origin = new.origin.as_ref().unwrap();
    assert_eq!((origin.kind.key(), origin.edition.as_str(), origin.at.as_str()), ("edition", "1.0", NOW));
    assert_eq!((origin.id.as_str(), origin.title.as_str(), &origin.digest), ("old", "Pump", &state_digest(&old)));
    assert_eq!((new.id.as_str(), new.created.as_str(), new.changed.as_str()), ("new", NOW, NOW));
    assert_eq!(new.classification, old.classification, "reasons are never dropped");
    assert_eq!(new.reasoned_class(), None, "the questions of the other edition are not answered");
    assert_eq!(new.class_basis().label(), "stated, not reasoned");
    assert!(new.answers[&clause("4.3")].second_look);
    let back = changed(&new, "1.0").assessment;
    assert_eq!(back.reasoned_class(), old.reasoned_class(), "back again, the answers to the questions count again");
    let (was, is) = (&old.answers[&clause("5.1.1")], &new.answers[&clause("5.1.1")]);
    assert_eq!(was, is, "what did not change keeps the time of its last change");
    assert_eq!(new.answers[&clause("9.1")].changed, NOW);
}

#[test]
fn a_snapshot_goes_along_and_is_of_the_edition_it_was_taken_in() {
    let mut old = all_met("1.0", "B", false);
    keep_snapshot(&mut old, "Audit 2026".to_owned(), "2026-03-01T00:00:00Z");
    let new = changed(&old, "1.1").assessment;
    assert_eq!(new.snapshots, old.snapshots);
    let then = snapshot_state(&new, "2026-03-01T00:00:00Z").unwrap();
    assert!(then.is_intact);
    assert_eq!((then.assessment.edition.id, then.assessment.answers.len()), ("1.0", 89));
    let read = read_file(write_file(&new, NOW).as_bytes()).unwrap();
    assert_eq!((&read.assessment, read.notices.len()), (&new, 0));
}

#[test]
fn every_change_of_what_is_asked_is_told_by_the_map() {
    with_words();
    let [older, newer] = ["1.0", "1.1"].map(|id| edition(id).unwrap());
    for row in edition_map().iter().filter(|row| row.relation == Relation::Same) {
        let classes = [older.requirement(row.from.unwrap()), newer.requirement(row.to.unwrap())];
        let [was, is] = classes.map(|asked| asked.unwrap().classes);
        assert_eq!(was, is, "{row:?}");
    }
}

/// Everything but what the way to another edition is about.
fn rest(assessment: &Assessment) -> Assessment {
    let mut rest = assessment.clone();
    (rest.id, rest.created, rest.changed, rest.origin) = Default::default();
    (rest.edition, rest.answers) = (edition("1.1").unwrap(), Default::default());
    rest
}

type Kept<'a> = (Option<Status>, &'a str, &'a [Evidence], bool, Vec<ItemId>);

fn kept(answer: &Answer) -> Kept<'_> {
    let items = answer.parts.iter().map(|part| part.item).collect();
    (answer.status, &answer.reason, &answer.evidence, answer.follow_up, items)
}

/// That nothing of an answer went, but for ticks that are told in the note or stand elsewhere.
fn nothing_went(way: EditionWay, at: Clause, old: &Answer, new: &Assessment, item: Option<ItemId>) {
    let whole = &new.answers[&at];
    let now = item.map_or(Some(whole), |item| whole.part(item)).unwrap();
    assert_eq!(kept(now), kept(old));
    assert_eq!(now.unknown, old.unknown);
    assert!(now.note.starts_with(&old.note), "{:?} became {:?}", old.note, now.note);
    assert!(now.second_look || !old.second_look);
    let is_in_both = [way.from, way.to].iter().all(|edition| edition.requirement(at).is_some());
    for letter in old.letters.iter() {
        let (to, moved) = if is_in_both { way.letter(at, letter).unwrap_or((at, '?')) } else { (at, letter) };
        let holds = |answer: &Answer| answer.letters.has(moved);
        let target = new.answers.get(&to);
        let stands = target.is_some_and(|target| match item {
            Some(item) => target.part(item).is_some_and(holds),
            None if target.is_split() && to != at => target.parts.iter().all(|part| holds(&part.answer)),
            None => holds(target),
        });
        let told = now.note.lines().filter(|line| line.starts_with("In edition ")).any(|line| {
            let words = line.replace(',', " ");
            words.split_whitespace().any(|word| word == letter.to_string())
        });
        assert!(stands || told, "{at} {letter} is lost");
    }
    for part in &old.parts {
        nothing_went(way, at, &part.answer, new, Some(part.item));
    }
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn there_and_back_nothing_is_dropped(old in assessment(), first in any_edition()) {
        with_words();
        let mut old = old;
        old.edition = first;
        let other = edition(if first.id == "1.0" { "1.1" } else { "1.0" }).unwrap();
        let mut before = old.clone();
        for to in [other, first] {
            let way = EditionWay::new(before.edition, to).unwrap();
            let changed = change_edition(&before, to, "new".to_owned(), NOW, state_digest(&before)).unwrap();
            let after = changed.assessment;
            prop_assert_eq!(rest(&after), rest(&before));
            for (at, answer) in &before.answers {
                nothing_went(way, *at, answer, &after, None);
            }
            for (at, answer) in &after.answers {
                let was = before.answers.get(at);
                let is_given = answer.status.is_some() || answer.parts.iter().any(|part| part.answer.status.is_some());
                prop_assert!(!answer.second_look || is_given || was.is_some_and(|was| was.second_look));
            }
            // Each requirement that is asked before or after, and each that has an answer, has its row, once.
            let listed: Vec<Clause> = changed.rows.iter().map(|row| row.clause).collect();
            prop_assert!(listed.is_sorted_by(|one, next| one < next));
            let asked = before.scope().requirements().chain(after.scope().requirements()).map(|asked| asked.clause);
            let given = after.answers.iter().filter(|(_, answer)| !answer.is_empty()).map(|(at, _)| *at);
            for at in asked.chain(given) {
                prop_assert!(listed.contains(&at), "{}", at);
            }
            let asked_now = [Becomes::CarriedOver, Becomes::SecondLook, Becomes::NewlyAsked, Becomes::StillOpen];
            let count = changed.rows.iter().filter(|row| asked_now.contains(&row.becomes)).count();
            prop_assert_eq!(count, after.scope().requirements().count());
            let read = read_file(write_file(&after, NOW).as_bytes()).unwrap();
            prop_assert_eq!(&read.assessment, &after);
            before = after;
        }
        for (at, answer) in &old.answers {
            let now = &before.answers[at];
            prop_assert_eq!(kept(now), kept(answer));
            prop_assert!(now.note.starts_with(&answer.note));
        }
    }
}
