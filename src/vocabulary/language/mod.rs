//! Languages: ISO 639 codes, BCP 47 tags and names, as cards write them.

mod subtag;
mod table;

/// A language as a card names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The shortest code with its subtags, as BCP 47 writes it (`en`, `pt-BR`, `yue`), or a special word such as
    /// `multilingual`; for an unknown language the card's own text in lower case.
    pub key: String,
    /// The English name to show; the card's own text where the language is not known.
    pub name: String,
    /// False for text that is neither a code nor a name.
    pub known: bool,
}

/// What a card's `language` says: a code, a tag or an English name.
pub fn resolve(text: &str) -> Language {
    let text = text.trim();
    if let Some((key, name)) = tagged(text) {
        return Language { key, name, known: true };
    }
    if let Some((key, name)) = by_name(text).and_then(tagged) {
        return Language { key, name, known: true };
    }
    Language { key: text.to_lowercase(), name: text.to_owned(), known: false }
}

/// The English name of a code or tag (`pt-BR` is "Portuguese (Brazil)"); `None` for anything else.
pub fn name(code: &str) -> Option<String> {
    tagged(code.trim()).map(|(_, name)| name)
}

/// The two-letter code of a language where it has one, else the three-letter one. It takes two- and three-letter
/// codes, old ones included, and the first part of a longer tag.
pub fn iso639_1_or_3(code: &str) -> Option<&'static str> {
    let primary = code.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let primary =
        table::REPLACED.iter().find(|(old, _)| *old == primary).map_or(primary.as_str(), |(_, new)| new);
    let language = match primary.len() {
        2 => isolang::Language::from_639_1(primary),
        3 => isolang::Language::from_639_3(primary),
        _ => None,
    }?;
    Some(language.to_639_1().unwrap_or_else(|| language.to_639_3()))
}

/// The key and the name of a well-formed tag whose first part is known.
fn tagged(tag: &str) -> Option<(String, String)> {
    let lower = tag.to_ascii_lowercase();
    if let Some((key, _, name)) =
        table::SPECIAL.iter().find(|(key, also, _)| *key == lower || also.contains(&&*lower))
    {
        return Some(((*key).to_owned(), (*name).to_owned()));
    }
    let mut subtags = tag.split(['-', '_']);
    let primary = subtags.next()?;
    let (code, plain) = primary_name(primary)?;
    let mut key = code.to_owned();
    let mut details = Vec::new();
    for written in subtags {
        if !(1..=8).contains(&written.len()) || !written.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let (form, shown) = subtag::resolve(written);
        key.push('-');
        key.push_str(&form);
        details.push(shown);
    }
    let name =
        if details.is_empty() { plain.to_owned() } else { format!("{plain} ({})", details.join(", ")) };
    Some((key, name))
}

fn primary_name(primary: &str) -> Option<(&'static str, &'static str)> {
    if let Some(code) = iso639_1_or_3(primary) {
        return Some((code, english(code)?));
    }
    let lower = primary.to_ascii_lowercase();
    table::COLLECTIONS.iter().find(|(code, _)| *code == lower).copied()
}

/// The usual English name: for some languages ISO 639 has a rarer one.
fn english(code: &str) -> Option<&'static str> {
    if let Some((_, name)) = table::USUAL_NAMES.iter().find(|(usual, _)| *usual == code) {
        return Some(name);
    }
    let language = isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code))?;
    Some(language.to_name())
}

/// The code of a language by its English name, or by a usual other name of it.
fn by_name(text: &str) -> Option<&'static str> {
    // No language has a name this long: a bound on the work for hostile cards.
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    let lower = text.to_lowercase();
    let usual = || table::USUAL_NAMES.iter().find(|(_, name)| name.to_lowercase() == lower);
    if let Some((code, _)) = table::OTHER_NAMES.iter().find(|(_, name)| *name == lower).or_else(usual) {
        return Some(code);
    }
    // Where an individual language and a macrolanguage share a name, the one with the two-letter code is meant.
    let mut found = None;
    for language in isolang::languages() {
        if language.to_name().to_lowercase() == lower {
            if let Some(code) = language.to_639_1() {
                return Some(code);
            }
            found = found.or(Some(language.to_639_3()));
        }
    }
    found
}
