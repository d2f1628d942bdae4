//! Texts of any kind, in every field of an assessment, come out as text in HTML, Markdown and CSV: read back by parsers
//! that know nothing of this program.

use crate::generate;
use crate::paper::{example, made};
use iec62304_readiness::assessment::{
    Action, ActionId, Answer, Assessment, ContinuedUse, Control, ControlKind, Evidence, Part, Remark, RemarkId, Review,
    ReviewId, Stage, Status, visible,
};
use iec62304_readiness::exchange::paper::{Choice, gaps_csv, html, markdown, report, requirements_csv, statement};
use iec62304_readiness::standard::Clause;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};

/// Texts that have broken programs before.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "</style><style>*{display:none}</style>",
        "</title></head><body onload=alert(1)>",
        "<!-- --> --> ]]> <![CDATA[ <?php ?>",
        "\" onmouseover=\"alert(1)\" ' x='",
        "&lt;b&gt; &amp; &#60; &copy &notit; &",
        "=HYPERLINK(\"http://evil.example\")",
        "+1-2*3",
        "-2+3",
        "@SUM(A1)",
        "\tcmd|' /C calc'!A0",
        "a\0b\u{1b}[31m\u{8}\u{c}\u{7f}\u{85}",
        "\u{202e}gnp.exe\u{202c} \u{2066}\u{200f}\u{61c}\u{2069}",
        "\u{feff}\u{2028}\u{2029}\u{fffd}\u{ffff}\u{fdd0}\u{10ffff}",
        "\u{1f469}\u{200d}\u{1f4bb}\u{1f3fd} e\u{301}",
        "\u{5d0}\u{5d1} \u{627}\u{628} (abc) 12",
        "\u{4f60}\u{597d}\u{ff0c}\u{4e16}\u{754c} \u{ff1d}1",
        "one\r\ntwo\rthree\nfour\n\n\nfive",
        "a | b\n--- | ---\n|c|d|",
        "`code` ``` ~~~\n```\nfenced\n```\n    indented",
        "# heading\n## two\nunder\n===\nunder\n---",
        "- list\n+ list\n* list\n1. one\n2) two\n> quote\n- [ ] task",
        "*em* **strong** _em_ __strong__ ~~gone~~ ~sub~ ^sup^ ==mark== ++ins++",
        "[link](javascript:alert(1)) ![picture](x) [ref][x] [^1] [[wiki]]\n[x]: http://evil.example\n[^1]: foot",
        "<javascript:alert(1)> <http://evil.example> <a@b.example>",
        "---\ntitle: front matter\n---",
        "\\ \\* \\\\ \\<b> \\| line\\\nend\\",
        "$x$ $$y$$ :smile: {.class} {{ template }} {% tag %} @user #1",
        "| | | `|` \\| &#124;",
        "term\n: definition\n\n***\n___\n* * *",
        "1986\\. A great year.\n1986. Another.",
    ]
    .map(str::to_owned)
    .into();
    texts.push("long ".repeat(2_000));
    texts.push("x".repeat(10_000));
    texts.push("<b>\n".repeat(300));
    texts
}

