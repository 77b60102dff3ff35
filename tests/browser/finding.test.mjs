// The search box and the list of results, from file:// in Chromium.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { LARGE_SITE, SITE, address, files, useChromium, withPage } from './support.mjs';

useChromium();

const box = page => page.locator('#search-input');
const titles = page => page.locator('.search-popup .search-title');
const found = page => page.locator('#list-results .item');
const ids = page => page.locator('#list-results .item-id a').allTextContents();

async function firstAddress(page, text) {
  await box(page).fill(text);
  await page.waitForFunction(text => document.querySelector('.search-option:last-child')?.href.endsWith(`?q=${encodeURIComponent(text)}`)
    && document.querySelector('.search-title'), text);
  return decodeURIComponent(await page.locator('.search-option').first().evaluate(link => link.getAttribute('href')));
}

test('typing finds models by id, title, parts of names, other separators, words of cards and other languages', async () => {
  for (const [site, cases] of [
    [SITE, [
      ['quill-nlp/quill-1m', 'models/quill-nlp/quill-1m/index.html'],
      ['Quayside CTC Deutsch', 'models/lumen-speech/quayside-ctc-de/index.html'],
      ['lantern', 'models/lumen-speech/lantern-tts/index.html'],
      ['lante', 'models/lumen-speech/lantern-tts/index.html'],
      ['breeze_forecast_2', 'models/northwind-weather/breeze-forecast-2/index.html'],
      ['breezeforecast2', 'models/northwind-weather/breeze-forecast-2/index.html'],
      ['postcard', 'models/harbour-data/churn-logit/index.html'],
      ['Funksprüche', 'models/lumen-speech/quayside-ctc-de/index.html'],
      ['funkspruche', 'models/lumen-speech/quayside-ctc-de/index.html'],
      ['الفصحى', 'models/open-atlas/atlas-translate-en-ar/index.html'],
    ]],
    [LARGE_SITE, [
      ['model-077', 'models/acme/model-077/index.html'],
      ['音声認識', 'models/kana/nihongo-asr/index.html'],
      ['東京', 'models/kana/nihongo-asr/index.html'],
      ['العربية', 'models/masr/tarjama/index.html'],
      ['Größe', 'berlin'],
      ['straßenständen', 'berlin'],
      ['🍎', 'berlin'],
    ]],
  ]) {
    await withPage({}, async (page, { faults }) => {
      await page.goto(address('index.html', site));
      for (const [text, expected] of cases) {
        const first = await firstAddress(page, text);
        assert.ok(first.includes(expected), `${text} finds ${first}`);
      }
      assert.deepEqual(faults, []);
    });
  }
});

test('the index is asked for when the box has the focus, not before, and typing that was faster is not lost', async () => {
  await withPage({}, async (page, { requests }) => {
    await page.goto(address('index.html'));
    const lazy = () => requests.filter(url => /\/search\/|stemmer|search-(query|index|words)/.test(url)).length;
    assert.equal(lazy(), 0);
    await box(page).focus();
    await page.keyboard.type('lantern');
    await titles(page).first().waitFor();
    assert.ok(lazy() >= 8, `${lazy()} files`);
    assert.equal(await titles(page).first().textContent(), 'lumen-speech/lantern-tts');
    assert.deepEqual(await page.locator('.search-option').first().locator('.search-title mark').allTextContents(), ['lantern']);
  });
});

test('the keys of the box: down, up, enter, escape', async () => {
  await withPage({}, async page => {
    await page.goto(address('about/index.html'));
    await page.keyboard.press('/');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), true);
    await page.keyboard.type('quay/');
    assert.equal(await box(page).inputValue(), 'quay/');
    await page.keyboard.press('Backspace');
    await titles(page).nth(1).waitFor();
    const active = () => box(page).getAttribute('aria-activedescendant');
    const chosen = () => page.locator('.search-option[aria-selected=true]').allTextContents();
    assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
    assert.equal(await active(), null);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), await page.locator('.search-option').nth(1).getAttribute('id'));
    assert.equal((await chosen()).length, 1);
    await page.keyboard.press('ArrowUp');
    assert.equal(await active(), await page.locator('.search-option').first().getAttribute('id'));
    await page.keyboard.press('Escape');
    assert.equal(await box(page).inputValue(), '');
    assert.equal(await page.locator('.search-popup').isHidden(), true);
    assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), true);
    await page.keyboard.press('Escape');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), false);
    await page.keyboard.press('/');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), true);
    await page.keyboard.type('lantern');
    await titles(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/lantern-tts\/index\.html$/);
  });
});

test('the last entry of the box leads to all results', async () => {
  await withPage({}, async page => {
    await page.goto(address('index.html'));
    await box(page).fill('quill');
    await titles(page).first().waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/models\/index\.html\?q=quill$/);
    await found(page).first().waitFor();
  });
});

