// The documents of a built site, for other engines: id, title, description, tags, headings and the card's text, read
// from the pages of its models, so that each engine gets what a reader sees and nothing of the frame around it.
import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

import { openSite } from '../site-search.mjs';

const BLOCKS = /<\/?(?:p|div|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|h[1-6]|pre|br|hr|blockquote|section|details|summary|img)\b[^>]*>/g;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

function plain(html) {
  return html.replace(BLOCKS, ' ').replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return NAMED[name] ?? whole;
      return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
    })
    .replace(/\s+/g, ' ').trim();
}

function between(html, from, to) {
  const start = html.indexOf(from);
  if (start < 0) return '';
  const inside = html.indexOf('>', start + from.length - 1) + 1, end = html.indexOf(to, inside);
  return end < 0 ? '' : html.slice(inside, end);
}

const all = (html, pattern) => [...html.matchAll(pattern)].map(match => plain(match[1]));

function read(html, id) {
  const card = between(html, '<div class="card"', '\n</div>\n</section>\n<section class="facts"');
  const facts = between(html, '<section class="facts"', '</section>');
  return {
    id,
    title: plain(between(html, '<h1', '</h1>')),
    description: plain(between(html, '<p class="lead"', '</p>')),
    // Task, library, licence, languages and datasets stand among the facts, as the tags of the card do.
    tags: [...new Set(all(facts, /<a [^>]*>(.*?)<\/a>/g))],
    headings: all(card, /<h[1-6]\b[^>]*>(.*?)<\/h[1-6]>/gs),
    body: plain(card),
  };
}

// Writes them to a file, one JSON value a line, and tells how many.
export async function write(site, path) {
  const { cardex } = openSite(site);
  const { models, records } = await cardex.manifest();
  const file = createWriteStream(path);
  for (let number = 0; number * records.size < models; number += 1) {
    for (const record of await cardex.part('records', number)) {
      const text = JSON.stringify(read(readFileSync(join(site, record[3]), 'utf8'), record[0]));
      if (!file.write(`${text}\n`)) await once(file, 'drain');
    }
  }
  file.end();
  await once(file, 'finish');
  return models;
}
