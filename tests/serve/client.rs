//! A running `cardex serve`, and a client that says exactly what it is told to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A server, ended with the test.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    pub(crate) first_line: String,
    lines: Receiver<String>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Served {
    pub(crate) fn start(hub: &Path, options: &[&str]) -> Served {
        let mut child = Command::new(program())
            .args(["serve", "--port", "0"])
            .args(options)
            .arg(hub)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let first_line = lines.recv_timeout(PATIENCE).expect("a line with the address");
        let port = first_line.split(':').nth(2).and_then(|rest| rest.split('/').next()).expect("a port");
        Served { child, port: port.parse().expect("a number"), first_line, lines }
    }

    /// The next line that it prints.
    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a line")
    }

    /// Waits until the hub is watched: from then on an edit is told alone.
    pub(crate) fn settle(&self) {
        assert_eq!(self.line(), "Ctrl-C ends it.");
        std::thread::sleep(Duration::from_millis(500));
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn wait(&mut self) -> Option<i32> {
        self.child.wait().expect("the program ends").code()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    /// Sends bytes and reads the answer to the end.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // The server may answer, and close, before it has read everything.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|part| part == b"\r\n\r\n").expect("the end of the head");
        let head = String::from_utf8(all[..end].to_vec()).expect("a head of text");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let headers = lines.filter_map(|line| line.split_once(": "));
        Answer {
            status: status.parse().expect("a number"),
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            body: all[end + 4..].to_vec(),
        }
    }

    pub(crate) fn request(&self, method: &str, target: &str, host: &str) -> Answer {
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "localhost")
    }

    /// The bytes of a file without the script that the server adds.
    pub(crate) fn file(&self, path: &str) -> Option<Vec<u8>> {
        let answer = self.get(&format!("/{path}"));
        (answer.status == 200).then(|| without_script(path, answer.body))
    }

    /// Waits until a page has a text, or has it no more.
    pub(crate) fn wait_for(&self, path: &str, text: &str, is_there: bool) {
        let start = Instant::now();
        loop {
            if self.get(path).text().contains(text) == is_there {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{path}: {text:?} should be there: {is_there}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Events as the server tells them.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    pub(crate) fn of(served: &Served) -> Events {
        let mut stream = served.connect();
        stream.write_all(b"GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        Events(BufReader::new(stream))
    }

    /// The next event: state and notice.
    pub(crate) fn next(&mut self) -> (u64, u64) {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).expect("an event") > 0, "the server ended the events");
            if let Some(data) = line.strip_prefix("data: ") {
                let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
                return (
                    data["state"].as_u64().expect("a state"),
                    data["notice"].as_u64().expect("a notice"),
                );
            }
        }
    }
}

pub(crate) fn program() -> PathBuf {
    std::env::var_os("CARDEX_BIN").map_or_else(|| env!("CARGO_BIN_EXE_cardex").into(), PathBuf::from)
}

/// Takes out the one script that the server adds to a page.
fn without_script(path: &str, body: Vec<u8>) -> Vec<u8> {
    if !path.ends_with(".html") {
        return body;
    }
    let text = String::from_utf8(body).expect("a page of text");
    let start = text.rfind("<script src=\"/-/reload.js\" data-state=\"").expect("the script");
    let end = start + text[start..].find("</script>").expect("its end") + "</script>".len();
    format!("{}{}", &text[..start], &text[end..]).into_bytes()
}

/// Every file of the site that `cardex build` makes of a hub.
pub(crate) fn built(hub: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = folder.path().join("site");
    let output = Command::new(program()).args(["build", "--quiet", "--out"]).args([&site, hub]).output();
    let output = output.expect("the program starts");
    assert!(site.join("index.html").is_file(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&site) {
        let entry = entry.expect("the site");
        let path = entry.path().strip_prefix(&site).expect("below").to_str().expect("UTF-8").to_owned();
        // The marker is of the folder, not of the site.
        if entry.file_type().is_file() && !path.starts_with(".cardex") {
            files.insert(path, std::fs::read(entry.path()).expect("the file"));
        }
    }
    files
}

/// Holds all that is served against a build of the same hub.
pub(crate) fn assert_as_built(served: &Served, hub: &Path) {
    let files = built(hub);
    let mut wrong = Vec::new();
    for (path, bytes) in &files {
        match served.file(path) {
            None => wrong.push(format!("{path}: not served")),
            Some(other) if other != *bytes => wrong.push(format!("{path}: other bytes")),
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "of {} files: {wrong:#?}", files.len());
}

/// Writes files below a folder.
pub(crate) fn write(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("the folder");
        std::fs::write(path, text).expect("the file");
    }
}

/// A hub that shows what needs an address, exports and pictures.
pub(crate) fn small_hub() -> tempfile::TempDir {
    let hub = tempfile::tempdir().expect("a temporary folder");
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"4\" height=\"4\"/></svg>";
    write(
        hub.path(),
        &[
            (
                "hub.yaml",
                "site: {title: Small, base_url: 'https://m.example/'}\n\
                 search: {export: elasticlunr}\nexports: [csv, markdown, cyclonedx, spdx, sagemaker, badges]\n\
                 feeds: [hub, org, task, tag, model]\n",
            ),
            (
                "models/acme/one/README.md",
                "---\nlicense: mit\ntags: [first]\n---\n# One\n\nThe first ![p](a.svg).\n",
            ),
            ("models/acme/one/a.svg", svg),
            (
                "models/acme/two/README.md",
                "---\nlicense: mit\nbase_model: acme/one\npipeline_tag: text-classification\nversion: 2.0.0\n---\n# Two\n",
            ),
            ("models/acme/two/versions/1.0.0.md", "---\nversion: 1.0.0\n---\nAs it was.\n"),
            ("orgs/acme/README.md", "---\ntitle: Acme\n---\nMakers of everything.\n"),
            ("collections/best.md", "---\ntitle: Best\nitems: [acme/one, acme/two]\n---\nThe best.\n"),
        ],
    );
    // What was written just before the start counts as an edit.
    std::thread::sleep(Duration::from_millis(50));
    hub
}
