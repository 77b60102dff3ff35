//! Versions, aliases, and the file that says where each version stands.

use crate::diagnostic::Level;

use super::{Check, Example, Rule};

pub(super) static RULES: &[&Rule] = &[
    &VERSION_FILE,
    &MODEL_KEY,
    &TWICE,
    &ALIAS_TARGET,
    &ALIAS_NAME,
    &DUPLICATE,
    &ALIAS_DEPRECATED,
    &NO_SUCH_VERSION,
    &MANY_ALIASES,
];

const EARLIER: (&str, &str) =
    ("models/acme/lamp/versions/1.0.0.md", "---\nversion: \"1.0.0\"\nlicense: mit\n---\nThe first one.\n");

static VERSION_FILE: Rule = Rule {
    code: "CX111",
    name: "version-file-mismatch",
    level: Some(Level::Error),
    summary: "The file of an earlier version says another version than its name does",
    why: "`versions/2.0.0.md` is found by its name, and shown by what it says. Where the two differ, one of them is \
          wrong, and a link to the version leads to the other.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static MODEL_KEY: Rule = Rule {
    code: "CX112",
    name: "model-key-in-snapshot",
    level: Some(Level::Note),
    summary: "An earlier version repeats what the card says of the model as a whole",
    why: "Title, description, tags, owners, intended use and the like speak of the model, whatever its version. An earlier \
          version has them from the card; repeated there, they drift apart with the next edit.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static TWICE: Rule = Rule {
    code: "CX113",
    name: "version-twice",
    level: Some(Level::Error),
    summary: "One version is described in two files",
    why: "A version is either the current one, which `README.md` describes, or an earlier one in `versions/`. Where both \
          describe it, nobody can tell which is true. `cardex bump` writes the earlier version and the new number in one go.",
    example: Example {
        bad: "---\nversion: \"1.0.0\"\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nversion: \"2.0.0\"\n---\n# Lamp\n",
        files: &[EARLIER],
    },
    fixable: false,
    check: Check::Reading,
};

static ALIAS_TARGET: Rule = Rule {
    code: "CX803",
    name: "alias-target-missing",
    level: Some(Level::Error),
    summary: "An alias stands for a version that the model does not have",
    why: "Programs load `org/name@champion`. An alias without its version leaves them with nothing.",
    example: Example {
        bad: "---\nversion: \"2.0.0\"\naliases: {champion: \"9.9.9\"}\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nversion: \"2.0.0\"\naliases: {champion: \"1.0.0\"}\n---\n# Lamp\n",
        files: &[EARLIER],
    },
    fixable: false,
    check: Check::Reading,
};

static ALIAS_NAME: Rule = Rule {
    code: "CX804",
    name: "alias-reserved",
    level: Some(Level::Error),
    summary: "A name cannot be an alias",
    why: "An alias becomes part of addresses: it begins with a small letter and goes on with small letters, digits, `-` and \
          `_`. `latest` is computed, and a name such as `v2` would be taken for a version.",
    example: Example {
        bad: "---\nversion: \"2.0.0\"\naliases:\n  latest: \"2.0.0\"\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nversion: \"2.0.0\"\naliases:\n  champion: \"2.0.0\"\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static DUPLICATE: Rule = Rule {
    code: "CX806",
    name: "lifecycle-duplicate",
    level: Some(Level::Error),
    summary: "Stage, approval, deprecation or aliases stand both in a card and in lifecycle.yaml",
    why: "Two places for one fact contradict each other sooner or later. `lifecycle.yaml` counts; it can have other owners than \
          the card. A model without that file keeps these keys in its card.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static ALIAS_DEPRECATED: Rule = Rule {
    code: "CX812",
    name: "alias-on-deprecated",
    level: Some(Level::Error),
    summary: "An alias stands for a version that is deprecated",
    why: "An alias is how a version is recommended, a deprecation is how people are warned of it.",
    example: Example {
        bad: "---\nversion: \"2.0.0\"\ndeprecated: {reason: It flickers.}\naliases: {champion: \"2.0.0\"}\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nversion: \"2.0.0\"\ndeprecated: {reason: It flickers.}\naliases: {champion: \"1.0.0\"}\n---\n# Lamp\n",
        files: &[EARLIER],
    },
    fixable: false,
    check: Check::Reading,
};

static NO_SUCH_VERSION: Rule = Rule {
    code: "CX815",
    name: "lifecycle-version-missing",
    level: Some(Level::Error),
    summary: "The file lifecycle.yaml speaks of a version that the model does not have",
    why: "The stage or the approval that the entry gives counts for nothing; mostly the version is misspelt, or its file was \
          renamed or removed.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static MANY_ALIASES: Rule = Rule {
    code: "CX816",
    name: "too-many-aliases",
    level: Some(Level::Warning),
    summary: "A version has more aliases than the hub allows",
    why: "Two names for one thing are mostly a leftover. A hub sets the limit with `aliases.max_per_version`.",
    example: Example {
        bad: "---\nversion: \"2.0.0\"\naliases:\n  champion: \"2.0.0\"\n  best: \"2.0.0\"\n---\n# Lamp\n",
        line: Some(5),
        good: "---\nversion: \"2.0.0\"\naliases:\n  champion: \"2.0.0\"\n---\n# Lamp\n",
        files: &[("hub.yaml", "aliases: {max_per_version: 1}\n")],
    },
    fixable: false,
    check: Check::Reading,
};
