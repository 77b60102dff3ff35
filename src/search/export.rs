//! The standard form of an elasticlunr index over everything, for other tools and as the measure of our own.
//!
//! The engine keeps a tree with a sorted map at every letter and an owned key for every occurrence: several
//! gigabytes for a large catalog. The form is the same here, tested against the engine's own, but nothing is held
//! besides the batches and the file.

use std::collections::BTreeMap;

use elasticlunr::ELASTICLUNR_VERSION;
use elasticlunr::document_store::DocumentStore;

use super::batch::Batch;
use super::cursor::merge;
use super::document::FIELDS;

/// The bytes of a file of JSON that `elasticlunr.Index.load` reads. `ids` are the models' in the order of their ordinals.
pub fn elasticlunr(batches: &[Batch], ids: &[&str]) -> Vec<u8> {
    let quoted: Vec<String> = ids.iter().map(json).collect();
    let mut weights = Weights::default();
    let mut bytes = br#"{"version":"#.to_vec();
    bytes.extend_from_slice(json(&ELASTICLUNR_VERSION).as_bytes());
    bytes.extend_from_slice(br#","fields":"#);
    bytes.extend_from_slice(json(&FIELDS.map(|field| field.name)).as_bytes());
    bytes.extend_from_slice(br#","ref":"id","index":"#);
    for (number, field) in FIELDS.iter().enumerate() {
        bytes.extend_from_slice(if number == 0 { b"{" } else { b"," });
        bytes.extend_from_slice(json(&field.name).as_bytes());
        bytes.push(b':');
        let hits = std::cell::RefCell::new(Vec::new());
        let mut tree = Tree::new(&mut bytes);
        merge(
            batches,
            ("", None),
            |occurrence| {
                if occurrence.counts[number] > 0 {
                    hits.borrow_mut().push((occurrence.document, occurrence.counts[number]));
                }
            },
            |term| {
                let mut hits = hits.borrow_mut();
                if !hits.is_empty() {
                    tree.term(term, &hits, &quoted, &mut weights);
                    hits.clear();
                }
            },
        );
        tree.end();
    }
    bytes.extend_from_slice(br#"},"documentStore":"#);
    bytes.extend_from_slice(json(&store(batches, ids)).as_bytes());
    bytes.extend_from_slice(br#","lang":"English","pipeline":["stopWordFilter","stemmer"]}"#);
    bytes
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn store(batches: &[Batch], ids: &[&str]) -> DocumentStore {
    let mut store = DocumentStore::new(false);
    for (id, lengths) in ids.iter().zip(batches.iter().flat_map(|batch| &batch.lengths)) {
        store.add_doc(id, BTreeMap::new());
        for (field, &length) in FIELDS.iter().zip(lengths) {
            if length > 0 {
                store.add_field_length(id, field.name, length as usize);
            }
        }
    }
    store
}

/// One field's terms, which come in order, as nested objects of one letter each.
struct Tree<'a> {
    bytes: &'a mut Vec<u8>,
    open: String,
}

impl<'a> Tree<'a> {
    fn new(bytes: &'a mut Vec<u8>) -> Tree<'a> {
        bytes.extend_from_slice(br#"{"root":{"docs":{},"df":0"#);
        Tree { bytes, open: String::new() }
    }

    /// Terms hold letters, digits, marks and signs alone, so that nothing in them needs escaping.
    fn term(&mut self, term: &str, hits: &[(u32, u32)], ids: &[String], weights: &mut Weights) {
        let bytes = &mut *self.bytes;
        let shared = self.open.chars().zip(term.chars()).take_while(|(one, other)| one == other).count();
        close(bytes, self.open.chars().count() - shared);
        let mut letters = term.chars().skip(shared).peekable();
        while let Some(letter) = letters.next() {
            bytes.extend_from_slice(format!(",\"{letter}\":{{\"docs\":{{").as_bytes());
            if letters.peek().is_some() {
                bytes.extend_from_slice(br#"},"df":0"#);
            }
        }
        for (at, &(document, count)) in hits.iter().enumerate() {
            if at > 0 {
                bytes.push(b',');
            }
            bytes.extend_from_slice(ids.get(document as usize).map_or("\"\"", String::as_str).as_bytes());
            bytes.extend_from_slice(br#":{"tf":"#);
            bytes.extend_from_slice(weights.of(count).as_bytes());
            bytes.push(b'}');
        }
        bytes.extend_from_slice(format!("}},\"df\":{}", hits.len()).as_bytes());
        self.open.clear();
        self.open.push_str(term);
    }

    /// Closes the letters still open, the root and the object around it.
    fn end(self) {
        close(self.bytes, self.open.chars().count() + 2);
    }
}

fn close(bytes: &mut Vec<u8>, count: usize) {
    bytes.resize(bytes.len() + count, b'}');
}

/// The engine's weight of a term that occurs so many times in a document, the root of the count, in three
/// decimals: enough to rank by.
#[derive(Default)]
struct Weights {
    texts: Vec<String>,
    rare: String,
}

impl Weights {
    fn of(&mut self, count: u32) -> &str {
        let at = count as usize;
        if at >= 256 {
            self.rare = Self::text(count);
            return &self.rare;
        }
        while self.texts.len() <= at {
            self.texts.push(Self::text(u32::try_from(self.texts.len()).unwrap_or(count)));
        }
        &self.texts[at]
    }

    fn text(count: u32) -> String {
        ((f64::from(count).sqrt() * 1000.0).round() / 1000.0).to_string()
    }
}

#[cfg(test)]
mod tests {
    use elasticlunr::inverted_index::InvertedIndex;

    use super::*;

    #[test]
    fn the_form_is_the_engines_own() {
        let mut terms = ["bert", "b", "berlin", "é音", "音", "음성", "z9", "bertbase", "é", "u1f917"];
        terms.sort_unstable();
        let ids: Vec<String> = (0..121).map(|number| format!("\"acme/{number}\"")).collect();
        let mut expected = InvertedIndex::new();
        let mut bytes = Vec::new();
        let mut tree = Tree::new(&mut bytes);
        for (number, text) in (0..).zip(terms) {
            let mut hits = Vec::new();
            for document in [0, 3, 120] {
                if (document + number) % 5 == 4 {
                    continue;
                }
                let count = number * 100 + document + 1;
                hits.push((document, count));
                let weight = (f64::from(count).sqrt() * 1000.0).round() / 1000.0;
                expected.add_token(&format!("acme/{document}"), text, weight);
            }
            tree.term(text, &hits, &ids, &mut Weights::default());
        }
        tree.end();
        assert_eq!(serde_json::from_slice::<InvertedIndex>(&bytes).unwrap(), expected);
    }

    #[test]
    fn an_empty_catalog_is_an_index() {
        let index: serde_json::Value = serde_json::from_slice(&elasticlunr(&[], &[])).unwrap();
        assert_eq!(index["index"]["body"], serde_json::json!({"root": {"docs": {}, "df": 0}}));
        assert_eq!(index["documentStore"]["length"], 0);
    }
}
