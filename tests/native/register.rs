//! The evidence register: each document once, what it serves, and changing it wherever it is cited.
//!
//! What belongs here: rows, places, dates on a day, variants, changes, and the register as a table. Never here: the view.

use crate::generate::{assessment, clause, config};
use iec62304_readiness::assessment::{
    Answer, Assessment, Cited, Dating, DocumentField, Evidence, Item, ItemId, Json, Part, Register, Status,
};
use iec62304_readiness::exchange::paper::evidence_csv;
use iec62304_readiness::exchange::{Sha256, read_file, sha256_hex, write_file};
use iec62304_readiness::standard::{Clause, default_edition};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::Index;

const BEFORE: &str = "2026-03-31T09:00:00.000Z";
const NOW: &str = "2026-11-22T10:00:00.000Z";
const TODAY: &str = "2026-11-22";

fn at(number: &str) -> Clause {
    number.parse().unwrap()
}

/// `Title|number|version|date|expires|link|sha256`, as far as it goes.
fn document(text: &str) -> Evidence {
    let mut evidence = Evidence::default();
    for (field, value) in DocumentField::ALL.into_iter().zip(text.split('|')) {
        value.clone_into(field.of_mut(&mut evidence));
    }
    evidence
}

fn class_c() -> Assessment {
    let mut assessment = Assessment::new("x".to_owned(), default_edition(), BEFORE.to_owned());
    assessment.classification.class = default_edition().class("C");
    assessment
}

/// An assessment with these documents cited for these requirements.
fn with(cited: &[(&str, &str)]) -> Assessment {
    let mut assessment = class_c();
    for (number, text) in cited {
        let answer = assessment.answers.entry(at(number)).or_default();
        answer.evidence.push(document(text));
        answer.changed = BEFORE.to_owned();
    }
    assessment
}

/// The rows in words: the title, what it is cited for, and how many pieces.
fn rows(assessment: &Assessment) -> Vec<(String, Vec<String>, usize)> {
    let words = |place: &Cited| {
        let item = place.item.map(|item| format!(" {item}")).unwrap_or_default();
        format!("{}{item}{}", place.clause, if place.is_asked { "" } else { " kept" })
    };
    let rows = Register::of(assessment).rows;
    rows.iter().map(|row| (row.document.title.clone(), row.places.iter().map(words).collect(), row.pieces)).collect()
}

fn row(title: &str, places: &[&str], pieces: usize) -> (String, Vec<String>, usize) {
    (title.to_owned(), places.iter().map(|place| (*place).to_owned()).collect(), pieces)
}

#[test]
fn what_is_the_same_in_every_field_is_one_row_and_anything_else_is_another() {
    let assessment = with(&[
        ("5.2.1", "Plan|P-1|2"),
        ("5.1.1", " Plan |P-1\t|2"),
        ("5.1.1", "Plan|P-1|3"),
        ("5.1.1", "apple"),
        ("5.1.2", "Zebra|Z"),
        ("5.1.2", "Plan|P-1|2|||https://a.example/"),
        ("5.1.3", "Plan|P-1|2"),
        ("5.1.3", "Plan|P-1|2"),
    ]);
    assert_eq!(
        rows(&assessment),
        [
            row("apple", &["5.1.1"], 1),
            row("Plan", &["5.1.1", "5.1.3", "5.2.1"], 4),
            row("Plan", &["5.1.2"], 1),
            row("Plan", &["5.1.1"], 1),
            row("Zebra", &["5.1.2"], 1),
        ]
    );
    let register = Register::of(&assessment);
    assert_eq!(register.row(&document(" Plan|P-1|3 ")).unwrap().pieces, 1);
    assert_eq!(register.row(&document("Plan|P-1|4")), None);
}

/// Two items: one of class C, one of class A, which 5.4.2 (class C only) is not asked of.
fn divided() -> (Assessment, ItemId, ItemId) {
    let mut assessment = class_c();
    let [dose, lamp] = ["dose", "lamp"].map(|id| ItemId::new(id).unwrap());
    for (id, class, name) in [(dose, "C", "Dose control"), (lamp, "A", "Lamp")] {
        let mut item = Item::new(id, None);
        item.name = name.to_owned();
        item.class = default_edition().class(class);
        item.segregation = "A processor of its own".to_owned();
        assessment.items.push(item);
    }
    (assessment, dose, lamp)
}

