// What people look for, and what they should find first. `cargo test --test relevance` builds the sites and runs this.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { openSite } from './site-search.mjs';

const { CARDEX_SITE, CARDEX_QUERIES } = process.env;
assert.ok(CARDEX_SITE && CARDEX_QUERIES, 'CARDEX_SITE names a built site, CARDEX_QUERIES a file; cargo test --test relevance sets them');

const site = openSite(CARDEX_SITE);

// `ids` come first, in this order; with `within` they are among so many, in any order. `total` is how many answer.
for (const { query, ids, within, total } of JSON.parse(readFileSync(CARDEX_QUERIES, 'utf8'))) {
  for (const wanted of [undefined, 8]) {
    test(`${JSON.stringify(query)}${wanted ? ' in the box' : ''}`, async () => {
      const found = await site.ids(query, { wanted, first: 10 });
      if (within) assert.deepEqual(ids.filter(id => !found.slice(0, within).includes(id)), [], found.join(' '));
      else assert.deepEqual(found.slice(0, ids.length), ids, found.join(' '));
      if (total !== undefined) assert.equal((await site.ask(query, { wanted })).total, total);
    });
  }
}
