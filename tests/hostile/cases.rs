//! The cases: cards written to run something, to leave their place, to exhaust the program, or to confuse it.

/// One card, and what must come of it. It always has a page.
pub(crate) struct Case {
    /// The model's id: its folder below `models`.
    pub(crate) id: String,
    /// The whole card.
    pub(crate) card: String,
    /// What must come of it.
    pub(crate) outcome: Outcome,
}

/// What must come of a card.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    /// It is built without an error.
    Renders,
    /// It is built, with errors of exactly these rules.
    Errors(&'static [&'static str]),
}

use Outcome::{Errors, Renders};

/// All cases.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for (number, body) in BODIES.iter().enumerate() {
        cases.push(case(&format!("body/b{number:03}"), &format!("# Body\n\n{body}\n"), Renders));
    }
    for (field, form) in FIELDS {
        for (number, text) in STRINGS.iter().enumerate() {
            let quoted = serde_json::to_string(text).expect("JSON");
            let front = form.replace('@', &quoted);
            // Only an address is checked; everything else is text, and shown as text.
            let outcome = if *field == "uri" { Errors(&["CX402"]) } else { Renders };
            let outcome = if *field == "version" { Errors(&["CX108"]) } else { outcome };
            cases.push(case(
                &format!("{field}/s{number:02}"),
                &format!("---\n{front}\n---\nText.\n"),
                outcome,
            ));
        }
    }
    for name in NAMES {
        cases.push(case(&format!("names/{name}"), "Text.\n", Renders));
    }
    for (name, front, rules) in YAML {
        let outcome = if rules.is_empty() { Renders } else { Errors(rules) };
        cases.push(case(&format!("yaml/{name}"), &format!("---\n{front}\n---\nText.\n"), outcome));
    }
    for (name, card, rules) in SHAPES {
        let outcome = if rules.is_empty() { Renders } else { Errors(rules) };
        cases.push(case(&format!("shape/{name}"), card, outcome));
    }
    cases.extend(large());
    cases
}

fn case(id: &str, card: &str, outcome: Outcome) -> Case {
    Case { id: id.to_owned(), card: card.to_owned(), outcome }
}

const BODIES: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>never closed",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\nonerror=alert(1)\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<plaintext><b>the rest",
    "<textarea><img src=x onerror=alert(1)>",
    "<title><img src=x onerror=alert(1)></title>",
    "<style>* { background: url(https://evil.example/) }</style>",
    "<p style=\"position:fixed;inset:0\">over all</p>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=https://evil.example/><input name=q><button formaction=javascript:alert(1)>Go</button></form>",
    "<details open ontoggle=alert(1)><summary>s</summary>t</details>",
    "<marquee onstart=alert(1)>m</marquee>",
    "<a autofocus onfocus=alert(1) href=#>f</a>",
    "<div contenteditable popover onbeforetoggle=alert(1)>d</div>",
    "<x-card onclick=alert(1)>custom</x-card>",
    "<div><template shadowrootmode=open><slot></slot></template></div>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
    "<!--><script>alert(1)</script>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<img alt=\"`><script>alert(1)</script>`\">",
    "<a href=\"jav\u{0}ascript:alert(1)\">nul</a>",
    "[js](javascript:alert(1))",
    "[js](JaVaScRiPt:alert(1))",
    "[js](  javascript:alert(1))",
    "[js](<java\tscript:alert(1)>)",
    "[js](&#106;avascript:alert(1))",
    "[js](java%73cript:alert(1)) [v](vbscript:x) [d](data:text/html,<script>alert(1)</script>)",
    "[ref]\n\n[ref]: javascript:alert(1) 'title'",
    "<javascript:alert(1)>",
    "[file](file:///etc/passwd) [blob](blob:https://a/b) [fs](filesystem:x)",
    "[host](//evil.example/x) ![host](//evil.example/p.png)",
    "[up](../../../../../../etc/passwd) ![git](../../../.git/config)",
    "![alt\" onerror=\"alert(1)](x.png)",
    "![svg](data:image/svg+xml,<svg onload=alert(1)>)",
    "[t](https://a.example \"title\\\" onmouseover=\\\"alert(1)\")",
    "<https://a.example/\"onmouseover=alert(1)>",
    "<a href=https://a.example target=_blank>new</a>",
    "<a href=\"https://user:HUSH_PASSWORD@a.example/\">credentials</a>",
    "![tracker](https://evil.example/pixel.png)",
    "```js\" onclick=\"alert(1)\nx\n```",
    "```<script>alert(1)</script>\nx\n```",
    "`</code><script>alert(1)</script>`",
    "$</code><script>alert(1)</script>$ and $$</pre><script>alert(1)</script>$$",
    "# <img src=x onerror=alert(1)> {#x onclick=alert(1)}",
    "## document\n\n## __proto__\n\n## constructor\n\n## search-input\n\n## facts",
    "<div id=search-input class='search site-nav'>mine</div><form name=document></form><img name=cookie>",
    "{{ 7*7 }} {% include \"/etc/passwd\" %} {# x #} {{ get_env(name=\"HOME\") }}",
    "{% raw %}{% endblock %}{{ __tera_context }}",
    "[^a]\n\n[^a]: <script>alert(1)</script>\n\n[^\"><script>]: x",
    "- [x] <input onfocus=alert(1)>\n- [ ] <input type=text>",
    "</main></body></html><script>alert(1)</script>",
    "</div></section></main><h1>mine</h1>",
    "<pre><b>never closed",
    "<!-- never closed <script>alert(1)</script>",
    "left\u{202e}thgir \u{2066}isolate\u{2069} zero\u{200b}width \u{feff}",
    "line\u{2028}separator\u{2029}paragraph </script><script>alert(1)</script>",
    "bell\u{7} escape\u{1b}[31m delete\u{7f}",
    "🤗🦙 𠮷野家 e\u{301}",
    "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch",
    "---\ntitle: no front matter\n---",
    "<table><tr><td rowspan=99999999 colspan=-1 bgcolor=red>x</table>",
    "<img src=x width=99999999999 height=expression(alert(1))>",
    "<picture><source srcset='javascript:alert(1)'><img srcset='https://evil.example/x 1x'></picture>",
    "<video src=https://evil.example/v.mp4 autoplay onplay=alert(1)></video><audio src=javascript:alert(1)>",
    "> [!NOTE\" onclick=\"alert(1)]\n> x",
    "|a|\n|---|\n|<script>alert(1)</script>|",
];

