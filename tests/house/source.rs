//! Rust source as the house rules see it: code without comments, texts and unit tests, and the paths in it.

/// A path of the code, such as `crate::catalog::Kind`, with the line that it stands in, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
}

impl Path {
    /// The path as it is written.
    pub(crate) fn text(&self) -> String {
        self.segments.join("::")
    }
}

/// The code alone: comments, texts and unit tests are blank, every line stays where it was.
pub(crate) fn code(source: &str) -> String {
    without_tests(without_comments_and_texts(source))
}

fn without_comments_and_texts(source: &str) -> Vec<char> {
    let mut chars: Vec<char> = source.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let end = match (chars[at], chars.get(at + 1)) {
            ('/', Some('/')) => until(&chars, at, |rest| rest[0] == '\n'),
            ('/', Some('*')) => end_of_block_comment(&chars, at),
            ('"', _) => end_of_text(&chars, at),
            ('r', Some('"' | '#')) if !is_inside_word(&chars, at) => end_of_raw_text(&chars, at),
            ('\'', _) => end_of_char(&chars, at),
            _ => at + 1,
        };
        // A single character is code; a comment or a text goes, but its lines stay.
        if end > at + 1 {
            chars[at..end].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
        }
        at = end;
    }
    chars
}

fn until(chars: &[char], from: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|&at| ends(&chars[at..])).unwrap_or(chars.len())
}

fn end_of_block_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn end_of_text(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn end_of_raw_text(chars: &[char], start: usize) -> usize {
    let hashes = chars[start + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + 1 + hashes) != Some(&'"') {
        // A raw identifier such as `r#type`.
        return start + 1;
    }
    let ends =
        |rest: &[char]| rest[0] == '"' && rest[1..].iter().take_while(|c| **c == '#').count() >= hashes;
    (until(chars, start + 2 + hashes, ends) + 1 + hashes).min(chars.len())
}

/// The end of a character such as `'"'`; a lifetime such as `'a` is code.
fn end_of_char(chars: &[char], start: usize) -> usize {
    match (chars.get(start + 1), chars.get(start + 2)) {
        (Some('\\'), _) => (until(chars, start + 3, |rest| rest[0] == '\'') + 1).min(chars.len()),
        (Some(_), Some('\'')) => start + 3,
        _ => start + 1,
    }
}

fn is_inside_word(chars: &[char], at: usize) -> bool {
    at > 0 && is_word(chars[at - 1]) && chars[at - 1] != 'b'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Unit tests may do what the code may not: everything behind `#[cfg(test)]`, up to the end of that item, goes.
fn without_tests(mut chars: Vec<char>) -> String {
    let marker: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut from = 0;
    while let Some(start) = (from..chars.len()).find(|&at| chars[at..].starts_with(&marker)) {
        let open = until(&chars, start, |rest| matches!(rest[0], '{' | ';'));
        let mut depth = 0;
        let mut end = open;
        while end < chars.len() {
            match chars[end] {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 {
                break;
            }
        }
        chars[start..end].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
        from = end;
    }
    chars.into_iter().collect()
}

/// Every path of two names or more, and what `use` brings in; `use a::{b, c::d}` counts as `a::b` and `a::c::d`.
pub(crate) fn paths(code: &str) -> Vec<Path> {
    let tokens = tokens(code);
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_name(&tokens[at].1) && (at == 0 || tokens[at - 1].1 != "::") {
            at = path(&tokens, at, &[], &mut paths);
        } else {
            at += 1;
        }
    }
    paths.retain(|path| path.segments.len() > 1);
    paths
}

/// The names that are called as macros, each with its line: `println` for `println!`.
pub(crate) fn macros(code: &str) -> Vec<(usize, String)> {
    let tokens = tokens(code);
    let opens = |token: &str| matches!(token, "(" | "[" | "{");
    let called =
        tokens.windows(3).filter(|three| is_name(&three[0].1) && three[1].1 == "!" && opens(&three[2].1));
    called.map(|three| three[0].clone()).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn tokens(code: &str) -> Vec<(usize, String)> {
    let mut tokens = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                c => c.len_utf8(),
            };
            if !first.is_whitespace() {
                tokens.push((number + 1, rest[..length].to_owned()));
            }
            rest = &rest[length..];
        }
    }
    tokens
}

/// Reads one path from `at`, with the names before it; gives the place behind it.
fn path(tokens: &[(usize, String)], mut at: usize, before: &[String], paths: &mut Vec<Path>) -> usize {
    let mut segments = before.to_vec();
    let line = tokens[at].0;
    loop {
        segments.push(tokens[at].1.clone());
        at += 1;
        if tokens.get(at).is_none_or(|token| token.1 != "::") {
            break;
        }
        match tokens.get(at + 1) {
            Some((_, next)) if is_name(next) => at += 1,
            Some((_, next)) if next == "{" => return group(tokens, at + 2, &segments, paths),
            _ => break,
        }
    }
    paths.push(Path { line, segments });
    at
}

/// Reads the names between the braces of a `use`; gives the place behind them.
fn group(tokens: &[(usize, String)], mut at: usize, before: &[String], paths: &mut Vec<Path>) -> usize {
    while let Some((line, token)) = tokens.get(at) {
        match token.as_str() {
            "}" => return at + 1,
            "self" | "*" => {
                paths.push(Path { line: *line, segments: before.to_vec() });
                at += 1;
            }
            // The other name that something is given is no path.
            "as" => at += 2,
            name if is_name(name) => at = path(tokens, at, before, paths),
            _ => at += 1,
        }
    }
    at
}

#[test]
fn comments_texts_and_tests_are_no_code() {
    let source = "a // b\n/* c /* d */ e */ f \"g \\\" h\" r#\"i\"# 'j' '\\'' k<'l> r#m\n\
                  #[cfg(test)]\nmod n { o }\np";
    let words = tokens(&code(source)).into_iter().map(|token| token.1).filter(|token| is_name(token));
    assert_eq!(words.collect::<Vec<_>>(), ["a", "f", "k", "l", "r", "m", "p"]);
    assert_eq!(code(source).lines().count(), source.lines().count());
}

#[test]
fn paths_are_found_inline_and_in_groups() {
    let found =
        paths("use std::{fs, io::{self, Read as R}};\nfn f(x: &crate::site::A) -> Vec<tera::B> { x.tera }");
    let found: Vec<_> = found.iter().map(|path| (path.line, path.text())).collect();
    let wanted =
        [(1, "std::fs"), (1, "std::io"), (1, "std::io::Read"), (2, "crate::site::A"), (2, "tera::B")];
    assert_eq!(found, wanted.map(|(line, path)| (line, path.to_owned())));
}

#[test]
fn macros_are_found() {
    assert_eq!(macros("a!(b); if !c { d != e }"), [(1, "a".to_owned())]);
}
