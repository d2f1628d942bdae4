//! The address of every view. Pure, so that it is tested without a browser.

use crate::assessment::Filter;
use crate::standard::Clause;

/// A view, as the address after `#` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// `/`: your assessments, new, open a file, worked examples.
    Start,
    /// `/new`: set-up of an assessment that is not stored yet.
    New,
    /// `/open`: open a file.
    Open,
    /// `/about`: what this is and is not.
    About,
    /// `/quick`: the quick check of an assessment that is not stored yet.
    NewQuick,
    /// `/orientation`: how the standard works, without an assessment; `/orientation/classes` at one of its topics.
    Orientation(String),
    /// `/glossary`: the terms of both worlds; `/glossary/regression-test` at one of them.
    Glossary(String),
    /// `/a/ID/...`: a view of an assessment.
    In(String, Place),
    /// `/a/ID/compare/LEFT/RIGHT`: two states side by side.
    Compare(String, Which, Which),
    /// `/l/...`: an assessment that came as a link.
    Link(String),
    /// Anything else.
    Unknown,
}

/// A state that is compared, as the address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// `now`: as it is on screen.
    Now,
    /// `file`: a file that is held in the page until it is left.
    File,
    /// `s-...`: the snapshot that was taken then.
    Snapshot(String),
    /// `a-...`: another assessment of this browser, by its id.
    Stored(String),
}

impl Which {
    /// Reads a part of an address.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        match (key, key.split_once('-')) {
            ("now", _) => Some(Self::Now),
            ("file", _) => Some(Self::File),
            (_, Some(("s", taken))) if !taken.is_empty() => Some(Self::Snapshot(taken.to_owned())),
            (_, Some(("a", id))) if !id.is_empty() => Some(Self::Stored(id.to_owned())),
            _ => None,
        }
    }

    /// The part of an address.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Now => "now".to_owned(),
            Self::File => "file".to_owned(),
            Self::Snapshot(taken) => format!("s-{taken}"),
            Self::Stored(id) => format!("a-{id}"),
        }
    }
}

/// A view of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Its processes and activities with progress: the home of the assessment.
    Tasks,
    /// Product, people, edition, class.
    Setup,
    /// The safety class by reasoning.
    Class,
    /// The software items.
    Items,
    /// The route for legacy software.
    Legacy,
    /// The quick check.
    Quick,
    /// How the standard works, as a map with the readiness of each process.
    Map,
    /// The requirements of one activity.
    Activity(Clause),
    /// The requirements of every activity that fit a filter.
    List(Filter),
    /// One requirement, shown with its activity.
    Requirement(Clause),
    /// Counts, readiness and what moved: the first of the results.
    Results,
    /// The gaps, ranked.
    Gaps,
    /// What the consistency checks found.
    Checks,
    /// The action plan.
    Actions,
    /// All evidence in one place.
    Evidence,
    /// The statement of applicability.
    Statement,
    /// The report.
    Report,
    /// Handing it over: file, link, copies: the first of what is shared.
    Share,
    /// A colleague's copy into this one.
    Merge,
    /// What a reviewer says, and what the maker replies.
    Review,
    /// Named states.
    Snapshots,
    /// Two states side by side.
    Compare,
    /// To another edition of the standard.
    Edition,
}

impl Route {
    /// Reads an address.
    #[must_use]
    pub fn parse(address: &str) -> Self {
        let mut parts = address.trim_matches('/').split('/');
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        match (first, rest.as_slice()) {
            ("", []) => Self::Start,
            ("new", []) => Self::New,
            ("open", []) => Self::Open,
            ("about", []) => Self::About,
            ("quick", []) => Self::NewQuick,
            ("orientation", []) => Self::Orientation(String::new()),
            ("orientation", [topic]) => Self::Orientation((*topic).to_owned()),
            ("glossary", []) => Self::Glossary(String::new()),
            ("l", link) => Self::Link(link.join("/")),
            ("glossary", [term]) => Self::Glossary((*term).to_owned()),
            ("a", [id, "compare", left, right]) if !id.is_empty() => match (Which::parse(left), Which::parse(right)) {
                (Some(left), Some(right)) => Self::Compare((*id).to_owned(), left, right),
                _ => Self::Unknown,
            },
            ("a", [id, place @ ..]) if !id.is_empty() => {
                Place::parse(place).map_or(Self::Unknown, |place| Self::In((*id).to_owned(), place))
            }
            _ => Self::Unknown,
        }
    }

