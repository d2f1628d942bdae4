//! Which words of a text are gone, and which are new.
//!
//! What belongs here: two texts and the pieces between them. Never here: how a piece is marked.

/// A piece of a text that was changed. Without what is new, the pieces are the old text; without what is gone, the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old one.
    Gone(String),
    /// Only in the new one.
    New(String),
}

impl Piece {
    /// Its words.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Same(text) | Self::Gone(text) | Self::New(text)) = self;
        text
    }
}

/// How large the table of two texts may be, in pairs of words: some 600 changed words in each. What is longer is told as
/// changed as a whole, since the page has to answer meanwhile.
const MOST_PAIRS: usize = 400_000;

/// The pieces, from the first word to the last.
#[must_use]
pub fn word_difference(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let first = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (head, old) = old.split_at_checked(first).unwrap_or_default();
    let (_, new) = new.split_at_checked(first).unwrap_or_default();
    let last = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    let (old, tail) = old.split_at_checked(old.len() - last).unwrap_or_default();
    let (new, _) = new.split_at_checked(new.len() - last).unwrap_or_default();
    let mut pieces = Pieces::default();
    pieces.same.push_str(&head.concat());
    for (token, kind) in steps(old, new) {
        match kind {
            Kind::Same => pieces.keep(token),
            Kind::Gone => pieces.take(token),
            Kind::New => pieces.put(token),
        }
    }
    for token in tail {
        pieces.keep(token);
    }
    pieces.done()
}

/// Words, white space between them, and every other character by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = kind_of(first);
        let end = rest.char_indices().skip(1).find(|(_, char)| kind == 0 || kind_of(*char) != kind);
        let (token, after) = rest.split_at_checked(end.map_or(rest.len(), |(at, _)| at)).unwrap_or((rest, ""));
        found.push(token);
        rest = after;
    }
    found
}

/// 0 stands alone: punctuation, and the letters of languages that put no space between words.
fn kind_of(char: char) -> u8 {
    match char {
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 0,
        '\n' | '\r' => 0,
        _ if char.is_whitespace() => 1,
        _ if char.is_alphanumeric() => 2,
        // What belongs to the character before stays with it.
        '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' => 2,
        _ => 0,
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Same,
    Gone,
    New,
}

/// The shortest way from one to the other, by the longest common subsequence.
fn steps<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(&'t str, Kind)> {
    let whole = || {
        let gone = old.iter().map(|token| (*token, Kind::Gone));
        gone.chain(new.iter().map(|token| (*token, Kind::New))).collect()
    };
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return whole();
    }
    // `table[i][j]`: how much the rest of old from i and the rest of new from j have in common.
    let mut table: Vec<Vec<u32>> = vec![vec![0; new.len() + 1]];
    for one in old.iter().rev() {
        let below = table.last().map(Vec::as_slice).unwrap_or_default();
        let at = |place: usize| below.get(place).copied().unwrap_or(0);
        let mut row = vec![0; new.len() + 1];
        let mut right = 0;
        for (place, other) in new.iter().enumerate().rev() {
            right = if one == other { at(place + 1) + weight(one) } else { at(place).max(right) };
            if let Some(slot) = row.get_mut(place) {
                *slot = right;
            }
        }
        table.push(row);
    }
    let at = |i: usize, j: usize| {
        let row = old.len().checked_sub(i).and_then(|row| table.get(row));
        row.and_then(|row| row.get(j)).copied().unwrap_or(0)
    };
    let total = |tokens: &[&str]| tokens.iter().map(|token| weight(token)).sum::<u32>();
    // Where less than a third is in common, single words that happen to be the same tell nothing.
    if at(0, 0).saturating_mul(3) < total(old).max(total(new)) {
        return whole();
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::with_capacity(old.len() + new.len());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(one), Some(other)) if one == other => {
                found.push((*one, Kind::Same));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || at(i + 1, j) >= at(i, j + 1) => {
                found.push((*one, Kind::Gone));
                i += 1;
            }
            (_, Some(other)) => {
                found.push((*other, Kind::New));
                j += 1;
            }
            (_, None) => return found,
        }
    }
}

/// White space counts little: words decide what is in common.
fn weight(token: &str) -> u32 {
    if token.trim().is_empty() { 1 } else { 8 }
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    same: String,
    gone: String,
    new: String,
}

impl Pieces {
    fn keep(&mut self, token: &str) {
        self.same.push_str(token);
    }

    fn take(&mut self, token: &str) {
        self.change();
        self.gone.push_str(token);
    }

    fn put(&mut self, token: &str) {
        self.change();
        self.new.push_str(token);
    }

    /// Ends what is the same, before something that is not. A space between two changes belongs to both, so that they
    /// read as one.
    fn change(&mut self) {
        if self.same.is_empty() {
            return;
        }
        let is_between = !self.gone.is_empty() && !self.new.is_empty();
        let same = std::mem::take(&mut self.same);
        if is_between && same.chars().all(|char| char == ' ') {
            self.gone.push_str(&same);
            self.new.push_str(&same);
            return;
        }
        self.flush();
        self.done.push(Piece::Same(same));
    }

    fn flush(&mut self) {
        for (text, piece) in [(&mut self.gone, Piece::Gone as fn(String) -> Piece), (&mut self.new, Piece::New)] {
            if !text.is_empty() {
                self.done.push(piece(std::mem::take(text)));
            }
        }
    }

    fn done(mut self) -> Vec<Piece> {
        self.flush();
        if !self.same.is_empty() {
            self.done.push(Piece::Same(self.same));
        }
        self.done
    }
}
