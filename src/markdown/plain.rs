//! A card that cannot be rendered, as the text that it is.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::element::{Role, role};
use super::escape::escape;
use super::notes::Notes;
use super::tag::{Token, tokens};
use super::{Options, Rendered, card};

/// Shows the source of a card, with an error about the limit that it passed.
pub(super) fn render(source: &str, options: &Options, mut notes: Notes, too_deep: bool) -> Rendered {
    let limits = options.limits;
    if too_deep {
        let (depth, offset) = nesting(source, limits.depth);
        notes.error(
            "CX321",
            offset,
            format!(
                "the card nests {depth} levels deep, the limit is {}; it is shown as plain text",
                limits.depth
            ),
            "Take out quotes, lists or HTML elements that stand inside each other, or close them.",
        );
    } else {
        notes.error(
            "CX322",
            0,
            format!(
                "the card becomes more than {} bytes of HTML, the limit; it is shown as plain text",
                limits.output_bytes
            ),
            "Make the card shorter; wide tables grow most.",
        );
    }
    let mut html = String::from("<pre class=\"card-source\" tabindex=\"0\">");
    let mut shown = source.len();
    // An escaped character takes at most six bytes.
    if shown > limits.output_bytes / 6 {
        shown = (0..=limits.output_bytes / 6).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    }
    // The first line end behind `<pre>` is not shown, so that one more is harmless and one of the card's is kept.
    html.push('\n');
    escape(&mut html, &source[..shown]);
    html.push_str("</pre>\n");
    Rendered {
        html,
        headings: Vec::new(),
        text: source[..shown].to_owned(),
        bibtex: None,
        diagnostics: notes.into_sorted(),
    }
}

/// How deep a card nests, and where it first passes a limit.
fn nesting(source: &str, limit: usize) -> (usize, usize) {
    let (mut depth, mut deepest, mut first) = (0usize, 0, None);
    let mut enter = |depth: &mut usize, offset: usize| {
        *depth += 1;
        deepest = deepest.max(*depth);
        if *depth > limit && first.is_none() {
            first = Some(offset);
        }
    };
    for (event, range) in Parser::new_ext(source, card::extensions()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(_) => enter(&mut depth, range.start),
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Html(html) | Event::InlineHtml(html) => {
                for (at, token) in tokens(&html) {
                    match token {
                        Token::Open(tag) if nests(role(&tag.name, tag.is_bare())) => {
                            enter(&mut depth, range.start + at)
                        }
                        Token::Close(tag) if nests(role(&tag.name, false)) => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    (deepest.max(limit + 1), first.unwrap_or(0))
}

fn nests(role: Role) -> bool {
    !matches!(
        role,
        Role::Break
            | Role::WordBreak
            | Role::Rule
            | Role::Image
            | Role::Source
            | Role::Void
            | Role::Unknown
            | Role::Silent
    )
}
