//! The page: views, components and the live state.
//!
//! What belongs here: what a person sees and does. Never here: a rule about answers (`assessment`), a format
//! (`exchange`), or a call of the browser (`browser`). Views are thin: they show values and hand over what was done.

pub mod route;

#[cfg(target_arch = "wasm32")]
mod about;
#[cfg(target_arch = "wasm32")]
mod action_card;
#[cfg(target_arch = "wasm32")]
mod action_dialog;
#[cfg(target_arch = "wasm32")]
mod action_form;
#[cfg(target_arch = "wasm32")]
mod action_row;
#[cfg(target_arch = "wasm32")]
mod actions;
#[cfg(target_arch = "wasm32")]
mod answering;
#[cfg(target_arch = "wasm32")]
mod beside;
#[cfg(target_arch = "wasm32")]
mod beside_actions;
#[cfg(target_arch = "wasm32")]
mod beside_checks;
#[cfg(target_arch = "wasm32")]
mod beside_reviews;
#[cfg(target_arch = "wasm32")]
mod card;
#[cfg(target_arch = "wasm32")]
mod changing;
#[cfg(target_arch = "wasm32")]
mod checking;
#[cfg(target_arch = "wasm32")]
mod checks;
#[cfg(target_arch = "wasm32")]
mod class;
#[cfg(target_arch = "wasm32")]
mod class_diagram;
#[cfg(target_arch = "wasm32")]
mod class_questions;
#[cfg(target_arch = "wasm32")]
mod compare;
#[cfg(target_arch = "wasm32")]
mod compare_side;
#[cfg(target_arch = "wasm32")]
mod contradictions;
#[cfg(target_arch = "wasm32")]
mod day;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod digest;
#[cfg(target_arch = "wasm32")]
mod edition;
#[cfg(target_arch = "wasm32")]
mod edition_table;
#[cfg(target_arch = "wasm32")]
mod evidence;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod gap_analysis;
#[cfg(target_arch = "wasm32")]
mod gap_order;
#[cfg(target_arch = "wasm32")]
mod gap_row;
#[cfg(target_arch = "wasm32")]
mod gaps;
#[cfg(target_arch = "wasm32")]
mod glossary;
#[cfg(target_arch = "wasm32")]
mod grown;
#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod item_row;
#[cfg(target_arch = "wasm32")]
mod items;
#[cfg(target_arch = "wasm32")]
mod keeping;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod late;
#[cfg(target_arch = "wasm32")]
mod legacy;
#[cfg(target_arch = "wasm32")]
mod lens;
#[cfg(target_arch = "wasm32")]
mod matrix;
#[cfg(target_arch = "wasm32")]
mod merging;
#[cfg(target_arch = "wasm32")]
mod merging_decide;
#[cfg(target_arch = "wasm32")]
mod merging_sides;
#[cfg(target_arch = "wasm32")]
mod moved;
#[cfg(target_arch = "wasm32")]
mod open;
#[cfg(target_arch = "wasm32")]
mod open_backup;
#[cfg(target_arch = "wasm32")]
mod open_locked;
#[cfg(target_arch = "wasm32")]
mod orientation;
#[cfg(target_arch = "wasm32")]
mod overview;
#[cfg(target_arch = "wasm32")]
mod paper;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod passphrase;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod questions;
#[cfg(target_arch = "wasm32")]
mod quick;
#[cfg(target_arch = "wasm32")]
mod quick_result;
#[cfg(target_arch = "wasm32")]
mod rationale;
#[cfg(target_arch = "wasm32")]
mod recording;
#[cfg(target_arch = "wasm32")]
mod register;
#[cfg(target_arch = "wasm32")]
mod register_edit;
#[cfg(target_arch = "wasm32")]
mod register_lists;
#[cfg(target_arch = "wasm32")]
mod register_row;
#[cfg(target_arch = "wasm32")]
mod reminding;
#[cfg(target_arch = "wasm32")]
mod report;
#[cfg(target_arch = "wasm32")]
mod restoring;
#[cfg(target_arch = "wasm32")]
mod results;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
#[cfg(target_arch = "wasm32")]
mod review_answer;
#[cfg(target_arch = "wasm32")]
mod review_maker;
#[cfg(target_arch = "wasm32")]
mod review_parts;
#[cfg(target_arch = "wasm32")]
mod review_reply;
#[cfg(target_arch = "wasm32")]
mod review_sign;
#[cfg(target_arch = "wasm32")]
mod review_take;
#[cfg(target_arch = "wasm32")]
mod review_walk;
#[cfg(target_arch = "wasm32")]
mod review_write;
#[cfg(target_arch = "wasm32")]
mod second_look;
#[cfg(target_arch = "wasm32")]
mod setup;
#[cfg(target_arch = "wasm32")]
mod share;
#[cfg(target_arch = "wasm32")]
mod share_backup;
#[cfg(target_arch = "wasm32")]
mod share_file;
#[cfg(target_arch = "wasm32")]
mod share_link;
#[cfg(target_arch = "wasm32")]
mod share_locked;
#[cfg(target_arch = "wasm32")]
mod share_scrubbed;
#[cfg(target_arch = "wasm32")]
mod shared_link;
#[cfg(target_arch = "wasm32")]
mod shelf;
#[cfg(target_arch = "wasm32")]
mod shell;
#[cfg(target_arch = "wasm32")]
mod slot;
#[cfg(target_arch = "wasm32")]
mod snapshot_keep;
#[cfg(target_arch = "wasm32")]
mod snapshot_past;
#[cfg(target_arch = "wasm32")]
mod snapshot_row;
#[cfg(target_arch = "wasm32")]
mod snapshots;
#[cfg(target_arch = "wasm32")]
mod start;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod statement;
#[cfg(target_arch = "wasm32")]
mod tasks;
#[cfg(target_arch = "wasm32")]
mod tree;
#[cfg(target_arch = "wasm32")]
mod what_if;

#[cfg(target_arch = "wasm32")]
pub use shell::start;
