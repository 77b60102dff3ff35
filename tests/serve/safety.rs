//! What a server must not do, whoever asks.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::client::{PATIENCE, Served, small_hub, write};

/// Ways to ask for a file outside the site.
const TRAVERSALS: &[&str] = &[
    "/../hub.yaml",
    "/../../../../etc/passwd",
    "/models/../../hub.yaml",
    "/models/acme/one/../../../../secret.txt",
    "/./../hub.yaml",
    "/%2e%2e/hub.yaml",
    "/%2E%2E/hub.yaml",
    "/.%2e/hub.yaml",
    "/%2e./hub.yaml",
    "/..%2fhub.yaml",
    "/..%2Fhub.yaml",
    "/%2e%2e%2fhub.yaml",
    "/%252e%252e/hub.yaml",
    "/%252e%252e%252fhub.yaml",
    "/..%252fhub.yaml",
    "/%25252e%25252e/hub.yaml",
    "/..\\hub.yaml",
    "/..%5chub.yaml",
    "/%2e%2e%5chub.yaml",
    "/..%255chub.yaml",
    "\\..\\hub.yaml",
    "/C:/windows/win.ini",
    "/C:%5cwindows%5cwin.ini",
    "/c%3a/windows/win.ini",
    "/hub.yaml::$DATA",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/%2f%2fetc%2fpasswd",
    "/models//acme/one/",
    "/hub.yaml%00.html",
    "/%00/../hub.yaml",
    "/..%c0%afhub.yaml",
    "/%c0%ae%c0%ae/hub.yaml",
    "/%e0%80%ae%e0%80%ae/hub.yaml",
    "/%f0%80%80%ae./hub.yaml",
    "/..%ef%bc%8f..%ef%bc%8f%zz",
    "/%",
    "/%2",
    "/.../hub.yaml",
    "/....//hub.yaml",
    "/.. /hub.yaml",
    "/..%20/hub.yaml",
    "/..%0a/hub.yaml",
    "/%ff%fe/hub.yaml",
    "/./hub.yaml",
    "/-/../hub.yaml",
    "/-/findings/../../hub.yaml",
    "/-/findings//etc/passwd",
    "http://localhost/hub.yaml",
    "file:///etc/passwd",
    "hub.yaml",
    "*",
];

/// Files of the hub that are no files of the site.
const HIDDEN: &[&str] = &[
    "/hub.yaml",
    "/secret.txt",
    "/.git/config",
    "/.cardex",
    "/models/acme/one/README.md",
    "/models/acme/one/secret.txt",
    "/models/acme/one/a.svg",
    "/models/acme/one/files/secret.txt",
    "/models/acme/one/files/README.md",
    "/templates/base.html",
    "/assets/..;/hub.yaml",
    "/etc/passwd",
    "/proc/self/environ",
    "/%EF%BC%8E%EF%BC%8E/hub.yaml",
    "/-/hub.yaml",
    "/-/",
];

const SECRET: &str = "THE SECRET OF THE HUB";

fn hub() -> tempfile::TempDir {
    let hub = small_hub();
    write(
        hub.path(),
        &[("secret.txt", SECRET), ("models/acme/one/secret.txt", SECRET), (".git/config", SECRET)],
    );
    hub
}

fn assert_harmless(target: &str, text: &str) {
    for secret in [SECRET, "root:x:0:0", "base_url:", "license: mit"] {
        assert!(!text.contains(secret), "{target:?} gives {secret:?}");
    }
}

#[test]
fn nothing_outside_the_site_is_reached() {
    let hub = hub();
    let served = Served::start(hub.path(), &[]);
    assert!(TRAVERSALS.len() >= 30);
    for target in TRAVERSALS {
        let answer = served.request("GET", target, "localhost");
        assert_eq!(answer.status, 400, "{target:?}");
        assert_harmless(target, &answer.text());
    }
    for target in HIDDEN {
        let answer = served.request("GET", target, "localhost");
        assert_eq!(answer.status, 404, "{target:?}");
        assert_harmless(target, &answer.text());
    }
}

