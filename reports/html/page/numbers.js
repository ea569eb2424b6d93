// The numbers behind it: percentiles, service levels by definition, definitions, where the numbers come from.

const percentiles = [50, 80, 90, 95, 99];

function waitRow(label, who) {
  const highest = totalOf(`wait_${who}_p99_seconds`)[0] || 1;
  return element(
    'tr',
    {},
    element('th', {scope: 'row'}, label),
    percentiles.map(percent => {
      const name = `wait_${who}_p${percent}_seconds`;
      const [value, half] = totalOf(name);
      const cell = element(
        'td',
        {tabindex: -1},
        shown(value, 'seconds'),
        element('small', {}, plusMinus(half, 'seconds')),
        element('i', {class: 'bar-of', style: `width:${Math.min(100, ((value || 0) / highest) * 100)}%`}),
      );
      return explained(cell, name);
    }),
  );
}

function waits() {
  const table = element(
    'table',
    {class: 'numbers still'},
    element('caption', {}, 'Percentiles of all waits'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', {scope: 'col'}, 'so many waited no longer'),
        percentiles.map(percent => element('th', {scope: 'col'}, `${percent} %`)),
      ),
    ),
    element('tbody', {}, waitRow('of the answered', 'answered'), waitRow('of answered and abandoned', 'all')),
  );
  return card('Waits', element('div', {class: 'wide', tabindex: -1}, walkable(table)));
}

function levelCell(level, part, name) {
  const entry = part ? (level[part] || {})[name] : level[name];
  if (!entry) return element('td', {}, nothing);
  const half = entry.ci95 ? (entry.ci95[1] - entry.ci95[0]) / 2 : null;
  const cell = element(
    'td',
    {tabindex: -1},
    shown(entry.value, 'share'),
    element('small', {}, plusMinus(half, 'share')),
  );
  return explained(cell, part || name);
}

function levels() {
  const rows = data.serviceLevels.flatMap(level =>
    data.levels.map(([name, formula]) =>
      element(
        'tr',
        {},
        element('th', {scope: 'row'}, `${name}, ${durationText(level.within_seconds)}`),
        element('td', {class: 'formula'}, formula),
        levelCell(level, '', name),
        levelCell(level, 'interval_attainment', name),
        levelCell(level, 'target_met', name),
      ),
    ),
  );
  const table = element(
    'table',
    {class: 'numbers still'},
    element(
      'caption',
      {},
      'Service level by its definitions: A answered, B abandoned, T within the threshold, s short',
    ),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        [
          'definition',
          'formula',
          'service level',
          'intervals on target',
          severalRuns ? 'chance of target met' : 'target met',
        ].map(text => element('th', {scope: 'col', class: text === 'formula' && text}, text)),
      ),
    ),
    element('tbody', {}, rows),
  );
  return card('Service levels', element('div', {class: 'wide', tabindex: -1}, walkable(table)));
}

function happenings() {
  const names = data.happenings.filter(name => totalOf(name)[0] > 0);
  if (names.length === 0) return '';
  return card('Also', element('div', {class: 'tiles'}, names.map(tile)));
}

// What did not happen and was not measured needs no explanation.
function isShown(name) {
  return data.total[name] || !data.measured.includes(name);
}

function definitionList() {
  const entries = Object.keys(data.definitions)
    .filter(isShown)
    .map(name => {
      const told = definition(name);
      return [
        element('dt', {}, `${told.label} `, element('code', {}, name)),
        element('dd', {}, told.meaning, told.pooling ? `; ${told.pooling}` : ''),
      ];
    });
  const list = element(
    'details',
    {class: 'card'},
    element('summary', {}, 'Definitions'),
    element(
      'p',
      {},
      'Contacts belong to the interval of their arrival; queue depth and workers to the clock. Waits include ringing.',
    ),
    element('dl', {}, entries),
  );
  return list;
}

function foot() {
  const inputs = (run.inputs || []).map(input =>
    element('li', {}, `${input.name} `, element('code', {}, input.sha256)),
  );
  return element(
    'footer',
    {class: 'quiet'},
    element(
      'p',
      {},
      `switchyard ${(run.tool || {}).version || ''}, seed ${run.seed}, log hash `,
      element('code', {}, run.logHash || ''),
    ),
    element('ul', {}, inputs),
    run.merged > 1 ? element('p', {}, 'intervals.csv has all intervals.') : '',
  );
}

function brokenChecks() {
  if (!Array.isArray(data.broken) || data.broken.length === 0) return '';
  return card(
    'Self-checks that failed: a fault of this program',
    element(
      'ul',
      {},
      data.broken.map(text => element('li', {class: 'missed'}, text)),
    ),
  );
}
