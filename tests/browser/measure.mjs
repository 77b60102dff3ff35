// What measure-search.mjs and measure-peers.mjs share: the queries, the transports, and what one query costs a page.
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { chromium } from 'playwright-core';

import { openSite } from './site-search.mjs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const SLOWDOWN = 4;
const COMMON = 60;
// A result may take a page this long; a whole index in one file does take it.
const PATIENCE = 180_000;

export const launch = () => chromium.launch({ executablePath: process.env.CARDEX_CHROMIUM || '/usr/bin/chromium', args: FLAGS });

export function options(more = {}) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { each: { type: 'string', default: '12' }, transports: { type: 'string', default: 'file,http' }, ...more },
  });
  // Of one query alone there would be no other to ask further.
  return { ...values, each: Math.max(2, Number(values.each)), transports: values.transports.split(','), folders: positionals };
}

// --- Queries -----------------------------------------------------------------------------------------------

// The terms of a shard and how many models have each, as src/search/mod.rs says.
function terms([, words, bytes]) {
  const data = Buffer.from(bytes, 'base64');
  let at = 0, last = '';
  const number = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = data[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  return words.split(' ').map(word => {
    last = last.slice(0, parseInt(word[0], 36)) + word.slice(1);
    const length = number(), end = at + length, first = number();
    at = end;
    // Those of the first tier.
    return { term: last, hits: first & 1 ? first >> 2 : 0 };
  });
}

// Queries from the site's own words, `each` of a kind; the same for every run.
export async function queries(folder, each) {
  const { cardex } = openSite(folder);
  const { words: family } = await cardex.manifest();
  const words = [];
  for (let number = 0; number < family.first.split(' ').length; number += 1) {
    for (const { term, hits } of terms(await cardex.part('words', number))) if (hits && /^[a-z]{4,}$/.test(term)) words.push({ term, hits });
  }
  words.sort((one, other) => other.hits - one.hits || (one.term < other.term ? -1 : 1));
  const common = words.slice(0, COMMON).map(word => word.term);
  const rare = words.filter(word => word.hits <= 3).map(word => word.term);
  const every = (list, step) => Array.from({ length: each }, (_, at) => list[(at * step) % list.length]);
  const spread = Math.max(1, Math.floor(COMMON / each));
  return {
    rare: every(rare, Math.max(1, Math.floor(rare.length / each))),
    common: every(common, spread),
    'three words': every(common, 1).map((word, at) => `${word} ${common[(at * 7 + 13) % COMMON]} ${common[(at * 11 + 29) % COMMON]}`),
    beginning: every(common, spread).map((word, at) => word.slice(0, 2 + at % 3)),
  };
}

// --- Transports --------------------------------------------------------------------------------------------

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.wasm': 'application/wasm' };
// Of the transport `network`: a middling connection, on which round trips and bytes cost what they do for readers.
const LATENCY = 40, BYTES_PER_MS = 10_000_000 / 8 / 1000;

const bodies = new Map();

// A file as a server sends it: compressed where that is shorter.
function body(path) {
  if (!bodies.has(path)) {
    const plain = readFileSync(path), packed = gzipSync(plain, { level: 6 });
    bodies.set(path, packed.length < plain.length ? { bytes: packed, encoding: 'gzip' } : { bytes: plain });
  }
  return bodies.get(path);
}

// Keeps files ready, so that no reader waits for their compression.
export const prepare = paths => paths.forEach(body);

// Forgets what was sent, when nothing more of it will be asked for.
export const forget = () => bodies.clear();

export const weight = path => body(path).bytes.length;

async function serve(folder, slow) {
  let free = 0, seen = () => {};
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (relative(folder, path).startsWith('..') || !statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    seen(path);
    const { bytes, encoding } = body(path);
    const headers = { 'content-type': TYPES[extname(path)] || 'application/octet-stream', 'content-length': bytes.length };
    if (encoding) headers['content-encoding'] = encoding;
    const send = () => response.writeHead(200, headers).end(bytes);
    if (!slow) return send();
    // Answers share one line: each begins after the round trip and once the line is free.
    free = Math.max(performance.now() + LATENCY, free) + bytes.length / BYTES_PER_MS;
    setTimeout(send, free - performance.now());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: page => `http://127.0.0.1:${server.address().port}/${page}`,
    watch(page, call) { seen = call; },
    close: () => new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

const TRANSPORTS = {
  file: async folder => ({
    address: page => new URL(page, pathToFileURL(`${folder}/`)).href,
    watch(page, call) { page.on('request', request => call(fileURLToPath(request.url().replace(/[?#].*/, '')))); },
    async close() {},
  }),
  http: folder => serve(folder, false),
  network: folder => serve(folder, true),
};

// --- Costs -------------------------------------------------------------------------------------------------

const middle = list => [...list].sort((one, other) => one - other)[list.length >> 1];
const pair = (list, digits = 0) => `${middle(list).toFixed(digits)} / ${Math.max(...list).toFixed(digits)}`;

// One page that is opened for `text`, and asked for `next` afterwards. `target` is a page in a folder: `find` types a
// query and tells the milliseconds until its first result stands there, `counts` which files are the search's, and `extra` which of
// them are there for the pieces of text that results are shown with.
async function cost(browser, target, transport, text, next) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const protocol = await context.newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    let files = new Set();
    transport.watch(page, path => { if (target.counts(path)) files.add(path); });
    await page.goto(transport.address(target.page));
    const ask = async text => {
      const patience = new Promise((_, reject) => { setTimeout(reject, PATIENCE, new Error('no result in time')).unref(); });
      const time = await Promise.race([target.find(page, text), patience]);
      let count;
      do {
        count = files.size;
        await page.waitForTimeout(300);
      } while (files.size !== count);
      const loaded = [...files], sum = paths => paths.reduce((sum, path) => sum + weight(path), 0) / 1000;
      files = new Set();
      return { time, files: loaded.length, bytes: sum(loaded.filter(path => !target.extra(path))), all: sum(loaded) };
    };
    return [await ask(text), await ask(next)];
  } finally {
    await context.close();
  }
}

// Prints rows of a table: what a first and a further query cost, for each transport and each kind of query.
export async function measure(browser, target, transports, kinds) {
  for (const name of transports) {
    const transport = await TRANSPORTS[name](target.folder);
    try {
      for (const [kind, texts] of Object.entries(kinds)) {
        const first = [], further = [];
        for (const [at, text] of texts.entries()) {
          const [one, other] = await cost(browser, target, transport, text, texts[(at + 1) % texts.length]);
          first.push(one);
          further.push(other);
        }
        const of = (list, key) => pair(list.map(cost => cost[key]));
        console.log(`| ${target.name} | ${name} | ${kind} | ${[first, further].map(list =>
          ['bytes', 'all', 'time'].map(key => of(list, key)).join(' | ')).join(' | ')} |`);
      }
    } catch (error) {
      console.log(`| ${target.name} | ${name} | ${error.message.split('\n')[0]} |`);
    } finally {
      await transport.close();
    }
  }
}

export function heading(text) {
  console.log(`\n${text}\n\n| | | | first: KB | with texts | ms | next: KB | with texts | ms |\n|---|---|---|---|---|---|---|---|---|`);
}
