// What a filter costs a reader: `npm run measure-facets -- SITE…`. The list of each site is opened from file:// in Chromium with
// the processor slowed four times; values of several facets are ticked one after the other, and the time is taken until the
// count says the new number, until the first models stand there, and until the page of them is whole.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const SLOWDOWN = 4;
const FACETS = ['task', 'library', 'license', 'params'];
const EACH = 4;

// Milliseconds from a click on a value to each of the three moments.
const tick = (page, facet, at) => page.evaluate(([facet, at]) => new Promise(resolve => {
  const input = document.querySelectorAll(`#facet-${facet} + div input[type=checkbox]`)[at];
  if (!input) return resolve(null);
  const count = document.querySelector('.list-count'), results = document.getElementById('list-results');
  const before = count.textContent, old = new Set(results.querySelectorAll('.item'));
  const start = performance.now();
  const times = [];
  const look = () => {
    const now = performance.now() - start;
    if (!times.length && count.textContent !== before) times.push(now);
    if (!times.length) return;
    const items = [...results.querySelectorAll('.item')].filter(item => !old.has(item));
    const whole = Math.min(50, Number.parseInt(count.textContent, 10));
    if (times.length === 1 && items.length) times.push(now);
    if (items.length >= whole) {
      observer.disconnect();
      resolve([times[0], times[1] ?? now, now]);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  input.click();
}), [facet, at]);

const middle = list => [...list].sort((one, other) => one - other)[list.length >> 1];
const row = list => `${middle(list).toFixed(0)} / ${Math.max(...list).toFixed(0)} ms`;

const browser = await chromium.launch({ executablePath: process.env.CARDEX_CHROMIUM || '/usr/bin/chromium', args: FLAGS });
for (const folder of process.argv.slice(2)) {
  const times = [[], [], []];
  const opened = [];
  for (const facet of FACETS) {
    for (let at = 0; at < EACH; at += 1) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
      const start = performance.now();
      await page.goto(pathToFileURL(join(folder, 'models/index.html')).href);
      // A large catalog loads its filters when somebody is there to use them.
      await page.locator('.list-tools').waitFor();
      await page.mouse.move(200, 200);
      await page.locator('.facets input').first().waitFor({ state: 'attached' });
      opened.push(performance.now() - start);
      const found = await tick(page, facet, at);
      found?.forEach((time, moment) => times[moment].push(time));
      await context.close();
    }
  }
  console.log(`${folder}: median / greatest of ${times[0].length} clicks: counts ${row(times[0])}, first models ${row(times[1])},`
    + ` whole page ${row(times[2])}; filters ready after ${row(opened)}`);
}
await browser.close();
