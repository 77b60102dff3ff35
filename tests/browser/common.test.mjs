// Words of very many models, whose lists are read to the end: `cargo test --test search` writes the files and runs this.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { openSite } from './site-search.mjs';

const engine = createRequire(import.meta.url)('../fixtures/search/elasticlunr.js');
const folder = process.env.CARDEX_SEARCH_SITE;
assert.ok(folder, 'CARDEX_SEARCH_SITE names the folder of the files; cargo test --test search sets it');

const MODELS = 4000;
const models = is => Array.from({ length: MODELS }, (_, number) => number).filter(is).map(number => `acme/m${number}`);
const sorted = list => [...list].sort();

test('what every word is in alone is found in the box and in the list', async () => {
  for (const wanted of [8, undefined]) {
    const found = await openSite(folder).ask('odd seldom ', { wanted });
    assert.deepEqual([Array.from(found.hits), found.all], [[1111], true]);
  }
});

test('that no model has all words is said when it is known', async () => {
  const site = openSite(folder), said = [];
  await site.query.ask('even odd ', found => { said.push([found.hits.length, found.all, [...site.files.keys()].some(path => path.includes('/rest/'))]); }, 8).done;
  assert.deepEqual(said, [[MODELS, false, true]]);
});

test('a word to leave out is one of names, tags, descriptions and headings', async () => {
  const ids = await openSite(folder).ids('even -blue ', { first: Infinity });
  assert.deepEqual(sorted(ids), sorted(models(number => number % 6 === 0)));
});

test('all models of common words come in elasticlunr\'s order', async () => {
  const index = engine.Index.load(JSON.parse(readFileSync(join(folder, 'search/elasticlunr.json'), 'utf8')));
  index.pipeline.reset();
  const site = openSite(folder), { boosts, books } = (await site.cardex.manifest()).terms;
  // Weights within one step of a book are stored as one.
  const step = Math.max(0.002, ...books.map(book => book.low ? Math.sqrt(book.high / book.low) ** (1 / 255) - 1 + 0.001 : 0));
  const fields = Object.fromEntries(index.getFields().map((name, at) => [name, { boost: boosts[at] }]));
  const is = {
    blue: number => number % 3 !== 0 || number % 5 !== 1, even: number => number % 2 === 0,
    odd: number => number % 2 === 1, common: () => true, seldom: number => number % 2 === 0 || number === 1111,
  };
  // Many shares, in tags and in the text: what is read of each ends in bytes of its own.
  const shares = Array.from({ length: 24 }, (_, at) => `w${at}`);
  shares.forEach((word, at) => {
    is[word] = number => number * 7919 % 101 < 40 + 2 * at || number * 6271 % 103 < 80 - at;
  });
  for (const text of [...shares, 'blue', 'even', 'common', 'blue even', 'seldom blue', 'odd seldom common']) {
    const scores = new Map(index.search(text, { fields }).map(hit => [hit.ref, hit.score]));
    const ids = await site.ids(text, { plain: true, first: Infinity });
    assert.deepEqual(sorted(ids), sorted(models(number => text.split(' ').some(word => is[word](number)))), text);
    ids.slice(1).forEach((id, at) => {
      assert.ok(scores.get(id) <= scores.get(ids[at]) * (1 + step), `${text}: ${id} comes after ${ids[at]}`);
    });
  }
});
