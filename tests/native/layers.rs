//! The rules of the source: the arrow between the layers, and what no file may hold.
//!
//! What belongs here: rules that a compiler does not hold, each with its reason. They read the files under `src`.
//! Never here: rules of style, which `cargo fmt` and `cargo clippy` hold.

use crate::source::{Kind, Word, named_from_root, words};
use std::fmt;
use std::path::Path;

/// The layers; each may name only those before it.
const LAYERS: [&str; 5] = ["standard", "assessment", "exchange", "browser", "app"];
const PURE: [&str; 3] = ["standard", "assessment", "exchange"];
const CRATE: &str = "iec62304_readiness";
const MOST_LINES: usize = 400;

/// Something that a rule forbids.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    file: String,
    line: usize,
    what: String,
    reason: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "src/{}:{}: {} ({})", self.file, self.line, self.what, self.reason)
    }
}

/// Everything that the rules forbid in one file; `file` is its path below `src`.
fn violations(file: &str, source: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut say =
        |line: usize, what: String, reason| found.push(Violation { file: file.to_owned(), line, what, reason });
    let words = words(source);
    let own = layer_of(file);
    arrow(own, &words, &mut say);
    browser_types(own, &words, &mut say);
    forbidden_words(&words, &mut say);
    if own == "browser" {
        clearing(file, &words, &mut say);
    }
    let lines = lines_without_tests(source);
    if lines > MOST_LINES {
        let reason = "a file is one subject that a person can hold in mind: split it by subject";
        say(lines, format!("{lines} lines, more than {MOST_LINES}"), reason);
    }
    found
}

/// The layer a file belongs to; what stands in `src` itself starts the page and belongs to the topmost.
fn layer_of(file: &str) -> &'static str {
    let folder = file.split(['/', '.']).next().unwrap_or_default();
    LAYERS.into_iter().find(|layer| *layer == folder).unwrap_or("app")
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|other| *other == layer)
}

