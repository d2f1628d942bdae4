//! Clause numbers.

use std::fmt;
use std::str::FromStr;

/// A clause number such as `5.1.12`: one to four parts, each from 1 to 255. Ordered as the standard orders them,
/// so 5.1.2 comes before 5.1.12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clause([u8; 4]);

impl Clause {
    /// From the parts; unused ones at the end are 0.
    pub(crate) const fn from_parts(parts: [u8; 4]) -> Self {
        Self(parts)
    }

    /// The parts; unused ones at the end are 0.
    #[must_use]
    pub const fn parts(self) -> [u8; 4] {
        self.0
    }

    /// Whether this is the other clause or a part of it: 5.1.12 starts with 5.1, not with 5.1.1.
    #[must_use]
    pub fn starts_with(self, prefix: Self) -> bool {
        self.0.iter().zip(prefix.0).all(|(part, wanted)| wanted == 0 || *part == wanted)
    }

    /// How many parts it has: 3 for 5.1.12.
    #[must_use]
    pub fn depth(self) -> usize {
        self.0.iter().filter(|part| **part != 0).count()
    }

    /// The clause of the process it belongs to: 5 for 5.1.12.
    #[must_use]
    pub fn process(self) -> Self {
        let [first, ..] = self.0;
        Self([first, 0, 0, 0])
    }
}

impl FromStr for Clause {
    type Err = NotAClause;

    fn from_str(text: &str) -> Result<Self, NotAClause> {
        let mut parts = [0; 4];
        let mut slots = parts.iter_mut();
        for part in text.split('.') {
            let plain = !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit());
            let value = part.parse().ok().filter(|_| plain).ok_or(NotAClause)?;
            *slots.next().ok_or(NotAClause)? = value;
        }
        Ok(Self(parts))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().filter(|part| **part != 0).enumerate() {
            if index > 0 {
                out.write_str(".")?;
            }
            write!(out, "{part}")?;
        }
        Ok(())
    }
}

/// The text is not a clause number: digits with points between, such as `5.1.12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAClause;
