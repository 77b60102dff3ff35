//! Addresses that lead nowhere: what other hosts answer to `cardex check --online`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Example, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Diagnostic, Level, Location};
use crate::online::Answer;

pub(super) const RULES: &[&Rule] = &[&DEAD, &MISSING, &SIZE, &LICENCE];

/// No card alone can show what another host answers.
const NONE: Example = Example { bad: "", line: None, good: "", files: &[] };

static DEAD: Rule = Rule {
    code: "CX304",
    name: "dead-link",
    level: Some(Level::Warning),
    summary: "A link leads to a page that is gone",
    why: "Dead links are what readers of old cards complain of first. Link to where the page has moved, to a copy in a web archive, or leave \
          the link out. A host that is busy, broken or does not answer is told as a note: it may be well again tomorrow. `403` and the like \
          say nothing, since many hosts refuse programs.",
    example: NONE,
    fixable: false,
    check: Check::Online,
};

static MISSING: Rule = Rule {
    code: "CX409",
    name: "remote-missing",
    level: Some(Level::Error),
    summary: "Weights are not where the card says",
    why: "The model cannot be loaded by anybody. Upload the file again or correct its address. Where the host refuses to tell, this is a \
          warning: readers without an account are refused as well.",
    example: NONE,
    fixable: false,
    check: Check::Online,
};

static SIZE: Rule = Rule {
    code: "CX410",
    name: "remote-size-mismatch",
    level: Some(Level::Error),
    summary: "Weights have another size than the card says",
    why: "It is another file than the one that the card describes: the upload broke off, or somebody has replaced it without a new version. \
          Compare checksums before you correct the size.",
    example: NONE,
    fixable: false,
    check: Check::Online,
};

static LICENCE: Rule = Rule {
    code: "CX510",
    name: "license-link-dead",
    level: Some(Level::Warning),
    summary: "The text of the licence is not where `license_link` says",
    why: "A licence of one's own is known by its text alone. Put the text beside the card and link to it there, where it stays.",
    example: NONE,
    fixable: false,
    check: Check::Online,
};

/// What an address is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Something to read.
    Link,
    /// The text of a licence.
    Licence,
    /// A weight file of this many bytes, as far as the card says.
    Weights(Option<u64>),
}

/// An address of the web in a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address as written; of weights, where they can be fetched.
    pub url: String,
    /// Where it stands.
    pub location: Location,
    /// What it is for.
    pub purpose: Purpose,
}

/// What has to be asked to judge these addresses: each of them, and for a link without encryption whether there is one with.
pub fn questions(addresses: &[Address]) -> BTreeSet<String> {
    let twins = addresses.iter().filter_map(twin);
    twins.chain(addresses.iter().map(|address| address.url.clone())).collect()
}

/// The address with encryption of a link without.
fn twin(address: &Address) -> Option<String> {
    let rest = address.url.strip_prefix("http://").filter(|_| address.purpose == Purpose::Link)?;
    // A port belongs to one of the two.
    let authority = rest.split('/').next().unwrap_or_default();
    (!authority.contains(':')).then(|| format!("https://{rest}"))
}

/// What the answers say of the cards.
pub fn judge(addresses: &[Address], answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for address in addresses {
        let Some(answer) = answers.get(&address.url) else { continue };
        found.extend(of_answer(address, answer));
        let twin = twin(address).and_then(|twin| answers.get(&twin));
        if matches!((answer, twin), (Answer::Found(_), Some(Answer::Found(_)))) {
            let message = format!("`{}` is there with encryption, too", shorten(&address.url, 120));
            found.push(Diagnostic::note("CX305", address.location.clone(), message).help("write https"));
        }
    }
    found
}

fn of_answer(address: &Address, answer: &Answer) -> Option<Diagnostic> {
    let (rule, gone) = match address.purpose {
        Purpose::Link => ("CX304", Level::Warning),
        Purpose::Licence => ("CX510", Level::Warning),
        Purpose::Weights(_) => ("CX409", Level::Error),
    };
    let url = shorten(&address.url, 120);
    let say = |rule, level, message: String, help: &str| {
        let help = Some(help.to_owned());
        Some(Diagnostic { location: address.location.clone(), rule, level, message, help, fix: None })
    };
    match (answer, &address.purpose) {
        (Answer::Found(Some(size)), Purpose::Weights(Some(stated))) if size != stated => say(
            "CX410",
            Level::Error,
            format!("`{url}` has {size} bytes, the card says {stated}"),
            "compare checksums; then upload the file again, or correct `size` and `sha256`",
        ),
        (Answer::Status(status @ (404 | 410)), _) => say(
            rule,
            gone,
            format!("`{url}` is not there: its host answers {status}"),
            "correct the address, or take it out",
        ),
        (Answer::Status(status @ (401 | 403)), Purpose::Weights(_)) => say(
            rule,
            Level::Warning,
            format!("`{url}` cannot be fetched: its host answers {status}"),
            "say in the card how readers get access, or open it to them",
        ),
        (Answer::Status(status @ (429 | 500..=599)), _) => say(
            rule,
            Level::Note,
            format!("`{url}` could not be looked at: its host answers {status}"),
            "check again later",
        ),
        (Answer::Silent(reason), _) => {
            say(rule, Level::Note, format!("`{url}` could not be looked at: {reason}"), "check again later")
        }
        (Answer::Private(host), _) => say(
            rule,
            Level::Note,
            format!("`{url}` was not looked at: `{}` is a host of a private network", shorten(host, 80)),
            "readers outside cannot follow it; `check.online.private` in hub.yaml lets the check ask this host",
        ),
        (Answer::Found(_) | Answer::Status(_) | Answer::NotAsked, _) => None,
    }
}
