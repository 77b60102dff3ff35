//! What weight files say of themselves: number of parameters, data types, architecture.
//!
//! Pure functions over bytes that nobody has vouched for. No header makes a reader panic, allocate more than it really reads, or
//! read more than [`LARGEST_HEADER`]; the weights themselves are skipped, never loaded.

mod cursor;
mod gguf;
mod onnx;
pub mod pointer;
mod safetensors;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek};

/// Most bytes that are read of one file. The reference reader of Safetensors refuses larger headers, too.
pub const LARGEST_HEADER: u64 = 100_000_000;

/// A SHA-256 as cards and Git LFS pointers write it: 64 lower-case hexadecimal digits.
pub fn checksum(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file's header tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Number of parameters; `None` where the file packs several into one number, so that its shapes do not tell.
    pub parameters: Option<u64>,
    /// Elements by data type, such as `F16`.
    pub dtypes: BTreeMap<String, u64>,
    /// Such as `llama`.
    pub architecture: Option<String>,
    /// Such as `q4_k_m`.
    pub quantization: Option<String>,
}

/// Why a header could not be read.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// The system could not read the file.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The file is shorter than its header says.
    #[error("the file ends before its header says so; was it downloaded whole?")]
    Truncated,
    /// The header is larger than [`LARGEST_HEADER`].
    #[error("its header is larger than {LARGEST_HEADER} bytes")]
    TooLarge,
    /// The header is not what the format asks for.
    #[error("its header is damaged: {0}")]
    Malformed(&'static str),
}

/// Reads the header of a file whose format has this id (see `vocabulary::format`); `None` for formats without one that is read.
///
/// # Errors
/// When the file cannot be read, is cut short, or does not hold what its format asks for.
pub fn read<R: Read + Seek>(format: &str, source: R) -> Result<Option<Header>, HeaderError> {
    match format {
        "safetensors" => safetensors::read(source).map(Some),
        "gguf" => gguf::read(source).map(Some),
        "onnx" => onnx::read(source).map(Some),
        _ => Ok(None),
    }
}

/// The product of a tensor's dimensions.
fn elements(shape: impl IntoIterator<Item = u64>) -> Result<u64, HeaderError> {
    shape
        .into_iter()
        .try_fold(1_u64, u64::checked_mul)
        .ok_or(HeaderError::Malformed("a tensor has more elements than can be counted"))
}
