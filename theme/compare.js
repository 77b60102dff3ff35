// Two to four models side by side: their facts come in scripts that the models' ids tell, and the address says which.
(function () {
  'use strict';

  let cardex = window.cardex, make = cardex.element, text = cardex.text, button = cardex.button;
  let place = document.getElementById('compare');
  if (!place) return;
  let MOST = 4, only = false, ids = [], found = {};

  // FNV-1a over UTF-16 units, as src/site/pages/compare.rs computes it.
  function hash(id) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
    return hash >>> 0;
  }

  function learn(id) {
    if (id in found) return Promise.resolve();
    return cardex.manifest()
      .then(manifest => cardex.part('compare', hash(id) % manifest.compare.chunks))
      .then(models => { found[id] = models.find(model => model.id === id) || null; });
  }

  // --- Rows ----------------------------------------------------------------------------------------------

  // A row: a label, words under it, and a cell for each model. An empty cell is not stated.
  function row(label, hint, cells) {
    return { label: label, hint: hint, cells: cells, best: [], differs: cells.some(cell => cell !== cells[0]) };
  }

  // The rows of labelled texts, in the order in which they first come.
  function pairs(models, name) {
    let labels = [];
    models.forEach(model => model[name].forEach(pair => { if (!labels.includes(pair[0])) labels.push(pair[0]); }));
    return labels.map(label => row(label, '', models.map(model => (model[name].find(pair => pair[0] === label) || ['', ''])[1])));
  }

  function results(models) {
    let keys = new Map();
    models.forEach((model, at) => model.results.forEach(result => {
      if (!keys.has(result.key)) keys.set(result.key, models.map(() => []));
      keys.get(result.key)[at].push(result);
    }));
    return Array.from(keys.values(), cells => {
      let all = cells.flat(), one = all[0];
      let made = row(one.metric, [one.on, one.direction].filter(Boolean).join(' · '), cells.map(cell => cell.map(result => result.value).join(', ')));
      // Several values of one model, or shares written from 0 to 1 beside percents, cannot be weighed.
      let plain = cells.every(cell => cell.length < 2) && all.every(result => result.number !== null);
      let mixed = one.share && all.some(result => result.number > 1) && all.some(result => result.number > 0 && result.number <= 1);
      if (one.direction && plain && !mixed && all.length > 1 && made.differs) {
        let numbers = all.map(result => result.number);
        let best = one.direction[0] === 'h' ? Math.max(...numbers) : Math.min(...numbers);
        if (numbers.some(number => number !== best)) made.best = cells.map(cell => cell.length > 0 && cell[0].number === best);
      }
      made.shared = cells.filter(cell => cell.length).length > 1;
      return made;
    });
  }

  function tags(models) {
    let all = Array.from(new Set(models.flatMap(model => model.tags))).sort();
    return all.map(tag => row(tag, '', models.map(model => model.tags.includes(tag) ? 'yes' : 'no')));
  }

  // --- The page ------------------------------------------------------------------------------------------

  function set(next) {
    ids = Array.from(new Set(next)).slice(0, MOST);
    cardex.shortlist(ids.filter(id => found[id] !== null));
    let given = new URLSearchParams();
    ids.forEach(id => given.append('m', id));
    let search = given.toString();
    history.replaceState(null, '', location.pathname + (search ? '?' + search : ''));
    return draw();
  }

  function draw() {
    return Promise.all(ids.map(learn)).then(show, () => {
      place.replaceChildren(text('p', 'empty', 'The facts of these models could not be loaded.'));
    });
  }

  function head(model, id) {
    let cell = make('th', { scope: 'col' });
    if (model) {
      let link = make('a', { href: cardex.root + model.path });
      link.append(text('bdi', '', id));
      cell.append(link);
      if (model.title) cell.append(text('p', 'hint', model.title));
      model.badges.forEach(badge => cell.append(text('span', 'badge ' + badge[1], badge[0]), ' '));
    }
    let remove = button('clear', 'Remove', () => set(ids.filter(other => other !== id)).then(() => {
      cardex.announce(id + ' removed.');
      (place.querySelector('thead button') || place.querySelector('input')).focus();
    }));
    remove.setAttribute('aria-label', 'Remove ' + id);
    cell.append(remove);
    return cell;
  }

  function body(name, rows, models) {
    let shown = rows.filter(row => !only || row.differs);
    if (!shown.length) return null;
    let heading = make('th', { scope: 'rowgroup', colspan: models.length + 1 }, [name]);
    let made = make('tbody', {}, [make('tr', { class: 'group' }, [heading])]);
    shown.forEach(row => {
      let label = make('th', { scope: 'row' });
      label.append(text('bdi', '', row.label));
      if (row.differs) label.append(' ', text('span', 'differs', 'differs'));
      if (row.hint) label.append(text('span', 'setting', row.hint));
      let line = make('tr', row.differs ? { class: 'other' } : {}, [label]);
      row.cells.forEach((cell, at) => {
        let made = text('td', cell ? '' : 'none');
        made.append(cell ? text('bdi', '', cell) : 'Not stated');
        if (row.best[at]) made.append(' ', text('span', 'badge ok', 'best'));
        line.append(made);
      });
      made.append(line);
    });
    return made;
  }

  function table(models) {
    let caption = text('caption', 'visually-hidden', 'Models compared');
    let line = make('tr', {}, [make('td', {})].concat(models.map(model => head(model, model.id))));
    let all = results(models);
    let groups = [['Facts', pairs(models, 'facts')], ['Evaluation', all.filter(row => row.shared)],
      ['Evaluation, reported by one of them', all.filter(row => !row.shared)], ['Files', pairs(models, 'files')], ['Tags', tags(models)]];
    let bodies = groups.map(group => body(group[0], group[1], models)).filter(Boolean);
    if (only && !bodies.length) return text('p', 'empty', 'These models do not differ.');
    let made = make('table', { class: 'compare' }, [caption, make('thead', {}, [line])].concat(bodies));
    return make('div', { class: 'table-scroll', role: 'region', 'aria-label': 'Comparison', tabindex: '0' }, [made]);
  }

  // A box for one more id, with what the search finds for it.
  function adder() {
    let list = make('datalist', { id: 'compare-ids' });
    let input = make('input', { id: 'compare-add', class: 'find', list: 'compare-ids', placeholder: 'organisation/name', autocomplete: 'off', spellcheck: 'false' });
    let asked = null;
    input.addEventListener('input', () => {
      let line = input.value.trim();
      if (asked) asked.cancel();
      if (line.length < 2) return;
      cardex.use('query').then(() => {
        let engine = window.cardexQuery;
        asked = engine.ask(line, answer => {
          if (!answer.hits || input.value.trim() !== line) return;
          cardex.records(answer.hits.slice(0, 8)).then(records => {
            list.replaceChildren(...records.map(record => make('option', { value: record[0] })));
          }, () => {});
        });
      }, () => {});
    });
    let form = make('form', { class: 'adder' }, [make('label', { for: 'compare-add' }, ['Add a model']), input, list, make('button', { class: 'button' }, ['Add'])]);
    form.addEventListener('submit', event => {
      event.preventDefault();
      let id = input.value.trim();
      if (!id) return;
      learn(id).then(() => {
        if (!found[id]) {
          delete found[id];
          return cardex.announce('There is no model ' + id + ' in this catalog.');
        }
        return set(ids.concat(id)).then(() => {
          cardex.announce(id + ' added.');
          (place.querySelector('#compare-add') || place.querySelector('thead button')).focus();
        });
      });
    });
    return form;
  }

  function show() {
    let models = ids.map(id => found[id]).filter(Boolean), missing = ids.filter(id => !found[id]);
    place.replaceChildren();
    missing.forEach(id => {
      let note = text('p', 'missing', 'There is no model ' + id + ' in this catalog. ');
      note.append(button('clear', 'Leave it out', () => set(ids.filter(other => other !== id))));
      place.append(note);
    });
    let bar = text('div', 'compare-bar');
    if (models.length > 1) {
      let box = make('input', { type: 'checkbox' });
      box.checked = only;
      box.addEventListener('change', () => {
        only = box.checked;
        show();
        place.querySelector('.compare-bar input').focus();
        let rows = place.querySelectorAll('tbody tr:not(.group)').length;
        cardex.announce(rows + (rows === 1 ? ' row' : ' rows'));
      });
      bar.append(make('label', { class: 'setting' }, [box, 'Only differences']));
      bar.append(button('button', 'Copy link', () => cardex.copy(location.href, 'take the address of the page')));
    }
    if (models.length < MOST) bar.append(adder());
    place.append(bar);
    if (models.length < 2) {
      let note = text('p', 'empty', models.length ? 'One model is here: add another one. ' : 'Choose two to four models: add them here, or mark them in the list. ');
      note.append(make('a', { href: cardex.root + 'models/index.html' }, ['List of models']));
      place.append(note);
    }
    if (models.length) place.append(table(models));
  }

  ids = Array.from(new Set(new URLSearchParams(location.search).getAll('m'))).slice(0, MOST);
  if (ids.length) draw();
  else set(cardex.shortlist());
})();
