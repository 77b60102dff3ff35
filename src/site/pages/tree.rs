//! A model's tree as an SVG: ancestors to the left, what was made of it to the right.
//!
//! Lengths are em, so that boxes fit their text; colours come from classes of `pages.css`. The page gives the same models as a list.

use std::fmt::Write;

use crate::catalog::text::shorten;
use crate::catalog::{Kin, ModelId, Relation};
use crate::site::links::relative;
use crate::site::shared::{Shared, escape};

/// Boxes of each column at most, without the one that tells how many more there are: 25 with those and the model's own.
const MOST: [usize; 5] = [4, 4, 1, 7, 5];

/// Width and height of a box, and the way from one to the next, in em.
const BOX: (f64, f64) = (14.0, 3.0);
const STEP: (f64, f64) = (16.5, 3.75);

/// Longest name that a box has room for, in characters.
const LONGEST_NAME: usize = 23;

/// What there is to draw.
pub(super) struct Tree<'a> {
    /// The model of the page.
    pub(super) id: &'a str,
    /// The page, for the links.
    pub(super) page: &'a str,
    /// What it comes from, and how many bases the list leaves out.
    pub(super) ancestors: (&'a [Kin], usize),
    /// What was made of it.
    pub(super) descendants: &'a [Kin],
    /// How many models were made directly of it, and how many in all.
    pub(super) made: (usize, usize),
}

/// One box.
struct Node<'a> {
    kin: Option<&'a Kin>,
    /// The box that a line leads to, by its place in the neighbouring column on the model's side.
    toward: Option<usize>,
    text: String,
    note: String,
}

/// The drawing; `None` where there is nothing beside the model.
pub(super) fn draw(shared: &Shared<'_>, tree: &Tree<'_>) -> Option<String> {
    let (bases, bases_left_out) = tree.ancestors;
    if bases.is_empty() && tree.descendants.is_empty() {
        return None;
    }
    let mut columns: [Vec<Node<'_>>; 5] = Default::default();
    let first = bases.iter().map(|kin| (0, kin));
    columns[1] = boxes(first, MOST[1], bases_left_out, true);
    columns[0] = boxes(beyond(&columns[1]), MOST[0], left_out_beyond(bases), true);
    columns[2] = vec![Node {
        kin: None,
        toward: None,
        text: ModelId::new(tree.id).name().to_owned(),
        note: "this model".to_owned(),
    }];
    let made = tree.descendants.iter().map(|kin| (0, kin));
    columns[3] = boxes(made, MOST[3], tree.made.0.saturating_sub(tree.descendants.len()), false);
    let grandchildren: Vec<(usize, &Kin)> = beyond(&columns[3]).collect();
    let rest = tree.made.1.saturating_sub(tree.made.0).saturating_sub(grandchildren.len());
    columns[4] = boxes(grandchildren.into_iter(), MOST[4], rest, false);
    Some(svg(shared, tree, &columns))
}

/// The boxes of a column, and one that tells how many more there are.
fn boxes<'a>(
    kin: impl Iterator<Item = (usize, &'a Kin)>,
    most: usize,
    left_out: usize,
    is_older: bool,
) -> Vec<Node<'a>> {
    let all: Vec<(usize, &Kin)> = kin.collect();
    let more = left_out + all.len().saturating_sub(most);
    let mut nodes: Vec<Node<'a>> = all
        .into_iter()
        .take(most)
        .map(|(toward, kin)| {
            let relation = relation(kin.relation);
            let id = ModelId::new(kin.reference.id.as_str());
            let outside = kin.reference.model.is_none();
            let place = if outside { "external" } else { id.org().unwrap_or_default() };
            let parts = [place, relation];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Node {
                kin: Some(kin),
                toward: Some(toward),
                text: id.name().to_owned(),
                note: if is_older { place.to_owned() } else { parts.join(" · ") },
            }
        })
        .collect();
    if more > 0 {
        let text = format!("{} more", crate::site::number::grouped(more as u64));
        nodes.push(Node { kin: None, toward: None, text, note: String::new() });
    }
    nodes
}

