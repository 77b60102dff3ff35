// Narrow screens, large text, less motion, paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { KINDS, LARGE_SITE, address, modelPages, useChromium, withPage } from './support.mjs';

useChromium();

const tooWide = () => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const widest = [...document.querySelectorAll('body *')].filter(element => {
    for (let at = element.parentElement; at; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return false;
    return element.getBoundingClientRect().right > root.clientWidth + 1;
  });
  return `${root.scrollWidth} of ${root.clientWidth}: ${widest.slice(0, 3).map(element => element.outerHTML.slice(0, 100)).join(' | ')}`;
};

for (const [name, width, size] of [['320 pixels', 320, '100%'], ['text of twice the size', 1280, '200%'],
  ['text of twice the size on a phone', 360, '200%'], ['a tablet', 820, '100%']]) {
  test(`nothing scrolls sideways with ${name}`, async () => {
    await withPage({ viewport: { width, height: 740 } }, async (page, { context }) => {
      // The user's own font size: every length of the theme that holds text follows it.
      const session = await context.newCDPSession(page);
      await session.send('Page.setFontSizes', { fontSizes: { standard: size === '200%' ? 32 : 16, fixed: size === '200%' ? 26 : 13 } });
      const faults = [];
      const addresses = [...new Set([...Object.values(KINDS), ...modelPages])].map(path => address(path));
      for (const url of [...addresses, address('models/page/2/index.html', LARGE_SITE), address('models/index.html', LARGE_SITE)]) {
        await page.goto(url);
        const fault = await page.evaluate(tooWide);
        if (fault) faults.push(`${url}: ${fault}`);
      }
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), size === '200%' ? '32px' : '16px');
      await page.goto(address('index.html'));
      await page.locator('#search-input').fill('quill');
      await page.locator('.search-title').first().waitFor();
      assert.equal(await page.evaluate(tooWide), null, 'with results');
      assert.deepEqual(faults, []);
    });
  });
}

test('with less motion nothing moves', async () => {
  const moving = () => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    return style.transitionDuration.split(',').some(time => parseFloat(time) > 0) || parseFloat(style.animationDuration) > 0
      || style.scrollBehavior === 'smooth';
  }).length;
  await withPage({ reducedMotion: 'reduce' }, async page => {
    for (const path of Object.values(KINDS)) {
      await page.goto(address(path));
      assert.equal(await page.evaluate(moving), 0, path);
    }
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto(address('index.html'));
    assert.ok(await page.evaluate(moving) > 0, 'the check sees what moves');
  });
});

test('on paper a model page has no controls, its whole checksums and every snippet', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await withPage({ colorScheme }, async page => {
      await page.goto(address(KINDS['model with pickles']));
      await page.emulateMedia({ media: 'print', colorScheme });
      for (const selector of ['.site-header', '.toc', '.tabs', 'button', '.crumbs', '.skip-link', '.actions']) {
        for (const element of await page.locator(selector).all()) assert.equal(await element.isVisible(), false, selector);
      }
      const snippets = await page.locator('.snippet').all();
      assert.ok(snippets.length >= 3);
      for (const snippet of snippets) assert.equal(await snippet.isVisible(), true);
      for (const heading of await page.locator('.snippets h3').all()) assert.equal(await heading.isVisible(), true);
      const sums = await page.locator('.sha').evaluateAll(list => list.map(sum => [sum.innerText.trim(),
        sum.scrollWidth <= sum.clientWidth + 1 || getComputedStyle(sum).display === 'inline', getComputedStyle(sum).textOverflow]));
      assert.ok(sums.length >= 4);
      for (const [text, whole] of sums) {
        assert.match(text, /^[0-9a-f]{64}$/);
        assert.ok(whole, text);
      }
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(26, 31, 38)', 'ink, not light on dark');
      const pdf = await page.pdf({ format: 'A4' });
      assert.ok(pdf.length > 10_000);
    });
  }
});
