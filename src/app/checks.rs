//! What the consistency checks found in all answers, by check, and what a person said to it.

use super::beside_checks::{Spot, about, reason_line, severity_mark, severity_sign, standing};
use super::checking::{counted, look};
use super::contradictions::contradictions_of;
use super::help::missing;
use super::parts::{button, fold, link, para, spoken};
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Accepted, Finding, contradictions};
use crate::browser::dom::{El, el, keyed, live, part};
use crate::browser::reactive::*;
use crate::browser::{clock, page};
use crate::exchange::document_name;
use crate::exchange::paper::checks_csv;
use crate::standard::{Check, Clause, Severity, words};

/// Which findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Open,
    Accepted,
    All,
}

impl Listed {
    const ALL: [Self; 3] = [Self::Open, Self::Accepted, Self::All];

    const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Accepted => "Accepted",
            Self::All => "All",
        }
    }

    const fn fits(self, is_accepted: bool) -> bool {
        match self {
            Self::Open => !is_accepted,
            Self::Accepted => is_accepted,
            Self::All => true,
        }
    }
}

/// What the view shares. Cheap to copy.
#[derive(Clone, Copy)]
struct List {
    state: State,
    listed: RwSignal<Listed>,
    /// What a person has just accepted or taken back: it stays in its place until they choose a list again.
    touched: RwSignal<Vec<(Clause, &'static str)>>,
}

/// How many findings are open, by how bad they are, and how many are accepted.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Numbers {
    contradictions: usize,
    doubts: usize,
    accepted: usize,
}

impl List {
    fn numbers(self) -> Numbers {
        let mut numbers = Numbers { contradictions: 0, doubts: 0, accepted: 0 };
        self.state.head.with(|head| {
            numbers.contradictions = contradictions(head).len();
            self.state.found.with(|found| {
                for one in found {
                    match (head.is_accepted(one.check.id, one.clause), one.check.severity) {
                        (true, _) => numbers.accepted += 1,
                        (false, Severity::Contradiction) => numbers.contradictions += 1,
                        (false, Severity::Doubt) => numbers.doubts += 1,
                    }
                }
            });
        });
        numbers
    }

    /// Whether a finding is in the list that is chosen.
    fn has(self, finding: &Finding) -> bool {
        let (check, clause) = (finding.check.id, finding.clause);
        let is_accepted = self.state.head.with(|head| head.is_accepted(check, clause));
        self.listed.get().fits(is_accepted) || self.touched.with(|touched| touched.contains(&(clause, check)))
    }

    /// The clauses of what a check found, of the list that is chosen.
    fn clauses(self, check: &'static Check) -> Vec<String> {
        self.state.found.with(|found| {
            let own = found.iter().filter(|one| one.check == check && self.has(one));
            own.map(|one| one.clause.to_string()).collect()
        })
    }
}

pub(super) fn checks(state: State) -> El {
    el("div").class("stack checks").with(part(move || {
        if !state.words_here.get() {
            return vec![missing(state)];
        }
        untrack(|| {
            // What is open now, and not in a moment.
            look(state);
            view(List { state, listed: RwSignal::new(Listed::Open), touched: RwSignal::new(Vec::new()) })
        })
    }))
}

fn view(list: List) -> Vec<El> {
    let state = list.state;
    let numbers = Memo::new(move |_| list.numbers());
    let lead = live(move || summary(state, numbers.get()));
    let head = Memo::new(move |_| !state.head.with(contradictions).is_empty());
    let of_head = part(move || {
        head.get().then(|| {
            let title = el("h2").with("Class, items and legacy route");
            el("section").with(title).with(untrack(|| contradictions_of(state)))
        })
    });
    let by_severity = Severity::ALL.map(|severity| of_severity(list, severity));
    let none = part(move || {
        let numbers = numbers.get();
        let is_none = match list.listed.get() {
            Listed::Open => numbers.contradictions + numbers.doubts == 0 && numbers.accepted > 0,
            Listed::Accepted => numbers.accepted == 0,
            Listed::All => false,
        };
        let words = match list.listed.get() {
            Listed::Accepted => {
                "Nothing is accepted. A finding that may stand is accepted with a reason, here or beside its answer."
            }
            _ => "Nothing is open. What was accepted stands in the list of its own.",
        };
        is_none.then(|| para("empty").with(words))
    });
    vec![
        para("lead").attr("role", "status").with(lead),
        para("hint no-print").with(
            "Worked out again after each answer. A finding goes when the answers change; one that is right as it is can be \
             accepted with a reason.",
        ),
        tools(list, numbers),
        el("div").class("stack").with(of_head),
        el("div").class("stack").with(none).with(by_severity.to_vec()),
        el("div").class("no-print").with(lost(state)).with(what_is_checked(state)),
    ]
}

