//! `cardex build --preview`: a site that shows what a change does.

use std::fs;

use super::cardex;
use super::git::Repo;

const CARD: &str = "---\nlicense: mit\nlinks: {home: \"https://ada:hunter2@a.example/\"}\nversion: \"1.0\"\nmodel-index:\n- name: lamp\n  results:\n  - task: {type: text-classification}\n    \
                    dataset: {type: sst2, name: SST-2}\n    metrics: [{type: f1, value: 0.921}]\n---\n# Lamp\n\nIt shines.\n";

#[test]
fn a_preview_marks_what_a_change_does() {
    let Some(mut repo) = Repo::new() else { return };
    for (path, text) in [
        ("hub.yaml", "site: {title: Acme, base_url: https://models.acme.example/}\n"),
        ("models/acme/lamp/README.md", CARD),
        (
            "models/acme/gone/README.md",
            "---\nlicense: mit\n---\n# Gone\n\nWords of its own, about nothing else.\n",
        ),
        ("models/acme/same/README.md", "---\nlicense: mit\n---\n# Same\n"),
    ] {
        repo.write(path, text);
    }
    repo.commit();
    let root = repo.dir.clone();
    let root = root.as_path();
    let card = CARD.replace("license: mit", "license: apache-2.0").replace("0.921", "0.904");
    let card = card.replace("It shines.", "It <b>shines</b> & glows.");
    fs::write(root.join("models/acme/lamp/README.md"), card).expect("the card");
    fs::remove_dir_all(root.join("models/acme/gone")).expect("removed");
    fs::create_dir_all(root.join("models/acme/new")).expect("a folder");
    fs::write(root.join("models/acme/new/README.md"), "---\nlicense: mit\n---\n# Brand new\n")
        .expect("a card");
    fs::write(root.join("hub.yaml"), "site: {title: Acme 2, base_url: https://models.acme.example/}\n")
        .expect("written");

    let output = cardex(root, &["build", "--preview", "main", "--out", "site"]);
    let read = |path: &str| fs::read_to_string(root.join("site").join(path)).expect(path);
    // A card holds a credential.
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let page = read("models/acme/lamp/index.html");
    for part in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<a href=\"../../../preview/index.html\">3 models differ</a> from main (",
        "<h2 id=\"marks\">In this change: updated</h2>",
        "<th scope=\"row\"><code>license</code></th><td><bdi>mit</bdi></td><td><bdi>apache-2.0</bdi></td>",
        "<dd class=\"was\">was mit</dd>",
        "<span class=\"hint was\">was 0.921 (−0.017) <span class=\"badge bad\">worse</span></span>",
        "<del>It shines.</del>",
        "<ins>It &lt;b&gt;shines&lt;/b&gt; &amp; glows.</ins>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    let told = |word: &str| page.find(word).map(|at| page[at - 90..at + 30].to_owned());
    assert_eq!((told("hunter2"), told("rel=\"canonical\"")), (None, None));
    let list = read("preview/index.html");
    for part in [
        "<a href=\"../models/acme/lamp/index.html\">acme/lamp</a></th><td><span class=\"badge neutral\">updated</span> </td><td>license, 1 result</td>",
        "<a href=\"../models/acme/new/index.html\">acme/new</a></th><td><span class=\"badge ok\">added</span> </td><td></td>",
        "<th scope=\"row\">acme/gone</th><td><span class=\"badge bad\">removed</span> </td>",
        "<li><code>hub.yaml</code></li>",
    ] {
        assert!(list.contains(part), "{part} is not in {list}");
    }
    let same = read("models/acme/same/index.html");
    assert!(same.contains("noindex") && !same.contains("id=\"marks\""));
    assert!(!read("models/acme/new/index.html").contains("class=\"was\""));
    assert_eq!(read("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(!root.join("site/sitemap.xml").exists() && !root.join("site/feed.xml").exists());

    // Without a change there is nothing to mark, and a name that means nothing is said.
    repo.commit();
    cardex(root, &["build", "--preview", "HEAD", "--out", "site"]);
    assert!(read("preview/index.html").contains("<p class=\"none\">No model differs.</p>"));
    let output = cardex(root, &["build", "--preview", "nowhere", "--out", "other"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error: cannot compare with `nowhere`"), "{said}");
    assert!(!root.join("other").exists());
}
