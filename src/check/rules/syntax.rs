//! Files and YAML: what keeps a card from being read as it was meant.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] =
    &[&UNCLOSED, &UNUSED_SUPPRESSION, &EXPIRED_SUPPRESSION, &SUPPRESSION_WITHOUT_REASON];

static UNCLOSED: Rule = Rule {
    code: "CX001",
    name: "front-matter-unclosed",
    level: Some(Level::Error),
    summary: "Front matter begins with `---` and nothing closes it",
    why: "Without the second `---` the whole card is text: the model has no task, no licence and no weights in the catalog, and its \
          metadata stand on the page as a paragraph. Close the front matter with a line that is `---` and nothing else.",
    example: Example {
        bad: "---\nlicense: mit\n# Lamp\n",
        line: Some(1),
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static UNUSED_SUPPRESSION: Rule = Rule {
    code: "CX011",
    name: "unused-suppression",
    level: Some(Level::Warning),
    summary: "A suppression finds nothing to leave out",
    why: "What it was about has been mended, or its code is misspelt. A suppression that stays behind would hide the next finding of \
          its kind without anybody having decided so. Entries of a baseline that find nothing any more are told once, as a note.",
    example: Example {
        bad: "---\nlicense: mit # cardex: ignore[CX503] the lawyers spell it so\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static EXPIRED_SUPPRESSION: Rule = Rule {
    code: "CX017",
    name: "expired-suppression",
    level: Some(Level::Warning),
    summary: "The last day of a suppression has passed",
    why: "`until` says how long a finding may wait. After that day the finding counts again; mend it, or decide anew and give another day.",
    example: Example {
        bad: "---\nlicense: Apache 2 # cardex: ignore[CX503] to be renamed, until 2024-01-31\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: Apache 2 # cardex: ignore[CX503] to be renamed, until 2999-01-31\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static SUPPRESSION_WITHOUT_REASON: Rule = Rule {
    code: "CX024",
    name: "suppression-without-reason",
    level: Some(Level::Warning),
    summary: "A suppression does not say why",
    why: "Whoever reads the card next year has to know whether the exception still holds. Write the reason behind the code, or set \
          `check.require_reason: false` in hub.yaml.",
    example: Example {
        bad: "---\nlicense: Apache 2 # cardex: ignore[CX503]\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: Apache 2 # cardex: ignore[CX503] as the vendor writes it\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};
