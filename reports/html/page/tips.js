// Every number explains itself: under the mouse, and when the keyboard's focus is on it.

// Makes the element tell the definition of `name`, and `note` (its own value and place) before it.
function explained(target, name, note) {
  target.dataset.tip = name;
  if (note) target.dataset.note = note;
  return target;
}

// The same for an element that the tab key should reach.
function explainedStop(target, name, note) {
  target.tabIndex = 0;
  return explained(target, name, note);
}

const tip = document.getElementById('tip');
let tipOwner = null;

function fillTip(target) {
  const told = definition(target.dataset.tip);
  const formula = data.levels.find(([name]) => name === levelName(target.dataset.tip));
  tip.replaceChildren(
    element('strong', {}, told.label),
    target.dataset.note ? element('span', {class: 'note'}, target.dataset.note) : '',
    element('span', {}, told.meaning),
    formula ? element('span', {class: 'quiet'}, `${formula[0]} = ${formula[1]}`) : '',
    severalRuns && told.pooling ? element('span', {class: 'quiet'}, told.pooling) : '',
  );
}

function levelName(name) {
  return name === 'sl' || name === 'service_level' ? 'sl_offered' : name;
}

function placeTip(target) {
  const box = target.getBoundingClientRect();
  const width = tip.offsetWidth;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const above = box.top - tip.offsetHeight - 8;
  tip.style.left = `${Math.max(8, left) + scrollX}px`;
  tip.style.top = `${(above > 0 ? above : box.bottom + 8) + scrollY}px`;
}

function showTip(target) {
  hideTip();
  tipOwner = target;
  fillTip(target);
  tip.hidden = false;
  target.setAttribute('aria-describedby', 'tip');
  placeTip(target);
}

function hideTip() {
  if (tipOwner) tipOwner.removeAttribute('aria-describedby');
  tipOwner = null;
  tip.hidden = true;
}

function tipTarget(event) {
  return event.target.closest ? event.target.closest('[data-tip]') : null;
}

document.addEventListener('mouseover', event => {
  const target = tipTarget(event);
  if (target && target !== tipOwner) showTip(target);
  if (!target && tipOwner && !tip.contains(event.target) && tipOwner !== document.activeElement) hideTip();
});
document.addEventListener('focusin', event => {
  const target = tipTarget(event);
  if (target) showTip(target);
  else hideTip();
});
document.addEventListener('focusout', hideTip);
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') hideTip();
});

function explainedCells(body) {
  return [...body.rows].map(row => [...row.cells].filter(cell => cell.dataset.tip)).filter(row => row.length > 0);
}

// One cell of a table is in the order of the tab key: the first, until arrow keys chose another.
function letTabIn(body) {
  const rows = explainedCells(body);
  if (rows.length > 0) rows[0][0].tabIndex = 0;
}

// Arrow keys go from cell to cell.
function walkable(table) {
  const body = table.tBodies[0];
  letTabIn(body);
  table.addEventListener('keydown', event => {
    const way = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
    const from = event.target.closest('tbody td');
    if (!way || !from) return;
    event.preventDefault();
    const rows = explainedCells(body);
    const row = rows.findIndex(cells => cells.includes(from));
    const next = (rows[row + way[0]] || [])[rows[row].indexOf(from) + way[1]];
    if (!next) return;
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return table;
}
