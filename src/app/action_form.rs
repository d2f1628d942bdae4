//! The fields of one action, and how its parts are shown wherever it stands. Every change is saved at once.

use super::beside_actions::planned;
use super::parts::{Field, button, choice_field, link, mark, para, spoken, text_field, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Action, ActionId, Effort, Planned, Priority, Stage, Status};
use crate::browser::dom::{Child, El, el, follow, live, part, svg};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::{Clause, Requirement};

/// A new id that no action has.
pub(super) fn new_id(state: State) -> Option<ActionId> {
    let is_free = |id: &ActionId| state.head.with_untracked(|head| head.action(*id).is_none());
    let fresh = || ActionId::new(&clock::new_id().chars().take(8).collect::<String>()).filter(is_free);
    std::iter::repeat_with(fresh).take(9).flatten().next()
}

/// Changes an action, stamps it, and saves.
pub(super) fn edit(state: State, id: ActionId, change: impl FnOnce(&mut Action)) {
    state.edit_head(|head| head.edit_action(id, &clock::now(), change));
}

/// Puts an action into a stage.
pub(super) fn move_to(state: State, id: ActionId, stage: Stage) {
    edit(state, id, |action| action.set_stage(stage, &clock::now()));
}

/// Reads something of an action.
pub(super) fn read<T: Default>(state: State, id: ActionId, what: impl FnOnce(&Action) -> T) -> T {
    state.read(|head| head.action(id).map(what).unwrap_or_default())
}

/// How a due date stands to today: overdue is said by word and shape.
pub(super) fn due(state: State, id: ActionId) -> impl Child {
    let told = Memo::new(move |_| {
        let today = clock::today();
        read(state, id, |action| {
            (action.due.clone(), action.is_overdue(&today), action.stage.is_open() && action.due == today)
        })
    });
    part(move || {
        let (day, is_overdue, is_today) = told.get();
        let tag = match (is_overdue, is_today) {
            (true, _) => Some(el("span").class("overdue").with(warning()).with("Overdue")),
            (_, true) => Some(el("span").class("overdue today").with("Today")),
            _ => None,
        };
        match day.is_empty() {
            true => el("span").class("hint").with("No date"),
            false => el("span").class("due").with(el("time").with(day.as_str())).with(tag),
        }
    })
}

/// A triangle with a mark in it; the word stands beside it.
fn warning() -> El {
    let path = "M8 1 15.5 14.5H.5zM7.2 6v4.2h1.6V6zm0 5.4V13h1.6v-1.6z";
    let path = svg("path").attr("fill-rule", "evenodd").attr("d", path);
    svg("svg").class("mark").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path)
}

/// The state of an action as a tag.
pub(super) fn state_tag(state: State, id: ActionId) -> impl Child {
    let stage = Memo::new(move |_| read(state, id, |action| action.stage));
    part(move || {
        let stage = stage.get();
        el("span").class(&format!("tag stage {}", stage.key())).with(stage.label())
    })
}

/// The requirements of an action as links to their cards, each with the mark of its status.
pub(super) fn served(state: State, id: ActionId) -> impl Child {
    let clauses = Memo::new(move |_| read(state, id, |action| action.clauses.clone()));
    part(move || {
        let clauses = clauses.get();
        let rows: Vec<El> = clauses.iter().map(|clause| el("li").with(clause_link(state, *clause))).collect();
        (!rows.is_empty()).then(|| el("ul").class("served").with(rows))
    })
}

/// A requirement as a link to its card, with the mark of its status; one that is not asked now as a word.
pub(super) fn clause_link(state: State, clause: Clause) -> El {
    let is_asked = Memo::new(move |_| state.scope.get().requirement(clause).is_some());
    el("span").with(part(move || {
        if !is_asked.get() {
            return el("span").class("clause").with(clause.to_string()).with(" ").with("(out of scope now)");
        }
        let status = part(move || {
            let status = state.cell(clause).and_then(|cell| cell.counted.get());
            let word = status.map_or("Unanswered", Status::label);
            el("span").with(mark(status)).with(spoken(&format!(" {word}")))
        });
        let number = el("span").class("clause").with(clause.to_string());
        link(&Route::link(&state.id_now(), Place::Requirement(clause))).class("served-link").with(number).with(status)
    }))
}

