//! Numbers and bytes as the data files hold them: variable lengths, and base64.

/// Appends `number`, seven bits a byte, the lowest first; the highest bit says that more follow.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number from the front of `bytes`; zero where there is none.
pub(super) fn take_number(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 || shift > 28 {
            break;
        }
    }
    number
}

/// Takes `count` bytes from the front of `bytes`, or as many as there are.
pub(super) fn take<'a>(bytes: &mut &'a [u8], count: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(count.min(bytes.len()));
    *bytes = rest;
    taken
}

/// Appends the base64 of `bytes`, without padding.
pub(super) fn push_base64(text: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = |bits: u32| [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift) as usize & 63]);
    text.reserve(bytes.len().div_ceil(3) * 4);
    let (threes, rest) = bytes.as_chunks::<3>();
    for &[one, two, three] in threes {
        text.extend_from_slice(&digits(u32::from(one) << 16 | u32::from(two) << 8 | u32::from(three)));
    }
    match rest {
        [one] => text.extend_from_slice(&digits(u32::from(*one) << 16)[..2]),
        [one, two] => text.extend_from_slice(&digits(u32::from(*one) << 16 | u32::from(*two) << 8)[..3]),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 16383, 16384, 1 << 21, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&number| push_number(&mut bytes, number));
        assert_eq!(&bytes[..6], [0, 1, 127, 128, 1, 172]);
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take_number(&mut rest)), numbers);
        assert!(rest.is_empty());
    }

    #[test]
    fn base64_is_the_one_that_browsers_read() {
        let text = |bytes: &[u8]| {
            let mut text = Vec::new();
            push_base64(&mut text, bytes);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(
            [text(b""), text(b"f"), text(b"fo"), text(b"foo"), text(b"\xff\xfe\xfdx")],
            ["", "Zg", "Zm8", "Zm9v", "//79eA"]
        );
    }
}
