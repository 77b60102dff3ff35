//! Keys of front matter: misspelt ones, old ones, and those that others ask for.

use super::{Card, Check, Example, Findings, Rule};
use crate::catalog::text::shorten;
use crate::diagnostic::{Change, Level};
use crate::vocabulary::suggestion::{certain, suggest};
use crate::vocabulary::{library, task};
use crate::yaml::Node;

pub(super) const RULES: &[&Rule] = &[&OTHER_LICENSE, &TYPO, &OLD_KEY];

static OTHER_LICENSE: Rule = Rule {
    code: "CX103",
    name: "license-other-needs-name",
    level: Some(Level::Warning),
    summary: "The licence is `other`, without its name and without a link to it",
    why: "`other` alone tells readers that there are terms and not which. Name the licence in `license_name` and link to its text in \
          `license_link`: an address, or a file beside the card.",
    example: Example {
        bad: "---\nlicense: other\n---\n# Lamp\n",
        line: Some(2),
        good: "---\nlicense: other\nlicense_name: acme-terms\nlicense_link: https://acme.example/terms\n---\n# Lamp\n",
        files: &[],
    },
    fixable: false,
    check: Check::Card(other_license),
};

fn other_license(card: &Card<'_>, findings: &mut Findings<'_>) {
    let stated = &card.model.card;
    if stated.license_name.is_some() || stated.license_link.is_some() {
        return;
    }
    if let Some(other) = stated.license.iter().find(|license| license.value.eq_ignore_ascii_case("other")) {
        findings.add(
            card.at(other.mark),
            "the licence is `other`, and the card does not say which one that is",
            "add `license_name:` and `license_link:` with an address or a file beside the card",
        );
    }
}

/// Keys that mean something at the top of a card.
const KNOWN: [&str; 65] = [
    "aliases",
    "annotations_creators",
    "app_file",
    "approval",
    "architecture",
    "arxiv",
    "authors",
    "base_model",
    "base_model_relation",
    "cardex_ignore",
    "citation",
    "co2_eq_emissions",
    "colorFrom",
    "colorTo",
    "compliance",
    "datasets",
    "date",
    "demo",
    "deprecated",
    "description",
    "emoji",
    "extra_gated_button_content",
    "extra_gated_description",
    "extra_gated_fields",
    "extra_gated_heading",
    "extra_gated_prompt",
    "gated",
    "homepage",
    "inference",
    "instance_prompt",
    "intended_use",
    "language",
    "language_creators",
    "layout",
    "library_name",
    "license",
    "license_link",
    "license_name",
    "limitations",
    "links",
    "mask_token",
    "metrics",
    "model-index",
    "multilinguality",
    "new_version",
    "owners",
    "paper",
    "pinned",
    "pipeline_tag",
    "pretty_name",
    "quantized_by",
    "repository",
    "risk",
    "signature",
    "size_categories",
    "source",
    "source_datasets",
    "stage",
    "tags",
    "thumbnail",
    "title",
    "train-eval-index",
    "version",
    "weights",
    "widget",
];

/// Words that are near to a key and are words of their own in real cards.
const OWN_WORDS: [&str; 3] = ["data", "state", "visitor"];

static TYPO: Rule = Rule {
    code: "CX105",
    name: "unknown-key-typo",
    level: Some(Level::Warning),
    summary: "A key is spelt nearly like one that means something",
    why: "A misspelt key is no error to anybody: it is kept and shown as additional metadata, and the model has no licence, no dataset or \
          no task. Correct the spelling. A key of your own that is near to another by accident can be left out with \
          `cardex_ignore` in the card or `check.per_path` in hub.yaml.",
    example: Example {
        bad: "---\nlicense: mit\ndatsets: [acme/rooms]\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ndatasets: [acme/rooms]\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(typo),
};

fn typo(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(entries) = card.front.and_then(Node::as_mapping) else { return };
    let there: Vec<&str> =
        entries.iter().filter_map(|(key, _)| key.as_text()).filter(|key| KNOWN.contains(key)).collect();
    let near = entries.iter().take(MOST_KEYS).filter(|(_, value)| !value.is_null()).filter_map(|(key, _)| {
        let text = key.as_text()?;
        if KNOWN.contains(&text) || OWN_WORDS.contains(&text) || old(text).is_some() {
            return None;
        }
        let same = KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(text));
        let meant = same.or_else(|| suggest(text, KNOWN))?;
        // Where the key is there as well, the other one is meant to be another one.
        (!there.contains(&meant)).then_some((key, text, meant))
    });
    for (key, text, meant) in near.take(MOST) {
        let message = format!("`{}` is no key that anything reads", shorten(text, 60));
        let same = meant.eq_ignore_ascii_case(text) || certain(text, KNOWN) == Some(meant);
        // Two keys that mean the same one are for a person to sort out.
        let alone = entries
            .iter()
            .filter(|(other, _)| other.as_text().is_some_and(|other| is_near(other, meant)))
            .count()
            == 1;
        // Under this name the Hub refuses cards whose results have an older form.
        let strict = meant == "model-index";
        let change = (same && alone && !strict).then(|| Change::Rename(key.mark, meant.to_owned()));
        findings.add_fix(card.at(key.mark), message, format!("did you mean `{meant}`?"), change);
    }
}

