//! Whatever faults a card has at once: mending twice is mending once, lines that no edit touches stay, and the card says the same
//! but for what was mended.

use std::collections::BTreeMap;

use cardex::catalog::{self, date};
use cardex::check::mend::{MOST_PASSES, Mending};
use cardex::check::{self, Selection};
use cardex::config::Config;
use cardex::diagnostic::Diagnostic;
use cardex::edit::Shape;
use cardex::hub::history::History;
use cardex::hub::{CardSource, Snapshot};
use proptest::prelude::*;

use super::{CARD, hub};

/// Entries of front matter, good and bad, with all that an author may put around them.
fn entry() -> impl Strategy<Value = String> {
    let known: &[&str] = &[
        "license: Apache 2",
        "license: \"MIT License\"   # ours",
        "license: [mit, 'apache 2.0']",
        "licence: mit",
        "language: no",
        "language: [no, jp, 'ja', en]",
        "language:\n- en\n-\n- jp # Japanese\n- null",
        "languages: [en]",
        "pipeline_tag: text-clasification",
        "pipeline_tag: \"Text Generation\"",
        "task: text-generation",
        "library_name: transformers",
        "library: transformers",
        "tags: [Transformers, ~, demo, 1.10]",
        "tags:\n  - transformers\n  # about the demo\n  - demo\n\n  - text-generation\n  - no",
        "tags:\n-\n- ~",
        "tags:\n\t- demo\n\t- other",
        "datasets: [null]",
        "datsets: [acme/rooms]",
        "date: 20-11-2026",
        "date: '2026/11/20'",
        "version: 1.10 # the tenth",
        "version: \"2.1.0\"",
        "stage: prodution",
        "pretty_name: Lämpchen 🤗",
        "title: |\n  Lamp\n  # no comment",
        "title: \"Lamp\n  light\"",
        "title: !name Lamp",
        "description: a lamp\n  over two lines",
        "owners: [\"@acme/lihgts\"]",
        "weights:\n- uri: http://huggingface.co/acme/lamp/model.gguf\n  format: onnx # by hand\n  size: 4 MB\n- {uri: s3://acme/x.onnx, format: gguf}",
        "signature: {inputs: [{name: a, dtype: flaot32}]}",
        "model-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    dataset: {type: a, name: A}\n    metrics:\n    - {type: accuracy, value: 92.5%}\n    - type: f1\n      value: \"8%\" # low",
        "cardex_ignore:\n- {rule: CX404, reason: the bucket keeps all}\n- rule: CX208\n  reason: as it was",
        "risk: &r {level: low}\nother: *r",
        "base: &b\n  version: 1.10\nsource:\n  <<: *b\n  revision: 1234e56",
        "# a comment alone",
        "# cardex: ignore[CX012] as it is",
        "",
        "note: no # cardex: ignore[CX201] old",
        "own: {a: [1, 2], b: \"no\"}",
    ];
    proptest::sample::select(known).prop_map(str::to_owned)
}

/// Pieces of Markdown.
fn piece() -> impl Strategy<Value = String> {
    let known: &[&str] = &[
        "# Lamp",
        "## Usage",
        "#### Indoors",
        "##### At night #",
        "Setext\n======",
        "A lamp.",
        "",
        "```\npip install lamp\n```",
        "```\nfrom lamp import shade\n```",
        "```python\nimport lamp\n```",
        "```\nimport lamp",
        "| A | B |\n|---|\n| 1 | 2 |",
        "| A | B |\n|---|---|---|\n| 1 | 2 |",
        "| A | B |\n|---|\n| 1 |",
        "<!-- cardex-disable-next-line CX906 old -->",
        "Text <!-- cardex-disable-line CX910 old --> and more.",
        "    #### code",
        "> ~~~\n> curl example.org\n> ~~~",
    ];
    proptest::sample::select(known).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    let front = proptest::collection::vec(entry(), 1..9);
    let body = proptest::collection::vec(piece(), 0..9);
    let end = proptest::sample::select(&["\n", "\r\n", "\r\r\n"][..]);
    let close = proptest::sample::select(&["---", "---", "---", "---", "..."][..]);
    (front, body, end, close, any::<bool>(), any::<bool>()).prop_map(
        |(front, body, end, close, mark, last)| {
            // Front matter without a key is none, and no comment is taken out of it.
            let text = format!("---\nhere: 1\n{}\n{close}\n{}", front.join("\n"), body.join("\n"));
            let text =
                format!("{}{text}{}", if mark { "\u{feff}" } else { "" }, if last { "\n" } else { "" });
            text.replace('\n', end)
        },
    )
}

