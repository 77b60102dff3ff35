//! Commands that fetch weight files from where they are stored, and check them.

use std::collections::BTreeSet;

use super::{Snippet, bash, quote};

/// A file to fetch.
#[derive(Debug, Clone, Copy)]
pub struct Download<'a> {
    /// Where it is stored, as `weights[].uri` says.
    pub uri: &'a str,
    /// An address that needs no client of a cloud; it is preferred.
    pub public_url: Option<&'a str>,
    /// The name to store it under.
    pub file: &'a str,
    /// 64 hexadecimal digits; anything else is left out of the check.
    pub sha256: Option<&'a str>,
}

/// Files beyond these are only counted.
const SHOWN: usize = 8;

/// Shell commands that fetch the files into the working directory and check those that have a checksum.
///
/// By the scheme of the URI: `https` curl, `s3` aws, `gs` gcloud, `az`, `abfs(s)` and `azure` az, `hf` hf,
/// `oci` oras; `file` and a path without a scheme are in git LFS. `az://container/path` takes the storage account
/// from the configuration of `az`; `abfss://container@account.dfs.core.windows.net/path` names it. `None` for no files.
pub fn download(artifacts: &[Download]) -> Option<Snippet> {
    if artifacts.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    let mut checks = Vec::new();
    let mut folders = BTreeSet::new();
    for artifact in artifacts.iter().take(SHOWN) {
        if let Some((folder, _)) = artifact.file.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            folders.insert(folder);
        }
        lines.push(command(artifact));
        if let Some(sum) = artifact.sha256.filter(|sum| is_sha256(sum)) {
            // sha256sum reads a line per file, and gives a backslash and a line break in a name a special meaning.
            if !artifact.file.contains(['\\', '\n', '\r']) {
                checks.push(quote::shell(&format!("{}  {}", sum.to_ascii_lowercase(), local(artifact.file))));
            }
        }
    }
    let mut code = String::new();
    if !folders.is_empty() {
        let folders: Vec<String> = folders.into_iter().map(|folder| quote::word(&local(folder))).collect();
        code = format!("mkdir -p {}\n", folders.join(" "));
    }
    code.push_str(&lines.join("\n"));
    match artifacts.len().saturating_sub(SHOWN) {
        0 => {}
        1 => code.push_str("\n# and 1 more file"),
        more => code.push_str(&format!("\n# and {more} more files")),
    }
    if !checks.is_empty() {
        code.push_str(&format!(
            "\n\nprintf '%s\\n' \\\n  {} \\\n  | sha256sum --check",
            checks.join(" \\\n  ")
        ));
    }
    Some(bash("Download", None, code))
}

fn command(artifact: &Download) -> String {
    let file = quote::word(&local(artifact.file));
    if let Some(url) = artifact.public_url {
        return format!("curl -fL --output {file} {}", quote::word(url));
    }
    let uri = artifact.uri;
    let (scheme, rest) = uri.split_once("://").unwrap_or(("file", uri));
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => format!("curl -fL --output {file} {}", quote::word(uri)),
        "s3" => format!("aws s3 cp {} {file}", quote::word(uri)),
        "gs" => format!("gcloud storage cp {} {file}", quote::word(uri)),
        "az" | "azure" | "abfs" | "abfss" => azure(rest, &file),
        "hf" => hugging_face(rest, artifact.file),
        "oci" => format!("oras pull {}", quote::word(rest)),
        "file" => format!("git lfs pull --include={}", quote::shell(rest.trim_start_matches("./"))),
        // A scheme without a known client: the address itself is all there is to show.
        _ => format!("printf '%s\\n' {}", quote::word(uri)),
    }
}

fn azure(rest: &str, file: &str) -> String {
    let (container, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (container, account) = match container.split_once('@') {
        Some((container, host)) => {
            let account = host.split('.').next().unwrap_or(host);
            (container, format!(" --account-name={}", quote::shell(account)))
        }
        None => (container, String::new()),
    };
    format!(
        "az storage blob download{account} --container-name={} --name={} --file={file}",
        quote::shell(container),
        quote::shell(path)
    )
}

/// `hf://org/name@revision/path`: the client writes below the working directory under the path in the repository.
fn hugging_face(rest: &str, file: &str) -> String {
    let mut parts = rest.splitn(3, '/');
    let (org, name, path) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    let (name, revision) = match name.split_once('@') {
        Some((name, revision)) => (name, format!(" --revision={}", quote::shell(revision))),
        None => (name, String::new()),
    };
    let path = path.unwrap_or(file);
    let repository = quote::word(&format!("{org}/{name}"));
    format!("hf download {repository} {}{revision} --local-dir=.", quote::word(path))
}

/// The name in the working directory: never an option, never outside of it.
fn local(file: &str) -> String {
    let inside: Vec<&str> = file.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let file = inside.join("/");
    if file.starts_with('-') || file.is_empty() { format!("./{file}") } else { file }
}

fn is_sha256(sum: &str) -> bool {
    sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit())
}
