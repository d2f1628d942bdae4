//! Reviews: what a reviewer may do, what the seal shows, how a review comes back, and the numbers of remarks.

use crate::examples::example;
use crate::generate;
use iec62304_readiness::assessment::{
    Assessment, OriginKind, Remark, RemarkId, RemarkKind, RemarkState, Remarked, Review, ReviewId, Secret, Status,
};
use iec62304_readiness::exchange::{
    Fate, NoReview, ReviewRefusal, Seal, Since, answer_digest, begin_review, check_seal, read_file, seal_of,
    sha256_hex, sign_review, since_reviewed, state_digest, take_review, write_file,
};
use iec62304_readiness::standard::Clause;
use proptest::prelude::*;

const NOON: &str = "2026-11-20T12:00:00.000Z";
const LATER: &str = "2026-11-20T13:00:00.000Z";
const LAST: &str = "2026-11-21T08:00:00.000Z";

fn clause(text: &str) -> Clause {
    text.parse().unwrap()
}

fn review_id(text: &str) -> ReviewId {
    ReviewId::new(text).unwrap()
}

fn remark_id(text: &str) -> RemarkId {
    RemarkId::new(text).unwrap()
}

fn said(id: &str, about: &str, kind: RemarkKind, text: &str) -> Remark {
    Remark { kind, text: text.to_owned(), ..Remark::new(remark_id(id), clause(about)) }
}

/// The maker's assessment, with no review in it yet.
fn maker() -> Assessment {
    Assessment { reviews: Vec::new(), ..example("infusion-pump") }
}

/// A copy for review with a remark on 5.1.1, unsigned.
fn copy_of(maker: &Assessment, id: &str) -> Assessment {
    let mut copy = begin_review(maker, format!("copy-{id}"), review_id(id), NOON).unwrap();
    edit(&mut copy, |review| {
        review.reviewer = "R. Eader".to_owned();
        let mut remark = said("a", "5.1.1", RemarkKind::Minor, "The plan is not approved.");
        remark.of = answer_digest(clause("5.1.1"), maker.answers.get(&clause("5.1.1")));
        assert!(review.add_remark(remark, NOON));
    });
    copy
}

fn edit(copy: &mut Assessment, change: impl FnOnce(&mut Review)) {
    let id = copy.reviewing.unwrap();
    change(copy.reviews.iter_mut().find(|review| review.id == id).unwrap());
}

#[test]
fn a_copy_for_review_has_an_id_of_its_own_and_knows_what_it_is_of() {
    let maker = maker();
    let copy = begin_review(&maker, "copy-1".to_owned(), review_id("r1"), NOON).unwrap();
    let origin = copy.origin.clone().unwrap();
    assert_eq!((copy.id.as_str(), origin.kind, origin.id.as_str()), ("copy-1", OriginKind::Review, maker.id.as_str()));
    assert_eq!((origin.title, origin.digest.as_str()), (maker.display_title(), state_digest(&maker).as_str()));
    let own = copy.own_review().unwrap();
    assert_eq!((own.of.as_str(), own.begun.as_str(), own.remarks.len()), (origin.digest.as_str(), NOON, 0));
    assert_eq!(copy.answers, maker.answers);
    // It survives its file.
    assert_eq!(read_file(write_file(&copy, NOON).as_bytes()).unwrap().assessment, copy);
}

#[test]
fn the_copy_of_a_copy_goes_back_to_the_same_maker() {
    let mut maker = maker();
    let first = copy_of(&maker, "r1");
    let second = begin_review(&first, "copy-2".to_owned(), review_id("r2"), LATER).unwrap();
    assert_eq!(second.origin.as_ref().unwrap().id, maker.id);
    let taken = take_review(&mut maker, &second).unwrap();
    let fates: Vec<_> = taken.iter().map(|one| (one.review.id.to_string(), one.fate)).collect();
    assert_eq!(fates, [("r2".to_owned(), Fate::New), ("r1".to_owned(), Fate::New)]);
    let order: Vec<_> = maker.reviews.iter().map(|review| review.id.to_string()).collect();
    assert_eq!(order, ["r1", "r2"], "in the order in which they began");
}

