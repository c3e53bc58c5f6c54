// A chart by ECharts, whose option follows the theme: optionOf is called again when that changes. It is as wide as the page
// where no width is given.
const chartOf = (host, figure, optionOf, height, width = () => host.chart.clientWidth) => {
  const box = element('div');
  const resize = () => Object.assign(box.style, { height: height() + 'px', width: width() + 'px' });
  resize();
  host.chart.append(box);
  const chart = charts.echarts.init(box, null, { renderer: 'canvas' });
  const draw = () => {
    resize();
    chart.resize();
    chart.setOption(optionOf(), { notMerge: true });
  };
  draw();
  onTheme(draw);
  new ResizeObserver(draw).observe(host.chart);
  host.chart.tabIndex = 0;
  const svg = () => {
    const hidden = charts.echarts.init(null, null, { renderer: 'svg', ssr: true, width: box.clientWidth, height: box.clientHeight });
    hidden.setOption({ ...optionOf(), animation: false, backgroundColor: colour('page') });
    const text = hidden.renderToSVGString();
    hidden.dispose();
    return text;
  };
  return {
    chart, draw,
    ways: {
      SVG: () => save(figure.id + '.svg', svg(), 'image/svg+xml'),
      PNG: () => savePNG(figure.id, chart.getRenderedCanvas({ pixelRatio: 2 })),
    },
  };
};
// base is what the options of all charts have in common.
const base = () => ({
  animation: false,
  textStyle: { fontFamily: colour('sans'), color: colour('text') },
  tooltip: {
    confine: true, backgroundColor: colour('page'), borderColor: colour('rule'), textStyle: { color: colour('text'), fontSize: 13 },
  },
});
const chartAxis = (axis, room) => ({
  type: axis.log ? 'log' : 'value', name: axis.label, nameLocation: 'middle', nameGap: room, scale: true,
  min: axis.min ?? undefined, max: axis.max ?? undefined,
  nameTextStyle: { color: colour('text'), fontSize: 13 },
  axisLabel: { color: colour('text'), formatter: number, hideOverlap: true },
  axisLine: { show: true, onZero: false, lineStyle: { color: colour('faint') } },
  splitLine: { lineStyle: { color: colour('rule'), width: 0.5 } },
});
const legend = data => ({
  top: 0, left: 0, data, icon: 'circle', itemWidth: 10, textStyle: { color: colour('text'), fontSize: 13 },
  inactiveColor: colour('rule'), selectedMode: true,
});
