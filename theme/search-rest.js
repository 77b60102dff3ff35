// The models of a common word beyond the best, as src/search/gaps.rs writes them. Loaded with the first such word that a
// query has to read to its end.
(function () {
  'use strict';

  // So many ascending numbers from all of `bytes`, and noughts after them: steps through an arithmetic coder with adaptive chances.
  window.cardexRest = function (bytes, count) {
    let magnitudes = new Uint16Array(132).fill(32768), steps = new Uint16Array(264).fill(32768), even = Uint16Array.of(32768);
    let numbers = new Uint32Array(count), next = 0, before = 0, low = 0, high = 0xffffffff, code = 0, at = 0;
    let shift = () => { code = (code << 8 | bytes[at++]) >>> 0; };
    function bit(chances, place) {
      let chance = chances[place], middle = low + (high - low >>> 16) * chance, one = code <= middle;
      if (one) high = middle;
      else low = middle + 1;
      if (chances !== even) chances[place] = one ? chance + (65535 - chance >> 5) : chance - (chance >> 5);
      while ((low ^ high) >>> 24 === 0) {
        low = low << 8 >>> 0;
        high = (high << 8 | 255) >>> 0;
        shift();
      }
      return one;
    }
    for (let byte = 0; byte < 4; byte += 1) shift();
    for (let index = 0; index < count; index += 1) {
      let magnitude = 0, step = 1;
      while (bit(magnitudes, before * 33 + magnitude)) magnitude += 1;
      for (let place = 0; place < magnitude; place += 1) step = step * 2 + bit(place < 3 ? steps : even, place < 3 ? magnitude << 3 | step : 0);
      before = Math.min(magnitude, 3);
      next += step;
      numbers[index] = next - 1;
    }
    return numbers;
  };
})();
