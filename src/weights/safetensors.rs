//! Safetensors: eight bytes that say how long the header is, the header as JSON, the data.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{Read, Seek};

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::cursor::Cursor;
use super::{Header, HeaderError, LARGEST_HEADER, elements};

/// Ends of names of tensors that hold several parameters in one number, or numbers that are no parameters: what quantisers write.
const PACKED: [&str; 9] = [
    ".qweight",
    ".qzeros",
    ".weight_packed",
    ".weight_scale",
    ".absmax",
    ".quant_map",
    ".SCB",
    "_blocks",
    ".weight_scale_inv",
];

pub(super) fn read<R: Read + Seek>(source: R) -> Result<Header, HeaderError> {
    let mut cursor = Cursor::new(source)?;
    let length = cursor.u64()?;
    if length > LARGEST_HEADER - 8 {
        return Err(HeaderError::TooLarge);
    }
    let json = cursor.bytes(length)?;
    let tensors: Tensors =
        serde_json::from_slice(&json).map_err(|_| HeaderError::Malformed("it is no Safetensors header"))?;
    if tensors.overflow {
        return Err(HeaderError::Malformed("a tensor has more elements than can be counted"));
    }
    if tensors.end > cursor.left() {
        return Err(HeaderError::Truncated);
    }
    let sum = tensors.dtypes.values().fold(0, |sum: u64, count| sum.saturating_add(*count));
    Ok(Header {
        parameters: (!tensors.packed && sum > 0).then_some(sum),
        dtypes: tensors.dtypes,
        ..Header::default()
    })
}

/// All tensors of a header, added up while they are read.
#[derive(Default)]
struct Tensors {
    dtypes: BTreeMap<String, u64>,
    packed: bool,
    overflow: bool,
    /// Where the last tensor's data ends, in bytes behind the header.
    end: u64,
}

#[derive(Deserialize)]
struct Tensor<'a> {
    #[serde(borrow)]
    dtype: Cow<'a, str>,
    shape: Vec<u64>,
    data_offsets: (u64, u64),
}

impl<'de> Deserialize<'de> for Tensors {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        de.deserialize_map(Sum)
    }
}

struct Sum;

impl<'de> Visitor<'de> for Sum {
    type Value = Tensors;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tensors by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tensors, A::Error> {
        let mut sum = Tensors::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == "__metadata__" {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let tensor: Tensor<'de> = map.next_value()?;
            // Real data types are short words; anything else would end up in a card.
            if tensor.dtype.len() > 16
                || !tensor.dtype.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            {
                return Err(A::Error::custom("a data type is no word"));
            }
            sum.packed |= PACKED.iter().any(|end| name.ends_with(end));
            sum.end = sum.end.max(tensor.data_offsets.1);
            match elements(tensor.shape) {
                Ok(count) => {
                    let entry = sum.dtypes.entry(tensor.dtype.into_owned()).or_default();
                    *entry = entry.saturating_add(count);
                }
                Err(_) => sum.overflow = true,
            }
        }
        Ok(sum)
    }
}
