//! Links and images.

use cardex::markdown::{Limits, RemoteImages};

use super::{findings, html, with};

const EXTERNAL: &str = "rel=\"nofollow noopener noreferrer\"";

#[test]
fn links_are_resolved() {
    assert_eq!(html("[a](../other#x \"T\")"), "<p><a href=\"../other/index.html\" title=\"T\">a</a></p>");
    assert_eq!(
        html("[a](<files/a b.txt>) [b](files/a%20b.txt?raw)"),
        "<p><a href=\"files/a%20b.txt\">a</a> <a href=\"files/a%20b.txt\">b</a></p>"
    );
    assert_eq!(
        html("[a](train.py#L3)"),
        format!("<p><a href=\"https://git.example/train.py#L3\" {EXTERNAL}>a</a></p>")
    );
    assert_eq!(html("[a](mailto:a@b.org)"), "<p><a href=\"mailto:a@b.org\">a</a></p>");
    assert_eq!(
        html("[a](//x.org/{y})"),
        format!("<p><a href=\"https://x.org/%7By%7D\" {EXTERNAL}>a</a></p>")
    );
}

#[test]
fn links_to_nothing_are_text() {
    assert_eq!(html("[a](no.md) <a href=\"\">b</a> [c]()"), "<p>a b c</p>");
    assert_eq!(
        findings("x\n\n [a](../no%20.md)\n[b](ftp://x.org)"),
        [
            "models/a/b/README.md:13:2 warning CX301: the link to `../no .md` leads to nothing in the hub",
            "models/a/b/README.md:14:1 warning CX301: `ftp://x.org` is no address that a card may link to, so the link is shown as text",
        ]
    );
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        html("(https://x.org/a_b_c)."),
        format!("<p>(<a href=\"https://x.org/a_b_c\" {EXTERNAL}>https://x.org/a_b_c</a>).</p>")
    );
    assert_eq!(
        html("`https://x.org` [https://y.org](../other)"),
        "<p><code>https://x.org</code> <a href=\"../other/index.html\">https://y.org</a></p>"
    );
}

#[test]
fn images_of_the_hub_are_shown() {
    assert_eq!(
        html("![a *b*](p.png \"T\")"),
        "<p><img src=\"files/p.png\" alt=\"a b\" title=\"T\" loading=\"lazy\"></p>"
    );
    assert_eq!(
        html("<img src=p.png width=50% align=right style=\"height: 20px\">"),
        "<img src=\"files/p.png\" alt=\"\" height=\"20\" class=\"w-50 align-right\" loading=\"lazy\">"
    );
    assert_eq!(html("<img alt=x>"), "");
}

#[test]
fn remote_images_are_links_unless_allowed() {
    let body = "![Plot](https://x.org/p.png) ![](https://x.org/q%20r.png)";
    assert_eq!(
        html(body),
        format!(
            "<p><a class=\"blocked-image\" href=\"https://x.org/p.png\" {EXTERNAL}>Image: Plot</a> \
             <a class=\"blocked-image\" href=\"https://x.org/q%20r.png\" {EXTERNAL}>Image: q r.png</a></p>"
        )
    );
    assert_eq!(
        with(body, RemoteImages::Allow, &Limits::default()).html,
        "<p><img src=\"https://x.org/p.png\" alt=\"Plot\" referrerpolicy=\"no-referrer\" loading=\"lazy\"> \
         <img src=\"https://x.org/q%20r.png\" alt=\"\" referrerpolicy=\"no-referrer\" loading=\"lazy\"></p>\n"
    );
}

#[test]
fn badges_become_the_text_of_their_links() {
    assert_eq!(
        html("[![Licence](https://img.x.org/l.svg)](https://y.org)"),
        format!("<p><a href=\"https://y.org\" {EXTERNAL}>Licence</a></p>")
    );
    assert_eq!(
        html("[![](p.png)](https://y.org)"),
        format!(
            "<p><a href=\"https://y.org\" {EXTERNAL}><img src=\"files/p.png\" alt=\"p.png\" loading=\"lazy\"></a></p>"
        )
    );
    assert_eq!(html("a[](https://y.org)b"), "<p>ab</p>");
}

#[test]
fn images_are_judged() {
    assert_eq!(
        html("![a](no.png) ![](dir/no.png)"),
        "<p><span class=\"missing-image\">a</span> <span class=\"missing-image\">no.png</span></p>"
    );
    assert_eq!(
        findings("![a](no.png)\n![](p.png)"),
        [
            "models/a/b/README.md:11:1 warning CX302: the image `no.png` is not in the hub",
            "models/a/b/README.md:12:1 note CX307: the image `p.png` has no description",
        ]
    );
    assert_eq!(
        html(&format!("![a](data:image/png;base64,{})", "A".repeat(70_000))),
        "<p><span class=\"missing-image\">a</span></p>"
    );
}

#[test]
fn media_are_links() {
    assert_eq!(
        html("<video controls><source src=\"https://x.org/v.mp4\">No video?</video>"),
        format!("<p><a href=\"https://x.org/v.mp4\" {EXTERNAL}>Video: v.mp4</a></p>")
    );
    assert_eq!(
        html("<audio src=https://x.org/a.wav></audio>x"),
        format!("<p><a href=\"https://x.org/a.wav\" {EXTERNAL}>Audio: a.wav</a>x</p>")
    );
}
