//! The evidence register: all evidence in one place.
//!
//! What belongs here: what the whole view shares, its figures, its tools and the table around the rows. A row is in
//! `register_row`, the form for a document in `register_edit`, what is cited in several ways or has no evidence in
//! `register_lists`.

use super::parts::{button, choice_field, count, para, table_frame};
use super::register_edit::editor;
use super::register_lists::{bare_lists, variant_list};
use super::register_row::row;
use super::state::State;
use crate::assessment::{Dating, DocumentField, Evidence, Query, Register};
use crate::browser::dom::{Child, El, el, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, files, page};
use crate::exchange::file_name;
use crate::exchange::paper::evidence_csv;

/// What the whole view shares. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: State,
    /// The register as it is now.
    pub(super) register: Memo<Register>,
    /// The day on which it is looked at.
    pub(super) today: StoredValue<String>,
    /// The documents that are being changed; each keeps its row until that is done or given up.
    pub(super) open: RwSignal<Vec<Evidence>>,
    /// Whether a document is being added.
    pub(super) adding: RwSignal<bool>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    search: RwSignal<String>,
    only_attention: RwSignal<bool>,
    order: RwSignal<DocumentField>,
}

/// Where the focus goes when what held it is gone.
pub(super) const SAID: &str = "#register-said";

/// A key for a document, from which [`of_key`] makes it again: each field behind its length.
pub(super) fn key_of(document: &Evidence) -> String {
    let mut key = String::new();
    for field in DocumentField::ALL {
        let text = field.of(document);
        key.push_str(&text.chars().count().to_string());
        key.push(' ');
        key.push_str(text);
    }
    key
}

pub(super) fn of_key(key: &str) -> Evidence {
    let mut document = Evidence::default();
    let mut chars = key.chars();
    for field in DocumentField::ALL {
        let length: String = chars.by_ref().take_while(|char| *char != ' ').collect();
        *field.of_mut(&mut document) = chars.by_ref().take(length.parse().unwrap_or(0)).collect();
    }
    document
}

/// The id of the row of a document.
pub(super) fn row_id(document: &Evidence) -> String {
    // FNV-1a: the same document has the same id, in letters that an id may have.
    let hash = key_of(document)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("doc-{hash:x}")
}

impl Desk {
    fn new(state: State) -> Self {
        let register = Memo::new(move |_| {
            // What answers hold changes with their shape, and names and scope with the head.
            state.shape.track();
            state.head.track();
            untrack(|| Register::of(&state.assessment()))
        });
        Self {
            state,
            register,
            today: StoredValue::new(clock::today()),
            open: RwSignal::new(Vec::new()),
            adding: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            search: RwSignal::new(String::new()),
            only_attention: RwSignal::new(false),
            order: RwSignal::new(DocumentField::Title),
        }
    }

    /// What the dates of a document say today.
    pub(super) fn datings(self, document: &Evidence) -> Vec<Dating> {
        self.today.with_value(|today| document.datings(today))
    }

    /// Opens the form of a document, or goes to it where it is open.
    pub(super) fn edit(self, document: &Evidence) {
        self.open.update(|open| {
            if !open.contains(document) {
                open.push(document.clone());
            }
        });
        page::focus(&format!("[id='{}-title']", row_id(document)));
    }

    /// Closes the form of a document and puts the focus on a row: its own, or that of what it has become.
    pub(super) fn close(self, document: &Evidence, then: &Evidence) {
        self.open.update(|open| open.retain(|known| known != document));
        page::focus_soon(vec![format!("[id='{}'] .edit", row_id(then)), SAID.to_owned()]);
    }

    /// Makes several documents one: the same in full wherever one of them is cited.
    pub(super) fn join(self, documents: &[Evidence], full: &Evidence) {
        let now = clock::now();
        let mut changed = 0;
        self.state.change_all(|assessment| {
            changed = documents.iter().map(|old| assessment.change_everywhere(old, full, &now)).sum();
        });
        self.said.set(format!("Changed in {}.", count(changed, "place", "places")));
        // The group that held the button is gone; the next one stands in its place, or else the words stay.
        page::focus_soon(vec!["#variants".to_owned(), SAID.to_owned()]);
    }

