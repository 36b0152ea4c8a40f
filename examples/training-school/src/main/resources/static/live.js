// Keeps a list or table up to date: its data-from is a stream of rows, each of which replaces the one of the same id.
'use strict';

const fill = {
  tricks(row, { trick, count }) {
    row.replaceChildren(cell(trick), cell(count, 'number'));
    row.dataset.count = count;
    return row;
  },
  announcements(row, { trick, text, publishedAt }) {
    const what = document.createElement('span');
    what.append(element('strong', trick ?? ''), ' ', element('span', text, 'soft'));
    const when = element('time', publishedAt.slice(0, 16).replace('T', ' ') + ' UTC');
    when.dateTime = publishedAt;
    row.replaceChildren(what, when);
    return row;
  },
};

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function cell(text, className) {
  return element('td', text, className);
}

function sortTricks(rows) {
  const count = (row) => Number(row.lastElementChild.textContent);
  const name = (row) => row.firstElementChild.textContent;
  rows.append(...[...rows.children].sort((a, b) => count(b) - count(a) || (name(a) < name(b) ? -1 : 1)));
}

function show(kind, rows, data) {
  let row = document.getElementById(data.id);
  if (!row) {
    row = document.createElement(kind === 'tricks' ? 'tr' : 'li');
    row.id = data.id;
    rows.prepend(row);
  }
  fill[kind](row, data);
  if (kind === 'tricks') {
    sortTricks(rows);
  }
  row.classList.remove('new');
  requestAnimationFrame(() => row.classList.add('new'));
  document.querySelector('.empty').hidden = true;
}

for (const live of document.querySelectorAll('[data-live]')) {
  const rows = live.tBodies ? live.tBodies[0] : live;
  const stream = new EventSource(live.dataset.from);
  stream.onmessage = (message) => show(live.dataset.live, rows, JSON.parse(message.data));
  addEventListener('pagehide', () => stream.close());
}
