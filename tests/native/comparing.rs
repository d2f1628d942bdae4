//! Two states side by side: every kind of change by hand, and what must hold for any two.

use crate::generate::{answered, assessment, config};
use crate::paper::example;
use iec62304_readiness::assessment::{
    Action, ActionId, Answer, Assessment, Change, Comparison, Evidence, Item, ItemId, Letters, Part, Piece, Remark,
    RemarkId, RemarkKind, Review, ReviewId, Secret, Side, Snapshot, Status, Unknown, compare, word_difference,
};
use iec62304_readiness::exchange::paper::{
    Block, ComparisonChoice, Document, Named, comparison, comparison_csv, comparison_summary, html_of_comparison,
    markdown,
};
use iec62304_readiness::standard::{Clause, all_clauses, default_edition, edition};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn empty() -> Assessment {
    Assessment::new("x".to_owned(), default_edition(), "2026-01-01T00:00:00Z".to_owned())
}

fn answer<'a>(assessment: &'a mut Assessment, requirement: &str) -> &'a mut Answer {
    assessment.answers.entry(clause(requirement)).or_default()
}

fn whole(left: &Assessment, right: &Assessment) -> Comparison {
    compare(&Side::whole(left), &Side::whole(right))
}

/// The changes of each requirement that differs.
fn changes(found: &Comparison) -> Vec<(String, Vec<Change>)> {
    found.entries.iter().map(|entry| (entry.clause.to_string(), entry.changes.clone())).collect()
}

/// What becomes of 5.1.1 when an answer goes from one to the other.
fn step(before: impl FnOnce(&mut Answer), after: impl FnOnce(&mut Answer)) -> Vec<Change> {
    let (mut left, mut right) = (empty(), empty());
    before(answer(&mut left, "5.1.1"));
    after(answer(&mut right, "5.1.1"));
    changes(&whole(&left, &right)).into_iter().flat_map(|(_, changes)| changes).collect()
}

fn evidence(title: &str, link: &str) -> Evidence {
    Evidence { title: title.to_owned(), link: link.to_owned(), ..Evidence::default() }
}

#[test]
fn a_status_changes_as_a_person_would_say() {
    use Change::{Answered, Cleared, Closed, Note, Opened};
    use Status::{Met, NotApplicable, NotMet, PartlyMet};
    for (before, after, wanted) in [
        (Some(NotMet), Some(Met), vec![Closed]),
        (Some(PartlyMet), Some(Met), vec![Closed]),
        (Some(Met), Some(PartlyMet), vec![Opened]),
        (Some(NotApplicable), Some(NotMet), vec![Opened]),
        (Some(NotMet), Some(NotApplicable), vec![Closed]),
        (None, Some(Met), vec![Answered]),
        (None, Some(NotMet), vec![Opened, Answered]),
        (Some(Met), None, vec![Cleared]),
        (Some(NotMet), None, vec![Cleared]),
        (Some(NotMet), Some(PartlyMet), vec![Change::Status]),
        (Some(PartlyMet), Some(NotMet), vec![Change::Status]),
        (Some(Met), Some(NotApplicable), vec![Change::Status]),
        (Some(Met), Some(Met), vec![]),
        (None, None, vec![]),
    ] {
        let set = |status: Option<Status>| {
            move |answer: &mut Answer| {
                answer.status = status;
                // The same on both sides: not applicable counts with a reason only.
                answer.reason = "Why".to_owned();
            }
        };
        assert_eq!(step(set(before), set(after)), wanted, "{before:?} to {after:?}");
    }
    // Not applicable without a reason counts as unanswered, and is told all the same.
    let not_applicable = |answer: &mut Answer| answer.status = Some(NotApplicable);
    assert_eq!(step(|_| {}, not_applicable), [Change::Status]);
    assert_eq!(
        step(not_applicable, |answer| {
            answer.status = Some(NotApplicable);
            answer.reason = "No user interface".to_owned();
        }),
        [Answered, Note]
    );
}

