// The browser's half of the search, without a browser: `cargo test --test search` writes the files and runs this.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { openSite } from './site-search.mjs';

const require = createRequire(import.meta.url);
const engine = require('../fixtures/search/elasticlunr.js');
const stemmer = require('../../theme/vendor/stemmer.js');
const words = require('../../theme/search-words.js');
const table = JSON.parse(readFileSync(new URL('../fixtures/search/tokens.json', import.meta.url), 'utf8'));
const folder = process.env.CARDEX_SEARCH_SITE;
assert.ok(folder, 'CARDEX_SEARCH_SITE names the folder of the files; cargo test --test search sets it');

const site = openSite(folder);
const { query, ids, ask } = site;
const plain = value => JSON.parse(JSON.stringify(value));

test('a text reads as it does for the index', () => {
  assert.ok(table.texts.length > 40);
  for (const { text, pieces } of table.texts) {
    assert.deepEqual(plain(words.read(text).map(piece => piece.parts || [piece.token])), pieces, JSON.stringify(text));
  }
});

test('the stemmer and the stop words are those of the index', () => {
  for (const [word, stem] of table.words) {
    if (!/^[a-z]+$/.test(word)) continue;
    assert.equal(stemmer.stops.has(word) ? null : stemmer.stem(word), stem, word);
    assert.equal(engine.stopWordFilter.stopWords[word] === true ? null : engine.stemmer(word), stem, word);
  }
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
  // Stems of other languages than English, and their words as they stand.
  ['Häuser', ['acme/sprache']], ['haus', ['acme/sprache']], ['worter', ['acme/sprache']], ['wort ', ['acme/sprache']],
  // Slips of the finger, phrases, words to leave out.
  ['whispr', ['openai/whisper.large_v3']], ['wihsper', ['openai/whisper.large_v3']], ['whisperx', ['openai/whisper.large_v3']], ['hwisper', ['openai/whisper.large_v3']],
  ['transcriptoin', ['openai/whisper.large_v3']], ['emcoder', BERT],
  ['"text classification"', BERT.slice(0, 1)], ['"classification text"', []], ['"english text" fill', BERT.slice(0, 1)],
  ['encoder -larger', BERT.slice(0, 1)], ['encoder -passing', BERT],
  // What an object of JavaScript carries is a word like others.
  ['__proto__', ['openai/whisper.large_v3']], ['proto', ['openai/whisper.large_v3']],
  ['constructor', ['openai-community/gpt2']], ['toString', ['openai-community/gpt2']], ['hasOwnProperty', ['openai-community/gpt2']],
  ['docs', []], ['df', []], ['valueOf', []],
  // Long and hostile texts.
  ['z'.repeat(64), ['evil/</script><b>']], ['z'.repeat(5000), ['evil/</script><b>']],
  ['needle', ['evil/</script><b>']], ['filler2999', ['evil/</script><b>']], ['script', ['evil/</script><b>']],
  ['\u2028ends\u2029', ['evil/</script><b>']],
]) {
  test(`${JSON.stringify(text.slice(0, 40))} finds ${expected.length}`, async () => assert.deepEqual(await ids(text), expected));
}

test('a record arrives as it was written', async () => {
  const [record] = await site.cardex.records((await ask('evil')).hits);
  assert.deepEqual(plain(record).slice(0, 3), ['evil/</script><b>', '', '\u2028ends\u2029 \'here\' \\ "there" & <i>']);
});

test('an answer says whether it has every word', async () => {
  assert.equal((await ask('llama 3.1')).all, true);
  assert.equal((await ask('llama zebra')).all, false);
});

test('words rank as elasticlunr itself ranks them', async () => {
  const index = engine.Index.load(JSON.parse(readFileSync(join(folder, 'search/elasticlunr.json'), 'utf8')));
  index.pipeline.reset();
  const fields = { id: 12, title: 10, tags: 5, description: 4, headings: 3, body: 1 };
  const config = { fields: Object.fromEntries(Object.entries(fields).map(([name, boost]) => [name, { boost }])) };
  for (const words of ['bert', 'text', 'languag', 'encod', 'english', 'uncas', 'bert text', 'languag model generat']) {
    const expected = index.search(words, config).map(hit => hit.ref);
    assert.ok(expected.length > 0, words);
    assert.deepEqual(await ids(words, { plain: true }), expected, words);
  }
});

test('a match is marked in the spelling of the text', () => {
  const marked = (text, ...wanted) => plain(words.highlight(text, wanted)).map(({ text, hit }) => hit ? `[${text}]` : text).join('');
  assert.equal(marked('Modèle de café', 'cafe', 'mod'), '[Modèle] de [café]');
  assert.equal(marked('日本語の言語モデル', '言語', '語モ'), '日本語の[言語モ]デル');
  assert.equal(marked('a-b c', 'b'), 'a-[b] c');
});

test('a query is filters, phrases, words to leave out, and words', async () => {
  await ask('x');
  const parsed = plain(query.parse('whisper task:asr -license:"MIT License" Licence:mit -old "large v3" tag:a'));
  assert.deepEqual(parsed.filters, [
    { facet: 'task', value: 'asr', negated: false }, { facet: 'license', value: 'MIT License', negated: true },
    { facet: 'license', value: 'mit', negated: false }, { facet: 'tag', value: 'a', negated: false },
  ]);
  assert.deepEqual(parsed.phrases, [' large v3 ']);
  assert.deepEqual(parsed.without.map(word => word.part), ['old']);
  assert.deepEqual(parsed.groups.map(group => group.word), ['whisper', 'large', 'v3']);
});

test('a snippet is the piece of the text that has the words', async () => {
  const [ordinal] = (await ask('beacon')).hits;
  assert.equal(await query.snippet(ordinal, ['beacon', 'shin']),
    `\u2026 ${'filling '.repeat(4)}the beacon that shines ${'filling '.repeat(12)}filling \u2026`);
  assert.equal(await query.snippet(ordinal, ['absent']), null);
});
