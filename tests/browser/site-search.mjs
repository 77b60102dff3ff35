// The search of a built site without a browser: its scripts run in a context of node's, and its data is read from disk.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const THEME = new URL('../../theme/', import.meta.url);

// `files` is what was loaded so far, from path to compressed bytes.
export function openSite(folder) {
  const values = new Map();
  const parts = new Map();
  const files = new Map();
  const context = createContext({ atob, TextDecoder, setTimeout, console });
  const read = path => {
    const text = readFileSync(join(folder, path), 'utf8');
    files.set(path, gzipSync(text, { level: 6 }).length);
    runInContext(text, context);
  };
  const script = name => runInContext(readFileSync(new URL(name, THEME), 'utf8'), context);
  let manifest;
  const cardex = {
    put(name, value) { values.set(name, value); },
    async manifest() {
      if (!manifest) read('search/manifest.js');
      return (manifest ||= parse(values.get('manifest')));
    },
    async data(name, path) {
      if (!values.has(name)) read(path.replace(/\?.*/, ''));
      return values.get(name);
    },
    async part(family, number) {
      const name = `${family}/${number}`;
      if (!parts.has(name)) {
        read(`search/${name}.js`);
        parts.set(name, parse(values.get(name)));
        values.delete(name);
      }
      return parts.get(name);
    },
    async use(name) {
      if (name === 'words' && !context.cardexWords) script('search-words.js');
      if (name === 'texts' && !context.cardexTexts) script('search-texts.js');
      if (name === 'slips' && !context.cardexSlips) script('search-slips.js');
      if (name === 'rest' && !context.cardexRest) script('search-rest.js');
      if (name === 'index' && !context.cardexIndex) script('search-index.js');
      if (name === 'stemmer' && !context.cardexStemmer) script('vendor/stemmer.js');
      if (name === 'query' && !context.cardexQuery) script('search-query.js');
      if (name === 'facets' && !context.cardexFacets) script('facets.js');
      if (name === 'meant' && !context.cardexFacets.match) script('facets-meant.js');
    },
    async records(ordinals) {
      const { records } = await cardex.manifest();
      return Promise.all(Array.from(ordinals, async ordinal =>
        (await cardex.part('records', Math.floor(ordinal / records.size)))[ordinal % records.size]));
    },
  };
  context.window = context;
  context.cardex = cardex;
  const parse = json => runInContext('JSON.parse', context)(json);
  script('search-query.js');
  const query = context.cardexQuery;

  // The last thing that is said to a query, or the first that has hits.
  function ask(text, { wanted, plain } = {}) {
    return new Promise(resolve => {
      let last = null;
      query.ask(text, found => { last = found; }, wanted, plain).done.then(() => resolve(last));
    });
  }
  // The ids of the models that answer.
  async function ids(text, options) {
    const found = await ask(text, options);
    const records = await cardex.records((found.hits || []).slice(0, options?.first ?? 1000));
    return records.map(record => record[0]);
  }
  return { ask, ids, query, cardex, files, context };
}
