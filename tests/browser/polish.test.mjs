// What holds on every kind of page: sizes to hit, tables, colours, direction of writing, paper; and the pages about the whole catalog.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { KINDS, LARGE_SITE, SITE, address, files, useChromium, withPage } from './support.mjs';

useChromium();

const KIND_PATHS = [...new Set(Object.values(KINDS))];

// Controls and links smaller than 24 × 24 CSS pixels; links within a sentence are as high as their line, which the rule allows.
const tooSmall = () => [...document.querySelectorAll('a[href], button, input, summary, select, [role=tab]')].filter(element => {
  if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('.visually-hidden, .skip-link')) return false;
  const box = element.getBoundingClientRect();
  if (!box.width || box.height >= 24 && box.width >= 24) return false;
  if (element.closest('.card') && element.matches('input')) return false;
  // Apart from others: a circle of 24 pixels around its middle touches no other target.
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const inline = element.matches('a') && getComputedStyle(element).display === 'inline' && element.closest('p, dd, td, th, caption, li, h1, h2, h3');
  const near = [...document.querySelectorAll('a[href], button, summary')].some(other => {
    if (other === element || !other.checkVisibility()) return false;
    const area = other.getBoundingClientRect();
    const dx = Math.max(area.left - x, 0, x - area.right), dy = Math.max(area.top - y, 0, y - area.bottom);
    return area.width > 0 && Math.hypot(dx, dy) < 12;
  });
  return !inline && near;
}).map(element => `${element.outerHTML.slice(0, 120)} ${element.getBoundingClientRect().width}×${element.getBoundingClientRect().height}`);

