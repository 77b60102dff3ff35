//! Some documents, reduced to what the index needs of them: sorted terms with their occurrences, a few megabytes
//! for a thousand cards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::bytes::push_number;
use super::document::{BODY, Document, FIELDS, NAME, WHOLE, WIDTH};
use super::impact::Weights;
use super::lexicon::{Lexicon, Term};
use super::stemmer::{Foreign, Known, Stemmer, Stemmers, codes};
use super::token::{Reader, Reading, Token};

/// Characters of a body that tell its language.
const SAMPLE: usize = 3000;

/// Terms between two places where reading can start.
pub(super) const RESTART: usize = 256;

/// By word the terms that it is found under.
pub(super) type Aliases = BTreeMap<Box<str>, BTreeSet<Box<str>>>;

/// What a batch of documents has; made by an [`Indexer`].
#[derive(Default)]
pub struct Batch {
    /// The ordinal of the first document.
    pub(super) first: u32,
    /// Tokens in each field of each document.
    pub(super) lengths: Vec<[u32; 6]>,
    /// Terms in order, each as: shared letters, own letters, bytes of the occurrences, occurrences. See [`push_post`].
    pub(super) stream: Vec<u8>,
    /// Every so many terms: the term, and where its entry starts in `stream`; it shares no letters.
    pub(super) restarts: Vec<(Box<str>, u32)>,
    /// What weights occur in each field.
    pub(super) weights: [Weights; 6],
    /// Words of the first tier as they are written, sorted, and how often they are.
    pub(super) words: Vec<(Box<str>, u32)>,
    /// Words that are found under a term that only the stemmer of their language leads to.
    pub(super) aliases: Aliases,
}

/// Reads documents, on as many threads as there are; what one has learned of words serves the next batch.
#[derive(Default)]
pub struct Indexer {
    workers: Mutex<Vec<Worker>>,
}

impl Indexer {
    /// Reduces the documents whose ordinals start at `first`.
    pub fn batch(&self, first: usize, documents: &[Document]) -> Batch {
        let pooled = || self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut worker = pooled().pop().unwrap_or_default();
        let batch = worker.batch(first, documents);
        // Rare words come and go: beyond this many they are not worth their memory.
        if worker.lexicon.len() < 500_000 {
            pooled().push(worker);
        }
        batch
    }
}

#[derive(Default)]
struct Worker {
    lexicon: Lexicon,
    known: Known,
    reader: Reader,
    /// By term: counts in the document at hand.
    counts: Vec<[u32; WIDTH]>,
    /// By term: how often it is a word of the first tier in this batch.
    words: Vec<u32>,
    seen: Vec<Term>,
}

/// How the words of one model are stemmed.
struct Tongue<'a> {
    english: &'a Stemmer,
    foreign: Option<&'a mut Foreign>,
    /// Words with their accents.
    spellings: BTreeMap<Box<str>, Box<str>>,
    aliases: &'a mut Aliases,
}

impl Tongue<'_> {
    /// The term of a word in a field, by the word's number. Ids and tags are in no language.
    fn stem(&mut self, field: usize, word: Term, lexicon: &mut Lexicon) -> Option<Term> {
        let Some(foreign) =
            self.foreign.as_deref_mut().filter(|_| !matches!(FIELDS[field].name, "id" | "tags"))
        else {
            return lexicon.stem(word, self.english);
        };
        if let Some(term) = foreign.term(word) {
            return Some(term);
        }
        let text = lexicon.text(word);
        let stem = foreign.stem(text, self.spellings.get(text).map_or(text, |spelled| spelled));
        // The browser stems as in English: what it cannot come to, it is told.
        if stem != text
            && !self.aliases.get(text).is_some_and(|stems| stems.contains(stem))
            && self.english.stem(text).as_deref() != Some(stem)
        {
            self.aliases.entry(text.into()).or_default().insert(stem.into());
        }
        let term = lexicon.number(stem);
        foreign.keep(word, term);
        Some(term)
    }
}

