// The page that compares models, and the shortlist that leads to it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { LARGE_SITE, SITE, address, useChromium, withPage } from './support.mjs';

useChromium();

const MODELS = ['lumen-speech/quayside-ctc', 'lumen-speech/quayside-stream', 'lumen-speech/quayside-ctc-de'];
const compare = (ids, site = SITE) => address('compare/index.html', site) + (ids.length ? `?${ids.map(id => `m=${encodeURIComponent(id)}`).join('&')}` : '');
const rows = page => page.locator('.compare tbody tr:not(.group)').evaluateAll(rows => rows.map(row => ({
  group: row.parentElement.querySelector('.group').textContent,
  label: row.querySelector('th bdi').textContent, hint: row.querySelector('.setting')?.textContent ?? '',
  cells: [...row.querySelectorAll('td')].map(cell => cell.querySelector('bdi')?.textContent ?? ''),
  best: [...row.querySelectorAll('td')].map(cell => !!cell.querySelector('.badge')),
  differs: !!row.querySelector('.differs'),
})));
const ready = page => page.locator('.compare tbody tr').first().waitFor();
const record = id => {
  const head = JSON.parse(readFileSync(join(SITE, 'api/v1/models.json'), 'utf8')).models.find(model => model.id === id);
  return JSON.parse(readFileSync(join(SITE, head.api), 'utf8'));
};

test('rows are grouped, hold what the cards say, and say where the models differ', async () => {
  await withPage({}, async (page, { faults, requests }) => {
    await page.goto(compare(MODELS));
    await ready(page);
    const found = await rows(page);
    const ALONE = 'Evaluation, reported by one of them';
    assert.deepEqual([...new Set(found.map(row => row.group))], ['Facts', 'Evaluation', ALONE, 'Files', 'Tags']);
    for (const row of found) assert.equal(row.differs, new Set(row.cells).size > 1, row.label);
    const tags = MODELS.map(id => record(id).cardData.tags ?? []);
    assert.deepEqual(found.filter(row => row.group === 'Tags').map(row => [row.label, row.cells]),
      [...new Set(tags.flat())].sort().map(tag => [tag, tags.map(own => own.includes(tag) ? 'yes' : 'no')]));
    const library = found.find(row => row.label === 'Library');
    assert.equal(library.cells.length, 3);
    // A place for each value that a card states, one row for each place.
    const key = (result, metric) => JSON.stringify([result.task?.type ?? result.task?.name, result.dataset.type ?? result.dataset.name, result.dataset.config, result.dataset.split, result.dataset.revision, metric.type]);
    const values = MODELS.map(id => (record(id)['model-index'] ?? []).flatMap(index => index.results)
      .flatMap(result => result.metrics.map(metric => [key(result, metric), String(metric.value)])));
    // What two or more report comes first.
    const places = [...new Set(values.flat().map(([place]) => place))];
    const of = place => values.map(own => parseFloat(own.find(value => value[0] === place)?.[1]) || '');
    const isShared = place => of(place).filter(Boolean).length > 1;
    for (const [group, kept] of [['Evaluation', places.filter(isShared)], [ALONE, places.filter(place => !isShared(place))]]) {
      assert.deepEqual(found.filter(row => row.group === group).map(row => row.cells.map(cell => parseFloat(cell) || '')), kept.map(of));
      assert.ok(kept.length > 0);
    }
    // A script for each model at most.
    assert.ok(requests.filter(url => url.includes('/search/compare/')).length <= MODELS.length);
    assert.deepEqual(faults, []);
  });
});

test('only differences hides equal rows exactly', async () => {
  await withPage({}, async page => {
    await page.goto(compare(MODELS));
    await ready(page);
    const all = await rows(page);
    assert.ok(all.some(row => row.differs) && all.some(row => !row.differs));
    await page.getByLabel('Only differences').check();
    assert.deepEqual(await rows(page), all.filter(row => row.differs));
    assert.equal(await page.getByLabel('Only differences').evaluate(box => box === document.activeElement), true);
    await page.getByLabel('Only differences').uncheck();
    assert.deepEqual(await rows(page), all);
  });
});

