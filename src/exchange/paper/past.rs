//! A state of the past as a document: what stood when a snapshot was taken.
//!
//! What belongs here: what tells a reader that this is the past. Never here: what a report says (`report`).

use super::count;
use super::document::{Document, Fact, lines, phrase};
use super::report::{Chapter, Choice, Made, report};
use crate::assessment::Snapshot;
use crate::exchange::Found;

/// The parts that tell what stood: no charts, findings and words of today.
const CHAPTERS: [Chapter; 7] = [
    Chapter::Summary,
    Chapter::Classification,
    Chapter::Items,
    Chapter::Legacy,
    Chapter::Statement,
    Chapter::Plan,
    Chapter::Evidence,
];

/// The report of a snapshot. `made.today` is the day on which the snapshot was taken, since the dates of evidence are
/// judged as they were; `when` is its time as people here read it.
#[must_use]
pub fn past_paper(snapshot: &Snapshot, found: &Found, when: &str, made: &Made) -> Document {
    let choice = Choice { chapters: CHAPTERS.to_vec(), ..Choice::default() };
    let mut paper = report(&found.assessment, &choice, made);
    paper.title = phrase().own(format!("As it stood on {when}: ")).said(&found.assessment.display_title());
    let mut first = phrase().strong("This is the past: the snapshot ").said(&snapshot.name);
    first = first.strong(format!(" of {when}. The assessment may be another one by now. "));
    if !found.is_intact {
        first = first.strong("This snapshot was changed outside the page: it does not fit its digest. ");
    }
    paper.first = first.and(paper.first);
    // It was not made on the day of the snapshot.
    paper.facts.retain(|(name, _)| name != "Document made on");
    let kept =
        count(found.assessment.answers.values().filter(|answer| !answer.is_empty()).count(), "answer", "answers");
    let mut facts: Vec<Fact> = vec![
        ("Snapshot".into(), lines([phrase().said(&snapshot.name)])),
        ("Taken".into(), lines([phrase().own(when.to_owned())])),
        ("Holds".into(), lines([phrase().own(kept)])),
    ];
    facts.retain(|(_, says)| !says.is_empty());
    facts.append(&mut paper.facts);
    paper.facts = facts;
    paper
}
