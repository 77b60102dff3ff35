// The search box and the list of results. The index is loaded on first use, and queries are answered while it
// arrives; search-query.js knows how.
(function () {
  'use strict';

  // --- Loading -------------------------------------------------------------------------------------------

  let script = document.currentScript;
  let root = document.documentElement.getAttribute('data-root') || '';
  let state = { started: false, listed: false, announced: 0, failed: 0, parts: [], listeners: [] };

  function add(url) {
    let element = document.createElement('script');
    element.src = root + url;
    // Scripts that are added run in any order unless they are told otherwise.
    element.async = false;
    element.onerror = () => {
      state.failed += 1;
      changed();
    };
    document.head.appendChild(element);
  }

  function changed() {
    state.listeners.forEach(listener => { listener(); });
  }

  function ready() {
    return window.elasticlunr && window.cardexQuery;
  }

  function start() {
    if (state.started) return;
    state.started = true;
    ['data-engine', 'data-query', 'data-manifest'].forEach(name => { add(script.getAttribute(name)); });
  }

  window.cardexSearch = {
    manifest: json => {
      let manifest = JSON.parse(json);
      if (manifest.format !== 1) {
        state.failed += 1;
      } else {
        state.announced = manifest.parts.length;
        state.listed = true;
        manifest.parts.forEach(part => { add(part.url); });
      }
      changed();
    },
    part: (number, records, index) => {
      // Without its engine, whose failure is counted already, a part is of no use.
      if (ready()) state.parts[number] = window.cardexQuery.load(records, index);
      changed();
    }
  };

  // What is known now: the answer so far, whether it can still grow, whether something is missing.
  function answer(query) {
    let parts = state.parts.filter(Boolean);
    let found = parts.length ? window.cardexQuery.search(parts, query, window.elasticlunr) : { all: true, records: [] };
    found.complete = state.listed && parts.length === state.announced;
    found.failed = state.failed > 0;
    return found;
  }

  function count(number) {
    return number === 1 ? '1 model' : number + ' models';
  }

  function summary(found, query) {
    let text;
    if (!found.records.length) text = 'No model matches \u201c' + query + '\u201d';
    else if (found.all) text = count(found.records.length) + ' for \u201c' + query + '\u201d';
    else text = 'No model has all these words: ' + count(found.records.length) + ' with some of them';
    if (found.failed) return (found.records.length ? text + '. ' : '') + 'Part of the search index could not be loaded';
    return found.complete ? text : found.records.length ? text + ' so far' : 'Searching';
  }

  // --- Page ----------------------------------------------------------------------------------------------

  function create(name, className, text) {
    let element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function fill(element, text, query) {
    element.textContent = '';
    // Each text has its own direction of writing.
    let place = element.appendChild(create('bdi'));
    window.cardexQuery.highlight(text, query).forEach(piece => {
      place.appendChild(piece.hit ? create('mark', '', piece.text) : document.createTextNode(piece.text));
    });
  }

  let status = document.querySelector('[role="status"]');
  let timer = 0;
  function announce(text) {
    if (!status) {
      status = create('p', 'visually-hidden');
      status.setAttribute('role', 'status');
      document.body.appendChild(status);
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (status.textContent !== text) status.textContent = text;
    }, 300);
  }

  function popup(form, input, number) {
    let list = create('div', 'search-popup'), active = -1, options = [];
    list.id = 'search-popup-' + number;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Search results');
    form.appendChild(list);
    [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', list.id], ['aria-autocomplete', 'list'],
      ['autocomplete', 'off']].forEach(pair => { input.setAttribute(pair[0], pair[1]); });

    function show(open) {
      list.hidden = !open;
      input.setAttribute('aria-expanded', String(open));
      if (!open) move(-1);
    }
    function move(to) {
      if (options[active]) options[active].setAttribute('aria-selected', 'false');
      active = to;
      if (options[active]) {
        options[active].setAttribute('aria-selected', 'true');
        options[active].scrollIntoView({ block: 'nearest' });
        input.setAttribute('aria-activedescendant', options[active].id);
      } else {
        input.removeAttribute('aria-activedescendant');
      }
    }
    function option(href) {
      let link = create('a', 'search-option');
      link.href = href;
      link.id = list.id + '-' + options.length;
      link.tabIndex = -1;
      link.setAttribute('role', 'option');
      link.setAttribute('aria-selected', 'false');
      options.push(link);
      list.appendChild(link);
      return link;
    }
    function draw() {
      let query = input.value.trim();
      if (!query || document.activeElement !== input) return show(false);
      let found = answer(query), text = summary(found, query), chosen = options[active] && options[active].href;
      list.textContent = '';
      options = [];
      found.records.slice(0, 8).forEach(record => {
        let link = option(root + record[3]);
        fill(link.appendChild(create('span', 'search-title')), record[1] || record[0], query);
        if (record[1] !== record[0]) fill(link.appendChild(create('span', 'search-id')), record[0], query);
        if (record[2]) fill(link.appendChild(create('span', 'search-description')), record[2], query);
      });
      option(form.action + '?q=' + encodeURIComponent(query)).textContent =
        found.records.length ? 'All results for \u201c' + query + '\u201d (' + found.records.length + ')' : text;
      show(true);
      move(options.findIndex(link => link.href === chosen));
      announce(text);
    }

    input.addEventListener('focus', () => {
      start();
      draw();
    });
    input.addEventListener('input', () => {
      start();
      move(-1);
      draw();
    });
    input.addEventListener('blur', () => { show(false); });
    // A press on a result must not take the focus away before the click arrives.
    list.addEventListener('mousedown', event => { event.preventDefault(); });
    input.addEventListener('keydown', event => {
      if (event.isComposing) return;
      if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
        event.preventDefault();
        let step = event.key === 'ArrowDown' ? 1 : -1;
        move((active + 1 + step + options.length + 1) % (options.length + 1) - 1);
      } else if (event.key === 'Enter' && options[active]) {
        event.preventDefault();
        options[active].click();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        if (input.value) {
          input.value = '';
          show(false);
          announce('');
        } else {
          input.blur();
        }
      }
    });
    state.listeners.push(draw);
  }

  function results(region, inputs) {
    let fixed = document.getElementById('model-list');
    let size = Number(region.getAttribute('data-page-size')) || 50;
    let shown = size, query = '';
    let text = create('p', 'search-summary'), clear = create('button', 'button', 'Clear search');
    let list = create('ol', 'items'), more = create('button', 'button', 'Show more');
    clear.type = more.type = 'button';
    [text, clear, list, more].forEach(element => { region.appendChild(element); });

    // The same shape as an entry of the static list.
    function item(record) {
      let element = create('li', 'item');
      let link = element.appendChild(create('p', 'item-id')).appendChild(create('a'));
      link.href = root + record[3];
      fill(link, record[0], query);
      let title = record[1] === record[0] ? '' : record[1];
      [['item-title', title], ['item-text', record[2]], ['item-meta', record[4]]].forEach(part => {
        if (part[1]) fill(element.appendChild(create('p', part[0])), part[1], query);
      });
      return element;
    }
    function draw() {
      region.hidden = !query;
      if (fixed) fixed.hidden = !!query;
      if (!query) return announce('');
      let found = answer(query), line = summary(found, query);
      text.textContent = line;
      list.textContent = '';
      found.records.slice(0, shown).forEach(record => { list.appendChild(item(record)); });
      more.hidden = found.records.length <= shown;
      announce(line);
    }
    function remember() {
      let parameters = new URLSearchParams(location.search);
      if (query) parameters.set('q', query);
      else parameters.delete('q');
      let search = parameters.toString();
      history.replaceState({ shown: shown }, '', location.pathname + (search ? '?' + search : '') + location.hash);
    }
    function ask(value) {
      query = value.trim();
      shown = size;
      remember();
      if (query) start();
      draw();
    }
    function restore() {
      query = (new URLSearchParams(location.search).get('q') || '').trim();
      shown = Math.max(size, Number(history.state && history.state.shown) || 0);
      inputs.forEach(input => { if (input.value.trim() !== query) input.value = query; });
      if (query) start();
      draw();
    }

    inputs.forEach(input => {
      input.addEventListener('focus', start);
      input.addEventListener('input', () => {
        inputs.forEach(other => { if (other !== input) other.value = input.value; });
        ask(input.value);
      });
      input.addEventListener('keydown', event => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        if (input.value) {
          inputs.forEach(other => { other.value = ''; });
          ask('');
        } else {
          input.blur();
        }
      });
      input.form.addEventListener('submit', event => {
        event.preventDefault();
        ask(input.value);
      });
    });
    clear.addEventListener('click', () => {
      inputs.forEach(input => { input.value = ''; });
      ask('');
      if (inputs[0]) inputs[0].focus();
    });
    more.addEventListener('click', () => {
      let first = shown;
      shown += size;
      remember();
      draw();
      let link = list.children[first] && list.children[first].querySelector('a');
      if (link) link.focus();
    });
    addEventListener('popstate', restore);
    addEventListener('pageshow', event => { if (event.persisted) restore(); });
    state.listeners.push(draw);
    restore();
  }

  let inputs = Array.from(document.querySelectorAll('form.search input[type="search"]'));
  let region = document.getElementById('search-results');
  if (region) results(region, inputs);
  else inputs.forEach((input, number) => { popup(input.form, input, number); });

  function shortcutsOff() {
    try {
      return localStorage.getItem(document.documentElement.getAttribute('data-store') + ':shortcuts') === 'off';
    } catch (_) {
      return false;
    }
  }
  document.addEventListener('keydown', event => {
    let target = event.target, typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
    let slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    let chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    let input = inputs.filter(box => box.offsetParent)[0];
    if (!input || event.isComposing || !(chord || (slash && !shortcutsOff()))) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();
