//! Reports of cards that attack their readers: whatever a card says is shown and does nothing.

use cardex::review::report::{html, json, markdown, terminal};
use regex::Regex;

use super::reported;

const ATTACK: &str = "\"'><script>alert(1)</script> <!-- x --> ![p](https://evil.invalid/p.png) [l](javascript:1) @acme/nlp #1 !2 ~bug %3 https://evil.invalid www.evil.invalid `c` | pipe \u{202e}rtl\u{1b}[31m</details> </style> {{ 7*7 }} a@b.invalid";

/// A card with the attack in every field, in a `turn` of its own.
fn card(turn: usize) -> String {
    let text = serde_json::to_string(&format!("{ATTACK} {turn}")).unwrap();
    format!(
        "---\ntitle: {text}\nlicense: {text}\nlicense_name: {text}\npipeline_tag: {text}\nlibrary_name: {text}\nlanguage: [{text}]\ntags: [{text}]\nowners: [{text}]\nversion: \"1.{turn}\"\ndescription: {text}\n{text}: {text}\nrisk: {{level: {text}}}\nstage: {text}\ndeprecated: {{by: {text}, reason: {text}, removal: {text}}}\nbase_model: [{text}]\ndatasets: [{text}]\nweights: [{{uri: s3://b/k{turn}, path: \"k {turn}\", dtype: {text}, size: {turn}0, format: {text}, variant: {text}}}]\nmodel-index: [{{name: m, results: [{{task: {{type: {text}}}, dataset: {{type: {text}, name: {text}, split: {text}}}, metrics: [{{type: {text}, name: {text}, value: {text}}}, {{type: f1, value: 0.{turn}}}]}}]}}]\n---\n# {ATTACK} {turn}\n\n{ATTACK}\n\n## {turn}\n\n{PROSE}\n\n## Same\n\n{PROSE}"
    )
}

/// Text that attacks in all that Markdown and raw HTML have.
const PROSE: &str = "![p](https://evil.invalid/p.png) ![q](../q.png) ![d](data:image/png;base64,AAAA) [r](../other/README.md) [f](#model-1)\n\n<img src=https://evil.invalid/i.png onerror=alert(1) style=x> <p id=model-1 class=which style=position:fixed onclick=x>\n\n<details class=card><summary onfocus=x>s\n\n</details></section></main>\n<style>*{display:none}</style><svg onload=x><link rel=stylesheet href=//evil.invalid><base href=//evil.invalid><meta http-equiv=refresh content=0><iframe src=//evil.invalid></iframe><form action=//evil.invalid><input type=submit><video src=//evil.invalid autoplay></video>\n\n- [ ] x\n\n| a | b |\n|--|--|\n| <td onclick=x> | {{ 7*7 }} {% raw %} |\n\n[^1]\n\n[^1]: <ins>n</ins> <del>\n";

/// That a page has tags of ours alone, none of which runs, loads or styles anything or leads elsewhere.
fn check_page(page: &str) {
    let (_, body) = page.split_once("</head>").unwrap();
    let kept = Regex::new(concat!(
        r#"^</?(html|body|main|h[1-6]|p|strong|span|table|thead|tbody|tr|td|th|ul|ol|li|code|section|details|summary|div|footer|a|em|b|i|s|u|br|hr"#,
        r#"|pre|blockquote|sup|sub|small|del|ins)"#,
        r##"( (class="[a-z -]*"|scope="(col|row)"|href="#model-[0-9]+"|href="https://preview.example.org/7/"|rel="noopener noreferrer""##,
        r#"|id="model-[0-9]+"|open|tabindex="0"|role="group"|aria-label="Table"|start="[0-9]+"))*>$"#
    ))
    .unwrap();
    for tag in Regex::new("<[^>]*>?").unwrap().find_iter(body) {
        assert!(kept.is_match(tag.as_str()), "{}", tag.as_str());
    }
    let ids: Vec<&str> =
        Regex::new(r#" id="[^"]*""#).unwrap().find_iter(body).map(|id| id.as_str()).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    let mut open = Vec::new();
    for tag in Regex::new("</?([a-z0-9]+)").unwrap().captures_iter(body) {
        let name = tag.get(1).unwrap().as_str();
        match tag[0].starts_with("</") {
            true if matches!(name, "body" | "html") => {}
            true => assert_eq!(open.pop(), Some(name)),
            false if matches!(name, "br" | "hr" | "body") => {}
            false => open.push(name),
        }
    }
    assert_eq!(open, [] as [&str; 0]);
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
        check_page(&page);
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
fn text_of_cards_is_shown_side_by_side_and_does_nothing() {
    let (old, new) = (card(1), card(2));
    let one = "models/acme/lamp/README.md";
    let page = reported(&[(one, &old)], &[(one, &new)], |report| html(report).unwrap());
    check_page(&page);
    let (_, card) =
        page.split_once("<details class=\"card\">\n<summary>The card: before and after</summary>").unwrap();
    assert_eq!(card.matches("<p class=\"which\">").count(), 4, "two sections on two sides");
    assert!(card.contains("<details class=\"same\"><summary>1 unchanged section: Same</summary>"));
    assert_eq!(card.matches("Image: p <span class=\"to\">(https://evil.invalid/p.png)</span>").count(), 7);
    assert_eq!(card.matches("Image: q <span class=\"to\">(../q.png)</span>").count(), 3);
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
