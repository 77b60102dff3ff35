//! The search index through its public door, and the written files through the scripts of the browser.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use cardex::search::{
    Batch, Document, Indexer, RECORDS_PER_CHUNK, Record, TEXTS_PER_FILE, data, elasticlunr, index, manifest,
    texts,
};
use serde_json::{Value, json};

fn model(id: &str, description: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        title: id.rsplit('/').next().unwrap_or(id).to_owned(),
        description: description.to_owned(),
        body: body.to_owned(),
        ..Document::default()
    }
}

/// The models that `tests/browser/search.test.mjs` asks for.
fn catalog() -> Vec<Document> {
    let mut asr =
        model("openai/whisper.large_v3", "Speech recognition", "Transcribes audio in 99 languages.");
    asr.tags = vec!["automatic-speech-recognition".to_owned(), "__proto__".to_owned()];
    asr.headings = vec!["Long-form transcription".to_owned()];
    let mut hostile =
        model("evil/</script><b>", "\u{2028}ends\u{2029} 'here' \\ \"there\" & <i>", "a \u{0}\u{1}\u{1f} b");
    hostile.body += &format!(" {} ", "z".repeat(100_000));
    hostile.body += &"haystack needle ".repeat(100_000);
    hostile.body += &(0..3000).map(|number| format!("filler{number} ")).collect::<String>();
    let mut german = model(
        "acme/sprache",
        "Ein Modell für die Erkennung von Sprache",
        "Das Modell ist für die Häuser und die Wörter einer Sprache, nicht für das ganze Land.",
    );
    let filling = "filling ".repeat(200);
    let manual = model("acme/manual", "Long", &format!("{filling}the beacon that shines {filling}"));
    german.languages = vec!["en".to_owned(), "de".to_owned()];
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
        model("openai-community/gpt2", "A language model", "constructor toString hasOwnProperty"),
        model("rinna/japanese-gpt", "日本語の言語モデル", "音声認識ではありません。𠮷野家"),
        model("cafe/modèle-français", "Modèle de café 🤗", "Entraîné sur l'œuvre de Molière."),
        model("ai-forever/ruGPT", "Русская языковая модель", "Обучена на русских текстах; Ёлка."),
        model("sentence-transformers/all-MiniLM-L6-v2", "Sentence embeddings", "Maps sentences to vectors."),
        hostile,
        german,
        manual,
    ]
}

/// What a site has of these models, by path. `size` documents go into each batch.
fn site(documents: &[Document], size: usize) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let indexer = Indexer::default();
    let batches: Vec<Batch> = documents
        .chunks(size)
        .enumerate()
        .map(|(at, documents)| indexer.batch(at * size, documents))
        .collect();
    let mut families = index(&batches, &mut |path, bytes| {
        let before = files.insert(path.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "{path} is written once");
        Ok::<(), std::convert::Infallible>(())
    })
    .unwrap();
    files.extend(texts(0, documents));
    for (number, documents) in documents.chunks(RECORDS_PER_CHUNK).enumerate() {
        let records: Vec<Record> = documents
            .iter()
            .map(|document| Record {
                id: document.id.clone(),
                description: document.description.clone(),
                ..Record::default()
            })
            .collect();
        files.insert(format!("search/records/{number}.js"), data(&format!("records/{number}"), &records));
    }
    families.insert("text", json!({"size": TEXTS_PER_FILE, "version": ""}));
    families.insert("records", json!({"size": RECORDS_PER_CHUNK, "version": ""}));
    files.insert("search/manifest.js".to_owned(), manifest(documents.len(), &families));
    let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    files.insert("search/elasticlunr.json".to_owned(), elasticlunr(&batches, &ids));
    files
}

/// The value that a script puts under its name.
fn value(script: &[u8], name: &str) -> Value {
    let text = std::str::from_utf8(script).unwrap();
    let quoted = text.strip_prefix(&format!("cardex.put('{name}','")).unwrap().strip_suffix("');\n").unwrap();
    serde_json::from_str(&quoted.replace("\\'", "'")).unwrap()
}

