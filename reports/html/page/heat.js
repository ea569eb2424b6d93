// Interval by queue as coloured numbers: the darker (at night: the brighter), the worse.

const heatMetrics = ['sl', 'abandonment', 'asa_seconds', 'queue_depth', 'offered'];

// A step from 0 (as wanted, or nothing) to 4 (worst, or most).
function heatStep(metric, value, highest) {
  if (metric === 'sl') {
    if (!isMissed(value)) return 0;
    const reached = value / run.target;
    return reached >= 0.9 ? 1 : reached >= 0.7 ? 2 : reached >= 0.4 ? 3 : 4;
  }
  return highest > 0 ? Math.min(4, Math.floor((value / highest) * 4.999)) : 0;
}

function heatText(metric, value) {
  const unit = definition(metric).unit;
  if (unit === 'share') return String(Math.round(value * 100));
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
}

function heatCell(curves, metric, index, highest, numbers) {
  const value = (curves.values[metric] || [])[index];
  const unit = definition(metric).unit;
  const missing = value === null || value === undefined;
  const half = curves.half[metric] && curves.half[metric][index];
  const cell = element(
    'td',
    {tabindex: -1, class: missing ? 'none' : `${metric === 'sl' ? 'sl' : 'q'}${heatStep(metric, value, highest)}`},
    missing || !numbers ? '' : heatText(metric, value),
  );
  return explained(
    cell,
    metric,
    `${scopeName(curves)}, ${spanOf(index)}: ${shown(value, unit)} ${plusMinus(half, unit)}`.trim(),
  );
}

// Full hours, and of them so few that they do not touch.
function headingEvery(columnWidth) {
  const enough = (44 / columnWidth) * step;
  return [3600, 7200, 10800, 21600, 43200, 86400].find(every => every >= enough) || 604800;
}

function heatHeading(columnWidth) {
  const every = headingEvery(columnWidth);
  return starts.map(start =>
    element(
      'th',
      {scope: 'col', 'aria-label': moment(start)},
      start % every === 0 ? element('span', {}, every >= 86400 ? day(start).slice(5) : clock(start)) : '',
    ),
  );
}

// `rows` are scopes with curves; a click on a row's name calls `choose` with it.
function heatTable(rows, metric, caption, choose) {
  const numbers = starts.length <= 48;
  const room = Math.max(300, Math.min(document.documentElement.clientWidth, 1560) - 210);
  const width = Math.min(numbers ? 60 : 12, Math.max(numbers ? 24 : 2, Math.floor(room / starts.length)));
  const highest = Math.max(
    0,
    ...rows.flatMap(curves => (curves.values[metric] || []).filter(value => value !== null)),
  );
  const body = rows.map(curves =>
    element(
      'tr',
      {},
      heatName(curves, choose),
      starts.map((_, index) => heatCell(curves, metric, index, highest, numbers)),
    ),
  );
  const table = element(
    'table',
    {class: numbers ? 'heat' : 'heat fine', style: `--columns:${starts.length}`},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, element('td'), heatHeading(width))),
    element('tbody', {}, body),
  );
  return element('div', {class: 'wide', tabindex: -1}, walkable(table));
}

function heatName(curves, choose) {
  if (!choose) return element('th', {scope: 'row'}, scopeName(curves));
  const button = element('button', {type: 'button'}, scopeName(curves));
  button.addEventListener('click', () => choose(curves));
  return element('th', {scope: 'row'}, button);
}

function heatKey(metric) {
  if (metric !== 'sl') {
    return element(
      'p',
      {class: 'key'},
      'least ',
      [0, 1, 2, 3, 4].map(at => element('i', {class: `q${at}`})),
      ' most',
    );
  }
  const target = run.target * 100;
  const texts = [
    `${Math.round(target)} % or more: target held`,
    `${Math.round(target * 0.9)} %`,
    `${Math.round(target * 0.7)} %`,
    `${Math.round(target * 0.4)} %`,
    'less',
  ];
  return element(
    'p',
    {class: 'key'},
    texts.map((text, at) => [element('i', {class: `sl${at}`}), ` ${at > 0 && at < 4 ? 'from ' : ''}${text} `]).flat(),
  );
}
