//! The report and the statement of applicability: what a document says of an assessment.
//!
//! What belongs here: what goes in, in which order, and what stands before all of it. Each section has a file of its own.
//! Never here: a format (`html`, `markdown`), or a rule about answers (`assessment`).

mod about;
mod action_plan;
mod checks;
mod class;
mod evidence;
mod gaps;
mod glossary;
mod items;
mod judged;
mod legacy;
mod pictures;
mod reviews;
mod statement;
mod summary;
mod tables;

pub use tables::{gaps_csv, requirements_csv};

use super::document::{Document, Fact, Phrase, Section, fact, lines, phrase};
use super::{count, percent};
use crate::assessment::{Assessment, Tally};
use judged::Judged;

/// A part of the report that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    /// Counts, readiness and coverage, by process and activity.
    Summary,
    /// The class and why.
    Classification,
    /// The software items with their classes.
    Items,
    /// The route for legacy software, where it is taken.
    Legacy,
    /// The pictures of the overview.
    Charts,
    /// The statement of applicability.
    Statement,
    /// The gaps, in the order of their rank.
    Gaps,
    /// What contradicts what.
    Checks,
    /// The actions.
    Plan,
    /// The documents and records with their dates.
    Evidence,
    /// What reviewers said, and the replies, where anybody reviewed.
    Review,
    /// What the words mean.
    Glossary,
}

impl Chapter {
    /// Every part, in the order of the report.
    pub const ALL: [Self; 12] = [
        Self::Summary,
        Self::Classification,
        Self::Items,
        Self::Legacy,
        Self::Charts,
        Self::Statement,
        Self::Gaps,
        Self::Checks,
        Self::Plan,
        Self::Evidence,
        Self::Review,
        Self::Glossary,
    ];

    /// A word for it in ids; also the id of its section.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Classification => "classification",
            Self::Items => "items",
            Self::Legacy => "legacy",
            Self::Charts => "charts",
            Self::Statement => "statement",
            Self::Gaps => "gaps",
            Self::Checks => "checks",
            Self::Plan => "plan",
            Self::Evidence => "evidence",
            Self::Review => "review",
            Self::Glossary => "glossary",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Classification => "Software safety class",
            Self::Items => "Software items",
            Self::Legacy => "Legacy software",
            Self::Charts => "Charts",
            Self::Statement => "Statement of applicability",
            Self::Gaps => "Gaps",
            Self::Checks => "Consistency checks",
            Self::Plan => "Action plan",
            Self::Evidence => "Evidence",
            Self::Review => "Review",
            Self::Glossary => "What the words mean",
        }
    }
}

/// What goes into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The parts of the report, in any order; they come in the order of [`Chapter::ALL`].
    pub chapters: Vec<Chapter>,
    /// Notes on answers and actions.
    pub notes: bool,
    /// Who assessed and reviewed, who made remarks, who owns actions, and the organisation.
    pub names: bool,
    /// Where evidence is.
    pub links: bool,
    /// The verdict letters of test laboratories beside each status of the statement of applicability.
    pub verdicts: bool,
}

/// Everything but the verdict letters.
impl Default for Choice {
    fn default() -> Self {
        Self { chapters: Chapter::ALL.to_vec(), notes: true, names: true, links: true, verdicts: false }
    }
}

/// When a document is made, with what, and of which state of the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made<'a> {
    /// The time, ISO 8601 in UTC.
    pub now: &'a str,
    /// The day where the reader is, `2026-11-22`.
    pub today: &'a str,
    /// The version of this tool.
    pub version: &'a str,
    /// The SHA-256 of the assessment, as its file holds it ([`crate::exchange::assessment_digest`]).
    pub digest: &'a str,
}

/// What the sections are made from.
struct Source<'a> {
    assessment: &'a Assessment,
    choice: &'a Choice,
    made: &'a Made<'a>,
    /// Every requirement of the edition, in order.
    judged: Vec<Judged<'a>>,
    total: Tally,
}

impl<'a> Source<'a> {
    fn new(assessment: &'a Assessment, choice: &'a Choice, made: &'a Made<'a>) -> Self {
        let judged = judged::all(assessment);
        let total = Tally::of(judged.iter().filter(|one| one.is_asked).map(|one| one.standing));
        Self { assessment, choice, made, judged, total }
    }

    /// The requirements that are asked, in order.
    fn asked(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.judged.iter().filter(|one| one.is_asked)
    }

