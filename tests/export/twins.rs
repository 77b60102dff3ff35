//! Markdown twins and `llms.txt`.

use super::{EXAMPLE, one, several};

#[test]
fn a_twin_is_a_head_of_facts_and_the_cards_own_text() {
    let body = "# X\n\nText with *stars* & <b>HTML</b> and {{ 7*7 }}.\n\n```python\nprint('a')\n```";
    let site =
        one(&format!("---\nlicense: mit\ntitle: \"A *b* [c](d)\"\npipeline_tag: fill-mask\n---\n\n{body}\n"));
    let twin = &site["models/acme/x/index.md"];
    assert!(twin.starts_with("# A \\*b\\* \\[c\\](d)\n"), "{twin}");
    assert!(twin.contains("\n- Model: acme/x\n") && twin.contains("\n- Task: Fill-Mask\n"), "{twin}");
    assert!(
        twin.contains(
            "\n- Page: https://m.example/models/acme/x/\n- JSON: ../../../api/v1/models/acme/x.json\n"
        ),
        "{twin}"
    );
    assert!(twin.ends_with(&format!("\n---\n\n{body}\n")), "{twin}");
    let html = &site["models/acme/x/index.html"];
    let link = "<link rel=\"alternate\" type=\"text/markdown\" href=\"../../../models/acme/x/index.md\">";
    assert!(html.contains(link), "{html}");
}

#[test]
fn no_form_shows_a_credential() {
    let secret = "https://user:hunter2@host.example/x";
    let site = one(&format!(
        "---\ntitle: see {secret}\ndescription: see {secret}\nsource: {{repository: \"{secret}\"}}\nlinks: {{paper: \"{secret}\"}}\nweights: [{{uri: \"{secret}\"}}]\n---\nText with [a link]({secret}) and {secret}.\n"
    ));
    for (path, text) in &site {
        let is_form = [".md", ".csv", ".svg", ".cdx.json", ".spdx.json", ".sagemaker.json"]
            .iter()
            .any(|end| path.ends_with(end));
        let is_form = is_form || path.starts_with("api/") || path == "llms.txt";
        assert!(!is_form || !text.contains("hunter2"), "{path}: {text}");
    }
    assert!(
        site["models/acme/x/index.md"].contains("[a link](\\[address")
            || site["models/acme/x/index.md"].contains("[address with a credential, left out]")
    );
}

#[test]
fn every_link_of_a_twin_leads_somewhere() {
    let mut count = 0;
    for (path, text) in EXAMPLE.iter().filter(|(path, _)| path.ends_with(".md") || *path == "llms.txt") {
        if path.starts_with("models/") && path != "models/index.md" || path == "assets/LICENSES.md" {
            continue;
        }
        // Behind the line stands the card's own text, as it was written.
        let text = text.split("\n---\n").next().unwrap();
        let folder: Vec<&str> = path.split('/').collect();
        for piece in text.split("](").skip(1) {
            let target = &piece[..piece.find(')').unwrap()];
            let mut parts = folder[..folder.len() - 1].to_vec();
            for part in target.split('/') {
                if part == ".." {
                    parts.pop().unwrap();
                } else {
                    parts.push(part);
                }
            }
            assert!(EXAMPLE.contains_key(&parts.join("/")), "{path}: {target}");
            count += 1;
        }
    }
    assert!(count > 400, "{count}");
}

#[test]
fn llms_txt_is_written_without_twins_too() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("models/acme/x")).unwrap();
    std::fs::write(folder.path().join("models/acme/x/README.md"), "# X\n\nFills a gap.\n").unwrap();
    std::fs::write(folder.path().join("hub.yaml"), "exports: []\nsite: {title: \"A *hub*\"}\n").unwrap();
    let site = super::render(folder.path(), None);
    let text = &site["llms.txt"];
    assert!(
        text.starts_with(
            "# A \\*hub\\*\n\n> A catalog of machine-learning models.\n\n1 model of 1 organisation."
        ),
        "{text}"
    );
    assert!(text.contains("- [acme/x](models/acme/x/index.html): Fills a gap.\n"), "{text}");
    assert!(!site.contains_key("models/acme/x/index.md") && !site.contains_key("models.csv"));
    assert!(!site["models/acme/x/index.html"].contains("text/markdown"));
}

#[test]
fn llms_txt_does_not_grow_with_the_catalog() {
    let card = "---\ndescription: A model among others that are much alike.\n---\n";
    let paths: Vec<String> = (0..200).map(|n| format!("models/acme/m{n}/README.md")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), card)).collect();
    let text = &several(&files, None)["llms.txt"];
    assert_eq!(text.matches("- [acme/m").count(), 50);
}
