//! The linter: every rule finds what its example shows and nothing in the mended one, and its page in docs/rules is true.

#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cardex::check::{Check, rules};
use rayon::prelude::*;
use serde_json::Value;

const CARD: &str = "models/acme/lamp/README.md";

/// Rules whose fault no card in a text file can show: each has a test below.
const BY_HAND: [&str; 18] = [
    "CX007", "CX008", "CX013", "CX014", "CX016", "CX018", "CX019", "CX020", "CX021", "CX111", "CX112",
    "CX114", "CX308", "CX610", "CX708", "CX710", "CX806", "CX815",
];

/// A hub of one card and the files beside it.
fn hub(card: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files.iter().chain([&(CARD, card)]) {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    folder
}

/// Exit code and report of `cardex check --format json`, with a rule that may be off by itself switched on.
fn check(hub: &Path, rule: &str) -> (i32, Vec<Value>) {
    let off = rules::find(rule).is_some_and(|rule| rule.level.is_none());
    if off {
        let config = hub.join("hub.yaml");
        let text = fs::read_to_string(&config).unwrap_or_default();
        assert!(!text.contains("check:"), "{rule}: the example's hub.yaml has a `check` section of its own");
        fs::write(config, format!("{text}check:\n  extend_select: [{rule}]\n")).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["check", "--format", "json"])
        .arg(hub)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{rule}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report["diagnostics"].as_array().unwrap().clone())
}

