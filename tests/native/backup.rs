//! Everything of a browser as one file, and the reminder to save to a file.
//!
//! What belongs here: that a backup gives back what went into it, that one damaged entry stops no other, and when
//! somebody is reminded. Never here: what becomes of an entry (`tests/e2e`).

use crate::generate::{assessment, config, text};
use iec62304_readiness::assessment::{Answer, Assessment, Status, needs_nudge};
use iec62304_readiness::exchange::{
    Against, Aside, Digest, Kind, MAX_BACKUP_BYTES, MAX_FILE_BYTES, against, backup_name, kind_of, read_backup,
    write_backup, write_file,
};
use iec62304_readiness::standard;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

const NOW: &str = "2026-03-31T09:30:00.000Z";

fn file(title: &str) -> String {
    let mut one = Assessment::new(format!("id-{title}"), standard::default_edition(), NOW.to_owned());
    one.title = title.to_owned();
    write_file(&one, NOW)
}

fn aside(key: &str, text: &str) -> Aside {
    Aside { key: key.to_owned(), text: text.to_owned() }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_backup_gives_back_every_assessment_and_every_text(
        all in vec(assessment(), 0..4),
        texts in vec((text(), text().prop_filter("there is one", |text| !text.is_empty())), 0..4),
    ) {
        let files: Vec<String> = all.iter().map(|one| write_file(one, NOW)).collect();
        let aside: Vec<Aside> = texts.into_iter().map(|(key, text)| Aside { key, text }).collect();
        let written = write_backup(&files, &aside, NOW);
        prop_assert_eq!(&written, &write_backup(&files, &aside, NOW));
        if all.is_empty() && aside.is_empty() {
            prop_assert!(read_backup(written.as_bytes()).unwrap_err().what.contains("empty"));
            return Ok(());
        }
        prop_assert_eq!(kind_of(written.as_bytes()), Kind::Backup);
        let read = read_backup(written.as_bytes()).unwrap();
        prop_assert_eq!(&read.exported_at, NOW);
        prop_assert_eq!(read.notices, vec![]);
        prop_assert_eq!(read.aside, aside);
        prop_assert_eq!(read.saved.len(), all.len());
        for (saved, one) in read.saved.iter().zip(&all) {
            let opened = saved.opened.as_ref().unwrap();
            prop_assert_eq!(&opened.assessment, one);
            prop_assert_eq!(opened.digest, Digest::Fits);
            prop_assert_eq!(&opened.exported_at, NOW);
        }
    }

    #[test]
    fn a_damaged_backup_panics_nowhere(at in any::<Index>(), byte in any::<u8>(), cut in any::<Index>()) {
        let mut bytes = write_backup(&[file("One"), file("Two")], &[aside("k", "{\"half")], NOW).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = (kind_of(&bytes), read_backup(&bytes));
        bytes.truncate(cut.index(bytes.len()));
        match read_backup(&bytes) {
            Ok(_) => prop_assert!(false, "half a backup was read"),
            Err(refusal) => prop_assert!(!refusal.what.is_empty() && !refusal.remedy.is_empty()),
        }
    }
}

