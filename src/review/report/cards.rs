//! The text of each card before and after a change, rendered, section by section: what differs stands side by side, and what does not
//! is folded.
//!
//! A page has to open whatever a change holds, so there are bounds; what is left out for them is said where it is left out.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::catalog::Model;
use crate::catalog::text::{one_line, shorten};
use crate::markdown::{self, Block, Limits, Options, RemoteImages, Resolver, Target, still};
use crate::review::{Change, Compared};

use super::view::{list, plural};

/// Longest text of a card that is rendered, in bytes of Markdown.
const CARD_TEXT: usize = 256 << 10;
/// Markdown that is rendered for one page, in bytes.
const PAGE_TEXT: usize = 16 << 20;
/// Room for one card, both sides together, in bytes of HTML.
const CARD_HTML: usize = 96 << 10;
/// Room for all cards of a page, in bytes of HTML.
const PAGE_HTML: usize = 4 << 20;

/// What a row takes beside its blocks, in bytes of HTML.
const ROW_HTML: usize = 200;

/// The text of a card, before and after.
#[derive(Debug, Default, Serialize)]
pub(super) struct CardView {
    /// Such as `before and after`.
    note: &'static str,
    rows: Vec<Row>,
    /// What is left out, in a sentence; else empty.
    left_out: String,
    /// The card's file, where it is whole.
    path: String,
    /// Whether the model is there after the change, so that a preview has it.
    is_there: bool,
}

/// A section that differs, or a run of sections that do not.
#[derive(Debug, Default, Serialize)]
struct Row {
    /// How many sections are the same; 0 where one differs.
    same: usize,
    /// Their names.
    names: String,
    /// Whether there are two sides.
    is_pair: bool,
    /// Whether a side has no such section.
    no_before: bool,
    no_after: bool,
    before_html: String,
    after_html: String,
}

