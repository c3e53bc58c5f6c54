// Dots of several groups, each of which can be hidden.
const points = (host, figure) => {
  const { chart } = figure;
  const drawn = chart.groups.map(group => group.x.map((x, k) => [x, group.y[k], group.name ? chart.names[group.name[k]] : ''])
    .filter(p => p[0] !== null && p[1] !== null && (!chart.x.log || p[0] > 0) && (!chart.y.log || p[1] > 0)));
  const shown = chart.groups.map(() => true);
  const { draw, ways } = chartOf(host, figure, {
    height: () => 380,
    axes: () => [[chart.x, 0], [chart.y, 1]].map(([axis, k]) => {
      const [low, high] = extent(drawn.filter((_, group) => shown[group]).map(dots => dots.map(p => p[k])), axis.log);
      return { label: axis.label, log: axis.log, whole: [axis.min ?? low, axis.max ?? high], grain: 0, sign: 1 };
    }),
    name: () => `${figure.title}: ${chart.groups.map(g => g.label).join(', ')}`,
    marks: () => drawn.flatMap((dots, series) => shown[series] ? dots.map((_, k) => [series, k]) : []),
    lines: (series, k) => {
      const [x, y, name] = drawn[series][k];
      return [chart.groups[series].label, name, `${chart.x.label}: ${number(x)}`, `${chart.y.label}: ${number(y)}`].filter(Boolean);
    },
    option: () => ({
      legend: legend(chart.groups.map(g => g.label).filter((_, k) => shown[k])),
      grid: { left: 74, right: 20, top: 40, bottom: 50 },
      xAxis: chartAxis(chart.x, 30), yAxis: chartAxis(chart.y, 56),
      dataZoom: zoomable({ filterMode: 'none' }),
      series: chart.groups.map((g, k) => ({
        type: 'scatter', progressive: 0, name: g.label, data: shown[k] ? drawn[k] : [], symbolSize: 4,
        itemStyle: { color: colour(g.style), opacity: 0.7 },
      })),
    }),
  });
  if (chart.groups.length > 1) chart.groups.forEach((g, k) => {
    const box = element('input', { type: 'checkbox', checked: true, onchange: () => { shown[k] = box.checked; draw(); } });
    host.controls.append(element('label', {}, box, ' ' + g.label));
  });
  host.controls.append(element('button', { type: 'button', textContent: 'Show all', onclick: draw }));
  const rows = () => [['group', 'name', chart.x.label, chart.y.label],
    ...chart.groups.flatMap(g => g.x.map((x, k) => [g.label, g.name ? chart.names[g.name[k]] : '', x, g.y[k]]))];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
