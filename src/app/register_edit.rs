//! The form for a document in the register: changed in one go wherever it is cited, or added to several requirements.
//! Nothing is stored before the button is pressed: while a title is half typed, rows would join and part.

use super::digest::digest_field;
use super::parts::{Field, button, checkbox, count, fold, para, spoken, text_field};
use super::register::{Desk, row_id};
use super::register_row::{name, places_words};
use crate::assessment::{Cited, DocumentField, Evidence};
use crate::browser::dom::{Child, El, el, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::standard::Clause;
use std::rc::Rc;

/// The fields, as in a card.
const FIELDS: [(DocumentField, &str, Field); 6] = {
    const fn field(label: &'static str, is_date: bool) -> Field {
        Field { label, hint: "", rows: 0, is_date }
    }
    [
        (DocumentField::Title, "title", field("What it is called", false)),
        (DocumentField::Number, "document", field("Document number", false)),
        (DocumentField::Version, "version", field("Version", false)),
        (DocumentField::Link, "link", field("Link", false)),
        (DocumentField::Date, "date", field("Date", true)),
        (DocumentField::Expires, "expires", field("Expires", true)),
    ]
};

/// How many of the requirements that are picked are named one by one.
const SHOWN: usize = 8;

/// A form under way. Cheap to copy.
#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    /// The document as it was when the form was opened; none for a new one.
    old: StoredValue<Option<Evidence>>,
    /// As it is typed.
    draft: RwSignal<Evidence>,
    /// The requirements in scope that it was cited for when the form was opened.
    before: StoredValue<Vec<Clause>>,
    /// Those that are picked.
    picked: RwSignal<Vec<Clause>>,
    /// Where it is cited by now, as another tab may have changed.
    places: Memo<Vec<Cited>>,
    /// How many pieces name it by now.
    pieces: Memo<usize>,
    /// Why the button did nothing.
    refused: RwSignal<&'static str>,
    /// Whether removing was asked for.
    removing: RwSignal<bool>,
}

impl Form {
    fn new(desk: Desk, old: Option<Evidence>) -> Self {
        let document = old.clone().unwrap_or_default();
        let row = move |document: &Evidence| desk.register.with(|register| register.row(document).cloned());
        let (of_places, of_pieces) = (document.clone(), document.clone());
        let places = Memo::new(move |_| row(&of_places).map(|row| row.places).unwrap_or_default());
        let pieces = Memo::new(move |_| row(&of_pieces).map_or(0, |row| row.pieces));
        let mut before: Vec<Clause> = Vec::new();
        places.with_untracked(|places| {
            before.extend(places.iter().filter(|place| place.is_asked).map(|place| place.clause));
        });
        before.dedup();
        Self {
            desk,
            old: StoredValue::new(old),
            draft: RwSignal::new(document),
            picked: RwSignal::new(before.clone()),
            before: StoredValue::new(before),
            places,
            pieces,
            refused: RwSignal::new(""),
            removing: RwSignal::new(false),
        }
    }

    fn is_new(self) -> bool {
        self.old.with_value(Option::is_none)
    }

    /// Another tab has changed the document or taken it away.
    fn is_gone(self) -> bool {
        !self.is_new() && self.pieces.get() == 0
    }

    /// The document as it stands in the answers.
    fn stored(self) -> Evidence {
        self.old.get_value().unwrap_or_default()
    }

    /// The requirements that are picked and do not cite it yet.
    fn added(self) -> Vec<Clause> {
        let mut picked = self.picked.get();
        if !self.is_gone() {
            self.before.with_value(|before| picked.retain(|clause| !before.contains(clause)));
        }
        picked
    }

    /// The requirements that it is taken from.
    fn taken(self) -> Vec<Clause> {
        let picked = self.picked.get();
        let mut before = self.before.get_value();
        before.retain(|clause| !picked.contains(clause));
        before
    }

    fn is_other(self) -> bool {
        self.draft.with(|draft| !draft.is_same_document(&self.stored()))
    }

    /// The words of the button: what it does, and in how many places.
    fn button_words(self) -> String {
        if self.is_new() || self.is_gone() {
            return match self.added().len() {
                0 => "Add to requirements".to_owned(),
                number => format!("Add to {}", count(number, "requirement", "requirements")),
            };
        }
        if self.is_other() || (self.added().is_empty() && self.taken().is_empty()) {
            return format!("Change everywhere ({})", count(self.pieces.get(), "place", "places"));
        }
        "Save the requirements".to_owned()
    }