#[test]
fn the_files_are_as_the_room_says() {
    let documents = [model("a/b-c", "It's <new>", "New new words"), model("a/d", "", "word")];
    let files = site(&documents, 10);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "search/elasticlunr.json",
            "search/manifest.js",
            "search/records/0.js",
            "search/text/0.js",
            "search/words/0.js"
        ]
    );
    // In names `a` has two hits, both in the id alone, models 0 and 1, counts 1 of 4 and 1 of 2; `word` has two in the body, counts
    // 1 of 3 and 1 of 1; `new` has one in each tier: first that of the body, model 0, count 2 of 3.
    let words = value(&files["search/words/0.js"], "words/0");
    assert_eq!(
        words,
        json!([
            [0, 0, 0],
            "0a 1bc= 1d= 0b 1c 2= 0c 0d 1= 0new 0word",
            "CAkBAgABAQABAwUAQAMFAUAFBQADAAAFBQADAAADBQAgBQUAAwAABQUBAwEBAwUBIAcHAQABAAgABgoAAQACAA",
            {}
        ])
    );
    let manifest = value(&files["search/manifest.js"], "manifest");
    assert_eq!(
        manifest["terms"]["books"],
        json!([[1, 4, 1, 2], [1, 3, 1, 1], [], [1, 1], [], [1, 3, 2, 3, 1, 1]])
    );
    assert_eq!(manifest["terms"]["boosts"], json!([12.0, 10.0, 5.0, 4.0, 3.0, 1.0]));
    assert_eq!(
        String::from_utf8(files["search/text/0.js"].clone()).unwrap(),
        "cardex.put('text/0','[[\"It\\'s \\u003cnew\\u003e\",\"New new words\"],[\"\",\"word\"]]');\n"
    );
}

#[test]
fn the_same_models_give_the_same_bytes_in_any_batches_and_on_any_number_of_threads() {
    // Enough terms for several ranges and shards, and one that is in more models than a shard holds.
    let documents: Vec<Document> = (0..3000)
        .map(|number: usize| {
            let words = (0..40).map(|word| format!("w{}", number * 7919 * (word + 1) % 20011));
            model(&format!("acme/m{number}"), "common", &words.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let one = site(&documents, 1000);
    assert!(one.contains_key("search/words/20.js") && one.contains_key("search/last/0.js"));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| site(&documents, 1000)), one, "{threads} threads");
    }
    // The batches decide where ranges of terms end, and nothing else.
    let other = site(&documents, 700);
    assert_eq!(one["search/elasticlunr.json"], other["search/elasticlunr.json"]);
}

#[test]
fn nothing_in_a_file_ends_its_script() {
    for (path, bytes) in site(&catalog(), 5) {
        let script = String::from_utf8(bytes).unwrap();
        for sign in ['<', '>', '&', '\u{2028}', '\u{2029}', '\0', '\u{1}'] {
            assert!(path.ends_with("json") || !script.contains(sign), "{path}: {sign:?}");
        }
        assert_eq!(script.matches('\n').count(), usize::from(path.ends_with("js")), "{path}");
    }
}

#[test]
fn a_catalog_without_a_model_has_a_manifest() {
    let files = site(&[], 1);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["search/elasticlunr.json", "search/manifest.js"]);
    assert_eq!(value(&files["search/manifest.js"], "manifest")["words"]["first"], Value::Null);
}

#[test]
fn the_browser_finds_what_the_index_holds() {
    node("search", &site(&catalog(), 5));
}

#[test]
fn the_browser_reads_a_common_word_to_its_end() {
    let documents: Vec<Document> = (0..4000)
        .map(|number: usize| {
            let mut words = vec!["filler"; number * 7919 % 29 + if number == 1111 { 200 } else { 0 }];
            words.push(if number.is_multiple_of(2) { "even seldom" } else { "odd" });
            words.extend((number == 1111).then_some("seldom"));
            words.extend((number % 5 != 1).then_some("blue"));
            let shares: Vec<String> = (0..24).map(|at| format!("w{at}")).collect();
            let share = |factor: usize, of: usize, until: &dyn Fn(usize) -> usize| {
                let is = move |at: &usize| number * factor % of < until(*at);
                (0..24).filter(is).map(|at| shares[at].clone()).collect::<Vec<_>>()
            };
            let text = share(6271, 103, &|at| 80 - at);
            words.extend(text.iter().map(String::as_str));
            let mut model = model(&format!("acme/m{number}"), "common", &words.join(" "));
            model.tags = share(7919, 101, &|at| 40 + 2 * at);
            model.tags.extend((!number.is_multiple_of(3)).then(|| "blue".to_owned()));
            model
        })
        .collect();
    node("common", &site(&documents, 256));
}

/// Writes files and runs a suite of `tests/browser` on them.
fn node(suite: &str, files: &BTreeMap<String, Vec<u8>>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let node = Command::new("node")
        .arg("--test")
        .arg(root.join(format!("tests/browser/{suite}.test.mjs")))
        .env("CARDEX_SEARCH_SITE", folder.path())
        .output();
    match node {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(error) if std::env::var_os("CI").is_none() => println!("SKIP: node does not run here: {error}"),
        Err(error) => panic!("node is needed: {error}"),
    }
}
