// Words that a slip of the finger made others of; src/search/near.rs writes them. Loaded with the first word that finds next to
// nothing, after search-index.js.
(function () {
  'use strict';

  let index = window.cardexIndex;

  // Whether one insertion, omission, other letter or change of two neighbours makes `one` of `other`.
  function isSlip(one, other) {
    let at = 0, end = 0, least = Math.min(one.length, other.length);
    if (Math.abs(one.length - other.length) > 1) return false;
    while (at < least && one[at] === other[at]) at += 1;
    while (end < least - at && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    let left = [one.length - at - end, other.length - at - end];
    return Math.max(...left) === 1 ||
      (left[0] === 2 && left[1] === 2 && one[at] === other[at + 1] && one[at + 1] === other[at]);
  }

  // Words that a slip of the finger made of what was typed: they agree in the first half or in the last.
  window.cardexSlips = async function (word, count) {
    let about = (await cardex.manifest()).near, half = (word.length - 1) >> 1, found = new Map();
    let reversed = word => Array.from(word).reverse().join('');
    let search = async (list, start, word, length, turn) => {
      let files = list ? list.split(' ') : [];
      let beginning = word.slice(0, length), until = index.place(files, beginning + '\uffff');
      for (let file = index.place(files, beginning.slice(0, 5)); files.length && file <= until; file += 1) {
        let last = '';
        (await cardex.part('near', start + file)).split(' ').forEach(text => {
          let [, own, digit] = /^.(.*?)(\d?)$/.exec(text);
          last = last.slice(0, parseInt(text[0], 36)) + own;
          if (last.startsWith(beginning) && last !== word && 2 ** digit >= count * 8 && isSlip(last, word)) found.set(turn(last), Number(digit));
        });
      }
    };
    await Promise.all([
      search(about.forth, 0, word, half, word => word),
      search(about.back, about.start, reversed(word), word.length - half - 1, reversed)
    ]);
    let most = Math.max(...found.values());
    return Array.from(found.keys()).filter(word => found.get(word) >= most - 1).slice(0, 3);
  };
})();
