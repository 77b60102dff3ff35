//! SPDX ids and expressions, read without regard to case.

use spdx::expression::{ExprNode, Operator};
use spdx::{Expression, LicenseItem, LicenseReq, ParseMode};

use super::{Family, License, from_hub, hub, key};

/// Old ids count, since cards are old; guesses such as `apache2` do not.
const MODE: ParseMode = ParseMode {
    allow_slash_as_or_operator: false,
    allow_imprecise_license_names: false,
    allow_postfix_plus_on_gpl: true,
    allow_deprecated: true,
    allow_unknown: false,
};

/// The licence that an SPDX id or expression tells; `None` if it is neither.
pub(super) fn resolve(text: &str) -> Option<License> {
    let written = in_spdx_case(text);
    let as_written = Expression::parse_mode(&written, MODE).ok()?;
    // The modern spelling of an old id, `GPL-3.0-or-later` for `GPL-3.0+` say, where there is one that parses.
    let modern = Expression::canonicalize(&written).ok().flatten();
    let modern = modern.and_then(|modern| Some((Expression::parse_mode(&modern, MODE).ok()?, modern)));
    let (expression, spdx) = modern.unwrap_or((as_written, written));

    if let Some(known) = of_hub(&spdx) {
        return Some(from_hub(known));
    }
    let (family, commercial_use) = terms(&expression)?;
    let id = sole(&expression);
    Some(License {
        key: key(&spdx),
        name: id.map_or_else(|| spdx.clone(), |id| id.full_name.to_owned()),
        url: id.map(|id| format!("https://spdx.org/licenses/{}.html", id.name)),
        spdx: Some(spdx),
        family,
        commercial_use,
        known: true,
        suggestion: None,
    })
}

/// The Hub's licence with this SPDX id; of two, the one that has the same id.
pub(super) fn of_hub(spdx: &str) -> Option<&'static hub::Known> {
    let mut same = hub::HUB.iter().filter(|known| known.spdx == spdx);
    let first = same.next()?;
    Some(same.find(|known| known.id.eq_ignore_ascii_case(spdx)).unwrap_or(first))
}

/// Every word in the case that SPDX writes it in; unknown words stay as they are and fail to parse later.
fn in_spdx_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        if !out.is_empty() && !out.ends_with('(') && word != ")" {
            out.push(' ');
        }
        out.push_str(&word_in_spdx_case(word));
    }
    out
}

fn word_in_spdx_case(word: &str) -> String {
    for operator in ["AND", "OR", "WITH"] {
        if word.eq_ignore_ascii_case(operator) {
            return operator.to_owned();
        }
    }
    let (id, plus) = word.strip_suffix('+').map_or((word, ""), |id| (id, "+"));
    let license = spdx::identifiers::LICENSES.iter().map(|license| license.name);
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().map(|exception| exception.name);
    match license.chain(exceptions).find(|name| name.eq_ignore_ascii_case(id)) {
        Some(name) => format!("{name}{plus}"),
        None => word.to_owned(),
    }
}

/// The id of an expression that is one plain licence.
fn sole(expression: &Expression) -> Option<spdx::LicenseId> {
    let mut all = expression.requirements();
    match (all.next(), all.next()) {
        (Some(only), None) if only.req.addition.is_none() => only.req.license.id(),
        _ => None,
    }
}

/// `OR` leaves the choice, so the mildest counts; `AND` binds to both, so the strictest does.
fn terms(expression: &Expression) -> Option<(Family, Option<bool>)> {
    let mut stack = Vec::new();
    for node in expression.iter() {
        match node {
            ExprNode::Req(requirement) => stack.push(terms_of(&requirement.req)),
            ExprNode::Op(operator) => {
                let (b, a) = (stack.pop()?, stack.pop()?);
                stack.push(match operator {
                    Operator::Or => a.min(b),
                    Operator::And => a.max(b),
                });
            }
        }
    }
    stack.pop().map(|family| (family, commercial_use(family)))
}

fn commercial_use(family: Family) -> Option<bool> {
    match family {
        Family::NonCommercial => Some(false),
        Family::PublicDomain | Family::Permissive | Family::WeakCopyleft | Family::Copyleft => Some(true),
        _ => None,
    }
}

fn terms_of(requirement: &LicenseReq) -> Family {
    let LicenseItem::Spdx { id, .. } = requirement.license else { return Family::Other };
    if let Some(known) = of_hub(id.name) {
        return known.family;
    }
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| id.name.starts_with(prefix));
    if id.name.contains("-NC-") || id.name.contains("NonCommercial") || id.name.contains("Noncommercial") {
        Family::NonCommercial
    } else if starts(&["CC-PDDC", "blessing", "SAX-PD", "libselinux", "NIST-PD"]) {
        Family::PublicDomain
    } else if starts(&["LGPL", "MPL-", "EPL-", "CDDL-", "CPL-", "IPL-", "APSL-", "MS-RL"]) {
        Family::WeakCopyleft
    } else if id.is_copyleft() || starts(&["GPL", "AGPL", "GFDL", "CC-BY-SA-", "CC-BY-NC-SA"]) {
        Family::Copyleft
    } else if starts(&["CC-BY-ND"]) {
        Family::Other
    } else if id.is_osi_approved() || id.is_fsf_free_libre() || starts(&["CC-BY-", "BSD-", "MIT-", "HPND"]) {
        Family::Permissive
    } else {
        Family::Other
    }
}
