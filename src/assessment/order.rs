//! What leans on what in one assessment: what has to be done before what.
//!
//! What belongs here: the order of the edition's requirements, read against how they stand. Never here: points
//! (`ranking`), or which requirement leans on which (`editions/order.tsv`).

use super::answer::Status;
use super::model::Assessment;
use super::ranking::{Ranked, ranked_gaps};
use crate::standard::{Clause, Leaning, words};

/// Something not met yet that a gap leans on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prop {
    /// The requirement that it leans on.
    pub clause: Clause,
    /// Partly met or not met; none where it is unanswered, and so perhaps no gap at all.
    pub status: Option<Status>,
    /// The way there, from the gap: one step where it leans on it directly; else through requirements that are met or
    /// do not apply. Never empty.
    pub steps: Vec<&'static Leaning>,
}

/// Something not met yet that leans on a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// The requirement that leans on it.
    pub clause: Clause,
    /// It leans on it itself, and not only through others.
    pub is_direct: bool,
}

/// One gap comes before another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEdge {
    /// The gap to close first.
    pub first: Clause,
    /// The gap that leans on it.
    pub then: Clause,
    /// The way from `then` to `first`: one step where it leans on it directly; else through requirements that are no
    /// gaps. Never empty; the `why` of the first step is the reason to show.
    pub steps: Vec<&'static Leaning>,
}

/// The gaps in the order of work.
#[derive(Debug, Clone)]
pub struct PlanOrder {
    /// The waves, the first to do first; none is empty, and no gap leans on another one of its wave. In each wave the gap
    /// with the most points comes first.
    pub waves: Vec<Vec<Ranked>>,
    /// What comes before what, in as few edges as carry the order: one that follows from others is left out. In the order
    /// of `then`.
    pub edges: Vec<PlanEdge>,
}

/// What to do first. Before the words have arrived it is one wave without edges.
#[must_use]
pub fn plan_order(assessment: &Assessment) -> PlanOrder {
    let mut waves: Vec<Vec<Ranked>> = Vec::new();
    for ranked in ranked_gaps(assessment) {
        let place = usize::from(ranked.wave.saturating_sub(1));
        while waves.len() <= place {
            waves.push(Vec::new());
        }
        if let Some(wave) = waves.get_mut(place) {
            wave.push(ranked);
        }
    }
    PlanOrder { waves, edges: Order::of(assessment).edges() }
}

/// How a requirement in scope stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Met, or not applicable with a reason.
    Closed,
    /// Not answered.
    Unanswered,
    /// Partly met or not met.
    Gap(Status),
}

/// The requirements in scope as they stand, with what leans on what. What is not asked carries nothing: class A has no
/// architecture that its tests could wait for. It has no circle, which the build checks; if
/// it had one, everything here would still come to an end.
pub(super) struct Order {
    /// Every requirement in scope, in order.
    nodes: Vec<(Clause, Stand)>,
    /// For each row between two of them: the place of the requirement, the place of what it leans on, the row.
    rows: Vec<(usize, usize, &'static Leaning)>,
}

impl Order {
    pub(super) fn of(assessment: &Assessment) -> Self {
        let stand = |clause: Clause| match assessment.counted(clause) {
            None => Stand::Unanswered,
            Some(status) if status.is_gap() => Stand::Gap(status),
            Some(_) => Stand::Closed,
        };
        let nodes: Vec<(Clause, Stand)> =
            assessment.scope().requirements().map(|asked| (asked.clause, stand(asked.clause))).collect();
        let place = |clause: Clause| nodes.iter().position(|(own, _)| *own == clause);
        let rows = words().map_or(&[][..], |words| words.order);
        let rows = rows.iter().filter_map(|row| Some((place(row.clause)?, place(row.on)?, row))).collect();
        Self { nodes, rows }
    }

    /// What a gap leans on that is not met yet: the nearest on each way, in the order of clauses.
    pub(super) fn props(&self, clause: Clause) -> Vec<Prop> {
        let found = self.nearest(clause, |stand| stand != Stand::Closed);
        let prop = |(clause, stand, steps)| {
            let status = if let Stand::Gap(status) = stand { Some(status) } else { None };
            Prop { clause, status, steps }
        };
        found.into_iter().map(prop).collect()
    }

