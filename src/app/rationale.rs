//! The reasons for continued use (4.4.5): composed from the answers, in a person's own words, one text a version.

use super::legacy::{answers_to, progress_of, step};
use super::parts::{Field, button, fold, para, text_field, words};
use super::state::State;
use crate::assessment::{ContinuedUse, Progress};
use crate::browser::dom::{El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, storage};
use crate::exchange::sha256_hex;

/// The digest of the text that was composed last: what is still so was changed by nobody.
const SETTING: &str = "composed";

/// The version that the text is for.
fn version_of(state: State) -> String {
    state.read(|head| head.product.version.trim().to_owned())
}

/// The text for the version that is named now.
fn text_of(state: State) -> String {
    state.read(|head| {
        head.legacy_route.rationale(&head.product.version).map(|known| known.text.clone()).unwrap_or_default()
    })
}

/// Complete with a text for the version and 4.4.5 met.
fn explained(state: State) -> Progress {
    let has_text = !version_of(state).is_empty() && !text_of(state).trim().is_empty();
    match progress_of(state, "4.4.5") {
        Progress::Complete if has_text => Progress::Complete,
        Progress::NotStarted if !has_text => Progress::NotStarted,
        _ => Progress::InProgress,
    }
}

pub(super) fn rationale(state: State) -> El {
    let version = Memo::new(move |_| version_of(state));
    let own = part(move || {
        let version = version.get();
        untrack(|| {
            if version.is_empty() {
                return el("p").with("Name the version in step 2: the reasons are for one version.");
            }
            editor(state, &version)
        })
    });
    let text = "Say why the version on the market may stay in use, from the analysis, the risk work and what the field tells. \
                Another version begins another text.";
    step(state, 5, "Why its use may go on", explained)
        .with(el("p").with(text))
        .with(answers_to(state, &["4.4.5"]))
        .with(own)
        .with(others(state, version))
}

fn compose(state: State) -> String {
    state.assessment().compose_continued_use()
}

fn write(state: State, text: String) {
    state.edit_head(|head| {
        let version = head.product.version.clone();
        head.legacy_route.set_rationale(&version, text, &clock::now());
    });
}

fn editor(state: State, version: &str) -> El {
    let said = RwSignal::new(String::new());
    // A person's own text is never written over; one that is as it was composed last may be composed afresh.
    let is_free = move || {
        let text = text_of(state);
        text.trim().is_empty() || storage::setting(SETTING) == Some(sha256_hex(&text))
    };
    let take = button("quiet", move || {
        let fresh = compose(state);
        let text = untrack(|| text_of(state));
        let outcome = if text == fresh || (!untrack(is_free) && text.contains(&fresh)) {
            "The text holds it already."
        } else if untrack(is_free) {
            storage::set_setting(SETTING, &sha256_hex(&fresh));
            write(state, fresh);
            "Composed from the answers."
        } else {
            write(state, format!("{}\n\n{fresh}", text.trim_end()));
            "Added at the end of your text."
        };
        said.set(outcome.to_owned());
    });
    let take =
        take.with(live(move || if is_free() { "Compose from the answers" } else { "Add it to my text" }.to_owned()));
    let field = text_field(
        "rationale",
        Field { label: "Rationale for continued use", rows: 6, ..Field::default() },
        move || text_of(state),
        move |text| {
            said.set(String::new());
            write(state, text);
        },
    );
    let preview = move || {
        el("p").with(part(move || {
            state.by_activity.track();
            state.head.track();
            words(&untrack(|| compose(state)))
        }))
    };
    el("div")
        .class("stack rationale")
        .with(el("p").with(el("strong").with("Version ").with(words(version))))
        .with(field.class("field no-print"))
        .with(para("print-only own-words").with(part(move || words(&text_of(state)))))
        .with(
            para("buttons")
                .with(take)
                .with(el("span").class("hint").attr("role", "status").with(live(move || said.get()))),
        )
        .with(fold(|| "What the answers give now".to_owned(), preview).class("no-print"))
}

/// The texts for other versions, to be read.
fn others(state: State, version: Memo<String>) -> El {
    let rows = part(move || {
        let version = version.get();
        // What is typed for the version that is named now changes none of them.
        let others = untrack(|| {
            state.read(|head| {
                let own = head.legacy_route.rationale(&version);
                let others = head.legacy_route.rationales.iter();
                // A file may hold two for one version: the one that is not in the field stands here.
                let is_other = |known: &&ContinuedUse| own.is_none_or(|own| !std::ptr::eq(own, *known));
                let others = others.filter(is_other).filter(|known| !known.text.trim().is_empty());
                others.map(row).collect::<Vec<El>>()
            })
        });
        (!others.is_empty()).then(|| vec![el("h3").with("Other versions"), el("div").class("stack").with(others)])
    });
    el("div").class("stack").with(rows)
}

fn row(known: &ContinuedUse) -> El {
    let version = known.version.trim();
    let name = if version.is_empty() { words("No version named") } else { words(version) };
    let at = clock::for_people(&known.changed);
    el("article")
        .class("earlier")
        .with(el("h4").with("Version ").with(name))
        .with(para("hint").with(at))
        .with(para("own-words").with(words(&known.text)))
}
