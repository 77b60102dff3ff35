// Leaderboards: their tables, their order, and the ways to them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { LARGE_SITE, SITE, address, all, useChromium, withPage } from './support.mjs';

useChromium();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BOARD = 'leaderboards/automatic-speech-recognition/lumen-speech-quayside-radio/index.html';
const pages = all.filter(path => path.startsWith('leaderboards/'));
const record = JSON.parse(readFileSync(join(SITE, BOARD.replace(/html$/, 'json')), 'utf8'));

// The lines of the first board as they stand: the words of each cell without its hints.
const lines = page => page.locator('table.leaderboard').first().locator('tbody tr').evaluateAll(rows => rows.map(row =>
  [...row.cells].map(cell => (cell.querySelector('a, time, .badge') ?? cell.firstChild)?.textContent.trim() ?? '')));
const column = (found, at) => found.map(line => line[at]);

test('a board stands in the order of its ranks without scripts, and says all that it has', async () => {
  await withPage({ javaScriptEnabled: false }, async (page, { faults }) => {
    await page.goto(address(BOARD));
    const found = await lines(page);
    const board = record.boards[0];
    assert.equal(board.metric.better, 'lower');
    assert.deepEqual(column(found, 0), board.results.map(result => `${result.rank}${result.tied ? '=' : ''}`));
    assert.deepEqual(column(found, 1), board.results.map(result => result.model));
    assert.deepEqual(column(found, 2).map(parseFloat), board.results.map(result => result.value));
    assert.deepEqual(column(found, 4), board.results.map(result => result.claims_verification ? 'verification claimed' : 'self-reported'));
    assert.deepEqual([board.results.some(result => result.tied), new Set(column(found, 4)).size], [true, 2], 'a tie and both provenances');
    assert.equal(await page.locator('thead button').count(), 0, 'no button that does nothing');
    assert.equal(await page.locator('table.leaderboard th:not([scope])').count(), 0);
    assert.deepEqual(faults, []);
  });
});

test('the heads of the columns sort, by mouse and by keyboard, and say so', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.goto(address(BOARD));
    const table = page.locator('table.leaderboard').first();
    const head = name => table.getByRole('columnheader', { name });
    const before = await lines(page);
    assert.equal(await head('Rank').getAttribute('aria-sort'), 'ascending');
    await head('Model').getByRole('button').click();
    assert.deepEqual(column(await lines(page), 1), column(before, 1).toSorted());
    assert.equal(await head('Model').getAttribute('aria-sort'), 'ascending');
    assert.equal(await head('Rank').getAttribute('aria-sort'), null);
    assert.equal(await page.locator('#status').textContent(), 'Sorted by model, ascending.');
    await head('Value').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const values = column(await lines(page), 2).map(parseFloat);
    assert.deepEqual(values, values.toSorted((a, b) => b - a));
    assert.equal(await head('Value').getAttribute('aria-sort'), 'descending');
    // What is not stated is last whichever way.
    for (const direction of ['ascending', 'descending']) {
      await head('Measured').getByRole('button').click();
      assert.equal(await head('Measured').getAttribute('aria-sort'), direction);
      const dates = column(await lines(page), 6);
      assert.deepEqual(dates.map(date => date === 'not stated'), dates.map(date => date === 'not stated').toSorted());
      assert.ok(dates[0] !== 'not stated');
    }
    await head('Rank').getByRole('button').click();
    assert.deepEqual(await lines(page), before, 'and back');
    assert.deepEqual(faults, []);
  });
});

test('ways lead to a board from the navigation, the model, the task, the dataset and the palette', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.goto(address('index.html'));
    await page.locator('.nav-row').getByRole('link', { name: 'Leaderboards' }).click();
    await page.getByRole('link', { name: 'Quayside radio' }).click();
    assert.equal(page.url(), address(BOARD));
    await page.goto(address('models/lumen-speech/quayside-ctc-int8/index.html'));
    await page.getByRole('link', { name: 'joint 3rd of 4' }).click();
    assert.equal(page.url(), `${address(BOARD)}#board-wer-en-test`);
    assert.equal(await page.locator(':target').textContent(), 'Word error rate');
    await page.goto(address('tasks/automatic-speech-recognition/index.html'));
    await page.getByRole('link', { name: 'The whole board' }).click();
    assert.equal(page.url(), `${address(BOARD)}#board-wer-en-test`);
    await page.getByRole('link', { name: 'The dataset' }).click();
    await page.locator('main').getByRole('link', { name: 'Automatic Speech Recognition' }).first().waitFor();
    await page.keyboard.press('Control+k');
    const box = page.locator('dialog').getByRole('combobox');
    await box.fill('Quayside radio · Auto');
    await page.getByRole('option', { name: /Leaderboard/ }).first().waitFor();
    assert.deepEqual(faults, []);
  });
});

test('nothing leads to leaderboards where there are none', async () => {
  await withPage({}, async page => {
    await page.goto(address('index.html', LARGE_SITE));
    assert.equal(await page.getByRole('link', { name: 'Leaderboards' }).count(), 0);
    assert.equal(await page.locator('.nav-row').getByRole('link', { name: 'Organisations' }).count(), 1);
  });
});

test('pages of leaderboards have no fault that axe finds, and none is wider than a phone', async () => {
  assert.ok(pages.length >= 8);
  for (const options of [{}, { colorScheme: 'dark' }, { viewport: { width: 360, height: 740 } }]) {
    await withPage(options, async (page, { faults }) => {
      for (const path of ['leaderboards/index.html', 'leaderboards/automatic-speech-recognition/index.html', BOARD]) {
        await page.goto(address(path));
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { preload: false, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
          .then(({ violations }) => violations.map(rule => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`)));
        assert.deepEqual(found, [], path);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= shown, `${path}: ${wide} of ${shown}`);
      }
      assert.deepEqual(faults, []);
    });
  }
});
