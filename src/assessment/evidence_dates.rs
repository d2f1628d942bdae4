//! Evidence that no longer counts or soon will not, and answers that have none.
//!
//! What belongs here: what dates and presence of evidence say on a day that is given. Never here: the list of all evidence.

use super::answer::{Answer, Evidence, Status};
use super::expiry::Dating;
use super::model::Assessment;
use crate::standard::Clause;

/// A piece of evidence whose day of expiry has passed or is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceDate {
    /// The requirement in scope that it serves.
    pub clause: Clause,
    /// Its title, or else its document number; may be empty.
    pub name: String,
    /// The last day on which it counts, `2026-03-31`.
    pub expires: String,
    /// Whether that day has passed.
    pub is_expired: bool,
}

impl Assessment {
    /// Evidence of requirements in scope that has expired or does within [`super::SOON_DAYS`] days from today (`2026-11-22`), the
    /// earliest first. On the day of its expiry it still counts. A date that is none says nothing.
    #[must_use]
    pub fn evidence_dates(&self, today: &str) -> Vec<EvidenceDate> {
        let mut found: Vec<EvidenceDate> = Vec::new();
        for requirement in self.scope().requirements() {
            for evidence in self.answers.get(&requirement.clause).into_iter().flat_map(all_evidence) {
                let mut datings = evidence.datings(today).into_iter();
                let is_near = |dating: &Dating| matches!(dating, Dating::Expired | Dating::ExpiresSoon(_));
                let Some(dating) = datings.find(is_near) else { continue };
                let name = [&evidence.title, &evidence.document].into_iter().find(|name| !name.trim().is_empty());
                let entry = EvidenceDate {
                    clause: requirement.clause,
                    name: name.cloned().unwrap_or_default(),
                    expires: evidence.expires.clone(),
                    is_expired: dating == Dating::Expired,
                };
                let place = found.partition_point(|known| known.expires <= entry.expires);
                found.insert(place, entry);
            }
        }
        found
    }

    /// The requirements in scope that are met or partly met, and nothing is named that shows it.
    #[must_use]
    pub fn without_evidence(&self) -> Vec<Clause> {
        let asked = self.scope().requirements().map(|asked| asked.clause);
        let claims = |clause: Clause| matches!(self.counted(clause), Some(Status::Met | Status::PartlyMet));
        asked.filter(|clause| claims(*clause) && !self.has_evidence(*clause)).collect()
    }
}

/// The evidence of an answer, that of its items too.
fn all_evidence(answer: &Answer) -> impl Iterator<Item = &Evidence> {
    answer.evidence.iter().chain(answer.parts.iter().flat_map(|part| &part.answer.evidence))
}
