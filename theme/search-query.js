// How a query is read and answered, loaded by search.js on first use. The reading of a text (fold, read) is
// the same as in src/search; tests/fixtures/search/tokens.json holds both to one table.
(function () {
  'use strict';

  // --- Reading -------------------------------------------------------------------------------------------

  let LONGEST = 64;
  let ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;
  let LETTERS = { ς: 'σ', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i' };
  let PAIR = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]/;
  let SIGN = /[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\u{10000}-\u{10ffff}]/u;
  let IGNORED = /[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0000}-\u{e0fff}]/u;
  let WORD = /[\p{Alphabetic}\p{N}\p{M}]/u;

  function fold(text) {
    return text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
      .replace(/[ςßæœþøłđðħı]/g, letter => LETTERS[letter]);
  }

  // The pieces of a text in order: {parts} is a word or a name of several parts, {token} stands alone;
  // `pair` is two characters of a run, `last` the last one of a run, `alone` if it is the whole of it.
  function read(text) {
    let pieces = [], parts = [], part = '', length = 0, apostrophe = false, run = '', count = 0;

    function endPart(beforeApostrophe) {
      if (length && !(length === 1 && (beforeApostrophe || apostrophe))) parts.push(part);
      part = '';
      length = 0;
      apostrophe = beforeApostrophe;
    }
    function endCompound(beforeApostrophe) {
      endPart(beforeApostrophe);
      if (parts.length) pieces.push({ parts: parts });
      parts = [];
    }
    function endRun() {
      if (run) pieces.push({ token: run, last: true, alone: count === 1 });
      run = '';
      count = 0;
    }

    for (let character of fold(text)) {
      if (PAIR.test(character)) {
        endCompound(false);
        if (run) pieces.push({ token: run + character, pair: true });
        run = character;
        count += 1;
        continue;
      }
      endRun();
      if (IGNORED.test(character)) continue;
      if (SIGN.test(character)) {
        endCompound(false);
        pieces.push({ token: character.length > 1 ? 'u' + character.codePointAt(0).toString(16) : character });
      } else if (WORD.test(character)) {
        if (length < LONGEST) part += character;
        length += 1;
      } else if (character === '-' || character === '_' || character === '.') {
        endPart(false);
      } else {
        endCompound(character === '\'' || character === '\u2019');
      }
    }
    endRun();
    endCompound(false);
    return pieces;
  }

  // --- Queries -------------------------------------------------------------------------------------------

  // A query is a list of groups. A document answers a group with any of its tokens.
  function groups(query, engine) {
    let words = [], result = [];
    let typing = /\S$/.test(query);

    function stem(word) {
      return /^[a-z]+$/.test(word) ? engine.stemmer(word) : word;
    }
    function join(tokens, joined) {
      joined = joined.slice(0, LONGEST);
      if (tokens.indexOf(joined) < 0) tokens.push(joined);
    }

    read(query).forEach(piece => {
      if (piece.parts) {
        let whole = piece.parts.length > 2 ? piece.parts.join('') : null;
        piece.parts.forEach(part => { words.push({ part: part, whole: whole }); });
      } else if (!piece.last || piece.alone) {
        words.push(piece);
      }
    });
    words.forEach((word, at) => {
      if (!word.part) {
        result.push({ tokens: [word.token], prefix: word.alone ? word.token : null, optional: false });
        return;
      }
      let before = at > 0 && words[at - 1].part, after = at + 1 < words.length && words[at + 1].part;
      let tokens = [word.part];
      let optional = engine.stopWordFilter.stopWords[word.part] === true;
      if (!optional) join(tokens, stem(word.part));
      if (before) join(tokens, before + word.part);
      if (after) join(tokens, word.part + after);
      if (word.whole) join(tokens, word.whole);
      let last = typing && at === words.length - 1;
      result.push({ tokens: tokens, prefix: last && word.part.length > 1 ? word.part : null, optional: optional });
    });
    if (result.every(group => group.optional)) {
      result.forEach(group => { group.optional = false; });
    }
    return result;
  }

  let FIELDS = [
    { name: 'id', boost: 12, expand: 0.5, terms: 60 }, { name: 'title', boost: 10, expand: 0.5, terms: 60 },
    { name: 'tags', boost: 5, expand: 0.3, terms: 40 }, { name: 'description', boost: 4, expand: 0.15, terms: 20 },
    { name: 'headings', boost: 3, expand: 0.15, terms: 20 }, { name: 'body', boost: 1, expand: 0.15, terms: 20 }
  ];

  // A part ready for queries. The engine's tree of objects takes several times the memory of its text, so each
  // field is laid out flat: sorted terms, and for each of them documents and weights.
  function load(records, index) {
    let parsed = JSON.parse(index), fields = {};
    FIELDS.forEach(field => {
      fields[field.name] = flatten(parsed.index[field.name].root, field.name, parsed.documentStore.docInfo);
    });
    return { records: JSON.parse(records), fields: fields, names: [] };
  }

  function flatten(root, name, lengths) {
    let terms = [], starts = [0], documents = [], weights = [];
    (function walk(node, term) {
      if (node.df > 0) {
        // The engine's weight of a term in a field: its frequency over the root of the length of the field.
        Object.keys(node.docs).forEach(document => {
          documents.push(Number(document));
          weights.push(node.docs[document].tf / Math.sqrt(lengths[document][name]));
        });
        terms.push(term);
        starts.push(documents.length);
      }
      Object.keys(node).forEach(key => {
        if (key.length === 1) walk(node[key], term + key);
      });
    })(root, '');
    return {
      terms: terms, starts: Uint32Array.from(starts),
      documents: Uint32Array.from(documents), weights: Float32Array.from(weights)
    };
  }

  // The position of the first term that is not before `token`.
  function position(terms, token) {
    let low = 0, high = terms.length;
    while (low < high) {
      let middle = (low + high) >> 1;
      if (terms[middle] < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Positions of the shortest terms that begin with `prefix`: few, since the beginnings of many words are common.
  function expand(terms, prefix, limit) {
    let found = [];
    for (let at = position(terms, prefix); at < terms.length && terms[at].startsWith(prefix); at += 1) found.push(at);
    return found.sort((one, other) => terms[one].length - terms[other].length || one - other).slice(0, limit);
  }

  // The stem that a half-typed word will come to: `classificati` goes to `classif`.
  function shorten(terms, word) {
    for (let end = word.length - 1; end >= Math.max(4, word.length - 6); end -= 1) {
      let at = position(terms, word.slice(0, end));
      if (terms[at] === word.slice(0, end)) return [at];
    }
    return [];
  }

  // The positions of the tokens that answer `group` in a field, each with what a match is worth.
  function matches(field, terms, group, shortened) {
    let found = [], prefix = group.prefix;
    group.tokens.forEach(token => {
      let at = position(terms, token);
      if (terms[at] === token) found.push([at, 1]);
    });
    // Two letters begin too many words of running text.
    if (prefix && (shortened || field.expand > 0.2 || prefix.length > 2 || PAIR.test(prefix))) {
      (shortened ? shorten(terms, prefix) : expand(terms, prefix, field.terms)).forEach(at => {
        let lengths = [terms[at].length, prefix.length];
        found.push([at, field.expand * Math.min(...lengths) / Math.max(...lengths)]);
      });
    }
    return found;
  }

  // Scores of one group, a number for each document of each part. A term is worth the more the fewer documents
  // of all parts have it, as in elasticlunr.
  function score(parts, group, shortened) {
    let total = parts.reduce((sum, part) => sum + part.records.length, 0), any = false;
    let scores = parts.map(part => new Float64Array(part.records.length));
    FIELDS.forEach(field => {
      let found = parts.map(part => matches(field, part.fields[field.name].terms, group, shortened));
      let frequencies = new Map();
      found.forEach((list, number) => {
        let { terms, starts } = parts[number].fields[field.name];
        new Set(list.map(match => match[0])).forEach(at => {
          frequencies.set(terms[at], (frequencies.get(terms[at]) || 0) + starts[at + 1] - starts[at]);
        });
      });
      found.forEach((list, number) => {
        let { terms, starts, documents, weights } = parts[number].fields[field.name], best = new Map();
        list.forEach(([at, worth]) => {
          let rarity = 1 + Math.log(total / (frequencies.get(terms[at]) + 1));
          for (let posting = starts[at]; posting < starts[at + 1]; posting += 1) {
            let value = field.boost * worth * rarity * weights[posting];
            if (value > (best.get(documents[posting]) || 0)) best.set(documents[posting], value);
          }
        });
        best.forEach((value, document) => {
          scores[number][document] += value;
          any = true;
        });
      });
    });
    return any || shortened || !/^[a-z]{5,}$/.test(group.prefix || '') ? scores : score(parts, group, true);
  }

  function squash(folded) {
    return folded.replace(/[-_./\s]+/g, '');
  }

  // How a record's name is the query itself: 3 the id, 2 the name, 1 either without its separators.
  function nearness(part, at, query) {
    let names = part.names[at] || (part.names[at] = (id => {
      let name = id.slice(id.lastIndexOf('/') + 1);
      return { id: id, name: name, squashed: squash(name), whole: squash(id) };
    })(fold(part.records[at][0])));
    if (names.id === query.folded) return 3;
    if (names.name === query.folded) return 2;
    if (names.squashed === query.squashed || names.whole === query.squashed) return 1;
    return query.squashed.length > 2 && names.squashed.startsWith(query.squashed) ? 0.5 : 0;
  }

  // The records that answer the query, best first: `all` tells whether each has every word.
  function search(parts, text, engine) {
    let folded = fold(text).trim().slice(0, 1000);
    let query = { folded: folded, squashed: squash(folded) };
    let wanted = groups(text.slice(0, 1000), engine).slice(0, 24);
    let needed = wanted.filter(group => !group.optional).length;
    let scores = wanted.map(group => score(parts, group, false));
    let hits = [], most = 0;
    parts.forEach((part, number) => {
      part.records.forEach((record, at) => {
        let near = query.squashed ? nearness(part, at, query) : 0, matched = 0, sum = 0;
        wanted.forEach((group, index) => {
          let value = scores[index][number][at];
          sum += value;
          if (value > 0 && !group.optional) matched += 1;
        });
        if (near >= 1) matched = needed;
        if (!matched && near < 1) return;
        most = Math.max(most, matched);
        hits.push({ record: record, matched: matched, near: Math.floor(near), score: near === 0.5 ? sum * 1.5 : sum });
      });
    });
    let all = most === needed;
    if (all) hits = hits.filter(hit => hit.matched === needed);
    hits.sort((one, other) => {
      return other.near - one.near || other.matched - one.matched || other.score - one.score ||
        one.record[0].length - other.record[0].length || (one.record[0] < other.record[0] ? -1 : 1);
    });
    return { all: all, records: hits.map(hit => hit.record) };
  }

  // The pieces of `text`, each with whether it answers the query.
  function highlight(text, query) {
    let words = [];
    read(query).forEach(piece => {
      if (piece.parts) words = words.concat(piece.parts);
    });
    return text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u).filter(Boolean).map(piece => {
      let folded = fold(piece);
      return { text: piece, hit: words.some(word => {
        return word.length > 1 ? folded.startsWith(word) : folded === word;
      }) };
    });
  }

  let query = { read, groups, search, load, highlight };
  if (typeof module !== 'undefined') module.exports = query;
  else window.cardexQuery = query;
})();
