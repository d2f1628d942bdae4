//! Two trees that grew from one, member by member and entry by entry.
//!
//! What belongs here: the rules of joining. It works on trees, so that members that are not known here take part. Never
//! here: what an assessment is, but for the few names whose members only make sense together.

use super::lists::{Run, in_both_orders, is_keyed, key_members, key_of, keys_of};
use super::sides::{
    BEGINNINGS, OWN, STAMPS, Side, TEXTS, Three, are_all_split, content, earlier, either, entries_of, is_nothing,
    is_same, list_of, member, members_of, names, one_of, stamp_of, text_in, under, units,
};
use crate::assessment::{Json, sortable};

/// What a person decides where both sides changed the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What stands here.
    Mine,
    /// What stands in the copy.
    Theirs,
    /// Both: texts one below the other, lists with the entries of both.
    Both,
}

/// Something that both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where: names of members and keys of entries, from the top.
    pub steps: Vec<String>,
    /// What it grew from; none where it was not there, or where nothing is known of it.
    pub base: Option<Json>,
    /// What stands here; none where it was taken away.
    pub ours: Option<Json>,
    /// What stands in the copy; none where it was taken away.
    pub theirs: Option<Json>,
    /// When what holds it changed last, here and in the copy; empty where that is not known.
    pub times: [String; 2],
    /// Whether both can be kept.
    pub can_keep_both: bool,
}

/// Something that comes in from the copy by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where, as in a [`Conflict`].
    pub steps: Vec<String>,
    /// What stands here; none where nothing does.
    pub before: Option<Json>,
    /// What will stand here; none where it is taken away.
    pub after: Option<Json>,
}

/// The outcome of [`join`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// Both together; ours where nothing was decided yet.
    pub state: Json,
    /// What comes in by itself.
    pub taken: Vec<Taken>,
    /// What a person has to decide, decided or not.
    pub conflicts: Vec<Conflict>,
}

impl Conflict {
    /// The place as one text, by which choices are kept: a JSON pointer with keys in the place of numbers.
    #[must_use]
    pub fn place(&self) -> String {
        pointer(&self.steps)
    }
}

pub(super) fn pointer(steps: &[String]) -> String {
    steps.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect()
}

/// Brings two states together. Without a base, everything that only one side has comes in, and whatever differs is a
/// conflict. `choices` gives a choice for the place of a conflict.
#[must_use]
pub fn join(base: Option<&Json>, ours: &Json, theirs: &Json, choices: &[(String, Choice)]) -> Joined {
    let times = [String::new(), String::new()];
    let mut walk = Walk { choices, times, taken: Vec::new(), conflicts: Vec::new() };
    let state = walk.object(&[], Three { base, ours: Some(ours), theirs: Some(theirs) });
    Joined { state, taken: walk.taken, conflicts: walk.conflicts }
}

struct Walk<'a> {
    choices: &'a [(String, Choice)],
    times: [String; 2],
    taken: Vec<Taken>,
    conflicts: Vec<Conflict>,
}

