//! Git's deltas: an object written as copies from another one and literal bytes.

/// Builds the object that `delta` makes of `base`, or none if the delta is damaged, does not belong to this base, or
/// wants more than `limit` bytes.
pub(super) fn apply(base: &[u8], delta: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (base_size, delta) = size(delta)?;
    let (result_size, mut delta) = size(delta)?;
    if base_size != base.len() || result_size > limit {
        return None;
    }
    let mut result = Vec::with_capacity(result_size);
    while let Some((&command, rest)) = delta.split_first() {
        let piece;
        (piece, delta) = if command & 0x80 != 0 {
            let (offset, rest) = number(command & 0x0f, 4, rest)?;
            let (length, rest) = number(command >> 4 & 0x07, 3, rest)?;
            let length = if length == 0 { 0x10000 } else { length };
            (base.get(offset..offset.checked_add(length)?)?, rest)
        } else if command != 0 {
            rest.split_at_checked(usize::from(command))?
        } else {
            return None;
        };
        if piece.len() > result_size - result.len() {
            return None;
        }
        result.extend_from_slice(piece);
    }
    (result.len() == result_size).then_some(result)
}

/// How large the object is that a delta makes.
pub(super) fn result_size(delta: &[u8]) -> Option<u64> {
    let (_, delta) = size(delta)?;
    size(delta).and_then(|(result, _)| u64::try_from(result).ok())
}

/// A size: seven bits per byte, the lowest first, the top bit set on all but the last.
fn size(mut bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut size = 0_usize;
    let mut shift = 0;
    loop {
        let (&byte, rest) = bytes.split_first()?;
        let part = usize::from(byte & 0x7f);
        if shift >= usize::BITS || part << shift >> shift != part {
            return None;
        }
        size |= part << shift;
        shift += 7;
        bytes = rest;
        if byte & 0x80 == 0 {
            return Some((size, bytes));
        }
    }
}

/// A number of up to `width` bytes, the lowest first, of which those whose bit is missing from `present` are zero.
fn number(present: u8, width: u32, mut bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for index in 0..width {
        if present >> index & 1 == 1 {
            let (&byte, rest) = bytes.split_first()?;
            number |= usize::from(byte) << (8 * index);
            bytes = rest;
        }
    }
    Some((number, bytes))
}

#[cfg(test)]
mod tests {
    use super::apply;

    #[test]
    fn copies_and_literals() {
        // Base of 10 bytes, result of 7: copy 4 from offset 2, then the three bytes "xyz".
        let delta = [10, 7, 0b1001_0001, 2, 4, 3, b'x', b'y', b'z'];
        assert_eq!(apply(b"0123456789", &delta, 100).as_deref(), Some(b"2345xyz".as_slice()));
    }

    #[test]
    fn a_copy_without_length_is_64_kib() {
        let base = vec![b'a'; 0x10000];
        let delta = [0x80, 0x80, 0x04, 0x80, 0x80, 0x04, 0x80];
        assert_eq!(apply(&base, &delta, usize::MAX), Some(base.clone()));
    }

    #[test]
    fn damage_is_refused() {
        let base = b"0123456789";
        for delta in [
            &[][..],                     // nothing
            &[10],                       // no result size
            &[9, 1, 1, b'x'],            // another base
            &[10, 1, 0],                 // the reserved command
            &[10, 2, 1, b'x'],           // too little
            &[10, 1, 2, b'x', b'y'],     // too much
            &[10, 4, 4, b'x'],           // a literal cut off
            &[10, 4, 0b1001_0001, 8, 4], // a copy beyond the base
            &[10, 4, 0b1001_0001, 8],    // a copy cut off
            &[10, 200, 200, 1],          // beyond the limit
            &[0xff; 12],                 // a size of more bits than there are
        ] {
            assert_eq!(apply(base, delta, 100), None, "{delta:?}");
        }
    }
}
