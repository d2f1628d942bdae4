//! Where each consistency check fires and where it stays quiet, typed by hand.
//!
//! What belongs here: the cases, and how a line of text becomes an assessment. Never here: a test (`checks`).

use iec62304_readiness::assessment::{Answer, Assessment, Control, ControlKind, Evidence, Item, ItemId, Status};
use iec62304_readiness::standard::edition;

/// The check, a story in which it fires, beside which clause, some of its words there, and a story in which it does not.
pub type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// An assessment from a line: the edition unless it is 1.1, the class (`-` for none), and then
/// - `5.1.1=p:ab+f`: the status (m, p, n, x with a reason, X without, ? for none), ticked letters, and marks: `+e` evidence,
///   `+d=DAY` its date, `+x=DAY` its last day, `+n` a note, `+f` to find out; `5.1.1/dose=m` is the answer for an item
/// - `item:dose:C:srg`: an item, its class, and whether it is SOUP, implements a risk control, is segregated
/// - `legacy`, `why` (a rationale for the class), `control` (a risk control inside the software)
/// - `version:1.0`, `use:1.0` (a rationale for continued use of that version), `make:5.2.1` and `leave:5.2.1` (decisions)
pub fn assessment_of(story: &str) -> Assessment {
    let (id, story) = story.strip_prefix("1.0 ").map_or(("1.1", story), |rest| ("1.0", rest));
    let mut words = story.split(' ');
    let mut assessment = Assessment::new("x".to_owned(), edition(id).unwrap(), String::new());
    assessment.classification.class = assessment.edition.class(words.next().unwrap());
    for word in words {
        if let Some((place, said)) = word.split_once('=') {
            let (clause, item) = place.split_once('/').map_or((place, None), |(clause, item)| (clause, Some(item)));
            let whole = assessment.answers.entry(clause.parse().unwrap()).or_default();
            match item {
                None => answer(whole, said),
                Some(item) => whole.edit_part(ItemId::new(item).unwrap(), |part| answer(part, said)),
            }
            continue;
        }
        let parts: Vec<&str> = word.split(':').collect();
        match parts.as_slice() {
            ["item", name, class, marks] => assessment.items.push(Item {
                name: name.to_uppercase(),
                class: assessment.edition.class(class),
                soup: marks.contains('s'),
                controls_risk: marks.contains('r'),
                segregation: if marks.contains('g') { "A processor of its own".to_owned() } else { String::new() },
                ..Item::new(ItemId::new(name).unwrap(), None)
            }),
            ["legacy"] => assessment.legacy = true,
            ["why"] => assessment.classification.rationale = "Nobody can be hurt.".to_owned(),
            ["control"] => assessment.classification.reasoning.controls.push(Control {
                what: "Range check".to_owned(),
                kind: Some(ControlKind::Software),
                ..Control::default()
            }),
            ["version", version] => assessment.product.version = (*version).to_owned(),
            ["use", version] => assessment.legacy_route.set_rationale(version, "Years in use.".to_owned(), ""),
            [what @ ("make" | "leave"), clause] => {
                let create = Some(*what == "make");
                assessment.legacy_route.edit_decision(clause.parse().unwrap(), |decision| decision.create = create);
            }
            _ => panic!("\"{word}\" says nothing"),
        }
    }
    assessment
}

fn answer(answer: &mut Answer, said: &str) {
    let mut marks = said.split('+');
    let head = marks.next().unwrap();
    let (status, letters) = head.split_once(':').unwrap_or((head, ""));
    answer.status = match status {
        "m" => Some(Status::Met),
        "p" => Some(Status::PartlyMet),
        "n" => Some(Status::NotMet),
        "x" | "X" => Some(Status::NotApplicable),
        "?" => None,
        _ => panic!("\"{said}\" is no answer"),
    };
    if status == "x" {
        answer.reason = "It is not so here.".to_owned();
    }
    answer.letters = letters.chars().fold(answer.letters, |set, letter| set.with(letter, true));
    for mark in marks {
        match mark.split_once('=').unwrap_or((mark, "")) {
            ("e", _) => answer.evidence.push(Evidence { title: "Plan".to_owned(), ..Evidence::default() }),
            ("d", day) => answer.evidence.last_mut().unwrap().date = day.to_owned(),
            ("x", day) => answer.evidence.last_mut().unwrap().expires = day.to_owned(),
            ("n", _) => answer.note = "Half of it".to_owned(),
            ("f", _) => answer.follow_up = true,
            _ => panic!("\"{said}\" has an unknown mark"),
        }
    }
}

