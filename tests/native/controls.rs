//! What the reasons for a class rest on: risk controls that are named, and a rationale that follows them.

use iec62304_readiness::assessment::{Assessment, Control, ControlKind};
use iec62304_readiness::standard;

fn reasoned(edition: &str, answers: &[(&str, &str)]) -> Assessment {
    let mut assessment = Assessment::new("x".to_owned(), standard::edition(edition).unwrap(), String::new());
    for (question, answer) in answers {
        assessment.change_reasons(|head| head.classification.reasoning.set_answer(question, answer));
    }
    assessment
}

fn control(what: &str, kind: Option<ControlKind>) -> Control {
    Control { what: what.to_owned(), kind, ..Control::default() }
}

#[test]
fn a_lower_class_for_the_sake_of_controls_wants_one_that_counts() {
    let amended = [("contribute", "yes"), ("remaining", "no")];
    let serious = [("harm", "serious"), ("hardware-c", "yes")];
    let lacks = |assessment: &Assessment, question| {
        assessment.lacks_controls(assessment.edition.classification.question(question).unwrap())
    };
    for (edition, answers, question, lowering) in [
        ("1.1", amended, "remaining", ["hardware", "system", "procedure"].as_slice()),
        ("1.0", serious, "hardware-c", ["hardware"].as_slice()),
    ] {
        let mut assessment = reasoned(edition, &answers);
        assert!(lacks(&assessment, question), "{edition}: none is listed");
        for kind in ControlKind::ALL {
            assessment.classification.reasoning.controls = vec![control("A valve", Some(kind))];
            assert_eq!(lacks(&assessment, question), !lowering.contains(&kind.key()), "{edition}, {}", kind.key());
        }
        for open in [control("A valve", None), control(" ", Some(ControlKind::Hardware))] {
            assessment.classification.reasoning.controls = vec![open];
            assert!(lacks(&assessment, question), "{edition}: neither an unnamed one nor one without a place counts");
        }
        let first = assessment.edition.classification.start;
        assert!(!lacks(&assessment, first), "{edition}: the first question asks for no controls");
    }
    assert!(!lacks(&reasoned("1.1", &[("contribute", "yes")]), "remaining"), "not answered yet");
    assert!(!lacks(&reasoned("1.1", &[("contribute", "yes"), ("remaining", "yes")]), "remaining"), "not lowered");
    assert!(!lacks(&reasoned("1.0", &[("harm", "serious"), ("hardware-c", "no")]), "hardware-c"), "not lowered");
}

#[test]
fn the_rationale_follows_the_answers_until_a_person_writes_their_own() {
    let mut assessment = reasoned("1.1", &[("contribute", "no")]);
    assert_eq!(Some(&assessment.classification.rationale), assessment.compose_rationale().as_ref());
    assessment.change_reasons(|head| head.classification.reasoning.set_answer("contribute", "yes"));
    assert_eq!(assessment.classification.rationale, "", "while a question is open there is nothing to say");
    for (question, answer) in [("remaining", "yes"), ("severity", "serious")] {
        assessment.change_reasons(|head| head.classification.reasoning.set_answer(question, answer));
    }
    assert!(assessment.classification.rationale.ends_with("So the software safety class is C."));
    assessment.change_reasons(|head| head.product.name = "Pump".to_owned());
    assert!(assessment.classification.rationale.starts_with("Software safety class of Pump, by"));

    assessment.change_reasons(|head| head.classification.rationale.clear());
    assessment.change_reasons(|head| head.organisation = "Acme".to_owned());
    assert_eq!(assessment.classification.rationale, "", "what a person took out comes back only with other reasons");
    assessment.change_reasons(|head| head.product.version = "2".to_owned());
    assert!(assessment.classification.rationale.starts_with("Software safety class of Pump 2, by"));

    let own = format!("{} See RMF-12.", assessment.classification.rationale);
    assessment.classification.rationale.clone_from(&own);
    assessment.change_reasons(|head| head.classification.reasoning.set_answer("severity", "non-serious"));
    assert_eq!(assessment.classification.rationale, own);
    assert!(assessment.compose_rationale().unwrap().ends_with("So the software safety class is B."));
}