    /// What pressing the button will do besides.
    fn consequences(self) -> Vec<String> {
        let draft = self.draft.get();
        let mut said = Vec::new();
        if self.is_other()
            && let Some(row) = self.desk.register.with(|register| register.row(&draft).map(|row| row.pieces))
        {
            let places = count(row, "place", "places");
            said.push(format!("The same document is cited in {places} already: the two become one row."));
        }
        for (words, clauses) in [("Adds it to", self.added()), ("Takes it from", self.taken())] {
            if !clauses.is_empty() {
                let list: Vec<String> = clauses.iter().map(ToString::to_string).collect();
                said.push(format!("{words} {}.", list.join(", ")));
            }
        }
        if draft.expires_before_date() {
            said.push("It expires before its date. Check both days.".to_owned());
        }
        said
    }

    /// Puts the form away.
    fn close(self, then: &Evidence) {
        if self.is_new() {
            self.desk.adding.set(false);
            page::focus_soon(vec![format!("[id='{}'] .edit", row_id(then)), "#add-document".to_owned()]);
        } else {
            self.desk.close(&self.stored(), then);
        }
    }

    /// Does what the button says.
    fn store(self) {
        let (old, new) = (self.stored(), self.draft.get_untracked().cleaned());
        let (added, taken, is_gone) = untrack(|| (self.added(), self.taken(), self.is_gone()));
        let is_fresh = self.is_new() || is_gone;
        let why = if new.is_blank() {
            "Fill in what it is called, its number or its link."
        } else if is_fresh && added.is_empty() {
            "Pick the requirements that it serves."
        } else if !is_fresh && added.is_empty() && taken.is_empty() && !untrack(|| self.is_other()) {
            "Nothing is different yet. Change a field or pick other requirements."
        } else {
            ""
        };
        self.refused.set(why);
        if !why.is_empty() {
            return;
        }
        let now = clock::now();
        let (mut changed, mut cited, mut removed) = (0, 0, 0);
        self.desk.state.change_all(|assessment| {
            if !is_fresh {
                // Taken out first, so that only what stays is changed.
                removed = assessment.remove_evidence(&old, Some(&taken), &now);
                changed = assessment.change_everywhere(&old, &new, &now);
            }
            cited = assessment.cite(&new, &added, &now);
        });
        let mut said: Vec<String> = Vec::new();
        for (number, what) in [(changed, "Changed in"), (cited, "Added to"), (removed, "Taken from")] {
            if number > 0 {
                said.push(format!("{what} {}.", count(number, "place", "places")));
            }
        }
        self.desk.said.set(said.join(" "));
        self.close(&new);
    }

    /// Takes the document out of every answer.
    fn remove(self) {
        let (old, now) = (self.stored(), clock::now());
        let mut removed = 0;
        self.desk.state.change_all(|assessment| removed = assessment.remove_evidence(&old, None, &now));
        self.desk.said.set(format!("Removed from {}.", count(removed, "place", "places")));
        self.close(&old);
    }
}