#[test]
fn each_kind_of_change_beside_the_status_is_named() {
    let none = |_: &mut Answer| {};
    assert_eq!(step(none, |answer| answer.letters = Letters::default().with('a', true)), [Change::Letters]);
    assert_eq!(step(none, |answer| answer.evidence.push(evidence("Plan", ""))), [Change::Evidence]);
    assert_eq!(step(|answer| answer.note = "Old".to_owned(), |answer| answer.note = "New".to_owned()), [Change::Note]);
    assert_eq!(step(none, |answer| answer.reason = "Why".to_owned()), [Change::Note]);
    assert_eq!(step(none, |answer| answer.follow_up = true), [Change::Mark]);
    assert_eq!(step(|answer| answer.second_look = true, none), [Change::Mark]);
    // When something changed is no change by itself.
    assert_eq!(step(none, |answer| answer.changed = "2026-02-02T00:00:00Z".to_owned()), []);
}

#[test]
fn actions_and_remarks_stand_with_the_requirements_that_they_are_about() {
    let (left, mut right) = (empty(), empty());
    let mut action = Action::new(ActionId::new("a1").unwrap(), vec![clause("5.1.1"), clause("5.7.1")]);
    action.what = "Write the plan".to_owned();
    action.owner = "Zoe".to_owned();
    right.actions.push(action);
    let mut review = Review::new(ReviewId::new("r1").unwrap(), String::new(), "2026-03-01T00:00:00Z");
    review.reviewer = "Ari".to_owned();
    let mut remark = Remark::new(RemarkId::new("m1").unwrap(), clause("5.7.1"));
    (remark.kind, remark.text) = (RemarkKind::Minor, "One test has no result".to_owned());
    review.remarks.push(remark);
    right.reviews.push(review);
    let found = whole(&left, &right);
    let wanted = [("5.1.1", vec![Change::Action]), ("5.7.1", vec![Change::Action, Change::Remark])];
    assert_eq!(changes(&found), wanted.map(|(clause, changes)| (clause.to_owned(), changes)));
    assert_eq!(found.heads.iter().map(|head| head.name).collect::<Vec<_>>(), ["Reviews"]);
    let said = |name: &str| {
        let field = found.entries[1].fields.iter().find(|field| field.name == name).unwrap();
        field.right.as_ref().unwrap()[0].words()
    };
    assert_eq!(said("Actions"), "Write the plan, owner Zoe, priority medium, to do");
    assert_eq!(said("Remarks"), "Minor nonconformity, by Ari, One test has no result");
}

#[test]
fn what_comes_into_scope_and_what_goes_out_is_named_across_classes_and_editions() {
    let (mut left, mut right) = (empty(), empty());
    left.classification.class = default_edition().class("A");
    right.classification.class = default_edition().class("C");
    answer(&mut right, "5.4.2").status = Some(Status::NotMet);
    let found = whole(&left, &right);
    let entry = found.entries.iter().find(|entry| entry.clause == clause("5.4.2")).unwrap();
    assert_eq!(entry.changes, [Change::Opened, Change::CameIn]);
    assert_eq!(found.count(Change::WentOut), 0);
    let back = whole(&right, &left);
    assert_eq!(back.count(Change::WentOut), found.count(Change::CameIn));
    assert_eq!(found.heads.iter().map(|head| head.name).collect::<Vec<_>>(), ["Safety class"]);

    let mut older = empty();
    older.edition = edition("1.0").unwrap();
    let found = whole(&older, &empty());
    assert_eq!(found.heads.iter().map(|head| head.name).collect::<Vec<_>>(), ["Edition"]);
    // 5.2.2 and most others are asked by both and are no difference; 5.7.4 is asked by both editions in class C.
    assert!(found.same > 80, "{}", found.same);
    assert!(
        found
            .entries
            .iter()
            .all(|entry| entry.changes.iter().all(|change| { matches!(change, Change::CameIn | Change::WentOut) }))
    );
}