#[test]
fn a_place_names_the_item_and_whether_it_is_asked() {
    let (mut assessment, dose, lamp) = divided();
    let answer = assessment.answers.entry(at("5.4.2")).or_default();
    for item in [dose, lamp] {
        answer.edit_part(item, |part| part.evidence.push(document("Design")));
    }
    answer.evidence.push(document("Design"));
    assert_eq!(rows(&assessment), [row("Design", &["5.4.2", "5.4.2 dose", "5.4.2 lamp kept"], 3)]);
    // A legacy requirement is out of scope as a whole, and kept.
    let mut kept = with(&[("4.4.1", "Decision"), ("5.4.2", "Design")]);
    assert_eq!(rows(&kept), [row("Decision", &["4.4.1 kept"], 1), row("Design", &["5.4.2"], 1)]);
    kept.classification.class = default_edition().class("A");
    assert_eq!(rows(&kept), [row("Decision", &["4.4.1 kept"], 1), row("Design", &["5.4.2 kept"], 1)]);
}

#[test]
fn what_has_no_evidence_is_named_unless_it_does_not_apply() {
    let mut assessment = with(&[("5.1.1", "Plan"), ("5.1.2", " | ")]);
    for (number, status, reason) in [
        ("5.1.1", Status::Met, ""),
        ("5.1.2", Status::Met, ""),
        ("5.1.3", Status::PartlyMet, ""),
        ("5.1.4", Status::NotMet, ""),
        ("5.1.5", Status::NotApplicable, "No tools"),
        ("5.1.6", Status::NotApplicable, ""),
    ] {
        let answer = assessment.answers.entry(at(number)).or_default();
        answer.status = Some(status);
        answer.reason = reason.to_owned();
    }
    let register = Register::of(&assessment);
    let claimed: Vec<String> =
        register.bare.iter().filter(|bare| bare.is_claimed()).map(|bare| bare.clause.to_string()).collect();
    // A piece that nobody filled in shows nothing.
    assert_eq!(claimed, ["5.1.2", "5.1.3"]);
    let names = |number| register.bare.iter().any(|bare| bare.clause == at(number));
    assert!(!names("5.1.1") && names("5.1.4") && !names("5.1.5"), "a reason stands in for evidence");
    assert!(names("5.1.6"), "without a reason it is unanswered");
    assert!(!names("4.4.1"), "out of scope");
    // Of 94 requirements in class C one has evidence and one does not apply.
    assert_eq!((register.served, register.bare.len()), (1, 92));
}

#[test]
fn evidence_of_an_item_counts_where_the_item_is_asked() {
    let (mut assessment, dose, lamp) = divided();
    assessment.answers.entry(at("5.4.2")).or_default().edit_part(lamp, |part| part.evidence.push(document("Design")));
    assert!(!assessment.has_evidence(at("5.4.2")), "class A is not asked for it");
    assessment.answers.entry(at("5.4.2")).or_default().edit_part(dose, |part| part.evidence.push(document("Design")));
    assert!(assessment.has_evidence(at("5.4.2")));
}

