//! Reports of cards that attack their readers: whatever a card says is shown and does nothing.

use cardex::review::report::{html, json, markdown, terminal};
use regex::Regex;

use super::reported;

const ATTACK: &str = "\"'><script>alert(1)</script> <!-- x --> ![p](https://evil.invalid/p.png) [l](javascript:1) @acme/nlp #1 !2 ~bug %3 https://evil.invalid www.evil.invalid `c` | pipe \u{202e}rtl\u{1b}[31m</details> </style> {{ 7*7 }} a@b.invalid";

/// A card with the attack in every field, in a `turn` of its own.
fn card(turn: usize) -> String {
    let text = serde_json::to_string(&format!("{ATTACK} {turn}")).unwrap();
    format!(
        "---\ntitle: {text}\nlicense: {text}\nlicense_name: {text}\npipeline_tag: {text}\nlibrary_name: {text}\nlanguage: [{text}]\ntags: [{text}]\nowners: [{text}]\nversion: \"1.{turn}\"\ndescription: {text}\n{text}: {text}\nrisk: {{level: {text}}}\nstage: {text}\ndeprecated: {{by: {text}, reason: {text}, removal: {text}}}\nbase_model: [{text}]\ndatasets: [{text}]\nweights: [{{uri: s3://b/k{turn}, path: \"k {turn}\", dtype: {text}, size: {turn}0, format: {text}, variant: {text}}}]\nmodel-index: [{{name: m, results: [{{task: {{type: {text}}}, dataset: {{type: {text}, name: {text}, split: {text}}}, metrics: [{{type: {text}, name: {text}, value: {text}}}, {{type: f1, value: 0.{turn}}}]}}]}}]\n---\n# {ATTACK} {turn}\n\n{ATTACK}\n"
    )
}

fn check_markdown(text: &str) {
    let (marker, rest) = text.split_once('\n').unwrap();
    assert_eq!(marker, "<!-- cardex:review v1 -->");
    assert!(text.encode_utf16().count() <= 60_000);
    let ours = Regex::new(r"</?details>|</?summary>|</?sub>").unwrap();
    let left = ours.replace_all(rest, "").replace("[preview](https://preview.example.org/7/)", "");
    let code = Regex::new(r"`[A-Za-z0-9/._:+-]+`").unwrap().replace_all(&left, "").into_owned();
    for sign in ["<", "://", "www.", "](", "<!--", "\u{202e}", "\u{1b}"] {
        assert!(!code.contains(sign), "{sign:?} in {code}");
    }
    let code = Regex::new("&#[0-9]+;").unwrap().replace_all(&code, "\u{200b}");
    let call = Regex::new(r"[@#!~%][A-Za-z0-9]|(^|[^\\])[`*_\[]").unwrap();
    let found = code
        .lines()
        .filter(|line| !line.starts_with('|') && !line.starts_with('#') && !line.starts_with("**"));
    let found: Vec<&str> = found.filter(|line| call.is_match(line)).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    assert_eq!(text.matches("<summary>").count(), text.matches("</summary>").count());
    let bar = Regex::new(r"(^|[^\\])\|").unwrap();
    for row in text.lines().filter(|line| line.starts_with("| ")) {
        let bars = bar.find_iter(row).count();
        assert!([3, 4, 6, 8].contains(&bars), "{bars} bars in {row}");
    }
}

#[test]
fn a_card_that_attacks_is_shown_in_every_form() {
    let (old, new) = (card(1), card(2));
    let one = "models/acme/lamp/README.md";
    for (base, head) in [
        (vec![(one, old.as_str())], vec![(one, new.as_str())]),
        (vec![], vec![(one, new.as_str())]),
        (vec![(one, old.as_str())], vec![]),
    ] {
        check_markdown(&reported(&base, &head, markdown));
        let text = reported(&base, &head, terminal);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{text}");
        let page = reported(&base, &head, |report| html(report).unwrap());
        for sign in ["<script", "<img", "javascript:1\"", "<!--", "\u{1b}"] {
            assert!(!page.contains(sign), "{sign:?} in {page}");
        }
        assert_eq!(page.matches("</style>").count(), 1);
        assert_eq!(
            page.matches("<a ").count(),
            page.matches("<a href=\"#model-").count() + 1,
            "the link to the preview"
        );
        let value: serde_json::Value = serde_json::from_str(&reported(&base, &head, json)).unwrap();
        assert_eq!(value["models"][0]["id"], "acme/lamp");
    }
}

#[test]
fn names_of_folders_and_files_attack_as_well() {
    let folder = "models/acme/[x](y) @nora `c` <b> #1|2";
    let path = format!("{folder}/README.md");
    let beside = format!("{folder}/![i](j) @nora.txt");
    let base = [(path.as_str(), "---\nlicense: mit\n---\n")];
    let head = [(path.as_str(), "---\nlicense: mit\n---\n"), (beside.as_str(), "x")];
    check_markdown(&reported(&base, &head, markdown));
}

#[test]
fn a_comment_ends_before_it_is_too_long() {
    let cards: Vec<(String, String)> =
        (0..300).map(|n| (format!("models/acme/m{n}/README.md"), card(n))).collect();
    let head: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let text = reported(&[], &head, markdown);
    check_markdown(&text);
    assert!(text.contains(
        " models are left out here**, as a comment has little room; the other reports have all.\n"
    ));
    assert!(text.ends_with("</sub>\n"), "the end is there");
    assert!(text.encode_utf16().count() > 40_000);
}
