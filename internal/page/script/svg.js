// A line chart as SVG: what its uPlot shows now, below a legend, with the colours of the light theme.
const svgElement = (name, attributes = {}, ...children) => {
  const e = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
};
// svgText has no characters that XML forbids.
const svgText = (x, y, text, attributes = {}) =>
  svgElement('text', { x, y, ...attributes }, text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
const svgLine = (x1, y1, x2, y2, attributes) => svgElement('line', { x1, y1, x2, y2, ...attributes });
const svgNumber = v => Number(v.toFixed(2));
// svgLegend returns a key for each line, row by row within the width, and the height of all.
const svgLegend = (lines, width) => {
  const measure = element('canvas').getContext('2d'), keys = svgElement('g', { class: 'legend' });
  measure.font = font(13);
  let x = 8, y = 14;
  lines.forEach(({ label, style }) => {
    const wide = 56 + measure.measureText(label).width;
    if (x > 8 && x + wide > width) [x, y] = [8, y + 20];
    keys.append(
      svgLine(x, y, x + 48, y, { stroke: colour(style), 'stroke-width': 2, 'stroke-dasharray': dashes[style].join(' ') || 'none' }),
      svgText(svgNumber(x + 55), y + 4.5, label, { 'font-size': 13 }));
    x = svgNumber(x + wide + 20);
  });
  return { keys, height: y + 12 };
};
// svgAxes returns the grid, the ticks and the labels that the chart shows. area is where its lines are.
const svgAxes = (plot, { left, top, right, bottom }) => {
  const all = svgElement('g', { class: 'axes' }), [x, y] = plot.axes;
  const thin = { stroke: colour('rule'), 'stroke-width': 0.5 }, tick = { stroke: colour('rule'), class: 'tick' };
  const each = (axis, show) => (axis._splits ?? []).forEach((v, k) => {
    if (v !== null) show(plot.valToPos(v, axis.scale), axis._values[k] ?? '');
  });
  each(x, (from, label) => {
    const at = svgNumber(left + from);
    all.append(svgLine(at, top, at, bottom, thin), svgLine(at, bottom, at, bottom + 10, tick),
      svgText(at, bottom + 25, label, { 'text-anchor': 'middle' }));
  });
  each(y, (from, label) => {
    const at = svgNumber(top + from);
    all.append(svgLine(left, at, right, at, thin), svgLine(left - 10, at, left, at, tick),
      svgText(left - 15, svgNumber(at + 4), label, { 'text-anchor': 'end' }));
  });
  const middle = (top + bottom) / 2, names = { 'font-size': 13, 'text-anchor': 'middle' };
  all.append(svgText((left + right) / 2, bottom + 50, x.label ?? '', names),
    svgText(14, middle, y.label ?? '', { ...names, transform: `rotate(-90 14 ${middle})` }));
  return all;
};
// svgRuns returns the points that the chart shows and one more on each side, in runs between missing values: abscissa and an ordinate of
// each list.
const svgRuns = (plot, { left, top }, lists) => {
  const xs = plot.data[0], { min, max } = plot.scales.x;
  const first = xs.findIndex(x => x !== null && x >= min), from = first < 0 ? xs.length : first;
  const to = xs.findLastIndex(x => x !== null && x <= max);
  let run = [];
  const runs = [run];
  xs.forEach((x, k) => {
    const known = x !== null && lists.every(list => list[k] !== null && list[k] !== undefined);
    if (known && k >= from - 1 && k <= to + 1) {
      run.push([svgNumber(left + plot.valToPos(x, 'x')), ...lists.map(list => svgNumber(top + plot.valToPos(list[k], 'y')))]);
    } else if (run.length) runs.push(run = []);
  });
  return runs.filter(r => r.length);
};
// svgSeries returns the bands and the lines. The data of plot are those of the lines, then the upper and the lower ends of their bands.
const svgSeries = (plot, lines, area) => {
  const all = svgElement('g', {}), path = points => 'M' + points.map(p => p.join(' ')).join('L');
  let band = lines.length + 1;
  lines.filter(l => l.low).forEach(({ style }) => {
    const runs = svgRuns(plot, area, [plot.data[band++], plot.data[band++]]);
    const d = runs.map(r => path([...r.map(p => [p[0], p[1]]), ...r.map(p => [p[0], p[2]]).reverse()]) + 'Z').join('');
    all.append(svgElement('path', { class: 'band', d, fill: colour(style), 'fill-opacity': 0.15 }));
  });
  lines.forEach(({ style }, k) => {
    const runs = svgRuns(plot, area, [plot.data[k + 1]]), series = plot.series[k + 1], stroke = colour(style);
    all.append(svgElement('path', {
      class: 'line', d: runs.map(path).join(''), fill: 'none', stroke, 'stroke-width': series.width, 'stroke-linejoin': 'round',
      'stroke-dasharray': dashes[style].join(' ') || 'none',
    }));
    if (!series.points.show(plot, k + 1)) return;
    runs.flat().forEach(([cx, cy]) => all.append(svgElement('circle', { cx, cy, r: 2.5, fill: colour('page'), stroke })));
  });
  return all;
};
const curvesSVG = (plot, lines, { id, title }) => inLight(() => {
  const { offsetLeft: left, offsetTop, clientWidth, clientHeight } = plot.over;
  const { keys, height } = svgLegend(lines, plot.width), top = offsetTop + height, total = plot.height + height;
  const area = { left, top, right: left + clientWidth, bottom: top + clientHeight }, clip = id + '-area';
  const series = svgSeries(plot, lines, area), frame = { x: left, y: top, width: clientWidth, height: clientHeight };
  series.setAttribute('clip-path', `url(#${clip})`);
  return new XMLSerializer().serializeToString(svgElement('svg', {
    width: plot.width, height: total, viewBox: `0 0 ${plot.width} ${total}`, role: 'img',
    'font-family': colour('sans').replaceAll('"', "'"), 'font-size': 12, fill: colour('text'),
  }, svgElement('title', {}, title), svgElement('defs', {}, svgElement('clipPath', { id: clip }, svgElement('rect', frame))),
  svgElement('rect', { width: plot.width, height: total, fill: colour('page') }), keys, svgAxes(plot, area), series));
});
