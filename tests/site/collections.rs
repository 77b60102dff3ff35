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
        ("hub.yaml", "site: {base_url: https://m.example/}\nexports: [markdown]\n"),
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
    assert_eq!(
        site.file("collections/lights/index.md"),
        "# Lights\n\n> What shines.\n\n## In this collection\n\n\
         - [acme/lamp](../../models/acme/lamp/index.md): For reading.\n- [acme/torch](../../models/acme/torch/index.md)\n\
         - dataset acme/dusk\n- On light, https://light.example/\n\n---\n\nStart [here](../models/acme/lamp/README.md).\n"
    );
    assert!(page.contains("type=\"text/markdown\" href=\"../../collections/lights/index.md\""), "{page}");
    assert_eq!(
        site.file("collections/index.md"),
        "# Collections\n\n- [Lights](../collections/lights/index.md): What shines.\n"
    );
    assert_eq!(
        site.file("leaderboards/text-classification/acme-dusk/index.md"),
        "# Text Classification on Dusk\n\nValues stand as the cards give them. [All results as JSON](index.json).\n\n## Accuracy\n\n\
         split test · higher is better\n\n| Rank | Model | Value | Reported |\n|---|---|---|---|\n\
         | 1 | [acme/lamp](../../../models/acme/lamp/index.md) | 0.91 | self-reported |\n\
         | 2 | [acme/torch](../../../models/acme/torch/index.md) | 0.87 | self-reported |\n"
    );
    assert_eq!(
        site.file("leaderboards/index.md"),
        "# Leaderboards\n\n## Text Classification\n\n- [Dusk](../leaderboards/text-classification/acme-dusk/index.md) (2 models)\n"
    );
    for line in ["- [Collections](collections/index.md): 1\n", "- [Leaderboards](leaderboards/index.md): 1\n"]
    {
        assert!(site.file("llms.txt").contains(line), "{line}");
    }
    assert_eq!(
        site.file("api/v1/collections.json"),
        "{\"total\":1,\"page\":1,\"pages\":1,\"collections\":[{\"key\":\"lights\",\"title\":\"Lights\",\"description\":\"What shines.\",\"owners\":[],\
         \"card\":\"collections/lights.md\",\"path\":\"collections/lights/index.html\",\"items\":[\
         {\"kind\":\"model\",\"id\":\"acme/lamp\",\"note\":\"For reading.\"},{\"kind\":\"model\",\"id\":\"acme/torch\"},\
         {\"kind\":\"dataset\",\"id\":\"acme/dusk\"},{\"kind\":\"page\",\"id\":\"https://light.example/\",\"title\":\"On light\"}]}]}\n"
    );
    assert_eq!(
        site.file("api/v1/leaderboards.json"),
        "{\"total\":1,\"page\":1,\"pages\":1,\"leaderboards\":[{\"task\":\"text-classification\",\"dataset\":\"acme/dusk\",\"dataset_name\":\"Dusk\",\
         \"models\":2,\"boards\":1,\"path\":\"leaderboards/text-classification/acme-dusk/index.html\",\
         \"data\":\"leaderboards/text-classification/acme-dusk/index.json\"}]}\n"
    );
}

#[test]
fn a_collection_shows_the_value_that_the_leaderboard_shows() {
    let card = |values: &[&str]| {
        let metrics: Vec<String> =
            values.iter().map(|value| format!("{{type: accuracy, value: {value}}}")).collect();
        format!(
            "---\nmodel-index:\n- name: x\n  results:\n  - task: {{type: text-classification}}\n    dataset: {{type: acme/dusk, name: Dusk}}\n    \
             metrics: [{}]\n---\n# Lamp\n",
            metrics.join(", ")
        )
    };
    let site = build(&[
        ("hub.yaml", "exports: [markdown]\n"),
        ("models/acme/lamp/README.md", &card(&["0.80", "0.91", "0.85"])),
        ("models/acme/torch/README.md", &card(&["0.9"])),
        ("collections/lights.md", "---\ntitle: Lights\nitems: [acme/lamp, acme/torch]\n---\n"),
    ]);
    let board = site.file("leaderboards/text-classification/acme-dusk/index.md");
    assert!(board.contains("| 1 | [acme/lamp](../../../models/acme/lamp/index.md) | 0.91 |"), "{board}");
    let page = site.file("collections/lights/index.html");
    assert!(page.contains("0.91 <span class=\"badge ok\">best</span>") && !page.contains("0.80"), "{page}");
    assert!(page.contains(">Compare them in full<"), "{page}");
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
