//! Paged lists, indices, the home page.

use super::build;

#[test]
fn a_long_list_is_paged_and_every_model_is_reachable() {
    let cards: Vec<(String, String)> = (0..121)
        .map(|n| (format!("models/acme/m{n:03}/README.md"), "---\ntags: [t]\n---\n".to_owned()))
        .collect();
    let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = build(&files);
    let pages = ["models/index.html", "models/page/2/index.html", "models/page/3/index.html"];
    let mut found = 0;
    for page in pages {
        found += site.file(page).matches("class=\"item\"").count();
    }
    assert_eq!(found, 121);
    assert!(!site.files.contains_key("models/page/4/index.html"));
    assert!(
        site.file("tags/t/page/3/index.html").contains("href=\"../../../../models/acme/m120/index.html\"")
    );
    assert!(site.file("models/index.html").contains("href=\"../models/page/2/index.html\""));
    assert!(site.file("models/page/2/index.html").contains("href=\"../../../models/index.html\""));
}

#[test]
fn an_empty_hub_says_where_a_card_goes() {
    let site = build(&[("hub.yaml", "site: {title: Nothing yet}\n")]);
    let home = site.file("index.html");
    assert!(home.contains("No models yet"), "{home}");
    assert!(home.contains("models/&lt;organisation&gt;/&lt;name&gt;/README.md"), "{home}");
    for page in ["models", "tasks", "libraries", "licenses", "languages", "datasets", "tags", "orgs", "about"]
    {
        assert!(site.files.contains_key(&format!("{page}/index.html")), "{page}");
    }
    assert_eq!(
        site.file("api/v1/models.json"),
        "{\"sha\":null,\"total\":0,\"page\":1,\"pages\":1,\"models\":[]}\n"
    );
}

#[test]
fn large_numbers_are_grouped_in_every_list() {
    let cards: Vec<(String, String)> = (0..1_001)
        .map(|n| (format!("models/acme/m{n}/README.md"), "---\ntags: [t]\n---\n".to_owned()))
        .collect();
    let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = build(&files);
    for (page, text) in [
        ("index.html", "<b>1,001</b> models"),
        ("index.html", ">All 1,001 models<"),
        ("models/index.html", "1–50 of 1,001"),
        ("models/index.html", "data-total=\"1001\""),
        ("models/page/21/index.html", "1,001–1,001 of 1,001"),
        ("tags/index.html", "<span class=\"count\">1,001<"),
    ] {
        assert!(site.file(page).contains(text), "{page}: {text}");
    }
}

#[test]
fn a_filter_offers_what_some_model_has() {
    let card = "---\ndatasets: [acme/letters]\n---\n# A\n";
    let site = build(&[
        ("models/acme/a/README.md", card),
        ("datasets/acme/letters/README.md", "# Letters\n"),
        ("datasets/acme/unused/README.md", "# Unused\n"),
        ("orgs/nobody/README.md", "# Nobody\n"),
    ]);
    let datasets = site.file("search/facets/dataset.js");
    assert!(datasets.contains("acme/letters") && !datasets.contains("acme/unused"), "{datasets}");
    let main = site.file("search/facets/main.js");
    assert!(main.contains("acme") && !main.contains("nobody"), "{main}");
    // No model states how many parameters it has: the ranges would be a column of zeros.
    assert!(!main.contains("Under 10 M"), "{main}");
    let stated =
        build(&[("models/acme/a/README.md", "---\nweights: [{uri: a.gguf, params: 5000000}]\n---\n# A\n")]);
    assert!(stated.file("search/facets/main.js").contains("Under 10 M"));
}

#[test]
fn terms_show_names_counts_and_what_they_are() {
    let site = build(&[
        (
            "models/acme/a/README.md",
            "---\nlicense: apache-2.0\npipeline_tag: text-classification\nlanguage: de\n---\n",
        ),
        (
            "orgs/acme/README.md",
            "---\ntitle: Acme Research\nhomepage: javascript:alert(1)\ncontact: ml@acme.example\n---\n## Who we are\n",
        ),
    ]);
    assert!(site.file("licenses/apache-2.0/index.html").contains("Apache-2.0"));
    assert!(site.file("languages/de/index.html").contains("German"));
    assert!(site.file("tasks/index.html").contains("Text Classification"));
    let org = site.file("orgs/acme/index.html");
    assert!(org.contains("Acme Research") && org.contains("Who we are"));
    assert!(org.contains("href=\"mailto:ml@acme.example\""));
    assert!(!org.contains("href=\"javascript:"), "{org}");
}
