//! The tests of the pure layers, one module a subject. They run natively, in seconds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod clauses; // clause numbers: what is one, how they are ordered and written
mod damage; // damaged and hostile files: none of them panics, none takes long
mod editions; // the check of the edition files, fed with mistakes
mod examples; // the worked examples are what they claim, and are written as the page writes them
mod file; // the file: what is written, and that all of it comes back
mod generate; // arbitrary assessments for the property tests
mod golden; // the facts of both editions, typed a second time
mod layers; // the rules of the source: the arrow between the layers, and what no file may hold
mod merging; // two states of one assessment that are brought together
mod notices; // files that can be read, and what is said of the parts that cannot be used
mod refusals; // files of which nothing can be used
mod routes; // the addresses of the views
mod rules; // the numbers, and what no answer and no change of scope may do to them
mod schema; // the JSON Schema that describes the file to other programs
mod small_editions; // a whole set of edition files in a few lines, for `editions` to break
mod source; // Rust source as words with their lines, for `layers`
mod texts; // rules for the words that people type
mod views; // what a person is shown of the answers: filters, search and gaps

/// The page's clause numbers once more, for the build's check that `editions` includes.
#[path = "../../src/standard/clause.rs"]
#[allow(dead_code, reason = "the page uses more of it than the build")]
mod clause;
