//! What each feature of Markdown becomes.

use super::{card, findings, html};

#[test]
fn text() {
    assert_eq!(
        html("a *b* **c** ~~d~~ `e < f`  \ng & <https://x.org>"),
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e &lt; f</code><br>\ng &amp; \
         <a href=\"https://x.org\" rel=\"nofollow noopener noreferrer\">https://x.org</a></p>"
    );
    assert_eq!(
        html("> a\n\n---\n\n- b\n- c"),
        "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>"
    );
    assert_eq!(html("3. a\n4. b"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
}

#[test]
fn tables() {
    assert_eq!(
        html("## Results\n\n|   | WER |\n|:--|--:|\n| a | 5.1 |"),
        "<h3 id=\"card-results\">Results</h3>\n\
         <div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1: Results\"><table>\n\
         <thead>\n<tr>\n<td></td>\n<th scope=\"col\" class=\"align-right\">WER</th>\n</tr>\n</thead>\n\
         <tbody>\n<tr>\n<td class=\"align-left\">a</td>\n<td class=\"align-right\">5.1</td>\n</tr>\n</tbody>\n\
         </table></div>"
    );
    let two = html("|a|\n|-|\n|b|\n\nx\n\n|c|\n|:-:|");
    assert!(two.contains("aria-label=\"Table 1\"") && two.contains("aria-label=\"Table 2\""));
    assert!(two.contains("<th scope=\"col\" class=\"align-center\">c</th>"));
}

#[test]
fn tasks() {
    assert_eq!(
        html("- [x] a\n- [ ] b"),
        "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n\
         <li><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li>\n</ul>"
    );
}

#[test]
fn alerts() {
    assert_eq!(
        html("> [!WARNING]\n> Mind the gap."),
        "<div class=\"alert alert-warning\">\n<p class=\"alert-title\">Warning</p>\n<p>Mind the gap.</p>\n</div>"
    );
}

#[test]
fn footnotes() {
    assert_eq!(
        html("a[^x] b[^1] c[^x]\n\n[^1]: one\n[^x]: ex[^1]\n[^y]: unused"),
        "<p>a<sup class=\"footnote-ref\" id=\"card-ref:1\"><a href=\"#card-note:1\" aria-label=\"Footnote 1\">1</a></sup> \
         b<sup class=\"footnote-ref\" id=\"card-ref:2\"><a href=\"#card-note:2\" aria-label=\"Footnote 2\">2</a></sup> \
         c<sup class=\"footnote-ref\" id=\"card-ref:1-2\"><a href=\"#card-note:1\" aria-label=\"Footnote 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\
         <li id=\"card-note:1\"><p>ex<sup class=\"footnote-ref\" id=\"card-ref:2-2\"><a href=\"#card-note:2\" aria-label=\"Footnote 2\">2</a></sup></p>\n \
         <a class=\"footnote-back\" href=\"#card-ref:1\" aria-label=\"Back to reference 1\">↩</a> \
         <a class=\"footnote-back\" href=\"#card-ref:1-2\" aria-label=\"Back to reference 1-2\">↩</a></li>\n\
         <li id=\"card-note:2\"><p>one</p>\n \
         <a class=\"footnote-back\" href=\"#card-ref:2\" aria-label=\"Back to reference 2\">↩</a> \
         <a class=\"footnote-back\" href=\"#card-ref:2-2\" aria-label=\"Back to reference 2-2\">↩</a></li>\n</ol>\n</section>"
    );
    assert_eq!(html("<a href=https://x.org>a[^1]</a>\n\n[^1]: b").matches("<a ").count(), 2);
}

#[test]
fn mathematics_and_prices() {
    assert_eq!(html("$x^2$"), "<p><code class=\"math\">x^2</code></p>");
    assert_eq!(
        html("$$\na < b\n$$"),
        "<p></p>\n<pre class=\"math\" tabindex=\"0\"><code>a &lt; b</code></pre>"
    );
    for text in [
        "$5 and $10",
        "from 5$ to 10$",
        "US$5-$10",
        "$5-$10",
        "$HOME/bin:$PATH",
        "costs $5 a month or 50$ a year",
    ] {
        assert_eq!(html(text), format!("<p>{text}</p>"));
    }
}

#[test]
fn code_blocks() {
    assert_eq!(
        html("```mermaid\na-->b\n```"),
        "<pre tabindex=\"0\"><code class=\"language-mermaid\">a--&gt;b\n</code></pre>"
    );
    assert_eq!(html("    a\n    <b>"), "<pre tabindex=\"0\"><code>a\n&lt;b&gt;</code></pre>");
    assert_eq!(
        html("```py\nimport x\n```"),
        "<pre tabindex=\"0\"><code class=\"language-py\"><span class=\"kw\">import</span> x\n</code></pre>"
    );
}

#[test]
fn citations() {
    assert_eq!(
        card("```\nx\n```\n```bibtex\n@misc{a,\n}\n```\n```bib\n@misc{b}\n```").bibtex.as_deref(),
        Some("@misc{a,\n}")
    );
    assert_eq!(card("```\n\n@Article{a}\n```").bibtex.as_deref(), Some("@Article{a}"));
    assert_eq!(card("```python\n@decorator\nx = {}\n```").bibtex, None);
}

#[test]
fn plain_text() {
    let text = card("# Head\n\nA *b*c [d](https://x.org) <b>e</b>&amp;<br>f ![g](p.png)\n\n```\ncode\n```\n- i\n- j\n\n|k|l|\n|-|-|\n|m|n|").text;
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words, ["Head", "A", "bc", "d", "e&", "f", "code", "i", "j", "k", "l", "m", "n"]);
}

#[test]
fn good_cards_have_no_findings() {
    assert_eq!(findings("# A\n\n[b](#a) ![c](p.png) <div align=\"center\"><b>x</b></div>"), [""; 0]);
}
