//! A file or a stored text to an assessment: what it is, whether it can be read, whether its digest fits. `take` takes the
//! assessment in it apart.

use super::ancestry::{Ancestor, read_grew_from};
use super::digest::sha256_hex;
use super::fields::Fields;
use super::file::{BACKUP_FORMAT, FORMAT, FORMAT_VERSION, LOCKED_FORMAT, MAX_FILE_BYTES, Stored};
use super::json;
use super::report::{Digest, Notice, NoticeKind, Refusal};
use super::take::assessment;
use crate::assessment::{Assessment, Json};

/// A file that was read. Nothing is stored yet: the person decides with this before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it holds. Its id is empty where the file has none.
    pub assessment: Assessment,
    /// Whether its digest fits.
    pub digest: Digest,
    /// When it was saved, as it says; may be empty.
    pub exported_at: String,
    /// Name and version of the program that wrote it, as it says; may be empty.
    pub generator: String,
    /// States that it grew from, the newest first; none where the file does not tell.
    pub grew_from: Vec<Ancestor>,
    /// Everything that was left out or is worth a look, in the order of reading.
    pub notices: Vec<Notice>,
}

/// What a file is, by what it says of itself. Nothing else in it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An assessment, or something that [`read_file`] explains.
    Assessment,
    /// Locked with a passphrase.
    Locked,
    /// A backup of several assessments.
    Backup,
}

/// Tells what a file is.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Kind {
    if bytes.len() > MAX_FILE_BYTES {
        // Only a backup may be so large, and it says so in its first lines.
        let start = bytes.get(..200).unwrap_or_default();
        let is_backup = start.windows(BACKUP_FORMAT.len()).any(|words| words == BACKUP_FORMAT.as_bytes());
        return if is_backup { Kind::Backup } else { Kind::Assessment };
    }
    let members = match decode(bytes).map(json::parse) {
        Ok(Ok(Json::Object(members))) => members,
        _ => return Kind::Assessment,
    };
    let format = members.iter().find(|(name, _)| name == "format").map(|(_, value)| value);
    match format {
        Some(Json::Text(format)) if format == LOCKED_FORMAT => Kind::Locked,
        Some(Json::Text(format)) if format == BACKUP_FORMAT => Kind::Backup,
        _ => Kind::Assessment,
    }
}

/// Reads a file.
///
/// # Errors
/// A [`Refusal`] where nothing of it can be used: too large, not text, not JSON, another format, a newer version,
/// no assessment in it, or an unknown edition.
pub fn read_file(bytes: &[u8]) -> Result<Opened, Refusal> {
    let text = decode(bytes)?;
    let mut file = open(text)?;
    let mut notices = Vec::new();
    let mut program = file.object("generator", &mut notices);
    let words = [program.text("name", &mut notices), program.text("version", &mut notices)];
    let generator = words.join(" ").trim().to_owned();
    let exported_at = file.text("exported_at", &mut notices);
    let before = notices.len();
    let stated = file.object("digest", &mut notices).text("value", &mut notices);
    let has_digest = !stated.is_empty() || notices.len() > before;
    let Some(body) = file.take("assessment") else { return Err(no_assessment()) };
    let digest = if !has_digest {
        Digest::Absent
    } else if sha256_hex(&json::canonical(&body)).eq_ignore_ascii_case(&stated) {
        Digest::Fits
    } else {
        Digest::Differs
    };
    let now = match &body {
        Json::Object(members) => {
            Json::Object(members.iter().filter(|(name, _)| name != "snapshots").cloned().collect())
        }
        _ => Json::Null,
    };
    let grew_from = read_grew_from(&now, &mut file, &mut notices);
    rest_of_envelope(file, &mut notices);
    let assessment = assessment(body, &mut notices)?;
    Ok(Opened { assessment, digest, exported_at, generator, grew_from, notices })
}

/// Reads what local storage holds under a key of ours. The notices say what could not be used: where there are any,
/// the bytes must be set aside before anything is written over them.
///
/// # Errors
/// A [`Refusal`]; its `newer` tells an entry of a newer version from a damaged one.
pub fn read_stored(text: &str) -> Result<(Stored, Vec<Notice>), Refusal> {
    let mut entry = open(text)?;
    let mut notices = Vec::new();
    let mut stored = entry.object("stored", &mut notices);
    let saved_at = stored.text("saved_at", &mut notices);
    let file_at = stored.text("file_at", &mut notices);
    let revision = stored.count("revision", &mut notices);
    let Some(body) = entry.take("assessment") else { return Err(no_assessment()) };
    rest_of_envelope(entry, &mut notices);
    let assessment = assessment(body, &mut notices)?;
    notices.retain(|notice| notice.kind == NoticeKind::LeftOut);
    Ok((Stored { assessment, revision, saved_at, file_at }, notices))
}