test('targets are large enough for fingers', async () => {
  await withPage({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, async page => {
    for (const path of KIND_PATHS) {
      await page.goto(address(path));
      assert.deepEqual(await page.evaluate(tooSmall), [], path);
    }
    await page.goto(address('index.html'));
    await page.evaluate(() => {
      for (const at of [1, 2]) {
        const button = document.body.appendChild(document.createElement('button'));
        button.style.cssText = `position:absolute;top:0;left:${10 * at}px;width:9px;height:9px`;
      }
    });
    assert.ok((await page.evaluate(tooSmall)).length > 0, 'the check sees a small one');
  });
});

// The formula of WCAG 2.
const luminance = hex => {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

test('the colours of the style have the contrast that text and controls need', async () => {
  assert.ok(Math.abs(contrast('#ffffff', '#000000') - 21) < 0.01 && Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01);
  const pairs = [];
  for (const ground of ['bg', 'surface', 'surface2', 'code-bg']) pairs.push(['text', ground, 4.5], ['muted', ground, 4.5]);
  for (const ground of ['bg', 'surface']) pairs.push(['accent', ground, 4.5], ['accent-hover', ground, 4.5], ['control', ground, 3]);
  for (const tone of ['ok', 'warn', 'bad', 'info', 'neutral']) pairs.push([tone, `${tone}-bg`, 4.5]);
  for (const code of ['com', 'kw', 'str', 'num', 'fn']) pairs.push([code, 'code-bg', 4.5]);
  pairs.push(['on-accent', 'accent', 4.5], ['text', 'mark', 4.5], ['ok', 'surface', 3], ['neutral', 'bg', 4.5]);
  for (const colorScheme of ['light', 'dark']) {
    await withPage({ colorScheme }, async page => {
      await page.goto(address('index.html'));
      const value = name => page.evaluate(name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim(), name);
      for (const [ink, ground, least] of pairs) {
        const [a, b] = [await value(ink), await value(ground)];
        assert.match(a + b, /^#[0-9a-f]{6}#[0-9a-f]{6}$/, `${ink} ${ground}`);
        const ratio = contrast(a, b);
        assert.ok(ratio >= least, `${colorScheme}: ${ink} ${a} on ${ground} ${b} has ${ratio.toFixed(2)}, not ${least}`);
      }
    });
  }
});

test('both ways to the dark scheme have the same colours', () => {
  const style = readFileSync(join(SITE, files(SITE, '.css').find(path => /style\./.test(path))), 'utf8');
  const blocks = [...style.matchAll(/:root(?::not\(\[data-theme="?light"?\]\)|\[data-theme="?dark"?\])\s*\{([^}]*)\}/g)]
    .map(match => match[1].replace(/\s+/g, ''));
  assert.equal(blocks.length, 2);
  assert.equal(blocks[0], blocks[1]);
});

test('a card from right to left is set so, and its code is not', async () => {
  await withPage({}, async page => {
    await page.goto(address(KINDS['model with Arabic']));
    const direction = selector => page.locator(selector).first().evaluate(element => getComputedStyle(element).direction);
    assert.equal(await direction('.card'), 'rtl');
    assert.equal(await direction('.card > p'), 'rtl');
    assert.equal(await direction('.snippet pre'), 'ltr');
    assert.equal(await direction('main'), 'ltr');
    const title = await page.locator('h1 bdi').evaluate(element => getComputedStyle(element).unicodeBidi);
    assert.equal(title, 'isolate');
    await page.goto(address(KINDS.home));
    const text = page.locator('.item-title bdi', { hasText: /\p{Script=Arabic}/u }).first();
    if (await text.count()) assert.equal(await text.evaluate(element => getComputedStyle(element).unicodeBidi), 'isolate');
  });
});

test('on paper every kind of page has no navigation and no controls', async () => {
  await withPage({}, async page => {
    for (const path of KIND_PATHS) {
      await page.goto(address(path));
      await page.emulateMedia({ media: 'print' });
      const seen = await page.evaluate(() => [...document.querySelectorAll('nav, button, select, .site-header, .search')]
        .filter(element => element.checkVisibility()).map(element => element.outerHTML.slice(0, 100)));
      assert.deepEqual(seen, [], path);
    }
    await page.goto(address(KINDS.statistics));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.chart').first().isVisible(), true);
    const fill = await page.locator('.chart .bar').first().evaluate(bar => getComputedStyle(bar).fill);
    assert.equal(fill, 'rgb(24, 88, 168)');
  });
});

test('the charts say what they show, with the same numbers in a table', async () => {
  for (const [site, models] of [[SITE, 38], [LARGE_SITE, 125]]) {
    await withPage({}, async (page, { faults }) => {
      await page.goto(address(KINDS.statistics, site));
      const boxes = await page.locator('.chart-box').all();
      assert.equal(boxes.length, 8);
      for (const box of boxes) {
        const heading = await box.locator('h2').textContent();
        if (!await box.locator('svg').count()) continue;
        const label = await box.locator('svg[role=img]').getAttribute('aria-labelledby');
        const [title, description] = await page.evaluate(ids => ids.split(' ').map(id => document.getElementById(id).textContent), label);
        assert.equal(title, heading);
        assert.match(description, / of \d+ models\.$/, heading);
        await box.locator('summary').click();
        const table = await box.locator('tbody tr').evaluateAll(rows => rows.map(row => [row.cells[0].textContent, row.cells[1].textContent]));
        assert.equal(await box.locator('rect').count(), table.length, heading);
        const drawn = await box.locator('text:not(.value)').allTextContents();
        if (/month|year/.test(heading)) continue;
        assert.deepEqual(table.map(row => row[1]), await box.locator('.value').allTextContents(), heading);
        drawn.forEach((text, at) => assert.ok(text === table[at][0] || text.endsWith('…'), `${heading}: ${text}`));
      }
      assert.equal(await page.locator('.fact-row dd').first().textContent(), String(models));
      assert.deepEqual(faults, []);
    });
  }
});

test('a chart keeps within a phone, and the longest bar has room for its number', async () => {
  await withPage({ viewport: { width: 320, height: 740 } }, async page => {
    for (const site of [SITE, LARGE_SITE]) {
      await page.goto(address(KINDS.statistics, site));
      const outside = await page.locator('.chart').evaluateAll(charts => charts.flatMap(chart => {
        const area = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('.value, rect')].filter(element => element.getBoundingClientRect().right > area.right + 1)
          .map(element => element.outerHTML);
      }));
      assert.deepEqual(outside, []);
    }
  });
});

test('what is new names every model once as added, or says that nothing is known', async () => {
  await withPage({}, async page => {
    await page.goto(address(KINDS.changelog));
    const added = await page.locator('.period h3', { hasText: 'Added' }).locator('.count').allTextContents();
    const sum = added.reduce((sum, text) => sum + parseInt(text, 10), 0);
    const unknown = await page.locator('.empty').allTextContents();
    assert.ok(sum === 38 || /not known/.test(unknown.join('')), `${sum} ${unknown}`);
    await page.goto(address(KINDS.changelog, LARGE_SITE));
    assert.match(await page.locator('.empty').textContent(), /not known/, 'the large hub has no dates');
  });
});

test('related models lead to other models, each with a reason', async () => {
  await withPage({}, async page => {
    let found = 0;
    for (const path of KIND_PATHS.filter(path => /^models\/.+\/index\.html$/.test(path))) {
      await page.goto(address(path));
      for (const entry of await page.locator('.related-models li').all()) {
        const href = await entry.locator('a').evaluate(link => link.href);
        assert.notEqual(href, address(path));
        assert.ok((await entry.locator('.reasons').textContent()).trim(), path);
        found += 1;
      }
    }
    assert.ok(found >= 6, `${found} related models`);
  });
});

test('a task explains itself, and its best results go from best to worst', async () => {
  await withPage({}, async page => {
    await page.goto(address('tasks/automatic-speech-recognition/index.html'));
    assert.deepEqual(await page.locator('.flow dd').allTextContents(), ['A recording of speech', 'What was said, often with times']);
    assert.match(await page.locator('.board caption').textContent(), /^Word error rate on Quayside radio/);
    const values = (await page.locator('.board tbody td.num:nth-child(3)').allTextContents()).map(parseFloat);
    assert.ok(values.length >= 3);
    assert.deepEqual(values, [...values].sort((a, b) => a - b));
    assert.deepEqual((await page.locator('.browse h2').allTextContents()).slice(0, 3), ['Related tasks', 'Libraries', 'Languages']);
  });
});
