//! The shape of front matter and of hub.yaml, as far as it is checked while they are read.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] = &[&TYPE, &VALUE, &DATE, &VERSION, &CONFIG];

static TYPE: Rule = Rule {
    code: "CX101",
    name: "type-mismatch",
    level: Some(Level::Error),
    summary: "A value has another type than its key asks for",
    why: "A value of the wrong type is left out of the catalog. The message says what the key takes. A key of the \
          Hub gives a warning unless it holds a mapping, a key that Cardex adds gives an error.",
    example: Example {
        bad: "---\nweights: s3://acme/lamp.safetensors\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nweights:\n- uri: s3://acme/lamp.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static VALUE: Rule = Rule {
    code: "CX104",
    name: "invalid-value",
    level: Some(Level::Error),
    summary: "A value is outside of what its key allows",
    why: "The key is known and the type is right, but the value is not one that can be used: a size that is no \
          number, a path that leaves its folder, a list beyond its limit. It is left out of the catalog; the \
          message says what is allowed.",
    example: Example {
        bad: "---\nweights:\n- uri: s3://acme/lamp.safetensors\n  size: plenty\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nweights:\n- uri: s3://acme/lamp.safetensors\n  size: 438 MB\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static DATE: Rule = Rule {
    code: "CX107",
    name: "bad-date",
    level: Some(Level::Error),
    summary: "The date of a card is no date",
    why: "Models are sorted by their dates, and `03/04/2026` is two different days in different countries. Write \
          year, month and day: `2026-04-03`.",
    example: Example {
        bad: "---\ndate: 20-11-2026\n---\n# Lamp\n",
        line: Some(2),
        good: "---\ndate: 2026-11-20\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static VERSION: Rule = Rule {
    code: "CX108",
    name: "bad-version",
    level: Some(Level::Error),
    summary: "The version of a card is no version",
    why: "The version becomes part of addresses and file names, so that it takes letters, digits, `.`, `-`, `+` \
          and `_` only, and begins with a letter or a digit. `latest` is computed and cannot be set.",
    example: Example {
        bad: "---\nversion: \"2.1 (final)\"\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nversion: \"2.1.0\"\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static CONFIG: Rule = Rule {
    code: "CX114",
    name: "config-invalid",
    level: Some(Level::Error),
    summary: "A setting of hub.yaml is unknown or of the wrong type",
    why: "A setting that is misspelt or of the wrong type does nothing: the default counts, and nobody notices \
          until the site looks wrong. The message names the nearest setting or what was expected. A misspelt \
          setting gives a warning.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};
