//! Links, images and HTML of a card, as far as they are checked while its page is made.

use super::{Check, Example, Rule};
use crate::diagnostic::Level;

pub(super) const RULES: &[&Rule] =
    &[&LINK, &IMAGE, &ANCHOR, &HTTP, &ALT, &HTML, &SECRET, &MANY_LINKS, &DEEP_TEXT, &LONG_PAGE];

static LINK: Rule = Rule {
    code: "CX301",
    name: "broken-relative-link",
    level: Some(Level::Warning),
    summary: "A link leads nowhere",
    why: "Readers of the page find text where the author meant a link. Relative links start at the card's own \
          folder; correct the path, add the file, or write the whole URL.",
    example: Example {
        bad: "# Lamp\n\nSee [the wiring](docs/wiring.md).\n",
        line: Some(3),
        good: "# Lamp\n\nSee [the wiring](https://acme.example/wiring).\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static IMAGE: Rule = Rule {
    code: "CX302",
    name: "missing-image",
    level: Some(Level::Warning),
    summary: "An image is not in the hub",
    why: "The page shows the image's description where the image should be. Paths start at the card's own folder; \
          correct the path or add the file.",
    example: Example {
        bad: "# Lamp\n\n![A lit lamp](lamp.gif)\n",
        line: Some(3),
        good: "# Lamp\n\n![A lit lamp](images/lamp.gif)\n",
        files: &[("models/acme/lamp/images/lamp.gif", "GIF89a")],
    },
    fixable: false,
    check: Check::Reading,
};

static ANCHOR: Rule = Rule {
    code: "CX303",
    name: "broken-anchor",
    level: Some(Level::Warning),
    summary: "A link leads to a heading that is not there",
    why: "Readers click and nothing happens. The part behind `#` is made from the heading's text: lower case, with \
          hyphens for spaces.",
    example: Example {
        bad: "# Lamp\n\nSee [below](#usge).\n\n## Usage\n\nSwitch it on.\n",
        line: Some(3),
        good: "# Lamp\n\nSee [below](#usage).\n\n## Usage\n\nSwitch it on.\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static HTTP: Rule = Rule {
    code: "CX305",
    name: "http-link",
    level: Some(Level::Warning),
    summary: "Weights are fetched without encryption",
    why: "Anybody on the way can replace the file of an `http` address, and a model is a program. Use the `https` \
          address. `--fix` changes the addresses of hosts that are known to give the same file by `https`, and no others. With \
          `--online`, links of the text that are there with encryption as well are told, too, as a note.",
    example: Example {
        bad: "---\nweights:\n- uri: http://acme.example/lamp.safetensors\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: https://acme.example/lamp.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Reading,
};

static ALT: Rule = Rule {
    code: "CX307",
    name: "image-no-alt",
    level: Some(Level::Note),
    summary: "An image has no description",
    why: "Readers who cannot see the image, and search engines, learn nothing of it. Say in the brackets of \
          `![...]` what it shows.",
    example: Example {
        bad: "# Lamp\n\n![](lamp.gif)\n",
        line: Some(3),
        good: "# Lamp\n\n![A lit lamp](lamp.gif)\n",
        files: &[("models/acme/lamp/lamp.gif", "GIF89a")],
    },
    fixable: false,
    check: Check::Reading,
};

static HTML: Rule = Rule {
    code: "CX310",
    name: "unsafe-html",
    level: Some(Level::Warning),
    summary: "HTML was left out of the page",
    why: "A card may not run, embed or restyle anything: scripts, frames, forms and event handlers are dropped. \
          Link to the demo or the video instead of embedding it.",
    example: Example {
        bad: "# Lamp\n\n<iframe src=\"https://acme.example/demo\"></iframe>\n",
        line: Some(3),
        good: "# Lamp\n\n[Try the lamp](https://acme.example/demo)\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static SECRET: Rule = Rule {
    code: "CX311",
    name: "secret-in-address",
    level: Some(Level::Error),
    summary: "An address carries a credential",
    why: "A password, a token or a signature in an address lets everybody use it who can read the repository. \
          Cardex shows it nowhere, but it is in the history: revoke it, then give the address without it.",
    example: Example {
        bad: "---\nweights:\n- uri: https://acme.example/lamp.safetensors?sig=0a1b2c3d\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nweights:\n- uri: https://acme.example/lamp.safetensors\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Reading,
};

static MANY_LINKS: Rule = Rule {
    code: "CX320",
    name: "too-many-links",
    level: Some(Level::Warning),
    summary: "A card has more links and images than the limit",
    why: "The links beyond the limit are shown as text. Lists of links belong into files of their own; the limit \
          is `limits.links` in hub.yaml.",
    example: Example {
        bad: "# Lamp\n\n[one](https://acme.example/1), [two](https://acme.example/2), [three](https://acme.example/3)\n",
        line: Some(3),
        good: "# Lamp\n\n[one](https://acme.example/1), [two](https://acme.example/2)\n",
        files: &[("hub.yaml", "limits:\n  links: 2\n")],
    },
    fixable: false,
    check: Check::Reading,
};

static DEEP_TEXT: Rule = Rule {
    code: "CX321",
    name: "text-too-deep",
    level: Some(Level::Error),
    summary: "The text of a card nests deeper than the limit",
    why: "Such a card is shown as plain text, because no browser shows it well. Take out quotes, lists or HTML \
          elements that stand inside each other, or close them; the limit is `limits.markdown_depth` in hub.yaml.",
    example: Example {
        bad: "# Lamp\n\n> > > > > > A lamp.\n",
        line: None,
        good: "# Lamp\n\n> A lamp.\n",
        files: &[("hub.yaml", "limits:\n  markdown_depth: 4\n")],
    },
    fixable: false,
    check: Check::Reading,
};

static LONG_PAGE: Rule = Rule {
    code: "CX322",
    name: "page-too-large",
    level: Some(Level::Error),
    summary: "The page of a card is larger than the limit",
    why: "Such a card is shown as plain text. Make the card shorter, or move its long part into a file beside it; \
          wide tables grow most. The limit is `limits.output_bytes` in hub.yaml.",
    example: Example {
        bad: "# Lamp\n\nA lamp that lights *the room* when it is dark outside.\n\nA lamp that lights *the room* when it is dark outside.\n\nA lamp that lights *the room* when it is dark outside.\n\nA lamp that lights *the room* when it is dark outside.\n\nA lamp that lights *the room* when it is dark outside.\n\n",
        line: None,
        good: "# Lamp\n\nA lamp.\n",
        files: &[("hub.yaml", "limits:\n  output_bytes: 200\n")],
    },
    fixable: false,
    check: Check::Reading,
};
