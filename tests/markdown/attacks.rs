//! Card bodies that try to run, load, restyle, clobber or break out.

use cardex::markdown::{Limits, RemoteImages};

use super::{card, html, strict, with};

/// Bodies that must become harmless; what exactly they become matters less.
const BODIES: &[&str] = &[
    "<script>alert(1)</script>x",
    "<ScRiPt src=//evil.invalid/x.js></sCrIpT >x",
    "<scr<script>ipt>alert(1)</script>",
    "x <script>alert(1)\n\n</script> y",
    "<img src=p.png onerror=alert(1)>",
    "<img/src=p.png/onerror=alert(1)>",
    "<img\nsrc=p.png\nonerror\n=\nalert(1)>",
    "<img src=\"p.png\"onerror=\"alert(1)\">",
    "<img src=p.png alt='\"><script>alert(1)</script>'>",
    "<img src=`p.png`onerror=alert(1)//>",
    "<img src=p.png srcset=\"javascript:alert(1) 1x, //evil.invalid/x 2x\">",
    "<image src=p.png onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text x=20 y=20>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg>\n\n<foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><annotation-xml encoding=\"text/html\"><img src onerror=alert(1)></annotation-xml></math>",
    "<math href=javascript:alert(1)>x</math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<title><img title=\"</title><img src=x onerror=alert(1)>\">",
    "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<plaintext><b>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<base href=//evil.invalid/>",
    "<link rel=stylesheet href=//evil.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.invalid';</style>x",
    "<p style=\"position:fixed;background:url(//evil.invalid)\">x</p>",
    "<form action=//evil.invalid><input name=q autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<isindex type=image src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)><summary onclick=alert(1)>x</summary>y</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<div contenteditable autofocus onfocus=alert(1) popover tabindex=1>x</div>",
    "<video src=x onerror=alert(1)><source src=javascript:alert(1)></video>",
    "<audio autoplay src=data:audio/wav;base64,AA></audio>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' &#1; java&#115;cript&colon;alert(1)'>x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>",
    "<a href=\"vbscript:x\">x</a><a href=\"data:text/html,x\">y</a><a href=file:///etc/passwd>z</a>",
    "<a href=p.png target=_blank ping=//evil.invalid download>x</a>",
    "[x](javascript:alert(1)) [x](JaVaScRiPt:alert(1)) [x](&#x6A;avascript:alert(1)) [x](java%0ascript:alert(1))",
    "[x](<java\tscript:alert(1)>) <javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1) \"x\"",
    "[x](https://x.org \"\\\" onmouseover=alert(1)\")",
    "[x](https://x.org/\"onmouseover=alert(1)) <https://x.org/\"><script>>",
    "![\"><script>alert(1)</script>](p.png)",
    "![x](javascript:alert(1)) ![x](data:image/svg+xml;base64,AAAA) ![x](data:text/html,x)",
    "![x](p.png \"\\\" onload=alert(1)\")",
    "[x](bad) ![x](bad)",
    "```\"><script>alert(1)</script>\nx\n```",
    "```x\" onclick=\"alert(1)\nx\n```",
    "``` {.navbar onclick=alert(1)}\n</code></pre><script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "$<script>alert(1)</script>$ $$</code></pre><img src=x onerror=alert(1)>$$",
    "# x {#document onclick=alert(1) .navbar}",
    "<h1 id=document>x</h1><a id=cookie name=getElementById></a><img src=p.png id=body name=forms>",
    "x[^\"><script>]\n\n[^\"><script>]: <img src=x onerror=alert(1)>",
    "- [x\"><script>] y\n- [ ] <input type=checkbox onclick=alert(1)>",
    "| <script>alert(1)</script> | `a` |\n|:-:|--|\n| </table></div><img src=x onerror=alert(1)> | b |",
    "</div></section></main></article></body></html><footer class=x>fake</footer>",
    "<!--><img src=p.png onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!-- never closed <script>",
    "<?php echo 1 ?><!DOCTYPE html><![CDATA[<img src=x onerror=alert(1)>]]>",
    "<scr\0ipt>alert(1)</scr\0ipt><im\0g src=x onerror=alert(1)>",
    "<x-foo onclick=alert(1) is=script><slot></slot></x-foo>",
    "<b/<i/onclick=alert(1)>x",
    "<p/onclick=alert(1)//>x<p title='>\"><script>'>y",
    "<table><tr><td><form></td></tr><script>alert(1)</script><a href=javascript:1><td>x</table>",
    "<select><option><img src=x onerror=alert(1)></select>",
    "<div class=\"navbar search modal\" role=alert aria-hidden=true data-x=y id=search>x</div>",
    "<a name=x><a href='#x'><b><a href=https://x.org>y</b></a></p></div></blockquote>",
    "> <div>\n\n</div>\n\n- <ul><li>\n\n</blockquote></ul>",
    "{{ 7*7 }} {% include \"x\" %} ${alert(1)}",
    "\u{1b}[2Jx\u{7}\u{9b}\u{ffff}\u{202e}y &#0; &#x1b; &#x202e; &#xfffe;",
];

#[test]
fn attacks_become_harmless() {
    for body in BODIES {
        for remote in [RemoteImages::Block, RemoteImages::Allow] {
            let rendered = with(body, remote, &Limits::default());
            strict::check(&rendered.html);
        }
    }
    assert!(BODIES.len() > 70);
}

#[test]
fn attacks_around_each_other_become_harmless() {
    for pair in BODIES.windows(2) {
        strict::check(&card(&pair.join("\n\n")).html);
        strict::check(&card(&pair.concat()).html);
        strict::check(&card(&format!("> - {}\n>\n> {}", pair[0], pair[1])).html);
        strict::check(
            &card(&format!("<details><summary>{}</summary>\n\n{}\n\n</details>", pair[0], pair[1])).html,
        );
        strict::check(&card(&format!("<table><tr><td>{}<td>{}</table>", pair[1], pair[0])).html);
    }
}

#[test]
fn what_attacks_become() {
    for (body, expected) in [
        ("<script>alert(1)</script>x", "x"),
        ("<img src=p.png onerror=alert(1)>", "<img src=\"files/p.png\" alt=\"\" loading=\"lazy\">"),
        ("a <iframe src=x></iframe> b", "<p>a  b</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](bad)", "<p>x</p>"),
        ("<a href=javascript:alert(1)>x</a>", "<p>x</p>"),
        ("x<p style=\"color:red\" onclick=y class=z>y</p>", "<p>x</p>\n<p>y</p>"),
        ("![x](data:image/svg+xml;base64,AAAA)", "<p><span class=\"missing-image\">x</span></p>"),
        (
            "![x](data:image/png;base64,AAAA)",
            "<p><img src=\"data:image/png;base64,AAAA\" alt=\"x\" loading=\"lazy\"></p>",
        ),
        ("<svg><circle r=1></svg>x", "<p>x</p>"),
        ("</section></main>x", "x"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>"),
        ("a\u{202e}b\u{1b}[1m", "<p>ab[1m</p>"),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

#[test]
fn what_was_left_out_is_said_once() {
    assert_eq!(
        super::findings("a\n\nb <script>x</script>\n\n<iframe src=x></iframe>\n<b onclick=y>z</b>"),
        ["models/a/b/README.md:13:3 warning CX310: left out of the page: <iframe>, <script>, onclick"]
    );
}
