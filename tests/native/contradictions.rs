//! What a person said that cannot all be so: each is named where it is so, is not named where it is not, and none is
//! mended.
//!
//! What belongs here: contradictions between classification, items and the legacy route. Never here: which class counts
//! for which item (`items`).

use crate::generate::{answered, assessment, config};
use Scene::{Classification, GapAnalysis, Items, Legacy, Setup};
use iec62304_readiness::assessment::{
    Assessment, Control, ControlKind, Item, ItemId, Scene, activity_gaps, contradictions,
};
use iec62304_readiness::exchange::{read_file, write_file};
use iec62304_readiness::standard::edition;
use proptest::prelude::*;

const NOW: &str = "2026-03-31T09:30:00Z";

fn id(text: &str) -> ItemId {
    ItemId::new(text).unwrap()
}

/// An assessment of this class; `-` where none is assigned.
fn new(class: &str) -> Assessment {
    let edition = edition("1.1").unwrap();
    let mut assessment = Assessment::new("x".to_owned(), edition, NOW.to_owned());
    assessment.classification.class = edition.class(class);
    assessment
}

/// Adds an item: its id, its parent and its class, each `-` where it has none, and how it is segregated.
fn with(mut assessment: Assessment, name: &str, parent: &str, class: &str, segregation: &str) -> Assessment {
    let parent = Some(parent).filter(|parent| *parent != "-").map(id);
    let class = assessment.edition.class(class);
    let (title, segregation) = (name.to_uppercase(), segregation.to_owned());
    assessment.items.push(Item { name: title, class, segregation, ..Item::new(id(name), parent) });
    assessment
}

fn reasoned(mut assessment: Assessment, answers: &[(&str, &str)]) -> Assessment {
    for (question, answer) in answers {
        assessment.classification.reasoning.set_answer(question, answer);
    }
    assessment
}

fn controlled(mut assessment: Assessment, kind: Option<ControlKind>) -> Assessment {
    let control = Control { what: "Check".to_owned(), kind, ..Control::default() };
    assessment.classification.reasoning.controls.push(control);
    assessment
}

/// The last item implements a risk control.
fn controlling(mut assessment: Assessment) -> Assessment {
    assessment.items.last_mut().unwrap().controls_risk = true;
    assessment
}

fn legacy(mut assessment: Assessment, version: &str) -> Assessment {
    assessment.legacy = true;
    assessment.product.version = version.to_owned();
    assessment
}

/// An answer to a check of the legacy route.
fn checked(mut assessment: Assessment, check: &str, answer: bool) -> Assessment {
    assessment.legacy_route.set_check(check, answer);
    assessment
}

/// A decision on what the gap analysis misses.
fn decided(mut assessment: Assessment, clause: &str, create: bool) -> Assessment {
    assessment.legacy_route.edit_decision(clause.parse().unwrap(), |decision| decision.create = Some(create));
    assessment
}

const SERIOUS: [(&str, &str); 3] = [("contribute", "yes"), ("remaining", "yes"), ("severity", "serious")];
const MILD: [(&str, &str); 1] = [("contribute", "no")];

type Told = (Scene, Option<&'static str>, &'static str);

