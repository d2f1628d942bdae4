//! About: what this is and is not, privacy, editions, sources.

use super::parts::{heading, link, outside_link, para};
use super::reminding::promise;
use crate::browser::dom::{El, el};
use crate::standard::{self, Edition, Scope};

pub(super) fn about() -> El {
    let buy = el("p")
        .with("Buy the standard from ")
        .with(outside_link("https://webstore.iec.ch/").with("the IEC webstore"))
        .with(" or from your national standards body (ANSI, BSI, DIN and others).");
    let file = el("p")
        .with("An assessment is saved as JSON with a digest (SHA-256 over the canonical form of RFC 8785). Other programs may \
               read and write it: all formats are in ")
        .with(link("file-format.md").with("the guide to the formats"))
        .with(" and in JSON Schemas for ")
        .with(link("iec62304-assessment.schema.json").with("assessments"))
        .with(", ")
        .with(link("iec62304-locked.schema.json").with("locked files"))
        .with(" and ")
        .with(link("iec62304-backup.schema.json").with("backups"))
        .with(".");
    let version = concat!("Version ", env!("CARGO_PKG_VERSION"), ". Licence: MIT or Apache-2.0.");
    let editions: Vec<Vec<El>> = standard::editions().iter().map(about_edition).collect();
    el("div")
        .class("page about")
        .with(heading().with("About"))
        .with(titled("What this is").with(el("p").with(
            "A readiness self-assessment for IEC 62304, the standard for the life cycle of medical device software. It \
             asks every requirement that applies to your safety class and edition, keeps your answers, evidence and \
             notes, and shows what is missing.",
        )))
        .with(
            titled("What it is not")
                .with(el("p").with(
                    "No certificate, no statement of conformity, no legal advice, and no replacement for the standard. \
                     The questions and explanations are our own words; only the standard's own text counts. The result \
                     is what you said about yourselves.",
                ))
                .with(buy),
        )
        .with(titled("The numbers").with(list(&[
            "Counts come first, percent second. All percentages are rounded down, so 100 % means all of it.",
            "Readiness is met plus half of partly met, over what applies. Unanswered counts as not met.",
            "Coverage is answered over what applies.",
            "Not applicable leaves the count only with a reason; without one it counts as unanswered.",
            "An estimate of the quick check stands for the requirements of its activity that have no answer. It is shown as \
             an estimate, counts in no percentage but the estimated readiness, and gives way to every answer.",
            "Answers out of scope are kept, hidden and not counted. They come back with the scope.",
        ])))
        .with(titled("Privacy").with(el("p").with(
            "This page has no server, no account, no cookies and no statistics. After it has loaded it asks the network \
             for nothing. Your answers are in this browser's local storage, under keys that begin with \
             iec62304-readiness/, and in the files that you save. Anyone who can use this browser profile can read them. \
             Clearing the site's data in the browser deletes them: keep a file. Where the browser can write to a file \
             again, which file an assessment is saved to is kept in its database iec62304-readiness.",
        )).with(el("p").with(promise())))
        .with(
            titled("Editions and sources")
                .with(el("p").with(
                    "Clause numbers and classes were compiled from public secondary sources and checked against each \
                     other; the tables are tested against a second list that was typed independently. Lists in circulation \
                     are wrong on some of these rows, so compare with your copy of the standard where it matters. What an \
                     assessor looks for, and what is often missing, is experience and no requirement.",
                ))
                .with(editions),
        )
        .with(titled("The file").with(file).with(para("hint").with(version)))
}

fn titled(title: &str) -> El {
    el("section").with(el("h2").with(title))
}

fn list(rows: &[&str]) -> El {
    let rows: Vec<El> = rows.iter().map(|row| el("li").with(*row)).collect();
    el("ul").with(rows)
}

fn about_edition(edition: &'static Edition) -> Vec<El> {
    let classes = edition.classes.iter().map(|info| {
        let [plain, legacy] =
            [false, true].map(|legacy| Scope { edition, class: info.class, legacy }.requirements().count());
        let more = if legacy > plain { format!(", {legacy} for legacy software") } else { String::new() };
        el("li").with(format!("{}: {plain} requirements{more}", info.name))
    });
    let classes: Vec<El> = classes.collect();
    let uncertain = edition
        .uncertain
        .iter()
        .map(|row| el("li").with(el("strong").with(row.clause.to_string())).with(": ").with(row.text));
    let uncertain: Vec<El> = uncertain.collect();
    vec![
        el("h3").with(edition.label),
        el("p").with(edition.about),
        el("ul").with(classes),
        el("p").with("Where the sources disagree, and what this page does:"),
        el("ul").with(uncertain),
    ]
}
