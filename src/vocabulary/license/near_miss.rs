//! Words that are no licence id, but most likely stand for one.

use super::{expression::of_hub, hub};
use crate::vocabulary::suggestion::{certain, suggest};

/// Short names in `words` form that no rule below finds.
static USUAL: &[(&str, &str)] = &[
    ("agpl", "agpl-3.0"),
    ("apache", "apache-2.0"),
    ("apache 2", "apache-2.0"),
    ("apache2", "apache-2.0"),
    ("apache2.0", "apache-2.0"),
    ("asl 2.0", "apache-2.0"),
    ("bsd 2", "bsd-2-clause"),
    ("bsd 3", "bsd-3-clause"),
    ("bsd3", "bsd-3-clause"),
    ("cc by", "cc-by-4.0"),
    ("cc by nc", "cc-by-nc-4.0"),
    ("cc by nc sa", "cc-by-nc-sa-4.0"),
    ("cc by sa", "cc-by-sa-4.0"),
    ("cc0", "cc0-1.0"),
    ("creative commons", "cc"),
    ("gpl v3", "gpl-3.0"),
    ("gplv2", "gpl-2.0"),
    ("gplv3", "gpl-3.0"),
    ("lgplv3", "lgpl-3.0"),
    ("llama 2", "llama2"),
    ("llama 3", "llama3"),
    ("mpl", "mpl-2.0"),
    ("public domain", "cc0-1.0"),
];

/// The id of the Hub, or else of SPDX, that `text` is a near miss of.
pub(super) fn suggestion(text: &str) -> Option<&'static str> {
    by_words(text).or_else(|| suggest(text, hub::HUB.iter().map(|known| known.id)))
}

/// The id that `text` certainly means: it has the words of its name, or is a slip of one letter or two, and names its version.
pub(super) fn meant(text: &str) -> Option<&'static str> {
    let id = by_words(text).or_else(|| certain(text, hub::HUB.iter().map(|known| known.id)))?;
    (numbers(id) == numbers(text)).then_some(id)
}

/// The numbers in a text, without `.0` at their ends.
fn numbers(text: &str) -> Vec<&str> {
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    let numbers = numbers.map(|number| number.trim_matches('.').trim_end_matches(".0"));
    numbers.filter(|number| !number.is_empty()).collect()
}

fn by_words(text: &str) -> Option<&'static str> {
    if text.len() > 200 {
        return None;
    }
    let words = words(text);
    if words.is_empty() {
        return None;
    }
    let by_name = || {
        let same = |known: &&hub::Known| self::words(known.name) == words || self::words(known.id) == words;
        hub::HUB.iter().find(same).map(|known| known.id)
    };
    let by_usual = || USUAL.iter().find(|(usual, _)| *usual == words).map(|(_, id)| *id);
    let by_spdx_name = || {
        let license =
            spdx::identifiers::LICENSES.iter().find(|license| self::words(license.full_name) == words)?;
        Some(of_hub(license.name).map_or(license.name, |known| known.id))
    };
    by_name().or_else(by_usual).or_else(by_spdx_name)
}

/// The telling words, in lower case: without `license`, `version`, brackets and the like.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for word in lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+' | '*'))) {
        let word = word.trim_matches('.');
        let number = word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match number.unwrap_or(word) {
            "" | "license" | "licence" | "licensed" | "the" | "version" | "v" | "software" | "under" => {}
            word => words.push(word),
        }
    }
    words.join(" ")
}
