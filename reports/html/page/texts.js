// Numbers as people read them, and elements made without markup in strings, so that no name can become markup.
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const run = data.run;
const total = data.curves[0];
const nothing = '–';
const severalRuns = run.replications > 1;

// element('p', {class: 'quiet'}, 'text', element('b', {}, 'more'))
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null));
  return made;
}

// Metrics by what people are told about them; "sl" is the service level that all plots show.
function definition(name) {
  const [label, unit, meaning, pooling] = data.definitions[name === 'sl' ? 'sl_offered' : name] || [name, '', '', ''];
  return {label, unit, meaning, pooling};
}

function withThousands(digits) {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

function decimals(value, digits) {
  const [whole, fraction] = value.toFixed(digits).split('.');
  return withThousands(whole) + (fraction ? '.' + fraction : '');
}

// A count without decimals when it is whole; a mean over replications with one.
function count(value) {
  return decimals(value, Number.isInteger(value) ? 0 : 1);
}

const formats = {
  share: value => decimals(value * 100, 1),
  seconds: value => decimals(value, 1),
  hours: value => decimals(value / 3600, 1),
  contacts: count,
  events: count,
  offers: count,
  tasks: value => decimals(value, 1),
  workers: value => decimals(value, 1),
};
const marks = {share: '%', seconds: 's', hours: 'h'};

function bare(value, unit) {
  return value === null || value === undefined ? nothing : (formats[unit] || count)(value);
}

function pair(amount, base) {
  return `${withThousands(String(Math.floor(amount / base)))}:${twoDigits(amount % base)}`;
}

// With its unit, as it stands alone: "32.7 %", "4:49 min", "13:18 h".
function shown(value, unit) {
  if (value === null || value === undefined) return nothing;
  if (unit === 'seconds' && value >= 7200) return `${pair(Math.round(value / 60), 60)}\u00a0h`;
  if (unit === 'seconds' && value >= 120) return `${pair(Math.round(value), 60)}\u00a0min`;
  const text = bare(value, unit);
  return marks[unit] ? `${text}\u00a0${marks[unit]}` : text;
}

// "± 2.2 %"; empty without an interval.
function plusMinus(half, unit) {
  return half === null || half === undefined ? '' : `±\u00a0${shown(half, unit)}`;
}

const days = (run.end - run.start) / 86400;

function twoDigits(number) {
  return String(number).padStart(2, '0');
}

// Times are told as the scenario tells them, in UTC; of intervals below a minute with their seconds.
function clock(seconds, exact = run.interval % 60 !== 0) {
  const time = new Date(seconds * 1000);
  const minutes = `${twoDigits(time.getUTCHours())}:${twoDigits(time.getUTCMinutes())}`;
  const text = exact ? `${minutes}:${twoDigits(time.getUTCSeconds())}` : minutes;
  return seconds >= run.end && minutes === '00:00' && days <= 1 ? `24${text.slice(2)}` : text;
}

function day(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function moment(seconds) {
  return days > 1 ? `${day(seconds).slice(5)} ${clock(seconds)}` : clock(seconds);
}

const step = run.interval * run.merged;
const starts = (total.values.offered || []).map((_, index) => run.start + index * step);

function endOf(index) {
  return Math.min(run.start + (index + 1) * step, run.end);
}

function spanOf(index) {
  return `${moment(starts[index])} to ${clock(endOf(index))}`;
}

function durationText(seconds) {
  const parts = [
    [86400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  let rest = seconds;
  const texts = [];
  for (const [size, unit] of parts) {
    const many = unit === 's' ? rest : Math.floor(rest / size);
    if (many > 0) texts.push(`${many}\u00a0${unit}`);
    rest -= many * size;
  }
  return texts.join(' ') || '0\u00a0s';
}

// What the P95 of an interval of the page is: of several together, only the highest is known.
const intervalP95 = run.merged > 1 ? 'highest_p95_seconds' : 'wait_answered_p95_seconds';
const intervalP95Label = run.merged > 1 ? `highest P95 of ${run.merged} intervals` : 'P95 of the answered';

function isMissed(level) {
  return level !== null && level !== undefined && level < run.target;
}

function scopeName(curves) {
  return curves.kind === 'total' ? 'all contacts' : curves.name;
}
