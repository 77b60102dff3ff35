//! What a card says of its licence, for forms that want SPDX.

use crate::catalog::ModelCard;
use crate::vocabulary::license;

use super::web;

/// One licence.
pub(super) struct Stated {
    /// The SPDX id or expression.
    pub(super) spdx: Option<String>,
    /// Its name, the card's own before ours.
    pub(super) name: String,
    /// Where its text is.
    pub(super) url: Option<String>,
}

impl Stated {
    /// Whether the SPDX text is more than one id.
    pub(super) fn is_expression(&self) -> bool {
        self.spdx
            .as_deref()
            .is_some_and(|spdx| spdx.contains([' ', '+', '(']) || spdx.starts_with("LicenseRef-"))
    }
}

/// All licences of a card; none for `unknown`.
pub(super) fn stated(card: &ModelCard) -> Vec<Stated> {
    let own_name = card.license_name.as_ref().map(|name| name.value.clone());
    let own_url = card.license_link.as_ref().and_then(|link| web(&link.value));
    let mut licences: Vec<Stated> = card
        .license
        .iter()
        .filter(|text| !text.value.trim().is_empty() && !text.value.trim().eq_ignore_ascii_case("unknown"))
        .map(|text| {
            let known = license::resolve(&text.value);
            let is_other = text.value.trim().eq_ignore_ascii_case("other");
            let (name, url) = if is_other { (own_name.clone(), own_url.clone()) } else { (None, None) };
            Stated { name: name.unwrap_or(known.name), url: url.or(known.url), spdx: known.spdx }
        })
        .collect();
    if licences.is_empty()
        && let Some(name) = own_name
    {
        licences.push(Stated { spdx: None, name, url: own_url });
    }
    licences
}