fn summary(state: State, numbers: Numbers) -> String {
    let Numbers { contradictions, doubts, accepted } = numbers;
    let total = state.total.get();
    if contradictions + doubts + accepted == 0 {
        return if total.unanswered == total.in_scope() {
            "Nothing is answered yet, so there is nothing to check."
        } else {
            "Nothing contradicts. That is no proof that all is right: the checks see only what does not go together."
        }
        .to_owned();
    }
    let mut said = counted(contradictions, doubts);
    if said.is_empty() {
        said.push_str("Nothing open");
    }
    if accepted > 0 {
        said.push_str(&format!(", {accepted} accepted"));
    }
    said.push('.');
    said
}

fn tools(list: List, numbers: Memo<Numbers>) -> El {
    let state = list.state;
    let pill = |listed: Listed| {
        let number = move || {
            let Numbers { contradictions, doubts, accepted } = numbers.get();
            let number = match listed {
                Listed::Open => contradictions + doubts,
                Listed::Accepted => accepted,
                Listed::All => contradictions + doubts + accepted,
            };
            format!("{} ({number})", listed.label())
        };
        let choose = move || {
            list.touched.set(Vec::new());
            list.listed.set(listed);
        };
        button("pill", choose)
            .attr_live("aria-pressed", move || Some((list.listed.get() == listed).to_string()))
            .with(live(number))
    };
    let pills = el("div").class("pills").attr("role", "group").attr("aria-label", "Findings to list");
    let save = button("quiet", move || {
        let assessment = state.assessment();
        let today = clock::today();
        let name = document_name(&assessment, &today, "-checks.csv");
        state.hand_over(&name, "text/csv;charset=utf-8", &checks_csv(&assessment, &today));
    });
    el("div")
        .class("tools")
        .with(pills.with(Listed::ALL.map(pill).to_vec()))
        .with(para("buttons").with(save.with("Save as CSV")).with(button("quiet", page::print).with("Print")))
}

/// What the checks of one severity found; nothing where they found nothing.
fn of_severity(list: List, severity: Severity) -> El {
    let checks =
        move || words().map_or(&[][..], |words| words.checks).iter().filter(move |one| one.severity == severity);
    let found = Memo::new(move |_| {
        let found = checks().filter(|check| !list.clauses(check).is_empty());
        found.map(|check| check.id.to_owned()).collect::<Vec<String>>()
    });
    let title = live(move || {
        let number: usize = checks().map(|check| list.clauses(check).len()).sum();
        let name = match severity {
            Severity::Contradiction => "Contradictions",
            Severity::Doubt => Severity::Doubt.label(),
        };
        format!("{name} ({number})")
    });
    let group = move |id: &str| match checks().find(|check| check.id == id) {
        Some(check) => of_check(list, check),
        // Keys are ids of checks.
        None => el("div"),
    };
    el("section")
        .flag_live("hidden", move || found.with(Vec::is_empty))
        .with(el("h2").class(&format!("with-sign {}", severity.key())).with(severity_mark(severity, false)).with(title))
        .with(keyed(move || found.get(), group))
}

/// What one check found, requirement by requirement.
fn of_check(list: List, check: &'static Check) -> El {
    let clauses = Memo::new(move |_| list.clauses(check));
    // Where the sentences differ by nothing but the clause, one for all is enough.
    let is_same = !check.reason.contains("{others}");
    let row = move |clause: &str| match clause.parse() {
        Ok(clause) => row(list, check, clause, !is_same),
        // Keys are clauses.
        Err(_) => el("li"),
    };
    let number = live(move || {
        clauses.with(|clauses| if clauses.len() > 1 { format!(" ({})", clauses.len()) } else { String::new() })
    });
    el("section")
        .class("check-group")
        .with(el("h3").with(check.title).with(number))
        .with(is_same.then(|| para("").with(check.in_general())))
        .with(para("").with(el("strong").with("What to do: ")).with(check.remedy))
        .with(el("ul").with(keyed(move || clauses.get(), row)))
}