#[test]
fn the_dates_of_a_document_on_a_day() {
    use Dating::{Expired, ExpiresBeforeDate, ExpiresSoon, InFuture};
    let said = |date: &str, expires: &str| document(&format!("A|||{date}|{expires}")).datings(TODAY);
    for (date, expires, expected) in [
        ("", "", vec![]),
        ("2026-11-22", "", vec![]),
        ("2026-11-23", "", vec![InFuture]),
        ("", "2026-11-21", vec![Expired]),
        ("", "2026-11-22", vec![ExpiresSoon(0)]),
        ("", "2026-11-23", vec![ExpiresSoon(1)]),
        ("", "2027-02-20", vec![ExpiresSoon(90)]),
        ("", "2027-02-21", vec![]),
        ("", "9999-12-31", vec![]),
        ("", "0001-01-01", vec![Expired]),
        ("2026-01-02", "2026-01-01", vec![Expired, ExpiresBeforeDate]),
        ("2028-01-02", "2028-01-01", vec![ExpiresBeforeDate, InFuture]),
        ("2026-01-01", "2026-01-01", vec![Expired]),
        // No days of the calendar.
        ("2026-02-30", "2026-13-01", vec![]),
        ("soon", "x", vec![]),
    ] {
        assert_eq!(said(date, expires), expected, "{date} to {expires}");
    }
    // Leap years, and the turn of a century without one.
    for (today, expires, left) in [
        ("2028-02-28", "2028-03-01", 2),
        ("2027-02-28", "2027-03-01", 1),
        ("2000-02-28", "2000-03-01", 2),
        ("2100-02-28", "2100-03-01", 1),
        ("2026-12-31", "2027-01-01", 1),
        ("2026-11-22", "2027-01-31", 70),
    ] {
        assert_eq!(document(&format!("A||||{expires}")).datings(today), [ExpiresSoon(left)], "{today} to {expires}");
    }
    assert_eq!(
        [Expired, ExpiresSoon(0), ExpiresSoon(1), ExpiresSoon(12), InFuture, ExpiresBeforeDate]
            .map(|it| it.to_string()),
        [
            "Expired",
            "Expires today",
            "Expires tomorrow",
            "Expires in 12 days",
            "Dated in the future",
            "Expires before its date"
        ]
    );
    let register = Register::of(&with(&[("5.1.1", "A||||2026-01-01"), ("5.1.1", "B||||2026-12-01"), ("5.1.1", "C")]));
    assert_eq!(register.dated(TODAY, |it| it == Expired), 1);
    assert_eq!(register.dated(TODAY, |it| matches!(it, ExpiresSoon(_))), 1);
    assert_eq!(register.dated(TODAY, |_| true), 2);
}

/// What is cited in more than one way: what it shares, what differs, and the clauses.
fn variants(cited: &[(&str, &str)]) -> Vec<(DocumentField, Vec<DocumentField>, usize)> {
    let register = Register::of(&with(cited));
    register.variants().into_iter().map(|found| (found.shared, found.differ, found.rows.len())).collect()
}

#[test]
fn one_document_cited_in_several_ways_is_named() {
    use DocumentField::{Link, Number, Title, Version};
    // The number with two versions, also where the case differs.
    assert_eq!(variants(&[("5.1.1", "SRS|S-9|2"), ("5.2.1", "SRS|s-9|3")]), [(Number, vec![Number, Version], 2)]);
    assert_eq!(variants(&[("5.1.1", "SRS|S-9|2"), ("5.2.1", "SRS|S-9|3")]), [(Number, vec![Version], 2)]);
    // The number with two titles.
    assert_eq!(variants(&[("5.1.1", "Plan|P"), ("5.1.2", "Other plan|P")]), [(Number, vec![Title], 2)]);
    // A link here and none there.
    assert_eq!(variants(&[("5.1.1", "Plan|P"), ("5.1.2", "Plan|P||||https://a.example")]), [(Number, vec![Link], 2)]);
    // The title with two numbers, with none here, or with none at all.
    assert_eq!(variants(&[("5.1.1", "Plan|P-1"), ("5.1.2", "PLAN|P-2")]), [(Title, vec![Title, Number], 2)]);
    assert_eq!(variants(&[("5.1.1", "Plan"), ("5.1.2", "Plan|P-2")]), [(Title, vec![Number], 2)]);
    assert_eq!(variants(&[("5.1.1", "Plan||1"), ("5.1.2", "Plan||2")]), [(Title, vec![Version], 2)]);
    // Three in one group.
    let three = [("5.1.1", "A|N|1"), ("5.1.2", "B|N|1"), ("5.1.3", "C|N|2")];
    assert_eq!(variants(&three), [(Number, vec![Title, Version], 3)]);
}

#[test]
fn what_only_says_more_can_be_cited_in_full() {
    let full = |cited: &[(&str, &str)]| {
        let register = Register::of(&with(cited));
        register.variants().iter().map(|found| found.in_full(&register)).collect::<Vec<_>>()
    };
    assert_eq!(
        full(&[("5.1.1", "Plan|P|1"), ("5.1.2", "Plan|P||||https://a.example"), ("5.1.3", "Plan|P")]),
        [Some(document("Plan|P|1|||https://a.example"))]
    );
    assert_eq!(full(&[("5.1.1", "Plan|P|1"), ("5.1.2", "Plan|P|2")]), [None]);
    // In another case it is another word.
    assert_eq!(full(&[("5.1.1", "Plan|P"), ("5.1.2", "plan|P")]), [None]);
}

