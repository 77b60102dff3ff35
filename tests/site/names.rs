//! Names of pages: safe, unique, stable.

use std::collections::BTreeSet;

use cardex::site::{file_name, slug, unique};
use proptest::prelude::*;

use super::build;

#[test]
fn slugs_of_common_and_of_odd_texts() {
    for (text, expected) in [
        ("bert-base-uncased", "bert-base-uncased"),
        ("Llama-3.1-8B", "llama-3.1-8b"),
        ("My Model!", "my-model"),
        ("a/b:c", "a-b-c"),
        ("<b>x</b>", "b-x-b"),
        ("trail. ", "trail"),
        ("../../etc", "etc"),
        // Names that systems or the site need for themselves, and texts that lose letters, carry a hash.
        ("con", "con-b6c2fb24ac"),
        ("aux.html", "aux-html-c3a4be1f3e"),
        ("page", "page-b4d2c1c5cf"),
        ("日本語", "x-"),
        ("", "x-"),
    ] {
        let slug = slug(text);
        match expected.rsplit_once('-') {
            Some((head, hash)) if hash.is_empty() || hash.len() == 10 => {
                assert!(
                    slug.starts_with(&format!("{head}-")) && slug.len() == head.len() + 11,
                    "{text}: {slug}"
                );
            }
            _ => assert_eq!(slug, expected, "{text}"),
        }
    }
    assert_eq!(unique("nlp"), "nlp");
    assert!(unique("NLP").starts_with("nlp-"));
    assert_ne!(slug("日本語"), slug("中文"));
    assert_eq!(file_name("figures/loss.png").split('-').count(), 3);
    assert_eq!(file_name("loss.png"), "loss.png");
}

proptest! {
    #[test]
    fn a_slug_is_safe_whatever_the_text(text in "\\PC{0,300}|[a-z./ -]{0,20}") {
        for slug in [slug(&text), unique(&text), file_name(&text)] {
            prop_assert!(!slug.is_empty() && slug.len() <= 180, "{slug}");
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b)), "{slug}");
            prop_assert!(!slug.starts_with('.') && !slug.ends_with('.'), "{slug}");
        }
    }
}

#[test]
fn tags_that_differ_in_case_or_signs_have_pages_of_their_own() {
    let tags =
        ["NLP", "nlp", "n/l/p", "C:\\x", "con", "🤗", "מודל", "a".repeat(250).as_str(), "index.html", "page"]
            .map(str::to_owned);
    let card = format!("---\ntags: {}\n---\n", serde_json::to_string(&tags).expect("JSON"));
    let site = build(&[("models/acme/x/README.md", &card)]);
    let pages: Vec<&String> = site
        .files
        .keys()
        .filter(|path| path.starts_with("tags/") && path.matches('/').count() == 2)
        .collect();
    assert_eq!(pages.len(), tags.len(), "{pages:#?}");
    assert!(pages.contains(&&"tags/nlp/index.html".to_owned()));
    for tag in &tags {
        let shown = tag.replace('&', "&amp;").replace('<', "&lt;");
        assert!(pages.iter().any(|page| site.file(page).contains(&shown)), "{tag}");
    }
}

#[test]
fn models_that_would_share_a_folder_are_both_built_and_named() {
    let site = build(&[
        ("models/acme/My Model/README.md", "One."),
        ("models/acme/my-model/README.md", "Two."),
        ("models/page/2/README.md", "Three."),
        ("models/index.html/README.md", "Four."),
        ("models/files/v/README.md", "Five."),
    ]);
    let clash = "models/acme/my-model/README.md: error[CX014]: the models `acme/My Model` (models/acme/My Model/README.md) and `acme/my-model` (models/acme/my-model/README.md) differ only in case or punctuation";
    assert_eq!(site.findings, [clash]);
    assert!(site.file("models/acme/my-model/index.html").contains("Two."));
    let lower: BTreeSet<String> = site.files.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), site.files.len());
    for text in ["One.", "Three.", "Four.", "Five."] {
        assert!(
            site.files.iter().any(|(path, html)| path.starts_with("models/") && html.contains(text)),
            "{text}"
        );
    }
}
