//! Finds the references of `index.html` to other files, and rewrites them.
//!
//! A scanner of tags and attributes, not a parser: the one page it reads is ours. Comments and what
//! is inside of script and style elements are passed over.

use std::ops::Range;

/// The value of a `href` or `src` attribute, or of the `content` of `<meta name="words">`.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where the value is in the text, without its quotes.
    pub at: Range<usize>,
    /// The value as it is written.
    pub value: String,
    /// When it is loaded.
    pub when: When,
}

/// When a file that the page refers to is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// With the page, by the browser.
    First,
    /// Once the page runs, by the page itself.
    Later,
    /// If a person follows the link.
    Followed,
}

/// All references of the page, in their order.
pub fn references(html: &str) -> Vec<Reference> {
    elements(html).into_iter().filter_map(reference).collect()
}

/// Where elements are that were meant for Trunk and that it left in the page.
pub fn meant_for_trunk(html: &str) -> Vec<Range<usize>> {
    let marked = |element: &Element| element.attributes.iter().any(|attribute| attribute.name == "data-trunk");
    elements(html).into_iter().filter(marked).map(|element| element.at).collect()
}

/// The page with each of these places replaced; they come in their order.
pub fn rewrite(html: &str, replacements: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(html.len() + 16 * replacements.len());
    let mut done = 0;
    for (at, value) in replacements {
        out.push_str(html.get(done..at.start).unwrap_or_default());
        out.push_str(value);
        done = at.end;
    }
    out.push_str(html.get(done..).unwrap_or_default());
    out
}

/// A start tag.
struct Element {
    name: String,
    at: Range<usize>,
    attributes: Vec<Attribute>,
}

struct Attribute {
    name: String,
    value: String,
    at: Range<usize>,
}

fn elements(html: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = find(html, at, "<") {
        let rest = html.get(open..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = find(html, open + 4, "-->").map_or(html.len(), |end| end + 3);
            continue;
        }
        let name: String = rest.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() {
            at = open + 1;
            continue;
        }
        let (attributes, end) = attributes(html, open + 1 + name.len());
        let name = name.to_ascii_lowercase();
        at = match name.as_str() {
            "script" | "style" => find(html, end, &format!("</{name}")).unwrap_or(html.len()),
            _ => end,
        };
        found.push(Element { name, at: open..end, attributes });
    }
    found
}

fn reference(element: Element) -> Option<Reference> {
    let Element { name, attributes, .. } = element;
    let named = |wanted: &str| attributes.iter().find(|attribute| attribute.name == wanted);
    let place = match name.as_str() {
        "link" | "a" | "area" => "href",
        "script" | "img" | "iframe" | "source" | "audio" | "video" | "embed" => "src",
        "meta" if named("name").is_some_and(|name| matches!(name.value.as_str(), "words" | "late" | "style")) => {
            "content"
        }
        _ => return None,
    };
    let rel = named("rel").map(|rel| rel.value.to_ascii_lowercase());
    let another_document =
        |rel: String| rel.split_whitespace().any(|word| ["alternate", "license", "help", "author"].contains(&word));
    let when = match name.as_str() {
        "a" | "area" => When::Followed,
        "link" if rel.is_some_and(another_document) => When::Followed,
        "meta" => When::Later,
        _ => When::First,
    };
    let attribute = attributes.into_iter().find(|attribute| attribute.name == place)?;
    Some(Reference { at: attribute.at, value: attribute.value, when })
}

/// The attributes of the tag whose name ends at `at`, and the place after its `>`.
fn attributes(html: &str, mut at: usize) -> (Vec<Attribute>, usize) {
    let mut found = Vec::new();
    loop {
        at = skip(html, at, |c| c.is_ascii_whitespace() || c == '/');
        let name_end = skip(html, at, |c| !c.is_ascii_whitespace() && !['=', '>', '/'].contains(&c));
        let name = html.get(at..name_end).unwrap_or_default().to_ascii_lowercase();
        at = skip(html, name_end, |c| c.is_ascii_whitespace());
        match html.get(at..).and_then(|rest| rest.chars().next()) {
            None => return (found, html.len()),
            Some('>') => {
                if !name.is_empty() {
                    found.push(Attribute { name, value: String::new(), at: name_end..name_end });
                }
                return (found, at + 1);
            }
            Some('=') => {
                let (value, after) = value(html, skip(html, at + 1, |c| c.is_ascii_whitespace()));
                let text = html.get(value.clone()).unwrap_or_default().to_owned();
                found.push(Attribute { name, value: text, at: value });
                at = after;
            }
            Some(_) => found.push(Attribute { name, value: String::new(), at: name_end..name_end }),
        }
    }
}

