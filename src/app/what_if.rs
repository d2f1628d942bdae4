//! What another class for an item or for the system would change, before anybody decides.

use super::parts::{button, choice_field, count, para, words};
use super::state::State;
use crate::assessment::{Assessment, ItemId, WhatIf};
use crate::browser::dom::{Child, El, el, part};
use crate::browser::page;
use crate::browser::reactive::*;
use crate::standard::{Class, Requirement, ScopeChange};

/// What it is asked of: the system, or an item.
#[derive(Clone, Copy)]
pub(super) struct Question {
    pub(super) state: State,
    pub(super) item: Option<ItemId>,
    pub(super) is_open: RwSignal<bool>,
}

impl Question {
    pub(super) fn new(state: State, item: Option<ItemId>) -> Self {
        Self { state, item, is_open: RwSignal::new(false) }
    }

    /// What tells its ids from those of every other.
    fn key(self) -> String {
        self.item.map_or_else(|| "system".to_owned(), |item| item.to_string())
    }

    /// The class that it has now, or nothing.
    fn own(self) -> String {
        self.state.head.with(|head| own_class(head, self.item).map(Class::id).unwrap_or_default().to_owned())
    }

    /// The button that asks it.
    pub(super) fn opener(self) -> El {
        let is_open = self.is_open;
        button("quiet", move || {
            is_open.update(|open| *open = !*open);
            if is_open.get_untracked() {
                page::focus(&format!("[id='what-{}']", self.key()));
            }
        })
        .attr("id", &format!("ask-{}", self.key()))
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
    }

    /// The answer, while it is asked.
    pub(super) fn panel(self) -> impl Child {
        part(move || self.is_open.get().then(|| untrack(|| self.made())))
    }

    fn made(self) -> El {
        let state = self.state;
        let chosen = RwSignal::new(self.own());
        let label = part(move || state.head.with(|head| name(head, self.item)));
        let options = move || {
            state.head.with(|head| {
                let open = if self.item.is_some() { "the class above" } else { "no class yet" };
                let mut options = vec![(String::new(), open.to_owned())];
                options
                    .extend(head.edition.classes.iter().map(|info| (info.class.id().to_owned(), info.name.to_owned())));
                options
            })
        };
        let field = choice_field(
            &format!("what-{}", self.key()),
            el("span").with("What if ").with(label).with(" had"),
            options,
            move || chosen.get(),
            move |picked| chosen.set(picked),
        );
        let told = move || {
            let class = chosen.with(|chosen| state.head.with(|head| head.edition.class(chosen)));
            let assessment = state.assessment();
            assessment.what_if(self.item, class).map(|told| (assessment, told))
        };
        let is_same = move || chosen.get() == self.own();
        let words = part(move || {
            if is_same() {
                return vec![
                    para("hint").with("This is how it is now. Choose another class to see what would change."),
                ];
            }
            told().map(|(assessment, told)| self.sentences(&assessment, &told)).unwrap_or_default()
        });
        // Read when asked for: they are long.
        let lists = part(move || {
            let told = told().filter(|_| !is_same()).map(|(_, told)| told.asked).unwrap_or_default();
            [list("Comes in", &told.comes_in), list("Goes out", &told.goes_out)].map(Option::unwrap_or_default).concat()
        });
        let apply = button("", move || self.apply(&chosen.get_untracked()));
        let close = button("quiet", move || self.close());
        el("div")
            .class("what-if")
            .attr("role", "group")
            .attr("aria-label", "What if")
            .with(field)
            .with(
                para("buttons")
                    .with(apply.flag_live("disabled", is_same).with("Give it this class"))
                    .with(close.with("Close")),
            )
            .with(el("div").class("told").attr("aria-live", "polite").with(words))
            .with(el("div").class("told").with(lists))
    }

    fn apply(self, chosen: &str) {
        let assessment = self.state.assessment();
        let class = assessment.edition.class(chosen);
        let needs_rationale = assessment.what_if(self.item, class).is_some_and(|told| told.needs_rationale);
        match self.item {
            Some(id) => self.state.edit_item(id, |item| item.class = class),
            None => self.state.edit_head(|head| head.give_class(None, class)),
        }
        self.is_open.set(false);
        // Where a rationale is needed now, that is the next thing to say.
        let next =
            if needs_rationale { format!("item-{}-segregation", self.key()) } else { format!("ask-{}", self.key()) };
        page::focus(&format!("[id='{next}']"));
    }

    fn close(self) {
        self.is_open.set(false);
        page::focus(&format!("[id='ask-{}']", self.key()));
    }

    /// What would change, in sentences.
    fn sentences(self, assessment: &Assessment, told: &WhatIf) -> Vec<El> {
        let line = |words: String| el("p").with(words);
        let now = assessment.system_class().id();
        let class = told.class.id();
        let mut lines = vec![line(format!("Class {class} would count. {}", moves(&told.asked)))];
        if told.needs_rationale {
            let words = "It counts once its segregation is explained (4.3 d); until then nothing changes.";
            lines.push(el("p").with(el("strong").with(words)));
        }
        if self.item.is_some() {
            let then = told.system.id();
            lines.push(line(if then == now {
                format!("The system stays class {now}.")
            } else {
                format!("The system would be class {then} in place of {now}. {}", moves(&told.scope))
            }));
        }
        if !told.others.is_empty() {
            let mut others = el("p").with("These items would follow: ");
            for (index, (id, class)) in told.others.iter().enumerate() {
                let between = if index == 0 { "" } else { ", " };
                others = others.with(between).with(name(assessment, Some(*id))).with(format!(" ({})", class.id()));
            }
            lines.push(others.with("."));
        }
        for (number, one, many) in [
            (told.hidden, "answer would be kept and not counted.", "answers would be kept and not counted."),
            (told.back, "answer that was kept would count again.", "answers that were kept would count again."),
        ] {
            if number > 0 {
                lines.push(line(count(number, one, many)));
            }
        }
        lines
    }
}

/// How many requirements come in and go out, in a sentence.
fn moves(change: &ScopeChange) -> String {
    match (change.comes_in.len(), change.goes_out.len()) {
        (0, 0) => "The same is asked.".to_owned(),
        (number, 0) => format!("{} would come in.", requirements(number)),
        (0, number) => format!("{} would go out.", requirements(number)),
        (more, less) => format!("{} would come in, {} would go out.", requirements(more), requirements(less)),
    }
}

fn own_class(head: &Assessment, item: Option<ItemId>) -> Option<Class> {
    match item {
        Some(id) => head.item(id)?.class,
        None => head.classification.class,
    }
}

/// The name of an item, or of the system.
fn name(head: &Assessment, item: Option<ItemId>) -> El {
    match item.and_then(|id| head.item(id)) {
        Some(item) => words(&item.display_name()),
        None => el("span").with("the system"),
    }
}

/// `1 requirement`, `2 requirements`.
pub(super) fn requirements(number: usize) -> String {
    count(number, "requirement", "requirements")
}

/// Requirements under a title; nothing where there are none.
pub(super) fn list(title: &str, list: &[&'static Requirement]) -> Option<Vec<El>> {
    let row = |asked: &&'static Requirement| el("li").with(format!("{} {}", asked.clause, asked.title));
    let rows: Vec<El> = list.iter().map(row).collect();
    let title = (!title.is_empty()).then(|| para("label").with(title));
    (!rows.is_empty()).then(|| title.into_iter().chain([el("ul").class("columns").with(rows)]).collect())
}
