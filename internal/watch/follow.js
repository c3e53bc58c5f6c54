// The page follows a run: every second it fetches what is known and shows it. While the run goes on the server waits for that second
// before it answers, so that it can tell the end at once and need not wait for its pages. Figures keep their data object, which the functions
// that draw read again at each drawing; they are drawn when something has changed, but not while someone reads their values.
const places = { samples: 'covariance', sweep: 'cells', activity: 'neurons' };
const titles = { covariance: 'Covariance', cells: 'Sweep', neurons: 'Activity' };
const shown = new Map();
const now = document.getElementById('now'), contents = document.querySelector('nav');
const lead = document.querySelector('.lead p'), facts = now.querySelector('dl');
// A section and its entry in the contents are hidden while there is nothing in it.
const sections = new Map(Object.entries(titles).map(([id, title]) => {
  const part = element('section', { id, hidden: true }, element('h2', { textContent: title }));
  const entry = element('li', { hidden: true }, element('a', { href: '#' + id, textContent: title }));
  document.querySelector('main').append(part);
  contents.querySelector('ul').append(entry);
  return [id, { part, entry }];
}));
const showSections = filled => {
  contents.hidden = filled.size === 0;
  for (const [id, s] of sections) s.part.hidden = s.entry.hidden = !filled.has(id);
};
lead.setAttribute('role', 'status');
const bar = element('progress', { max: 1, hidden: true });
bar.setAttribute('aria-label', 'share of this phase that is done');
bar.style.width = '100%';
const stopButton = element('button', { type: 'button', textContent: 'Stop and keep a checkpoint', hidden: true });
const answer = element('span', { className: 'hint' });
answer.setAttribute('role', 'status');
const results = element('a', { textContent: 'Open the results', hidden: true });
facts.before(bar);
facts.after(element('p', { className: 'controls' }, stopButton, results, answer));
stopButton.onclick = async () => {
  if (!confirm('Stop the run? It writes a checkpoint first, from which it can go on.')) return;
  stopButton.disabled = true;
  try {
    const reply = await fetch('stop', { method: 'POST' });
    answer.textContent = reply.ok ? 'It was asked to stop.' : await reply.text();
    stopButton.disabled = reply.ok;
  } catch {
    answer.textContent = 'It could not be asked.';
    stopButton.disabled = false;
  }
};
const showText = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const showFacts = list => facts.replaceChildren(...list.map(f => element('div', {}, element('dt', { textContent: f.name }),
  element('dd', {}, element('b', { textContent: f.value }), ' ', element('span', { textContent: f.meaning })))));
const showState = view => {
  showText(lead, view.sentence);
  showText(document.querySelector('h1'), view.heading);
  document.title = 'noise-prune: ' + view.tab;
  bar.hidden = view.share === null;
  bar.value = view.share ?? 0;
  stopButton.hidden = !view.can_stop;
  if (!view.can_stop) {
    stopButton.disabled = false;
    answer.textContent = '';
  }
  results.hidden = view.page === '';
  if (view.page !== '') results.href = view.page;
  showFacts(view.facts);
};
const cellTable = element('table'), tableTitle = element('h3');
const showTable = table => {
  if (table === null) return;
  if (!cellTable.isConnected) {
    sections.get('cells').part.append(tableTitle, element('div', { className: 'scroll', tabIndex: 0 }, cellTable));
  }
  showText(tableTitle, table.title);
  const cell = (text, k, head) => k === 0 || head ? element('th', { textContent: text, scope: head ? 'col' : 'row' }) :
    element('td', { textContent: text });
  const row = (texts, head) => element('tr', {}, ...texts.map((text, k) => cell(text, k, head)));
  cellTable.replaceChildren(element('thead', {}, row(table.head, true)), element('tbody', {}, ...table.rows.map(r => row(r, false))));
};
const addFigure = figure => {
  const place = element('figure', { id: figure.id }, element('h3', { textContent: figure.title }), element('div', { className: 'controls' }),
    element('div', { className: 'chart' }), element('figcaption', { textContent: figure.caption }));
  sections.get(places[figure.id]).part.append(place);
  shown.set(figure.id, { text: JSON.stringify(figure.chart), chart: figure.chart, place });
  drawFigure({ id: figure.id, kind: 'curves', chart: figure.chart });
};
// renew takes new data into the data object of a figure that is drawn, and reports whether it must be drawn again. Views of other
// names need another choice, which a reload makes.
const renew = figure => {
  const old = shown.get(figure.id), text = JSON.stringify(figure.chart);
  if (old.text === text || old.place.querySelector('.chart').matches(':hover, :focus-within')) return false;
  const names = chart => JSON.stringify(chart.views.map(v => v.label));
  if (names(old.chart) !== names(figure.chart)) {
    location.reload();
    return false;
  }
  old.text = text;
  figure.chart.views.forEach((v, k) => Object.assign(old.chart.views[k], v));
  return true;
};
const showFigures = figures => {
  let again = false;
  for (const [id, f] of shown) {
    const hidden = !figures.some(g => g.id === id);
    again ||= f.place.hidden && !hidden; // it may have been drawn in no width
    f.place.hidden = hidden;
  }
  again = figures.filter(f => shown.has(f.id) ? renew(f) : addFigure(f)).length > 0 || again;
  if (again) redrawAll();
};
const lost = ' The program that serves this page does not answer any more; what stands here is what it has shown before.';
let goesOn = false;
const fetched = async () => {
  try {
    const reply = await fetch(goesOn ? 'status?wait' : 'status', { cache: 'no-store' });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
};
const follow = async () => {
  const view = await fetched();
  goesOn = view !== null && view.can_stop;
  setTimeout(follow, view === null ? 5000 : goesOn ? 0 : 1000);
  if (view === null) {
    if (!lead.textContent.endsWith(lost)) lead.textContent += lost;
    bar.hidden = stopButton.hidden = true;
    results.hidden = true;
    return;
  }
  showState(view);
  showSections(new Set([...view.figures.map(f => places[f.id]), ...(view.table === null ? [] : ['cells'])]));
  showTable(view.table);
  showFigures(view.figures);
};
follow();