#[test]
fn each_item_of_a_split_answer_is_shown() {
    let item = |text: &str| ItemId::new(text).unwrap();
    let (mut left, mut right) = (empty(), empty());
    for assessment in [&mut left, &mut right] {
        for (id, name) in [("1", "Pump control"), ("2", "Display")] {
            let mut one = Item::new(item(id), None);
            one.name = name.to_owned();
            assessment.items.push(one);
        }
    }
    let part = |id: &str, status, note: &str| {
        let answer = Answer { status: Some(status), note: note.to_owned(), ..Answer::default() };
        Part { item: item(id), answer }
    };
    answer(&mut left, "5.4.2").parts = vec![part("1", Status::NotMet, ""), part("2", Status::NotMet, "")];
    answer(&mut right, "5.4.2").parts = vec![part("1", Status::NotMet, ""), part("2", Status::Met, "Done")];
    let found = whole(&left, &right);
    let entry = &found.entries[0];
    // The weakest item counts, so the whole stays a gap; the item has moved.
    assert_eq!(entry.changes, [Change::Status, Change::Note]);
    let named: Vec<_> = entry.views.1.items.iter().map(|item| (item.name.as_str(), item.counted)).collect();
    assert_eq!(named, [("Pump control", Some(Status::NotMet)), ("Display", Some(Status::Met))]);
    let note = entry.fields.iter().find(|field| field.name == "Note").unwrap();
    assert_eq!(note.right.as_ref().unwrap()[0].words(), "Display: Done");
    // Another name is a change of the items and of no answer.
    let mut renamed = right.clone();
    renamed.items[1].name = "Screen".to_owned();
    let found = whole(&right, &renamed);
    assert_eq!((found.entries.len(), found.heads.len()), (0, 1));
}

#[test]
fn what_stands_beside_the_requirements_is_compared_too() {
    let left = example("infusion-pump");
    let mut right = left.clone();
    right.title = "Another title".to_owned();
    right.product.version = "9".to_owned();
    right.people.reviewer = "Robin".to_owned();
    right.classification.rationale.push_str(" And more.");
    right.legacy = !left.legacy;
    right.items.clear();
    right.estimates.clear();
    right.set_estimate(clause("5.1"), Some(Some(Status::NotMet)), "");
    right.accept("no-evidence", clause("5.1.1"), "It is there".to_owned(), "");
    let names: Vec<_> = whole(&left, &right).heads.iter().map(|head| head.name).collect();
    for name in [
        "Title",
        "Version",
        "Reviewed by",
        "Why this class",
        "Legacy software",
        "Software items",
        "Accepted findings",
        "Estimates",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert!(!names.contains(&"Organisation"), "{names:?}");
}

#[test]
fn what_a_side_does_not_tell_is_not_known_and_never_removed() {
    let mut left = empty();
    let told = answer(&mut left, "5.1.1");
    told.status = Some(Status::NotMet);
    told.note = "A note".to_owned();
    told.evidence.push(evidence("Plan", "https://example.com/plan"));
    let mut right = left.clone();
    right.title = "Another".to_owned();
    answer(&mut right, "5.1.1").status = Some(Status::Met);

    // An old snapshot.
    let mut snapshot_of = left.clone();
    snapshot_of.take_snapshot("Audit".to_owned(), "2026-02-01T00:00:00Z");
    let old: Snapshot = snapshot_of.snapshots[0].clone();
    let found = compare(&Side::of_snapshot(&old), &Side::whole(&right));
    assert_eq!(changes(&found), [("5.1.1".to_owned(), vec![Change::Closed])]);
    assert!(found.heads.is_empty());
    let note = found.entries[0].fields.iter().find(|field| field.name == "Note").unwrap();
    assert!(note.left.is_none() && note.right.is_some() && !note.is_changed());

    // A short link.
    let found = compare(&Side::statuses_of(&left), &Side::whole(&right));
    assert_eq!(changes(&found), [("5.1.1".to_owned(), vec![Change::Closed])]);

    // Scrubbed copies: what was left out is no change, and the rest is compared.
    let mut scrubbed = right.clone();
    scrubbed.scrubbed = vec![Secret::Notes, Secret::Evidence, Secret::Product];
    let own = answer(&mut scrubbed, "5.1.1");
    own.note.clear();
    own.evidence.clear();
    scrubbed.title.clear();
    assert_eq!(changes(&whole(&left, &scrubbed)), [("5.1.1".to_owned(), vec![Change::Closed])]);
    assert!(whole(&left, &scrubbed).heads.is_empty());
    let mut without_links = left.clone();
    without_links.scrubbed = vec![Secret::Links];
    answer(&mut without_links, "5.1.1").evidence[0].link.clear();
    assert!(whole(&left, &without_links).is_empty());
    answer(&mut without_links, "5.1.1").evidence[0].title = "Another plan".to_owned();
    assert_eq!(changes(&whole(&left, &without_links)), [("5.1.1".to_owned(), vec![Change::Evidence])]);
}

#[test]
fn the_summary_counts_each_requirement_once() {
    let (mut left, mut right) = (empty(), empty());
    for (requirement, before, after) in [
        ("5.1.1", Some(Status::NotMet), Some(Status::Met)),
        ("5.1.2", Some(Status::PartlyMet), Some(Status::Met)),
        ("5.1.3", Some(Status::Met), Some(Status::NotMet)),
        ("5.1.4", None, Some(Status::Met)),
    ] {
        answer(&mut left, requirement).status = before;
        answer(&mut right, requirement).status = after;
    }
    answer(&mut right, "5.1.1").note = "Done".to_owned();
    right.title = "Another".to_owned();
    let found = whole(&left, &right);
    assert_eq!(
        comparison_summary(&found),
        "2 gaps closed, 1 new gap, 1 other requirement changed, 1 other thing changed."
    );
    assert_eq!(found.same, 90);
    assert_eq!(comparison_summary(&whole(&left, &left)), "Nothing differs.");
}

fn pieces(old: &str, new: &str) -> String {
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => text,
        Piece::Gone(text) => format!("[-{text}-]"),
        Piece::New(text) => format!("[+{text}+]"),
    };
    word_difference(old, new).into_iter().map(piece).collect()
}

