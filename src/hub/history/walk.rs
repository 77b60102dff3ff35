//! Lists all commits behind HEAD, newest first and no commit before its children.

use std::collections::{BinaryHeap, HashMap};
use std::sync::Arc;

use gix_hash::ObjectId;

use super::mailmap::Mailmap;
use super::repository::Repository;
use super::{Commit, Unreadable};

/// Longest subject that is kept, in bytes.
const LONGEST_SUBJECT: usize = 300;

/// Commits, newest first. They are named by their position.
pub(super) struct Commits {
    list: Vec<Node>,
    authors: Vec<Arc<str>>,
}

/// What the rest of the history needs of a commit.
pub(super) struct Node {
    id: ObjectId,
    /// The tree of the whole repository.
    pub(super) tree: ObjectId,
    /// Positions of the parents, in the commit's order; empty where a shallow clone is cut off.
    pub(super) parents: Vec<usize>,
    /// Whether the parents are missing because a shallow clone is cut off here.
    pub(super) cut_off: bool,
    pub(super) time: i64,
    /// A place in the list of authors.
    pub(super) author: u32,
    subject: Box<str>,
}

impl Commits {
    /// All commits in order.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.list
    }

    /// The commit at the position `index`, for people.
    pub(super) fn describe(&self, index: usize) -> Commit {
        let node = &self.list[index];
        Commit {
            id: node.id.to_string(),
            time: node.time,
            author: self.author(node.author),
            subject: node.subject.to_string(),
        }
    }

    /// The name of an author by its place.
    pub(super) fn author(&self, author: u32) -> Arc<str> {
        Arc::clone(&self.authors[author as usize])
    }
}

/// Reads every commit that HEAD leads to.
pub(super) fn commits(repository: &Repository) -> Result<Commits, Unreadable> {
    let mut reader = repository.objects.reader();
    let mut positions = HashMap::from([(repository.head, 0)]);
    let mut ids = vec![repository.head];
    let mut list = Vec::new();
    let mut authors: Vec<Arc<str>> = Vec::new();
    let mut author_positions: HashMap<Arc<str>, u32> = HashMap::new();
    // Commits are found parent by parent, and numbered in the order they are found.
    while let Some(&id) = ids.get(list.len()) {
        let bytes = reader.commit(id)?;
        let header = Header::parse_with(&bytes, &repository.mailmap)
            .ok_or_else(|| Unreadable(format!("git's commit {id} cannot be understood")))?;
        let cut_off = repository.shallow.contains(&id);
        let parents = if cut_off { &[][..] } else { &header.parents };
        let parents = parents.iter().map(|&parent| {
            *positions.entry(parent).or_insert_with(|| {
                ids.push(parent);
                ids.len() - 1
            })
        });
        let parents = parents.collect();
        let author = match author_positions.get(header.author.as_str()) {
            Some(&position) => position,
            None => {
                let name: Arc<str> = header.author.into();
                let position = authors.len() as u32;
                authors.push(Arc::clone(&name));
                author_positions.insert(name, position);
                position
            }
        };
        let subject = subject(&bytes).into();
        list.push(Node { id, tree: header.tree, parents, cut_off, time: header.time, author, subject });
    }
    Ok(Commits { list: newest_first(list), authors })
}

/// Puts the youngest first among those whose children are all there already, as `git log --date-order` does.
fn newest_first(list: Vec<Node>) -> Vec<Node> {
    let mut children = vec![0_u32; list.len()];
    for parent in list.iter().flat_map(|node| &node.parents) {
        children[*parent] += 1;
    }
    let mut order = Vec::with_capacity(list.len());
    // Among equals, the one that was ready first.
    let mut turn = 0_usize;
    let mut ready = BinaryHeap::new();
    if let Some(head) = list.first() {
        ready.push((head.time, std::cmp::Reverse(turn), 0));
    }
    while let Some((_, _, found)) = ready.pop() {
        order.push(found);
        for &parent in &list[found].parents {
            children[parent] -= 1;
            if children[parent] == 0 {
                turn += 1;
                ready.push((list[parent].time, std::cmp::Reverse(turn), parent));
            }
        }
    }
    let mut positions = vec![0; list.len()];
    for (position, &found) in order.iter().enumerate() {
        positions[found] = position;
    }
    let mut found: Vec<_> = list.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|index| found[index].take())
        .map(|mut node| {
            node.parents.iter_mut().for_each(|parent| *parent = positions[*parent]);
            node
        })
        .collect()
}

/// The lines of a commit ahead of its message.
pub(super) struct Header {
    /// The tree of the whole repository.
    pub(super) tree: ObjectId,
    /// The parents, in the commit's order.
    pub(super) parents: Vec<ObjectId>,
    author: String,
    /// The committer's date in seconds since 1970.
    pub(super) time: i64,
}

impl Header {
    /// Strict about tree and parents, on which the dates depend, and as lenient as git about people.
    pub(super) fn parse(commit: &[u8]) -> Option<Self> {
        Self::parse_with(commit, &Mailmap::default())
    }

    /// The same, with the author's name as `mailmap` has it.
    fn parse_with(commit: &[u8], mailmap: &Mailmap) -> Option<Self> {
        let mut lines = commit.split(|&byte| byte == b'\n').peekable();
        let tree = ObjectId::from_hex(lines.next()?.strip_prefix(b"tree ")?).ok()?;
        let mut parents = Vec::new();
        while let Some(parent) = lines.peek().and_then(|line| line.strip_prefix(b"parent ")) {
            parents.push(ObjectId::from_hex(parent).ok()?);
            lines.next();
        }
        let (mut author, mut time) = (String::new(), 0);
        for line in lines.take_while(|line| !line.is_empty()) {
            if let Some(person) = line.strip_prefix(b"author ") {
                let mut parts = person.split(|&byte| matches!(byte, b'<' | b'>'));
                author = String::from_utf8_lossy(parts.next().unwrap_or_default()).trim().to_owned();
                if !mailmap.is_empty() {
                    let address = String::from_utf8_lossy(parts.next().unwrap_or_default());
                    author = mailmap.name(author, address.trim());
                }
            } else if let Some(person) = line.strip_prefix(b"committer ") {
                let date = person.rsplit(|&byte| byte == b'>').next().unwrap_or_default();
                let seconds = std::str::from_utf8(date).ok().and_then(|date| date.split_whitespace().next());
                time = seconds.and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
            }
        }
        Some(Self { tree, parents, author, time })
    }
}

/// The first paragraph of the message on one line, as git has it, cut where it is very long.
fn subject(commit: &[u8]) -> String {
    let Some(end) = commit.windows(2).position(|pair| pair == b"\n\n") else { return String::new() };
    let mut subject = String::new();
    let lines = commit[end + 2..].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    for line in lines.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()) {
        if !subject.is_empty() {
            subject.push(' ');
        }
        subject.push_str(&String::from_utf8_lossy(&line[..line.len().min(LONGEST_SUBJECT)]));
        if subject.len() >= LONGEST_SUBJECT {
            let cut = (0..=LONGEST_SUBJECT).rev().find(|&at| subject.is_char_boundary(at)).unwrap_or(0);
            subject.truncate(cut);
            subject.push('…');
            break;
        }
    }
    subject
}