#[test]
fn different_documents_are_not_named() {
    assert_eq!(variants(&[]), []);
    assert_eq!(variants(&[("5.1.1", "Plan|P"), ("5.1.2", "Plan|P"), ("5.1.3", "Report|R")]), []);
    // No number is not the same number.
    assert_eq!(variants(&[("5.1.1", "Plan"), ("5.1.2", "Report"), ("5.1.2", "|N"), ("5.1.3", "|M")]), []);
}

#[test]
fn a_change_is_made_everywhere_and_stamped_where_it_was_made() {
    let (mut assessment, dose, lamp) = divided();
    let other = document("Other");
    for (number, evidence) in
        [("5.1.1", document(" Plan|P|1 ")), ("5.1.1", other.clone()), ("4.4.1", document("Plan|P|1"))]
    {
        let answer = assessment.answers.entry(at(number)).or_default();
        answer.evidence.push(evidence);
        answer.changed = BEFORE.to_owned();
    }
    assessment
        .answers
        .insert(at("5.1.3"), Answer { evidence: vec![other], changed: BEFORE.to_owned(), ..Answer::default() });
    let split = assessment.answers.entry(at("5.4.2")).or_default();
    split.edit_part(dose, |part| part.evidence.push(document("Plan|P|1")));
    split.edit_part(lamp, |part| part.note = "Nothing".to_owned());
    split.changed = BEFORE.to_owned();
    let kept = vec![("seen".to_owned(), Json::Bool(true))];
    assessment.answers.get_mut(&at("5.1.1")).unwrap().evidence[0].unknown = kept.clone();

    assert_eq!(assessment.change_everywhere(&document("Plan|P|1"), &document("Plan|P|2"), NOW), 3);
    let changed = |number| assessment.answers[&at(number)].changed.as_str();
    assert_eq!(["5.1.1", "4.4.1", "5.4.2", "5.1.3"].map(changed), [NOW, NOW, NOW, BEFORE]);
    let split = &assessment.answers[&at("5.4.2")];
    assert_eq!([dose, lamp].map(|item| split.part(item).unwrap().changed.as_str()), [NOW, ""]);
    let first = &assessment.answers[&at("5.1.1")].evidence[0];
    assert_eq!((first.version.as_str(), first.title.as_str(), &first.unknown), ("2", " Plan", &kept));
    assert_eq!(assessment.changed, NOW);

    // Nothing to change leaves everything as it is.
    let before = assessment.clone();
    let later = "2026-12-01T00:00:00.000Z";
    assert_eq!(assessment.change_everywhere(&document("Plan|P|1"), &document("Plan|P|9"), later), 0);
    assert_eq!(assessment.change_everywhere(&document("Plan|P|2"), &document(" Plan |P|2"), later), 0);
    assert_eq!(assessment.change_everywhere(&document("Plan|P|2"), &document(" |"), later), 0, "that is no document");
    assert_eq!(assessment, before);
}

#[test]
fn two_rows_that_become_the_same_join() {
    let mut assessment =
        with(&[("5.1.1", "Plan||1"), ("5.1.1", "Plan||2"), ("5.1.2", "Plan||1"), ("5.1.3", "Plan||2")]);
    assert_eq!(assessment.change_everywhere(&document("Plan||1"), &document("Plan||2"), NOW), 2);
    assert_eq!(rows(&assessment), [row("Plan", &["5.1.1", "5.1.2", "5.1.3"], 3)]);
    // What this version does not know is not lost: two pieces that each hold something stay two.
    let known = |name: &str| vec![(name.to_owned(), Json::Null)];
    for (ours, theirs, left) in [("", "", 1), ("a", "", 1), ("", "b", 1), ("a", "a", 1), ("a", "b", 2)] {
        let mut assessment = with(&[("5.1.1", "Plan||1"), ("5.1.1", "Plan||2")]);
        let list = &mut assessment.answers.get_mut(&at("5.1.1")).unwrap().evidence;
        for (place, name) in [ours, theirs].into_iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            list[place].unknown = known(name);
        }
        assessment.change_everywhere(&document("Plan||1"), &document("Plan||2"), NOW);
        let list = &assessment.answers[&at("5.1.1")].evidence;
        assert_eq!(list.len(), left, "{ours:?} and {theirs:?}");
        for name in [ours, theirs].into_iter().filter(|name| !name.is_empty()) {
            assert!(list.iter().any(|piece| piece.unknown == known(name)), "{name} is kept");
        }
    }
}

