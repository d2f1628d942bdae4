//! Files that only a passphrase opens: what stands around what is locked. See "Locked files" in docs/file-format.md.
//!
//! What belongs here: writing the head of such a file, and reading one with a word on each that cannot be. Never here:
//! passphrases, keys, and the locking itself, which the browser does (`browser::lock`).

use super::base64::{from_base64, to_base64};
use super::fields::Fields;
use super::file::{FORMAT, FORMAT_VERSION, LOCKED_FORMAT, MAX_FILE_BYTES};
use super::json;
use super::read::{members_of_file, version_of};
use super::report::Refusal;
use super::write::Members;
use crate::assessment::Json;

/// How often the passphrase is hashed in files that are written. More makes each guess dearer, and each opening slower.
pub const ITERATIONS: u32 = 600_000;

/// The fewest and the most that are read: below, a passphrase is guessed too cheaply; above, opening takes minutes.
const READ_ITERATIONS: std::ops::RangeInclusive<u64> = 600_000..=10_000_000;

/// The length of the salt that is written, in bytes.
pub const SALT_BYTES: usize = 16;

/// The length of the initialisation vector of AES-GCM, in bytes.
pub const IV_BYTES: usize = 12;

/// The length of the tag of AES-GCM at the end of what is locked, in bytes.
const TAG_BYTES: usize = 16;

/// What to lock with, or to unlock with: everything but the passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// How often the passphrase is hashed.
    pub iterations: u32,
    /// What makes the same passphrase another key in each file.
    pub salt: Vec<u8>,
    /// What makes the same text another one in each file.
    pub iv: Vec<u8>,
    head: Json,
}

impl Lock {
    /// For a new file. Both must be random, and used once.
    #[must_use]
    pub fn new(salt: [u8; SALT_BYTES], iv: [u8; IV_BYTES]) -> Self {
        let generator = Members::new().text("name", FORMAT).text("version", env!("CARGO_PKG_VERSION"));
        let kdf = Members::new()
            .text("name", KDF)
            .text("hash", HASH)
            .number("iterations", ITERATIONS)
            .text("salt", &to_base64(&salt));
        let cipher = Members::new().text("name", CIPHER).text("iv", &to_base64(&iv)).number("tag_bits", TAG_BITS);
        let mut head = Members::new().text("format", LOCKED_FORMAT).number("format_version", FORMAT_VERSION);
        for (name, members) in [("generator", generator), ("kdf", kdf), ("cipher", cipher)] {
            head.push(name, members.object());
        }
        Self { iterations: ITERATIONS, salt: salt.to_vec(), iv: iv.to_vec(), head: head.object() }
    }

    /// What is locked in with the text, so that nobody changes the head unseen: the canonical form (RFC 8785) of the file
    /// without its member `data`.
    #[must_use]
    pub fn bound(&self) -> String {
        json::canonical(&self.head)
    }

    /// The file around what was locked.
    ///
    /// # Errors
    /// Where it is larger than what can be read again.
    pub fn file(&self, data: &[u8]) -> Result<String, Refusal> {
        let mut file = match &self.head {
            Json::Object(members) => members.clone(),
            _ => Vec::new(),
        };
        file.push(("data".to_owned(), Json::Text(to_base64(data))));
        let text = json::pretty(&Json::Object(file));
        if text.len() > MAX_FILE_BYTES {
            let what = format!("The locked file would be larger than {} MB.", MAX_FILE_BYTES / 1024 / 1024);
            return Err(Refusal::new("", what, "Save an ordinary file, and lock that by other means."));
        }
        Ok(text)
    }
}

/// A locked file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// What it is unlocked with.
    pub lock: Lock,
    /// What is locked, with the tag at its end.
    pub data: Vec<u8>,
}

const KDF: &str = "PBKDF2";
const HASH: &str = "SHA-256";
const CIPHER: &str = "AES-256-GCM";
const TAG_BITS: u32 = 128;

