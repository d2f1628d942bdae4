//! Gaps in the order of their points, and what has to be done before what.
//!
//! What belongs here: points and their reasons, the order of work, the laws of both, and that the rule and the rows arrive.
//! Never here: mistakes in their files (`order_files`).

use crate::editions::real;
use crate::examples::example;
use crate::generate::{answered, config};
use crate::{snapshots, with_words};
use iec62304_readiness::assessment::{
    Answer, Assessment, Component, Item, ItemId, Letters, PlanOrder, Ranked, Status, plan_order, ranked_gaps, rule,
};
use iec62304_readiness::standard::{Clause, Leaning, Scope, edition, editions};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

/// An assessment of this edition and class in which everything is met but what is named; a status of none is unanswered.
fn all_met_but(id: &str, class: &str, rest: &[(&str, Option<Status>)]) -> Assessment {
    with_words();
    let edition = edition(id).unwrap();
    let mut assessment = Assessment::new("x".to_owned(), edition, String::new());
    assessment.classification.class = edition.class(class);
    for asked in edition.requirements() {
        let status = rest.iter().find(|(own, _)| clause(own) == asked.clause);
        let status = status.map_or(Some(Status::Met), |(_, status)| *status);
        assessment.answers.insert(asked.clause, Answer { status, ..Answer::default() });
    }
    assessment
}

const NOT: Option<Status> = Some(Status::NotMet);
const PARTLY: Option<Status> = Some(Status::PartlyMet);

/// The points of a gap by component, with their sum.
fn points(of: &Ranked) -> (u16, Vec<(Component, u16)>) {
    (of.points, of.reasons.iter().map(|reason| (reason.component, reason.points)).collect())
}

fn clauses(of: &[Ranked]) -> Vec<String> {
    of.iter().map(|one| one.gap.requirement.clause.to_string()).collect()
}

