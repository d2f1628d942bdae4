//! What a copy grew from: states that it had before, by which another copy of the same assessment is known.
//!
//! What belongs here: remembering states, writing and reading them beside an assessment, finding the latest that two
//! copies share. Never here: merging (`joining`), and where it is kept in the browser.

use super::fields::Fields;
use super::json;
use super::moments::state_then;
use super::patch::{apply, diff};
use super::report::{Notice, NoticeKind};
use super::state::{digest_of_state, state_json};
use super::write::Members;
use crate::assessment::{Assessment, Json};

/// How many states are remembered that were saved here, and of how many of them all that they held.
const MOST_OWN: [usize; 2] = [180, 5];

/// The same for states that another copy knows. Whoever saves after every few words would otherwise forget in an hour
/// what the colleague started from.
const MOST_SHARED: [usize; 2] = [20, 5];

/// How many states a file may tell of, and of how many all that they held.
const MOST: [usize; 2] = [MOST_OWN[0] + MOST_SHARED[0], MOST_OWN[1] + MOST_SHARED[1]];

/// A state that a copy grew from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ancestor {
    /// Its digest (`state_digest`).
    pub digest: String,
    /// When it was saved, opened or merged, ISO 8601 in UTC; may be empty.
    pub at: String,
    /// It came out of another copy, which knows it for that reason.
    pub shared: bool,
    /// What it held, where that is known.
    pub state: Option<Json>,
}

impl Ancestor {
    /// An assessment as it stands here.
    #[must_use]
    pub fn of(assessment: &Assessment, at: &str) -> Self {
        let state = state_json(assessment);
        Self { digest: digest_of_state(&state), at: at.to_owned(), shared: false, state: Some(state) }
    }

    /// An assessment as it stands in another copy.
    #[must_use]
    pub fn of_other(assessment: &Assessment, at: &str) -> Self {
        Self { shared: true, ..Self::of(assessment, at) }
    }
}

/// Puts states in front of those that are remembered, the newest first: each once, and no more than can be kept.
#[must_use]
pub fn remember(news: Vec<Ancestor>, known: Vec<Ancestor>) -> Vec<Ancestor> {
    let mut all: Vec<Ancestor> = Vec::new();
    for one in news.into_iter().chain(known) {
        match all.iter_mut().find(|other| other.digest == one.digest) {
            Some(other) => {
                other.shared |= one.shared;
                other.state = other.state.take().or(one.state);
            }
            None => all.push(one),
        }
    }
    for (is_shared, [most, most_whole]) in [(false, MOST_OWN), (true, MOST_SHARED)] {
        let (mut count, mut whole) = (0, 0);
        all.retain_mut(|one| {
            if one.shared != is_shared {
                return true;
            }
            count += 1;
            whole += usize::from(one.state.is_some());
            if whole > most_whole {
                one.state = None;
            }
            count <= most
        });
    }
    all
}

/// The states of two copies in one list, the newest first as each had them; those of `first` in front where times tell
/// nothing.
#[must_use]
pub fn both(first: Vec<Ancestor>, other: Vec<Ancestor>) -> Vec<Ancestor> {
    let mut merged = Vec::with_capacity(first.len() + other.len());
    let mut rest = other.into_iter().peekable();
    for one in first {
        while let Some(next) = rest.next_if(|next| next.at > one.at) {
            merged.push(next);
        }
        merged.push(one);
    }
    merged.extend(rest);
    merged
}

/// The list for a file: each content as what changed from the content before it in the list, the first from `now`.
#[must_use]
pub fn grew_from_json(now: &Json, past: &[Ancestor]) -> Json {
    let mut before = now;
    let list = past.iter().map(|one| {
        let members = Members::new().text("digest", &one.digest).text("at", &one.at);
        let mut members = members.flag("shared", one.shared);
        if let Some(state) = &one.state {
            members.push("patch", diff(before, state));
            before = state;
        }
        members.object()
    });
    Json::List(list.collect())
}

