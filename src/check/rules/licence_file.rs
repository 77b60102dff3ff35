//! Whether the licence beside a card is the one that the card states.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::Level;
use crate::vocabulary::license;

pub(super) const RULES: &[&Rule] = &[&MISMATCH];

/// What files with a licence are called, in lower case.
const NAMES: [&str; 8] = [
    "licence",
    "licence.md",
    "licence.txt",
    "license",
    "license.md",
    "license.txt",
    "copying",
    "copying.txt",
];

/// Largest text of a licence, in bytes.
const LARGEST: u64 = 200_000;

static MISMATCH: Rule = Rule {
    code: "CX505",
    name: "license-file-mismatch",
    level: Some(Level::Warning),
    summary: "The card states another licence than the file beside it",
    why: "Which of the two holds nobody can tell, and whoever relies on the wrong one has no right to use the model. Correct `license`, or put \
          the right text into the file. Only texts that are certainly those of a known licence are compared, and only with the id of a \
          single licence.",
    example: Example {
        bad: "---\nlicense: apache-2.0\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: unlicense\n---\n# Lamp\n",
        files: &[("models/acme/lamp/LICENSE", UNLICENSE)],
    },
    fixable: false,
    check: Check::Card(mismatch),
};

/// The text of the Unlicense, which gives itself to the public domain.
const UNLICENSE: &str = "This is free and unencumbered software released into the public domain.

Anyone is free to copy, modify, publish, use, compile, sell, or
distribute this software, either in source code form or as a compiled
binary, for any purpose, commercial or non-commercial, and by any
means.

In jurisdictions that recognize copyright laws, the author or authors
of this software dedicate any and all copyright interest in the
software to the public domain. We make this dedication for the benefit
of the public at large and to the detriment of our heirs and
successors. We intend this dedication to be an overt act of
relinquishment in perpetuity of all present and future rights to this
software under copyright law.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND,
EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY CLAIM, DAMAGES OR
OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR
OTHER DEALINGS IN THE SOFTWARE.

For more information, please refer to <https://unlicense.org/>
";

fn mismatch(card: &Card<'_>, findings: &mut Findings<'_>) {
    let fields = &card.model.card;
    let Some(stated) = fields.license.first() else { return };
    // A file that the card names is the one; else all that are called so.
    let named = fields.license_link.as_ref().map(|link| link.value.trim_start_matches("./"));
    let is_file = |path: &str| match named {
        Some(named) => path == named,
        None => NAMES.contains(&path.to_lowercase().as_str()),
    };
    for (path, _) in card.model.files.iter().filter(|(path, _)| is_file(path)).take(NAMES.len()) {
        let whole = format!("{}/{path}", card.model.folder);
        let Ok(bytes) = card.snapshot.read(&whole, LARGEST) else { continue };
        let Some(found) = license::recognise(&String::from_utf8_lossy(&bytes)) else { continue };
        if fields.license.iter().any(|stated| may_be(&stated.value, found)) {
            continue;
        }
        let (value, path) = (shorten(&stated.value, 60), shorten(path, 60));
        let message = format!("the card states `{value}`, and `{path}` holds the text of `{found}`");
        let help = format!("write `license: {found}`, or put the text of `{value}` into `{path}`");
        findings.add(card.at(stated.mark), message, help);
    }
}

/// Whether what a card states can be the licence of a text: the same one, one of several, a family of it, or none that is known.
fn may_be(stated: &str, found: &str) -> bool {
    let license = license::resolve(stated);
    let plain = |key: &str| {
        let key = key.to_lowercase();
        let key = key.strip_suffix("-only").or_else(|| key.strip_suffix("-or-later")).unwrap_or(&key);
        key.trim_end_matches('+').to_owned()
    };
    let (stated, found) = (plain(&license.key), plain(found));
    let is_family = found.starts_with(&format!("{stated}-"));
    let is_expression =
        license.key.contains([' ', '(']) || license.spdx.is_some_and(|spdx| spdx.contains(' '));
    stated == found
        || is_family
        || is_expression
        || !license.known
        || matches!(stated.as_str(), "other" | "unknown" | "openrail")
}
