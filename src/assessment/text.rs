//! Rules for the words that people type.

/// A text for showing: control characters and those that change the direction of writing become visible, so that
/// nobody is shown another text than the one that is stored. Line breaks and tabs stay.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        if is_hidden(char) {
            shown.push_str("[U+");
            let code = u32::from(char);
            for shift in [12, 8, 4, 0] {
                shown.extend(char::from_digit((code >> shift) & 0xf, 16).map(|digit| digit.to_ascii_uppercase()));
            }
            shown.push(']');
        } else {
            shown.push(char);
        }
    }
    shown
}

/// The first character of the text that [`visible`] would show another way.
#[must_use]
pub fn hidden_char(text: &str) -> Option<char> {
    text.chars().find(|char| is_hidden(*char))
}

/// A control character other than line break and tab, or one that changes the direction of writing.
fn is_hidden(char: char) -> bool {
    match char {
        '\n' | '\r' | '\t' => false,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' => true,
        other => other.is_control(),
    }
}

/// The link if it may become one: http, https or mailto, and no white space or hidden characters in it.
#[must_use]
pub fn web_link(text: &str) -> Option<&str> {
    let link = text.trim();
    let (scheme, rest) = link.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let clean = !rest.is_empty() && !link.chars().any(|char| char.is_whitespace() || is_hidden(char));
    (known && clean).then_some(link)
}

/// Whether the text is a day of the calendar, `2026-02-28`.
#[must_use]
pub fn is_calendar_date(text: &str) -> bool {
    day_number(text).is_some()
}

/// The number of a day of the calendar, `2026-02-28`, counted from the first day of the year 1; two of them tell how many
/// days lie between.
#[must_use]
pub fn day_number(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let number = |text: &str, digits: usize| {
        text.parse::<u16>().ok().filter(|_| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if is_leap { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days = months.get(usize::from(month).checked_sub(1)?)?;
    if year == 0 || !(1..=*days).contains(&day) {
        return None;
    }
    let past = i32::from(year) - 1;
    let in_year: i32 = months.iter().take(usize::from(month) - 1).map(|days| i32::from(*days)).sum();
    Some(past * 365 + past / 4 - past / 100 + past / 400 + in_year + i32::from(day))
}
