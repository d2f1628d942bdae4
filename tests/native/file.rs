//! The file: what is written, and that all of it comes back.
//!
//! What belongs here: the exact text, the round trip, the digest, the name. Never here: a file that cannot be read
//! (`refusals`), one that can be read in part (`notices`), or one that is damaged (`damage`).

use crate::generate::{assessment, config, text, time};
use iec62304_readiness::assessment::{
    Answer, Assessment, ContinuedUse, Control, ControlKind, Estimate, Evidence, Item, ItemId, Letters, Status,
};
use iec62304_readiness::exchange::{
    Digest, NoticeKind, Stored, file_name, read_file, read_stored, sha256_hex, write_file, write_stored,
};
use iec62304_readiness::standard::edition;
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: &str = "2026-03-31T09:30:00.000Z";

/// An assessment with something in every place, and one answer that holds nothing.
fn small() -> Assessment {
    let edition = edition("1.1").unwrap();
    let mut small = Assessment::new("0b7d-1".to_owned(), edition, "2026-03-30T08:00:00Z".to_owned());
    small.title = "First \"look\"".to_owned();
    small.product.name = "Pump".to_owned();
    small.people.reviewer = "R. Viewer".to_owned();
    small.classification.class = edition.class("B");
    let reasoning = &mut small.classification.reasoning;
    for (question, answer) in [("contribute", "yes"), ("remaining", "yes"), ("severity", "non-serious")] {
        reasoning.set_answer(question, answer);
    }
    let fuse = Control { what: "Fuse".to_owned(), kind: Some(ControlKind::Hardware), ..Control::default() };
    reasoning.controls = vec![fuse, Control::default()];
    small.legacy_route.set_check("marketed", false);
    small.legacy_route.edit_decision("5.2.1".parse().unwrap(), |decision| {
        (decision.create, decision.why) = (Some(true), "Risk".to_owned());
    });
    let rationale = ContinuedUse { version: "1.0".to_owned(), text: "Goes on".to_owned(), ..ContinuedUse::default() };
    small.legacy_route.rationales = vec![rationale];
    let [screen, dose] = ["screen", "dose"].map(|id| ItemId::new(id).unwrap());
    small.items = vec![
        Item {
            name: "Screen".to_owned(),
            soup: true,
            class: edition.class("A"),
            segregation: "Processor of its own".to_owned(),
            changed: NOW.to_owned(),
            ..Item::new(screen, None)
        },
        Item { does: "Sets the rate".to_owned(), controls_risk: true, ..Item::new(dose, None) },
        Item::new(ItemId::new("ramp").unwrap(), Some(dose)),
    ];
    let estimate = |activity: &str, status| {
        let (activity, changed) = (activity.parse().unwrap(), NOW.to_owned());
        Estimate { activity, status, changed, unknown: vec![] }
    };
    small.estimates = vec![estimate("5.8", None), estimate("9", Some(Status::Met))];
    let mut split = Answer { status: Some(Status::NotMet), note: "By item".to_owned(), ..Answer::default() };
    split.split(&[ItemId::new("ramp").unwrap(), screen]);
    split.edit_part(screen, |part| *part = Answer::default());
    small.answers.insert("5.1.10".parse().unwrap(), split);
    small.answers.insert("5.1.2".parse().unwrap(), Answer::default());
    let evidence = Evidence { title: "Plan".to_owned(), date: "2026-02-28".to_owned(), ..Evidence::default() };
    let answer = Answer {
        status: Some(Status::PartlyMet),
        letters: Letters::default().with('c', true).with('a', true),
        evidence: vec![evidence, Evidence::default()],
        note: "Line\nbreak".to_owned(),
        follow_up: true,
        changed: NOW.to_owned(),
        ..Answer::default()
    };
    small.answers.insert("5.1.1".parse().unwrap(), answer);
    small
}

