//! How the standard works: the processes as a picture, the topics for someone who is new to it, the classes.

use super::help::{explained, lens_setting, missing};
use super::matrix::matrix;
use super::parts::{button, class_words, heading, link, para};
use super::picture::picture;
use super::route::Route;
use super::state::State;
use crate::browser::dom::{El, el, follow, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{self, Scope, Seen, Topic, words};

/// The view; inside an assessment with its edition, its class and its readiness.
pub(super) fn orientation(state: State, route: RwSignal<Route>, is_inside: bool) -> El {
    // The address may name a topic.
    follow(move || {
        let topic = route.with(|route| route.detail().to_owned());
        if state.words_here.get() && !topic.is_empty() {
            page::focus(&topic_selector(&topic));
        }
    });
    let content = part(move || {
        let scope = is_inside.then(|| state.scope.get());
        untrack(|| content(state, scope))
    });
    el("div").class("page orientation").with(heading().with("How the standard works")).with(content)
}

fn content(state: State, scope: Option<Scope>) -> Vec<El> {
    let edition = scope.map_or_else(standard::default_edition, |scope| scope.edition);
    let facts = match scope {
        Some(_) => state.head.with(|head| format!("{} · {}", class_words(head), edition.label)),
        None => edition.label.to_owned(),
    };
    let topics = part(move || {
        let classes = move || untrack(|| matrix(edition, scope.map(|scope| scope.class)));
        state.words_here.track();
        let Some(words) = words() else {
            // The classes are facts of the edition: they need no words.
            return vec![el("section").with(missing(state)).with(classes())];
        };
        let mut seen = Seen::default();
        let mut contents = el("nav").class("toc").attr("aria-label", "On this page");
        let mut sections = el("div").class("texts");
        for topic in words.topics {
            contents = contents.with(to_topic(topic, scope.is_none()));
            let section = untrack(|| section(topic, &mut seen));
            sections = sections.with(if topic.id == "classes" { section.with(classes()) } else { section });
        }
        vec![el("div").class("topics").with(contents).with(sections)]
    });
    let lead = "What the standard asks is sorted into processes. This is how they hang together, what each safety class \
                leaves out, and what else stands on the way to the market.";
    vec![
        para("facts").with(facts),
        para("lead").with(lead),
        lens_setting(state),
        picture(state, edition, scope),
        el("div").with(topics),
    ]
}

/// A link to a topic: inside an assessment a topic has no address of its own.
fn to_topic(topic: &'static Topic, has_address: bool) -> El {
    let go = move || page::focus(&topic_selector(topic.id));
    let to = if has_address { link(&format!("#/orientation/{}", topic.id)).on_click(go) } else { button("link", go) };
    to.with(topic.title)
}

fn topic_selector(topic: &str) -> String {
    format!("[id='topic-{topic}']")
}

fn section(topic: &'static Topic, seen: &mut Seen) -> El {
    let id = format!("topic-{}", topic.id);
    let title = el("h2").attr("id", &id).attr("tabindex", "-1").with(topic.title);
    let paragraphs: Vec<El> = topic.paragraphs.iter().map(|text| explained("", text, seen)).collect();
    let points: Vec<El> = topic.points.iter().map(|text| el("li").with(*text)).collect();
    let points = (!points.is_empty()).then(|| el("ul").with(points));
    el("section").attr("aria-labelledby", &id).with(title).with(paragraphs).with(points)
}
