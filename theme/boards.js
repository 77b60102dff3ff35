// Leaderboards are written in the order of their ranks; with scripts the heads of the columns sort them.
(function () {
  'use strict';

  let cardex = window.cardex;

  function key(row, column, kind) {
    let cell = row.cells[column];
    let value = 'value' in cell.dataset ? cell.dataset.value : cell.querySelector('a') ? cell.querySelector('a').textContent : cell.firstChild ? cell.firstChild.textContent.trim() : '';
    if (value === '') return null;
    return kind === 'number' ? parseFloat(value) : value.toLowerCase();
  }

  function sort(table, head, direction) {
    let body = table.tBodies[0], column = head.cellIndex, kind = head.dataset.sort;
    let rows = Array.from(body.rows).map(row => ({ row: row, key: key(row, column, kind), place: Number(row.dataset.place) }));
    let sign = direction === 'ascending' ? 1 : -1;
    rows.sort((a, b) => {
      // What is not stated comes last in either direction; equal ones keep the order of the board.
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place;
      return (a.key < b.key ? -sign : a.key > b.key ? sign : 0) || a.place - b.place;
    });
    body.append(...rows.map(entry => entry.row));
    Array.from(head.parentNode.cells).forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', direction);
  }

  document.querySelectorAll('table.leaderboard').forEach(table => {
    let rows = Array.from(table.tBodies[0].rows);
    rows.forEach((row, place) => { row.dataset.place = place; });
    table.querySelectorAll('th[data-sort]').forEach(head => {
      let name = head.textContent;
      let made = cardex.element('button', { type: 'button' }, [name]);
      made.addEventListener('click', () => {
        let direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
        sort(table, head, direction);
        cardex.announce('Sorted by ' + name.toLowerCase() + ', ' + direction + '.');
      });
      head.replaceChildren(made);
    });
  });
})();
