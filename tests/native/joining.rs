//! A colleague's copy merged into an assessment.
//!
//! What belongs here: what comes in by itself, what a person decides, that nothing vanishes and that it does not matter
//! who merges. Never here: two tabs of one browser (`merging`), and what two copies grew from (`ancestry`).

use crate::generate::{assessment, clause, config, evidence};
use iec62304_readiness::assessment::{
    Action, ActionId, Answer, Assessment, Evidence, Item, ItemId, Json, Origin, OriginKind, Part, Remark, RemarkId,
    Review, ReviewId, Secret, Status,
};
use iec62304_readiness::exchange::joining::{
    Choice, Outcome, Refused, bring_together, group_of, label, may_merge, shown, warnings,
};
use iec62304_readiness::exchange::{
    Digest, assessment_digest, diff, keep_snapshot, snapshot_state, state_digest, state_json,
};
use iec62304_readiness::standard::{Clause, default_edition, editions};
use proptest::prelude::*;

const EARLY: &str = "2026-03-31T09:00:00Z";
const LATE: &str = "2026-04-01T09:00:00Z";
const NOW: &str = "2026-04-02T09:00:00Z";

fn small() -> Assessment {
    let mut small = Assessment::new("x-1".to_owned(), default_edition(), EARLY.to_owned());
    "Pump".clone_into(&mut small.title);
    small
}

fn at(text: &str) -> Clause {
    text.parse().unwrap()
}

fn say(assessment: &mut Assessment, clause: &str, time: &str, change: impl FnOnce(&mut Answer)) {
    let answer = assessment.answers.entry(at(clause)).or_default();
    change(answer);
    time.clone_into(&mut answer.changed);
    time.clone_into(&mut assessment.changed);
}

fn merged(base: Option<&Assessment>, ours: &Assessment, theirs: &Assessment, choices: &[(&str, Choice)]) -> Outcome {
    let choices: Vec<(String, Choice)> = choices.iter().map(|(place, choice)| ((*place).to_owned(), *choice)).collect();
    bring_together(base.map(state_json).as_ref(), ours, theirs, &choices).unwrap()
}

fn places(outcome: &Outcome) -> Vec<String> {
    outcome.conflicts.iter().map(|conflict| conflict.place()).collect()
}

fn paper(title: &str) -> Evidence {
    Evidence { title: title.to_owned(), ..Evidence::default() }
}

#[test]
fn what_only_one_side_changed_comes_in_by_itself() {
    let base = small();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", EARLY, |answer| answer.status = Some(Status::Met));
    say(&mut theirs, "5.1.2", LATE, |answer| answer.note = "Planned".to_owned());
    "Acme".clone_into(&mut theirs.organisation);
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(places(&outcome), Vec::<String>::new());
    assert_eq!(outcome.assessment.answers[&at("5.1.1")].status, Some(Status::Met));
    assert_eq!(outcome.assessment.answers[&at("5.1.2")].note, "Planned");
    assert_eq!(outcome.assessment.answers[&at("5.1.2")].changed, LATE);
    assert_eq!(outcome.assessment.organisation, "Acme");
    assert_eq!(outcome.assessment.changed, LATE);
    let taken: Vec<String> = outcome.taken.iter().map(|taken| taken.steps.join(" ")).collect();
    assert_eq!(taken, ["answers 5.1.2", "organisation"]);
}

#[test]
fn in_one_answer_the_note_of_one_and_the_evidence_of_the_other_come_together() {
    let mut base = small();
    say(&mut base, "5.1.1", EARLY, |answer| answer.evidence = vec![paper("A")]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", LATE, |answer| {
        answer.note = "Here".to_owned();
        answer.evidence.push(paper("B"));
    });
    say(&mut theirs, "5.1.1", LATE, |answer| {
        answer.status = Some(Status::PartlyMet);
        answer.evidence.push(paper("C"));
    });
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(places(&outcome), Vec::<String>::new());
    let answer = &outcome.assessment.answers[&at("5.1.1")];
    assert_eq!((answer.status, answer.note.as_str()), (Some(Status::PartlyMet), "Here"));
    assert_eq!(answer.evidence, [paper("A"), paper("B"), paper("C")]);
}

