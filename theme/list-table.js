// The list of models as a table: loaded when a reader asks for it.
(function () {
  'use strict';

  let cardex = window.cardex, make = cardex.element, text = cardex.text, button = cardex.button;

  let COLUMNS = [['Model', 'name', 0], ['Task', '', 4], ['Library', '', 5], ['Licence', '', 6],
    ['Parameters', 'params', 7], ['Size', 'size', 8], ['Updated', 'updated', 9], ['Compare', '', 0]];

  let refocus = '';

  // `list` is what list.js lends: its order, its links and badges, and how it changes.
  window.cardexTable = (records, list) => {
    let caption = text('caption', 'visually-hidden', 'Models'), head = text('tr'), body = text('tbody');
    COLUMNS.forEach(column => {
      let cell = make('th', column[1] && column[2] ? { scope: 'col', class: 'num' } : { scope: 'col' }), key = column[1], up = key === 'name' || list.order() === key + '-up';
      if (key) {
        let current = list.order() === key || list.order() === key + '-up';
        cell.append(button('', column[0], () => {
          list.change({ sort: list.order() === key && list.ranges.includes(key) ? key + '-up' : key });
          refocus = key;
        }));
        if (current) cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        if (refocus === key) requestAnimationFrame(() => { cell.firstChild.focus(); });
      } else {
        cell.textContent = column[0];
      }
      head.append(cell);
    });
    refocus = '';
    records.forEach(record => {
      let row = text('tr'), name = make('th', { scope: 'row' });
      name.append(list.link(record));
      list.badges(record, name);
      row.append(name);
      COLUMNS.slice(1, -1).forEach(column => {
        let cell = text('td', column[1] ? 'num' : '', record[column[2]].replace(/^(\d+ \D{3})[a-z]* (\d+)$/, '$1 $2'));
        // A long name is cut.
        if (!column[1]) cell.title = record[column[2]];
        row.append(cell);
      });
      row.append(list.wrap(text('td'), cardex.compareToggle(record[0])));
      body.append(row);
    });
    let made = make('table', { class: 'compact' }, [caption, list.wrap(text('thead'), head), body]);
    return make('div', { class: 'table-scroll', role: 'region', 'aria-label': 'Models', tabindex: '0' }, [made]);
  };
})();
