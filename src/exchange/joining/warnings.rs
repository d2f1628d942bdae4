//! What a person should know of a copy before it is merged. Nothing of it stops anybody.

use crate::assessment::{Assessment, is_later};
use crate::exchange::report::Digest;

/// Something worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A few words.
    pub title: &'static str,
    /// What is so and what it means, in sentences of ours; names in it are the person's.
    pub what: String,
}

/// Everything worth a look in a copy that was saved at `exported_at`, looked at `now`; times in UTC.
#[must_use]
pub fn warnings(ours: &Assessment, theirs: &Assessment, digest: Digest, exported_at: &str, now: &str) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |title, what: String| found.push(Warning { title, what });
    match digest {
        Digest::Fits => {}
        Digest::Differs => warn(
            "The digest of the copy does not fit.",
            "The file was changed after it was saved, by hand, by another program, or on the way. Look at each change \
             before you merge."
                .to_owned(),
        ),
        Digest::Absent => {
            warn("The copy has no digest.", "Nobody can tell whether the file was changed on the way.".to_owned())
        }
    }
    let is_after = |time: &str, than: &str| !time.is_empty() && !than.is_empty() && is_later(time, than);
    let latest = latest(theirs);
    if is_after(exported_at, now) || is_after(&latest, now) {
        warn(
            "The clocks disagree.",
            "Times in the copy lie in the future: the clock of one of the two computers is wrong. Merging goes by what \
             changed and not by times, so nothing is lost; but the times shown may mislead."
                .to_owned(),
        );
    }
    if is_after(&latest, exported_at) {
        warn(
            "The times in the copy do not fit.",
            "Something in it changed after the file was saved, as it says. A clock was wrong, or the file was changed by \
             hand."
                .to_owned(),
        );
    }
    let mut clash = |what: &str, names: Vec<String>, then: &str| {
        if !names.is_empty() {
            let names = names.join(", ");
            warn("Two of the same name.", format!("Both have {what} of their own named {names}. {then}"));
        }
    };
    let rename = "Both stay; rename one or take one out afterwards.";
    let items =
        |side: &Assessment| side.items.iter().map(|item| (item.id.to_string(), item.name.clone())).collect::<Vec<_>>();
    clash("a software item", same_names(&items(ours), &items(theirs)), rename);
    let snapshots = |side: &Assessment| {
        side.snapshots.iter().map(|known| (known.taken.clone(), known.name.clone())).collect::<Vec<_>>()
    };
    clash("a snapshot", same_names(&snapshots(ours), &snapshots(theirs)), "Both stay; their times tell them apart.");
    let reviews = |side: &Assessment| {
        side.reviews.iter().map(|review| (review.id.to_string(), review.reviewer.clone())).collect::<Vec<_>>()
    };
    clash(
        "a review",
        same_names(&reviews(ours), &reviews(theirs)),
        "Both stay. Ask whether one person gave both, or two people have the same name.",
    );
    found
}

/// Names that both sides gave to something that the other does not have.
fn same_names(ours: &[(String, String)], theirs: &[(String, String)]) -> Vec<String> {
    let is_new = |key: &str, other: &[(String, String)]| other.iter().all(|(known, _)| known != key);
    let mut names: Vec<String> = Vec::new();
    for (_, name) in theirs.iter().filter(|(key, name)| !name.trim().is_empty() && is_new(key, ours)) {
        let is_taken =
            |(key, known): &(String, String)| is_new(key, theirs) && known.trim().eq_ignore_ascii_case(name.trim());
        let quoted = format!("\u{201c}{}\u{201d}", name.trim());
        if ours.iter().any(is_taken) && !names.contains(&quoted) {
            names.push(quoted);
        }
    }
    names
}

/// The latest time in it.
fn latest(assessment: &Assessment) -> String {
    let answers = assessment.answers.values().map(|answer| &answer.changed);
    let actions = assessment.actions.iter().map(|action| &action.changed);
    let mut latest = assessment.changed.clone();
    for time in answers.chain(actions) {
        if is_later(time, &latest) {
            latest.clone_from(time);
        }
    }
    latest
}
