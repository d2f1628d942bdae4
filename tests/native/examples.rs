//! The worked examples are what they claim, and are written as the page writes them.
//!
//! After a change of an example or of the format: `BLESS=1 cargo test --test native examples`, then read the diff.

use iec62304_readiness::assessment::{Answer, Assessment, Basis, Progressed, Status, Verdict, contradictions};
use iec62304_readiness::exchange::{Digest, Example, examples, read_file, write_file};
use iec62304_readiness::standard::Clause;

/// The numbers and texts of a file are worth a look only once it is blessed.
fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// The text of an example's file.
fn text_of(example: &Example) -> String {
    std::fs::read_to_string(format!("{}/{}", env!("CARGO_MANIFEST_DIR"), example.path())).unwrap()
}

pub fn example(key: &str) -> Assessment {
    let example = examples().iter().find(|example| example.key == key).unwrap();
    read_file(text_of(example).as_bytes()).unwrap().assessment
}

/// Every example with its name.
fn all() -> impl Iterator<Item = (&'static str, Assessment)> {
    examples().iter().map(|item| (item.key, example(item.key)))
}

/// Every answer of an assessment with its place: those to requirements, and those for single items.
fn answers(assessment: &Assessment) -> impl Iterator<Item = (String, Clause, &Answer)> {
    assessment.answers.iter().flat_map(|(clause, answer)| {
        let parts = answer.parts.iter().map(move |part| (format!("{clause} for {}", part.item), *clause, &part.answer));
        std::iter::once((clause.to_string(), *clause, answer)).chain(parts)
    })
}

#[test]
fn every_example_is_read_without_a_word_and_written_as_it_stands() {
    for example in examples() {
        let text = text_of(example);
        let opened = read_file(text.as_bytes()).unwrap_or_else(|refusal| panic!("{}: {refusal}", example.key));
        let written = write_file(&opened.assessment, &opened.exported_at);
        if blessing() {
            // In one step, since the other tests read it at the same time.
            let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), example.path());
            std::fs::write(format!("{path}.new"), written).unwrap();
            std::fs::rename(format!("{path}.new"), path).unwrap();
            continue;
        }
        assert_eq!(opened.notices, [], "{}", example.key);
        assert_eq!(opened.digest, Digest::Fits, "{}", example.key);
        assert!(opened.assessment.example, "{} is marked as an example", example.key);
        assert_eq!(written, text, "{}", example.key);
    }
}

#[test]
fn the_pump_is_class_c_and_answers_all_of_its_requirements() {
    let pump = example("infusion-pump");
    let tally = pump.tally();
    assert_eq!(pump.scope().class.id(), "C");
    assert_eq!((tally.in_scope(), tally.unanswered), (94, 0));
    assert_eq!((tally.met, tally.partly_met, tally.not_met, tally.not_applicable), (55, 25, 12, 2));
}

#[test]
fn the_pump_shows_a_plan_in_every_stage_and_a_snapshot() {
    let pump = example("infusion-pump");
    let plan = Progressed::of(&pump.actions, "2026-11-20");
    assert_eq!((plan.to_do, plan.in_progress, plan.done, plan.dropped), (9, 3, 1, 1));
    assert_eq!((plan.overdue, plan.effort_left, plan.without_effort), (1, 250, 1));
    assert_eq!(pump.to_assess_again(), ["5.2.2".parse::<Clause>().unwrap()]);
    let moved = pump.moved_since(&pump.snapshots[0]);
    let clauses: Vec<String> = moved.closed.iter().map(ToString::to_string).collect();
    assert_eq!(clauses, ["5.1.9", "5.2.3", "5.5.2", "5.6.2"]);
    assert_eq!((pump.snapshots[0].tally().unanswered, moved.answered.len()), (45, 45));
}

