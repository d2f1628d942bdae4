//! Days as people read them.

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `22 Nov 2026` of `2026-11-22`, also at the beginning of a time; any other text comes back as it is.
#[must_use]
pub fn day_words(iso: &str) -> String {
    words(iso).unwrap_or_else(|| iso.to_owned())
}

fn words(iso: &str) -> Option<String> {
    let (day, _) = iso.split_once('T').unwrap_or((iso, ""));
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day: u8 = day.parse().ok()?;
    (year.len() == 4 && parts.next().is_none()).then(|| format!("{day} {month} {year}"))
}