/// The place of the attribute value that begins here, quoted or not, and the place after it.
fn value(html: &str, at: usize) -> (Range<usize>, usize) {
    for quote in ["\"", "'"] {
        if html.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            let end = find(html, at + 1, quote).unwrap_or(html.len());
            return (at + 1..end, (end + 1).min(html.len()));
        }
    }
    let end = skip(html, at, |c| !c.is_ascii_whitespace() && c != '>');
    (at..end, end)
}

fn find(html: &str, from: usize, what: &str) -> Option<usize> {
    html.get(from..)?.find(what).map(|offset| from + offset)
}

fn skip(html: &str, from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let rest = html.get(from..).unwrap_or_default();
    from + rest.find(|c| !wanted(c)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    use When::{First, Followed, Later};

    fn values(html: &str) -> Vec<(String, When)> {
        references(html).into_iter().map(|reference| (reference.value, reference.when)).collect()
    }

    #[test]
    fn references_are_found_in_every_way_of_writing_an_attribute() {
        let html = "<!doctype html><LINK rel=icon href=./i.svg><link\n rel='stylesheet' href = './m.css'/>\
            <script type=\"module\" src=\"./boot.js\" async></script><a href=\"#top\">up</a><img alt='a > b' src=x.png>";
        let expected =
            [("./i.svg", First), ("./m.css", First), ("./boot.js", First), ("#top", Followed), ("x.png", First)];
        assert_eq!(values(html), expected.map(|(value, when)| (value.to_owned(), when)));
    }

    #[test]
    fn comments_scripts_and_plain_text_are_passed_over() {
        let html = "<!-- <link href=a> --><script>if (1 < 2) '<img src=b>'</script><style>a{}</style>1 < 2 <p title='<img src=c>'>";
        assert_eq!(values(html), []);
    }

    #[test]
    fn a_link_to_another_document_is_not_loaded() {
        assert_eq!(values("<link rel='license' href='LICENSE'>"), [("LICENSE".to_owned(), Followed)]);
        assert_eq!(values("<link href='x' rel='preload modulepreload'>"), [("x".to_owned(), First)]);
    }

    #[test]
    fn the_words_are_loaded_later_and_no_other_meta_element_refers_to_a_file() {
        let html = "<meta name=viewport content='width=1'><meta charset=utf-8><meta name=words content=./words.txt>";
        assert_eq!(values(html), [("./words.txt".to_owned(), Later)]);
    }

    #[test]
    fn text_that_ends_in_the_middle_of_anything_is_no_trouble() {
        let html = "<!-- é --><link rel=\"icon\" href=\"é.svg\"><script src='b.js'></script>";
        for (end, _) in html.char_indices() {
            references(html.get(..end).unwrap_or_default());
        }
    }

    #[test]
    fn what_was_meant_for_trunk_is_found_with_its_tag() {
        let html = "a<link data-trunk rel='rust'/>b<link rel='x'><p data-trunk>";
        let found: Vec<_> = meant_for_trunk(html).into_iter().filter_map(|at| html.get(at)).collect();
        assert_eq!(found, ["<link data-trunk rel='rust'/>", "<p data-trunk>"]);
    }

    #[test]
    fn rewriting_replaces_the_values_and_nothing_else() {
        let html = "<link href='./a.css'> a.css <script src=./a.js></script>";
        let replacements: Vec<_> =
            references(html).into_iter().map(|reference| (reference.at, format!("<{}>", reference.value))).collect();
        assert_eq!(rewrite(html, &replacements), "<link href='<./a.css>'> a.css <script src=<./a.js>></script>");
    }
}