test('the best value is marked only where its direction is known and its setting the same', async () => {
  await withPage({}, async page => {
    let marked = 0;
    for (const ids of [MODELS, ['quill-nlp/quill-1m', 'quill-nlp/quill-1m-instruct', 'quill-nlp/quill-1m-merge'], ['harbour-data/churn-gbm', 'harbour-data/churn-logit']]) {
      await page.goto(compare(ids));
      await ready(page);
      for (const row of await rows(page)) {
        const values = row.cells.filter(Boolean).map(parseFloat);
        const direction = /(higher|lower) is better$/.exec(row.hint)?.[1];
        const expected = direction && values.length > 1 && new Set(values).size > 1
          ? row.cells.map(cell => cell !== '' && parseFloat(cell) === Math[direction === 'higher' ? 'max' : 'min'](...values)) : row.cells.map(() => false);
        assert.deepEqual(row.best, expected, `${row.label} ${row.hint}`);
        marked += row.best.filter(Boolean).length;
      }
    }
    assert.ok(marked > 0, 'some value is the best');
  });
});

test('values that cannot be weighed have no best one', async () => {
  await withPage({}, async page => {
    await page.goto(compare(MODELS.slice(0, 2)));
    await ready(page);
    const best = (one, other, more = {}) => page.evaluate(([ids, one, other, more]) => {
      const outcome = (value, number) => ({ key: 'k', metric: 'M', on: 'task', direction: 'higher is better', share: true, value, number, ...more });
      const model = (id, results) => ({ id, title: '', path: '', badges: [], facts: [], files: [], tags: [], results: results.map(result => outcome(...result)) });
      const part = window.cardex.part;
      window.cardex.part = () => Promise.resolve([model('x/a', one), model('x/b', other)]);
      document.querySelector('#compare').replaceChildren();
      return new Promise(done => {
        const script = document.createElement('script');
        script.src = document.querySelector('script[src*="compare."]').src;
        history.replaceState(null, '', '?m=x/a&m=x/b');
        script.onload = () => setTimeout(() => {
          window.cardex.part = part;
          done([...document.querySelectorAll('.compare tbody td')].map(cell => !!cell.querySelector('.badge')));
        }, 50);
        document.head.append(script);
      });
    }, [MODELS, one, other, more]);
    assert.deepEqual(await best([['0.9', 0.9]], [['0.8', 0.8]]), [true, false]);
    assert.deepEqual(await best([['0.9', 0.9]], [['0.8', 0.8]], { direction: 'lower is better' }), [false, true]);
    assert.deepEqual(await best([['0.9', 0.9]], [['0.8', 0.8]], { direction: '' }), [false, false], 'no direction');
    assert.deepEqual(await best([['0.9', 0.9]], [['80', 80]]), [false, false], 'a share and percents');
    assert.deepEqual(await best([['0.9', 0.9]], [['80', 80]], { share: false }), [false, true]);
    assert.deepEqual(await best([['0.9', 0.9], ['0.7', 0.7]], [['0.8', 0.8]]), [false, false], 'two values of one model');
    assert.deepEqual(await best([['0.9 ± 0.1', null]], [['0.8', 0.8]]), [false, false], 'not a number');
    assert.deepEqual(await best([['0.9', 0.9]], [['0.9', 0.9]]), [false, false], 'equal');
    assert.deepEqual(await best([['0.9', 0.9]], []), [false, false], 'one alone');
  });
});

test('models are added and removed, and the address follows', async () => {
  await withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page, { faults }) => {
    await page.goto(compare([]));
    await page.getByText('Choose two to four models').waitFor();
    for (const id of MODELS) {
      await page.getByLabel('Add a model').fill(id);
      await page.keyboard.press('Enter');
      await page.locator('.compare thead').getByText(id, { exact: true }).waitFor();
    }
    assert.deepEqual(new URL(page.url()).searchParams.getAll('m'), MODELS);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.waitForFunction(() => document.querySelector('#status').textContent === 'Copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.getByRole('button', { name: `Remove ${MODELS[1]}` }).click();
    await page.waitForFunction(() => document.querySelectorAll('.compare thead th').length === 2);
    assert.deepEqual(new URL(page.url()).searchParams.getAll('m'), [MODELS[0], MODELS[2]]);
    await page.getByLabel('Add a model').fill('no/such');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#status').textContent.includes('no model no/such'));
    await page.goto(compare([MODELS[0], 'no/such <b>', MODELS[1]]));
    await page.getByText('There is no model no/such <b> in this catalog.').waitFor();
    await page.getByRole('button', { name: 'Leave it out' }).click();
    await page.waitForFunction(() => !document.querySelector('.missing'));
    assert.deepEqual(new URL(page.url()).searchParams.getAll('m'), [MODELS[0], MODELS[1]]);
    assert.deepEqual(faults, []);
  });
});

