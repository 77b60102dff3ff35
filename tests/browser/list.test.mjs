// The list of models with filters, held against a filter written here over the records for machines.
import assert from 'node:assert/strict';
import { readFileSync, cpSync, mkdtempSync, rmSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { LARGE_SITE, SITE, address, useChromium, withPage } from './support.mjs';

useChromium();

// --- The reference: what a reader of api/*.json would filter by ------------------------------------------

const read = (site, path) => JSON.parse(readFileSync(join(site, path), 'utf8'));

function catalog(site) {
  return read(site, 'api/v1/models.json').models.map(head => {
    const whole = read(site, head.api);
    const prefixed = prefix => head.tags.filter(tag => tag.startsWith(prefix)).map(tag => tag.slice(prefix.length));
    const weights = whole.weights ?? [];
    const sizes = weights.map(weight => weight.size).filter(size => size !== undefined);
    const many = value => value === undefined || value === null ? [] : [value];
    return {
      id: head.id, day: head.lastModified?.slice(0, 10), released: String(whole.cardData.date ?? ''),
      size: sizes.length ? sizes.reduce((sum, size) => sum + size, 0) : undefined, params: whole.parameters,
      task: many(head.pipeline_tag), lib: many(head.library_name), license: prefixed('license:'), dataset: prefixed('dataset:'),
      org: many(head.author), stage: many(head.stage), tag: [whole.cardData.tags ?? []].flat().map(String),
    };
  });
}

const FACETS = ['task', 'lib', 'license', 'dataset', 'org', 'stage', 'tag'];
const has = (model, facet, keys) => keys.some(key => key === '' ? !model[facet].length : model[facet].includes(key));

function filter(models, search, ignored) {
  const given = new URLSearchParams(search);
  return models.filter(model => FACETS.every(facet => {
    const keys = given.getAll(facet);
    if (!keys.length || facet === ignored) return true;
    if (facet === 'tag' && given.get('tags') === 'all') return keys.every(key => has(model, facet, [key]));
    return has(model, facet, keys);
  }) && (!given.get('since') || (model.day ?? '') >= given.get('since')));
}

const byName = (one, other) => one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
const by = (amount, sign) => (one, other) => {
  const [a, b] = [amount(one), amount(other)];
  if (a === undefined || b === undefined) return (a === undefined) - (b === undefined) || byName(one, other);
  return sign * (a < b ? -1 : a > b ? 1 : 0) || byName(one, other);
};
const ORDERS = {
  updated: (one, other) => by(model => model.day, -1)(one, other) && (one.day === other.day
    ? (one.released < other.released ? 1 : one.released > other.released ? -1 : byName(one, other)) : by(model => model.day, -1)(one, other)),
  name: byName, params: by(model => model.params, -1), 'params-up': by(model => model.params, 1),
  size: by(model => model.size, -1), 'size-up': by(model => model.size, 1),
};

const EXAMPLE = catalog(SITE);
const LARGE = catalog(LARGE_SITE);
const GENERATORS = filter(EXAMPLE, '?task=text-generation').length;

// --- The page --------------------------------------------------------------------------------------------

const list = search => address('models/index.html') + search;
const count = page => page.locator('.list-count');
const box = (page, facet, key) => page.locator(`#facet-${facet} + div input[value="${key}"]`);

async function ready(page, url) {
  await page.goto(url);
  await page.locator('.facets input').first().waitFor({ state: 'attached' });
}

async function settled(page, total, of = EXAMPLE.length) {
  const words = total === of ? `${of} models` : `${total} of ${of} models`;
  await page.waitForFunction(([words, total]) => document.querySelector('.list-count').textContent === words
    && document.querySelectorAll('#list-results .item, #list-results tbody tr').length === Math.min(total, 50), [words, total]);
}

const shown = page => page.locator('#list-results .item-id a, #list-results tbody th a').allTextContents();

test('values of one facet widen, facets narrow: every pair of choices equals the reference', async () => {
  await withPage({}, async (page, { faults }) => {
    await ready(page, list(''));
    for (const search of ['?task=text-generation', '?task=text-generation&task=translation', '?task=translation&lib=transformers',
      '?task=text-generation&task=translation&lib=transformers&lib=peft&license=apache-2.0', '?lib=', '?lib=&task=image-classification', '?stage=production&org=quill-nlp',
      '?tag=lora', '?tag=harbour&tag=lora', '?tag=harbour&tag=lora&tags=all', '?dataset=quill-nlp/harbour-log&stage=staging', '?since=2026-01-01',
      '?since=2030-01-01', '?task=text-generation&task=no-such-task']) {
      const expected = filter(EXAMPLE, search).sort(ORDERS.updated).map(model => model.id);
      await page.goto(list(search));
      await settled(page, expected.length);
      assert.deepEqual(await shown(page), expected.slice(0, 50), search);
    }
    assert.deepEqual(faults, []);
  });
});

test('the count of a value is what a click on it gives, with other filters and without', async () => {
  await withPage({}, async page => {
    for (const search of ['', '?stage=production']) {
      await ready(page, list(search));
      for (const [facet, name] of [['task', 'task'], ['library', 'lib'], ['license', 'license'], ['stage', 'stage'], ['org', 'org'], ['tag', 'tag'], ['dataset', 'dataset']]) {
        const group = page.locator(`#facet-${facet} + div`);
        if (!await group.locator('input').first().isVisible()) await page.locator(`#facet-${facet}`).click();
        await group.locator('li input').first().waitFor();
        const more = group.locator('.more-values');
        if (await more.count()) await more.click();
        const values = await group.locator('li').evaluateAll(lines => lines.filter(line => line.querySelector('input'))
          .map(line => [line.querySelector('input').value, Number(line.querySelector('.count').textContent.replace(',', ''))]));
        const keys = [...new Set(EXAMPLE.flatMap(model => model[name]))];
        assert.deepEqual(values.map(value => value[0]).filter(Boolean).sort(), keys.sort(), facet);
        for (const [key, number] of values) {
          const others = filter(EXAMPLE, search, name);
          assert.equal(number, others.filter(model => has(model, name, [key])).length, `${search} ${facet} ${key}`);
        }
      }
    }
    // And by clicking, for one facet in full.
    await ready(page, list('?stage=production'));
    for (const key of await page.locator('#facet-task + div input:enabled').evaluateAll(boxes => boxes.map(box => box.value))) {
      const line = page.locator('#facet-task + div li', { has: page.locator(`input[value="${key}"]`) });
      const number = Number(await line.locator('.count').textContent());
      await box(page, 'task', key).check();
      await settled(page, number);
      await box(page, 'task', key).uncheck();
      await settled(page, filter(EXAMPLE, '?stage=production').length);
    }
  });
});

test('ranges, kinds, formats, languages and families take every model once or more', async () => {
  await withPage({}, async page => {
    await ready(page, list(''));
    const sums = await page.evaluate(async () => {
      const table = await window.cardexFacets.open();
      const run = table.run({ picks: {} });
      return Object.fromEntries(['params', 'size', 'kind', 'format', 'language', 'family'].map(name => {
        const { found, none } = run.counts(name);
        return [name, [found.reduce((sum, count) => sum + count, 0) + none, none]];
      }));
    });
    for (const name of ['params', 'size', 'kind']) assert.equal(sums[name][0], EXAMPLE.length, name);
    for (const name of ['format', 'language', 'family']) assert.ok(sums[name][0] >= EXAMPLE.length, name);
    assert.equal(sums.params[1], EXAMPLE.filter(model => model.params === undefined).length);
    assert.equal(sums.size[1], EXAMPLE.filter(model => model.size === undefined).length);
    assert.equal(sums.kind[1], 0);
  });
});

for (const sort of Object.keys(ORDERS)) {
  test(`sorted by ${sort}: the reference's order, what is missing last, ties by name`, async () => {
    await withPage({}, async page => {
      for (const view of ['', '&view=table']) {
        const models = filter(EXAMPLE, '?since=2000-01-01').sort(ORDERS[sort]);
        await page.goto(list(`?since=2000-01-01&sort=${sort}${view}`));
        await settled(page, models.length);
        assert.deepEqual(await shown(page), models.map(model => model.id));
      }
      const marked = await page.locator('th[aria-sort]').evaluateAll(cells => cells.map(cell => [cell.textContent, cell.getAttribute('aria-sort')]));
      const [key, up] = [sort.replace('-up', ''), sort.endsWith('-up') || sort === 'name'];
      assert.deepEqual(marked, [[{ updated: 'Updated', name: 'Model', params: 'Parameters', size: 'Size' }[key], up ? 'ascending' : 'descending']]);
    });
  });
}

test('the made list has the order of the written one', async () => {
  await withPage({}, async page => {
    await ready(page, address('models/index.html', LARGE_SITE));
    const written = await page.locator('#model-list .item-id a').allTextContents();
    await page.goto(address('models/index.html', LARGE_SITE) + '?since=');
    await ready(page, address('models/index.html', LARGE_SITE) + '?view=table');
    await settled(page, LARGE.length, LARGE.length);
    assert.deepEqual(await shown(page), written);
  });
});

test('an address is written in one order, defaults left out, and reading it back gives the same', async () => {
  await withPage({}, async page => {
    await ready(page, list(''));
    await box(page, 'library', 'transformers').check();
    await box(page, 'task', 'translation').check();
    await box(page, 'task', 'text-generation').check();
    await page.getByLabel('Sort by').selectOption('size');
    await page.getByRole('button', { name: 'Table' }).click();
    const search = '?task=text-generation&task=translation&lib=transformers&sort=size&view=table';
    await page.waitForURL(list(search));
    const expected = filter(EXAMPLE, search).sort(ORDERS.size).map(model => model.id);
    await settled(page, expected.length);
    assert.deepEqual(await shown(page), expected);
    await page.reload();
    await settled(page, expected.length);
    assert.deepEqual(await shown(page), expected);
    assert.equal(await box(page, 'task', 'translation').isChecked(), true);
    assert.equal(await page.getByLabel('Sort by').inputValue(), 'size');
    // Another address replaces all of it, and junk in one is left out or can be removed.
    await page.goto(list('?lib=keras&sort=sideways&page=-4&view=spiral&since=yesterday&task=nothing%20such'));
    await settled(page, 0);
    assert.deepEqual(await page.locator('#list-chips .chip').allTextContents(), ['Task: nothing such (unknown)×', 'Library: Keras×']);
    assert.equal(await box(page, 'library', 'transformers').isChecked(), false);
    await page.getByRole('button', { name: 'Remove Task: nothing such (unknown)' }).click();
    await settled(page, filter(EXAMPLE, '?lib=keras').length);
    assert.equal(page.url(), list('?lib=keras'));
    assert.equal(await page.getByRole('button', { name: 'Remove Library: Keras' }).evaluate(chip => chip === document.activeElement), true);
  });
});

test('back undoes a click, forward does it again, and back from a model restores filters, list and place', async () => {
  await withPage({ viewport: { width: 1280, height: 600 } }, async (page, { faults }) => {
    await ready(page, list(''));
    await box(page, 'task', 'text-generation').check();
    const [one, two] = ['?task=text-generation', '?task=text-generation&task=automatic-speech-recognition'].map(search => filter(EXAMPLE, search).length);
    await settled(page, one);
    await box(page, 'task', 'automatic-speech-recognition').check();
    await settled(page, two);
    await page.goBack();
    await settled(page, one);
    assert.equal(await box(page, 'task', 'automatic-speech-recognition').isChecked(), false);
    await page.goForward();
    await settled(page, two);
    await page.locator('#facet-org').click();
    await page.evaluate(() => scrollTo(0, 400));
    await page.waitForTimeout(300);
    await page.locator('#list-results .item').nth(5).locator('a').click();
    await page.locator('article.model').waitFor();
    await page.goBack();
    await settled(page, two);
    await page.waitForFunction(() => Math.abs(scrollY - 400) < 60);
    assert.equal(await box(page, 'task', 'automatic-speech-recognition').isChecked(), true);
    assert.equal(await page.locator('#facet-org').evaluate(summary => summary.parentElement.open), true);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => !document.getElementById('model-list').hidden);
    assert.equal(await count(page).textContent(), `${EXAMPLE.length} in all`);
    assert.deepEqual(faults, []);
  });
});

