//! Where the boxes and arrows of "Do this first" lie.
//!
//! What belongs here: a few waves of gaps as columns, and the ways of the arrows between them. Never here: how any of it
//! looks (`order_drawing`), or what comes before what (`assessment`).
//!
//! An arrow that passes a wave runs there in a lane of its own, and all arrows from one gap share their lanes. Columns are
//! put in order by the mean of what they are tied to, which leaves few crossings.

use crate::assessment::{PlanOrder, Ranked};
use crate::standard::Clause;

/// What lies in a column.
#[derive(Debug, Clone)]
pub(super) enum Kind<'p> {
    /// A gap, with the lines of its name.
    Gap(&'p Ranked, Vec<String>),
    /// The arrows from a gap on their way past other gaps.
    Lane,
    /// Where the arrows come in from a gap of an earlier drawing.
    Port,
}

/// A piece of a column. Lengths are in units of the drawing.
#[derive(Debug, Clone)]
pub(super) struct Node<'p> {
    /// The gap itself, or the gap that the arrows come from.
    pub(super) clause: Clause,
    /// What it is.
    pub(super) kind: Kind<'p>,
    /// Which column; 0 is for ports.
    pub(super) column: usize,
    /// How far below the top of the columns it begins.
    pub(super) top: i32,
    /// How high it is.
    pub(super) height: i32,
}

impl Node<'_> {
    /// Where arrows come in and go out.
    pub(super) const fn middle(&self) -> i32 {
        self.top + self.height / 2
    }
}

/// A few waves.
#[derive(Debug, Clone)]
pub(super) struct Layout<'p> {
    /// Everything in the columns.
    pub(super) nodes: Vec<Node<'p>>,
    /// The pieces of arrows, each from a node to one in the next column, by their places in `nodes`.
    pub(super) links: Vec<(usize, usize)>,
    /// How high the columns are.
    pub(super) height: i32,
    /// The places of the nodes, column by column, from top to bottom.
    columns: Vec<Vec<usize>>,
}

/// Room between two nodes of a column.
const ROOM: i32 = 10;
/// How often the columns are put in order, once in each direction; more changes little.
const ROUNDS: usize = 6;

impl<'p> Layout<'p> {
    /// Lays out so many waves from the first on, which counts from 0. `lines` breaks the name of a gap, `high` tells how
    /// high a box of so many lines is.
    pub(super) fn of(
        plan: &'p PlanOrder,
        first: usize,
        waves: usize,
        lines: impl Fn(&Ranked) -> Vec<String>,
        high: impl Fn(usize) -> i32,
    ) -> Self {
        let mut own = Self { nodes: Vec::new(), links: Vec::new(), height: 0, columns: vec![Vec::new(); waves + 1] };
        let shown = plan.waves.iter().skip(first).take(waves);
        for (column, wave) in shown.enumerate() {
            for gap in wave {
                let lines = lines(gap);
                let height = high(lines.len());
                own.add(gap.gap.requirement.clause, Kind::Gap(gap, lines), column + 1, height);
            }
        }
        for edge in &plan.edges {
            own.lead(edge.first, edge.then);
        }
        own.put_in_order(first == 0);
        own.settle(first == 0);
        own
    }

    fn add(&mut self, clause: Clause, kind: Kind<'p>, column: usize, height: i32) -> usize {
        let place = self.nodes.len();
        self.nodes.push(Node { clause, kind, column, top: 0, height });
        if let Some(column) = self.columns.get_mut(column) {
            column.push(place);
        }
        place
    }

    fn find(&self, clause: Clause, column: Option<usize>) -> Option<usize> {
        self.nodes.iter().position(|node| {
            let is_there = column.map_or(matches!(node.kind, Kind::Gap(..)), |column| node.column == column);
            node.clause == clause && is_there
        })
    }

