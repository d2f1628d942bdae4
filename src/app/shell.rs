//! Start-up, and which view is shown at an address. What stands around every view is in `frame`.

use super::frame::{alerts, footer, header};
use super::keys::shortcuts;
use super::late::{Views, missing};
use super::parts::{heading, link};
use super::questions::questions;
use super::route::{Place, Route};
use super::setup::setup;
use super::start::start as start_view;
use super::state::{Closed, State};
use super::tasks::tasks;
use crate::assessment::visible;
use crate::browser::dom::{El, el, follow, part, root};
use crate::browser::reactive::*;
use crate::browser::{address, files, page, panic, storage};

/// Starts the page.
pub fn start() {
    panic::announce();
    let Some(place) = root("app") else { return };
    page::remove("first-words");
    // Signals, effects and listeners live under one owner, as long as the page.
    run_for_ever(move || app(&place));
}

/// A view, without the part of the address that a view follows by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum View {
    Start,
    New,
    Open,
    About,
    NewQuick,
    Orientation,
    Glossary,
    Link(String),
    Tasks(String),
    Setup(String),
    Class(String),
    Items(String),
    Legacy(String),
    Quick(String),
    Map(String),
    Questions(String),
    Results(String, Place),
    Unknown,
}

impl View {
    fn of(route: &Route) -> Self {
        match route {
            Route::Start => Self::Start,
            Route::New => Self::New,
            Route::Open => Self::Open,
            Route::About => Self::About,
            Route::NewQuick => Self::NewQuick,
            Route::Orientation(_) => Self::Orientation,
            Route::Glossary(_) => Self::Glossary,
            Route::Link(link) => Self::Link(link.clone()),
            Route::Unknown => Self::Unknown,
            Route::Compare(id, ..) => Self::Results(id.clone(), Place::Compare),
            Route::In(id, place) => {
                let id = id.clone();
                match place {
                    Place::Tasks => Self::Tasks(id),
                    Place::Setup => Self::Setup(id),
                    Place::Class => Self::Class(id),
                    Place::Items => Self::Items(id),
                    Place::Legacy => Self::Legacy(id),
                    Place::Quick => Self::Quick(id),
                    Place::Map => Self::Map(id),
                    Place::Results
                    | Place::Gaps
                    | Place::Checks
                    | Place::Actions
                    | Place::Evidence
                    | Place::Statement
                    | Place::Report
                    | Place::Share
                    | Place::Merge
                    | Place::Review
                    | Place::Snapshots
                    | Place::Compare
                    | Place::Edition => Self::Results(id, *place),
                    Place::Activity(_) | Place::List(_) | Place::Requirement(_) => Self::Questions(id),
                }
            }
        }
    }

    /// The assessment that it is a view of.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Tasks(id)
            | Self::Setup(id)
            | Self::Class(id)
            | Self::Items(id)
            | Self::Legacy(id)
            | Self::Quick(id)
            | Self::Map(id)
            | Self::Questions(id)
            | Self::Results(id, _) => Some(id),
            _ => None,
        }
    }

    /// Whether its code comes after the first load.
    fn is_late(&self) -> bool {
        !matches!(self, Self::Start | Self::New | Self::Tasks(_) | Self::Setup(_) | Self::Questions(_) | Self::Unknown)
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Start => "",
            Self::New => "New assessment",
            Self::Open => "Open a file",
            Self::About => "About",
            Self::NewQuick | Self::Quick(_) => "Quick check",
            Self::Orientation | Self::Map(_) => "How the standard works",
            Self::Glossary => "Glossary",
            Self::Link(_) => "A shared assessment",
            Self::Class(_) => "Safety class",
            Self::Items(_) => "Software items",
            Self::Legacy(_) => "Legacy software",
            Self::Tasks(_) => "Tasks",
            Self::Setup(_) => "Set-up",
            Self::Questions(_) => "Questionnaire",
            Self::Results(_, place) => match place {
                Place::Gaps => "Gaps",
                Place::Checks => "Checks",
                Place::Actions => "Action plan",
                Place::Evidence => "Evidence register",
                Place::Statement => "Statement of applicability",
                Place::Report => "Report",
                Place::Share => "Hand over",
                Place::Merge => "Merge a copy",
                Place::Review => "Review",
                Place::Snapshots => "Snapshots",
                Place::Compare => "Compare",
                Place::Edition => "Change of edition",
                _ => "Results",
            },
            Self::Unknown => "Not found",
        }
    }
}

