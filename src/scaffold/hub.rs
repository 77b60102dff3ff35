//! The files of a new hub: configuration, an example, and what code hosts and editors look for.

use sha2::{Digest, Sha256};

use crate::weights;

use super::text::{fill, scalar};
use super::{INSTALL, NewFile};

/// Where the program's own pages are.
const PROJECT: &str = env!("CARGO_PKG_REPOSITORY");

/// The example's weights: small enough to stand in git.
const MODEL: &str = include_str!("init/model.json");

/// For which service the files of continuous integration are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ci {
    /// GitHub Actions and Pages.
    Github,
    /// GitLab CI and Pages.
    Gitlab,
    /// Both.
    Both,
    /// None.
    None,
}

/// What a new hub is called, and where it lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubOptions {
    /// The catalog's title.
    pub title: String,
    /// The organisation of the first models, as a folder's name.
    pub org: String,
    /// The hub's page on a code host.
    pub repository: Option<String>,
    /// Which files of continuous integration there are.
    pub ci: Ci,
}

/// The files of a new hub, without the schemas for editors; by path.
pub fn hub(options: &HubOptions) -> Vec<NewFile> {
    let docs = format!("{PROJECT}/blob/main/docs");
    let repository = match &options.repository {
        Some(url) => format!("repository: {}", scalar(url)),
        None => "# repository: https://github.com/acme/models   # for links to the cards' source and history"
            .to_owned(),
    };
    let (title, org_title) = (scalar(&options.title), scalar(&options.org));
    let (size, sha256) = (MODEL.len().to_string(), weights::checksum(&Sha256::digest(MODEL)));
    let (owners, ci_row, request) = host(options.ci);
    let values = [
        ("title", title.as_str()),
        ("heading", options.title.as_str()),
        ("org", options.org.as_str()),
        ("org_title", org_title.as_str()),
        ("repository", repository.as_str()),
        ("docs", docs.as_str()),
        ("project", PROJECT),
        ("install", INSTALL),
        ("version", env!("CARGO_PKG_VERSION")),
        ("size", size.as_str()),
        ("sha256", sha256.as_str()),
        ("ci_row", ci_row),
        ("request", request),
    ];
    let example = format!("models/{}/example", options.org);
    let mut files = vec![
        ("hub.yaml".to_owned(), include_str!("init/hub.yaml")),
        (format!("{example}/README.md"), include_str!("init/card.md")),
        (format!("{example}/model.json"), MODEL),
        (format!("orgs/{}/README.md", options.org), include_str!("init/org.md")),
        ("README.md".to_owned(), include_str!("init/README.md")),
        (owners.to_owned(), include_str!("init/CODEOWNERS")),
        (".editorconfig".to_owned(), include_str!("init/editorconfig")),
        (".gitattributes".to_owned(), include_str!("init/gitattributes")),
        (".gitignore".to_owned(), include_str!("init/gitignore")),
        (".pre-commit-config.yaml".to_owned(), include_str!("init/pre-commit.yaml")),
        (".vscode/extensions.json".to_owned(), include_str!("init/extensions.json")),
        (".vscode/settings.json".to_owned(), include_str!("init/settings.json")),
        (".vscode/tasks.json".to_owned(), include_str!("init/tasks.json")),
    ];
    if matches!(options.ci, Ci::Github | Ci::Both) {
        files.push((".github/workflows/catalog.yml".to_owned(), include_str!("init/github.yml")));
        let comment = include_str!("init/github-comment.yml");
        files.push((".github/workflows/catalog-comment.yml".to_owned(), comment));
    }
    if matches!(options.ci, Ci::Gitlab | Ci::Both) {
        files.push((".gitlab-ci.yml".to_owned(), include_str!("init/gitlab.yml")));
        files.push((".gitlab/review-note.sh".to_owned(), include_str!("init/review-note.sh")));
    }
    files.sort();
    files.into_iter().map(|(path, template)| NewFile { path, text: fill(template, &values) }).collect()
}

/// Where `CODEOWNERS` is found, the line about continuous integration, and what a change is called.
fn host(ci: Ci) -> (&'static str, &'static str, &'static str) {
    match ci {
        Ci::Github => (
            ".github/CODEOWNERS",
            "| `.github/` | checks and reviews pull requests, publishes the website; who has to approve what |",
            "pull request",
        ),
        Ci::Gitlab => (
            ".gitlab/CODEOWNERS",
            "| `.gitlab-ci.yml`, `.gitlab/` | checks and reviews merge requests, publishes the website; who has to approve what |",
            "merge request",
        ),
        // Both hosts look for it in the root.
        Ci::Both => (
            "CODEOWNERS",
            "| `.github/`, `.gitlab-ci.yml`, `.gitlab/` | check and review pull requests, publish the website: keep what you need |\n\
             | `CODEOWNERS` | who has to approve what |",
            "pull request",
        ),
        Ci::None => ("CODEOWNERS", "| `CODEOWNERS` | who has to approve what |", "pull request"),
    }
}
