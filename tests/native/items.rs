//! Software items: their places and classes, answers by item, and what another class would change.
//!
//! What belongs here: properties that hold for every division, also one that cannot be, and a few worked out by hand.
//! Never here: how items look in a file (`file`), and what is said of contradictions.

use crate::generate::config;
use iec62304_readiness::assessment::{
    Answer, Assessment, Evidence, Item, ItemId, Letters, Part, Status, WhatIf, asked_of, gaps, rank, weakest,
};
use iec62304_readiness::standard::{Class, Clause, Edition, Scope, ScopeChange, edition, editions};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::collections::BTreeSet;

const NOW: &str = "2026-03-31T09:30:00Z";
const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "gone"];
/// Asked of every class, of B and C, of C only; of one's own design and unit work, and of neither.
const CLAUSES: [&str; 7] = ["4.1", "5.1.1", "5.3.5", "5.4.2", "5.5.2", "5.7.1", "8.1.2"];

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn class(index: Option<Index>, edition: &Edition) -> Option<Class> {
    index.map(|index| index.get(edition.classes).class)
}

/// What one item is made from: parent, class, rationale, name, SOUP.
type Seed = (Option<&'static str>, Option<Index>, &'static str, String, bool);

fn seed() -> impl Strategy<Value = Seed> {
    (
        // The last id is nobody's: a parent that is not there.
        prop::option::of(select(&IDS[..])),
        prop::option::of(any::<Index>()),
        select(&["", " \n", "Runs on a processor of its own"][..]),
        "[A-Z][a-z]{0,6}",
        any::<bool>(),
    )
}

/// A text that is found again: one of many, or none.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-z]{4,9}( [a-z]{3,9}){0,2}"]
}

fn status() -> impl Strategy<Value = Option<Status>> {
    prop::option::weighted(0.8, select(&Status::ALL[..]))
}

/// An answer that is not split.
fn whole() -> impl Strategy<Value = Answer> {
    let evidence = vec(text(), 0..3).prop_map(|titles| {
        titles.into_iter().map(|title| Evidence { title, ..Evidence::default() }).collect::<Vec<_>>()
    });
    let letters = "[a-e]{0,3}".prop_map(|all| all.chars().fold(Letters::default(), |set, one| set.with(one, true)));
    (status(), letters, evidence, text(), text(), any::<bool>()).prop_map(
        |(status, letters, evidence, note, reason, follow_up)| Answer {
            status,
            letters,
            evidence,
            note,
            reason,
            follow_up,
            ..Answer::default()
        },
    )
}

/// An answer that may be split, also by items that are not there.
fn answer() -> impl Strategy<Value = Answer> {
    (whole(), prop::option::of(subsequence(&IDS[..], 1..=4)), vec(whole(), 4)).prop_map(|(mut answer, items, parts)| {
        for (item, part) in items.into_iter().flatten().zip(parts) {
            answer.edit_part(id(item), |slot| *slot = part);
        }
        if answer.is_split() {
            // As the page splits it: then the whole has none of these.
            (answer.status, answer.letters, answer.reason) = (None, Letters::default(), String::new());
        }
        answer
    })
}

/// Any division, with circles and parents that are not there, and any answers.
fn assessment() -> impl Strategy<Value = Assessment> {
    let scope = (select(editions().iter().collect::<Vec<_>>()), prop::option::of(any::<Index>()), any::<bool>());
    let answers = vec((select(&CLAUSES[..]), answer()), 0..6);
    (scope, subsequence(&IDS[..6], 0..=6), vec(seed(), 6), answers).prop_map(
        |((edition, system, legacy), ids, seeds, answers)| {
            let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
            assessment.classification.class = class(system, edition);
            assessment.legacy = legacy;
            for (own, (parent, own_class, segregation, name, soup)) in ids.into_iter().zip(seeds) {
                let mut item = Item::new(id(own), parent.map(id));
                item.class = class(own_class, edition);
                segregation.clone_into(&mut item.segregation);
                (item.name, item.soup) = (name, soup);
                assessment.items.push(item);
            }
            assessment.answers = answers.into_iter().map(|(number, answer)| (clause(number), answer)).collect();
            assessment
        },
    )
}

