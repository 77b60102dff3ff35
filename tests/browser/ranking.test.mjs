// Our ranking beside elasticlunr.js's own, on the standard index of the same models: without prefixes, slips, nearness
// and the preference for all words. `cargo test --test relevance` builds the site and runs this.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { openSite } from './site-search.mjs';

const folder = process.env.CARDEX_SITE;
assert.ok(folder, 'CARDEX_SITE names a site with search/elasticlunr.json; cargo test --test relevance sets it');

const engine = createRequire(import.meta.url)('../fixtures/search/elasticlunr.js');
const index = engine.Index.load(JSON.parse(readFileSync(join(folder, 'search/elasticlunr.json'), 'utf8')));
// The queries are terms already.
index.pipeline.reset();
const site = openSite(folder);
const manifest = await site.cardex.manifest();
const BOOSTS = Object.fromEntries(index.getFields().map((name, at) => [name, { boost: manifest.terms.boosts[at] }]));

// How far apart two weights can lie that are stored as one: a step of the coarsest book. The standard index itself
// has three decimals.
const STEP = Math.max(0.001, ...manifest.terms.books.map(book => book.low ? Math.sqrt(book.high / book.low) ** (1 / 255) - 1 + 0.001 : 0));

function terms(field) {
  const found = [];
  (function walk(node, term) {
    if (node.df > 0) found.push(term);
    for (const letter of Object.keys(node)) if (letter.length === 1) walk(node[letter], term + letter);
  })(index.index[field].root, '');
  return found.sort();
}

// Terms of all fields at even distances, alone and with others.
function queries() {
  const pick = (list, count) => list.filter((_, at) => at % Math.max(1, Math.floor(list.length / count)) === 0);
  const all = index.getFields().map(terms);
  const common = all[2].filter(term => Object.keys(index.index.tags.getDocs(term)).length > 2);
  const single = all.flatMap(list => pick(list, 40));
  const pairs = pick(common, 60).map((term, at) => `${term} ${single[at * 3 % single.length]}`);
  const triples = pick(common, 40).map((term, at) => `${term} ${common[at * 7 % common.length]} ${single[at * 5 % single.length]}`);
  return [...new Set([...single, ...pairs, ...triples])].filter(text => new Set(text.split(' ')).size === text.split(' ').length);
}

test('the order is elasticlunr\'s', async t => {
  const asked = queries();
  let differing = 0;
  for (const text of asked) {
    const scores = new Map(index.search(text, { fields: BOOSTS }).map(hit => [hit.ref, hit.score]));
    const ours = await site.ids(text, { plain: true, first: Infinity });
    assert.deepEqual([...ours].sort(), [...scores.keys()].sort(), `${text}: the same models`);
    ours.slice(1).forEach((id, at) => {
      const [before, score] = [scores.get(ours[at]), scores.get(id)];
      if (score > before) differing += 1;
      assert.ok(score <= before * (1 + STEP), `${text}: ${id} has ${score}, and comes after ${ours[at]} with ${before}`);
    });
  }
  assert.ok(asked.length >= 200, `${asked.length} queries`);
  t.diagnostic(`${asked.length} queries over ${manifest.models} models; step ${(STEP * 100).toFixed(2)} %; ${differing} neighbours within it`);
});
