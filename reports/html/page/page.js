// The page from top to bottom, and anew for other widths, other light, and paper.

const tables = [
  scopeTable('queue', 'Queue', 'By queue', placeColumns),
  scopeTable('channel', 'Channel', 'By channel', placeColumns),
  scopeTable('tenant', 'Tenant', 'By tenant', placeColumns),
  scopeTable('group', 'Worker group', 'By worker group', staffColumns),
].filter(table => table);

const page = document.getElementById('page');
page.append(head(), interruption(), brokenChecks(), thresholds(), verdict(), tiles());
page.append(curvesHead(), plots, heatSection());
page.append(element('div', {class: 'pair'}, waits(), levels()), ...tables, intervalPlace, happenings(), definitionList(), foot());
showContactsOf(total);

let waitingToDraw = 0;
addEventListener('resize', () => {
  clearTimeout(waitingToDraw);
  waitingToDraw = setTimeout(() => drawCharts(), 150);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawCharts());

const sizeOnPaper = {width: 328, height: 150};
addEventListener('beforeprint', () => {
  document.documentElement.classList.add('paper');
  document.querySelector('details').open = true;
  drawCharts(sizeOnPaper, '9px system-ui, sans-serif');
});
addEventListener('afterprint', () => {
  document.documentElement.classList.remove('paper');
  drawCharts();
});