fn arrow(own: &str, words: &[Word], say: &mut impl FnMut(usize, String, &'static str)) {
    for (line, name) in named_from_root(words, CRATE) {
        if rank(name) > rank(own) {
            let reason = "the arrow points one way: standard <- assessment <- exchange <- browser <- app";
            say(line, format!("the layer {own} names the layer {name} above it"), reason);
        } else if name == "*" && own != "app" {
            say(line, format!("the layer {own} names every layer at once"), "no rule could tell what it means");
        }
    }
}

fn browser_types(own: &str, words: &[Word], say: &mut impl FnMut(usize, String, &'static str)) {
    for word in words {
        let Some(name) = word.name() else { continue };
        let family = |family: &str| name == family || name.starts_with(&format!("{family}_"));
        let of_browser = ["web_sys", "gloo", "js_sys"].into_iter().any(family);
        let of_page = ["wasm_bindgen", "leptos", "reactive_graph", "any_spawner"].into_iter().any(family);
        if PURE.contains(&own) && (of_browser || of_page) {
            say(
                word.line,
                format!("the layer {own} names {name}"),
                "it is plain Rust: it builds and is tested without a browser",
            );
        } else if own == "app" && of_browser {
            say(
                word.line,
                format!("the layer app names {name}"),
                "only the layer browser touches the browser, so that it can be tested alone",
            );
        }
    }
}

fn forbidden_words(words: &[Word], say: &mut impl FnMut(usize, String, &'static str)) {
    for word in words {
        match &word.kind {
            Kind::Name(name) if name == "HashMap" => {
                say(
                    word.line,
                    "HashMap".to_owned(),
                    "its order is random, and the same data must give the same bytes: use BTreeMap",
                );
            }
            Kind::Name(name) if ["inner_html", "set_inner_html"].contains(&name.as_str()) => {
                say(word.line, name.clone(), "what people type must never become markup: use text nodes");
            }
            Kind::Text(text) if text.contains("innerHTML") => {
                say(word.line, "innerHTML".to_owned(), "what people type must never become markup: use text nodes");
            }
            Kind::Text(text) if text.contains("localStorage.clear") => {
                say(word.line, "localStorage.clear".to_owned(), CLEAR);
            }
            _ => {}
        }
    }
}

const CLEAR: &str = "other pages of the same host keep their data in the same storage: remove our own keys one by one";

/// `clear` on anything that is called a storage, and any `clear` in a file that is about storage.
fn clearing(file: &str, words: &[Word], say: &mut impl FnMut(usize, String, &'static str)) {
    let named_storage = |word: &Word| word.name().is_some_and(|name| name.to_lowercase().contains("storage"));
    let ends = |word: &Word| matches!(word.kind, Kind::Sign(";" | "{" | "}"));
    for (at, word) in words.iter().enumerate() {
        let called = matches!(words.get(at.wrapping_sub(1)), Some(Word { kind: Kind::Sign("." | "::"), .. }));
        if word.name() != Some("clear") || !called {
            continue;
        }
        let statement = words[..at].iter().rev().take_while(|word| !ends(word));
        if file.contains("storage") || statement.into_iter().any(named_storage) {
            say(word.line, "clear on a storage".to_owned(), CLEAR);
        }
    }
}

/// The lines before the tests of a file, which stand at its end.
fn lines_without_tests(source: &str) -> usize {
    source.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

/// Every Rust file below `src`, by its path from there.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push((path, format!("{prefix}{name}/")));
            } else if name.ends_with(".rs") {
                found.push((format!("{prefix}{name}"), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_source_file_keeps_the_rules() {
    let sources = sources();
    for layer in PURE {
        assert!(sources.iter().any(|(file, _)| layer_of(file) == layer), "the layer {layer} was found");
    }
    let broken: Vec<String> =
        sources.iter().flat_map(|(file, source)| violations(file, source)).map(|found| found.to_string()).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

/// The modules of the page that belong to the first load, besides those that every view shares.
const FIRST_LOAD: [&str; 20] = [
    "answering",
    "card",
    "changing",
    "desk",
    "frame",
    "keeping",
    "keys",
    "lens",
    "parts",
    "questions",
    "route",
    "setup",
    "shelf",
    "shell",
    "slot",
    "start",
    "state",
    "tasks",
    "tree",
    "mod",
];

#[test]
fn nothing_of_the_first_load_names_a_view_that_comes_late() {
    let sources = sources();
    let own: Vec<&str> =
        sources.iter().filter_map(|(file, _)| file.strip_prefix("app/")?.strip_suffix(".rs")).collect();
    let late: Vec<&str> = own.iter().copied().filter(|name| *name != "late" && !FIRST_LOAD.contains(name)).collect();
    assert!(FIRST_LOAD.iter().all(|name| own.contains(name)), "each module of the first load is there");
    for (file, source) in &sources {
        let is_first = file.strip_prefix("app/").and_then(|name| name.strip_suffix(".rs"));
        if !is_first.is_some_and(|name| FIRST_LOAD.contains(&name)) {
            continue;
        }
        // Its code comes late, and a field is made without asking whether it is here.
        assert!(!source.contains("is_date: true"), "{file} has a field for a day, which is made by late code");
        for name in &late {
            // Through the table of late.rs alone, or its code comes into the first load.
            assert!(!source.contains(&format!("super::{name}::")), "{file} names {name}, which comes late");
        }
    }
}

/// What the rules say of one planted line, without the reason.
fn told(file: &str, source: &str) -> Vec<String> {
    violations(file, source).into_iter().map(|found| format!("{}: {}", found.line, found.what)).collect()
}

#[test]
fn a_planted_upward_name_is_found_in_every_spelling() {
    for source in [
        "use crate::app::Page;",
        "use crate::{app, standard};",
        "use crate::{standard::{Class, Clause}, app::{self, x}};",
        "fn f() { super::super::app::start() }",
        "use super::app;",
        "use super::super::{standard, app};",
        "pub(in crate::app) fn f() {}",
        "fn f() { iec62304_readiness::app::start() }",
        "fn f() -> crate :: app :: Page { x }",
        "mod tests { use super::super::super::app::x; }",
    ] {
        assert_eq!(
            told("exchange/read.rs", source),
            ["1: the layer exchange names the layer app above it"],
            "{source}"
        );
    }
    assert_eq!(told("exchange/read.rs", "use crate::*;"), ["1: the layer exchange names every layer at once"]);
    for (file, layer, above) in [
        ("standard/mod.rs", "standard", "assessment"),
        ("assessment/merge.rs", "assessment", "exchange"),
        ("exchange/mod.rs", "exchange", "browser"),
        ("browser/tabs.rs", "browser", "app"),
        ("standard.rs", "standard", "exchange"),
    ] {
        let source = format!("//! Text.\n\nuse std::fmt;\nuse crate::{above}::x;\n");
        assert_eq!(told(file, &source), [format!("4: the layer {layer} names the layer {above} above it")]);
    }
}

#[test]
fn a_downward_name_a_comment_and_a_text_are_no_violation() {
    for (file, source) in [
        ("app/home.rs", "use crate::{assessment::Tally, browser, exchange, standard};"),
        ("browser/mod.rs", "use crate::exchange::{read_stored, app};"),
        ("exchange/read.rs", "// use crate::app;\n/* crate::browser /* web_sys */ */\n//! [`crate::app`]"),
        (
            "exchange/read.rs",
            "const A: &str = \"crate::app\"; const B: &str = r#\"\"crate::app\"#; const C: char = '\"';",
        ),
        ("exchange/read.rs", "use super::json::parse; use self::app_names; use crate::standard::browser;"),
        ("exchange/read.rs", "mod tests { use super::*; }"),
        ("exchange/read.rs", "fn f<'a>(x: &'a str) -> char { '\\'' } // crate::app '"),
        ("browser/files.rs", "fn f(mut list: Vec<u8>) { list.clear(); }"),
        ("app/note.rs", "view! { <p>{text}</p> }"),
    ] {
        assert_eq!(told(file, source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_planted_browser_type_is_found_where_it_must_not_be() {
    for name in [
        "web_sys",
        "js_sys",
        "gloo_storage",
        "gloo",
        "wasm_bindgen",
        "wasm_bindgen_futures",
        "leptos",
        "leptos_dom",
        "reactive_graph",
        "any_spawner",
    ] {
        for layer in PURE {
            let source = format!("\nfn f() {{ {name}::x() }}");
            assert_eq!(told(&format!("{layer}/a.rs"), &source), [format!("2: the layer {layer} names {name}")]);
        }
        assert_eq!(told("browser/a.rs", &format!("use {name}::x;")), Vec::<String>::new());
    }
    for name in ["web_sys", "js_sys", "gloo_storage"] {
        assert_eq!(told("app/a.rs", &format!("use {name}::x;")), [format!("1: the layer app names {name}")]);
        assert_eq!(told("main.rs", &format!("use {name}::x;")), [format!("1: the layer app names {name}")]);
    }
    assert_eq!(told("app/a.rs", "use crate::browser::reactive::*; use wasm_bindgen::JsCast;"), Vec::<String>::new());
}

#[test]
fn planted_words_that_no_file_may_hold_are_found() {
    for (file, source, wanted) in [
        ("app/a.rs", "use std::collections::HashMap;", "1: HashMap"),
        ("app/a.rs", "view! {\n <div inner_html=text/> }", "2: inner_html"),
        ("browser/a.rs", "element.set_inner_html(text);", "1: set_inner_html"),
        ("browser/a.rs", "eval(\"document.body.innerHTML = x\");", "1: innerHTML"),
        ("browser/a.rs", "eval(\"localStorage.clear()\");", "1: localStorage.clear"),
        ("browser/a.rs", "LocalStorage::clear();", "1: clear on a storage"),
        ("browser/a.rs", "let _ = window().local_storage()?\n.map(|s| s.clear());", "2: clear on a storage"),
        ("browser/a.rs", "fn f(storage: &Storage) { storage.clear() }", "1: clear on a storage"),
        ("browser/storage.rs", "raw.clear();", "1: clear on a storage"),
    ] {
        assert_eq!(told(file, source), [wanted], "{source}");
    }
}

#[test]
fn a_file_that_is_too_long_is_found_and_its_tests_do_not_count() {
    let long = "//! Line.\n".repeat(MOST_LINES);
    assert_eq!(told("app/a.rs", &long), Vec::<String>::new());
    assert_eq!(told("app/a.rs", &format!("{long}#[cfg(test)]\nmod tests {{\n}}\n")), Vec::<String>::new());
    assert_eq!(told("app/a.rs", &format!("{long}\n")), ["401: 401 lines, more than 400"]);
}

#[test]
fn a_violation_is_told_with_file_line_and_reason() {
    let found = violations("standard/mod.rs", "use crate::exchange;");
    assert_eq!(
        found[0].to_string(),
        "src/standard/mod.rs:1: the layer standard names the layer exchange above it \
         (the arrow points one way: standard <- assessment <- exchange <- browser <- app)"
    );
}
