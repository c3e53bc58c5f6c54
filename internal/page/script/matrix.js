// Entries of a matrix by colour, the first row above.
const matrix = (host, figure) => {
  const { chart } = figure;
  const cells = Math.ceil(chart.order / chart.bin);
  // A view with the range of its values (of their magnitudes on a logarithmic scale of both signs), and its cells row by row.
  const prepared = view => {
    const [low, high] = extent([view.log && view.signed ? view.values.map(v => v === null ? v : Math.abs(v)) : view.values], view.log);
    const order = view.values.map((_, k) => k).sort((a, b) => view.rows[a] - view.rows[b] || view.columns[a] - view.columns[b]);
    return { ...view, low, high, order };
  };
  let view = prepared(chart.views[0]);
  // place returns a number between −1 and 1 (signed) or between 0 and 1, by which a value is coloured.
  const place = v => {
    const { low, high } = view;
    if (view.log) {
      const at = high > low ? Math.log(Math.abs(v) / low) / Math.log(high / low) : 1;
      return view.signed ? Math.sign(v) * (0.15 + 0.85 * at) : 0.1 + 0.9 * at;
    }
    if (view.signed) return v / Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE);
    return high > low ? (v - low) / (high - low) : 1;
  };
  const name = (k, what) => {
    const from = k * chart.bin, to = Math.min(chart.order, from + chart.bin) - 1;
    const label = i => chart.labels ? chart.labels[i] : i;
    return `${what} ${from === to ? label(from) : `${label(from)} … ${label(to)}`}`;
  };
  const axis = (what, inverse) => ({
    type: 'category', data: Array.from({ length: cells }, (_, k) => k), inverse,
    name: what, nameLocation: 'middle', nameGap: inverse ? 40 : 28,
    nameTextStyle: { color: colour('text'), fontSize: 13 }, axisTick: { show: false },
    axisLabel: { color: colour('text'), formatter: k => number(k * chart.bin), interval: Math.max(0, Math.ceil(cells / 6) - 1) },
    axisLine: { lineStyle: { color: colour('faint') } },
  });
  const ends = () => {
    const largest = Math.max(Math.abs(view.low), Math.abs(view.high));
    return view.signed ? [number(largest), number(-largest)] : [number(view.high), number(view.low)];
  };
  const option = () => ({
    title: {
      text: view.unit + (view.log ? ', logarithmic' : ''), left: 'center', top: 0,
      textStyle: { color: colour('text'), fontSize: 13, fontWeight: 'normal' },
    },
    grid: { left: 60, right: 16, top: 64, bottom: 48 },
    xAxis: axis(chart.column, false), yAxis: axis(chart.row, true),
    dataZoom: zoomable({}),
    visualMap: {
      type: 'continuous', min: view.signed ? -1 : 0, max: 1, dimension: 2, calculable: false, orient: 'horizontal', left: 'center', top: 18,
      itemHeight: 160, text: ends(), textStyle: { color: colour('text'), fontSize: 12 },
      inRange: { color: (view.signed ? ['negative', 'zero', 'positive'] : ['low', 'middle', 'high']).map(colour) },
    },
    series: [{
      type: 'heatmap', progressive: 0, emphasis: { itemStyle: { borderColor: colour('text'), borderWidth: 1 } },
      data: view.order.map(k => [view.columns[k], view.rows[k], place(view.values[k]), view.values[k]]),
    }],
  });
  const side = () => Math.min(host.chart.clientWidth, 680);
  const { draw, ways } = chartOf(host, figure, {
    height: () => side() + 40, width: side, option,
    axes: () => [[chart.column, 1], [chart.row, -1]].map(([label, sign]) => (
      { label, log: false, whole: [0, cells - 1], grain: 1, sign, name: k => number(k * chart.bin) })),
    name: () => `${figure.title}: ${view.label}, ${chart.order} × ${chart.order}`,
    marks: () => view.order.map((_, k) => [0, k]),
    lines: (_, k) => {
      const at = view.order[k];
      return [name(view.rows[at], chart.row), name(view.columns[at], chart.column), `${view.unit}: ${number(view.values[at])}`];
    },
  });
  choice(host.controls, 'Show', chart.views, k => { view = prepared(chart.views[k]); draw(); });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  const rows = () => [[chart.row, chart.column, view.unit],
    ...view.values.map((v, k) => [view.rows[k] * chart.bin, view.columns[k] * chart.bin, v])];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