#[test]
fn a_note_that_both_changed_is_decided_by_a_person() {
    let base = small();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", LATE, |answer| answer.note = "Late".to_owned());
    say(&mut theirs, "5.1.1", EARLY, |answer| answer.note = "Early".to_owned());
    for (choice, wanted) in [(Choice::Mine, "Late"), (Choice::Theirs, "Early"), (Choice::Both, "Early\n\nLate")] {
        let outcome = merged(Some(&base), &ours, &theirs, &[("/answers/5.1.1/note", choice)]);
        assert_eq!(places(&outcome), ["/answers/5.1.1/note"]);
        let conflict = &outcome.conflicts[0];
        assert!(conflict.can_keep_both);
        assert_eq!(conflict.times, [LATE, EARLY]);
        assert_eq!(outcome.assessment.answers[&at("5.1.1")].note, wanted);
        // The other one, who sees the sides the other way round.
        let mirrored = match choice {
            Choice::Mine => Choice::Theirs,
            Choice::Theirs => Choice::Mine,
            Choice::Both => Choice::Both,
        };
        let other = merged(Some(&base), &theirs, &ours, &[("/answers/5.1.1/note", mirrored)]);
        assert_eq!(assessment_digest(&other.assessment), assessment_digest(&outcome.assessment));
        let label = label(&conflict.steps, [&state_json(&ours), &state_json(&theirs)]);
        assert_eq!((label.as_str(), group_of(&conflict.steps).as_str()), ("5.1.1: Note", "5.1.1"));
    }
}

#[test]
fn a_status_goes_with_its_letters_and_its_reason() {
    let base = small();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", EARLY, |answer| {
        answer.status = Some(Status::Met);
        answer.letters = answer.letters.with('a', true);
    });
    say(&mut theirs, "5.1.1", LATE, |answer| {
        answer.status = Some(Status::NotApplicable);
        answer.reason = "No software".to_owned();
    });
    let outcome = merged(Some(&base), &ours, &theirs, &[("/answers/5.1.1/status", Choice::Theirs)]);
    assert_eq!(places(&outcome), ["/answers/5.1.1/status"]);
    let answer = &outcome.assessment.answers[&at("5.1.1")];
    assert!(answer.letters.is_empty() && answer.reason == "No software");
    assert_eq!(answer.status, Some(Status::NotApplicable));
    let lines = shown(outcome.conflicts[0].theirs.as_ref().unwrap());
    let line = |label: &str, said: &str| (label.to_owned(), said.to_owned());
    assert_eq!(lines, [line("Status", "Not applicable"), line("Reason", "No software")]);
}

#[test]
fn answers_that_both_split_by_item_are_merged_item_by_item() {
    let [dose, alarm] = ["dose", "alarm"].map(|id| ItemId::new(id).unwrap());
    let part = |item, status| Part { item, answer: Answer { status: Some(status), ..Answer::default() } };
    let mut base = small();
    base.items = [dose, alarm].map(|id| Item::new(id, None)).to_vec();
    say(&mut base, "5.1.1", EARLY, |answer| {
        answer.parts = vec![part(alarm, Status::NotMet), part(dose, Status::NotMet)];
    });
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", LATE, |answer| answer.parts[0] = part(alarm, Status::Met));
    say(&mut theirs, "5.1.1", LATE, |answer| answer.parts[1] = part(dose, Status::Met));
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(places(&outcome), Vec::<String>::new());
    assert_eq!(outcome.assessment.answers[&at("5.1.1")].parts, [part(alarm, Status::Met), part(dose, Status::Met)]);
    // Joined on one side, changed on the other: one thing, and somebody decides.
    say(&mut ours, "5.1.1", LATE, |answer| {
        answer.parts.clear();
        answer.status = Some(Status::Met);
    });
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(places(&outcome), ["/answers/5.1.1/status"]);
}

#[test]
fn what_was_taken_out_here_and_changed_there_is_decided_by_a_person() {
    let id = ActionId::new("a1").unwrap();
    let mut base = small();
    base.actions = vec![Action::new(id, vec![])];
    "Write the plan".clone_into(&mut base.actions[0].what);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.actions.clear();
    assert!(merged(Some(&base), &ours, &theirs, &[]).assessment.actions.is_empty());
    assert!(merged(Some(&base), &theirs, &ours, &[]).assessment.actions.is_empty());
    "Ann".clone_into(&mut theirs.actions[0].owner);
    let kept = merged(Some(&base), &ours, &theirs, &[("/actions/a1", Choice::Theirs)]);
    assert_eq!(places(&kept), ["/actions/a1"]);
    assert_eq!(kept.assessment.actions, theirs.actions);
    assert_eq!(kept.conflicts[0].ours, None);
    let gone = merged(Some(&base), &ours, &theirs, &[("/actions/a1", Choice::Mine)]);
    assert!(gone.assessment.actions.is_empty());
    let label = label(&kept.conflicts[0].steps, [&state_json(&ours), &state_json(&theirs)]);
    assert_eq!(label, "Action \u{201c}Write the plan\u{201d}");
}