const FIELDS: &[(&str, &str)] = &[
    ("title", "title: @"),
    ("description", "description: @"),
    ("tags", "tags: [@]"),
    ("license", "license: @"),
    ("language", "language: [@]"),
    ("task", "pipeline_tag: @"),
    ("datasets", "datasets: [@]"),
    ("base", "base_model: @"),
    ("authors", "authors: [{name: @, url: @, affiliation: @}]"),
    ("links", "links: {paper: @}\nhomepage: @"),
    ("key", "@: @"),
    (
        "metric",
        "model-index: [{results: [{task: {type: @}, dataset: {type: @, name: @}, metrics: [{type: @, value: @}], source: {name: @, url: @}}]}]",
    ),
    ("citation", "citation: @"),
    ("thumbnail", "thumbnail: @"),
    ("version", "version: @"),
    ("uri", "weights: [{uri: @, path: x.bin}]"),
];

const STRINGS: &[&str] = &[
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "../../../../etc/passwd \u{202e}gpj",
    "</script></title><svg onload=alert(1)>",
    "=HYPERLINK(\"https://evil.example\")\u{1b}[31m",
    "{{ 7*7 }}{% include \"x\" %}\u{2028}]]>",
];

const NAMES: &[&str] = &[
    "index.html",
    "tags",
    "assets",
    "404.html",
    "CON",
    "nul.txt",
    "aux",
    "_headers",
    "CNAME",
    "sitemap.xml",
    "--help",
    "%00",
    "trailing.",
    "semi;colon",
    "quote\"x",
    "apos'x",
    "<b>x",
    "amp&amp",
    "hash#q?x",
    "rtl\u{202e}gpj",
    "back\\slash",
    "star*",
    "pipe|x",
    "dollar$(id)",
    "back`tick`",
    "日本語",
    "ü",
    "page",
    "v",
    "files",
    "__proto__",
    "constructor",
    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
];

type Row = (&'static str, &'static str, &'static [&'static str]);

