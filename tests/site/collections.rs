//! Collections, families, and the cards of datasets and organisations as pages.

use super::build;

#[test]
fn a_collection_has_a_page_and_its_models_lead_back() {
    let result = |value: &str| {
        format!(
            "---\nlicense: mit\nversion: \"1.0\"\nmodel-index:\n- name: x\n  results:\n  - task: {{type: text-classification}}\n    dataset: {{type: acme/dusk, name: Dusk, split: test}}\n    metrics: [{{type: accuracy, value: {value}}}]\n---\n# Lamp\n"
        )
    };
    let card = "---\ntitle: Lights\ndescription: What shines.\nitems:\n- model: acme/lamp\n  note: For reading.\n- acme/torch\n- dataset: acme/dusk\n- {url: 'https://light.example/', title: On light}\n---\nStart [here](../models/acme/lamp/README.md).\n";
    let site = build(&[
        ("hub.yaml", "site: {base_url: https://m.example/}"),
        ("models/acme/lamp/README.md", &result("0.91")),
        ("models/acme/torch/README.md", &result("0.87")),
        ("datasets/acme/dusk/README.md", "# Dusk\n"),
        ("collections/lights.md", card),
    ]);
    assert_eq!(site.findings, Vec::<String>::new());
    let page = site.file("collections/lights/index.html");
    for text in [
        "href=\"../../models/acme/lamp/index.html\">here</a>",
        "<p class=\"note\"><bdi>For reading.</bdi></p>",
        "href=\"../../datasets/acme-dusk/index.html\"",
        "href=\"https://light.example/\" rel=\"nofollow noopener\">On light</a>",
        "0.91 <span class=\"badge ok\">best</span>",
        "href=\"../../compare/index.html?m=acme/lamp&amp;m=acme/torch\"",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(site.file("models/acme/lamp/index.html").contains("collections/lights/index.html\">Lights</a>"));
    assert!(site.file("index.html").contains("collections/lights/index.html"));
    assert!(site.file("about/index.html").contains("href=\"../collections/index.html\""));
    assert!(site.file("sitemap.xml").contains("https://m.example/collections/lights/"));
    assert!(site.file("search/pages.js").contains("Lights"));
}

#[test]
fn a_hub_without_collections_says_nothing_of_them() {
    let site = build(&[("models/acme/lamp/README.md", "# Lamp\n")]);
    assert!(!site.files.keys().any(|path| path.starts_with("collections/")));
    assert!(!site.file("index.html").contains("collections/"));
}

#[test]
fn a_collection_is_only_ever_text() {
    let attack = "\"><script>alert(1)</script>{{ 7*7 }}";
    let yaml = serde_json::to_string(attack).expect("JSON");
    let card = format!(
        "---\ntitle: {yaml}\ndescription: {yaml}\nowners: [{yaml}]\nitems:\n- model: {yaml}\n  note: {yaml}\n- dataset: {yaml}\n- {{url: 'https://x.example/', title: {yaml}}}\n- {{url: 'javascript:alert(1)'}}\n- model: ../../../etc/passwd\n---\n![p](../../secret.png) {attack}\n"
    );
    let site = build(&[
        ("collections/..%2f..%2fx.md", &card),
        ("orgs/acme/README.md", &format!("---\nfeatured: [{yaml}]\nowners: [{yaml}]\n---\n")),
        (
            "datasets/a/b/README.md",
            &format!(
                "---\nsource_datasets: [{yaml}]\nconfigs: [{{config_name: {yaml}}}]\nlinks: {{{yaml}: 'javascript:alert(1)'}}\ncroissant: ../../../etc/passwd\n---\n"
            ),
        ),
    ]);
    for (path, text) in &site.files {
        assert!(!path.contains(".."), "{path}");
        let page = path.ends_with(".html");
        assert!(!page || !text.contains("<script>alert") && !text.contains(">49<"), "{path}");
        assert!(!page || !text.contains("href=\"javascript:"), "{path}");
    }
    assert!(!site.findings.is_empty());
}

#[test]
fn a_dataset_without_models_has_a_page_and_leads_both_ways() {
    let site = build(&[
        ("models/acme/lamp/README.md", "---\ndatasets: [acme/dusk]\n---\n"),
        (
            "datasets/acme/dusk/README.md",
            "---\npretty_name: Dusk\nsource_datasets: [extended|acme/dawn]\ndataset_info: {splits: [{name: test, num_examples: 1200}]}\ncroissant: croissant.txt\n---\n",
        ),
        ("datasets/acme/dusk/croissant.txt", "{}"),
        ("datasets/acme/dawn/README.md", "---\npretty_name: Dawn\n---\n## At first light\n"),
        ("orgs/bare/README.md", "---\ntitle: Bare\n---\n"),
    ]);
    let dawn = site.file("datasets/acme-dawn/index.html");
    assert!(dawn.contains("At first light") && dawn.contains("Source of"));
    assert!(dawn.contains("href=\"../../datasets/acme-dusk/index.html\">Dusk</a>"), "{dawn}");
    let dusk = site.file("datasets/acme-dusk/index.html");
    for text in
        ["Made from", "1,200", "Models that use it", "files/croissant.txt", "models/acme/lamp/index.html"]
    {
        assert!(dusk.contains(text), "{text}");
    }
    assert!(site.file("orgs/bare/index.html").contains("Bare"));
}

#[test]
fn the_drawing_has_few_boxes_and_the_list_has_its_links() {
    let mut files: Vec<(String, String)> = (0..40)
        .map(|n| (format!("models/a/c{n:02}/README.md"), "---\nbase_model: a/root\n---\n".to_owned()))
        .collect();
    files.push(("models/a/root/README.md".into(), "---\nbase_model: far/off\n---\n".into()));
    files.push((
        "models/a/grand/README.md".into(),
        "---\nbase_model: a/c39\nbase_model_relation: quantized\n---\n".into(),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = build(&files);
    let path = "models/a/root/index.html";
    let drawing = site.between(path, "<svg class=\"tree\"", "</div>");
    assert!(drawing.contains("role=\"group\" aria-label=\"Tree of a/root\""));
    assert!(drawing.contains("class=\"outside\"") && drawing.contains(">33 more<"), "{drawing}");
    assert!(drawing.matches("<rect").count() <= 25 && !drawing.contains("style="));
    let list = site.between(path, "<div class=\"lineage\">", "</section>");
    for link in drawing.split("<a href=\"").skip(1).map(|rest| &rest[..rest.find('"').expect("the end")]) {
        let target = link.trim_start_matches("../");
        assert!(list.contains(target), "{target} in {list}");
    }
    assert_eq!(list.matches("<ul>").count(), list.matches("</ul>").count());
    assert_eq!(list.matches("<li>").count(), list.matches("</li>").count());
    let families = site.file("lineage/index.html");
    assert!(families.contains("42 models: 41 fine-tunes, 1 quantised version"), "{families}");
}

#[test]
fn notices_tell_the_end_of_the_way_and_the_terms_of_ancestors() {
    let site = build(&[
        ("models/a/a/README.md", "---\nnew_version: a/b\nlicense: mit\nbase_model: a/x\n---\n"),
        ("models/a/b/README.md", "---\ndeprecated: {by: a/c}\n---\n"),
        ("models/a/c/README.md", ""),
        ("models/a/x/README.md", "---\nbase_model: meta-llama/Llama-3.1-8B\n---\n"),
    ]);
    let notices = site.between("models/a/a/index.html", "<div class=\"notices\">", "<section");
    assert!(notices.contains("It came by way of a/b.") && notices.contains(">a/c</a>"), "{notices}");
    assert!(
        notices.contains("Terms of an ancestor") && notices.contains("meta-llama/Llama-3.1-8B, through a/x"),
        "{notices}"
    );
}