/// The cards of changes, in their order; none where the text is the same.
pub(super) fn cards(compared: &Compared<'_>) -> Vec<Option<CardView>> {
    let mut text = PAGE_TEXT;
    // Which are rendered is settled before, so that it does not depend on which is done first.
    let asked: Vec<(&Change, Is)> = compared
        .changes
        .iter()
        .map(|change| {
            let (one, other) = (compared.before(change), compared.after(change));
            let size = body(one).len() + body(other).len();
            let is = match () {
                () if body(one) == body(other) => Is::Same,
                () if body(one).len().max(body(other).len()) > CARD_TEXT => Is::TooLong,
                () => text.checked_sub(size).map_or(Is::TooMany, |left| {
                    text = left;
                    Is::Asked
                }),
            };
            (change, is)
        })
        .collect();
    let rendered: Vec<(Sides<'_>, Is, Vec<Piece>)> = asked
        .into_par_iter()
        .map(|(change, is)| {
            let sides = (compared.before(change), compared.after(change));
            let pieces = if matches!(is, Is::Asked) { pieces(sides.0, sides.1) } else { Vec::new() };
            (sides, is, pieces)
        })
        .collect();
    let mut room = PAGE_HTML;
    rendered
        .into_iter()
        .map(|((before, after), is, pieces)| {
            let model = after.or(before)?;
            let mut card = CardView {
                note: match (before, after) {
                    (None, _) => "new",
                    (_, None) => "as it was",
                    _ => "before and after",
                },
                path: one_line(&model.card_path),
                is_there: after.is_some(),
                ..CardView::default()
            };
            match is {
                Is::Same => return None,
                Is::Asked if pieces.iter().all(|piece| piece.is_same()) => return None,
                Is::TooLong => card.left_out = "The text is too long to be shown here.".to_owned(),
                Is::TooMany => card.left_out = NO_ROOM.to_owned(),
                Is::Asked => {
                    let of_page = room;
                    let mut left = room.min(CARD_HTML);
                    let before = left;
                    card.fill(&pieces, &mut left);
                    room = of_page - (before - left);
                }
            }
            Some(card)
        })
        .collect()
}

const NO_ROOM: &str = "The text is left out here, as a page has room for so many cards alone.";

/// A model before and after.
type Sides<'a> = (Option<&'a Model>, Option<&'a Model>);

/// What becomes of a card.
#[derive(Clone, Copy)]
enum Is {
    Same,
    TooLong,
    TooMany,
    Asked,
}

/// A section before and after, either of which may be missing.
struct Piece {
    name: String,
    before: Option<Vec<Block>>,
    after: Option<Vec<Block>>,
}

impl Piece {
    fn is_same(&self) -> bool {
        self.before == self.after
    }
}

fn body(model: Option<&Model>) -> &str {
    model.map_or("", |model| &model.body)
}

/// Links of a card stay as they are written: none of them is followed.
struct AsWritten;

impl Resolver for AsWritten {
    fn link(&self, path: &str) -> Target {
        Target::File(path.to_owned())
    }

    fn image(&self, path: &str) -> Target {
        Target::File(path.to_owned())
    }
}

/// A section: its heading, and which of several with that heading it is, with its blocks.
type Section = ((String, usize), Vec<Block>);

fn sections(model: &Model) -> Vec<Section> {
    let limits = Limits { depth: 64, output_bytes: 2 << 20, ..Limits::default() };
    let options = Options {
        path: &model.card_path,
        first_line: model.body_line,
        title: "",
        resolver: &AsWritten,
        colours: false,
        remote_images: RemoteImages::Block,
        limits: &limits,
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut sections: Vec<Section> = Vec::new();
    for block in still(&markdown::render(&model.body, &options)) {
        if sections.is_empty() || block.heading.is_some() {
            let name = block.heading.clone().unwrap_or_default();
            let nth = times.entry(name.clone()).or_default();
            *nth += 1;
            sections.push(((name, *nth), Vec::new()));
        }
        if let Some((_, blocks)) = sections.last_mut() {
            blocks.push(block);
        }
    }
    sections
}

/// The sections of both sides in the order of the later text; one that is gone stands where it stood.
fn pieces(before: Option<&Model>, after: Option<&Model>) -> Vec<Piece> {
    let old = before.map(sections).unwrap_or_default();
    let new = after.map(sections).unwrap_or_default();
    let there: BTreeSet<(String, usize)> = new.iter().map(|(name, _)| name.clone()).collect();
    let is_kept: Vec<bool> = old.iter().map(|(name, _)| there.contains(name)).collect();
    let places: BTreeMap<(String, usize), usize> =
        (0..).zip(&old).map(|(at, (name, _))| (name.clone(), at)).collect();
    let mut old: Vec<Option<Section>> = old.into_iter().map(Some).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut next = 0;
    for (name, blocks) in new {
        let found = places.get(&name).copied();
        if let Some(found) = found {
            gone(&mut pieces, &mut old, &is_kept, next..found);
            next = next.max(found + 1);
        }
        let before = found.and_then(|found| old[found].take()).map(|(_, blocks)| blocks);
        pieces.push(Piece { name: name.0, before, after: Some(blocks) });
    }
    let end = old.len();
    gone(&mut pieces, &mut old, &is_kept, next..end);
    if before.is_some() && after.is_some() { paired(pieces) } else { pieces }
}

/// Moves the sections of a range that are gone to the pieces.
fn gone(
    pieces: &mut Vec<Piece>,
    old: &mut [Option<Section>],
    is_kept: &[bool],
    range: std::ops::Range<usize>,
) {
    for at in range {
        if let Some(((name, _), blocks)) = old[at].take_if(|_| !is_kept[at]) {
            pieces.push(Piece { name, before: Some(blocks), after: None });
        }
    }
}

/// Sections that came and sections that went at the same place are most likely the same with other headings.
fn paired(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut paired: Vec<Piece> = Vec::with_capacity(pieces.len());
    let (mut came, mut went) = (Vec::new(), Vec::new());
    for piece in pieces {
        match (&piece.before, &piece.after) {
            (None, _) => came.push(piece),
            (_, None) => went.push(piece),
            _ => {
                zip(&mut paired, &mut came, &mut went);
                paired.push(piece);
            }
        }
    }
    zip(&mut paired, &mut came, &mut went);
    paired
}

fn zip(paired: &mut Vec<Piece>, came: &mut Vec<Piece>, went: &mut Vec<Piece>) {
    let mut went = went.drain(..);
    paired.extend(came.drain(..).map(|piece| {
        let before = went.next().and_then(|gone| gone.before);
        Piece { before, ..piece }
    }));
    paired.extend(went);
}

impl CardView {
    /// Puts in what there is room for: first what differs.
    fn fill(&mut self, pieces: &[Piece], room: &mut usize) {
        let is_pair = self.note == "before and after";
        let mut left_out = 0;
        let mut folded: Vec<&Piece> = Vec::new();
        let mut folds: Vec<(usize, Vec<&Piece>)> = Vec::new();
        for piece in pieces {
            if piece.is_same() {
                folded.push(piece);
                continue;
            }
            if !folded.is_empty() {
                folds.push((self.rows.len(), std::mem::take(&mut folded)));
                self.rows.push(Row::default());
            }
            let (before, after) = match is_pair {
                true => {
                    (marked(&piece.before, &piece.after, "del"), marked(&piece.after, &piece.before, "ins"))
                }
                false => (marked(&piece.before, &piece.before, ""), marked(&piece.after, &piece.after, "")),
            };
            let mut row = Row {
                is_pair,
                no_before: piece.before.is_none(),
                no_after: piece.after.is_none(),
                ..Row::default()
            };
            let Some(left) = room.checked_sub(ROW_HTML) else {
                left_out += before.len() + after.len();
                continue;
            };
            *room = left;
            // Neither side takes the room of the other.
            let mut half = if piece.after.is_some() { *room / 2 } else { *room };
            *room -= half;
            left_out += put(&mut row.before_html, before, &mut half);
            *room += half;
            left_out += put(&mut row.after_html, after, room);
            if !row.before_html.is_empty() || !row.after_html.is_empty() {
                self.rows.push(row);
            }
        }
        if !folded.is_empty() {
            folds.push((self.rows.len(), folded));
            self.rows.push(Row::default());
        }
        for (at, pieces) in folds {
            self.rows[at] = fold(&pieces, room);
        }
        if left_out > 0 {
            self.left_out = match self.rows.iter().any(|row| row.same == 0) {
                true => format!(
                    "{left_out} more {} left out here.",
                    if left_out == 1 { "block is" } else { "blocks are" }
                ),
                false => NO_ROOM.to_owned(),
            };
        }
    }
}

/// The blocks of one side; those that the other has not are in an element.
fn marked(one: &Option<Vec<Block>>, other: &Option<Vec<Block>>, element: &str) -> Vec<String> {
    let mut there: BTreeMap<&str, usize> = BTreeMap::new();
    for block in other.iter().flatten() {
        *there.entry(&block.html).or_default() += 1;
    }
    let mark = |block: &Block| match there.get_mut(block.html.as_str()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            format!("{}\n", block.html)
        }
        None => format!("<{element}>{}</{element}>\n", block.html),
    };
    one.iter().flatten().map(mark).collect()
}

/// Appends blocks while there is room; answers with how many there was none for.
fn put(html: &mut String, blocks: Vec<String>, room: &mut usize) -> usize {
    let count = blocks.len();
    for (at, block) in blocks.into_iter().enumerate() {
        let Some(left) = room.checked_sub(block.len()) else { return count - at };
        *room = left;
        html.push_str(&block);
    }
    0
}

/// Sections that are the same: their names, and their text where there is room.
fn fold(pieces: &[&Piece], room: &mut usize) -> Row {
    let name = |piece: &&Piece| match piece.name.as_str() {
        "" => "the beginning".to_owned(),
        name => shorten(&one_line(name), 60),
    };
    let names: Vec<String> = pieces.iter().map(name).collect();
    let blocks: Vec<&str> = pieces
        .iter()
        .flat_map(|piece| piece.after.iter().flatten())
        .map(|block| block.html.as_str())
        .collect();
    let text = blocks.join("\n");
    let after_html = match room.checked_sub(text.len()) {
        Some(left) => {
            *room = left;
            text
        }
        None => String::new(),
    };
    let count = pieces.len();
    Row {
        same: count,
        names: format!("{count} unchanged {}: {}", plural(count, "section"), list(&names, 8)),
        after_html,
        ..Row::default()
    }
}
