// axe finds nothing on any kind of page, in either scheme and on a phone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { KINDS, LARGE_SITE, address, modelPages, useChromium, withPage } from './support.mjs';

useChromium();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// `preload: false`, because axe would otherwise ask for the stylesheet in a way that file:// forbids.
const run = ([tags, part]) => window.axe.run(part, { preload: false, runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`)));

async function violations(page, url, part = 'html') {
  if (url) await page.goto(url);
  await page.evaluate(axe);
  return (await page.evaluate(run, [TAGS, part])).map(text => `${page.url()}: ${text}`);
}

const MODES = {
  'light': { colorScheme: 'light' },
  'dark': { colorScheme: 'dark' },
  'a phone': { colorScheme: 'light', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  'a dark phone': { colorScheme: 'dark', viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

for (const [mode, options] of Object.entries(MODES)) {
  test(`no violation in ${mode}`, async () => {
    const pages = mode === 'light' ? [...new Set([...Object.values(KINDS), ...modelPages])] : Object.values(KINDS);
    const found = await withPage(options, async (page, { faults }) => {
      const found = [];
      for (const path of pages) found.push(...await violations(page, address(path)));
      found.push(...await violations(page, address('models/page/2/index.html', LARGE_SITE)));
      return [...found, ...faults];
    });
    assert.deepEqual(found, []);
  });

  test(`no violation in ${mode} with results, menus and contents open`, async () => {
    const found = await withPage(options, async (page, { faults }) => {
      const found = [];
      await page.goto(address('index.html'));
      await page.locator('#search-input').fill('quill');
      await page.locator('.search-title').first().waitFor();
      await page.keyboard.press('ArrowDown');
      // Results and menus cover what is under them for as long as they are open, so only they are looked at.
      found.push(...await violations(page, '', '.search-box'));
      await page.goto(address('models/index.html?q=quill').replace('%3F', '?'));
      await page.locator('#list-results li').first().waitFor();
      found.push(...await violations(page));
      await page.goto(address(KINDS['full model']));
      await page.evaluate(() => document.querySelectorAll('main details').forEach(details => { details.open = true; }));
      found.push(...await violations(page));
      await page.locator('.nav-menu > summary').click();
      found.push(...await violations(page, '', 'header'));
      return [...found, ...faults];
    });
    assert.deepEqual(found, []);
  });
}

test('axe sees a fault', async () => {
  await withPage({}, async page => {
    await page.goto(address('index.html'));
    await page.evaluate(() => { document.querySelector('h1').outerHTML = '<h3>Home</h3><img src="data:,">'; });
    const found = await violations(page);
    assert.ok(found.some(text => text.includes('image-alt')), found.join('\n'));
  });
});
