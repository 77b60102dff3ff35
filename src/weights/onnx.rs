//! ONNX: one protocol buffer. The initialisers of its graph are the parameters; everything else is skipped.

use std::io::{Read, Seek};

use super::cursor::Cursor;
use super::{Header, HeaderError, elements};

/// `ModelProto.graph`, `GraphProto.initializer`, `TensorProto.dims` and `.data_type`.
const GRAPH: u64 = 7;
const INITIALIZER: u64 = 5;
const DIMS: u64 = 1;
const DATA_TYPE: u64 = 2;

pub(super) fn read<R: Read + Seek>(source: R) -> Result<Header, HeaderError> {
    let mut cursor = Cursor::new(source)?;
    let mut header = Header::default();
    let mut seen = false;
    while cursor.left() > 0 {
        match tag(&mut cursor)? {
            (GRAPH, 2) => {
                let end = message(&mut cursor)?;
                graph(&mut cursor, end, &mut header)?;
                seen = true;
            }
            (_, wire) => skip(&mut cursor, wire)?,
        }
    }
    if !seen {
        return Err(HeaderError::Malformed("it has no graph"));
    }
    let sum = header.dtypes.values().fold(0, |sum: u64, count| sum.saturating_add(*count));
    header.parameters = (sum > 0).then_some(sum);
    Ok(header)
}

/// Reads the length of a message; returns how many bytes will be left behind it.
fn message<R: Read + Seek>(cursor: &mut Cursor<R>) -> Result<u64, HeaderError> {
    let length = varint(cursor)?;
    cursor.left().checked_sub(length).ok_or(HeaderError::Truncated)
}

fn graph<R: Read + Seek>(cursor: &mut Cursor<R>, end: u64, header: &mut Header) -> Result<(), HeaderError> {
    while cursor.left() > end {
        match tag(cursor)? {
            (INITIALIZER, 2) => {
                let end = message(cursor)?;
                initializer(cursor, end, header)?;
            }
            (_, wire) => skip(cursor, wire)?,
        }
    }
    ended(cursor, end)
}

fn initializer<R: Read + Seek>(
    cursor: &mut Cursor<R>,
    end: u64,
    header: &mut Header,
) -> Result<(), HeaderError> {
    let mut count = 1_u64;
    let mut kind = 0;
    while cursor.left() > end {
        match tag(cursor)? {
            (DIMS, 0) => count = elements([count, varint(cursor)?])?,
            (DIMS, 2) => {
                let end = message(cursor)?;
                while cursor.left() > end {
                    count = elements([count, varint(cursor)?])?;
                }
                ended(cursor, end)?;
            }
            (DATA_TYPE, 0) => kind = varint(cursor)?,
            (_, wire) => skip(cursor, wire)?,
        }
    }
    if let Some(kind) = data_type(kind) {
        let entry = header.dtypes.entry(kind.to_owned()).or_default();
        *entry = entry.saturating_add(count);
    }
    ended(cursor, end)
}

fn ended<R: Read + Seek>(cursor: &Cursor<R>, end: u64) -> Result<(), HeaderError> {
    if cursor.left() == end {
        Ok(())
    } else {
        Err(HeaderError::Malformed("a message is longer than it says"))
    }
}

/// The number of a field, and how its value is written.
fn tag<R: Read + Seek>(cursor: &mut Cursor<R>) -> Result<(u64, u8), HeaderError> {
    let tag = varint(cursor)?;
    Ok((tag >> 3, (tag & 7) as u8))
}

fn varint<R: Read + Seek>(cursor: &mut Cursor<R>) -> Result<u64, HeaderError> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = cursor.u8()?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(HeaderError::Malformed("a number is too long"))
}

fn skip<R: Read + Seek>(cursor: &mut Cursor<R>, wire: u8) -> Result<(), HeaderError> {
    match wire {
        0 => varint(cursor).map(|_| ()),
        1 => cursor.skip(8),
        2 => {
            let length = varint(cursor)?;
            cursor.skip(length)
        }
        5 => cursor.skip(4),
        _ => Err(HeaderError::Malformed("it is no protocol buffer")),
    }
}

/// The name of `TensorProto.DataType`; `None` for whole numbers of 32 and 64 bits, truth values and texts: they hold shapes and
/// indices, not parameters.
fn data_type(number: u64) -> Option<&'static str> {
    Some(match number {
        1 => "F32",
        2 => "U8",
        3 => "I8",
        4 => "U16",
        5 => "I16",
        10 => "F16",
        11 => "F64",
        16 => "BF16",
        17 => "F8_E4M3",
        19 => "F8_E5M2",
        21 => "U4",
        22 => "I4",
        _ => return None,
    })
}
