//! Rust source as words with their lines, as far as the rules of `layers` need it.
//!
//! What belongs here: leaving out comments, telling texts from code, and finding what a path names. It is no
//! compiler: it knows nothing of macros or of what a name means. Never here: a rule.

/// A piece of code with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub line: usize,
    pub kind: Kind,
}

/// What a piece of code is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A name or a number.
    Name(String),
    /// The inside of a text, as it is written.
    Text(String),
    /// Any other single character; `::` comes as one.
    Sign(&'static str),
}

impl Word {
    /// The name, if it is one.
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    fn is(&self, sign: &str) -> bool {
        matches!(&self.kind, Kind::Sign(other) if *other == sign)
    }
}

/// The words of a source text, without comments.
pub fn words(source: &str) -> Vec<Word> {
    let chars: Vec<char> = source.chars().collect();
    let mut reader = Reader { chars, at: 0, line: 1, words: Vec::new() };
    while reader.at < reader.chars.len() {
        reader.step();
    }
    reader.words
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    words: Vec<Word>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn next(&mut self) -> char {
        let char = self.peek(0);
        self.at += 1;
        self.line += usize::from(char == '\n');
        char
    }

    fn ended(&self) -> bool {
        self.at >= self.chars.len()
    }

    fn step(&mut self) {
        let line = self.line;
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => {
                while !self.ended() && self.peek(0) != '\n' {
                    self.next();
                }
            }
            ('/', '*') => self.block_comment(),
            ('"', _) => self.text(0, false),
            ('\'', _) => self.char_or_lifetime(),
            (':', ':') => {
                self.at += 2;
                self.words.push(Word { line, kind: Kind::Sign("::") });
            }
            (first, _) if first.is_alphanumeric() || first == '_' => self.name(),
            (other, _) => {
                self.next();
                for sign in ["{", "}", "(", ")", "[", "]", "<", ">", ",", ";", ".", "!", "*", "#", "="] {
                    if sign.starts_with(other) {
                        self.words.push(Word { line, kind: Kind::Sign(sign) });
                    }
                }
            }
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while !self.ended() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.next();
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return;
            }
        }
    }

    /// A name, or a text whose opening begins with letters (`r#"`, `b"`, `c"`), or a raw name (`r#type`).
    fn name(&mut self) {
        let line = self.line;
        let mut name = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            name.push(self.next());
        }
        let hashes = (0..).take_while(|ahead| self.peek(*ahead) == '#').count();
        if ["r", "br", "cr"].contains(&name.as_str()) && self.peek(hashes) == '"' {
            self.at += hashes;
            return self.text(hashes, true);
        }
        if ["b", "c"].contains(&name.as_str()) && self.peek(0) == '"' {
            return self.text(0, false);
        }
        self.words.push(Word { line, kind: Kind::Name(name) });
    }

    fn text(&mut self, hashes: usize, raw: bool) {
        let line = self.line;
        let mut inside = String::new();
        self.next();
        while !self.ended() {
            let char = self.next();
            if char == '"' && (0..hashes).all(|ahead| self.peek(ahead) == '#') {
                self.at += hashes;
                break;
            }
            inside.push(char);
            if char == '\\' && !raw {
                inside.push(self.next());
            }
        }
        self.words.push(Word { line, kind: Kind::Text(inside) });
    }

    fn char_or_lifetime(&mut self) {
        self.next();
        if self.peek(0) == '\\' {
            self.at += 2;
            while !self.ended() && self.next() != '\'' {}
        } else if self.peek(1) == '\'' {
            self.next();
            self.next();
        }
        // Otherwise it is a lifetime: its name follows as a name, which no rule minds.
    }
}

/// The first name behind the root of the crate, wherever code names one: `crate::a::b`, `super::super::a`,
/// `use crate::{a, b::{c}}`; `*` where everything is named at once. `of_crate` is the crate's own name.
pub fn named_from_root<'a>(words: &'a [Word], of_crate: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let root = words[at].name().is_some_and(|name| name == "crate" || name == "super" || name == of_crate);
        let mut next = at + 1;
        if root && words.get(next).is_some_and(|word| word.is("::")) {
            // How many `super` lead to the root depends on the file; any number is taken for it.
            while words.get(next + 1).and_then(Word::name) == Some("super") {
                next += 2;
            }
            if words.get(next).is_some_and(|word| word.is("::")) {
                let mut named = Vec::new();
                heads(words, next + 1, &mut named);
                // `super::*` brings a test the module it stands in.
                let parent = words[at].name() == Some("super");
                found.extend(named.into_iter().filter(|(_, name)| !(parent && *name == "*")));
            }
        }
        at = next;
    }
    found
}

/// The heads of the paths at this place: one path, or a list in braces.
fn heads<'a>(words: &'a [Word], at: usize, found: &mut Vec<(usize, &'a str)>) {
    let Some(first) = words.get(at) else { return };
    if first.is("*") {
        found.push((first.line, "*"));
    } else if let Some(name) = first.name() {
        found.push((first.line, name));
    } else if first.is("{") {
        let mut depth = 0;
        let mut fresh = true;
        for word in &words[at..] {
            if word.is("{") {
                depth += 1;
            } else if word.is("}") {
                depth -= 1;
            } else if word.is(",") {
                fresh |= depth == 1;
            } else if word.is("*") && depth == 1 && fresh {
                found.push((word.line, "*"));
            } else if let Some(name) = word.name().filter(|name| depth == 1 && fresh && *name != "super") {
                found.push((word.line, name));
                fresh = false;
            }
            if depth == 0 {
                return;
            }
        }
    }
}
