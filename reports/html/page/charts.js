// Curves over the intervals, drawn by uPlot: each value holds for its whole interval, as it was measured.

const xs = starts.concat(run.end);
const drawn = []; // the plots on the page
// A value lasts until its interval ends, also where the next one has none.
const stepped = uPlot.paths.stepped({align: 1, alignGaps: 1, extend: true});

// `gaps` are those between values; behind the last value there is one more.
function gapsOf(plot, _series, _first, last, gaps) {
  const {left, width} = plot.bbox;
  return last + 1 < xs.length ? gaps.concat([[plot.valToPos(xs[last + 1], 'x', true), left + width]]) : gaps;
}

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

// The last value holds until the end.
function held(values) {
  const list = (values || starts.map(() => null)).slice(0, starts.length);
  return list.concat(list[list.length - 1]);
}

// Fine lines or dots over a fill, so that it is told from others without colour.
const hatches = {
  up: pen => [-12, 0, 12].forEach(shift => line(pen, shift, 12, shift + 12, 0)),
  down: pen => [-12, 0, 12].forEach(shift => line(pen, shift, 0, shift + 12, 12)),
  level: pen => line(pen, 0, 6, 12, 6),
  dots: pen => [3, 9].forEach(at => pen.fillRect(at - 1, at - 1, 3, 3)),
};

function line(pen, fromX, fromY, toX, toY) {
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
}

function hatched(base, ink, kind) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 12;
  const pen = tile.getContext('2d');
  pen.fillStyle = base;
  pen.fillRect(0, 0, 12, 12);
  pen.fillStyle = pen.strokeStyle = ink;
  pen.lineWidth = 2;
  pen.beginPath();
  hatches[kind](pen);
  pen.stroke();
  return pen.createPattern(tile, 'repeat');
}

function fillOf(curve) {
  if (!curve.fill) return undefined;
  return curve.hatch ? hatched(color(curve.fill), color(curve.hatch), curve.kind || 'up') : color(curve.fill);
}

function lineOf(curve) {
  const fill = fillOf(curve);
  return {
    label: curve.label,
    stroke: color(curve.color),
    width: curve.width === undefined ? 2 : curve.width,
    dash: curve.dash,
    fill: fill && (() => fill),
    paths: stepped,
    gaps: gapsOf,
    points: {show: false},
  };
}

function edge() {
  return {stroke: 'transparent', width: 0, paths: stepped, gaps: gapsOf, points: {show: false}};
}

// uPlot's columns, series and bands of a chart; a 95 % interval is a band behind its curve.
function layers(chart) {
  const columns = [xs];
  const series = [{}];
  const bands = [];
  for (const curve of chart.curves) {
    if (curve.half) {
      const ends = way =>
        held(
          curve.values.map((value, at) =>
            value === null || curve.half[at] === null ? null : Math.max(0, value + way * curve.half[at]),
          ),
        );
      bands.push({series: [series.length, series.length + 1], fill: color('band')});
      series.push(edge(), edge());
      columns.push(ends(1), ends(-1));
    }
    columns.push(held(curve.drawn || curve.values));
    series.push(lineOf(curve));
  }
  return {columns, series, bands};
}

// The intervals below the target, behind every plot of contacts: where it broke stands above why.
function shadeMissed(plot, levels) {
  const {left, width, top, height} = plot.bbox;
  plot.ctx.fillStyle = color('missed');
  (levels || []).forEach((level, index) => {
    if (!isMissed(level)) return;
    const from = plot.valToPos(starts[index], 'x', true);
    const to = plot.valToPos(endOf(index), 'x', true);
    plot.ctx.fillRect(Math.max(from, left), top, Math.min(to, left + width) - Math.max(from, left), height);
  });
}

// Steps of a time axis that people count in.
const secondSteps = [1, 2, 5, 10, 20, 30]
  .concat([1, 2, 5, 10, 20, 30].map(minutes => minutes * 60))
  .concat([1, 2, 4, 6, 12, 24, 48, 120, 240].map(hours => hours * 3600));

function axisText(value, unit) {
  if (unit === 'share') return `${Math.round(value * 100)} %`;
  if (unit !== 'seconds' || value === 0) return withThousands(String(value));
  if (value % 3600 === 0) return `${withThousands(String(value / 3600))} h`;
  return value % 60 === 0 ? `${value / 60} min` : `${value} s`;
}

function timeText(seconds) {
  return seconds % 86400 === 0 && days > 1 ? day(seconds).slice(5) : clock(seconds);
}

