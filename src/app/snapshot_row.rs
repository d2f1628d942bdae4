//! One snapshot in the list: its name, its numbers, whether it is whole, and what can be done with it.

use super::parts::{button, figure, fold, link, para, percent};
use super::route::{Place, Route};
use super::snapshots::{View, lost_words};
use crate::browser::dom::{Child, El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{address, clock};
use crate::exchange::{as_own, snapshot_size};

pub(super) fn row(view: View, taken: &str) -> El {
    let own = taken.to_owned();
    let when = move || view.when(&own);
    let name = name_field(view, taken);
    let own = taken.to_owned();
    let state_of =
        Memo::new(move |_| view.sound.with(|all| all.iter().find(|(time, _)| *time == own).map(|(_, state)| *state)));
    let trouble = part(move || match state_of.get() {
        Some(Err(lost)) => Some(para("hint snapshot-trouble").with(lost_words(lost))),
        Some(Ok(false)) => Some(el("p").class("warning").with(
            "This snapshot was changed outside the page: its content does not fit its digest. Look at it before you \
                 rely on it.",
        )),
        _ => None,
    });
    let own = taken.to_owned();
    let ways = part(move || {
        let has_content = state_of.get().is_some_and(|state| state.is_ok());
        untrack(|| ways(view, &own, has_content))
    });
    el("li")
        .class("snapshot")
        .with(el("div").class("snapshot-name").with(name).with(el("span").class("hint").with(live(when))))
        .with(numbers(view, taken))
        .with(trouble)
        .with(ways)
        .with(digest(view, taken))
}

fn name_field(view: View, taken: &str) -> El {
    let own = taken.to_owned();
    let name = move || view.read(&own, |known| known.name.clone());
    let own = taken.to_owned();
    let rename = move |typed: String| {
        view.state.edit_head(|head| {
            if let Some(known) = head.snapshots.iter_mut().find(|known| known.taken == own) {
                known.name = typed;
            }
        });
    };
    let own = taken.to_owned();
    el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr_live("aria-label", move || Some(format!("Name of the snapshot of {}", view.when(&own))))
        .value_live(name)
        .on_text(rename)
}

fn numbers(view: View, taken: &str) -> impl Child {
    let own = taken.to_owned();
    let known = Memo::new(move |_| {
        view.read(&own, |known| {
            let tally = known.tally();
            let size = snapshot_size(known).div_ceil(1000);
            [
                ("Readiness", percent(tally.readiness())),
                ("Coverage", percent(tally.coverage())),
                ("Gaps", tally.gaps().to_string()),
                ("Unanswered", tally.unanswered.to_string()),
                ("In the file", format!("{size} kB")),
            ]
        })
    });
    part(move || {
        known.with(|known| {
            known.iter().fold(el("dl").class("numbers"), |list, (name, value)| list.with(figure(name, value)))
        })
    })
}

/// What can be done with it; without content it can only be compared.
fn ways(view: View, taken: &str, has_content: bool) -> El {
    let of = |[before, after]: [&'static str; 2]| {
        let own = taken.to_owned();
        let time = live(move || format!("{before}the snapshot of {}{after}", view.when(&own)));
        el("span").class("sr").with(time)
    };
    let aside = [" (", ")"];
    let mut ways = para("buttons no-print");
    if has_content {
        let look = link(&view.address(taken)).class("button quiet").attr("id", &format!("look-{taken}"));
        ways = ways.with(look.with("Look at it").with(of(aside)));
    }
    let compare = link(&view.compare(taken)).class("button quiet").with("Compare with now");
    ways = ways.with(compare.with(of(aside)));
    if has_content {
        let own = taken.to_owned();
        let back = button("quiet", move || view.ask_to_go_back(&own)).with("Go back to it");
        ways = ways.with(back.with(of(aside)));
    }
    if has_content {
        let own = taken.to_owned();
        let apart = button("link", move || keep_apart(view, &own)).with("Keep as an assessment of its own");
        ways = ways.with(apart.with(of(aside)));
    }
    let own = taken.to_owned();
    let remove = button("link", move || view.ask_to_remove(&own)).with("Remove");
    ways.with(remove.with(of([" ", ""])))
}

/// The state as a new assessment, which opens.
fn keep_apart(view: View, taken: &str) {
    let state = view.state;
    match as_own(&state.assessment(), taken, clock::new_id(), &clock::now()) {
        Ok(own) => {
            let id = state.add(own, String::new());
            address::go(&Route::link(&id, Place::Tasks));
        }
        Err(lost) => state.alert(lost_words(lost).to_owned()),
    }
}

/// The digest: its beginning, and on demand the whole with what it is for.
fn digest(view: View, taken: &str) -> impl Child {
    let own = taken.to_owned();
    let digest = Memo::new(move |_| view.read(&own, |known| known.digest.clone()));
    part(move || {
        let whole = digest.get();
        let start = whole.get(..8)?.to_owned();
        let content = move || {
            el("div").class("stack").with(el("p").with(el("code").with(whole.as_str()))).with(para("hint").with(
                "The SHA-256 digest of everything that was kept. Write it down elsewhere, such as in the minutes of an \
                 audit: while it is the same, nothing in the snapshot has changed. It is no proof of a day or a person.",
            ))
        };
        Some(untrack(|| fold(move || format!("SHA-256 {start}\u{2026}"), content)))
    })
}
