//! Faults that people made and mended in real cards: the check finds each one, at its line, and not in the mended card.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A card of the history of `model_cards`, the commit that mended it, the rule, and the line of the fault; 0 for the card as a whole.
type Mended = (&'static str, &'static str, &'static str, u64);

const MENDED: [Mended; 22] = [
    ("68c5c8b", "mrm8488/t5-base-finetuned-sarcasm-twitter/README.md", "CX001", 1),
    ("8ae8160", "mrm8488/t5-base-finetuned-emotion/README.md", "CX001", 1),
    ("b6ee877", "neuraly/bert-base-italian-cased-sentiment/README.md", "CX001", 1),
    ("1239649", "allenai/wmt16-en-de-12-1/README.md", "CX002", 13),
    ("1239649", "allenai/wmt19-de-en-6-6-big/README.md", "CX002", 14),
    ("b36368d", "facebook/wmt19-en-ru/README.md", "CX002", 6),
    ("2213a41", "adalbertojunior/PTT5-SMALL-SUM/README.md", "CX003", 2),
    ("67eea7a", "cedpsam/chatbot_fr/README.md", "CX004", 7),
    ("7ed74d8", "facebook/wmt19-de-en/README.md", "CX004", 15),
    ("30a1940", "nlptown/bert-base-multilingual-uncased-sentiment/README.md", "CX203", 2),
    ("637827e", "MoseliMotsoehli/TswanaBert/README.md", "CX203", 2),
    ("b36368d", "allenai/wmt16-en-de-12-1/README.md", "CX203", 4),
    ("1239649", "allenai/wmt19-de-en-6-6-base/README.md", "CX207", 17),
    ("4ae97a5", "jplu/tf-xlm-r-ner-40-lang/README.md", "CX301", 4),
    ("04e9a4c", "nlptown/bert-base-multilingual-uncased-sentiment/README.md", "CX502", 0),
    ("2e23409", "joeddav/xlm-roberta-large-xnli/README.md", "CX502", 0),
    ("4bd55c2", "allenai/wmt16-en-de-12-1/README.md", "CX503", 11),
    ("4bd55c2", "facebook/wmt19-de-en/README.md", "CX503", 11),
    ("f0c4c10", "patrickvonplaten/bert2bert-cnn_dailymail-fp16/README.md", "CX910", 194),
    ("8a34acc", "allenai/wmt19-de-en-6-6-base/README.md", "CX913", 64),
    ("f9ad8c4", "camembert-base-README.md", "CX913", 18),
    ("928cf75", "asafaya/bert-large-arabic/README.md", "CX914", 12),
];

/// The cards of the Hub's own library that its tests read, and all errors and warnings of each that are about more than a missing
/// licence: rule and line. `{}` stand in its templates where a card is filled in.
const FIXTURES: [(&str, &[(&str, u64)]); 9] = [
    ("sample_datasetcard_simple.md", &[]),
    ("sample_datasetcard_template.md", &[("CX902", 5)]),
    ("sample_invalid_card_data.md", &[("CX003", 2)]),
    ("sample_invalid_model_index.md", &[("CX703", 15)]),
    ("sample_no_metadata.md", &[]),
    ("sample_simple.md", &[]),
    ("sample_simple_model_index.md", &[]),
    ("sample_template.md", &[("CX902", 5)]),
    ("sample_windows_line_breaks.md", &[]),
];

/// What a check of a hub finds: card, rule, level, line (0 for the card as a whole).
fn check(hub: &Path) -> Vec<(String, String, String, u64)> {
    let program = std::env::var_os("CARDEX_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_cardex").into());
    let output =
        Command::new(program).args(["check", "--format", "json", "--exit-zero"]).arg(hub).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = report["diagnostics"].as_array().unwrap().iter().map(|found| {
        let line = found["span"]["start"]["line"].as_u64().unwrap_or(0);
        (text(&found["path"]), text(&found["code"]), text(&found["severity"]), line)
    });
    found.collect()
}

fn write(hub: &Path, model: &str, card: &[u8]) {
    let folder = hub.join("models").join(model);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("README.md"), card).unwrap();
}

#[test]
fn faults_that_were_mended_are_found_before_and_not_after() {
    let scratch = tempfile::tempdir().unwrap();
    let Some(corpora) = super::corpora(scratch.path()) else { return };
    let history = ["history/model_cards", "history"].map(|folder| corpora.join(folder));
    let Some(history) = history.into_iter().find(|folder| folder.join(".git").exists()) else {
        println!("SKIP: no history of cards below {}", corpora.display());
        return;
    };
    let hub = tempfile::tempdir().unwrap();
    for (ordinal, (commit, path, ..)) in MENDED.iter().enumerate() {
        for (side, revision) in [("before", format!("{commit}^")), ("after", (*commit).to_owned())] {
            let file = format!("{revision}:model_cards/{path}");
            let shown = Command::new("git").arg("-C").arg(&history).args(["show", &file]).output().unwrap();
            assert!(shown.status.success(), "{file}: {}", String::from_utf8_lossy(&shown.stderr));
            write(hub.path(), &format!("{side}/m{ordinal}"), &shown.stdout);
        }
    }
    let found = check(hub.path());
    let mut wrong = Vec::new();
    for (ordinal, (commit, path, rule, line)) in MENDED.iter().enumerate() {
        let lines = |side: &str| -> Vec<u64> {
            let card = format!("models/{side}/m{ordinal}/README.md");
            found.iter().filter(|found| found.0 == card && found.1 == *rule).map(|found| found.3).collect()
        };
        if !lines("before").contains(line) || !lines("after").is_empty() {
            wrong.push(format!(
                "{commit} {path} {rule}:{line}: {:?}, then {:?}",
                lines("before"),
                lines("after")
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn invalid_cards_of_the_hubs_library_are_found_at_their_line() {
    let scratch = tempfile::tempdir().unwrap();
    let Some(corpora) = super::corpora(scratch.path()) else { return };
    let cards = corpora.join("catalogs/hf-fixtures/tests/fixtures/cards");
    let hub = tempfile::tempdir().unwrap();
    for (name, _) in FIXTURES {
        write(hub.path(), &format!("acme/{name}"), &fs::read(cards.join(name)).unwrap());
    }
    let found = check(hub.path());
    for (name, expected) in FIXTURES {
        let card = format!("models/acme/{name}/README.md");
        let about = found.iter().filter(|found| found.0 == card && found.2 != "note" && found.1 != "CX502");
        let lines: Vec<(&str, u64)> = about.map(|found| (found.1.as_str(), found.3)).collect();
        assert_eq!(lines, expected, "{name}");
    }
}
