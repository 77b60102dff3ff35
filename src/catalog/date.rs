//! Days, as cards and commits give them.

use jiff::civil;

/// A day; a time of day in the card is read and dropped.
pub type Date = civil::Date;

/// Reads `2026-11-20`, or a date and time that begins so.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10)?;
    if !text[10..].is_empty() && !text[10..].starts_with(['T', ' ']) {
        return None;
    }
    let date: Date = day.parse().ok()?;
    (date.year() >= 1).then_some(date)
}

/// The day of a moment in seconds since the epoch, in UTC.
pub fn of_seconds(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date())
}

/// `20 November 2026`.
pub fn long(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()) - 1).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}