/// An assessment with this text, and a mark that tells the field, in every field that holds a text.
fn filled(text: &str) -> (Assessment, Vec<String>) {
    let mut all = Vec::new();
    let mut next = || {
        let own = format!("{text} M{}M", all.len());
        all.push(own.clone());
        own
    };
    let mut full = example("legacy-monitor");
    full.example = false;
    full.title = next();
    full.organisation = next();
    full.product.name = next();
    full.product.version = next();
    full.product.description = next();
    full.people.assessor = next();
    full.people.reviewer = next();
    full.classification.rationale = next();
    let control = Control { what: next(), kind: Some(ControlKind::Hardware), ..Control::default() };
    full.classification.reasoning.controls = vec![control];
    let evidence = |next: &mut dyn FnMut() -> String| Evidence {
        title: next(),
        document: next(),
        version: next(),
        link: next(),
        date: next(),
        expires: next(),
        sha256: next(),
        ..Evidence::default()
    };
    let clauses: Vec<Clause> = full.edition.requirements().map(|asked| asked.clause).collect();
    let mut ids: Vec<_> = full.items.iter().map(|item| item.id).collect();
    if ids.is_empty() {
        for id in ["one", "two"] {
            let id = iec62304_readiness::assessment::ItemId::new(id).unwrap();
            full.items.push(iec62304_readiness::assessment::Item::new(id, None));
            ids.push(id);
        }
    }
    for item in &mut full.items {
        (item.name, item.does, item.segregation) = (next(), next(), next());
    }
    full.answers.clear();
    for (index, clause) in clauses.iter().enumerate().step_by(5) {
        let status = Status::ALL[index % 4];
        let reason = if status == Status::NotApplicable { next() } else { String::new() };
        let mut answer = Answer { status: Some(status), note: next(), reason, ..Answer::default() };
        answer.evidence = vec![evidence(&mut next)];
        if index % 2 == 0 {
            let own = Answer { note: next(), evidence: vec![evidence(&mut next)], ..answer.clone() };
            answer = Answer { status: None, reason: String::new(), ..answer };
            // What a reason says counts only for what it is the reason for.
            answer.parts = ids.iter().map(|item| Part { item: *item, answer: own.clone() }).collect();
        }
        full.answers.insert(*clause, answer);
    }
    full.legacy = true;
    let rationale = ContinuedUse { version: next(), text: next(), ..ContinuedUse::default() };
    full.legacy_route.rationales = vec![rationale];
    full.legacy_route.decisions.clear();
    let gap = full.gap_analysis().next().unwrap().clause;
    full.answers.entry(gap).or_insert(Answer { status: Some(Status::NotMet), ..Answer::default() });
    full.legacy_route.edit_decision(gap, |decision| {
        decision.create = Some(true);
        decision.why = next();
    });
    let mut action = Action::new(ActionId::new("act").unwrap(), vec![gap]);
    (action.what, action.owner, action.note) = (next(), next(), next());
    // What is due is compared with today, so another text would say another thing.
    action.due = "2027-01-31".to_owned();
    action.stage = Stage::InProgress;
    full.actions = vec![action];
    let mut said = Review::new(ReviewId::new("r1").unwrap(), String::new(), "");
    (said.reviewer, said.role, said.summary) = (next(), next(), next());
    said.remarks = vec![Remark { text: next(), reply: next(), ..Remark::new(RemarkId::new("m1").unwrap(), gap) }];
    full.reviews = vec![said];
    (full, all)
}

/// Elements with their attributes, in order; without what the number of typed lines decides. Of addresses only that
/// they are there.
fn structure(page: &Html) -> Vec<String> {
    let elements = page.tree.nodes().filter_map(ElementRef::wrap).map(|element| element.value());
    let elements = elements.filter(|element| element.name() != "br");
    let attributes = |element: &scraper::node::Element| {
        let mut all: Vec<String> = element.attrs().map(|(name, value)| format!("{name}={value}")).collect();
        all.sort();
        all.join(" ")
    };
    elements.map(|element| format!("{} {}", element.name(), attributes(element))).collect()
}

/// The text of an element, with its line breaks.
fn text_of(element: ElementRef) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if element.name() == "br" => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// What HTML cannot hold is shown as the sign for it.
fn in_html(text: &str) -> String {
    let is_none =
        |char: char| matches!(u32::from(char) & 0xffff, 0xfffe | 0xffff) || ('\u{fdd0}'..='\u{fdef}').contains(&char);
    lines(text.trim()).chars().map(|char| if is_none(char) { '\u{fffd}' } else { char }).collect()
}

