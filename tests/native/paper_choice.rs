//! What a document says first, what may be left out of it, and what it rests on.

use crate::generate;
use crate::paper::{example, made};
use iec62304_readiness::assessment::{Action, ActionId, Answer, Assessment, Estimate, Evidence, Status, Unknown};
use iec62304_readiness::exchange::paper::{
    Chapter, Choice, Document, STYLE, body, gaps_csv, html, markdown, report, requirements_csv, statement,
};
use iec62304_readiness::exchange::{assessment_digest, sha256_hex, write_file};
use iec62304_readiness::standard::default_edition;
use proptest::prelude::*;
use scraper::{Html, Selector};

fn empty() -> Assessment {
    Assessment::new("x".to_owned(), default_edition(), "2026-03-31T09:30:00Z".to_owned())
}

fn first(assessment: &Assessment) -> String {
    report(assessment, &Choice::default(), &made("abc")).first.plain()
}

fn all_of(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

#[test]
fn the_first_line_says_how_much_is_answered() {
    let mut assessment = empty();
    assert_eq!(first(&assessment), "Nothing is answered yet: all 94 requirements count as not met.");
    let met = Answer { status: Some(Status::Met), ..Answer::default() };
    assessment.answers.insert("5.1.1".parse().unwrap(), met.clone());
    assert_eq!(first(&assessment), "93 of 94 requirements are unanswered; they count as not met.");
    let activity = "5.2".parse().unwrap();
    let estimate = Estimate { activity, status: Some(Status::Met), changed: String::new(), unknown: Unknown::new() };
    assessment.estimates.push(estimate);
    let said = "93 of 94 requirements are unanswered; they count as not met. 6 of these are estimated, which changes no count.";
    assert_eq!(first(&assessment), said);
    let asked: Vec<_> = assessment.scope().requirements().map(|asked| asked.clause).collect();
    for clause in &asked {
        assessment.answers.insert(*clause, met.clone());
    }
    assert_eq!(first(&assessment), "Every requirement in scope is answered.");
    assessment.answers.remove(&asked[0]);
    assert_eq!(first(&assessment), "1 of 94 requirements is unanswered; it counts as not met.");
    assessment.example = true;
    let said =
        "This is a worked example: all of it is invented. 1 of 94 requirements is unanswered; it counts as not met.";
    assert_eq!(first(&assessment), said);
}

#[test]
fn the_first_line_stands_right_behind_the_heading_in_every_format() {
    let document = report(&empty(), &Choice::default(), &made("abc"));
    let said = "Nothing is answered yet: all 94 requirements count as not met.";
    let page = Html::parse_document(&html(&document));
    assert_eq!(all_of(&page, "h1 + p"), [said]);
    assert_eq!(markdown(&document).lines().nth(2).unwrap(), format!("**{said}**"));
}

#[test]
fn the_file_has_landmarks_one_heading_of_the_first_level_and_a_list_of_contents_that_leads_to_each_section() {
    let page = Html::parse_document(&html(&report(&example("infusion-pump"), &Choice::default(), &made("abc"))));
    for one in ["header", "main", "nav", "h1"] {
        assert_eq!(all_of(&page, one).len(), 1, "{one}");
    }
    let links = Selector::parse("nav a").unwrap();
    let mut count = 0;
    for link in page.select(&links) {
        let target = link.attr("href").unwrap();
        let words: String = link.text().collect();
        assert_eq!(all_of(&page, &format!("h2{target}")), [words]);
        count += 1;
    }
    assert_eq!(count, all_of(&page, "main > section").len());
    assert!(page.select(&Selector::parse("th:not([scope])").unwrap()).next().is_none());
    assert_eq!(all_of(&page, "table").len(), all_of(&page, "table > caption").len());
}

#[test]
fn in_the_page_headings_begin_at_the_second_level_and_no_link_leaves_the_view() {
    let mut out = String::new();
    body(&report(&example("infusion-pump"), &Choice::default(), &made("abc"))).write(&mut out);
    let page = Html::parse_fragment(&out);
    assert_eq!(all_of(&page, "h1, main, header, nav, a[href^='#']"), Vec::<String>::new());
    assert_eq!(all_of(&page, "article.paper > h2").len(), 1);
}

/// Bytes in base64, read the slow way.
fn from_base64(text: &str) -> Vec<u8> {
    const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String =
        text.trim_end_matches('=').chars().map(|sign| format!("{:06b}", SIGNS.find(sign).unwrap())).collect();
    let whole = bits.as_bytes().chunks_exact(8);
    whole.map(|bits| bits.iter().fold(0, |byte, bit| byte * 2 + (bit - b'0'))).collect()
}

#[test]
fn the_policy_of_the_file_allows_its_own_style_and_nothing_else() {
    let text = html(&report(&example("activity-diary"), &Choice::default(), &made("abc")));
    let page = Html::parse_document(&text);
    let policy = Selector::parse("meta[http-equiv='Content-Security-Policy']").unwrap();
    let policy = page.select(&policy).next().unwrap().attr("content").unwrap().to_owned();
    let (before, rest) = policy.split_once("sha256-").unwrap();
    let (hash, after) = rest.split_once('\'').unwrap();
    assert_eq!((before, after), ("default-src 'none'; style-src '", "; base-uri 'none'; form-action 'none'"));
    let own = all_of(&page, "style");
    assert_eq!(own, [STYLE]);
    let hex: String = from_base64(hash).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, sha256_hex(&own[0]));
    assert_eq!(own[0].trim(), own[0]);
    for forbidden in ["<script", " style=", " src=", "@import", "url("] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn the_digest_is_the_one_in_the_file() {
    for key in ["infusion-pump", "image-viewer"] {
        let assessment = example(key);
        let digest = assessment_digest(&assessment);
        assert!(write_file(&assessment, "2026-11-22T13:05:00Z").contains(&format!("\"value\": \"{digest}\"")));
        assert!(markdown(&report(&assessment, &Choice::default(), &made(&digest))).contains(&digest));
    }
}

#[test]
fn every_part_can_be_left_out_and_nothing_else_goes_with_it() {
    let ids = |document: &Document| document.sections.iter().map(|section| section.id).collect::<Vec<_>>();
    let assessment = example("legacy-monitor");
    let whole = ids(&report(&assessment, &Choice::default(), &made("abc")));
    for left_out in Chapter::ALL {
        let chapters = Chapter::ALL.into_iter().filter(|chapter| *chapter != left_out).collect();
        let rest = ids(&report(&assessment, &Choice { chapters, ..Choice::default() }, &made("abc")));
        let wanted: Vec<_> = whole.iter().copied().filter(|id| *id != left_out.key()).collect();
        assert_eq!(rest, wanted);
    }
    let none = Choice { chapters: vec![], ..Choice::default() };
    assert_eq!(ids(&report(&assessment, &none, &made("abc"))), ["about"]);
}

/// Every output of an assessment.
fn outputs(assessment: &Assessment, choice: &Choice) -> Vec<String> {
    let documents = [report(assessment, choice, &made("abc")), statement(assessment, choice, &made("abc"))];
    let mut all: Vec<String> = documents.iter().flat_map(|one| [html(one), markdown(one)]).collect();
    all.extend([requirements_csv(assessment, choice), gaps_csv(assessment, choice)]);
    all
}

/// The assessment with a word in each field that may be left out.
fn marked(mut assessment: Assessment) -> Assessment {
    let say = |text: &mut String, word: &str| word.clone_into(text);
    say(&mut assessment.organisation, "NAMEWORD");
    say(&mut assessment.people.assessor, "NAMEWORD");
    say(&mut assessment.people.reviewer, "NAMEWORD");
    for review in &mut assessment.reviews {
        say(&mut review.reviewer, "NAMEWORD");
    }
    let gap = assessment.scope().requirements().next().unwrap().clause;
    let status = Some(Status::PartlyMet);
    assessment.answers.insert(gap, Answer { status, evidence: vec![Evidence::default()], ..Answer::default() });
    assessment.actions.push(Action::new(ActionId::new("marked").unwrap(), vec![gap]));
    for action in &mut assessment.actions {
        say(&mut action.owner, "NAMEWORD");
        say(&mut action.note, "NOTEWORD");
    }
    let mark = |answer: &mut Answer| {
        answer.note = "NOTEWORD".to_owned();
        for evidence in &mut answer.evidence {
            evidence.link = "https://example.com/LINKWORD".to_owned();
        }
    };
    for answer in assessment.answers.values_mut() {
        mark(answer);
        answer.parts.iter_mut().for_each(|part| mark(&mut part.answer));
    }
    assessment
}

proptest! {
    #![proptest_config(generate::config(48))]

    #[test]
    fn what_was_not_chosen_occurs_nowhere(
        assessment in generate::assessment(), notes in any::<bool>(), names in any::<bool>(), links in any::<bool>(),
    ) {
        let assessment = marked(assessment);
        let choice = Choice { notes, names, links, ..Choice::default() };
        for (word, is_chosen) in [("NOTEWORD", notes), ("NAMEWORD", names), ("LINKWORD", links)] {
            let count = outputs(&assessment, &choice).iter().filter(|output| output.contains(word)).count();
            prop_assert!(is_chosen == (count > 0), "{word} in {count} outputs");
        }
    }
}

#[test]
fn a_report_of_all_of_class_c_is_made_in_a_few_milliseconds() {
    let assessment = example("infusion-pump");
    let once = || {
        let start = std::time::Instant::now();
        let text = html(&report(&assessment, &Choice::default(), &made("abc")));
        assert!(text.len() > 100_000);
        start.elapsed()
    };
    let best = (0..10).map(|_| once()).min().unwrap();
    assert!(best.as_millis() < 30, "{best:?}");
}