/// Each assessment with what must be said about it: where to resolve it, the item, some of the words.
fn table() -> Vec<(&'static str, Assessment, Vec<Told>)> {
    let apart = "On a processor of its own";
    vec![
        ("nothing said", new("-"), vec![]),
        ("a class", new("A"), vec![]),
        // The system and its highest item.
        (
            "system below an item",
            with(new("B"), "dose", "-", "C", ""),
            vec![(Classification, None, "The system is class B, and its item DOSE is class C.")],
        ),
        (
            "system below an inner item",
            with(with(new("A"), "main", "-", "-", ""), "dose", "main", "B", ""),
            vec![(Classification, None, "The system is class A, and its item DOSE is class B.")],
        ),
        ("system as high as its items", with(with(new("B"), "a", "-", "B", ""), "b", "-", "-", ""), vec![]),
        ("system higher than its items", with(new("C"), "a", "-", "B", apart), vec![]),
        ("no class assigned, so the strictest counts", with(new("-"), "a", "-", "C", ""), vec![]),
        // The class stated and the one that follows.
        (
            "stated lower than reasoned",
            reasoned(new("B"), &SERIOUS),
            vec![(Classification, None, "lead to class C, and class B is stated")],
        ),
        ("stated as reasoned", reasoned(new("C"), &SERIOUS), vec![]),
        ("stated higher than reasoned", reasoned(new("C"), &MILD), vec![]),
        ("not reasoned to the end", reasoned(new("A"), &SERIOUS[..2]), vec![]),
        ("reasoned and not stated", reasoned(new("-"), &SERIOUS), vec![]),
        // The mildest class and risk controls in the software.
        (
            "class A with a control inside",
            controlled(new("A"), Some(ControlKind::Software)),
            vec![(Classification, None, "The system is class A, and a risk control is implemented in its software.")],
        ),
        ("class B with a control inside", controlled(new("B"), Some(ControlKind::Software)), vec![]),
        ("class A with a control in hardware", controlled(new("A"), Some(ControlKind::Hardware)), vec![]),
        ("class A with an independent system", controlled(new("A"), Some(ControlKind::System)), vec![]),
        ("class A with a procedure", controlled(new("A"), Some(ControlKind::Procedure)), vec![]),
        ("class A with a control not placed yet", controlled(new("A"), None), vec![]),
        ("no class with a control inside", controlled(new("-"), Some(ControlKind::Software)), vec![]),
        (
            "class A with an item that controls a risk",
            controlling(with(new("A"), "a", "-", "-", "")),
            vec![
                (Classification, None, "a risk control is implemented in its software"),
                (Items, Some("a"), "A is class A and implements a risk control."),
            ],
        ),
        ("class B with an item that controls a risk", controlling(with(new("B"), "a", "-", "-", "")), vec![]),
        (
            "an item of class A that controls a risk in a system of class C",
            controlling(with(new("C"), "a", "-", "A", apart)),
            vec![(Items, Some("a"), "A is class A and implements a risk control.")],
        ),
        (
            "one that would be class A and counts as C until its segregation is explained",
            controlling(with(new("C"), "a", "-", "A", "")),
            vec![(Items, Some("a"), "A is class A, below class C of what it is part of")],
        ),
        // Where items stand.
        ("its own parent", with(new("C"), "a", "a", "-", ""), vec![(Items, Some("a"), "A is its own ancestor")]),
        (
            "a circle of two",
            with(with(new("C"), "a", "b", "-", ""), "b", "a", "-", ""),
            vec![(Items, Some("a"), "A is its own ancestor"), (Items, Some("b"), "B is its own ancestor")],
        ),
        (
            "below a circle",
            with(with(with(new("C"), "a", "b", "-", ""), "b", "a", "-", ""), "c", "a", "-", ""),
            vec![(Items, Some("a"), "its own ancestor"), (Items, Some("b"), "its own ancestor")],
        ),
        (
            "part of what is not here",
            with(new("C"), "a", "gone", "-", ""),
            vec![(Items, Some("a"), "A is part of an item that is not here (gone).")],
        ),
        ("a tree", with(with(with(new("C"), "a", "-", "-", ""), "b", "a", "-", ""), "c", "b", "-", ""), vec![]),
        ("a part before its whole", with(with(new("C"), "b", "a", "-", ""), "a", "-", "-", ""), vec![]),
        // A lower class and its segregation.
        (
            "lower without a reason",
            with(new("C"), "a", "-", "B", " \n"),
            vec![(Items, Some("a"), "A is class B, below class C of what it is part of")],
        ),
        ("lower with a reason", with(new("C"), "a", "-", "B", apart), vec![]),
        ("as high", with(new("C"), "a", "-", "C", ""), vec![]),
        (
            "lower than its whole, which is lower than the system",
            with(with(new("C"), "a", "-", "B", apart), "b", "a", "A", ""),
            vec![(Items, Some("b"), "B is class A, below class B of what it is part of")],
        ),
        (
            "lower than the strictest, which counts while no class is assigned",
            with(new("-"), "a", "-", "B", ""),
            vec![(Items, Some("a"), "below class C")],
        ),
        // What holds a higher item.
        (
            "a whole below its part",
            with(with(new("C"), "a", "-", "A", apart), "b", "a", "C", ""),
            vec![(Items, Some("a"), "A is class A, and something inside it is class C.")],
        ),
        ("a whole above its part", with(with(new("C"), "a", "-", "B", apart), "b", "a", "A", apart), vec![]),
        // The legacy route.
        ("legacy without a version", legacy(new("C"), " "), vec![(Setup, None, "no version is given")]),
        ("legacy with a version", legacy(new("C"), "4.1"), vec![]),
        (
            "taken as legacy against a check",
            legacy(checked(checked(new("C"), "marketed", true), "sold", false), "4.1"),
            vec![(Legacy, None, "an answer to the checks says that it is not")],
        ),
        ("the checks say no, and it is not taken as legacy", checked(new("C"), "sold", false), vec![]),
        (
            "what is always needed is left out",
            legacy(decided(decided(new("C"), "5.2.1", false), "5.7.5", false), "4.1"),
            vec![(GapAnalysis, None, "Requirement 5.7.5 is to be left out")],
        ),
        ("what is always needed is made", legacy(decided(new("C"), "5.7.5", true), "4.1"), vec![]),
        ("left out where the route is not taken", decided(new("C"), "5.7.5", false), vec![]),
        // Several at once: the system first, then the items in the order of the tree, then the set-up.
        (
            "everything at once",
            legacy(
                controlled(
                    reasoned(
                        with(with(with(new("A"), "c", "gone", "-", ""), "b", "a", "A", ""), "a", "-", "B", ""),
                        &SERIOUS,
                    ),
                    Some(ControlKind::Software),
                ),
                "",
            ),
            vec![
                (Classification, None, "its item A is class B"),
                (Classification, None, "lead to class C, and class A is stated"),
                (Classification, None, "a risk control is implemented"),
                (Items, Some("c"), "not here (gone)"),
                (Items, Some("b"), "below class B"),
                (Setup, None, "no version"),
            ],
        ),
    ]
}

