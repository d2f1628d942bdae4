//! Where the document comes from.

use super::super::document::{Section, fact, lines, phrase};
use super::{Source, time};

pub(super) fn section(source: &Source) -> Section {
    let (assessment, made) = (source.assessment, source.made);
    let mut section = Section::new("about", "About this document");
    section.para(phrase().own(
        "This is a readiness self-assessment: the organisation answered the questions itself. Nobody else has checked the \
         answers, and the clauses of the standard are told in other words than its own.",
    ));
    section.facts(vec![
        ("Made at".into(), lines([time(made.now)])),
        fact("Made with", format!("{} {}", env!("CARGO_PKG_NAME"), made.version)),
        ("Assessment".into(), lines([phrase().said(&assessment.id)])),
        ("Last changed".into(), lines([time(&assessment.changed)])),
        fact("SHA-256 of the assessment", made.digest.to_owned()),
    ]);
    section.hint(
        "The digest is the one in the assessment's file, over its canonical form (RFC 8785). A file with the same digest \
         holds the state that this document was made of.",
    );
    section
}
