//! Colours of code, as a few classes: `com` comment, `kw` keyword, `str` string, `num` number, `fn` function,
//! `ty` type, key or variable, `op` option or operator.
//!
//! This reads words, strings and comments and knows nothing of syntax. That is all that a snippet in a model card
//! needs, and it costs microseconds where a parser of TextMate grammars costs milliseconds.

use super::escape::escape;
use super::language::{Grammar, Language, language};

/// Code beyond this many bytes is not highlighted, nor is code with a line of more than `LINE_BYTES`.
const CODE_BYTES: usize = 64 << 10;
const LINE_BYTES: usize = 2_000;

/// Highlights code: escaped HTML with `<span class="kw">` and the like around its words. `None` when the language is
/// unknown or the code too large.
pub fn highlight(language_name: &str, code: &str) -> Option<String> {
    let language = language(language_name)?;
    if code.len() > CODE_BYTES || code.split('\n').any(|line| line.len() > LINE_BYTES) {
        return None;
    }
    let mut painter = Painter { code, at: 0, kept: 0, html: String::with_capacity(code.len() * 2) };
    match language {
        Language::Code(grammar) => painter.code(grammar),
        Language::Markup => painter.markup(),
        Language::Diff => painter.diff(),
        Language::Tex => painter.tex(),
    }
    painter.keep_to(code.len());
    Some(painter.html)
}

struct Painter<'a> {
    code: &'a str,
    at: usize,
    /// Where the text begins that is read but not yet written.
    kept: usize,
    html: String,
}

