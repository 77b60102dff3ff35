//! What another licence lets people do.

use crate::catalog::Model;
use crate::vocabulary::license::{self, Family};

/// A licence that became another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LicenceChange {
    /// Before: what the card says, by commas, with the name of a licence of its own; `None` where it says nothing.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
    /// What may be done now and might not before, as far as the vocabulary knows both.
    pub gained: Vec<&'static str>,
    /// What might be done before and may not now.
    pub lost: Vec<&'static str>,
    /// Whether the vocabulary knows both.
    pub is_known: bool,
}

/// Compares the licences of two states of a model; `None` where they are the same.
pub fn licence(before: &Model, after: &Model) -> Option<LicenceChange> {
    let (one, other) = (words(before), words(after));
    if one == other {
        return None;
    }
    let rights = (rights(before), rights(after));
    let (Some(old), Some(new)) = &rights else {
        return Some(LicenceChange { before: one, after: other, ..LicenceChange::default() });
    };
    let only = |some: &[&'static str], others: &[&'static str]| {
        some.iter().filter(|right| !others.contains(right)).copied().collect()
    };
    Some(LicenceChange {
        before: one,
        after: other,
        gained: only(new, old),
        lost: only(old, new),
        is_known: true,
    })
}

fn words(model: &Model) -> Option<String> {
    let card = &model.card;
    let ids = card.license.iter().map(|license| license.value.as_str());
    let own = [&card.license_name, &card.license_link];
    let own = own.into_iter().flatten().map(|own| own.value.as_str());
    let all: Vec<&str> = ids.chain(own).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// What all licences of a model allow; `None` where one of them is not known, or there is none.
fn rights(model: &Model) -> Option<Vec<&'static str>> {
    let mut all: Option<Vec<&'static str>> = None;
    for stated in &model.card.license {
        let license = license::resolve(&stated.value);
        if !license.known || matches!(license.family, Family::Unknown) || license.key == "other" {
            return None;
        }
        let is_free = license.family <= Family::Copyleft;
        let allowed = [
            ("commercial use", license.commercial_use == Some(true)),
            ("use for any purpose", is_free),
            ("passing on changed versions", !license.key.contains("-nd")),
            ("changes under other terms", license.family <= Family::Permissive),
        ];
        let allowed = allowed.into_iter().filter(|(_, is_allowed)| *is_allowed).map(|(right, _)| right);
        all = Some(match all {
            Some(others) => allowed.filter(|right| others.contains(right)).collect(),
            None => allowed.collect(),
        });
    }
    all
}
