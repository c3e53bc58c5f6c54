// Lines over a common axis, by uPlot: drag to zoom, a double click or the button shows all again, and the values under the
// pointer stand below the chart. onZoomKeys zooms by the keyboard.
const curves = (host, figure) => {
  const { chart } = figure;
  chart.views.forEach(v => { v.x ??= chart.views[0].x ?? []; });
  let view = chart.views[0], plot = null;
  const box = element('div'), keys = element('p', { className: 'keys' });
  host.chart.append(keys, box);
  const reading = readable(host, box, 'Point at the chart to read values; drag, or press + and −, to zoom.', zoomKeys);
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
    ...axis.log && { splits: (u, k, low, high) => logarithmicSplits(low, high), filter: (u, splits) => splits },
    values: (u, splits, k) => apart(splits.map(v => v === null ? '' : onAxis(v)), k === 0 ? splits.map(v => u.valToPos(v, 'x')) : null),
  });
  const roomOf = (u, values) => 18 + 7 * Math.max(3, ...(values ?? []).map(v => v.length));
  const draw = () => {
    plot?.destroy();
    const data = [positive(chart.x, view.x)], series = [{}], bands = [];
    view.lines.forEach(line => {
      data.push(positive(view.y, line.values));
      series.push({
        label: line.label, stroke: colour(line.style), dash: dashes[line.style], width: line.style === 'original' ? 2 : 1.8,
        points: { show: Boolean(line.dots) || view.x.length === 1, size: 6, fill: colour('page') }, spanGaps: false,
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
        x: { time: false, distr: chart.x.log ? 3 : 1, range: (u, a, b) => zoomed(u, a, b) ?? range(chart.x, [view.x]) },
        y: { distr: view.y.log ? 3 : 1, range: () => range(view.y, values) },
      },
      axes: [axisOf(chart.x, 36), axisOf(view.y, roomOf)],
      cursor: { drag: { x: true, y: false }, focus: { prox: 24 } },
      hooks: { setCursor: [u => read(u.cursor.idx)], setScale: [(u, name) => { if (name === 'x') rest(u.scales.x); }] },
    }, data, box);
    keys.replaceChildren(...view.lines.map(l => element('span', {}, swatch(l.style), l.label)));
    reading.name(`${figure.title}: ${view.lines.map(l => l.label).join(', ')}`);
    read(null);
  };
  const zoomed = (u, a, b) => u.data && view.x.length > 1 && a !== null && (a !== view.x[0] || b !== view.x.at(-1)) ? [a, b] : undefined;
  const place = chart.x.log ? Math.log : v => v, value = chart.x.log ? Math.exp : v => v;
  const axisOfX = ({ min, max }) => ({ whole: range(chart.x, [view.x]).map(place), shown: [min, max].map(place), grain: 0, sign: 1 });
  const rest = scale => {
    const text = `Shown: ${chart.x.label} ${number(scale.min)} to ${number(scale.max)}`;
    reading.rest(isZoomed(axisOfX(scale)) ? text : null);
  };
  const read = at => {
    if (at === null || at === undefined) { reading.say(null); return; }
    reading.say(`${chart.x.label}: ${number(view.x[at])} · ` + view.lines.map(l => `${l.label} ${number(l.values[at])}` +
      (l.low ? ` (${number(l.low[at])} to ${number(l.high[at])})` : '')).join(' · '));
  };
  const rows = () => {
    const lines = view.lines.flatMap(l => [[l.label, l.values], ...l.low ? [[l.label + ' low', l.low], [l.label + ' high', l.high]] : []]);
    return [[chart.x.label, ...lines.map(l => l[0])], ...view.x.map((x, k) => [x, ...lines.map(l => l[1][k])])];
  };
  choice(host.controls, chart.choose, chart.views, k => { view = chart.views[k]; draw(); });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  const show = ([[low, high]]) => plot.setScale('x', { min: value(low), max: value(high) });
  onZoomKeys(box, () => [axisOfX(plot.scales.x)], show, draw);
  onArrows(box, () => view.x.length, k => { plot.setCursor({ left: plot.valToPos(view.x[k], 'x'), top: 10 }); read(k); },
    () => { plot.setCursor({ left: -10, top: -10 }); read(null); });
  draw();
  onTheme(draw);
  new ResizeObserver(() => { if (plot.width !== host.chart.clientWidth) draw(); }).observe(host.chart);
  const name = figure.id;
  return {
    CSV: () => save(name + '.csv', csv(rows()), 'text/csv'),
    SVG: () => save(name + '.svg', curvesSVG(plot, view.lines, figure), 'image/svg+xml'),
    PNG: () => savePNG(name, plot.ctx.canvas, view.lines),
  };
};
// apart leaves out labels beside each other that would touch the one before, at 7 pixels a character; all stay where no places are given.
const apart = (labels, places) => {
  let end = -Infinity;
  return places === null ? labels : labels.map((label, k) => {
    const half = 3.5 * label.length;
    if (places[k] - half < end) return '';
    if (label) end = places[k] + half;
    return label;
  });
};
// logarithmicSplits returns where a logarithmic axis has labels: at powers of ten, some of them where there are many, also at 2 and
// 5 times these where there are few, and at equal distances within less than a decade.
const logarithmicSplits = (low, high) => {
  const decades = Math.log10(high / low), from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
  const splits = [];
  if (decades < 0.8) {
    const rough = (high - low) / 5, unit = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = unit * [1, 2, 5, 10].find(m => m * unit >= rough);
    for (let k = Math.ceil(low / step); k * step <= high; k++) splits.push(k * step);
    return splits;
  }
  const every = Math.ceil(decades / 6), multiples = decades < 2.2 ? [1, 2, 5] : [1];
  for (let k = from; k <= to; k++) {
    if (k % every === 0) splits.push(...multiples.map(m => m * Math.pow(10, k)).filter(v => v >= low && v <= high));
  }
  return splits;
};
