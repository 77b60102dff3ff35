//! YAML: what keeps front matter from being read as it was meant.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] =
    &[&SYNTAX, &NOT_A_MAPPING, &DUPLICATE_KEY, &TAB, &ALIASES, &TOO_LARGE, &NULL_ITEM, &TAG];

static SYNTAX: Rule = Rule {
    code: "CX002",
    name: "yaml-syntax",
    level: Some(Level::Error),
    summary: "The front matter is not YAML",
    why: "The Hub refuses a card whose front matter it cannot read, and so does every other program. Cardex keeps \
          the entries above and below the broken one, but the broken entry is lost to the catalog. The message \
          says what the place means and how to write it; most often a text with `: ` or a special character in it \
          wants quotes.",
    example: Example {
        bad: "---\nlicense: mit\ntitle: Lamp: a light\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ntitle: \"Lamp: a light\"\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static NOT_A_MAPPING: Rule = Rule {
    code: "CX003",
    name: "front-matter-not-mapping",
    level: Some(Level::Error),
    summary: "The front matter is no list of keys and values",
    why: "What stands between the two `---` has to be `key: value` lines. Anything else is refused by the Hub, and \
          the card has no metadata in the catalog.",
    example: Example {
        bad: "---\n- mit\n- demo\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: mit\ntags: [demo]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static DUPLICATE_KEY: Rule = Rule {
    code: "CX004",
    name: "duplicate-key",
    level: Some(Level::Warning),
    summary: "A key is written twice",
    why: "Readers of YAML keep the last of the two and say nothing, so that half of what the card states is lost. \
          Keep one; where both are meant, make them one list.",
    example: Example {
        bad: "---\nlicense: mit\ntags: [demo]\nlicense: apache-2.0\n---\n# Lamp\n",
        line: Some(4),
        good: "---\nlicense: apache-2.0\ntags: [demo]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static TAB: Rule = Rule {
    code: "CX005",
    name: "tab-indent",
    level: Some(Level::Error),
    summary: "A tab stands where YAML wants spaces",
    why: "YAML allows no tabs in front of a value, because nobody can say how wide one is. Set the editor to write \
          spaces in `.md` and `.yaml` files. Within brackets, where the Hub reads a tab and most programs do not, it is a warning.",
    example: Example {
        bad: "---\ntags:\n	- demo\n---\n# Lamp\n",
        line: Some(3),
        good: "---\ntags:\n  - demo\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static ALIASES: Rule = Rule {
    code: "CX008",
    name: "alias-bomb",
    level: Some(Level::Error),
    summary: "Aliases make the front matter too large",
    why: "An alias (`*name`) repeats a whole value, and aliases of aliases multiply: a few lines can stand for \
          more values than a computer can hold. Reading stops at a limit that no card needs. Write the values out.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static TOO_LARGE: Rule = Rule {
    code: "CX009",
    name: "front-matter-too-large",
    level: Some(Level::Error),
    summary: "The front matter is larger than the limit",
    why: "Front matter is read by every program that touches the card. Large tables belong into files beside the \
          card. The limit is `limits.front_matter_bytes` in hub.yaml.",
    example: Example {
        bad: "---\nlicense: mit\ndescription: A lamp that lights the room when it is dark outside\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[("hub.yaml", "limits:\n  front_matter_bytes: 40\n")],
    },
    fixable: false,
    check: Check::Reading,
};

static NULL_ITEM: Rule = Rule {
    code: "CX010",
    name: "null-item",
    level: Some(Level::Warning),
    summary: "A list has an empty item",
    why: "An empty item, `null` or `~` is no name of anything. The Hub refuses some cards for it, and programs \
          that expect a text stop. Remove the item, or quote it if the word `null` is meant.",
    example: Example {
        bad: "---\ndatasets:\n- acme/rooms\n-\n---\n# Lamp\n",
        line: Some(4),
        good: "---\ndatasets:\n- acme/rooms\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static TAG: Rule = Rule {
    code: "CX022",
    name: "yaml-tag",
    level: Some(Level::Warning),
    summary: "A YAML tag has no meaning in a card",
    why: "A tag such as `!python/object` asks a program to build something of its own. Cardex never does; it reads \
          the plain value. Other programs refuse the card. Remove the tag.",
    example: Example {
        bad: "---\nlicense: !licence mit\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};