const YAML: &[Row] = &[
    ("norway", "language: no\ntags: [on, off, yes, y]", &[]),
    ("numbers", "version: 0x1F\ntags: [0o17, 190:20:30, 1_000, 0b11, 1e999]", &[]),
    ("null-tags", "tags: null\nlicense: ~", &[]),
    ("bool-title", "title: true\nlicense: false", &[]),
    ("license-list", "license: [mit, apache-2.0]", &[]),
    ("license-map", "license: {name: mit}", &["CX101"]),
    ("tags-map", "tags: {a: b}", &["CX101"]),
    ("title-map", "title: {a: b}", &["CX101"]),
    ("title-list", "title: [a, b]", &["CX101"]),
    ("base-map", "base_model: {a: [1]}", &["CX101"]),
    ("date", "date: 2024-02-30", &["CX107"]),
    ("date-far", "date: \"9999999-99-99\"", &["CX107"]),
    ("root-scalar", "just text", &["CX003"]),
    ("root-list", "- a\n- b", &["CX003"]),
    ("keys", "1: a\ntrue: b\n~: c\n? [1, 2]\n: d", &[]),
    ("python-tag", "title: !!python/object/apply:os.system [\"touch /var/tmp/x\"]", &[]),
    ("own-tag", "title: !mine text", &[]),
    ("merge", "base: &b {license: mit}\nmeta:\n  <<: *b", &[]),
    ("self-alias", "a: &a [*a]", &["CX002"]),
    ("unknown-alias", "a: *nowhere", &["CX002"]),
    ("tab", "tags:\n\t- a", &["CX005"]),
    ("colon", "title: a: b: c", &["CX002"]),
    ("open-quote", "title: \"never closed", &["CX002"]),
    ("open-flow", "tags: [a, b", &["CX002"]),
    ("at", "title: @handle", &["CX002"]),
    ("twice", "license: mit\nlicense: apache-2.0", &[]),
    (
        "proto",
        "__proto__: {polluted: true}\nconstructor: {prototype: {polluted: 1}}\ntags: [__proto__, toString]",
        &[],
    ),
    (
        "nan",
        "model-index: [{results: [{task: {type: t}, dataset: {type: d, name: D}, metrics: [{type: f, value: .nan}, {type: g, value: .inf}]}]}]",
        &[],
    ),
    ("latest", "version: latest", &["CX108"]),
    ("version-path", "version: ../../x", &["CX108"]),
    ("size", "weights: [{uri: s3://b/k, size: -1}]", &["CX104"]),
    ("sha", "weights: [{uri: s3://b/k, sha256: abc}]", &["CX406"]),
    ("path-up", "weights: [{uri: s3://b/k, path: ../../../x}]", &["CX104"]),
    ("path-dash", "weights: [{uri: s3://b/k, path: -o}]", &["CX104"]),
    ("userinfo", "weights: [{uri: 'https://user:HUSH_PASSWORD@h.example/k'}]", &["CX311"]),
    ("presigned", "weights: [{uri: 'https://h.example/k?X-Amz-Signature=HUSH_SIGNATURE'}]", &["CX311"]),
    ("metadata-service", "weights: [{uri: 'http://169.254.169.254/latest/'}]", &["CX402"]),
    ("metadata-decimal", "weights: [{uri: 'http://2852039166/latest/'}]", &["CX402"]),
    ("shell", "weights: [{uri: 's3://b/$(touch${IFS}x);`id`'}]", &[]),
    ("self-base", "base_model: yaml/self-base", &["CX605"]),
    ("circle-a", "base_model: yaml/circle-b", &["CX602"]),
    ("circle-b", "base_model: yaml/circle-a", &[]),
    (
        "bomb",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]",
        &["CX008"],
    ),
];

const SHAPES: &[Row] = &[
    ("none", "# No front matter\n", &[]),
    ("empty", "", &[]),
    ("unclosed", "---\nlicense: mit\n\n# Text\n", &["CX001"]),
    ("json", "{\"license\": \"mit\"}\n\n# Text\n", &["CX001"]),
    ("dots", "---\nlicense: mit\n...\n# Text\n", &["CX001"]),
    ("four", "----\nlicense: mit\n----\n# Text\n", &["CX001"]),
    ("crlf", "---\r\nlicense: mit\r\n---\r\n# Text\r\n", &[]),
    ("bom", "\u{feff}---\nlicense: mit\n---\n# Text\n", &[]),
    ("blank-ahead", "\n\n  ---\nlicense: mit\n---  \n# Text\n", &[]),
    ("nul", "---\nlicense: mit\n---\nA\0B <scr\0ipt>alert(1)</scr\0ipt>\n", &[]),
];

fn large() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add =
        |name: &str, card: String, outcome| cases.push(Case { id: format!("large/{name}"), card, outcome });
    add("quotes", ">".repeat(50_000), Errors(&["CX321"]));
    add("divs", "<div>".repeat(50_000), Errors(&["CX321"]));
    add("flow", format!("---\na: {}\n---\n", "[".repeat(100_000)), Errors(&["CX104"]));
    add("token", "a".repeat(100_000), Renders);
    add("brackets", "[".repeat(50_000), Renders);
    add("images", "![".repeat(20_000), Renders);
    add("backticks", (0..2_000).map(|n| "`".repeat(n % 50 + 1) + " ").collect(), Renders);
    add("emphasis", "*a _b ".repeat(20_000), Renders);
    add("headings", (0..5_000).map(|n| format!("# h{n}\n")).collect(), Renders);
    add("links", "[a](https://a.example/) ".repeat(3_000), Renders);
    add(
        "tags",
        format!(
            "---\ntags: [{}]\n---\n",
            (0..3_000).map(|n| format!("t{}", n % 40)).collect::<Vec<_>>().join(", ")
        ),
        Renders,
    );
    add("card", format!("# Large\n\n{}", "word ".repeat(1_000_000)), Errors(&["CX023"]));
    cases
}
