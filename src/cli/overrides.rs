//! A hub's own templates and theme files: `templates/` and `theme/` beside hub.yaml.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// Largest file that is read, in bytes: a theme may bring a font or a picture.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The hub's templates: name and text.
pub(super) fn templates(root: &Path) -> Result<Vec<(String, String)>> {
    let files = files(&root.join("templates"))?;
    let text = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).with_context(|| format!("templates/{name} is not UTF-8"))?;
        Ok((name, text))
    };
    files
        .into_iter()
        .filter(|(name, _)| name.ends_with(".html") || name.ends_with(".xml"))
        .map(text)
        .collect()
}

/// The hub's theme files: name and bytes.
pub(super) fn theme(root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    files(&root.join("theme"))
}

/// Whether a template or a file of the theme was written, or went, after a moment.
#[cfg(feature = "serve")]
pub(super) fn changed_since(root: &Path, moment: std::time::SystemTime) -> bool {
    let entries = ["templates", "theme"].into_iter().flat_map(|folder| WalkDir::new(root.join(folder)));
    // A folder changes with each file that comes or goes.
    entries.flatten().any(|entry| {
        let written = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
        written.is_some_and(|written| written >= moment)
    })
}

/// The regular files below a folder, by their `/`-separated path, sorted; links and hidden files are left out.
fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in
        WalkDir::new(folder).follow_root_links(false).sort_by_file_name().into_iter().filter_entry(visible)
    {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let size = entry.metadata().with_context(|| path.display().to_string())?.len();
        anyhow::ensure!(
            size <= LARGEST,
            "{} has {size} bytes; a theme's file may have {LARGEST}",
            path.display()
        );
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        files.push((name, fs::read(path).with_context(|| path.display().to_string())?));
    }
    Ok(files)
}