/// Reads a locked file, so far as that goes without the passphrase.
///
/// # Errors
/// A [`Refusal`]: damaged, of a newer version, or locked in a way that this page does not know or that is not safe.
pub fn read_locked(bytes: &[u8]) -> Result<Locked, Refusal> {
    let mut members = members_of_file(bytes)?;
    let data = members.iter().position(|(name, _)| name == "data").map(|place| members.remove(place).1);
    let head = Json::Object(members.clone());
    let mut file = Fields { members, place: String::new() };
    if !matches!(file.take("format"), Some(Json::Text(format)) if format == LOCKED_FORMAT) {
        return Err(damaged("/format", format!("The format is not \"{LOCKED_FORMAT}\".")));
    }
    version_of(&mut file)?;
    let mut kdf = object(&mut file, "kdf")?;
    let mut cipher = object(&mut file, "cipher")?;
    one_of(&mut kdf, "name", KDF)?;
    one_of(&mut kdf, "hash", HASH)?;
    one_of(&mut cipher, "name", CIPHER)?;
    let tag = whole(&mut cipher, "tag_bits")?;
    if tag != u64::from(TAG_BITS) {
        return Err(unknown("/cipher/tag_bits", format!("The tag has {tag} bits; only {TAG_BITS} are known here.")));
    }
    let count = whole(&mut kdf, "iterations")?;
    let iterations = u32::try_from(count).ok().filter(|_| READ_ITERATIONS.contains(&count)).ok_or_else(|| {
        let (least, most) = (READ_ITERATIONS.start(), READ_ITERATIONS.end());
        let what = format!("The passphrase is hashed {count} times; this page takes {least} to {most}.");
        let remedy = "Fewer is not safe, and more takes too long. Ask for the file to be locked again by this page.";
        Refusal::new("/kdf/iterations", what, remedy)
    })?;
    let salt = base64(kdf.take("salt"), "/kdf/salt", |length| (SALT_BYTES..=64).contains(&length))?;
    let iv = base64(cipher.take("iv"), "/cipher/iv", |length| length == IV_BYTES)?;
    let data = base64(data, "/data", |length| length > TAG_BYTES)?;
    Ok(Locked { lock: Lock { iterations, salt, iv, head }, data })
}

fn object(fields: &mut Fields, name: &str) -> Result<Fields, Refusal> {
    let place = fields.place_of(name);
    match fields.take(name) {
        Some(Json::Object(members)) => Ok(Fields { members, place }),
        _ => Err(damaged(&place, "An object is missing here.".to_owned())),
    }
}

fn one_of(fields: &mut Fields, name: &str, wanted: &str) -> Result<(), Refusal> {
    let place = fields.place_of(name);
    match fields.take(name) {
        Some(Json::Text(text)) if text == wanted => Ok(()),
        Some(Json::Text(text)) => Err(unknown(
            &place,
            format!("It is locked with {}; this page knows {wanted}.", super::fields::quote(&text)),
        )),
        _ => Err(damaged(&place, format!("The word {wanted} is missing here."))),
    }
}

fn whole(fields: &mut Fields, name: &str) -> Result<u64, Refusal> {
    let place = fields.place_of(name);
    match fields.take(name) {
        Some(Json::Number(number)) => number.as_u64(),
        _ => None,
    }
    .ok_or_else(|| damaged(&place, "A whole number is missing here.".to_owned()))
}

fn base64(value: Option<Json>, place: &str, fits: impl Fn(usize) -> bool) -> Result<Vec<u8>, Refusal> {
    match value {
        Some(Json::Text(text)) => from_base64(&text).filter(|bytes| fits(bytes.len())),
        _ => None,
    }
    .ok_or_else(|| damaged(place, "This is not base64 of the length that it must have.".to_owned()))
}

fn damaged(place: &str, what: String) -> Refusal {
    Refusal::new(place, what, "The locked file is damaged: get it from its sender once more.")
}

fn unknown(place: &str, what: String) -> Refusal {
    Refusal::new(place, what, "Open it in the program that locked it, and save an ordinary file there.")
}
