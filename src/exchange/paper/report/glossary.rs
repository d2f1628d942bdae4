//! What the words of the report mean.

use super::super::document::{Block, Section, phrase};
use super::Chapter;
use super::Source;
use crate::assessment::Status;

pub(super) fn section(_source: &Source) -> Section {
    let mut section = Section::new(Chapter::Glossary.key(), Chapter::Glossary.label());
    let statuses = [
        (Some(Status::Met), "It is done, and it can be shown."),
        (Some(Status::PartlyMet), "It is begun, or done in part. It counts as half met."),
        (Some(Status::NotMet), "It is not done."),
        (
            Some(Status::NotApplicable),
            "It does not apply here, for the reason that is given. Without a reason it counts as unanswered.",
        ),
        (None, "No status is given. It counts as not met."),
    ];
    let statuses = statuses.map(|(status, means)| phrase().status(status).own(": ").own(means));
    section.blocks.push(Block::List(statuses.into()));
    let words = [
        ("Gap", "A requirement that is partly met or not met."),
        ("Readiness", "Met plus half of partly met, over what applies; in whole percent, rounded down."),
        ("Coverage", "Answered over what applies; in whole percent, rounded down."),
        ("Estimate", "One word for a whole activity, from the quick check. It changes no count and no figure."),
        (
            "Lettered item",
            "A part of a requirement under a letter of its own. What it asks is told here in our words, not in those of the \
             standard.",
        ),
        ("Software item", "A part of the software system. Some answers are given for each item; the weakest counts."),
        ("SOUP", "Software of unknown provenance: ready-made, or without records of its development."),
        ("Expired, Soon", "The end of a document's validity has passed, or comes within 90 days."),
    ];
    section.blocks.push(Block::Facts(words.map(|(word, means)| (word.into(), vec![phrase().own(means)])).into()));
    section
}