/// The one gap of a list.
fn only(assessment: &Assessment) -> Ranked {
    let mut found = ranked_gaps(assessment);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

#[test]
fn the_points_of_single_gaps_are_those_that_a_person_adds_up() {
    use Component::{Blocking, Class, Dependents, Often, Status};
    for (id, class, gap, wanted) in [
        ("1.1", "C", ("5.8.3", NOT), (56, vec![(Status, 20), (Class, 12), (Often, 10), (Blocking, 14)])),
        ("1.1", "B", ("5.8.3", NOT), (50, vec![(Status, 20), (Class, 6), (Often, 10), (Blocking, 14)])),
        ("1.1", "A", ("5.7.5", PARTLY), (24, vec![(Status, 10), (Blocking, 14)])),
        ("1.1", "A", ("9.3", NOT), (20, vec![(Status, 20)])),
        ("1.1", "C", ("4.2", PARTLY), (22, vec![(Status, 10), (Class, 12)])),
        ("1.0", "C", ("7.1.5", PARTLY), (22, vec![(Status, 10), (Class, 12)])),
    ] {
        assert_eq!(points(&only(&all_met_but(id, class, &[gap]))), wanted, "{gap:?} in class {class} of {id}");
    }
    // 9.5 leans on 9.1, and 9.6 on 9.5; one that leans on it directly adds 3, one that does through others 1.
    let found = ranked_gaps(&all_met_but("1.1", "C", &[("9.1", PARTLY), ("9.5", PARTLY), ("9.6", None)]));
    assert_eq!(clauses(&found), ["9.1", "9.5"]);
    assert_eq!(points(&found[0]), (36, vec![(Status, 10), (Class, 12), (Dependents, 4), (Often, 10)]));
    assert_eq!(points(&found[1]), (35, vec![(Status, 10), (Class, 12), (Dependents, 3), (Often, 10)]));
    let carried: Vec<_> = found[0].carries.iter().map(|one| (one.clause.to_string(), one.is_direct)).collect();
    assert_eq!(carried, [("9.5".to_owned(), true), ("9.6".to_owned(), false)]);
    // Where nothing is answered, nearly everything leans on risk management, and the cap holds.
    let mut blank = all_met_but("1.1", "C", &[]);
    blank.answers.clear();
    blank.answers.insert(clause("4.2"), Answer { status: NOT, ..Answer::default() });
    let top = only(&blank);
    assert_eq!(points(&top), (52, vec![(Status, 20), (Class, 12), (Dependents, 20)]));
    assert!(top.carries.len() > 80, "{}", top.carries.len());
}

#[test]
fn the_reasons_are_sentences_that_name_what_counts() {
    let sentences = |assessment: &Assessment| -> Vec<String> {
        ranked_gaps(assessment).remove(0).reasons.into_iter().map(|reason| reason.sentence).collect()
    };
    let all = all_met_but("1.1", "C", &[("5.8.3", NOT), ("5.8.2", PARTLY), ("9.1", PARTLY), ("9.6", None)]);
    assert_eq!(
        sentences(&all),
        [
            "It is not met.",
            "It is open for software of class C.",
            "Assessors often find known defects that nobody has judged for risk before the release.",
            "A release has to wait until the defects that remain are listed and, where the class asks for it, judged for \
             risk.",
        ]
    );
    let count = |rest| sentences(&all_met_but("1.1", "C", rest))[2].clone();
    assert_eq!(count(&[("9.5", PARTLY), ("9.6", None)]), "1 requirement that is not met yet leans on it.");
    assert_eq!(
        count(&[("9.1", PARTLY), ("9.6", None)]),
        "1 requirement that is not met yet leans on it, through others."
    );
    let two = count(&[("9.1", PARTLY), ("9.5", None), ("9.6", None)]);
    assert_eq!(two, "2 requirements that are not met yet lean on it, 1 of them directly.");
    let both = count(&[("9.2", PARTLY), ("9.3", None), ("9.4", None)]);
    assert_eq!(both, "2 requirements that are not met yet lean on it.");
    let far = count(&[("9.1", PARTLY), ("9.3", None), ("9.4", None)]);
    assert_eq!(far, "2 requirements that are not met yet lean on it, all through others.");
}

#[test]
fn a_letter_that_is_covered_is_no_common_finding() {
    let mut assessment = all_met_but("1.1", "C", &[("5.2.2", PARTLY)]);
    let often = |of: &Assessment| only(of).reasons.iter().any(|reason| reason.component == Component::Often);
    assert!(often(&assessment), "security, e, is open");
    let answer = assessment.answers.get_mut(&clause("5.2.2")).unwrap();
    answer.letters = Letters::default().with('e', true);
    assert!(!often(&assessment));
}

#[test]
fn the_class_that_counts_is_the_strictest_of_the_items_that_the_gap_stands_for() {
    let mut assessment = all_met_but("1.1", "C", &[("5.7.5", PARTLY)]);
    let [dose, screen] = ["dose", "screen"].map(|id| ItemId::new(id).unwrap());
    assessment.items = vec![Item::new(dose, None), Item::new(screen, None)];
    assessment.items[1].class = edition("1.1").unwrap().class("A");
    assessment.items[1].segregation = "On a processor of its own".to_owned();
    let class = |of: &Assessment| -> Vec<String> {
        let reasons = only(of).reasons.into_iter().filter(|reason| reason.component == Component::Class);
        reasons.map(|reason| format!("{} {}", reason.points, reason.sentence)).collect()
    };
    assert_eq!(class(&assessment), ["12 It is open for an item of class C."], "not split: it stands for both");
    let mut answer = Answer::default();
    answer.edit_part(dose, |part| part.status = Some(Status::Met));
    answer.edit_part(screen, |part| part.status = NOT);
    assessment.answers.insert(clause("5.7.5"), answer.clone());
    assert_eq!(class(&assessment), Vec::<String>::new(), "open for the item of class A alone, which adds nothing");
    answer.edit_part(dose, |part| part.status = PARTLY);
    assessment.answers.insert(clause("5.7.5"), answer);
    assert_eq!(class(&assessment), ["12 It is open for an item of class C."]);
}

#[test]
fn the_points_of_a_class_rise_with_its_place_in_any_edition() {
    let rule = &with_words().ranking;
    let of = |classes: usize| (0..classes).map(|place| rule.of_place(place, classes)).collect::<Vec<_>>();
    assert_eq!((of(1), of(2), of(3), of(4)), (vec![0], vec![0, 12], vec![0, 6, 12], vec![0, 4, 8, 12]));
}

/// The steps of a way: `5.4.1 > 5.3.1, 5.3.1 > 5.2.1`.
fn way(steps: &[&Leaning]) -> String {
    steps.iter().map(|step| format!("{} > {}", step.clause, step.on)).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_gap_comes_after_the_gaps_that_it_leans_on_also_through_what_is_no_gap() {
    let plan = |rest| plan_order(&all_met_but("1.1", "C", rest));
    let waves = |plan: &PlanOrder| plan.waves.iter().map(|wave| clauses(wave)).collect::<Vec<_>>();
    let edges = |plan: &PlanOrder| {
        plan.edges.iter().map(|e| (e.first.to_string(), e.then.to_string(), way(&e.steps))).collect::<Vec<_>>()
    };
    // 5.3.1 is met and stands between.
    let through = plan(&[("5.2.1", NOT), ("5.4.1", NOT)]);
    assert_eq!(waves(&through), [["5.2.1"], ["5.4.1"]]);
    assert_eq!(edges(&through), [("5.2.1".into(), "5.4.1".into(), "5.4.1 > 5.3.1, 5.3.1 > 5.2.1".into())]);
    let props = &through.waves[1][0].leans_on;
    assert_eq!((props.len(), props[0].clause, props[0].status), (1, clause("5.2.1"), NOT));
    assert_eq!(way(&props[0].steps), "5.4.1 > 5.3.1, 5.3.1 > 5.2.1");
    // 9.5 is unanswered: the gap leans on it, and it is no gap.
    let unanswered = plan(&[("9.1", PARTLY), ("9.5", None), ("9.6", NOT)]);
    assert_eq!(waves(&unanswered), [["9.1"], ["9.6"]]);
    let props: Vec<_> =
        unanswered.waves[1][0].leans_on.iter().map(|prop| (prop.clause.to_string(), prop.status)).collect();
    assert_eq!(props, [("9.5".to_owned(), None)]);
    assert_eq!(edges(&unanswered), [("9.1".into(), "9.6".into(), "9.6 > 9.5, 9.5 > 9.1".into())]);
    // Three in a row: the edge that follows from the two others is left out, and each wave has its own points' order.
    let row = plan(&[("9.1", PARTLY), ("9.5", PARTLY), ("9.6", NOT), ("4.1", PARTLY), ("9.3", NOT)]);
    assert_eq!(waves(&row), [vec!["4.1"], vec!["9.1"], vec!["9.5", "9.3"], vec!["9.6"]]);
    let pairs: Vec<_> = row.edges.iter().map(|edge| format!("{} {}", edge.first, edge.then)).collect();
    assert_eq!(pairs, ["4.1 9.1", "9.1 9.3", "9.1 9.5", "9.5 9.6"]);
    // What is not asked carries nothing: 6.2.3 is not asked of class A in edition 1.0.
    let mild = plan_order(&all_met_but("1.0", "A", &[("6.1", NOT), ("6.2.4", NOT)]));
    assert_eq!(waves(&mild), [["6.1", "6.2.4"]]);
    let strict = plan_order(&all_met_but("1.0", "B", &[("6.1", NOT), ("6.2.4", NOT)]));
    assert_eq!(waves(&strict), [["6.1"], ["6.2.4"]]);
    assert!(plan(&[]).waves.is_empty());
}

#[test]
fn the_rule_is_told_with_the_points_that_are_used() {
    with_words();
    assert_eq!(with_words().order.len(), real().order.len());
    for edition in editions() {
        let told = rule(edition).unwrap();
        let lines = |place: usize| {
            told.parts[place].lines.iter().map(|line| (line.what.as_str(), line.points)).collect::<Vec<_>>()
        };
        let components: Vec<_> = told.parts.iter().map(|part| part.component).collect();
        use Component::{Blocking, Class, Dependents, Often, Status};
        assert_eq!(components, [Status, Class, Dependents, Often, Blocking]);
        assert_eq!(lines(0), [("Not met", 20), ("Partly met", 10)]);
        assert_eq!(lines(1), [("Class C", 12), ("Class B", 6), ("Class A", 0)]);
        assert_eq!(lines(2).iter().map(|(_, points)| *points).collect::<Vec<_>>(), [3, 1, 20]);
        assert_eq!((lines(3).len(), lines(4).len()), (8, 7));
        let spots = told.parts.iter().flat_map(|part| &part.lines).flat_map(|line| &line.spots);
        assert!(spots.clone().all(|spot| spot.is_in(edition)));
        let texts: Vec<String> = spots.map(ToString::to_string).collect();
        assert!(["5.2.2 e", "5.8.3", "7.3.3"].iter().all(|wanted| texts.iter().any(|text| text == wanted)));
    }
}

/// What each clause leans on in a scope, as its rows say.
fn rows(of: Scope) -> Vec<(Clause, Clause)> {
    let rows = with_words().order.iter().map(|row| (row.clause, row.on));
    rows.filter(|(one, on)| of.requirement(*one).is_some() && of.requirement(*on).is_some()).collect()
}

#[test]
fn in_both_editions_nothing_leans_on_itself_and_the_order_is_that_of_work() {
    for edition in editions() {
        // Take away again and again what leans on nothing that is left.
        let rows = rows(Scope::new(edition, None, true));
        let mut left: BTreeSet<Clause> = edition.requirements().map(|asked| asked.clause).collect();
        let mut place: BTreeMap<Clause, usize> = BTreeMap::new();
        while !left.is_empty() {
            let free: Vec<Clause> = left
                .iter()
                .copied()
                .filter(|one| !rows.iter().any(|(own, on)| own == one && left.contains(on)))
                .collect();
            assert!(!free.is_empty(), "{left:?} lean on each other in {}", edition.id);
            for one in free {
                left.remove(&one);
                place.insert(one, place.len());
            }
        }
        // What anybody who plans such work would say, whatever the rows are in detail.
        let reaches = |from: &str, to: &str| {
            let mut open = vec![clause(from)];
            let mut seen = BTreeSet::new();
            while let Some(at) = open.pop() {
                open.extend(rows.iter().filter(|(own, on)| *own == at && seen.insert(*on)).map(|(_, on)| *on));
            }
            seen.contains(&clause(to))
        };
        for (later, earlier) in [
            ("4.3", "4.2"),
            ("5.2.1", "5.1.1"),
            ("5.2.3", "7.2.1"),
            ("5.2.6", "5.2.2"),
            ("5.3.1", "5.2.1"),
            ("5.3.6", "5.3.1"),
            ("5.4.2", "5.4.1"),
            ("5.5.5", "5.5.3"),
            ("5.6.3", "5.1.5"),
            ("5.6.3", "5.6.2"),
            ("5.7.1", "5.2.1"),
            ("5.7.4", "5.7.1"),
            ("5.8.1", "5.7.4"),
            ("5.8.1", "7.3.1"),
            ("5.8.2", "5.7.1"),
            ("5.8.2", "9.1"),
            ("5.8.3", "5.8.2"),
            ("5.8.6", "5.8.1"),
            ("6.2.1.1", "6.1"),
            ("6.3.2", "5.8.1"),
            ("7.1.3", "8.1.2"),
            ("7.2.1", "7.1.2"),
            ("7.3.1", "7.2.2"),
            ("7.3.3", "7.3.1"),
            ("8.1.1", "5.1.9"),
            ("9.7", "9.4"),
        ] {
            assert!(reaches(later, earlier), "{later} comes after {earlier} in {}", edition.id);
            assert!(!reaches(earlier, later), "{earlier} comes before {later} in {}", edition.id);
        }
    }
}

/// The order of work as text, for a person to judge.
fn told(assessment: &Assessment) -> String {
    let mut out = String::new();
    for (place, one) in ranked_gaps(assessment).iter().enumerate() {
        let asked = one.gap.requirement;
        let _ = writeln!(out, "{}. {} {}: {} points", place + 1, asked.clause, asked.title, one.points);
        for reason in &one.reasons {
            let _ = writeln!(out, "   {:2} {}", reason.points, reason.sentence);
        }
        let prop = |prop: &iec62304_readiness::assessment::Prop| {
            format!("{}{}", prop.clause, if prop.status.is_none() { " (unanswered)" } else { "" })
        };
        let props: Vec<String> = one.leans_on.iter().map(prop).collect();
        let props = if props.is_empty() { "nothing that is open".to_owned() } else { props.join(", ") };
        let _ = writeln!(out, "   Wave {}, leans on {props}", one.wave);
    }
    let PlanOrder { waves, edges } = plan_order(assessment);
    out.push_str("\nDo this first\n");
    for (place, wave) in waves.iter().enumerate() {
        let _ = writeln!(out, "Wave {}: {}", place + 1, clauses(wave).join(" "));
    }
    out.push_str("\nWhat comes before what\n");
    for edge in edges {
        let why: Vec<&str> = edge.steps.iter().map(|step| step.why).collect();
        let _ = writeln!(out, "{} before {}, {}: {}", edge.first, edge.then, way(&edge.steps), why.join(" "));
    }
    out
}

#[test]
fn the_gaps_of_the_worked_examples_are_kept() {
    with_words();
    for key in ["infusion-pump", "image-viewer", "activity-diary", "legacy-monitor"] {
        snapshots::holds(&format!("gaps-{key}"), &told(&example(key)));
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn every_gap_is_there_once_in_the_order_of_points_and_then_of_clauses(assessment in answered()) {
        with_words();
        let ranked = ranked_gaps(&assessment);
        let key = |one: &Ranked| (std::cmp::Reverse(one.points), one.gap.requirement.clause);
        prop_assert!(ranked.is_sorted_by_key(key));
        let mut own: Vec<Clause> = ranked.iter().map(|one| one.gap.requirement.clause).collect();
        own.sort_unstable();
        let gaps = iec62304_readiness::assessment::gaps(&assessment);
        prop_assert_eq!(own, gaps.iter().map(|gap| gap.requirement.clause).collect::<Vec<_>>());
        let again = ranked_gaps(&assessment);
        prop_assert_eq!(ranked.iter().map(points).collect::<Vec<_>>(), again.iter().map(points).collect::<Vec<_>>());
    }

    #[test]
    fn the_points_are_the_sum_of_the_reasons_and_each_is_one_that_the_rule_tells(assessment in answered()) {
        with_words();
        let told = rule(assessment.edition).unwrap();
        for one in ranked_gaps(&assessment) {
            prop_assert_eq!(one.points, one.reasons.iter().map(|reason| reason.points).sum::<u16>());
            for reason in one.reasons {
                let part = told.parts.iter().find(|part| part.component == reason.component).unwrap();
                let clause = one.gap.requirement.clause;
                let is_told = match reason.component {
                    Component::Dependents => {
                        let [direct, through, most] = [0, 1, 2].map(|place: usize| part.lines[place].points);
                        let sum: u16 = one.carries.iter().map(|up| if up.is_direct { direct } else { through }).sum();
                        reason.points == sum.min(most)
                    }
                    Component::Often | Component::Blocking => part.lines.iter().any(|line| {
                        line.spots.iter().any(|spot| spot.clause == clause)
                            && (line.points, line.says) == (reason.points, reason.sentence.as_str())
                    }),
                    _ => part.lines.iter().any(|line| line.points == reason.points),
                };
                prop_assert!(is_told, "{clause}: {reason:?}");
            }
        }
    }

    /// The law: a gap's points depend on its own answer, on the items it is open for, and on how many requirements that are
    /// not met yet lean on it. So closing another gap takes nothing away but what that one added by leaning on it, and
    /// raises nothing.
    #[test]
    fn closing_a_gap_raises_no_other(assessment in answered(), which in any::<prop::sample::Index>()) {
        let rule = &with_words().ranking;
        let before = ranked_gaps(&assessment);
        prop_assume!(!before.is_empty());
        let closed = before[which.index(before.len())].gap.requirement.clause;
        let mut after = assessment.clone();
        after.answers.insert(closed, Answer { status: Some(Status::Met), ..Answer::default() });
        let after = ranked_gaps(&after);
        prop_assert_eq!(after.len(), before.len() - 1);
        for one in after {
            let same = before.iter().find(|old| old.gap.requirement.clause == one.gap.requirement.clause).unwrap();
            let added = same.carries.iter().find(|up| up.clause == closed);
            let most = added.map_or(0, |up| if up.is_direct { rule.direct } else { rule.through });
            prop_assert!(one.points <= same.points && same.points - one.points <= most);
            prop_assert!(one.wave <= same.wave);
        }
    }

    #[test]
    fn the_waves_respect_every_row_and_the_edges_carry_all_of_the_order(assessment in answered()) {
        with_words();
        let plan = plan_order(&assessment);
        let wave_of: BTreeMap<Clause, u8> =
            plan.waves.iter().flatten().map(|one| (one.gap.requirement.clause, one.wave)).collect();
        prop_assert_eq!(wave_of.len(), ranked_gaps(&assessment).len());
        for (place, wave) in plan.waves.iter().enumerate() {
            prop_assert!(!wave.is_empty() && wave.iter().all(|one| usize::from(one.wave) == place + 1));
            prop_assert!(wave.is_sorted_by_key(|one| (std::cmp::Reverse(one.points), one.gap.requirement.clause)));
        }
        // What every requirement leans on in the end, by the rows alone.
        let rows = rows(assessment.scope());
        let below = |from: Clause, rows: &[(Clause, Clause)]| {
            let (mut open, mut seen) = (vec![from], BTreeSet::new());
            while let Some(at) = open.pop() {
                open.extend(rows.iter().filter(|(own, on)| *own == at && seen.insert(*on)).map(|(_, on)| *on));
            }
            seen
        };
        let edges: Vec<(Clause, Clause)> = plan.edges.iter().map(|edge| (edge.then, edge.first)).collect();
        for (gap, wave) in &wave_of {
            let firsts: BTreeSet<Clause> =
                below(*gap, &rows).into_iter().filter(|one| wave_of.contains_key(one)).collect();
            prop_assert!(firsts.iter().all(|first| wave_of[first] < *wave));
            prop_assert_eq!(*wave, firsts.iter().map(|first| wave_of[first]).max().unwrap_or(0) + 1);
            prop_assert_eq!(&below(*gap, &edges), &firsts, "the edges say what the rows say of {}", gap);
        }
        for edge in &plan.edges {
            prop_assert!(edge.steps.windows(2).all(|pair| pair[0].on == pair[1].clause));
            let ends = (edge.steps.first().map(|step| step.clause), edge.steps.last().map(|step| step.on));
            prop_assert_eq!(ends, (Some(edge.then), Some(edge.first)));
            let others: Vec<_> = edges.iter().copied().filter(|own| *own != (edge.then, edge.first)).collect();
            prop_assert!(!below(edge.then, &others).contains(&edge.first), "no edge follows from others");
        }
    }

    #[test]
    fn what_a_gap_leans_on_is_open_and_what_lies_between_is_not(assessment in answered()) {
        with_words();
        let scope = assessment.scope();
        let is_open = |clause: Clause| {
            let counted = assessment.counted(clause);
            scope.requirement(clause).is_some() && counted.is_none_or(Status::is_gap)
        };
        for one in ranked_gaps(&assessment) {
            for prop in &one.leans_on {
                prop_assert!(is_open(prop.clause));
                prop_assert_eq!(prop.status, assessment.counted(prop.clause));
                let (last, between) = prop.steps.split_last().unwrap();
                prop_assert_eq!(last.on, prop.clause);
                prop_assert!(between.iter().all(|step| !is_open(step.on)));
            }
            prop_assert!(one.carries.iter().all(|up| is_open(up.clause)));
        }
    }
}
