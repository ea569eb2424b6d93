// Tables that sort by a click or key on a heading.

// A table: {caption, heading, names, order, columns, sortedBy}: `names` head the rows, `order` are their sorting
// keys (the names, when there are none). A column: {name, label, unit, values, half, bad}.
function compared(a, b, direction) {
  const aMissing = a === null || a === undefined;
  const bMissing = b === null || b === undefined;
  if (aMissing || bMissing) return aMissing - bMissing; // last in both directions
  return (typeof a === 'string' ? a.localeCompare(b, 'en', {numeric: true}) : a - b) * direction;
}

function valueCell(column, row, name) {
  const value = column.values[row];
  const half = column.half && column.half[row];
  const note = `${name}: ${shown(value, column.unit)} ${plusMinus(half, column.unit)}`.trim();
  const cell = element(
    'td',
    {tabindex: -1, class: column.bad && column.bad(value) ? 'missed' : undefined},
    bare(value, column.unit),
  );
  if (half !== null && half !== undefined) cell.append(element('small', {}, `±${bare(half, column.unit)}`));
  return explained(cell, column.name, note);
}

function tableRow(table, row) {
  return element(
    'tr',
    {},
    element('th', {scope: 'row'}, table.names[row]),
    table.columns.map(column => valueCell(column, row, table.names[row])),
  );
}

function sortedRows(table, column, direction) {
  const keys = column < 0 ? table.order || table.names : table.columns[column].values;
  return table.names.map((_, row) => row).sort((a, b) => compared(keys[a], keys[b], direction) || a - b);
}

// Headings hold buttons, so that keyboards and screen readers find them. They are no button elements: with one
// in it Chromium does not repeat a table's head on the next sheet of paper.
function headingCell(label, unit, name, press) {
  const button = element('span', {role: 'button', tabindex: 0}, label, unit ? element('small', {}, ` ${unit}`) : '');
  if (name) explained(button, name);
  button.addEventListener('click', press);
  button.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  });
  return element('th', {scope: 'col', 'aria-sort': 'none'}, button);
}

function sortableTable(table) {
  const body = element('tbody');
  const sort = (column, direction) => {
    body.replaceChildren(...sortedRows(table, column, direction).map(row => tableRow(table, row)));
    letTabIn(body);
    headings.forEach((heading, index) =>
      heading.setAttribute('aria-sort', index !== column + 1 ? 'none' : direction > 0 ? 'ascending' : 'descending'),
    );
  };
  const press = column => () => {
    const now = headings[column + 1].getAttribute('aria-sort');
    sort(column, now === 'descending' || (now === 'none' && column < 0) ? 1 : -1);
  };
  const headings = [headingCell(table.heading, '', '', press(-1))].concat(
    table.columns.map((column, index) => headingCell(column.label, marks[column.unit], column.name, press(index))),
  );
  const made = element(
    'table',
    {class: 'numbers'},
    element('caption', {}, table.caption),
    element('thead', {}, element('tr', {}, headings)),
    body,
  );
  sort(table.sortedBy, table.sortedBy < 0 ? 1 : -1);
  return element('div', {class: 'wide', tabindex: -1}, walkable(made));
}

// A column by its metric's name, out of a table or a scope's curves.
function columnOf(source, name, change = {}) {
  const told = definition(name);
  return {name, label: told.label, unit: told.unit, values: source.values[name], half: source.half[name], ...change};
}

const placeColumns = [
  'offered',
  'answered',
  'abandonment',
  'left',
  'blocked',
  'sl',
  'asa_seconds',
  'wait_all_seconds',
  'wait_answered_p95_seconds',
  'longest_wait_seconds',
  'handle_seconds',
  'queue_depth',
];
const staffColumns = [
  'workers_logged_in',
  'occupancy',
  'utilisation',
  'answered',
  'handle_seconds',
  'on_task_seconds',
  'wrap_up_state_seconds',
  'reserved_seconds',
  'idle_seconds',
  'cooldown_seconds',
  'unavailable_seconds',
];
const intervalColumns = [
  'offered',
  'answered',
  'abandonment',
  'sl',
  'asa_seconds',
  intervalP95,
  'longest_wait_seconds',
  'queue_depth',
  'queue_depth_highest',
  'offered_load',
  'workers_logged_in',
  'occupancy',
];
const inHours = new Set([
  'on_task_seconds',
  'wrap_up_state_seconds',
  'reserved_seconds',
  'idle_seconds',
  'cooldown_seconds',
  'unavailable_seconds',
]);
const shortLabels = {
  sl: 'SL',
  wait_answered_p95_seconds: 'P95 wait',
  highest_p95_seconds: 'Highest P95',
  wrap_up_state_seconds: 'Wrap-up',
  left: 'Left',
  queue_depth_highest: 'Most w.',
  offered_load: 'Load',
  longest_wait_seconds: 'Longest',
  wait_all_seconds: 'Wait all',
  queue_depth: 'Waiting',
};

function columnsOf(source, names) {
  return names
    .filter(name => source.values[name])
    .map(name => {
      const change = {};
      if (shortLabels[name]) change.label = shortLabels[name];
      if (inHours.has(name)) change.unit = 'hours';
      if (name === 'sl') change.bad = isMissed;
      return columnOf(source, name, change);
    });
}

function scopeTable(kind, heading, caption, names) {
  const source = data.tables[kind];
  if (!source || source.names.length === 0) return null;
  const table = sortableTable({
    caption,
    heading,
    names: source.names,
    columns: columnsOf(source, names),
    sortedBy: 0,
  });
  const more = source.all - source.names.length;
  return element(
    'section',
    {class: 'card'},
    table,
    more > 0 ? element('p', {class: 'quiet'}, `and ${more} less busy ${more === 1 ? 'one' : 'ones'}, which summary.json has`) : '',
  );
}

const intervalPlace = element('section', {class: 'card'});

// Of what the plots show; workers are told beside all contacts alone, because a queue has none of its own.
function fillIntervalTable(curves) {
  intervalPlace.replaceChildren(
    sortableTable({
      caption: `By interval${curves === total ? '' : `: ${curves.kind} ${curves.name}`}`,
      heading: 'From',
      names: starts.map(moment),
      order: starts,
      columns: columnsOf(curves, intervalColumns),
      sortedBy: -1,
    }),
  );
}
