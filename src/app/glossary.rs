//! The glossary: the terms of both worlds, each with an address of its own.

use super::help::{lens_setting, missing};
use super::parts::{button, count, heading, link, para};
use super::route::Route;
use super::state::State;
use crate::assessment::Query;
use crate::browser::dom::{El, el, follow, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, page};
use crate::standard::{Term, World, words};

const ALL: &str = "All";

/// What a person looks for: words, a world, and the term that the address names.
#[derive(Clone, Copy)]
struct Wanted {
    search: RwSignal<String>,
    /// The label of a world, or [`ALL`].
    world: RwSignal<String>,
    /// The id of a term; empty for none.
    current: RwSignal<String>,
}

impl Wanted {
    /// A letter for each term: `x` where it fits.
    fn fitting(self, terms: &'static [Term]) -> String {
        let query = self.search.with(|search| Query::new(search));
        let fits = |term: &Term| {
            let is_of_world = self.world.with(|world| world == ALL || world == label(term.world));
            is_of_world && query.is_in(term.forms.iter().copied().chain([term.meaning]))
        };
        terms.iter().map(|term| if fits(term) { 'x' } else { '-' }).collect()
    }

    /// Looks for something else: no term stands out, and the address says so.
    fn changed(self) {
        if !self.current.with_untracked(String::is_empty) {
            self.current.set(String::new());
            address::replace("/glossary");
        }
    }
}

const fn label(world: World) -> &'static str {
    match world {
        World::Engineering => "Engineering",
        World::Quality => "Quality",
        World::Standard => "The standard",
    }
}

pub(super) fn glossary(state: State, route: RwSignal<Route>) -> El {
    let wanted = Wanted {
        search: RwSignal::new(String::new()),
        world: RwSignal::new(ALL.to_owned()),
        current: RwSignal::new(String::new()),
    };
    // The address names a term: it is shown whatever was looked for before.
    follow(move || {
        let asked = route.with(|route| route.detail().to_owned());
        if !state.words_here.get() {
            return;
        }
        let term = words().and_then(|words| words.term_at(&asked));
        let id = term.map_or(asked, Term::id);
        if !id.is_empty() {
            wanted.search.set(String::new());
            wanted.world.set(ALL.to_owned());
            page::focus(&if term.is_some() { format!("[id='term-{id}'] h3") } else { "main h1".to_owned() });
        }
        wanted.current.set(id);
    });
    let content = part(move || if state.words_here.get() { untrack(|| terms(wanted)) } else { vec![missing(state)] });
    el("div")
        .class("page glossary")
        .with(heading().with("Glossary"))
        .with(para("lead").with(
            "The words of two worlds, each explained for the other. In the questionnaire they stand underlined in the \
             text, and open there.",
        ))
        .with(lens_setting(state))
        .with(tools(wanted))
        .with(content)
}

fn tools(wanted: Wanted) -> El {
    let Wanted { search, world, .. } = wanted;
    let typed = move |text| {
        search.set(text);
        wanted.changed();
    };
    let input = el("input").attr("id", "term-search").attr("type", "search").attr("autocomplete", "off");
    let field = el("div")
        .class("field search")
        .with(el("label").attr("for", "term-search").with("Search the glossary"))
        .with(input.value_live(move || search.get()).on_text(typed));
    let pill = |name: &'static str| {
        button("pill", move || {
            world.set(name.to_owned());
            wanted.changed();
        })
        .attr_live("aria-pressed", move || Some(world.with(|world| world == name).to_string()))
        .with(name)
    };
    let names = [ALL, label(World::Engineering), label(World::Quality), label(World::Standard)];
    let title = el("span").class("label").attr("aria-hidden", "true").with("Words of");
    let pills = el("div").class("pills").with(names.map(pill).to_vec());
    let worlds = el("div").class("field").attr("role", "group").attr("aria-label", "Words of").with(title).with(pills);
    el("div").class("tools").with(field).with(worlds)
}

fn terms(wanted: Wanted) -> Vec<El> {
    let all: &'static [Term] = words().map_or(&[], |words| words.glossary);
    let fitting = Memo::new(move |_| wanted.fitting(all));
    let status = move || {
        let found = fitting.with(|fitting| fitting.bytes().filter(|mark| *mark == b'x').count());
        let asked = wanted.current.get();
        let is_there = asked.is_empty() || words().is_some_and(|words| words.term_at(&asked).is_some());
        let before = if is_there { "" } else { "The glossary has no term at this address. " };
        let after = if found == 0 { ". Try another word, or all worlds." } else { "" };
        format!("{before}{}{after}", count(found, "term", "terms"))
    };
    let mut index = el("nav").class("alphabet").attr("aria-label", "Letters");
    let mut sections = Vec::new();
    let mut letter = String::new();
    // The style sheet hides a section of which every term is hidden.
    let mut section = el("section");
    for (place, term) in all.iter().enumerate() {
        let own = letter_of(term);
        if own != letter {
            let id = format!("letter-{own}");
            let title = el("h2").attr("id", &id).attr("tabindex", "-1").with(own.as_str());
            section = el("section").with(title);
            sections.push(section.clone());
            index = index.with(button("letter", move || page::focus(&format!("#{id}"))).with(own.as_str()));
            letter = own;
        }
        section.add(entry(wanted, term, move || fitting.with(|fitting| fitting.as_bytes().get(place) != Some(&b'x'))));
    }
    let index = index.flag_live("hidden", move || fitting.with(|fitting| fitting.contains('-')));
    let status = para("shown").attr("role", "status").with(live(status));
    vec![index, status, el("div").class("terms").with(sections)]
}

/// The letter that a term stands under, as a capital.
fn letter_of(term: &Term) -> String {
    term.term.chars().take(1).map(|char| char.to_ascii_uppercase()).collect()
}

fn entry(wanted: Wanted, term: &'static Term, is_hidden: impl Fn() -> bool + 'static) -> El {
    let id = term.id();
    let own_id = format!("term-{id}");
    let address = format!("#/glossary/{id}");
    let is_current = move || wanted.current.with(|current| *current == id);
    let name = el("h3").attr("tabindex", "-1").with(link(&address).with(term.term));
    let world = el("span").class("badge quiet").with(label(term.world));
    let mut see = para("see");
    for (index, name) in term.see.iter().enumerate() {
        let other = words().and_then(|words| words.term(name));
        let address = format!("#/glossary/{}", other.map(Term::id).unwrap_or_default());
        see = see.with(if index == 0 { "See also " } else { ", " }).with(link(&address).with(*name));
    }
    let text = el("div").with(el("p").with(term.meaning)).with((!term.see.is_empty()).then_some(see));
    el("article")
        .class("entry")
        .attr("id", &own_id)
        .attr_live("aria-current", move || is_current().then(|| "true".to_owned()))
        .flag_live("hidden", is_hidden)
        .with(el("div").with(name).with(world))
        .with(text)
}