#[test]
fn evidence_that_one_mended_stands_beside_what_the_other_added() {
    let mut base = small();
    say(&mut base, "5.1.1", EARLY, |answer| answer.evidence = vec![paper("Plann"), paper("Report")]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", LATE, |answer| answer.evidence[0] = paper("Plan"));
    say(&mut theirs, "5.1.1", LATE, |answer| answer.evidence.push(paper("Review")));
    let evidence = |outcome: &Outcome| outcome.assessment.answers[&at("5.1.1")].evidence.clone();
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(evidence(&outcome), [paper("Report"), paper("Plan"), paper("Review")]);
    // Both mended the same one.
    say(&mut theirs, "5.1.1", LATE, |answer| answer.evidence[0] = paper("The plan"));
    let outcome = merged(Some(&base), &ours, &theirs, &[("/answers/5.1.1/evidence", Choice::Both)]);
    assert_eq!(places(&outcome), ["/answers/5.1.1/evidence"]);
    assert_eq!(evidence(&outcome), [paper("Report"), paper("Plan"), paper("The plan"), paper("Review")]);
}

#[test]
fn without_a_base_nothing_is_taken_away_and_what_differs_is_decided() {
    let (mut ours, mut theirs) = (small(), small());
    say(&mut ours, "5.1.1", EARLY, |answer| answer.status = Some(Status::Met));
    say(&mut ours, "5.1.3", EARLY, |answer| answer.evidence = vec![paper("A"), paper("B")]);
    say(&mut theirs, "5.1.2", LATE, |answer| answer.status = Some(Status::NotMet));
    say(&mut theirs, "5.1.3", LATE, |answer| answer.evidence = vec![paper("A"), paper("C")]);
    "Pump 2".clone_into(&mut theirs.title);
    theirs.classification.class = theirs.edition.class("B");
    let outcome = merged(None, &ours, &theirs, &[]);
    assert_eq!(places(&outcome), ["/title"]);
    assert!(!outcome.conflicts[0].can_keep_both);
    assert_eq!(outcome.assessment.classification.class, theirs.classification.class);
    let answers = &outcome.assessment.answers;
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[&at("5.1.3")].evidence, [paper("A"), paper("B"), paper("C")]);
}

#[test]
fn of_a_copy_for_review_only_the_review_is_taken() {
    let mut ours = small();
    say(&mut ours, "5.1.1", EARLY, |answer| answer.note = "Mine".to_owned());
    let base = ours.clone();
    let mut theirs = ours.clone();
    say(&mut ours, "5.1.1", LATE, |answer| answer.note = "Mine, mended".to_owned());
    say(&mut theirs, "5.1.1", LATE, |answer| answer.note = "Tampered".to_owned());
    let id = ReviewId::new("r1").unwrap();
    let mut review = Review::new(id, String::new(), LATE);
    review.remarks.push(Remark::new(RemarkId::new("m1").unwrap(), at("5.1.1")));
    theirs.reviews.push(review);
    theirs.reviewing = Some(id);
    for base in [Some(&base), None] {
        let outcome = merged(base, &ours, &theirs, &[]);
        assert_eq!(places(&outcome), Vec::<String>::new());
        assert_eq!(outcome.assessment.answers, ours.answers);
        assert_eq!(outcome.assessment.reviews, theirs.reviews);
        assert_eq!(outcome.assessment.reviewing, None);
    }
}