fn row(list: List, check: &'static Check, clause: Clause, is_told: bool) -> El {
    let state = list.state;
    let spot = Spot::new(state, clause, check.id);
    let touched = move || list.touched.update(|touched| touched.push((clause, check.id)));
    let told = part(move || {
        let finding = spot.finding.get()?;
        let what = is_told.then(|| para("").with(finding.what.as_str()));
        Some(el("div").class("told").with(what).with(about(state, &finding, false)))
    });
    el("li").with(para("").with(to_card(state, clause))).with(told).with(standing(spot, touched))
}

fn to_card(state: State, clause: Clause) -> El {
    let title = state.edition_now().requirement(clause).map_or("", |requirement| requirement.title);
    link(&Route::link(&state.id_now(), Place::Requirement(clause)))
        .with(el("span").class("clause").with(clause.to_string()))
        .with(format!(" {title}"))
}

/// Acceptances whose finding is gone, or whose check this version does not know: kept, and removed only by a person.
fn lost(state: State) -> El {
    let lost = Memo::new(move |_| {
        state
            .head
            .with(|head| state.found.with(|found| head.accepted_in_vain(found).cloned().collect::<Vec<Accepted>>()))
    });
    let is_none = Memo::new(move |_| lost.with(Vec::is_empty));
    let summary = move || format!("Accepted, and not found any more ({})", lost.with(Vec::len));
    let rows = move || {
        let rows = part(move || lost.get().iter().map(|one| lost_row(state, one)).collect::<Vec<El>>());
        let words = "The answers have changed since, or this version of the page does not know the check. Each counts again \
                     should its finding come back.";
        el("div").with(para("hint").with(words)).with(el("ul").class("lost").with(rows))
    };
    el("div").attr("id", "lost").flag_live("hidden", move || is_none.get()).with(fold(summary, rows))
}

fn lost_row(state: State, accepted: &Accepted) -> El {
    let clause = accepted.clause;
    let check = words().and_then(|words| words.checks.iter().find(|check| check.id == accepted.check));
    let (own, name) = (accepted.check.clone(), check.map_or("A check that is not known here", |check| check.title));
    let remove = button("link", move || {
        state.edit_head(|head| head.withdraw(&own, clause));
        page::focus_soon(vec!["#lost button".to_owned(), "#what-is-checked summary".to_owned()]);
    });
    el("li")
        .with(para("").with(to_card(state, clause)).with(format!(": {name}")))
        .with(reason_line(accepted))
        .with(para("").with(remove.with("Remove").with(spoken(&format!(" the acceptance for {clause}")))))
}

/// Every check, so that a reader sees what the page looks at.
fn what_is_checked(_state: State) -> El {
    let all = || words().map_or(&[][..], |words| words.checks);
    let content = move || {
        let mut list = el("div").with(para("hint").with(
            "Each looks at the answers that your class and edition ask for. The class, the items and the legacy route are \
             checked too, by rules of their own.",
        ));
        for severity in Severity::ALL {
            let rows = all().iter().filter(|check| check.severity == severity).map(|check| {
                let beside: Vec<String> = check.beside.iter().map(ToString::to_string).collect();
                // One clause stands in the sentence.
                let beside = (beside.len() > 1).then(|| para("hint").with(format!("Looks at {}.", beside.join(", "))));
                let beside = beside
                    .or_else(|| check.beside.is_empty().then(|| para("hint").with("Looks at every requirement.")));
                el("li").with(el("h3").with(check.title)).with(para("").with(check.in_general())).with(beside)
            });
            let rows: Vec<El> = rows.collect();
            list = list.with(severity_sign(severity, false)).with(el("ul").class("all-checks").with(rows));
        }
        list
    };
    el("div")
        .attr("id", "what-is-checked")
        .with(fold(move || format!("What is checked ({} checks)", all().len()), content))
}