#[test]
fn what_was_scrubbed_cannot_be_reviewed() {
    let scrubbed = Assessment { scrubbed: vec![Secret::Notes], ..maker() };
    assert_eq!(begin_review(&scrubbed, "x".to_owned(), review_id("r1"), NOON), Err(NoReview::Scrubbed));
}

#[test]
fn a_review_is_signed_by_somebody_with_a_name_and_once() {
    let mut review = Review::new(review_id("r1"), String::new(), NOON);
    assert!(!sign_review(&mut review, LATER));
    review.reviewer = "  ".to_owned();
    assert!(!sign_review(&mut review, LATER));
    assert_eq!(check_seal(&review), Seal::None);
    review.reviewer = "R. Eader".to_owned();
    assert!(sign_review(&mut review, LATER));
    assert_eq!((review.signed.as_str(), check_seal(&review)), (LATER, Seal::Fits));
    assert!(!sign_review(&mut review, LAST), "not twice");
    assert_eq!(review.signed, LATER);
}

#[test]
fn what_is_signed_stays_until_the_signature_is_taken_back() {
    let mut copy = copy_of(&maker(), "r1");
    edit(&mut copy, |review| {
        assert!(sign_review(review, LATER));
        let before = review.clone();
        assert!(!review.add_remark(said("b", "5.1.2", RemarkKind::Agree, ""), LAST));
        assert!(!review.edit_remark(remark_id("a"), LAST, |remark| remark.text.push('!')));
        assert!(!review.remove_remark(remark_id("a"), LAST));
        assert!(!review.edit(LAST, |review| review.summary.push('!')));
        assert_eq!(*review, before);
        review.withdraw_signature(LAST);
        assert_eq!(check_seal(review), Seal::None);
        assert!(review.edit_remark(remark_id("a"), LAST, |remark| remark.text.push('!')));
        assert_eq!(review.remarks[0].text, "The plan is not approved.!");
        assert!(review.remove_remark(remark_id("a"), LAST) && review.remarks.is_empty());
    });
}

#[test]
fn an_edit_signs_nothing_and_no_id_is_used_twice() {
    let mut review = Review::new(review_id("r1"), String::new(), NOON);
    review.edit(LATER, |review| review.signed = LATER.to_owned());
    assert_eq!((check_seal(&review), review.changed.as_str()), (Seal::None, LATER));
    assert!(review.add_remark(said("a", "5.1.1", RemarkKind::Agree, ""), NOON));
    assert!(!review.add_remark(said("a", "5.1.2", RemarkKind::Agree, ""), NOON));
    assert_eq!(review.remarks.len(), 1);
}

/// The seal as `docs/file-format.md` describes it, written out by hand.
#[test]
fn the_seal_is_the_digest_of_what_the_reviewer_said() {
    let mut review = Review::new(review_id("r1"), "0".repeat(64), NOON);
    review.reviewer = "R. \"E\"".to_owned();
    review.remarks.push(Remark { changed: NOON.to_owned(), ..said("a", "5.1.1", RemarkKind::Question, "Où?") });
    review.signed = LATER.to_owned();
    let text = format!(
        "{{\"begun\":\"{NOON}\",\"id\":\"r1\",\"of\":\"{}\",\"remarks\":[{{\"changed\":\"{NOON}\",\"clause\":\"5.1.1\",\
         \"id\":\"a\",\"kind\":\"question\",\"text\":\"Où?\"}}],\"reviewer\":\"R. \\\"E\\\"\",\"signed\":\"{LATER}\"}}",
        "0".repeat(64)
    );
    assert_eq!(seal_of(&review), sha256_hex(&text));
}

/// A change of a signed review.
type Tampering = fn(&mut Review);

