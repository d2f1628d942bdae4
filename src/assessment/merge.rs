//! Bringing together two states of one assessment that grew from the same one, as two open tabs make them.

use super::answer::Answer;
use super::model::Assessment;
use super::review::Review;
use super::snapshot::Snapshot;
use crate::standard::Clause;
use std::collections::BTreeMap;

/// The outcome of [`merge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Both sides' changes together.
    pub assessment: Assessment,
    /// Clauses whose answer differs from ours now, in order.
    pub taken: Vec<Clause>,
    /// Whether anything besides the answers differs from ours now.
    pub head_taken: bool,
}

/// Merges answer by answer, item by item, action by action and so on for every list whose entries have a key, and all
/// the rest as one part.
///
/// Of two answers the later one counts; where the times are equal, the one that differs from `base`, and ours if both do.
/// Time comes before `base`, since a tab may write without having seen our last save: its older answer, or none at all,
/// does not mean that somebody took ours back. An answer that a person empties keeps its time, so it can win.
///
/// Items, estimates, actions, acceptances, snapshots, reviews and decisions on the legacy route have times too, and can be deleted: what one side deleted is gone
/// unless the other side changed it, or did so later than the deleting side did anything. The order of items is that of
/// the later side, with what only the other one has behind. What is left has no time of its own, so there the base comes
/// first. The id is always ours.
#[must_use]
pub fn merge(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merged {
    let mut assessment = ours.clone();
    let mut taken = Vec::new();
    let none = Answer::default();
    for (clause, other) in &theirs.answers {
        let [was, mine] = [base, ours].map(|side| side.answers.get(clause).unwrap_or(&none));
        let is_untouched = mine == was && !is_later(&mine.changed, &other.changed);
        if mine != other && (is_untouched || is_later(&other.changed, &mine.changed)) {
            assessment.answers.insert(*clause, other.clone());
            taken.push(*clause);
        }
    }
    let [was, mine, other] = [base, ours, theirs].map(rest);
    if mine != other && (mine == was || (other != was && is_later(&theirs.changed, &ours.changed))) {
        let mut rest = other;
        rest.id = assessment.id;
        rest.changed = assessment.changed;
        rest.answers = assessment.answers;
        rest.items = assessment.items;
        rest.estimates = assessment.estimates;
        rest.actions = assessment.actions;
        rest.accepted = assessment.accepted;
        rest.snapshots = assessment.snapshots;
        rest.reviews = assessment.reviews;
        rest.legacy_route.decisions = assessment.legacy_route.decisions;
        assessment = rest;
    }
    // The same from either side, so that two tabs do not hand their orders to each other for ever.
    let is_ours_first = is_later(&ours.changed, &theirs.changed);
    let sides = [base, ours, theirs];
    let times = [&ours.changed, &theirs.changed];
    let items = sides.map(|side| &side.items);
    assessment.items = listed(items, times, is_ours_first, |item| item.id.to_string(), |item| &item.changed);
    let estimates = listed(
        sides.map(|side| &side.estimates),
        times,
        true,
        |estimate| estimate.activity.to_string(),
        |estimate| &estimate.changed,
    );
    assessment.estimates = in_order(estimates, |estimate| estimate.activity);
    let actions = sides.map(|side| &side.actions);
    assessment.actions =
        listed(actions, times, is_ours_first, |action| action.id.to_string(), |action| &action.changed);
    let accepted = listed(
        sides.map(|side| &side.accepted),
        times,
        true,
        |accepted| format!("{} {}", accepted.clause, accepted.check),
        |accepted| &accepted.changed,
    );
    assessment.accepted = in_order(accepted, |accepted| (accepted.clause, accepted.check.clone()));
    // A snapshot does not change but for its name, and one that was taken at another time is another one.
    let snapshots = sides.map(|side| &side.snapshots);
    let kept = listed(snapshots, times, true, |snapshot| snapshot.taken.clone(), |snapshot| &snapshot.taken);
    assessment.snapshots = in_order(with_bases(kept, snapshots), |snapshot| snapshot.taken.clone());
    let reviews = sides.map(|side| &side.reviews);
    assessment.reviews = listed(reviews, times, is_ours_first, |review| review.id.to_string(), last_said);
    let decisions = sides.map(|side| &side.legacy_route.decisions);
    let decisions =
        listed(decisions, times, true, |decision| decision.clause.to_string(), |decision| &decision.changed);
    assessment.legacy_route.decisions = in_order(decisions, |decision| decision.clause);
    let latest = if is_later(&theirs.changed, &ours.changed) { theirs } else { ours };
    assessment.changed.clone_from(&latest.changed);
    let head_taken = head(&assessment) != head(ours);
    Merged { assessment, taken, head_taken }
}

/// Merges a list whose entries have a key and a time: one side's first, in their order, then what only the other has.
/// `times` tell when each side changed last.
fn listed<T: Clone + PartialEq>(
    sides: [&Vec<T>; 3],
    times: [&String; 2],
    is_ours_first: bool,
    key: impl Fn(&T) -> String,
    time: impl Fn(&T) -> &str,
) -> Vec<T> {
    let marked = sides.map(|side| side.iter().map(|one| (key(one), time(one))).collect::<Vec<_>>());
    let at = |(side, index): Place| sides.get(side).and_then(|list| list.get(index));
    let chosen = chosen(&marked, times, is_ours_first, &|one, other| at(one) == at(other));
    chosen.into_iter().filter_map(|place| at(place).cloned()).collect()
}

/// Where an entry stands: the side (base, ours, theirs) and the place in its list.
type Place = (usize, usize);

/// Which entries a merged list holds, by their keys and times. Apart from [`listed`], so that it is compiled once.
fn chosen(
    sides: &[Vec<(String, &str)>; 3],
    [our_time, their_time]: [&String; 2],
    is_ours_first: bool,
    is_equal: &dyn Fn(Place, Place) -> bool,
) -> Vec<Place> {
    let [base, ours, theirs] = sides;
    let find = |side: usize, key: &str| {
        let list = sides.get(side)?;
        Some((side, list.iter().position(|(known, _)| known == key)?))
    };
    let time = |(side, index): Place| sides.get(side).and_then(|list| list.get(index)).map_or("", |(_, time)| *time);
    let is_same = |was: Option<Place>, now: Place| was.is_some_and(|was| is_equal(was, now));
    // What one side lacks was deleted there, if it had seen it as it is.
    let is_gone = |was: Option<Place>, left: Place, since: &str| is_same(was, left) && !is_later(time(left), since);
    let (first, then) = if is_ours_first { (ours, theirs) } else { (theirs, ours) };
    let mut merged = Vec::with_capacity(first.len().max(base.len()));
    let is_new = |key: &str| first.iter().all(|(known, _)| known != key);
    for (key, _) in first.iter().chain(then.iter().filter(|(key, _)| is_new(key))) {
        merged.extend(match (find(0, key), find(1, key), find(2, key)) {
            (was, Some(mine), Some(other)) => {
                let is_untouched = is_same(was, mine) && !is_later(time(mine), time(other));
                let is_theirs = is_untouched || is_later(time(other), time(mine));
                Some(if is_theirs { other } else { mine })
            }
            (was, Some(mine), None) => (!is_gone(was, mine, their_time)).then_some(mine),
            (was, None, Some(other)) => (!is_gone(was, other, our_time)).then_some(other),
            (_, None, None) => None,
        });
    }
    merged
}

/// The list in the order of a key; by insertion, since the lists are short and the library's sort is large.
fn in_order<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::with_capacity(list.len());
    for one in list {
        let place = sorted.partition_point(|known| key(known) <= key(&one));
        sorted.insert(place, one);
    }
    sorted
}

