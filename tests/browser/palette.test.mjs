// The command palette: Ctrl-K, what it finds, what it does, and how it gives the focus back.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { KINDS, SITE, address, useChromium, withPage } from './support.mjs';

useChromium();

const palette = page => page.getByRole('dialog', { name: 'Command palette' });
const input = page => page.getByRole('combobox', { name: 'Find a model, a page or an action' });
const options = page => palette(page).getByRole('option');
const labels = page => options(page).locator('bdi').allTextContents();
const chosen = page => palette(page).locator('[aria-selected=true]');

async function open(page, path = KINDS.about) {
  await page.goto(address(path));
  await page.keyboard.press('Control+k');
  await input(page).waitFor();
  // Pages and terms arrive after the box.
  await options(page).nth(8).waitFor();
}

test('Ctrl-K opens it, Escape closes it and gives the focus back', async () => {
  await withPage({}, async (page, { faults, requests }) => {
    await page.goto(address(KINDS['full model']));
    assert.deepEqual(requests.filter(url => url.includes('palette') || url.includes('search/')), [], 'nothing is loaded before');
    const link = page.locator('.site-nav').getByRole('link', { name: 'Tasks' }).first();
    await link.focus();
    await page.keyboard.press('Control+k');
    await input(page).waitFor();
    assert.equal(await input(page).evaluate(box => box === document.activeElement), true);
    assert.equal(await input(page).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await palette(page).count(), 0);
    assert.equal(await link.evaluate(link => link === document.activeElement), true);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+k');
    assert.equal(await palette(page).count(), 0, 'the same keys close it');
    assert.deepEqual(faults, []);
  });
});

test('it has a button, so that nothing hangs on a shortcut', async () => {
  await withPage({}, async page => {
    await page.goto(address('index.html'));
    const button = page.getByRole('button', { name: /^Command palette/ });
    await button.click();
    await input(page).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await palette(page).count(), 0, 'its own button closes it');
    assert.equal(await button.evaluate(button => button === document.activeElement), true);
  });
});

test('it lists the sections, and leads to terms by their words', async () => {
  await withPage({}, async (page, { faults }) => {
    await open(page);
    assert.deepEqual((await labels(page)).slice(0, 4), ['Home', 'Models', 'Tasks', 'Libraries']);
    await page.keyboard.type('spe rec');
    await page.waitForFunction(() => document.querySelector('[role=option][aria-selected=true] bdi')?.textContent === 'Automatic Speech Recognition');
    assert.equal(await chosen(page).locator('.palette-hint').textContent(), 'Task · 5 models');
    assert.equal(await input(page).getAttribute('aria-activedescendant'), await chosen(page).getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/tasks\/automatic-speech-recognition\/index\.html$/);
    assert.deepEqual(faults, []);
  });
});

test('the arrow keys go round, and what is typed can be searched for', async () => {
  await withPage({}, async page => {
    await open(page);
    await page.keyboard.press('ArrowUp');
    assert.equal(await chosen(page).locator('bdi').textContent(), 'Keyboard shortcuts and settings');
    await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(page).locator('bdi').textContent(), 'Home');
    await page.keyboard.type('qqq/?');
    assert.equal(await input(page).inputValue(), 'qqq/?', 'signs that are shortcuts elsewhere are letters here');
    await page.waitForFunction(() => document.querySelectorAll('dialog [role=option]').length === 1);
    await page.keyboard.press('Enter');
    await page.waitForURL(/models\/index\.html\?q=qqq/);
  });
});

test('it does things: colours, shortcuts, the link of the page', async () => {
  await withPage({ colorScheme: 'light', permissions: ['clipboard-read', 'clipboard-write'] }, async page => {
    const run = async words => {
      await open(page, KINDS.home);
      await page.keyboard.type(words);
      await page.waitForFunction(() => document.querySelector('dialog [role=group] [role=option]'));
      await options(page).filter({ hasText: new RegExp(words, 'i') }).first().click();
      await page.waitForFunction(() => document.activeElement === document.body);
      assert.equal(await palette(page).count(), 0);
    };
    await run('to light');
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
    await run('single-key shortcuts: switch off');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), '', 'the key is off');
    await page.keyboard.press('Control+k');
    await input(page).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement === document.body);
    await run('single-key shortcuts: switch on');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-input');
    await run('copy the link');
    await page.waitForFunction(() => document.querySelector('#status').textContent === 'Copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address(KINDS.home));
    await page.waitForTimeout(300);
    assert.equal(await page.locator('#status').textContent(), 'Copied.', 'late suggestions do not speak over it');
  });
});

test('what arrives while a finger is down does not take the click', async () => {
  await withPage({ colorScheme: 'light' }, async page => {
    await open(page, KINDS.home);
    await page.keyboard.type('to light');
    const option = options(page).filter({ hasText: 'Colours: to light' });
    await option.hover();
    await page.mouse.down();
    await input(page).evaluate(box => box.dispatchEvent(new Event('input')));
    await page.waitForTimeout(100);
    await page.mouse.up();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
    // The button may also be let go elsewhere: then the list goes on.
    await page.keyboard.press('Control+k');
    await input(page).waitFor();
    await page.keyboard.type('to dark');
    await options(page).filter({ hasText: 'Colours: to dark' }).hover();
    await page.mouse.down();
    await page.mouse.move(2, 2);
    await page.mouse.up();
    await input(page).fill('tasks');
    await options(page).filter({ hasText: 'Tasks' }).first().waitFor();
  });
});

test('the single key goes to the search box, and opens the palette where there is no box in sight', async () => {
  await withPage({}, async page => {
    await page.goto(address(KINDS.models));
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-input');
    assert.equal(await palette(page).count(), 0);
    await page.evaluate(() => { document.activeElement.blur(); document.querySelector('.search-box').hidden = true; });
    await page.keyboard.press('/');
    await input(page).waitFor();
    assert.equal(await input(page).inputValue(), '');
  });
});

test('hostile labels stay text', async () => {
  const site = mkdtempSync(join(tmpdir(), 'cardex-'));
  try {
    cpSync(SITE, site, { recursive: true });
    writeFileSync(join(site, 'search/pages.js'),
      `cardex.put('pages','[["\\u003cimg src=x onerror=boom()>","Task","tasks/index.html",1]]');\n`);
    await withPage({}, async (page, { faults }) => {
      await page.goto(address('index.html', site));
      await page.keyboard.press('Control+k');
      await input(page).waitFor();
      await page.keyboard.type('img');
      await options(page).first().waitFor();
      await page.waitForFunction(() => document.querySelector('dialog bdi')?.textContent === '<img src=x onerror=boom()>');
      assert.equal(await palette(page).locator('img').count(), 0);
      assert.deepEqual(faults, []);
    });
  } finally {
    rmSync(site, { recursive: true });
  }
});
