//! Small numbers as text, one to four characters each, in an alphabet that JSON and a quoted string leave as it is.

/// Printable ASCII without what JSON, a quoted string or a page would escape: `" & ' < > \`.
const ALPHABET: &[u8; 89] =
    b" !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// How many characters end a number; the others say that more follows.
const LAST: u32 = 44;
const MORE: u32 = 45;

/// Appends a number: below 44 in one character, below 2,024 in two, below 91,124 in three.
pub fn push(text: &mut String, mut number: u32) {
    while number >= LAST {
        number -= LAST;
        text.push(char::from(ALPHABET[(LAST + number % MORE) as usize]));
        number /= MORE;
    }
    text.push(char::from(ALPHABET[number as usize]));
}

/// Numbers that are mostly large, digit by digit in base 89: first the last digits of all, then those before them.
/// Digits of one place side by side compress better than digits of one number.
pub fn planes(numbers: &[u32]) -> Vec<String> {
    let base = ALPHABET.len() as u32;
    let mut rest = numbers.to_vec();
    let mut planes = Vec::new();
    while planes.is_empty() || rest.iter().any(|rest| *rest > 0) {
        planes.push(rest.iter().map(|rest| char::from(ALPHABET[(rest % base) as usize])).collect());
        rest.iter_mut().for_each(|rest| *rest /= base);
    }
    planes
}

/// Many numbers, one after another.
pub fn numbers(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut text = String::new();
    for number in numbers {
        push(&mut text, number);
    }
    text
}