#[test]
fn a_reply_and_what_it_replies_to_come_from_two_people() {
    let mut base = small();
    let mut review = Review::new(ReviewId::new("r1").unwrap(), String::new(), EARLY);
    review.remarks.push(Remark::new(RemarkId::new("m1").unwrap(), at("5.1.1")));
    base.reviews.push(review);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let remark = |side: &mut Assessment, change: fn(&mut Remark)| change(&mut side.reviews[0].remarks[0]);
    remark(&mut ours, |remark| {
        remark.reply = "Done".to_owned();
        remark.closed = true;
        remark.replied = EARLY.to_owned();
    });
    remark(&mut theirs, |remark| {
        remark.text = "Where is it?".to_owned();
        remark.changed = LATE.to_owned();
    });
    let outcome = merged(Some(&base), &ours, &theirs, &[]);
    assert_eq!(places(&outcome), Vec::<String>::new());
    let remark = &outcome.assessment.reviews[0].remarks[0];
    assert_eq!((remark.reply.as_str(), remark.replied.as_str()), ("Done", EARLY));
    assert_eq!((remark.text.as_str(), remark.changed.as_str()), ("Where is it?", LATE));
}

#[test]
fn what_may_not_be_merged_says_what_to_do_instead() {
    let ours = small();
    let with = |change: fn(&mut Assessment)| {
        let mut other = small();
        change(&mut other);
        other
    };
    for (theirs, wanted) in [
        (with(|other| other.id = "y".to_owned()), Refused::Other),
        (with(|other| other.id.clear()), Refused::Other),
        (with(|other| other.example = true), Refused::Example),
        (
            with(|other| other.edition = editions().iter().find(|one| one.id != other.edition.id).unwrap()),
            Refused::Edition,
        ),
        (with(|other| other.scrubbed = vec![Secret::Names]), Refused::Scrubbed),
    ] {
        assert_eq!(may_merge(&ours, &theirs), Err(wanted));
        let (what, remedy) = wanted.words();
        assert!(what.ends_with('.') && remedy.ends_with('.'));
    }
    let scrubbed = with(|other| other.scrubbed = vec![Secret::Names]);
    assert_eq!(may_merge(&scrubbed, &ours), Err(Refused::ScrubbedHere));
    let reviewing = with(|other| other.reviewing = ReviewId::new("r"));
    assert_eq!(may_merge(&reviewing, &ours), Err(Refused::Reviewing));
    assert_eq!(may_merge(&ours, &reviewing), Ok(()));
    let mut copy = with(|other| other.id = "y".to_owned());
    let [id, title, edition, digest] = ["x-1", "", "", ""].map(str::to_owned);
    copy.origin =
        Some(Origin { kind: OriginKind::Copy, id, title, edition, digest, at: String::new(), unknown: vec![] });
    assert_eq!(may_merge(&ours, &copy), Ok(()));
    assert_eq!(may_merge(&copy, &ours), Ok(()));
    assert_eq!(merged(None, &ours, &copy, &[]).assessment.id, "x-1");
}

#[test]
fn what_is_odd_about_a_copy_is_said() {
    let titles = |ours: &Assessment, theirs: &Assessment, digest, saved: &str| -> Vec<&'static str> {
        warnings(ours, theirs, digest, saved, NOW).into_iter().map(|warning| warning.title).collect()
    };
    let (mut ours, mut theirs) = (small(), small());
    assert_eq!(titles(&ours, &theirs, Digest::Fits, EARLY), [""; 0]);
    assert_eq!(titles(&ours, &theirs, Digest::Differs, EARLY), ["The digest of the copy does not fit."]);
    assert_eq!(titles(&ours, &theirs, Digest::Absent, EARLY), ["The copy has no digest."]);
    assert_eq!(titles(&ours, &theirs, Digest::Fits, "2026-05-01T00:00:00Z"), ["The clocks disagree."]);
    say(&mut theirs, "5.1.1", LATE, |answer| answer.note = "N".to_owned());
    assert_eq!(titles(&ours, &theirs, Digest::Fits, EARLY), ["The times in the copy do not fit."]);
    let item = |id: &str, name: &str| {
        let mut item = Item::new(ItemId::new(id).unwrap(), None);
        name.clone_into(&mut item.name);
        item
    };
    ours.items = vec![item("a", "Alarm"), item("c", "Same")];
    theirs.items = vec![item("b", "alarm "), item("c", "Same")];
    assert_eq!(titles(&ours, &theirs, Digest::Fits, LATE), ["Two of the same name."]);
}

