// The controls that scripts add: colours, copying, tabs, menus; and the way of the Tab key.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { KINDS, SITE, address, modelPages, useChromium, withPage } from './support.mjs';

useChromium();

const background = page => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(255, 255, 255)';
const DARK = 'rgb(18, 22, 28)';

test('the colours follow the system until one is chosen, and the choice stays', async () => {
  await withPage({ colorScheme: 'dark' }, async page => {
    await page.goto(address('index.html'));
    assert.equal(await background(page), DARK);
    const button = page.locator('.theme-switch');
    assert.equal(await button.getAttribute('aria-label'), 'Colours: auto');
    await button.click();
    assert.equal(await button.getAttribute('aria-label'), 'Colours: light');
    assert.equal(await background(page), LIGHT);
    await page.goto(address(KINDS['full model']));
    assert.equal(await background(page), LIGHT);
    await page.reload();
    assert.equal(await background(page), LIGHT);
    await page.locator('.theme-switch').click();
    assert.equal(await background(page), DARK);
    await page.emulateMedia({ colorScheme: 'light' });
    assert.equal(await background(page), DARK);
    await page.locator('.theme-switch').click();
    assert.equal(await background(page), LIGHT);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });
});

for (const way of ['the clipboard', 'the old command']) {
  test(`every copy button copies its text by ${way}`, async () => {
    await withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page, { faults }) => {
      if (way === 'the old command') {
        await page.addInitScript(() => {
          Object.defineProperty(Clipboard.prototype, 'writeText', { value: () => Promise.reject(new Error('refused')) });
        });
      }
      let sums = 0;
      for (const path of [KINDS['model with pickles'], KINDS['full model']]) {
        await page.goto(address(path));
        const markup = readFileSync(join(SITE, path), 'utf8');
        for (const button of await page.locator('button.copy').all()) {
          if (!await button.isVisible()) continue;
          const expected = await button.evaluate(button => button.closest('.copy-slot')?.dataset.copy
            ?? button.parentElement.querySelector('pre').textContent.replace(/\n$/, ''));
          await button.click();
          await page.waitForFunction(() => document.querySelector('#status').textContent === 'Copied.');
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
          if (/^[0-9a-f]{64}$/.test(expected)) {
            sums += 1;
            assert.ok(markup.includes(`<code class="sha">${expected}</code>`), 'the sum of the page');
          }
          await page.evaluate(() => { document.querySelector('#status').textContent = ''; });
        }
      }
      assert.ok(sums >= 5, `${sums} sums`);
      assert.deepEqual(faults, []);
    });
  });
}

test('snippets are tabs that the arrow keys move through', async () => {
  await withPage({}, async page => {
    await page.goto(address(KINDS['model with pickles']));
    const tabs = page.getByRole('tab');
    const count = await tabs.count();
    assert.ok(count >= 2);
    await tabs.first().focus();
    for (const [key, expected] of [['ArrowRight', 1], ['ArrowLeft', 0], ['ArrowLeft', count - 1], ['ArrowRight', 0], ['End', count - 1],
      ['Home', 0], ['ArrowRight', 1]]) {
      await page.keyboard.press(key);
      assert.deepEqual(await tabs.evaluateAll(tabs => tabs.map(tab => [tab.getAttribute('aria-selected'), tab.tabIndex, tab === document.activeElement])),
        Array.from({ length: count }, (_, at) => [String(at === expected), at === expected ? 0 : -1, at === expected]), key);
      const panels = page.locator('.snippets .snippet');
      for (let at = 0; at < count; at += 1) assert.equal(await panels.nth(at).isVisible(), at === expected, `${key}, panel ${at}`);
    }
    const label = await tabs.nth(1).textContent();
    await tabs.nth(1).click();
    await page.reload();
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), label);
  });
});

test('the contents list leads to every part of a model page', async () => {
  await withPage({}, async page => {
    for (const path of modelPages) {
      await page.goto(address(path));
      const missing = await page.locator('.toc a').evaluateAll(links => links.map(link => decodeURIComponent(link.hash.slice(1)))
        .filter(id => !document.getElementById(id)));
      assert.deepEqual(missing, [], path);
      const sections = await page.locator('article.model section > h2[id]').evaluateAll(list => list.map(heading => heading.id).filter(id => id !== 'facts'));
      const listed = await page.locator('.toc a').evaluateAll(links => links.map(link => link.hash.slice(1)));
      // The card's own title stands beside its heading, so an empty card has no entry.
      assert.deepEqual(sections.filter(id => !listed.includes(id) && id !== 'card'), [], path);
    }
  });
});

test('Tab meets the skip link first, every stop shows its focus and none is behind another', async () => {
  for (const options of [{}, { viewport: { width: 360, height: 740 } }]) {
    await withPage(options, async page => {
      for (const path of [KINDS.home, KINDS.models, KINDS['full model'], KINDS['index of tags'], KINDS.about]) {
        await page.goto(address(path));
        const stops = [];
        for (let step = 0; step < 40; step += 1) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const style = getComputedStyle(element);
            const area = element.getBoundingClientRect();
            return { name: element.outerHTML.slice(0, 90), text: element.textContent.trim(), order: element.tabIndex,
              ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
              around: element.matches('input') && getComputedStyle(element.parentElement).outlineStyle !== 'none',
              seen: area.width > 0 && area.height > 0 && area.bottom > 0 && area.top < innerHeight && area.right > 0 && area.left < innerWidth };
          });
          if (!stop) break;
          stops.push(stop);
        }
        assert.equal(stops[0].text, 'Skip to content', path);
        assert.deepEqual(stops.filter(stop => !(stop.ring || stop.around) || !stop.seen || stop.order > 0), [], path);
        assert.ok(stops.length > 8, `${path}: ${stops.length} stops`);
      }
      await page.goto(address(KINDS.models));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    });
  }
});

test('the menu opens by keyboard and closes by Escape and by a click elsewhere', async () => {
  await withPage({ viewport: { width: 360, height: 740 } }, async page => {
    await page.goto(address('index.html'));
    const menu = page.locator('.nav-menu');
    await menu.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await menu.locator('a').first().isVisible(), true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    assert.equal(await menu.evaluate(menu => menu.open), false);
    assert.equal(await menu.locator('summary').evaluate(summary => summary === document.activeElement), true);
    await page.keyboard.press('Enter');
    await page.mouse.click(10, 700);
    assert.equal(await menu.evaluate(menu => menu.open), false);
  });
});
