//! Builds the tree from the parser's events, under a budget: aliases, merge keys, repeated keys.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, ScalarStyle, Tag};

use super::{Limits, Node, Value, syntax};
use crate::diagnostic::{Change, Diagnostic, Edit, Location, Mark};

/// More findings than this are not told one by one.
const MOST_FINDINGS: usize = 50;

/// A tree under construction.
pub(super) struct Builder<'a> {
    path: &'a str,
    limits: &'a Limits,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Anchored>,
    nodes: usize,
    scalar_bytes: usize,
    /// The finished tree.
    pub(super) root: Option<Node>,
    /// What is to be said about it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A list or map whose end is not reached.
struct Open {
    mark: Mark,
    anchor: usize,
    kind: Kind,
    /// What stood in the budget's books when it began, so that an anchored value knows its own size.
    nodes_before: usize,
    bytes_before: usize,
    /// How deep the values below it nest.
    height: usize,
}

enum Kind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<(Node, Node)>, key: Option<Node> },
}

/// A value that aliases may repeat, and what each repetition costs.
struct Anchored {
    node: Node,
    nodes: usize,
    bytes: usize,
    height: usize,
}

/// The text asks for more than it may have; the finding is told already.
pub(super) struct Refused;

impl<'a> Builder<'a> {
    pub(super) fn new(path: &'a str, limits: &'a Limits) -> Self {
        Self {
            path,
            limits,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            nodes: 0,
            scalar_bytes: 0,
            root: None,
            diagnostics: Vec::new(),
        }
    }

