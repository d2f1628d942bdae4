//! What a person says about their software, and what follows from it.
//!
//! What belongs here: answers, numbers, filters, and every rule about them. Never here: how an assessment looks in
//! a file (`exchange`), where it is kept (`browser`), or how it is shown (`app`). Time and ids come in as arguments.

mod accepted;
mod action;
mod answer;
mod checks;
mod citing;
mod contradiction;
mod edition_change;
mod estimate;
mod evidence_dates;
mod expiry;
mod facts;
mod filter;
mod gap;
mod items;
mod legacy;
mod merge;
mod model;
mod order;
mod origin;
mod plan;
mod quick;
mod ranking;
mod reason;
mod register;
mod remarked;
mod review;
mod score;
mod snapshot;
mod split;
mod text;
mod unsaved;
mod whatif;

pub use accepted::Accepted;
pub use action::{Action, ActionId, Effort, MOST_ACTIONS, Priority, Stage, days};
pub use answer::{Answer, Evidence, Json, Letters, Status, Unknown};
pub use checks::{Finding, findings};
pub use contradiction::{Contradiction, Scene, contradictions};
pub use edition_change::{Becomes, Change, Changed, change_edition};
pub use estimate::{Estimate, Standing};
pub use evidence_dates::EvidenceDate;
pub use expiry::{Dating, SOON_DAYS};
pub use filter::{Filter, Query};
pub use gap::{Gap, gaps};
pub use items::{Division, Item, ItemId, Placed, asked_of, rank};
pub use legacy::{ContinuedUse, Decision, LegacyRoute, Verdict};
pub use merge::{Merged, merge};
pub use model::{Assessment, Classification, People, Product};
pub use order::{Carried, PlanEdge, PlanOrder, Prop, plan_order};
pub use origin::{Origin, OriginKind, Secret};
pub use plan::{PlanView, Planned, Progressed, SortBy};
pub use quick::{ActivityGap, activity_gaps};
pub use ranking::{Component, Ranked, Reason, Rule, RuleLine, RulePart, ranked_gaps, rule};
pub use reason::{Basis, Control, ControlKind, Reasoning};
pub use register::{Bare, Cited, DocumentField, Register, Row, Variants};
pub use remarked::{RemarkState, Remarked};
pub use review::{Remark, RemarkId, RemarkKind, Review, ReviewId};
pub use score::{Progress, Tally};
pub use snapshot::{Content, Moved, Snapshot};
pub use split::{Part, weakest};
pub use text::{day_number, hidden_char, is_calendar_date, visible, web_link};
pub use unsaved::needs_nudge;
pub use whatif::WhatIf;
