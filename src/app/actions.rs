//! The action plan: who does what until when, as a table or a board, and what its closed actions ask for.

use super::action_card::board;
use super::action_dialog::{delete_dialog, dialog};
use super::action_form::{clause_link, clause_list, new_id, owner_list};
use super::action_row::table;
use super::beside_actions::planned;
use super::parts::{button, checkbox, choice, choice_field, count, figure, link, pair, para, percent, spoken, words};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{
    Action, ActionId, Assessment, MOST_ACTIONS, PlanView, Planned, Progressed, Stage, days, visible,
};
use crate::browser::dom::{El, el, follow, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page, storage};
use crate::exchange::document_name;
use crate::exchange::paper::{calendar, plan_csv};
use crate::standard::Clause;
use std::cell::Cell;
use std::time::Duration;

/// The setting that remembers table or board.
const SETTING: &str = "plan";
const BOARD: &str = "board";
/// The place of the fields and lists of this view, told from those of cards of requirements.
pub(super) const PLACE: &str = "plan";

thread_local! {
    /// The action whose fields open with the view, where another view made it.
    static NEXT: Cell<Option<ActionId>> = const { Cell::new(None) };
}

/// Opens the fields of this action when the view is shown next.
pub(super) fn open_next(id: ActionId) {
    NEXT.set(Some(id));
}

/// What the whole view shares. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    pub(super) state: State,
    pub(super) view: RwSignal<PlanView>,
    /// The ids in the order of the table.
    pub(super) shown: Memo<Vec<String>>,
    /// The action that was moved on the board last, and where to.
    pub(super) said: RwSignal<(String, Stage)>,
    /// The action whose fields are open.
    pub(super) opened: RwSignal<Option<ActionId>>,
}

impl Plan {
    /// Opens the fields of an action. They stand in a dialog, so that no row moves under the hands of who types.
    pub(super) fn open(self, id: ActionId) {
        self.opened.set(Some(id));
        page::open_dialog("action");
    }

    fn add(self) {
        let Some(id) = new_id(self.state) else { return };
        let now = clock::now();
        self.state.edit_head(|head| {
            head.add_action(Action { changed: now, ..Action::new(id, Vec::new()) });
        });
        self.open(id);
        page::focus(&format!("[id='{PLACE}-{id}-what']"));
    }

    /// What is left blank was not meant; it is taken away when its fields are closed.
    pub(super) fn closed(self) {
        let Some(id) = self.opened.get_untracked() else { return };
        let is_blank = |action: &Action| {
            let (clauses, changed) = (action.clauses.clone(), action.changed.clone());
            *action == Action { changed, ..Action::new(id, clauses) } && action.clauses.is_empty()
        };
        self.opened.set(None);
        if self.state.head.with_untracked(|head| head.action(id).is_some_and(is_blank)) {
            self.delete(id);
        } else {
            page::focus(&format!("[id='open-{id}']"));
        }
    }

    pub(super) fn delete(self, id: ActionId) {
        self.state.edit_head(|head| head.actions.retain(|action| action.id != id));
        page::focus("#add-action");
    }
}

pub(super) fn actions(state: State) -> El {
    let view = RwSignal::new(PlanView::default());
    let shown = Memo::new(move |_| {
        let view = view.get();
        state.read(|head| head.plan(&view).iter().map(|action| action.id.to_string()).collect::<Vec<String>>())
    });
    let plan =
        Plan { state, view, shown, said: RwSignal::new((String::new(), Stage::ToDo)), opened: RwSignal::new(None) };
    if let Some(id) = NEXT.take() {
        // Once the view is in the page.
        set_timeout(move || plan.open(id), Duration::ZERO);
    }
    let is_empty = Memo::new(move |_| state.read(|head| head.actions.is_empty()));
    let is_board = RwSignal::new(storage::setting(SETTING).as_deref() == Some(BOARD));
    let body = part(move || {
        if is_empty.get() {
            return untrack(|| empty(state));
        }
        let is_board = is_board.get();
        untrack(|| if is_board { board(plan) } else { listed(plan) })
    });
    let add = button("", move || plan.add()).attr("id", "add-action").with("Add an action");
    let is_full = move || state.read(|head| head.actions.len() >= MOST_ACTIONS);
    let full = part(move || {
        is_full()
            .then(|| para("warning").with(format!("{MOST_ACTIONS} actions are the most that an assessment holds.")))
    });
    el("div")
        .class("stack plan")
        .with(progress(state))
        .with(again(state))
        .with(
            el("section")
                .attr("aria-labelledby", "the-plan")
                .with(el("h2").attr("id", "the-plan").attr("tabindex", "-1").with(live(move || {
                    // The board has a column for each state, and leaves none out.
                    let shown = if is_board.get() { None } else { Some(shown.with(Vec::len)) };
                    match state.read(|head| head.actions.len()) {
                        0 => "Actions".to_owned(),
                        number => match shown.filter(|shown| *shown < number) {
                            Some(shown) => format!("{shown} of {}", count(number, "action", "actions")),
                            None => count(number, "action", "actions"),
                        },
                    }
                })))
                .with(tools(plan, is_board, is_empty))
                .with(moved(plan))
                .with(body)
                .with(full)
                .with(para("buttons").with(add.flag_live("disabled", is_full))),
        )
        .with(saving(state, is_empty))
        .with(owner_list(state, PLACE))
        .with(clause_list(state, PLACE))
        .with(dialog(plan))
        .with(delete_dialog(plan))
}

