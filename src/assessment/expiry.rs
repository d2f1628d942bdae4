//! What the dates of a document say on a day.
//!
//! What belongs here: days of the calendar and how far they are apart. Never here: what a document serves (`register`).

use super::answer::Evidence;
use super::text::day_number;
use std::fmt;

/// For how many days before its expiry a document wants attention.
pub const SOON_DAYS: u16 = 90;

/// What the dates of a document say on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dating {
    /// Its last day has passed.
    Expired,
    /// Its last day is today (0) or within the next [`SOON_DAYS`] days.
    ExpiresSoon(u16),
    /// It is dated after today.
    InFuture,
    /// It would have expired before it was made.
    ExpiresBeforeDate,
}

/// The words on the page and on paper.
impl fmt::Display for Dating {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired => out.write_str("Expired"),
            Self::ExpiresSoon(0) => out.write_str("Expires today"),
            Self::ExpiresSoon(1) => out.write_str("Expires tomorrow"),
            Self::ExpiresSoon(days) => write!(out, "Expires in {days} days"),
            Self::InFuture => out.write_str("Dated in the future"),
            Self::ExpiresBeforeDate => out.write_str("Expires before its date"),
        }
    }
}

impl Evidence {
    /// What its dates say on this day (`2026-11-22`), the most pressing first. A date that is no day of the calendar says
    /// nothing.
    #[must_use]
    pub fn datings(&self, today: &str) -> Vec<Dating> {
        day_number(today).map(|today| self.datings_on(today)).unwrap_or_default()
    }

    /// The same on the day with this number ([`day_number`]).
    pub(super) fn datings_on(&self, today: i32) -> Vec<Dating> {
        let [date, expires] = [&self.date, &self.expires].map(|text| day_number(text.trim()));
        let mut said = Vec::new();
        if let Some(expires) = expires {
            match u16::try_from(expires - today) {
                Ok(left) if left <= SOON_DAYS => said.push(Dating::ExpiresSoon(left)),
                Err(_) if expires < today => said.push(Dating::Expired),
                _ => {}
            }
        }
        if self.expires_before_date() {
            said.push(Dating::ExpiresBeforeDate);
        }
        if date.is_some_and(|date| date > today) {
            said.push(Dating::InFuture);
        }
        said
    }

    /// Whether it would have expired before it was made.
    #[must_use]
    pub fn expires_before_date(&self) -> bool {
        let [date, expires] = [&self.date, &self.expires].map(|text| day_number(text.trim()));
        date.zip(expires).is_some_and(|(date, expires)| expires < date)
    }
}