#[test]
fn the_seal_shows_every_change_of_the_reviewer_s_words_and_none_of_the_replies() {
    let changes: [(&str, Tampering); 12] = [
        ("id", |review| review.id = review_id("other")),
        ("reviewer", |review| review.reviewer.push(' ')),
        ("role", |review| review.role = "Boss".to_owned()),
        ("summary", |review| review.summary = "Fine".to_owned()),
        ("begun", |review| review.begun = LAST.to_owned()),
        ("signed", |review| review.signed = LAST.to_owned()),
        ("of", |review| review.of = "1".repeat(64)),
        ("kind", |review| review.remarks[0].kind = RemarkKind::Agree),
        ("text", |review| review.remarks[0].text.clear()),
        ("clause", |review| review.remarks[0].clause = clause("5.1.2")),
        ("remark gone", |review| review.remarks.clear()),
        ("seal gone", |review| review.seal.clear()),
    ];
    let mut signed = copy_of(&maker(), "r1").own_review().unwrap().clone();
    assert!(sign_review(&mut signed, LATER));
    for (what, change) in changes {
        let mut other = signed.clone();
        change(&mut other);
        assert_eq!(check_seal(&other), Seal::Broken, "{what}");
    }
    let mut unsigned = signed.clone();
    unsigned.signed.clear();
    assert_eq!(check_seal(&unsigned), Seal::Broken, "a seal without a time");
    let mut replied = signed;
    let remark = &mut replied.remarks[0];
    (remark.reply, remark.closed, remark.replied) = ("Done".to_owned(), true, LAST.to_owned());
    remark.unknown.push(("later".to_owned(), iec62304_readiness::assessment::Json::Null));
    assert_eq!(check_seal(&replied), Seal::Fits);
}

#[test]
fn remarks_are_counted_by_kind_and_by_state_and_agreeing_wants_no_reply() {
    let mut remarks = vec![
        said("a", "5.1.1", RemarkKind::Agree, ""),
        said("b", "5.1.2", RemarkKind::Major, "Missing"),
        said("c", "5.1.2", RemarkKind::Question, "Where?"),
        said("d", "5.1.3", RemarkKind::Major, "Missing too"),
    ];
    remarks[2].reply = "There".to_owned();
    remarks[3].closed = true;
    let counts = Remarked::of(&remarks);
    assert_eq!((counts.kinds, counts.states, counts.total()), ([1, 0, 0, 2, 1], [1, 1, 1], 4));
    assert_eq!(counts.of_kind(RemarkKind::Major), 2);
    assert_eq!(counts.in_state(RemarkState::Answered), 1);
    assert_eq!(counts.kinds_in_words(), "2 major nonconformities, 1 question, 1 agreement");
    assert_eq!(counts.states_in_words(), "1 open, 1 answered, 1 closed");
    assert_eq!(remarks[0].state(), None);
    assert!(remarks[0].is_said() && !said("x", "5.1.1", RemarkKind::Question, " \n").is_said());
    assert_eq!(Remarked::of(&[]).kinds_in_words(), "");
}

#[test]
fn a_review_changes_no_number_of_the_answers() {
    let mut maker = maker();
    let before = maker.tally();
    let copy = copy_of(&maker, "r1");
    assert_eq!(copy.tally(), before);
    take_review(&mut maker, &copy).unwrap();
    assert_eq!((maker.tally(), maker.remarked().total()), (before, 1));
}

#[test]
fn the_maker_replies_and_what_the_reviewer_said_stays() {
    let mut maker = maker();
    let mut copy = copy_of(&maker, "r1");
    edit(&mut copy, |review| assert!(sign_review(review, LATER)));
    take_review(&mut maker, &copy).unwrap();
    maker.reply(review_id("r1"), remark_id("a"), "Approved now.".to_owned(), LAST);
    let (review, remark) = maker.remarks_on(clause("5.1.1")).next().unwrap();
    assert_eq!((remark.state(), remark.replied.as_str()), (Some(RemarkState::Answered), LAST));
    assert_eq!(check_seal(review), Seal::Fits);
    maker.close_remark(review_id("r1"), remark_id("a"), true, LAST);
    assert_eq!(maker.reviews[0].remarks[0].state(), Some(RemarkState::Closed));
    maker.remove_review(review_id("r1"));
    assert_eq!(maker.reviews, []);
}

