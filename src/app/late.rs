//! The views that are not needed for the first answer. Their code, and what only they need, is in a wasm of its own,
//! which is fetched right after the start together with the words.
//!
//! This is the one place that names what comes late: nothing else may name these modules' functions, or their code goes
//! into the first load. They cannot be called too early, since they are only had from `State::views`; but for the field for a
//! day, which only late views have (`tests/native/layers.rs` holds that).

use super::about::about;
use super::beside::beside;
use super::checking::checking;
use super::class::class;
use super::contradictions::contradictions_of as contradictions;
use super::day::day_input;
use super::evidence::evidence_list;
use super::glossary::glossary;
use super::grown::beside_file;
use super::help::{help, look_for, question};
use super::items::items;
use super::legacy::legacy;
use super::open::{open, open_example, take_in};
use super::orientation::orientation;
use super::parts::para;
use super::quick::quick;
use super::recording::{forget_file, recording, save_file};
use super::results::results;
use super::route::{Place, Route};
use super::second_look::second_look;
use super::share_backup::back_up;
use super::shared_link::shared_link;
use super::slot::Slot;
use super::state::State;
use crate::assessment::{Assessment, Unknown};
use crate::browser::dom::{El, part};
use crate::browser::files::Handed;
use crate::browser::reactive::*;
use crate::standard::{Requirement, take_words};

/// Makes a field for a day of an input: its id, the id of its hint, what is stored, what takes a day that was typed.
type DayInput = fn(El, &str, &str, Box<dyn Fn() -> String>, Box<dyn FnMut(String)>) -> (El, El);

/// What comes late.
pub(super) struct Views {
    pub about: fn() -> El,
    pub back_up: fn(State),
    pub beside: fn(Slot) -> El,
    pub beside_file: fn(&Assessment, &str) -> Unknown,
    pub checking: fn(State) -> El,
    pub class: fn(State) -> El,
    pub contradictions: fn(State) -> El,
    pub day_input: DayInput,
    pub evidence_list: fn(Slot, &'static Requirement) -> El,
    pub forget_file: fn(String),
    pub glossary: fn(State, RwSignal<Route>) -> El,
    pub help: fn(State, &'static Requirement) -> El,
    pub items: fn(State) -> El,
    pub legacy: fn(State) -> El,
    pub look_for: fn(State, &'static Requirement) -> El,
    pub open: fn(State) -> El,
    pub open_example: fn(State, &str),
    pub orientation: fn(State, RwSignal<Route>, bool) -> El,
    pub question: fn(&'static Requirement) -> El,
    pub quick: fn(State, bool) -> El,
    pub recording: fn(State) -> El,
    pub results: fn(State, Place) -> El,
    pub save_file: fn(State),
    pub second_look: fn(Slot) -> El,
    pub shared_link: fn(State, &str) -> El,
    pub take_in: fn(State, Handed),
    pub take_words: fn(String) -> bool,
}

static VIEWS: Views = Views {
    about,
    back_up,
    beside,
    beside_file,
    checking,
    class,
    contradictions,
    day_input,
    evidence_list,
    forget_file,
    glossary,
    help,
    items,
    legacy,
    look_for,
    open,
    open_example,
    orientation,
    question,
    quick,
    recording,
    results,
    save_file,
    second_look,
    shared_link,
    take_in,
    take_words,
};

/// The seam: xtask puts everything that is only reached through this export into the second wasm. The linker must not
/// see through it, so the page calls an import of which the splitter knows that it is this export.
#[cfg(seam)]
#[allow(improper_ctypes, improper_ctypes_definitions, reason = "both sides are this Rust")]
#[allow(unsafe_code, reason = "a name in the wasm for the splitter")]
mod seam {
    use super::{VIEWS, Views};

    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        #[link_name = "__wasm_split_00late00_import_00000000000000000000000000000000_views"]
        fn import() -> &'static Views;
    }

    #[unsafe(export_name = "__wasm_split_00late00_export_00000000000000000000000000000000_views")]
    extern "C" fn export() -> &'static Views {
        &VIEWS
    }

    pub(super) fn views() -> &'static Views {
        // SAFETY: the two are one function; both have this type.
        unsafe { import() }
    }
}

/// Said where something is asked for whose code has not arrived.
pub(super) fn missing(state: State) -> El {
    para("hint").with(part(move || match state.views_failed.get() {
        true => "This part of the page did not load. Load the page again; your answers are safe.",
        false => "This part of the page is on its way.",
    }))
}

/// The views, once their wasm is here.
pub(super) fn views() -> &'static Views {
    #[cfg(seam)]
    return seam::views();
    #[cfg(not(seam))]
    &VIEWS
}