/// The items from this one upwards, until one stands twice, has no parent, or has one that is not there.
fn line(assessment: &Assessment, from: ItemId) -> (Vec<ItemId>, Option<ItemId>) {
    let mut seen = vec![from];
    let mut at = from;
    while let Some(parent) = assessment.item(at).and_then(|item| item.parent) {
        if seen.contains(&parent) {
            return (seen, Some(parent));
        }
        if assessment.item(parent).is_none() {
            break;
        }
        seen.push(parent);
        at = parent;
    }
    (seen, None)
}

/// Every text that an answer says, its parts included.
fn said(answer: &Answer) -> Vec<String> {
    let own = [&answer.note, &answer.reason].into_iter().chain(answer.evidence.iter().map(|evidence| &evidence.title));
    let parts = answer.parts.iter().flat_map(|part| said(&part.answer));
    own.filter(|text| !text.is_empty()).cloned().chain(parts).collect()
}

/// Whether all that the first said is still found in the second, in its texts or by its evidence.
fn is_all_there(before: &Answer, after: &Answer) -> bool {
    let now = said(after);
    let texts = said(before).iter().all(|text| now.iter().any(|now| now.contains(text.as_str())));
    let statuses = before.parts.iter().all(|part| {
        let Some(status) = part.answer.status else { return true };
        after.part(part.item).is_some_and(|now| now.status == Some(status))
            || after.status == Some(status)
            || after.note.contains(&format!("{}.", status.label()))
    });
    let letters = before.parts.iter().all(|part| {
        part.answer.letters.iter().all(|letter| {
            after.part(part.item).is_some_and(|now| now.letters.has(letter))
                || after.letters.has(letter)
                || (after.note.contains("Lettered items") && after.note.contains(letter))
        })
    });
    let parts = || before.parts.iter().map(|part| &part.answer);
    let evidence = std::iter::once(before).chain(parts()).flat_map(|answer| &answer.evidence).all(|one| {
        let kept = std::iter::once(after).chain(after.parts.iter().map(|part| &part.answer));
        kept.into_iter().any(|answer| answer.evidence.contains(one))
    });
    texts && statuses && letters && evidence && (!before.needs_follow_up() || after.needs_follow_up())
}

fn clauses(change: &ScopeChange) -> [Vec<Clause>; 2] {
    [&change.comes_in, &change.goes_out].map(|list| list.iter().map(|requirement| requirement.clause).collect())
}

/// SOUP is not asked for its detailed design and its units, in both editions.
fn spares_soup(clause: Clause) -> bool {
    ["5.4.", "5.5."].iter().any(|start| clause.to_string().starts_with(start))
}

