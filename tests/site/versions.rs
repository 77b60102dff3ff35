//! Pages about versions: each earlier one, what it changed, and addresses that lead on.

use super::build;

const CARD: &str = "---\nlicense: mit\ntags: [light]\nversion: \"2.0.0\"\nweights: [{uri: \"https://w.example/2/lamp.onnx\", size: 20}]\n---\n# Lamp\n\nSee [the first](versions/1.0.0.md).\n";
const EARLIER: &str = "---\nversion: \"1.0.0\"\ndate: 2026-01-02\nlicense: cc-by-nc-4.0\nweights: [{uri: \"https://w.example/1/lamp.onnx\", size: 10}]\n---\nThe first <b>one</b>, [not the last](../README.md).\n";
const LIFECYCLE: &str = "aliases: {champion: \"1.0.0\"}\nversions:\n  \"1.0.0\": {stage: production}\n";
const FOLDER: &str = "models/acme/lamp";

fn lamp() -> super::Site {
    build(&[
        ("hub.yaml", "site: {base_url: https://m.example/}\naliases: {protected: [champion]}\n"),
        ("models/acme/lamp/README.md", CARD),
        ("models/acme/lamp/versions/1.0.0.md", EARLIER),
        ("models/acme/lamp/lifecycle.yaml", LIFECYCLE),
        ("models/acme/plain/README.md", "---\nversion: \"1.0.0\"\n---\n# Plain\n"),
    ])
}

#[test]
fn a_model_without_versions_has_none_of_their_pages() {
    let site = lamp();
    let below = |folder: &str| site.files.keys().filter(|path| path.starts_with(folder)).count();
    assert_eq!(below("models/acme/plain/"), 1);
    let pages: Vec<&str> = site
        .files
        .keys()
        .filter_map(|path| path.strip_prefix(FOLDER))
        .filter(|p| p.ends_with("html"))
        .collect();
    assert_eq!(
        pages,
        [
            "/@champion/index.html",
            "/index.html",
            "/v/1.0.0/index.html",
            "/v/2.0.0/changes/index.html",
            "/v/2.0.0/index.html"
        ]
    );
    assert_eq!(site.findings, Vec::<String>::new());
}

#[test]
fn an_earlier_version_says_so_and_has_its_own_facts() {
    let site = lamp();
    let page = format!("{FOLDER}/v/1.0.0/index.html");
    let notices = site.between(&page, "class=\"notices\">", "</div>\n</div>");
    assert!(
        notices.contains("The current version is 2.0.0")
            && notices.contains("href=\"../../../../../models/acme/lamp/index.html\""),
        "{notices}"
    );
    let facts = site.between(&page, "id=\"facts\"", "</section>");
    assert!(facts.contains("CC BY-NC 4.0") || facts.contains("Creative Commons"), "{facts}");
    assert!(!facts.contains("MIT"), "{facts}");
    assert!(facts.contains("10 bytes") && facts.contains(">light</a>"), "{facts}");
    let notes = site.between(&page, "id=\"card\"", "</section>");
    assert!(notes.contains(">Release notes</h2>") && notes.contains("The first <b>one</b>"), "{notes}");
    assert!(notes.contains("href=\"../../index.html\""), "{notes}");
    // Search engines are to find the model.
    assert!(
        site.file(&page).contains("<link rel=\"canonical\" href=\"https://m.example/models/acme/lamp/\">")
    );
    assert!(!site.file("sitemap.xml").contains("/v/"));
}

#[test]
fn the_table_of_versions_is_on_each_page() {
    let site = lamp();
    let table = site.between(&format!("{FOLDER}/index.html"), "<table class=\"diff\">", "</table>");
    assert!(table.contains("2.0.0 <span class=\"hint\">this page</span>"), "{table}");
    assert!(table.contains("href=\"../../../models/acme/lamp/v/1.0.0/index.html\">1.0.0</a>"), "{table}");
    assert!(table.contains("@champion</a><span class=\"hint\">protected</span>"), "{table}");
    assert!(table.contains("href=\"../../../models/acme/lamp/v/2.0.0/changes/index.html\""), "{table}");
    // A link of the card to the file of a version leads to its page.
    let card = site.between(&format!("{FOLDER}/index.html"), "id=\"card\"", "</section>");
    assert!(card.contains("href=\"v/1.0.0/index.html\""), "{card}");
}

#[test]
fn an_alias_and_the_current_version_lead_on() {
    let site = lamp();
    let page = format!("{FOLDER}/@champion/index.html");
    let target = "../../../../models/acme/lamp/v/1.0.0/index.html";
    assert!(site.file(&page).contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={target}\">")));
    assert!(
        site.between(&page, "<main", "</main>").contains(&format!("href=\"{target}\">acme/lamp 1.0.0</a>"))
    );
    let current = site.file(&format!("{FOLDER}/v/2.0.0/index.html"));
    assert!(current.contains("content=\"0; url=../../../../../models/acme/lamp/index.html\""));
}

#[test]
fn what_a_version_changed_has_a_page() {
    let site = lamp();
    let main = site.between(&format!("{FOLDER}/v/2.0.0/changes/index.html"), "<main", "</main>");
    assert!(
        main.contains("content changed")
            && main.contains("10 B (10 bytes)")
            && main.contains("20 B (20 bytes)"),
        "{main}"
    );
    assert!(
        main.contains("<code>license</code></th><td><bdi>cc-by-nc-4.0</bdi></td><td><bdi>mit</bdi></td>"),
        "{main}"
    );
    assert!(!main.contains("<code>tags</code>") && !main.contains("id=\"results\""), "{main}");
}

#[test]
fn a_folder_named_v_does_not_take_a_versions_place() {
    let site = build(&[
        ("models/lamp/README.md", "---\nversion: \"2\"\n---\n# Lamp\n"),
        ("models/lamp/versions/1.md", "---\nversion: \"1\"\n---\n"),
        ("models/lamp/v/1/README.md", "# Another\n"),
    ]);
    assert!(site.file("models/lamp/v/1/index.html").contains("Earlier version"));
    assert!(site.file("models/lamp/v-4c94485e0c/1/index.html").contains("Another"));
}
