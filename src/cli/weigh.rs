//! Local weight files: size, checksum, and what their headers say.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::report::printable;
use crate::scaffold::Weights;
use crate::vocabulary::format;
use crate::weights::{self, Header, pointer};

use super::progress;

/// How deep below a model's folder weight files are looked for.
const DEEPEST: usize = 4;

/// Most weight files of one model.
const MOST_FILES: usize = 1_000;

/// The weight files in a model's folder, by their names' endings: paths relative to it, sorted. Links and hidden files are left out.
pub(super) fn find(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let kind = entry.file_type()?;
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() && depth < DEEPEST {
                folders.push((entry.path(), depth + 1));
            } else if kind.is_file() && format::from_file_name(&name).is_some() && found.len() < MOST_FILES {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What a card says of a file; `notice` takes a word about a header that cannot be read.
pub(super) fn weigh(path: &Path, uri: String, notice: &mut dyn FnMut(String)) -> Result<Weights> {
    let name = printable(&path.display().to_string());
    let cannot = || format!("cannot read {name}");
    let metadata = fs::metadata(path).with_context(cannot)?;
    anyhow::ensure!(metadata.is_file(), "{name} is not a file");
    let mut file = File::open(path).with_context(cannot)?;
    let format = path.file_name().and_then(|name| format::from_file_name(&name.to_string_lossy()));
    let format = format.map(|format| format.id.to_owned());
    if metadata.len() <= pointer::LARGEST {
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(pointer::LARGEST + 1).read_to_end(&mut bytes).with_context(cannot)?;
        if let Some(pointer) = pointer::parse(&bytes) {
            return Ok(Weights {
                uri,
                size: pointer.size,
                sha256: pointer.sha256,
                format,
                header: Header::default(),
            });
        }
        file.rewind().with_context(cannot)?;
    }
    let header = match weights::read(format.as_deref().unwrap_or_default(), &mut file) {
        Ok(header) => header.unwrap_or_default(),
        Err(error) => {
            notice(format!("{name}: {error}"));
            Header::default()
        }
    };
    file.rewind().with_context(cannot)?;
    let (size, sha256) = checksum(&mut file, metadata.len()).with_context(cannot)?;
    Ok(Weights { uri, size, sha256, format, header })
}

/// The file's size and SHA-256, read once from here to its end.
fn checksum(file: &mut File, expected: u64) -> Result<(u64, String)> {
    let bar = progress::bytes(expected);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size = 0;
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
        size += count as u64;
        bar.inc(count as u64);
    }
    bar.finish_and_clear();
    Ok((size, weights::checksum(&hasher.finalize())))
}
