//! The vocabulary: its tables are sound, and untrusted text comes out as it should.
#![allow(clippy::unwrap_used)] // Helpers of tests, outside of #[test] functions.

use cardex::vocabulary::language;
use cardex::vocabulary::license::{self, Family};
use cardex::vocabulary::snippet::{Download, Location, SnippetModel, download, snippets};
use cardex::vocabulary::{format, library, metric, suggestion, task};

fn assert_sorted(ids: &[&str]) {
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
}

#[test]
fn tables_are_sorted_unique_and_refer_to_what_exists() {
    assert_sorted(&task::all().iter().map(|task| task.id).collect::<Vec<_>>());
    assert_sorted(&library::all().iter().map(|library| library.id).collect::<Vec<_>>());
    assert_sorted(&license::all().iter().map(|license| license.id).collect::<Vec<_>>());
    assert_sorted(&format::all().iter().map(|format| format.id).collect::<Vec<_>>());
    assert_sorted(&metric::all().iter().map(|metric| metric.id).collect::<Vec<_>>());
    for task in task::all() {
        assert!(task.metrics.len() <= 3, "{}", task.id);
        assert!(task.explanation.ends_with('.'), "{}", task.id);
        for related in task.related {
            assert!(task::find(related).is_some() && *related != task.id, "{} -> {related}", task.id);
        }
        for metric in task.metrics {
            assert_eq!(metric::find(metric).map(|found| found.id), Some(*metric), "{}", task.id);
        }
    }
    for library in library::all() {
        assert!(library.homepage.starts_with("https://"), "{}", library.id);
        assert_eq!(library::find(library.id), Some(library));
    }
    for license in license::all() {
        assert!(license.url.is_empty() || license.url.starts_with("https://"), "{}", license.id);
        assert!(license.spdx.is_empty() || spdx::license_id(license.spdx).is_some(), "{}", license.id);
        assert_eq!(license::resolve(license.id).key, license.id);
    }
    for metric in metric::all() {
        assert_eq!(metric::find(metric.id).map(|found| found.id), Some(metric.id));
    }
    assert!(task::all().len() >= 57 && library::all().len() >= 60 && license::all().len() >= 83);
}

#[test]
fn tasks_and_libraries_are_found_in_their_usual_spellings() {
    let normal = |text| task::normalise(text).map(|task| task.id);
    assert_eq!(normal("text_classification"), Some("text-classification"));
    assert_eq!(normal(" Text Generation "), Some("text-generation"));
    assert_eq!(normal("ner"), Some("token-classification"));
    assert_eq!(normal("protein-folding"), None);
    assert_eq!(task::find("Text-Generation"), None);
    let id = |text| library::find(text).map(|library| library.id);
    assert_eq!(id("PyTorch"), Some("pytorch"));
    assert_eq!(id("scikit-learn"), Some("sklearn"));
    assert_eq!(id("sentence_transformers"), Some("sentence-transformers"));
    assert_eq!(id("open-clip"), Some("open_clip"));
    assert_eq!(id("bart-base-jax"), None);
}

#[test]
fn licenses_resolve_to_one_key() {
    let key = |text| license::resolve(text).key;
    assert_eq!(key("Apache-2.0"), "apache-2.0");
    assert_eq!(key("apache-2.0"), "apache-2.0");
    assert_eq!(key("GPL-3.0"), "gpl-3.0");
    assert_eq!(key("gpl-3.0-only"), "gpl-3.0");
    assert_eq!(key("GPL-3.0+"), "gpl-3.0-or-later");
    assert_eq!(key("gpl-3.0-or-later"), "gpl-3.0-or-later");
    assert_eq!(key("OpenRAIL++"), "openrail++");
    assert_eq!(key("(MIT)"), "mit");

    let or = license::resolve("MIT OR apache-2.0");
    assert_eq!((or.key.as_str(), or.name.as_str()), ("mit-or-apache-2.0", "MIT OR Apache-2.0"));
    assert_eq!((or.family, or.known, or.commercial_use), (Family::Permissive, true, Some(true)));

    let with = license::resolve("gpl-3.0-or-later with classpath-exception-2.0");
    assert_eq!(with.spdx.as_deref(), Some("GPL-3.0-or-later WITH Classpath-exception-2.0"));
    assert_eq!(with.key, "gpl-3.0-or-later-with-classpath-exception-2.0");
    assert_eq!((with.family, with.known), (Family::Copyleft, true));

    assert_eq!(license::resolve("MIT AND CC-BY-NC-4.0").family, Family::NonCommercial);
    assert_eq!(license::resolve("MIT AND CC-BY-NC-4.0").commercial_use, Some(false));
    assert_eq!(license::resolve("MIT OR CC-BY-NC-4.0").family, Family::Permissive);
    assert_eq!(license::resolve("0BSD").family, Family::Permissive);
    assert_eq!(license::resolve("llama3.1").family, Family::ModelSpecific);
    assert_eq!(license::resolve("cc").family, Family::Other);
    assert_eq!(license::resolve("cc").spdx, None);
    assert_eq!(license::resolve("unknown").family, Family::Unknown);
    assert!(license::resolve("unknown").known);
}