#[test]
fn a_later_state_of_a_review_counts_and_the_replies_stay() {
    let mut maker = maker();
    let mut copy = copy_of(&maker, "r1");
    edit(&mut copy, |review| assert!(review.add_remark(said("b", "5.1.2", RemarkKind::Question, "Who?"), NOON)));
    take_review(&mut maker, &copy).unwrap();
    maker.reply(review_id("r1"), remark_id("a"), "Approved now.".to_owned(), LATER);
    maker.reply(review_id("r1"), remark_id("b"), "QA.".to_owned(), LATER);
    let older = copy.clone();
    edit(&mut copy, |review| {
        review.edit_remark(remark_id("a"), LAST, |remark| remark.kind = RemarkKind::Major);
        review.remove_remark(remark_id("b"), LAST);
    });
    let taken = take_review(&mut maker, &copy).unwrap();
    assert_eq!(taken[0].fate, Fate::Newer);
    assert_eq!(taken[0].lost.iter().map(|remark| remark.reply.as_str()).collect::<Vec<_>>(), ["QA."]);
    let remarks = &maker.reviews[0].remarks;
    assert_eq!((remarks.len(), remarks[0].kind, remarks[0].reply.as_str()), (1, RemarkKind::Major, "Approved now."));
    let before = maker.clone();
    assert_eq!(take_review(&mut maker, &older).unwrap()[0].fate, Fate::Older);
    assert_eq!(take_review(&mut maker, &copy).unwrap()[0].fate, Fate::Same);
    assert_eq!(maker, before);
}

#[test]
fn a_broken_seal_is_said_and_never_takes_the_place_of_a_sound_one() {
    let mut maker = maker();
    let mut copy = copy_of(&maker, "r1");
    edit(&mut copy, |review| assert!(sign_review(review, LATER)));
    let mut forged = copy.clone();
    edit(&mut forged, |review| {
        review.remarks[0].kind = RemarkKind::Agree;
        review.changed = "2027-01-01T00:00:00.000Z".to_owned();
    });
    let mut other = maker.clone();
    let taken = take_review(&mut other, &forged).unwrap();
    assert_eq!((taken[0].fate, taken[0].seal), (Fate::New, Seal::Broken), "shown, not hidden");
    take_review(&mut maker, &copy).unwrap();
    let before = maker.clone();
    assert_eq!(take_review(&mut maker, &forged).unwrap()[0].fate, Fate::Doubtful);
    assert_eq!(maker, before);
    assert_eq!(take_review(&mut other, &copy).unwrap()[0].fate, Fate::Newer, "the sound one takes its place back");
    assert_eq!(other.reviews, maker.reviews);
}

#[test]
fn what_is_no_review_of_this_is_refused_with_what_to_do() {
    let maker = maker();
    let refused = |maker: &Assessment, copy: &Assessment| {
        let mut after = maker.clone();
        let refusal = take_review(&mut after, copy).unwrap_err();
        assert_eq!(after, *maker);
        refusal
    };
    let copy = copy_of(&maker, "r1");
    assert_eq!(refused(&maker, &maker), ReviewRefusal::NotAReview);
    assert_eq!(refused(&maker, &Assessment { origin: None, ..copy.clone() }), ReviewRefusal::NotAReview);
    assert_eq!(refused(&maker, &Assessment { reviews: vec![], ..copy.clone() }), ReviewRefusal::NotAReview);
    let scrubbed = Assessment { scrubbed: vec![Secret::Names], ..copy.clone() };
    assert_eq!(refused(&maker, &scrubbed), ReviewRefusal::Scrubbed);
    let other = Assessment { id: "other".to_owned(), ..maker.clone() };
    assert_eq!(refused(&other, &copy), ReviewRefusal::Other(maker.display_title()));
    assert_eq!(refused(&copy, &copy_of(&maker, "r2")), ReviewRefusal::NotTheMaker);
    for refusal in [ReviewRefusal::NotAReview, ReviewRefusal::Other("X".to_owned()), ReviewRefusal::Scrubbed] {
        assert!(refusal.to_string().contains(". "), "what, and then what to do: {refusal}");
    }
}

