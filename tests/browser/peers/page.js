// The page of another engine: loads it with the first query, as a search box would, and shows eight results.
'use strict';

const SHOWN = 8, fromFile = location.protocol === 'file:';

function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = path;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${path} could not be loaded`));
    document.head.append(element);
  });
}

let json = null;
function put(text) { json = text; }

// The text of the index: a script's from file://, a file of JSON elsewhere.
async function index() {
  if (!fromFile) return (await fetch('index.json')).text();
  await script('index.js');
  return json;
}

const engines = {
  async elasticlunr() {
    const [text] = await Promise.all([index(), script('elasticlunr.min.js')]);
    const data = JSON.parse(text), ids = data.ids, engine = elasticlunr.Index.load(ids ? data.index : data);
    json = null;
    return async query => engine.search(query, { bool: 'AND', expand: true }).map(hit => async () => (ids ? ids[hit.ref] : hit.ref));
  },
  async minisearch() {
    const [text] = await Promise.all([index(), script('minisearch.js'), script('settings.js')]);
    const engine = MiniSearch.loadJSON(text, MINISEARCH);
    json = null;
    return async query => engine.search(query, { combineWith: 'AND', prefix: true }).map(hit => async () => hit.title);
  },
  async pagefind() {
    const engine = await import('./pagefind/pagefind.js');
    return async query => (await engine.search(query)).results.map(hit => async () => (await hit.data()).meta.title);
  },
};

let engine = null;

// Milliseconds from typing `query` to its first result or the word that there is none.
async function find(query) {
  const start = performance.now(), list = document.querySelector('ol');
  engine ||= engines[new URLSearchParams(location.hash.slice(1)).get('engine')]();
  const hits = await (await engine)(query);
  list.textContent = hits.length ? '' : 'Nothing found';
  let time = hits.length ? 0 : performance.now() - start;
  const show = async hit => {
    const text = await hit();
    list.appendChild(document.createElement('li')).textContent = text;
    time ||= performance.now() - start;
  };
  await Promise.all(hits.slice(0, SHOWN).map(show));
  return { time, hits: hits.length };
}
