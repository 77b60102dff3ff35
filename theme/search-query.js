// How a query is answered, loaded on first use; src/search/mod.rs tells the form of the data.
(function () {
  'use strict';

  let index, words, stemmer, manifest, books;

  // Loads what every query needs.
  async function open() {
    if (books) return;
    await Promise.all(['index', 'words', 'stemmer'].map(name => cardex.use(name)));
    [index, words, stemmer] = [window.cardexIndex, window.cardexWords, window.cardexStemmer];
    ({ manifest, books } = await index.open());
  }

  // --- Queries -------------------------------------------------------------------------------------------

  let FILTER = /(^|\s)(-?)(name|task|lib|library|licen[sc]e|family|lang|language|tag|org|organi[sz]ation|author|dataset|stage|kind|format):(?:"([^"]*)"?|([^\s"]+))/gi;
  // What a longer word is worth when its beginning is typed, by field.
  let EXPAND = [0.5, 0.5, 0.3, 0.15, 0.15, 0.15];
  let SLIP = 0.6, TERMS = 40, GROUPS = 24, RANKED = 500;

  function stem(word) {
    return /^[a-z]+$/.test(word) ? stemmer.stem(word) : word;
  }

  // A query is filters, phrases, words to leave out, and groups. A model answers a group with any of its tokens;
  // `joins` are tokens of two words or more, which names that are written together have.
  function parse(text) {
    let query = { filters: [], phrases: [], without: [], named: [], groups: [], words: [] };
    text = text.slice(0, 1000).replace(FILTER, (_, gap, minus, facet, quoted, value) => {
      facet = facet.toLowerCase().replace('licence', 'license');
      value = quoted === undefined ? value : quoted;
      if (facet !== 'name') query.filters.push({ facet: facet, value: value, negated: minus === '-' });
      else query[minus ? 'without' : 'named'].push(...words.list(value));
      return gap;
    }).replace(/"([^"]*)"?/g, (_, phrase) => {
      if (words.flat(phrase).trim()) query.phrases.push(words.flat(phrase));
      return ' ' + phrase + ' ';
    }).replace(/(^|\s)-([^\s-]\S*)/g, (_, gap, word) => {
      query.without = query.without.concat(words.list(word));
      return gap;
    });
    let typed = words.list(text).slice(0, GROUPS), typing = /\S$/.test(text);
    query.squashed = typed.map(word => word.part || word.token).join('').slice(0, words.LONGEST);
    typed.forEach((word, at) => {
      let group = group1(word), last = typing && at === typed.length - 1;
      if (word.part) {
        // Such as `gpt 2` for gpt2: a short one is likelier to be a part than a word.
        let short = part => (part.length < 3 && !stemmer.stops.has(part)) || /^\d+$/.test(part);
        let join = (one, other) => { group.joins.push({ token: (one + other).slice(0, words.LONGEST), likely: short(one) || short(other) }); };
        let before = at > 0 && typed[at - 1].part, after = at + 1 < typed.length && typed[at + 1].part;
        if (before) join(before, word.part);
        if (after) join(word.part, after);
        if (word.whole) group.joins.push({ token: word.whole.slice(0, words.LONGEST) });
        query.words.push(word.part);
        if (group.tokens[1] && group.tokens[1].length > 2) query.words.push(group.tokens[1]);
      } else {
        query.words.push(word.token);
      }
      if (last && (word.part || word.alone)) group.prefix = word.part || word.token;
      query.groups.push(group);
    });
    query.named.forEach(word => { query.groups.push(Object.assign(group1(word), { named: true, optional: false })); });
    if (query.groups.every(group => group.optional)) query.groups.forEach(group => { group.optional = false; });
    return query;
  }

  function group1(word) {
    let token = word.part || word.token, group = { tokens: [token], joins: [], prefix: null, sources: [], word: token };
    group.optional = !!word.part && stemmer.stops.has(token);
    if (word.part && !group.optional && stem(token) !== token) group.tokens.push(stem(token));
    return group;
  }

  // --- Answers -------------------------------------------------------------------------------------------

  // Adds what the dictionary has under a token. `worth` is a number, or one for each field.
  function add(group, entry, worth) {
    if (entry && !group.sources.some(source => source.entry === entry && source.worth === worth)) {
      group.sources.push({ entry: entry, worth: worth });
    }
  }

  // Adds a word: the text alone is no place for a name, nor for a word to leave out.
  function addWord(group, word, worth) {
    add(group, word.names, worth);
    if (!group.optional && !group.without && !group.named) add(group, word.body, worth);
  }

  // Terms of a tier that begin with `prefix`, the shortest first: few, since the beginnings of many words are common.
  function expand(group, part, prefix, tier) {
    let found = [];
    for (let at = index.position(part.terms, prefix); at < part.terms.length; at += 1) {
      if (!part.terms[at].startsWith(prefix)) break;
      if (part.terms[at] !== prefix && !part.terms[at].endsWith('=') && index.wordAt(part, at)[tier]) found.push(at);
    }
    found.sort((one, other) => part.terms[one].length - part.terms[other].length || one - other);
    found.slice(0, TERMS).forEach(at => {
      let share = prefix.length / part.terms[at].length;
      add(group, index.wordAt(part, at)[tier], EXPAND.map(worth => worth * share));
    });
  }

  // The words that begin like the last one, in `reach` files beside the first: by a table of the best models where there are many of them.
  async function begin(group, reach) {
    let prefix = group.prefix, list = index.firsts('words');
    let from = index.place(list, prefix), until = Math.min(from + reach, index.place(list, prefix + '\uffff'));
    if (prefix.length < 3 || (prefix.length < 4 && until === from + reach)) {
      let part = await index.shardOf('begin', prefix), at = part ? index.position(part.terms, prefix) : -1;
      if (part && part.terms[at] === prefix) {
        part.reader.at = part.starts[at];
        let end = part.starts[at + 1] || part.reader.bytes.length, documents = [];
        while (part.reader.at < end) documents.push(part.reader.number());
        if (part.starts[at + 1]) documents.pop();
        group.best = documents;
        until = from;
      }
    }
    let parts = [], tiers = (group.best ? [] : ['names']).concat(prefix.length > 2 || words.PAIR.test(prefix) ? 'body' : []);
    for (let number = from; list.length && tiers.length && number <= until; number += 1) parts.push(index.shard('words', number));
    (await Promise.all(parts)).forEach(part => { tiers.forEach(tier => { expand(group, part, prefix, tier); }); });
  }

  // The stem that a half-typed word will come to: `classificati` goes to `classif`.
  async function shorten(group) {
    for (let end = group.prefix.length - 1; end >= Math.max(4, group.prefix.length - 6); end -= 1) {
      let text = group.prefix.slice(0, end), word = index.wordOf(await index.shardOf('words', text), text);
      addWord(group, word, EXPAND);
      if (word.names || word.body) return;
    }
  }

  // Adds to each score what the sources of a group say, and tells in `state` which models have the group.
  function score(state, group, index) {
    let { best, mark, size } = state, touched = [], read = new Set();
    let touch = document => {
      if (mark[document] === index + 1) return;
      mark[document] = index + 1;
      touched.push(document);
    };
    group.sources.forEach(({ entry, worth }) => {
      let factors = entry.rarity.map((rarity, field) => rarity * manifest.terms.boosts[field] * (worth[field] || worth));
      entry.lists.forEach(({ documents, common, masks, codes }) => {
        let code = 0;
        // The rest of a word is the same in both tiers.
        if (!codes && read.has(documents)) return;
        read.add(documents);
        for (let at = 0; at < documents.length; at += 1) {
          let document = documents[at], mask = masks ? masks[at] : common;
          if (group.named && !(mask & 3)) {
            for (let field = 0; codes && field < 5; field += 1) code += mask >> field & 1;
            continue;
          }
          touch(document);
          for (let field = 0; codes && mask >> field; field += 1) {
            if (!(mask >> field & 1)) continue;
            // Beyond the fields of the first tier come the marks of whole names, which have no code.
            if (entry.named && field > 4) break;
            let value = factors[field] * books[field][codes[code++]];
            if (value > best[document * size + field]) best[document * size + field] = value;
          }
        }
      });
    });
    (group.best || []).forEach((document, at) => {
      touch(document);
      let value = 20 * (1 - at / group.best.length);
      if (value > best[document * size]) best[document * size] = value;
    });
    touched.forEach(document => {
      if (!group.optional) state.matched[document] += 1;
      if (!state.seen[document]) state.found.push(document);
      state.seen[document] = 1;
      for (let at = document * size; at < document * size + size; at += 1) {
        if (!best[at]) continue;
        state.sums[at] += best[at];
        state.counts[at] += 1;
        best[at] = 0;
      }
    });
  }

  // The models that answer the query so far, best first. `plain` leaves the order to elasticlunr's score alone.
  function evaluate(query, plain) {
    let models = manifest.models, size = 6, needed = query.groups.filter(group => !group.optional).length;
    let state = {
      size: size, best: new Float64Array(models * size), sums: new Float64Array(models * size),
      counts: new Uint8Array(models * size), matched: new Uint8Array(models), mark: new Uint8Array(models),
      seen: new Uint8Array(models), found: []
    };
    query.groups.forEach((group, index) => { score(state, group, index); });
    let near = new Float32Array(plain ? 0 : models), all = 0;
    if (!plain) query.names.forEach(({ entry, level }) => {
      entry.lists.forEach(({ documents, common, masks }) => {
        documents.forEach((document, at) => {
          let value = level || ((masks ? masks[at] : common) & 64 ? 2 : 1);
          near[document] = Math.max(near[document], value);
          if (value >= 1) state.matched[document] = needed;
          if (value >= 1 && !state.seen[document]) state.found.push(document);
          state.seen[document] = 1;
        });
      });
    });
    let keys = new Float64Array(models), hits = [];
    state.found.forEach(document => {
      if (!state.matched[document] && needed) return;
      let sum = 0;
      for (let field = 0; field < size; field += 1) {
        let at = document * size + field;
        // As in elasticlunr, a field counts for as much as it has of the words.
        if (state.counts[at]) sum += state.sums[at] * Math.min(1, state.counts[at] / needed);
      }
      if (!plain) {
        if (near[document] === 0.5) sum *= 1.5;
        if (state.matched[document] >= needed) all += 1;
        sum += state.matched[document] * 1e6 + Math.floor(near[document]) * 1e9;
      }
      keys[document] = sum;
      hits.push(document);
    });
    if (all) hits = hits.filter(document => state.matched[document] >= needed);
    return { hits: hits, keys: keys, all: all > 0 || !hits.length };
  }

  // Answers `text`: `listener` is called with what is known, whenever that grows. `wanted` is how many models are
  // enough; the whole answer is worked out without it.
  function ask(text, listener, wanted, plain) {
    let going = true;
    let done = answer(text, found => { if (going) listener(found); }, wanted || Infinity, plain, () => going).catch(() => {
      if (going) listener({ hits: null, total: 0, all: true, complete: false, failed: true, filters: [], words: [] });
    });
    return { done: done, cancel() { going = false; } };
  }

  async function answer(text, listener, wanted, plain, going) {
    await open();
    let query = parse(text), failed = false, admits = null, settled = false;
    let quiet = promise => promise.catch(() => {
      failed = true;
      return null;
    });
    query.names = [];
    if (plain) query.groups = text.split(' ').map(token => Object.assign(group1({ token: token }), { optional: false }));
    if (query.filters.length) {
      await quiet(cardex.use('facets').then(() => cardex.use('meant')));
      if (window.cardexFacets && window.cardexFacets.match) admits = await quiet(window.cardexFacets.match(query.filters));
    }
    let tails = () => query.groups.flatMap(group => group.optional ? [] : group.sources.map(source => source.entry))
      .filter(entry => entry.more || entry.rest);
    let say = async complete => {
      let found = query.groups.length ? evaluate(query, plain) : null;
      let result = { hits: null, total: manifest.models, all: true, complete: complete, failed: failed, filters: query.filters, words: query.words };
      if (!found) {
        if (query.filters.length && wanted < Infinity && admits) {
          result.hits = Uint32Array.from({ length: manifest.models }, (_, at) => at).filter(admits);
          result.total = result.hits.length;
        }
        listener(result);
        return 0;
      }
      let hits = found.hits;
      if (admits) hits = hits.filter(admits);
      if (query.without.length) hits = hits.filter(document => !query.excluded.has(document));
      hits.sort((one, other) => found.keys[other] - found.keys[one] || one - other);
      if (query.phrases.length) hits = await (await texts()).verify(query.phrases, hits, wanted);
      result.hits = Uint32Array.from(hits);
      result.total = hits.length;
      result.all = found.all;
      if (!failed || hits.length || complete) result.failed = failed;
      // That no model has all words is said when it is known: others would be shown, with their records, only to go again.
      let known = found.all || failed || (settled && tails().every(entry => !entry.more && entry.rest.documents));
      if (complete || (hits.length && known)) listener(result);
      return found.all ? hits.length : 0;
    };
    if (!query.groups.length) return say(true);

    let look = (group, token, worth) => quiet(index.shardOf('words', token).then(part => {
      let word = index.wordOf(part, token), alias = part && Object.hasOwn(part[3], token) && part[3][token];
      addWord(group, word, worth);
      if (token === group.word) group.typed = word.names;
      return alias && !plain && Promise.all(alias.split(' ').map(stem => look(group, stem, worth)));
    }));
    let lookAll = (group, tokens, worth) => Promise.all(tokens.map(token => look(group, token, worth)));

    let lookups = [], join = (group, every) => {
      let joins = plain ? [] : group.joins.filter(join => every || join.likely);
      group.joins = group.joins.filter(join => !joins.includes(join));
      return joins.map(join => join.token);
    };
    query.groups.forEach(group => {
      lookups.push(lookAll(group, group.tokens.concat(join(group, false)), 1));
      if (group.prefix && !plain) lookups.push(quiet(begin(group, query.groups.length > 1 ? 2 : 3)));
    });
    if (!plain) lookups.push(quiet(index.shardOf('words', query.squashed + '=').then(part => {
      let whole = index.wordOf(part, query.squashed + '=').names;
      if (whole) query.names.push({ entry: whole, level: 0 });
      for (let at = index.position(part.terms, query.squashed); query.squashed.length > 2 && at < part.terms.length; at += 1) {
        if (!part.terms[at].startsWith(query.squashed)) break;
        if (part.terms[at].endsWith('=')) query.names.push({ entry: index.wordAt(part, at).names, level: 0.5 });
      }
    })));
    query.excluded = new Set();
    let without = query.without.map(word => Object.assign(group1(word), { without: true }));
    lookups.push(Promise.all(without.map(async group => {
      // What the text merely mentions is not left out.
      await lookAll(group, group.tokens, 1);
      for (let { entry } of group.sources) while (await quiet(index.grow(entry, true)));
      group.sources.forEach(({ entry }) => entry.lists.forEach(list => list.documents.forEach(document => query.excluded.add(document))));
    })));
    await Promise.all(lookups);
    if (!going()) return;
    let enough = await say(false);

    // What finds next to nothing may be half typed, written together, or a slip.
    let few = Math.max(2, manifest.models / 2000);
    // A rare word that is, as it was typed, in an id, a title or a tag was meant.
    let named = ({ typed }) => typed && (typed.lists[0].masks || [typed.lists[0].common]).some(mask => mask & 7);
    let count = group => group.sources.reduce((sum, { entry }) => sum + entry.lists[0].documents.length, 0);
    if (!plain) {
      await Promise.all(query.groups.map(async group => {
        if (group.optional || group.named || group.best || count(group) > few) return;
        let tokens = join(group, true);
        await lookAll(group, tokens, 1);
        if (group.prefix && !count(group) && /^[a-z]{5,}$/.test(group.prefix)) await quiet(shorten(group));
        if (count(group) > few || group.word.length < 5 || /\d/.test(group.word) || named(group)) return;
        let others = await quiet(cardex.use('slips').then(() => window.cardexSlips(group.word, count(group)))) || [];
        query.words = query.words.concat(others);
        await Promise.all(others.map(async other => {
          await lookAll(group, [...new Set([other, stem(other)])], SLIP);
        }));
      }));
    }
    if (!going()) return;
    enough = await say(!tails().length);
    if (enough < Math.min(wanted, manifest.models) && query.groups.length > 1 && !enough) {
      await Promise.all(query.groups.map(group => lookAll(group, join(group, true), 1)));
      enough = await say(!tails().length);
    }
    settled = true;
    for (let step of wanted < Infinity ? [1, 2] : [1, 2, 3]) {
      // Where hundreds are ranked already, the least weights would cost more than they tell.
      let last = step === 3 && (plain || enough < RANKED);
      if (!going() || enough >= wanted || !tails().length) return;
      if (step === 3 && !last) return say(true);
      // Of three common words, two known in full may be enough.
      let lists = tails();
      if (step === 2) lists = lists.filter(entry => entry.rest).sort((one, other) => one.rest.any - other.rest.any);
      let rests = [...new Set(lists.map(entry => entry.rest))];
      for (let some of step === 2 ? rests.map(rest => lists.filter(entry => entry.rest === rest)) : [lists]) {
        if (!going() || enough >= wanted) return;
        await Promise.all(some.map(entry => quiet(index.grow(entry, last))));
        enough = await say(!tails().length);
      }
    }
  }

  // What is read in the texts of cards, and only there: phrases, and pieces to show.
  async function texts() {
    await Promise.all([open(), cardex.use('texts')]);
    return window.cardexTexts;
  }

  let snippet = async (ordinal, wanted) => (await texts()).snippet(ordinal, wanted);

  let query = { open, parse, ask, snippet, highlight: (text, list) => window.cardexWords.highlight(text, list) };
  window.cardexQuery = query;
})();
