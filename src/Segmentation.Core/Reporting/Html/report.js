// Sorting and filtering: the page is complete without them. No character here needs escaping in XML.
(function () {
  'use strict';

  // The first number of a cell: a second one says more about it.
  function figure(cell) {
    var found = /-?[0-9][0-9.]*(e-?[0-9]+)?/.exec(cell.textContent.replace(/\u2212/g, '-').replace(/,/g, ''));
    return found ? parseFloat(found[0]) : undefined;
  }

  function compare(a, b, numeric) {
    if (!numeric) {
      return a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
    }
    var x = figure(a);
    var y = figure(b);
    return isNaN(x) ? (isNaN(y) ? 0 : Infinity) : isNaN(y) ? -Infinity : x - y;
  }

  function sort(table, heading, column) {
    var body = table.tBodies[0];
    var numeric = heading.classList.contains('n');
    var before = heading.getAttribute('aria-sort');
    var down = before ? before === 'ascending' : numeric;
    var rows = Array.from(body.rows).sort(function (a, b) {
      var order = compare(a.cells[column], b.cells[column], numeric);
      return Math.abs(order) === Infinity ? order : down ? -order : order;
    });
    Array.from(table.tHead.rows[0].cells).forEach(function (cell) { cell.removeAttribute('aria-sort'); });
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    rows.forEach(function (row) { body.appendChild(row); });
  }

  document.querySelectorAll('table.sort').forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
      var button = document.createElement('button');
      button.type = 'button';
      while (heading.firstChild) {
        button.appendChild(heading.firstChild);
      }
      heading.appendChild(button);
      button.addEventListener('click', function () { sort(table, heading, column); });
    });
  });

  var section = document.getElementById('segments');
  var cards = Array.from(section.querySelectorAll('article'));
  if (cards.length === 1) {
    return;
  }
  var box = document.createElement('div');
  var label = document.createElement('label');
  var input = document.createElement('input');
  var status = document.createElement('span');
  box.className = 'filter';
  label.textContent = 'Filter segments';
  input.type = 'search';
  input.placeholder = 'a word, such as stable';
  status.setAttribute('role', 'status');
  label.appendChild(input);
  box.appendChild(label);
  box.appendChild(status);
  section.insertBefore(box, cards[0]);
  input.addEventListener('input', function () {
    var words = input.value.toLowerCase().split(/\s+/);
    var shown = 0;
    cards.forEach(function (card) {
      var text = card.textContent.toLowerCase();
      card.hidden = !words.every(function (word) { return text.includes(word); });
      shown += card.hidden ? 0 : 1;
    });
    status.textContent = input.value ? shown + ' of ' + cards.length + ' shown' : '';
  });
}());
