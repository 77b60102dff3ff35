//! Code for using a model: what to install, how to load it, one call.
//!
//! Ids, folders and file names come from untrusted cards. They enter code through `quote` alone, and never a comment.

mod download;
mod engine;
mod quote;
mod speech;
mod tabular;
mod text;
mod transformers;
mod vision;

pub use download::{Download, download};

use super::library;

/// A piece of code to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The title of its tab.
    pub label: &'static str,
    /// The language that it is written in, as a name for syntax highlighting.
    pub language: &'static str,
    /// The command that installs what it needs.
    pub install: Option<String>,
    /// The code, without a final line break.
    pub code: String,
}

/// Where the weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location<'a> {
    /// An id of the Hugging Face Hub, which libraries download by themselves.
    Hub(&'a str),
    /// A local folder after a download, such as `./whisper-tiny`.
    Folder(&'a str),
}

/// What a snippet may depend on.
#[derive(Debug, Clone, Copy)]
pub struct SnippetModel<'a> {
    /// `org/name`.
    pub id: &'a str,
    /// The last part of the id.
    pub name: &'a str,
    /// Where the weights are.
    pub location: Location<'a>,
    /// The `pipeline_tag`.
    pub task: Option<&'a str>,
    /// The model that this one was made from: an adapter is loaded into it.
    pub base_model: Option<&'a str>,
    /// Names of the weight files, relative to the model's folder.
    pub files: &'a [&'a str],
    /// Codes of the languages that the model is for.
    pub languages: &'a [&'a str],
}

/// Snippets for a library, the simplest first; none for a library without a usual way of loading a model.
pub fn snippets(library_id: &str, model: &SnippetModel) -> Vec<Snippet> {
    let Some(library) = library::find(library_id) else { return Vec::new() };
    let families =
        [transformers::snippets, text::snippets, vision::snippets, speech::snippets, tabular::snippets];
    let found = families.iter().map(|family| family(library.id, model)).find(|found| !found.is_empty());
    found.unwrap_or_else(|| engine::snippets(library.id, model))
}

impl SnippetModel<'_> {
    /// The Hub id or the folder, as a string literal: what `from_pretrained` takes.
    fn source(&self) -> String {
        quote::literal(self.path())
    }

    /// The Hub id or the folder, as a word of a command line.
    fn source_word(&self) -> String {
        quote::word(self.path())
    }

    fn path(&self) -> &str {
        match self.location {
            Location::Hub(id) => id,
            Location::Folder(folder) => folder,
        }
    }

    /// The base model as a string literal, or a place to fill in.
    fn base(&self) -> String {
        quote::literal(self.base_model.unwrap_or("base/model"))
    }

    /// The first weight file with one of these endings, or the file that the library usually writes.
    fn file<'s>(&'s self, endings: &[&str], usual: &'s str) -> &'s str {
        let fits = |file: &&str| {
            let lower = file.to_ascii_lowercase();
            endings.iter().any(|end| lower.ends_with(end))
        };
        self.files.iter().copied().find(fits).unwrap_or(usual)
    }

    /// Lines of Python that leave the path of a weight file in the variable `path`.
    fn path_lines(&self, endings: &[&str], usual: &str) -> String {
        let file = self.file(endings, usual);
        match self.location {
            Location::Hub(id) => format!(
                "from huggingface_hub import hf_hub_download\n\npath = hf_hub_download({}, {})",
                quote::literal(id),
                quote::literal(file)
            ),
            Location::Folder(folder) => format!("path = {}", quote::literal(&join(folder, file))),
        }
    }

    /// Lines of Python that leave the path of the model's folder in the variable `folder`.
    fn folder_lines(&self) -> String {
        match self.location {
            Location::Hub(id) => format!(
                "from huggingface_hub import snapshot_download\n\nfolder = snapshot_download({})",
                quote::literal(id)
            ),
            Location::Folder(folder) => format!("folder = {}", quote::literal(folder)),
        }
    }

    /// Whether the library has to be installed together with the Hub's client.
    fn hub_package(&self) -> &'static str {
        match self.location {
            Location::Hub(_) => " huggingface_hub",
            Location::Folder(_) => "",
        }
    }
}

fn join(folder: &str, file: &str) -> String {
    format!("{}/{file}", folder.trim_end_matches('/'))
}

fn python(label: &'static str, packages: &str, code: String) -> Vec<Snippet> {
    vec![Snippet { label, language: "python", install: Some(format!("pip install -U {packages}")), code }]
}

fn bash(label: &'static str, install: Option<&str>, code: String) -> Snippet {
    Snippet { label, language: "bash", install: install.map(str::to_owned), code }
}
