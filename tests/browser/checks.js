// Looks at a report from inside its page, as a reader with a mouse, with keys and with a screen reader would,
// and leaves what is wrong in an element that the test reads. The page's own names (data, definition …) are
// at hand.
'use strict';
(() => {
  const wrong = window.pageErrors.slice();
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const want = (truth, text) => {
    if (!truth) wrong.push(text);
  };
  const tipText = () => (tip.hidden ? '' : tip.textContent);
  const press = (target, key) =>
    target.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));

  // Every number explains itself.
  const known = target => data.definitions[levelName(target.dataset.tip)] || [];
  for (const target of all('[data-tip]')) {
    want(known(target).length >= 3, `no definition of "${target.dataset.tip}" at "${target.textContent}"`);
  }
  for (const cell of all('table.numbers td, table.heat tbody td, .thresholds td:last-child, .tile b, .big')) {
    const isNumber = /\d/.test(cell.textContent) && !cell.matches('.formula');
    want(!isNumber || cell.dataset.tip, `"${cell.textContent}" is not explained`);
  }
  want(document.querySelector('.level .target[data-tip]'), 'the target is not explained');
  for (const finding of all('.findings li')) {
    const copy = finding.cloneNode(true);
    all('[data-tip]', copy).forEach(number => number.remove());
    const names = Object.values(data.tables).flatMap(table => table.names);
    const numbers = copy.textContent.replace(/\d\d-\d\d |\d\d:\d\d(:\d\d)?|\d+ other|mean of \d+/g, '');
    const rest = names.reduce((text, name) => text.replaceAll(name, ''), numbers);
    want(!/\d/.test(rest), `a number of "${finding.textContent}" is not explained`);
  }
  for (const tile of all('.tile b')) {
    tile.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
    want(tipText().includes(known(tile)[2]), `under the mouse "${tile.textContent}" says "${tipText()}"`);
    press(document.body, 'Escape');
    want(tipText() === '', 'Escape does not close the explanation');
    tile.focus();
    want(tipText().includes(known(tile)[2]), `with the focus "${tile.textContent}" says "${tipText()}"`);
    want(tile.getAttribute('aria-describedby') === 'tip', 'a screen reader is not told of the explanation');
    tile.blur();
  }

  // What is not what it looks like says so.
  const head = document.getElementById('page').textContent;
  want(run.merged > 1 === head.includes(' as one; '), 'intervals are put together without a word, or not');
  want(
    run.merged === 1 || !document.querySelector('.charts [data-tip=wait_answered_p95_seconds]'),
    'the highest percentile is called a percentile',
  );
  want(Boolean(run.observedUntil || run.unfinished) === head.includes('Interrupted'), 'an interruption is not told, or is without one');

  // Tables: nothing is cut off in a window for desks; headings say what they head, sort by a button, and tell how they are sorted.
  for (const wide of all('.wide')) {
    want(
      innerWidth < 1000 || wide.scrollWidth <= wide.clientWidth,
      `"${wide.querySelector('caption').textContent}" is cut off: ${wide.scrollWidth} of ${wide.clientWidth}`,
    );
  }
  want(compared('dealer-10', 'dealer-2', 1) > 0, 'names with numbers are sorted as text');
  for (const heading of all('th')) want(heading.scope, `the heading "${heading.textContent}" has no scope`);
  for (const table of all('table.numbers, table.heat')) {
    want(table.caption, 'a table has no caption');
    const stops = all('tbody td[tabindex="0"]', table);
    const cells = all('tbody td[data-tip]', table);
    want(
      stops.length === (cells.length > 0 ? 1 : 0),
      `${stops.length} cells of "${table.caption.textContent}" stop the tab key`,
    );
    if (cells.length > 1) {
      stops[0].focus();
      press(stops[0], 'ArrowRight');
      press(document.activeElement, 'ArrowLeft');
      want(document.activeElement === stops[0], `arrow keys lose their way in "${table.caption.textContent}"`);
    }
  }
  for (const table of all('table.numbers:not(.still)')) {
    all('thead th', table).forEach((heading, column) => {
      const button = heading.querySelector('[role=button]');
      const shown = () =>
        [...table.tBodies[0].rows].map(row =>
          row.cells[column].firstChild ? row.cells[column].firstChild.textContent : '',
        );
      const number = text => Number(text.replace(/\u202f/g, ''));
      button.click();
      const first = shown();
      const way = heading.getAttribute('aria-sort');
      press(button, 'Enter');
      const other = heading.getAttribute('aria-sort');
      want(
        ['ascending', 'descending'].includes(way) && ['ascending', 'descending'].includes(other) && way !== other,
        `"${heading.textContent}" is sorted ${way}, then ${other}`,
      );
      const values = (way === 'ascending' ? first : shown()).filter(text => text !== '–').map(number);
      const sorted = column === 0 || values.every((value, at) => at === 0 || values[at - 1] <= value);
      want(sorted, `"${heading.textContent}" ascending is ${values}`);
      want(all('th[aria-sort]:not([aria-sort=none])', table).length === 1, 'two headings say that they sort');
    });
  }

  // The last value of a curve lasts its whole interval, also where nothing follows.
  const occupancy = total.values.occupancy || [];
  const last = occupancy.findLastIndex(value => value !== null);
  if (last >= 0) {
    const plot = drawn[allCharts().findIndex(chart => chart.title === 'Occupancy')];
    const x = Math.round(plot.valToPos((starts[last] + endOf(last)) / 2, 'x', true));
    const y = Math.round(plot.valToPos(occupancy[last], 'y', true));
    const ink = [1, 3, 5].map(from => parseInt(color('main').slice(from, from + 2), 16));
    const pixels = plot.ctx.getImageData(x, y - 4, 1, 9).data;
    const isInk = pixel => ink.every((value, at) => Math.abs(pixels[pixel * 4 + at] - value) < 40);
    want([0, 1, 2, 3, 4, 5, 6, 7, 8].some(isInk), `the occupancy from ${moment(starts[last])} on is not drawn`);
  }

  // Plots: as many as said, read by keys, and all anew for another queue.
  const figures = () => all('figure.chart');
  want(
    figures().length >= 8 && figures().every(figure => figure.querySelector('canvas.swatch')),
    'plots without a legend',
  );
  want(all('.plot canvas').length === figures().length, 'figures without a plot');
  const plot = document.querySelector('.plot');
  press(plot, 'ArrowRight');
  press(plot, 'ArrowRight');
  want(
    starts.length < 2 || document.getElementById('spoken').textContent.startsWith(spanOf(1)),
    'keys do not read a plot',
  );
  for (const select of all('select')) {
    for (const option of [...select.options].slice(0, 4)) {
      select.value = option.value;
      select.dispatchEvent(new Event('change'));
      const offered = contactsOf.values.offered;
      const first = intervalPlace.querySelector('tbody td');
      want(
        intervalPlace.querySelector('caption').textContent.endsWith(contactsOf.name || 'By interval') &&
          (!offered || first.firstChild.textContent === bare(offered[0], 'contacts')),
        `the table by interval is not of ${scopeName(contactsOf)}`,
      );
    }
    want(all('.plot canvas').length === figures().length, 'a choice loses plots');
  }
  dispatchEvent(new Event('beforeprint'));
  want(all('.plot canvas').length === figures().length, 'plots are missing on paper');
  dispatchEvent(new Event('afterprint'));

  want(
    all('img, iframe, link, object, embed, video, audio, script[src]').length === 0,
    'something from elsewhere is on the page',
  );
  want(!window.hacked, 'a name ran as a script');
  const verdict = document.createElement('pre');
  verdict.id = 'checked';
  verdict.textContent = wrong.concat(window.pageErrors.slice(wrong.length)).join('\n') || 'nothing is wrong';
  document.body.append(verdict);
})();
