//! Gaps, ranked by a rule that is shown to whoever reads the list.
//!
//! What belongs here: points, and the reasons for them. Never here: the figures and groups of the rule
//! (`editions/ranking.toml`), what has to be done before what (`order`), or what is a gap (`gap`).

use super::answer::Status;
use super::gap::{Gap, gaps};
use super::items::{Division, rank};
use super::model::Assessment;
use super::order::{Carried, Order, Prop};
use crate::standard::{Class, Edition, RankingGroups, RankingRule, Spot, words};

/// A component of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Component {
    /// How far the requirement is from being met.
    Status,
    /// The strictest class of the software that the gap is about.
    Class,
    /// How many requirements that are not met yet lean on it.
    Dependents,
    /// Assessors often find it.
    Often,
    /// It has to be settled before a release.
    Blocking,
}

/// Why a gap ranks where it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The component of the rule.
    pub component: Component,
    /// What it adds; never 0.
    pub points: u16,
    /// The reason, in one sentence.
    pub sentence: String,
}

/// A gap in its place.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// The gap.
    pub gap: Gap,
    /// The points of all reasons together.
    pub points: u16,
    /// Why it ranks there, in the order of the components; none before the words have arrived.
    pub reasons: Vec<Reason>,
    /// What it leans on that is not met yet, in the order of clauses.
    pub leans_on: Vec<Prop>,
    /// The requirements not met yet that lean on it, directly or through any others, in the order of clauses.
    pub carries: Vec<Carried>,
    /// When to do it: 1 where it leans on no other gap, else one more than the highest wave of the gaps that it leans on,
    /// also through requirements that are no gaps.
    pub wave: u8,
}

/// The gaps, those with the most points first, and in the order of clauses where they have the same. Before the words have
/// arrived they are in the order of clauses, without points, reasons and order.
#[must_use]
pub fn ranked_gaps(assessment: &Assessment) -> Vec<Ranked> {
    let order = Order::of(assessment);
    let waves = order.waves();
    let division = assessment.division();
    let rule = words().map(|words| &words.ranking);
    let mut found: Vec<Ranked> = Vec::new();
    for gap in gaps(assessment) {
        let clause = gap.requirement.clause;
        let carries = order.carried(clause);
        let reasons = rule.map(|rule| reasons(rule, assessment, &division, &gap, &carries)).unwrap_or_default();
        let points = reasons.iter().map(|reason| reason.points).sum();
        let wave = waves.iter().find(|(own, _)| *own == clause).map_or(1, |(_, wave)| *wave);
        let ranked = Ranked { leans_on: order.props(clause), gap, points, reasons, carries, wave };
        let place = found.partition_point(|other| other.points >= points);
        found.insert(place, ranked);
    }
    found
}

fn reasons(
    rule: &RankingRule,
    assessment: &Assessment,
    division: &Division,
    gap: &Gap,
    carries: &[Carried],
) -> Vec<Reason> {
    let edition = assessment.edition;
    let mut found = Vec::new();
    let mut say = |component, points, sentence: String| {
        if points > 0 {
            found.push(Reason { component, points, sentence });
        }
    };
    match gap.status {
        Status::NotMet => say(Component::Status, rule.not_met, "It is not met.".to_owned()),
        _ => say(Component::Status, rule.partly_met, "It is partly met.".to_owned()),
    }
    let (class, is_of_item) = class_of(division, gap);
    let whose = if is_of_item { "It is open for an item of" } else { "It is open for software of" };
    say(Component::Class, class_points(rule, edition, class), format!("{whose} class {}.", class.id()));
    let (points, sentence) = dependents(rule, carries);
    say(Component::Dependents, points, sentence);
    for (component, groups) in [(Component::Often, &rule.often), (Component::Blocking, &rule.blocking)] {
        let group = groups.groups.iter().find(|group| group.spots.iter().any(|spot| is_open(*spot, gap)));
        if let Some(group) = group {
            say(component, groups.points, group.says.to_owned());
        }
    }
    found
}

fn dependents(rule: &RankingRule, carries: &[Carried]) -> (u16, String) {
    let direct = carries.iter().filter(|one| one.is_direct).count();
    let points = |count: usize, each: u16| u16::try_from(count).unwrap_or(u16::MAX).saturating_mul(each);
    let sum = points(direct, rule.direct).saturating_add(points(carries.len().saturating_sub(direct), rule.through));
    let sentence = match (carries.len(), direct) {
        (1, 0) => "1 requirement that is not met yet leans on it, through others.".to_owned(),
        (1, _) => "1 requirement that is not met yet leans on it.".to_owned(),
        (all, 0) => format!("{all} requirements that are not met yet lean on it, all through others."),
        (all, direct) if all == direct => format!("{all} requirements that are not met yet lean on it."),
        (all, _) => format!("{all} requirements that are not met yet lean on it, {direct} of them directly."),
    };
    (sum.min(rule.most), sentence)
}