/// Reads such a list. A content that does not fit its digest counts as unknown, and so does what is older.
pub(super) fn read_grew_from(now: &Json, file: &mut Fields, notices: &mut Vec<Notice>) -> Vec<Ancestor> {
    let mut past: Vec<Ancestor> = Vec::new();
    let (mut before, mut whole) = (Some(now.clone()), 0);
    let place = file.place_of("grew_from");
    let mut entries = file.objects("grew_from", notices);
    let [most, most_whole] = MOST;
    if entries.len() > most {
        entries.truncate(most);
        let what = format!("The list has more than {most} entries; the rest is not read.");
        notices.push(Notice { kind: NoticeKind::LeftOut, place, what });
    }
    for mut entry in entries {
        let digest = entry.sha256("digest", notices);
        let at = entry.time("at", notices);
        let shared = entry.flag("shared", notices);
        let patch = entry.take("patch");
        if digest.is_empty() {
            let what = "A state that a file grew from has a digest.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: entry.place_of("digest"), what });
            before = None;
            continue;
        }
        let mut state = None;
        if let Some((newer, patch)) = before.as_ref().zip(patch) {
            whole += 1;
            state = apply(newer, &patch).ok().filter(|state| whole <= most_whole && digest_of_state(state) == digest);
            if state.is_none() {
                let what = "This state cannot be brought back as its digest tells it. It and older ones count by their \
                            digests only.";
                let place = entry.place_of("patch");
                notices.push(Notice { kind: NoticeKind::LeftOut, place, what: what.to_owned() });
            }
            before.clone_from(&state);
        }
        past.push(Ancestor { digest, at, shared, state });
        entry.drop_rest(notices);
    }
    past
}

/// The text for storing, apart from any file.
#[must_use]
pub fn write_past(past: &[Ancestor]) -> String {
    let list = grew_from_json(&Json::Object(Vec::new()), past);
    json::compact(&Json::Object(vec![("grew_from".to_owned(), list)]))
}

/// Reads it back; nothing where it is damaged.
#[must_use]
pub fn read_past(text: &str) -> Vec<Ancestor> {
    let Ok(Json::Object(members)) = json::parse(text) else { return Vec::new() };
    let mut fields = Fields { members, place: String::new() };
    read_grew_from(&Json::Object(Vec::new()), &mut fields, &mut Vec::new())
}

/// How two copies of an assessment stand to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The copy holds nothing that is not known here.
    NothingNew,
    /// What stands here is unchanged since a state that the copy grew from: this one.
    Behind(Json),
    /// Both grew from this state, of this time.
    Common(Json, String),
    /// No state is known that both grew from.
    Unknown,
}

impl Relation {
    /// The state that both grew from.
    #[must_use]
    pub const fn base(&self) -> Option<&Json> {
        match self {
            Self::Behind(state) | Self::Common(state, _) => Some(state),
            Self::NothingNew | Self::Unknown => None,
        }
    }
}

/// Finds out how a copy stands to what is here, by what is remembered of both.
#[must_use]
pub fn relation(ours: &Assessment, our_past: &[Ancestor], theirs: &Assessment, their_past: &[Ancestor]) -> Relation {
    let mine = Ancestor::of(ours, "");
    let other = Ancestor::of(theirs, "");
    let knows = |past: &[Ancestor], digest: &str| past.iter().any(|one| one.digest == digest);
    let is_mine_theirs = mine.digest == other.digest;
    if is_mine_theirs || knows(our_past, &other.digest) {
        let is_known = |snapshot| ours.snapshots.contains(snapshot);
        // Snapshots are no part of the state.
        return match other.state {
            Some(state) if !theirs.snapshots.iter().all(is_known) => Relation::Common(state, theirs.changed.clone()),
            _ => Relation::NothingNew,
        };
    }
    if let Some(state) = mine.state.filter(|_| knows(their_past, &mine.digest)) {
        return Relation::Behind(state);
    }
    for one in their_past {
        let Some(known) = our_past.iter().find(|known| known.digest == one.digest) else { continue };
        if let Some(state) = known.state.as_ref().or(one.state.as_ref()) {
            return Relation::Common(state.clone(), one.at.clone());
        }
    }
    let shared = ours.snapshots.iter().rev().find_map(|known| {
        let other = theirs.snapshots.iter().find(|other| other.taken == known.taken && other.digest == known.digest)?;
        let states = [ours, theirs].map(|side| state_then(side, &known.taken).ok());
        let state = states.into_iter().flatten().find(|state| digest_of_state(state) == other.digest)?;
        Some(Relation::Common(state, known.taken.clone()))
    });
    shared.unwrap_or(Relation::Unknown)
}

/// What an assessment grew from once a copy is merged into it: the copy, what stood here, and what both grew from.
#[must_use]
pub fn past_of_merged(
    ours: &Assessment,
    our_past: Vec<Ancestor>,
    theirs: &Assessment,
    their_past: Vec<Ancestor>,
    now: &str,
) -> Vec<Ancestor> {
    remember(vec![Ancestor::of_other(theirs, now), Ancestor::of(ours, now)], both(our_past, their_past))
}
