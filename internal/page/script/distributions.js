// The values of each group as dots beside a box of quartiles.
const distributions = (host, figure) => {
  const { chart } = figure;
  let view = chart.views[0];
  const quantile = (sorted, q) => {
    const at = q * (sorted.length - 1), below = Math.floor(at), next = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[next] - sorted[below]);
  };
  const shown = g => g.values.filter(v => v !== null && (!view.y.log || v > 0));
  const option = () => ({
    ...base(),
    grid: { left: 74, right: 20, top: 16, bottom: 56 },
    xAxis: {
      type: 'category', data: view.groups.map(g => g.label), axisLabel: { color: colour('text'), interval: 0, fontSize: 12, width: 90, overflow: 'break' },
      axisLine: { lineStyle: { color: colour('faint') } }, axisTick: { show: false },
    },
    yAxis: chartAxis(view.y, 56),
    tooltip: { ...base().tooltip, formatter: p => charts.echarts.format.encodeHTML(p.seriesType === 'boxplot'
      ? `${p.name}: median ${number(p.data.value[2])}, quartiles ${number(p.data.value[1])} – ${number(p.data.value[3])}`
      : `${view.groups[Math.round(p.data[0])].label}: ${number(p.data[1])}`) },
    series: [
      {
        type: 'boxplot', boxWidth: [20, 44],
        data: view.groups.map(g => {
          const sorted = shown(g).sort((a, b) => a - b);
          return {
            value: sorted.length ? [0, 0.25, 0.5, 0.75, 1].map(q => quantile(sorted, q)) : [],
            itemStyle: { color: 'transparent', borderColor: colour(g.style), borderWidth: 1.6 },
          };
        }),
      },
      {
        type: 'scatter', symbolSize: 4, z: 1,
        // The places beside the box follow from the rank alone, so that a picture is the same each time.
        data: view.groups.flatMap((g, k) => shown(g).map((v, j) => ({
          value: [k, v], symbolOffset: [(34 + (j * 7) % 19), 0], itemStyle: { color: colour(g.style), opacity: 0.65 },
        }))),
      },
    ],
  });
  const { draw, ways } = chartOf(host, figure, option, () => 340);
  const show = () => {
    host.chart.setAttribute('aria-label', `${view.label}: ${view.groups.map(g => g.label).join(', ')}`);
    draw();
  };
  choice(host.controls, chart.choose, chart.views, k => { view = chart.views[k]; show(); });
  show();
  const rows = () => [['measure', 'group', 'value'], ...chart.views.flatMap(v => v.groups.flatMap(g => g.values.map(x => [v.label, g.label, x])))];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
