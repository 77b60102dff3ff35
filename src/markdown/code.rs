//! Code blocks of a card.

use pulldown_cmark::CodeBlockKind;

use super::card::Card;
use super::escape::escape;
use super::highlight::highlight;

/// A code block that is being read.
pub(super) struct Code {
    language: String,
    text: String,
}

impl Code {
    /// An empty block of the language that the fence names.
    pub(super) fn new(kind: &CodeBlockKind) -> Self {
        let language = match kind {
            CodeBlockKind::Fenced(info) => language(info),
            CodeBlockKind::Indented => String::new(),
        };
        Self { language, text: String::new() }
    }

    /// More of the code.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Whether this is a BibTeX entry.
    fn is_bibtex(&self) -> bool {
        let entry = |text: &str| {
            text.split_once('{').is_some_and(|(kind, _)| kind.bytes().all(|b| b.is_ascii_alphabetic()))
        };
        matches!(self.language.as_str(), "bibtex" | "bib") && self.text.contains('@')
            || self.text.trim_start().strip_prefix('@').is_some_and(entry)
    }
}

impl Card<'_> {
    /// Writes a code block.
    pub(super) fn code_block(&mut self, code: &Code) {
        if self.bibtex.is_none() && code.is_bibtex() {
            self.bibtex = Some(code.text.trim().to_owned());
        }
        let mut html = String::with_capacity(code.text.len() * 2);
        // Long lines are scrolled, so the block has to be reachable from the keyboard.
        html.push_str("<pre tabindex=\"0\"><code");
        if !code.language.is_empty() {
            html.push_str(" class=\"language-");
            html.push_str(&code.language);
            html.push('"');
        }
        html.push('>');
        let colours = self.options.colours.then(|| highlight(&code.language, &code.text)).flatten();
        match colours {
            Some(highlighted) => html.push_str(&highlighted),
            None => escape(&mut html, &code.text),
        }
        html.push_str("</code></pre>\n");
        self.writer.block(&html);
        self.writer.gap();
        self.writer.plain.push_str(&code.text);
        self.writer.gap();
    }
}

/// The language that a fence's info string names: `python`, `{.python .numberLines}`, `python:train.py`; empty if
/// it is no name.
fn language(info: &str) -> String {
    let word = info
        .trim_start_matches(['{', '.', ' '])
        .split([' ', ',', ':', '{', '}', '\t', ';'])
        .next()
        .unwrap_or_default();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'_' | b'#' | b'.' | b'-');
    match word.len() <= 54 && word.bytes().all(is_name) {
        true => word.to_ascii_lowercase(),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_of_fences() {
        assert_eq!(language("Python"), "python");
        assert_eq!(language("{.python .numberLines}"), "python");
        assert_eq!(language("python:train.py"), "python");
        assert_eq!(language("c++ title=x"), "c++");
        assert_eq!(language("\"onmouseover=alert(1)"), "");
        assert_eq!(language("x\"y"), "");
    }
}
