//! Levels and ids of headings, and the links to them.

use super::{card, findings, html};

#[test]
fn levels_begin_under_the_page() {
    let headings = card("# My model\n\n## Use\n\n#### Deep\n\n# Other\n\n## Use").headings;
    let shown: Vec<_> = headings.iter().map(|it| (it.level, it.text.as_str(), it.id.as_str())).collect();
    assert_eq!(
        shown,
        [
            (3, "Use", "card-use"),
            (4, "Deep", "card-deep"),
            (3, "Other", "card-other"),
            (4, "Use", "card-use-1")
        ]
    );
}

#[test]
fn the_title_is_not_repeated() {
    assert_eq!(html("#  my *Model*\n\nx"), "<p>x</p>");
    assert_eq!(html("<h1 align=center>My model</h1>\n\nx"), "<p>x</p>");
    assert_eq!(html("## My model"), "<h3 id=\"card-my-model\">My model</h3>");
    assert_eq!(html("# A\n# My model"), "<h3 id=\"card-a\">A</h3>\n<h3 id=\"card-my-model\">My model</h3>");
    assert_eq!(html("# My model\n[up](#my-model)"), "<p><a href=\"#\">up</a></p>");
}

#[test]
fn headings_without_text_are_none() {
    assert_eq!(html("#\n\n## <br>\n\n<h2> </h2>x"), "<div><br></div>\nx");
    assert_eq!(html("# ![a](p.png)"), "<div><img src=\"files/p.png\" alt=\"a\" loading=\"lazy\"></div>");
}

#[test]
fn fragments_lead_to_headings_and_to_own_ids() {
    assert_eq!(
        html(
            "[a](#Über-uns) [b](#user-content-x) [c](#y.z)\n\n## Über uns\n\n<h2 id=x>X</h2><div id=y.z>D</div>"
        ),
        "<p><a href=\"#card-über-uns\">a</a> <a href=\"#card-x\">b</a> <a href=\"#card-yz\">c</a></p>\n\
         <h3 id=\"card-über-uns\">Über uns</h3>\n<h3 id=\"card-x\">X</h3>\n<div id=\"card-yz\">D</div>"
    );
    assert_eq!(html("## 🚀 Go\n[go](#-go) [go](#🚀-go)").matches("href=\"#card--go\"").count(), 2);
    assert_eq!(
        html("<a name=\"t\">\n\n[t](#t)"),
        "<span id=\"card-t\"></span>\n<p><a href=\"#card-t\">t</a></p>"
    );
}

#[test]
fn a_fragment_that_leads_nowhere_is_reported() {
    assert_eq!(html("a [b](#c)"), "<p>a <a>b</a></p>");
    assert_eq!(
        findings("a [b](#c)"),
        ["models/a/b/README.md:11:3 warning CX303: the link to `#c` leads to no heading of this card"]
    );
}
