// Filters over all models, from the columns that src/facets writes. A model is its ordinal; what a filter finds is one
// byte for each model, so that a hundred thousand are filtered and counted in one pass.
(function () {
  'use strict';

  let cardex = window.cardex;
  let ALPHABET = ' !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';
  let LAST = 44, MORE = 45, DIGIT = new Uint8Array(128);
  for (let at = 0; at < ALPHABET.length; at += 1) DIGIT[ALPHABET.charCodeAt(at)] = at;

  // By facet: its name in addresses, its heading, other names for it in the search box.
  let FACETS = {
    task: ['task', 'Task'], library: ['lib', 'Library', 'lib'], license: ['license', 'Licence', 'licence'],
    family: ['family', 'Licence family'], params: ['params', 'Parameters', 'parameters'], size: ['size', 'Size'],
    format: ['format', 'Format'], kind: ['kind', 'Kind'], language: ['lang', 'Language', 'lang'],
    stage: ['stage', 'Stage'], org: ['org', 'Organisation', 'organisation', 'organization', 'author'],
    dataset: ['dataset', 'Dataset'], tag: ['tag', 'Tag']
  };
  let NAMES = Object.keys(FACETS);
  // The place of the day of change among the filters, behind the facets.
  let SINCE = NAMES.length;

  // --- Reading -------------------------------------------------------------------------------------------

  function numbers(text, count) {
    let found = new Uint32Array(count === undefined ? text.length : count), length = 0, value = 0, factor = 1;
    for (let at = 0; at < text.length; at += 1) {
      let digit = DIGIT[text.charCodeAt(at)];
      if (digit < LAST) {
        found[length] = value + factor * digit;
        length += 1;
        value = 0;
        factor = 1;
      } else {
        value += factor * digit;
        factor *= MORE;
      }
    }
    return found.subarray(0, length);
  }

  function planes(texts) {
    let found = new Uint32Array(texts[0].length), factor = 1;
    texts.forEach(text => {
      for (let at = 0; at < found.length; at += 1) found[at] += factor * DIGIT[text.charCodeAt(at)];
      factor *= ALPHABET.length;
    });
    return found;
  }

  // A column laid out flat: the codes of model `i` stand from starts[i] to starts[i + 1]; `partial` where some has none.
  function column(raw, models) {
    let starts = new Uint32Array(models + 1), codes = numbers(raw.codes);
    if (raw.counts) {
      numbers(raw.counts).forEach((count, model) => { starts[model + 1] = starts[model] + count; });
    } else {
      let length = 0;
      codes.forEach((code, model) => {
        if (code) {
          codes[length] = code - 1;
          length += 1;
        }
        starts[model + 1] = length;
      });
      codes = codes.slice(0, length);
    }
    return laid(raw.keys, raw.keys.map((key, code) => raw.labels[code] || key), starts, codes);
  }

  function laid(keys, labels, starts, codes) {
    let partial = false;
    for (let model = 0; model + 1 < starts.length && !partial; model += 1) partial = starts[model] === starts[model + 1];
    return { keys: keys, labels: labels, starts: starts, codes: codes, partial: partial, byKey: new Map(keys.map((key, code) => [key, code])) };
  }

  // The family is a fact of the licence: its column is that of the licences, seen through a table.
  function families(license, titles) {
    let labels = [], byCode = license.keys.map(key => {
      let at = labels.indexOf(titles[key]);
      return at < 0 ? labels.push(titles[key]) - 1 : at;
    });
    let starts = new Uint32Array(license.starts.length), codes = [];
    for (let model = 0; model + 1 < starts.length; model += 1) {
      for (let at = license.starts[model]; at < license.starts[model + 1]; at += 1) {
        let code = byCode[license.codes[at]];
        if (codes.indexOf(code, starts[model]) < 0) codes.push(code);
      }
      starts[model + 1] = codes.length;
    }
    let keys = labels.map(label => label.toLowerCase().replace(/[^a-z]+/g, '-').replace(/^-|-$/g, ''));
    return laid(keys, labels, starts, Uint32Array.from(codes));
  }

  // Models in the order of small whole numbers, those with 0 last; equal ones by name.
  function ordered(ranks, down) {
    let most = ranks.reduce((most, rank) => Math.max(most, rank), 0);
    let place = rank => rank === 0 ? most : down ? most - rank : rank - 1;
    let starts = new Uint32Array(most + 2), order = new Uint32Array(ranks.length);
    ranks.forEach(rank => { starts[place(rank) + 1] += 1; });
    for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
    ranks.forEach((rank, model) => {
      order[starts[place(rank)]] = model;
      starts[place(rank)] += 1;
    });
    return order;
  }

  function file(name) {
    return cardex.manifest()
      .then(manifest => cardex.data('facets/' + name, 'search/facets/' + name + '.js?v=' + manifest.facets.version))
      .then(JSON.parse);
  }

  // --- The table -----------------------------------------------------------------------------------------

  function table(models, raw) {
    let columns = {}, orders = {}, asked = {};
    Object.keys(raw.columns).forEach(name => { columns[name] = column(raw.columns[name], models); });
    columns.family = families(columns.license, raw.families);
    let moments = planes(raw.updated.codes), day = raw.updated.newest;
    let days = [-Infinity].concat(Array.from(numbers(raw.updated.steps), step => day -= step));

    // Loads what is not in the first file: `dataset`, `tag`, and `order` for the orders by amount.
    function need(name) {
      if (columns[name] || (name === 'order' && orders.size)) return Promise.resolve();
      asked[name] = asked[name] || file(name).then(raw => {
        if (name !== 'order') columns[name] = column(raw, models);
        else Object.keys(raw).forEach(key => { orders[key] = planes(raw[key]); });
      });
      asked[name].catch(() => { asked[name] = null; });
      return asked[name];
    }

    // Every model in an order: `updated`, `name`, `params`, `params-up`, `size`, `size-up`.
    let sorted = {};
    function sort(key) {
      let name = key.replace('-up', '');
      if (!sorted[key]) {
        sorted[key] = name === 'name' ? Uint32Array.from({ length: models }, (_, model) => model)
          : name === 'updated' ? ordered(moments, false) : ordered(orders[name], name === key);
      }
      return sorted[key];
    }

    // What the filters leave. `picks`: by facet a list of keys, '' for what is not stated; `all`: whether a model must
    // have every chosen tag; `since`: a day as text; `within`: the ordinals that a query found, or null.
    // misses[i] is how many filters keep model i out (2 stands for more, too), first[i] the only one.
    function run(wanted) {
      let misses = new Uint8Array(models), first = new Uint8Array(models), total = 0;
      if (wanted.within) {
        misses.fill(2);
        wanted.within.forEach(model => { misses[model] = 0; });
      }
      function miss(model, filter) {
        if (misses[model] < 2) {
          misses[model] += 1;
          first[model] = filter;
        }
      }
      NAMES.forEach((name, filter) => {
        let keys = wanted.picks[name] || [], own = columns[name];
        if (!keys.length || !own) return;
        let chosen = new Uint8Array(own.keys.length), empty = keys.indexOf('') >= 0, every = wanted.all && name === 'tag';
        keys.forEach(key => { if (own.byKey.has(key)) chosen[own.byKey.get(key)] = 1; });
        for (let model = 0; model < models; model += 1) {
          let at = own.starts[model], end = own.starts[model + 1], has = at === end && empty ? 1 : 0;
          for (; at < end && (every || !has); at += 1) has += chosen[own.codes[at]];
          if (has < (every ? keys.length : 1)) miss(model, filter);
        }
      });
      if (wanted.since) {
        let least = Date.parse(wanted.since) / 864e5, late = days.map(day => day >= least);
        for (let model = 0; model < models; model += 1) {
          if (!late[moments[model]]) miss(model, SINCE);
        }
      }
      for (let model = 0; model < models; model += 1) if (!misses[model]) total += 1;

      // How many models each value has under all filters but the facet's own; `none`: how many state nothing.
      function counts(name) {
        let own = columns[name], found = new Uint32Array(own.keys.length), none = 0;
        // A model must have all tags: what a click gives is what the chosen tags leave.
        let filter = wanted.all && name === 'tag' ? -1 : NAMES.indexOf(name);
        for (let model = 0; model < models; model += 1) {
          if (misses[model] && (misses[model] > 1 || first[model] !== filter)) continue;
          let at = own.starts[model], end = own.starts[model + 1];
          if (at === end) none += 1;
          for (; at < end; at += 1) found[own.codes[at]] += 1;
        }
        return { found: found, none: none };
      }

      // How many models changed on a day or later, for each of some days.
      function since(list) {
        let least = list.map(day => Date.parse(day) / 864e5), byMoment = new Uint32Array(days.length);
        for (let model = 0; model < models; model += 1) {
          if (!misses[model] || (misses[model] === 1 && first[model] === SINCE)) byMoment[moments[model]] += 1;
        }
        return least.map(least => byMoment.reduce((sum, count, moment) => sum + (days[moment] >= least ? count : 0), 0));
      }

      // `count` models from place `from` on, in an order or in that of the query.
      function page(order, from, count) {
        let found = [];
        for (let at = 0; at < order.length && found.length < count; at += 1) {
          if (misses[order[at]]) continue;
          if (from) from -= 1;
          else found.push(order[at]);
        }
        return found;
      }
      return { total: total, misses: misses, counts: counts, since: since, page: page };
    }

    return {
      models: models, columns: columns, aliases: raw.aliases, need: need, sort: sort, run: run,
      // The years in which models changed, newest first.
      years: Array.from(new Set(days.slice(1).map(day => new Date(day * 864e5).getUTCFullYear()))),
      filter: wanted => run({ picks: wanted }).misses.map(misses => misses ? 0 : 1),
      counts: (wanted, name) => run({ picks: wanted }).counts(name)
    };
  }

  let opened;
  function open() {
    opened = opened || Promise.all([cardex.manifest(), file('main')]).then(found => table(found[0].models, found[1]));
    opened.catch(() => { opened = null; });
    return opened;
  }

  window.cardexFacets = { open: open, FACETS: FACETS };
})();
