//! The search index: a dictionary in shards that a page loads word by word, as classic scripts.
//!
//! A caller hands over its models in batches as they are rendered, from as many threads as it likes, and keeps none
//! of their texts: an [`Indexer`] reduces each to a [`Batch`]. At the end [`index`] reads the batches side by side and
//! writes the files; it holds little beside them. The same models give the same bytes, whatever the number of threads.
//!
//! # The files
//!
//! Each is one call, `cardex.put('<family>/<number>', '<JSON>')`, under `search/<family>/<number>.js`. The
//! [`manifest`] names for each family its `version`, which scripts put behind the path, and for some the words
//! that their files start with: `first`, with a space between the files; the first one starts with whatever there is.
//! A model is its ordinal in the catalog. *Number* is one of variable length: seven bits a byte, the lowest first, the
//! highest bit set where more follow. *Bytes* are base64 without padding. *Words in order* are one text with a
//! space between words, each word written as a digit to the base of 36 (letters shared with the word before) and
//! its other letters. Order is that of code points; terms lie in the basic plane, so it is that of
//! JavaScript too.
//!
//! **Fields**, by number: 0 id, 1 title, 2 tags, 3 description, 4 headings, 5 body. The first five are the first
//! tier, the names; the body is the second. `terms.boosts` is what a field counts for. What an occurrence weighs is the root
//! of its count over the root of the field's length, as in elasticlunr. It is stored as a position in the field's book:
//! `terms.books[field]` holds count and length of all weights that occur, ascending by weight, or
//! `{low, high}`: 256 quotients of count and length from `low` to `high` in steps of equal ratio, the root of which is the weight. Rarity,
//! `1 + ln(models / (frequency + 1))`, is worked out by the reader from the frequencies.
//!
//! **`words/<n>`**: `[bases, words, bytes, aliases]`, a range of the dictionary of both tiers: its terms in order, and in `bytes` for
//! each the number of bytes that follow for it, and these:
//!
//! ```text
//! number     the tiers it is in (names 1, body 2), and four times its hits in the first of them: models that have it there
//! number     in both tiers: its hits in the body
//!            more than 1536 hits in either tier:
//! number       models with the term in either tier
//! number ×2    file (from bases[1]) and place in it: the rest, below
//!            in the body:
//! pieces       see below
//!            in names:
//! byte         more than one hit: the fields that it is in, as bits
//! number       for each of these fields: how many models have it there
//! pieces
//! ```
//!
//! The pieces of a tier's hits are all of them, or where there are more than 320 the best 256, as a list, after:
//!
//! ```text
//! number ×2  more than 320 hits: file (from bases[0]) and place: a list of the next best, 1024 where there is a rest of
//!            them, that is from 1537 hits on
//! number ×2  where there is a rest: file (from bases[2]) and place of its weights
//! ```
//!
//! A list is its models (each as the step from the one before, the first from nought), and
//! weights: in `names` first the fields of all as bits, or 0 and then a byte for each hit; and a
//! code for each field of each hit, hit by hit. How many hits it has is known from the number of all. Bit 5 says that the term without its last letter, `=`, is the
//! whole name of the model (`bertbaseuncased=`), bit 6 the whole id; these have no code. `aliases` is an
//! object from words to the terms that the stemmer of their language makes of them, where English does not.
//!
//! **`more/<n>`, `rest/<n>`, `last/<n>`**: arrays of bytes, the places that the dictionary names. Of `more`, lists. Of `rest`, a number and as many models,
//! through an arithmetic coder (`gaps.rs`): those of the rests of both tiers. So a query that asks for several common words reads which models
//! have each in no more bits than there is to tell, once for both tiers. Of `last`, a number of bytes, those bytes, and the weights of the rest of one tier; the
//! bytes tell, coded likewise, which of the models of `rest` are the tier's by their places there: none where they all are.
//!
//! **`begin/<n>`**: `[_, words, bytes]` like a dictionary: for one to three letters that begin many words, the best models as
//! numbers, the best first.
//!
//! **`near/<n>`**: words of the first tier in order, each followed by a digit: the magnitude of its number of occurrences to the base of two, if not
//! nought. Files from `start` on have them spelled backwards. `forth` and `back` are the first words of these files.
//!
//! **`text/<n>`**: four models each, `[names, body]`: what the first tier knows beyond the record, and the beginning of the body.
//!
//! `theme/search-query.js` is the other half: it reads a query by the same rules (`tests/fixtures/search/tokens.json`
//! holds both to them).

mod batch;
mod begin;
mod bytes;
mod character;
mod compound;
mod cursor;
mod document;
mod export;
mod family;
mod gaps;
mod impact;
mod index;
mod lexicon;
mod list;
mod manifest;
mod near;
mod records;
mod script;
mod shard;
mod stemmer;
mod text;
mod token;

pub use batch::{Batch, Indexer};
pub use document::Document;
pub use export::elasticlunr;
pub use index::{Put, index};
pub use manifest::{Families, manifest};
pub use records::{RECORDS_PER_CHUNK, Record, data};
pub use text::{TEXTS_PER_FILE, texts};

/// How many documents a batch may well hold: few enough that a hub of a thousand models keeps several cores busy.
pub const DOCUMENTS_PER_BATCH: usize = 256;

// A file of texts lies in one batch.
const _: () = assert!(DOCUMENTS_PER_BATCH.is_multiple_of(TEXTS_PER_FILE));
