// The dictionary of the search, file by file as a query needs them; src/search/mod.rs tells their form. Loaded by
// search-query.js.
(function () {
  'use strict';

  let manifest;

  // Loads the manifest, and tells what it says and the weights of each field.
  async function open() {
    manifest = await cardex.manifest();
    if (manifest.format !== 3) throw new Error('format');
    let books = manifest.terms.books.map(book => {
      if (!book.low) return book.filter((_, at) => at % 2).map((length, at) => Math.sqrt(book[2 * at] / length));
      return Array.from({ length: 256 }, (_, code) => Math.sqrt(book.low * (book.high / book.low) ** (code / 255)));
    });
    return { manifest: manifest, books: books };
  }

  function reader(base64) {
    let text = atob(base64), bytes = Uint8Array.from(text, letter => letter.charCodeAt(0));
    return {
      bytes: bytes,
      at: 0,
      number() {
        let number = 0, unit = 1, byte;
        do {
          byte = bytes[this.at++];
          number += (byte & 127) * unit;
          unit *= 128;
        } while (byte > 127);
        return number;
      }
    };
  }

  function unpack(text) {
    let last = '';
    return text ? text.split(' ').map(word => (last = last.slice(0, parseInt(word[0], 36)) + word.slice(1))) : [];
  }

  // The position of the first term that is not before `word`.
  function position(terms, word) {
    let low = 0, high = terms.length;
    while (low < high) {
      let middle = (low + high) >> 1;
      if (terms[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The number of the file that `word` belongs in.
  function place(firsts, word) {
    let at = position(firsts, word);
    return firsts[at] === word ? at : Math.max(at - 1, 0);
  }

  function firsts(family) {
    let about = manifest[family];
    if (!about.list) about.list = about.first === null ? [] : about.first.split(' ');
    return about.list;
  }

  async function shard(family, number) {
    let part = await cardex.part(family, number);
    if (!part.terms) {
      part.terms = unpack(part[1]);
      part.reader = reader(part[2]);
      part.starts = part.terms.map(() => {
        let length = part.reader.number();
        part.reader.at += length;
        return part.reader.at - length;
      });
      part.entries = [];
    }
    return part;
  }

  // The shard of a word, or nothing where the family has none.
  function shardOf(family, word) {
    let list = firsts(family);
    return list.length ? shard(family, place(list, word)) : Promise.resolve(null);
  }

  // So many models, and the fields and codes of each.
  function readList(bytes, count, named) {
    let documents = new Uint32Array(count), last = 0;
    for (let at = 0; at < count; at += 1) documents[at] = last += bytes.number();
    return readWeights(bytes, documents, named);
  }

  function readWeights(bytes, documents, named) {
    let common = named ? bytes.bytes[bytes.at++] : 32, masks = null;
    if (!common) {
      masks = bytes.bytes.subarray(bytes.at, bytes.at + documents.length);
      bytes.at += documents.length;
    }
    return { documents: documents, common: common, masks: masks, codes: bytes.bytes.subarray(bytes.at) };
  }

  // What there is of a term: {names, body}, each an entry or nothing.
  function wordAt(part, at) {
    if (part.entries[at]) return part.entries[at];
    let bytes = part.reader, word = (part.entries[at] = {}), rest = null;
    bytes.at = part.starts[at];
    let pair = base => [part[0][base] + bytes.number(), bytes.number()];
    let first = bytes.number(), hits = first >> 2, other = (first & 3) === 3 ? bytes.number() : hits;
    if (Math.max(hits, other) > 1536) rest = { any: bytes.number(), place: pair(1), documents: null };
    let read = (named, hits) => {
      let entry = { named: named, hits: hits, lists: [], more: null, last: null, rest: null };
      let frequencies = [1, 1, 1, 1, 1, hits];
      if (named && hits > 1) {
        let mask = bytes.bytes[bytes.at++];
        for (let field = 0; field < 5; field += 1) if (mask >> field & 1) frequencies[field] = bytes.number();
      }
      if (hits > 320) entry.more = pair(0);
      if (hits > 1536) {
        entry.last = pair(2);
        entry.rest = rest;
      }
      entry.rarity = frequencies.map(frequency => 1 + Math.log(manifest.models / (frequency + 1)));
      entry.lists.push(readList(bytes, hits > 320 ? 256 : hits, named));
      if (!named) bytes.at += entry.lists[0].documents.length;
      return entry;
    };
    if (first & 2) word.body = read(false, other);
    if (first & 1) word.names = read(true, hits);
    return word;
  }

  function wordOf(part, term) {
    let at = part ? position(part.terms, term) : 0;
    return part && part.terms[at] === term ? wordAt(part, at) : {};
  }

  async function piece(family, [file, slot]) {
    return reader((await cardex.part(family, file))[slot]);
  }

  // Loads what follows the best of a list: the next best, then which models the rest are (with those that have the word in the
  // other tier), then their weights. Tells whether there was anything.
  async function grow(entry, weights) {
    if (entry.more) {
      let bytes = await piece('more', entry.more), count = entry.hits > 1536 ? 1024 : entry.hits - 256;
      if (entry.more) entry.lists.push(readList(bytes, count, entry.named));
      entry.more = null;
      return true;
    }
    let rest = entry.rest;
    if (!rest || (entry.lists[2] && !weights)) return false;
    if (!rest.documents) {
      let [bytes] = await Promise.all([piece('rest', rest.place), cardex.use('rest')]);
      let count = bytes.number();
      rest.documents = window.cardexRest(bytes.bytes.subarray(bytes.at), count);
    }
    let documents = rest.documents;
    if (weights) {
      let bytes = await piece('last', entry.last), length = bytes.number(), places = bytes.bytes.subarray(bytes.at, bytes.at += length);
      if (length) documents = window.cardexRest(places, entry.hits - 1280).map(place => documents[place]);
      entry.lists[2] = readWeights(bytes, documents, entry.named);
      entry.rest = null;
    } else {
      entry.lists[2] = { documents: documents, common: 0, masks: null, codes: null };
    }
    return true;
  }

  window.cardexIndex = { open, firsts, place, position, shard, shardOf, wordAt, wordOf, grow };
})();
