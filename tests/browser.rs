//! The browser layer in a real browser: local storage above all, for that is where work is kept.
//!
//! What belongs here: what only a browser can show, one function at a time. Never here: what a person does on the
//! page (`tests/e2e`) and rules of the pure layers (`tests/native`).
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use gloo_storage::{LocalStorage, Storage as _};
use iec62304_readiness::assessment::{Assessment, Status};
use iec62304_readiness::browser::reactive::*;
use iec62304_readiness::browser::storage::{self, Loaded, Trouble};
use iec62304_readiness::browser::{clock, dom};
use iec62304_readiness::exchange::Stored;
use iec62304_readiness::standard;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn key(id: &str) -> String {
    format!("iec62304-readiness/assessment/{id}")
}

fn stored(id: &str) -> Stored {
    let mut assessment = Assessment::new(id.to_owned(), standard::default_edition(), clock::now());
    let clause = "5.1.1".parse().unwrap();
    let answer = assessment.answers.entry(clause).or_default();
    answer.status = Some(Status::PartlyMet);
    answer.note = "Zeile eins\n\u{1f600} \u{202e} <b>".to_owned();
    Stored { assessment, revision: 3, saved_at: clock::now(), file_at: String::new() }
}

#[wasm_bindgen_test]
fn storage_works_here_and_the_probe_leaves_nothing() {
    assert_eq!(storage::probe(), Ok(()));
    assert_eq!(LocalStorage::raw().get_item("iec62304-readiness/probe").unwrap(), None);
}

