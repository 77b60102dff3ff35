//! Text of cards as it may stand in Markdown: it is shown as it is, and makes no markup, calls nobody and leads nowhere.

/// What nobody sees, and what parts a word all the same. A code host looks for people, issues and addresses in the text that comes
/// of the Markdown, so that writing their first letter in another way is not enough.
const BREAK: &str = "&#8203;";

/// Signs behind which code hosts look for people, issues, changes, labels, milestones, snippets and epics.
const CALLS: [char; 8] = ['@', '#', '!', '~', '%', '$', '&', '^'];

/// Text on one line of a table, a heading or a list.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 4);
    let mut behind = text.chars();
    let mut before = ' ';
    while let Some(c) = behind.next() {
        let next = behind.as_str().chars().next();
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '|' | '~' | '!' | '$' | '#' | '{' | '}' => {
                escaped.extend(['\\', c]);
            }
            '\n' | '\r' => escaped.push(' '),
            // `https://` and `mailto:` are addresses, `www.` is one as well, and `:smile:` is a picture.
            ':' => {
                escaped.push(':');
                escaped.push_str(if next.is_some_and(char::is_whitespace) || next.is_none() {
                    ""
                } else {
                    BREAK
                });
            }
            '.' if matches!(before, 'w' | 'W') => {
                escaped.push_str(BREAK);
                escaped.push('.');
            }
            c => escaped.push(c),
        }
        // A number sign, and whatever calls, stands for itself where nothing follows it.
        if CALLS.contains(&c) && next.is_some_and(|next| !next.is_whitespace()) {
            escaped.push_str(BREAK);
        }
        before = c;
    }
    escaped
}

/// Text inside an element of HTML, in which one renderer reads Markdown and another does not.
pub(super) fn escape_html(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '/' | '·' | '…');
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_plain(c) {
            escaped.push(c);
            continue;
        }
        // Nothing that leads anywhere goes on behind a sign.
        let parts = matches!(c, ':' | '.') || CALLS.contains(&c);
        escaped.push_str(&format!("&#{};{}", u32::from(c), if parts { BREAK } else { "" }));
    }
    escaped
}

/// A name as code where it is plain, as in a path; as text else.
pub(super) fn code(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | '+');
    if !name.is_empty() && name.chars().all(is_plain) { format!("`{name}`") } else { escape(name) }
}

/// The length of a text as code hosts count it.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::{code, escape, units};

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            escape("a|b\n<b>`x`</b> **y** [z](w)"),
            "a\\|b &lt;b&gt;\\`x\\`&lt;/b&gt; \\*\\*y\\*\\* \\[z\\]\\(w\\)"
        );
        assert_eq!(escape("<!-- x -->"), "&lt;\\!&#8203;-- x --&gt;");
        assert_eq!(escape("![p](q)"), "\\!&#8203;\\[p\\]\\(q\\)");
    }

    #[test]
    fn nobody_is_called_and_no_address_is_a_link() {
        assert_eq!(escape("@acme/nlp a@b.c"), "@&#8203;acme/nlp a@&#8203;b.c");
        assert_eq!(
            escape("#1 !2 ~3 %4 $5 &6"),
            "\\#&#8203;1 \\!&#8203;2 \\~&#8203;3 %&#8203;4 \\$&#8203;5 &amp;&#8203;6"
        );
        assert_eq!(escape("https://a www.b 10 % of 3: x"), "https:&#8203;//a www&#8203;.b 10 % of 3: x");
        assert_eq!(escape(":smile:"), ":&#8203;smile:");
    }

    #[test]
    fn names_and_lengths() {
        assert_eq!(code("acme/a-1.0"), "`acme/a-1.0`");
        assert_eq!(code("acme/a`b"), "acme/a\\`b");
        assert_eq!(units("a😀"), 3);
    }
}
