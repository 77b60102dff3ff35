//! What differs between a hub as it was at a commit and as it is: which files, and which of their lines.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Revision, Snapshot};

/// Largest file whose lines are compared, in bytes; of larger ones it is only told whether they are the same size.
const LARGEST_TEXT: u64 = 16 << 20;
/// Lines that are compared one by one, once what both begin and end with is set aside: the work grows with their square.
const MOST_LINES: usize = 10_000;
/// Cards that are looked at as the old name of a new card, at most.
const MOST_MOVED: usize = 200;
/// The share of lines that two cards have in common at least when one is the other under a new name.
const SIMILAR: f64 = 0.5;

/// How one file differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is as it was.
    None,
    /// It is new, or no text.
    Whole,
    /// Lines of it.
    Lines {
        /// The lines that were added or rewritten, from 1, the end exclusive; an empty range stands before the line at which
        /// lines were taken away.
        hunks: Vec<Range<u32>>,
    },
}

impl Change {
    /// Whether the file differs at all.
    pub fn is_some(&self) -> bool {
        *self != Change::None
    }

    /// Whether a line was added or rewritten, or one that is at most `context` lines away was, or taken away.
    pub fn touches(&self, line: u32, context: u32) -> bool {
        match self {
            Change::None => false,
            Change::Whole => true,
            Change::Lines { hunks } => hunks.iter().any(|hunk| {
                let is_inside = hunk.contains(&line);
                let first = hunk.start.saturating_sub(context);
                is_inside || context > 0 && (first..hunk.end + context).contains(&line)
            }),
        }
    }
}

/// The differences between a hub at a commit and another state of it.
pub struct Changes<'a> {
    base: &'a Revision,
    head: &'a Snapshot,
    /// The old path of each card that has a new one.
    moved: BTreeMap<String, String>,
}

impl<'a> Changes<'a> {
    /// Compares the lists of files, and finds the cards that were moved.
    pub fn between(base: &'a Revision, head: &'a Snapshot) -> Changes<'a> {
        let cards = head.models.iter().chain(&head.datasets).chain(&head.orgs).map(|folder| &*folder.card);
        let new: Vec<&str> = cards.filter(|card| !base.exists(card)).collect();
        let is_card = |path: &&str| path.rsplit('/').next().is_some_and(|name| name == "README.md");
        let gone: Vec<&str> = base.files().filter(is_card).filter(|path| !head.exists(path)).collect();
        Changes { base, head, moved: moved(base, head, &new, &gone) }
    }

    /// The path that a file had at the commit; the same unless it is a card that was moved.
    pub fn old_path<'p>(&'p self, path: &'p str) -> &'p str {
        self.moved.get(path).map_or(path, String::as_str)
    }

    /// The path that a file of the commit has now.
    pub fn new_path<'p>(&'p self, path: &'p str) -> &'p str {
        self.moved.iter().find(|(_, old)| *old == path).map_or(path, |(new, _)| new.as_str())
    }

    /// How a file differs. A folder differs when it was not there; `path` is relative to the hub.
    pub fn of(&self, path: &str) -> Change {
        let old_path = self.old_path(path);
        let Some(old_size) = self.base.size(old_path) else {
            return if self.base.exists(old_path) { Change::None } else { Change::Whole };
        };
        if old_size > LARGEST_TEXT {
            return Change::Whole;
        }
        let old = self.base.read(old_path, LARGEST_TEXT);
        let new = self.head.read(path, LARGEST_TEXT);
        match (old, new) {
            (Ok(old), Ok(new)) if old != new => lines(&old, &new),
            // A new name is a change of the file, and of none of its lines.
            (Ok(_), Ok(_)) if old_path != path => Change::Lines { hunks: Vec::new() },
            (Ok(_), Ok(_)) => Change::None,
            _ => Change::Whole,
        }
    }
}

