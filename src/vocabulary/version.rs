//! Names of versions: which are allowed, how they follow one another, which are only a foretaste.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// How a hub names its versions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Any name that fits into an address.
    #[default]
    Any,
    /// Semantic versions: `2.1.0`, `2.1.0-rc.1` (<https://semver.org>).
    Semver,
    /// Whole numbers: `1`, `2`, `3`.
    Integer,
    /// By the calendar: year and month, and a day or a counter behind them: `2026.11`, `2026-11-20`, `2026.11.3`.
    Calver,
}

/// Longest name of a version, in bytes: it becomes the name of a folder.
const LONGEST: usize = 64;

/// Why a text cannot name a version at all, whatever the scheme: it becomes part of addresses and of file names.
pub fn fault(version: &str) -> Option<&'static str> {
    if version.len() > LONGEST {
        return Some("is longer than 64 characters");
    }
    if !version.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Some("does not begin with a letter or a digit");
    }
    if !version.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_')) {
        return Some("holds characters other than letters, digits, `.`, `-`, `+` and `_`");
    }
    if version.contains("..") || version.ends_with('.') {
        return Some("holds `..`, or ends in a full stop");
    }
    match version.to_ascii_lowercase().as_str() {
        "latest" => Some("is `latest`, which is computed and cannot be set"),
        "index" => Some("is `index`, which is the name of a page"),
        _ => None,
    }
}

impl Scheme {
    /// What a version that does not fit is told, as the end of a sentence; `None` when it fits.
    pub fn misfit(self, version: &str) -> Option<&'static str> {
        let fits = match self {
            Scheme::Any => true,
            Scheme::Semver => semver::Version::parse(version).is_ok(),
            Scheme::Integer => {
                version.bytes().all(|byte| byte.is_ascii_digit())
                    && !version.starts_with('0')
                    && version.len() <= 18
            }
            Scheme::Calver => is_calendar(version),
        };
        (!fits).then_some(match self {
            Scheme::Any => "",
            Scheme::Semver => "is no semantic version such as 2.1.0",
            Scheme::Integer => "is no whole number such as 3",
            Scheme::Calver => "is no calendar version such as 2026.11 or 2026-11-20",
        })
    }
}

fn is_calendar(version: &str) -> bool {
    let core = parts(version).0;
    let numbers: Vec<Option<u64>> = core.iter().map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [Some(year), Some(month), rest @ ..] => {
            (1970..10_000).contains(year)
                && (1..=12).contains(month)
                && rest.len() <= 1
                && rest.iter().all(Option::is_some)
        }
        _ => false,
    }
}

/// Which of two versions comes later. Semantic versions follow each other as <https://semver.org> says; of others, numbers count as
/// numbers and what stands behind `-` and begins with a letter (`-rc.1`) comes before the version without it.
pub fn compare(one: &str, other: &str) -> Ordering {
    let ((core, pre), (other_core, other_pre)) = (parts(one), parts(other));
    let by_core = compare_parts(&core, &other_core);
    let by_pre = || match (pre.is_empty(), other_pre.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => compare_parts(&pre, &other_pre),
    };
    by_core.then_with(by_pre).then_with(|| one.cmp(other))
}

/// Whether a version says of itself that it is not final: `2.0.0-rc.1`.
pub fn is_prerelease(version: &str) -> bool {
    !parts(version).1.is_empty()
}

/// The parts of a version, and those of what makes it a prerelease. Build metadata (`+…`) does not count.
fn parts(version: &str) -> (Vec<&str>, Vec<&str>) {
    let version = version.split_once('+').map_or(version, |(version, _)| version);
    let after_v =
        version.strip_prefix(['v', 'V']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let version = after_v.unwrap_or(version);
    // `2026-11-20` is a day; `1.0.0-1` and `2-beta` are prereleases.
    let cut = version.match_indices('-').map(|(at, _)| at).find(|at| {
        let (before, behind) = (&version[..*at], &version[at + 1..]);
        before.matches('.').count() == 2 || behind.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let (core, pre) = match cut {
        Some(at) => (&version[..at], &version[at + 1..]),
        None => (version, ""),
    };
    let split = |text| str::split(text, ['.', '-', '_']).filter(|part| !part.is_empty()).collect();
    (split(core), split(pre))
}

fn compare_parts(one: &[&str], other: &[&str]) -> Ordering {
    let number = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.trim_start_matches('0').len())
    };
    for (a, b) in one.iter().zip(other) {
        let order = match (number(a), number(b)) {
            // Numbers of any length: the longer one is larger, else digit by digit.
            (Some(long), Some(longer)) => {
                long.cmp(&longer).then_with(|| a.trim_start_matches('0').cmp(b.trim_start_matches('0')))
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => a.cmp(b),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    one.len().cmp(&other.len())
}
