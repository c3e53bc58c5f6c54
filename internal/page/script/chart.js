// A chart by ECharts, as wide as the page where no width is given. how has its height and width, its option, which follows the
// theme, its marks as pairs of series and number in the order of reading, the lines of text of such a mark, and the axes of chartZoom
// where it can be zoomed.
// No series is drawn progressively, so that what is saved at any time is complete.
const chartOf = (host, figure, how) => {
  const width = how.width ?? (() => host.chart.clientWidth);
  const box = element('div'), printed = element('div');
  host.chart.append(box, printed);
  const reading = readable(host, box, how.axes ? zoomHint : 'Point at a mark to read it.', how.axes && zoomKeys);
  let drawnFor = 0;
  const size = () => Object.assign(box.style, { height: how.height() + 'px', width: width() + 'px' });
  size();
  const chart = charts.echarts.init(box, null, { renderer: 'canvas' });
  const zoom = how.axes && chartZoom(chart, box, reading, how.axes, () => draw());
  const option = () => {
    const { tooltip, ...rest } = base();
    const formatter = p => how.lines(p.seriesIndex, p.dataIndex).map(charts.echarts.format.encodeHTML).join('<br>');
    return { ...rest, tooltip: { ...tooltip, formatter }, ...how.option() };
  };
  const svg = more => {
    const hidden = charts.echarts.init(null, null, { renderer: 'svg', ssr: true, width: width(), height: how.height() });
    hidden.setOption({ ...option(), animation: false, backgroundColor: colour('page') });
    hidden.setOption(more ?? {});
    const text = hidden.renderToSVGString();
    hidden.dispose();
    return text;
  };
  // On paper stands the picture as SVG: of many marks ECharts paints on a canvas only after some frames, which printing does not wait for.
  const draw = () => {
    drawnFor = host.chart.clientWidth;
    box.hidden = document.documentElement.classList.contains('paper');
    printed.innerHTML = box.hidden ? svg() : '';
    if (box.hidden) return;
    size();
    chart.resize();
    chart.setOption(option(), { notMerge: true });
    reading.name(how.name());
    zoom?.reset();
    reading.say(null);
  };
  draw();
  onTheme(draw);
  new ResizeObserver(() => { if (host.chart.clientWidth !== drawnFor) draw(); }).observe(host.chart);
  onArrows(box, () => how.marks().length, at => {
    const [seriesIndex, dataIndex] = how.marks()[at];
    chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
    reading.say(how.lines(seriesIndex, dataIndex).join(' · '));
  }, () => {
    chart.dispatchAction({ type: 'hideTip' });
    reading.say(null);
  });
  return {
    draw,
    ways: {
      SVG: () => save(figure.id + '.svg', inLight(() => svg(zoom?.option())), 'image/svg+xml'),
      PNG: () => savePNG(figure.id, chart.getRenderedCanvas({ pixelRatio: 2 })),
    },
  };
};
// base is what the options of all charts have in common.
const base = () => ({
  animation: false,
  // Double quotes would end an attribute of a saved SVG.
  textStyle: { fontFamily: colour('sans').replaceAll('"', "'"), color: colour('text') },
  tooltip: {
    confine: true, backgroundColor: colour('page'), borderColor: colour('rule'), textStyle: { color: colour('text'), fontSize: 13 },
  },
});
const zoomIDs = ['xAxisIndex', 'yAxisIndex'];
// The wheel alone scrolls the page.
const zoomable = options => zoomIDs.map(id => ({ type: 'inside', id, [id]: 0, zoomOnMouseWheel: 'ctrl', ...options }));
const zoomHint = 'Point at a mark to read it; the wheel with Ctrl or + and − zoom, dragging moves.';
const chartAxis = (axis, room) => ({
  type: axis.log ? 'log' : 'value', name: axis.label, nameLocation: 'middle', nameGap: room, scale: true,
  min: axis.min ?? undefined, max: axis.max ?? undefined,
  nameTextStyle: { color: colour('text'), fontSize: 13 },
  axisLabel: { color: colour('text'), formatter: onAxis, hideOverlap: true },
  axisLine: { show: true, onZero: false, lineStyle: { color: colour('faint') } },
  splitLine: { lineStyle: { color: colour('rule'), width: 0.5 } },
});
const legend = data => ({
  top: 0, left: 0, data, icon: 'circle', itemWidth: 10, textStyle: { color: colour('text'), fontSize: 13 }, selectedMode: false,
});