fn lines(old: &[u8], new: &[u8]) -> Change {
    if old.contains(&0) || new.contains(&0) {
        return Change::Whole;
    }
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    // `lines` takes both kinds of line ends: git may change them on the way to the disk.
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let line = |at: usize| u32::try_from(start + at + 1).unwrap_or(u32::MAX);
    if old.is_empty() && new.is_empty() {
        return Change::None;
    }
    if old.len().max(new.len()) > MOST_LINES {
        return Change::Lines { hunks: std::iter::once(line(0)..line(new.len())).collect() };
    }
    let hunks = capture_diff_slices(Algorithm::Myers, old, new)
        .into_iter()
        .filter(|operation| operation.tag() != DiffTag::Equal)
        .map(|operation| line(operation.new_range().start)..line(operation.new_range().end))
        .collect();
    Change::Lines { hunks }
}

/// For each new card the one that is gone and has most of its lines, the most alike first.
fn moved(base: &Revision, head: &Snapshot, new: &[&str], gone: &[&str]) -> BTreeMap<String, String> {
    if new.is_empty() || gone.is_empty() || new.len().max(gone.len()) > MOST_MOVED {
        return BTreeMap::new();
    }
    let counted = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            *counts.entry(line.to_owned()).or_default() += 1;
        }
        counts
    };
    let old: Vec<_> =
        gone.iter().map(|path| counted(base.read(path, LARGEST_TEXT).unwrap_or_default())).collect();
    let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
    for path in new {
        let lines = counted(head.read(path, LARGEST_TEXT).unwrap_or_default());
        for (gone, old) in gone.iter().zip(&old) {
            let shared: usize =
                lines.iter().map(|(line, &n)| n.min(old.get(line).copied().unwrap_or(0))).sum();
            let all = lines.values().sum::<usize>().max(old.values().sum());
            let share = shared as f64 / all.max(1) as f64;
            if share >= SIMILAR {
                pairs.push((share, path, gone));
            }
        }
    }
    pairs.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then_with(|| (one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut moved = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, new, old) in pairs {
        if !moved.contains_key(new) && taken.insert(old) {
            moved.insert(new.to_owned(), old.to_owned());
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::{Change, lines};

    fn hunks(old: &str, new: &str) -> Vec<(u32, u32)> {
        match lines(old.as_bytes(), new.as_bytes()) {
            Change::Lines { hunks } => hunks.into_iter().map(|hunk| (hunk.start, hunk.end)).collect(),
            change => panic!("{change:?}"),
        }
    }

    #[test]
    fn lines_that_were_added_rewritten_and_taken_away() {
        assert_eq!(hunks("a\nb\nc\n", "a\nx\ny\nc\n"), [(2, 4)]);
        assert_eq!(hunks("a\nc\n", "a\nb\nc\n"), [(2, 3)]);
        assert_eq!(hunks("a\nb\nc\n", "a\nc\n"), [(2, 2)]);
        assert_eq!(hunks("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"), [(1, 2), (5, 6)]);
    }

    #[test]
    fn line_ends_are_no_change_and_bytes_are_a_whole_one() {
        assert_eq!(lines(b"a\nb\n", b"a\r\nb\r\n"), Change::None);
        assert_eq!(lines(b"a\0b", b"a\0c"), Change::Whole);
    }

    #[test]
    fn what_is_near_a_change() {
        let change = lines(b"a\nb\nc\nd\ne\nf\n", b"a\nb\nc\nd\ne\nf\nnew\n");
        assert!(change.touches(7, 0) && !change.touches(6, 0));
        assert!(change.touches(4, 3) && !change.touches(3, 3));
        let gone = lines(b"a\nb\nc\nd\ne\nf\n", b"a\nb\nc\nd\ne\n");
        assert!(!gone.touches(5, 0) && gone.touches(3, 3) && !gone.touches(2, 3));
    }

    #[test]
    fn a_hostile_pair_of_texts_is_one_change() {
        let text = |word: &str| (0..30_000).map(|n| format!("{word}{n}\n")).collect::<String>();
        assert_eq!(hunks(&text("a"), &text("b")), [(1, 30_001)]);
    }
}
