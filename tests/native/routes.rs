//! The addresses of the views: each survives a reload, so each must come back from its own text.
//!
//! What belongs here: addresses. Never here: what a view shows.

use iec62304_readiness::app::route::{Place, Route};
use iec62304_readiness::assessment::Filter;

fn places() -> Vec<Place> {
    let clause = |text: &str| text.parse().unwrap();
    let mut places = vec![
        Place::Tasks,
        Place::Setup,
        Place::Results,
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
    ] {
        assert_eq!(Route::parse(address), route, "{address}");
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
        "/New",
    ] {
        assert_eq!(Route::parse(address), Route::Unknown, "{address}");
    }
}