#[test]
fn what_is_no_license_stays_unknown() {
    let questions = license::resolve("???");
    assert_eq!(
        (questions.key.as_str(), questions.name.as_str(), questions.known),
        ("unrecognised", "???", false)
    );
    assert_eq!(questions.suggestion, None);
    let empty = license::resolve("  ");
    assert_eq!((empty.key.as_str(), empty.known), ("unknown", false));
    for hostile in
        ["MIT OR", "((((MIT", ")", "MIT\u{0}", "AND", "WITH", "+", &"(".repeat(400), &"MIT OR ".repeat(9000)]
    {
        assert!(!license::resolve(hostile).known, "{hostile:?}");
    }
    let near = |text| {
        let license = license::resolve(text);
        assert_eq!((license.known, license.name.as_str(), license.spdx), (false, text, None));
        license.suggestion
    };
    assert_eq!(near("Apache 2.0"), Some("apache-2.0"));
    assert_eq!(near("Apache License, Version 2.0"), Some("apache-2.0"));
    assert_eq!(near("apache2"), Some("apache-2.0"));
    assert_eq!(near("apache-2"), Some("apache-2.0"));
    assert_eq!(near("MIT License"), Some("mit"));
    assert_eq!(near("Academic Free License v3.0"), Some("afl-3.0"));
    assert_eq!(near("creativeml-openrial-m"), Some("creativeml-openrail-m"));
    assert_eq!(near("my own terms"), None);
}

#[test]
fn languages_are_known_by_code_tag_and_name() {
    let resolve = |text| {
        let language = language::resolve(text);
        (language.key, language.name, language.known)
    };
    let known = |key: &str, name: &str| (key.to_owned(), name.to_owned(), true);
    assert_eq!(resolve("en"), known("en", "English"));
    assert_eq!(resolve("eng"), known("en", "English"));
    assert_eq!(resolve("English"), known("en", "English"));
    assert_eq!(resolve("english"), known("en", "English"));
    assert_eq!(resolve("ger"), known("de", "German"));
    assert_eq!(resolve("iw"), known("he", "Hebrew"));
    assert_eq!(resolve("no"), known("no", "Norwegian"));
    assert_eq!(resolve("pt-br"), known("pt-BR", "Portuguese (Brazil)"));
    assert_eq!(resolve("zh_Hans"), known("zh-Hans", "Chinese (Simplified)"));
    assert_eq!(resolve("zh-hant-TW"), known("zh-Hant-TW", "Chinese (Traditional, Taiwan)"));
    assert_eq!(resolve("en-US"), known("en-US", "English (United States)"));
    assert_eq!(resolve("rm-sursilv"), known("rm-sursilv", "Romansh (sursilv)"));
    assert_eq!(resolve("yue"), known("yue", "Cantonese"));
    assert_eq!(resolve("Greek"), known("el", "Greek"));
    assert_eq!(resolve("Brazilian Portuguese"), known("pt-BR", "Portuguese (Brazil)"));
    assert_eq!(resolve("code"), known("code", "Code"));
    assert_eq!(resolve("Multilingual"), known("multilingual", "Multilingual"));
    assert_eq!(resolve("zle"), known("zle", "East Slavic languages"));
    assert_eq!(resolve("unk"), known("und", "Undetermined"));
    assert_eq!(resolve("Klingonish"), ("klingonish".to_owned(), "Klingonish".to_owned(), false));
    assert_eq!(resolve(""), (String::new(), String::new(), false));
    assert_eq!(resolve("en-<script>"), ("en-<script>".to_owned(), "en-<script>".to_owned(), false));
    assert_eq!(language::name("xx"), None);
    assert_eq!(language::name("English"), None);
    assert_eq!(language::iso639_1_or_3("deu"), Some("de"));
    assert_eq!(language::iso639_1_or_3("haw"), Some("haw"));
    assert_eq!(language::iso639_1_or_3("zzzz"), None);
}