#[test]
fn the_words_that_changed_are_marked_and_no_others() {
    for (old, new, wanted) in [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "all new", "[+all new+]"),
        ("all gone", "", "[-all gone-]"),
        ("The plan is PL-7.", "The plan is PL-9.", "The plan is PL-[-7-][+9+]."),
        ("One two three four five", "One two 3 4 five", "One two [-three four-][+3 4+] five"),
        ("Tests are written", "Tests are not written", "Tests are [+not +]written"),
        ("Tests are not written", "Tests are written", "Tests are [-not -]written"),
        ("Nothing of this is left", "Wholly other words", "[-Nothing of this is left-][+Wholly other words+]"),
        ("one\ntwo", "one\nnew\ntwo", "one\n[+new\n+]two"),
        ("漢字一二三", "漢字一四三", "漢字一[-二-][+四+]三"),
    ] {
        assert_eq!(pieces(old, new), wanted, "{old:?} to {new:?}");
    }
    // Texts too long for it are told as changed as a whole, at once.
    let (old, new) = ("a b ".repeat(20_000), "b a c ".repeat(20_000));
    assert!(word_difference(&old, &new).len() <= 4);
}

fn named<'a>(side: &'a Side<'a>, name: &'a str) -> Named<'a> {
    Named { side, kind: "File", name, when: "2026-02-01T00:00:00Z", digest: "", cautions: &[] }
}

fn document(left: &Assessment, right: &Assessment, choice: &ComparisonChoice) -> (Document, String) {
    let (left, right) = (Side::whole(left), Side::whole(right));
    let found = compare(&left, &right);
    let (left, right) = (named(&left, "<i>One"), named(&right, "=Other"));
    (comparison(&left, &right, &found, choice, "2026-11-22"), comparison_csv(&left, &right, &found, choice))
}

