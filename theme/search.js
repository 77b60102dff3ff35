// The search box of every page but the list of models, which shows the results itself. How a query is answered
// (search-query.js) is loaded on first use.
(function () {
  'use strict';

  let cardex = window.cardex, create = cardex.text, SHOWN = 8;

  function count(number) {
    return number === 1 ? '1 model' : cardex.grouped(number) + ' models';
  }

  function summary(found, query) {
    let missing = 'Part of the search index could not be loaded', text = 'Searching';
    if (!found) return text;
    if (found.shown && found.all) text = found.complete ? count(found.total) + ' for \u201c' + query + '\u201d' : 'Results for \u201c' + query + '\u201d';
    else if (found.shown) text = 'No model has all these words: results with some of them';
    else if (found.complete) text = 'No model matches \u201c' + query + '\u201d';
    return found.failed ? (found.shown ? text + '. ' : '') + missing : text;
  }

  // Asks for what stands in a box, and draws each answer once the records of its first models are there. What was asked
  // before is forgotten.
  function asker(draw) {
    let asked = null, turn = 0;
    return query => {
      let mine = (turn += 1);
      if (asked) asked.cancel();
      asked = null;
      if (!query) return;
      let fail = () => { if (mine === turn) draw({ records: [], shown: 0, total: 0, failed: true }, query); };
      cardex.use('query').then(() => {
        if (mine !== turn) return;
        let latest = 0;
        asked = window.cardexQuery.ask(query, found => {
          let number = (latest += 1), hits = found.hits || [];
          found.shown = hits.length;
          found.first = hits.slice(0, SHOWN);
          cardex.records(found.first).then(records => {
            if (mine !== turn || number !== latest) return;
            found.records = records;
            draw(found, query);
          }).catch(fail);
        }, SHOWN);
      }).catch(fail);
    };
  }

  // --- Page ----------------------------------------------------------------------------------------------

  function fill(element, text, words) {
    element.textContent = '';
    // Each text has its own direction of writing.
    let place = element.appendChild(create('bdi'));
    window.cardexQuery.highlight(text, words).forEach(piece => {
      place.appendChild(piece.hit ? create('mark', '', piece.text) : document.createTextNode(piece.text));
    });
  }

  let timer = 0;
  function announce(text) {
    clearTimeout(timer);
    timer = setTimeout(() => { cardex.announce(text); }, 300);
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
    function draw(found, query) {
      let text = summary(found, query), chosen = options[active] && options[active].href;
      list.textContent = '';
      options = [];
      found.records.forEach((record, at) => {
        let link = option(cardex.root + record[3]);
        fill(link.appendChild(create('span', 'search-title')), record[1] || record[0], found.words);
        if (record[1]) fill(link.appendChild(create('span', 'search-id')), record[0], found.words);
        let line = create('span', 'search-description');
        if (record[2]) fill(link.appendChild(line), record[2], found.words);
        // Where the words are in the text alone, the piece of it that has them says more.
        if (found.complete && !link.querySelector('.search-description mark')) {
          window.cardexQuery.snippet(found.first[at], found.words).then(piece => {
            if (piece) fill(link.appendChild(line), piece, found.words);
          }).catch(() => {});
        }
      });
      let all = 'All ' + (found.complete ? cardex.grouped(found.total) + ' ' : '') + 'results for \u201c' + query + '\u201d';
      option(form.action + '?q=' + encodeURIComponent(query)).textContent = found.shown && found.all ? all : text;
      show(true);
      move(options.findIndex(link => link.href === chosen));
      announce(text);
    }
    let ask = asker((found, query) => {
      if (document.activeElement === input) draw(found, query);
    });
    function start() {
      let query = input.value.trim();
      // The scripts come with the focus, so that they are there when the first word is.
      cardex.use('query').then(() => window.cardexQuery.open()).catch(() => {});
      if (!query) show(false);
      ask(query);
    }

    input.addEventListener('focus', start);
    input.addEventListener('input', () => {
      move(-1);
      start();
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
          start();
          announce('');
        } else {
          input.blur();
        }
      }
    });
  }

  cardex.all('form.search input[type="search"]').forEach((input, number) => { popup(input.form, input, number); });
})();