/// The form for a document; for a new one without it.
pub(super) fn editor(desk: Desk, old: Option<Evidence>) -> El {
    let id = old.as_ref().map_or_else(|| "new-document".to_owned(), row_id);
    let form = Form::new(desk, old);
    let fields = FIELDS.map(|(field, key, look)| {
        let value = move || form.draft.with(|draft| field.of_mut(&mut draft.clone()).clone());
        let typed = move |text: String| form.draft.update(|draft| *field.of_mut(draft) = text);
        text_field(&format!("{id}-{key}"), look, value, typed)
    });
    let digest = Memo::new(move |_| form.draft.with(|draft| draft.sha256.clone()));
    let keep = move |name: &str, sha256: String| {
        form.draft.update(|draft| {
            draft.sha256 = sha256;
            if draft.title.trim().is_empty() {
                name.clone_into(&mut draft.title);
            }
        });
    };
    let title = if form.is_new() { "Add a document" } else { "Change this document everywhere" };
    let title_id = format!("{id}-heading");
    let frame = format!("[id='{id}-form']");
    let store = button("", move || {
        if !page::focus_invalid(&frame) {
            form.store();
        }
    });
    let cancel = button("quiet", move || {
        let stored = form.stored();
        form.close(&stored);
    });
    let gone = part(move || {
        let words = "Another tab has changed or removed this document. What you typed is still here: add it again, or put it away with Cancel.";
        form.is_gone().then(|| el("p").class("warning").attr("role", "status").with(words))
    });
    let refused = part(move || match form.refused.get() {
        "" => None,
        why => Some(para("wrong").with(why)),
    });
    let consequences =
        part(move || form.consequences().into_iter().map(|said| para("hint").with(said)).collect::<Vec<El>>());
    el("section")
        .class("document-form no-print")
        .attr("id", &format!("{id}-form"))
        .attr("aria-labelledby", &title_id)
        .with(el("h2").attr("id", &title_id).with(title))
        .with(gone)
        .with(el("div").class("evidence").with(fields.to_vec()))
        .with(digest_field(&id, "this document", digest, Rc::new(keep)))
        .with(picker(form))
        .with(el("div").attr("role", "status").class("stack").with(consequences).with(refused))
        .with(
            para("buttons")
                .with(store.with(live(move || form.button_words())))
                .with(cancel.with("Cancel"))
                .with(removal(form, &id)),
        )
}

/// The requirements that it serves, to be picked.
fn picker(form: Form) -> El {
    let summary = move || {
        let picked = form.picked.get();
        let list: Vec<String> = picked.iter().take(SHOWN).map(ToString::to_string).collect();
        let list = if list.is_empty() { "none yet".to_owned() } else { list.join(", ") };
        let more = picked.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("Requirements that it serves: {list}{more}")
    };
    let content = move || {
        let scope = form.desk.state.scope.get_untracked();
        let mut groups: Vec<El> = Vec::new();
        for activity in scope.edition.activities().filter(|activity| activity.is_in(scope)) {
            let asked = activity.requirements.iter().filter(|requirement| scope.includes(requirement));
            let rows = asked.map(|requirement| {
                let clause = requirement.clause;
                let pick = move |is_on: bool| {
                    form.picked.update(|picked| {
                        picked.retain(|known| *known != clause);
                        if is_on {
                            let place = picked.partition_point(|known| *known < clause);
                            picked.insert(place, clause);
                        }
                    });
                };
                let words = el("span").with(el("span").class("clause").with(clause.to_string()));
                checkbox(move || form.picked.with(|picked| picked.contains(&clause)), pick)
                    .with(words.with(" ").with(requirement.title))
            });
            let legend = format!("{} {}", activity.clause, activity.title);
            groups.push(el("fieldset").with(el("legend").class("label").with(legend)).with(rows.collect::<Vec<El>>()));
        }
        el("div").class("picker").with(el("div").with(groups))
    };
    let kept = part(move || {
        let mut kept = form.places.get();
        kept.retain(|place| !place.is_asked);
        (!kept.is_empty()).then(|| {
            let words = "Cited out of scope too, and changed there: ";
            el("div").class("hint kept").with(words).with(places_words(form.desk, &kept))
        })
    });
    el("div").with(fold(summary, content)).with(kept)
}

/// Removing it everywhere, which asks first.
fn removal(form: Form, id: &str) -> impl Child {
    let confirm = format!("{id}-removal");
    part(move || {
        if form.is_new() || form.is_gone() {
            return None;
        }
        let places = count(form.pieces.get(), "place", "places");
        let ask = format!("{confirm}-ask");
        if form.removing.get() {
            let keep = button("quiet", move || {
                form.removing.set(false);
                page::focus(&format!("[id='{ask}']"));
            });
            let remove = button("danger", move || form.remove()).attr("id", &confirm);
            let words = form.old.with_value(|old| old.as_ref().map(name));
            return Some(
                el("span")
                    .class("confirm")
                    .with(el("span").with("Remove ").with(words).with(format!(" from {places}? ")))
                    .with(remove.with("Remove"))
                    .with(keep.with("Keep it")),
            );
        }
        let confirm = confirm.clone();
        let open = button("link", move || {
            form.removing.set(true);
            page::focus(&format!("[id='{confirm}']"));
        });
        Some(el("span").with(open.attr("id", &ask).with(format!("Remove from {places}")).with(spoken(" for good"))))
    })
}