test('the address holds the query: reload and the way back restore the results', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.goto(address('models/index.html'));
    assert.equal(await page.locator('#model-list').isVisible(), true);
    await box(page).fill('marine radio');
    await found(page).first().waitFor();
    assert.match(page.url(), /models\/index\.html\?q=marine\+radio$/);
    assert.equal(await page.locator('#model-list').isVisible(), false);
    const before = await ids(page);
    assert.ok(before.length >= 3 && before.includes('lumen-speech/quayside-ctc'), before.join());
    await page.reload();
    await found(page).first().waitFor();
    assert.equal(await box(page).inputValue(), 'marine radio');
    assert.deepEqual(await ids(page), before);
    await found(page).first().locator('a').click();
    await page.locator('article.model').waitFor();
    await page.goBack();
    await found(page).first().waitFor();
    assert.deepEqual(await ids(page), before);
    assert.equal(await box(page).inputValue(), 'marine radio');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.locator('#model-list').waitFor();
    assert.match(page.url(), /models\/index\.html$/);
    assert.deepEqual(faults, []);
  });
});

test('many results come in pages, and the place stays after the way back', async () => {
  await withPage({}, async page => {
    await page.goto(address('models/index.html', LARGE_SITE));
    await box(page).fill('numbered');
    await page.waitForFunction(() => document.querySelectorAll('#list-results .item').length === 50);
    const first = await ids(page);
    await page.locator('#list-results').getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/q=numbered&page=2$/);
    await page.waitForFunction(() => document.querySelector('#list-results ol').start === 51 && document.querySelectorAll('#list-results .item').length === 50);
    const second = await ids(page);
    assert.equal(new Set([...first, ...second]).size, 100);
    await found(page).first().locator('a').click();
    await page.locator('article.model').waitFor();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('#list-results ol')?.start === 51 && document.querySelectorAll('#list-results .item').length === 50);
    assert.deepEqual(await ids(page), second);
  });
});

test('nothing found is said, shown and announced, and can be cleared', async () => {
  await withPage({}, async page => {
    await page.goto(address('models/index.html'));
    await box(page).fill('zzzzqqq');
    await page.getByText('No model matches').first().waitFor();
    await page.waitForFunction(() => document.querySelector('#status').textContent.includes('No model matches'));
    assert.equal(await found(page).count(), 0);
    assert.equal(await page.locator('.empty').getByRole('button', { name: 'Clear all' }).isVisible(), true);
    await page.goto(address('index.html'));
    await box(page).fill('zzzzqqq');
    await page.locator('.search-option', { hasText: 'No model matches' }).waitFor();
  });
});

test('a text that is written from right to left is, in lists, results and on its page', async () => {
  await withPage({}, async page => {
    const direction = selector => page.locator(`${selector} bdi`, { hasText: 'نموذج صغير' }).first().evaluate(text => getComputedStyle(text).direction);
    await page.goto(address('models/index.html'));
    assert.equal(await direction('.item-text'), 'rtl');
    await box(page).fill('atlas-translate-en-ar');
    await found(page).first().waitFor();
    assert.equal(await direction('#list-results .item-text'), 'rtl');
    await page.goto(address('models/open-atlas/atlas-translate-en-ar/index.html'));
    assert.equal(await direction('.lead'), 'rtl');
    await box(page).fill('atlas-translate-en-ar');
    await titles(page).first().waitFor();
    assert.equal(await direction('.search-description'), 'rtl');
  });
});

test('the text of a query and of a card is text, never markup', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.goto(`${address('models/index.html')}?q=${encodeURIComponent('<img src=x onerror=alert(1)>"\'&')}`);
    await page.locator('#list-results').waitFor();
    assert.equal(await page.locator('#list-results img').count(), 0);
    assert.equal(await box(page).inputValue(), '<img src=x onerror=alert(1)>"\'&');
    assert.deepEqual(faults, []);
  });
});

test('a part of the index that is missing is said, and the list stays', async () => {
  const site = mkdtempSync(join(tmpdir(), 'cardex-'));
  try {
    cpSync(SITE, site, { recursive: true });
    for (const part of files(site, '.js').filter(path => /^search\/words\//.test(path))) rmSync(join(site, part));
    await withPage({}, async page => {
      await page.goto(address('models/index.html', site));
      await box(page).fill('quill');
      await page.getByText('part of the search index could not be loaded').first().waitFor();
      await page.getByRole('button', { name: 'Clear all' }).first().click();
      await page.locator('#model-list').waitFor();
    });
  } finally {
    rmSync(site, { recursive: true });
  }
});

test('the shortcuts of one key can be switched off', async () => {
  await withPage({}, async page => {
    await page.goto(address('about/index.html'));
    await page.getByLabel('Use single-key shortcuts').uncheck();
    await page.locator('h1').click();
    await page.keyboard.press('/');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), false);
    await page.goto(address('index.html'));
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    assert.equal(await box(page).evaluate(input => input === document.activeElement), false);
    assert.match(page.url(), /index\.html$/);
    await page.goto(address('about/index.html'));
    await page.getByLabel('Use single-key shortcuts').check();
    await page.goto(address('index.html'));
    await page.keyboard.press('?');
    await page.waitForURL(/about\/index\.html#about-keys$/);
  });
});