#[test]
fn snapshots_of_both_are_there_and_give_back_what_they_were_taken_of() {
    let mut base = small();
    keep_snapshot(&mut base, "Start".to_owned(), EARLY);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    say(&mut ours, "5.1.1", LATE, |answer| answer.note = "Ours".to_owned());
    let our_state = state_digest(&ours);
    keep_snapshot(&mut ours, "Ours".to_owned(), "2026-04-01T10:00:00Z");
    say(&mut theirs, "5.1.2", LATE, |answer| answer.note = "Theirs".to_owned());
    let their_state = state_digest(&theirs);
    keep_snapshot(&mut theirs, "Theirs".to_owned(), "2026-04-01T09:30:00Z");
    theirs.snapshots[0].name = "The start".to_owned();
    let place = "/snapshots/2026-03-31T09:00:00Z/name";
    let one = merged(Some(&base), &ours, &theirs, &[(place, Choice::Theirs)]);
    let other = merged(Some(&base), &theirs, &ours, &[]);
    assert_eq!(places(&one), [place]);
    assert_eq!(assessment_digest(&one.assessment), assessment_digest(&other.assessment));
    let names: Vec<&str> = one.assessment.snapshots.iter().map(|known| known.name.as_str()).collect();
    assert_eq!(names, ["The start", "Theirs", "Ours"]);
    for (time, digest) in
        [(EARLY, state_digest(&small())), ("2026-04-01T09:30:00Z", their_state), ("2026-04-01T10:00:00Z", our_state)]
    {
        let found = snapshot_state(&one.assessment, time).unwrap();
        assert!(found.is_intact);
        assert_eq!(state_digest(&found.assessment), digest);
    }
    let again = merged(Some(&theirs), &one.assessment, &theirs, &[]);
    assert_eq!(assessment_digest(&again.assessment), assessment_digest(&one.assessment));
}

/// One side's changes: which parts come from the other assessment, a bit each.
#[derive(Debug, Clone)]
struct Edits {
    base: Assessment,
    here: Assessment,
    there: Assessment,
    mask: Vec<u8>,
    notes: Vec<(Clause, String, Vec<Evidence>)>,
}

fn edits() -> impl Strategy<Value = Edits> {
    let note = (clause(), "[a-z]{1,9}", proptest::collection::vec(evidence(), 1..3));
    let mask = proptest::collection::vec(0_u8..3, 64);
    // Boxed: three of them are too large for the stack of a test.
    let any = || assessment().boxed();
    (any(), any(), any(), mask, proptest::collection::vec(note, 0..4)).prop_map(
        |(base, mut here, mut there, mask, notes)| {
            for side in [&mut here, &mut there] {
                if side.edition.id != base.edition.id {
                    side.edition = base.edition;
                    side.classification.class = None;
                    side.items.iter_mut().for_each(|item| item.class = None);
                }
                side.id.clone_from(&base.id);
                side.created.clone_from(&base.created);
                side.origin.clone_from(&base.origin);
                side.scrubbed.clone_from(&base.scrubbed);
                (side.example, side.reviewing) = (base.example, None);
                side.snapshots.clear();
            }
            let base = Assessment { reviewing: None, snapshots: vec![], ..base };
            Edits { base, here, there, mask, notes }
        },
    )
}

/// Takes entries over from another list where `is_taken` says so by their keys.
fn mix<T: Clone, K: PartialEq + Clone>(
    list: &mut Vec<T>,
    from: &[T],
    key: impl Fn(&T) -> K,
    mut is_taken: impl FnMut(&K) -> bool,
) {
    list.retain(|one| from.iter().any(|other| key(other) == key(one)) || !is_taken(&key(one)));
    for other in from {
        if is_taken(&key(other)) {
            match list.iter_mut().find(|one| key(one) == key(other)) {
                Some(one) => *one = other.clone(),
                None => list.push(other.clone()),
            }
        }
    }
}

