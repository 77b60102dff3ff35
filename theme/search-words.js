// How a text is read, the same as in src/search: tests/fixtures/search/tokens.json holds both to one table. Loaded by
// search-query.js.
(function () {
  'use strict';

  let LONGEST = 64;
  let ACCENTS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;
  let LETTERS = { ς: 'σ', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i' };
  let PAIR = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]/;
  let SIGN = /[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\u{10000}-\u{10ffff}]/u;
  let IGNORED = /[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0000}-\u{e0fff}]/u;
  let WORD = /[\p{Alphabetic}\p{N}\p{M}]/u;

  function fold(text) {
    return text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
      .replace(/[ςßæœþøłđðħı]/g, letter => LETTERS[letter]);
  }

  // The pieces of a text in order: {parts} is a word or a name of several parts, {token} stands alone;
  // `pair` is two characters of a run, `last` the last one of a run, `alone` if it is the whole of it.
  function read(text) {
    let pieces = [], parts = [], part = '', length = 0, apostrophe = false, run = '', count = 0;

    function endPart(beforeApostrophe) {
      if (length && !(length === 1 && (beforeApostrophe || apostrophe))) parts.push(part);
      part = '';
      length = 0;
      apostrophe = beforeApostrophe;
    }
    function endCompound(beforeApostrophe) {
      endPart(beforeApostrophe);
      if (parts.length) pieces.push({ parts: parts });
      parts = [];
    }
    function endRun() {
      if (run) pieces.push({ token: run, last: true, alone: count === 1 });
      run = '';
      count = 0;
    }

    for (let character of fold(text)) {
      if (PAIR.test(character)) {
        endCompound(false);
        if (run) pieces.push({ token: run + character, pair: true });
        run = character;
        count += 1;
        continue;
      }
      endRun();
      if (IGNORED.test(character)) continue;
      if (SIGN.test(character)) {
        endCompound(false);
        pieces.push({ token: character.length > 1 ? 'u' + character.codePointAt(0).toString(16) : character });
      } else if (WORD.test(character)) {
        if (length < LONGEST) part += character;
        length += 1;
      } else if (character === '-' || character === '_' || character === '.') {
        endPart(false);
      } else {
        endCompound(character === '\'' || character === '\u2019');
      }
    }
    endRun();
    endCompound(false);
    return pieces;
  }

  // The words of a text, each {part, whole} of a name or {token}.
  function wordsOf(text) {
    let words = [];
    read(text).forEach(piece => {
      if (piece.parts) {
        let whole = piece.parts.length > 2 ? piece.parts.join('') : null;
        piece.parts.forEach(part => { words.push({ part: part, whole: whole }); });
      } else if (!piece.last || piece.alone) {
        words.push(piece);
      }
    });
    return words;
  }

  function flat(text) {
    return ' ' + read(text).map(piece => piece.parts ? piece.parts.join(' ') : piece.token).join(' ') + ' ';
  }

  // The pieces of `text`, each with whether it answers one of the folded `words`.
  function highlight(text, words) {
    let pieces = [];
    let push = (text, hit) => {
      let last = pieces[pieces.length - 1];
      if (last && last.hit === hit && hit) last.text += text;
      else if (text) pieces.push({ text: text, hit: hit });
    };
    text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u).filter(Boolean).forEach(piece => {
      let folded = fold(piece);
      if (PAIR.test(folded) && folded.length === piece.length) {
        let hit = Array.from(folded, () => false);
        words.forEach(word => {
          for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) hit.fill(true, at, at + word.length);
        });
        hit.forEach((hit, at) => { push(piece[at], hit); });
        return;
      }
      push(piece, words.some(word => word.length > 1 ? folded.startsWith(word) : folded === word));
    });
    return pieces;
  }

  let words = { fold, read, list: wordsOf, flat, highlight, LONGEST, PAIR };
  if (typeof module !== 'undefined') module.exports = words;
  else window.cardexWords = words;
})();