#[test]
fn every_action_of_an_example_serves_a_gap_or_did() {
    for (key, assessment) in all() {
        assert!(!assessment.actions.is_empty(), "{key}");
        for action in &assessment.actions {
            assert!(!action.clauses.is_empty(), "{key}: {}", action.id);
            for clause in &action.clauses {
                let counted = assessment.counted(*clause);
                assert!(counted.is_some_and(Status::is_gap), "{key}: {} serves {clause}", action.id);
            }
        }
    }
}

#[test]
fn the_viewer_is_class_b_and_about_half_answered() {
    let viewer = example("image-viewer");
    let tally = viewer.tally();
    assert_eq!(viewer.scope().class.id(), "B");
    assert_eq!(tally.in_scope(), 88);
    assert!((40..=60).contains(&tally.coverage().unwrap()), "{tally:?}");
    let lacking: Vec<_> = viewer.answers.values().filter(|answer| answer.lacks_reason()).collect();
    assert_eq!(lacking.len(), 1, "one is not applicable without a reason, to show that it does not count");
    assert_eq!(tally.not_applicable, 0);
}

#[test]
fn the_diary_is_class_a_and_answers_all_of_its_requirements() {
    let diary = example("activity-diary");
    let tally = diary.tally();
    assert_eq!(diary.scope().class.id(), "A");
    assert_eq!((tally.in_scope(), tally.unanswered), (53, 0));
    assert_eq!((tally.met, tally.partly_met), (50, 3));
}

#[test]
fn the_monitor_is_class_c_and_walks_the_whole_legacy_route() {
    let monitor = example("legacy-monitor");
    assert!(monitor.legacy);
    assert_eq!(monitor.scope().class.id(), "C");
    assert_eq!(monitor.tally().in_scope(), 99);
    let route: Clause = "4.4".parse().unwrap();
    let asked: Vec<_> = monitor.scope().requirements().filter(|item| item.clause.starts_with(route)).collect();
    assert_eq!(asked.len(), 5);
    for requirement in asked {
        assert!(monitor.counted(requirement.clause).is_some(), "{}", requirement.clause);
    }
}

#[test]
fn every_class_follows_from_the_questions_with_the_controls_it_rests_on() {
    for (key, assessment) in all() {
        assert_eq!(assessment.class_basis(), Basis::Reasoned, "{key}");
        let text = assessment.compose_rationale().unwrap();
        assert!(text.contains("These were counted: "), "{key}: {text}");
        let controls = &assessment.classification.reasoning.controls;
        assert!(controls.iter().all(|control| control.kind.is_some() && !control.what.is_empty()), "{key}");
    }
}

#[test]
fn no_example_contradicts_itself() {
    for (key, assessment) in all() {
        assert_eq!(contradictions(&assessment), [], "{key}");
    }
}

#[test]
fn the_pump_has_items_of_two_classes_and_answers_that_are_split_by_them() {
    let pump = example("infusion-pump");
    let division = pump.division();
    let items: Vec<(&str, &str, bool)> =
        division.items.iter().map(|placed| (placed.item.name.as_str(), placed.class.id(), placed.item.soup)).collect();
    assert_eq!(
        items,
        [
            ("Dose controller", "C", false),
            ("Alarm handler", "C", false),
            ("Reporting screen", "A", false),
            ("RTOS with network stack", "C", true),
        ]
    );
    let split: Vec<(String, Option<Status>)> = pump
        .answers
        .iter()
        .filter(|(_, answer)| answer.is_split())
        .map(|(clause, _)| (clause.to_string(), pump.counted(*clause)))
        .collect();
    assert_eq!(split, [("5.5.3".to_owned(), Some(Status::PartlyMet)), ("5.5.5".to_owned(), Some(Status::Met))]);
    for (clause, answer) in pump.answers.iter().filter(|(_, answer)| answer.is_split()) {
        let mut asked = pump.asked_items(*clause);
        asked.sort_unstable();
        let parts: Vec<_> = answer.parts.iter().map(|part| part.item).collect();
        assert_eq!(parts, asked, "{clause} is answered for each item that it is asked of");
    }
}

