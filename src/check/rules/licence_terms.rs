//! Whether a model's licence fits those of what it was made from.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::catalog::{self, Catalog};
use crate::diagnostic::Level;
use crate::vocabulary::license;

pub(super) const RULES: &[&Rule] = &[&CONFLICTS_BASE, &CONFLICTS_DATASET];

static CONFLICTS_BASE: Rule = Rule {
    code: "CX506",
    name: "license-conflicts-base",
    level: Some(Level::Warning),
    summary: "The licence promises more than the one of a model that this one comes from",
    why: "What is made from a model stays under that model's terms: a fine-tuned Llama is under Llama's licence, and what comes from \
          non-commercial weights allows no commercial use. State the licence of the base, or the stricter of the two. The base of a \
          base counts as well, however far up. For an adapter, which holds nothing of its base, this is a note.",
    example: Example {
        bad: "---\nlicense: apache-2.0\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: llama3.1\nbase_model: meta-llama/Llama-3.1-8B\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(conflicts_base),
};

fn conflicts_base(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(stated) = card.model.card.license.first() else { return };
    let Some(found) = catalog::inherited(card.catalog, card.ordinal) else { return };
    let through = match found.through.as_slice() {
        [] => String::new(),
        [only] => format!(" (through {})", shorten(only, 100)),
        [first, .., last] => format!(" (through {} … {})", shorten(first, 100), shorten(last, 100)),
    };
    let what = if found.through.is_empty() { "the base model" } else { "the ancestor" };
    let message = format!(
        "the licence `{}` promises more than `{}` of {what} {}{through}, {}",
        shorten(&found.own.key, 60),
        shorten(&found.terms.key, 60),
        shorten(&found.ancestor.id, 100),
        found.why
    );
    let help =
        format!("state `license: {}`, unless the authors of the base agreed", shorten(&found.terms.key, 60));
    // An adapter holds nothing of its base; whether the base's terms reach it is not settled.
    let level = if found.by_adapter { Level::Note } else { Level::Warning };
    findings.add_as(level, card.at(stated.mark), message, help);
}

static CONFLICTS_DATASET: Rule = Rule {
    code: "CX507",
    name: "license-conflicts-dataset",
    level: Some(Level::Note),
    summary: "The model allows commercial use, a dataset that it was trained on does not",
    why: "Whether the terms of data go on to what was trained on them is disputed, and depends on where one asks. Somebody should decide it \
          knowingly: state a non-commercial licence, train on other data, or say in the card why the licence holds.",
    example: Example {
        bad: "---\nlicense: mit\ndatasets: [acme/lamps]\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: cc-by-nc-4.0\ndatasets: [acme/lamps]\n---\n# Lamp\n",
        files: &[("datasets/acme/lamps/README.md", "---\nlicense: cc-by-nc-4.0\n---\n# Lamps\n")],
    },
    fixable: false,
    check: Check::Card(conflicts_dataset),
};

fn conflicts_dataset(card: &Card<'_>, findings: &mut Findings<'_>) {
    let mut own = card.model.card.license.iter();
    let Some(free) = own.find(|stated| license::resolve(&stated.value).commercial_use == Some(true)) else {
        return;
    };
    for named in &card.model.card.datasets {
        let Some(dataset) = Catalog::profile(&card.catalog.datasets, &named.value) else { continue };
        let closed = dataset.license.iter().find(|id| license::resolve(id).commercial_use == Some(false));
        if let Some(closed) = closed {
            let message = format!(
                "the model is under `{}`, its dataset {} under `{}`, which allows no commercial use",
                shorten(&free.value, 60),
                shorten(&named.value, 100),
                shorten(closed, 60)
            );
            findings.add(
                card.at(named.mark),
                message,
                "decide whether the terms of the data go on to the model",
            );
        }
    }
}