#[test]
fn every_rule_finds_its_example_at_its_line_and_nothing_once_it_is_mended() {
    let faults: Vec<String> = rules::all()
        .par_iter()
        .filter(|rule| {
            !matches!(rule.check, Check::Building | Check::Online) && !BY_HAND.contains(&rule.code)
        })
        .flat_map_iter(|rule| {
            let example = &rule.example;
            let mut faults = Vec::new();
            let found = |card: &str| {
                let hub = hub(card, example.files);
                let (_, found) = check(hub.path(), rule.code);
                found.into_iter().filter(|found| found["code"] == rule.code).collect::<Vec<_>>()
            };
            let bad = found(example.bad);
            if bad.is_empty() {
                faults.push(format!("{}: nothing found in the bad example", rule.code));
            }
            if let Some(line) = example.line
                && !bad.iter().any(|found| found["path"] == CARD && found["span"]["start"]["line"] == line)
            {
                faults.push(format!("{}: not at line {line}, but {bad:#?}", rule.code));
            }
            let good = found(example.good);
            if !good.is_empty() {
                faults.push(format!("{}: found in the good example: {good:#?}", rule.code));
            }
            faults
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// Where a rule finds something in a hub that is all right but for what `spoil` does to it.
fn spoilt(rule: &str, spoil: impl Fn(&Path)) -> Vec<(Value, Value)> {
    assert!(BY_HAND.contains(&rule) && rules::find(rule).unwrap().example.bad.is_empty(), "{rule}");
    let hub = hub("---\nlicense: mit\n---\n# Lamp\n", &[]);
    let of_rule = |found: Vec<Value>| found.into_iter().filter(|found| found["code"] == rule);
    assert_eq!(of_rule(check(hub.path(), rule).1).count(), 0, "{rule}: found in a good hub");
    spoil(hub.path());
    let found = of_rule(check(hub.path(), rule).1);
    found.map(|found| (found["path"].clone(), found["span"]["start"]["line"].clone())).collect()
}

fn write(path: PathBuf, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn rules_about_bytes_and_files_find_them() {
    let whole = |path: &str| vec![(Value::from(path), Value::Null)];
    let found = spoilt("CX007", |hub| write(hub.join(CARD), "# Lamp\r\r\n\r\r\nA lamp.\r\r\n"));
    assert_eq!(found, whole(CARD));
    let found = spoilt("CX014", |hub| write(hub.join("models/acme/Lamp/README.md"), "# Lamp\n"));
    assert_eq!(found, whole(CARD));
    let found = spoilt("CX018", |hub| write(hub.join("models/acme/.lamp/README.md"), "# Lamp\n"));
    assert_eq!(found, whole("models/acme/.lamp"));
    let found = spoilt("CX020", |hub| write(hub.join("models/acme/lamp/readme.md"), "# Lamp\n"));
    assert_eq!(found, whole(CARD));
    let deep = |hub: &Path| {
        write(hub.join("hub.yaml"), "limits:\n  folder_depth: 3\n");
        write(hub.join("models/acme/lamp/a/b/notes.txt"), "on");
    };
    assert_eq!(spoilt("CX021", deep), whole("models/acme/lamp/a/b"));
}

#[test]
fn weights_without_a_card_are_found() {
    let found = spoilt("CX013", |hub| {
        write(hub.join("models/acme/torch/onnx/torch.onnx"), "version https://git-lfs.github.com/spec/v1\n");
        write(hub.join("models/acme/candle/MLmodel"), "flavors: {}\n");
        write(hub.join("models/acme/notes/plan.txt"), "on\n");
        write(hub.join("models/shared.onnx"), "on\n");
        write(hub.join("models/acme/shared.onnx"), "on\n");
    });
    let whole = |path: &str| (Value::from(path), Value::Null);
    assert_eq!(found, [whole("models/acme/candle"), whole("models/acme/torch")]);
}

#[test]
fn results_in_files_of_their_own_have_a_shape() {
    let path = "models/acme/lamp/.eval_results/lamps.yaml";
    let found = |rule: &str, text: &str| -> Vec<(u64, String)> {
        let hub = hub("---\nlicense: mit\n---\n# Lamp\n", &[(path, text)]);
        let of_rule = check(hub.path(), rule).1.into_iter().filter(|found| found["code"] == rule);
        let of_rule: Vec<Value> = of_rule.collect();
        assert!(of_rule.iter().all(|found| found["path"] == path), "{of_rule:#?}");
        let place = |found: &Value| found["span"]["start"]["line"].as_u64().unwrap();
        of_rule.iter().map(|found| (place(found), found["message"].as_str().unwrap().to_owned())).collect()
    };
    let said = |lines: &[(u64, &str)]| -> Vec<(u64, String)> {
        lines.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
    };
    let whole = "- dataset: {id: acme/lamps, task_id: default, revision: 9f8e7d6}\n  value: 0.91\n  date: \"2026-01-31\"\n  \
                 verifyToken: abc\n  notes: no tools\n  source: {url: \"https://acme.example/lamp\", name: Acme, user: ada}\n  ours: 1\n";
    assert_eq!(found("CX708", whole), []);
    assert_eq!(found("CX710", whole), []);
    assert_eq!(
        found("CX710", "- dataset: {id: a/b, task_id: c}\n  value: 1\n  date: 2026-01-31\n"),
        said(&[(3, "`date` has `2026-01-31` without quotes")])
    );
    assert_eq!(
        found("CX708", "dataset: {id: a/b, task_id: c}\n"),
        said(&[(1, "the file is a map, not a list of results; it is not read")])
    );
    let faults = "- 0.91\n- value: [1]\n- dataset: acme/lamps\n  valeu: 1\n- dataset: {id: a/b}\n  value: 1\n  \
                  source: {name: Acme}\n";
    assert_eq!(
        found("CX708", faults),
        said(&[
            (1, "a result should have `dataset` and `value`, but is text"),
            (2, "this result has no `dataset.id`; it is not read"),
            (3, "this result has no `value`; it is not read"),
            (4, "`valeu` is no key of a result"),
            (7, "`source` has no `url`, which the Hub requires"),
        ])
    );
    let broken = found("CX002", "- dataset: {id: a/b\n  value: [1\n");
    assert_eq!(broken.len(), 1, "{broken:?}");
}

#[test]
fn rules_about_versions_find_them() {
    let earlier = "models/acme/lamp/versions/1.0.0.md";
    let lifecycle = "models/acme/lamp/lifecycle.yaml";
    let at = |path: &str, line: u32| vec![(Value::from(path), Value::from(line))];
    let found =
        spoilt("CX111", |hub| write(hub.join(earlier), "---\ndate: 2026-01-01\nversion: \"1.0.1\"\n---\n"));
    assert_eq!(found, at(earlier, 3));
    let found = spoilt("CX112", |hub| {
        write(hub.join(CARD), "---\nversion: \"2.0.0\"\ntags: [light]\n---\n# Lamp\n");
        write(hub.join(earlier), "---\nversion: \"1.0.0\"\nlicense: mit\ntags: [light]\n---\n");
    });
    assert_eq!(found, at(earlier, 4));
    let found = spoilt("CX806", |hub| {
        write(
            hub.join(CARD),
            "---\nversion: \"2.0.0\"\nstage: staging\naliases: {best: \"2.0.0\"}\n---\n# Lamp\n",
        );
        write(
            hub.join(lifecycle),
            "aliases: {champion: \"2.0.0\"}\nversions:\n  \"2.0.0\": {stage: production}\n",
        );
    });
    assert_eq!(found, [at(lifecycle, 1), at(lifecycle, 3)].concat());
    let found = spoilt("CX815", |hub| {
        write(hub.join(CARD), "---\nversion: \"2.0.0\"\n---\n# Lamp\n");
        write(hub.join(lifecycle), "versions:\n  \"3.0.0\": {stage: production}\n");
    });
    assert_eq!(found, at(lifecycle, 2));
}

#[test]
fn a_hub_whose_settings_are_unknown_is_told() {
    let found = spoilt("CX114", |hub| write(hub.join("hub.yaml"), "site:\n  titel: Lamps\n"));
    assert_eq!(found, [(Value::from("hub.yaml"), Value::from(2))]);
}

#[test]
fn a_file_of_results_without_its_dataset_is_found() {
    let found = spoilt("CX708", |hub| {
        write(hub.join("models/acme/lamp/.eval_results/a.yaml"), "- value: 0.5\n");
    });
    assert_eq!(found, [(Value::from("models/acme/lamp/.eval_results/a.yaml"), Value::from(1))]);
}

#[test]
fn a_source_that_the_hub_should_have_is_found() {
    let found = spoilt("CX610", |hub| {
        let card = |sources: &str| format!("---\nsource_datasets: [{sources}]\n---\n# Lamps\n");
        // What is there, lies elsewhere, or is no dataset, is no fault.
        let fine = "acme/letters, extended|acme/letters, elsewhere/lamps, original";
        write(hub.join("datasets/acme/lamps/README.md"), card(fine));
        write(hub.join("datasets/acme/letters/README.md"), card("extended|acme/lamsp"));
    });
    assert_eq!(found, [(Value::from("datasets/acme/letters/README.md"), Value::Null)]);
}

#[test]
fn tables_are_held_against_the_results_as_they_round_them() {
    let found = |row: &str| {
        let card = format!(
            "---\nlicense: mit\nmodel-index:\n- name: lamp\n  results:\n  - task: {{type: text-classification}}\n    \
             dataset: {{type: letters, name: Letters}}\n    metrics: [{{type: accuracy, value: 0.9134}}, {{type: f1, value: 88.25}}]\n---\n\
             # Lamp\n\n| Model | Accuracy ↑ | F1 | Speed |\n|---|---|---|---|\n{row}\n"
        );
        let hub = hub(&card, &[]);
        let found = check(hub.path(), "CX709").1;
        let messages = found.iter().filter(|found| found["code"] == "CX709");
        messages.map(|found| found["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    for row in [
        "| lamp | 0.913 | 88.3 | 7 |",
        "| [**acme/lamp**](x) | 91 % | 0.8825 | 7 |",
        "| `Lamp` | – | | |",
        "| candle | 0.1 | 0.2 | 1 |",
    ] {
        assert_eq!(found(row), none, "{row}");
    }
    assert_eq!(
        found("| lamp | 0.914 | 88.3 | 7 |"),
        ["the table says Accuracy 0.914, the front matter 0.9134"]
    );
    assert_eq!(found("| Lamp | 91.3 | 0.90 | 7 |"), ["the table says F1 0.90, the front matter 88.25"]);
}

#[test]
fn aliases_that_multiply_are_found() {
    let mut card = String::from("---\na: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for pair in ["ab", "bc", "cd", "de", "ef", "fg"] {
        let (one, next) = pair.split_at(1);
        writeln!(card, "{next}: &{next} [{}]", vec![format!("*{one}"); 10].join(", ")).unwrap();
    }
    card.push_str("---\n# Lamp\n");
    let found = spoilt("CX008", |hub| write(hub.join(CARD), &card));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, CARD);
}

#[cfg(unix)]
#[test]
fn a_card_that_cannot_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let found = spoilt("CX019", |hub| {
        fs::set_permissions(hub.join("models/acme/lamp"), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(hub.join("models/acme/lamp")).is_ok() {
            // Root may read everything.
            fs::set_permissions(hub.join("models/acme/lamp"), fs::Permissions::from_mode(0o755)).unwrap();
        }
    });
    assert!(found.iter().all(|(path, _)| path == "models/acme/lamp"), "{found:?}");
}

#[test]
fn a_file_of_more_than_25_megabytes_is_found_unless_lfs_has_it() {
    let large = |hub: &Path| {
        fs::File::create(hub.join("models/acme/lamp/lamp.onnx")).unwrap().set_len(26_000_000).unwrap();
    };
    let found = spoilt("CX016", large);
    assert_eq!(found, [(Value::from("models/acme/lamp/lamp.onnx"), Value::Null)]);
    for attributes in [".gitattributes", "models/acme/lamp/.gitattributes"] {
        let found = spoilt("CX016", |hub| {
            large(hub);
            write(hub.join(attributes), "*.onnx filter=lfs diff=lfs merge=lfs -text\n");
        });
        assert_eq!(found, []);
    }
}

#[test]
fn an_image_of_more_than_a_megabyte_is_found() {
    let found = spoilt("CX308", |hub| {
        write(hub.join(CARD), "# Lamp\n\n![A lit lamp](lamp.gif)\n");
        write(hub.join("models/acme/lamp/lamp.gif"), [b"GIF89a".as_slice(), &[0; 1 << 20]].concat());
    });
    assert_eq!(found, [(Value::from(CARD), Value::from(3))]);
}

#[test]
fn rules_are_named_and_explained() {
    let mut names = BTreeSet::new();
    for rule in rules::all() {
        assert!(rule.code.len() == 5 && rule.code.starts_with("CX"), "{}", rule.code);
        assert!(names.insert(rule.name) && names.insert(rule.code), "{} is there twice", rule.code);
        assert!(
            rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{}",
            rule.name
        );
        assert!(
            !rule.summary.ends_with('.') && rule.summary.starts_with(char::is_uppercase),
            "{}",
            rule.code
        );
        assert!(rule.why.ends_with(['.', ')', '`']) && rule.why.len() > 80, "{}: say why", rule.code);
    }
}

/// The sources of the program, without its tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_code_that_is_reported_has_a_rule() {
    let mut missing = BTreeSet::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for piece in text.split("\"CX").skip(1) {
            let code = format!("CX{}", piece.split('"').next().unwrap_or_default());
            if code.len() == 5
                && code[2..].bytes().all(|byte| byte.is_ascii_digit())
                && rules::find(&code).is_none()
            {
                missing.insert(code);
            }
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

/// `UPDATE_DOCS=1 cargo test --test check` writes the pages anew.
#[test]
fn the_pages_of_the_rules_are_those_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut pages: Vec<(String, String)> =
        rules::all().iter().map(|rule| (format!("{}.md", rule.code), rules::page(rule))).collect();
    let mut index = String::from(
        "# Rules of `cardex check`\n\n| Code | Name | Level | What it finds |\n|---|---|---|---|\n",
    );
    for rule in rules::all() {
        let level = rule.level.map_or_else(|| "off".to_owned(), |level| level.to_string());
        let fix = if rule.fixable { ", mended by `--fix`" } else { "" };
        writeln!(index, "| [{0}]({0}.md) | {1} | {level}{fix} | {2} |", rule.code, rule.name, rule.summary)
            .unwrap();
    }
    pages.push(("README.md".to_owned(), index));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &pages {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let mut there: Vec<String> = fs::read_dir(&folder)
        .map(|entries| {
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_default();
    there.sort();
    let mut names: Vec<String> = pages.iter().map(|(name, _)| name.clone()).collect();
    names.sort();
    assert_eq!(there, names, "UPDATE_DOCS=1 cargo test --test check writes them anew");
    for (name, text) in pages {
        assert_eq!(fs::read_to_string(folder.join(&name)).unwrap(), text, "{name}");
    }
}
