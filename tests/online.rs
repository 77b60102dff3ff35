//! `cardex check --online`, against hosts on this machine: with the feature `online` alone.

#![cfg(feature = "online")]
#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its hub has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cardex::config::Online;
use cardex::online::{Answer, ask};

/// A host on this machine. It writes down the requests that it gets, and answers by path.
struct Host {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn new() -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || serve(stream, port, &kept));
            }
        });
        Host { port, requests }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The first lines of the requests so far.
    fn asked(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|request| request.lines().next().unwrap_or_default().to_owned()).collect()
    }
}

fn serve(mut stream: TcpStream, port: u16, requests: &Mutex<Vec<String>>) {
    let mut request = String::new();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    while let Some(Ok(line)) = lines.next() {
        if line.is_empty() {
            break;
        }
        request.push_str(&line);
        request.push('\n');
    }
    let mut words = request.split_whitespace();
    let (method, path) =
        (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let before = requests.lock().unwrap().iter().filter(|request| request.contains(&path)).count();
    requests.lock().unwrap().push(request);
    let head =
        |status: &str, headers: &str| format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n");
    let answer = match (path.as_str(), method.as_str()) {
        ("/ok", _) | ("/end", _) => head("200 OK", "Content-Length: 1000\r\n"),
        ("/no-head", "HEAD") => head("405 Method Not Allowed", ""),
        ("/no-head", _) => {
            head("206 Partial Content", "Content-Range: bytes 0-0/77\r\nContent-Length: 1\r\n") + "x"
        }
        ("/lies", "HEAD") => head("404 Not Found", ""),
        ("/lies", _) => head("200 OK", "Content-Length: 5\r\n") + "hello",
        ("/gone", _) => head("410 Gone", ""),
        ("/forbidden", _) => head("403 Forbidden", ""),
        ("/broken", _) => head("500 Internal Server Error", ""),
        ("/busy-once", _) if before == 0 => head("429 Too Many Requests", "Retry-After: 0\r\n"),
        ("/busy-once", _) => head("200 OK", ""),
        ("/busy", _) => head("503 Service Unavailable", "Retry-After: 3600\r\n"),
        ("/slow", _) => {
            std::thread::sleep(Duration::from_secs(20));
            head("200 OK", "")
        }
        ("/to-metadata", _) => head("302 Found", "Location: http://169.254.169.254/latest/meta-data/\r\n"),
        ("/to-localhost", _) => head("302 Found", &format!("Location: http://localhost:{port}/ok\r\n")),
        ("/to-end", _) => head("301 Moved", "Location: end\r\n"),
        ("/to-file", _) => head("302 Found", "Location: file:///etc/passwd\r\n"),
        ("/circle", _) => head("302 Found", "Location: /circle\r\n"),
        ("/cookie", _) => head("302 Found", "Set-Cookie: a=b\r\nLocation: /end\r\n"),
        ("/rubbish", _) => "not HTTP at all\r\n\r\n".to_owned(),
        _ => head("404 Not Found", ""),
    };
    let _ = stream.write_all(answer.as_bytes());
}

/// What the check asks by itself, and this host besides.
fn online() -> Online {
    Online {
        timeout: 1,
        deadline: 20,
        retries: 1,
        private: vec!["127.0.0.1".to_owned()],
        ..Online::default()
    }
}

fn answers(host: &Host, paths: &[&str], online: &Online) -> BTreeMap<String, Answer> {
    let found = ask(paths.iter().map(|path| host.url(path)).collect(), online);
    let start = host.url("");
    found.into_iter().map(|(url, answer)| (url.strip_prefix(&start).unwrap().to_owned(), answer)).collect()
}

#[test]
fn what_becomes_of_an_address() {
    let host = Host::new();
    let paths = [
        "/ok",
        "/no-head",
        "/lies",
        "/gone",
        "/missing",
        "/forbidden",
        "/busy-once",
        "/busy",
        "/to-end",
        "/circle",
        "/to-file",
        "/ok#part",
    ];
    let answers = answers(&host, &paths, &online());
    let is = |path: &str, answer: Answer| assert_eq!(answers[path], answer, "{path}");
    is("/ok", Answer::Found(Some(1000)));
    is("/ok#part", Answer::Found(Some(1000)));
    is("/no-head", Answer::Found(Some(77)));
    is("/lies", Answer::Found(Some(5)));
    is("/gone", Answer::Status(410));
    is("/missing", Answer::Status(404));
    is("/forbidden", Answer::Status(403));
    is("/busy-once", Answer::Found(None));
    is("/busy", Answer::Status(503));
    is("/to-end", Answer::Found(Some(1000)));
    is("/circle", Answer::Silent("it redirects more than 10 times".to_owned()));
    is("/to-file", Answer::NotAsked);
}

#[test]
fn a_host_that_breaks_or_sleeps_is_asked_again_and_given_up() {
    let host = Host::new();
    let start = Instant::now();
    let answers = answers(&host, &["/broken", "/slow", "/rubbish"], &online());
    assert_eq!(answers["/broken"], Answer::Status(500));
    assert_eq!(answers["/slow"], Answer::Silent("no answer within 1 s".to_owned()));
    assert!(matches!(answers["/rubbish"], Answer::Silent(_)), "{answers:?}");
    assert_eq!(host.asked().iter().filter(|line| line.contains("/slow")).count(), 2);
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
    // Nobody listens there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/");
    let found = ask([url.clone()].into(), &Online { retries: 0, ..online() });
    assert_eq!(found[&url], Answer::Silent("the host refuses the connection".to_owned()));
}

#[test]
fn private_networks_are_not_reached_in_any_way() {
    let host = Host::new();
    let port = host.port;
    // Not by the address, not by a name that leads to it, not in another notation.
    let urls = [
        format!("http://127.0.0.1:{port}/ok"),
        format!("http://localhost:{port}/ok"),
        format!("http://[::ffff:127.0.0.1]:{port}/ok"),
        format!("http://2130706433:{port}/ok"),
        format!("http://0x7f.1:{port}/ok"),
        format!("http://0:{port}/ok"),
        format!("http://LOCALHOST.:{port}/ok"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://10.0.0.1/".to_owned(),
    ];
    let strict = Online { private: Vec::new(), ..online() };
    for (url, answer) in ask(urls.into(), &strict) {
        assert!(matches!(answer, Answer::Private(_) | Answer::Silent(_)), "{url}: {answer:?}");
    }
    assert_eq!(host.asked(), [] as [&str; 0]);
    // Nor by a redirect from a host that may be asked.
    let answers = answers(&host, &["/to-metadata", "/to-localhost"], &online());
    assert_eq!(answers["/to-metadata"], Answer::Private("169.254.169.254".to_owned()));
    assert_eq!(answers["/to-localhost"], Answer::Private("localhost".to_owned()));
    assert!(!host.asked().iter().any(|line| line.contains("/ok")), "{:?}", host.asked());
}

#[test]
fn hosts_are_allowed_and_denied_and_redirects_of_theirs_too() {
    let host = Host::new();
    let names = |name: &str| vec![name.to_owned()];
    let denied = Online { deny: names("127.0.0.1"), ..online() };
    assert_eq!(answers(&host, &["/ok"], &denied)["/ok"], Answer::NotAsked);
    let others = Online { allow: names("acme.org"), ..online() };
    assert_eq!(answers(&host, &["/ok"], &others)["/ok"], Answer::NotAsked);
    assert_eq!(host.asked(), [] as [&str; 0]);
    let only = Online { allow: names("127.0.0.1"), private: names("localhost"), ..online() };
    let only = Online { private: [only.private, names("127.0.0.1")].concat(), ..only };
    assert_eq!(answers(&host, &["/to-localhost"], &only)["/to-localhost"], Answer::NotAsked);
}

#[test]
fn a_request_tells_who_asks_and_nothing_else() {
    let host = Host::new();
    answers(&host, &["/cookie"], &online());
    let requests = host.requests.lock().unwrap().clone();
    assert_eq!(requests.len(), 2, "{requests:?}");
    for request in requests {
        let mut names: Vec<String> = request
            .lines()
            .skip(1)
            .map(|line| line.split(':').next().unwrap().to_ascii_lowercase())
            .collect();
        names.sort();
        assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"], "{request}");
        assert!(
            request
                .to_ascii_lowercase()
                .contains(&format!("user-agent: cardex/{}", env!("CARGO_PKG_VERSION"))),
            "{request}"
        );
    }
}

fn write(hub: &Path, path: &str, text: &str) {
    let place = hub.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// Exit code and findings of a check in the hub's folder, without the port.
fn check(hub: &Path, host: &Host, arguments: &[&str]) -> (i32, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardex"))
        .args(["check", "--format", "concise"])
        .args(arguments)
        .arg(hub)
        // What a machine may have set is not obeyed.
        .env("http_proxy", "http://127.0.0.1:1")
        .env("HTTP_PROXY", "http://127.0.0.1:1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace(&format!(":{}", host.port), "");
    (output.status.code().unwrap(), text.lines().map(str::to_owned).collect())
}

fn hub(host: &Host) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let hub = folder.path();
    write(
        hub,
        "hub.yaml",
        &format!(
            "storage:\n- prefix: s3://acme/\n  public: {}\ncheck:\n  select: [CX304, CX409, CX410, CX510, CX011]\n  online: {{private: [127.0.0.1], timeout: 2, retries: 0}}\n",
            host.url("/")
        ),
    );
    let card = format!(
        "---\nlicense: other\nlicense_link: {0}\nweights:\n- uri: s3://acme/ok\n  size: 999\n- uri: s3://acme/lost\n- uri: s3://acme/forbidden\n- uri: s3://acme/end\n  size: 1000\n---\n# Lamp\n\n[here]({1}) and [there]({2}).\n\n`{2}` ![x]({3})\n",
        host.url("/licence"),
        host.url("/ok"),
        host.url("/gone"),
        host.url("/broken"),
    );
    write(hub, "models/acme/lamp/README.md", &card);
    folder
}

#[test]
fn findings_stand_where_the_addresses_stand() {
    let host = Host::new();
    let folder = hub(&host);
    assert_eq!(check(folder.path(), &host, &[]), (0, Vec::new()));
    assert_eq!(host.asked(), [] as [&str; 0]);
    let (code, found) = check(folder.path(), &host, &["--online"]);
    let card = "models/acme/lamp/README.md";
    let text = fs::read_to_string(folder.path().join(card)).unwrap();
    let column =
        |line: usize, path: &str| text.lines().nth(line - 1).unwrap().rfind(&host.url(path)).unwrap() + 1;
    assert_eq!(
        found,
        [
            format!(
                "{card}:3:15: warning[CX510] `http://127.0.0.1/licence` is not there: its host answers 404"
            ),
            format!("{card}:5:3: error[CX410] `http://127.0.0.1/ok` has 1000 bytes, the card says 999"),
            format!("{card}:7:3: error[CX409] `http://127.0.0.1/lost` is not there: its host answers 404"),
            format!(
                "{card}:8:3: warning[CX409] `http://127.0.0.1/forbidden` cannot be fetched: its host answers 403"
            ),
            format!(
                "{card}:14:{}: warning[CX304] `http://127.0.0.1/gone` is not there: its host answers 410",
                column(14, "/gone")
            ),
            format!(
                "{card}:16:{}: note[CX304] `http://127.0.0.1/broken` could not be looked at: its host answers 500",
                column(16, "/broken")
            ),
        ]
    );
    assert_eq!(code, 1);
    // Each of the seven addresses is asked about once, though it may take two requests; `/ok` is a weight and a link.
    assert_eq!(host.asked().iter().filter(|line| line.starts_with("HEAD")).count(), 7, "{:?}", host.asked());
}

#[test]
fn what_is_not_looked_for_is_not_missed() {
    let host = Host::new();
    let folder = hub(&host);
    let path = folder.path().join("models/acme/lamp/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let ignore = "cardex_ignore:\n- {rule: CX304, reason: the host is slow}\n- {rule: CX4, match: lost, reason: soon}\n";
    fs::write(&path, text.replace("---\nlicense:", &format!("---\n{ignore}license:"))).unwrap();
    let codes = |found: Vec<String>| {
        found.iter().map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(check(folder.path(), &host, &["--online"]).1), ["CX510", "CX410", "CX409"]);
    assert_eq!(codes(check(folder.path(), &host, &[]).1), [] as [&str; 0]);
    // The same for a baseline.
    let known = folder.path().join("known.json").display().to_string();
    assert_eq!(check(folder.path(), &host, &["--online", "--write-baseline", &known]).0, 0);
    assert_eq!(check(folder.path(), &host, &["--online", "--baseline", &known]), (0, Vec::new()));
    assert_eq!(check(folder.path(), &host, &["--baseline", &known]), (0, Vec::new()));
}

#[test]
fn a_change_asks_about_its_own_lines_by_the_settings_before_it() {
    let host = Host::new();
    let folder = hub(&host);
    let hub = folder.path();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").current_dir(hub).args(identity).args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        assert!(std::env::var_os("CI").is_none(), "git is needed");
        return;
    }
    assert!(git(&["add", "--all"]) && git(&["commit", "--quiet", "--message=one"]));
    let path = hub.join("models/acme/lamp/README.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\n{}\nhttp://localhost:{}/ok\n", host.url("/new"), host.port)).unwrap();
    // A change that opens a door for itself finds it closed.
    let config = fs::read_to_string(hub.join("hub.yaml")).unwrap();
    fs::write(hub.join("hub.yaml"), config.replace("[127.0.0.1]", "[127.0.0.1, localhost]")).unwrap();
    let (_, found) = check(hub, &host, &["--online", "--since", "HEAD"]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("CX304] `http://127.0.0.1/new` is not there"), "{found:?}");
    assert!(
        found[1].contains(
            "CX304] `http://localhost/ok` was not looked at: `localhost` is a host of a private network"
        ),
        "{found:?}"
    );
    assert!(host.asked().iter().all(|line| line.contains("/new")), "{:?}", host.asked());
}
