//! Cards that say the same.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Check, Example, Findings, Hub, Rule};
use crate::catalog::Model;
use crate::catalog::text::shorten;
use crate::diagnostic::Location;

pub(super) const RULES: &[&Rule] = &[&NEAR_DUPLICATE];

/// Words below which two texts are alike by chance.
const LEAST_WORDS: usize = 30;

static NEAR_DUPLICATE: Rule = Rule {
    code: "CX912",
    name: "near-duplicate-card",
    level: None,
    summary: "Two cards say the same but for names and numbers",
    why: "A card that was copied and given another name tells nothing of its own model, and what it tells of the other one may be wrong here. \
          Texts are compared word by word, without the models' names and without words that have a digit; those of fewer than thirty words are \
          left alone. Cards that a program writes are alike by nature, so the rule is off.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\nA lamp answers questions about light. It was trained on ten thousand letters that people wrote to \
              a lighthouse, and it knows when the sun sets in every harbour of the north, even in winter.\n",
        line: None,
        good: "---\nlicense: mit\n---\n# Lamp\n\nWrites the evening log. It was trained on other letters, for a harbour in the south.\n",
        files: &[(
            "models/acme/candle/README.md",
            "---\nlicense: mit\n---\n# Candle\n\nA candle answers questions about light. It was trained on ten thousand letters that people wrote \
             to a lighthouse, and it knows when the sun sets in every harbour of the north, even in winter.\n",
        )],
    },
    fixable: false,
    check: Check::Hub(near_duplicate),
};

fn near_duplicate(hub: &Hub<'_>, findings: &mut Findings<'_>) {
    let mut first: BTreeMap<[u8; 32], &Model> = BTreeMap::new();
    for model in &hub.catalog.models {
        let Some(print) = print(model) else { continue };
        match first.get(&print) {
            Some(other) => {
                let message = format!("the card says what that of {} says", shorten(other.id.as_str(), 120));
                let help = "write what is true of this model, or keep one of the two";
                findings.add(Location::file(&model.card_path), message, help);
            }
            None => {
                first.insert(print, model);
            }
        }
    }
}

/// What is left of a text without names and numbers, as a digest; `None` where that is too little to tell.
fn print(model: &Model) -> Option<[u8; 32]> {
    let parts = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let names = [parts(model.id.as_str()), parts(&model.title)].concat();
    let mut digest = Sha256::new();
    let mut count = 0;
    for word in parts(&model.body) {
        if word.contains(char::is_numeric) || names.contains(&word) {
            continue;
        }
        count += 1;
        digest.update(word.as_bytes());
        digest.update([0]);
    }
    (count >= LEAST_WORDS).then(|| digest.finalize().into())
}
