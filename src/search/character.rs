//! What one character is to the search: part of a word, a sign that stands alone, a joint, or a gap.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The role of one folded character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Belongs to a word of a script that puts gaps between words.
    Word,
    /// Belongs to a script without such gaps, or with particles grown onto words: read as pairs.
    Pair,
    /// A word of its own: a pictograph, or a character beyond the basic plane.
    Sign,
    /// Joins the parts of a name: `-`, `_` and `.`.
    Joint,
    /// Splits off one letter that is no word: the `s` of `model's`.
    Apostrophe,
    /// Soft hyphens, joiners, skin tones: they change the look of a word or a sign and not what it is.
    Ignored,
    /// Everything else.
    Gap,
}

/// The role of `character`, which has been through [`fold`].
pub(super) fn role(character: char) -> Role {
    match character {
        'a'..='z' | '0'..='9' => Role::Word,
        '-' | '_' | '.' => Role::Joint,
        '\'' | '\u{2019}' => Role::Apostrophe,
        '\0'..='\u{7f}' => Role::Gap,
        // Thai, Lao, Myanmar, Khmer; Han with its iteration marks, kana, Hangul syllables.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => Role::Pair,
        '\u{231a}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' => Role::Sign,
        '\u{ad}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{e0fff}' => Role::Ignored,
        '\u{10000}'.. => Role::Sign,
        _ if character.is_alphanumeric() || is_combining_mark(character) => Role::Word,
        _ => Role::Gap,
    }
}

/// `text` in the one spelling that the index and the query share: compatibility forms resolved, accents of
/// alphabetic scripts taken off (`café` is `cafe`), lower case. Marks that carry the vowels of a script stay.
pub(super) fn fold(text: &str, folded: &mut String) {
    folded.clear();
    for character in text.nfkd().filter(|&mark| !is_accent(mark)).nfc().flat_map(char::to_lowercase) {
        match character {
            'ς' => folded.push('σ'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
}

/// `text` in lower case and composed forms, with its accents.
pub(super) fn spell(text: &str, spelled: &mut String) {
    spelled.clear();
    spelled.extend(text.nfkc().flat_map(char::to_lowercase));
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel marks of Arabic: what people leave out.
fn is_accent(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}