/// The names used so far, to pick an owner from. `place` tells the list from others on the page.
pub(super) fn owner_list(state: State, place: &str) -> El {
    let owners =
        Memo::new(move |_| state.read(|head| head.owners().into_iter().map(str::to_owned).collect::<Vec<String>>()));
    el("datalist")
        .attr("id", &format!("{place}-owners"))
        .with(part(move || owners.get().iter().map(|owner| el("option").attr("value", owner)).collect::<Vec<El>>()))
}

/// The requirements in scope, to pick from.
pub(super) fn clause_list(state: State, place: &str) -> El {
    el("datalist").attr("id", &format!("{place}-clauses")).with(part(move || {
        let row = |asked: &Requirement| el("option").attr("value", &asked.clause.to_string()).with(asked.title);
        state.scope.get().requirements().map(row).collect::<Vec<El>>()
    }))
}

/// All fields of an action. `place` tells its ids from others on the page, `lists` is the place of the lists to pick from.
pub(super) fn form(state: State, id: ActionId, place: &str, lists: &str) -> El {
    let key = |field: &str| format!("{place}-{id}-{field}");
    let text = |field: &str, look: Field, access: fn(&mut Action) -> &mut String| {
        let value = move || read(state, id, |action| std::mem::take(access(&mut action.clone())));
        let typed = move |text: String| edit(state, id, |action| *access(action) = text);
        text_field(&key(field), look, value, typed)
    };
    let label = |label: &'static str| Field { label, ..Field::default() };
    let choice = |field: &str, name: &'static str, options: Vec<(&'static str, &'static str)>, chosen, picked| {
        let options = move || options.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect();
        choice_field(&key(field), name, options, chosen, picked)
    };
    let stage = choice(
        "stage",
        "State",
        Stage::ALL.map(|stage| (stage.key(), stage.label())).to_vec(),
        Box::new(move || read(state, id, |action| action.stage.key().to_owned())) as Box<dyn Fn() -> String>,
        Box::new(move |picked: String| {
            if let Some(stage) = Stage::from_key(&picked) {
                move_to(state, id, stage);
            }
        }) as Box<dyn FnMut(String)>,
    );
    let priority = choice(
        "priority",
        "Priority",
        Priority::ALL.map(|priority| (priority.key(), priority.label())).to_vec(),
        Box::new(move || read(state, id, |action| action.priority.key().to_owned())),
        Box::new(move |picked: String| {
            if let Some(priority) = Priority::from_key(&picked) {
                edit(state, id, |action| action.priority = priority);
            }
        }),
    );
    let owner = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("id", &key("owner"))
        .attr("list", &format!("{lists}-owners"))
        .value_live(move || read(state, id, |action| action.owner.clone()))
        .on_text(move |text| edit(state, id, |action| action.owner = text));
    let owner = el("div").class("field").with(el("label").attr("for", &key("owner")).with("Owner")).with(owner);
    el("div")
        .class("action-form")
        .with(
            text("what", Field { rows: 1, ..label("What is to be done") }, |action| &mut action.what)
                .class("field wide"),
        )
        .with(owner)
        .with(text("due", Field { is_date: true, ..label("Due date") }, |action| &mut action.due))
        .with(priority)
        .with(stage)
        .with(effort(state, id, &key("effort")))
        .with(closed(state, id))
        .with(clauses(state, id, &key("clause"), lists))
        .with(
            text("note", Field { rows: 2, ..label("Note on the action") }, |action| &mut action.note)
                .class("field wide"),
        )
}

/// The work in days. What is no number of days gets a sentence, and what was stored stays.
fn effort(state: State, id: ActionId, key: &str) -> El {
    let stored = Memo::new(move |_| read(state, id, |action| action.effort));
    let typed = RwSignal::new(String::new());
    let is_bad = Memo::new(move |_| typed.with(|text| !text.trim().is_empty() && Effort::parse(text).is_none()));
    // What another tab stored takes the place of what says something else here.
    follow(move || {
        let stored = stored.get();
        if !is_bad.get_untracked() && Effort::parse(&typed.get_untracked()) != stored {
            typed.set(stored.map(|effort| effort.to_string()).unwrap_or_default());
        }
    });
    let [hint, problem] = ["hint", "problem"].map(|part| format!("{key}-{part}"));
    let described = format!("{hint} {problem}");
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("id", key)
        .attr("aria-describedby", &described)
        .attr_live("aria-invalid", move || is_bad.get().then(|| "true".to_owned()))
        .value_live(move || typed.get())
        .on_text(move |text| {
            let parsed = Effort::parse(&text);
            let is_readable = text.trim().is_empty() || parsed.is_some();
            typed.set(text);
            if is_readable && parsed != stored.get_untracked() {
                edit(state, id, |action| action.effort = parsed);
            }
        });
    let told = live(move || {
        let kept = stored.get().map(|effort| format!(" {effort} stays stored.")).unwrap_or_default();
        if is_bad.get() { format!("Type days from 0.1 to 999.9, such as 3 or 0.5.{kept}") } else { String::new() }
    });
    el("div")
        .class("field")
        .with(el("label").attr("for", key).with("Effort in days"))
        .with(input)
        .with(el("span").class("hint").attr("id", &hint).with("Such as 3 or 0.5. Empty if nobody knows."))
        .with(el("span").class("problem").attr("id", &problem).attr("role", "status").with(told))
}