/// What an item of this class is asked, worked out once more.
fn asked_at(assessment: &Assessment, class: Class, soup: bool) -> BTreeSet<Clause> {
    let all = assessment.edition.requirements();
    let asked = all.filter(|asked| asked.classes.contains(&class) && (assessment.legacy || !asked.legacy));
    asked.map(|asked| asked.clause).filter(|clause| !(soup && spares_soup(*clause))).collect()
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn every_item_stands_in_the_division_once_and_below_its_parent(assessment in assessment()) {
        let division = assessment.division();
        let listed: BTreeSet<ItemId> = division.items.iter().map(|placed| placed.item.id).collect();
        prop_assert_eq!(division.items.len(), assessment.items.len());
        prop_assert_eq!(listed.len(), assessment.items.len());
        for (index, placed) in division.items.iter().enumerate() {
            let own = placed.item.id;
            let (line, round) = line(&assessment, own);
            prop_assert_eq!(placed.is_circular, round == Some(own), "{}", own);
            // What stands in a circle is at the top; what hangs on one stands below it.
            let to_top = line.iter().position(|id| division.items.iter().any(|one| one.item.id == *id && one.is_circular));
            prop_assert_eq!(placed.depth, to_top.unwrap_or(line.len() - 1), "{}", own);
            let above = division.items[..index].iter().rev().find(|one| one.depth < placed.depth);
            prop_assert_eq!(above.map(|above| above.depth + 1).unwrap_or(0), placed.depth);
            prop_assert_eq!(above.map(|above| above.item.id), placed.item.parent.filter(|_| placed.depth > 0));
            prop_assert_eq!(placed.above, above.map_or(division.system, |above| above.class));
            let is_leaf = division.items.get(index + 1).is_none_or(|next| next.depth <= placed.depth);
            prop_assert_eq!(placed.is_leaf, is_leaf);
        }
    }

    #[test]
    fn the_system_and_whatever_holds_an_item_are_never_below_it(assessment in assessment()) {
        let rank = |class| rank(assessment.edition, class);
        let division = assessment.division();
        prop_assert_eq!(division.system, assessment.system_class());
        prop_assert!(assessment.classification.class.is_none_or(|class| rank(division.system) >= rank(class)));
        for (index, placed) in division.items.iter().enumerate() {
            prop_assert!(rank(placed.class) <= rank(division.system));
            prop_assert!(placed.item.class.is_none_or(|own| rank(placed.class) >= rank(own)));
            let inside = division.items[index + 1..].iter().take_while(|one| one.depth > placed.depth);
            for inner in inside {
                prop_assert!(rank(inner.class) <= rank(placed.class), "{} in {}", inner.item.id, placed.item.id);
            }
        }
    }

    #[test]
    fn a_lower_class_counts_with_a_rationale_only(assessment in assessment()) {
        let rank = |class| rank(assessment.edition, class);
        for placed in assessment.division().items {
            if rank(placed.class) < rank(placed.above) {
                prop_assert!(!placed.item.segregation.trim().is_empty());
                prop_assert!(placed.item.class.is_some());
            }
            if placed.item.class.is_none() {
                prop_assert_eq!(placed.class, placed.above);
            }
            if placed.lacks_rationale(assessment.edition) {
                prop_assert!(rank(placed.class) >= rank(placed.above));
            }
        }
    }

    #[test]
    fn the_weakest_is_the_weakest(statuses in vec(status(), 0..5)) {
        let any = |status| statuses.contains(&status);
        let wanted = [Some(Status::NotMet), None, Some(Status::PartlyMet), Some(Status::Met), Some(Status::NotApplicable)];
        prop_assert_eq!(weakest(statuses.iter().copied()), wanted.into_iter().find(|one| any(*one)).flatten());
    }

    #[test]
    fn a_split_answer_counts_as_the_weakest_of_the_items_that_are_asked(assessment in assessment()) {
        for (clause, answer) in &assessment.answers {
            let asked = assessment.asked_items(*clause);
            let division = assessment.division();
            for placed in &division.items {
                let requirement = assessment.edition.requirement(*clause);
                let is_asked = placed.is_leaf
                    && requirement.is_some_and(|asked| asked.classes.contains(&placed.class))
                    && !(placed.item.soup && spares_soup(*clause));
                prop_assert_eq!(is_asked, asked.contains(&placed.item.id));
            }
            if answer.is_split() {
                let each = asked.iter().map(|item| answer.part(*item).and_then(Answer::counted));
                prop_assert_eq!(assessment.counted(*clause), weakest(each));
            } else {
                prop_assert_eq!(assessment.counted(*clause), answer.counted());
            }
        }
    }

    #[test]
    fn splitting_and_joining_at_once_changes_nothing(answer in whole(), items in subsequence(&IDS[..], 1..=4)) {
        let items: Vec<ItemId> = items.into_iter().map(id).collect();
        let mut split = answer.clone();
        split.split(&items);
        prop_assert!(split.is_split());
        prop_assert!(is_all_there(&answer, &split));
        prop_assert_eq!(split.rolled_up(&items), answer.counted());
        prop_assert!(items.iter().all(|item| split.part(*item).is_some_and(|part| part.status == answer.status)));
        let mut twice = split.clone();
        twice.split(&[id("other")]);
        prop_assert_eq!(&twice, &split);
        split.join(&items, |item| item.to_string());
        prop_assert_eq!(split, answer);
    }

    #[test]
    fn joining_keeps_every_word_and_what_counts(answer in answer(), asked in subsequence(&IDS[..], 0..=5)) {
        let asked: Vec<ItemId> = asked.into_iter().map(id).collect();
        let counted = if asked.is_empty() { answer.counted() } else { answer.rolled_up(&asked) };
        let mut joined = answer.clone();
        joined.join(&asked, |item| format!("Item {item}"));
        prop_assert!(!joined.is_split());
        prop_assert_eq!(joined.counted(), counted);
        prop_assert!(is_all_there(&answer, &joined), "{answer:?} became {joined:?}");
        if !answer.is_split() {
            prop_assert_eq!(joined, answer);
        }
    }

    #[test]
    fn removing_an_item_keeps_every_word_and_moves_what_is_inside_up(assessment in assessment(), index: Index) {
        prop_assume!(!assessment.items.is_empty());
        let gone = index.get(&assessment.items).clone();
        let mut after = assessment.clone();
        after.remove_item(gone.id);
        prop_assert_eq!(after.items.len() + 1, assessment.items.len());
        for item in &after.items {
            let was = assessment.item(item.id).unwrap();
            if was.parent == Some(gone.id) {
                prop_assert_eq!(item.parent, gone.parent.filter(|parent| *parent != item.id));
                prop_assert_eq!(&Item { parent: was.parent, ..item.clone() }, was);
            } else {
                prop_assert_eq!(item, was);
            }
        }
        prop_assert_eq!(after.answers.len(), assessment.answers.len());
        for (clause, before) in &assessment.answers {
            let now = &after.answers[clause];
            prop_assert!(now.part(gone.id).is_none());
            prop_assert!(is_all_there(before, now), "{before:?} became {now:?}");
            if before.part(gone.id).is_none() {
                prop_assert_eq!(now, before);
            }
        }
        let mut again = after.clone();
        again.remove_item(gone.id);
        prop_assert_eq!(again, after);
    }

    #[test]
    fn what_if_tells_what_applying_does_and_then_nothing_is_left(
        assessment in assessment(), index: Option<Index>, to: Option<Index>,
    ) {
        let subject = index.filter(|_| !assessment.items.is_empty()).map(|index| index.get(&assessment.items).id);
        let to = class(to, assessment.edition);
        let told = assessment.what_if(subject, to).unwrap();
        let mut after = assessment.clone();
        after.give_class(subject, to);
        prop_assert_eq!(told.needs_rationale, after.division().items.iter().any(|placed| {
            Some(placed.item.id) == subject && placed.lacks_rationale(assessment.edition)
        }));
        if told.needs_rationale {
            let item = after.items.iter_mut().find(|item| Some(item.id) == subject).unwrap();
            item.segregation = "Apart".to_owned();
        }
        prop_assert_eq!(told.system, after.system_class());
        let class_of = |assessment: &Assessment| match subject {
            None => assessment.system_class(),
            Some(id) => assessment.division().items.iter().find(|placed| placed.item.id == id).unwrap().class,
        };
        prop_assert_eq!(told.class, class_of(&after));
        let soup = subject.is_some_and(|id| assessment.item(id).unwrap().soup);
        let (was, is) = (asked_at(&assessment, class_of(&assessment), soup), asked_at(&assessment, told.class, soup));
        prop_assert_eq!(asked_of(assessment.scope(), told.class, soup).map(|one| one.clause).collect::<BTreeSet<_>>(), is.clone());
        prop_assert_eq!(clauses(&told.asked), [&is - &was, &was - &is].map(|set| set.into_iter().collect::<Vec<_>>()));
        prop_assert_eq!(clauses(&told.scope), clauses(&assessment.scope().change_to(after.scope())));
        let classes = |assessment: &Assessment| -> Vec<(ItemId, Class)> {
            assessment.division().items.iter().map(|placed| (placed.item.id, placed.class)).collect()
        };
        let changed = classes(&assessment).into_iter().zip(classes(&after)).filter(|(old, new)| old != new);
        let changed: Vec<_> = changed.map(|(_, new)| new).filter(|(id, _)| Some(*id) != subject).collect();
        prop_assert_eq!(&told.others, &changed);
        if assessment.scope() == after.scope() && told.others.is_empty() && told.asked.is_empty() {
            prop_assert_eq!((told.hidden, told.back), (0, 0));
        }
        let left = after.what_if(subject, to).unwrap();
        prop_assert!(left.is_empty() && !left.needs_rationale && left.hidden + left.back == 0, "{left:?}");
        // Nothing but the class was touched, so the way back is open.
        let original = subject.map_or(assessment.classification.class, |id| assessment.item(id).unwrap().class);
        after.give_class(subject, original);
        if told.needs_rationale {
            let rationale = &assessment.item(subject.unwrap()).unwrap().segregation;
            rationale.clone_into(&mut after.items.iter_mut().find(|item| Some(item.id) == subject).unwrap().segregation);
        }
        prop_assert_eq!(after, assessment);
    }
}