fn is_open(spot: Spot, gap: &Gap) -> bool {
    spot.clause == gap.requirement.clause && spot.letter.is_none_or(|letter| gap.open_letters.contains(&letter))
}

fn class_points(rule: &RankingRule, edition: &Edition, class: Class) -> u16 {
    rule.of_place(rank(edition, class), edition.classes.len())
}

/// The strictest class among the items that a gap is about, and whether it is that of an item: of those that it is open
/// for where the answer is split, else of all that are asked. The class of the system where it is one item.
fn class_of(division: &Division, gap: &Gap) -> (Class, bool) {
    let is_meant = |id| gap.items.is_empty() || gap.items.iter().any(|(open, _)| *open == id);
    let asked = division.asked(gap.requirement).filter(|placed| is_meant(placed.item.id));
    let strictest = asked.map(|placed| placed.class).reduce(|one, other| division.higher(one, other));
    strictest.map_or((division.system, false), |class| (class, true))
}

/// The rule, for whoever wants to know how the list came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its components, in the order of the reasons.
    pub parts: Vec<RulePart>,
    /// How the list follows from the points, in two sentences.
    pub order: &'static str,
}

/// One component of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulePart {
    /// Which.
    pub component: Component,
    /// Its name.
    pub label: &'static str,
    /// Why it counts, in one sentence.
    pub why: &'static str,
    /// What gets which points.
    pub lines: Vec<RuleLine>,
}

/// What gets how many points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// What, in a few words.
    pub what: String,
    /// The points.
    pub points: u16,
    /// The requirements that it is about, of those that the edition has; none where it is about any.
    pub spots: Vec<Spot>,
    /// The sentence that a gap gets as its reason; empty where the reason depends on the gap.
    pub says: &'static str,
}

/// The rule as it is used for an edition; none before the words have arrived.
#[must_use]
pub fn rule(edition: &'static Edition) -> Option<Rule> {
    let rule = &words()?.ranking;
    let line = |what: String, points| RuleLine { what, points, spots: Vec::new(), says: "" };
    let status = [(Status::NotMet, rule.not_met), (Status::PartlyMet, rule.partly_met)];
    let status = status.map(|(status, points)| line(status.label().to_owned(), points));
    let classes = edition.classes.iter().rev();
    let classes = classes.map(|info| line(info.name.to_owned(), class_points(rule, edition, info.class)));
    let dependents = [
        line("Each requirement that is not met yet and leans on it directly".to_owned(), rule.direct),
        line("Each that is not met yet and leans on it only through others".to_owned(), rule.through),
        line("All of them together, at most".to_owned(), rule.most),
    ];
    let groups = |groups: &RankingGroups| {
        let group = groups.groups.iter().map(|group| RuleLine {
            what: group.name.to_owned(),
            points: groups.points,
            spots: group.spots.iter().copied().filter(|spot| spot.is_in(edition)).collect(),
            says: group.says,
        });
        group.filter(|line| !line.spots.is_empty()).collect()
    };
    let parts = [
        (Component::Status, &rule.status, status.into()),
        (Component::Class, &rule.class, classes.collect()),
        (Component::Dependents, &rule.dependents, dependents.into()),
        (Component::Often, &rule.often.part, groups(&rule.often)),
        (Component::Blocking, &rule.blocking.part, groups(&rule.blocking)),
    ];
    let parts = parts.map(|(component, part, lines)| RulePart { component, label: part.label, why: part.why, lines });
    Some(Rule {
        parts: parts.into(),
        order: "The points are added up, and the gap with the most comes first. Gaps with the same points stand in the \
                order of their clauses.",
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, plan_order};
    use super::*;
    use crate::standard::default_edition;

    /// The words arrive in no test of this program, so that this is what the page knows before.
    #[test]
    fn before_the_words_have_arrived_the_gaps_stand_in_the_order_of_clauses_without_points_and_reasons() {
        let edition = default_edition();
        let mut assessment = Assessment::new("x".to_owned(), edition, String::new());
        let clauses: Vec<_> = edition.requirements().filter(|asked| !asked.legacy).map(|asked| asked.clause).collect();
        for (place, clause) in clauses.iter().enumerate() {
            let status = Some(if place % 2 == 0 { Status::PartlyMet } else { Status::NotMet });
            assessment.answers.insert(*clause, Answer { status, ..Answer::default() });
        }
        let ranked = ranked_gaps(&assessment);
        assert!(ranked.iter().map(|one| one.gap.requirement.clause).eq(clauses.iter().copied()));
        assert!(ranked.iter().all(|one| one.points == 0 && one.reasons.is_empty() && one.wave == 1));
        assert!(ranked.iter().all(|one| one.leans_on.is_empty() && one.carries.is_empty()));
        let plan = plan_order(&assessment);
        assert_eq!((plan.waves.len(), plan.edges.len()), (1, 0));
        assert_eq!(rule(edition), None);
    }
}
