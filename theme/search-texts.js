// What a query reads in the texts of cards: whether they have a phrase, and the piece that shows why a model was found.
// Loaded with the first of either, after search-words.js.
(function () {
  'use strict';

  let words = window.cardexWords;

  async function textOf(ordinal) {
    let size = (await cardex.manifest()).text.size;
    return (await cardex.part('text', Math.floor(ordinal / size)))[ordinal % size];
  }

  // A common phrase would have a reader load every text.
  let VERIFIED = 320;

  // Those of the first models, in order, whose texts have every phrase; `wanted` of them are enough.
  async function verify(phrases, hits, wanted) {
    let kept = [];
    for (let from = 0; from < Math.min(hits.length, VERIFIED) && kept.length < wanted; from += 16) {
      let some = hits.slice(from, from + 16);
      let [records, texts] = await Promise.all([cardex.records(some), Promise.all(some.map(textOf))]);
      some.forEach((document, at) => {
        let all = records[at].slice(0, 3).concat(texts[at]).map(words.flat);
        if (phrases.every(phrase => all.some(text => text.includes(phrase)))) kept.push(document);
      });
    }
    return kept;
  }

  let AROUND = 160;

  // The piece of a model's text that has the most of the words, or null.
  async function snippet(ordinal, wanted) {
    let body = (await textOf(ordinal))[1], starts = [], at = 0;
    words.highlight(body, wanted).forEach(piece => {
      if (piece.hit) starts.push([at, words.fold(piece.text)]);
      at += piece.text.length;
    });
    let best = 0, from = 0;
    starts.forEach(([start], index) => {
      let within = starts.slice(index, index + 12).filter(([other]) => other < start + AROUND);
      let value = new Set(within.map(other => wanted.findIndex(word => other[1].startsWith(word)))).size * 20 + within.length;
      if (value > best) [best, from] = [value, start];
    });
    if (!best) return null;
    from = from < 40 ? 0 : body.indexOf(' ', from - 40) + 1;
    let end = from + AROUND >= body.length ? body.length : body.lastIndexOf(' ', from + AROUND);
    if (end <= from) end = from + AROUND;
    return (from ? '\u2026 ' : '') + body.slice(from, end) + (end < body.length ? ' \u2026' : '');
  }

  window.cardexTexts = { verify, snippet };
})();