#[test]
fn each_contradiction_is_named_where_it_is_so_and_only_there() {
    for (name, assessment, wanted) in table() {
        let found = contradictions(&assessment);
        let told: Vec<(Scene, Option<ItemId>)> = found.iter().map(|one| (one.scene, one.item)).collect();
        let expected: Vec<(Scene, Option<ItemId>)> =
            wanted.iter().map(|(scene, item, _)| (*scene, item.map(id))).collect();
        assert_eq!(told, expected, "{name}: {found:?}");
        for (one, (_, _, words)) in found.iter().zip(wanted) {
            assert!(one.what.contains(words), "{name}: {words:?} in {:?}", one.what);
            for sentence in [&one.what, &one.remedy] {
                assert!(sentence.starts_with(char::is_uppercase) && sentence.ends_with('.'), "{name}: {sentence}");
                assert!(!sentence.contains("  "), "{name}: {sentence}");
            }
        }
    }
}

#[test]
fn each_of_them_can_be_resolved_by_its_remedy() {
    let apart = "On a processor of its own";
    // Each contradiction, and the assessment after a person did what the remedy says.
    for (before, after) in [
        (with(new("B"), "a", "-", "C", ""), with(new("C"), "a", "-", "C", "")),
        (reasoned(new("B"), &SERIOUS), reasoned(new("C"), &SERIOUS)),
        (controlled(new("A"), Some(ControlKind::Software)), controlled(new("B"), Some(ControlKind::Software))),
        (with(new("C"), "a", "a", "-", ""), with(new("C"), "a", "-", "-", "")),
        (with(new("C"), "a", "-", "A", ""), with(new("C"), "a", "-", "A", apart)),
        (with(new("C"), "a", "-", "A", ""), with(new("C"), "a", "-", "-", "")),
        (controlling(with(new("C"), "a", "-", "A", apart)), controlling(with(new("C"), "a", "-", "B", apart))),
        (legacy(new("C"), ""), legacy(new("C"), "4.1")),
        (legacy(checked(new("C"), "sold", false), "4.1"), checked(new("C"), "sold", false)),
        (legacy(checked(new("C"), "sold", false), "4.1"), legacy(checked(new("C"), "sold", true), "4.1")),
        (legacy(decided(new("C"), "5.7.5", false), "4.1"), legacy(decided(new("C"), "5.7.5", true), "4.1")),
    ] {
        assert_eq!(contradictions(&before).len(), 1);
        assert_eq!(contradictions(&after), []);
    }
}

#[test]
fn nothing_is_mended() {
    for (name, assessment, _) in table() {
        let before = (assessment.clone(), write_file(&assessment, NOW));
        let _ = (contradictions(&assessment), assessment.division(), assessment.tally(), activity_gaps(&assessment));
        assert_eq!((&assessment, &write_file(&assessment, NOW)), (&before.0, &before.1), "{name}");
        let opened = read_file(before.1.as_bytes()).unwrap();
        assert_eq!((&opened.assessment, opened.notices.len()), (&assessment, 0), "{name}: not by reading it either");
        assert_eq!(write_file(&opened.assessment, NOW), before.1, "{name}");
        assert_eq!(contradictions(&opened.assessment), contradictions(&assessment), "{name}");
    }
}

#[test]
fn in_the_first_edition_the_same_holds() {
    for (name, mut assessment, wanted) in table() {
        assessment.edition = edition("1.0").unwrap();
        // Its questions are others, so nothing follows from these answers, and it knows no legacy route.
        let holds = |(scene, _, words): &&Told| {
            !matches!(scene, Setup | Legacy | GapAnalysis) && !words.contains("lead to class")
        };
        let wanted = wanted.iter().filter(holds).count();
        assert_eq!(contradictions(&assessment).len(), wanted, "{name}");
    }
    let mut assessment = new("A");
    assessment.edition = edition("1.0").unwrap();
    let assessment = reasoned(assessment, &[("harm", "serious"), ("hardware-c", "yes")]);
    assert!(contradictions(&assessment)[0].what.contains("lead to class B, and class A is stated"));
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn whatever_is_said_it_is_named_in_sentences_and_the_assessment_stays(assessment in assessment()) {
        let before = assessment.clone();
        let found = contradictions(&assessment);
        prop_assert_eq!(&assessment, &before);
        for one in &found {
            prop_assert!(one.what.ends_with('.') && one.remedy.ends_with('.'), "{:?}", one);
            prop_assert!(one.item.is_none_or(|item| assessment.item(item).is_some()));
            prop_assert_eq!(one.item.is_some(), one.scene == Items);
        }
        // Each only once.
        prop_assert!(found.iter().enumerate().all(|(at, one)| !found[..at].contains(one)));
    }

    #[test]
    fn without_items_reasons_and_the_legacy_route_nothing_contradicts(mut assessment in answered()) {
        assessment.items.clear();
        assessment.legacy = false;
        prop_assert_eq!(contradictions(&assessment), []);
    }
}
