// The list of models with filters, orders and views. Until a reader turns to it, and without scripts, the written list
// stands; then the list is made from records, as the address says.
(function () {
  'use strict';

  let cardex = window.cardex, make = cardex.element, text = cardex.text, button = cardex.button;
  let region = document.getElementById('list');
  if (!region) return;
  let SIZE = 50, SIGHT = 10, SHORT = 8, LONG = 200;
  let total = Number(region.dataset.total);
  let fixed = document.getElementById('model-list'), results = document.getElementById('list-results');
  let tools = document.getElementById('list-tools'), chips = document.getElementById('list-chips');
  let heading = region.querySelector('.list-count'), written = heading.textContent;
  let inputs = Array.from(document.querySelectorAll('form.search input[type="search"]'));
  let first = location.pathname.split('/').slice(-3)[0] !== 'page';
  let ORDERS = { relevance: 'Relevance', updated: 'Recently updated', name: 'Name', params: 'Most parameters',
    'params-up': 'Fewest parameters', size: 'Largest', 'size-up': 'Smallest' };
  let RANGES = ['params', 'size'];

  let table, facets, panel, state, found = null, query = null, run, shown = 0;

  let grouped = cardex.grouped;
  let models = number => grouped(number) + (number === 1 ? ' model' : ' models');

  // --- The address ---------------------------------------------------------------------------------------

  function parse(search) {
    let given = new URLSearchParams(search), picks = {};
    Object.keys(facets).forEach(name => {
      let keys = Array.from(new Set(given.getAll(facets[name][0])));
      if (keys.length) picks[name] = keys;
    });
    // A name is no facet: an address with one means what is typed into the box as `name:`.
    let names = given.getAll('name').filter(name => name.trim()).map(name => 'name:' + (/\s/.test(name) ? '"' + name + '"' : name));
    let since = given.get('since') || '', q = names.concat(given.get('q') || '').join(' ').trim(), sort = given.get('sort');
    return {
      q: q, picks: picks, all: given.get('tags') === 'all',
      since: /^\d{4}-\d\d-\d\d$/.test(since) && !isNaN(Date.parse(since)) ? since : '',
      sort: ORDERS[sort] && (q || sort !== 'relevance') ? sort : '',
      view: given.get('view') === 'table' ? 'table' : '', page: Math.max(1, Math.floor(Number(given.get('page'))) || 1)
    };
  }

  function write(state) {
    let given = new URLSearchParams();
    if (state.q) given.append('q', state.q);
    Object.keys(facets).forEach(name => {
      (state.picks[name] || []).slice().sort().forEach(key => { given.append(facets[name][0], key); });
    });
    if (state.all && (state.picks.tag || []).length > 1) given.append('tags', 'all');
    if (state.since) given.append('since', state.since);
    if (state.sort && state.sort !== usual(state)) given.append('sort', state.sort);
    if (state.view) given.append('view', state.view);
    if (state.page > 1) given.append('page', state.page);
    let search = given.toString();
    return search && '?' + search;
  }

  let usual = state => state.q ? 'relevance' : 'updated';
  let order = () => state.sort && (state.q || state.sort !== 'relevance') ? state.sort : usual(state);

  // `quiet`: typing changes the address that is there, a click makes a new one.
  function change(next, quiet) {
    state = Object.assign({}, state, { page: 1 }, next);
    let search = write(state);
    if (!first) {
      location.href = cardex.root + 'models/index.html' + search;
      return Promise.resolve();
    }
    history[quiet ? 'replaceState' : 'pushState']({ y: scrollY, open: opened() }, '', location.pathname + search);
    return update();
  }

  // --- Loading -------------------------------------------------------------------------------------------

  let started;
  function start() {
    started = started || cardex.use('facets').then(() => {
      facets = window.cardexFacets.FACETS;
      state = state || parse(location.search);
      return window.cardexFacets.open();
    }).then(made => {
      table = made;
      build();
      region.classList.add('filtered');
    });
    started.catch(() => {
      started = null;
      say('The filters could not be loaded.');
    });
    return started;
  }

  let timer;
  function say(line, soon) {
    clearTimeout(timer);
    timer = setTimeout(() => cardex.announce(line), soon ? 0 : 300);
  }

  function ask(line) {
    if (query && query.line === line) return;
    if (query) query.stop();
    found = null;
    query = null;
    if (!line) return;
    let own = query = { line: line, stop: () => { own.cancel && own.cancel(); } };
    let failed = () => {
      if (own !== query) return;
      found = { failed: true, hits: new Uint32Array(0), words: [] };
      update();
    };
    cardex.use('query').then(() => {
      let engine = window.cardexQuery;
      if (own !== query) return;
      own.cancel = engine.ask(line, answer => {
        let filters = answer.filters || [];
        let test = filters.length ? cardex.use('meant').then(() => window.cardexFacets.match(filters)) : Promise.resolve(null);
        test.then(test => {
          if (own !== query) return;
          let hits = answer.hits || (test ? Uint32Array.from({ length: table.models }, (_, model) => model) : null);
          found = Object.assign({}, answer, { hits: test ? hits.filter(test) : hits });
          update();
        }, failed);
      }).cancel;
    }).catch(failed);
  }

  // --- The page ------------------------------------------------------------------------------------------

  let turn = 0;
  function update() {
    let own = turn += 1;
    inputs.forEach(input => { if (input.value.trim() !== state.q) input.value = state.q; });
    let plain = !write(Object.assign({}, state, { page: first ? state.page : 1 }));
    let failed = () => {
      if (own === turn) say('Part of the list could not be loaded.');
      return null;
    };
    return start()
      .then(() => state.view && cardex.use('table'))
      .then(() => Promise.all(Object.keys(state.picks).concat(RANGES.includes(order().replace('-up', '')) ? 'order' : []).map(table.need)))
      .then(() => {
        if (own !== turn) return null;
        ask(state.q);
        // A query that has not answered yet keeps what is on the page.
        if (state.q && !found) return null;
        run = table.run({ picks: state.picks, all: state.all, since: state.since, within: found && found.hits });
        counts();
        marks();
        toolbar();
        if (plain) return show(null);
        // How many there are is known before the first of them are loaded.
        heading.textContent = line();
        let from = (state.page - 1) * SIZE;
        if (from >= run.total) from = Math.floor(Math.max(0, run.total - 1) / SIZE) * SIZE;
        let sorted = order() === 'relevance' ? (found && found.hits) || table.sort('updated') : table.sort(order());
        let page = run.page(sorted, from, SIZE), draw = records => { if (own === turn) show(records, from, page); };
        // What is in sight comes first: the records of a whole page may lie in fifty files.
        return cardex.records(page.slice(0, SIGHT)).then(records => {
          if (page.length <= SIGHT) return draw(records);
          if (!shown) draw(records);
          return cardex.records(page).then(draw);
        }).catch(failed);
      }, failed);
  }

  function line() {
    let parts = [run.total === table.models ? models(run.total) : grouped(run.total) + ' of ' + models(table.models)];
    if (found && found.failed) parts.push('part of the search index could not be loaded');
    else if (found && !found.complete) parts.push('searching');
    else if (found && found.all === false && run.total) parts.push('none has all these words');
    return parts.join('; ');
  }

  // Shows records, or the list as it was written.
  function show(records, from, ordinals) {
    fixed.hidden = !!records;
    results.hidden = !records;
    heading.textContent = records ? line() : written;
    say(run.total || !found || !found.complete ? line() : 'No model matches');
    if (!records) return;
    results.replaceChildren();
    if (!records.length) results.append(nothing());
    else if (state.view) results.append(window.cardexTable(records, { order, link, badges, change, wrap, ranges: RANGES }));
    else {
      let list = make('ol', { class: 'items', start: from + 1 });
      records.forEach((record, at) => list.append(item(record, ordinals[at])));
      results.append(list);
    }
    if (run.total > SIZE) results.append(pager(from / SIZE + 1, Math.ceil(run.total / SIZE)));
    if (shown !== null) {
      scrollTo(0, shown);
      shown = null;
    }
  }

  function marked(className, content) {
    let place = text('bdi', className);
    (state.q && found ? window.cardexQuery.highlight(content, found.words) : [{ text: content }]).forEach(piece => {
      place.append(piece.hit ? text('mark', '', piece.text) : piece.text);
    });
    return place;
  }

  function link(record) {
    let made = make('a', { href: cardex.root + record[3] }), slash = record[0].indexOf('/') + 1;
    if (slash) made.append(marked('item-org', record[0].slice(0, slash)));
    made.append(marked('', record[0].slice(slash)));
    return made;
  }

  function badges(record, place) {
    record[10].forEach(badge => place.append(' ', text('span', 'badge ' + badge[1], badge[0])));
  }

  // The same shape as an entry of the written list.
  function item(record, ordinal) {
    let made = text('li', 'item'), name = text('p', 'item-id');
    name.append(link(record));
    badges(record, name);
    made.append(name);
    if (record[1]) made.append(wrap(text('p', 'item-title'), marked('', record[1])));
    if (record[2]) made.append(wrap(text('p', 'item-text'), marked('', record[2])));
    let meta = text('p', 'item-meta');
    [record[4], record[5], record[6], record[7] && record[7] + ' parameters', record[8], record[9]].forEach(fact => {
      if (fact) meta.append(text('span', '', fact));
    });
    made.append(meta, cardex.compareToggle(record[0]));
    // Where the words are in the text of the card alone, the piece of it that has them says why it is here.
    if (state.q && found && found.complete && found.words.length && !made.querySelector('mark')) {
      made.cardexOrdinal = ordinal;
      sight.observe(made);
    }
    return made;
  }

  // Texts are loaded for what is looked at, not for a whole page.
  let sight = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
    let made = entry.target, words = found && found.words;
    sight.unobserve(made);
    if (words) window.cardexQuery.snippet(made.cardexOrdinal, words).then(piece => {
      if (piece && found && words === found.words) made.querySelector('.item-meta').before(wrap(text('p', 'item-text snippet-text'), marked('', piece)));
    }).catch(() => {});
  }));

  function wrap(outer, inner) {
    outer.append(inner);
    return outer;
  }

  function pager(number, pages) {
    let list = text('ul');
    function entry(to, label, rel) {
      let made = to === number && !rel ? make('span', { 'aria-current': 'page' }) : make('a', { href: location.pathname + write(Object.assign({}, state, { page: to })) });
      if (rel) made.rel = rel;
      else made.append(text('span', 'visually-hidden', 'Page '));
      made.append(label);
      made.addEventListener('click', event => {
        if (!made.href || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        change({ page: to }).then(() => {
          results.focus({ preventScroll: true });
          region.scrollIntoView();
        });
      });
      list.append(wrap(text('li'), made));
    }
    if (number > 1) entry(number - 1, 'Previous', 'prev');
    let last = 0;
    for (let page = 1; page <= pages; page += 1) {
      if (Math.abs(page - number) > 2 && page !== 1 && page !== pages) continue;
      if (page - last === 2) entry(page - 1, String(page - 1));
      else if (page - last > 2) list.append(wrap(text('li'), text('span', 'gap', '…')));
      entry(page, String(page));
      last = page;
    }
    if (number < pages) entry(number + 1, 'Next', 'next');
    return make('nav', { class: 'pager', 'aria-label': 'Pages' }, [list]);
  }

  // --- What is chosen ------------------------------------------------------------------------------------

  // Every filter with its words and what the state is without it.
  function chosen() {
    let list = [];
    if (state.q) list.push(['Search: “' + state.q + '”', { q: '' }]);
    Object.keys(facets).forEach(name => (state.picks[name] || []).forEach(key => {
      let own = table.columns[name], code = own.byKey.get(key);
      let label = key === '' ? 'not stated' : code === undefined ? key + ' (unknown)' : own.labels[code];
      list.push([facets[name][1] + ': ' + label, { picks: toggled(name, key) }]);
    }));
    if (state.since) list.push(['Updated since ' + state.since, { since: '' }]);
    return list;
  }

  function toggled(name, key) {
    let picks = Object.assign({}, state.picks), keys = picks[name] || [];
    picks[name] = keys.includes(key) ? keys.filter(other => other !== key) : keys.concat(key);
    if (!picks[name].length) delete picks[name];
    return picks;
  }

  let clear = () => change({ q: '', picks: {}, since: '', all: false });

  function chip(label, without) {
    let made = button('chip', label, () => {
      let at = Array.from(chips.children).indexOf(made);
      change(without).then(() => {
        let next = chips.children[Math.min(at, chips.children.length - 1)];
        (next && at >= 0 ? next : results.hidden ? fixed : results).focus();
      });
    });
    made.setAttribute('aria-label', 'Remove ' + label);
    made.append(text('span', 'cross', '×'));
    return made;
  }

  function marks() {
    let list = chosen();
    chips.replaceChildren();
    list.forEach(entry => chips.append(chip(entry[0], entry[1])));
    if (list.length) chips.append(button('clear', 'Clear all', () => clear().then(() => { fixed.focus(); })));
    chips.hidden = !list.length;
    filters.replaceChildren(cardex.icon('filter'), 'Filters' + (list.length ? ' (' + list.length + ')' : ''));
  }

  function nothing() {
    let made = text('div', 'empty'), best = null;
    made.append(text('p', '', 'No model matches.'));
    chosen().forEach(entry => {
      let next = Object.assign({}, state, entry[1]);
      let count = table.run({ picks: next.picks, all: next.all, since: next.since, within: next.q && found ? found.hits : null }).total;
      if (count && (!best || count > best[2])) best = [entry[0], entry[1], count];
    });
    if (best) made.append(button('button', 'Without “' + best[0] + '”: ' + models(best[2]), () => change(best[1]).then(() => { results.focus(); })), ' ');
    made.append(button('button', 'Clear all', () => clear().then(() => { fixed.focus(); })));
    return made;
  }

  // --- Filters -------------------------------------------------------------------------------------------

  let groups = {};
  let OPEN = ['task', 'library', 'license', 'params'];

  function build() {
    panel = make('div', { class: 'facets' });
    Object.keys(facets).forEach(name => {
      let own = table.columns[name];
      if (own && !own.keys.length) return;
      group(name, facets[name][1]);
    });
    if (table.years.length) group('since', 'Updated since');
    let kept = history.state && history.state.open;
    Object.keys(groups).forEach(name => {
      groups[name].box.open = (kept || OPEN).includes(name) || !!(name === 'since' ? state.since : state.picks[name]);
    });
    title.hidden = false;
    place();
  }

  let opened = () => Object.keys(groups).filter(name => groups[name].box.open);

  function group(name, label) {
    let id = 'facet-' + name, summary = make('summary', { id: id }), mark = text('span', 'count');
    summary.append(label, mark);
    let body = make('div', { role: 'group', 'aria-labelledby': id });
    let box = make('details', { class: 'facet' }, [summary, body]);
    let own = groups[name] = { name: name, box: box, body: body, mark: mark, entries: new Map(), find: '', wide: false };
    box.addEventListener('toggle', () => {
      if (!box.open || !run) return;
      if (name === 'since') return fill(own);
      table.need(name).then(() => fill(own), () => say('This filter could not be loaded.'));
    });
    panel.append(box);
  }

  function counts() {
    Object.keys(groups).forEach(name => {
      let own = groups[name], some = name === 'since' ? (state.since ? 1 : 0) : (state.picks[name] || []).length;
      own.mark.textContent = some ? ' ' + some + ' chosen' : '';
      if (own.box.open && (name === 'since' || table.columns[name])) fill(own);
    });
    done.textContent = 'Show ' + models(run.total);
  }

  // One value: a box to tick that stays the same element for as long as the group is there.
  function entry(own, key, label) {
    let made = own.entries.get(key);
    if (made) return made;
    let radio = own.name === 'since';
    let input = make('input', radio ? { type: 'radio', name: 'since', value: key } : { type: 'checkbox', value: key });
    let count = text('span', 'count');
    input.addEventListener('change', () => change(radio ? { since: key } : { picks: toggled(own.name, key) }));
    made = { line: wrap(text('li'), make('label', {}, [input, wrap(text('span', key ? '' : 'none'), text('bdi', '', label)), count])), input: input, count: count };
    own.entries.set(key, made);
    return made;
  }

  function set(made, ticked, number) {
    made.input.checked = ticked;
    made.count.textContent = grouped(number);
    made.input.disabled = !number && !ticked;
    made.line.classList.toggle('zero', !number);
    return made.line;
  }

  function fill(own) {
    if (own.name === 'since') return days(own);
    let column = table.columns[own.name], counted = run.counts(own.name), keys = state.picks[own.name] || [];
    let codes = Array.from(column.keys.keys());
    if (RANGES.includes(own.name)) own.wide = true;
    // Its own choices do not change these counts, so nothing moves under the pointer.
    else codes.sort((a, b) => counted.found[b] - counted.found[a] || a - b);
    let find = own.find.toLowerCase(), most = own.wide ? LONG : SHORT;
    let fits = codes.filter(code => !find || column.labels[code].toLowerCase().includes(find) || column.keys[code].toLowerCase().includes(find));
    let lines = [];
    fits.forEach((code, at) => {
      let ticked = keys.includes(column.keys[code]);
      if (at < most || ticked) lines.push(set(entry(own, column.keys[code], column.labels[code]), ticked, counted.found[code]));
    });
    if (!find && (column.partial || keys.includes(''))) {
      lines.push(set(entry(own, '', 'Not stated'), keys.includes(''), counted.none));
    }
    if (!own.list) {
      own.list = make('ul', { class: 'values', 'aria-label': facets[own.name][1] });
      own.body.append(own.list);
      if (own.name === 'tag') {
        own.all = make('input', { type: 'checkbox' });
        own.all.addEventListener('change', () => change({ all: own.all.checked }));
        own.list.before(make('label', { class: 'every' }, [own.all, 'With all of the chosen tags']));
      }
      if (codes.length > 20) {
        let input = make('input', { type: 'search', class: 'find', placeholder: 'Find', 'aria-label': 'Find in ' + facets[own.name][1], autocomplete: 'off' });
        input.addEventListener('input', () => {
          own.find = input.value.trim();
          own.wide = !!own.find || own.wide;
          fill(own);
        });
        own.list.before(input);
      }
      if (codes.length > SHORT && !own.wide) {
        own.more = button('clear more-values', '', () => {
          own.wide = !own.wide;
          fill(own);
        });
        own.body.append(own.more);
      }
    }
    if (own.all) own.all.checked = state.all;
    if (own.more) {
      own.more.textContent = own.wide ? 'Show fewer' : 'Show all (' + grouped(codes.length) + ')';
      own.more.setAttribute('aria-expanded', String(own.wide));
    }
    if (fits.length > LONG && own.wide) lines.push(text('li', 'hint', 'and ' + grouped(fits.length - LONG) + ' more: type to find them'));
    if (!lines.length) lines.push(text('li', 'hint', 'Nothing found.'));
    // What scrolls by itself is reached by the keyboard, whatever stands in it.
    let long = lines.length > 20;
    own.list.classList.toggle('long', long);
    if (long) own.list.tabIndex = 0;
    else own.list.removeAttribute('tabindex');
    lay(own.list, lines);
  }

  // Elements that are moved lose the focus, so only what differs is.
  function lay(list, lines) {
    let had = document.activeElement;
    lines.forEach((line, at) => { if (list.children[at] !== line) list.insertBefore(line, list.children[at] || null); });
    while (list.children.length > lines.length) list.lastChild.remove();
    if (had !== document.activeElement && list.contains(had)) had.focus();
  }

  function days(own) {
    let list = table.years.slice(0, 5).map(year => String(year) + '-01-01');
    if (state.since && !list.includes(state.since)) list.unshift(state.since);
    let found = run.since(list);
    if (!own.list) {
      own.list = text('ul', 'values');
      own.date = make('input', { type: 'date', class: 'find', 'aria-label': 'Updated since' });
      own.date.addEventListener('change', () => change({ since: own.date.value }));
      own.body.append(own.list, own.date);
    }
    own.date.value = state.since;
    lay(own.list, [set(entry(own, '', 'Any time'), !state.since, run.since(['0001-01-01'])[0] || run.total)].concat(list.map((day, at) =>
      set(entry(own, day, day.replace(/-01-01$/, '')), state.since === day, found[at]))));
  }

  // --- Around the list -----------------------------------------------------------------------------------

  // The panel stands beside the list on wide screens, and in a dialog on others.
  let wide = matchMedia('(min-width: 56rem)');
  let title = text('p', 'side-title', 'Filters');
  title.hidden = true;
  let side = make('section', { class: 'list-side', 'aria-label': 'Filters' }, [title]);
  let done = button('button primary', 'Show models', () => sheet.close());
  let sheet = make('dialog', { class: 'sheet', 'aria-label': 'Filters' }, [make('div', { class: 'sheet-head' }, [text('h2', '', 'Filters'),
    button('clear', 'Clear all', () => clear())]), make('div', { class: 'sheet-foot' }, [done])]);
  let filters = button('button filters', '', () => start().then(() => {
    if (!run) return update();
    return null;
  }).then(() => {
    place();
    sheet.showModal();
  }));
  function place() {
    if (wide.matches && sheet.open) sheet.close();
    if (panel) (wide.matches ? side : sheet).insertBefore(panel, wide.matches ? null : sheet.lastChild);
  }
  wide.addEventListener('change', place);

  let select = make('select', { 'aria-label': 'Sort by' });
  let views = ['', 'table'].map(view => {
    let label = view ? 'Table' : 'Cards';
    let made = button('button view', '', () => start().then(() => change({ view: view, page: state.page })));
    made.setAttribute('aria-label', label);
    made.title = label;
    made.append(cardex.icon(view ? 'rows' : 'cards'));
    return made;
  });
  function toolbar() {
    let sort = state ? order() : 'updated', asked = state && state.q;
    select.replaceChildren();
    Object.keys(ORDERS).forEach(key => {
      if (key !== 'relevance' || asked) select.append(new Option(ORDERS[key], key, false, key === sort));
    });
    views.forEach((made, at) => made.setAttribute('aria-pressed', String(!!at === !!(state && state.view))));
  }

  select.addEventListener('change', () => {
    let sort = select.value;
    start().then(() => change({ sort: sort }));
  });
  filters.append(cardex.icon('filter'), 'Filters');
  tools.append(filters, make('label', { class: 'sort' }, [text('span', '', 'Sort'), select]), make('div', { class: 'views', role: 'group', 'aria-label': 'View' }, views));
  toolbar();
  region.prepend(side);
  document.body.append(sheet);

  let typing;
  function typed(value) {
    clearTimeout(typing);
    typing = setTimeout(() => start().then(() => {
      if (value.trim() !== state.q) change({ q: value.trim(), sort: state.sort === 'relevance' ? '' : state.sort }, true);
    }), 120);
  }
  inputs.forEach(input => {
    input.addEventListener('focus', () => { cardex.use('query'); });
    input.addEventListener('input', () => {
      inputs.forEach(other => { other.value = input.value; });
      typed(input.value);
    });
    input.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      if (!input.value) return input.blur();
      inputs.forEach(other => { other.value = ''; });
      typed('');
    });
    input.form.addEventListener('submit', event => {
      event.preventDefault();
      typed(input.value);
    });
  });

  function restore() {
    shown = (history.state && history.state.y) || 0;
    start().then(() => {
      state = parse(location.search);
      return update();
    });
  }
  addEventListener('popstate', restore);
  let moved;
  addEventListener('scroll', () => {
    clearTimeout(moved);
    moved = setTimeout(() => {
      if (state && !results.hidden) history.replaceState({ y: scrollY, open: opened() }, '');
    }, 100);
  }, { passive: true });
  results.addEventListener('click', () => history.replaceState({ y: scrollY, open: opened() }, ''), true);

  // A small catalog has its filters at once; a large one when there is somebody to use them.
  let begin = () => start().then(() => { if (!run) update(); });
  if (location.search) {
    history.scrollRestoration = 'manual';
    restore();
  } else if (total <= 20000) {
    begin();
  } else {
    ['pointermove', 'pointerdown', 'keydown', 'scroll', 'focusin'].forEach(kind => addEventListener(kind, begin, { once: true, passive: true }));
  }
})();
