//! Cards as pictures of themselves: what each thing becomes, and that nothing in them does anything.

use cardex::markdown::{Limits, RemoteImages, still};
use proptest::prelude::*;
use regex::Regex;

use super::{card, with};

/// The blocks of a card.
fn blocks(markdown: &str) -> Vec<String> {
    still(&card(markdown)).into_iter().map(|block| block.html).collect()
}

fn block(markdown: &str) -> String {
    blocks(markdown).join("\n")
}

#[test]
fn links_and_pictures_are_text_with_their_address() {
    for (markdown, html) in [
        (
            "[a **b**](https://x.example/?a&b)",
            "<p>a <strong>b</strong> <span class=\"to\">(https://x.example/?a&amp;b)</span></p>",
        ),
        (
            "https://x.example/y www.y.example a@b.example",
            "<p>https://x.example/y www.y.example a@b.example</p>",
        ),
        ("[other](../other)", "<p>other <span class=\"to\">(../other/index.html)</span></p>"),
        ("[gone](gone.md)", "<p>gone</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("![a \"b\"](p.png)", "<p>Image: a &quot;b&quot; <span class=\"to\">(files/p.png)</span></p>"),
        ("<img src=p.png width=3 onerror=x>", "<div>Image: <span class=\"to\">(files/p.png)</span></div>"),
        (
            "![a](https://x.example/p.png)",
            "<p>Image: a <span class=\"to\">(https://x.example/p.png)</span></p>",
        ),
        (
            "![a](data:image/png;base64,AAAA)",
            "<p>Image: a <span class=\"to\">(21 bytes in the text)</span></p>",
        ),
        ("<hr>y", "<hr>\n<div>y</div>"),
        ("- [x] a\n- [ ] b", "<ul> <li>☑ a</li> <li>☐ b</li> </ul>"),
    ] {
        assert_eq!(block(markdown), html, "{markdown}");
    }
    assert_eq!(block("[x](#a-b)\n\n# A b"), "<p>x <span class=\"to\">(#a-b)</span></p>\n<h3>A b</h3>");
    assert_eq!(
        block("a[^1] b[^1]\n\n[^1]: note"),
        "<p>a<sup>1</sup> b<sup>1</sup></p>\n<div> <ol> <li><p>note</p></li> </ol> </div>"
    );
}

#[test]
fn blocks_and_what_they_keep() {
    assert_eq!(
        blocks("# One\n\na\nb  c\n\n---\n\n```python\nx = 1\n\n  y\n```\n> [!NOTE]\n> q\n"),
        [
            "<h3>One</h3>",
            "<p>a b c</p>",
            "<hr>",
            "<pre tabindex=\"0\"><code>x = 1\n\n  y\n</code></pre>",
            "<div class=\"alert alert-note\"> <p class=\"alert-title\">Note</p> <p>q</p> </div>"
        ]
    );
    assert_eq!(
        block("|a|b|\n|-|-:|\n|c|d|"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table> <thead> <tr> <th scope=\"col\">a</th> <th scope=\"col\" class=\"align-right\">b</th> </tr> </thead> <tbody> <tr> <td>c</td> <td class=\"align-right\">d</td> </tr> </tbody> </table></div>"
            .replace(" scope=\"col\"", "")
    );
    assert_eq!(
        block("<details><summary>More</summary>\n\n~~a~~ <ins>b</ins> <del>c</del>\n</details>"),
        "<details open> <summary>More</summary> <p><s>a</s> <u>b</u> <s>c</s></p> </details>"
    );
}

#[test]
fn headings_are_told_as_they_are_read() {
    let found = still(&card("a\n\n# `One` & *two*\n\n> # In a quote\n\n## One\n\n## One"));
    let headings: Vec<Option<&str>> = found.iter().map(|block| block.heading.as_deref()).collect();
    assert_eq!(headings, [None, Some("One & two"), None, Some("One"), Some("One")]);
    assert_eq!(found[2].html, "<blockquote> <h3>In a quote</h3> </blockquote>");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_block_is_whole_and_does_nothing(pieces in proptest::collection::vec(proptest::sample::select(&[
        "\n", "\n\n", "> ", "- ", "1. ", "# ", "```\n", "|a|b|\n|-|-|\n|c|d|\n", "**", "`", "[x](https://x.example)", "![x](p.png)",
        "x", "\"", "<div>", "</div>", "<a href=../other>", "<a name=z>", "</a>", "<table>", "<tr>", "<td colspan=2>", "</td>", "</table>",
        "<ul>", "<li>", "</ul>", "<details>", "<summary>", "</details>", "<h1>", "</h1>", "<b>", "<i>", "<span id=q>", "<br>", "<hr>",
        "<img src=p.png alt='a>b'>", "<pre>", "</pre>", "<script>", "<p align=right>", "<svg onload=x>", "- [ ] x\n", "> [!TIP]\n", "[^1]",
        "\n[^1]: ", "$x$", "![x](https://x.example/p.png)", "<input>", "[#](#z)", "<style>",
    ][..]), 0..30)) {
        let kept = Regex::new(concat!(
            r#"^(</?(abbr|b|blockquote|br|cite|code|s|dfn|div|em|figcaption|figure|h[3-6]|hr|i|u|kbd|li|mark|ol|p|q|samp|small|strong"#,
            r#"|sub|summary|sup|table|tbody|tfoot|th|thead|tr|td|ul|var|wbr)>|<details open>|</details>|</pre>|<pre tabindex="0">"#,
            r#"|<span class="to">|</span>|<t[hd]( class="align-[a-z]+")?( colspan="[0-9]+")?( rowspan="[0-9]+")?>|<ol start="[0-9]+">"#,
            r#"|<div class="(alert alert-[a-z]+|table)"( role="group" tabindex="0" aria-label="Table")?>|<p class="alert-title">)$"#
        )).unwrap();
        let tag = Regex::new("<[^>]*>").unwrap();
        for images in [RemoteImages::Block, RemoteImages::Allow] {
            for block in still(&with(&pieces.concat(), images, &Limits::default())) {
                let mut open = Vec::new();
                for tag in tag.find_iter(&block.html).map(|found| found.as_str()) {
                    prop_assert!(kept.is_match(tag), "{}", tag);
                    let name = tag.trim_matches(['<', '>', '/']).split(' ').next().unwrap().to_owned();
                    match tag.starts_with("</") {
                        true => prop_assert_eq!(open.pop(), Some(name)),
                        false if matches!(name.as_str(), "br" | "hr" | "wbr") => {}
                        false => open.push(name),
                    }
                }
                prop_assert!(open.is_empty(), "{}", block.html);
            }
        }
    }
}
