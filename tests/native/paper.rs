//! The report and the statement of applicability of the worked examples, kept beside the tests in every format.
//!
//! After a change: `BLESS=1 cargo test --test native paper`, then read the diff of `tests/native/snapshots`.

use crate::snapshots::holds_as;
use iec62304_readiness::assessment::Assessment;
use iec62304_readiness::exchange::paper::{
    Choice, Made, checks_csv, evidence_csv, gaps_csv, html, markdown, report, requirements_csv, statement,
};
use iec62304_readiness::exchange::{assessment_digest, examples, read_file};

/// The worked example of this name.
pub fn example(key: &str) -> Assessment {
    let path = format!("{}/examples/{key}.iec62304.json", env!("CARGO_MANIFEST_DIR"));
    read_file(&std::fs::read(path).unwrap()).unwrap().assessment
}

/// Made at one moment, of an assessment with this digest.
pub fn made(digest: &str) -> Made<'_> {
    // Gaps are ranked and answers are checked only with the words.
    crate::with_words();
    Made { now: "2026-11-22T13:05:00.000Z", today: "2026-11-22", version: "0.1.0", digest }
}

#[test]
fn the_documents_of_the_worked_examples_are_as_they_were_read() {
    crate::with_words();
    for known in examples() {
        let key = known.key;
        let assessment = example(key);
        let digest = assessment_digest(&assessment);
        let whole = report(&assessment, &Choice::default(), &made(&digest));
        holds_as(&format!("{key}-report.html"), &html(&whole));
        holds_as(&format!("{key}-report.md"), &markdown(&whole));
        let with_letters = Choice { verdicts: true, ..Choice::default() };
        let alone = statement(&assessment, &with_letters, &made(&digest));
        holds_as(&format!("{key}-statement.html"), &html(&alone));
        holds_as(&format!("{key}-statement.md"), &markdown(&alone));
        holds_as(&format!("{key}-requirements.csv"), &requirements_csv(&assessment, &with_letters));
        holds_as(&format!("{key}-gaps.csv"), &gaps_csv(&assessment, &Choice::default()));
        holds_as(&format!("{key}-evidence.csv"), &evidence_csv(&assessment, "2026-11-22"));
        holds_as(&format!("{key}-checks.csv"), &checks_csv(&assessment, "2026-11-22"));
    }
}
