//! Where two lines of work part: the youngest commit that both have, as `git merge-base` finds it.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use gix_hash::ObjectId;

use super::Unreadable;
use super::repository::Repository;
use super::walk::Header;

/// Behind the first commit, behind the second, behind a commit that is behind both, and found to be behind both.
const ONE: u8 = 1;
const OTHER: u8 = 2;
const STALE: u8 = 4;
const FOUND: u8 = 8;

/// What a search came to.
pub(super) enum Parting {
    /// The commit.
    At(ObjectId),
    /// There is none.
    Nowhere,
    /// There is none in this clone, which is cut off at some depth.
    CutOff,
}

/// The youngest commit that is behind both, and behind no other such commit.
pub(super) fn merge_base(
    repository: &Repository,
    one: ObjectId,
    other: ObjectId,
) -> Result<Parting, Unreadable> {
    if one == other {
        return Ok(Parting::At(one));
    }
    let mut reader = repository.objects.reader();
    let mut read = |id: ObjectId| -> Result<Header, Unreadable> {
        let bytes = reader.commit(id)?;
        Header::parse(&bytes).ok_or_else(|| Unreadable(format!("git's commit {id} cannot be understood")))
    };
    let mut marks: HashMap<ObjectId, u8> = HashMap::from([(one, ONE), (other, OTHER)]);
    // Youngest first; among equals, the one that was met first.
    let mut queue =
        BinaryHeap::from([(read(one)?.time, Reverse(0), one), (read(other)?.time, Reverse(1), other)]);
    let mut met = 2_usize;
    let mut found = Vec::new();
    let mut is_cut_off = false;
    while queue.iter().any(|(_, _, id)| marks[id] & STALE == 0) {
        let Some((_, _, id)) = queue.pop() else { break };
        let mut mark = marks[&id] & (ONE | OTHER | STALE);
        if mark == ONE | OTHER {
            if marks[&id] & FOUND == 0 {
                marks.insert(id, marks[&id] | FOUND);
                found.push(id);
            }
            // What lies further back is behind this one.
            mark |= STALE;
        }
        if repository.shallow.contains(&id) {
            is_cut_off = true;
            continue;
        }
        for parent in read(id)?.parents {
            let known = marks.entry(parent).or_default();
            if *known & mark != mark {
                *known |= mark;
                queue.push((read(parent)?.time, Reverse(met), parent));
                met += 1;
            }
        }
    }
    // They were found youngest first.
    Ok(match found.into_iter().find(|id| marks[id] & STALE == 0) {
        Some(id) => Parting::At(id),
        None if is_cut_off => Parting::CutOff,
        None => Parting::Nowhere,
    })
}