#[wasm_bindgen_test]
fn what_is_saved_is_loaded_as_it_was() {
    let kept = stored("round-trip");
    let text = storage::save(&kept).unwrap();
    assert_eq!(storage::raw("round-trip").as_deref(), Some(text.as_str()));
    let Loaded::Found(found, notices) = storage::read(Some(&text)) else { panic!("not found") };
    assert_eq!((*found, notices.len()), (kept, 0));
    assert!(storage::entries().iter().any(|entry| entry.id == "round-trip"));
    storage::delete("round-trip").unwrap();
    assert_eq!(storage::raw("round-trip"), None);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_said_and_left_alone() {
    let whole = iec62304_readiness::exchange::write_stored(&stored("broken"));
    let newer = whole.replace("\"format_version\":1", "\"format_version\":7");
    let half = whole.split_at(whole.len() / 2).0.to_owned();
    for (text, version) in [(newer, Some(7)), (half, None), ("\u{0}".to_owned(), None), (String::new(), None)] {
        LocalStorage::raw().set_item(&key("broken"), &text).unwrap();
        let raw = storage::raw("broken");
        let Loaded::Unreadable(refusal) = storage::read(raw.as_deref()) else { panic!("{text} was read") };
        assert_eq!(refusal.newer, version);
        assert_eq!(storage::raw("broken").as_deref(), Some(text.as_str()));
    }
    storage::delete("broken").unwrap();
}

#[wasm_bindgen_test]
fn what_is_set_aside_is_kept_once_and_byte_for_byte() {
    let text = "{half of it \u{202e}";
    storage::set_aside("lost", text, "2026-11-22T10:00:00.000Z").unwrap();
    storage::set_aside("lost", text, "2026-11-22T11:00:00.000Z").unwrap();
    let kept: Vec<_> = storage::aside().into_iter().filter(|(_, kept)| kept == text).collect();
    assert_eq!(kept.len(), 1);
    for (key, _) in kept {
        LocalStorage::raw().remove_item(&key).unwrap();
    }
}

#[wasm_bindgen_test]
fn a_full_storage_is_called_full_and_keeps_what_it_has() {
    let filler = "x".repeat(1_000_000);
    let raw = LocalStorage::raw();
    let full = (0..20).find(|number| raw.set_item(&format!("filler-{number}"), &filler).is_err());
    let mut size = 500_000;
    while size > 0 {
        // Each half once: it fits, or the next half is tried.
        let _ = raw.set_item(&format!("rest-{size}"), &"y".repeat(size));
        size /= 2;
    }
    let outcome = storage::save(&stored("too-much"));
    let probed = storage::probe();
    let first = raw.get_item("filler-0").unwrap();
    for index in (0..raw.length().unwrap()).rev() {
        let name = raw.key(index).unwrap().unwrap();
        if name.starts_with("filler-") || name.starts_with("rest-") {
            raw.remove_item(&name).unwrap();
        }
    }
    assert!(full.is_some(), "the quota was not reached");
    assert_eq!(outcome, Err(Trouble::Full));
    assert_eq!(probed, Ok(()), "what is stored can still be read");
    assert_eq!(first.map(|text| text.len()), Some(filler.len()));
}

#[wasm_bindgen_test]
fn time_and_ids_have_the_form_of_the_file() {
    let now = clock::now();
    assert_eq!((now.len(), now.ends_with('Z')), (24, true), "{now}");
    assert_eq!(clock::for_people(""), "");
    assert_eq!(clock::for_people("no time"), "");
    assert!(clock::for_people("2026-11-22T12:00:00.000Z").contains("Nov 2026"));
    let [one, other] = [clock::new_id(), clock::new_id()];
    assert_eq!(one.len(), 36);
    assert_ne!(one, other);
}

/// An element in the page whose content follows what `build` reads.
fn shown(build: impl FnOnce(&dom::El)) -> web_sys::Element {
    let place = document().create_element("div").unwrap();
    place.set_id(&clock::new_id());
    document().body().unwrap().append_child(&place).unwrap();
    build(&dom::root(&place.id()).unwrap());
    place
}

#[wasm_bindgen_test]
async fn texts_are_texts_and_parts_follow_their_signals() {
    ready();
    let owner = Owner::new();
    let (note, number) = owner.with(|| (RwSignal::new("<b>one</b>".to_owned()), RwSignal::new(1_usize)));
    let place = owner.with(|| {
        shown(|place| {
            place.add(dom::el("p").with(dom::live(move || note.get())));
            // A part inside a part that grew later must go with it.
            place.add(dom::part(move || {
                let many = number.get();
                dom::el("ul").with(dom::part(move || {
                    (0..many).map(|row| dom::el("li").with(format!("{}{row}", note.get()))).collect::<Vec<_>>()
                }))
            }));
        })
    });
    assert_eq!(place.query_selector("b").unwrap(), None);
    assert_eq!(place.query_selector("p").unwrap().unwrap().text_content().unwrap(), "<b>one</b>");
    note.set("two".to_owned());
    number.set(3);
    turn().await;
    assert_eq!(place.query_selector("p").unwrap().unwrap().text_content().unwrap(), "two");
    assert_eq!(place.children().length(), 2);
    assert_eq!(place.text_content().unwrap(), "twotwo0two1two2");
    owner.cleanup();
    note.set("three".to_owned());
    turn().await;
    assert_eq!(place.query_selector("p").unwrap().unwrap().text_content().unwrap(), "two", "nothing follows any more");
    place.remove();
}

#[wasm_bindgen_test]
async fn a_field_keeps_its_caret_while_its_own_text_comes_back() {
    ready();
    let owner = Owner::new();
    let place = owner.with(|| {
        let text = RwSignal::new("abc".to_owned());
        shown(|place| {
            place.add(dom::el("textarea").value_live(move || text.get()).on_text(move |typed| text.set(typed)));
        })
    });
    let area: web_sys::HtmlTextAreaElement = place.query_selector("textarea").unwrap().unwrap().unchecked_into();
    assert_eq!(area.value(), "abc");
    area.set_value("abXc");
    area.set_selection_range(3, 3).unwrap();
    area.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    turn().await;
    assert_eq!((area.value().as_str(), area.selection_start().unwrap()), ("abXc", Some(3)));
    owner.cleanup();
    place.remove();
}

#[wasm_bindgen_test]
async fn a_row_stays_the_same_element_as_long_as_its_key_does() {
    ready();
    let owner = Owner::new();
    let (keys, shout) = owner.with(|| (RwSignal::new("b d".to_owned()), RwSignal::new(String::new())));
    let place = owner.with(|| {
        shown(|place| {
            place.add("before");
            place.add(dom::keyed(
                move || keys.get().split_whitespace().map(str::to_owned).collect(),
                move |key| {
                    let key = key.to_owned();
                    dom::el("input").value_live(move || format!("{key}{}", shout.get()))
                },
            ));
            place.add("after");
        })
    });
    let values = || {
        let rows = place.children();
        let value = |index| rows.item(index).unwrap().unchecked_into::<web_sys::HtmlInputElement>().value();
        (0..rows.length()).map(value).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(values(), "b d");
    let second: web_sys::HtmlInputElement = place.children().item(1).unwrap().unchecked_into();
    second.focus().unwrap();
    second.set_selection_range(1, 1).unwrap();
    // Rows come before, between and behind it, and one goes.
    for (now, wanted) in [("a b c d e", "a b c d e"), ("a c d", "a c d"), ("d", "d"), ("x d y", "x d y")] {
        keys.set(now.to_owned());
        turn().await;
        assert_eq!(values(), wanted);
        assert_eq!(document().active_element().as_ref(), Some(second.as_ref()), "{now}");
        assert_eq!(second.selection_start().unwrap(), Some(1), "{now}");
    }
    keys.set("y x".to_owned());
    turn().await;
    shout.set("!".to_owned());
    turn().await;
    assert_eq!(values(), "y! x!");
    assert_eq!(second.value(), "d", "what is gone follows nothing");
    assert_eq!(place.text_content().unwrap(), "beforeafter");
    owner.cleanup();
    shout.set("?".to_owned());
    turn().await;
    assert_eq!(values(), "y! x!");
    place.remove();
}

/// Effects run on the microtask queue, which mounting sets up.
fn ready() {
    run_for_ever(|| ());
}

/// Lets everything that waits run.
async fn turn() {
    for _ in 0..3 {
        tick().await;
    }
}
