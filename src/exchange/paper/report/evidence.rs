//! The documents and records, with their dates and what each of them serves.

use super::super::document::{Cell, Kind, Phrase, Section, Table, cell, phrase, said};
use super::judged::Judged;
use super::{Chapter, Source, count};
use crate::assessment::{Evidence, Status, day_number};
use crate::standard::Clause;

/// How soon an end is near, in days.
const NEAR: i32 = 90;

/// A document or record, once, with the requirements that name it.
struct Listed<'a> {
    evidence: &'a Evidence,
    /// Where it is, each place once.
    links: Vec<&'a str>,
    /// The digests that were taken of it, each once.
    digests: Vec<&'a str>,
    clauses: Vec<Clause>,
}

impl<'a> Listed<'a> {
    fn add(&mut self, clause: Clause, evidence: &'a Evidence) {
        let add_once = |known: &mut Vec<&'a str>, text: &'a str| {
            if !text.trim().is_empty() && !known.contains(&text) {
                known.push(text);
            }
        };
        add_once(&mut self.links, &evidence.link);
        add_once(&mut self.digests, &evidence.sha256);
        if self.clauses.last() != Some(&clause) {
            self.clauses.push(clause);
        }
    }
}

pub(super) fn section(source: &Source) -> Section {
    let mut section = Section::new(Chapter::Evidence.key(), Chapter::Evidence.label());
    let listed = listed(source);
    let today = source.made.today;
    let expired = listed.iter().filter(|one| ends(one.evidence, today) == Some(Ends::Expired)).count();
    let near = listed.iter().filter(|one| ends(one.evidence, today) == Some(Ends::Near)).count();
    section.para(phrase().own(format!(
        "{}. {expired} expired by {today}, {near} more expire within {NEAR} days.",
        count(listed.len(), "document or record", "documents and records"),
    )));
    section.table(table(source, &listed));
    let without = |judged: &&Judged| judged.evidence().next().is_none();
    let claims = |judged: &&Judged| matches!(judged.counted(), Some(Status::Met | Status::PartlyMet));
    let bare: Vec<Phrase> = source
        .asked()
        .filter(claims)
        .filter(without)
        .map(|judged| phrase().own(format!("{} (", judged.name())).status(judged.counted()).own(")"))
        .collect();
    section.heading(format!("Met or partly met, without evidence ({})", bare.len()));
    if bare.is_empty() {
        section.para(phrase().own("None."));
    }
    section.list(bare);
    let others = source.asked().filter(|judged| !claims(judged)).filter(without).count();
    if others > 0 {
        let others = count(others, "requirement has no evidence: it is", "requirements have no evidence: they are");
        section.hint(format!("{others} not met, not applicable or unanswered."));
    }
    section
}

/// Each document once, in the order in which the requirements name them.
fn listed<'a>(source: &Source<'a>) -> Vec<Listed<'a>> {
    let mut found: Vec<Listed> = Vec::new();
    // The places in `found`, sorted by what identifies a document.
    let mut order: Vec<usize> = Vec::new();
    for judged in &source.judged {
        let clause = judged.requirement.clause;
        for (_, evidence) in judged.evidence() {
            let key = key(evidence);
            let known = |place: &usize| found.get(*place).map(|one| self::key(one.evidence));
            let place = order.partition_point(|known_place| known(known_place) < Some(key));
            let same = order.get(place).copied().filter(|at| known(at) == Some(key));
            let at = same.unwrap_or_else(|| {
                order.insert(place, found.len());
                found.push(Listed { evidence, links: Vec::new(), digests: Vec::new(), clauses: Vec::new() });
                found.len() - 1
            });
            if let Some(one) = found.get_mut(at) {
                one.add(clause, evidence);
            }
        }
    }
    found
}

/// What identifies a document: everything but where it is and what its bytes are, which are not given at every place.
fn key(evidence: &Evidence) -> [&str; 5] {
    let Evidence { title, document, version, date, expires, .. } = evidence;
    [title, document, version, date, expires]
}

/// Why a document wants a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Expired,
    Near,
}

fn ends(evidence: &Evidence, today: &str) -> Option<Ends> {
    let left = day_number(&evidence.expires)? - day_number(today)?;
    match left {
        ..0 => Some(Ends::Expired),
        0..=NEAR => Some(Ends::Near),
        _ => None,
    }
}

fn table(source: &Source, listed: &[Listed]) -> Table {
    let columns = [
        ("Document or record", Kind::Text),
        ("Number", Kind::Text),
        ("Version", Kind::Short),
        ("Date", Kind::Code),
        ("Expires", Kind::Code),
        ("Requirements", Kind::Short),
    ];
    let mut table = Table::new(phrase().own("Documents and records, in the order of the requirements"), &columns);
    for one in listed {
        let evidence = one.evidence;
        let mut expires = said(&evidence.expires);
        match ends(evidence, source.made.today) {
            Some(Ends::Expired) => expires.push(phrase().strong("Expired")),
            Some(Ends::Near) => expires.push(phrase().strong("Soon")),
            None => {}
        }
        let clauses: Vec<String> = one.clauses.iter().map(ToString::to_string).collect();
        table.row(vec![
            what(source, one),
            said(&evidence.document),
            said(&evidence.version),
            said(&evidence.date),
            expires,
            cell(clauses.join(", ")),
        ]);
    }
    table
}

fn what(source: &Source, one: &Listed) -> Cell {
    let title = phrase().said(&one.evidence.title);
    let mut cell = vec![if title.is_empty() { phrase().own("No title") } else { title }];
    if source.choice.links {
        cell.extend(one.links.iter().map(|link| phrase().address(link)));
    }
    cell.extend(one.digests.iter().map(|digest| phrase().own("SHA-256 ").said(digest)));
    cell
}