impl<'a> Painter<'a> {
    fn code(&mut self, grammar: &Grammar) {
        while let Some(byte) = self.byte(0) {
            if is_word(byte) && !byte.is_ascii_digit() {
                // No mark of any language begins with a letter.
                self.word(grammar);
            } else if matches!(byte, b' ' | b'\n' | b'.' | b',' | b'(' | b')') {
                // Nor with one of these, which stand between nearly all words.
                self.at += 1;
            } else if grammar.line_comments.iter().any(|mark| self.begins_comment(mark)) {
                self.paint("com", self.line_end());
            } else if let Some((open, close)) =
                grammar.block_comment.filter(|(open, _)| self.rest().starts_with(open))
            {
                let end =
                    self.rest()[open.len()..].find(close).map(|at| self.at + open.len() + at + close.len());
                self.paint("com", end.unwrap_or(self.code.len()));
            } else if byte.is_ascii() && grammar.quotes.contains(char::from(byte)) {
                let end = self.string_end(byte, grammar.triple);
                self.paint(if self.is_key(end, grammar) { "ty" } else { "str" }, end);
            } else if byte.is_ascii_digit() {
                self.paint("num", self.end_of(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_'));
            } else if grammar.sigils.contains(char::from(byte))
                && self.byte(1).is_some_and(|b| is_word(b) || b == b'{')
            {
                let end = match self.byte(1) {
                    Some(b'{') => {
                        self.rest().find(['}', '\n']).map_or(self.code.len(), |at| self.at + at + 1)
                    }
                    _ => self.at + 1 + self.rest()[1..].bytes().take_while(|b| is_word(*b)).count(),
                };
                self.paint("ty", end);
            } else if grammar.options
                && byte == b'-'
                && self.is_after_space()
                && self.byte(1).is_some_and(|b| b == b'-' || is_word(b))
            {
                self.paint("op", self.end_of(|b| is_word(b) || b == b'-'));
            } else {
                self.at += 1;
            }
        }
    }

    fn word(&mut self, grammar: &Grammar) {
        let end = self.end_of(|b| is_word(b) || grammar.options && b == b'-');
        let word = &self.code[self.at..end];
        let next = self.code.as_bytes().get(end).copied();
        // `r"..."`, `f'...'`: the prefix belongs to the string.
        if word.len() <= 2 && grammar.triple && matches!(next, Some(b'"' | b'\'')) {
            let start = self.at;
            self.at = end;
            let close = self.string_end(self.code.as_bytes()[end], true);
            self.at = start;
            self.paint("str", close);
        } else if self.is_key(end, grammar) {
            self.paint("ty", end);
        } else if grammar.has_keyword(word) {
            self.paint("kw", end);
        } else if grammar.capital_types && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            self.paint("ty", end);
        } else if grammar.calls && next == Some(b'(') {
            self.paint("fn", end);
        } else {
            self.at = end;
        }
    }

    fn markup(&mut self) {
        while self.at < self.code.len() {
            if self.rest().starts_with("<!--") {
                self.paint("com", self.rest().find("-->").map_or(self.code.len(), |at| self.at + at + 3));
            } else if self.byte(0) == Some(b'<') && self.byte(1).is_some_and(|b| b == b'/' || is_word(b)) {
                self.at += if self.byte(1) == Some(b'/') { 2 } else { 1 };
                self.paint("kw", self.end_of(|b| is_word(b) || b == b'-' || b == b':'));
                self.attributes();
            } else {
                self.at += 1;
            }
        }
    }

    fn attributes(&mut self) {
        while let Some(byte) = self.byte(0) {
            match byte {
                b'>' => return,
                b'"' | b'\'' => self.paint("str", self.string_end(byte, true)),
                _ if is_word(byte) => self.paint("ty", self.end_of(|b| is_word(b) || b == b'-' || b == b':')),
                _ => self.at += 1,
            }
        }
    }

    fn diff(&mut self) {
        while self.at < self.code.len() {
            let class = match self.byte(0) {
                Some(b'+') => Some("str"),
                Some(b'-') => Some("kw"),
                Some(b'@') => Some("com"),
                _ => None,
            };
            match class {
                Some(class) => self.paint(class, self.line_end()),
                None => self.at = self.line_end(),
            }
            self.at = (self.at + 1).min(self.code.len());
        }
    }

    fn tex(&mut self) {
        while let Some(byte) = self.byte(0) {
            match byte {
                b'%' if self.at == 0 || self.code.as_bytes()[self.at - 1] != b'\\' => {
                    self.paint("com", self.line_end())
                }
                b'@' | b'\\' if self.byte(1).is_some_and(is_word) => {
                    let end = self.at + 1 + self.rest()[1..].bytes().take_while(|b| is_word(*b)).count();
                    self.paint("kw", end);
                }
                _ if is_word(byte) => {
                    let end = self.end_of(is_word);
                    match self.code[end..].trim_start_matches(' ').starts_with('=') {
                        true => self.paint("ty", end),
                        false => self.at = end,
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Writes what was passed over, then the text up to `end` with a class.
    fn paint(&mut self, class: &str, end: usize) {
        let end = (end.max(self.at + 1)..=self.code.len())
            .find(|&at| self.code.is_char_boundary(at))
            .unwrap_or(self.code.len());
        self.keep_to(self.at);
        self.html.push_str("<span class=\"");
        self.html.push_str(class);
        self.html.push_str("\">");
        escape(&mut self.html, &self.code[self.at..end]);
        self.html.push_str("</span>");
        self.at = end;
        self.kept = end;
    }

    fn keep_to(&mut self, end: usize) {
        escape(&mut self.html, &self.code[self.kept..end]);
        self.kept = end;
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.code.as_bytes().get(self.at + ahead).copied()
    }

    /// The rest of the code; the position is between characters whenever this is asked.
    fn rest(&self) -> &'a str {
        self.code.get(self.at..).unwrap_or_default()
    }

    fn line_end(&self) -> usize {
        self.rest().find('\n').map_or(self.code.len(), |at| self.at + at)
    }

    fn end_of(&self, belongs: impl Fn(u8) -> bool) -> usize {
        self.at + self.code.as_bytes()[self.at..].iter().take_while(|byte| belongs(**byte)).count()
    }

    fn is_after_space(&self) -> bool {
        self.at == 0 || self.code.as_bytes()[self.at - 1].is_ascii_whitespace()
    }

    /// Whether a comment begins here. `#` inside of a word (`a#b`, `$#`) does not begin one.
    fn begins_comment(&self, mark: &str) -> bool {
        self.rest().starts_with(mark)
            && (mark.len() > 1 || self.is_after_space() || self.code.as_bytes()[self.at - 1] == b')')
    }

    /// Where the string ends that begins here.
    fn string_end(&self, quote: u8, triple: bool) -> usize {
        let bytes = self.code.as_bytes();
        let is_triple = triple && bytes[self.at..].starts_with(&[quote; 3]);
        let mut at = self.at + if is_triple { 3 } else { 1 };
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 2,
                b'\n' if !is_triple && quote != b'`' => return at,
                byte if byte == quote && !is_triple => return at + 1,
                byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
                _ => at += 1,
            }
        }
        bytes.len()
    }

    fn is_key(&self, end: usize, grammar: &Grammar) -> bool {
        if grammar.key_marks.is_empty() {
            return false;
        }
        let rest = self.code.get(end..).unwrap_or_default().trim_start_matches(' ');
        rest.starts_with(|c: char| grammar.key_marks.contains(c))
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