/// In the order of the file.
pub const CASES: [Case; 65] = [
    ("met-without-evidence", "B 5.1.2=m", "5.1.2", "5.1.2 is met, and no evidence", "B 5.1.2=m+e 5.1.3=p 5.1.5=?"),
    ("evidence-expired", "B 5.1.2=p+e+x=2026-10-31", "5.1.2", "has expired", "B 5.1.2=n+e+x=2026-10-31 5.1.3=m+e"),
    ("evidence-expiring", "B 5.1.2=m+e+x=2027-01-31", "5.1.2", "within 90 days", "B 5.1.2=m+e+x=2027-10-31"),
    (
        "evidence-from-the-future",
        "B 5.1.2=m+e+d=2026-12-01",
        "5.1.2",
        "a date that is still to come",
        "B 5.1.2=m+e+d=2026-11-01",
    ),
    ("set-aside-with-evidence", "B 7.1.3=x+e", "7.1.3", "evidence is listed for it", "B 7.1.3=x 5.1.2=n+e"),
    ("partly-met-unexplained", "B 5.1.1=p", "5.1.1", "neither a note nor a ticked", "B 5.1.1=p+n 5.1.3=p:a 5.1.2=n"),
    ("met-with-letters-open", "B 5.1.1=m:abde", "5.1.1", "are ticked while others", "B 5.1.1=m 5.1.3=m:ab 5.1.6=p:a"),
    ("not-met-with-all-letters", "B 5.1.3=n:ab", "5.1.3", "every one of its lettered items", "B 5.1.3=n:a 5.1.2=n"),
    ("settled-but-to-find-out", "B 5.1.2=m+f", "5.1.2", "you need to find out", "B 5.1.2=p+f 5.1.3=n+f 5.1.5=?+f"),
    ("never-not-applicable", "A 8.1.1=x", "8.1.1", "8.1.1 is set to not applicable", "A 8.1.1=n 8.1.2=x 4.1=X"),
    ("never-not-applicable-in-development", "A 5.7.1=x", "5.7.1", "every development", "A legacy 5.7.1=x 5.7.2=x"),
    ("nothing-happened-yet", "A 9.6=x", "9.6", "ready before the first problem", "A 9.6=n 9.3=x 9.8=x 5.7.3=x"),
    ("class-not-assigned", "- 4.3=m", "4.3", "no safety class is assigned", "C 4.3=m"),
    ("class-without-reasons", "C 4.3=m", "4.3", "stands here without reasons", "C why 4.3=m"),
    (
        "lower-class-without-segregation",
        "C item:log:A: 4.3=m",
        "4.3",
        "without a reason for it (4.3 d)",
        "C item:log:A:g 4.3=m",
    ),
    ("segregation-set-aside", "C item:log:A:g 5.3.5=x", "5.3.5", "rests on keeping it apart", "C item:dose:C: 5.3.5=x"),
    ("no-part-in-hazards", "B 7.1.1=x", "7.1.1", "this class is only for software that can", "A 7.1.1=x"),
    ("risk-process-missing", "B 4.2=n 7.1.1=m 7.2.1=m", "4.2", "met in 7.1.1 and 7.2.1", "B 4.2=p 7.1.1=m 7.2.1=m"),
    (
        "no-soup-yet-worked-on",
        "B 8.1.2=x 5.3.3=m 7.1.3=p 5.3.4=x",
        "8.1.2",
        "reported in 5.3.3 and 7.1.3",
        "B 8.1.2=x 5.3.3=x 5.3.4=n 7.1.3=?",
    ),
    ("no-soup-yet-an-item", "B item:rtos:-:s 5.3.4=x", "5.3.4", "marked as SOUP", "B item:dose:-: 5.3.4=x 8.1.2=x"),
    ("no-soup-at-all", "A 8.1.2=x", "8.1.2", "standard libraries and runtimes", "B 8.1.2=x 5.3.3=m"),
    ("soup-listed-needs-set-aside", "B 5.3.3=x 8.1.2=p", "5.3.3", "listed in 8.1.2", "B 5.3.3=x 8.1.2=x 5.3.4=n"),
    ("soup-bugs-set-aside", "B 7.1.3=x 8.1.2=m", "7.1.3", "listed in 8.1.2", "B 7.1.3=x 8.1.2=x"),
    ("soup-list-missing", "B 8.1.2=n 5.3.4=m", "8.1.2", "done in 5.3.4", "B 8.1.2=p 5.3.4=m"),
    ("soup-bugs-without-version", "B 7.1.3=m 8.1.2=p:ab", "7.1.3", "(8.1.2 c)", "B 7.1.3=m 8.1.2=p:c"),
    ("soup-bugs-overlooked", "B 5.3.3=m", "7.1.3", "met in 5.3.3, and 7.1.3", "B 5.3.3=m 7.1.3=n"),
    ("soup-not-among-items", "B item:dose:-: 8.1.2=m", "8.1.2", "none of the items", "B item:rtos:-:s 8.1.2=m"),
    ("plan-without-a-plan", "A 5.1.1=n 5.1.2=m", "5.1.1", "met in 5.1.2", "A 5.1.1=p 5.1.2=m"),
    ("traceability-not-planned", "A 5.7.4=m 5.1.1=m:abde", "5.7.4", "(5.1.1 c)", "A 5.7.4=m 5.1.1=p:c"),
    ("integration-without-plan", "B 5.1.5=n 5.6.1=m", "5.1.5", "met in 5.6.1", "B 5.1.5=p 5.6.1=m"),
    ("configuration-without-plan", "A 5.1.9=n 8.3=m", "5.1.9", "done in 8.3", "A 5.1.9=p 8.3=m 8.2.1=n"),
    (
        "requirements-verified-too-early",
        "A 5.2.6=m 5.2.2=p 5.2.3=n",
        "5.2.6",
        "not complete in 5.2.2",
        "A 5.2.6=m 5.2.2=m 5.2.3=n",
    ),
    ("architecture-verified-too-early", "B 5.3.6=m 5.3.2=p", "5.3.6", "complete in 5.3.2", "B 5.3.6=m 5.3.2=m"),
    ("units-not-identified", "B 5.4.1=n 5.5.1=m", "5.4.1", "met in 5.5.1", "B 5.4.1=p 5.5.1=m"),
    ("design-verified-too-early", "C 5.4.4=m 5.4.3=p", "5.4.4", "complete in 5.4.3", "C 5.4.4=p 5.4.3=p"),
    ("units-verified-without-criteria", "B 5.5.5=m 5.5.3=n", "5.5.5", "complete in 5.5.3", "B 5.5.5=m 5.5.3=m 5.5.4=n"),
    ("integration-records-without-tests", "B 5.6.7=m 5.6.3=n", "5.6.7", "and 5.6.3 says", "B 5.6.7=m 5.6.3=p"),
    ("system-tests-judged-too-early", "A 5.7.4=m 5.7.1=p", "5.7.4", "and 5.7.1 says", "A 5.7.4=m 5.7.1=m"),
    ("tests-without-requirements", "A 5.7.1=m 5.2.2=p", "5.7.1", "complete in 5.2.2", "A 5.7.1=p 5.2.2=p"),
    ("retest-without-regression", "B 5.7.3=m 5.6.6=n", "5.7.3", "missing in 5.6.6", "A 5.7.3=m 5.6.6=n"),
    ("retest-without-risk-analysis", "A 5.7.3=m 7.4.1=p", "5.7.3", "complete in 7.4.1", "A 5.7.3=m 7.4.1=m"),
    ("released-before-verified", "A 5.8.1=m 5.7.1=p 5.5.5=n", "5.8.1", "complete in 5.7.1.", "A 5.8.1=p 5.7.1=p"),
    ("planned-work-open", "B 5.8.6=m 5.3.2=n 5.6.6=n", "5.8.6", "in 5.3.2 and 5.6.6", "B 5.8.6=m 5.3.2=p 5.1.2=n"),
    ("anomalies-not-evaluated", "B 5.8.2=m", "5.8.3", "listed in 5.8.2, and 5.8.3", "B 5.8.2=m 5.8.3=n"),
    ("anomalies-set-aside", "C 5.8.2=p 5.8.3=x", "5.8.3", "documented in 5.8.2", "C 5.8.2=n 5.8.3=x"),
    ("anomalies-evaluated-before-listed", "B 5.8.3=m 5.8.2=p", "5.8.3", "complete in 5.8.2", "B 5.8.3=m 5.8.2=m"),
    ("release-without-version", "A 5.8.4=n 5.8.7=m", "5.8.4", "met in 5.8.7", "A 5.8.4=p 5.8.7=m"),
    (
        "maintenance-without-plan",
        "A 6.1=n 6.2.1.1=m 6.2.2=m",
        "6.1",
        "met in 6.2.1.1 and 6.2.2",
        "A 6.1=n 6.2.1.1=p 6.3.1=m",
    ),
    ("approved-before-analysed", "A 6.2.4=m 6.2.3=p", "6.2.4", "analysed in 6.2.3", "1.0 A 6.2.4=m 6.2.3=p"),
    ("released-again-without-release", "A 6.3.2=m 5.8.4=n", "6.3.2", "complete in 5.8.4", "A 6.3.2=m 5.8.3=n"),
    ("items-not-identified", "A 8.1.1=n 8.2.1=m 5.1.11=m", "8.1.1", "met in 8.2.1.", "A 8.1.1=p 8.2.1=m"),
    ("fixed-outside-change-control", "A 9.4=m 8.2.1=n", "9.4", "by 8.2.1 not every change", "A 9.4=m 8.2.2=n"),
    ("closed-without-verification", "A 9.7=m 8.2.3=p", "9.7", "complete in 8.2.3", "A 9.7=p 8.2.3=p"),
    ("no-problem-reports", "A 9.1=n 9.6=m", "9.1", "met in 9.6", "A 9.1=p 9.6=m"),
    ("causes-without-items", "B 7.1.2=m 7.1.1=p", "7.1.2", "and 7.1.1 has not", "B 7.1.2=p 7.1.1=p"),
    ("risk-control-set-aside", "B item:dose:-:r 7.2.2=x", "7.2.2", "a risk control is", "B item:dose:-: 7.2.2=x"),
    ("risk-controls-both-ways", "B 7.2.2=x 5.2.3=m", "7.2.2", "and 5.2.3 says", "B 7.2.2=x 5.2.3=x"),
    ("risk-controls-not-required", "B 7.2.2=m 5.2.3=n", "7.2.2", "and 5.2.3 says", "B 7.2.2=m 5.2.3=m"),
    ("risk-controls-verified-too-early", "B 7.3.1=m 7.2.2=p", "7.3.1", "built in 7.2.2", "B 7.3.1=m 7.2.2=x"),
    ("risk-trace-broken", "B 7.3.3=m 7.1.2=p 7.3.1=n", "7.3.3", "in 7.1.2 and 7.3.1", "B 7.3.3=m 7.1.3=n"),
    ("continued-use-too-early", "A legacy 4.4.5=m 4.4.3=p", "4.4.5", "complete in 4.4.3", "A 4.4.5=m 4.4.3=p"),
    (
        "continued-use-without-words",
        "A legacy version:2.0 use:1.0 4.4.5=m",
        "4.4.5",
        "holds no rationale",
        "A legacy version:2.0 use:2.0 4.4.5=m",
    ),
    ("continued-use-without-system-tests", "A legacy 4.4.5=m 5.7.5=x", "4.4.5", "in 5.7.5", "A legacy 4.4.5=m 5.7.5=m"),
    (
        "legacy-gaps-undecided",
        "A legacy 4.4.3=m 5.2.1=n 5.2.2=p make:5.2.2 5.8.1=n",
        "4.4.3",
        "nobody has decided yet",
        "A legacy 4.4.3=m 5.2.1=n leave:5.2.1 5.2.2=p make:5.2.2",
    ),
    (
        "legacy-without-gaps",
        ALL_THERE,
        "4.4.1",
        "none is missing",
        "C legacy 4.4.1=m 5.2.1=m 5.3.1=m 5.7.1=m 7.1.1=m 7.4.2=p",
    ),
];

/// Every requirement that the gap analysis compares in class C.
const ALL_THERE: &str = "C legacy 4.4.1=m 5.2.1=m 5.2.2=m 5.2.3=m 5.2.4=m 5.2.5=m 5.2.6=m 5.3.1=m 5.3.2=m 5.3.3=m \
         5.3.4=m 5.3.5=m 5.3.6=m 5.7.1=m 5.7.2=m 5.7.3=m 5.7.4=m 5.7.5=m 7.1.1=m 7.1.2=m 7.1.3=x 7.1.4=m \
         7.2.1=m 7.2.2=m 7.3.1=m 7.3.3=m 7.4.1=m 7.4.2=m 7.4.3=m";
