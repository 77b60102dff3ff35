// Every page of the example, opened from file:// in Chromium.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { ADDRESS, ADDRESSED_SITE, KINDS, LARGE_SITE, SITE, address, all, files, useChromium, withPage } from './support.mjs';

useChromium();

// What a page says about its own structure, read in the page.
function structure() {
  const list = selector => [...document.querySelectorAll(selector)];
  const ids = list('[id]').map(element => element.id);
  return {
    h1: list('h1').length,
    levels: list('h1, h2, h3, h4, h5, h6').filter(heading => !heading.closest('[hidden]')).map(heading => Number(heading.tagName[1])),
    doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
    // Markdown has no captions, so a card's own tables have none.
    bareTables: list('table').filter(table => !table.closest('.card') && !table.caption?.textContent.trim()).length,
    looseHeaders: list('th:not([scope])').length,
    targets: list('[href], [src]').map(element => element.getAttribute('href') ?? element.getAttribute('src')),
    foreign: list('[integrity], [crossorigin], script[type=module], [style], [onclick], [onload], style').length,
    policy: list('meta[http-equiv="Content-Security-Policy"]').length,
    title: document.title,
    language: document.documentElement.lang,
  };
}

function checkStructure(path, found) {
  const where = text => `${path}: ${text}`;
  assert.equal(found.h1, 1, where('one h1'));
  found.levels.forEach((level, at) => {
    assert.ok(level <= (found.levels[at - 1] ?? 0) + 1, where(`headings ${found.levels}`));
  });
  assert.deepEqual(found.doubled, [], where('ids that occur twice'));
  assert.equal(found.bareTables, 0, where('tables without a caption'));
  assert.equal(found.looseHeaders, 0, where('th without scope'));
  assert.deepEqual(found.targets.filter(target => target.startsWith('/') || /^(?![a-z]+:).*\/$/i.test(target)), [], where('targets'));
  assert.equal(found.foreign, 0, where('what the policy or file:// would block'));
  assert.equal(found.policy, 1, where('a policy'));
  assert.ok(found.title && found.language, where('title and language'));
}

for (const [name, site] of [['the example', SITE], ['a large hub', LARGE_SITE]]) {
  test(`every page of ${name} loads without a fault and asks for nothing but its own files`, async () => {
    await withPage({}, async (page, { faults, requests }) => {
      const paths = site === SITE ? all : files(site).filter((path, at) => at % 7 === 0 || /page|index\.html$/.test(path)).slice(0, 80);
      for (const path of paths) {
        await page.goto(address(path, site));
        checkStructure(path, await page.evaluate(structure));
      }
      assert.deepEqual(faults, []);
      const root = address('', site);
      assert.deepEqual(requests.filter(url => !url.startsWith(root) && !url.startsWith('data:')), []);
      assert.deepEqual(requests.filter(url => url.startsWith(`${root}search/`) || url.includes('stemmer')), [],
        'the index waits for the search box');
    });
  });
}

test('the scripts use nothing that file:// forbids', () => {
  const scripts = files(SITE, '.js').filter(path => !path.startsWith('search/'));
  assert.ok(scripts.length >= 4);
  for (const path of scripts) {
    const text = readFileSync(join(SITE, path), 'utf8');
    assert.doesNotMatch(text, /\bfetch\(|XMLHttpRequest|new Worker|\bimport\(|serviceWorker|sendBeacon|WebSocket|\beval\(/, path);
  }
});

test('the site works in a folder whose name has a space, a # and an umlaut', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'cardex-'));
  const site = join(parent, 'my models #1 ä 100% ?');
  try {
    cpSync(SITE, site, { recursive: true });
    await withPage({}, async (page, { faults }) => {
      await page.goto(address('index.html', site));
      await page.locator('.site-nav').getByRole('link', { name: 'Models', exact: true }).first().click();
      await page.waitForURL(/models\/index\.html$/);
      await page.locator('.items .item-id a').first().click();
      await page.locator('article.model').waitFor();
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').first().click();
      await page.locator('#search-input').fill('quill');
      await page.locator('.search-title').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('article.model').waitFor();
      await page.goto(address('index.html', site));
      await page.locator('#search-input').fill('quill');
      await page.keyboard.press('Enter');
      await page.waitForURL(/models\/index\.html\?q=quill$/);
      await page.locator('#list-results li a').first().waitFor();
      assert.deepEqual(faults, []);
    });
  } finally {
    rmSync(parent, { recursive: true });
  }
});

// Answers every request to the address from the folder, as a host does; nothing leaves the machine.
async function host(context) {
  await context.route('**/*', route => {
    const { href } = new URL(route.request().url());
    if (!href.startsWith(ADDRESS)) return route.abort();
    const path = decodeURIComponent(href.slice(ADDRESS.length).replace(/[?#].*$/, ''));
    const file = join(ADDRESSED_SITE, path.endsWith('/') || !path ? `${path}index.html` : path);
    if (existsSync(file)) return route.fulfill({ path: file });
    return route.fulfill({ status: 404, path: join(ADDRESSED_SITE, '404.html'), contentType: 'text/html' });
  });
}

test('the same pages work below an address of the web, and the page for a failed address has its style', async () => {
  await withPage({}, async (page, { faults, context }) => {
    await host(context);
    for (const path of Object.values(KINDS)) {
      await page.goto(ADDRESS + path);
      checkStructure(path, await page.evaluate(structure));
      const canonical = await page.locator('link[rel=canonical]').evaluateAll(links => links.map(link => link.href));
      // Search engines are to find the model, not one page for each of its versions.
      const own = path.replace(/\/v\/[^/]+\/index\.html$/, '/index.html');
      if (path !== '404.html') assert.deepEqual(canonical, [ADDRESS + own.replace(/(^|\/)index\.html$/, '$1')], path);
    }
    assert.deepEqual(faults, []);
    await page.goto(`${ADDRESS}x/y/z`);
    assert.equal(await page.locator('h1').textContent(), 'Page not found');
    assert.equal(await page.evaluate(() => [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)
      && document.styleSheets.length), 1);
    await page.locator('#search-input').fill('lantern');
    await page.locator('.search-title').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${ADDRESS}models/lumen-speech/lantern-tts/index.html`);
    assert.deepEqual(faults.filter(fault => !fault.includes('status of 404')), []);
  });
});
