//! The files of one family: numbered from nought, with a version that tells two contents apart.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::index::Put;
use super::script::push_json;

pub(super) struct Family {
    pub(super) name: &'static str,
    count: usize,
    digest: Sha256,
}

impl Family {
    pub(super) fn new(name: &'static str) -> Family {
        Family { name, count: 0, digest: Sha256::new() }
    }

    /// How many files there are so far.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Writes the next file.
    pub(super) fn put<E>(&mut self, value: &impl Serialize, put: Put<'_, E>) -> Result<(), E> {
        self.put_json(|script| push_json(script, value), put)
    }

    /// Writes the next file; `write` gives its JSON as it stands in a script's string.
    pub(super) fn put_json<E>(&mut self, write: impl FnOnce(&mut Vec<u8>), put: Put<'_, E>) -> Result<(), E> {
        let mut bytes = format!("cardex.put('{}/{}','", self.name, self.count).into_bytes();
        write(&mut bytes);
        bytes.extend_from_slice(b"');\n");
        put(&format!("search/{}/{}.js", self.name, self.count), &bytes)?;
        self.digest.update(&bytes);
        self.count += 1;
        Ok(())
    }

    /// Eight hexadecimal digits.
    pub(super) fn version(self) -> String {
        self.digest.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
    }
}