    /// A person's name, where names go in.
    fn name<'t>(&self, name: &'t str) -> &'t str {
        if self.choice.names { name } else { "" }
    }

    /// A note, where notes go in.
    fn note<'t>(&self, note: &'t str) -> &'t str {
        if self.choice.notes { note } else { "" }
    }
}

/// The report: one document with the parts that were chosen.
#[must_use]
pub fn report(assessment: &Assessment, choice: &Choice, made: &Made) -> Document {
    let source = Source::new(assessment, choice, made);
    let chapters = Chapter::ALL.into_iter().filter(|chapter| choice.chapters.contains(chapter));
    let mut sections: Vec<Section> = chapters.filter_map(|chapter| section(chapter, &source)).collect();
    sections.push(about::section(&source));
    Document {
        title: phrase().own("Readiness report: ").said(&assessment.display_title()),
        first: first(&source),
        facts: facts(&source),
        sections,
    }
}

/// The statement of applicability alone.
#[must_use]
pub fn statement(assessment: &Assessment, choice: &Choice, made: &Made) -> Document {
    let source = Source::new(assessment, choice, made);
    Document {
        title: phrase().own("Statement of applicability: ").said(&assessment.display_title()),
        first: first(&source),
        facts: facts(&source),
        sections: vec![statement::section(&source), about::section(&source)],
    }
}

/// A part of the report; none where it says nothing, as on the legacy route of software that is not on it.
fn section(chapter: Chapter, source: &Source) -> Option<Section> {
    match chapter {
        Chapter::Summary => Some(summary::section(source)),
        Chapter::Classification => Some(class::section(source)),
        Chapter::Items => Some(items::section(source)),
        Chapter::Legacy => legacy::section(source),
        Chapter::Charts => Some(pictures::section(source)),
        Chapter::Statement => Some(statement::section(source)),
        Chapter::Gaps => Some(gaps::section(source)),
        Chapter::Checks => Some(checks::section(source)),
        Chapter::Plan => Some(action_plan::section(source)),
        Chapter::Evidence => Some(evidence::section(source)),
        Chapter::Review => reviews::section(source),
        Chapter::Glossary => Some(glossary::section(source)),
    }
}

/// What a reader has to know before anything else.
fn first(source: &Source) -> Phrase {
    let total = source.total;
    let (open, all) = (total.unanswered, total.in_scope());
    let example = if source.assessment.example { "This is a worked example: all of it is invented. " } else { "" };
    let state = match open {
        0 => "Every requirement in scope is answered.".to_owned(),
        _ if open == all => {
            format!("Nothing is answered yet: {} not met.", counts_as(open.into(), "all"))
        }
        1 => format!("1 of {all} requirements is unanswered; it counts as not met."),
        _ => format!("{open} of {all} requirements are unanswered; they count as not met."),
    };
    let estimated = match total.estimated() {
        0 => String::new(),
        1 => " 1 of these is estimated, which changes no count.".to_owned(),
        some => format!(" {some} of these are estimated, which changes no count."),
    };
    phrase().strong(format!("{example}{state}{estimated}"))
}

fn counts_as(number: usize, all: &str) -> String {
    if number == 1 { "the 1 requirement counts as".to_owned() } else { format!("{all} {number} requirements count as") }
}

/// What the document is about.
fn facts(source: &Source) -> Vec<Fact> {
    let assessment = source.assessment;
    let product = &assessment.product;
    let mut facts = vec![
        ("Software".into(), lines([phrase().said(&product.name)])),
        ("Version".into(), lines([phrase().said(&product.version)])),
        ("What it does".into(), lines([phrase().said(&product.description)])),
        ("Organisation".into(), lines([phrase().said(source.name(&assessment.organisation))])),
        fact("Standard", assessment.edition.name),
        ("Software safety class".into(), vec![phrase().own(class::class_words(assessment))]),
        ("Assessed by".into(), lines([phrase().said(source.name(&assessment.people.assessor))])),
        ("Reviewed by".into(), lines([phrase().said(source.name(&assessment.people.reviewer))])),
        ("Last changed".into(), lines([time(&assessment.changed)])),
        ("Document made on".into(), lines([phrase().said(source.made.today)])),
    ];
    facts.retain(|(_, says)| !says.is_empty());
    facts
}

/// A time as people read it: `2026-11-22 14:05 UTC`. What is no time comes as it is.
pub(super) fn time(iso: &str) -> Phrase {
    let parts = iso.split_once('T').and_then(|(day, clock)| Some((day, clock.strip_suffix('Z')?.get(..5)?)));
    match parts {
        Some((day, clock)) => phrase().said(&format!("{day} {clock} UTC")),
        None => phrase().said(iso),
    }
}
