// Where it broke and why: the plots, the choice of what they show, and the heat map.

let contactsOf = total; // what the plots of contacts show
let workersOf = total; // and those of workers

function recordedCurve(part) {
  const recorded = data.recorded;
  if (!recorded || !Array.isArray(recorded.intervals)) return null;
  if (recorded.queue ? recorded.queue !== contactsOf.name : contactsOf !== total) return null;
  const byStart = new Map(recorded.intervals.map(row => [Date.parse(row.start) / 1000, row.recorded[part]]));
  return {
    name: 'recorded',
    label: 'recorded',
    color: 'ink',
    width: 1.5,
    dash: [2, 3],
    values: starts.map(start => (byStart.has(start) ? byStart.get(start) : null)),
  };
}

function curveOf(source, name, change) {
  return {
    name,
    label: definition(name).label,
    color: 'main',
    values: source.values[name] || starts.map(() => null),
    half: source.half[name],
    ...change,
  };
}

function stacked(curves) {
  const sums = starts.map(() => 0);
  const all = curves.map(curve => {
    curve.values.forEach((value, at) => {
      sums[at] += value || 0;
    });
    return {...curve, drawn: sums.map((sum, at) => (curve.values[at] === null ? null : sum))};
  });
  return all.reverse();
}

function contactCharts() {
  const of = contactsOf;
  const levels = of.values.sl;
  const target = {
    name: 'service_level_target',
    label: 'target',
    color: 'ink',
    width: 1.5,
    dash: [7, 4],
    values: starts.map(() => run.target),
  };
  const limit = {
    name: 'sl',
    label: `limit of the service level, ${durationText(run.within)}`,
    color: 'ink',
    width: 1.5,
    dash: [7, 4],
    values: starts.map(() => run.within),
  };
  const charts = [
    {
      title: 'Service level (sl_offered)',
      unit: 'share',
      top: 1.02,
      curves: [curveOf(of, 'sl', {label: `within ${durationText(run.within)}`}), target],
    },
    {
      title: 'Waits',
      unit: 'seconds',
      curves: [
        curveOf(of, 'asa_seconds'),
        curveOf(of, intervalP95, {
          label: intervalP95Label,
          color: 'second',
          dash: [5, 3],
          half: undefined,
        }),
        limit,
      ],
    },
    {
      title: 'Contacts',
      unit: 'contacts',
      curves: stacked([
        curveOf(of, 'answered', {fill: 'soft', half: undefined}),
        curveOf(of, 'abandoned', {color: 'bad', fill: 'badsoft', hatch: 'bad', half: undefined}),
      ]).concat(curveOf(of, 'offered', {color: 'ink', width: 1.5, dash: [2, 2]})),
    },
    {
      title: 'Abandonment',
      unit: 'share',
      curves: [curveOf(of, 'abandonment', {color: 'bad'}), recordedCurve('abandonment')],
    },
    {title: 'Handle time', unit: 'seconds', curves: [curveOf(of, 'handle_seconds')]},
    {
      title: 'Queue depth',
      unit: 'tasks',
      curves: [
        curveOf(of, 'queue_depth_highest', {color: 'quiet', width: 1, label: 'most at one time'}),
        curveOf(of, 'queue_depth', {fill: 'soft', label: 'mean'}),
      ],
    },
  ];
  if (recordedCurve('wait_all_seconds')) {
    charts.push({
      title: 'Mean wait of all, beside the recorded',
      unit: 'seconds',
      curves: [curveOf(of, 'wait_all_seconds'), recordedCurve('wait_all_seconds')],
    });
  }
  return charts.map(chart => ({...chart, levels, curves: chart.curves.filter(curve => curve)}));
}

const states = [
  ['on_task_seconds', {fill: 'ontask'}],
  ['wrap_up_state_seconds', {fill: 'wrapup', hatch: 'ontask'}],
  ['reserved_seconds', {fill: 'ringing', hatch: 'ink', kind: 'dots'}],
  ['idle_seconds', {fill: 'idle'}],
  ['cooldown_seconds', {fill: 'cooldown', hatch: 'paper', kind: 'level'}],
  ['unavailable_seconds', {fill: 'unavailable', hatch: 'paper', kind: 'down'}],
];

function observedLength(index) {
  return Math.min(endOf(index), run.observedUntil || run.end) - starts[index];
}

