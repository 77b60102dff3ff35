//! One part of the index: a complete elasticlunr index over a batch of documents, as a script.

use std::collections::BTreeMap;

use elasticlunr::ELASTICLUNR_VERSION;
use elasticlunr::document_store::DocumentStore;

use super::inverted::{Posting, Weights, push_inverted, ranks};
use super::lexicon::{Lexicon, Term};
use super::script::{push_json, push_quoted};
use super::token::{Reader, Reading, Token};

/// How many documents a part holds: few enough to build one in some 30 MB beside the pages, and many enough
/// that a catalog of a few hundred models is one file.
pub const DOCUMENTS_PER_PART: usize = 1000;

/// One model, as the search sees it. Every text is plain: no Markdown, no HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// `org/name`, as readers type it.
    pub id: String,
    /// The name on its page.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Tags, task, library, licence, languages: whatever names the model's kind.
    pub tags: Vec<String>,
    /// The headings of the card.
    pub headings: Vec<String>,
    /// The text of the card.
    pub body: String,
    /// Its page, relative to the root of the site.
    pub url: String,
    /// The label of its task, or nothing.
    pub task: String,
}

/// The bytes of the script of part `ordinal`: a call of `cardexSearch.part` with the ordinal, the records to
/// show and the index, whose references are the positions of the records.
pub fn part(ordinal: usize, documents: &[Document]) -> Vec<u8> {
    let records: Vec<Record<'_>> = documents.iter().map(record).collect();
    let mut script = format!("cardexSearch.part({ordinal},").into_bytes();
    push_quoted(&mut script, &records);
    script.extend_from_slice(b",'");
    push_index(&mut script, documents);
    script.extend_from_slice(b"');\n");
    script
}

/// Id, title, description, address and task, in this order.
type Record<'a> = [&'a str; 5];

fn record(document: &Document) -> Record<'_> {
    [&document.id, &document.title, excerpt(&document.description), &document.url, &document.task]
}

/// The first 120 characters, which is what a result has room for.
fn excerpt(text: &str) -> &str {
    text.char_indices().nth(120).map_or(text, |(end, _)| &text[..end])
}

/// A field of the index, how it is read, and its texts.
struct Field {
    name: &'static str,
    reading: Reading,
    texts: fn(&Document) -> &[String],
}

const FIELDS: [Field; 6] = [
    Field { name: "id", reading: Reading::Name, texts: |document| std::slice::from_ref(&document.id) },
    Field { name: "title", reading: Reading::Name, texts: |document| std::slice::from_ref(&document.title) },
    Field {
        name: "description",
        reading: Reading::Text,
        texts: |document| std::slice::from_ref(&document.description),
    },
    Field { name: "tags", reading: Reading::Name, texts: |document| &document.tags },
    Field { name: "headings", reading: Reading::Text, texts: |document| &document.headings },
    Field { name: "body", reading: Reading::Text, texts: |document| std::slice::from_ref(&document.body) },
];

/// Appends the standard form of the engine's index, which `elasticlunr.Index.load` reads. The engine's own
/// `Index::add_doc` would tokenise, stem and copy each text for itself; here the tokens are ready, and the
/// pipeline that the index names is therefore empty.
fn push_index(script: &mut Vec<u8>, documents: &[Document]) {
    let mut store = DocumentStore::new(false);
    let references: Vec<String> = (0..documents.len()).map(|number| number.to_string()).collect();
    for reference in &references {
        store.add_doc(reference, BTreeMap::new());
    }
    let mut lexicon = Lexicon::new();
    let postings = FIELDS.each_ref().map(|field| {
        let mut postings = Vec::new();
        let mut occurrences = Occurrences::default();
        for ((number, document), reference) in (0..).zip(documents).zip(&references) {
            let length = occurrences.count(field.reading, (field.texts)(document), &mut lexicon);
            if length > 0 {
                store.add_field_length(reference, field.name, length);
            }
            occurrences.drain(number, &mut postings);
        }
        postings
    });
    let terms = lexicon.into_terms();
    let ranks = ranks(&terms);
    let mut weights = Weights::default();
    script.extend_from_slice(br#"{"index":"#);
    for (at, (field, postings)) in FIELDS.iter().zip(postings).enumerate() {
        script.push(if at == 0 { b'{' } else { b',' });
        push_json(script, &field.name);
        script.push(b':');
        push_inverted(script, postings, &terms, &ranks, &mut weights);
    }
    script.extend_from_slice(br#"},"documentStore":"#);
    push_json(script, &store);
    script.extend_from_slice(br#","fields":"#);
    push_json(script, &FIELDS.map(|field| field.name));
    script.extend_from_slice(br#","lang":"English","pipeline":[],"ref":"id","version":"#);
    push_json(script, &ELASTICLUNR_VERSION);
    script.push(b'}');
}

/// How often each term occurs in the document at hand.
#[derive(Default)]
struct Occurrences {
    reader: Reader,
    counts: Vec<u32>,
    seen: Vec<Term>,
}

impl Occurrences {
    /// Counts the terms of `texts`; returns how many tokens there were.
    fn count(&mut self, reading: Reading, texts: &[String], lexicon: &mut Lexicon) -> usize {
        let Self { reader, counts, seen } = self;
        let mut length = 0;
        let mut add = |term: Term| {
            let at = term as usize;
            if at >= counts.len() {
                counts.resize(at + 1, 0);
            }
            if counts[at] == 0 {
                seen.push(term);
            }
            counts[at] += 1;
        };
        for text in texts {
            reader.tokens(text, reading, &mut |token| {
                let terms = match token {
                    Token::Fixed(token) => [Some(lexicon.exact(token)), None],
                    Token::Word(word) => {
                        let stem = lexicon.stem(word);
                        // Names are also found by the beginning of a word as it is written, and by a stop word.
                        let own = (reading == Reading::Name).then(|| lexicon.exact(word));
                        [stem, own.filter(|own| Some(*own) != stem)]
                    }
                };
                length += usize::from(terms != [None; 2]);
                terms.into_iter().flatten().for_each(&mut add);
            });
        }
        length
    }

    /// Moves the counts into `postings`.
    fn drain(&mut self, document: u32, postings: &mut Vec<Posting>) {
        for term in self.seen.drain(..) {
            let count = std::mem::take(&mut self.counts[term as usize]);
            postings.push(Posting { term, document, count });
        }
    }
}
