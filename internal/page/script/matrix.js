// Entries of a matrix by colour, the first row above.
const matrix = (host, figure) => {
  const { chart } = figure;
  let view = chart.views[0];
  const cells = Math.ceil(chart.order / chart.bin);
  const scale = v => !view.log ? v : Math.sign(v) * Math.log10(Math.abs(v));
  const range = () => {
    const [low, high] = extent([view.log && view.signed ? view.values.map(Math.abs) : view.values], view.log);
    return [low, high];
  };
  // place returns a number between −1 and 1 (signed) or between 0 and 1, by which a value is coloured.
  const place = v => {
    const [low, high] = range();
    if (view.log) {
      const at = high > low ? (Math.log10(Math.abs(v)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : 1;
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
    type: 'category', data: Array.from({ length: cells }, (_, k) => k), inverse, name: what, nameLocation: 'middle', nameGap: 28,
    nameTextStyle: { color: colour('text'), fontSize: 13 }, axisTick: { show: false },
    axisLabel: { color: colour('text'), formatter: k => number(k * chart.bin), interval: Math.max(0, Math.ceil(cells / 8) - 1) },
    axisLine: { lineStyle: { color: colour('faint') } },
  });
  const option = () => ({
    ...base(),
    grid: { left: 56, right: 16, top: 64, bottom: 48 },
    xAxis: axis(chart.column, false), yAxis: axis(chart.row, true),
    dataZoom: [{ type: 'inside', xAxisIndex: 0 }, { type: 'inside', yAxisIndex: 0 }],
    visualMap: {
      type: 'continuous', min: view.signed ? -1 : 0, max: 1, dimension: 2, calculable: false, orient: 'horizontal', left: 'center', top: 0,
      itemHeight: 160, text: legendText(), textStyle: { color: colour('text'), fontSize: 12 },
      inRange: { color: view.signed ? [colour('negative'), colour('zero'), colour('positive')] : [colour('low'), colour('middle'), colour('high')] },
    },
    tooltip: { ...base().tooltip, formatter: p => [name(p.data[1], chart.row), name(p.data[0], chart.column), `${view.unit}: ${number(p.data[3])}`]
      .map(charts.echarts.format.encodeHTML).join('<br>') },
    series: [{
      type: 'heatmap', progressive: 20000, emphasis: { itemStyle: { borderColor: colour('text'), borderWidth: 1 } },
      data: view.values.map((v, k) => [view.columns[k], view.rows[k], place(v), v]),
    }],
  });
  const legendText = () => {
    const [low, high] = range();
    const largest = Math.max(Math.abs(low), Math.abs(high));
    return view.signed ? [`${view.unit} ${number(largest)}`, number(-largest)] : [`${view.unit} ${number(high)}`, number(low)];
  };
  const side = () => Math.min(host.chart.clientWidth, 680);
  const { draw, ways } = chartOf(host, figure, option, () => side() + 40, side);
  const show = () => {
    host.chart.setAttribute('aria-label', `${figure.title}: ${view.label}, ${chart.order} × ${chart.order}`);
    draw();
  };
  choice(host.controls, 'Show', chart.views, k => { view = chart.views[k]; show(); });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  show();
  const rows = () => [[chart.row, chart.column, view.unit], ...view.values.map((v, k) => [view.rows[k] * chart.bin, view.columns[k] * chart.bin, v])];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