#[test]
fn only_names_of_this_machine_are_answered_to() {
    let hub = hub();
    let served = Served::start(hub.path(), &[]);
    let port = served.port;
    for known in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(served.request("GET", "/", known).status, 200, "{known}");
        assert_eq!(
            served.request("GET", "/", &format!("{known}:{port}")).status,
            200,
            "{known} with its port"
        );
    }
    for other in
        ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "192.168.0.1", "localhost:1", "a b"]
    {
        for target in ["/", "/-/events", "/-/findings/", "/-/reload.js"] {
            assert_eq!(served.request("GET", target, other).status, 421, "{other} {target}");
        }
    }
    for head in ["GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"]
    {
        assert_eq!(served.send(head.as_bytes()).status, 400, "{head}");
    }
}

#[test]
fn every_answer_has_the_headers_of_safety() {
    let hub = hub();
    let served = Served::start(hub.path(), &[]);
    for (target, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/nothing", "text/html; charset=utf-8"),
        ("/../x", "text/plain; charset=utf-8"),
        ("/models/acme/one/files/a.svg", "image/svg+xml"),
        ("/api/v1/models.json", "application/json"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/models.csv", "text/csv; charset=utf-8"),
        ("/search/manifest.js", "text/javascript; charset=utf-8"),
        ("/-/reload.js", "text/javascript; charset=utf-8"),
        ("/-/reload.css", "text/css; charset=utf-8"),
        ("/-/findings/", "application/json"),
    ] {
        let answer = served.get(target);
        let header = |name: &str| answer.headers.get(name).map(String::as_str).unwrap_or_default();
        assert_eq!(header("content-type"), kind, "{target}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(header("x-frame-options"), "DENY", "{target}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{target}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{target}");
        assert_eq!(header("cache-control"), "no-store", "{target}");
        assert!(header("content-security-policy").starts_with("default-src 'none'; "), "{target}");
        assert!(header("content-security-policy").ends_with("; frame-ancestors 'none'"), "{target}");
        assert_eq!(header("content-length"), answer.body.len().to_string(), "{target}");
    }
    let page = served.get("/");
    let policy =
        page.headers["content-security-policy"].trim_end_matches("; frame-ancestors 'none'").to_owned();
    assert!(page.text().contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{policy}\"")));
}

#[test]
fn only_get_and_head_are_answered() {
    let hub = hub();
    let served = Served::start(hub.path(), &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"] {
        let answer = served.request(method, "/", "localhost");
        assert_eq!((answer.status, answer.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
    for target in ["/", "/nothing", "/models/acme/one", "/-/reload.js", "/../x", "/assets/none.js"] {
        let (get, head) = (served.get(target), served.request("HEAD", target, "localhost"));
        assert_eq!((head.status, head.headers, head.body.len()), (get.status, get.headers, 0), "{target}");
    }
    let with_body = "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody";
    assert_eq!(served.send(with_body.as_bytes()).status, 400);
}

#[test]
fn a_request_has_bounds_of_size_and_time() {
    let hub = hub();
    let served = Served::start(hub.path(), &[]);
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(64 << 10));
    assert_eq!(served.send(long.as_bytes()).status, 431);
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "x: y\r\n".repeat(100));
    assert_eq!(served.send(many.as_bytes()).status, 431);
    for noise in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b"\r\n\r\n\0\0", b"GET\r\n\r\n"] {
        assert_eq!(served.send(noise).status, 400, "{noise:?}");
    }
    // Two hundred who begin and never end keep nobody else waiting …
    let mut slow: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = served.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    // … and are sent away, also one who drips.
    let mut dripping = served.connect();
    let start = Instant::now();
    while start.elapsed() < PATIENCE && dripping.write_all(b"G").is_ok() {
        std::thread::sleep(Duration::from_millis(250));
        dripping.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        let mut answer = [0; 64];
        if let Ok(count) = dripping.read(&mut answer) {
            assert!(
                count == 0 || answer.starts_with(b"HTTP/1.1 4"),
                "{:?}",
                String::from_utf8_lossy(&answer)
            );
            break;
        }
    }
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    let mut answer = String::new();
    slow[0].read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
}
