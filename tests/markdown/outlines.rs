//! Title and description of a card.

use cardex::markdown::{Outline, outline};

fn check(markdown: &str, title: Option<&str>, description: Option<&str>) {
    let expected = Outline { title: title.map(str::to_owned), description: description.map(str::to_owned) };
    assert_eq!(outline(markdown), expected, "{markdown}");
}

#[test]
fn first_heading_and_first_paragraph() {
    check(
        "# A *b* `c` &amp; d\n\nThis is\na [model](x) for\nASR.\n\nMore.",
        Some("A b c & d"),
        Some("This is a model for ASR."),
    );
    check("Text before it.\n\n## No\n\n# Title", Some("Title"), Some("Text before it."));
    check("", None, None);
}

#[test]
fn badges_html_and_lists_are_no_description() {
    check(
        "<!-- generated -->\n<h1 align=\"center\">Big &copy;<br> Name</h1>\n\n[![a](b)](c) ![d](e)\n\n[Docs](x) | [Demo](y)\n\n- item of a list\n\n> quoted words\n\n| a | b |\n|---|---|\n\n[More Information Needed]\n\nUse the <mask> token.",
        Some("Big © Name"),
        Some("Use the <mask> token."),
    );
}

#[test]
fn controls_are_left_out() {
    check("# a\u{0}b\u{202e}\n\nSome words\u{1b}[1m &#1;here.", Some("ab"), Some("Some words[1m here."));
}