/// The whole page, in its place.
fn app(place_of_app: &El) {
    let state = State::new();
    let route = RwSignal::new(Route::parse(&address::get()));
    if let Err(trouble) = storage::probe() {
        state.alert(trouble.words());
    }
    let _ = window_event_listener(ev::hashchange, move |_| route.set(Route::parse(&address::get())));
    let _ = window_event_listener(ev::storage, move |event| state.other_tab_stored(event.key()));
    let _ = window_event_listener(ev::beforeunload, move |event| {
        if state.has_unstored() {
            page::ask_before_leaving(&event);
        }
    });
    // A file may be dropped on any view; without this the browser would leave the page to show it.
    let _ = window_event_listener(ev::dragover, |event| files::dragged(&event));
    let _ = window_event_listener(ev::drop, move |event| {
        files::dropped(&event, move |handed| match state.views.get_untracked() {
            Some(views) => (views.take_in)(state, handed),
            None => state.alert("The page is not all here yet. Drop the file again in a moment.".to_owned()),
        })
    });
    let view = Memo::new(move |_| route.with(View::of));
    let place = Memo::new(move |_| match route.get() {
        Route::In(_, place) => place,
        Route::Compare(..) => Place::Compare,
        _ => Place::Tasks,
    });
    let before = StoredValue::new(None::<(View, Place)>);
    // Title and focus follow the view.
    follow(move || {
        let now = (view.get(), place.get());
        let name = now.0.title();
        let site = "IEC 62304 readiness";
        page::set_title(&if name.is_empty() { site.to_owned() } else { format!("{name} · {site}") });
        let is_other = before.get_value().is_some_and(|before| before != now);
        // A requirement, a term or a topic takes the focus itself.
        let is_whole =
            !matches!(now.1, Place::Requirement(_)) && route.with_untracked(|route| route.detail().is_empty());
        if is_other && is_whole {
            page::start_at_heading();
        }
        before.set_value(Some(now));
    });
    let skip = link("#main").class("skip").on("click", |event| {
        event.prevent_default();
        page::focus("main h1");
    });
    let body = part(move || {
        let view = view.get();
        let follows_scope = matches!(view, View::Tasks(_) | View::Questions(_));
        let views = if view.is_late() { state.views.get() } else { None };
        let body = untrack(|| body(state, view, route, place, views));
        // Another scope has other cards and tasks. Asked for after the view has opened its assessment.
        if follows_scope {
            state.scope.track();
        }
        body
    });
    place_of_app.add(skip.with("Skip to the content"));
    place_of_app.add(header(state, view));
    place_of_app.add(alerts(state));
    place_of_app.add(part(move || state.views.get().map(|views| untrack(|| (views.recording)(state)))));
    place_of_app.add(el("main").attr("id", "main").with(body));
    place_of_app.add(footer());
    place_of_app.add(part(move || state.views.get().map(|views| untrack(|| (views.checking)(state)))));
    place_of_app.add(shortcuts());
    state.load_late();
}

fn body(state: State, view: View, route: RwSignal<Route>, place: Memo<Place>, views: Option<&'static Views>) -> El {
    let late = |make: &dyn Fn(&'static Views) -> El| match views {
        Some(views) => make(views),
        None => el("div").class("page").with(heading().with(view.title())).with(missing(state)),
    };
    let is_for_reviewer = matches!(&view, View::Results(_, place) if place.is_for_reviewer());
    if let Some(id) = view.id().filter(|id| !is_for_reviewer && state.open(id).is_ok() && state.is_locked()) {
        let words = "This view is for the maker. You review this assessment, so its answers stay as they were saved.";
        return closed_with("A copy for review", words, &Route::link(id, Place::Review), "To the review");
    }
    match view.clone() {
        View::Start => start_view(state),
        View::New => {
            state.start_new();
            setup(state, true)
        }
        View::Open => late(&|views| (views.open)(state)),
        View::About => late(&|views| (views.about)()),
        View::NewQuick => late(&|views| {
            state.start_new();
            (views.quick)(state, true)
        }),
        View::Orientation => late(&|views| (views.orientation)(state, route, false)),
        View::Glossary => late(&|views| (views.glossary)(state, route)),
        View::Link(link) => late(&|views| (views.shared_link)(state, &link)),
        View::Unknown => closed("Not found", "There is no view at this address."),
        View::Tasks(id) => within(state, &id, || tasks(state)),
        View::Setup(id) => within(state, &id, || setup(state, false)),
        View::Class(id) => within(state, &id, || late(&|views| (views.class)(state))),
        View::Items(id) => within(state, &id, || late(&|views| (views.items)(state))),
        View::Legacy(id) => within(state, &id, || late(&|views| (views.legacy)(state))),
        View::Quick(id) => within(state, &id, || late(&|views| (views.quick)(state, false))),
        View::Map(id) => within(state, &id, || late(&|views| (views.orientation)(state, route, true))),
        View::Results(id, place) => within(state, &id, || late(&|views| (views.results)(state, place))),
        View::Questions(id) => within(state, &id, || questions(state, place)),
    }
}

/// A view of an assessment, or why it cannot be opened.
fn within(state: State, id: &str, view: impl FnOnce() -> El) -> El {
    match state.open(id) {
        Ok(()) => view(),
        Err(Closed::Missing) => closed(
            "Not found",
            "Nothing is stored under this address in this browser. It may be on another computer, in another browser, \
             or only in a file.",
        ),
        Err(Closed::Unreadable(why)) => closed(
            "This cannot be read",
            &visible(&format!("{why} What is stored here stays as it is; the start page offers it as a download.")),
        ),
    }
}

fn closed(title: &str, words: &str) -> El {
    closed_with(title, words, "#/", "To the start")
}

/// A view that is not to be had, with the way on.
fn closed_with(title: &str, words: &str, address: &str, way: &str) -> El {
    el("div")
        .class("page")
        .with(heading().with(title))
        .with(el("p").with(words))
        .with(el("p").with(link(address).class("button").with(way)))
}
