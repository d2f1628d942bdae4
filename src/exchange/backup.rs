//! Everything that a browser holds, as one file, and back again. Each assessment stands in it as the file that it would be,
//! so that one that is damaged does not stop the others; texts that cannot be read stand in it as texts.
//!
//! What belongs here: writing, reading, and how an entry stands against what is stored. Never here: what becomes of it
//! (`app::restoring`).

use super::fields::Fields;
use super::file::{BACKUP_FORMAT, FORMAT, FORMAT_VERSION, MAX_BACKUP_BYTES};
use super::json;
use super::read::{Opened, decode_up_to, not_json, read_file};
use super::report::{Notice, NoticeKind, Refusal};
use super::write::Members;
use crate::assessment::{Assessment, Json};

/// A text that could not be read as an assessment, as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The key in local storage that it stood under.
    pub key: String,
    /// The text, unchanged.
    pub text: String,
}

/// A backup that was read. Nothing is stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was made, as it says; may be empty.
    pub exported_at: String,
    /// Name and version of the program that wrote it, as it says; may be empty.
    pub generator: String,
    /// The assessments, in their order.
    pub saved: Vec<Saved>,
    /// The texts that could not be read when it was made.
    pub aside: Vec<Aside>,
    /// What of the backup itself was left out.
    pub notices: Vec<Notice>,
}

/// One assessment of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What its file holds, or why it cannot be read.
    pub opened: Result<Opened, Refusal>,
    /// Its file, as a text.
    pub text: String,
}

/// How an assessment of a backup stands against the one that is stored with the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// None is stored.
    New,
    /// They are the same in everything.
    Same,
    /// The stored one was changed later.
    StoredIsNewer,
    /// The stored one was changed earlier.
    StoredIsOlder,
    /// They differ, and their times do not tell which is newer.
    Differs,
}

/// The backup: the files of all assessments, as [`super::write_file`] gives them, and what cannot be read.
#[must_use]
pub fn write_backup(files: &[String], aside: &[Aside], now: &str) -> String {
    let mut assessments = Vec::new();
    // What is no JSON, or would be nested too deep in here to be read again, goes with the texts that cannot be read.
    let mut texts: Vec<Json> = aside.iter().map(aside_json).collect();
    for file in files {
        match json::parse(file) {
            Ok(tree) if is_flat(&tree, 100) => assessments.push(tree),
            _ => texts.push(aside_json(&Aside { key: String::new(), text: file.clone() })),
        }
    }
    let generator = Members::new().text("name", FORMAT).text("version", env!("CARGO_PKG_VERSION"));
    let mut backup = Members::new().text("format", BACKUP_FORMAT);
    backup.push("format_version", Json::Number(FORMAT_VERSION.into()));
    backup.push("generator", generator.object());
    backup.push("exported_at", Json::Text(now.to_owned()));
    backup.push("assessments", Json::List(assessments));
    backup.push("aside", Json::List(texts));
    json::pretty(&backup.object())
}

/// Whether nothing is nested deeper than so many levels.
fn is_flat(value: &Json, levels: u8) -> bool {
    let Some(below) = levels.checked_sub(1) else { return false };
    match value {
        Json::List(items) => items.iter().all(|item| is_flat(item, below)),
        Json::Object(members) => members.iter().all(|(_, value)| is_flat(value, below)),
        _ => true,
    }
}

fn aside_json(aside: &Aside) -> Json {
    let mut members = Members::new().text("key", &aside.key);
    members.push("text", Json::Text(aside.text.clone()));
    members.object()
}

/// A name for a backup, with its day.
#[must_use]
pub fn backup_name(now: &str) -> String {
    let day: String = now.chars().take(10).filter(|char| char.is_ascii_digit() || *char == '-').collect();
    format!("{BACKUP_FORMAT}-{day}.json")
}

