//! Links into the web view of the hub's repository.

/// Where the hub's files can be browsed and edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    url: String,
    branch: String,
    gitlab: bool,
}

impl Repository {
    /// A repository at an http(s) address; GitLab's addresses differ from everybody else's by a `/-/`.
    pub fn new(url: &str, branch: &str) -> Self {
        let url = url.trim_end_matches('/').trim_end_matches(".git").to_owned();
        let host = url.split('/').nth(2).unwrap_or_default();
        let gitlab = host.contains("gitlab");
        Self { url, branch: branch.to_owned(), gitlab }
    }

    /// The repository's front page.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where a file can be read.
    pub fn view(&self, path: &str) -> String {
        self.link("blob", &self.branch, path)
    }

    /// Where a change to a file can be suggested.
    pub fn edit(&self, path: &str) -> String {
        self.link("edit", &self.branch, path)
    }

    /// Where the history of a file or folder can be read.
    pub fn history(&self, path: &str) -> String {
        self.link("commits", &self.branch, path)
    }

    /// Where a commit can be read.
    pub fn commit(&self, id: &str) -> String {
        format!("{}{}/commit/{id}", self.url, if self.gitlab { "/-" } else { "" })
    }

    fn link(&self, what: &str, branch: &str, path: &str) -> String {
        let middle = if self.gitlab { "/-" } else { "" };
        format!("{}{middle}/{what}/{}/{}", self.url, encode(branch), encode(path))
    }
}

/// Percent-encodes a path; slashes stay.
pub(super) fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