    /// The documents that are shown, in their order, and of how many.
    fn shown(self) -> (Vec<Evidence>, usize) {
        let query = self.search.with(|search| Query::new(search));
        let (only_attention, order) = (self.only_attention.get(), self.order.get());
        let open = self.open.get();
        let mut shown: Vec<Evidence> = Vec::new();
        let mut add = |document: &Evidence| {
            let place = shown.partition_point(|known| self.is_before(order, known, document));
            shown.insert(place, document.clone());
        };
        let all = self.register.with(|register| {
            for row in &register.rows {
                let clauses: Vec<String> = row.places.iter().map(|place| place.clause.to_string()).collect();
                let fields = DocumentField::ALL.into_iter().map(|field| field.of(&row.document));
                let is_found = query.is_in(fields.chain(clauses.iter().map(String::as_str)));
                let is_wanted = !only_attention || !self.datings(&row.document).is_empty();
                if (is_found && is_wanted) || open.contains(&row.document) {
                    add(&row.document);
                }
            }
            // What another tab took away while it is being changed stays until that is done.
            open.iter().filter(|document| register.row(document).is_none()).for_each(&mut add);
            register.rows.len()
        });
        (shown, all)
    }

    /// The order that was chosen; what has nothing in that field comes last, and what is alike by title.
    fn is_before(self, order: DocumentField, one: &Evidence, other: &Evidence) -> bool {
        let key = |document| {
            let text = order.of(document);
            (text.is_empty(), text.to_ascii_lowercase())
        };
        key(one).cmp(&key(other)).then_with(|| one.register_order(other)).is_lt()
    }
}

pub(super) fn register(state: State) -> El {
    let desk = Desk::new(state);
    let is_empty = Memo::new(move |_| desk.register.with(|register| register.rows.is_empty()));
    let is_closed = Memo::new(move |_| is_empty.get() && desk.open.with(Vec::is_empty));
    el("div")
        .class("stack register")
        .with(figures(desk))
        .with(buttons(desk, is_empty))
        .with(
            el("p")
                .attr("id", "register-said")
                .class("good")
                .attr("role", "status")
                .attr("tabindex", "-1")
                .with(live(move || desk.said.get())),
        )
        .with(part(move || desk.adding.get().then(|| untrack(|| editor(desk, None)))))
        .with(part(move || is_closed.get().then(nothing)))
        .with(table(desk).flag_live("hidden", move || is_closed.get()))
        .with(variant_list(desk))
        .with(bare_lists(desk))
}

/// What evidence is and where it is added, as long as there is none.
fn nothing() -> El {
    el("div")
        .class("empty")
        .with(el("p").with("No evidence yet. Evidence is a document or a record that shows how a requirement is met: a plan, a review, a test report."))
        .with(el("p").with("Add it in the card of a requirement, under Evidence, or here for several requirements at once."))
}

/// The figures, each leading to what it counts.
fn figures(desk: Desk) -> impl Child {
    part(move || {
        desk.register.with(|register| {
            let today = desk.today.get_value();
            let documents = register.rows.iter().filter(|row| !row.document.is_blank()).count();
            let in_scope = desk.state.scope.get().requirements().count();
            let expired = register.dated(&today, |dating| dating == Dating::Expired);
            let soon = register.dated(&today, |dating| matches!(dating, Dating::ExpiresSoon(_)));
            let odd = register.dated(&today, |it| matches!(it, Dating::InFuture | Dating::ExpiresBeforeDate));
            let (variants, claimed) =
                (register.variants().len(), register.bare.iter().filter(|bare| bare.is_claimed()).count());
            let lead = format!(
                "{} {} of {in_scope} requirements in scope.",
                count(documents, "document serves", "documents serve"),
                register.served
            );
            let dated =
                |number: usize, words: &'static str| (number > 0).then(|| el("li").with(format!("{number} {words}")));
            let leads = |number: usize, words: String, to: &'static str| {
                (number > 0).then(|| el("li").with(button("link", move || page::focus(to)).with(words)))
            };
            let list = el("ul")
                .class("register-figures")
                .with(dated(expired, "expired").map(|row| row.class("not-met")))
                .with(dated(soon, if soon == 1 { "expires within 90 days" } else { "expire within 90 days" }))
                .with(dated(odd, "with a date to check"))
                .with(leads(
                    variants,
                    count(variants, "document cited in several ways", "documents cited in several ways"),
                    "#variants",
                ))
                .with(leads(
                    claimed,
                    format!(
                        "{} without evidence",
                        count(claimed, "requirement met or partly met", "requirements met or partly met")
                    ),
                    "#claimed",
                ));
            el("div").with(para("lead").with(lead)).with(list)
        })
    })
}

