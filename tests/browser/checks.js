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

  // Tables: headings say what they head, sort by a button, and tell how they are sorted.
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
      const button = heading.querySelector('button');
      const shown = () =>
        [...table.tBodies[0].rows].map(row =>
          row.cells[column].firstChild ? row.cells[column].firstChild.textContent : '',
        );
      const number = text => Number(text.replace(/\u202f/g, ''));
      button.click();
      const first = shown();
      const way = heading.getAttribute('aria-sort');
      button.click();
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
