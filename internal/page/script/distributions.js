// The values of each group as dots beside a box of quartiles.
const distributions = (host, figure) => {
  const { chart } = figure;
  let view = chart.views[0];
  const quantile = (sorted, q) => {
    const at = q * (sorted.length - 1), below = Math.floor(at), next = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[next] - sorted[below]);
  };
  const shown = g => g.values.filter(v => v !== null && (!view.y.log || v > 0));
  const quartiles = g => {
    const sorted = shown(g).sort((a, b) => a - b);
    return sorted.length ? [0, 0.25, 0.5, 0.75, 1].map(q => quantile(sorted, q)) : [];
  };
  const grid = { left: 74, right: 20, top: 16, bottom: 56 };
  const room = () => (host.chart.clientWidth - grid.left - grid.right) / view.groups.length; // of a group
  const dots = () => view.groups.flatMap((g, k) => shown(g).map((v, j) => ({ group: k, value: v, rank: j })));
  // The box stands in the middle of its room, at most 44 wide, its dots to the right. Their places follow from the rank
  // alone, so that a picture is the same each time.
  const boxWidth = () => Math.min(44, room() * 0.4);
  const offset = rank => boxWidth() / 2 + 4 + (rank * 7) % Math.max(1, Math.floor(Math.min(19, room() / 2 - boxWidth() / 2 - 8)));
  const option = () => ({
    grid,
    xAxis: {
      type: 'category', data: view.groups.map(g => g.label), axisTick: { show: false }, axisLine: { lineStyle: { color: colour('faint') } },
      axisLabel: {
        color: colour('text'), interval: 0, fontSize: room() < 60 ? 10 : 12, width: Math.min(120, room() - 4), overflow: 'break',
      },
    },
    yAxis: chartAxis(view.y, 56),
    series: [
      {
        type: 'boxplot', boxWidth: [8, boxWidth()],
        data: view.groups.map(g => ({
          value: quartiles(g), itemStyle: { color: 'transparent', borderColor: colour(g.style), borderWidth: 1.6 },
        })),
      },
      {
        type: 'scatter', progressive: 0, symbolSize: 4, z: 1,
        data: dots().map(d => ({
          value: [d.group, d.value], symbolOffset: [offset(d.rank), 0],
          itemStyle: { color: colour(view.groups[d.group].style), opacity: 0.65 },
        })),
      },
    ],
  });
  const { draw, ways } = chartOf(host, figure, {
    height: () => 340, option,
    name: () => `${view.label}: ${view.groups.map(g => g.label).join(', ')}`,
    marks: () => [...view.groups.map((_, k) => [0, k]), ...dots().map((_, k) => [1, k])],
    lines: (series, k) => {
      if (series === 1) return [view.groups[dots()[k].group].label, `${view.label}: ${number(dots()[k].value)}`];
      const q = quartiles(view.groups[k]);
      return [view.groups[k].label, `median ${number(q[2])}`, `quartiles ${number(q[1])} to ${number(q[3])}`];
    },
  });
  choice(host.controls, chart.choose, chart.views, k => { view = chart.views[k]; draw(); });
  const rows = () => [['measure', 'group', 'value'],
    ...chart.views.flatMap(v => v.groups.flatMap(g => g.values.map(x => [v.label, g.label, x])))];
  return { CSV: () => save(figure.id + '.csv', csv(rows()), 'text/csv'), ...ways };
};
