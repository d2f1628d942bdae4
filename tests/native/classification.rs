//! The class by reasoning: every way through the questions of every edition, what it rests on, and the words for it.
//!
//! What belongs here: what an assessment makes of its answers to the questions. Never here: the questions themselves and
//! single steps through them (`walk`), and what contradicts a class (`contradictions`).

use crate::generate::{assessment, config, reasoning};
use crate::snapshots;
use iec62304_readiness::assessment::{Assessment, Basis, Control, ControlKind};
use iec62304_readiness::standard::{ClassTree, Edition, Outcome, edition, editions};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Questions with their answers, in order.
type Way = &'static [(&'static str, &'static str)];

/// Every way through the questions of an edition, and the class that it leads to.
const WAYS: [(&str, Way, &str); 9] = [
    ("1.1", &[("contribute", "no")], "A"),
    ("1.1", &[("contribute", "yes"), ("remaining", "no")], "A"),
    ("1.1", &[("contribute", "yes"), ("remaining", "yes"), ("severity", "non-serious")], "B"),
    ("1.1", &[("contribute", "yes"), ("remaining", "yes"), ("severity", "serious")], "C"),
    ("1.0", &[("harm", "none")], "A"),
    ("1.0", &[("harm", "non-serious"), ("hardware-b", "yes")], "A"),
    ("1.0", &[("harm", "non-serious"), ("hardware-b", "no")], "B"),
    ("1.0", &[("harm", "serious"), ("hardware-c", "yes")], "B"),
    ("1.0", &[("harm", "serious"), ("hardware-c", "no")], "C"),
];

fn new(edition: &'static Edition) -> Assessment {
    Assessment::new("x".to_owned(), edition, "2026-03-31T09:30:00Z".to_owned())
}

/// An assessment with these answers and no class.
fn answered(id: &str, answers: &[(&str, &str)]) -> Assessment {
    let mut assessment = new(edition(id).unwrap());
    for (question, answer) in answers {
        assessment.classification.reasoning.set_answer(question, answer);
    }
    assessment
}

#[test]
fn every_way_leads_to_its_class() {
    for (id, answers, wanted) in WAYS {
        let assessment = answered(id, answers);
        let steps: Vec<(&str, &str)> =
            assessment.path().steps.iter().map(|(question, answer)| (question.id, answer.id)).collect();
        assert_eq!(steps, answers, "edition {id}");
        assert_eq!(assessment.reasoned_class().map(|class| class.id()), Some(wanted), "edition {id}: {answers:?}");
    }
}

/// Adds every way from this question on to a class, by walking the tree.
fn ways(
    tree: &'static ClassTree,
    from: &str,
    before: &[(&'static str, &'static str)],
    found: &mut BTreeSet<Vec<(&'static str, &'static str)>>,
) {
    let question = tree.question(from).unwrap();
    for answer in question.answers {
        let way = [before, &[(question.id, answer.id)]].concat();
        match answer.outcome {
            Outcome::Ask(next) => ways(tree, next, &way, found),
            Outcome::Class(_) => assert!(found.insert(way)),
        }
    }
}

#[test]
fn no_way_is_missing_from_the_table() {
    for edition in editions() {
        let mut found = BTreeSet::new();
        ways(&edition.classification, edition.classification.start, &[], &mut found);
        let typed: BTreeSet<Vec<(&str, &str)>> =
            WAYS.iter().filter(|(id, ..)| *id == edition.id).map(|(_, answers, _)| answers.to_vec()).collect();
        assert_eq!(found, typed, "edition {}", edition.id);
        let asked: BTreeSet<&str> = found.iter().flatten().map(|(question, _)| *question).collect();
        assert_eq!(asked.len(), edition.classification.questions.len(), "every question is on a way");
    }
}

#[test]
fn while_a_question_is_open_no_class_follows_and_no_reasons_are_composed() {
    for (id, answers, _) in WAYS {
        for known in 0..answers.len() {
            let mut assessment = answered(id, &answers[..known]);
            assert_eq!((assessment.reasoned_class(), assessment.compose_rationale()), (None, None), "{answers:?}");
            assert_eq!(assessment.class_basis(), Basis::NotAssigned);
            assessment.classification.class = assessment.edition.class("B");
            assert_eq!(assessment.class_basis(), Basis::Stated, "{answers:?}");
        }
    }
}

#[test]
fn the_class_that_counts_is_the_one_assigned_never_the_one_that_follows() {
    for (id, answers, _) in WAYS {
        let mut assessment = answered(id, answers);
        assert_eq!(assessment.scope().class.id(), "C", "while none is assigned, the strictest (4.3 g)");
        for info in assessment.edition.classes {
            assessment.classification.class = Some(info.class);
            assert_eq!(assessment.scope().class, info.class);
        }
    }
}

#[test]
fn the_basis_compares_the_class_assigned_with_the_one_that_follows() {
    for (id, answers, follows) in WAYS {
        let mut assessment = answered(id, answers);
        let follows = assessment.edition.class(follows).unwrap();
        for info in assessment.edition.classes {
            assessment.classification.class = Some(info.class);
            // The names of the classes stand in the order of the alphabet.
            let wanted = match info.class.id().cmp(follows.id()) {
                std::cmp::Ordering::Equal => Basis::Reasoned,
                std::cmp::Ordering::Greater => Basis::StatedHigher(follows),
                std::cmp::Ordering::Less => Basis::StatedLower(follows),
            };
            assert_eq!(
                assessment.class_basis(),
                wanted,
                "edition {id}: {} where {} follows",
                info.class.id(),
                follows.id()
            );
        }
    }
    let class = edition("1.1").unwrap().class("A").unwrap();
    let labels =
        [Basis::NotAssigned, Basis::Stated, Basis::Reasoned, Basis::StatedHigher(class), Basis::StatedLower(class)];
    assert_eq!(
        labels.map(Basis::label),
        [
            "not assigned",
            "stated, not reasoned",
            "reasoned",
            "stated, higher than reasoned",
            "stated, lower than reasoned"
        ]
    );
}

