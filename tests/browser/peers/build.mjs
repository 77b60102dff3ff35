// Builds one engine's index: `node build.mjs ENGINE DOCUMENTS FOLDER`. A process of its own, so that memory and time that
// an engine needs can be bounded and told.
import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const [engine, documents, folder] = process.argv.slice(2);

const lines = () => createInterface({ input: createReadStream(documents), crlfDelay: Infinity });

// From file:// a page can load nothing but scripts; a quoted text is parsed faster than an object literal.
function put(json) {
  writeFileSync(join(folder, 'index.json'), json);
  writeFileSync(join(folder, 'index.js'), `put(${JSON.stringify(json).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')});`);
}

const engines = {
  // References are numbers, since an id would be written behind every word; ids come along in a list.
  async elasticlunr() {
    const { default: elasticlunr } = await import('elasticlunr');
    const index = elasticlunr(function () {
      for (const field of ['id', 'title', 'description', 'tags', 'headings', 'body']) this.addField(field);
      this.setRef('number');
      this.saveDocument(false);
    });
    const ids = [];
    for await (const line of lines()) {
      const document = JSON.parse(line);
      index.addDoc({ ...document, tags: document.tags.join(' '), headings: document.headings.join(' '), number: ids.length });
      ids.push(document.id);
    }
    put(JSON.stringify({ ids, index }));
  },
  async minisearch() {
    const { default: MiniSearch } = await import('minisearch');
    const { MINISEARCH } = await import('./settings.mjs');
    const index = new MiniSearch(MINISEARCH);
    let number = 0;
    for await (const line of lines()) {
      const document = JSON.parse(line);
      index.add({ ...document, number, tags: document.tags.join(' '), headings: document.headings.join(' ') });
      number += 1;
    }
    put(JSON.stringify(index));
  },
  async pagefind() {
    const { createIndex, close } = await import('pagefind');
    const { index } = await createIndex({ forceLanguage: 'en' });
    const escape = text => text.replace(/[&<>]/g, letter => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter]);
    let waiting = [];
    const settle = async () => {
      for (const { errors } of await Promise.all(waiting)) if (errors.length) throw new Error(errors.join('; '));
      waiting = [];
    };
    for await (const line of lines()) {
      const { id, title, description, tags, headings, body } = JSON.parse(line);
      // Headings are in the text too, where they weigh no more than it; here they weigh what headings do.
      const content = `<html lang="en"><body><h1>${escape(title)}</h1><p>${escape(id)}</p><p>${escape(description)}</p><p>${escape(tags.join(', '))}</p>`
        + `${headings.map(text => `<h2>${escape(text)}</h2>`).join('')}<p>${escape(body)}</p></body></html>`;
      waiting.push(index.addHTMLFile({ url: `/${id}/`, content }));
      if (waiting.length === 256) await settle();
    }
    await settle();
    const { errors } = await index.writeFiles({ outputPath: join(folder, 'pagefind') });
    if (errors.length) throw new Error(errors.join('; '));
    await close();
  },
};

await engines[engine]();
