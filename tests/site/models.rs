//! Model pages: what a card says is there, escaped, with links that lead somewhere.

use super::build;

const PAGE: &str = "models/acme/x/index.html";

#[test]
fn card_text_is_only_ever_a_value() {
    let attack = "\"><script>alert(1)</script>{{ 7*7 }}{% include \"/etc/passwd\" %}";
    let yaml = serde_json::to_string(attack).expect("JSON");
    let card = format!(
        "---\ntitle: {yaml}\ndescription: {yaml}\ntags: [{yaml}]\nlicense: {yaml}\nlibrary_name: {yaml}\npipeline_tag: {yaml}\nowners: [{yaml}]\nversion: {yaml}\n{yaml}: {yaml}\ncitation: {yaml}\nbase_model: {yaml}\nweights: [{{uri: s3://b/k, dtype: {yaml}}}]\n---\n{attack}\n"
    );
    let site =
        build(&[("hub.yaml", "site: {base_url: https://m.example/}"), ("models/acme/x/README.md", &card)]);
    for (path, text) in &site.files {
        let page = path.ends_with(".html") || path.ends_with(".xml");
        assert!(!page || !text.contains("<script>alert"), "{path}");
        assert!(!page || !text.contains(">49<") && !text.contains("root:x"), "{path}");
        assert!(!path.starts_with("search/") || !text.contains("<script"), "{path}");
    }
    let html = site.file(PAGE);
    assert!(html.contains("{{ 7*7 }}"), "the text itself is shown");
    let json = site.between(PAGE, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(&json).expect("JSON-LD is JSON");
    assert_eq!(data["name"], attack);
}

#[test]
fn facts_say_what_is_not_stated() {
    let site = build(&[("models/acme/x/README.md", "# X\n")]);
    let facts = site.between(PAGE, "id=\"facts\"", "</section>");
    assert_eq!(facts.matches("Not stated").count(), 9, "{facts}");
}

#[test]
fn files_have_full_checksums_and_links_by_the_hubs_storage() {
    let sha = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let card = format!(
        "---\nlibrary_name: transformers\nweights:\n- {{uri: s3://acme/m/model.safetensors, size: 1500, sha256: {sha}}}\n- {{uri: https://w.example/b.bin}}\n---\n"
    );
    let site = build(&[
        (
            "hub.yaml",
            "storage: [{prefix: 's3://acme/', public: https://weights.acme.example/}]\nsite: {repository: https://git.example/hub}",
        ),
        ("models/acme/x/README.md", &card),
        ("models/acme/x/config.json", "{}"),
    ]);
    let files = site.between(PAGE, "id=\"files\"", "</section>");
    assert!(files.contains(sha), "{files}");
    assert!(files.contains("href=\"https://weights.acme.example/m/model.safetensors\""), "{files}");
    assert!(files.contains("1.5 kB"), "{files}");
    assert!(files.contains("not recorded"), "{files}");
    assert!(
        files.contains("href=\"https://git.example/hub/blob/main/models/acme/x/config.json\""),
        "{files}"
    );
    let html = site.file(PAGE);
    assert!(html.contains("https://git.example/hub/edit/main/models/acme/x/README.md"));
    assert!(html.contains("sha256sum"));
}

#[test]
fn lineage_leads_both_ways() {
    let site = build(&[
        ("models/acme/base/README.md", ""),
        ("models/acme/x/README.md", "---\nbase_model: [acme/base]\n---\n"),
        (
            "models/acme/old/README.md",
            "---\ndeprecated: {by: acme/x, reason: Too slow., since: 2026-01-01}\n---\n",
        ),
    ]);
    assert!(site.file(PAGE).contains("Fine-tuned from"));
    assert!(site.file("models/acme/base/index.html").contains("href=\"../../../models/acme/x/index.html\""));
    let old = site.file("models/acme/old/index.html");
    assert!(old.contains("Deprecated") && old.contains("Too slow. Since 2026-01-01."));
}

#[test]
fn problems_are_shown_where_the_reader_is() {
    let site = build(&[("models/acme/x/README.md", "---\nversion: latest\nlicense: mit\n---\nText.\n")]);
    let html = site.file(PAGE);
    assert!(html.contains("Line 2: `version` is `latest`, which is computed and cannot be set"), "{html}");
    assert!(site.file("about/index.html").contains("models/acme/x/README.md:2:10"));
}

#[test]
fn the_record_has_the_hubs_names() {
    let card = "---\nlicense: mit\nlanguage: [en]\ntags: [a, b]\ndatasets: [org/d]\npipeline_tag: fill-mask\nweights: [{uri: s3://b/k.onnx, size: 3}]\nmodel-index:\n- results:\n  - {task: {type: t}, dataset: {type: d, name: D}, metrics: [{type: f1, value: 0.50}, {type: g, value: 7}, {type: h, value: .nan}]}\n---\n";
    let site = build(&[("models/acme/x/README.md", card)]);
    let record: serde_json::Value =
        serde_json::from_str(site.file("api/v1/models/acme/x.json")).expect("JSON");
    assert_eq!(record["id"], "acme/x");
    assert_eq!(record["tags"], serde_json::json!(["a", "b", "en", "dataset:org/d", "license:mit"]));
    assert_eq!(record["siblings"][0], serde_json::json!({"rfilename": "k.onnx", "size": 3}));
    let values: Vec<&serde_json::Value> = record["model-index"][0]["results"][0]["metrics"]
        .as_array()
        .expect("metrics")
        .iter()
        .map(|metric| &metric["value"])
        .collect();
    assert_eq!(values, [&serde_json::json!("0.50"), &serde_json::json!(7), &serde_json::json!(".nan")]);
    let list: serde_json::Value = serde_json::from_str(site.file("api/v1/models.json")).expect("JSON");
    assert_eq!(
        (&list["total"], &list["models"][0]["api"]),
        (&serde_json::json!(1), &serde_json::json!("api/v1/models/acme/x.json"))
    );
}
