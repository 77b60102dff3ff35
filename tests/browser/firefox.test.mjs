// The same site in Firefox, which gives every file an origin of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import puppeteer from 'puppeteer-core';

import { KINDS, address } from './support.mjs';

let browser;

before(async () => {
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.CARDEX_FIREFOX,
    headless: true,
    // Puppeteer switches the strict origins of files off, and with them what these tests are about.
    extraPrefsFirefox: { 'security.fileuri.strict_origin_policy': true },
  });
});
after(async () => { await browser?.close(); });

async function withPage(use) {
  const page = await browser.newPage();
  const faults = [];
  page.on('console', message => {
    if (['error', 'warn', 'assert'].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`${page.url()}: ${error}`));
  try {
    await page.setViewport({ width: 1280, height: 800 });
    return await use(page, faults);
  } finally {
    await page.close();
  }
}

const focused = page => page.evaluate(() => document.activeElement?.id);

test('the browser is strict', async () => {
  await withPage(async page => {
    await page.goto(address('index.html'));
    assert.equal(await page.evaluate(() => fetch('models/index.html').then(() => 'read', () => 'refused')), 'refused');
  });
});

test('every kind of page loads without a fault and with its style', async () => {
  await withPage(async (page, faults) => {
    for (const [kind, path] of Object.entries(KINDS)) {
      await page.goto(address(path));
      if (kind === 'not found') continue;
      assert.equal(await page.evaluate(() => document.documentElement.classList.contains('js')
        && getComputedStyle(document.body).fontFamily.includes('system-ui') && !!document.querySelector('.theme-switch')), true, kind);
    }
    assert.deepEqual(faults, []);
  });
});

test('the search finds, and the keyboard leads to a model', async () => {
  await withPage(async (page, faults) => {
    await page.goto(address('index.html'));
    await page.keyboard.press('/');
    assert.equal(await focused(page), 'search-input');
    await page.keyboard.type('lantern');
    await page.waitForSelector('.search-title');
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(page.url(), /lantern-tts\/index\.html$/);
    await page.goto(`${address('models/index.html')}?q=postcard`);
    await page.waitForSelector('#list-results .item-id a');
    assert.equal(await page.$eval('#list-results .item-id a', link => link.textContent), 'harbour-data/churn-logit');
    assert.deepEqual(faults, []);
  });
});

test('tabs, menu and colours answer', async () => {
  await withPage(async (page, faults) => {
    await page.goto(address(KINDS['model with pickles']));
    await page.focus('[role=tab]');
    await page.keyboard.press('ArrowRight');
    assert.deepEqual(await page.$$eval('[role=tab]', tabs => tabs.slice(0, 2).map(tab => tab.getAttribute('aria-selected'))), ['false', 'true']);
    await page.click('.theme-switch');
    await page.click('.theme-switch');
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(18, 22, 28)');
    await page.reload();
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(18, 22, 28)');
    assert.deepEqual(faults, []);
  });
});

test('the search form leads to the list, under the policy of the page', async () => {
  await withPage(async page => {
    await page.goto(address('index.html'));
    await page.type('#search-input', 'quill 1m');
    // The form's own way, past the scripts: `submit()` raises no event that they could answer.
    await Promise.all([page.waitForNavigation(), page.$eval('form.search', form => form.submit())]);
    assert.equal(page.url(), `${address('models/index.html')}?q=quill+1m`);
    await page.waitForSelector('#list-results .item-id a');
  });
});