#[test]
fn a_document_is_cited_and_taken_out() {
    let mut assessment = with(&[("5.1.1", "Plan"), ("5.1.2", "Report"), ("5.1.2", "Plan ")]);
    let plan = document(" Plan");
    assert_eq!(assessment.cite(&plan, &[at("5.1.1"), at("5.1.3"), at("5.2.1")], NOW), 2);
    assert_eq!(
        rows(&assessment),
        [row("Plan", &["5.1.1", "5.1.2", "5.1.3", "5.2.1"], 4), row("Report", &["5.1.2"], 1)]
    );
    assert_eq!(assessment.answers[&at("5.1.1")].changed, BEFORE, "it was there");
    assert_eq!(assessment.answers[&at("5.1.3")].changed, NOW);
    assert_eq!(assessment.cite(&document(" "), &[at("5.1.3")], NOW), 0);
    assert_eq!(assessment.remove_evidence(&plan, Some(&[at("5.1.3"), at("9.8")]), NOW), 1);
    assert_eq!(assessment.remove_evidence(&plan, None, NOW), 3);
    assert_eq!(rows(&assessment), [row("Report", &["5.1.2"], 1)]);
    assert_eq!(assessment.remove_evidence(&plan, None, NOW), 0);
}

/// Every list of evidence: of each answer and of each part.
fn lists(assessment: &Assessment) -> Vec<&[Evidence]> {
    let parts = |answer| -> &Vec<Part> {
        let answer: &Answer = answer;
        &answer.parts
    };
    let answers = assessment.answers.values();
    answers
        .flat_map(|answer| {
            std::iter::once(answer)
                .chain(parts(answer).iter().map(|part| &part.answer))
                .map(|one| one.evidence.as_slice())
        })
        .collect()
}

fn pieces(assessment: &Assessment) -> Vec<&Evidence> {
    lists(assessment).into_iter().flatten().collect()
}

/// The assessment without times of answers and without white space around the fields of evidence.
fn timeless(mut assessment: Assessment) -> Assessment {
    let clean = |answer: &mut Answer| {
        answer.changed.clear();
        for piece in &mut answer.evidence {
            let unknown = std::mem::take(&mut piece.unknown);
            *piece = Evidence { unknown, ..piece.cleaned() };
        }
    };
    assessment.changed.clear();
    for answer in assessment.answers.values_mut() {
        clean(answer);
        answer.parts.iter_mut().for_each(|part| clean(&mut part.answer));
    }
    assessment
}

