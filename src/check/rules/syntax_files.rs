//! Files: what keeps a card from being found or opened.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] = &[
    &NOT_UTF8,
    &LINE_ENDS,
    &NO_CARD,
    &SAME_PATH,
    &SKIPPED,
    &UNREADABLE,
    &TWO_CARDS,
    &DEPTH,
    &CARD_TOO_LARGE,
];

static NOT_UTF8: Rule = Rule {
    code: "CX006",
    name: "not-utf8",
    level: Some(Level::Error),
    summary: "A card is no text in UTF-8",
    why: "Text in another encoding shows wrong letters, and a file that only stands for a large one in Git LFS \
          shows nothing at all. Save cards as UTF-8 without NUL characters, and keep them out of Git LFS.",
    example: Example {
        bad: "version https://git-lfs.github.com/spec/v1\noid sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nsize 1204\n",
        line: None,
        good: "# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static LINE_ENDS: Rule = Rule {
    code: "CX007",
    name: "line-ends",
    level: Some(Level::Warning),
    summary: "Lines end in CR CR LF",
    why: "Such line ends come from a file that was converted twice; other programs see an empty line behind every \
          line, which breaks front matter, lists and tables. Save the card with LF line ends.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: true,
    check: Check::Reading,
};

static NO_CARD: Rule = Rule {
    code: "CX013",
    name: "card-missing",
    level: Some(Level::Error),
    summary: "A folder has weights and no card",
    why: "A model is a folder with a `README.md`. Without it the weights are in the repository and nowhere in the catalog, and nobody learns \
          what they are, whose they are and under which licence. Weights are told by the names of their files, Git LFS pointers among \
          them, and by `MLmodel`.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static SAME_PATH: Rule = Rule {
    code: "CX014",
    name: "path-collision",
    level: Some(Level::Error),
    summary: "Two models differ only in case or punctuation",
    why: "On Windows, on macOS and on many web hosts the folders `Lamp` and `lamp` are one, so that one of the two \
          models disappears there. Rename one of them.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static SKIPPED: Rule = Rule {
    code: "CX018",
    name: "skipped-file",
    level: Some(Level::Warning),
    summary: "A file or folder was skipped",
    why: "Links that lead out of the hub, links to folders, devices and hidden folders with a card are not \
          followed: what is published has to be part of the hub. Put a copy in the hub, or name the path under \
          `paths.ignore` in hub.yaml.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static UNREADABLE: Rule = Rule {
    code: "CX019",
    name: "unreadable-file",
    level: Some(Level::Error),
    summary: "A file or folder cannot be read",
    why: "What cannot be read is missing from the catalog. Make it readable for the account that builds the site, \
          or name the path under `paths.ignore` in hub.yaml.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static TWO_CARDS: Rule = Rule {
    code: "CX020",
    name: "several-cards",
    level: Some(Level::Warning),
    summary: "A folder has several spellings of README.md",
    why: "Only one of them is the card; on systems that ignore case they overwrite each other. Keep `README.md` \
          and rename the others.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static DEPTH: Rule = Rule {
    code: "CX021",
    name: "folder-depth",
    level: Some(Level::Error),
    summary: "Folders nest deeper than the limit",
    why: "What lies deeper is not looked at. A hub has its cards at `models/ORG/NAME`; move the folder up, or \
          raise `limits.folder_depth` in hub.yaml.",
    example: Example { bad: "", line: None, good: "", files: &[] },
    fixable: false,
    check: Check::Reading,
};

static CARD_TOO_LARGE: Rule = Rule {
    code: "CX023",
    name: "card-too-large",
    level: Some(Level::Error),
    summary: "A card is larger than the limit",
    why: "A card of this size is a data file or a log rather than a text for readers, and every build and every \
          page would pay for it. Move the long part into a file beside the card and link to it, or raise \
          `limits.card_bytes` in hub.yaml.",
    example: Example {
        bad: "---\nlicense: mit\n---\n# Lamp\n\nA lamp that lights the room when it is dark outside, and rests by day.\n",
        line: None,
        good: "---\nlicense: mit\n---\n# Lamp\n",
        files: &[("hub.yaml", "limits:\n  card_bytes: 64\n")],
    },
    fixable: false,
    check: Check::Reading,
};
