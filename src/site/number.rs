//! Numbers as people read them.

/// Bytes in units of 1,000, three digits: `437955512` is `438 MB`.
pub fn bytes(bytes: u64) -> String {
    scaled(bytes, &["B", "kB", "MB", "GB", "TB", "PB"])
}

/// A count in units of 1,000, three digits: `109483778` is `109 M`.
pub fn count(count: u64) -> String {
    scaled(count, &["", "K", "M", "B", "T", "Q"])
}

/// A number with its thousands separated by commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A difference with its sign, to as many decimals as the more exact of the two texts that it comes from has: `+0.008`, `−3`.
pub fn signed(difference: f64, texts: &[Option<&str>]) -> String {
    let decimals = texts.iter().flatten().map(|text| {
        let number = text.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
        number.split_once('.').map_or(0, |(_, decimals)| decimals.len())
    });
    let decimals = decimals.max().unwrap_or(0).min(8);
    let text = format!("{:.decimals$}", difference.abs());
    let sign = if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        "±"
    } else if difference < 0.0 {
        "−"
    } else {
        "+"
    };
    format!("{sign}{text}")
}

fn scaled(number: u64, units: &[&str]) -> String {
    let mut value = number as f64;
    let mut unit = 0;
    // 999.5 would be shown as 1000.
    while value >= 999.5 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let decimals = if unit == 0 || value >= 99.95 {
        0
    } else if value >= 9.995 {
        1
    } else {
        2
    };
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if !units[unit].is_empty() {
        text.push(' ');
        text.push_str(units[unit]);
    }
    text
}
