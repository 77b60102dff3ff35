//! Pictures and documents beside cards: copied when they are harmless, linked to otherwise.

use super::build;

const PAGE: &str = "models/acme/x/index.html";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\" height=\"1\"/></svg>";

#[test]
fn pictures_are_copied_and_shown() {
    let site = build(&[
        (
            "models/acme/x/README.md",
            "---\nthumbnail: figures/Loss Curve.svg\n---\n![Loss](figures/Loss%20Curve.svg)\n",
        ),
        ("models/acme/x/figures/Loss Curve.svg", SVG),
    ]);
    let copies: Vec<&String> =
        site.files.keys().filter(|path| path.starts_with("models/acme/x/files/")).collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let name = copies[0].rsplit('/').next().expect("a name");
    assert!(site.file(PAGE).contains(&format!("src=\"files/{name}\"")), "{}", site.file(PAGE));
    assert_eq!(site.file(copies[0]), SVG);
}

#[test]
fn links_lead_to_pages_copies_or_the_repository() {
    let body = "[other](../y/README.md) [folder](../y/) [org](../../../orgs/acme/README.md) [code](run.py) [gone](gone.txt) [out](../../../../etc/passwd) [notes](notes.txt)";
    let files = [
        ("models/acme/x/README.md", body),
        ("models/acme/x/run.py", "print(1)"),
        ("models/acme/x/notes.txt", "Notes."),
        ("models/acme/y/README.md", "Y"),
        ("orgs/acme/README.md", "Us."),
    ];
    let site = build(&files);
    let card = site.between(PAGE, "class=\"card\"", "</section>");
    assert!(
        card.contains("href=\"../y/index.html\">other") && card.contains("href=\"../y/index.html\">folder"),
        "{card}"
    );
    assert!(card.contains("href=\"../../../orgs/acme/index.html\">org"), "{card}");
    assert!(card.contains("href=\"files/notes.txt\">notes"), "{card}");
    assert!(!card.contains("passwd\""), "{card}");
    assert_eq!(
        site.findings,
        [
            "models/acme/x/README.md:1:77: warning[CX301]: `run.py` is not part of the site, so the link to it is shown as text",
            "models/acme/x/README.md:1:92: warning[CX301]: the link to `gone.txt` leads to nothing in the hub",
            "models/acme/x/README.md:1:109: warning[CX301]: the link to `../../../../etc/passwd` leads to nothing in the hub",
        ]
    );
    let mut files = files.to_vec();
    files.push(("hub.yaml", "site: {repository: https://gitlab.example/ml/hub}"));
    let site = build(&files);
    let card = site.between(PAGE, "class=\"card\"", "</section>");
    assert!(card.contains("https://gitlab.example/ml/hub/-/blob/main/models/acme/x/run.py"), "{card}");
}

#[test]
fn what_a_browser_would_run_is_never_copied() {
    let attacks = [
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("b.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("c.svg", "<svg xmlns='http://www.w3.org/2000/svg'><a href='java&#115;cript:alert(1)'/></svg>"),
        ("d.svg", "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>"),
        ("e.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href=\"https://evil.example/\"/></svg>"),
        ("f.html", "<script>alert(1)</script>"),
        ("g.png", "<script>alert(1)</script>"),
        ("h.js", "alert(1)"),
        ("i.pdf", "<html>"),
        ("j.svg", "<svg xmlns='http://www.w3.org/2000/svg'\n\tonclick = 'x'/>"),
    ];
    let body: String = attacks.iter().map(|(name, _)| format!("![p]({name}) [l]({name})\n")).collect();
    let paths: Vec<(String, &str)> =
        attacks.iter().map(|(name, text)| (format!("models/acme/x/{name}"), *text)).collect();
    let mut files: Vec<(&str, &str)> = paths.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    files.push(("models/acme/x/README.md", &body));
    let site = build(&files);
    let copies: Vec<&String> = site.files.keys().filter(|path| path.contains("/files/")).collect();
    assert_eq!(copies, Vec::<&String>::new());
}
