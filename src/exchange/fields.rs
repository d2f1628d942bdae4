//! Taking the members of an object one by one, with a word on each that is not what it should be.

use super::report::{Notice, NoticeKind};
use crate::assessment::{Json, Unknown, hidden_char, is_calendar_date};

/// The members of one object, taken out one by one; what is left at the end is what we do not know.
pub(super) struct Fields {
    pub(super) members: Vec<(String, Json)>,
    pub(super) place: String,
}

impl Fields {
    pub(super) fn place_of(&self, name: &str) -> String {
        format!("{}/{}", self.place, name.replace('~', "~0").replace('/', "~1"))
    }

    pub(super) fn take(&mut self, name: &str) -> Option<Json> {
        let index = self.members.iter().position(|(member, _)| member == name)?;
        // `null` says the same as leaving the member out.
        Some(self.members.remove(index).1).filter(|value| *value != Json::Null)
    }

    /// Takes a member if it is of the wanted kind, and reports it otherwise.
    fn typed<T>(
        &mut self,
        name: &str,
        wanted: &str,
        notices: &mut Vec<Notice>,
        convert: impl FnOnce(Json) -> Result<T, Json>,
    ) -> Option<T> {
        match convert(self.take(name)?) {
            Ok(value) => Some(value),
            Err(other) => {
                let found = match &other {
                    Json::Null => "nothing",
                    Json::Bool(_) => "true or false",
                    Json::Number(_) => "a number",
                    Json::Text(_) => "a text",
                    Json::List(_) => "a list",
                    Json::Object(_) => "an object",
                };
                let what = format!("This is {found} where {wanted} is wanted.");
                notices.push(Notice { kind: NoticeKind::LeftOut, place: self.place_of(name), what });
                None
            }
        }
    }

    pub(super) fn text(&mut self, name: &str, notices: &mut Vec<Notice>) -> String {
        let text = self.typed(name, "a text", notices, |value| match value {
            Json::Text(text) => Ok(text),
            other => Err(other),
        });
        let text = text.unwrap_or_default();
        if let Some(hidden) = hidden_char(&text) {
            let code = u32::from(hidden);
            let what =
                format!("The text holds an invisible control character (U+{code:04X}). It is kept and shown as such.");
            notices.push(Notice { kind: NoticeKind::Kept, place: self.place_of(name), what });
        }
        text
    }

    pub(super) fn flag(&mut self, name: &str, notices: &mut Vec<Notice>) -> bool {
        self.yes_or_no(name, notices).unwrap_or_default()
    }

    /// True or false where it makes a difference that neither is said.
    pub(super) fn yes_or_no(&mut self, name: &str, notices: &mut Vec<Notice>) -> Option<bool> {
        self.typed(name, "true or false", notices, |value| match value {
            Json::Bool(flag) => Ok(flag),
            other => Err(other),
        })
    }

    /// A whole number from 0; 0 where there is none.
    pub(super) fn count(&mut self, name: &str, notices: &mut Vec<Notice>) -> u64 {
        let count = self.typed(name, "a whole number from 0", notices, |value| match &value {
            Json::Number(number) => number.as_u64().ok_or(value),
            _ => Err(value),
        });
        count.unwrap_or_default()
    }

    /// A text that must have a certain form, or is left out with a word.
    fn formed(&mut self, name: &str, form: &str, fits: fn(&str) -> bool, notices: &mut Vec<Notice>) -> String {
        let text = self.text(name, notices);
        if text.is_empty() || fits(&text) {
            return text;
        }
        let what = format!("{} is not {form}.", quote(&text));
        notices.push(Notice { kind: NoticeKind::LeftOut, place: self.place_of(name), what });
        String::new()
    }

    pub(super) fn date(&mut self, name: &str, notices: &mut Vec<Notice>) -> String {
        self.formed(name, "a day of the calendar such as 2026-03-31", is_calendar_date, notices)
    }

    pub(super) fn time(&mut self, name: &str, notices: &mut Vec<Notice>) -> String {
        self.formed(name, "a time in UTC such as 2026-03-31T09:30:00Z", is_time, notices)
    }

    pub(super) fn sha256(&mut self, name: &str, notices: &mut Vec<Notice>) -> String {
        let is_digest = |text: &str| {
            text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        self.formed(name, "a SHA-256: 64 hexadecimal digits in lower case", is_digest, notices)
    }

    pub(super) fn object(&mut self, name: &str, notices: &mut Vec<Notice>) -> Fields {
        let members = self.typed(name, "an object", notices, |value| match value {
            Json::Object(members) => Ok(members),
            other => Err(other),
        });
        Fields { members: members.unwrap_or_default(), place: self.place_of(name) }
    }

    pub(super) fn list(&mut self, name: &str, notices: &mut Vec<Notice>) -> Vec<(String, Json)> {
        let items = self.typed(name, "a list", notices, |value| match value {
            Json::List(items) => Ok(items),
            other => Err(other),
        });
        let place = self.place_of(name);
        items
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(|(index, item)| (format!("{place}/{index}"), item))
            .collect()
    }

    pub(super) fn objects(&mut self, name: &str, notices: &mut Vec<Notice>) -> Vec<Fields> {
        let mut found = Vec::new();
        for (place, item) in self.list(name, notices) {
            match item {
                Json::Object(members) => found.push(Fields { members, place }),
                _ => notices.push(Notice {
                    kind: NoticeKind::LeftOut,
                    place,
                    what: "Each entry of this list must be an object.".to_owned(),
                }),
            }
        }
        found
    }

    /// The objects of a list in which each entry is told from those before: its length is limited, so that a hostile
    /// file takes no longer than an honest one.
    pub(super) fn keyed(&mut self, name: &str, notices: &mut Vec<Notice>) -> Vec<Fields> {
        const MOST: usize = 1000;
        let mut found = self.objects(name, notices);
        if found.len() > MOST {
            found.truncate(MOST);
            let what = format!("The list has more than {MOST} entries; the rest is not read.");
            notices.push(Notice { kind: NoticeKind::LeftOut, place: self.place_of(name), what });
        }
        found
    }

    /// What is left where nothing can be kept.
    pub(super) fn drop_rest(self, notices: &mut Vec<Notice>) {
        for (name, _) in &self.members {
            let what = "This member is not known here, and this entry keeps no others.".to_owned();
            notices.push(Notice { kind: NoticeKind::LeftOut, place: self.place_of(name), what });
        }
    }

    /// What is left: kept as it is.
    pub(super) fn rest(self, notices: &mut Vec<Notice>) -> Unknown {
        for (name, _) in &self.members {
            let what = "This member is not known here. It is kept and written back.".to_owned();
            notices.push(Notice { kind: NoticeKind::Kept, place: self.place_of(name), what });
        }
        self.members
    }
}

/// A text of the file in quotation marks, cut where it is long.
pub(super) fn quote(text: &str) -> String {
    const MOST: usize = 60;
    let start: String = text.chars().take(MOST).collect();
    let more = if start.len() < text.len() { " …" } else { "" };
    format!("\"{start}{more}\"")
}

/// `2026-03-31T09:30:00Z`, with or without milliseconds; 60 for a leap second.
fn is_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    let shape: String = time.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect();
    let mut parts = time.split([':', '.', 'Z']);
    let mut is_below =
        |most: u8| parts.next().and_then(|part| part.parse::<u8>().ok()).is_some_and(|part| part <= most);
    matches!(shape.as_str(), "00:00:00Z" | "00:00:00.000Z")
        && is_calendar_date(day)
        && is_below(23)
        && is_below(59)
        && is_below(60)
}
