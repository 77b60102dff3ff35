//! Licences: those beyond the built-in ones, and which ones models may have.

use serde::{Deserialize, Serialize};

use crate::vocabulary::license;

use super::text;

/// Licences beyond the built-in ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Licenses {
    /// The licences, in the order of the file.
    pub add: Vec<License>,
    /// Licences that models may have, by id or SPDX id; every one when empty.
    #[serde(deserialize_with = "text::list")]
    pub allow: Vec<String>,
    /// Licences that models may have once somebody has approved it.
    #[serde(deserialize_with = "text::list")]
    pub review: Vec<String>,
    /// Licences that models may not have.
    #[serde(deserialize_with = "text::list")]
    pub deny: Vec<String>,
}

/// A licence of this hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct License {
    /// What cards write as `license`.
    #[serde(deserialize_with = "text::as_written")]
    pub id: String,
    /// What pages show.
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub name: Option<String>,
    /// The licence's text on the web.
    #[serde(default, deserialize_with = "text::web_url_as_written")]
    pub url: Option<String>,
    /// The family that it is counted with: `permissive`, `copyleft`, `openrail` …
    #[serde(default, deserialize_with = "text::as_written_option")]
    pub family: Option<String>,
}

/// Whether a model may have a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicensePlace {
    /// It may.
    Allowed,
    /// It may, once somebody has approved it.
    Review,
    /// `licenses.deny` names it.
    Denied,
    /// There is a list of those that it may have, and this is none of them.
    Unlisted,
}

impl Licenses {
    /// Where a licence stands that a card states; `name` is the card's `license_name`, by which `other` is known.
    pub fn place(&self, stated: &str, name: Option<&str>) -> LicensePlace {
        if named_in(stated, name, &self.deny, true) {
            LicensePlace::Denied
        } else if named_in(stated, name, &self.allow, false) {
            LicensePlace::Allowed
        } else if named_in(stated, name, &self.review, false) {
            LicensePlace::Review
        } else if self.allow.is_empty() {
            LicensePlace::Allowed
        } else {
            LicensePlace::Unlisted
        }
    }
}

/// Whether a list has a licence, by any of its spellings; by its parts for an SPDX expression. Of several that the reader may choose from,
/// one has to be allowed, but all have to be denied.
fn named_in(stated: &str, name: Option<&str>, list: &[String], deny: bool) -> bool {
    let stated = stated.trim();
    if !stated.contains(['(', ')']) && stated.len() < 500 {
        if let Some((one, other)) = stated.split_once(" OR ") {
            let (one, other) = (named_in(one, name, list, deny), named_in(other, name, list, deny));
            return if deny { one && other } else { one || other };
        }
        if let Some((one, other)) = stated.split_once(" AND ") {
            let (one, other) = (named_in(one, name, list, deny), named_in(other, name, list, deny));
            return if deny { one || other } else { one && other };
        }
    }
    let license::License { key, known, .. } = license::resolve(stated);
    // An unknown text may have the key of a licence that it only looks like.
    let same = |id: &String| id.eq_ignore_ascii_case(stated) || (known && license::resolve(id).key == key);
    if list.iter().any(same) {
        return true;
    }
    let named = name.filter(|_| key == "other");
    named.is_some_and(|name| list.iter().any(|id| id.eq_ignore_ascii_case(name)))
}
