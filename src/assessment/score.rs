//! The honest numbers: counts first, percent second, integers only.

use super::answer::Status;
use super::estimate::Standing;

/// Counts over a set of requirements, all of them in scope.
///
/// Not applicable without a reason is counted as unanswered: it leaves the count only with a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Met.
    pub met: u16,
    /// Partly met.
    pub partly_met: u16,
    /// Not met.
    pub not_met: u16,
    /// Not applicable, with a reason.
    pub not_applicable: u16,
    /// No status yet, or not applicable without a reason.
    pub unanswered: u16,
    /// Of the unanswered: estimated as met for the whole activity.
    pub estimated_met: u16,
    /// Of the unanswered: estimated as partly met.
    pub estimated_partly_met: u16,
    /// Of the unanswered: estimated as not met.
    pub estimated_not_met: u16,
}

/// How far the answering of an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// No requirement answered.
    NotStarted,
    /// Some answered.
    InProgress,
    /// All answered.
    Complete,
}

impl Progress {
    /// The words on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Complete => "Complete",
        }
    }
}

impl Tally {
    /// Counts how requirements stand.
    #[must_use]
    pub fn of(standings: impl IntoIterator<Item = Standing>) -> Self {
        standings.into_iter().fold(Self::default(), Self::with)
    }

    /// These counts and one more requirement.
    #[must_use]
    pub fn with(mut self, standing: Standing) -> Self {
        *match standing {
            Standing::Given(Status::Met) => &mut self.met,
            Standing::Given(Status::PartlyMet) => &mut self.partly_met,
            Standing::Given(Status::NotMet) => &mut self.not_met,
            Standing::Given(Status::NotApplicable) => &mut self.not_applicable,
            Standing::Estimated(_) | Standing::Open => &mut self.unanswered,
        } += 1;
        match standing {
            Standing::Estimated(Status::Met) => self.estimated_met += 1,
            Standing::Estimated(Status::PartlyMet) => self.estimated_partly_met += 1,
            Standing::Estimated(Status::NotMet) => self.estimated_not_met += 1,
            _ => {}
        }
        self
    }

    /// The counts of several sets together.
    #[must_use]
    pub fn sum(tallies: impl IntoIterator<Item = Self>) -> Self {
        tallies.into_iter().fold(Self::default(), |sum, next| Self {
            met: sum.met + next.met,
            partly_met: sum.partly_met + next.partly_met,
            not_met: sum.not_met + next.not_met,
            not_applicable: sum.not_applicable + next.not_applicable,
            unanswered: sum.unanswered + next.unanswered,
            estimated_met: sum.estimated_met + next.estimated_met,
            estimated_partly_met: sum.estimated_partly_met + next.estimated_partly_met,
            estimated_not_met: sum.estimated_not_met + next.estimated_not_met,
        })
    }

    /// Everything in scope.
    #[must_use]
    pub const fn in_scope(self) -> u16 {
        self.applicable() + self.not_applicable
    }

    /// What counts: in scope and not set aside with a reason.
    #[must_use]
    pub const fn applicable(self) -> u16 {
        self.answered() + self.unanswered
    }

    /// Applicable and answered.
    #[must_use]
    pub const fn answered(self) -> u16 {
        self.met + self.partly_met + self.not_met
    }

    /// In scope with nothing left to answer: answered, or not applicable with a reason.
    #[must_use]
    pub const fn settled(self) -> u16 {
        self.answered() + self.not_applicable
    }

    /// Partly met or not met.
    #[must_use]
    pub const fn gaps(self) -> u16 {
        self.partly_met + self.not_met
    }

    /// Met plus half of partly met over applicable, in whole percent, rounded down so that 100 means all of it.
    /// None where nothing applies. Unanswered counts as not met.
    #[must_use]
    pub fn readiness(self) -> Option<u8> {
        percent(u32::from(self.met) * 2 + u32::from(self.partly_met), u32::from(self.applicable()) * 2)
    }

    /// Answered over applicable, in whole percent, rounded down. None where nothing applies.
    #[must_use]
    pub fn coverage(self) -> Option<u8> {
        percent(u32::from(self.answered()), u32::from(self.applicable()))
    }

    /// Unanswered with an estimate for the whole activity.
    #[must_use]
    pub const fn estimated(self) -> u16 {
        self.estimated_met + self.estimated_partly_met + self.estimated_not_met
    }

    /// Unanswered and without an estimate: nobody has said a word on it.
    #[must_use]
    pub const fn open(self) -> u16 {
        self.unanswered.saturating_sub(self.estimated())
    }

    /// What readiness would be if every estimate proved right, in whole percent, rounded down. None without estimates.
    #[must_use]
    pub fn estimated_readiness(self) -> Option<u8> {
        let met = u32::from(self.met) + u32::from(self.estimated_met);
        let partly = u32::from(self.partly_met) + u32::from(self.estimated_partly_met);
        percent(met * 2 + partly, u32::from(self.applicable()) * 2).filter(|_| self.estimated() > 0)
    }

    /// How far the answering is; a set in which nothing is left to answer is complete.
    #[must_use]
    pub const fn progress(self) -> Progress {
        if self.unanswered == 0 {
            Progress::Complete
        } else if self.unanswered == self.in_scope() {
            Progress::NotStarted
        } else {
            Progress::InProgress
        }
    }
}

fn percent(part: u32, whole: u32) -> Option<u8> {
    (part * 100).checked_div(whole).and_then(|value| u8::try_from(value).ok())
}