impl Edits {
    /// The base with the changes of one side; no part is changed by both.
    fn side(&self, own: u8) -> Assessment {
        let from = if own == 1 { &self.here } else { &self.there };
        let mut side = self.base.clone();
        let spread = |key: &str| key.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let is_own = |key: &str| self.mask[spread(key) % self.mask.len()] == own;
        if is_own("title") {
            side.title.clone_from(&from.title);
        }
        if is_own("organisation") {
            side.organisation.clone_from(&from.organisation);
        }
        if is_own("product name") {
            side.product.name.clone_from(&from.product.name);
        }
        if is_own("product version") {
            side.product.version.clone_from(&from.product.version);
        }
        if is_own("classification") {
            side.classification.clone_from(&from.classification);
        }
        if is_own("legacy") {
            side.legacy = from.legacy;
        }
        if is_own("unknown") {
            side.unknown.clone_from(&from.unknown);
        }
        mix(&mut side.items, &from.items, |one| one.id.to_string(), |key| is_own(&format!("item {key}")));
        mix(&mut side.actions, &from.actions, |one| one.id.to_string(), |key| is_own(&format!("action {key}")));
        mix(&mut side.reviews, &from.reviews, |one| one.id.to_string(), |key| is_own(&format!("review {key}")));
        mix(&mut side.estimates, &from.estimates, |one| one.activity.to_string(), |key| is_own(&format!("est {key}")));
        side.estimates.sort_by_key(|one| one.activity);
        let key = |one: &iec62304_readiness::assessment::Accepted| format!("{} {}", one.clause, one.check);
        mix(&mut side.accepted, &from.accepted, key, |key| is_own(key));
        side.accepted.sort_by(|one, other| (one.clause, &one.check).cmp(&(other.clause, &other.check)));
        for clause in self.base.answers.keys().chain(from.answers.keys()) {
            if is_own(&format!("answer {clause}")) && self.notes.iter().all(|(noted, ..)| noted != clause) {
                match from.answers.get(clause) {
                    Some(answer) => side.answers.insert(*clause, answer.clone()),
                    None => side.answers.remove(clause),
                };
            }
        }
        // In these answers one side changes the note, the other adds evidence.
        for (place, (clause, note, evidence)) in self.notes.iter().enumerate() {
            if self.notes.iter().take(place).any(|(known, ..)| known == clause) {
                continue;
            }
            let answer = side.answers.entry(*clause).or_default();
            if own == 1 {
                answer.note.clone_from(note);
            } else {
                answer.evidence.extend(evidence.iter().cloned());
            }
        }
        side.changed.clone_from(&from.changed);
        side
    }
}

/// A choice for every conflict, as one person makes it or as the other does who sees the sides the other way round.
fn decided(outcome: &Outcome, mask: &[u8], is_mirrored: bool) -> Vec<(String, Choice)> {
    let choice = |place: &String| match (mask[place.len() % mask.len()], is_mirrored) {
        (0, _) => Choice::Both,
        (1, false) | (2, true) => Choice::Mine,
        _ => Choice::Theirs,
    };
    let keeps_both =
        |place: &String| outcome.conflicts.iter().any(|conflict| conflict.place() == *place && conflict.can_keep_both);
    let places = places(outcome).into_iter();
    places
        .map(|place| {
            let choice = choice(&place);
            let fallback = if is_mirrored { Choice::Theirs } else { Choice::Mine };
            let choice = if choice == Choice::Both && !keeps_both(&place) { fallback } else { choice };
            (place, choice)
        })
        .collect()
}

/// What tells two states apart; nothing where they have the same digest.
fn apart(one: &Assessment, other: &Assessment) -> Json {
    diff(&state_json(one), &state_json(other))
}

