// Lines over a common axis, by uPlot: drag to zoom, a double click or the button shows all again, and the values under the
// pointer stand below the chart.
const curves = (host, figure) => {
  const { chart } = figure;
  let view = chart.views[0], plot = null;
  const box = element('div'), keys = element('p', { className: 'keys' }), reading = element('p', { className: 'reading' });
  host.chart.append(keys, box, reading);
  const range = (axis, lists) => {
    let [low, high] = extent(lists, axis.log);
    if (!Number.isFinite(low)) [low, high] = axis.log ? [0.1, 1] : [0, 1];
    if (low === high) [low, high] = axis.log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
    const room = axis.log ? Math.pow(high / low, 0.04) : 0.04 * (high - low);
    return [axis.min ?? (axis.log ? low / room : low - room), axis.max ?? (axis.log ? high * room : high + room)];
  };
  const positive = (axis, list) => axis.log ? list.map(v => v > 0 ? v : null) : list;
  const axisOf = (axis, size) => ({
    label: axis.label, labelFont: font(13), font: font(12), stroke: colour('text'), labelSize: 20, size,
    grid: { stroke: colour('rule'), width: 0.5 }, ticks: { stroke: colour('rule') },
    values: (u, splits) => splits.map(v => v === null ? '' : number(v)),
  });
  const draw = () => {
    plot?.destroy();
    const data = [positive(chart.x, view.x)], series = [{}], bands = [];
    view.lines.forEach(line => {
      data.push(positive(view.y, line.values));
      series.push({
        label: line.label, stroke: colour(line.style), dash: dashes[line.style], width: line.style === 'original' ? 2 : 1.8,
        points: { show: Boolean(line.dots), size: 6 }, spanGaps: false,
      });
    });
    view.lines.forEach(line => {
      if (!line.low) return;
      const band = data.length;
      data.push(positive(view.y, line.high), view.y.log ? line.low.map(v => v > 0 ? v : null) : line.low);
      for (let k = 0; k < 2; k++) series.push({ stroke: 'transparent', points: { show: false } });
      bands.push({ series: [band, band + 1], fill: colour(line.style) + '26' });
    });
    const values = view.lines.flatMap(l => [l.values, l.low, l.high]);
    plot = new uPlot({
      width: host.chart.clientWidth, height: host.chart.clientWidth < 500 ? 260 : 330, series, bands,
      scales: {
        x: { time: false, distr: chart.x.log ? 3 : 1, range: (u, a, b) => zoomed(u, 'x', a, b) ?? range({ ...chart.x, min: chart.x.min ?? undefined }, [view.x]) },
        y: { distr: view.y.log ? 3 : 1, range: () => range(view.y, values) },
      },
      axes: [axisOf(chart.x, 36), axisOf(view.y, 62)],
      cursor: { drag: { x: true, y: false }, focus: { prox: 24 } },
      hooks: { setCursor: [u => read(u.cursor.idx)] },
    }, data, box);
    keys.replaceChildren(...view.lines.map(l => element('span', {}, swatch(l.style), l.label)));
    host.chart.setAttribute('aria-label', `${figure.title}: ${view.lines.map(l => l.label).join(', ')}`);
    read(null);
  };
  const zoomed = (u, key, a, b) => u.data && a !== null && (a !== view.x[0] || b !== view.x[view.x.length - 1]) ? [a, b] : undefined;
  const read = at => {
    if (at === null || at === undefined) { reading.textContent = 'Point at the chart to read values; drag to zoom.'; return; }
    reading.textContent = `${chart.x.label}: ${number(view.x[at])} · ` + view.lines.map(l => `${l.label} ${number(l.values[at])}` +
      (l.low ? ` (${number(l.low[at])} – ${number(l.high[at])})` : '')).join(' · ');
  };
  const rows = () => {
    const lines = view.lines.flatMap(l => l.low ? [[l.label, l.values], [l.label + ' low', l.low], [l.label + ' high', l.high]] : [[l.label, l.values]]);
    return [[chart.x.label, ...lines.map(l => l[0])], ...view.x.map((x, k) => [x, ...lines.map(l => l[1][k])])];
  };
  choice(host.controls, chart.choose, chart.views, k => { view = chart.views[k]; draw(); });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  keyboardReading(host.chart, () => view.x.length, k => { plot.setCursor({ left: plot.valToPos(view.x[k], 'x'), top: 10 }); read(k); });
  draw();
  onTheme(draw);
  new ResizeObserver(() => { if (plot.width !== host.chart.clientWidth) draw(); }).observe(host.chart);
  const name = figure.id;
  return { CSV: () => save(name + '.csv', csv(rows()), 'text/csv'), PNG: () => savePNG(name, plot.ctx.canvas) };
};
// keyboardReading reads values with the arrow keys: shown is called with the number of the point.
const keyboardReading = (chart, count, shown) => {
  let at = -1;
  chart.tabIndex = 0;
  chart.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step) return;
    at = Math.min(count() - 1, Math.max(0, at + step));
    shown(at);
    event.preventDefault();
  });
};