    /// The part of a view that the address names: a term, a topic; empty for the whole view.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Orientation(detail) | Self::Glossary(detail) => detail,
            _ => "",
        }
    }

    /// The address of a view of an assessment, with the `#`, for links.
    #[must_use]
    pub fn link(id: &str, place: Place) -> String {
        format!("#/a/{id}{}", place.path())
    }

    /// The address of two states side by side, the earlier one first.
    #[must_use]
    pub fn compare_link(id: &str, left: &Which, right: &Which) -> String {
        format!("{}/{}/{}", Self::link(id, Place::Compare), left.key(), right.key())
    }
}

impl Place {
    /// Whether it is about other people or other times: file, link, merge, review, snapshots, comparing, edition.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Share | Self::Merge | Self::Review | Self::Snapshots | Self::Compare | Self::Edition)
    }

    /// Whether a copy for review offers it: the review itself, documents to read, and handing it over. The rest would change
    /// what is the maker's.
    #[must_use]
    pub const fn is_for_reviewer(self) -> bool {
        matches!(self, Self::Review | Self::Report | Self::Statement | Self::Share)
    }

    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::Tasks),
            ["setup"] => Some(Self::Setup),
            ["class"] => Some(Self::Class),
            ["items"] => Some(Self::Items),
            ["legacy"] => Some(Self::Legacy),
            ["quick"] => Some(Self::Quick),
            ["map"] => Some(Self::Map),
            ["results"] => Some(Self::Results),
            ["gaps"] => Some(Self::Gaps),
            ["checks"] => Some(Self::Checks),
            ["actions"] => Some(Self::Actions),
            ["evidence"] => Some(Self::Evidence),
            ["statement"] => Some(Self::Statement),
            ["report"] => Some(Self::Report),
            ["share"] => Some(Self::Share),
            ["merge"] => Some(Self::Merge),
            ["review"] => Some(Self::Review),
            // The view itself reads which one is looked at.
            ["snapshots"] | ["snapshots", _] => Some(Self::Snapshots),
            ["compare"] => Some(Self::Compare),
            ["edition"] => Some(Self::Edition),
            ["activity", clause] => clause.parse().ok().map(Self::Activity),
            ["requirement", clause] => clause.parse().ok().map(Self::Requirement),
            ["list", filter] => Filter::from_key(filter).map(Self::List),
            _ => None,
        }
    }

    fn path(self) -> String {
        match self {
            Self::Tasks => String::new(),
            Self::Setup => "/setup".to_owned(),
            Self::Class => "/class".to_owned(),
            Self::Items => "/items".to_owned(),
            Self::Legacy => "/legacy".to_owned(),
            Self::Quick => "/quick".to_owned(),
            Self::Map => "/map".to_owned(),
            Self::Results => "/results".to_owned(),
            Self::Gaps => "/gaps".to_owned(),
            Self::Checks => "/checks".to_owned(),
            Self::Actions => "/actions".to_owned(),
            Self::Evidence => "/evidence".to_owned(),
            Self::Statement => "/statement".to_owned(),
            Self::Report => "/report".to_owned(),
            Self::Share => "/share".to_owned(),
            Self::Merge => "/merge".to_owned(),
            Self::Review => "/review".to_owned(),
            Self::Snapshots => "/snapshots".to_owned(),
            Self::Compare => "/compare".to_owned(),
            Self::Edition => "/edition".to_owned(),
            Self::Activity(clause) => format!("/activity/{clause}"),
            Self::Requirement(clause) => format!("/requirement/{clause}"),
            Self::List(filter) => format!("/list/{}", filter.key()),
        }
    }
}
