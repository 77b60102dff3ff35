// Makes the pictures of docs/images from a built example: `node screenshots.mjs SITE` in tests/browser.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const LARGEST = 200 * 1024;

const PAGES = {
  home: 'index.html',
  models: 'models/index.html?license=apache-2.0&stage=production',
  model: 'models/orchard-vision/leafspot/index.html',
  task: 'tasks/automatic-speech-recognition/index.html',
  compare: 'compare/index.html?m=quill-nlp/quill-1m&m=quill-nlp/quill-1m-instruct',
  statistics: 'statistics/index.html',
};

const WAYS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

const site = process.argv[2];
if (!site) {
  console.error('usage: node screenshots.mjs SITE [FOLDER]');
  process.exit(2);
}
const folder = resolve(process.argv[3] ?? join(dirname(fileURLToPath(import.meta.url)), '../../docs/images'));
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CARDEX_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
for (const [way, options] of Object.entries(WAYS)) {
  const context = await browser.newContext({ deviceScaleFactor: 1, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(PAGES)) {
    const [place, query] = path.split('?');
    await page.goto(pathToFileURL(join(site, place)).href + (query ? `?${query}` : ''));
    // Lists and comparisons are made once their data is there.
    await page.waitForTimeout(800);
    const file = join(folder, `${name}-${way}.png`);
    await page.screenshot({ path: file });
    const { size } = statSync(file);
    console.log(`${name}-${way}.png ${size} bytes`);
    if (size > LARGEST) process.exitCode = 1;
  }
  await context.close();
}
await browser.close();