/// The file of [`small`], to the byte. The digest is that of the assessment's canonical text, worked out elsewhere.
const SMALL: &str = r#"{
  "format": "iec62304-readiness",
  "format_version": 1,
  "generator": {
    "name": "iec62304-readiness",
    "version": "VERSION"
  },
  "exported_at": "2026-03-31T09:30:00.000Z",
  "digest": {
    "algorithm": "SHA-256",
    "canonicalisation": "RFC 8785",
    "value": "DIGEST"
  },
  "summary": {
    "edition": "IEC 62304:2006+AMD1:2015",
    "class": "B",
    "in_scope": 88,
    "met": 0,
    "partly_met": 1,
    "not_met": 1,
    "not_applicable": 0,
    "unanswered": 86,
    "estimated": 8,
    "readiness_percent": 0,
    "coverage_percent": 2,
    "estimated_readiness_percent": 9
  },
  "assessment": {
    "id": "0b7d-1",
    "title": "First \"look\"",
    "edition": "1.1",
    "created": "2026-03-30T08:00:00Z",
    "changed": "2026-03-30T08:00:00Z",
    "product": {
      "name": "Pump"
    },
    "people": {
      "reviewer": "R. Viewer"
    },
    "classification": {
      "class": "B",
      "reasoning": {
        "answers": [
          {
            "question": "contribute",
            "answer": "yes"
          },
          {
            "question": "remaining",
            "answer": "yes"
          },
          {
            "question": "severity",
            "answer": "non-serious"
          }
        ],
        "controls": [
          {
            "what": "Fuse",
            "kind": "hardware"
          },
          {}
        ]
      }
    },
    "legacy": false,
    "legacy_route": {
      "checks": [
        {
          "check": "marketed",
          "answer": false
        }
      ],
      "decisions": [
        {
          "clause": "5.2.1",
          "create": true,
          "why": "Risk"
        }
      ],
      "rationales": [
        {
          "version": "1.0",
          "text": "Goes on"
        }
      ]
    },
    "items": [
      {
        "id": "screen",
        "name": "Screen",
        "soup": true,
        "class": "A",
        "segregation": "Processor of its own",
        "changed": "2026-03-31T09:30:00.000Z"
      },
      {
        "id": "dose",
        "does": "Sets the rate",
        "controls_risk": true
      },
      {
        "id": "ramp",
        "parent": "dose"
      }
    ],
    "estimates": [
      {
        "activity": "5.8",
        "changed": "2026-03-31T09:30:00.000Z"
      },
      {
        "activity": "9",
        "status": "met",
        "changed": "2026-03-31T09:30:00.000Z"
      }
    ],
    "answers": [
      {
        "clause": "5.1.1",
        "status": "partly-met",
        "letters": [
          "a",
          "c"
        ],
        "evidence": [
          {
            "title": "Plan",
            "date": "2026-02-28"
          },
          {}
        ],
        "note": "Line\nbreak",
        "follow_up": true,
        "changed": "2026-03-31T09:30:00.000Z"
      },
      {
        "clause": "5.1.10",
        "parts": [
          {
            "item": "ramp",
            "status": "not-met"
          },
          {
            "item": "screen"
          }
        ],
        "note": "By item"
      }
    ]
  }
}
"#;

const DIGEST: &str = "f969ae1309163566bf7509f5072902b7c4173a2b9f6a01853a1b52665796640d";

#[test]
fn the_file_is_this_text() {
    let wanted = SMALL.replace("VERSION", env!("CARGO_PKG_VERSION")).replace("DIGEST", DIGEST);
    assert_eq!(write_file(&small(), NOW), wanted);
}

#[test]
fn what_other_programs_write_in_another_order_and_spacing_has_the_same_digest() {
    let mut value: Value = serde_json::from_str(&write_file(&small(), NOW)).unwrap();
    for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap().replace('\n', "\r\n\t")] {
        assert_eq!(read_file(text.as_bytes()).unwrap().digest, Digest::Fits);
    }
    value["assessment"]["title"] = json!("Another look");
    assert_eq!(read_file(value.to_string().as_bytes()).unwrap().digest, Digest::Differs);
}

