//! GGUF: metadata as typed keys and values, then the name, shape and type of each tensor, then the data.

use std::io::{Read, Seek};

use super::cursor::Cursor;
use super::{Header, HeaderError, elements};

/// Longest text of the metadata that is looked at, in bytes.
const LONGEST_TEXT: u64 = 256;

/// How deep lists may nest in lists.
const DEEPEST: u32 = 4;

pub(super) fn read<R: Read + Seek>(source: R) -> Result<Header, HeaderError> {
    let mut cursor = Cursor::new(source)?;
    if cursor.array::<4>()? != *b"GGUF" {
        return Err(HeaderError::Malformed("it does not begin with `GGUF`"));
    }
    match cursor.u32()? {
        2 | 3 => {}
        version if version > 3 && version.swap_bytes() <= 3 => {
            return Err(HeaderError::Malformed("it is written big end first, which is not read"));
        }
        _ => return Err(HeaderError::Malformed("its version is neither 2 nor 3")),
    }
    let tensors = cursor.u64()?;
    let pairs = cursor.u64()?;
    let mut header = Header::default();
    // Each turn reads at least one byte of the file, so that a lie about the number ends at the file's end.
    for _ in 0..pairs {
        metadata(&mut cursor, &mut header)?;
    }
    let mut sum = 0_u64;
    for _ in 0..tensors {
        let name = cursor.u64()?;
        cursor.skip(name)?;
        let count = tensor(&mut cursor, &mut header)?;
        sum = sum.saturating_add(count);
    }
    header.parameters = (sum > 0).then_some(sum);
    Ok(header)
}

/// One key with its value.
fn metadata<R: Read + Seek>(cursor: &mut Cursor<R>, header: &mut Header) -> Result<(), HeaderError> {
    let key = text(cursor)?;
    let kind = cursor.u32()?;
    match (key.as_deref(), kind) {
        (Some("general.architecture"), 8) => {
            let is_word = |text: &String| {
                text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            };
            header.architecture = text(cursor)?.filter(|text| !text.is_empty() && is_word(text));
        }
        (Some("general.file_type"), 4) => header.quantization = file_type(cursor.u32()?).map(str::to_owned),
        _ => skip(cursor, kind, 0)?,
    }
    Ok(())
}

/// A text with its length before it; `None` for one that is too long to be looked at, or no UTF-8.
fn text<R: Read + Seek>(cursor: &mut Cursor<R>) -> Result<Option<String>, HeaderError> {
    let length = cursor.u64()?;
    if length > LONGEST_TEXT {
        cursor.skip(length)?;
        return Ok(None);
    }
    Ok(String::from_utf8(cursor.bytes(length)?).ok())
}

fn skip<R: Read + Seek>(cursor: &mut Cursor<R>, kind: u32, depth: u32) -> Result<(), HeaderError> {
    if let Some(size) = size(kind) {
        return cursor.skip(size);
    }
    match kind {
        8 => {
            let length = cursor.u64()?;
            cursor.skip(length)
        }
        9 if depth < DEEPEST => {
            let kind = cursor.u32()?;
            let count = cursor.u64()?;
            if let Some(size) = size(kind) {
                return cursor.skip(count.checked_mul(size).ok_or(HeaderError::Truncated)?);
            }
            for _ in 0..count {
                skip(cursor, kind, depth + 1)?;
            }
            Ok(())
        }
        9 => Err(HeaderError::Malformed("lists nest too deep")),
        _ => Err(HeaderError::Malformed("a value has an unknown type")),
    }
}

/// Bytes of a value of this type; `None` for texts and lists.
fn size(kind: u32) -> Option<u64> {
    match kind {
        0 | 1 | 7 => Some(1),
        2 | 3 => Some(2),
        4..=6 => Some(4),
        10..=12 => Some(8),
        _ => None,
    }
}

/// Shape and type of a tensor: adds its elements to its type and returns their number.
fn tensor<R: Read + Seek>(cursor: &mut Cursor<R>, header: &mut Header) -> Result<u64, HeaderError> {
    let dimensions = cursor.u32()?;
    if dimensions > 8 {
        return Err(HeaderError::Malformed("a tensor has more than eight dimensions"));
    }
    let mut shape = [1; 8];
    for length in shape.iter_mut().take(dimensions as usize) {
        *length = cursor.u64()?;
    }
    let count = elements(shape)?;
    let kind = tensor_type(cursor.u32()?);
    cursor.skip(8)?;
    let entry = header.dtypes.entry(kind.to_owned()).or_default();
    *entry = entry.saturating_add(count);
    Ok(count)
}

/// The name of a tensor's type: `ggml_type` of ggml.
fn tensor_type(number: u32) -> &'static str {
    #[rustfmt::skip]
    const NAMES: [&str; 31] = [
        "F32", "F16", "Q4_0", "Q4_1", "other", "other", "Q5_0", "Q5_1", "Q8_0", "Q8_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K",
        "Q8_K", "IQ2_XXS", "IQ2_XS", "IQ3_XXS", "IQ1_S", "IQ4_NL", "IQ3_S", "IQ2_S", "IQ4_XS", "I8", "I16", "I32", "I64", "F64",
        "IQ1_M", "BF16",
    ];
    match number {
        34 => "TQ1_0",
        35 => "TQ2_0",
        39 => "MXFP4",
        _ => usize::try_from(number).ok().and_then(|number| NAMES.get(number).copied()).unwrap_or("other"),
    }
}

/// How most of a file's tensors are quantised: `general.file_type`, `llama_ftype` of llama.cpp. `None` for full precision.
fn file_type(number: u32) -> Option<&'static str> {
    Some(match number {
        2 => "q4_0",
        3 => "q4_1",
        7 => "q8_0",
        8 => "q5_0",
        9 => "q5_1",
        10 => "q2_k",
        11 => "q3_k_s",
        12 => "q3_k_m",
        13 => "q3_k_l",
        14 => "q4_k_s",
        15 => "q4_k_m",
        16 => "q5_k_s",
        17 => "q5_k_m",
        18 => "q6_k",
        19 => "iq2_xxs",
        20 => "iq2_xs",
        21 => "q2_k_s",
        22 => "iq3_xs",
        23 => "iq3_xxs",
        24 => "iq1_s",
        25 => "iq4_nl",
        26 => "iq3_s",
        27 => "iq3_m",
        28 => "iq2_s",
        29 => "iq2_m",
        30 => "iq4_xs",
        31 => "iq1_m",
        36 => "tq1_0",
        37 => "tq2_0",
        38 => "mxfp4",
        _ => return None,
    })
}
