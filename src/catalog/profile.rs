//! Pages that describe an organisation or a dataset: `orgs/<org>/README.md`, `datasets/<org>/<name>/README.md`.

use crate::diagnostic::Diagnostic;
use crate::yaml::{Node, Value};

use super::fields::{Fields, Key};

/// What is known of an organisation or a dataset beside its models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The organisation's folder name, or the dataset's `org/name`.
    pub key: String,
    /// Its folder, relative to the hub.
    pub folder: String,
    /// Its card's file, relative to the hub.
    pub card_path: String,
    /// `title`, or `pretty_name`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `logo`: a file beside the card.
    pub logo: Option<String>,
    /// `homepage`.
    pub homepage: Option<String>,
    /// `contact`.
    pub contact: Option<String>,
    /// `license`.
    pub license: Vec<String>,
    /// `language`.
    pub language: Vec<String>,
    /// `size_categories`.
    pub size_categories: Vec<String>,
    /// The text behind the front matter.
    pub body: String,
    /// The line of the file on which the body begins.
    pub body_line: u32,
    /// The other files of the folder.
    pub files: Vec<(String, u64)>,
}

/// Takes the fields of a profile from its front matter.
pub(super) fn read(profile: &mut Profile, root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let Value::Mapping(entries) = &root.value else { return };
    let path = profile.card_path.clone();
    let mut fields = Fields::new(&path, entries, diagnostics);
    let mut line = |key| fields.line(Key::HuggingFace(key)).map(|line| line.value);
    profile.title = line("title");
    let pretty = line("pretty_name");
    profile.title = profile.title.take().or(pretty);
    profile.description = line("description");
    profile.logo = line("logo");
    profile.homepage = line("homepage");
    profile.contact = line("contact");
    let mut list = |key| fields.list(Key::HuggingFace(key)).into_iter().map(|line| line.value).collect();
    profile.license = list("license");
    profile.language = list("language");
    profile.size_categories = list("size_categories");
}