/// Few documents, cited in many places, so that rows have several places.
fn crowded() -> impl Strategy<Value = Assessment> {
    (assessment(), vec((clause(), any::<Index>()), 0..24)).prop_map(|(mut assessment, cited)| {
        let few: [&str; 6] =
            ["Plan|P-1|1", "Plan|P-1|2", " Plan |P-1|1", "Report|R|1|2026-01-01|2027-01-01", "plan", "|P-1"];
        for (clause, which) in cited {
            assessment.answers.entry(clause).or_default().evidence.push(document(which.get::<&str>(&few)));
        }
        assessment
    })
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_piece_of_evidence_is_in_exactly_one_row(assessment in crowded()) {
        let register = Register::of(&assessment);
        let pieces = pieces(&assessment);
        prop_assert_eq!(register.rows.iter().map(|row| row.pieces).sum::<usize>(), pieces.len());
        for piece in pieces {
            let fitting: Vec<_> = register.rows.iter().filter(|row| row.document.is_same_document(piece)).collect();
            prop_assert_eq!(fitting.len(), 1);
            prop_assert_eq!(register.row(piece), fitting.first().copied());
        }
        for pair in register.rows.windows(2) {
            prop_assert!(pair[0].document.register_order(&pair[1].document).is_lt());
        }
    }

    #[test]
    fn changing_and_changing_back_gives_the_same(assessment in crowded(), which in any::<Index>(), title in "[a-z ]{0,9}") {
        let rows = Register::of(&assessment).rows;
        prop_assume!(!rows.is_empty());
        let old = which.get(&rows).clone();
        let new = Evidence { title: format!("New {title}"), version: "17".to_owned(), ..old.document.clone() };
        prop_assume!(Register::of(&assessment).row(&new).is_none() && !old.document.is_blank());
        let mut changed = assessment.clone();
        prop_assert_eq!(changed.change_everywhere(&old.document, &new, NOW), old.pieces);
        let after = Register::of(&changed);
        prop_assert_eq!(after.row(&old.document), None);
        prop_assert_eq!(&after.row(&new).unwrap().places, &old.places);
        prop_assert_eq!(after.rows.len(), rows.len());
        prop_assert_eq!(changed.change_everywhere(&new, &old.document, NOW), old.pieces);
        prop_assert_eq!(timeless(changed), timeless(assessment));
    }

    #[test]
    fn joining_two_rows_loses_no_place(assessment in crowded(), one in any::<Index>(), other in any::<Index>()) {
        let rows = Register::of(&assessment).rows;
        prop_assume!(rows.len() > 1);
        let (one, other) = (one.get(&rows), other.get(&rows));
        prop_assume!(one != other && !other.document.is_blank());
        let mut joined = assessment.clone();
        joined.change_everywhere(&one.document, &other.document, NOW);
        let after = Register::of(&joined);
        prop_assert_eq!(after.rows.len(), rows.len() - 1);
        let row = after.row(&other.document).unwrap();
        for place in one.places.iter().chain(&other.places) {
            prop_assert!(row.places.contains(place));
        }
        for known in rows.iter().filter(|row| row.document != one.document && row.document != other.document) {
            prop_assert_eq!(after.row(&known.document), Some(known));
        }
        // What is not known stays, each member.
        let members = |assessment: &Assessment| {
            let mut members: Vec<String> =
                pieces(assessment).iter().flat_map(|piece| &piece.unknown).map(|member| format!("{member:?}")).collect();
            members.sort();
            members.dedup();
            members
        };
        prop_assert_eq!(members(&joined), members(&assessment));
    }

    #[test]
    fn what_was_cited_can_be_taken_out_again(assessment in crowded(), clauses in btree_set(clause(), 0..6)) {
        let clauses: Vec<Clause> = clauses.into_iter().collect();
        let new = document("Quite another|Q-1");
        let mut cited = assessment.clone();
        prop_assert_eq!(cited.cite(&new, &clauses, NOW), clauses.len());
        prop_assert!(clauses.iter().all(|clause| cited.has_evidence(*clause)));
        prop_assert_eq!(cited.remove_evidence(&new, None, NOW), clauses.len());
        cited.answers.retain(|_, answer| !answer.is_empty());
        let mut before = assessment;
        before.answers.retain(|_, answer| !answer.is_empty());
        prop_assert_eq!(timeless(cited), timeless(before));
    }

    #[test]
    fn a_requirement_is_named_as_bare_exactly_where_nothing_shows_it(assessment in crowded()) {
        let register = Register::of(&assessment);
        for requirement in assessment.scope().requirements() {
            let is_served = register.rows.iter().any(|row| {
                !row.document.is_blank() && row.places.iter().any(|it| it.is_asked && it.clause == requirement.clause)
            });
            let is_off = assessment.counted(requirement.clause) == Some(Status::NotApplicable);
            let is_bare = register.bare.iter().any(|bare| bare.clause == requirement.clause);
            prop_assert_eq!(is_bare, !is_served && !is_off, "{}", requirement.clause);
        }
    }

    #[test]
    fn a_changed_assessment_is_written_and_read_as_any_other(assessment in crowded(), which in any::<Index>()) {
        let rows = Register::of(&assessment).rows;
        prop_assume!(!rows.is_empty());
        let mut changed = assessment;
        changed.change_everywhere(&which.get(&rows).document, &document("Renamed|N-1|4|2026-02-28"), NOW);
        let opened = read_file(write_file(&changed, NOW).as_bytes()).unwrap();
        prop_assert_eq!(Register::of(&opened.assessment), Register::of(&changed));
    }

    #[test]
    fn every_row_has_the_same_number_of_cells(assessment in crowded()) {
        let csv = evidence_csv(&assessment, TODAY);
        let rows = Register::of(&assessment).rows.iter().filter(|row| !row.document.is_blank()).count();
        let cells = cells_of(&csv);
        prop_assert_eq!(cells.len(), rows + 1);
        prop_assert!(cells.iter().all(|row| row.len() == 10));
    }

    #[test]
    fn a_digest_taken_in_pieces_is_that_of_the_whole(pieces in vec("\\PC{0,90}", 0..6)) {
        let mut digest = Sha256::default();
        pieces.iter().for_each(|piece| digest.update(piece.as_bytes()));
        prop_assert_eq!(digest.hex(), sha256_hex(&pieces.concat()));
    }
}

