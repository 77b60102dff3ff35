// What a search costs a reader: `npm run measure-search -- SITE… [--each 12] [--transports file,http,network]`. Each site is opened
// in Chromium with the processor slowed four times, its home page anew for every query; words are typed into the box, and the
// time is taken until the first result stands there, then for one more query in the same page. Bytes are those of all
// scripts that were loaded, compressed as a server would.
import { heading, launch, measure, options, queries } from './measure.mjs';

// Milliseconds from typing `text` to its first result or the word that there is none.
const find = (page, text) => page.evaluate(text => new Promise(resolve => {
  const input = document.querySelector('#search-input'), popup = document.querySelector('.search-popup');
  const start = performance.now();
  const look = () => {
    const last = popup.querySelector('.search-option:last-child');
    if (!popup.hidden && last && new URL(last.href).searchParams.get('q') === text) resolve(performance.now() - start);
  };
  new MutationObserver(look).observe(popup, { childList: true, subtree: true, attributes: true });
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}), text);

const { folders, each, transports } = options();
const browser = await launch();
for (const folder of folders) {
  heading(`${folder}: median / greatest of ${each} queries each`);
  const site = {
    name: 'Cardex',
    folder,
    page: 'index.html',
    find,
    counts: path => path.endsWith('.js'),
    // They come after the results.
    extra: path => path.includes('/search/text/'),
  };
  await measure(browser, site, transports, await queries(folder, each));
}
await browser.close();