/// A pump of class C with a dose controller and a screen of class A that shows reports.
fn pump(rationale: &str) -> Assessment {
    let edition = edition("1.1").unwrap();
    let mut pump = Assessment::new("x".to_owned(), edition, NOW.to_owned());
    pump.classification.class = edition.class("C");
    for (own, name, own_class, rationale) in
        [("dose", "Dose controller", None, ""), ("screen", "Reporting screen", edition.class("A"), rationale)]
    {
        let mut item = Item::new(id(own), None);
        (item.name, item.class, item.segregation) = (name.to_owned(), own_class, rationale.to_owned());
        pump.items.push(item);
    }
    pump
}

fn part(item: &str, status: Status, note: &str) -> Part {
    Part { item: id(item), answer: Answer { status: Some(status), note: note.to_owned(), ..Answer::default() } }
}

#[test]
fn a_segregated_item_of_class_a_is_not_asked_for_unit_design() {
    for (rationale, wanted) in
        [("A processor of its own", &["dose"][..]), ("", &["dose", "screen"]), (" ", &["dose", "screen"])]
    {
        let asked: Vec<String> = pump(rationale).asked_items(clause("5.4.2")).iter().map(ItemId::to_string).collect();
        assert_eq!(asked, wanted, "{rationale:?}");
        assert_eq!(pump(rationale).asked_items(clause("5.1.1")).len(), 2);
    }
}

