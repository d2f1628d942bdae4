//! The addresses of the views: each survives a reload, so each must come back from its own text.
//!
//! What belongs here: addresses. Never here: what a view shows.

use iec62304_readiness::app::route::{Place, Route, Which};
use iec62304_readiness::assessment::Filter;

fn places() -> Vec<Place> {
    let clause = |text: &str| text.parse().unwrap();
    let mut places = vec![
        Place::Tasks,
        Place::Setup,
        Place::Class,
        Place::Items,
        Place::Legacy,
        Place::Quick,
        Place::Map,
        Place::Results,
        Place::Gaps,
        Place::Checks,
        Place::Actions,
        Place::Evidence,
        Place::Statement,
        Place::Report,
        Place::Share,
        Place::Merge,
        Place::Review,
        Place::Snapshots,
        Place::Compare,
        Place::Edition,
        Place::Activity(clause("5.1")),
        Place::Activity(clause("4")),
        Place::Requirement(clause("6.2.1.1")),
    ];
    places.extend(Filter::ALL.map(Place::List));
    places
}

#[test]
fn every_address_leads_back_to_its_view() {
    for place in places() {
        let link = Route::link("0b1c-2d", place);
        assert_eq!(Route::parse(link.strip_prefix('#').unwrap()), Route::In("0b1c-2d".to_owned(), place), "{link}");
    }
    for (address, route) in [
        ("", Route::Start),
        ("/", Route::Start),
        ("/new", Route::New),
        ("/open", Route::Open),
        ("/about", Route::About),
        ("/quick", Route::NewQuick),
        ("/orientation", Route::Orientation(String::new())),
        ("/orientation/classes", Route::Orientation("classes".to_owned())),
        ("/glossary", Route::Glossary(String::new())),
        ("/glossary/regression-test", Route::Glossary("regression-test".to_owned())),
        ("/a/0b1c-2d/snapshots/2026-03-31T09:30:00Z", Route::In("0b1c-2d".to_owned(), Place::Snapshots)),
    ] {
        assert_eq!(Route::parse(address), route, "{address}");
    }
}

#[test]
fn two_states_side_by_side_have_an_address() {
    let snapshot = |taken: &str| Which::Snapshot(taken.to_owned());
    for (address, left, right) in [
        ("/a/x/compare/s-2026-11-22T15:37:09.123Z/now", snapshot("2026-11-22T15:37:09.123Z"), Which::Now),
        ("/a/x/compare/file/a-0b1c-2d", Which::File, Which::Stored("0b1c-2d".to_owned())),
        ("/a/x/compare/now/file", Which::Now, Which::File),
    ] {
        let link = Route::compare_link("x", &left, &right);
        assert_eq!(link.strip_prefix('#'), Some(address));
        assert_eq!(Route::parse(address), Route::Compare("x".to_owned(), left, right));
    }
    for address in [
        "/a/x/compare/now",
        "/a/x/compare/then/now",
        "/a/x/compare/s-/now",
        "/a/x/compare/a-/now",
        "/a//compare/now/now",
        "/a/x/compare/now/now/now",
    ] {
        assert_eq!(Route::parse(address), Route::Unknown, "{address}");
    }
}

#[test]
fn a_part_of_a_view_is_named_by_its_address() {
    for (address, detail) in [
        ("/glossary/soup", "soup"),
        ("/orientation/classes", "classes"),
        ("/glossary", ""),
        ("/orientation/", ""),
        ("/a/x/map", ""),
        ("/about", ""),
    ] {
        assert_eq!(Route::parse(address).detail(), detail, "{address}");
    }
}

#[test]
fn an_address_that_names_no_view_is_unknown_and_does_not_end_in_another() {
    for address in [
        "/a",
        "/a/",
        "/a/x/activity",
        "/a/x/activity/5.x",
        "/a/x/requirement/5..1",
        "/a/x/list/most",
        "/a/x/y/z",
        "/a/x/class/C",
        "/a/x/glossary",
        "/quick/x",
        "/New",
        "/glossary/a/b",
        "/orientation/a/b",
    ] {
        assert_eq!(Route::parse(address), Route::Unknown, "{address}");
    }
}