#[test]
fn the_document_shows_both_sides_marks_words_and_keeps_text_text() {
    let (mut left, mut right) = (empty(), empty());
    answer(&mut left, "5.1.1").note = "The <b>plan</b> is | old".to_owned();
    answer(&mut right, "5.1.1").note = "The <b>plan</b> is | new".to_owned();
    answer(&mut right, "5.1.2").status = Some(Status::Met);
    let (document, csv) = document(&left, &right, &ComparisonChoice::default());
    let html = html_of_comparison(&document);
    assert!(
        html.contains("The &lt;b&gt;plan&lt;/b&gt; is | <span class=\"heard\">[removed: </span><del>old</del>"),
        "{html}"
    );
    assert!(html.contains("<ins>new</ins>") && !html.contains("<b>") && !html.contains("<i>"));
    assert!(html.contains("5.1.2 ") && html.contains("2 of 94 requirements differ; 92 are the same in both."));
    let text = markdown(&document);
    assert!(text.contains("\\[removed: old\\]") && text.contains("\\[added: new\\]"), "{text}");
    assert!(text.contains("| Before | After |"));
    assert!(csv.contains("\"5.1.1\",") && csv.contains("\"The <b>plan</b> is | new\""), "{csv}");
    assert!(csv.contains("\"Note or reason\",\"Note\""), "{csv}");
}