test('the search suggests what can be added', async () => {
  await withPage({}, async page => {
    await page.goto(compare(MODELS.slice(0, 1)));
    await page.getByLabel('Add a model').fill('lantern');
    await page.waitForFunction(() => document.querySelector('#compare-ids option')?.value === 'lumen-speech/lantern-tts');
  });
});

test('the shortlist is kept across pages, has four models at most, and leads to the comparison', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.goto(address('models/index.html'));
    const toggles = page.locator('#model-list .pick');
    for (let at = 0; at < 3; at += 1) await toggles.nth(at).click();
    const ids = (await page.locator('#model-list .item-id a').allTextContents()).slice(0, 3);
    const tray = page.getByRole('complementary', { name: 'Models to compare' });
    assert.equal(await tray.locator('a').textContent(), 'Compare 3 models');
    // The order of the list is that of the last changes: the last model is none of the first four.
    const last = page.locator('#model-list .item-id a').last();
    const other = await last.textContent();
    await last.click();
    const toggle = page.getByRole('button', { name: `Compare ${other}`, exact: true });
    await toggle.click();
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    await page.goto(address('models/index.html'));
    assert.deepEqual(await toggles.evaluateAll(toggles => toggles.slice(0, 4).map(toggle => toggle.getAttribute('aria-pressed'))), ['true', 'true', 'true', 'false']);
    await toggles.nth(3).click();
    await page.waitForFunction(() => document.querySelector('#status').textContent.includes('at most'));
    assert.equal(await toggles.nth(3).getAttribute('aria-pressed'), 'false');
    await tray.locator('a').click();
    await ready(page);
    assert.deepEqual(new URL(page.url()).searchParams.getAll('m'), [...ids, other]);
    assert.equal(await page.locator('.adder').count(), 0);
    await page.getByRole('button', { name: `Remove ${ids[0]}` }).click();
    await page.goto(address('models/index.html'));
    assert.equal(await toggles.first().getAttribute('aria-pressed'), 'false');
    await tray.getByRole('button', { name: 'Clear' }).click();
    assert.equal(await tray.count(), 0);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
    assert.deepEqual(faults, []);
  });
});

test('without storage the shortlist lasts for the page', async () => {
  await withPage({}, async (page, { faults }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } });
    });
    await page.goto(address('models/index.html'));
    await page.locator('.pick').nth(0).click();
    await page.locator('.pick').nth(1).click();
    await page.locator('.tray a').click();
    await ready(page);
    assert.equal(await page.locator('.compare thead th').count(), 2);
    assert.deepEqual(faults, []);
  });
});

test('names that an address must escape are compared, too', async () => {
  await withPage({}, async (page, { faults }) => {
    const ids = ['odd/a b#c', 'odd/100%&x', 'berlin/größe-schätzer'];
    await page.goto(compare(ids, LARGE_SITE));
    await ready(page);
    assert.deepEqual(await page.locator('.compare thead a').allTextContents(), ids);
    await page.locator('.compare thead a').nth(1).click();
    await page.locator('article.model').waitFor();
    assert.deepEqual(faults, []);
  });
});

test('without scripts there is a text and a link, and nothing dead', async () => {
  await withPage({ javaScriptEnabled: false }, async page => {
    await page.goto(compare(MODELS));
    await page.getByRole('link', { name: 'list of models' }).waitFor();
    assert.equal(await page.locator('main button, main input').count(), 0);
    await page.goto(address('models/quill-nlp/quill-1m/index.html'));
    assert.equal(await page.locator('.pick').count(), 0);
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
for (const [mode, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, 'a phone': phone, 'a dark phone': { ...phone, colorScheme: 'dark' } })) {
  test(`no violation of accessibility in ${mode}`, async () => {
    await withPage(options, async page => {
      for (const ids of [[], MODELS.slice(0, 1), MODELS, [...MODELS, 'quill-nlp/quill-1m']]) {
        await page.goto(compare(ids));
        await page.locator(ids.length ? '.compare' : '.empty').first().waitFor();
        await page.evaluate(axe);
        assert.deepEqual(await page.evaluate(tags => window.axe.run('html', { preload: false, runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
          .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`))), TAGS), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no way sideways');
      }
    });
  });
}
