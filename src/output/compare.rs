//! Whether a file is as it was.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Whether a file can be read and has exactly these bytes.
pub(super) fn has_bytes(file: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = File::open(file) else { return false };
    if !file.metadata().is_ok_and(|found| found.len() == bytes.len() as u64) {
        return false;
    }
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return rest.is_empty(),
            Ok(n) if rest.starts_with(&buffer[..n]) => rest = &rest[n..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => return false,
        }
    }
}

/// Whether two files can be read and have the same bytes.
pub(super) fn are_same(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (File::open(a), File::open(b)) else { return false };
    let length = |file: &File| file.metadata().map(|found| found.len()).ok();
    if length(&a) != length(&b) {
        return false;
    }
    let (mut a, mut b) = (BufReader::with_capacity(1 << 16, a), BufReader::with_capacity(1 << 16, b));
    loop {
        match (a.fill_buf(), b.fill_buf()) {
            (Ok([]), Ok([])) => return true,
            (Ok(left), Ok(right)) => {
                let n = left.len().min(right.len());
                if n == 0 || left[..n] != right[..n] {
                    return false;
                }
                a.consume(n);
                b.consume(n);
            }
            _ => return false,
        }
    }
}
