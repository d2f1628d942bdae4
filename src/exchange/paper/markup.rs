//! A piece of HTML or SVG as a tree, so that the page and a saved file show the same, and text can only be text.
//!
//! The page builds elements of it (`browser::dom`); a file gets it written out by [`Markup::write`].

/// An element, a text, or several of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    /// A text.
    Text(String),
    /// An element.
    Element {
        /// `table`, `path`. A word of ours, never one that a person typed.
        tag: &'static str,
        /// Names, which are words of ours, with values.
        attributes: Vec<(&'static str, String)>,
        /// What is inside.
        children: Vec<Markup>,
    },
}

/// An element without attributes and children.
#[must_use]
pub const fn element(tag: &'static str) -> Markup {
    Markup::Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// Elements that have no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

impl Markup {
    /// Sets an attribute. On a text it does nothing.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Element { attributes, .. } = &mut self {
            attributes.push((name, value.into()));
        }
        self
    }

    /// Adds what is inside, at the end. On a text it does nothing.
    #[must_use]
    pub fn with(mut self, child: impl Into<Self>) -> Self {
        if let Self::Element { children, .. } = &mut self {
            children.push(child.into());
        }
        self
    }

    /// Adds several.
    #[must_use]
    pub fn with_all(mut self, more: impl IntoIterator<Item = Self>) -> Self {
        if let Self::Element { children, .. } = &mut self {
            children.extend(more);
        }
        self
    }

    /// Writes it as HTML or, inside `svg`, as SVG in HTML.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => escape(text, out),
            Self::Element { tag, attributes, children } => {
                out.push('<');
                out.push_str(tag);
                for (name, value) in attributes {
                    out.push(' ');
                    out.push_str(name);
                    out.push_str("=\"");
                    escape(value, out);
                    out.push('"');
                }
                out.push('>');
                if VOID.contains(tag) {
                    return;
                }
                for child in children {
                    child.write(out);
                }
                out.push_str("</");
                out.push_str(tag);
                out.push('>');
            }
        }
    }

    /// The text inside, without the elements.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element { children, .. } => {
                for child in children {
                    child.add_text(out);
                }
            }
        }
    }
}

impl From<&str> for Markup {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Markup {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Writes a text so that it stays one, in content and in attributes. What HTML cannot hold (NUL, and other controls that
/// are errors in it) comes as the sign for what cannot be shown.
fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(char),
            // Readers make a line break of it, and a reference to it is an error.
            '\r' => out.push('\n'),
            other if other.is_control() || matches!(u32::from(other) & 0xffff, 0xfffe | 0xffff) => out.push('\u{fffd}'),
            '\u{fdd0}'..='\u{fdef}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}