#[test]
fn formats_are_told_by_file_name() {
    let format = |name| format::from_file_name(name).map(|format| (format.id, format.unsafe_pickle));
    assert_eq!(format("model-00001-of-00002.safetensors"), Some(("safetensors", false)));
    assert_eq!(format("sub/PYTORCH_MODEL.BIN"), Some(("pytorch", true)));
    assert_eq!(format("openvino_model.bin"), Some(("openvino", false)));
    assert_eq!(format("ggml-base.bin"), Some(("ggml", false)));
    assert_eq!(format("group1-shard1of4.bin"), Some(("tfjs", false)));
    assert_eq!(format("model.torchscript.pt"), Some(("torchscript", true)));
    assert_eq!(format("sklearn_model.joblib"), Some(("pickle", true)));
    assert_eq!(format("saved_model.pb"), Some(("saved_model", false)));
    assert_eq!(format("flax_model.msgpack"), Some(("msgpack", false)));
    assert_eq!(format("config.json"), None);
    assert_eq!(format(".bin"), None);
    assert_eq!(format::find("Saved-Model").map(|format| format.id), Some("saved_model"));
}

#[test]
fn a_longer_name_improves_as_the_metric_that_it_ends_in() {
    let kin = |name| metric::kin(name).map(|metric| metric.id);
    for (name, expected) in [
        ("cos_sim_pearson", Some("pearsonr")),
        ("ndcg_at_10", Some("ndcg")),
        ("recall@1", Some("recall")),
        ("f1_macro", Some("f1")),
        ("NER F1", Some("f1")),
        ("eval_loss", Some("loss")),
        ("Top-1 accuracy", Some("accuracy")),
        ("1-WER", None),
        ("wer_reduction", None),
        ("inverse accuracy", None),
        ("avgrank", None),
        ("at 10", None),
        ("", None),
    ] {
        assert_eq!(kin(name), expected, "{name}");
    }
    let is_kin = |name| metric::look_up(name).map(|(_, is_kin)| is_kin);
    assert_eq!(
        [is_kin("map_50"), is_kin("mAP@50"), is_kin("map"), is_kin("avgrank")],
        [Some(true), Some(true), Some(false), None]
    );
}

#[test]
fn metrics_are_found_however_they_are_spelt() {
    let metric = |name| metric::find(name).map(|metric| (metric.id, metric.direction));
    use metric::Direction::{Higher, Lower};
    assert_eq!(metric("Exact Match"), Some(("exact_match", Higher)));
    assert_eq!(metric("exact-match"), Some(("exact_match", Higher)));
    assert_eq!(metric("Test WER"), Some(("wer", Lower)));
    assert_eq!(metric("chrF++"), Some(("chrf++", Higher)));
    assert_eq!(metric("chrf"), Some(("chrf", Higher)));
    assert_eq!(metric("Rouge-L"), Some(("rougel", Higher)));
    assert_eq!(metric("vibes"), None);
    assert_eq!(metric(" - "), None);
}

#[test]
fn suggestions_are_at_most_two_slips_away() {
    assert_eq!(suggestion::edit_distance("licence", "license"), 1);
    assert_eq!(suggestion::edit_distance("lciense", "license"), 1);
    assert_eq!(suggestion::edit_distance("", "abc"), 3);
    assert_eq!(suggestion::edit_distance("grün", "grun"), 1);
    let words = ["license", "language", "library_name"];
    assert_eq!(suggestion::suggest("Lisence", words), Some("license"));
    assert_eq!(suggestion::suggest("libary_nmae", words), Some("library_name"));
    assert_eq!(suggestion::suggest("license", words), None);
    assert_eq!(suggestion::suggest("tags", words), None);
    assert_eq!(suggestion::suggest("mi", ["mit"]), None);
    assert_eq!(suggestion::suggest(&"x".repeat(100_000), words), None);
}

fn model<'a>(id: &'a str, location: Location<'a>) -> SnippetModel<'a> {
    SnippetModel { id, name: id, location, task: None, base_model: None, files: &[], languages: &[] }
}

#[test]
fn a_transformers_snippet_fits_its_task() {
    let mut model = model("acme/mood", Location::Hub("acme/mood"));
    model.task = Some("text-classification");
    let all = snippets("transformers", &model);
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].label, "Pipeline");
    assert_eq!(all[0].install.as_deref(), Some("pip install -U transformers torch"));
    assert_eq!(
        all[0].code,
        "from transformers import pipeline\n\n\
         pipe = pipeline(\"text-classification\", model=\"acme/mood\")\n\
         print(pipe(\"A joy from start to finish.\"))"
    );
    assert!(all[1].code.contains("AutoModelForSequenceClassification.from_pretrained(\"acme/mood\")"));
    // Version 5 has no pipeline for it.
    model.task = Some("translation");
    let all = snippets("transformers", &model);
    assert_eq!(all.len(), 1);
    assert!(all[0].code.contains("AutoModelForSeq2SeqLM"));
}