/// A term in a document: its count in the body, and one more than the place of its other counts.
struct Post {
    term: Term,
    document: u32,
    body: u32,
    other: u32,
}

impl Worker {
    fn batch(&mut self, first: usize, documents: &[Document]) -> Batch {
        let mut stemmers = Stemmers::new(std::mem::take(&mut self.known));
        let mut batch = Batch { first: u32::try_from(first).unwrap_or(u32::MAX), ..Batch::default() };
        let mut posts: Vec<Post> = Vec::new();
        let mut others: Vec<[u32; WIDTH]> = Vec::new();
        for (document, text) in (0..).zip(documents) {
            let mut lengths = [0; 6];
            let code = self.language(text, &mut stemmers);
            let (english, foreign) = stemmers.with(code);
            let mut spellings = BTreeMap::new();
            if foreign.is_some() {
                let texts = [&text.title, &text.description, &text.body].into_iter().chain(&text.headings);
                texts.for_each(|text| self.reader.spellings(text, &mut spellings));
            }
            let mut tongue = Tongue { english, foreign, spellings, aliases: &mut batch.aliases };
            for (number, field) in FIELDS.iter().enumerate() {
                lengths[number] = self.count(number, (field.texts)(text), &mut tongue);
            }
            batch.lengths.push(lengths);
            self.count_names(&text.id);
            for term in self.seen.drain(..) {
                let counts = std::mem::take(&mut self.counts[term as usize]);
                let mut beside = counts;
                beside[BODY] = 0;
                let other = beside != [0; WIDTH];
                if other {
                    for number in (0..BODY).filter(|&number| counts[number] > 0) {
                        batch.weights[number].add(counts[number], lengths[number]);
                    }
                    others.push(counts);
                }
                if counts[BODY] > 0 {
                    batch.weights[BODY].add(counts[BODY], lengths[BODY]);
                }
                let other = if other { u32::try_from(others.len()).unwrap_or(0) } else { 0 };
                posts.push(Post { term, document, body: counts[BODY], other });
            }
        }
        self.known = stemmers.into_known();
        self.write(&mut batch, &posts, &others);
        batch
    }