#[test]
fn an_answer_that_changed_since_is_told_by_its_digest_whatever_the_clocks_say() {
    let maker = maker();
    let copy = copy_of(&maker, "r1");
    let review = copy.own_review().unwrap();
    let mut remark = review.remarks[0].clone();
    let mut answer = maker.answers[&clause("5.1.1")].clone();
    assert_eq!(since_reviewed(Some(&answer), review, &remark), Since::Same);
    answer.changed = "2099-01-01T00:00:00Z".to_owned();
    assert_eq!(since_reviewed(Some(&answer), review, &remark), Since::Same, "only stamped");
    answer.note.push('.');
    answer.changed = "2001-01-01T00:00:00Z".to_owned();
    assert_eq!(since_reviewed(Some(&answer), review, &remark), Since::Changed, "by a slow clock");
    // Without a digest the times decide.
    remark.of.clear();
    assert_eq!(since_reviewed(Some(&answer), review, &remark), Since::Same);
    answer.changed = LATER.to_owned();
    assert_eq!(since_reviewed(Some(&answer), review, &remark), Since::Changed);
    assert_eq!(since_reviewed(None, review, &remark), Since::Same);
    let none = Remark { of: answer_digest(clause("5.1.1"), None), ..remark };
    assert_eq!(since_reviewed(None, review, &none), Since::Same);
    assert_eq!(since_reviewed(Some(&answer), review, &none), Since::Changed);
}

#[test]
fn changed_answers_are_counted_when_a_review_comes_back() {
    let mut maker = maker();
    let copy = copy_of(&maker, "r1");
    maker.answers.get_mut(&clause("5.1.1")).unwrap().status = Some(Status::NotMet);
    assert_eq!(take_review(&mut maker, &copy).unwrap()[0].changed, 1);
}

#[test]
fn two_reviews_by_people_of_one_name_are_two() {
    let mut maker = maker();
    for id in ["r1", "r2"] {
        let copy = copy_of(&maker, id);
        take_review(&mut maker, &copy).unwrap();
    }
    assert_eq!(maker.reviews.len(), 2);
    maker.reviews[1].reviewer = " r. EADER".to_owned();
    assert_eq!(maker.reviews.iter().map(|review| maker.namesakes(review)).collect::<Vec<_>>(), [2, 2]);
    maker.reviews[1].reviewer = " ".to_owned();
    assert_eq!(maker.reviews.iter().map(|review| maker.namesakes(review)).collect::<Vec<_>>(), [1, 0]);
}

/// A maker's assessment, and a copy of it with this review, whatever it says.
fn pair(maker: &Assessment, review: &Review) -> Assessment {
    let mut copy = begin_review(maker, "copy".to_owned(), review.id, NOON).unwrap();
    copy.reviews.retain(|known| known.id != review.id);
    copy.reviews.push(review.clone());
    copy
}

/// Reviews of one id and of another.
fn two() -> impl Strategy<Value = [Review; 2]> {
    let some = || generate::reviews().prop_filter_map("one", |reviews| reviews.into_iter().next());
    (some(), some()).prop_map(|(mut one, mut other)| {
        (one.id, other.id) = (review_id("one"), review_id("other"));
        [one, other]
    })
}