#[test]
fn each_edition_reads_its_own_answers_and_keeps_those_of_the_other() {
    for (_, first, one) in WAYS.iter().filter(|(id, ..)| *id == "1.1") {
        for (_, second, other) in WAYS.iter().filter(|(id, ..)| *id == "1.0") {
            let mut assessment = answered("1.1", first);
            assessment.edition = edition("1.0").unwrap();
            assert_eq!(assessment.reasoned_class(), None);
            for (question, answer) in *second {
                assessment.classification.reasoning.set_answer(question, answer);
            }
            assert_eq!(assessment.reasoned_class().unwrap().id(), *other);
            assessment.edition = edition("1.1").unwrap();
            assert_eq!(assessment.reasoned_class().unwrap().id(), *one);
        }
    }
}

#[test]
fn an_answer_that_is_changed_leads_on_from_there() {
    let mut assessment = answered("1.1", &[("contribute", "yes"), ("remaining", "yes"), ("severity", "serious")]);
    let reasoning = &mut assessment.classification.reasoning;
    reasoning.set_answer("remaining", "no");
    assert_eq!(reasoning.answers.len(), 3, "no question twice");
    assert_eq!(assessment.reasoned_class().unwrap().id(), "A");
    assessment.classification.reasoning.set_answer("remaining", "yes");
    assert_eq!(assessment.reasoned_class().unwrap().id(), "C", "the answer behind it was kept");
    assessment.classification.reasoning.set_answer("remaining", "of another program");
    assert_eq!(assessment.reasoned_class(), None);
}

#[test]
fn the_kinds_of_risk_controls_are_those_of_the_edition_files_and_one_more() {
    for kind in ControlKind::ALL {
        assert_eq!(ControlKind::from_key(kind.key()), Some(kind));
    }
    assert_eq!(ControlKind::from_key("Hardware"), None);
    for (id, question, counted) in [
        ("1.1", "remaining", &["hardware", "system", "procedure"][..]),
        ("1.0", "hardware-b", &["hardware"]),
        ("1.0", "hardware-c", &["hardware"]),
        ("1.1", "contribute", &[]),
        ("1.0", "harm", &[]),
    ] {
        let question = edition(id).unwrap().classification.question(question).unwrap();
        let counts: Vec<&str> = ControlKind::ALL
            .into_iter()
            .filter(|kind| kind.counts_among(question.controls))
            .map(ControlKind::key)
            .collect();
        assert_eq!(counts, counted, "edition {id}, {}", question.id);
    }
}

/// The risk controls of the texts: one of each kind, and two that say too little to be counted.
fn controls() -> Vec<Control> {
    let control = |what: &str, kind| Control { what: what.to_owned(), kind, ..Control::default() };
    vec![
        control("Mechanical stop at 40 mm", Some(ControlKind::Hardware)),
        control("Supervisor on a processor of its own.", Some(ControlKind::System)),
        control("Nurse reads the rate at each round", Some(ControlKind::Procedure)),
        control("Plausibility check of the rate", Some(ControlKind::Software)),
        control("Not placed yet", None),
        control("  ", Some(ControlKind::Hardware)),
    ]
}

#[test]
fn the_composed_reasons_read_like_this() {
    for id in ["1.1", "1.0"] {
        let mut texts = String::new();
        for (_, answers, class) in WAYS.iter().filter(|(of, ..)| *of == id) {
            let plain = answered(id, answers);
            let mut named = plain.clone();
            named.product.name = " Syringe pump ".to_owned();
            named.product.version = "2.3".to_owned();
            named.classification.reasoning.controls = controls();
            let way: Vec<String> = answers.iter().map(|(question, answer)| format!("{question}: {answer}")).collect();
            for (what, assessment) in [("nothing else known", plain), ("product and controls known", named)] {
                let text = assessment.compose_rationale().unwrap();
                assert!(text.ends_with(&format!("class is {class}.")), "{text}");
                texts.push_str(&format!("== {}; {what}\n{text}\n\n", way.join(", ")));
            }
        }
        snapshots::holds(&format!("rationale-{id}"), &texts);
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn whatever_was_answered_the_reasons_are_composed_exactly_where_a_class_follows(
        mut assessment in assessment(), reasoning in reasoning(), way in 0..WAYS.len(),
    ) {
        assessment.classification.reasoning = reasoning;
        for again in [false, true] {
            let class = assessment.reasoned_class();
            let text = assessment.compose_rationale();
            prop_assert_eq!(text.is_some(), class.is_some());
            if let (Some(class), Some(text)) = (class, text) {
                prop_assert!(text.ends_with(&format!("class is {}.", class.id())), "{}", text);
                prop_assert!(assessment.path().steps.iter().all(|(_, answer)| text.contains(answer.says)));
            }
            if !again {
                for (question, answer) in WAYS[way].1 {
                    assessment.classification.reasoning.set_answer(question, answer);
                }
            }
        }
    }
}