#[test]
fn a_hostile_id_stays_inside_of_its_literal() {
    let id = "a\"); import os #\n'$(id)`\\\u{202e}";
    let all = snippets("sentence-transformers", &model(id, Location::Hub(id)));
    assert!(
        all[0].code.contains("SentenceTransformer(\"a\\\"); import os #\\n'$(id)`\\\\\\u202e\")"),
        "{}",
        all[0].code
    );
    let all = snippets("vllm", &model(id, Location::Hub(id)));
    assert_eq!(all[0].code, "vllm serve $'a\"); import os #\\n\\'$(id)`\\\\\\u202e'");
    let all = snippets("vllm", &model("x", Location::Folder("it's $(here)")));
    assert_eq!(all[0].code, "vllm serve 'it'\\''s $(here)'");
    let all = snippets("vllm", &model("x", Location::Folder("--help")));
    assert_eq!(all[0].code, "vllm serve ./--help");
    assert!(snippets("no such library", &model(id, Location::Hub(id))).is_empty());
}

const EVIL: &str = "pwned\"'`$(pwned)\\pwned\n${pwned}\r\u{2028}{0}pwned#";

/// The code with every string literal taken out, and the texts that the literals stand for.
fn literals(code: &str, shell: bool) -> (String, Vec<String>) {
    let (mut rest, mut found) = (String::new(), Vec::new());
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let ansi = shell && c == '$' && chars.peek() == Some(&'\'');
        let quote = match c {
            _ if ansi => chars.next().unwrap(),
            '\'' => '\'',
            '"' if !shell => '"',
            c => {
                rest.push(c);
                continue;
            }
        };
        let escapes = !shell || ansi;
        let mut text = String::new();
        loop {
            match chars.next().expect("an unclosed literal") {
                c if c == quote => break,
                '\\' if escapes => text.push(match chars.next().unwrap() {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let digits: String = (0..4).map(|_| chars.next().unwrap()).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap()
                    }
                    c => c,
                }),
                '\n' if !shell => panic!("a line break in a literal: {code}"),
                c => text.push(c),
            }
        }
        found.push(text);
    }
    (rest, found)
}

