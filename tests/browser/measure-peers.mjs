// What other engines cost on the documents of a built site, measured as measure-search.mjs measures ours: `npm run measure-peers --
// SITE… [--each 12] [--transports file,http,network] [--engines elasticlunr,export,minisearch,pagefind]`, after `npm ci` in peers/.
// Each index has every document whole: id, title, description, tags, headings and the text of the card. `export` is the site's own
// search/elasticlunr.json, if it has one.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { forget, heading, launch, measure, options, prepare, queries, weight } from './measure.mjs';
import { write } from './peers/documents.mjs';

const PEERS = fileURLToPath(new URL('peers/', import.meta.url));
const MINUTES = 6, MEMORY = 12_288;
const LIBRARIES = { elasticlunr: 'elasticlunr/elasticlunr.min.js', minisearch: 'minisearch/dist/umd/index.js' };
// Pieces of the text that are shown with results; Pagefind's have the title as well.
const EXTRA = /\/pagefind\/fragment\//;

// The folder of an engine's page and index, or why there is none.
function build(engine, site, documents, folder) {
  mkdirSync(folder);
  for (const name of ['page.html', 'page.js']) copyFileSync(join(PEERS, name), join(folder, name));
  const library = LIBRARIES[engine === 'export' ? 'elasticlunr' : engine];
  if (library) copyFileSync(join(PEERS, 'node_modules', library), join(folder, engine === 'minisearch' ? 'minisearch.js' : 'elasticlunr.min.js'));
  if (engine === 'minisearch') {
    writeFileSync(join(folder, 'settings.js'), readFileSync(join(PEERS, 'settings.mjs'), 'utf8').replace('export ', ''));
  }
  const start = performance.now();
  if (engine === 'export') {
    try {
      const json = readFileSync(join(site, 'search/elasticlunr.json'), 'utf8');
      writeFileSync(join(folder, 'index.json'), json);
      writeFileSync(join(folder, 'index.js'), `put(${JSON.stringify(json)});`);
    } catch (error) {
      return error.message;
    }
  } else {
    const { status, signal, stderr } = spawnSync(process.execPath,
      [`--max-old-space-size=${MEMORY}`, join(PEERS, 'build.mjs'), engine, documents, folder],
      { timeout: MINUTES * 60_000, encoding: 'utf8', maxBuffer: 1e8 });
    if (signal === 'SIGTERM') return `no index in ${MINUTES} minutes`;
    if (status !== 0) return (stderr.match(/^.*(?:Error|FATAL).*$/m) || [signal || `status ${status}`])[0];
  }
  const paths = existsSync(join(folder, 'index.json')) ? [join(folder, 'index.json')]
    : readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  prepare(paths);
  const sum = measured => paths.reduce((total, path) => total + measured(path), 0) / 1e6;
  console.log(`${engine}: built in ${((performance.now() - start) / 1000).toFixed(0)} s, ${sum(path => statSync(path).size).toFixed(1)} MB, `
    + `${sum(weight).toFixed(1)} MB compressed`);
  return null;
}

const { folders, each, transports, engines } = options({ engines: { type: 'string', default: 'elasticlunr,export,minisearch,pagefind' } });
const browser = await launch();
const scratch = mkdtempSync(join(tmpdir(), 'cardex-peers-'));
try {
  for (const [number, site] of folders.entries()) {
    const documents = join(scratch, `${number}.jsonl`);
    console.log(`\n${site}: ${await write(site, documents)} documents, ${(statSync(documents).size / 1e6).toFixed(1)} MB`);
    const kinds = await queries(site, each);
    for (const engine of engines.split(',')) {
      const folder = join(scratch, `${number}-${engine}`);
      const failure = build(engine, site, documents, folder);
      if (failure) {
        console.log(`${engine}: ${failure}`);
      } else {
        heading(`${engine}: median / greatest of ${each} queries each`);
        const target = {
          name: engine,
          folder,
          page: `page.html#engine=${engine === 'export' ? 'elasticlunr' : engine}`,
          find: async (page, text) => (await page.evaluate(text => window.find(text), text)).time,
          counts: path => !/\/page\.(html|js)$/.test(path),
          extra: path => EXTRA.test(path),
        };
        await measure(browser, target, transports, kinds);
      }
      forget();
      rmSync(folder, { recursive: true, force: true });
    }
    rmSync(documents);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
