//! The table `[legacy]` of `edition.toml`: the route for legacy software, in an edition that knows one.

use super::language::Rules;
use super::{Checker, Edition, line_of};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegacyRoute {
    pub gap_analysis: Vec<String>,
    pub floor: String,
    #[serde(default)]
    pub check: Vec<Spanned<LegacyCheck>>,
}

/// A question that is answered with yes where software is legacy software.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegacyCheck {
    pub id: String,
    pub question: String,
    pub hint: String,
    pub says: String,
    pub says_no: String,
}

const QUESTION: Rules = Rules::sentences(5, 40);
const HINT: Rules = Rules::sentences(10, 40);
const SAYS: Rules = Rules::sentences(5, 60);

impl Checker<'_> {
    pub(super) fn legacy(&mut self, edition: &Edition) {
        let Some(route) = &edition.head.legacy else { return };
        let file = format!("{}/edition.toml", edition.head.id);
        let Some(text) = self.text(&file) else { return };
        let line = line_of(&text, route.span().start);
        let route = route.get_ref();
        if route.gap_analysis.is_empty() {
            self.say(&file, line, "gap_analysis names no clause");
        }
        self.parts_of(&file, line, "gap_analysis", &route.gap_analysis, &edition.requirements);
        if let Some(floor) = self.clause(&file, line, &route.floor)
            && !edition.requirements.iter().any(|requirement| requirement.clause == floor)
        {
            self.say(&file, line, format!("the floor {floor} is no requirement of this edition"));
        }
        if route.check.is_empty() {
            self.say(&file, line, "the route for legacy software has no check");
        }
        for (index, row) in route.check.iter().enumerate() {
            let line = line_of(&text, row.span().start);
            let check = row.get_ref();
            let id = &check.id;
            self.id(&file, line, id);
            if route.check.iter().take(index).any(|other| other.get_ref().id == *id) {
                self.say(&file, line, format!("check \"{id}\" stands twice"));
            }
            if !check.question.ends_with('?') {
                self.say(&file, line, format!("the question of \"{id}\" does not end with a question mark"));
            }
            for (field, text, rules) in [
                ("question", &check.question, QUESTION),
                ("hint", &check.hint, HINT),
                ("says", &check.says, SAYS),
                ("says_no", &check.says_no, SAYS),
            ] {
                self.prose(&file, line, &format!("{field} of \"{id}\""), text, &rules);
            }
        }
    }
}