fn nothing() -> Json {
    Json::List(vec![])
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn disjoint_changes_come_together_by_themselves_the_same_from_either_side(edits in edits()) {
        let [here, there] = [edits.side(1), edits.side(2)];
        let base = state_json(&edits.base);
        let one = bring_together(Some(&base), &here, &there, &[]).unwrap();
        let other = bring_together(Some(&base), &there, &here, &[]).unwrap();
        prop_assert_eq!(places(&one), Vec::<String>::new());
        prop_assert_eq!(apart(&one.assessment, &other.assessment), nothing());
        // Merging the same again changes nothing, whatever is known of what both grew from.
        for base in [&base, &state_json(&there)] {
            let again = bring_together(Some(base), &one.assessment, &there, &[]).unwrap();
            prop_assert_eq!(places(&again), Vec::<String>::new());
            prop_assert_eq!(apart(&again.assessment, &one.assessment), nothing());
        }
    }

    #[test]
    fn with_a_side_that_changed_nothing_the_other_one_comes_out(edits in edits()) {
        let Edits { base, there, .. } = &edits;
        let state = state_json(base);
        for (ours, theirs) in [(base, there), (there, base), (there, there)] {
            let outcome = bring_together(Some(&state), ours, theirs, &[]).unwrap();
            prop_assert_eq!(places(&outcome), Vec::<String>::new());
            prop_assert_eq!(apart(&outcome.assessment, there), nothing());
            let twice = bring_together(None, there, there, &[]).unwrap();
            prop_assert_eq!(places(&twice), Vec::<String>::new());
            prop_assert_eq!(apart(&twice.assessment, there), nothing());
        }
    }

    #[test]
    fn it_does_not_matter_who_decides(edits in edits(), has_base in any::<bool>()) {
        let Edits { base, here, there, mask, .. } = &edits;
        let base = has_base.then(|| state_json(base));
        let open = bring_together(base.as_ref(), here, there, &[]).unwrap();
        let one = bring_together(base.as_ref(), here, there, &decided(&open, mask, false)).unwrap();
        let other = bring_together(base.as_ref(), there, here, &decided(&open, mask, true)).unwrap();
        prop_assert_eq!(apart(&one.assessment, &other.assessment), nothing());
        // Once it is merged, the other copy holds nothing new.
        let again = bring_together(Some(&state_json(there)), &one.assessment, there, &[]).unwrap();
        prop_assert_eq!(places(&again), Vec::<String>::new());
        prop_assert_eq!(apart(&again.assessment, &one.assessment), nothing());
    }

    #[test]
    fn nothing_vanishes_that_the_other_side_did_not_take_away(edits in edits(), has_base in any::<bool>()) {
        let Edits { base, here, there, .. } = &edits;
        let known = has_base.then(|| state_json(base));
        let open = bring_together(known.as_ref(), here, there, &[]).unwrap();
        let both: Vec<(String, Choice)> = places(&open).into_iter().map(|place| (place, Choice::Both)).collect();
        let outcome = bring_together(known.as_ref(), here, there, &both).unwrap();
        let is_open = |place: String| open.conflicts.iter().any(|one| one.place() == place && !one.can_keep_both);
        let empty = Answer::default();
        let answer = |side: &Assessment, clause| side.answers.get(clause).unwrap_or(&empty).clone();
        for (side, other) in [(here, there), (there, here)] {
            for (clause, said) in &side.answers {
                let (now, was) = (answer(&outcome.assessment, clause), answer(base, clause));
                let elsewhere = answer(other, clause);
                if is_open(format!("/answers/{clause}")) {
                    continue;
                }
                let is_dropped = has_base && was.note == said.note && elsewhere.note != said.note;
                let is_left = is_open(format!("/answers/{clause}/note"));
                prop_assert!(is_dropped || is_left || now.note.contains(said.note.trim()), "{clause}: {:?}", now.note);
                for paper in &said.evidence {
                    let is_dropped = has_base && was.evidence.contains(paper) && !elsewhere.evidence.contains(paper);
                    prop_assert!(is_dropped || now.evidence.contains(paper), "{clause}: {paper:?}");
                }
            }
            for action in &side.actions {
                let has = |list: &[Action]| list.iter().any(|known| known.id == action.id);
                let is_dropped = has_base && has(&base.actions) && !has(&other.actions);
                prop_assert!(is_dropped || has(&outcome.assessment.actions), "{action:?}");
            }
        }
    }
}

#[test]
fn members_that_are_not_known_here_take_part() {
    let base = small();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let text = |text: &str| Json::Text(text.to_owned());
    ours.unknown.push(("mine".to_owned(), text("1")));
    theirs.unknown.push(("theirs".to_owned(), text("2")));
    let entry = |id: &str| Json::Object(vec![("id".to_owned(), text(id))]);
    ours.unknown.push(("future".to_owned(), Json::List(vec![entry("a")])));
    theirs.unknown.push(("future".to_owned(), Json::List(vec![entry("b")])));
    let [one, other] = [merged(Some(&base), &ours, &theirs, &[]), merged(Some(&base), &theirs, &ours, &[])];
    assert_eq!(state_digest(&one.assessment), state_digest(&other.assessment));
    let unknown = |name: &str| one.assessment.unknown.iter().find(|(known, _)| known == name).unwrap().1.clone();
    assert_eq!((unknown("mine"), unknown("theirs")), (text("1"), text("2")));
    assert_eq!(unknown("future"), Json::List(vec![entry("a"), entry("b")]));
}
