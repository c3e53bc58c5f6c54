// Many rows over a common axis, each value by its colour: an image within the axes of uPlot, with a bar of the colours above it.
const raster = (host, figure) => {
  const { chart } = figure, count = chart.rows.length;
  const decoded = view => ({ ...view, bytes: Uint8Array.from(atob(view.cells), c => c.charCodeAt(0)) });
  let view = decoded(chart.views[0]), plot = null, image = null;
  const box = element('div');
  host.chart.append(box);
  const reading = readable(host, box, 'Point at the chart to read values; drag, or press + and −, to zoom.', zoomKeys);
  const value = k => view.bytes[k] === 0 ? null : (view.bytes[k] - 128) / 127 * view.largest;
  const shown = v => v === null ? '–' : '≈ ' + number(Number(v.toFixed(Math.max(0, 2 - Math.floor(Math.log10(view.largest || 1))))));
  const start = k => view.from + k * view.step;
  const whole = () => [start(0), start(view.columns)];
  const draw = () => {
    plot?.destroy();
    const palette = rasterPalette();
    image = rasterImage(view, count, palette);
    const width = host.chart.clientWidth, axis = { labelFont: font(13), font: font(12), stroke: colour('text'), labelSize: 20 };
    const room = Math.min(90, 24 + 7 * Math.max(...chart.rows.map(r => r.split(' … ')[0].length)));
    plot = new uPlot({
      width, height: Math.min(520, Math.max(200, 110 + 12 * count)), padding: [34, 12, 0, 0],
      series: [{}, { points: { show: false } }],
      scales: {
        x: { time: false, range: (u, a, b) => u.data && a !== null && (a !== start(0) || b !== start(view.columns - 1)) ? [a, b] : whole() },
        y: { dir: -1, range: () => [0, count] },
      },
      axes: [
        { ...axis, label: chart.x.label, size: 36, grid: { show: false }, ticks: { stroke: colour('rule') },
          values: (u, splits) => splits.map(onAxis) },
        { ...axis, label: chart.row, size: room + 10, grid: { show: false }, ticks: { stroke: colour('rule') },
          splits: () => rasterSplits(count),
          values: (u, splits) => splits.map(v => shortened(chart.rows[Math.floor(v)].split(' … ')[0], 11)) },
      ],
      cursor: { drag: { x: true, y: false }, points: { show: false } },
      hooks: {
        draw: [u => rasterDraw(u, view, image), u => rasterBar(u, palette, view.largest, chart.unit)],
        setCursor: [u => read(cellUnder(u))],
        setScale: [(u, name) => { if (name === 'x') rest(u.scales.x); }],
      },
    }, [Array.from({ length: view.columns }, (_, k) => start(k)), new Array(view.columns).fill(null)], box);
    reading.name(`${figure.title}: ${view.label}, ${count} rows, ${view.columns} columns`);
    read(null);
  };
  const cellUnder = u => {
    const { left, top } = u.cursor;
    if (left === null || left === undefined || left < 0) return null;
    const column = Math.floor((u.posToVal(left, 'x') - view.from) / view.step), row = Math.floor(u.posToVal(top, 'y'));
    return column >= 0 && column < view.columns && row >= 0 && row < count ? row * view.columns + column : null;
  };
  const read = k => {
    if (k === null) { reading.say(null); return; }
    const row = Math.floor(k / view.columns), column = k % view.columns;
    reading.say(`${chart.row} ${chart.rows[row]} · ${chart.x.label}: ${number(start(column))} · ${chart.unit}: ${shown(value(k))}`);
  };
  const axisOfX = ({ min, max }) => ({ whole: whole(), shown: [min, max], grain: 0, sign: 1 });
  const rest = scale => reading.rest(isZoomed(axisOfX(scale)) ? `Shown: ${chart.x.label} ${number(scale.min)} to ${number(scale.max)}` : null);
  choice(host.controls, chart.choose, chart.views, k => { view = decoded(chart.views[k]); draw(); });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  onZoomKeys(box, () => [axisOfX(plot.scales.x)], ([[min, max]]) => plot.setScale('x', { min, max }), draw);
  onArrows(box, () => view.bytes.length, k => {
    const at = { left: plot.valToPos(start(k % view.columns + 0.5), 'x'), top: plot.valToPos(Math.floor(k / view.columns) + 0.5, 'y') };
    plot.setCursor(at, false);
    read(k);
  }, () => { plot.setCursor({ left: -10, top: -10 }); read(null); });
  draw();
  onTheme(draw);
  new ResizeObserver(() => { if (plot.width !== host.chart.clientWidth) draw(); }).observe(host.chart);
  const rows = () => [[chart.row, ...Array.from({ length: view.columns }, (_, k) => start(k))],
    ...chart.rows.map((label, r) => [label, ...Array.from({ length: view.columns }, (_, k) => value(r * view.columns + k))])];
  return {
    CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'),
    SVG: () => save(figure.id + '.svg', rasterSVG(plot, view, chart, figure), 'image/svg+xml'),
    PNG: () => savePNG(figure.id, plot.ctx.canvas),
  };
};
const shortened = (label, most) => label.length > most ? label.slice(0, most - 1) + '…' : label;
// rasterSplits returns the middles of at most about eight rows.
const rasterSplits = count => {
  const every = Math.ceil(count / 8);
  return Array.from({ length: Math.ceil(count / every) }, (_, k) => k * every + 0.5);
};
// rasterPalette returns the colour of each byte of a cell, red, green and blue: that of 0 is never drawn.
const rasterPalette = () => {
  const [low, middle, high] = ['negative', 'zero', 'positive'].map(name => [1, 3, 5].map(k => parseInt(colour(name).slice(k, k + 2), 16)));
  return Array.from({ length: 256 }, (_, b) => {
    const at = Math.max(-1, (b - 128) / 127), end = at < 0 ? low : high;
    return middle.map((m, k) => Math.round(m + Math.abs(at) * (end[k] - m)));
  });
};
// rasterImage returns a canvas with a pixel for each cell.
const rasterImage = (view, count, palette) => {
  const canvas = element('canvas', { width: view.columns, height: count }), context = canvas.getContext('2d');
  const pixels = context.createImageData(view.columns, count);
  view.bytes.forEach((b, k) => { if (b) pixels.data.set([...palette[b], 255], 4 * k); });
  context.putImageData(pixels, 0, 0);
  return canvas;
};
const rasterDraw = (u, view, image) => {
  const { left, top, width, height } = u.bbox, [from, to] = [0, view.columns].map(k => u.valToPos(view.from + k * view.step, 'x', true));
  u.ctx.save();
  u.ctx.beginPath();
  u.ctx.rect(left, top, width, height);
  u.ctx.clip();
  u.ctx.imageSmoothingEnabled = false;
  u.ctx.drawImage(image, from, top, to - from, height);
  u.ctx.restore();
};
// rasterTextWidth returns the width of a text beside the colours, which must end within a narrow chart.
const rasterTextWidth = (u, text) => {
  u.ctx.save();
  u.ctx.font = font(12);
  const { width } = u.ctx.measureText(text);
  u.ctx.restore();
  return width;
};
// rasterBar draws the colours with the values at their ends above the image, further left where they would not end within it.
const rasterBar = (u, palette, largest, unit) => {
  const scale = u.bbox.width / u.over.clientWidth, left = u.bbox.left / scale, context = u.ctx;
  context.save();
  context.scale(scale, scale);
  Object.assign(context, { fillStyle: colour('text'), font: font(12), textBaseline: 'middle', textAlign: 'left' });
  let x = Math.max(0, Math.min(left, u.width - 103 - rasterTextWidth(u, [-largest, largest].map(number).join('') + unit)));
  const say = text => { context.fillStyle = colour('text'); context.fillText(text, x, 15); x += context.measureText(text).width + 6; };
  say(number(-largest));
  for (let b = 1; b < 256; b += 3, x++) {
    context.fillStyle = `rgb(${palette[b]})`;
    context.fillRect(x, 9, 1, 12);
  }
  x += 6;
  say(number(largest));
  say(unit);
  context.restore();
};
// rasterSVG returns what the chart shows now, with the colours of the light theme.
const rasterSVG = (plot, view, chart, { id, title }) => inLight(() => {
  const { offsetLeft: left, offsetTop: top, clientWidth, clientHeight } = plot.over, palette = rasterPalette(), clip = id + '-area';
  const area = { left, top, right: left + clientWidth, bottom: top + clientHeight };
  const frame = { x: left, y: top, width: clientWidth, height: clientHeight };
  const [from, to] = [0, view.columns].map(k => left + plot.valToPos(view.from + k * view.step, 'x'));
  const image = svgElement('image', {
    x: from, y: top, width: to - from, height: clientHeight, preserveAspectRatio: 'none', style: 'image-rendering: pixelated',
    href: rasterImage(view, chart.rows.length, palette).toDataURL(), 'clip-path': `url(#${clip})`,
  });
  const end = `${number(view.largest)} ${chart.unit}`, at = Math.min(left, plot.width - 92 - rasterTextWidth(plot, end));
  const bar = svgElement('g', { class: 'legend' }, svgText(at - 6, 19, number(-view.largest), { 'text-anchor': 'end' }));
  for (let k = 0; k < 85; k++) bar.append(svgElement('rect', { x: at + k, y: 9, width: 1.2, height: 12, fill: `rgb(${palette[1 + 3 * k]})` }));
  bar.append(svgText(at + 92, 19, end));
  return new XMLSerializer().serializeToString(svgElement('svg', {
    width: plot.width, height: plot.height, viewBox: `0 0 ${plot.width} ${plot.height}`, role: 'img',
    'font-family': colour('sans').replaceAll('"', "'"), 'font-size': 12, fill: colour('text'),
  }, svgElement('title', {}, title), svgElement('defs', {}, svgElement('clipPath', { id: clip }, svgElement('rect', frame))),
  svgElement('rect', { width: plot.width, height: plot.height, fill: colour('page') }), bar, image, svgAxes(plot, area)));
});
