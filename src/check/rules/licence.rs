//! Licences: whether one is stated, known and allowed.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::config::LicensePlace;
use crate::diagnostic::{Change, Level, Spanned};
use crate::vocabulary::license;

pub(super) const RULES: &[&Rule] =
    &[&NOT_ALLOWED, &MISSING, &UNKNOWN, &NEEDS_REVIEW, &AMBIGUOUS, &NON_COMMERCIAL];

static MISSING: Rule = Rule {
    code: "CX502",
    name: "license-missing",
    level: Some(Level::Warning),
    summary: "The card states no licence",
    why: "Without a licence nobody may use the model, whatever its authors meant. State one under `license`, by its id on the Hub or by \
          its SPDX id; `license: other` with `license_name` and `license_link` where it has none.",
    example: Example {
        bad: "---\ntags: [demo]\n---\n# Lamp\n",
        line: None,
        good: "---\nlicense: mit\ntags: [demo]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(missing),
};

fn missing(card: &Card<'_>, findings: &mut Findings<'_>) {
    if card.model.card.license.is_empty() {
        findings.add(
            card.at_key("license"),
            "the card states no licence",
            "add `license:` with an id such as apache-2.0",
        );
    }
}

static UNKNOWN: Rule = Rule {
    code: "CX503",
    name: "license-unknown-id",
    level: Some(Level::Warning),
    summary: "No list of licences has this id",
    why: "A licence that is spelled in one's own way has a page of its own in the catalog, apart from all the models under the same licence, \
          and no rule about licences sees what it allows. Use the id of the Hub or the SPDX id; add a licence of your own to \
          `licenses.add` in hub.yaml. `--fix` writes the id where the words name the licence and its version: `Apache 2`, not `apache`.",
    example: Example {
        bad: "---\nlicense: Apache 2\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: apache-2.0\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(unknown),
};

fn unknown(card: &Card<'_>, findings: &mut Findings<'_>) {
    for stated in &card.model.card.license {
        let own = card.config.licenses.add.iter().any(|own| own.id.eq_ignore_ascii_case(&stated.value));
        let license = license::resolve(&stated.value);
        if own || license.known {
            continue;
        }
        let message = format!("`{}` is no id of a licence", crate::catalog::text::shorten(&stated.value, 60));
        let help = match license.suggestion {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "use an id of the Hub or of SPDX, or add it to `licenses.add` in hub.yaml".to_owned(),
        };
        // Of a family of licences nobody knows which one is meant.
        let meant =
            license::meant(&stated.value).filter(|id| !FAMILIES.iter().any(|(family, _)| family == id));
        let change = meant.map(|id| Change::Replace(stated.mark, id.to_owned()));
        findings.add_fix(card.at(stated.mark), message, help, change);
    }
}

/// Where a licence of a card stands in the lists of hub.yaml.
fn place(card: &Card<'_>, stated: &str) -> LicensePlace {
    let name = card.model.card.license_name.as_ref().map(|name| name.value.as_str());
    card.config.licenses.place(stated, name)
}

/// A licence as a message names it.
fn called(card: &Card<'_>, stated: &Spanned<String>) -> String {
    match &card.model.card.license_name {
        Some(name) if stated.value == "other" => format!("other: {}", shorten(&name.value, 60)),
        _ => shorten(&stated.value, 60),
    }
}

static NOT_ALLOWED: Rule = Rule {
    code: "CX501",
    name: "license-not-allowed",
    level: Some(Level::Error),
    summary: "This hub does not allow the licence",
    why: "`licenses.deny` in hub.yaml names the licence, or `licenses.allow` and `licenses.review` do not. Choose another model, have the \
          list changed by whoever is in charge of it, or correct the id.",
    example: Example {
        bad: "---\nlicense: cc-by-nc-4.0\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: apache-2.0\n---\n# Lamp\n",
        files: &[("hub.yaml", "licenses:\n  allow: [apache-2.0, mit]\n")],
    },
    fixable: false,
    check: Check::Card(not_allowed),
};

fn not_allowed(card: &Card<'_>, findings: &mut Findings<'_>) {
    for stated in &card.model.card.license {
        let help = match place(card, &stated.value) {
            LicensePlace::Denied => {
                "`licenses.deny` in hub.yaml names it; it cannot be published under this licence".to_owned()
            }
            LicensePlace::Allowed | LicensePlace::Review => continue,
            LicensePlace::Unlisted => match license::resolve(&stated.value).suggestion {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "use a licence of `licenses.allow` in hub.yaml, or have it added there".to_owned(),
            },
        };
        findings.add(
            card.at(stated.mark),
            format!("the licence `{}` is not allowed in this hub", called(card, stated)),
            help,
        );
    }
}

static NEEDS_REVIEW: Rule = Rule {
    code: "CX504",
    name: "license-needs-review",
    level: Some(Level::Warning),
    summary: "The licence has to be approved, and nobody has",
    why: "`licenses.review` in hub.yaml names licences that somebody has to look at, model by model. Once that is done, the card says so: \
          `approval: {status: approved, by: \"@acme/legal\", date: 2026-01-31}`.",
    example: Example {
        bad: "---\nlicense: gpl-3.0\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: gpl-3.0\napproval: {status: approved, by: \"@acme/legal\", date: 2026-01-31}\n---\n# Lamp\n",
        files: &[("hub.yaml", "licenses:\n  review: [gpl-3.0]\n")],
    },
    fixable: false,
    check: Check::Card(needs_review),
};

fn needs_review(card: &Card<'_>, findings: &mut Findings<'_>) {
    let approved = card.model.card.approval.as_ref().is_some_and(|approval| approval.status == "approved");
    if approved {
        return;
    }
    for stated in &card.model.card.license {
        if place(card, &stated.value) == LicensePlace::Review {
            let message = format!("the licence `{}` needs an approval", called(card, stated));
            findings.add(
                card.at(stated.mark),
                message,
                "add `approval:` with `status: approved`, `by` and `date`",
            );
        }
    }
}

/// Ids that stand for several licences.
const FAMILIES: [(&str, &str); 6] = [
    ("bsd", "bsd-3-clause"),
    ("cc", "cc-by-4.0"),
    ("gfdl", "GFDL-1.3-only"),
    ("gpl", "gpl-3.0"),
    ("lgpl", "lgpl-3.0"),
    ("openrail", "creativeml-openrail-m"),
];

static AMBIGUOUS: Rule = Rule {
    code: "CX508",
    name: "license-family-ambiguous",
    level: Some(Level::Note),
    summary: "The id stands for several licences",
    why: "`cc` may forbid commercial use or allow everything; `gpl` and `bsd` have versions that ask for different things. Readers have to \
          know which one it is: write its id with its number.",
    example: Example {
        bad: "---\nlicense: cc\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: cc-by-4.0\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(ambiguous),
};

fn ambiguous(card: &Card<'_>, findings: &mut Findings<'_>) {
    for stated in &card.model.card.license {
        let id = stated.value.as_str();
        if let Some((_, exact)) = FAMILIES.iter().find(|(family, _)| family.eq_ignore_ascii_case(id)) {
            let message = format!("`{id}` stands for several licences");
            findings.add(card.at(stated.mark), message, format!("write which one it is, such as `{exact}`"));
        }
    }
}

static NON_COMMERCIAL: Rule = Rule {
    code: "CX509",
    name: "noncommercial",
    level: Some(Level::Note),
    summary: "The licence allows no commercial use",
    why: "There is nothing to mend, but whoever uses the model at work has to know. A hub that does not want such models names their licences \
          in `licenses.deny`, which makes them errors (CX501).",
    example: Example {
        bad: "---\nlicense: cc-by-nc-4.0\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: cc-by-4.0\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(non_commercial),
};

fn non_commercial(card: &Card<'_>, findings: &mut Findings<'_>) {
    for stated in &card.model.card.license {
        if license::resolve(&stated.value).commercial_use == Some(false) {
            let message = format!("`{}` allows no commercial use", called(card, stated));
            findings.add(card.at(stated.mark), message, "use the model for research, or ask its authors");
        }
    }
}