#[test]
fn what_is_filtered_out_is_said() {
    let (left, mut right) = (empty(), empty());
    answer(&mut right, "5.1.1").note = "New".to_owned();
    answer(&mut right, "5.1.2").status = Some(Status::NotMet);
    let choice = ComparisonChoice { hidden: vec![Change::Note], with_same: false };
    let (document, csv) = document(&left, &right, &choice);
    let text = markdown(&document);
    assert!(text.contains("1 of these 2 are shown."), "{text}");
    assert!(text.contains("nothing but: note or reason."), "{text}");
    assert!(text.contains("5.1.2 ") && !text.contains("5.1.1 "), "{text}");
    assert!(!csv.contains("\"5.1.1\""));
    let headings = document.sections.iter().flat_map(|section| &section.blocks);
    assert_eq!(headings.filter(|block| matches!(block, Block::Heading(_))).count(), 1);
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn nothing_differs_from_itself(one in assessment()) {
        let found = whole(&one, &one);
        prop_assert!(found.is_empty(), "{found:?}");
        prop_assert_eq!(found.same, one.statuses().len());
        let mut later = one.clone();
        later.changed = "2030-01-01T00:00:00Z".to_owned();
        later.snapshots.clear();
        prop_assert!(whole(&one, &later).is_empty());
    }

    #[test]
    fn the_other_way_round_is_the_mirror(one in assessment(), other in assessment()) {
        let (there, back) = (whole(&one, &other), whole(&other, &one));
        prop_assert_eq!(there.same, back.same);
        prop_assert_eq!(there.entries.len(), back.entries.len());
        for (there, back) in there.entries.iter().zip(&back.entries) {
            prop_assert_eq!(there.clause, back.clause);
            prop_assert_eq!((&there.views.0, &there.views.1), (&back.views.1, &back.views.0));
            let has = |change| (there.changes.contains(&change), back.changes.contains(&change));
            for (change, mirror) in [(Change::Answered, Change::Cleared), (Change::CameIn, Change::WentOut)] {
                prop_assert_eq!(has(change).0, has(mirror).1);
                prop_assert_eq!(has(change).1, has(mirror).0);
            }
            for change in [Change::Letters, Change::Evidence, Change::Note, Change::Mark, Change::Action, Change::Remark] {
                prop_assert_eq!(has(change).0, has(change).1);
            }
            if has(Change::Closed).0 {
                prop_assert!(has(Change::Opened).1);
            }
            for (there, back) in there.fields.iter().zip(&back.fields) {
                prop_assert_eq!((&there.left, &there.right), (&back.right, &back.left));
            }
        }
        for (there, back) in there.heads.iter().zip(&back.heads) {
            prop_assert_eq!((&there.left, &there.right), (&back.right, &back.left));
        }
    }

    #[test]
    fn every_difference_in_statuses_notes_and_evidence_is_found(mut one in assessment(), mut other in assessment()) {
        (one.scrubbed, other.scrubbed) = (Vec::new(), Vec::new());
        let found = whole(&one, &other);
        let by_clause: BTreeMap<Clause, &[Change]> =
            found.entries.iter().map(|entry| (entry.clause, &entry.changes[..])).collect();
        let none = Answer::default();
        let (before, after) = (one.statuses(), other.statuses());
        for clause in all_clauses() {
            let changes = by_clause.get(&clause).copied().unwrap_or_default();
            let old = one.answers.get(&clause).unwrap_or(&none);
            let new = other.answers.get(&clause).unwrap_or(&none);
            if before.get(&clause) != after.get(&clause) || old.status != new.status {
                prop_assert!(!changes.is_empty(), "status of {clause}");
            }
            let notes = |answer: &Answer| {
                let parts = answer.parts.iter().filter(|part| !(part.answer.note.is_empty() && part.answer.reason.is_empty()));
                parts.map(|part| (part.item, part.answer.note.clone(), part.answer.reason.clone())).collect::<Vec<_>>()
            };
            let differs = (&old.note, &old.reason, notes(old)) != (&new.note, &new.reason, notes(new));
            prop_assert_eq!(differs, changes.contains(&Change::Note), "note of {}", clause);
            let evidence = |answer: &Answer| {
                let own = answer.evidence.iter().map(|one| (None, Evidence { unknown: Unknown::new(), ..one.clone() }));
                let parts = answer.parts.iter().flat_map(|part| part.answer.evidence.iter().map(|one| (Some(part.item), Evidence { unknown: Unknown::new(), ..one.clone() })));
                own.chain(parts).collect::<Vec<_>>()
            };
            prop_assert_eq!(evidence(old) != evidence(new), changes.contains(&Change::Evidence), "evidence of {}", clause);
        }
    }

    #[test]
    fn moved_since_says_the_same_of_statuses(mut one in answered(), mut other in answered()) {
        one.take_snapshot(String::new(), "2026-05-01T00:00:00Z");
        other.snapshots = one.snapshots.clone();
        let moved = other.moved_since(&other.snapshots[0]);
        let found = compare(&Side::of_snapshot(&other.snapshots[0]), &Side::whole(&other));
        for (list, change) in [
            (&moved.closed, Change::Closed),
            (&moved.opened, Change::Opened),
            (&moved.answered, Change::Answered),
            (&moved.cleared, Change::Cleared),
            (&moved.came_in, Change::CameIn),
            (&moved.went_out, Change::WentOut),
        ] {
            let named = found.entries.iter().filter(|entry| entry.changes.contains(&change)).map(|entry| entry.clause);
            prop_assert_eq!(list, &named.collect::<Vec<_>>(), "{:?}", change);
        }
    }

    #[test]
    fn without_what_is_new_it_is_the_old_text_and_without_what_is_gone_the_new_one(
        old in "([a-c ]|\\PC|\n){0,40}", new in "([a-c ]|\\PC|\n){0,40}"
    ) {
        let pieces = word_difference(&old, &new);
        let without = |left_out: fn(&Piece) -> bool| {
            pieces.iter().filter(|piece| !left_out(piece)).map(Piece::text).collect::<String>()
        };
        prop_assert_eq!(without(|piece| matches!(piece, Piece::New(_))), old);
        prop_assert_eq!(without(|piece| matches!(piece, Piece::Gone(_))), new);
        prop_assert!(pieces.iter().all(|piece| !piece.text().is_empty()));
    }

    #[test]
    fn any_two_can_be_put_on_paper(one in assessment(), other in assessment()) {
        let choice = ComparisonChoice { with_same: true, ..ComparisonChoice::default() };
        let (document, csv) = document(&one, &other, &choice);
        prop_assert!(html_of_comparison(&document).ends_with("</html>\n"));
        let is_marked = csv.starts_with('\u{feff}');
        prop_assert!(!markdown(&document).is_empty() && is_marked);
    }
}