#[test]
fn the_digest_is_sha_256() {
    // FIPS 180-2, appendix B, and the empty text.
    for (text, hex) in [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ] {
        assert_eq!(sha256_hex(text), hex, "{text}");
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn what_is_written_is_read_again_without_a_loss(assessment in assessment(), now in time()) {
        let written = write_file(&assessment, &now);
        let opened = read_file(written.as_bytes()).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        let lost: Vec<_> = opened.notices.iter().filter(|notice| notice.kind == NoticeKind::LeftOut).collect();
        prop_assert!(lost.is_empty(), "{lost:?}");
        prop_assert_eq!(opened.digest, Digest::Fits);
        prop_assert_eq!(opened.exported_at.as_str(), now.as_str());
        prop_assert_eq!(opened.generator, concat!("iec62304-readiness ", env!("CARGO_PKG_VERSION")));
        prop_assert!(opened.assessment == assessment, "read back:\n{}\nfrom:\n{written}", write_file(&opened.assessment, &now));
        prop_assert_eq!(write_file(&opened.assessment, &now), written);
    }

    #[test]
    fn after_items_are_taken_out_and_answers_joined_it_is_still_read_without_a_loss(mut assessment in assessment()) {
        for item in assessment.items.clone() {
            assessment.remove_item(item.id);
        }
        assessment.answers.values_mut().for_each(|answer| answer.join(&[], |item: ItemId| item.to_string()));
        assessment.answers.retain(|_, answer| *answer != Answer::default());
        let written = write_file(&assessment, NOW);
        let opened = read_file(written.as_bytes()).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        prop_assert!(opened.assessment == assessment, "read back:\n{}\nfrom:\n{written}", write_file(&opened.assessment, NOW));
    }

    #[test]
    fn the_same_assessment_gives_the_same_bytes_but_for_the_time_of_export(assessment in assessment(), now in time(), other in time()) {
        let lines = |now: &str| -> Vec<String> {
            write_file(&assessment, now).lines().filter(|line| !line.starts_with("  \"exported_at\": ")).map(str::to_owned).collect()
        };
        prop_assert_eq!(lines(&now), lines(&other));
        prop_assert_eq!(write_file(&assessment, &now), write_file(&assessment.clone(), &now));
    }

    #[test]
    fn what_is_stored_is_read_again_without_a_loss(assessment in assessment(), revision: u64, saved_at in text(), file_at in time()) {
        // A reader that holds numbers as doubles must count the writes right too.
        let revision = revision >> 12;
        let stored = Stored { assessment, revision, saved_at, file_at };
        let (read, notices) = read_stored(&write_stored(&stored)).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
        prop_assert!(read == stored, "read back:\n{}\nfrom:\n{}", write_stored(&read), write_stored(&stored));
        prop_assert_eq!(notices, []);
    }

    #[test]
    fn the_summary_tells_the_numbers(assessment in assessment()) {
        let file: Value = serde_json::from_str(&write_file(&assessment, NOW)).unwrap();
        let tally = assessment.tally();
        let mut wanted = json!({
            "edition": assessment.edition.name,
            "class": assessment.scope().class.id(),
            "in_scope": tally.in_scope(),
            "met": tally.met,
            "partly_met": tally.partly_met,
            "not_met": tally.not_met,
            "not_applicable": tally.not_applicable,
            "unanswered": tally.unanswered,
            "estimated": tally.estimated(),
            "readiness_percent": tally.readiness(),
            "coverage_percent": tally.coverage(),
        });
        if let Some(estimated) = tally.estimated_readiness() {
            wanted["estimated_readiness_percent"] = json!(estimated);
        }
        prop_assert_eq!(&file["summary"], &wanted);
    }

    #[test]
    fn a_number_we_do_not_know_keeps_its_value(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let text = format!(r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","x":{value:e}}}}}"#);
        let opened = read_file(text.as_bytes()).unwrap();
        let written = write_file(&opened.assessment, NOW);
        let again: Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(again["assessment"]["x"].as_f64(), Some(value));
        prop_assert_eq!(read_file(written.as_bytes()).unwrap().digest, Digest::Fits);
    }

    #[test]
    fn a_file_name_is_safe_on_every_system(title in text(), name in text(), now in prop_oneof![time(), text()]) {
        let mut assessment = small();
        (assessment.title, assessment.product.name) = (title, name);
        let file = file_name(&assessment, &now);
        prop_assert!(file.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')), "{file}");
        prop_assert!(file.ends_with(".iec62304.json") && file.len() < 100 && !file.contains(".."), "{file}");
        prop_assert!(file.starts_with(|first: char| first.is_ascii_alphanumeric()), "{file}");
    }
}

#[test]
fn a_file_is_named_after_its_title_and_the_day() {
    let named = |title: &str| {
        let mut assessment = small();
        title.clone_into(&mut assessment.title);
        file_name(&assessment, NOW)
    };
    assert_eq!(named("Infusion pump, 2nd look!"), "infusion-pump-2nd-look-2026-03-31.iec62304.json");
    assert_eq!(named("../../etc/passwd"), "etc-passwd-2026-03-31.iec62304.json");
    assert_eq!(named("你好"), "assessment-2026-03-31.iec62304.json");
    assert_eq!(named(""), "pump-2026-03-31.iec62304.json");
    assert_eq!(named(&"long ".repeat(99)).len(), 60 - 1 + "-2026-03-31.iec62304.json".len());
}

#[test]
fn members_that_this_version_does_not_know_survive_wherever_they_stand() {
    let text = r#"{
        "format": "iec62304-readiness", "format_version": 1,
        "assessment": {
            "z": [1, 2.5, {"b": null, "a": true}], "id": "x", "edition": "1.1", "legacy": true, "a/b~c": "first",
            "product": {"name": "Pump", "udi": "(01)0"}, "people": {"team": ["A", "B"]},
            "classification": {"class": "C", "questions": {"1": "yes", "": 0}, "reasoning": {"method": "FTA", "controls": [{"what": "Fuse", "owner": "K"}]}},
            "legacy_route": {"since": 2004, "decisions": [{"clause": "5.2.1", "due": "Q3"}], "rationales": [{"text": "T", "by": "K"}]},
            "items": [{"id": "dose", "repo": "git"}], "estimates": [{"activity": "9", "by": "K"}],
            "answers": [{"clause": "5.1.1", "action": {"owner": "K"}, "evidence": [{"title": "Plan", "md5": "00"}], "priority": null,
                "parts": [{"item": "dose", "action": 1}]}],
            "actions": [{"id": "a1", "priority": "medium", "stage": "to-do", "sprint": 4}],
            "accepted": [{"check": "c", "clause": "5.1.1", "by": "K"}],
            "snapshots": [{"taken": "2026-03-31T09:30:00Z", "by": "K"}]
        }
    }"#;
    let opened = read_file(text.as_bytes()).unwrap();
    let kept: Vec<(NoticeKind, &str)> =
        opened.notices.iter().map(|notice| (notice.kind, notice.place.as_str())).collect();
    let mut places: Vec<&str> = kept.iter().map(|(_, place)| *place).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            "/assessment/accepted/0/by",
            "/assessment/actions/0/sprint",
            "/assessment/answers/0/action",
            "/assessment/answers/0/evidence/0/md5",
            "/assessment/answers/0/parts/0/action",
            "/assessment/answers/0/priority",
            "/assessment/a~1b~0c",
            "/assessment/classification/questions",
            "/assessment/classification/reasoning/controls/0/owner",
            "/assessment/classification/reasoning/method",
            "/assessment/estimates/0/by",
            "/assessment/items/0/repo",
            "/assessment/legacy_route/decisions/0/due",
            "/assessment/legacy_route/rationales/0/by",
            "/assessment/legacy_route/since",
            "/assessment/people/team",
            "/assessment/product/udi",
            "/assessment/snapshots/0/by",
            "/assessment/z",
        ]
    );
    assert!(kept.iter().all(|(kind, _)| *kind == NoticeKind::Kept), "{kept:?}");
    let written = write_file(&opened.assessment, NOW);
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap()["assessment"].clone();
    assert_eq!(value(&written), value(text));
    assert!(written.find("\"z\"") < written.find("\"a/b~c\""), "in their order:\n{written}");
    let (stored, notices) = read_stored(&write_stored(&Stored {
        assessment: opened.assessment.clone(),
        revision: 7,
        saved_at: NOW.to_owned(),
        file_at: String::new(),
    }))
    .unwrap();
    assert_eq!((stored.assessment, stored.revision, notices), (opened.assessment, 7, vec![]));
}