fn is_near(text: &str, meant: &str) -> bool {
    text.eq_ignore_ascii_case(meant) || certain(text, KNOWN) == Some(meant)
}

/// Keys of one card that are looked at; real cards have a few dozen.
const MOST_KEYS: usize = 500;
/// Misspelt keys that are told of one card.
const MOST: usize = 20;

/// Keys of older cards: what to write instead, and how.
const OLD: [(&str, &str); 10] = [
    ("demo", "write it as `demo` below `links:`"),
    ("homepage", "write it as `homepage` below `links:`"),
    ("library", "write `library_name`"),
    ("library_tag", "write `library_name`"),
    ("paper", "write it as `paper` below `links:`"),
    ("pipeline", "write `pipeline_tag`"),
    ("pretty_name", "write `title`; `pretty_name` is a key of data sets"),
    ("repository", "write it as `repository` below `links:`"),
    ("task", "write `pipeline_tag`"),
    ("tasks", "write `pipeline_tag`"),
];

fn old(key: &str) -> Option<&'static str> {
    OLD.iter().find(|(old, _)| *old == key).map(|(_, help)| *help)
}

static OLD_KEY: Rule = Rule {
    code: "CX106",
    name: "deprecated-key",
    level: Some(Level::Note),
    summary: "A key has a newer name",
    why: "Older cards and cards of data sets have keys that mean the same as another one. Some are still read, others are not; the newer \
          name is read by everybody.",
    example: Example {
        bad: "---\nlicense: mit\npretty_name: Lamp\n---\n# Lamp\n",
        line: Some(3),
        good: "---\nlicense: mit\ntitle: Lamp\n---\n# Lamp\n",
        files: &[],
    },
    fixable: true,
    check: Check::Card(old_key),
};

fn old_key(card: &Card<'_>, findings: &mut Findings<'_>) {
    let Some(entries) = card.front.and_then(Node::as_mapping) else { return };
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_null()) {
        if let Some(text) = key.as_text()
            && let Some(help) = old(text)
            && value.as_mapping().is_none()
        {
            let change = renamed(card, text, value).map(|name| Change::Rename(key.mark, name.to_owned()));
            findings.add_fix(card.at(key.mark), format!("`{text}` is an old name of a key"), help, change);
        }
    }
}

/// The name that an old key certainly has now: where the card does not have that one too, and its value is one that it can hold.
fn renamed(card: &Card<'_>, old: &str, value: &Node) -> Option<&'static str> {
    let text = value.as_text()?;
    let rivals =
        |keys: &[&str]| keys.iter().filter(|key| card.get(key).is_some_and(|value| !value.is_null())).count();
    match old {
        "pretty_name" => (rivals(&["title", "pretty_name"]) == 1).then_some("title"),
        "library" | "library_tag" => {
            let alone = rivals(&["library_name", "library", "library_tag"]) == 1;
            (alone && library::find(text).is_some()).then_some("library_name")
        }
        "pipeline" | "task" | "tasks" => {
            let alone = rivals(&["pipeline_tag", "pipeline", "task", "tasks"]) == 1;
            (alone && task::find(text).is_some()).then_some("pipeline_tag")
        }
        _ => None,
    }
}
