//! Reads the head of a request, within bounds of size and time.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Bytes that a head may have.
const MOST_BYTES: usize = 16 << 10;
/// Headers that a head may have.
const MOST_HEADERS: usize = 64;
/// How long a head may take to arrive, however it drips.
const MOST_TIME: Duration = Duration::from_secs(5);

/// A request that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) target: String,
    pub(super) host: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The other side left, or said nothing in time: there is nobody to tell.
    Gone,
    /// It is no request, or one with a body.
    Bad,
    /// It took too long.
    Slow,
    /// The head is too large.
    Large,
    /// Another method than GET and HEAD.
    Method,
}

/// Reads a request.
pub(super) fn read(stream: &mut TcpStream) -> Result<Request, Refused> {
    let start = Instant::now();
    let mut head = Vec::with_capacity(1024);
    let mut buffer = [0; 4096];
    loop {
        let left = MOST_TIME.checked_sub(start.elapsed()).filter(|left| !left.is_zero());
        let left = left.ok_or(if head.is_empty() { Refused::Gone } else { Refused::Slow })?;
        stream.set_read_timeout(Some(left)).map_err(|_| Refused::Gone)?;
        let count = match stream.read(&mut buffer) {
            Ok(0) => return Err(Refused::Gone),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => continue,
            Err(_) => return Err(Refused::Gone),
        };
        head.extend_from_slice(&buffer[..count]);
        if let Some(request) = parse(&head)? {
            return Ok(request);
        }
        if head.len() > MOST_BYTES {
            return Err(Refused::Large);
        }
    }
}

/// The request that a head makes; `None` where the head is not whole yet.
fn parse(head: &[u8]) -> Result<Option<Request>, Refused> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Refused::Large),
        Err(_) => return Err(Refused::Bad),
    }
    let method = match request.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(Refused::Method),
    };
    let values = |name: &str| {
        let headers = request.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
        headers
            .map(|header| std::str::from_utf8(header.value).unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let has_body = !values("transfer-encoding").is_empty()
        || values("content-length").iter().any(|length| length.trim() != "0");
    // Of two hosts it is not clear which one counts.
    let [host] = <[String; 1]>::try_from(values("host")).map_err(|_| Refused::Bad)?;
    if has_body {
        return Err(Refused::Bad);
    }
    Ok(Some(Request { method, target: request.path.unwrap_or_default().to_owned(), host }))
}

#[cfg(test)]
mod tests {
    use super::{Method, Refused, Request, parse};

    #[test]
    fn a_head_is_a_request_or_refused() {
        let request =
            Request { method: Method::Get, target: "/a?b".to_owned(), host: "localhost".to_owned() };
        assert_eq!(parse(b"GET /a?b HTTP/1.1\r\nHost: localhost\r\n\r\n"), Ok(Some(request)));
        assert_eq!(parse(b"GET / HTTP/1.1\r\nHost: loc"), Ok(None));
        for (head, refused) in [
            ("GET / HTTP/1.1\r\n\r\n", Refused::Bad),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", Refused::Bad),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", Refused::Bad),
            ("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", Refused::Bad),
            ("POST / HTTP/1.1\r\nHost: a\r\n\r\n", Refused::Method),
            ("\u{16}\u{3}\u{1}", Refused::Bad),
        ] {
            assert_eq!(parse(head.as_bytes()), Err(refused), "{head}");
        }
        let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "a: b\r\n".repeat(64));
        assert_eq!(parse(many.as_bytes()), Err(Refused::Large));
    }
}