/// No file beside a card.
struct NoFiles;

impl cardex::site::Files for NoFiles {
    fn read(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn exists(&self, _: &str) -> bool {
        false
    }
}

/// Mends the card of a hub, and gives its text and what is left.
fn mend(text: &str) -> (String, Vec<Diagnostic>) {
    let config = "owners:\n  \"@acme/lights\": {title: Lights}\ncheck: {extend_select: [CX706]}\n";
    let hub = hub(
        text,
        &[("hub.yaml", config), ("models/acme/torch/README.md", "---\ntags: [transformers]\n---\n# Torch\n")],
    );
    let config = Config::load(hub.path()).unwrap().value;
    let mut snapshot = Snapshot::of_worktree(hub.path(), &config).unwrap();
    let selection = Selection::new(&config.check).unwrap();
    let mut mending = Mending::default();
    for pass in 1..=MOST_PASSES {
        let read = catalog::assemble_written(&snapshot, &config, &History::default());
        let mut findings = read.diagnostics;
        findings.extend(cardex::site::findings(&read.value.catalog, &config, &NoFiles));
        let today = date::of_seconds(1_800_000_000).unwrap();
        let checked = check::check(&snapshot, &config, &selection, &read.value, findings, today);
        if !mending.pass(&checked.findings, &mut snapshot, &config.limits, pass == MOST_PASSES) {
            // Whatever is taken from the second of two keys, the first one must not come to count.
            if !has_twice(text) {
                assert_eq!(mending.refused().collect::<Vec<_>>(), [], "{text}");
                assert!(checked.findings.iter().all(|finding| finding.fix.is_none()), "{text}");
            }
            return (String::from_utf8(snapshot.read(CARD, 1 << 20).unwrap()).unwrap(), checked.findings);
        }
    }
    panic!("the passes never end: {text}");
}

/// Whether a key may be there twice.
fn has_twice(text: &str) -> bool {
    let keys = || text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key);
    keys().enumerate().any(|(at, key)| keys().take(at).any(|other| other == key))
}

/// The lines of a text, and how often each is there.
fn lines(text: &str) -> BTreeMap<&str, usize> {
    let mut lines = BTreeMap::new();
    for line in text.split_inclusive('\n') {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

/// What front matter says that no rule mends: under keys that are the same before and after.
fn unmended(text: &str) -> Option<Shape> {
    let config = Config::default();
    let read = CardSource::parse(text.as_bytes(), CARD, &config.limits);
    if read.diagnostics.iter().any(|finding| matches!(finding.rule, "CX001" | "CX002" | "CX005")) {
        return None;
    }
    let Shape::Map(mut map) = Shape::of(&read.value?.front?) else { return None };
    map.retain(|key, _| {
        ["title", "description", "risk", "other", "own", "note", "base"].contains(&key.as_str())
    });
    Some(Shape::Map(map))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mending_is_whole_and_touches_nothing_else(card in text()) {
        let (once, _) = mend(&card);
        let (twice, _) = mend(&once);
        prop_assert_eq!(&twice, &once);
        if let Some(before) = unmended(&card) {
            // What had no title gets one from `pretty_name`.
            let mut after = unmended(&once).expect("a card that could be read can be read");
            if let (Shape::Map(after), Shape::Map(before)) = (&mut after, &before) {
                after.retain(|key, _| before.contains_key(key));
            }
            prop_assert_eq!(after, before);
        }
        // Comments and values that no rule is about: their lines are there as they were.
        let after = lines(&once);
        let before = if has_twice(&card) { BTreeMap::new() } else { lines(&card) };
        for (line, count) in before {
            let is_kept = ["# a comment alone", "# about the demo", "own:", "description:", "risk:", "A lamp.", "  # no comment", "Setext", "======", "    #### code"]
                .iter()
                .any(|start| line.starts_with(start) && !card.contains("\r\r\n"));
            if is_kept && !line.starts_with("  # about") {
                prop_assert!(after.get(line).copied().unwrap_or_default() >= count, "{:?} is gone:\n{}", line, once);
            }
        }
    }
}

#[test]
fn what_was_taken_back_does_not_lead_others_astray() {
    let card = "---\nhere: 1\ndatasets: [null]\ndatasets: [null]\nlicense: Apache 2\ntags:\n\t- demo\n\t- other\n---\n";
    let (once, _) = mend(card);
    assert_eq!(once, card.replace("Apache 2", "apache-2.0").replace('\t', "  "));
    assert_eq!(mend(&once).0, once);
}