/// The next generation of the boxes of a column, each with the place of the box that it belongs to.
fn beyond<'a>(column: &[Node<'a>]) -> impl Iterator<Item = (usize, &'a Kin)> {
    let nodes: Vec<(usize, &'a Kin)> =
        column.iter().enumerate().filter_map(|(at, node)| Some((at, node.kin?))).collect();
    nodes
        .into_iter()
        .flat_map(|(at, kin)| kin.kin.iter().map(move |kin| (at, kin)))
        .filter(|(_, kin)| !kin.is_repeated)
}

/// How many generations further away are not drawn: bases of bases that the list has or leaves out.
fn left_out_beyond(bases: &[Kin]) -> usize {
    fn all(kin: &[Kin]) -> usize {
        kin.iter().map(|kin| 1 + kin.left_out + all(&kin.kin)).sum()
    }
    let drawn = bases.iter().take(MOST[1]);
    let hidden: usize = bases.iter().skip(MOST[1]).map(|kin| kin.left_out + all(&kin.kin)).sum();
    hidden
        + drawn
            .map(|kin| kin.left_out + kin.kin.iter().map(|kin| kin.left_out + all(&kin.kin)).sum::<usize>())
            .sum::<usize>()
}

/// A relation in words.
pub(super) fn relation(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Adapter) => "adapter",
        Some(Relation::Merge) => "merge",
        Some(Relation::Quantized) => "quantised version",
        Some(Relation::Finetune) | None => "fine-tune",
    }
}

fn svg(shared: &Shared<'_>, tree: &Tree<'_>, columns: &[Vec<Node<'_>>; 5]) -> String {
    let used: Vec<usize> = (0..5).filter(|&column| !columns[column].is_empty()).collect();
    let from = used.first().copied().unwrap_or(2);
    let rows = columns.iter().map(Vec::len).max().unwrap_or(1);
    let width = (used.len() - 1) as f64 * STEP.0 + BOX.0;
    let height = (rows - 1) as f64 * STEP.1 + BOX.1;
    let left = |column: usize| (column - from) as f64 * STEP.0;
    let top = |column: usize, row: usize| ((rows - columns[column].len()) as f64 / 2.0 + row as f64) * STEP.1;
    let mut svg = format!(
        "<svg class=\"tree\" width=\"{width}em\" height=\"{height}em\" role=\"group\" aria-label=\"Tree of {}\">",
        escape(tree.id)
    );
    for &column in &used {
        for (row, node) in columns[column].iter().enumerate() {
            let Some(toward) = node.toward else { continue };
            let other = if column < 2 { column + 1 } else { column - 1 };
            let (x1, x2) = if column < 2 {
                (left(column) + BOX.0, left(other))
            } else {
                (left(other) + BOX.0, left(column))
            };
            let (here, there) = (top(column, row) + BOX.1 / 2.0, top(other, toward) + BOX.1 / 2.0);
            let (y1, y2) = if column < 2 { (here, there) } else { (there, here) };
            // Lines to different boxes do not run over one another.
            let shift = toward as f64 * 0.3 * if column < 2 { -1.0 } else { 1.0 };
            let middle = x1 + (x2 - x1) / 3.0 + shift + if column < 2 { 0.8 } else { 0.0 };
            for [x1, y1, x2, y2] in [[x1, y1, middle, y1], [middle, y1, middle, y2], [middle, y2, x2, y2]] {
                // Writing to a string cannot fail.
                let _ = write!(svg, "<line x1=\"{x1}em\" y1=\"{y1}em\" x2=\"{x2}em\" y2=\"{y2}em\"/>");
            }
        }
    }
    for &column in &used {
        for (row, node) in columns[column].iter().enumerate() {
            let local = node.kin.and_then(|kin| super::lineage::path(shared, &kin.reference));
            let class = match (node.kin, &local) {
                (Some(_), None) => " class=\"outside\"",
                (None, _) if column == 2 => " class=\"here\"",
                (None, _) => " class=\"more\"",
                _ => "",
            };
            if let Some(path) = &local {
                // Its name is what it shows; the list beside the drawing has the relations in full.
                let name = format!("{} {}", shown(&node.text, 0), shown(&node.note, 3));
                let _ = write!(
                    svg,
                    "<a href=\"{}\" aria-label=\"{}\">",
                    escape(&relative(tree.page, path)),
                    escape(name.trim_end())
                );
            }
            let _ = write!(
                svg,
                "<svg{class} x=\"{}em\" y=\"{}em\" width=\"{}em\" height=\"{}em\"><rect width=\"100%\" height=\"100%\" rx=\"4\"/>\
                 <text x=\".75em\" y=\"1.35em\">{}</text> <text class=\"note\" x=\".75em\" y=\"2.45em\">{}</text></svg>",
                left(column),
                top(column, row),
                BOX.0,
                BOX.1,
                escape(&shown(&node.text, 0)),
                escape(&shown(&node.note, 3)),
            );
            if local.is_some() {
                svg.push_str("</a>");
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A text as long as a box is wide; small letters leave room for `more`.
fn shown(text: &str, more: usize) -> String {
    shorten(text, LONGEST_NAME + more)
}