/// What stands beside the assessment and is neither read nor derived from it is left out, with a word.
fn rest_of_envelope(file: Fields, notices: &mut Vec<Notice>) {
    for (name, _) in &file.members {
        if !matches!(name.as_str(), "$schema" | "generator" | "exported_at" | "digest" | "summary" | "stored") {
            let what = "This stands beside the assessment and is not known here.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: file.place_of(name), what });
        }
    }
}

const OTHER_FILE: &str = "Choose a file that this page saved; its name ends in .iec62304.json.";

pub(super) fn no_assessment() -> Refusal {
    Refusal::new("/assessment", "The file holds no assessment.", OTHER_FILE)
}

fn decode(bytes: &[u8]) -> Result<&str, Refusal> {
    decode_up_to(bytes, MAX_FILE_BYTES)
}

/// The text of a file that may have so many bytes.
pub(super) fn decode_up_to(bytes: &[u8], most: usize) -> Result<&str, Refusal> {
    if bytes.len() > most {
        let what = format!("The file is larger than {} MB.", most / 1024 / 1024);
        return Err(Refusal::new("", what, "An assessment is far smaller: choose another file."));
    }
    let kinds: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a ZIP, Word or Excel file"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\xff\xfe", "text in UTF-16"),
        (b"\xfe\xff", "text in UTF-16"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Refusal::new("", format!("This is {kind}, not JSON in UTF-8."), OTHER_FILE));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let place = format!("byte {}", error.valid_up_to() + 1);
        Refusal::new(place, "The file is not text in UTF-8.", "It may be damaged: get it from its sender once more.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Parses the text and checks that it is an assessment file of a version we know.
fn open(text: &str) -> Result<Fields, Refusal> {
    let mut file = Fields { members: members_of(text)?, place: String::new() };
    if !matches!(file.take("format"), Some(Json::Text(format)) if format == FORMAT) {
        let what = format!("This is JSON, but its format is not \"{FORMAT}\".");
        return Err(Refusal::new("/format", what, OTHER_FILE));
    }
    version_of(&mut file)?;
    Ok(file)
}

/// The members of the object that a file is.
pub(super) fn members_of_file(bytes: &[u8]) -> Result<Vec<(String, Json)>, Refusal> {
    members_of(decode(bytes)?)
}

fn members_of(text: &str) -> Result<Vec<(String, Json)>, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new("", "There is nothing in it.", OTHER_FILE));
    }
    let Json::Object(members) = json::parse(text).map_err(|error| not_json(&error))? else {
        return Err(Refusal::new("", "This is JSON, but not an assessment.", OTHER_FILE));
    };
    Ok(members)
}

/// Takes the format version, and refuses one that is not known.
pub(super) fn version_of(file: &mut Fields) -> Result<(), Refusal> {
    let version = match file.take("format_version") {
        // A number too large for its type is newer still.
        Some(Json::Number(number)) => {
            let is_whole = number.to_string().bytes().all(|byte| byte.is_ascii_digit());
            number.as_u64().or(is_whole.then_some(u64::MAX))
        }
        _ => None,
    };
    match version {
        Some(FORMAT_VERSION) => Ok(()),
        Some(newer) if newer > FORMAT_VERSION => Err(Refusal {
            newer: Some(newer),
            ..Refusal::new(
                "/format_version",
                format!("The file has format version {newer}; this page reads up to {FORMAT_VERSION}."),
                format!("Open it in a version of this page that knows format {newer}."),
            )
        }),
        _ => Err(Refusal::new(
            "/format_version",
            "The format version is missing or not a whole number from 1.",
            "Save the file again from the page that made it.",
        )),
    }
}

pub(super) fn not_json(error: &serde_json::Error) -> Refusal {
    let place = format!("line {}, column {}", error.line(), error.column());
    let detail = error.to_string();
    // A name out of the file may hold any words: the ends of the message are ours.
    let detail = detail.rsplit_once(" at line ").map_or(detail.as_str(), |(detail, _)| detail);
    if error.is_eof() {
        Refusal::new(place, "The file ends in the middle.", "Part of it is missing: get it from its sender once more.")
    } else if detail == "recursion limit exceeded" {
        Refusal::new(place, "The file is nested deeper than 128 levels.", OTHER_FILE)
    } else if detail.starts_with("one object has more than") {
        Refusal::new(place, format!("In the file, {detail}."), OTHER_FILE)
    } else if detail.ends_with("stands twice in one object") {
        Refusal::new(place, format!("{detail}."), "Take one of the two out, or save the file again from the page.")
    } else {
        Refusal::new(place, format!("This is not JSON ({detail})."), OTHER_FILE)
    }
}