fn buttons(desk: Desk, is_empty: Memo<bool>) -> El {
    let state = desk.state;
    let add = button("", move || {
        desk.adding.set(true);
        page::focus("#new-document-title");
    });
    let save = button("quiet", move || {
        let assessment = state.assessment();
        let name = file_name(&assessment, &clock::now()).replace(".iec62304.json", "-evidence.csv");
        if let Err(said) = files::save(&name, "text/csv", &evidence_csv(&assessment, &clock::today())) {
            state.alert(format!(
                "The browser did not save the file ({said}). Allow downloads for this page and try again."
            ));
        }
    });
    para("buttons no-print")
        .with(add.attr("id", "add-document").with("Add a document"))
        .with(save.flag_live("hidden", move || is_empty.get()).with("Save CSV"))
        .with(button("quiet", page::print).flag_live("hidden", move || is_empty.get()).with("Print"))
}

fn table(desk: Desk) -> El {
    let shown = Memo::new(move |_| desk.shown());
    let search = el("input")
        .attr("type", "search")
        .attr("id", "register-search")
        .attr("dir", "auto")
        .attr("autocomplete", "off");
    let search = el("div")
        .class("field search")
        .with(el("label").attr("for", "register-search").with("Search documents and clauses"))
        .with(search.value_live(move || desk.search.get()).on_text(move |text| desk.search.set(text)));
    let attention = button("pill", move || desk.only_attention.update(|is_on| *is_on = !*is_on));
    let attention = attention
        .attr_live("aria-pressed", move || Some(desk.only_attention.get().to_string()))
        .with("Dates that need attention");
    let orders = [
        (DocumentField::Title, "title", "Title"),
        (DocumentField::Number, "number", "Document number"),
        (DocumentField::Expires, "expires", "Expires first"),
        (DocumentField::Date, "date", "Oldest first"),
    ];
    let options = move || orders.map(|(_, key, words)| (key.to_owned(), words.to_owned())).to_vec();
    let chosen = move || {
        let order = desk.order.get();
        orders.iter().find(|(field, ..)| *field == order).map(|(_, key, _)| (*key).to_owned()).unwrap_or_default()
    };
    let order = choice_field("register-order", "Order", options, chosen, move |picked| {
        if let Some((field, ..)) = orders.iter().find(|(_, key, _)| *key == picked) {
            desk.order.set(*field);
        }
    });
    let number = live(move || {
        shown.with(|(shown, all)| match (shown.len(), *all) {
            (0, _) => "No document fits.".to_owned(),
            (shown, all) if shown == all => count(all, "document", "documents"),
            (shown, all) => format!("{shown} of {all} documents"),
        })
    });
    let head = ["Document", "Number", "Version", "Date", "Expires", "Serves"];
    let head = head.map(|name| el("th").attr("scope", "col").with(name)).to_vec();
    let head = el("tr")
        .with(head)
        .with(el("th").attr("scope", "col").class("no-print").with(el("span").class("sr").with("Change")));
    let rows =
        keyed(move || shown.with(|(shown, _)| shown.iter().map(key_of).collect()), move |key| row(desk, of_key(key)));
    let table = el("table").class("register-table").with(el("thead").with(head)).with(rows);
    el("div")
        .class("stack")
        .with(el("div").class("tools").with(search).with(order).with(attention))
        .with(para("shown").attr("role", "status").with(number))
        .with(table_frame("Documents, table").with(table))
}
