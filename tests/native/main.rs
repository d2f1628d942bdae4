//! The tests of the pure layers, one module a subject. They run natively, in seconds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod accepted; // findings that a person accepted, and the table of all findings
mod actions; // actions: their states and figures, the order of the plan, and what asks for a new assessment
mod ancestry; // what a file grew from, and how two copies stand to each other
mod backup; // everything of a browser as one file, and the reminder to save to a file
mod calendar; // the action plan as a calendar, read back by a reader of its own
mod charts; // the drawings: that they show what is so, all of it, and once
mod check_cases; // where each consistency check fires and where it does not, for `checks`
mod checks; // the consistency checks: which fire, beside which answer, and in what words
mod classification; // the class by reasoning: every way through the questions, what it rests on, the words for it
mod clauses;
mod comparing; // two states side by side: every kind of change, and what must hold for any two // clause numbers: what is one, how they are ordered and written
mod contradictions; // what a person said that cannot all be so: named, and not mended
mod controls; // what the reasons for a class rest on: risk controls that are named, a rationale that follows them
mod damage; // damaged and hostile files: none of them panics, none takes long
mod edition_changes; // an assessment that is taken to another edition, and back
mod editions; // the check of the edition files, fed with mistakes
mod estimates; // estimates of the quick check, which never touch an answer or a count of answers
mod examples; // the worked examples are what they claim, and are written as the page writes them
mod file; // the file: what is written, and that all of it comes back
mod fixtures; // files of every released format version, which stay for ever
mod generate; // arbitrary assessments for the property tests
mod golden; // the facts of both editions, typed a second time
mod items; // software items: their places and classes, answers by item, and what another class would change
mod joining; // a colleague's copy merged: what comes in by itself, what is decided, and that nothing vanishes
mod layers; // the rules of the source: the arrow between the layers, and what no file may hold
mod legacy; // the route for legacy software: whether it is open, its gap analysis, its numbers and words
mod links; // links: every one comes back as it was made, and damaged ones say what is wrong
mod locked; // locked files: what stands around what is locked
mod long_texts; // the check of the long texts, fed with mistakes
mod merging; // two states of one assessment that are brought together
mod merging_work; // actions, acceptances and snapshots of two states that are brought together
mod moved; // snapshots and what moved since, evidence that ran out, answers without any
mod notices; // files that can be read, and what is said of the parts that cannot be used
mod order_drawing; // "Do this first" as a drawing and in words: every gap has its box, every arrow its ends
mod order_files; // the check of what leans on what and of the rule of ranking, fed with mistakes
mod paper; // the report and the statement of applicability of the worked examples, in every format
mod paper_choice; // what a document says first, and that what was not chosen occurs nowhere in it
mod paper_hostile; // texts of any kind in every field come out as text in HTML, Markdown and CSV
mod patches; // JSON Patches, and the content of snapshots
mod plan_csv; // the action plan as a table, read back by a reader of its own
mod ranking; // gaps in the order of their points, the reasons for it, and what leans on what
mod refusals; // files of which nothing can be used
mod register; // the evidence register: each document once, changed everywhere, and as a table
mod reviews; // reviews: writing, signing, coming back to the maker, the numbers of remarks
mod routes; // the addresses of the views
mod rules; // the numbers, and what no answer and no change of scope may do to them
mod schema; // the JSON Schema that describes the file to other programs
mod scrubbing; // copies without secrets: what leaves is nowhere in the file, and the numbers stay
mod small_editions; // a whole set of edition files in a few lines, for `editions` to break
mod snapshots; // longer texts as the page composes them, kept beside the tests
mod snapshots_content; // the content of snapshots: removing one, going back, an assessment of its own, their size
mod source; // Rust source as words with their lines, for `layers`
mod terms; // the terms of the glossary in a text
mod texts; // rules for the words that people type
mod views; // what a person is shown of the answers: filters, search and gaps
mod walk; // the way through the questions to a class
mod words; // the words that the page loads late

/// The page's clause numbers once more, for the build's check that `editions` includes.
#[path = "../../src/standard/clause.rs"]
#[allow(dead_code, reason = "the page uses more of it than the build")]
mod clause;

/// The words that the page loads late, taken as the page takes them.
fn with_words() -> &'static iec62304_readiness::standard::Words {
    use iec62304_readiness::standard::{take_words, words};
    assert!(take_words(include_str!(concat!(env!("OUT_DIR"), "/words.txt")).to_owned()), "they belong together");
    words().unwrap()
}