    /// Takes one event of the first document.
    pub(super) fn event(&mut self, event: Event<'_>, mark: Mark) -> Result<(), Refused> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let written_plain = style == ScalarStyle::Plain;
                let plain = written_plain && !self.is_text_by_tag(tag, mark);
                self.spend(1, text.len(), mark)?;
                let bytes = text.len();
                let node = Node { mark, value: Value::Scalar { text: text.into_owned(), plain } };
                self.remember(anchor, &node, 1, bytes, 0);
                self.add(node, 0);
            }
            Event::SequenceStart(anchor, tag) => {
                self.is_text_by_tag(tag, mark);
                self.begin(mark, anchor, Kind::Sequence(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                self.is_text_by_tag(tag, mark);
                self.begin(mark, anchor, Kind::Mapping { entries: Vec::new(), key: None })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(anchor) => self.alias(anchor, mark)?,
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        Ok(())
    }

    /// What is complete of an unfinished tree: the entries of its outermost map or list.
    pub(super) fn complete_part(&mut self) -> Option<Node> {
        let outermost = self.open.drain(..).next()?;
        Some(self.finish(outermost.mark, outermost.kind))
    }

    fn begin(&mut self, mark: Mark, anchor: usize, kind: Kind) -> Result<(), Refused> {
        self.check_depth(1, mark)?;
        let (nodes_before, bytes_before) = (self.nodes, self.scalar_bytes);
        self.spend(1, 0, mark)?;
        self.open.push(Open { mark, anchor, kind, nodes_before, bytes_before, height: 0 });
        Ok(())
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let node = self.finish(open.mark, open.kind);
        let height = open.height + 1;
        let (nodes, bytes) = (self.nodes - open.nodes_before, self.scalar_bytes - open.bytes_before);
        self.remember(open.anchor, &node, nodes, bytes, height);
        self.add(node, height);
    }

    fn alias(&mut self, anchor: usize, mark: Mark) -> Result<(), Refused> {
        let Some(target) = self.anchors.get(&anchor) else {
            self.say(
                Diagnostic::error(
                    "CX002",
                    self.at(mark),
                    "this alias stands inside the value that it repeats",
                )
                .help("write the value out instead of `*…`"),
            );
            return Err(Refused);
        };
        let (nodes, bytes, height) = (target.nodes, target.bytes, target.height);
        self.check_depth(height, mark)?;
        self.spend(nodes, bytes, mark)?;
        if let Some(target) = self.anchors.get(&anchor) {
            let node = Node { mark, value: target.node.value.clone() };
            self.add(node, height);
        }
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node, nodes: usize, bytes: usize, height: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, bytes, height });
        }
    }

    fn add(&mut self, node: Node, height: usize) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.height = open.height.max(height);
        match &mut open.kind {
            Kind::Sequence(items) => items.push(node),
            Kind::Mapping { entries, key } => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(node),
            },
        }
    }

    fn finish(&mut self, mark: Mark, kind: Kind) -> Node {
        let value = match kind {
            Kind::Sequence(items) => Value::Sequence(items),
            Kind::Mapping { entries, .. } => Value::Mapping(self.unique(entries)),
        };
        Node { mark, value }
    }

    /// Makes scalar keys unique: the last one wins, as in the Hub's reader; merged entries yield to written ones.
    fn unique(&mut self, entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
        // Nearly every map is small and has neither `<<` nor a key twice: comparing is quicker than hashing.
        let is_new = |at: usize, key: &Node| {
            let same = |other: &Node| key.scalar().is_some() && other.scalar() == key.scalar();
            !is_merge(key) && !entries[..at].iter().any(|(other, _)| same(other))
        };
        if entries.len() <= 32 && entries.iter().enumerate().all(|(at, (key, _))| is_new(at, key)) {
            return entries;
        }
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut unique: Vec<(Node, Node)> = Vec::with_capacity(entries.len());
        let mut merges = Vec::new();
        for (key, value) in entries {
            if is_merge(&key) {
                merges.push(value);
                continue;
            }
            match key.scalar().and_then(|text| places.get(text).copied()) {
                Some(place) => {
                    let first = unique[place].0.mark;
                    let message = format!(
                        "`{}` is written twice, on line {} and on line {}; the last one counts",
                        shown(&key),
                        first.line,
                        key.mark.line
                    );
                    let finding = Diagnostic::warning("CX004", self.at(key.mark), message)
                        .help("remove one of the two")
                        .fix(says_same(&unique[place].1, &value).then_some(Change::RemoveRepeated(key.mark)));
                    self.say(finding);
                    unique[place] = (key, value);
                }
                None => {
                    if let Some(text) = key.scalar() {
                        places.insert(text.to_owned(), unique.len());
                    }
                    unique.push((key, value));
                }
            }
        }
        for source in merges {
            self.merge(source, &mut places, &mut unique);
        }
        unique
    }

    fn merge(&mut self, source: Node, places: &mut HashMap<String, usize>, unique: &mut Vec<(Node, Node)>) {
        let mark = source.mark;
        let maps = match source.value {
            Value::Sequence(items) => items,
            value => vec![Node { mark, value }],
        };
        for map in maps {
            let Value::Mapping(entries) = map.value else {
                let message = format!("`<<` takes the entries of a map, not {}", map.kind());
                self.say(Diagnostic::error("CX002", self.at(map.mark), message));
                continue;
            };
            for (key, value) in entries {
                let Some(text) = key.scalar() else { continue };
                if !places.contains_key(text) {
                    places.insert(text.to_owned(), unique.len());
                    unique.push((key, value));
                }
            }
        }
    }

    /// Whether a tag makes text of a plain scalar. Tags of other kinds mean nothing here, and nothing runs.
    fn is_text_by_tag(&mut self, tag: Option<Cow<'_, Tag>>, mark: Mark) -> bool {
        let Some(tag) = tag else { return false };
        if tag.is_yaml_core_schema() {
            match tag.suffix.as_str() {
                "str" => return true,
                "int" | "float" | "bool" | "null" | "seq" | "map" | "timestamp" => return false,
                _ => {}
            }
        } else if tag.handle.is_empty() && tag.suffix == "!" {
            return true;
        }
        let name = if tag.is_yaml_core_schema() {
            format!("!!{}", tag.suffix)
        } else {
            format!("{}{}", tag.handle, tag.suffix)
        };
        let message =
            format!("the tag `{}` means nothing in a card; the value is read without it", clip(&name));
        // The name and the blank behind it; where an anchor comes first, this is not the place, and nothing is mended.
        let length = u32::try_from(name.chars().count()).unwrap_or(u32::MAX).saturating_add(1);
        let end = Mark::new(mark.line, mark.column.saturating_add(length));
        let change = Change::Text("remove the tag", vec![Edit::remove(mark, end)]);
        self.say(Diagnostic::warning("CX022", self.at(mark), message).help("remove the tag").fix(change));
        false
    }

    fn check_depth(&mut self, more: usize, mark: Mark) -> Result<(), Refused> {
        if self.open.len() + more <= self.limits.depth {
            return Ok(());
        }
        self.say(syntax::too_deep(self.limits.depth, self.at(mark)));
        Err(Refused)
    }

    fn spend(&mut self, nodes: usize, bytes: usize, mark: Mark) -> Result<(), Refused> {
        self.nodes = self.nodes.saturating_add(nodes);
        self.scalar_bytes = self.scalar_bytes.saturating_add(bytes);
        let (what, limit) = if self.nodes > self.limits.nodes {
            ("values", self.limits.nodes)
        } else if self.scalar_bytes > self.limits.scalar_bytes {
            ("bytes of text", self.limits.scalar_bytes)
        } else {
            return Ok(());
        };
        let message =
            format!("with its aliases written out, the YAML has more than the limit of {limit} {what}");
        self.say(
            Diagnostic::error("CX008", self.at(mark), message)
                .help("write values out instead of repeating anchors"),
        );
        Err(Refused)
    }

    fn at(&self, mark: Mark) -> Location {
        Location::at(self.path, mark)
    }

    fn say(&mut self, finding: Diagnostic) {
        if self.diagnostics.len() < MOST_FINDINGS {
            self.diagnostics.push(finding);
        }
    }
}

/// Whether two scalars have the same text.
fn says_same(one: &Node, other: &Node) -> bool {
    matches!((one.scalar(), other.scalar()), (Some(one), Some(other)) if one == other)
}

fn is_merge(key: &Node) -> bool {
    matches!(&key.value, Value::Scalar { text, plain: true } if text == "<<")
}

fn shown(key: &Node) -> String {
    clip(key.scalar().unwrap_or_default())
}

/// The first characters of a text, for messages.
fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
