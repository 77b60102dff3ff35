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

/// The day that a text in another form certainly means: with the year first, or last where one of the two other numbers is no
/// month. `03/04/2026` is a day in March or in April, and gives none.
pub(super) fn certain(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    let [first, second, third] = parts[..] else { return None };
    let (year, month, day) = match (number(first), number(second), number(third)) {
        (None, Some(month), Some(day)) => (first, month, day),
        (Some(day @ 13..), Some(month), None) | (Some(month), Some(day @ 13..), None) => (third, month, day),
        (Some(day), Some(month), None) if day == month => (third, month, day),
        _ => return None,
    };
    let year = year.parse::<i16>().ok().filter(|number| year.len() == 4 && *number > 0)?;
    civil::Date::new(year, month, day).ok()
}

/// The day of a moment in seconds since the epoch, in UTC.
pub fn of_seconds(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date())
}

/// A moment in seconds since the epoch as RFC 3339 has it, in UTC: `2026-11-20T12:00:00Z`. A moment that no calendar has is the epoch.
pub fn moment(seconds: i64) -> String {
    let moment = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    // Years of more or less than four digits are no dates to others.
    let is_common = (0..=253_402_300_799).contains(&moment.as_second());
    if is_common { moment } else { jiff::Timestamp::UNIX_EPOCH }.to_string()
}

/// The last second of a day in UTC, since the epoch.
pub fn end_of(date: Date) -> i64 {
    (days(date) + 1) * 86_400 - 1
}

/// Days since 1970-01-01.
pub fn days(date: Date) -> i64 {
    let since = date.since((jiff::Unit::Day, civil::date(1970, 1, 1)));
    since.map_or(0, |span| i64::from(span.get_days()))
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
    [&date.day().to_string(), " ", month, " ", &date.year().to_string()].concat()
}

/// A day that somebody wrote, as `20 November 2026`; what is none as it is.
pub fn as_written(text: &str) -> String {
    parse(text).map_or_else(|| text.to_owned(), long)
}

/// `November 2026`.
pub fn month(date: Date) -> String {
    let long = long(date);
    long.split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or(long)
}

/// How many days the one is before the other; negative where it is after it.
pub fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(0, |span| span.get_days())
}