/// Reads a backup, each entry by itself.
///
/// # Errors
/// A [`Refusal`] where nothing of it can be used: too large, not JSON, no backup, a newer version, or nothing in it.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, Refusal> {
    const OTHER: &str = "Choose a backup that this page saved.";
    let text = decode_up_to(bytes, MAX_BACKUP_BYTES)?;
    let Json::Object(members) = json::parse(text).map_err(|error| not_json(&error))? else {
        return Err(Refusal::new("", "This is JSON, but no backup.", OTHER));
    };
    let mut file = Fields { members, place: String::new() };
    let mut notices = Vec::new();
    if file.text("format", &mut notices) != BACKUP_FORMAT {
        return Err(Refusal::new("/format", format!("The format is not \"{BACKUP_FORMAT}\"."), OTHER));
    }
    match file.count("format_version", &mut notices) {
        FORMAT_VERSION => {}
        0 => {
            let what = "The format version is missing or not a whole number from 1.";
            return Err(Refusal::new("/format_version", what, "Make the backup again, with the page that made it."));
        }
        newer => {
            let what = format!("The backup has format version {newer}; this page reads up to {FORMAT_VERSION}.");
            let remedy = format!("Open it in a version of this page that knows format {newer}.");
            return Err(Refusal { newer: Some(newer), ..Refusal::new("/format_version", what, remedy) });
        }
    }
    let mut program = file.object("generator", &mut notices);
    let words = [program.text("name", &mut notices), program.text("version", &mut notices)];
    let generator = words.join(" ").trim().to_owned();
    let exported_at = file.text("exported_at", &mut notices);
    let saved: Vec<Saved> = few(file.list("assessments", &mut notices), "/assessments", &mut notices)
        .into_iter()
        .map(|(place, entry)| {
            let text = json::compact(&entry);
            let opened = read_file(text.as_bytes()).map_err(|refusal| within(refusal, &place));
            Saved { opened, text }
        })
        .collect();
    let mut aside = Vec::new();
    for (place, entry) in few(file.list("aside", &mut notices), "/aside", &mut notices) {
        match entry {
            Json::Object(members) => {
                let mut fields = Fields { members, place };
                // Hidden characters in a text that nobody could read are no news.
                let mut unheard = Vec::new();
                let [key, text] = ["key", "text"].map(|name| fields.text(name, &mut unheard));
                if text.is_empty() {
                    notices.push(left_out(fields.place, "There is no text in this entry."));
                } else {
                    aside.push(Aside { key, text });
                }
            }
            _ => notices.push(left_out(place, "Each entry of this list must be an object.")),
        }
    }
    for (name, _) in &file.members {
        if name != "$schema" {
            notices.push(left_out(file.place_of(name), "This stands beside the assessments and is not known here."));
        }
    }
    if saved.is_empty() && aside.is_empty() {
        return Err(Refusal::new("", "The backup is empty: there is no assessment in it.", OTHER));
    }
    Ok(Backup { exported_at, generator, saved, aside, notices })
}

/// The length of a list is limited, so that a hostile file takes no longer than an honest one.
fn few(mut list: Vec<(String, Json)>, place: &str, notices: &mut Vec<Notice>) -> Vec<(String, Json)> {
    const MOST: usize = 1000;
    if list.len() > MOST {
        list.truncate(MOST);
        notices.push(left_out(place.to_owned(), &format!("There are more than {MOST} entries; the rest is not read.")));
    }
    list
}

fn left_out(place: String, what: &str) -> Notice {
    Notice { kind: NoticeKind::LeftOut, place, what: what.to_owned() }
}

/// The same refusal, with its place in the backup. A line of the text that was made here would lead nowhere.
fn within(refusal: Refusal, place: &str) -> Refusal {
    let inside = if refusal.place.starts_with('/') { refusal.place.as_str() } else { "" };
    Refusal { place: format!("{place}{inside}"), ..refusal }
}

/// How an assessment stands against the stored one with its id.
#[must_use]
pub fn against(saved: &Assessment, stored: Option<&Assessment>) -> Against {
    let Some(stored) = stored else { return Against::New };
    if saved == stored {
        return Against::Same;
    }
    match stored.changed.cmp(&saved.changed) {
        std::cmp::Ordering::Greater => Against::StoredIsNewer,
        std::cmp::Ordering::Less => Against::StoredIsOlder,
        std::cmp::Ordering::Equal => Against::Differs,
    }
}