#[test]
fn soup_is_asked_like_any_other_item_but_for_its_design_and_its_units() {
    let mut pump = pump("A processor of its own");
    pump.items[0].soup = true;
    for (number, wanted) in
        [("5.1.1", 2), ("5.3.3", 1), ("5.4.2", 0), ("5.5.1", 1), ("5.5.2", 0), ("5.6.3", 1), ("7.1.3", 1)]
    {
        assert_eq!(pump.asked_items(clause(number)).len(), wanted, "{number}");
    }
    let told = pump.what_if(Some(id("dose")), pump.edition.class("A")).unwrap();
    // 41, and of them four of 5.4 and four of 5.5 were not asked.
    assert_eq!(told.asked.goes_out.len(), 33);
    // An answer for it that was given before is kept, and not counted.
    pump.answers.insert(clause("5.5.2"), Answer { parts: vec![part("dose", Status::NotMet, "")], ..Answer::default() });
    assert_eq!(pump.counted(clause("5.5.2")), None);
}

#[test]
fn what_if_counts_requirements_and_answers_before_anything_changes() {
    let mut pump = pump("A processor of its own");
    let both = [part("dose", Status::Met, ""), part("screen", Status::NotMet, "")];
    pump.answers.insert(clause("5.4.2"), Answer { parts: both.to_vec(), ..Answer::default() });
    pump.answers.insert(clause("5.3.5"), Answer { status: Some(Status::Met), ..Answer::default() });
    let edition = pump.edition;

    // The screen as class C: 41 more, and the answer that was kept for it counts again.
    let WhatIf { class, system, needs_rationale, asked, scope, others, hidden, back } =
        pump.what_if(Some(id("screen")), edition.class("C")).unwrap();
    assert_eq!((class.id(), system.id(), needs_rationale), ("C", "C", false));
    assert_eq!((asked.comes_in.len(), asked.goes_out.len(), scope.is_empty()), (41, 0, true));
    assert_eq!((others.len(), hidden, back), (0, 0, 1));

    // The system as class A: the dose controller follows, and both answers are out of scope.
    let told = pump.what_if(None, edition.class("A")).unwrap();
    assert_eq!((told.asked.comes_in.len(), told.asked.goes_out.len()), (0, 41));
    assert_eq!(
        told.others.iter().map(|(id, class)| (id.to_string(), class.id())).collect::<Vec<_>>(),
        [("dose".to_owned(), "A")]
    );
    assert_eq!((told.hidden, told.back), (2, 0));

    // A lower class for the dose controller needs a rationale first.
    let told = pump.what_if(Some(id("dose")), edition.class("B")).unwrap();
    assert!(told.needs_rationale);
    assert_eq!((told.asked.goes_out.len(), told.system.id(), told.scope.is_empty()), (6, "C", true));
    assert!(pump.what_if(Some(id("nobody")), None).is_none());
}

