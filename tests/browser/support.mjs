// What every test in a browser shares: the sites that `cargo test --test browser` built, Chromium, and the kinds of page.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

function folder(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} names the folder of a built site; cargo test --test browser sets it`);
  return path;
}

// The example hub without an address, the same hub with one, and a hub of 120 models in many languages.
export const SITE = folder('CARDEX_SITE');
export const ADDRESSED_SITE = folder('CARDEX_ADDRESSED_SITE');
export const LARGE_SITE = folder('CARDEX_LARGE_SITE');
export const ADDRESS = 'https://models.example.org/team/catalog/';

export const address = (path, site = SITE) => pathToFileURL(join(site, path)).href;

export function files(site, ending = '.html') {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

export const SECTIONS = ['tasks', 'libraries', 'licenses', 'datasets', 'orgs', 'languages', 'tags'];

// A page that only leads on is left at once: these are visited by nobody.
const leadsOn = path => readFileSync(join(SITE, path), 'utf8').includes('http-equiv="refresh"');
export const all = files(SITE).filter(path => !leadsOn(path));
// The models as they are; pages of earlier versions and of changes are kinds of their own.
export const modelPages = all.filter(path => /^models\/(?!index\.html)(?!page\/)/.test(path) && !path.includes('/v/'));

const COLLECTION = all.find(path => /^collections\/[^/]+\/index/.test(path));

// One page of each kind, several of models: the fullest, the emptiest, right to left, with pictures, without an organisation.
export const KINDS = {
  home: 'index.html',
  models: 'models/index.html',
  compare: 'compare/index.html',
  about: 'about/index.html',
  statistics: 'statistics/index.html',
  changelog: 'changelog/index.html',
  'earlier version': 'models/harbour-data/churn-gbm/v/3.2.0/index.html',
  'changes of a version': 'models/harbour-data/churn-gbm/v/4.0.0/changes/index.html',
  lineage: 'lineage/index.html',
  collections: 'collections/index.html',
  collection: COLLECTION,
  register: 'register/index.html',
  health: 'health/index.html',
  leaderboards: 'leaderboards/index.html',
  'leaderboards of a task': 'leaderboards/text-generation/index.html',
  leaderboard: 'leaderboards/automatic-speech-recognition/lumen-speech-quayside-radio/index.html',
  'not found': '404.html',
  'full model': 'models/quill-nlp/quill-1m/index.html',
  'model with pickles': 'models/quill-nlp/quill-1m-instruct-gguf/index.html',
  'model with little': 'models/harbour-data/crane-counts/index.html',
  'model without organisation': 'models/hello-digits/index.html',
  'model with files of results': 'models/lumen-speech/quayside-ctc-int8/index.html',
  'model in German': 'models/open-atlas/atlas-translate-de-en/index.html',
  'model with Arabic': 'models/open-atlas/atlas-translate-en-ar/index.html',
  'model with Japanese': 'models/orchard-vision/pomona-detect-fuji/index.html',
  'model with pictures': 'models/northwind-weather/breeze-forecast-2/index.html',
};
for (const section of SECTIONS) {
  KINDS[`index of ${section}`] = `${section}/index.html`;
  KINDS[`one of ${section}`] = all.find(path => path.startsWith(`${section}/`) && path !== `${section}/index.html`);
}
for (const [kind, path] of Object.entries(KINDS)) {
  if (!path || !existsSync(join(SITE, path))) throw new Error(`the example hub has no page for: ${kind}`);
}

export const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

let browser;

async function launch() {
  browser = await chromium.launch({ executablePath: process.env.CARDEX_CHROMIUM, args: FLAGS });
}

// To be called once by a test file: starts Chromium before its tests, ends it after them.
export function useChromium() {
  before(launch);
  after(async () => { await browser?.close(); });
}

// Runs `use` with a page whose faults are collected: messages of error level, uncaught errors (a breach of the policy is
// one of the former), and requests that leave the site.
export async function withPage(options, use) {
  // A browser that fell over fails the test that it fell over in, and no other.
  if (!browser.isConnected()) await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`${page.url()}: ${error}`));
  page.on('requestfailed', request => {
    // A picture that a page no longer waits for when it is left is no fault.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') faults.push(`${page.url()}: ${reason}: ${request.url()}`);
  });
  page.on('request', request => requests.push(request.url()));
  try {
    return await use(page, { faults, requests, context });
  } finally {
    await context.close();
  }
}