fn empty(state: State) -> El {
    let gaps = link(&Route::link(&state.id_now(), Place::Gaps)).with("gaps");
    para("empty")
        .with("No actions yet. They come from the ")
        .with(gaps)
        .with(": plan one there or beside an answer, and it stands here with its requirement. Or add one below.")
}

/// The table, or a word where the filter leaves nothing.
fn listed(plan: Plan) -> El {
    let is_none = Memo::new(move |_| plan.shown.with(Vec::is_empty));
    let none = part(move || {
        is_none.get().then(|| para("empty").with("No action fits. Show closed ones too, or those of all."))
    });
    el("div").with(none).with(table(plan).flag_live("hidden", move || is_none.get()))
}

/// How far the actions are, and how far the answers, side by side: one does not move the other.
fn progress(state: State) -> El {
    let sum =
        Memo::new(move |_| state.read(|head| Some(Progressed::of(&head.actions, &clock::today()))).unwrap_or_default());
    let work = part(move || {
        let sum = sum.get();
        // Without any figure there is nothing to add up; no open action leaves no work.
        let left = match (sum.effort_left, sum.without_effort) {
            (0, 1..) => "\u{2013}".to_owned(),
            (left, _) => format!("{} {}", days(left), if left == 10 { "day" } else { "days" }),
        };
        let without = el("span").class("hint").with(format!("{} without a figure", sum.without_effort));
        let left = el("dd").with(left).with(" ").with((sum.without_effort > 0).then_some(without));
        el("dl")
            .class("numbers")
            .with(figure("Actions done", &format!("{} of {}", sum.done, sum.planned())))
            .with(figure("Overdue", &sum.overdue.to_string()))
            .with(figure("In progress", &sum.in_progress.to_string()))
            .with(pair(el("dt").with("Work left"), left))
            .with((sum.dropped > 0).then(|| figure("Dropped", &sum.dropped.to_string())))
    });
    let answers = part(move || {
        let total = state.total.get();
        el("dl")
            .class("numbers")
            .with(figure("Readiness", &percent(total.readiness())))
            .with(figure("Gaps", &total.gaps().to_string()))
            .with(figure("Unanswered", &total.unanswered.to_string()))
    });
    let title = part(move || words(&state.head.with(Assessment::display_title)));
    let on = format!(", {}", clock::today());
    el("div")
        .class("plan-progress")
        .with(para("facts print-only").with(title).with(on))
        .with(el("section").class("summary").attr("aria-label", "Work").with(el("h2").with("Work")).with(work))
        .with(el("section").class("summary").attr("aria-label", "Answers").with(el("h2").with("Answers")).with(answers))
        .with(para("hint").with(
            "Two things: a closed action is work done. Readiness moves only when somebody assesses the requirement again.",
        ))
}

/// What asks to be assessed again, since all its actions are done.
fn again(state: State) -> El {
    let asked = Memo::new(move |_| {
        // Only what an action serves can ask.
        let mut served: Vec<Clause> = Vec::new();
        state.read(|head| {
            for clause in head.actions.iter().flat_map(|action| &action.clauses) {
                let place = served.partition_point(|known| known < clause);
                if served.get(place) != Some(clause) {
                    served.insert(place, *clause);
                }
            }
        });
        let scope = state.scope.get();
        served.retain(|clause| scope.requirement(*clause).is_some() && planned(state, *clause) == Planned::AssessAgain);
        served
    });
    let row = move |clause: &Clause| {
        let clause = *clause;
        let title = state.edition_now().requirement(clause).map(|asked| asked.title).unwrap_or_default();
        let is_gap = state.cell(clause).is_some_and(|cell| cell.counted.get_untracked().is_some());
        let keep = button("quiet", move || {
            // The answer is the same, and its time tells that somebody looked.
            state.edit(clause, |_| {});
            page::focus("#the-plan");
        });
        el("li")
            .with(el("span").with(clause_link(state, clause)).with(" ").with(title))
            .with(is_gap.then(|| keep.with("I looked: it stays as it is").with(spoken(&format!(" {clause}")))))
    };
    el("div").with(part(move || {
        asked.with(|asked| {
            (!asked.is_empty()).then(|| {
                untrack(|| {
                    el("section")
                        .class("again-list")
                        .attr("aria-labelledby", "assess-again")
                        .with(el("h2").attr("id", "assess-again").with(format!("Assess again ({})", asked.len())))
                        .with(el("p").with(
                            "All actions for these are done, and nobody has looked at the answer since. Follow the link and \
                             answer anew.",
                        ))
                        .with(el("ul").with(asked.iter().map(row).collect::<Vec<El>>()))
                })
            })
        })
    }))
}