    /// The language that a model's text is in, where that is not English.
    fn language(&mut self, text: &Document, stemmers: &mut Stemmers) -> Option<&'static str> {
        let codes = codes(&text.languages);
        if codes.is_empty() {
            return None;
        }
        let end = text.body.char_indices().nth(SAMPLE).map_or(text.body.len(), |(end, _)| end);
        let mut words: Vec<Term> = Vec::new();
        for sample in [text.description.as_str(), &text.body[..end]] {
            self.reader.tokens(sample, Reading::Text, &mut |token| {
                if let Token::Word(word) = token {
                    words.push(self.lexicon.number(word));
                }
            });
        }
        stemmers.of_text(&codes, &words, &mut self.lexicon)
    }

    /// Counts the terms of a field's texts; returns how many tokens there were.
    fn count(&mut self, field: usize, texts: &[String], tongue: &mut Tongue<'_>) -> u32 {
        let Self { lexicon, reader, counts, words, seen, .. } = self;
        let reading = FIELDS[field].reading;
        let mut length = 0;
        for text in texts {
            reader.tokens(text, reading, &mut |token| {
                let terms = match token {
                    Token::Fixed(token) => [Some(lexicon.number(token)), None],
                    Token::Word(word) => {
                        let own = lexicon.number(word);
                        let stem = tongue.stem(field, own, lexicon);
                        if field != BODY {
                            grow(words, own);
                            words[own as usize] += 1;
                        }
                        // Names are also found by the beginning of a word as it is written, and by a stop word.
                        [stem, (reading == Reading::Name && Some(own) != stem).then_some(own)]
                    }
                };
                length += u32::from(terms != [None; 2]);
                for term in terms.into_iter().flatten() {
                    add(counts, seen, term, field);
                }
            });
        }
        length
    }

    /// Counts the name and the id as wholes, without joints: `bertbaseuncased=`.
    fn count_names(&mut self, id: &str) {
        let name = &id[id.rfind('/').map_or(0, |slash| slash + 1)..];
        for (number, text) in [(NAME, name), (WHOLE, id)] {
            if let Some(whole) = self.reader.whole(text) {
                let term = self.lexicon.number(&format!("{whole}="));
                add(&mut self.counts, &mut self.seen, term, number);
            }
        }
    }

    /// Sorts what was counted and writes it into `batch`.
    fn write(&mut self, batch: &mut Batch, posts: &[Post], others: &[[u32; WIDTH]]) {
        let ranked = self.lexicon.sorted(posts.iter().map(|post| post.term));
        // By term, where its occurrences start among all in order; a term keeps the order of documents.
        let mut starts: Vec<u32> = vec![0; self.lexicon.len() + 1];
        for post in posts {
            starts[post.term as usize] += 1;
        }
        let mut start = 0;
        for &term in &ranked {
            start += std::mem::replace(&mut starts[term as usize], start);
        }
        let mut order = vec![0; posts.len()];
        for (number, post) in (0..).zip(posts) {
            let place = &mut starts[post.term as usize];
            order[*place as usize] = number;
            *place += 1;
        }
        let mut before = "";
        let mut entry = Vec::new();
        let mut start = 0;
        for (at, &term) in ranked.iter().enumerate() {
            let text = self.lexicon.text(term);
            if at % RESTART == 0 {
                before = "";
                batch.restarts.push((text.into(), u32::try_from(batch.stream.len()).unwrap_or(u32::MAX)));
            }
            let end = starts[term as usize] as usize;
            entry.clear();
            let mut last = 0;
            for &number in &order[start..end] {
                let post = &posts[number as usize];
                let other = post.other.checked_sub(1).map(|place| &others[place as usize]);
                push_post(&mut entry, post.document - last, post.body, other);
                last = post.document;
            }
            start = end;
            push_term(&mut batch.stream, before, text);
            push_number(&mut batch.stream, u32::try_from(entry.len()).unwrap_or(u32::MAX));
            batch.stream.extend_from_slice(&entry);
            before = text;
        }
        batch.stream.shrink_to_fit();
        let words = (0..).zip(&self.words).filter(|(_, count)| **count > 0);
        batch.words = words.map(|(term, &count)| (self.lexicon.text(term).into(), count)).collect();
        batch.words.sort_unstable();
        self.words.clear();
    }
}

fn grow<T: Clone + Default>(list: &mut Vec<T>, term: Term) {
    if list.len() <= term as usize {
        list.resize(term as usize + 1, T::default());
    }
}

fn add(counts: &mut Vec<[u32; WIDTH]>, seen: &mut Vec<Term>, term: Term, field: usize) {
    grow(counts, term);
    let counts = &mut counts[term as usize];
    if *counts == [0; WIDTH] {
        seen.push(term);
    }
    counts[field] += 1;
}

/// Appends `text` as what it shares with the term before it, in bytes, and the rest.
fn push_term(stream: &mut Vec<u8>, before: &str, text: &str) {
    let shared = before.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
    for length in [shared, text.len() - shared] {
        push_number(stream, u32::try_from(length).unwrap_or(u32::MAX));
    }
    stream.extend_from_slice(&text.as_bytes()[shared..]);
}

/// Appends an occurrence: the step from the document before, times three; one is added where it is the body
/// alone and a count follows, two where a mask of fields follows and a count for each of them.
fn push_post(entry: &mut Vec<u8>, step: u32, body: u32, other: Option<&[u32; WIDTH]>) {
    match other {
        None if body == 1 => push_number(entry, step * 3),
        None => {
            push_number(entry, step * 3 + 1);
            push_number(entry, body);
        }
        Some(counts) => {
            push_number(entry, step * 3 + 2);
            let mask =
                (0..WIDTH).filter(|&number| counts[number] > 0).fold(0, |mask, number| mask | 1 << number);
            entry.push(mask);
            counts.iter().filter(|count| **count > 0).for_each(|&count| push_number(entry, count));
        }
    }
}
