//! Files of every released format version. They stay as they were written for ever: a reader that no longer takes one of them
//! has lost somebody's work.
//!
//! What belongs here: that each fixture is read without a word and fits its schema. Never here: what a reader says to damaged
//! ones (`damage`), nor how a file is written today (`file`).

use iec62304_readiness::assessment::{OriginKind, Secret};
use iec62304_readiness::exchange::{
    BACKUP_FORMAT, Digest, FORMAT_VERSION, Kind, LOCKED_FORMAT, kind_of, read_file, read_locked, snapshot_state,
};
use jsonschema::{Registry, Validator};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const ASSESSMENT: &str = include_str!("../../schema/iec62304-assessment.schema.json");
const LOCKED: &str = include_str!("../../schema/iec62304-locked.schema.json");
const BACKUP: &str = include_str!("../../schema/iec62304-backup.schema.json");

fn validator(schema: &str) -> Validator {
    let assessment: Value = serde_json::from_str(ASSESSMENT).unwrap();
    let registry = Registry::new().add("urn:iec62304-readiness:assessment:1", assessment).unwrap().prepare().unwrap();
    let schema = serde_json::from_str(schema).unwrap();
    jsonschema::options().with_registry(&registry).build(&schema).unwrap()
}

static VALIDATORS: LazyLock<[(&str, Validator); 3]> = LazyLock::new(|| {
    [("iec62304-readiness", ASSESSMENT), (LOCKED_FORMAT, LOCKED), (BACKUP_FORMAT, BACKUP)]
        .map(|(format, schema)| (format, validator(schema)))
});

