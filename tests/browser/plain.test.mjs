// The site without scripts: everything can be read, everything can be reached, nothing pretends to work.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KINDS, LARGE_SITE, SITE, address, files, useChromium, withPage } from './support.mjs';

useChromium();

const OFF = { javaScriptEnabled: false };

test('the list and its pages lead to every model', async () => {
  for (const [site, pages] of [[SITE, 1], [LARGE_SITE, 3]]) {
    await withPage(OFF, async page => {
      const met = new Set();
      await page.goto(address('models/index.html', site));
      for (let number = 1; ; number += 1) {
        for (const link of await page.locator('#model-list .item-id a').all()) met.add(new URL(await link.getAttribute('href'), page.url()).href);
        const next = page.getByRole('link', { name: 'Next' });
        if (await next.count() === 0) {
          assert.equal(number, pages);
          break;
        }
        await next.click();
        await page.waitForURL(`**/models/page/${number + 1}/index.html`);
      }
      const expected = files(site).filter(path => /^models\/(?!index\.html)(?!page\/)/.test(path) && !/\/(v\/|@)/.test(path)).map(path => address(path, site));
      assert.deepEqual([...met].sort(), expected.sort());
    });
  }
});

test('no control is dead, every snippet, table and checksum is there', async () => {
  await withPage(OFF, async (page, { faults }) => {
    for (const path of Object.values(KINDS)) {
      await page.goto(address(path));
      assert.equal(await page.locator('button:visible, select:visible, input:not([type=search], [disabled]):visible, [role=tab]').count(), 0, path);
      for (const element of await page.locator(':is(.snippet, .snippet h3, table, .sha):not(details:not([open]) *)').all()) assert.equal(await element.isVisible(), true, path);
      if (path !== KINDS['not found']) assert.equal(await page.locator('.search-note').first().isVisible(), true, path);
    }
    await page.goto(address(KINDS['full model']));
    await page.locator('.toc a').first().isVisible();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('.nav-menu > summary').click();
    assert.equal(await page.locator('.nav-menu a').first().isVisible(), true);
    assert.deepEqual(faults, []);
  });
});

test('the search form leads to the list, under the policy of the page', async () => {
  await withPage(OFF, async (page, { faults }) => {
    for (const path of [KINDS.home, KINDS['full model'], KINDS.models, KINDS['one of tags']]) {
      await page.goto(address(path));
      await page.locator('#search-input').fill('quill 1m');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${address('models/index.html')}?q=quill+1m`);
      assert.equal(await page.locator('#model-list .item-id').first().isVisible(), true);
    }
    assert.deepEqual(faults, []);
  });
});

test('dark follows the system', async () => {
  await withPage({ ...OFF, colorScheme: 'dark' }, async page => {
    await page.goto(address('index.html'));
    assert.equal(await page.locator('html').evaluate(root => getComputedStyle(root).backgroundColor), 'rgb(18, 22, 28)');
  });
});