#[test]
fn every_snippet_of_every_library_quotes_what_the_card_says() {
    let folder = format!("./{EVIL}");
    let tasks: Vec<Option<&str>> =
        task::all().iter().map(|task| Some(task.id)).chain([None, Some(EVIL)]).collect();
    let endings =
        ["", ".bin", ".gguf", ".onnx", ".safetensors", ".pt", ".zip", ".xml", ".keras", ".skops", ".whl"];
    let files: Vec<String> = endings.iter().map(|ending| format!("lora{EVIL}{ending}")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let mut with_snippets = 0;
    for library in library::all() {
        let mut any = false;
        for location in [Location::Hub(EVIL), Location::Folder(&folder)] {
            for task in &tasks {
                for (base_model, files) in [(None, &files[..]), (Some(EVIL), &files[..]), (None, &[][..])] {
                    let languages = &[EVIL];
                    let model = SnippetModel {
                        id: EVIL,
                        name: EVIL,
                        location,
                        task: *task,
                        base_model,
                        files,
                        languages,
                    };
                    for snippet in snippets(library.id, &model) {
                        any = true;
                        let (rest, found) = literals(&snippet.code, snippet.language == "bash");
                        assert!(!rest.contains("pwned"), "{}: {}", library.id, snippet.code);
                        for text in found.iter().filter(|text| text.contains("pwned")) {
                            assert!(text.contains(EVIL), "{}: {text:?}", library.id);
                        }
                        let (rest, found) = literals(&snippet.install.unwrap_or_default(), true);
                        assert!(!rest.contains("pwned"), "{}", library.id);
                        assert!(found.iter().all(|text| !text.contains("pwned") || text.contains(EVIL)));
                        assert!(
                            !snippet.code.ends_with('\n') && !snippet.code.contains("\n\n\n"),
                            "{}",
                            snippet.code
                        );
                    }
                }
            }
        }
        with_snippets += usize::from(any);
    }
    assert!(with_snippets >= 60, "{with_snippets}");
}

fn file<'a>(uri: &'a str, file: &'a str) -> Download<'a> {
    Download { uri, public_url: None, file, sha256: None }
}

#[test]
fn downloads_follow_the_scheme() {
    let code = |artifact| download(&[artifact]).unwrap().code;
    assert_eq!(code(file("s3://b/k/m.bin", "m.bin")), "aws s3 cp s3://b/k/m.bin m.bin");
    assert_eq!(code(file("gs://b/m.bin", "m.bin")), "gcloud storage cp gs://b/m.bin m.bin");
    assert_eq!(
        code(file("az://c/k/m.bin", "m.bin")),
        "az storage blob download --container-name=c --name=k/m.bin --file=m.bin"
    );
    assert_eq!(
        code(file("abfss://c@acct.dfs.core.windows.net/m.bin", "m.bin")),
        "az storage blob download --account-name=acct --container-name=c --name=m.bin --file=m.bin"
    );
    assert_eq!(
        code(file("https://x.example/m.bin", "m.bin")),
        "curl -fL --output m.bin https://x.example/m.bin"
    );
    assert_eq!(
        code(file("hf://o/n@abc/m.bin", "m.bin")),
        "hf download o/n m.bin --revision=abc --local-dir=."
    );
    assert_eq!(code(file("oci://r.example/o/n:1", "m.bin")), "oras pull r.example/o/n:1");
    assert_eq!(code(file("./m.bin", "m.bin")), "git lfs pull --include=m.bin");
    assert_eq!(code(file("ftp://x/m.bin", "m.bin")), "printf '%s\\n' ftp://x/m.bin");
    let public = Download { public_url: Some("https://p.example/m?a=1&b=2"), ..file("s3://b/m", "m") };
    assert_eq!(code(public), "curl -fL --output m 'https://p.example/m?a=1&b=2'");
    assert_eq!(code(file("s3://b/m", "-rf")), "aws s3 cp s3://b/m ./-rf");
    assert_eq!(
        code(file("s3://b/$(id)'", "../../etc/p w")),
        "mkdir -p etc\naws s3 cp 's3://b/$(id)'\\''' 'etc/p w'"
    );
    assert_eq!(download(&[]), None);
}

#[test]
fn downloads_are_checked_and_at_most_eight() {
    let sum = "AB".repeat(32);
    let one = Download { sha256: Some(&sum), ..file("s3://b/m", "m.bin") };
    let bad = Download { sha256: Some("$(id)"), ..file("s3://b/n", "n.bin") };
    assert_eq!(
        download(&[one, bad]).unwrap().code,
        format!(
            "aws s3 cp s3://b/m m.bin\naws s3 cp s3://b/n n.bin\n\n\
             printf '%s\\n' \\\n  '{}  m.bin' \\\n  | sha256sum --check",
            "ab".repeat(32)
        )
    );
    let many = vec![file("s3://b/m", "m"); 11];
    let code = download(&many).unwrap().code;
    assert_eq!(code.matches("aws s3").count(), 8);
    assert!(code.ends_with("\n# and 3 more files"), "{code}");
}

#[test]
fn texts_of_licences_are_recognised_and_no_others() {
    let own = |name: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(folder.join(name)).unwrap()
    };
    let (apache, mit) = (own("LICENSE-APACHE"), own("LICENSE-MIT"));
    assert_eq!(license::recognise(&apache), Some("apache-2.0"));
    assert_eq!(license::recognise(&mit), Some("mit"));
    // As a comment of a program, and set in Markdown.
    let quoted: String = mit.lines().map(|line| format!("> **{line}**\r\n")).collect();
    assert_eq!(license::recognise(&quoted), Some("mit"));
    // Two at once, a relative, further terms, a mention.
    assert_eq!(license::recognise(&format!("{apache}\n{mit}")), None);
    assert_eq!(license::recognise(&format!("{mit}\nThe Software shall be used for Good, not Evil.\n")), None);
    let terms = "You may not use the model to compete with us. ".repeat(20);
    assert_eq!(license::recognise(&format!("{mit}\n{terms}")), None);
    assert_eq!(license::recognise("Licensed under the Apache License, Version 2.0, January 2004.\n"), None);
    assert_eq!(license::recognise(""), None);
    // The notice is what the MIT licence asks for, and MIT-0 does not.
    let notice = mit.find("subject to").unwrap();
    let disclaimer = mit.find("THE SOFTWARE IS PROVIDED").unwrap();
    let free = format!("{}.\n\n{}", mit[..notice].trim_end(), &mit[disclaimer..]);
    assert_eq!(license::recognise(&free), Some("mit-0"));
}