/// What a closed action does not do, with the way to what is to be assessed again.
fn closed(state: State, id: ActionId) -> El {
    let again = Memo::new(move |_| {
        let served = read(state, id, |action| (action.stage == Stage::Done).then(|| action.clauses.clone()));
        served.map(|clauses| {
            let asks = |clause: &Clause| {
                state.scope.get().requirement(*clause).is_some() && planned(state, *clause) == Planned::AssessAgain
            };
            clauses.into_iter().filter(asks).collect::<Vec<Clause>>()
        })
    });
    el("div").class("wide").attr("role", "status").with(part(move || {
        let again = again.get()?;
        let mut told = para("closed-note").with("This closes the action, not the gap.");
        for (place, clause) in again.iter().enumerate() {
            told = told.with(if place == 0 { " Assess again: " } else { ", " }).with(clause_link(state, *clause));
        }
        Some(told)
    }))
}

/// The requirements that the action serves: to take away, and to add.
fn clauses(state: State, id: ActionId, key: &str, lists: &str) -> El {
    let clauses = Memo::new(move |_| read(state, id, |action| action.clauses.clone()));
    let field = format!("[id='{key}']");
    let chips = part(move || {
        let field = field.clone();
        let row = move |clause: &Clause| {
            let (clause, field) = (*clause, field.clone());
            let remove = button("link", move || {
                edit(state, id, |action| action.serve_no_more(clause));
                page::focus(&field);
            });
            let title = state.edition_now().requirement(clause).map(|asked| asked.title).unwrap_or_default();
            el("li")
                .with(clause_link(state, clause))
                .with(el("span").with(title))
                .with(remove.with("Remove").with(spoken(&format!(" {clause}"))))
        };
        let rows: Vec<El> = clauses.with(|clauses| clauses.iter().map(row).collect());
        (!rows.is_empty()).then(|| untrack(|| el("ul").class("serving").with(rows)))
    });
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let add = move || {
        let text = typed.get_untracked();
        let found = text
            .trim()
            .parse()
            .ok()
            .filter(|clause: &Clause| state.scope.with_untracked(|scope| scope.requirement(*clause).is_some()));
        match found {
            Some(clause) => {
                edit(state, id, |action| action.serve(clause));
                typed.set(String::new());
                problem.set(String::new());
            }
            None if text.trim().is_empty() => problem.set("Type or pick a clause number, such as 5.1.1.".to_owned()),
            None => problem.set(format!("No requirement in scope has the number {}.", text.trim())),
        }
    };
    let told = format!("{key}-problem");
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("id", key)
        .attr("list", &format!("{lists}-clauses"))
        .attr("aria-describedby", &told)
        .attr_live("aria-invalid", move || problem.with(|problem| !problem.is_empty()).then(|| "true".to_owned()))
        .value_live(move || typed.get())
        .on_text(move |text| typed.set(text))
        .on("keydown", move |event| {
            if page::is_enter(&event) {
                add();
            }
        });
    let field = format!("[id='{key}']");
    let button = button("quiet", move || {
        add();
        page::focus(&field);
    });
    let problem = el("span")
        .class("problem")
        .attr("id", &told)
        .attr("role", "status")
        .with(part(move || problem.with(|problem| (!problem.is_empty()).then(|| words(problem)))));
    el("div")
        .class("field wide")
        .with(el("label").attr("for", key).with("Requirements that it serves"))
        .with(chips)
        .with(el("div").class("add-clause").with(input).with(button.with("Add").with(spoken(" the requirement"))))
        .with(problem)
}