    /// The requirements not met yet that lean on this one, in the order of clauses.
    pub(super) fn carried(&self, clause: Clause) -> Vec<Carried> {
        let mut leans: Vec<bool> = self.nodes.iter().map(|(own, _)| *own == clause).collect();
        // Each round goes one step further, so that there are no more rounds than requirements.
        for _ in 0..self.nodes.len() {
            let mut grew = false;
            for (from, on, _) in &self.rows {
                if leans.get(*on) == Some(&true)
                    && let Some(own) = leans.get_mut(*from).filter(|own| !**own)
                {
                    (*own, grew) = (true, true);
                }
            }
            if !grew {
                break;
            }
        }
        let open = self
            .nodes
            .iter()
            .zip(leans)
            .filter(|((own, stand), leans)| *leans && *own != clause && *stand != Stand::Closed);
        let is_direct = |own: Clause| self.rows.iter().any(|(.., row)| row.clause == own && row.on == clause);
        open.map(|((own, _), _)| Carried { clause: *own, is_direct: is_direct(*own) }).collect()
    }

    /// The wave of each gap: 1 where it leans on no other gap, else one more than the highest of those that it leans on.
    pub(super) fn waves(&self) -> Vec<(Clause, u8)> {
        let own = |stand: Stand| u8::from(matches!(stand, Stand::Gap(_)));
        let mut levels: Vec<u8> = self.nodes.iter().map(|(_, stand)| own(*stand)).collect();
        for _ in 0..self.nodes.len() {
            let mut grew = false;
            for (from, on, _) in &self.rows {
                let stand = self.nodes.get(*from).map_or(Stand::Closed, |(_, stand)| *stand);
                let wanted = levels.get(*on).copied().unwrap_or(0).saturating_add(own(stand));
                if let Some(level) = levels.get_mut(*from).filter(|level| **level < wanted) {
                    (*level, grew) = (wanted, true);
                }
            }
            if !grew {
                break;
            }
        }
        let gaps = self.nodes.iter().zip(levels).filter(|((_, stand), _)| own(*stand) > 0);
        gaps.map(|((clause, _), level)| (*clause, level)).collect()
    }

    /// As few edges as carry the order between gaps.
    fn edges(&self) -> Vec<PlanEdge> {
        let is_gap = |stand: Stand| matches!(stand, Stand::Gap(_));
        let gaps: Vec<Clause> =
            self.nodes.iter().filter(|(_, stand)| is_gap(*stand)).map(|(clause, _)| *clause).collect();
        let carried: Vec<(Clause, Vec<Carried>)> = gaps.iter().map(|gap| (*gap, self.carried(*gap))).collect();
        let leans = |one: Clause, on: Clause| {
            carried.iter().any(|(own, all)| *own == on && all.iter().any(|up| up.clause == one))
        };
        let mut found = Vec::new();
        for then in gaps {
            let nearest = self.nearest(then, is_gap);
            let firsts: Vec<Clause> = nearest.iter().map(|(first, ..)| *first).collect();
            // An edge follows from the others where something else that comes before leans on its beginning.
            let own = nearest.into_iter().filter(|(first, ..)| !firsts.iter().any(|other| leans(*other, *first)));
            found.extend(own.map(|(first, _, steps)| PlanEdge { first, then, steps }));
        }
        found
    }

    /// From a requirement down what it leans on, as far as the first that `stops`; each with the shortest way there, in
    /// the order of clauses.
    fn nearest(&self, clause: Clause, stops: impl Fn(Stand) -> bool) -> Vec<(Clause, Stand, Vec<&'static Leaning>)> {
        let Some(start) = self.nodes.iter().position(|(own, _)| *own == clause) else { return Vec::new() };
        let mut seen = vec![start];
        let mut found: Vec<(Clause, Stand, Vec<&'static Leaning>)> = Vec::new();
        let mut ways: Vec<(usize, Vec<&'static Leaning>)> = vec![(start, Vec::new())];
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for (at, steps) in ways {
                for (_, on, row) in self.rows.iter().filter(|(from, ..)| *from == at) {
                    let Some((clause, stand)) = self.nodes.get(*on).filter(|_| !seen.contains(on)) else { continue };
                    seen.push(*on);
                    let mut steps = steps.clone();
                    steps.push(row);
                    if stops(*stand) {
                        let place = found.partition_point(|(own, ..)| own < clause);
                        found.insert(place, (*clause, *stand, steps));
                    } else {
                        longer.push((*on, steps));
                    }
                }
            }
            ways = longer;
        }
        found
    }
}