impl Walk<'_> {
    /// Two objects, or one and nothing.
    fn object(&mut self, steps: &[String], three: Three) -> Json {
        let outer = self.times.clone();
        let list = list_of(steps);
        let [_, ours, theirs] = three.each(|side| text_in(side, "changed"));
        if !(ours.is_empty() && theirs.is_empty()) {
            self.times = [ours, theirs];
        }
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut units: Vec<Vec<&str>> = units(list).iter().map(|unit| unit.to_vec()).collect();
        if are_all_split(three) {
            units.clear();
        }
        for unit in &units {
            self.unit(steps, unit, three, &mut members);
        }
        for name in names(three) {
            if STAMPS.contains(&name) || units.iter().any(|unit| unit.contains(&name)) {
                continue;
            }
            let value = if key_members(list).contains(&name) || (steps.is_empty() && OWN.contains(&name)) {
                member(three.ours, name).cloned()
            } else if BEGINNINGS.contains(&name) {
                earlier(three.member(name))
            } else {
                self.value(&under(steps, name), three.member(name))
            };
            members.extend(value.map(|value| (name.to_owned(), value)));
        }
        for stamp in STAMPS {
            let merged = Json::Object(members.clone());
            members.extend(stamp_of(stamp, three, &merged).map(|time| (stamp.to_owned(), time)));
        }
        self.times = outer;
        Json::Object(members)
    }

    /// Members that only make sense together, as one value.
    fn unit(&mut self, steps: &[String], unit: &[&str], three: Three, members: &mut Vec<(String, Json)>) {
        let together = |side: Side| {
            let parts = members_of(side).iter().filter(|(name, _)| unit.contains(&name.as_str()));
            let parts: Vec<(String, Json)> = parts.cloned().collect();
            (!parts.is_empty()).then_some(Json::Object(parts))
        };
        let [base, ours, theirs] = three.each(together);
        let three = Three { base: base.as_ref(), ours: ours.as_ref(), theirs: theirs.as_ref() };
        let first = unit.first().copied().unwrap_or_default();
        let outer = self.times.clone();
        if first == "reply" {
            // The times of the entry are the remark's.
            self.times = [String::new(), String::new()];
        }
        if let Some(Json::Object(chosen)) = self.leaf(&under(steps, first), three) {
            members.extend(chosen);
        }
        self.times = outer;
    }

    fn value(&mut self, steps: &[String], three: Three) -> Option<Json> {
        let Three { base, ours, theirs } = three;
        let are_all = |is: fn(&Json) -> bool| three.each(|side| side.is_none_or(is)).iter().all(|is| *is);
        let says = [ours, theirs].into_iter().flatten().any(|json| !is_nothing(json));
        let joined = if says && are_all(|json| matches!(json, Json::List(_))) {
            let lists = three.each(entries_of);
            let is_keyed = is_keyed(steps.last().map_or("", String::as_str), lists);
            Json::List(if is_keyed { self.keyed(steps, lists) } else { self.set(steps, three) })
        } else if says && are_all(|json| matches!(json, Json::Object(_))) {
            self.object(steps, three)
        } else {
            return self.leaf(steps, three);
        };
        let is_empty = members_of(Some(&joined)).is_empty() && entries_of(Some(&joined)).is_empty();
        if !is_empty {
            return Some(joined);
        }
        // Taken out as a whole, or left as an empty one.
        if is_same(base, ours) {
            theirs.filter(|json| is_nothing(json)).cloned()
        } else if is_same(base, theirs) {
            ours.filter(|json| is_nothing(json)).cloned()
        } else {
            None
        }
    }

    /// What is taken as a whole.
    fn leaf(&mut self, steps: &[String], three: Three) -> Option<Json> {
        let Three { base, ours, theirs } = three;
        if is_same(ours, theirs) {
            return either(three);
        }
        let says_nothing = |side: Side| base.is_none() && side.is_none_or(is_nothing);
        let is_untouched = is_same(base, ours) || (says_nothing(ours) && !is_same(base, theirs));
        if is_untouched && says_nothing(ours) && says_nothing(theirs) && ours.is_some() && theirs.is_some() {
            return either(three);
        }
        if is_untouched {
            self.taken.push(Taken { steps: steps.to_vec(), before: ours.cloned(), after: theirs.cloned() });
            return theirs.cloned();
        }
        if is_same(base, theirs) || says_nothing(theirs) {
            return ours.cloned();
        }
        self.decide(steps, three, self.both_texts(steps, ours, theirs))
    }

    /// Leaves it to a person.
    fn decide(&mut self, steps: &[String], three: Three, both: Option<Json>) -> Option<Json> {
        let conflict = Conflict {
            steps: steps.to_vec(),
            base: three.base.cloned(),
            ours: three.ours.cloned(),
            theirs: three.theirs.cloned(),
            times: self.times.clone(),
            can_keep_both: both.is_some(),
        };
        let place = conflict.place();
        self.conflicts.push(conflict);
        let choice = self.choices.iter().find(|(known, _)| *known == place).map(|(_, choice)| *choice);
        match choice {
            Some(Choice::Theirs) => three.theirs.cloned(),
            Some(Choice::Both) if both.is_some() => both,
            _ => three.ours.cloned(),
        }
    }

    /// Both texts, the one that was written first above; the same from either side.
    fn both_texts(&self, steps: &[String], ours: Side, theirs: Side) -> Option<Json> {
        steps.last().filter(|name| TEXTS.contains(&name.as_str()))?;
        let (Some(Json::Text(mine)), Some(Json::Text(other))) = (ours, theirs) else { return None };
        if mine.contains(other.as_str()) || other.contains(mine.as_str()) {
            return one_of(mine, other, mine.len() > other.len());
        }
        let [my_time, other_time] = &self.times;
        let is_mine_first = (sortable(my_time), mine) < (sortable(other_time), other);
        let (first, then) = if is_mine_first { (mine, other) } else { (other, mine) };
        Some(Json::Text(format!("{}\n\n{}", first.trim_end(), then.trim_start())))
    }

    /// A list whose entries have keys.
    fn keyed(&mut self, steps: &[String], [base, ours, theirs]: [&[Json]; 3]) -> Vec<Json> {
        let name = steps.last().map_or("", String::as_str);
        let find = |list: &[Json], key: &str| list.iter().position(|entry| key_of(name, entry) == key);
        let mut merged = Vec::new();
        for key in in_both_orders(&keys_of(name, base), &keys_of(name, ours), &keys_of(name, theirs)) {
            let steps = under(steps, &key);
            let [was, mine, other] = [base, ours, theirs].map(|list| find(list, &key).and_then(|at| list.get(at)));
            let three = Three { base: was, ours: mine, theirs: other };
            merged.extend(match (was, mine, other) {
                (_, Some(_), Some(_)) => Some(self.object(&steps, three)),
                (None, Some(mine), None) => Some(mine.clone()),
                (_, None, None) => None,
                // Added there; or here taken away and there not, or the other way round.
                _ => {
                    let outer = self.times.clone();
                    self.times = [mine, other].map(|side| text_in(side, "changed"));
                    let left = self.leaf(&steps, three);
                    self.times = outer;
                    left
                }
            });
        }
        merged
    }

    /// A list whose entries are known by what they say. An entry that was changed is one that went and one that came.
    fn set(&mut self, steps: &[String], three: Three) -> Vec<Json> {
        let [base, ours, theirs] = three.each(entries_of);
        let list = |side: Side| entries_of(side).to_vec();
        if is_same(three.ours, three.theirs) {
            return match either(three) {
                Some(Json::List(list)) => list,
                _ => Vec::new(),
            };
        }
        let is_one_sided = is_same(three.base, three.ours) || is_same(three.base, three.theirs);
        if is_one_sided {
            return self.leaf(steps, three).map_or_else(Vec::new, |list| entries_of(Some(&list)).to_vec());
        }
        let has = |list: &[Json], entry: &Json| list.iter().any(|other| is_same(Some(other), Some(entry)));
        let without = |list: &[Json], other: &[Json]| {
            list.iter().filter(|entry| !has(other, entry)).cloned().collect::<Vec<Json>>()
        };
        let (came_here, came_there) = (without(ours, base), without(theirs, base));
        let run = |list: &[Json]| Run::of(list.iter().map(|entry| (content(entry), entry.clone())).collect());
        let came = || Run::both(run(&came_here), run(&came_there));
        let together = |is_left: &dyn Fn(&Json) -> bool| {
            let mut together: Vec<Json> = Vec::new();
            let left = base.iter().filter(|entry| is_left(entry)).map(|entry| {
                let find = |list: &[Json]| list.iter().find(|other| is_same(Some(other), Some(entry))).cloned();
                let (mine, other) = (find(ours), find(theirs));
                // On a side that took it out, it counts as it was.
                let [mine, other] = [&mine, &other].map(|side| side.as_ref().or(Some(entry)));
                either(Three { base: Some(entry), ours: mine, theirs: other }).unwrap_or_else(|| entry.clone())
            });
            for entry in left.chain(came()) {
                if !has(&together, &entry) {
                    together.push(entry);
                }
            }
            together
        };
        let went_on_both = base.iter().any(|entry| !has(ours, entry) && !has(theirs, entry));
        let is_same_news = without(&came_here, &came_there).is_empty() && without(&came_there, &came_here).is_empty();
        if went_on_both && !is_same_news {
            let both = Json::List(together(&|entry| has(ours, entry) || has(theirs, entry)));
            let decided = self.decide(steps, three, Some(both));
            return list(decided.as_ref());
        }
        let merged = Json::List(together(&|entry| has(ours, entry) && has(theirs, entry)));
        if !is_same(Some(&merged), three.ours) {
            self.taken.push(Taken { steps: steps.to_vec(), before: three.ours.cloned(), after: Some(merged.clone()) });
        }
        list(Some(&merged))
    }
}
