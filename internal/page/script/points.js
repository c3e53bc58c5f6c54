// Dots of several groups: the wheel or a pinch zooms, a click on a name hides a group.
const points = (host, figure) => {
  const { chart } = figure;
  const drawn = group => group.x.map((x, k) => [x, group.y[k], group.name ? chart.names[group.name[k]] : ''])
    .filter(p => p[0] !== null && p[1] !== null && (!chart.x.log || p[0] > 0) && (!chart.y.log || p[1] > 0));
  const option = () => ({
    ...base(),
    legend: legend(chart.groups.map(g => g.label)),
    grid: { left: 74, right: 20, top: 40, bottom: 50 },
    xAxis: chartAxis(chart.x, 30), yAxis: chartAxis(chart.y, 56),
    dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none' }, { type: 'inside', yAxisIndex: 0, filterMode: 'none' }],
    tooltip: {
      ...base().tooltip,
      formatter: p => [p.seriesName, p.data[2], `${chart.x.label}: ${number(p.data[0])}`, `${chart.y.label}: ${number(p.data[1])}`]
        .filter(Boolean).map(charts.echarts.format.encodeHTML).join('<br>'),
    },
    series: chart.groups.map(g => ({
      type: 'scatter', name: g.label, data: drawn(g), symbolSize: 4, itemStyle: { color: colour(g.style), opacity: 0.7 },
    })),
  });
  const { draw, ways } = chartOf(host, figure, option, () => 380);
  host.chart.setAttribute('aria-label', `${figure.title}: ${chart.groups.map(g => g.label).join(', ')}`);
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  const rows = () => [['group', 'name', chart.x.label, chart.y.label],
    ...chart.groups.flatMap(g => g.x.map((x, k) => [g.label, g.name ? chart.names[g.name[k]] : '', x, g.y[k]]))];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