#[test]
fn a_system_follows_its_highest_item() {
    let mut pump = pump("A processor of its own");
    pump.classification.class = pump.edition.class("A");
    assert_eq!(pump.scope().class.id(), "A");
    let told = pump.what_if(Some(id("dose")), pump.edition.class("C")).unwrap();
    assert_eq!((told.system.id(), told.scope.comes_in.len()), ("C", 41));
    pump.give_class(Some(id("dose")), pump.edition.class("C"));
    assert_eq!(pump.scope(), Scope { edition: pump.edition, class: pump.edition.strictest(), legacy: false });
}

#[test]
fn a_gap_names_the_items_that_it_is_a_gap_of() {
    let mut pump = pump("");
    let mut parts =
        vec![part("dose", Status::NotMet, ""), part("gone", Status::NotMet, ""), part("screen", Status::Met, "")];
    parts[0].answer.letters = Letters::default().with('a', true);
    parts[2].answer.letters = Letters::default().with('a', true).with('b', true);
    pump.answers.insert(clause("5.4.4"), Answer { parts, ..Answer::default() });
    let found = gaps(&pump);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].items, [(id("dose"), Status::NotMet)]);
    // A part that is kept for an item that is not asked opens no letter.
    assert_eq!(found[0].open_letters, ['b']);
}

#[test]
fn joining_and_removing_write_down_who_said_what() {
    let mut pump = pump("");
    let mut parts = vec![part("dose", Status::Met, "Tested on the bench."), part("screen", Status::NotMet, "Not yet.")];
    parts[1].answer.evidence.push(Evidence { title: "Plan 7".to_owned(), ..Evidence::default() });
    let split = Answer { note: "Both.".to_owned(), parts, ..Answer::default() };
    let name = |item: ItemId| pump.item(item).map(Item::display_name).unwrap_or_default();
    let mut joined = split.clone();
    joined.join(&[id("dose"), id("screen")], name);
    assert_eq!(joined.note, "Both.\nDose controller: Met. Tested on the bench.\nReporting screen: Not yet.");
    assert_eq!((joined.status, joined.evidence.len()), (Some(Status::NotMet), 1));

    pump.answers.insert(clause("5.5.2"), split);
    pump.remove_item(id("screen"));
    let left = &pump.answers[&clause("5.5.2")];
    assert_eq!(left.note, "Both.\nReporting screen: Not met. Not yet.");
    assert_eq!((left.parts.len(), left.counted()), (1, Some(Status::Met)));
    pump.remove_item(id("dose"));
    let left = &pump.answers[&clause("5.5.2")];
    assert_eq!(left.note, "Both.\nReporting screen: Not met. Not yet.\nDose controller: Tested on the bench.");
    assert_eq!((left.status, left.is_split(), left.evidence.len()), (Some(Status::Met), false, 1));
}

#[test]
fn an_item_id_is_short_and_plain() {
    for good in ["a", "0", "a1b2c3d4", "-", "Dose-controller1", "1234567890123456"] {
        assert_eq!(ItemId::new(good).map(|id| id.to_string()).as_deref(), Some(good));
    }
    for bad in ["", "12345678901234567", "a b", "ä", "a_b", "a.b", "\0"] {
        assert_eq!(ItemId::new(bad), None, "{bad:?}");
    }
}