function axes(chart) {
  const look = {
    stroke: color('quiet'),
    font: chart.font || '12px system-ui, sans-serif',
    ticks: {show: false},
    grid: {stroke: color('line'), width: 1},
  };
  const longest = texts => Math.max(4, ...(texts || []).map(text => text.length));
  return [
    {...look, space: 56, size: 28, values: (_, splits) => splits.map(timeText)},
    {
      ...look,
      space: 32,
      size: (_, texts) => 14 + longest(texts) * 7,
      incrs: chart.unit === 'seconds' ? secondSteps : undefined,
      values: (_, splits) => splits.map(at => axisText(at, chart.unit)),
    },
  ];
}

function highestOf(chart) {
  return (_, lowest, highest) => [0, chart.top || (highest > 0 ? highest * 1.08 : 1)];
}

function options(chart, size, {series, bands}) {
  return {
    ...size,
    series,
    bands,
    axes: axes(chart),
    legend: {show: false},
    padding: [8, 20, 0, 0],
    tzDate: at => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
    scales: {x: {range: () => [run.start, run.end]}, y: {range: highestOf(chart)}},
    cursor: {
      sync: {key: 'time', setSeries: false},
      drag: {x: false, y: false},
      y: false,
      points: {show: false},
      dataIdx: (plot, _, nearest, at) => Math.max(0, xs[nearest] > at ? nearest - 1 : nearest),
    },
    hooks: {
      drawClear: [plot => shadeMissed(plot, chart.levels)],
      setCursor: [plot => showValues(chart, plot.cursor.left < 0 ? null : intervalAt(plot.cursor.idxs[0]))],
    },
  };
}

function intervalAt(index) {
  return index === null || index === undefined ? null : Math.min(index, starts.length - 1);
}

// The legend has the values under the cursor; without one it has the curves' names alone.
function showValues(chart, index) {
  chart.place.textContent = index === null ? '' : spanOf(index);
  chart.curves.forEach((curve, at) => {
    const half = index !== null && curve.half && curve.half[index];
    chart.values[at].textContent =
      index === null ? '' : `${shown(curve.values[index], chart.unit)} ${plusMinus(half || null, chart.unit)}`;
  });
}

function swatch(curve) {
  const mark = element('canvas', {width: 36, height: 24, class: 'swatch', 'aria-hidden': 'true'});
  const pen = mark.getContext('2d');
  if (curve.fill) {
    pen.fillStyle = fillOf(curve);
    pen.fillRect(0, 2, 36, 20);
  }
  if (curve.width === 0) return mark;
  pen.strokeStyle = color(curve.color);
  pen.lineWidth = (curve.width || 2) * 2;
  pen.setLineDash((curve.dash || []).map(length => length * 2));
  pen.beginPath();
  pen.moveTo(0, curve.fill ? 3 : 12);
  pen.lineTo(36, curve.fill ? 3 : 12);
  pen.stroke();
  return mark;
}

function legend(chart) {
  chart.place = element('span', {class: 'place'});
  chart.values = chart.curves.map(() => element('b'));
  const items = chart.curves.map((curve, at) =>
    explainedStop(element('span', {class: 'item'}, swatch(curve), ` ${curve.label} `, chart.values[at]), curve.name),
  );
  return element('p', {class: 'legend'}, items, chart.place);
}

// Arrow keys move the cursor from interval to interval and read it out.
function readByKeys(plot, box, chart) {
  box.addEventListener('keydown', event => {
    const way = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!way) return;
    event.preventDefault();
    const now = box.dataset.at === undefined ? (way > 0 ? -1 : starts.length) : Number(box.dataset.at);
    const next = Math.min(Math.max(now + way, 0), starts.length - 1);
    box.dataset.at = next;
    plot.setCursor({left: plot.valToPos((starts[next] + endOf(next)) / 2, 'x'), top: 0});
    document.getElementById('spoken').textContent =
      `${spanOf(next)}: ` +
      chart.curves.map(curve => `${curve.label} ${shown(curve.values[next], chart.unit)}`).join(', ');
  });
}

function chartFigure(chart) {
  const box = element('div', {
    class: 'plot',
    tabindex: 0,
    role: 'group',
    'aria-label': `${chart.title}, a plot; left and right arrow keys read it by interval`,
  });
  chart.box = box;
  return element(
    'figure',
    {class: 'card chart'},
    element('figcaption', {}, element('h3', {}, chart.title), legend(chart)),
    box,
  );
}

function draw(chart, size) {
  const parts = layers(chart);
  const plot = new uPlot(
    options(chart, size || {width: chart.box.clientWidth, height: 210}, parts),
    parts.columns,
    chart.box,
  );
  readByKeys(plot, chart.box, chart);
  drawn.push(plot);
}