test('nothing found offers the way that gives most, and to clear all', async () => {
  await withPage({}, async page => {
    const search = '?task=text-generation&lib=xgboost&org=quill-nlp';
    assert.equal(filter(EXAMPLE, search).length, 0);
    await page.goto(list(search));
    await settled(page, 0);
    const without = ['task', 'lib', 'org'].map(facet => filter(EXAMPLE, search, facet).length);
    const offer = page.locator('.empty .button').first();
    assert.match(await offer.textContent(), new RegExp(`: ${Math.max(...without)} models$`));
    await offer.click();
    await settled(page, Math.max(...without));
    await page.goto(list(search));
    await settled(page, 0);
    await page.locator('.empty').getByRole('button', { name: 'Clear all' }).click();
    await page.waitForFunction(() => !document.getElementById('model-list').hidden);
    assert.equal(page.url(), list(''));
  });
});

test('the status says one thing for each change', async () => {
  await withPage({}, async page => {
    await ready(page, list(''));
    await page.waitForTimeout(600);
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => { window.said.push(document.querySelector('#status').textContent); })
        .observe(document.querySelector('#status'), { childList: true, characterData: true, subtree: true });
    });
    await box(page, 'task', 'text-generation').check();
    const said = ['?task=text-generation', '?task=text-generation&task=translation'].map(search => `${filter(EXAMPLE, search).length} of ${EXAMPLE.length} models`);
    await page.waitForTimeout(900);
    assert.deepEqual(await page.evaluate(() => window.said), said.slice(0, 1));
    await box(page, 'task', 'translation').check();
    await page.waitForTimeout(900);
    assert.deepEqual(await page.evaluate(() => window.said), said);
    assert.equal(await box(page, 'task', 'translation').evaluate(box => box === document.activeElement), true);
  });
});

