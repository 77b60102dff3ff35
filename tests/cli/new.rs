//! `cardex new`: cards from flags and from local weight files.

use std::fs;
use std::path::Path;

use cardex::vocabulary::{library, task};
use serde_json::Value;

use super::{cardex, hub};

/// Exit code and everything that was printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = cardex(folder, arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().expect("an exit code"), String::from_utf8(text).expect("UTF-8"))
}

/// The findings of a check: file, code and level.
fn findings(folder: &Path) -> Vec<(String, String, String)> {
    let output = cardex(folder, &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = report["diagnostics"].as_array().expect("findings").iter();
    findings
        .map(|finding| (text(finding, "path"), text(finding, "code"), text(finding, "severity")))
        .collect()
}

/// A small file of Safetensors with six parameters.
fn safetensors() -> Vec<u8> {
    let json = r#"{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F16","shape":[2],"data_offsets":[16,20]}}"#;
    let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
    bytes.extend(json.as_bytes());
    bytes.resize(bytes.len() + 20, 0);
    bytes
}

#[test]
fn a_card_from_flags_and_a_file() {
    let folder = hub(&[("hub.yaml", "owners: {\"@acme/nlp\": {}}\n"), ("orgs/acme/README.md", "# Acme\n")]);
    fs::write(folder.path().join("model.safetensors"), safetensors()).expect("the file");
    let (code, printed) = run(
        folder.path(),
        &[
            "new",
            "acme/router",
            "--task",
            "sentiment-analysis",
            "--library",
            "Transformers",
            "--license",
            "Apache-2.0",
            "--language",
            "english,no",
            "--base-model",
            "google-bert/bert-base-uncased",
            "--owner",
            "@acme/nlp",
            "--title",
            "Ticket router",
            "--description",
            "Sends a ticket to the team that can solve it: first time.",
            "--weights",
            "model.safetensors",
            "--uri",
            "s3://acme-models/router/1.0/",
        ],
    );
    assert_eq!(code, 0, "{printed}");
    insta::assert_snapshot!(printed, @r"
    wrote ./models/acme/router/README.md, with one weight file
    Lines that begin with `#` and comments say what is missing; `cardex check` does, too.
    ");
    let card = fs::read_to_string(folder.path().join("models/acme/router/README.md")).expect("the card");
    insta::assert_snapshot!(card);
    let found = findings(folder.path());
    assert!(found.iter().all(|(_, _, level)| level == "note"), "{found:?}");
}

#[test]
fn files_in_the_folder_are_found_and_pointers_read() {
    let sha256 = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 437955512\n");
    let folder = hub(&[
        ("models/acme/lamp/onnx/model.onnx", "not ONNX"),
        ("models/acme/lamp/model.safetensors", &pointer),
        ("models/acme/lamp/config.json", "{}"),
        ("models/acme/lamp/.hidden/model.gguf", "GGUF"),
    ]);
    let (code, printed) = run(folder.path(), &["new", "acme/lamp", "--license", "mit"]);
    insta::assert_snapshot!(printed, @r"
    wrote ./models/acme/lamp/README.md, with 2 weight files
    Lines that begin with `#` and comments say what is missing; `cardex check` does, too.
    note: ./models/acme/lamp/onnx/model.onnx: its header is damaged: it is no protocol buffer
    ");
    assert_eq!(code, 0);
    let card = fs::read_to_string(folder.path().join("models/acme/lamp/README.md")).expect("the card");
    let weights = card
        .split_once("weights:\n")
        .and_then(|(_, rest)| rest.split_once("# model-index"))
        .expect("weights")
        .0;
    assert_eq!(
        weights,
        format!(
            "- uri: model.safetensors\n  size: 437955512\n  sha256: \"{sha256}\"\n  format: safetensors\n\
             - uri: onnx/model.onnx\n  size: 8\n  sha256: \"{}\"\n  format: onnx\n",
            "4884f7045861eba9d8a506dca25ab6439e4d584257525c5b3e004269c0defd7d"
        )
    );
    let found = findings(folder.path());
    assert!(found.iter().all(|(_, _, level)| level != "error"), "{found:?}");
}

#[test]
fn a_card_for_every_task_has_no_error() {
    let folder = hub(&[]);
    for (task, library) in task::all().iter().zip(library::all().iter().cycle().step_by(4)) {
        let id = format!("acme/{}", task.id);
        let (code, printed) = run(
            folder.path(),
            &[
                "new",
                &id,
                "--task",
                task.id,
                "--library",
                library.id,
                "--license",
                "mit",
                "--language",
                "en",
                "--owner",
                "@acme/ml",
            ],
        );
        assert_eq!(code, 0, "{id}: {printed}");
    }
    let found = findings(folder.path());
    let grave: Vec<_> = found.iter().filter(|(_, _, level)| level != "note").collect();
    assert_eq!(grave, Vec::<&(String, String, String)>::new());
}

#[test]
fn a_bare_card_has_no_error() {
    let folder = hub(&[]);
    assert_eq!(run(folder.path(), &["new", "acme/lamp"]).0, 0);
    let found = findings(folder.path());
    let codes: Vec<(&str, &str)> =
        found.iter().map(|(_, code, level)| (code.as_str(), level.as_str())).collect();
    assert_eq!(codes, [("CX502", "warning"), ("CX905", "note"), ("CX909", "note")]);
}

#[test]
fn tasks_and_licences_of_the_hub_are_known() {
    let folder = hub(&[(
        "hub.yaml",
        "vocabulary: {tasks: {add: [{id: arrival-time}]}}\nlicenses: {add: [{id: acme-1.0}]}\npaths: {models: cards}\n",
    )]);
    let (code, printed) =
        run(folder.path(), &["new", "acme/eta", "--task", "arrival-time", "--license", "acme-1.0"]);
    assert_eq!((code, printed.contains("note:")), (0, false), "{printed}");
    let card = fs::read_to_string(folder.path().join("cards/acme/eta/README.md")).expect("the card");
    assert!(
        card.starts_with("---\nlicense: acme-1.0\n") && card.contains("\npipeline_tag: arrival-time\n"),
        "{card}"
    );
}

#[test]
fn wrong_words_are_refused_or_spoken_of() {
    let folder = hub(&[("models/acme/there/README.md", "# There\n"), ("outside.onnx", "x")]);
    let refused = |arguments: &[&str]| {
        let (code, printed) = run(folder.path(), &[&["new"], arguments].concat());
        assert_eq!(code, 2, "{printed}");
        printed
    };
    assert_eq!(
        refused(&["acme/there"]),
        "error: ./models/acme/there/README.md is there already; nothing was written\n"
    );
    for id in ["lamp", "acme/../up", "acme/.git", "/etc/lamp", "acme/a b", "a/b/c"] {
        let message = format!(
            "error: `{id}` is no id of a model: write an organisation and a name, such as acme/ticket-router\n"
        );
        assert_eq!(refused(&[id]), message);
    }
    assert_eq!(
        refused(&["acme/lamp", "--task", "text-clasification"]),
        "error: --task: no list of tasks has `text-clasification`. Did you mean text-classification? \
         (a task of your own is added in hub.yaml, under vocabulary.tasks.add)\n"
    );
    assert_eq!(
        refused(&["acme/lamp", "--weights", "outside.onnx"]),
        "error: outside.onnx does not lie in the model's folder: say with --uri where readers find it, such as --uri s3://bucket/acme/lamp/\n"
    );
    assert_eq!(
        refused(&["acme/lamp", "--weights", "outside.onnx", "--uri", "ftp://acme.example"]),
        "error: outside.onnx: the scheme `ftp` is not one of https, s3, gs, az, hf, oci\n"
    );
    assert_eq!(refused(&["acme/lamp", "--title", "a\nb"]), "error: --title wants one line of text\n");
    assert!(!folder.path().join("models/acme/lamp").exists());
    let (code, printed) = run(
        folder.path(),
        &["new", "acme/lamp", "--license", "apache2", "--library", "shiny", "--language", "xx"],
    );
    assert_eq!(code, 0);
    insta::assert_snapshot!(printed, @r"
    wrote ./models/acme/lamp/README.md
    Lines that begin with `#` and comments say what is missing; `cardex check` does, too.
    note: no list has the licence `apache2`; did you mean apache-2.0?
    note: `xx` is no language
    note: no list of libraries has `shiny`
    ");
}

#[test]
fn text_of_a_flag_stays_a_value() {
    let folder = hub(&[]);
    let title = "no: \"quotes\" # and --- {{ 7*7 }}";
    let (code, _) = run(
        folder.path(),
        &["new", "acme/lamp", "--title", title, "--description", "yes", "--owner", "@a, b]"],
    );
    assert_eq!(code, 0);
    let card = fs::read_to_string(folder.path().join("models/acme/lamp/README.md")).expect("the card");
    assert!(card.contains("title: \"no: \\\"quotes\\\" # and --- {{ 7*7 }}\"\n"), "{card}");
    assert!(card.contains("description: \"yes\"\n") && card.contains("owners: [\"@a, b]\"]\n"), "{card}");
    let found = findings(folder.path());
    assert!(found.iter().all(|(_, _, level)| level != "error"), "{found:?}");
}
