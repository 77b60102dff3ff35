// Every link of every page leads to a file that is there, and to an id that is in it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';

import { ADDRESS, ADDRESSED_SITE, LARGE_SITE, SITE, files, useChromium, withPage } from './support.mjs';

useChromium();

// Reads many pages with the browser's own parser: their links and their ids.
const read = texts => texts.map(text => {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const links = [...page.querySelectorAll('[href], [src], [action], use')].flatMap(element =>
    ['href', 'src', 'action'].map(name => element.getAttribute(name)).filter(value => value !== null));
  const described = [...page.querySelectorAll('[aria-labelledby], [aria-controls], [aria-describedby], label[for]')].flatMap(element =>
    ['aria-labelledby', 'aria-controls', 'aria-describedby', 'for'].flatMap(name => (element.getAttribute(name) ?? '').split(/\s+/))
      .filter(Boolean).map(id => `#${id}`));
  return { links: [...links, ...described], ids: [...page.querySelectorAll('[id]')].map(element => element.id) };
});

async function broken(site) {
  const paths = files(site);
  const pages = await withPage({}, page => page.evaluate(read, paths.map(path => readFileSync(join(site, path), 'utf8'))));
  const ids = new Map(paths.map((path, at) => [path, new Set(pages[at].ids)]));
  const faults = [];
  let count = 0;
  paths.forEach((path, at) => {
    for (let link of pages[at].links) {
      if (link.startsWith(ADDRESS)) link = posix.relative(dirname(path), link.slice(ADDRESS.length)) + (link.endsWith('/') ? '/' : '');
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue;
      count += 1;
      const [file, fragment] = link.split('#');
      let target = file ? posix.normalize(posix.join(dirname(path), decodeURIComponent(file.split('?')[0]))) : path;
      if (target === '.' || target.endsWith('/')) target = posix.join(target, 'index.html');
      const there = !target.startsWith('..') && existsSync(join(site, target)) && statSync(join(site, target)).isFile();
      if (!there || (fragment && !ids.get(target)?.has(decodeURIComponent(fragment)))) faults.push(`${path} -> ${link}`);
    }
  });
  return { count, faults };
}

for (const [name, site, least] of [['the example', SITE, 3000], ['the example with an address', ADDRESSED_SITE, 3000],
  ['a large hub', LARGE_SITE, 3000]]) {
  test(`${name} has no broken link or anchor`, async () => {
    const { count, faults } = await broken(site);
    assert.deepEqual(faults, []);
    assert.ok(count > least, `${count} links`);
  });
}

test('every page but the one for failed addresses can be reached by links from the first', async () => {
  for (const site of [SITE, LARGE_SITE]) {
    const paths = files(site);
    const pages = await withPage({}, page => page.evaluate(read, paths.map(path => readFileSync(join(site, path), 'utf8'))));
    const links = new Map(paths.map((path, at) => [path, pages[at].links.filter(link => !/^([a-z][a-z0-9+.-]*:|#)/i.test(link))
      .map(link => posix.normalize(posix.join(dirname(path), decodeURIComponent(link.split(/[?#]/)[0]))))]));
    const reached = new Set(['index.html']);
    for (const path of reached) links.get(path)?.filter(link => links.has(link)).forEach(link => reached.add(link));
    assert.deepEqual(paths.filter(path => !reached.has(path)), ['404.html']);
  }
});
