//! A place in a file: reads little-endian numbers and texts, skips the rest, and never goes beyond the end.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::{HeaderError, LARGEST_HEADER};

/// A reader that knows how much of the file is left, and how much it may still read.
pub(super) struct Cursor<R> {
    source: BufReader<R>,
    /// Bytes between here and the end of the file.
    left: u64,
    /// Bytes that may be read; skipping is free.
    budget: u64,
}

impl<R: Read + Seek> Cursor<R> {
    /// Begins at the file's first byte.
    pub(super) fn new(mut source: R) -> Result<Self, HeaderError> {
        let left = source.seek(SeekFrom::End(0))?;
        source.seek(SeekFrom::Start(0))?;
        Ok(Self { source: BufReader::new(source), left, budget: LARGEST_HEADER })
    }

    pub(super) fn left(&self) -> u64 {
        self.left
    }

    fn spend(&mut self, bytes: u64) -> Result<(), HeaderError> {
        self.left = self.left.checked_sub(bytes).ok_or(HeaderError::Truncated)?;
        self.budget = self.budget.checked_sub(bytes).ok_or(HeaderError::TooLarge)?;
        Ok(())
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], HeaderError> {
        self.spend(N as u64)?;
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn u8(&mut self) -> Result<u8, HeaderError> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn u32(&mut self) -> Result<u32, HeaderError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, HeaderError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// So many bytes. Memory is taken as they come, so that a lie about the number costs nothing.
    pub(super) fn bytes(&mut self, count: u64) -> Result<Vec<u8>, HeaderError> {
        self.spend(count)?;
        let mut bytes = Vec::new();
        (&mut self.source).take(count).read_to_end(&mut bytes)?;
        if bytes.len() as u64 == count { Ok(bytes) } else { Err(HeaderError::Truncated) }
    }

    pub(super) fn skip(&mut self, count: u64) -> Result<(), HeaderError> {
        self.left = self.left.checked_sub(count).ok_or(HeaderError::Truncated)?;
        let offset = i64::try_from(count).map_err(|_| HeaderError::Truncated)?;
        self.source.seek_relative(offset)?;
        Ok(())
    }
}