/// Table or board, whose actions, and whether closed ones too.
fn tools(plan: Plan, is_board: RwSignal<bool>, is_empty: Memo<bool>) -> El {
    let (state, view) = (plan.state, plan.view);
    let shape = |to_board: bool, word: &str| {
        let pick = move || {
            storage::set_setting(SETTING, if to_board { BOARD } else { "table" });
            is_board.set(to_board);
        };
        choice("plan-shape", "", move || is_board.get() == to_board, pick).with(word)
    };
    let owners =
        Memo::new(move |_| state.read(|head| head.owners().into_iter().map(str::to_owned).collect::<Vec<String>>()));
    let options = move || {
        let mut options = vec![("all".to_owned(), "Everybody".to_owned())];
        // Names are told from our own two words by a sign in front.
        options.extend(owners.get().into_iter().map(|owner| (format!("={owner}"), visible(&owner))));
        options.push(("=".to_owned(), "Nobody yet".to_owned()));
        options
    };
    let chosen =
        move || view.with(|view| view.owner.as_ref().map_or_else(|| "all".to_owned(), |owner| format!("={owner}")));
    let picked = move |key: String| view.update(|view| view.owner = key.strip_prefix('=').map(str::to_owned));
    // Who is gone from the plan is not asked for any more.
    follow(move || {
        let gone = view.with_untracked(|view| view.owner.clone()).filter(|owner| !owner.is_empty());
        if gone.is_some_and(|owner| !owners.get().contains(&owner)) {
            view.update(|view| view.owner = None);
        }
    });
    let closed =
        checkbox(move || view.with(|view| view.with_closed), move |is_on| view.update(|view| view.with_closed = is_on));
    el("div")
        .class("tools plan-tools")
        .flag_live("hidden", move || is_empty.get())
        .with(
            el("fieldset")
                .with(el("legend").class("label").with("Show as"))
                .with(el("div").class("choices").with(shape(false, "Table")).with(shape(true, "Board"))),
        )
        .with(choice_field("plan-owner", "Owner", options, chosen, picked))
        .with(closed.flag_live("hidden", move || is_board.get()).with("Show closed ones too"))
}

/// What was moved on the board, said aloud, and what closing does not do.
fn moved(plan: Plan) -> El {
    el("div").attr("role", "status").with(part(move || {
        let (id, stage) = plan.said.get();
        let name = plan.state.head.with_untracked(|head| Some(head.action(ActionId::new(&id)?)?.display_name()))?;
        let more = if stage == Stage::Done { " This closes the action, not the gap." } else { "" };
        Some(para("hint").with(words(&name)).with(format!(" is now: {}.", stage.label())).with(more))
    }))
}

/// Calendar, table and paper.
fn saving(state: State, is_empty: Memo<bool>) -> El {
    let open = Memo::new(move |_| {
        state.read(|head| {
            let open = || head.actions.iter().filter(|action| action.stage.is_open());
            (
                open().filter(|action| !action.due.is_empty()).count(),
                open().filter(|action| action.due.is_empty()).count(),
            )
        })
    });
    let told = live(move || {
        let (with, without) = open.get();
        let left = match without {
            0 => String::new(),
            number => format!(" {} left out for want of one.", count(number, "is", "are")),
        };
        let held = match with {
            0 => "The calendar would be empty: no open action has a due date.".to_owned(),
            number => {
                let held = count(number, "open action that has", "open actions that have");
                format!("The calendar holds the {held} a due date.{left}")
            }
        };
        format!(
            "{held} The CSV holds every action. Jira takes it as it is; where another tracker asks for a title, call its \
             first column Title."
        )
    });
    let give = move |ending: &str, kind: &str, make: fn(&Assessment, &str) -> String| {
        let (assessment, now) = (state.assessment(), clock::now());
        state.hand_over(&document_name(&assessment, &now, ending), kind, &make(&assessment, &now));
    };
    el("section")
        .class("no-print")
        .flag_live("hidden", move || is_empty.get())
        .attr("aria-labelledby", "plan-out")
        .with(el("h2").attr("id", "plan-out").with("Take it along"))
        .with(
            para("buttons")
                .with(
                    button("quiet", move || give("-actions.ics", "text/calendar", calendar))
                        .with("Save calendar (.ics)"),
                )
                .with(
                    button("quiet", move || give("-actions.csv", "text/csv", |head, _| plan_csv(head)))
                        .with("Save CSV"),
                )
                .with(button("quiet", page::print).with("Print")),
        )
        .with(para("hint").with(told))
}