/// A snapshot stays while another one builds on it: where one tab removed it and the other one, without having seen that,
/// took the next, the state of that one would be lost with it.
fn with_bases(mut kept: Vec<Snapshot>, sides: [&Vec<Snapshot>; 3]) -> Vec<Snapshot> {
    let mut at = 0;
    while let Some(one) = kept.get(at) {
        let since = one.content.as_ref().map(|content| content.since.as_str()).unwrap_or_default();
        if !since.is_empty() && kept.iter().all(|known| known.taken != since) {
            let base = sides.into_iter().flatten().find(|known| known.taken == since);
            kept.extend(base.cloned());
        }
        at += 1;
    }
    kept
}

/// When a review or any reply in it changed last.
fn last_said(review: &Review) -> &str {
    review.remarks.iter().fold(review.changed.as_str(), |latest, remark| {
        if is_later(&remark.replied, latest) { &remark.replied } else { latest }
    })
}

/// A time in UTC as a text that sorts by time, with or without milliseconds: "Z" would come behind a fraction.
#[must_use]
pub fn sortable(time: &str) -> &str {
    time.trim_end_matches('Z')
}

/// Whether the first of two times in UTC is the later one, with or without milliseconds.
#[must_use]
pub fn is_later(time: &str, than: &str) -> bool {
    sortable(time) > sortable(than)
}

/// All that is not an answer, a time or the id.
fn head(assessment: &Assessment) -> Assessment {
    Assessment { id: String::new(), answers: BTreeMap::new(), changed: String::new(), ..assessment.clone() }
}

/// The head without what is merged entry by entry.
fn rest(assessment: &Assessment) -> Assessment {
    let mut rest = head(assessment);
    rest.items.clear();
    rest.estimates.clear();
    rest.actions.clear();
    rest.accepted.clear();
    rest.snapshots.clear();
    rest.reviews.clear();
    rest.legacy_route.decisions.clear();
    rest
}
