//! Whatever the bytes, a card becomes allowed HTML, and the same HTML every time.

use proptest::prelude::*;

use super::{card, strict};

/// Pieces that mean something to Markdown, to HTML or to this renderer.
fn piece() -> impl Strategy<Value = String> {
    let known: &[&str] = &[
        "\n",
        "\n\n",
        " ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "###### ",
        "```\n",
        "~~~python\n",
        "|",
        "|--|--|\n",
        "a | b\n",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "$",
        "$$",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "[ ] ",
        "> [!NOTE]\n",
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<div>",
        "</div>",
        "<div align=center>",
        "<p>",
        "</p>",
        "<a href=#x>",
        "<a name=x>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "<th rowspan=3>",
        "</td>",
        "</tr>",
        "</table>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<h1>",
        "</h1>",
        "<h3 id=y>",
        "</h3>",
        "<b>",
        "</b>",
        "<span id=x>",
        "<br>",
        "<hr>",
        "<img src=p.png>",
        "<img src=https://x.org/y.png>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<blockquote>",
        "</blockquote>",
        "<video>",
        "<source src=x>",
        "</video>",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<style>",
        "<unk>",
        "<s>",
        "</s>",
        "<center>",
        "</center>",
        "<dl><dt>",
        "<caption>",
        "<thead>",
        "https://x.org/a_b",
        "javascript:",
        "#x",
        "&nbsp;",
        "&#0;",
        "&lt;",
        "\"",
        "'",
        "=",
        "\\",
        "\u{0}",
        "é",
        "漢",
        "🚀",
        "\u{202e}",
        "x",
        "My model",
        "---\n",
        "===\n",
    ];
    prop_oneof![
        8 => proptest::sample::select(known).prop_map(str::to_owned),
        1 => ".{0,8}",
        1 => "[a-z ]{1,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cards_of_pieces(pieces in proptest::collection::vec(piece(), 0..40)) {
        let markdown = pieces.concat();
        let rendered = card(&markdown);
        strict::check(&rendered.html);
        prop_assert_eq!(&rendered, &card(&markdown));
        cardex::markdown::outline(&markdown);
    }

    #[test]
    fn any_text(markdown in "\\PC{0,200}") {
        strict::check(&card(&markdown).html);
    }

    #[test]
    fn any_code(language in "(python|json|bash|html|diff|latex|rust|yaml|sql)", code in proptest::collection::vec(piece(), 0..20)) {
        let code = code.concat();
        if let Some(html) = cardex::markdown::highlight(&language, &code) {
            strict::check(&html);
            let text = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>();
            prop_assert_eq!(text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"),
                code.chars().filter(|c| is_shown(*c)).collect::<String>());
        }
    }
}

/// Whether a page holds a character: neither a control nor a noncharacter nor one that overrides the direction.
fn is_shown(c: char) -> bool {
    !matches!(c, '\u{202d}' | '\u{202e}' | '\u{fdd0}'..='\u{fdef}')
        && u32::from(c) & 0xfffe != 0xfffe
        && (!c.is_control() || matches!(c, '\n' | '\t'))
}