fn lines(text: &str) -> String {
    visible(text).replace("\r\n", "\n").replace('\r', "\n")
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn in_html_every_text_comes_out_as_text_and_nothing_else_comes_of_it() {
    let plain = Html::parse_document(&html(&report(&filled("x").0, &Choice::default(), &made("abc"))));
    assert!(plain.errors.is_empty(), "{:?}", plain.errors);
    for text in hostile() {
        let (assessment, typed) = filled(&text);
        let page = Html::parse_document(&html(&report(&assessment, &Choice::default(), &made("abc"))));
        assert!(page.errors.is_empty(), "{text:?}: {:?}", page.errors);
        assert_eq!(structure(&page), structure(&plain), "{}", text.chars().take(80).collect::<String>());
        let own = scraper::Selector::parse("bdi").unwrap();
        let shown: Vec<String> = page.select(&own).map(text_of).collect();
        for typed in typed {
            let wanted = in_html(&typed);
            // A few fields stand in our sentences.
            assert!(shown.contains(&wanted), "{wanted:?}");
        }
    }
}

fn render(text: &str) -> Html {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.superscript = true;
    options.extension.description_lists = true;
    options.extension.math_dollars = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.extension.header_id_prefix = None;
    // As a renderer that lets HTML through.
    options.render.r#unsafe = true;
    Html::parse_document(&comrak::markdown_to_html(text, &options))
}

#[test]
fn in_markdown_every_text_comes_out_as_text_and_nothing_else_comes_of_it() {
    let plain = render(&markdown(&report(&filled("x").0, &Choice::default(), &made("abc"))));
    for text in hostile() {
        let (assessment, typed) = filled(&text);
        let source = markdown(&report(&assessment, &Choice::default(), &made("abc")));
        let page = render(&source);
        let (found, wanted) = (structure(&page), structure(&plain));
        let differs = found.iter().zip(&wanted).position(|(one, other)| one != other);
        assert!(
            found == wanted,
            "{text:?}: {differs:?} {:?}\n{}",
            differs.map(|at| &found[at]),
            &source.chars().take(900).collect::<String>()
        );
        let shown = words(&text_of(page.root_element()));
        for typed in typed {
            let wanted = words(&lines(&typed));
            assert!(shown.contains(&wanted), "{wanted:?}\n{}", source.chars().take(600).collect::<String>());
        }
    }
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn in_csv_every_cell_is_as_it_was_typed() {
    for text in hostile() {
        let (assessment, _) = filled(&text);
        let rows = rows(&requirements_csv(&assessment, &Choice::default()));
        let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
        let (clause, note, links) = (column("Clause"), column("Note"), column("Evidence links"));
        assert_eq!(rows.len(), assessment.edition.requirements().count() + 1);
        let mut seen = 0;
        for row in &rows[1..] {
            let answer = assessment.answers.get(&row[clause].parse().unwrap());
            let Some(answer) = answer.filter(|answer| !answer.is_split() && !answer.evidence.is_empty()) else {
                continue;
            };
            for (cell, typed) in [(&row[note], &answer.note), (&row[links], &answer.evidence[0].link)] {
                let plain = visible(typed);
                assert!(*cell == plain || *cell == format!("'{plain}"), "{cell:?} for {typed:?}");
                let first = cell.trim_start().chars().next().unwrap();
                assert!(!"=+-@\u{ff1d}".contains(first), "{cell:?}");
                seen += 1;
            }
        }
        assert!(seen > 10);
    }
}

/// The elements that a document may have.
const ELEMENTS: [&str; 43] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "nav",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "dl",
    "div",
    "dt",
    "dd",
    "a",
    "bdi",
    "br",
    "strong",
    "span",
    "svg",
    "path",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
    "figure",
    "figcaption",
    "rect",
    "g",
    "text",
    "tspan",
    "line",
    "h4",
];

proptest! {
    #![proptest_config(generate::config(64))]

    #[test]
    fn any_assessment_comes_out_whole_in_every_format(assessment in generate::assessment(), verdicts in any::<bool>()) {
        let choice = Choice { verdicts, ..Choice::default() };
        for document in [report(&assessment, &choice, &made("abc")), statement(&assessment, &choice, &made("abc"))] {
            let page = Html::parse_document(&html(&document));
            prop_assert!(page.errors.is_empty(), "{:?}", page.errors);
            for element in page.tree.nodes().filter_map(ElementRef::wrap) {
                let name = element.value().name();
                prop_assert!(ELEMENTS.contains(&name), "{name}");
                for (attribute, value) in element.value().attrs() {
                    prop_assert!(!attribute.starts_with("on") && attribute != "style" && attribute != "src");
                    let is_safe = ["#paper-", "http:", "https:", "mailto:"].iter().any(|start| value.to_ascii_lowercase().starts_with(start));
                    prop_assert!(attribute != "href" || is_safe, "{value}");
                }
            }
            let page = render(&markdown(&document));
            for element in page.tree.nodes().filter_map(ElementRef::wrap) {
                prop_assert!(ELEMENTS.contains(&element.value().name()), "{}", element.value().name());
            }
        }
        for table in [requirements_csv(&assessment, &choice), gaps_csv(&assessment, &choice)] {
            let rows = rows(&table);
            prop_assert!(rows.iter().all(|row| row.len() == rows[0].len()));
        }
    }
}