    /// Ties a gap to the one that comes before it, where that one is in this drawing or in an earlier one.
    fn lead(&mut self, first: Clause, then: Clause) {
        let Some(end) = self.find(then, None) else { return };
        let last = self.nodes.get(end).map_or(0, |node| node.column);
        let start = self.find(first, None).or_else(|| self.find(first, Some(0)));
        let mut at = start.unwrap_or_else(|| self.add(first, Kind::Port, 0, 18));
        let from = self.nodes.get(at).map_or(0, |node| node.column);
        for column in from + 1..last {
            let known = self.find(first, Some(column));
            let next = known.unwrap_or_else(|| self.add(first, Kind::Lane, column, 6));
            self.tie(at, next);
            at = next;
        }
        self.tie(at, end);
    }

    fn tie(&mut self, from: usize, to: usize) {
        if !self.links.contains(&(from, to)) {
            self.links.push((from, to));
        }
    }

    /// The mean of the middles of what a node is tied to, on the left or on the right; none where that is nothing.
    fn pull(&self, place: usize, from_left: bool) -> Option<i32> {
        let mut sum = 0;
        let mut count = 0;
        for (left, right) in &self.links {
            let (own, other) = if from_left { (right, left) } else { (left, right) };
            if *own == place
                && let Some(node) = self.nodes.get(*other)
            {
                sum += node.middle();
                count += 1;
            }
        }
        (count > 0).then(|| sum / count)
    }

    fn put_in_order(&mut self, keeps_first: bool) {
        let count = self.columns.len();
        for column in 0..count {
            self.stack(column);
        }
        for round in 0..ROUNDS {
            let from_left = round % 2 == 0;
            for step in 0..count {
                let column = if from_left { step } else { count - 1 - step };
                // The gaps that nothing stands before keep the order of their points.
                if column == 1 && keeps_first {
                    continue;
                }
                let mut sorted: Vec<(i32, usize)> = Vec::new();
                for place in self.columns.get(column).cloned().unwrap_or_default() {
                    let now = self.nodes.get(place).map_or(0, Node::middle);
                    let wanted = self.pull(place, from_left).unwrap_or(now);
                    let at = sorted.partition_point(|(other, _)| *other <= wanted);
                    sorted.insert(at, (wanted, place));
                }
                if let Some(column) = self.columns.get_mut(column) {
                    *column = sorted.into_iter().map(|(_, place)| place).collect();
                }
                self.stack(column);
            }
        }
    }

    /// Puts the nodes of a column one below the other, without gaps.
    fn stack(&mut self, column: usize) {
        let mut top = 0;
        for place in self.columns.get(column).cloned().unwrap_or_default() {
            if let Some(node) = self.nodes.get_mut(place) {
                node.top = top;
                top += node.height + ROOM;
            }
        }
        self.height = self.height.max(top - ROOM);
    }

    /// Moves the nodes towards what they are tied to, as far as their order and the height allow.
    fn settle(&mut self, keeps_first: bool) {
        for round in 0..4 {
            let from_left = round % 2 == 0;
            let count = self.columns.len();
            for step in 0..count {
                let column = if from_left { step } else { count - 1 - step };
                if column != 1 || !keeps_first {
                    self.level(column, from_left);
                }
            }
        }
    }

    fn level(&mut self, column: usize, from_left: bool) {
        let places = self.columns.get(column).cloned().unwrap_or_default();
        let mut least = 0;
        for place in &places {
            let pull = self.pull(*place, from_left);
            if let Some(node) = self.nodes.get_mut(*place) {
                let wanted = pull.map_or(node.top, |pull| pull - node.height / 2);
                node.top = wanted.max(least);
                least = node.top + node.height + ROOM;
            }
        }
        let mut most = self.height;
        for place in places.iter().rev() {
            if let Some(node) = self.nodes.get_mut(*place) {
                node.top = node.top.min(most - node.height);
                most = node.top - ROOM;
            }
        }
    }
}