// Workers in a state on average: their time in it over the interval's length.
function stateCurve([name, look]) {
  const seconds = workersOf.values[name] || starts.map(() => null);
  return {
    name,
    label: definition(name).label,
    color: 'ontask',
    width: 1,
    ...look,
    values: seconds.map((value, at) => (value === null ? null : value / observedLength(at))),
  };
}

function isSeen(curve) {
  return curve.values.some(value => value > 0);
}

function workerCharts() {
  const inStates = stacked(states.map(stateCurve).filter(isSeen));
  const load = workersOf === total ? [curveOf(total, 'offered_load', {color: 'bad', width: 2.5})] : [];
  return [
    {title: 'Workers by state', unit: 'workers', curves: inStates.concat(load)},
    {title: 'Occupancy', unit: 'share', top: 1.02, curves: [curveOf(workersOf, 'occupancy')]},
  ].map(chart => ({...chart, levels: workersOf === total ? total.values.sl : []}));
}

// A choice among all and the scopes of some kinds; `choose` is given the scope.
function picker(label, kinds, choose) {
  const scopes = data.curves.filter(curves => curves.kind === 'total' || kinds.includes(curves.kind));
  const select = element(
    'select',
    {},
    scopes.map((curves, at) =>
      element('option', {value: at}, curves.kind === 'total' ? 'all' : `${curves.kind}: ${curves.name}`),
    ),
  );
  select.addEventListener('change', () => choose(scopes[select.value]));
  return {
    box: element('label', {class: 'picker'}, `${label} `, select),
    show: curves => {
      select.value = scopes.indexOf(curves);
    },
  };
}

const plots = element('div', {class: 'charts'});

// What came of it stands beside who was there; then the rest.
function allCharts() {
  const [level, ...contacts] = contactCharts();
  const [byState, ...workers] = workerCharts();
  return [level, byState, ...contacts, ...workers];
}

function drawCharts(size, font) {
  drawn.splice(0).forEach(plot => plot.destroy());
  const charts = allCharts().map(chart => ({...chart, font}));
  plots.replaceChildren(...charts.map(chartFigure));
  charts.forEach(chart => draw(chart, size));
}

const contactsPicker = picker('Contacts of', ['queue', 'channel', 'tenant'], showContactsOf);
const workersPicker = picker('Workers of', ['group'], curves => {
  workersOf = curves;
  drawCharts();
});

function curvesHead() {
  return element(
    'div',
    {class: 'curves'},
    element('h2', {}, 'Over the time'),
    element(
      'div',
      {class: 'bar'},
      contactsPicker.box,
      workersPicker.box,
      element('span', {class: 'quiet'}, element('i', {class: 'shade'}), ' the service level was below the target'),
    ),
  );
}

// The plots, and the same numbers as a table.
function showContactsOf(curves) {
  contactsOf = curves;
  drawCharts();
  fillIntervalTable(curves);
}

// From the heat map to the plots of a row.
function showScope(curves) {
  contactsPicker.show(curves);
  showContactsOf(curves);
  contactsPicker.box.scrollIntoView();
}

function heatSection() {
  const queues = data.curves.filter(curves => curves.kind === 'queue');
  if (queues.length === 0) return '';
  const place = element('div');
  const show = metric => {
    const {label} = definition(metric);
    place.replaceChildren(
      heatTable(
        queues.length > 1 ? [total, ...queues] : queues,
        metric,
        `${label} by interval and queue${definition(metric).unit === 'share' ? ', in %' : definition(metric).unit === 'seconds' ? ', in s' : ''}`,
        showScope,
      ),
      heatKey(metric),
    );
  };
  const select = element(
    'select',
    {},
    heatMetrics.map(metric => element('option', {value: metric}, definition(metric).label)),
  );
  select.addEventListener('change', () => show(select.value));
  show(heatMetrics[0]);
  const more = data.tables.queue.all - queues.length;
  const section = card(
    'Interval by queue',
    element('label', {class: 'picker'}, 'Show ', select),
    place,
    more > 0
      ? element(
          'p',
          {class: 'quiet'},
          `${queues.length === 1 ? 'The busiest queue' : `The ${queues.length} busiest queues`}; ` +
            `${more === 1 ? '1 other' : `${more} others`} had less or nothing to do`,
        )
      : '',
  );
  section.classList.add('long');
  return section;
}