/// A CSV read back, cell by cell, by the rules of RFC 4180 alone.
fn cells_of(csv: &str) -> Vec<Vec<String>> {
    let body = csv.strip_prefix('\u{feff}').unwrap().strip_suffix("\r\n").unwrap();
    let mut rows = vec![vec![]];
    let mut chars = body.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' => {
                let mut cell = String::new();
                loop {
                    match chars.next().unwrap() {
                        '"' if chars.peek() == Some(&'"') => cell.extend(chars.next()),
                        '"' => break,
                        other => cell.push(other),
                    }
                }
                rows.last_mut().unwrap().push(cell);
            }
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(vec![]);
            }
            ',' => {}
            other => panic!("{other:?} between cells"),
        }
    }
    rows
}

#[test]
fn the_register_as_a_table() {
    let (mut assessment, dose, _) = divided();
    let text = "Plan|P-1|1.10|2026-01-02|2026-11-30|https://a.example/p|ab";
    for number in ["5.1.1", "4.4.1"] {
        assessment.answers.entry(at(number)).or_default().evidence.push(document(text));
    }
    assessment.answers.entry(at("5.4.2")).or_default().edit_part(dose, |part| part.evidence.push(document(text)));
    let gone = ItemId::new("gone").unwrap();
    assessment.answers.entry(at("5.4.2")).or_default().edit_part(gone, |part| part.evidence.push(document("=1+1")));
    assessment.answers.entry(at("5.1.2")).or_default().evidence.push(Evidence::default());
    let expected = "\u{feff}\"Title\",\"Document number\",\"Version\",\"Date\",\"Expires\",\"State\",\"Requirements\",\
        \"Kept, out of scope\",\"Link\",\"SHA-256\"\r\n\
        \"'=1+1\",\"\",\"\",\"\",\"\",\"\",\"\",\"Clause 5.4.2 (removed item gone)\",\"\",\"\"\r\n\
        \"Plan\",\"P-1\",\"1.10\",\"2026-01-02\",\"2026-11-30\",\"Expires in 8 days\",\
        \"Clause 5.1.1; 5.4.2 (Dose control)\",\"Clause 4.4.1\",\"https://a.example/p\",\"ab\"\r\n";
    assert_eq!(evidence_csv(&assessment, TODAY), expected);
}

#[test]
fn hostile_words_are_words_in_the_table() {
    let hostile = [
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "a\",\"b\r\nc",
        "\u{202e}gnp.exe",
        "<script>alert(1)</script>",
        "\u{5d0}\u{5d1} \u{4f60}\u{597d} \u{1f469}\u{200d}\u{1f4bb}",
    ];
    for text in hostile {
        let mut assessment = class_c();
        let evidence = Evidence {
            title: text.to_owned(),
            document: text.to_owned(),
            version: text.to_owned(),
            link: text.to_owned(),
            ..Evidence::default()
        };
        assessment.answers.entry(at("5.1.1")).or_default().evidence.push(evidence);
        let rows = cells_of(&evidence_csv(&assessment, TODAY));
        assert_eq!(rows.len(), 2, "{text}");
        for cell in [&rows[1][0], &rows[1][1], &rows[1][2], &rows[1][8]] {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            assert!(!cell.contains('\u{202e}'), "{cell}");
        }
        assert_eq!(rows[1][6], "Clause 5.1.1");
    }
    let long = "x".repeat(10_000);
    let rows = cells_of(&evidence_csv(&with(&[("5.1.1", &long)]), TODAY));
    assert_eq!(rows[1][0], long);
}

#[test]
fn digests_as_published() {
    assert_eq!(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_thousand_documents_take_no_time() {
    let mut assessment = class_c();
    let asked: Vec<Clause> = assessment.scope().requirements().map(|asked| asked.clause).collect();
    for number in 0..4000 {
        let text = format!("Record {}|R-{}|1|2026-01-01", number % 1000, number % 1000);
        assessment.answers.entry(asked[number % asked.len()]).or_default().evidence.push(document(&text));
    }
    let start = std::time::Instant::now();
    let register = Register::of(&assessment);
    assert_eq!((register.rows.len(), register.variants().len()), (1000, 0));
    assert!(start.elapsed().as_millis() < 500, "{:?}", start.elapsed());
}