/// What is wrong with a file by the schema of its format.
pub fn problems(file: &Value) -> Vec<String> {
    let format = file["format"].as_str().unwrap_or_default();
    let found = VALIDATORS.iter().find(|(known, _)| *known == format);
    let Some((_, validator)) = found else { return vec![format!("no schema for the format {format:?}")] };
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// Every fixture by its path below the folder.
fn all() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for version in 1..=FORMAT_VERSION {
        for entry in std::fs::read_dir(folder().join(format!("format-{version}"))).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("format-{version}/{}", path.file_name().unwrap().to_string_lossy());
            found.push((name, std::fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn every_version_has_one_fixture_of_each_kind() {
    let names: Vec<String> = all().into_iter().map(|(name, _)| name).collect();
    let kinds = ["backup", "full", "locked", "review-copy", "scrubbed", "smallest", "snapshots"];
    assert_eq!(names, kinds.map(|kind| format!("format-1/{kind}.json")));
}

#[test]
fn every_fixture_fits_the_schema_of_its_format() {
    for (name, bytes) in all() {
        assert_eq!(problems(&serde_json::from_slice(&bytes).unwrap()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_fixture_is_read_without_a_word_and_with_the_digest_that_stands_in_it() {
    for (name, bytes) in all() {
        match kind_of(&bytes) {
            Kind::Assessment => {
                let opened = read_file(&bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
                assert_eq!((opened.notices, opened.digest), (vec![], Digest::Fits), "{name}");
            }
            Kind::Locked => assert!(read_locked(&bytes).is_ok(), "{name}"),
            Kind::Backup => {
                let backup: Value = serde_json::from_slice(&bytes).unwrap();
                let inside = backup["assessments"].as_array().unwrap();
                assert_eq!(inside.len(), 2, "{name}");
                for file in inside {
                    let opened = read_file(file.to_string().as_bytes()).unwrap();
                    assert_eq!((opened.notices, opened.digest), (vec![], Digest::Fits), "{name}");
                }
            }
        }
    }
}

#[test]
fn the_fixtures_hold_what_their_names_say() {
    let read = |name: &str| read_file(&fixture(&format!("format-1/{name}.json"))).unwrap().assessment;
    let smallest = read("smallest");
    assert_eq!((smallest.edition.id, smallest.answers.len(), smallest.title.as_str()), ("1.1", 0, ""));
    let scrubbed = read("scrubbed");
    assert_eq!(scrubbed.scrubbed, Secret::ALL);
    assert_eq!(scrubbed.origin.map(|origin| origin.kind), Some(OriginKind::Scrubbed));
    let review = read("review-copy");
    assert_eq!(review.own_review().map(|review| review.remarks.len()), Some(2));
    let snapshots = read("snapshots");
    assert_eq!(snapshots.snapshots.len(), 2);
    for snapshot in &snapshots.snapshots {
        assert!(snapshot_state(&snapshots, &snapshot.taken).unwrap().is_intact, "{}", snapshot.name);
    }
    let full = read("full");
    let members = [full.items.len(), full.estimates.len(), full.answers.len(), full.actions.len(), full.accepted.len()];
    assert_eq!(members, [1; 5]);
    assert_eq!([full.snapshots.len(), full.reviews.len()], [1, 1]);
    assert!(full.origin.is_some() && full.is_scrubbed() && full.is_under_review());
}

#[test]
fn every_worked_example_fits_the_schema_of_assessments() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = std::fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    assert!(!files.is_empty());
    for path in files {
        let file: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(problems(&file), Vec::<String>::new(), "{}", path.display());
    }
}

/// The blocks of JSON of the guide, each with what stands behind `json` on its first line.
fn blocks(guide: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```json") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push((kind.trim().to_owned(), text.join("\n")));
        }
    }
    found
}

#[test]
fn every_whole_file_in_the_guide_fits_its_schema_and_is_read_without_a_word() {
    let guide = include_str!("../../docs/file-format.md");
    let blocks = blocks(guide);
    let whole: Vec<&str> = blocks.iter().filter(|(kind, _)| kind == "file").map(|(_, text)| text.as_str()).collect();
    assert!(whole.len() >= 3, "an assessment, a locked file and a backup at least");
    for text in whole {
        let file: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
        assert_eq!(problems(&file), Vec::<String>::new(), "{text}");
        match kind_of(text.as_bytes()) {
            Kind::Assessment => {
                let opened = read_file(text.as_bytes()).unwrap();
                assert_eq!(opened.notices, [], "{text}");
                assert_ne!(opened.digest, Digest::Differs, "{text}");
            }
            Kind::Locked => assert!(read_locked(text.as_bytes()).is_ok(), "{text}"),
            Kind::Backup => {}
        }
    }
    // What is no whole file is JSON nevertheless.
    for (kind, text) in blocks.iter().filter(|(kind, _)| kind.is_empty()) {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{kind} {text}");
    }
}

#[test]
fn broken_locked_files_and_backups_do_not_fit_their_schemas() {
    let [locked, backup]: [Value; 2] =
        ["locked", "backup"].map(|name| serde_json::from_slice(&fixture(&format!("format-1/{name}.json"))).unwrap());
    for (file, place, value) in [
        (&locked, "/format_version", Value::from(2)),
        (&locked, "/kdf/iterations", Value::from(599_999)),
        (&locked, "/kdf/iterations", Value::from(10_000_001)),
        (&locked, "/kdf/name", Value::from("scrypt")),
        (&locked, "/kdf/salt", Value::from("AAAA")),
        (&locked, "/cipher/iv", Value::from("CQkJCQkJCQkJCQkJCQkJCQ==")),
        (&locked, "/cipher/tag_bits", Value::from(96)),
        (&locked, "/data", Value::from("AQEBAQEBAQEBAQEBAQEBAQEB=")),
        (&locked, "/data", Value::from("")),
        (&backup, "/assessments", Value::Null),
        (&backup, "/assessments/0", Value::from("text")),
        (&backup, "/assessments/0/format_version", Value::from(2)),
        (&backup, "/assessments/0/assessment/edition", Value::from("9.9")),
        (&backup, "/aside/0/text", Value::from(1)),
        (&backup, "/exported_at", Value::from("yesterday")),
    ] {
        let mut file = file.clone();
        *file.pointer_mut(place).unwrap() = value.clone();
        assert!(!problems(&file).is_empty(), "{value} at {place} must not fit");
    }
}