#[test]
fn one_damaged_entry_does_not_stop_the_others() {
    let whole = write_backup(&[file("One"), file("Two"), file("Three")], &[], NOW);
    for (from, to, place, what) in [
        ("\"edition\": \"1.1\"", "\"edition\": \"9.9\"", "/assessments/0/assessment/edition", "edition"),
        ("\"format\": \"iec62304-readiness\"", "\"format\": \"cake\"", "/assessments/0/format", "format"),
        ("\"assessment\": {", "\"assessmemt\": {", "/assessments/0/assessment", "no assessment"),
    ] {
        let broken = whole.replacen(from, to, 1);
        assert_ne!(broken, whole, "{from}");
        let read = read_backup(broken.as_bytes()).unwrap();
        let outcomes: Vec<bool> = read.saved.iter().map(|saved| saved.opened.is_ok()).collect();
        assert_eq!(outcomes, [false, true, true], "{from}");
        let refusal = read.saved[0].opened.as_ref().unwrap_err();
        assert_eq!(refusal.place, place);
        assert!(refusal.what.contains(what), "{refusal}");
        // Its text is still there to be saved.
        assert!(read.saved[0].text.contains("One"), "{}", read.saved[0].text);
    }
    let newer = whole.replacen("\"format_version\": 1", "\"format_version\": 7", 2);
    assert_eq!(read_backup(newer.as_bytes()).unwrap_err().newer, Some(7));
    // One assessment of a newer version in a backup of this one.
    let (head, rest) = whole.split_once("\"assessments\"").unwrap();
    let newer = format!("{head}\"assessments\"{}", rest.replacen("\"format_version\": 1", "\"format_version\": 7", 1));
    let read = read_backup(newer.as_bytes()).unwrap();
    assert_eq!(read.saved[0].opened.as_ref().unwrap_err().newer, Some(7));
    assert!(read.saved[1].opened.is_ok());
    // An entry that is no object, and one whose digest does not fit.
    let odd = whole.replacen("\"assessments\": [", "\"assessments\": [\n 5,", 1).replacen("Two", "Too", 1);
    let read = read_backup(odd.as_bytes()).unwrap();
    assert_eq!(read.saved.len(), 4);
    assert!(read.saved[0].opened.is_err());
    let digests: Vec<Digest> = read.saved[1..].iter().map(|saved| saved.opened.as_ref().unwrap().digest).collect();
    assert_eq!(digests, [Digest::Fits, Digest::Differs, Digest::Fits]);
}

#[test]
fn what_is_no_backup_is_refused_with_a_sentence() {
    let whole = write_backup(&[file("One")], &[], NOW);
    let large = format!("{whole}{}", " ".repeat(MAX_BACKUP_BYTES));
    for (text, what) in [
        ("", "not JSON"),
        ("[]", "no backup"),
        ("{}", "format"),
        (&file("One"), "format"),
        (whole.split_at(whole.len() / 2).0, "ends in the middle"),
        (&whole.replacen("\"format_version\": 1", "\"format_version\": \"1\"", 1), "format version"),
        (&write_backup(&[], &[], NOW), "empty"),
        (&large, "larger than 32 MB"),
    ] {
        let refusal = read_backup(text.as_bytes()).unwrap_err();
        let said = refusal.to_string();
        assert!(said.contains(what) || (what == "not JSON" && said.contains("ends")), "{what}: {said}");
        assert!(!refusal.remedy.is_empty());
    }
}

#[test]
fn what_is_left_out_of_a_backup_is_named() {
    let odd = write_backup(&[file("One")], &[aside("k", "t")], NOW).replacen(
        "\"aside\": [",
        "\"cake\": 1,\n\"aside\": [\n5, {\"key\": \"k\"},",
        1,
    );
    let read = read_backup(odd.as_bytes()).unwrap();
    let places: Vec<&str> = read.notices.iter().map(|notice| notice.place.as_str()).collect();
    assert_eq!(places, ["/aside/0", "/aside/1", "/cake"]);
    assert_eq!(read.aside, [aside("k", "t")]);
}

#[test]
fn a_backup_may_be_larger_than_a_file_and_a_text_too_deep_for_it_is_kept_as_a_text() {
    let large = aside("k", &"x".repeat(MAX_FILE_BYTES + 1));
    let written = write_backup(&[file("One")], &[large], NOW);
    assert_eq!(kind_of(written.as_bytes()), Kind::Backup);
    assert!(read_backup(written.as_bytes()).is_ok());
    assert_eq!(kind_of(&[b' '; MAX_FILE_BYTES + 1]), Kind::Assessment);
    let deep =
        file("One").replacen("\"title\"", &format!("\"deep\": {}{}, \"title\"", "[".repeat(120), "]".repeat(120)), 1);
    let read = read_backup(write_backup(&[deep.clone(), "half {".to_owned()], &[], NOW).as_bytes()).unwrap();
    assert_eq!(read.aside, [aside("", &deep), aside("", "half {")]);
    assert_eq!(backup_name(NOW), "iec62304-readiness-backup-2026-03-31.json");
}

