//! What depends on the site's address on the web.

use super::build;

const CARD: (&str, &str) = ("models/acme/x/README.md", "---\ndate: 2026-11-20\n---\nA & B.\n");

#[test]
fn without_an_address_there_is_nothing_that_needs_one() {
    let site = build(&[CARD]);
    for path in ["feed.xml", "sitemap.xml"] {
        assert!(!site.files.contains_key(path), "{path}");
    }
    assert_eq!(site.file("robots.txt"), "User-agent: *\nAllow: /\n");
    for (path, html) in site.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!html.contains("rel=\"canonical\"") && !html.contains("og:url"), "{path}");
        assert!(!html.contains("href=\"/") && !html.contains("src=\"/"), "{path}");
        assert!(html.contains("http-equiv=\"Content-Security-Policy\""), "{path}");
    }
}

#[test]
fn with_an_address_there_are_feed_sitemap_and_canonical_links() {
    let site = build(&[("hub.yaml", "site: {title: The Hub, base_url: 'https://m.example/a'}"), CARD]);
    let page = site.file("models/acme/x/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://m.example/a/models/acme/x/\">"), "{page}");
    assert!(page.contains("property=\"og:title\""), "{page}");
    let feed = site.file("feed.xml");
    assert!(feed.contains("<updated>2026-11-20T00:00:00Z</updated>"), "{feed}");
    assert!(feed.contains("A &amp; B."), "{feed}");
    let sitemap = site.file("sitemap.xml");
    assert!(sitemap.contains("<loc>https://m.example/a/models/acme/x/</loc>"), "{sitemap}");
    assert_eq!(
        site.file("robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://m.example/a/sitemap.xml\n"
    );
    assert!(site.file("404.html").contains("https://m.example/a/"));
}
