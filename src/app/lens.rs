//! Which of the two readers somebody is.

use crate::browser::storage;

const SETTING: &str = "lens";

/// Where a reader comes from, which decides what help is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lens {
    /// Quality, regulatory affairs, risk management.
    Quality,
    /// Software engineering.
    Engineering,
    /// Both, or neither.
    Both,
}

impl Lens {
    /// Every lens, in the order of the page.
    pub(super) const ALL: [Self; 3] = [Self::Quality, Self::Engineering, Self::Both];

    const fn key(self) -> &'static str {
        match self {
            Self::Quality => "quality",
            Self::Engineering => "engineering",
            Self::Both => "both",
        }
    }

    /// The word on the page.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Quality => "Quality",
            Self::Engineering => "Engineering",
            Self::Both => "Both",
        }
    }

    /// The one that was picked in this browser.
    pub(super) fn kept() -> Self {
        let kept = storage::setting(SETTING);
        Self::ALL.into_iter().find(|lens| kept.as_deref() == Some(lens.key())).unwrap_or(Self::Both)
    }

    /// Keeps it in this browser, for all assessments.
    pub(super) fn keep(self) {
        storage::set_setting(SETTING, self.key());
    }
}
