//! Cards that ask for more than the limits allow.

use std::time::Instant;

use cardex::markdown::{Limits, RemoteImages};

use super::{card, line, strict, with};

#[test]
fn deep_cards_are_plain_text() {
    for (body, message) in [
        (">".repeat(50_000), "the card nests 50000 levels deep, the limit is 256; it is shown as plain text"),
        (
            "<div>".repeat(50_000),
            "the card nests 50000 levels deep, the limit is 256; it is shown as plain text",
        ),
    ] {
        let rendered = card(&body);
        let text = body.replace('<', "&lt;").replace('>', "&gt;");
        assert!(rendered.html == format!("<pre class=\"card-source\" tabindex=\"0\">\n{text}</pre>\n"));
        assert_eq!(rendered.diagnostics.len(), 1);
        assert!(line(&rendered.diagnostics[0]).contains(" error CX321: "), "{:?}", rendered.diagnostics);
        assert_eq!(rendered.diagnostics[0].message, message);
    }
    strict::check(&card(&"<div>".repeat(250)).html);
    assert!(card(&"<div>".repeat(250)).diagnostics.is_empty());
}

#[test]
fn the_place_is_where_the_limit_is_passed() {
    let limits = Limits { depth: 3, ..Limits::default() };
    let rendered = with("a\n\n<div><div>\n<div><div>\n", RemoteImages::Block, &limits);
    assert!(
        line(&rendered.diagnostics[0]).starts_with("models/a/b/README.md:1"),
        "{:?}",
        rendered.diagnostics
    );
}

#[test]
fn large_cards_are_plain_text() {
    let limits = Limits { output_bytes: 1_000, ..Limits::default() };
    let rendered = with(&"> a\n\n".repeat(100), RemoteImages::Block, &limits);
    assert_eq!(
        rendered.diagnostics.iter().map(line).collect::<Vec<_>>(),
        [
            "models/a/b/README.md:11:1 error CX322: the card becomes more than 1000 bytes of HTML, the limit; it is shown as plain text"
        ]
    );
    assert!(rendered.html.len() < 1_100);
}

#[test]
fn surplus_links_are_text() {
    let limits = Limits { links: 2, ..Limits::default() };
    let rendered = with(
        "[a](https://x.org) ![b](p.png)\n[c](https://x.org) ![d](p.png) <a href=https://x.org>e</a>",
        RemoteImages::Block,
        &limits,
    );
    assert_eq!(
        rendered.html,
        "<p><a href=\"https://x.org\" rel=\"nofollow noopener noreferrer\">a</a> \
         <img src=\"files/p.png\" alt=\"b\" loading=\"lazy\">\nc d e</p>\n"
    );
    assert_eq!(
        rendered.diagnostics.iter().map(line).collect::<Vec<_>>(),
        [
            "models/a/b/README.md:12:1 warning CX320: the card has 5 links and images, the limit is 2; the others are shown as text"
        ]
    );
}

#[test]
fn hard_cards_take_no_time() {
    for body in [
        "<b ".repeat(40_000),
        "<a x='".repeat(20_001),
        "<a x=\"<b y='".repeat(20_001),
        "https://<".repeat(20_000),
        "https://.".repeat(20_000),
        "# a\n".repeat(10_000),
        "[^1]".repeat(10_000) + "\n\n[^1]: x",
        "<b><i></b>".repeat(5_000),
        "<!--".repeat(20_000),
        "$".repeat(50_000),
        "&".repeat(50_000),
        "`\"'\n".repeat(10_000),
        "<table><tr><td>".repeat(5_000),
        "<a href=#x>".repeat(10_000),
        format!("```python\n{}\n```", "\"\"\"'''#".repeat(8_000)),
    ] {
        let start = Instant::now();
        let rendered = card(&body);
        // Unoptimised, on a busy machine: a square of the length would take minutes.
        assert!(start.elapsed().as_secs() < 10, "{:?} {}", start.elapsed(), &body[..20]);
        strict::check(&rendered.html);
    }
}
