//! The search index through its public door, and the real parts through the scripts of the browser.

use std::path::Path;
use std::process::Command;

use cardex::search::{Document, PartName, manifest, part};

fn model(id: &str, description: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        title: id.rsplit('/').next().unwrap_or(id).to_owned(),
        description: description.to_owned(),
        body: body.to_owned(),
        url: format!("models/{id}/index.html"),
        ..Document::default()
    }
}

/// The models that `tests/browser/search.test.mjs` asks for, in two parts.
fn catalog() -> [Vec<Document>; 2] {
    let mut asr =
        model("openai/whisper.large_v3", "Speech recognition", "Transcribes audio in 99 languages.");
    asr.task = "Automatic Speech Recognition".to_owned();
    asr.tags = vec!["automatic-speech-recognition".to_owned(), "__proto__".to_owned()];
    asr.headings = vec!["Long-form transcription".to_owned()];
    let mut hostile =
        model("evil/</script><b>", "\u{2028}ends\u{2029} 'here' \\ \"there\" & <i>", "a \u{0}\u{1}\u{1f} b");
    hostile.body += &format!(" {} ", "z".repeat(100_000));
    hostile.body += &"haystack needle ".repeat(100_000);
    hostile.body += &(0..3000).map(|number| format!("filler{number} ")).collect::<String>();
    [
        vec![
            model(
                "google/bert-base-uncased",
                "A classic encoder",
                "Fill-mask transformers for English text classification.",
            ),
            model(
                "google/bert-large-uncased",
                "A larger encoder",
                "Mentions bert-base-uncased in passing, and U-Net.",
            ),
            model("meta-llama/Llama-3.1-8B", "A language model", "Generates text."),
            model("acme/roadmap", "Notes", "We compared Llama 3.1 with gpt2 on quarterly forecasts."),
            asr,
        ],
        vec![
            model("openai-community/gpt2", "A language model", "constructor toString hasOwnProperty"),
            model("rinna/japanese-gpt", "日本語の言語モデル", "音声認識ではありません。𠮷野家"),
            model("cafe/modèle-français", "Modèle de café 🤗", "Entraîné sur l'œuvre de Molière."),
            model("ai-forever/ruGPT", "Русская языковая модель", "Обучена на русских текстах; Ёлка."),
            model(
                "sentence-transformers/all-MiniLM-L6-v2",
                "Sentence embeddings",
                "Maps sentences to vectors.",
            ),
            hostile,
        ],
    ]
}

#[test]
fn a_part_is_one_call_with_two_strings() {
    let script = String::from_utf8(part(3, &[model("a/b-c", "It's <new>", "New new words")])).unwrap();
    assert_eq!(
        script,
        concat!(
            r#"cardexSearch.part(3,'[["a/b-c","b-c","It\'s \u003cnew\u003e","models/a/b-c/index.html",""]]',"#,
            r#"'{"index":{"id":{"root":{"docs":{},"df":0,"a":{"docs":{"0":{"tf":1}},"df":1},"#,
            r#""b":{"docs":{"0":{"tf":1}},"df":1,"c":{"docs":{"0":{"tf":1}},"df":1}},"c":{"docs":{"0":{"tf":1}},"df":1}}},"#,
            r#""title":{"root":{"docs":{},"df":0,"b":{"docs":{"0":{"tf":1}},"df":1,"c":{"docs":{"0":{"tf":1}},"df":1}},"#,
            r#""c":{"docs":{"0":{"tf":1}},"df":1}}},"#,
            r#""description":{"root":{"docs":{},"df":0,"n":{"docs":{},"df":0,"e":{"docs":{},"df":0,"w":{"docs":{"0":{"tf":1}},"df":1}}}}},"#,
            r#""tags":{"root":{"docs":{},"df":0}},"headings":{"root":{"docs":{},"df":0}},"#,
            r#""body":{"root":{"docs":{},"df":0,"n":{"docs":{},"df":0,"e":{"docs":{},"df":0,"w":{"docs":{"0":{"tf":1.414}},"df":1}}},"#,
            r#""w":{"docs":{},"df":0,"o":{"docs":{},"df":0,"r":{"docs":{},"df":0,"d":{"docs":{"0":{"tf":1}},"df":1}}}}}}},"#,
            r#""documentStore":{"save":false,"docs":{"0":{}},"docInfo":{"0":{"body":3,"description":1,"id":4,"title":3}},"length":1},"#,
            r#""fields":["id","title","description","tags","headings","body"],"lang":"English","pipeline":[],"ref":"id","version":"0.9.5"}');"#,
            "\n"
        )
    );
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    for documents in catalog() {
        assert_eq!(part(0, &documents), part(0, &documents));
    }
}

#[test]
fn an_empty_part_is_a_part() {
    let script = String::from_utf8(part(0, &[])).unwrap();
    assert!(
        script.starts_with("cardexSearch.part(0,'[]','{\"index\":{\"id\":{\"root\":{\"docs\":{},\"df\":0}},"),
        "{script}"
    );
}

#[test]
fn nothing_in_a_part_ends_its_script() {
    for (ordinal, documents) in catalog().iter().enumerate() {
        let script = String::from_utf8(part(ordinal, documents)).unwrap();
        for sign in ['<', '>', '&', '\u{2028}', '\u{2029}', '\0', '\u{1}'] {
            assert!(!script.contains(sign), "{sign:?}");
        }
        assert_eq!(script.matches('\n').count(), 1);
    }
}

#[test]
fn the_browser_finds_what_the_index_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for (ordinal, documents) in catalog().iter().enumerate() {
        let url = format!("part-{ordinal}.js");
        std::fs::write(folder.path().join(&url), part(ordinal, documents)).unwrap();
        names.push(PartName { url, documents: documents.len() });
    }
    std::fs::write(folder.path().join("manifest.js"), manifest(&names)).unwrap();
    let node = Command::new("node")
        .arg("--test")
        .arg(root.join("tests/browser/search.test.mjs"))
        .env("CARDEX_SEARCH_PARTS", folder.path())
        .output();
    match node {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(error) if std::env::var_os("CI").is_none() => println!("SKIP: node does not run here: {error}"),
        Err(error) => panic!("node is needed: {error}"),
    }
}
