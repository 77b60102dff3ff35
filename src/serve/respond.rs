//! Answers one request.

use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::request::{Method, Refused, Request};
use super::server::Seat;
use super::{Answer, Moment, Site, headers, inject, target};

/// How often a browser that waits is told that we are still here; it is also how a browser that left is noticed.
const STILL_HERE: Duration = Duration::from_secs(10);

/// Everything about an answer but its bytes.
struct Head<'a> {
    status: &'a str,
    kind: &'a str,
    location: Option<&'a str>,
}

/// Answers a request that names this server.
pub(super) fn answer(
    stream: &mut TcpStream,
    request: &Request,
    site: &dyn Site,
    seat: impl FnOnce() -> Option<Seat>,
) -> io::Result<()> {
    let method = request.method;
    let Ok(path) = target::path(&request.target) else {
        return text(stream, method, "400 Bad Request", "This is no address of a page.\n");
    };
    match path.as_str() {
        "-/reload.js" => return file(stream, method, "a.js", inject::SCRIPT.as_bytes()),
        "-/reload.css" => return file(stream, method, "a.css", inject::STYLE.as_bytes()),
        "-/events" => {
            return match seat() {
                Some(_seat) => events(stream, method, site),
                None => text(stream, method, "503 Service Unavailable", "Too many pages wait.\n"),
            };
        }
        _ => {}
    }
    if let Some(page) = path.strip_prefix("-/findings/") {
        let page = if page.is_empty() || page.ends_with('/') {
            format!("{page}index.html")
        } else {
            page.to_owned()
        };
        return file(stream, method, "a.json", &site.findings(&page));
    }
    let is_folder = path.is_empty() || path.ends_with('/');
    let asked = if is_folder { format!("{path}index.html") } else { path.clone() };
    match site.file(&asked) {
        Answer::File(bytes, state) => page(stream, method, ("200 OK", &asked), &bytes, state),
        Answer::Failed(why, state) => {
            let html = failed(&why);
            page(stream, method, ("500 Internal Server Error", "a.html"), html.as_bytes(), state)
        }
        Answer::Missing(found, state) => {
            let is_page = !is_folder && is_plain(&path);
            if is_page && matches!(site.file(&format!("{path}/index.html")), Answer::File(..)) {
                let location = format!("/{path}/");
                let head =
                    Head { status: "302 Found", kind: headers::kind("a.txt"), location: Some(&location) };
                return send(stream, method, &head, b"");
            }
            match found {
                Some(html) => page(stream, method, ("404 Not Found", "404.html"), &html, state),
                None => text(stream, method, "404 Not Found", "There is no page at this address.\n"),
            }
        }
    }
}

/// Answers a request that cannot be read.
pub(super) fn refuse(stream: &mut TcpStream, refused: Refused) -> io::Result<()> {
    let get = Method::Get;
    match refused {
        Refused::Gone => Ok(()),
        Refused::Bad => text(stream, get, "400 Bad Request", "This is no request that can be answered.\n"),
        Refused::Slow => text(stream, get, "408 Request Timeout", "The request took too long.\n"),
        Refused::Large => {
            text(stream, get, "431 Request Header Fields Too Large", "The request is too large.\n")
        }
        Refused::Method => text(stream, get, "405 Method Not Allowed", "Only GET and HEAD are answered.\n"),
    }
}

/// Answers a request that calls the server by a name that is not its own.
pub(super) fn misdirected(stream: &mut TcpStream, method: Method) -> io::Result<()> {
    let words =
        "This server answers to localhost, to 127.0.0.1, to [::1] and to the name given with --host.\n";
    text(stream, method, "421 Misdirected Request", words)
}

/// Answers where too many are connected.
pub(super) fn busy(stream: &mut TcpStream) -> io::Result<()> {
    text(stream, Method::Get, "503 Service Unavailable", "Too many connections.\n")
}

/// Whether a path can stand in a header as it is.
fn is_plain(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._@/-".contains(&byte))
}

fn page(
    stream: &mut TcpStream,
    method: Method,
    (status, path): (&str, &str),
    bytes: &[u8],
    state: u64,
) -> io::Result<()> {
    let head = Head { status, kind: headers::kind(path), location: None };
    if path.ends_with(".html") {
        return send(stream, method, &head, &inject::with_script(bytes, state));
    }
    send(stream, method, &head, bytes)
}

fn file(stream: &mut TcpStream, method: Method, name: &str, bytes: &[u8]) -> io::Result<()> {
    send(stream, method, &Head { status: "200 OK", kind: headers::kind(name), location: None }, bytes)
}

fn text(stream: &mut TcpStream, method: Method, status: &str, words: &str) -> io::Result<()> {
    send(stream, method, &Head { status, kind: headers::kind("a.txt"), location: None }, words.as_bytes())
}

/// A page that says what is wrong with a template.
fn failed(why: &str) -> String {
    let why = why.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>This page could not be made</title></head>\n\
         <body><main><h1>This page could not be made</h1><pre>{why}</pre></main></body></html>\n"
    )
}

fn send(stream: &mut TcpStream, method: Method, head: &Head<'_>, bytes: &[u8]) -> io::Result<()> {
    let mut answer = start(head.status, head.kind, &headers::policy(head.kind, bytes));
    answer.push_str(&format!("Content-Length: {}\r\n", bytes.len()));
    if head.status.starts_with("405") {
        answer.push_str("Allow: GET, HEAD\r\n");
    }
    if let Some(location) = head.location {
        answer.push_str(&format!("Location: {location}\r\n"));
    }
    answer.push_str("\r\n");
    let mut answer = answer.into_bytes();
    if method == Method::Get {
        answer.extend_from_slice(bytes);
    }
    stream.write_all(&answer)
}

/// The status line, and the headers that every answer has.
fn start(status: &str, kind: &str, policy: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n"
    )
}

/// Tells a browser of every change for as long as it listens, as Server-Sent Events.
fn events(stream: &mut TcpStream, method: Method, site: &dyn Site) -> io::Result<()> {
    let kind = "text/event-stream";
    let mut head = start("200 OK", kind, &headers::policy(kind, b""));
    head.push_str("\r\n");
    if method == Method::Get {
        head.push_str("retry: 500\n\n");
    }
    stream.write_all(head.as_bytes())?;
    if method == Method::Head {
        return Ok(());
    }
    let mut known = site.bell().now();
    tell(stream, known)?;
    loop {
        let now = site.bell().wait(known, STILL_HERE);
        if now == known {
            stream.write_all(b": still here\n\n")?;
        } else {
            tell(stream, now)?;
        }
        known = now;
    }
}

fn tell(stream: &mut TcpStream, moment: Moment) -> io::Result<()> {
    let Moment { state, notice } = moment;
    stream.write_all(format!("data: {{\"state\":{state},\"notice\":{notice}}}\n\n").as_bytes())
}