test('a query and filters together', async () => {
  await withPage({}, async (page, { faults }) => {
    await ready(page, list(''));
    await page.locator('#search-input').fill('quill');
    await page.locator('#list-results .item').first().waitFor();
    const all = await shown(page);
    assert.ok(all.length > 4, all.join());
    assert.match(page.url(), /\?q=quill$/);
    assert.equal(await page.getByLabel('Sort by').inputValue(), 'relevance');
    await box(page, 'task', 'text-generation').check();
    const expected = filter(EXAMPLE, '?task=text-generation').map(model => model.id);
    await page.waitForFunction(total => document.querySelectorAll('#list-results .item').length < total, all.length);
    assert.deepEqual(await shown(page), all.filter(id => expected.includes(id)));
    assert.ok(await page.locator('#list-results mark').count() > 0);
    await page.getByRole('button', { name: 'Remove Search: “quill”' }).click();
    await settled(page, expected.length);
    assert.equal(await page.locator('#search-input').inputValue(), '');
    assert.deepEqual(faults, []);
  });
});

test('without the index the filters work, and a message says so', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'cardex-list-'));
  try {
    cpSync(SITE, copy, { recursive: true });
    for (const name of readdirSync(join(copy, 'search'))) if (!/^(manifest\.js|records|facets|compare)$/.test(name)) rmSync(join(copy, 'search', name), { recursive: true });
    await withPage({}, async page => {
      await ready(page, address('models/index.html', copy));
      await box(page, 'task', 'text-generation').check();
      await settled(page, GENERATORS);
      await page.locator('#search-input').fill('quill');
      await page.waitForFunction(() => /could not be loaded/.test(document.querySelector('.list-count').textContent));
      await page.getByRole('button', { name: 'Remove Search: “quill”' }).click();
      await settled(page, GENERATORS);
    });
    rmSync(join(copy, 'search', 'facets'), { recursive: true });
    await withPage({}, async page => {
      await page.goto(address('models/index.html', copy));
      await page.waitForFunction(() => /could not be loaded/.test(document.querySelector('#status').textContent));
      assert.equal(await page.locator('#model-list .item').first().isVisible(), true);
      assert.equal(await page.locator('.browse').isVisible(), true);
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('pages of the made list, and from a written page back to the first', async () => {
  await withPage({}, async page => {
    await ready(page, address('models/index.html', LARGE_SITE));
    await box(page, 'license', 'mit').check();
    await settled(page, 125, LARGE.length);
    await page.locator('#list-results .pager').getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/license=mit&page=2$/);
    await page.waitForFunction(() => document.querySelector('#list-results ol').start === 51);
    const expected = filter(LARGE, '?license=mit').sort(ORDERS.updated).map(model => model.id);
    assert.deepEqual(await shown(page), expected.slice(50, 100));
    assert.equal(await page.evaluate(() => document.activeElement.id), 'list-results');
    await ready(page, address('models/page/2/index.html', LARGE_SITE));
    await box(page, 'task', 'text-classification').check();
    await page.waitForURL(/models\/index\.html\?task=text-classification$/);
    await settled(page, 120, LARGE.length);
  });
});

test('every model is reached by links alone', async () => {
  await withPage({ javaScriptEnabled: false }, async page => {
    const found = [];
    let next = address('models/index.html', LARGE_SITE);
    while (next) {
      await page.goto(next);
      found.push(...await page.locator('#model-list .item-id a').allTextContents());
      assert.equal(await page.locator('button:visible, select:visible, .facets, .pick').count(), 0);
      const link = page.locator('a[rel=next]');
      next = await link.count() ? await link.evaluate(link => link.href) : null;
    }
    assert.deepEqual(found.sort(), LARGE.map(model => model.id).sort());
  });
});

test('Tab goes from the header to the filters and on to the results', async () => {
  await withPage({}, async page => {
    await page.goto(list('?task=text-generation'));
    await settled(page, GENERATORS);
    const order = await page.evaluate(() => {
      const stops = [...document.querySelectorAll('a[href], button, input, select, summary')].filter(element => element.offsetParent);
      const first = selector => stops.findIndex(element => element.matches(selector));
      return [first('.skip-link'), first('.brand'), first('.facet summary'), first('#list-tools select'), first('#list-chips .chip'), first('#list-results a')];
    });
    assert.deepEqual(order, [...order].sort((one, other) => one - other));
    assert.ok(order.every(place => place >= 0), order.join());
  });
});

test('long lists of values: eight, all, a box to find', async () => {
  await withPage({}, async page => {
    await ready(page, list(''));
    await page.locator('#facet-tag').click();
    const group = page.locator('#facet-tag + div');
    await group.locator('li').first().waitFor();
    const boxes = group.locator('li input');
    assert.ok(await boxes.count() <= 9);
    await group.locator('.more-values').click();
    assert.ok(await boxes.count() > 20);
    await group.getByLabel('Find in Tag').fill('lor');
    await page.waitForFunction(() => document.querySelectorAll('#facet-tag + div li input').length < 5);
    await boxes.first().check();
    await page.waitForURL(/tag=/);
  });
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
async function violations(page, part = 'html') {
  await page.evaluate(axe);
  return page.evaluate(([tags, part]) => window.axe.run(part, { preload: false, runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
    .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 120)}`))), [TAGS, part]);
}

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
for (const [mode, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, 'a phone': phone, 'a dark phone': { ...phone, colorScheme: 'dark' } })) {
  test(`no violation of accessibility in ${mode}`, async () => {
    await withPage(options, async (page, { faults }) => {
      await page.goto(list('?task=text-generation&lib=transformers'));
      await settled(page, filter(EXAMPLE, '?task=text-generation&lib=transformers').length);
      if (!options.isMobile) {
        await page.evaluate(() => document.querySelectorAll('.facet').forEach(facet => { facet.open = true; }));
        await page.locator('#facet-tag + div li').first().waitFor();
      }
      await page.locator('.pick').first().click();
      assert.deepEqual(await violations(page), []);
      await page.goto(list('?view=table&sort=params'));
      await settled(page, EXAMPLE.length);
      assert.deepEqual(await violations(page), []);
      await page.goto(list('?task=text-generation&lib=xgboost'));
      await settled(page, 0);
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no way sideways');
      if (options.isMobile) {
        const open = page.locator('.filters');
        await open.click();
        await page.locator('dialog[open]').waitFor();
        assert.deepEqual(await violations(page, 'dialog'), []);
        await page.getByRole('button', { name: 'Show 0 models' }).waitFor();
        await page.locator('dialog').getByRole('button', { name: 'Clear all' }).click();
        await page.getByRole('button', { name: `Show ${EXAMPLE.length} models` }).waitFor();
        await page.keyboard.press('Escape');
        assert.equal(await page.locator('dialog[open]').count(), 0);
        assert.equal(await open.evaluate(open => open === document.activeElement), true);
      }
      assert.deepEqual(faults, []);
    });
  });
}

test('the page is small', () => {
  for (const [site, path] of [[SITE, 'models/index.html'], [LARGE_SITE, 'models/index.html']]) {
    assert.ok(gzipSync(readFileSync(join(site, path))).length <= 30 << 10);
  }
});

test('what a reader types finds the value that is meant', async () => {
  await withPage({}, async page => {
    await ready(page, list(''));
    const matched = filters => page.evaluate(async filters => {
      await window.cardex.use('meant');
      const match = await window.cardexFacets.match(filters);
      const table = await window.cardexFacets.open();
      return Array.from({ length: table.models }, (_, model) => model).filter(match).length;
    }, filters);
    const where = test => EXAMPLE.filter(test).length;
    const speech = where(model => has(model, 'task', ['automatic-speech-recognition']));
    for (const [facet, value, expected] of [
      ['task', 'asr', speech], ['task', 'ASR', speech], ['task', 'Automatic Speech Recognition', speech], ['task', 'automatic_speech_recognition', speech],
      ['task', 'speech-recognition', speech], ['task', 'automatic', speech], ['lib', 'Transformers', where(model => has(model, 'lib', ['transformers']))],
      ['license', 'MIT', where(model => has(model, 'license', ['mit']))], ['licence', 'apache', where(model => has(model, 'license', ['apache-2.0']))],
      ['task', 'none', where(model => !model.task.length)], ['stage', 'PRODUCTION', where(model => has(model, 'stage', ['production']))],
      ['org', 'quill-nlp', where(model => has(model, 'org', ['quill-nlp']))], ['tag', 'lora', where(model => has(model, 'tag', ['lora']))], ['task', 'zzz', 0],
    ]) assert.equal(await matched([{ facet, value, negated: false }]), expected, `${facet}:${value}`);
    assert.equal(await matched([{ facet: 'task', value: 'asr', negated: true }]), EXAMPLE.length - speech);
    assert.equal(await matched([{ facet: 'task', value: 'asr' }, { facet: 'task', value: 'translation' }]), speech + where(model => has(model, 'task', ['translation'])));
    assert.equal(await matched([{ facet: 'tag', value: 'lora' }, { facet: 'tag', value: 'harbour' }]), where(model => model.tag.includes('lora') && model.tag.includes('harbour')));
  });
});

test('a name in an address is what is typed as name:', async () => {
  await withPage({}, async page => {
    const count = async query => {
      await ready(page, list(query));
      await page.locator('#list-chips .chip').first().waitFor();
      return page.locator('#list-results .item').count();
    };
    const named = EXAMPLE.filter(model => model.id.includes('quayside')).length;
    assert.ok(named > 1);
    assert.equal(await count('?q=name%3Aquayside'), named);
    assert.equal(await count('?name=quayside'), named);
    // With a filter it narrows; what is typed beside it as well.
    const speech = EXAMPLE.filter(model => model.id.includes('quayside') && model.id.includes('ctc')).length;
    assert.equal(await count('?name=quayside&name=ctc&task=automatic-speech-recognition'), speech);
    assert.equal(await page.locator('#search-input').inputValue(), 'name:quayside name:ctc');
  });
});

test('a model that only its text was found by shows the piece that has the words', async () => {
  await withPage({}, async page => {
    // The words stand in one card, in no name and no description.
    await ready(page, list('?q=discount'));
    const first = page.locator('#list-results .item').first();
    await first.locator('.snippet-text mark').first().waitFor();
    const text = await first.locator('.snippet-text').textContent();
    assert.match(text, /discount/i);
    // Where the description has them, nothing is added.
    await ready(page, list('?q=ferry+pass'));
    await page.locator('#list-results .item').first().locator('.item-text mark').first().waitFor();
    assert.equal(await page.locator('#list-results .item').first().locator('.snippet-text').count(), 0);
  });
});

test('the table is loaded when it is asked for, and what a page needs not at once with its first use', async () => {
  await withPage({}, async (page, { requests }) => {
    await ready(page, list(''));
    const loaded = name => requests.some(url => url.includes(`/assets/${name}.`));
    for (const name of ['list-table', 'facets-meant', 'search-texts', 'search-rest', 'search-slips', 'search', 'palette', 'compare', 'boards', 'copying', 'card']) {
      assert.ok(!loaded(name), name);
    }
    await page.locator('.view[aria-label="Table"]').click();
    await page.locator('#list-results table.compact tbody tr').first().waitFor();
    assert.ok(loaded('list-table'));
    // The keys of the search box work without its script.
    await page.locator('h1').click();
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-input');
  });
});