#[test]
fn the_monitor_has_decided_on_every_gap_and_drafted_its_rationale() {
    let monitor = example("legacy-monitor");
    assert!(matches!(monitor.legacy_verdict(), Verdict::Legacy));
    let gaps: Vec<Clause> = monitor
        .gap_analysis()
        .map(|requirement| requirement.clause)
        .filter(|clause| monitor.counted(*clause).is_some_and(Status::is_gap))
        .collect();
    let decided: Vec<Clause> = monitor.legacy_route.decisions.iter().map(|decision| decision.clause).collect();
    assert_eq!((decided, gaps.len()), (gaps, 23));
    for decision in &monitor.legacy_route.decisions {
        assert!(decision.create.is_some() && !decision.why.is_empty(), "{}", decision.clause);
    }
    let versions: Vec<&str> =
        monitor.legacy_route.rationales.iter().map(|rationale| rationale.version.as_str()).collect();
    assert_eq!(versions, [monitor.product.version.as_str()]);
}

#[test]
fn every_answer_is_asked_for_in_its_scope() {
    for (key, assessment) in all() {
        assert_eq!(assessment.answers_out_of_scope(), 0, "{key}");
    }
}

#[test]
fn ticked_letters_exist_and_agree_with_the_status() {
    for (key, assessment) in all() {
        for (place, clause, answer) in answers(&assessment) {
            let place = format!("{key}, {place}");
            let requirement = assessment.edition.requirement(clause).unwrap();
            let known: Vec<char> = requirement.letters.iter().map(|item| item.letter).collect();
            let ticked: Vec<char> = answer.letters.iter().collect();
            assert!(ticked.iter().all(|letter| known.contains(letter)), "{place}: {ticked:?} of {known:?}");
            match answer.status {
                Some(Status::Met) => assert_eq!(ticked, known, "{place} is met"),
                Some(Status::PartlyMet) if !known.is_empty() => {
                    assert!(!ticked.is_empty() && ticked.len() < known.len(), "{place} is partly met: {ticked:?}");
                }
                Some(Status::NotMet) if !known.is_empty() => {
                    assert!(ticked.len() < known.len(), "{place} is not met: {ticked:?}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_gap_and_every_open_question_says_what_it_is_about() {
    for (key, assessment) in all() {
        for (place, _, answer) in answers(&assessment) {
            let asks = answer.follow_up || answer.status.is_some_and(Status::is_gap);
            assert!(!asks || !answer.note.is_empty(), "{key}, {place}: no note");
        }
    }
}

#[test]
fn examples_are_plainly_invented_and_promise_nothing() {
    for (key, assessment) in all() {
        assert!(assessment.organisation.ends_with("(fictitious)"), "{key}: {}", assessment.organisation);
        for person in [&assessment.people.assessor, &assessment.people.reviewer] {
            assert!(person.ends_with("(fictitious)"), "{key}: {person}");
        }
        assert!(!assessment.product.name.is_empty() && !assessment.classification.rationale.is_empty(), "{key}");
        for (place, _, answer) in answers(&assessment) {
            for item in &answer.evidence {
                assert!(item.link.is_empty() || item.link.starts_with("https://example.com/"), "{key}, {place}");
            }
        }
    }
    for example in examples() {
        assert!(!text_of(example).to_lowercase().contains("complian"), "{}", example.key);
    }
}

#[test]
fn examples_stay_small_since_they_travel_with_the_page() {
    if blessing() {
        return;
    }
    // With an action plan each, and a snapshot and a review in the pump's.
    let bars = [("infusion-pump", 60), ("image-viewer", 25), ("activity-diary", 16), ("legacy-monitor", 32)];
    for (key, kilobytes) in bars {
        let size = text_of(examples().iter().find(|example| example.key == key).unwrap()).len();
        assert!(size <= kilobytes * 1000, "{key}: {size} bytes");
    }
}