proptest! {
    #![proptest_config(generate::config(200))]

    #[test]
    fn two_reviews_come_in_in_any_order_and_any_number_of_times(
        known in generate::reviews(), [one, other] in two(),
    ) {
        let maker = Assessment { reviews: known, ..maker() };
        let copies = [pair(&maker, &one), pair(&maker, &other)];
        // Each copy was made before the other one came back.
        let mut ends = Vec::new();
        for order in [[0, 1, 0, 0], [1, 0, 1, 1]] {
            let mut end = maker.clone();
            for index in order {
                take_review(&mut end, &copies[index]).unwrap();
            }
            prop_assert_eq!(&end.answers, &maker.answers);
            ends.push(end);
        }
        prop_assert_eq!(&ends[0], &ends[1]);
    }

    #[test]
    fn of_two_states_of_one_review_the_same_counts_in_either_order(
        [one, other] in two(), is_signed in any::<bool>(),
    ) {
        let maker = maker();
        let mut other = Review { id: one.id, ..other };
        other.signed.clear();
        other.seal.clear();
        if is_signed {
            sign_review(&mut other, LATER);
        }
        let copies = [pair(&maker, &one), pair(&maker, &other)];
        let end = |order: [usize; 3]| {
            let mut end = maker.clone();
            for index in order {
                take_review(&mut end, &copies[index]).unwrap();
            }
            // Replies are the maker's own; a reviewer's copy has none of them to add.
            end.reviews.iter().map(seal_of).collect::<Vec<_>>()
        };
        prop_assert_eq!(end([0, 1, 0]), end([1, 0, 1]));
    }

    #[test]
    fn no_reply_of_the_maker_is_ever_lost_to_a_later_state(
        [one, other] in two(), reply in "[a-z]{1,9}",
    ) {
        let mut maker = maker();
        let copy = pair(&maker, &one);
        take_review(&mut maker, &copy).unwrap();
        for remark in &one.remarks {
            maker.reply(one.id, remark.id, reply.clone(), LATER);
        }
        let later = Review { id: one.id, remarks: [one.remarks.clone(), other.remarks].concat(), ..other };
        let mut seen = std::collections::BTreeSet::new();
        let remarks = later.remarks.iter().filter(|remark| seen.insert(remark.id)).cloned().collect();
        let copy = pair(&maker, &Review { remarks, ..later });
        take_review(&mut maker, &copy).unwrap();
        for remark in &one.remarks {
            let kept = maker.review(one.id).unwrap().remark(remark.id).unwrap();
            prop_assert_eq!(&kept.reply, &reply);
        }
    }

    #[test]
    fn every_signed_review_keeps_its_seal_through_a_file(assessment in generate::assessment()) {
        let mut assessment = assessment;
        for review in &mut assessment.reviews {
            review.withdraw_signature(NOON);
            review.reviewer.push('R');
            prop_assert!(sign_review(review, LATER));
        }
        let read = read_file(write_file(&assessment, NOON).as_bytes()).unwrap().assessment;
        prop_assert!(read.reviews.iter().all(|review| check_seal(review) == Seal::Fits));
        prop_assert_eq!(read.reviews.len(), assessment.reviews.len());
    }
}

/// What the example says of itself: `BLESS` prints nothing, so the seal and the digests are typed from the message here.
#[test]
fn the_pump_shows_a_signed_review_with_replies() {
    let pump = example("infusion-pump");
    let [review] = pump.reviews.as_slice() else { panic!("one review") };
    for remark in &review.remarks {
        assert_eq!(remark.of, answer_digest(remark.clause, pump.answers.get(&remark.clause)), "{}", remark.clause);
    }
    assert_eq!(review.of.len(), 64);
    assert_eq!(check_seal(review), Seal::Fits, "the seal is {}", seal_of(review));
    let counts = pump.remarked();
    assert_eq!((counts.kinds, counts.states), ([1, 0, 1, 1, 1], [1, 1, 1]));
}

#[test]
fn a_copy_for_review_offers_the_review_documents_to_read_and_handing_over() {
    use iec62304_readiness::app::route::{Place, Route};
    let offered = |path: &str| match Route::parse(&format!("/a/x{path}")) {
        Route::In(_, place) => place.is_for_reviewer(),
        other => panic!("{other:?}"),
    };
    for path in ["/review", "/report", "/statement", "/share"] {
        assert!(offered(path), "{path}");
    }
    let closed = [
        "",
        "/setup",
        "/class",
        "/items",
        "/legacy",
        "/quick",
        "/map",
        "/results",
        "/gaps",
        "/checks",
        "/actions",
        "/evidence",
        "/merge",
        "/snapshots",
        "/compare",
        "/edition",
        "/activity/5.1",
        "/requirement/5.1.1",
        "/list/all",
    ];
    for path in closed {
        assert!(!offered(path), "{path}");
    }
    assert!(Place::Review.is_for_reviewer());
}
