// What was asked of the run, and what came of it: thresholds, service level, findings, the main figures.

function card(title, ...children) {
  return element('section', {class: 'card'}, element('h2', {}, title), ...children);
}

function head() {
  const from = `${day(run.start)} ${clock(run.start)}`;
  const to = days > 1 ? `${day(run.end)} ${clock(run.end)}` : clock(run.end);
  const runs = severalRuns ? `mean of ${run.replications} replications, ± is the 95 % interval` : 'one run';
  return element(
    'header',
    {},
    element('h1', {}, run.scenario || 'run'),
    element(
      'p',
      {class: 'quiet'},
      `${from} to ${to} UTC, by intervals of ${durationText(run.interval)}; ${runs}; seed ${run.seed}`,
    ),
    mergedNote(),
  );
}

// What is drawn by longer intervals than it was measured by.
function mergedNote() {
  if (run.merged < 2) return '';
  return explainedStop(
    element(
      'p',
      {class: 'merged'},
      `Plots, heat map and the table by interval show ${run.merged} intervals of ${durationText(run.interval)} as one; ` +
        'the P95 in them is the highest of these intervals, not that of all their contacts. The findings are of the single intervals.',
    ),
    'highest_p95_seconds',
  );
}

// A run that was stopped does not look like a whole one.
function interruption() {
  if (!run.unfinished && !run.observedUntil) return '';
  const until = run.observedUntil && `${day(run.observedUntil)} ${clock(run.observedUntil, true)}`;
  return element(
    'section',
    {class: 'card stopped', role: 'alert'},
    element('h2', {}, until ? `Interrupted: observed until ${until} UTC only` : 'Interrupted'),
    element(
      'p',
      {},
      until
        ? 'All figures and thresholds are of the time before; nothing is known of the rest of the window.'
        : `${run.replications} of ${run.replications + run.unfinished} replications came to their end; the figures are theirs.`,
    ),
  );
}

function verdictMark(held) {
  return element('span', {class: held ? 'mark held' : 'mark broken'}, held ? '✓ held' : '✗ missed');
}

function thresholdUnit(expression) {
  const name = expression.match(/^\w*/)[0];
  return {name, unit: definition(name).unit};
}

function thresholdRow(threshold) {
  const {name, unit} = thresholdUnit(threshold.expr);
  const value = threshold.value === null ? 'nothing was measured' : shown(threshold.value, unit);
  const ends = threshold.ci95
    ? ` (95 % interval ${shown(threshold.ci95[0], unit)} to ${shown(threshold.ci95[1], unit)})`
    : '';
  return element(
    'tr',
    {},
    element('td', {}, verdictMark(threshold.ok)),
    element('th', {scope: 'row'}, element('code', {}, threshold.expr)),
    explainedStop(element('td', {class: threshold.ok ? '' : 'missed'}, value + ends), name),
  );
}

function thresholds() {
  if (!Array.isArray(data.thresholds) || data.thresholds.length === 0) {
    return element('p', {class: 'quiet'}, 'Thresholds: the scenario sets none.');
  }
  const held = data.thresholds.filter(threshold => threshold.ok).length;
  const many = data.thresholds.length;
  const all = many === 1 ? 'the only one' : many === 2 ? 'both' : `all ${many}`;
  return card(
    `Thresholds: ${held === many ? all : held === 0 ? 'none' : `${held} of ${many}`} held`,
    element('table', {class: 'thresholds'}, element('tbody', {}, data.thresholds.map(thresholdRow))),
  );
}

function bigLevel() {
  const [value, half] = totalOf('sl');
  const judged = value !== null;
  const held = judged && value >= run.target;
  const number = explainedStop(
    element('span', {class: judged && !held ? 'big missed' : 'big'}, shown(value, 'share')),
    'sl',
  );
  return element(
    'div',
    {class: 'level'},
    element('h2', {}, 'Service level'),
    number,
    judged ? verdictMark(held) : '',
    element(
      'p',
      {},
      `${half === null ? '' : `${plusMinus(half, 'share')}, `}target `,
      explainedStop(element('span', {class: 'target'}, shown(run.target, 'share')), 'service_level_target'),
    ),
    element(
      'p',
      {class: 'quiet'},
      `sl_offered: answered within ${durationText(run.within)} / (answered + abandoned)`,
    ),
  );
}

function totalOf(name) {
  const [value = null, half = null] = data.total[name] || [];
  return [value, half];
}

// Words, or a number with the name that explains it.
function findingPart(part) {
  return typeof part === 'string' ? part : explainedStop(element('span', {}, part[0]), part[1]);
}

function findingList() {
  return element(
    'ul',
    {class: 'findings'},
    data.findings.map(finding => element('li', {class: finding.kind}, finding.parts.map(findingPart))),
  );
}

function verdict() {
  const strip =
    data.findings.length > 1
      ? [heatTable([total], 'sl', `Service level of each interval, in % (sl_offered)`), heatKey('sl')]
      : [];
  return element(
    'section',
    {class: 'card verdict'},
    element('div', {class: 'beside'}, bigLevel(), findingList()),
    strip,
  );
}

const tileNames = [
  'offered',
  'answered',
  'abandonment',
  'asa_seconds',
  'wait_answered_p95_seconds',
  'handle_seconds',
  'occupancy',
  'workers_logged_in',
];

function tile(name) {
  const [value, half] = totalOf(name);
  const {label, unit} = definition(name);
  return element(
    'div',
    {class: 'tile'},
    element('span', {class: 'quiet'}, shortLabels[name] || label),
    explainedStop(
      element('b', {}, shown(value, unit)),
      name,
      `${shown(value, unit)} ${plusMinus(half, unit)}`.trim(),
    ),
    element('small', {}, plusMinus(half, unit)),
  );
}

function tiles() {
  return element('section', {class: 'tiles first', 'aria-label': 'All contacts'}, tileNames.map(tile));
}