#[test]
fn an_entry_is_compared_with_what_is_stored() {
    let one = |changed: &str, title: &str| {
        let mut one = Assessment::new("x".to_owned(), standard::default_edition(), NOW.to_owned());
        (one.changed, one.title) = (changed.to_owned(), title.to_owned());
        one
    };
    let saved = one("2026-03-31T09:30:00Z", "a");
    assert_eq!(against(&saved, None), Against::New);
    for (changed, title, wanted) in [
        ("2026-03-31T09:30:00Z", "a", Against::Same),
        ("2026-03-31T09:30:00Z", "b", Against::Differs),
        ("2026-04-01T00:00:00Z", "a", Against::StoredIsNewer),
        ("2026-01-01T00:00:00Z", "b", Against::StoredIsOlder),
    ] {
        assert_eq!(against(&saved, Some(&one(changed, title))), wanted);
    }
}

/// What is worked on: an answer that changed then, in an assessment that changed then.
fn worked(answer: &str, changed: &str) -> Assessment {
    let mut work = Assessment::new("x".to_owned(), standard::default_edition(), "2026-03-01T08:00:00.000Z".to_owned());
    let given = Answer { status: Some(Status::Met), changed: answer.to_owned(), ..Answer::default() };
    work.answers.insert("5.1.1".parse().unwrap(), given);
    changed.clone_into(&mut work.changed);
    work
}

#[test]
fn a_reminder_comes_after_a_day_of_work_that_is_in_no_file() {
    let (noon, evening) = ("2026-03-10T12:00:00.000Z", "2026-03-10T18:00:00.000Z");
    for (saved, now, put_off, wanted, why) in [
        ("", "2026-03-10T18:00:00.000Z", "", false, "the same day"),
        ("", "2026-03-11T11:59:59.999Z", "", false, "a moment before a day"),
        ("", "2026-03-11T12:00:00.000Z", "", true, "a day, to the moment"),
        ("", "2026-04-01T00:00:00.000Z", "", true, "weeks"),
        ("", "2027-01-01T00:00:00.000Z", "", true, "over the end of a year"),
        ("2026-03-10T11:00:00.000Z", "2026-03-11T12:00:00.000Z", "", true, "saved before the work"),
        ("2026-03-10T13:00:00.000Z", "2026-03-11T12:00:00.000Z", "", false, "the answer is in the file"),
        ("2026-03-10T13:00:00.000Z", "2026-03-11T18:00:00.000Z", "", true, "what came later is a day old"),
        ("2026-03-10T18:00:00.000Z", "2026-04-01T00:00:00.000Z", "", false, "nothing changed since"),
        ("", "2026-03-11T13:00:00.000Z", "2026-03-11T12:30:00.000Z", false, "put off"),
        ("", "2026-03-12T12:30:00.000Z", "2026-03-11T12:30:00.000Z", true, "put off a day ago"),
        ("", "2026-03-11T13:00:00.000Z", "2030-01-01T00:00:00.000Z", true, "the clock was set back"),
        ("", "half past nine", "", false, "no time"),
        ("", "2026-03-09T12:00:00.000Z", "", false, "the clock is behind"),
    ] {
        assert_eq!(needs_nudge(&worked(noon, evening), saved, now, put_off), wanted, "{why}");
    }
}

#[test]
fn nobody_is_reminded_of_an_example_or_of_nothing() {
    let work = worked("2026-03-10T12:00:00.000Z", "2026-03-10T12:00:00.000Z");
    let late = "2026-06-01T00:00:00.000Z";
    assert!(needs_nudge(&work, "", late, ""));
    assert!(!needs_nudge(&Assessment { example: true, ..work.clone() }, "", late, ""));
    let mut nothing = work.clone();
    for answer in nothing.answers.values_mut() {
        *answer = Answer { changed: answer.changed.clone(), ..Answer::default() };
    }
    assert!(!needs_nudge(&nothing, "", late, ""));
    assert_eq!(work.unsaved_since(""), Some("2026-03-10T12:00:00.000Z"));
    assert_eq!(work.unsaved_since("2026-03-10T12:00:00.000Z"), None);
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn what_is_unsaved_lies_between_the_file_and_the_last_change(one in assessment(), at in crate::generate::time()) {
        match one.unsaved_since(&at) {
            Some(since) => prop_assert!(since > at.as_str() && since <= one.changed.as_str()),
            None => prop_assert!(!one.is_changed_since(&at)),
        }
    }
}