#[test]
fn a_large_whole_number_we_do_not_know_keeps_its_digits() {
    for digits in ["9007199254740993", "18446744073709551615", "-9223372036854775807"] {
        let text = format!(
            r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","udi":{digits}}}}}"#
        );
        let assessment = read_file(text.as_bytes()).unwrap().assessment;
        let written = write_file(&assessment, NOW);
        assert!(written.contains(&format!("\"udi\": {digits}")), "{digits} in\n{written}");
        assert_eq!(read_file(written.as_bytes()).unwrap().digest, Digest::Fits, "{digits}");
        let stored = Stored { assessment, revision: 1, saved_at: String::new(), file_at: String::new() };
        assert!(write_stored(&stored).contains(&format!("\"udi\":{digits}")), "{digits} in local storage");
    }
}

#[test]
fn a_number_we_do_not_know_keeps_its_digits_whatever_a_double_makes_of_it() {
    for digits in ["0.10800000000000001", "1.0", "1E400", "-0.0", "123456789012345678901234567890.5"] {
        let text = format!(
            r#"{{"format":"iec62304-readiness","format_version":1,"assessment":{{"edition":"1.1","odd":{digits}}}}}"#
        );
        let assessment = read_file(text.as_bytes()).unwrap().assessment;
        let written = write_file(&assessment, NOW);
        let kept = written.lines().find(|line| line.contains("\"odd\"")).unwrap().to_lowercase().replace("e+", "e");
        assert!(kept.contains(&digits.to_lowercase()), "{digits} in {kept}");
        assert_eq!(read_file(written.as_bytes()).unwrap().digest, Digest::Fits, "{digits}");
    }
}

#[test]
fn every_character_survives() {
    let mut assessment = small();
    for range in ['\0'..='\u{ff}', '\u{2000}'..='\u{206f}', '\u{ff00}'..='\u{ffff}', '\u{1f600}'..='\u{1f64f}'] {
        assessment.title = range.collect();
        let opened = read_file(write_file(&assessment, NOW).as_bytes()).unwrap();
        assert_eq!((opened.assessment.title, opened.digest), (assessment.title.clone(), Digest::Fits));
    }
}

#[test]
fn an_answer_that_holds_nothing_is_not_written() {
    let mut assessment = small();
    let before = write_file(&assessment, NOW);
    assessment.answers.insert("9.1".parse().unwrap(), Answer::default());
    assert_eq!(write_file(&assessment, NOW), before);
}
