// The pages are valid HTML after the checker of the W3C, and the checker finds faults where there are some.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import vnu from 'vnu-jar';

import { ADDRESSED_SITE, LARGE_SITE, SITE } from './support.mjs';

const check = folder => spawnSync('java', ['-jar', vnu, '--errors-only', '--skip-non-html', folder], { encoding: 'utf8' });

for (const [name, site] of [['the example', SITE], ['the example with an address', ADDRESSED_SITE], ['a large hub', LARGE_SITE]]) {
  test(`${name} is valid HTML`, () => {
    const found = check(site);
    assert.equal(found.stderr, '');
    assert.equal(found.status, 0);
  });
}

test('the checker sees a fault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardex-'));
  writeFileSync(join(folder, 'bad.html'), '<!doctype html><html lang="en"><title>t</title><p><div></p><img src="a">');
  assert.match(check(folder).stderr, /An “img” element must have an “alt” attribute/);
  rmSync(folder, { recursive: true });
});
