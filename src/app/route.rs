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
    /// `/a/ID/...`: a view of an assessment.
    In(String, Place),
    /// Anything else.
    Unknown,
}

/// A view of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Its processes and activities with progress: the home of the assessment.
    Tasks,
    /// Product, people, edition, class.
    Setup,
    /// The requirements of one activity.
    Activity(Clause),
    /// The requirements of every activity that fit a filter.
    List(Filter),
    /// One requirement, shown with its activity.
    Requirement(Clause),
    /// Counts, readiness, gaps.
    Results,
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
            ("a", [id, place @ ..]) if !id.is_empty() => {
                Place::parse(place).map_or(Self::Unknown, |place| Self::In((*id).to_owned(), place))
            }
            _ => Self::Unknown,
        }
    }

    /// The address of a view of an assessment, with the `#`, for links.
    #[must_use]
    pub fn link(id: &str, place: Place) -> String {
        format!("#/a/{id}{}", place.path())
    }
}

impl Place {
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            [] => Some(Self::Tasks),
            ["setup"] => Some(Self::Setup),
            ["results"] => Some(Self::Results),
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
            Self::Results => "/results".to_owned(),
            Self::Activity(clause) => format!("/activity/{clause}"),
            Self::Requirement(clause) => format!("/requirement/{clause}"),
            Self::List(filter) => format!("/list/{}", filter.key()),
        }
    }
}
