//! Licences: the Hub's ids, SPDX ids and SPDX expressions, resolved to one shape.

mod expression;
mod hub;
mod inheritance;
mod near_miss;
mod text;

pub use hub::Known;
pub use inheritance::{known_of, promises_more};
pub use text::recognise;

/// What a licence asks for, coarsely; later ones ask for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// All rights are given up.
    PublicDomain,
    /// Use as you like, keep the notice.
    Permissive,
    /// Changes to the work itself stay under the licence.
    WeakCopyleft,
    /// Whatever is made from the work stays under the licence.
    Copyleft,
    /// None of the others, such as `other` or a licence that allows no changes.
    Other,
    /// Certain uses are ruled out (RAIL).
    ResponsibleAi,
    /// The terms of one vendor for its own models.
    ModelSpecific,
    /// No commercial use, or research only.
    NonCommercial,
    /// The card does not say, or says it in no known words.
    Unknown,
}

impl Family {
    /// The heading to show.
    pub fn title(self) -> &'static str {
        match self {
            Self::PublicDomain => "Public domain",
            Self::Permissive => "Permissive",
            Self::WeakCopyleft => "Weak copyleft",
            Self::Copyleft => "Copyleft",
            Self::Other => "Other",
            Self::ResponsibleAi => "Responsible AI (RAIL)",
            Self::ModelSpecific => "Model-specific",
            Self::NonCommercial => "Non-commercial",
            Self::Unknown => "Unknown",
        }
    }
}

/// A licence as a card names it, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// Lower case, never empty, stable: one licence has one key however it is spelt. Letters, digits, `.+-` only.
    pub key: String,
    /// The name to show; the card's own words where the licence is not known.
    pub name: String,
    /// The SPDX id or expression.
    pub spdx: Option<String>,
    /// What it asks for.
    pub family: Family,
    /// Where its text is.
    pub url: Option<String>,
    /// Whether commercial use is allowed, where that is clear.
    pub commercial_use: Option<bool>,
    /// False for words that are neither an id of the Hub nor SPDX.
    pub known: bool,
    /// The id that an unknown text most likely means. It is for a person to confirm: the licence itself stays unknown.
    pub suggestion: Option<&'static str>,
}

/// Longer texts are no identifiers; they are kept as they are, and not parsed.
const LONGEST: usize = 512;

/// Every licence that the Hub has an id for, sorted by id.
pub fn all() -> &'static [Known] {
    hub::HUB
}

/// The licence of exactly this Hub id, case aside.
pub fn find(id: &str) -> Option<&'static Known> {
    hub::HUB.iter().find(|known| known.id.eq_ignore_ascii_case(id))
}

/// What a card's `license` says: an id of the Hub, an SPDX id or an SPDX expression, case aside.
pub fn resolve(text: &str) -> License {
    let text = text.trim();
    if text.is_empty() {
        return unknown("Licence not stated", "unknown".to_owned(), None);
    }
    if let Some(known) = find(text) {
        return from_hub(known);
    }
    if text.len() <= LONGEST
        && let Some(license) = expression::resolve(text)
    {
        return license;
    }
    unknown(text, key(text), near_miss::suggestion(text))
}

/// The id that an unknown text certainly means, so that it can be written without asking anybody: the text names the licence and
/// its version, or differs from the id by a slip of the keyboard.
pub fn meant(text: &str) -> Option<&'static str> {
    near_miss::meant(text.trim())
}

fn from_hub(known: &Known) -> License {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    License {
        key: known.id.to_owned(),
        name: known.name.to_owned(),
        spdx: some(known.spdx),
        family: known.family,
        url: some(known.url),
        commercial_use: known.commercial_use,
        known: true,
        suggestion: None,
    }
}

fn unknown(name: &str, key: String, suggestion: Option<&'static str>) -> License {
    License {
        key,
        name: name.to_owned(),
        spdx: None,
        family: Family::Unknown,
        url: None,
        commercial_use: None,
        known: false,
        suggestion,
    }
}

/// A key for any text: runs of other characters become one `-`, and a text of nothing else is `unrecognised`.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars().take(80).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '.' | '+') {
            key.push(c);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_matches(['-', '.']);
    if key.is_empty() { "unrecognised".to_owned() } else { key.to_owned() }
}
