// The browser's half of the search, without a browser: `cargo test --test search` builds the parts and runs this.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const require = createRequire(import.meta.url);
const engine = require('../../theme/vendor/elasticlunr.js');
const query = require('../../theme/search-query.js');
const table = JSON.parse(readFileSync(new URL('../fixtures/search/tokens.json', import.meta.url), 'utf8'));
const folder = process.env.CARDEX_SEARCH_PARTS;
assert.ok(folder, 'CARDEX_SEARCH_PARTS names the folder of the parts; cargo test --test search sets it');

const parts = [];
const indexes = [];
let manifest;
const cardexSearch = {
  manifest(json) { manifest = JSON.parse(json); },
  part(number, records, index) {
    parts[number] = query.load(records, index);
    indexes[number] = engine.Index.load(JSON.parse(index));
  },
};
const run = name => runInNewContext(readFileSync(join(folder, name), 'utf8'), { cardexSearch });
run('manifest.js');
manifest.parts.forEach(part => run(part.url));

const ids = text => query.search(parts, text, engine).records.map(record => record[0]);

test('a text reads as it does for the index', () => {
  assert.ok(table.texts.length > 40);
  for (const { text, pieces } of table.texts) {
    assert.deepEqual(query.read(text).map(piece => piece.parts || [piece.token]), pieces, JSON.stringify(text));
  }
});

test('the stemmer and the stop words are those of the index', () => {
  for (const [word, stem] of table.words) {
    if (!/^[a-z]+$/.test(word)) continue;
    assert.equal(engine.stopWordFilter.stopWords[word] === true ? null : engine.stemmer(word), stem, word);
  }
});

test('the manifest counts what the parts hold', () => {
  assert.deepEqual(manifest.parts.map(part => part.documents), parts.map(part => part.records.length));
  assert.equal(manifest.documents, 11);
});

const BERT = ['google/bert-base-uncased', 'google/bert-large-uncased'];
for (const [text, expected] of [
  // Names: whole, by parts, with other separators and with none, half typed.
  ['google/bert-base-uncased', BERT], ['bert-base-uncased', BERT], ['BERT base', BERT], ['bert-base', BERT],
  ['bert_base', BERT], ['bert.base', BERT], ['bertbase', BERT.slice(0, 1)], ['bertba', BERT.slice(0, 1)],
  ['bertbaseuncased', BERT.slice(0, 1)], ['uncased', [...BERT].reverse()], ['uncas', [...BERT].reverse()], ['bert-large', BERT.slice(1)],
  ['llama-3.1', ['meta-llama/Llama-3.1-8B', 'acme/roadmap']], ['llama 3.1', ['meta-llama/Llama-3.1-8B', 'acme/roadmap']],
  ['Llama_3_1', ['meta-llama/Llama-3.1-8B', 'acme/roadmap']], ['llama3.1', ['meta-llama/Llama-3.1-8B']],
  ['llama31', ['meta-llama/Llama-3.1-8B']],
  ['whisper_large', ['openai/whisper.large_v3']], ['whisper large v3', ['openai/whisper.large_v3']],
  ['whisper.large_v3', ['openai/whisper.large_v3']], ['largev3', ['openai/whisper.large_v3']],
  ['gpt-2', ['openai-community/gpt2', 'acme/roadmap']], ['gpt 2', ['openai-community/gpt2', 'acme/roadmap']],
  ['all-minilm', ['sentence-transformers/all-MiniLM-L6-v2']], ['all', ['sentence-transformers/all-MiniLM-L6-v2']],
  ['unet', ['google/bert-large-uncased']], ['u-net', ['google/bert-large-uncased']],
  // Words: stemmed, half typed, all of them or else some.
  ['transformer ', ['sentence-transformers/all-MiniLM-L6-v2', 'google/bert-base-uncased']],
  ['classificati', ['google/bert-base-uncased']], ['classifying', ['google/bert-base-uncased']],
  ['speech recogn', ['openai/whisper.large_v3']], ['long-form transcription', ['openai/whisper.large_v3']],
  ['the encoder', BERT], ['forecast zebra', ['acme/roadmap']], ['zebra', []], ['', []], ['  ', []], ['- . /', []],
  // Other alphabets, accents, signs.
  ['日本語', ['rinna/japanese-gpt']], ['本語', ['rinna/japanese-gpt']], ['音', ['rinna/japanese-gpt']],
  ['ル', ['rinna/japanese-gpt']], ['モデル', ['rinna/japanese-gpt']], ['𠮷', ['rinna/japanese-gpt']], ['日語', []],
  ['café', ['cafe/modèle-français']], ['cafe\u0301', ['cafe/modèle-français']], ['modele francais', ['cafe/modèle-français']],
  ['oeuvre', ['cafe/modèle-français']], ['moliere', ['cafe/modèle-français']], ['🤗', ['cafe/modèle-français']],
  ['русская', ['ai-forever/ruGPT']], ['РУССК', ['ai-forever/ruGPT']], ['елка', ['ai-forever/ruGPT']],
  // What an object of JavaScript carries is a word like others.
  ['__proto__', ['openai/whisper.large_v3']], ['proto', ['openai/whisper.large_v3']],
  ['constructor', ['openai-community/gpt2']], ['toString', ['openai-community/gpt2']], ['hasOwnProperty', ['openai-community/gpt2']],
  ['docs', []], ['df', []], ['valueOf', []],
  // Long and hostile texts.
  ['z'.repeat(64), ['evil/</script><b>']], ['z'.repeat(5000), ['evil/</script><b>']],
  ['needle', ['evil/</script><b>']], ['filler2999', ['evil/</script><b>']], ['script', ['evil/</script><b>']],
  ['\u2028ends\u2029', ['evil/</script><b>']],
]) {
  test(`${JSON.stringify(text.slice(0, 40))} finds ${expected.length}`, () => assert.deepEqual(ids(text), expected));
}

test('a record arrives as it was written', () => {
  const record = query.search(parts, 'evil', engine).records[0];
  assert.deepEqual(record, ['evil/</script><b>', 'script><b>', '\u2028ends\u2029 \'here\' \\ "there" & <i>',
    'models/evil/</script><b>/index.html', '']);
});

test('an answer says whether it has every word', () => {
  assert.equal(query.search(parts, 'llama 3.1', engine).all, true);
  assert.equal(query.search(parts, 'llama zebra', engine).all, false);
});

test('one word ranks as elasticlunr itself ranks it', () => {
  const fields = { id: 12, title: 10, tags: 5, description: 4, headings: 3, body: 1 };
  const config = { fields: Object.fromEntries(Object.entries(fields).map(([name, boost]) => [name, { boost }])) };
  for (const word of ['bert', 'text', 'languag', 'encod', 'english', 'uncas']) {
    const expected = indexes[0].search(word, config).map(hit => parts[0].records[hit.ref][0]);
    assert.ok(expected.length > 0, word);
    assert.deepEqual(query.search([parts[0]], `${word} `, engine).records.map(record => record[0]), expected, word);
  }
});

test('parts answer alone, so that results can come before the last of them', () => {
  const found = query.search([parts[1]], 'gpt', engine).records.map(record => record[0]);
  assert.deepEqual(found, ['rinna/japanese-gpt', 'openai-community/gpt2']);
});

test('a match is marked in the spelling of the text', () => {
  assert.deepEqual(query.highlight('Modèle de café', 'cafe mod'), [
    { text: 'Modèle', hit: true }, { text: ' ', hit: false }, { text: 'de', hit: false },
    { text: ' ', hit: false }, { text: 'café', hit: true },
  ]);
});
